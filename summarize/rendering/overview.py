"""What stands before the views of a comparison: all at a glance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ..evidence import is_negated, negations_in
from ..records.glance import is_sole, outlets_shown
from ..records.shown import glance_of
from .blocks import Excerpt, Heading, Item, Paragraph, cited
from .figures import as_written, by_writing, figure_name, label, not_shown
from .phrases import counted, more_perhaps, one_line, short_id, span, whose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .blocks import Block, Run, Words

#: Outlets without a sentence on a theme that are named.
_SILENT: Final = 3

#: What the facts that most outlets state are called, those that one surely states and others perhaps, and what one text says.
_SUPPORTED: Final = "Most supported"
_UNSURE: Final = "Perhaps stated by several outlets"
_COPIED: Final = "Printed by several outlets, as one text"

_NUMBER: Final = re.compile(r"\d[\d.,]*\d|\d")

NO_CONFLICT: Final = "Nothing was found in which the outlets contradict each other in so many words"


def _said(lead: str, sentence: str, source: Sequence[Run], lines: int = 2, at: int = 0) -> Words:
    """The sentence of an article, what opens it and whose it is; a terminal cuts it to `lines` around the place `at`."""
    return (lead, ""), Excerpt(sentence, lines, at), *((words, f"dim {style}") for words, style in source)


def overview_blocks(record: Mapping[str, Any]) -> Iterator[Block]:
    """Tell all at a glance; of what there is none nothing is said but that nothing conflicts."""
    yield Heading("At a glance")
    glance = glance_of(record)
    here = outlets_shown(record)
    n_outlets = len(here if len(here) > 1 else {d["outlet"] for d in record["corpus"]["documents"]})
    supported = glance["supported"]
    unstated = {row["fact"]["claim"]: row for row in glance["left_out"]["facts"]}

    def stated(claim: Mapping[str, Any]) -> Item:
        return Item(_said("", claim["sentence"]["text"], _support(claim, n_outlets, unstated), 3))

    heads = glance["headlines"]
    if heads["n"] > 1:
        rest = f" ({len(heads['headlines'])} of {heads['n']} shown)" if heads["n"] > len(heads["headlines"]) else ""
        yield Paragraph(f"Headlines{rest}", "bold")
        for head in heads["headlines"]:
            names = ", ".join(map(one_line, head["outlets"]))
            yield Item(_said("", head["title"], ((f" — {names}, ", ""), (short_id(head["document"]), "code"))))
    if supported["claims"]:
        yield Paragraph(f"{supported_name(supported)} ({_number_supported(supported)})", "bold")
        yield from map(stated, supported["claims"])
    if glance["figures"]["n"]:
        yield Paragraph(f"Figures that differ ({glance['figures']['n']})", "bold")
        yield from (_figure(record, item) for item in glance["figures"]["figures"])
    disputed = glance["disputed"]
    if disputed["pairs"]:
        language_of = {document["id"]: document["language"] for document in record["corpus"]["documents"]}
        yield Paragraph(f"Disputed ({counted(disputed['n'], 'pair')} of claims)", "bold")
        for one, other in disputed["pairs"]:
            at, place = _odd(one, other, language_of), _odd(other, one, language_of)
            against = _said("against: ", other["sentence"]["text"], _source(other), at=place)
            yield Item(_said("", one["sentence"]["text"], _source(one), at=at), [Paragraph(against, hang=2)])
    if agree(record, glance):
        yield Paragraph(NO_CONFLICT, "bold")
    left_out = glance["left_out"]
    # What stands above says there who lacks it.
    above = {claim["claim"] for claim in supported["claims"]}
    facts = [row for claim, row in unstated.items() if claim not in above]
    if facts or left_out["gaps"]:
        n_facts, n_themes = left_out["n_facts"] - len(unstated) + len(facts), left_out["n"]
        lacked = [counted(n, what) for n, what in ((n_facts, "fact"), (n_themes, "theme")) if n]
        if n_themes > len(left_out["gaps"]):
            lacked[-1] += f", {len(left_out['gaps'])} shown,"
        yield Paragraph(f"Not mentioned ({' and '.join(lacked)} that most {whose(record)}s have)", "bold")
        yield from (stated(row["fact"]) for row in facts)
        yield from (_gap(gap, whose(record)) for gap in left_out["gaps"])
    alone = glance["alone"]
    if is_sole(record):
        central = "; most central to what it says" if alone["claims"] else ""
        yield Paragraph(f"There is one outlet alone, and no other to hold it against{central}", "bold")
    elif alone["n"]:
        most = ", ".join(f"{item['outlet']} {item['n']}" for item in alone["outlets"])
        yield Paragraph(f"Only here ({counted(alone['n'], 'claim')} of one outlet alone; most: {most})", "bold")
    if is_sole(record) or alone["n"]:
        yield from (Item(_said("", claim["sentence"]["text"], _source(claim))) for claim in alone["claims"])


def agree(record: Mapping[str, Any], glance: Mapping[str, Any]) -> bool:
    """Whether there are outlets to hold against each other, and no two differ in a figure or a claim."""
    return not (glance["disputed"]["n"] or glance["figures"]["n"]) and len(outlets_shown(record)) > 1


def supported_name(supported: Mapping[str, Any]) -> str:
    """Say what the facts at a glance that most outlets state are; what no two surely state is not called supported.

    Examples
    --------
    >>> [supported_name({"kind": kind, "n_surely": n}) for kind, n in (("independent", 1), ("independent", 0), ("copies", 0))]
    ['Most supported', 'Perhaps stated by several outlets', 'Printed by several outlets, as one text']
    """
    if supported["kind"] != "independent":
        return _COPIED
    return _SUPPORTED if supported["n_surely"] else _UNSURE


def _number_supported(supported: Mapping[str, Any]) -> str:
    n, sure = supported["n"], supported["n_surely"]
    if supported["kind"] != "independent":
        return counted(n, "claim")
    if not sure:
        return f"{counted(n, 'claim')}, in independent texts"
    rest = f"; perhaps {n - sure} more" if sure < n else ""
    return f"{counted(sure, 'claim')} of several outlets, in independent texts{rest}"


def _support(claim: Mapping[str, Any], n_outlets: int, unstated: Mapping[int, Mapping[str, Any]]) -> tuple[Run, ...]:
    """Say how many outlets state a claim, where it stands here, and in whose articles no sentence on it was found."""
    sure = claim["surely"]
    more = more_perhaps(claim)
    # Of one outlet it need not be said that it is one text.
    texts = "" if more and len(sure["outlets"]) == 1 else f", {counted(sure['independent'], 'independent text')}"
    own = ", ".join(figure["text"] for figure in claim["own_figures"])
    but = f"; “{own}” in this sentence only" if own else ""
    after = "" if claim["alone"] else ", which needs the sentence before it"
    if lacking := unstated.get(claim["claim"]):
        after += f"; no sentence found on it in {_silent(lacking['silent'])}"
    said = f" — {len(sure['outlets'])} of {counted(n_outlets, 'outlet')}{more}{texts}{but}; here "
    return cited(claim["sentence"], said, after)


def _source(claim: Mapping[str, Any]) -> tuple[Run, ...]:
    rest = len(claim["outlets"]) - 1
    return cited(claim["sentence"], " — ", f" and {rest} more" if rest else "")


def _figure(record: Mapping[str, Any], item: Mapping[str, Any]) -> Item:
    here = outlets_shown(record)
    written = {
        as_written(values[0]).casefold(): [value for value in values if value["outlet"] in here] or values
        for values in by_writing(record["figures"][item["figure"]])
    }
    sides = []
    for words in dict.fromkeys(as_written(value).casefold() for value in item["values"]):
        values = written[words]
        names = ", ".join(dict.fromkeys(one_line(value["outlet"]) for value in values))
        sentence = values[0]["sentence"]
        at = values[0]["start"] - sentence["start"]
        said = _said(
            f"{as_written(values[0])}, {names}: ", sentence["text"], ((" — ", ""), (span(sentence), "code")), at=at
        )
        sides.append(Paragraph(said, hang=2))
    if more := not_shown(record, item):
        sides.append(Paragraph(f"and {counted(more, 'more value')}", "dim", 2))
    return Item(f"{figure_name(item)}: {label(item)}", sides)


def _odd(claim: Mapping[str, Any], other: Mapping[str, Any], language_of: Mapping[str, str | None]) -> int:
    """Where the sentence of a claim gives a number that the other's does not, or denies what the other's does not; 0 without either."""
    text, against = claim["sentence"]["text"], other["sentence"]["text"]
    numbers = {match[0] for match in _NUMBER.finditer(against)}
    odd = next((match.start() for match in _NUMBER.finditer(text) if match[0] not in numbers), None)
    ours, theirs = (language_of.get(item["sentence"]["document"]) or "en" for item in (claim, other))
    if odd is None and not is_negated(against, theirs):
        odd = next((start for start, _ in negations_in(text, ours)), None)
    return odd or 0


def _silent(rows: Sequence[Mapping[str, Any]]) -> str:
    named = [f"{silent['outlet']} ({counted(silent['of'], 'sentence')})" for silent in rows[:_SILENT]]
    rest = len(rows) - len(named)
    return f"{', '.join(named)}{f' and {rest} more' if rest else ''}"


def _gap(gap: Mapping[str, Any], who: str) -> Item:
    lead = f"{gap['label']}, in {gap['carried']} of {counted(gap['of'], who)}; no such word in {_silent(gap['silent'])}"
    example = gap["example"]
    if example is None:
        return Item(lead)
    return Item(lead, [Paragraph(_said("elsewhere: ", example["text"], cited(example, " — ")), hang=2)])
