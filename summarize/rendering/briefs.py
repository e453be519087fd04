"""What text and Markdown say of a brief: its parts, its words without datelines, and why each sentence is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .phrases import counted, date, documents_line, one_line, percent, shown, span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Outlets that are named of those in which all of a brief is.
_SHOWN_ENOUGH: Final = 4

#: Missed claims that are shown; the JSON has all.
_SHOWN_MISSED: Final = 2


def parts(record: Mapping[str, Any]) -> list[tuple[str | None, list[tuple[int, Mapping[str, Any]]]]]:
    """Parts of a brief, each a heading (None where there is one part) and its sentences with their numbers."""
    numbered = list(enumerate(record["sentences"], start=1))
    settings = record["settings"]
    if settings.get("per_outlet"):
        headings = {n: s["outlet"] for n, s in numbered}
    elif settings.get("per_theme"):
        labels = {t["id"]: t["label"] for t in record["themes"]}
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
        return "No sentence in these articles is near to that question; ask in words that the articles use."
    if record["share_new"] is not None and not record["n_candidates"]:
        return "Nothing in these articles that reads alone is new."
    if record["silent_outlets"]:
        return "No sentence that reads alone and fits the budget sets an outlet apart."
    return "No sentence that reads alone fits the budget; give more with --words."


def words(sentence: Mapping[str, Any]) -> str:
    """Words of a sentence of a brief on one line, its dateline left out."""
    return one_line(sentence["text"][sentence["shown"]["start"] - sentence["start"] :])


def mark(number: int, days: Mapping[int, str]) -> str:
    """Return what stands behind a sentence: its number, and its day where one is named."""
    return f"[{number}, {days[number]}]" if number in days else f"[{number}]"


def days(record: Mapping[str, Any]) -> dict[int, str]:
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


def nearest_line(sentence: Mapping[str, Any]) -> str | None:
    """What another outlet printed that comes nearest, for a brief by outlet."""
    near = sentence["nearest"]
    if near is None:
        return None
    return f"nearest elsewhere ({near['similarity']:.2f}): {shown(near['text'])} — {one_line(near['outlet'])}, {span(near)}"


def why(sentence: Mapping[str, Any]) -> str:
    """Why a sentence is there."""
    reasons = sentence["reasons"]
    said = [
        f"rank {sentence['rank']}, score {sentence['score']:.2f}",
        f"sentence {reasons['position'] + 1} of its article, centrality {reasons['centrality']:.2f}",
    ]
    if reasons.get("concepts"):
        named = ", ".join(
            f"{one_line(c['concept'])} ({counted(c['texts'], 'text')}{', headline' if c['in_headline'] else ''})"
            for c in reasons["concepts"][:5]
        )
        said.append(f"adds {counted(reasons['n_concepts'], 'concept')}: {named}")
    if sentence["leans_on"] is not None:
        said.append("leans on the sentence before it")
    return "why: " + "; ".join(said)


def closing_line(record: Mapping[str, Any]) -> str:
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
        names = ", ".join(map(one_line, record["silent_outlets"]))
        line += f". Nothing sets apart, among sentences that read alone: {names}"
    if record["n_short"]:
        line += f". Left out as too short to stand alone: {counted(record['n_short'], 'sentence')}"
    return f"{line}. Read: {documents_line(record)}."


def _enough(record: Mapping[str, Any]) -> str:
    """Say how few outlets state all of a brief, and which; of one alone all that could be it."""
    one_of_several = record["honesty"]["outlets_enough"]
    if len(one_of_several) > 1:
        # Nothing new where they are those that it is drawn from.
        drawn = {sentence["outlet"] for sentence in record["sentences"]}
        if drawn == set(one_of_several):
            return ""
        return f"{_named(one_of_several, 'and')} together state all of it."
    each = set.intersection(*(set(sentence["support"]["outlets"]) for sentence in record["sentences"]))
    return f"{_named(sorted({*each, *one_of_several}), 'or')} alone states all of it."


def _named(outlets: Sequence[str], word: str) -> str:
    names = list(map(one_line, outlets))
    if len(names) > _SHOWN_ENOUGH + 1:
        names = [*names[:_SHOWN_ENOUGH], f"{len(names) - _SHOWN_ENOUGH} others"]
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _quoted(words: str) -> str:
    """Set words between marks of quotation, where they do not begin with one of their own."""
    return words if words.startswith(("“", '"', "«", "„")) else f"“{words}”"


def honesty_line(record: Mapping[str, Any]) -> str:
    """Whom a brief draws on, how few outlets would have sufficed, and what all agree on that it misses."""
    honesty = record["honesty"]
    drawn = sorted(honesty["sentences_of"].items(), key=lambda item: (-item[1], item[0]))
    names = ", ".join(f"{one_line(outlet)} {n}" for outlet, n in drawn)
    line = f"Drawn from {len(drawn)} of {counted(honesty['n_outlets'], 'outlet')}: {names}. {_enough(record)}".rstrip()
    if not honesty["n_consensus"]:
        return line
    missed = honesty["missed"]
    agreed = counted(honesty["n_consensus"], "claim")
    if not missed:
        return f"{line} It states all of {agreed} that two thirds of the outlets agree on, surely or perhaps."
    said = "; ".join(
        f"{_quoted(shown(item['sentence']['text']))} ({span(item['sentence'])})" for item in missed[:_SHOWN_MISSED]
    )
    more = f", and {len(missed) - _SHOWN_MISSED} more" if len(missed) > _SHOWN_MISSED else ""
    return f"{line} Of {agreed} that two thirds of the outlets agree on, surely or perhaps, it misses {len(missed)}: {said}{more}."
