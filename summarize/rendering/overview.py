"""What stands before the views of a comparison: all at a glance, and how much each view holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ..evidence import is_negated, negations_in
from ..records import IN_PART, as_shown, glance_of, is_sole, outlets_shown
from ..records.support import surely
from .alignments import pairs_size
from .blocks import Excerpt, Gap, Heading, Item, Paragraph, cited
from .coverage import omitted_claims
from .figures import as_written, by_writing, differs, figure_name, label, not_shown
from .phrases import (
    CLAIM_KINDS,
    counted,
    kind_shown,
    more_perhaps,
    one_line,
    percent,
    short_id,
    span,
    whose,
)
from .reuse import sharing
from .timeline import times_size
from .voices import without_copies

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .blocks import Block, Run, Words

#: The views on a page: first what is stated and what differs, then who gives how much room to what, then who is quoted and when, and
#: last what the outlets share as texts.
ORDER: Final = (
    *("claims", "figures", "coverage", "omissions", "emphasis", "alignments", "voices", "timeline", "prominence"),
    *("copies", "derivation", "originality", "likeness", "breadth"),
)

#: Those of which a terminal shows the first rows where no view is asked for: what an editor acts upon. Of the others it says what they hold.
IN_BRIEF: Final = tuple("claims figures coverage omissions emphasis voices timeline copies derivation".split())

#: What holds outlets against each other: of one outlet alone there is nothing to say.
_BETWEEN: Final = frozenset("omissions emphasis alignments timeline originality likeness".split())

#: Outlets without a sentence on a theme that are named.
_SILENT: Final = 3

#: What the facts that most outlets state are called.
SUPPORTED: Final = {"independent": "Most supported", "copies": "Printed by several outlets, as one text"}

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
        yield Paragraph(f"{SUPPORTED[supported['kind']]} ({_number_supported(supported)})", "bold")
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


def _number_supported(supported: Mapping[str, Any]) -> str:
    n, sure = supported["n"], supported["n_surely"]
    if supported["kind"] != "independent":
        return counted(n, "claim")
    rest = f"; perhaps {n - sure}{' more' if sure else ''}" if sure < n else ""
    several = "of several outlets, in independent texts"
    return f"{counted(sure, 'claim')} {several}{rest}" if sure else f"perhaps {counted(n, 'claim')} {several}"


def _support(claim: Mapping[str, Any], n_outlets: int, unstated: Mapping[int, Mapping[str, Any]]) -> tuple[Run, ...]:
    """Say how many outlets state a claim, where it stands here, and in whose articles no sentence on it was found."""
    sure = surely(claim)
    more = more_perhaps(claim)
    # Of one outlet it need not be said that it is one text.
    texts = "" if more and len(sure["outlets"]) == 1 else f", {counted(sure['independent'], 'independent text')}"
    own = ", ".join(figure["text"] for figure in claim["own_figures"])
    but = f"; {own}: in this sentence only" if own else ""
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


def size_blocks(record: Mapping[str, Any]) -> Iterator[Block]:
    """Tell what each view holds, with the option that shows all of it."""
    yield Heading("All of a view")
    sizes = view_sizes(record)
    longest = max(len(option) for option, _ in sizes)
    for option, size in sizes:
        mark = (f"{option:<{longest}}  ", "bold")
        yield Item(((option, "markdown code"), (": ", "markdown"), (size, "")), mark=mark)
    if is_sole(record):
        nothing = [view for view in ORDER if view not in _BETWEEN and not _holds(record, view)]
        found = f" Nothing found: {', '.join(nothing)}." if nothing else ""
        between = ", ".join(view for view in ORDER if view in _BETWEEN)
        yield Gap()
        apart = " To hold the articles of a table against each other, say --map outlet=title."
        several = apart if len(record["corpus"]["documents"]) > 1 else ""
        yield Paragraph(f"Left out, for they hold outlets against each other: {between}.{found}{several}", "dim")


def _holds(record: Mapping[str, Any], view: str) -> bool:
    """Whether a view has something to say of one outlet alone."""
    return bool(record[view]) if view == "coverage" else telling(record, view)


def telling(record: Mapping[str, Any], view: str) -> bool:
    """Return whether a view has found anything; where nothing differs or is absent beyond chance, its size says so already."""
    if view in _BETWEEN and is_sole(record):
        return False
    if view == "emphasis":
        return any(row["significant"] for row in record["emphasis"])
    if view == "omissions":
        return any(row["outcome"] == "absent" for row in record["omissions"])
    if view == "timeline":
        return any(row["certain"] for row in record["timeline"])
    if view == "coverage":
        return len({cell["outlet"] for cell in record[view]}) > 1
    if view == "derivation":
        return bool(sharing(record)) or any(row["syndication"] for row in record["derivation"])
    return bool(record[view])


def view_sizes(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the option that shows each view whole, and how much it holds or why it is empty; of one outlet alone those that hold something."""
    sole = is_sole(record)
    return [
        (f"--only {view}", _size(record, view) if record[view] else record["refused"].get(view, "nothing found"))
        for view in ORDER
        if not sole or _holds(record, view)
    ]


