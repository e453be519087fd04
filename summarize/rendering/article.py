"""One article with its margin, as text, Markdown and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .phrases import counted, date, one_line, percent, shown, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .page import Page

__all__ = ["ARTICLE_COLUMNS", "article_markdown", "article_rows", "article_text"]

ARTICLE_COLUMNS: Final = (
    "part",
    "status",
    "document",
    "start",
    "stop",
    "text",
    "claim",
    "kind",
    "outlets",
    "independent",
    "disputed_by",
    "figures",
    "nearest_document",
    "nearest_start",
    "nearest_stop",
    "nearest_similarity",
    "nearest_text",
)

#: The mark before a sentence, by its status.
_MARKS: Final = {"said_also": "=", "disputed": "≠", "only_here": "*", "uncertain": "~", "furniture": " "}

#: What is missing that a terminal shows; the other formats have all.
SHOWN_MISSING: Final = 15

_LEGEND: Final = (
    "= said also by others   ≠ disputed   * only here   ~ only here, something like it elsewhere. Copies of this article are no "
    "witnesses; absent means not in the articles supplied."
)


def _cited(sentence: Mapping[str, Any]) -> str:
    return f"{one_line(sentence['outlet'])}: {shown(sentence['text'])} — {span(sentence)}"


def _margin(sentence: Mapping[str, Any]) -> Iterator[str]:
    """Lines of the margin of a sentence."""
    names = ", ".join(map(one_line, sentence["outlets"]))
    if names and not sentence["independent"]:
        yield f"printed also by {names}, which copies this text or was copied by it"
    elif names:
        texts = counted(sentence["independent"], "independent text")
        yield f"also in {counted(len(sentence['outlets']), 'other outlet')} ({texts}): {names}"
    for figure in sentence["figures"]:
        yield f"{one_line(figure['quantity'])} here, {one_line(figure['other'])} there ({figure['label']}) — {_cited(figure['sentence'])}"
    told = {(figure["sentence"]["document"], figure["sentence"]["start"]) for figure in sentence["figures"]}
    for other in sentence["disputed_by"]:
        if (other["document"], other["start"]) not in told:
            yield f"disputed by {_cited(other)}"
    if sentence["status"] == "only_here":
        yield "only here"
    elif sentence["status"] == "uncertain" and sentence["nearest"] is not None:
        yield f"nearest elsewhere ({sentence['nearest']['similarity']:.2f}): {_cited(sentence['nearest'])}"


def _counts(article: Mapping[str, Any]) -> str:
    counts = article["counts"]
    n = sum(counts.values()) - counts["furniture"]
    parts = [
        f"{counts[status]} {words} ({percent(counts[status] / n)})"
        for status, words in (
            ("said_also", "said also by others"),
            ("disputed", "disputed"),
            ("only_here", "only here"),
            ("uncertain", "uncertain"),
        )
        if counts[status]
    ]
    return f"{counted(n, 'sentence')}: {', '.join(parts)}." if parts else "It says nothing but page wording."


def _head(article: Mapping[str, Any]) -> str:
    line = f"{one_line(article['outlet'])}, {date(article['published'])}, {one_line(article['document'])}"
    if article["copies"]:
        line += f". Printed also as {', '.join(map(one_line, article['copies']))}"
    return line


def _lacking(item: Mapping[str, Any]) -> str:
    """Who reports what is missing, and how."""
    names = ", ".join(map(one_line, item["outlets"]))
    own = "; also in another article of this outlet" if item["elsewhere"] else ""
    texts = counted(item["independent"], "independent text")
    return f"{item['kind']}, {counted(len(item['outlets']), 'outlet')} ({texts}): {names}{own}"


def article_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write the article on a terminal page."""
    article = record["article"]
    page.heading(one_line(article["title"]) or one_line(article["document"]))
    page.paragraph(_head(article), style="dim")
    page.paragraph(_counts(article), style="dim")
    page.paragraph(_LEGEND, style="dim")
    for sentence in article["sentences"]:
        if sentence["status"] == "furniture":
            continue
        page.gap()
        mark = f"{_MARKS[sentence['status']]} "
        page.paragraph(((mark, "bold"), (shown(sentence["text"]), "")), hang=2)
        for line in _margin(sentence):
            page.paragraph(f"| {line}", indent=4, hang=2, style="dim")
    missing = article["missing"]
    more = f", {SHOWN_MISSING} shown here" if len(missing) > SHOWN_MISSING else ""
    page.heading(f"What others report and this article does not ({counted(len(missing), 'claim')}{more})")
    if not missing:
        page.paragraph("Nothing that two independent texts say is missing.")
    for item in missing[:SHOWN_MISSING]:
        page.paragraph(f"• {shown(item['sentence']['text'])}", hang=2)
        page.paragraph(_lacking(item), indent=2, hang=2, style="dim")
        page.paragraph(f"cited from {span(item['sentence'])}", indent=2, style="dim")
        near = item["nearest"]
        page.paragraph(f"nearest here ({near['similarity']:.2f}): {shown(near['text'])}", indent=2, hang=2, style="dim")


def article_markdown(record: Mapping[str, Any], escaped: Callable[[str], str]) -> Iterator[str]:
    """Write the article as blocks of Markdown; `escaped` makes article text show as it is."""
    article = record["article"]
    yield f"# {escaped(article['title'] or article['document'])}"
    yield escaped(_head(article))
    yield _counts(article)
    for sentence in article["sentences"]:
        if sentence["status"] == "furniture":
            continue
        status = sentence["status"].replace("_", " ")
        lines = [f"- **{status}**: {escaped(sentence['text'])} (`{span(sentence)}`)"]
        lines += [f"  - {escaped(line)}" for line in _margin(sentence) if line != status]
        yield "\n".join(lines)
    yield f"## What others report and this article does not ({len(article['missing'])})"
    for item in article["missing"]:
        near = item["nearest"]
        yield "\n".join(
            (
                f"- {escaped(item['sentence']['text'])} (`{span(item['sentence'])}`)",
                f"  - {escaped(_lacking(item))}",
                f"  - nearest here ({near['similarity']:.2f}): {escaped(near['text'])}",
            )
        )


def article_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one row a sentence of the article, then one a claim that it lacks; see `ARTICLE_COLUMNS`."""
    rows: list[dict[str, Any]] = []
    for part, items in (("article", record["article"]["sentences"]), ("missing", record["article"]["missing"])):
        for item in items:
            nearest = item["nearest"] or {}
            sentence = item if part == "article" else item["sentence"]
            rows.append(
                {
                    **item,
                    **{key: sentence[key] for key in ("document", "start", "stop", "text")},
                    "part": part,
                    "status": item.get("status", "missing"),
                    "outlets": "; ".join(item["outlets"]),
                    "disputed_by": "; ".join(span(other) for other in item.get("disputed_by", ())),
                    "figures": "; ".join(f"{f['quantity']} / {f['other']}" for f in item.get("figures", ())),
                    **{
                        f"nearest_{key}": nearest.get(key)
                        for key in ("document", "start", "stop", "similarity", "text")
                    },
                }
            )
    return rows
