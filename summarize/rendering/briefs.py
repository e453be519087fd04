"""A brief: its parts, its words without datelines, and why each sentence is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Gap, Heading, Item, Paragraph
from .coverage import nearest_columns
from .naming import labels_of
from .phrases import clipped, counted, date, documents_line, one_line, percent, shown, span, support

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .blocks import Block

BRIEF_COLUMNS: Final = tuple(
    """
    rank score outlet document start stop theme label outlets independent text surely independent_surely nearest_document
    nearest_start nearest_stop nearest_similarity nearest_text
    """.split()
)

#: Outlets that are named of those in which all of a brief is.
_SHOWN_ENOUGH: Final = 4

#: Themes without a sentence that are named; the JSON has all.
_SHOWN_SILENT: Final = 4

#: What is said of how the best sum was found; a method without one says nothing.
_SOLVED: Final = {
    "exact": ", the best choice of all",
    "bounded": ", the best choice that a bounded search found",
    "greedy": ", greedily",
}

#: Missed claims that are shown, and characters of each, about a dozen words; the JSON has all.
_SHOWN_MISSED: Final = 2
_MISSED_CHARACTERS: Final = 80


def parts(record: Mapping[str, Any]) -> list[tuple[str | None, list[tuple[int, Mapping[str, Any]]]]]:
    """Parts of a brief, each a heading (None where there is one part) and its sentences with their numbers."""
    numbered = list(enumerate(record["sentences"], start=1))
    settings = record["settings"]
    if settings.get("per_outlet"):
        headings = {n: s["outlet"] for n, s in numbered}
    elif settings.get("per_theme"):
        labels = labels_of(record)
        headings = {n: labels.get(s["theme"], "No theme") for n, s in numbered}
    else:
        return [(None, numbered)] if numbered else []
    return [
        (heading, [(n, s) for n, s in numbered if headings[n] == heading])
        for heading in dict.fromkeys(headings.values())
    ]


def nothing(record: Mapping[str, Any]) -> str:
    """Why a brief is empty."""
    if record["settings"].get("focus") and not record["n_candidates"]:
        settings = record["settings"]
        where = "of that theme" if settings.get("theme") is not None else "in these articles"
        new = "that is new " if record["share_new"] is not None else ""
        return f"No sentence {new}{where} is near to that question; ask in words that the articles use."
    if record["share_new"] is not None and not record["n_candidates"]:
        return "Nothing in these articles that reads alone is new."
    if record["silent_outlets"]:
        return "No sentence that reads alone and fits the budget sets an outlet apart."
    return "No sentence that reads alone fits the budget; give more with --words."


def words(sentence: Mapping[str, Any]) -> str:
    """Words of a sentence of a brief on one line, its dateline left out."""
    return one_line(sentence["text"][sentence["shown"]["start"] - sentence["start"] :])


def _days(record: Mapping[str, Any]) -> dict[int, str]:
    """The day of each sentence by its number, where a brief draws on articles of several: its "today" is another than that of the next.

    Empty where all are of one day; without what no date is known of.
    """
    published = {d["id"]: d["published"] for d in record["corpus"]["documents"]}
    found = {
        number: date(published[sentence["document"]][:10])
        for number, sentence in enumerate(record["sentences"], start=1)
        if published[sentence["document"]]
    }
    return found if len(set(found.values())) > 1 else {}


def _nearest_line(record: Mapping[str, Any], sentence: Mapping[str, Any]) -> str | None:
    """What another outlet printed that comes nearest, for a brief by outlet; what was known does, for one of what is new."""
    near = sentence["nearest"]
    if near is None:
        return None
    where = "elsewhere" if record["settings"].get("known") is None else "of what is known"
    return f"nearest {where} ({near['similarity']:.2f}): {shown(near['text'])} — {near['outlet']}, {span(near)}"


def _why(sentence: Mapping[str, Any]) -> str:
    """Why a sentence is there."""
    reasons = sentence["reasons"]
    said = [
        f"rank {sentence['rank']}, score {sentence['score']:.2f}",
        f"sentence {reasons['position'] + 1} of its article, centrality {reasons['centrality']:.2f}",
    ]
    if "answers" in reasons:
        said.append(f"worth {reasons['answers']:.2f} of the best answer to the question")
    if "n_concepts" in reasons:
        named = ", ".join(
            f"{c['concept']} ({counted(c['texts'], 'text')}{', headline' if c['in_headline'] else ''})"
            for c in reasons["concepts"][:5]
        )
        said.append(f"adds {counted(reasons['n_concepts'], 'concept')}{': ' * bool(named)}{named}")
    if reasons.get("theme_of_nearly_all"):
        said.append("first on a theme that nearly all outlets have")
    if sentence["leans_on"] is not None:
        said.append("leans on the sentence before it")
    return "why: " + "; ".join(said)


def _closing_line(record: Mapping[str, Any]) -> str:
    """How long a brief is, what it draws on, and what was read."""
    sentences: Sequence[Mapping[str, Any]] = record["sentences"]
    n_outlets = len({s["outlet"] for s in sentences})
    n_documents = len({s["document"] for s in sentences})
    line = (
        f"{counted(record['n_words'], 'word')} from {counted(n_outlets, 'outlet')}, {counted(n_documents, 'document')}"
    )
    if record["share_new"] is not None:
        line += f"; {percent(record['share_new'])} of the sentences are new"
    if record["silent_outlets"]:
        names = ", ".join(record["silent_outlets"])
        line += f". Nothing sets apart, among sentences that read alone: {names}"
    if record["settings"].get("explain") and sentences:
        line += f". Chosen by {record['settings']['brief']['method']}{_SOLVED.get(record['solver'], '')}"
    if record["n_short"]:
        line += f". Left out as too short to stand alone: {counted(record['n_short'], 'sentence')}"
    return f"{line}. Read: {documents_line(record)}."


def _enough(record: Mapping[str, Any]) -> str:
    """Say how few outlets state all of a brief, and which; of one alone all that could be it."""
    if record["honesty"]["n_outlets"] == 1:
        return ""
    one_of_several = record["honesty"]["outlets_enough"]
    if len(one_of_several) > 1:
        # Nothing new where they are those that it is drawn from.
        drawn = {sentence["outlet"] for sentence in record["sentences"]}
        if drawn == set(one_of_several):
            return ""
        return f"{_named(one_of_several, 'and')} together state all of it."
    each = set.intersection(*(set(sentence["support"]["surely"]["outlets"]) for sentence in record["sentences"]))
    return f"{_named(sorted({*each, *one_of_several}), 'or')} alone states all of it."


def _named(outlets: Sequence[str], word: str) -> str:
    names = list(outlets)
    if len(names) > _SHOWN_ENOUGH + 1:
        names = [*names[:_SHOWN_ENOUGH], f"{len(names) - _SHOWN_ENOUGH} others"]
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _honesty_line(record: Mapping[str, Any]) -> str:
    """Whom a brief draws on, how few outlets would have sufficed, and what all agree on that it misses."""
    honesty = record["honesty"]
    drawn = sorted(honesty["sentences_of"].items(), key=lambda item: (-item[1], item[0]))
    names = ", ".join(f"{outlet} {n}" for outlet, n in drawn)
    line = f"Drawn from {len(drawn)} of {counted(honesty['n_outlets'], 'outlet')}: {names}. {_enough(record)}".rstrip()
    if not honesty["n_consensus"]:
        return line
    missed = honesty["missed"]
    agreed = counted(honesty["n_consensus"], "claim")
    if not missed:
        return f"{line} It states all of {agreed} that two thirds of the outlets agree on, surely or perhaps."
    said = "; ".join(
        f"{clipped(item['sentence']['text'], _MISSED_CHARACTERS)} ({span(item['sentence'])})"
        for item in missed[:_SHOWN_MISSED]
    )
    more = f", and {len(missed) - _SHOWN_MISSED} more" if len(missed) > _SHOWN_MISSED else ""
    return f"{line} Of {agreed} that two thirds of the outlets agree on, surely or perhaps, it misses {len(missed)}: {said}{more}."


def _enumerated(found: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in found)


def brief_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell the sentences with their numbers, then the source of each, and what the brief draws on and misses."""
    documents = {d["id"]: d for d in record["corpus"]["documents"]}
    labels = labels_of(record)
    groups, days = parts(record), _days(record)
    missing = [f"No article or headline holds {_enumerated(record['not_held'])}."] if record["not_held"] else []
    if record["not_shown"] and groups:
        # Where all that answers is shown, more words would hold no more.
        more = "more words, or for " if record["n_candidates"] > len(record["sentences"]) else ""
        missing.append(
            f"No sentence here holds {_enumerated(record['not_shown'])}, but an article does: ask for {more}it alone."
        )
    # Of whom no sentence here tells at all, that is said already.
    if record["no_words_of"] is not None and record["no_words_of"].split()[-1] not in {
        *record["not_held"],
        *record["not_shown"],
    }:
        missing.append(f"No sentence here was found to be said by {_enumerated([record['no_words_of']])}.")
    if missing:
        yield Paragraph(" ".join(missing))
        if not groups or groups[0][0] is None:
            yield Gap()
    for heading, numbered in groups:
        if heading is not None:
            yield Heading(heading)
        for n, sentence in numbered:
            day = f", {days[n]}" if n in days else ""
            note = ((f" ({days[n]}) " if day else " ", "markdown"), (str(n), "markdown note"))
            yield Paragraph(((words(sentence), ""), (f" [{n}{day}]", "cyan terminal"), *note))
            yield Gap()
    if not groups:
        yield Paragraph(nothing(record))
        yield Paragraph(_closing_line(record), "markdown")
        return
    yield Heading("Sources", "terminal")
    for n, sentence in (item for _, numbered in groups for item in numbered):
        document = documents[sentence["document"]]
        said = f" · said by {support(sentence['support'])} · theme: {labels.get(sentence['theme'], 'none')}"
        under = [Paragraph(document["title"])] if document["title"] else []
        under.append(Paragraph(((span(sentence), "code"), (said, "")), "dim"))
        if near := _nearest_line(record, sentence):
            under.append(Paragraph(near, "dim"))
        if record["settings"].get("explain"):
            under.append(Paragraph(_why(sentence), "dim"))
        facts = f"{sentence['outlet']}, {date(document['published'])}"
        yield Item(((facts, "bold"),), under, mark=(f"[{n}] ", "cyan"), note=n)
    yield Gap()
    yield Paragraph(_honesty_line(record), "dim")
    honesty = record["honesty"]
    if silent := honesty["silent_themes"]:
        named = "; ".join(
            f"{theme['label']} ({len(theme['outlets'])} of {honesty['n_outlets']}, --theme {theme['id']})"
            for theme in silent[:_SHOWN_SILENT]
        )
        more = f"; and {len(silent) - _SHOWN_SILENT} more" if len(silent) > _SHOWN_SILENT else ""
        yield Paragraph(f"Themes of two thirds of the outlets and more without a sentence here: {named}{more}.", "dim")
    yield Paragraph(f"{_closing_line(record)} Independent texts: copies of one text count once.", "dim")


def brief_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a sentence; see `BRIEF_COLUMNS`."""
    labels = labels_of(record)
    for sentence in record["sentences"]:
        said = sentence["support"]
        yield {
            **sentence,
            "label": labels.get(sentence["theme"], ""),
            "outlets": "; ".join(said["outlets"]),
            "independent": said["independent"],
            "surely": "; ".join(said["surely"]["outlets"]),
            "independent_surely": said["surely"]["independent"],
            **nearest_columns(sentence),
        }
