"""One article with its margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Gap, Heading, Item, Paragraph, place
from .coverage import nearest_columns
from .naming import outlets_of
from .phrases import counted, date, kind_shown, names_saying, one_line, percent, shown, span, support, whole_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .blocks import Block

ARTICLE_COLUMNS: Final = tuple(
    """
    part status document start stop text claim kind outlets independent disputed_by figures nearest_document
    nearest_start nearest_stop nearest_similarity nearest_text copied_by perhaps surely
    """.split()
)

#: The mark before a sentence, by its status, and what it says.
_MARKS: Final = {
    "said_also": ("=", "said also by others"),
    "perhaps": ("≈", "perhaps"),
    "copied": ("c", "elsewhere only in copies of this text"),
    "disputed": ("≠", "disputed"),
    "updated": ("u", "another figure by an update alone, or of this outlet"),
    "only_here": ("*", "only here"),
    "uncertain": ("~", "cannot tell: another may say it in other words"),
    "no_claim": (" ", "too little that others could state too"),
}

#: What is missing that a terminal shows; the other formats have all.
SHOWN_MISSING: Final = 15


def _cited(sentence: Mapping[str, Any]) -> str:
    return f"{sentence['outlet']}: {shown(sentence['text'])} — {span(sentence)}"


def _margin(sentence: Mapping[str, Any]) -> Iterator[str]:
    """Lines of the margin of a sentence."""
    copies = sentence["copied_by"]
    others = [outlet for outlet in sentence["outlets"] if outlet not in copies]
    disputing = (f["sentence"] for f in sentence["figures"] if not f["update"])
    against = {other["outlet"] for other in (*sentence["disputed_by"], *disputing)}
    if others:
        texts = counted(sentence["independent"], "independent text")
        sure = [outlet for outlet in others if outlet in sentence["surely"]]
        unsure = [outlet for outlet in others if outlet not in sure]
        if not unsure:
            yield f"also in {counted(len(sure), 'other outlet')} ({texts}): {', '.join(sure)}"
        elif sure:
            named = f"{', '.join(sure)}, perhaps {', '.join(unsure)}"
            yield f"also in {counted(len(sure), 'other outlet')} and perhaps {len(unsure)} more ({texts} in all): {named}"
        else:
            yield f"perhaps also in {counted(len(unsure), 'other outlet')} ({texts}): {', '.join(unsure)}"
    if copies:
        # Which of two texts was first is told by the view of derivation.
        yield f"printed also by {', '.join(copies)}, in the same text or a version of it"
    for figure in sentence["same_figures"]:
        yield f"{figure['quantity']}: given also by {', '.join(figure['outlets'])}"
    both = sorted(against & set(sentence["outlets"]))
    if both:
        yield f"{', '.join(both)} {'says' if len(both) == 1 else 'say'} this, and in another sentence what disputes it"
    for figure in sentence["figures"]:
        yield f"{figure['quantity']} here, {figure['other']} there ({figure['label']}) — {_cited(figure['sentence'])}"
    told = {(figure["sentence"]["document"], figure["sentence"]["start"]) for figure in sentence["figures"]}
    for other in sentence["disputed_by"]:
        if (other["document"], other["start"]) not in told:
            yield f"disputed by {_cited(other)}"
    near = sentence["nearest"]
    if sentence["status"] == "only_here":
        where = "" if near is None else f"{near['outlet']}, {span(near)}"
        yield f"only here; nearest elsewhere (cosine {near['similarity']:.2f}): {where}" if near else "only here"
    elif sentence["status"] == "uncertain":
        yield "cannot tell" if near is None else f"nearest elsewhere (cosine {near['similarity']:.2f}): {_cited(near)}"


def _status(sentence: Mapping[str, Any]) -> str:
    """The status of a sentence; that others perhaps state it, where no other text surely does, is one of its own: copies of this text are no witnesses."""
    status: str = sentence["status"]
    witnessed = set(sentence["surely"]).difference(sentence["copied_by"])
    return "perhaps" if status == "said_also" and not witnessed else status


def _counts(article: Mapping[str, Any]) -> str:
    counts = article["counts"]
    n = sum(counts.values()) - counts["furniture"] - counts["no_claim"]
    perhaps = [_status(sentence) for sentence in article["sentences"]].count("perhaps")
    shown = {**counts, "said_also": counts["said_also"] - perhaps, "perhaps": perhaps}
    parts = [
        f"{shown[status]} {words} ({percent(shown[status] / n)})"
        for status, words in (
            ("said_also", "said also by others"),
            ("perhaps", "perhaps said also by others"),
            ("copied", "elsewhere only in copies"),
            ("disputed", "disputed"),
            ("updated", "updated"),
            ("only_here", "only here"),
            ("uncertain", "cannot tell"),
        )
        if shown[status]
    ]
    return f"{counted(n, 'sentence')}: {', '.join(parts)}." if parts else "It says nothing but page wording."


def article_blocks(record: Mapping[str, Any], whole: bool) -> Iterator[Block]:
    """Tell the article sentence by sentence with its margin, then what it lacks."""
    article = record["article"]
    head = f"{article['outlet']}, {date(article['published'])}, {article['document']}"
    if article["copies"]:
        outlet_of = outlets_of(record)
        same = ", ".join(f"{outlet_of[d]} ({d})" for d in article["copies"])
        head += f". The same text, or a version of it: {same}"
    yield Heading(one_line(article["title"]) or article["document"])
    yield Paragraph(head, "dim")
    yield Paragraph(_counts(article), "dim")
    statuses = {_status(sentence) for sentence in article["sentences"]}
    legend = [f"{mark.strip() or 'no mark:'} {words}" for status, (mark, words) in _MARKS.items() if status in statuses]
    yield Paragraph(
        (
            (f"{'; '.join(legend)}. ", "terminal"),
            ("Copies of this article are no witnesses. Only here, and not here, is said of the articles supplied.", ""),
        ),
        "dim",
    )
    for sentence in article["sentences"]:
        if sentence["status"] != "furniture":
            status = "perhaps said also" if _status(sentence) == "perhaps" else sentence["status"].replace("_", " ")
            yield Gap()
            yield Item(
                ((status, "bold markdown"), (": ", "markdown"), (shown(sentence["text"]), ""), *place(sentence)),
                [
                    Paragraph((("| ", "terminal"), (line, "")), "dim" if line != status else "dim terminal", 2, 4)
                    for line in _margin(sentence)
                ],
                mark=(f"{_MARKS[_status(sentence)][0]} ", "bold"),
            )
    missing = article["missing"]
    some = missing[: None if whole else SHOWN_MISSING]
    more = f", {SHOWN_MISSING} shown here" if len(missing) > len(some) else ""
    yield Heading(f"What others report and no sentence here states ({counted(len(missing), 'claim')}{more})")
    if not missing:
        yield Paragraph("Nothing that two independent texts say is missing for certain.")
    for item in some:
        own = "; this outlet has it in another article" if item["elsewhere"] else ""
        near = item["nearest"]
        kind = "perhaps agreed" if kind_shown(item) == "perhaps" else item["kind"]
        lines = (
            f"{kind}, {support(item)}: {names_saying(item)}{own}",
            f"nearest here (cosine {near['similarity']:.2f}): {shown(near['text'])}",
        )
        said = item["sentence"]
        told = ((f"{said['outlet']}: {shown(said['text'])} — ", ""), (span(said), "code"))
        yield Item(told, [Paragraph(line, "dim", 2) for line in lines])
    if article["n_perhaps"]:
        claims = counted(article["n_perhaps"], "more claim")
        yield Paragraph(
            f"{claims} of others may be stated here in other words, and cannot be told to be missing.", "dim"
        )
    if article["n_later"]:
        claims = counted(article["n_later"], "claim")
        yield Paragraph(
            f"{claims} of others, of a later day than this article as far as dates say, cannot be missing.", "dim"
        )


def article_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one row a sentence of the article, then one a claim that it lacks; see `ARTICLE_COLUMNS`."""
    rows: list[dict[str, Any]] = []
    for part, items in (("article", record["article"]["sentences"]), ("missing", record["article"]["missing"])):
        for item in items:
            sentence = item if part == "article" else item["sentence"]
            rows.append(
                {
                    **item,
                    **{key: sentence[key] for key in ("document", "start", "stop", "text")},
                    "part": part,
                    "status": item.get("status", "missing"),
                    "outlets": "; ".join(item["outlets"]),
                    "copied_by": "; ".join(item.get("copied_by", ())),
                    "surely": "; ".join(item["surely"]["outlets"] if part == "missing" else item.get("surely", ())),
                    "disputed_by": "; ".join(map(whole_span, item.get("disputed_by", ()))),
                    "figures": "; ".join(f"{f['quantity']} / {f['other']}" for f in item.get("figures", ())),
                    **nearest_columns(item),
                }
            )
    return rows