def _size(record: Mapping[str, Any], view: str) -> str:
    rows: Sequence[Mapping[str, Any]] = record[view]
    who = whose(record)
    if view == "coverage":
        return (
            f"{counted(len({c['theme'] for c in rows}), 'theme')} in {counted(len({c['outlet'] for c in rows}), who)}"
        )
    if view == "claims":
        return (
            f"{counted(len(rows), 'claim')} of one outlet alone"
            if is_sole(record)
            else _claims_size(as_shown(record)["claims"])
        )
    if view == "copies":
        return counted(len(rows), "group")
    if view == "derivation":
        return f"{len(sharing(record))} of {counted(len(rows), 'document')}"
    if view == "alignments":
        return pairs_size(record)
    if view == "voices":
        named = {row["speaker"] for row in rows if row["named"] and row["n_quotes"]}
        quotes, independent = (sum(row[name] for row in rows) for name in ("n_quotes", "independent"))
        said = f"{counted(quotes, 'quotation')}{without_copies(quotes, independent)}"
        return f"{said}, {counted(len(named), 'named speaker')}"
    if view == "figures":
        differing = sum(map(differs, rows))
        copied = sum(row["independent"] < 2 and not differs(row) for row in rows)
        agreeing = len(rows) - differing - copied
        said = f"{differing} that {_verb('differ', differing)}, {agreeing} that {_verb('agree', agreeing)}"
        lone = f"{copied} without a second outlet or text that gives {'it' if copied == 1 else 'them'}"
        return lone if copied == len(rows) else f"{said}; {lone}" if copied else said
    if view == "prominence":
        sizes = ((len({row[what] for row in rows} - {None}), what) for what in ("claim", "theme"))
        return " and ".join(counted(n, what) for n, what in sizes if n)
    if view == "timeline":
        return times_size(record)
    if view == "omissions":
        absent = sum(row["outcome"] == "absent" for row in rows)
        return f"{counted(len(omitted_claims(record)), 'claim')}, {counted(absent, 'absence')} beyond chance"
    if view == "emphasis":
        found = sum(row["significant"] for row in rows)
        return f"{counted(found, 'difference')} beyond chance"
    if view == "likeness":
        return _nearest(rows) or "the mix of themes, the claims, the words"
    if view == "originality":
        own = [row["share"] - row["unordered"] for row in rows]
        said = " to ".join(dict.fromkeys(percent(share) for share in (min(own), max(own))))
        return f"{said} of an outlet's words are surely its own"
    if view == "breadth":
        widths = sorted(row["effective"] for row in rows if row["effective"] is not None)
        said = " to ".join(dict.fromkeys(f"{width:.1f}" for width in (*widths[:1], *widths[-1:])))
        each = "each" if len(rows) > 1 else "which"
        return counted(len(rows), who) + (f", {each} spreads over {said} themes of one size" if said else "")
    return counted(len(rows), who)


def _verb(verb: str, n: int) -> str:
    return f"{verb}s" if n == 1 else verb


def _nearest(rows: Sequence[Mapping[str, Any]]) -> str:
    """The two outlets that are most alike by each measure that says anything."""
    said = []
    for row, what in zip(rows, ("themes", "claims", "words"), strict=False):
        names, values = row["outlets"], row["values"]
        pairs = [(values[i][j], i, j) for i in range(len(names)) for j in range(i)]
        best = max(pairs, key=lambda pair: pair[0], default=None)
        if best is not None:
            said.append(f"{what} {percent(best[0])} ({names[best[2]]} and {names[best[1]]})")
    return f"most alike: {', '.join(said)}" if said else ""


def _claims_size(claims: Sequence[Mapping[str, Any]]) -> str:
    n = dict.fromkeys((*CLAIM_KINDS, IN_PART), 0)
    disputing = 0
    for claim in claims:
        n[kind_shown(claim)] += 1
        disputing += sum(other > claim["id"] for other in claim["disputes"])
    words = {
        "consensus": "agreed",
        "shared": "shared",
        "perhaps": "perhaps agreed",
        "exclusive": "only here",
        "uncertain": "uncertain",
        IN_PART: "shared with outlets not shown",
        "copied": "that several print as one text",
    }
    said = ", ".join(f"{n[kind]} {word}" for kind, word in words.items() if n[kind])
    return f"{said}; {counted(disputing, 'pair')} disputed" if disputing else said
