"""Coverage, omission and emphasis: who gives how much to what, and what silence is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Heading, Item, Matrix, Paragraph, place
from .naming import labels_of, lone_outlet, n_outlets_of
from .phrases import (
    by_claim,
    counted,
    interval,
    one_line,
    one_of,
    outcome_mark,
    part_shown,
    percent,
    shown,
    span,
    support,
    told,
    whose,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .blocks import Block

#: Themes, cells that are absent, claims left out, words of an outlet, outlets that stand out, and outlets
#: without a sentence that are shown among other views.
SHOWN_THEMES: Final = 8
SHOWN_ABSENT: Final = 3
SHOWN_CLAIMS: Final = 3
SHOWN_WORDS: Final = 8
SHOWN_EMPHASISED: Final = 3
SHOWN_SILENT: Final = 3

#: Themes that are shown where nothing is supported, and the probability from which they are not.
SHOWN_UNSUPPORTED: Final = 3
_WORTH_A_LOOK: Final = 0.2

_NEAREST: Final = ("document", "start", "stop", "similarity", "text")

COVERAGE_COLUMNS: Final = (
    *("theme", "label", "outlet", "count", "of", "share", "low", "high", "n_articles", "basis", "outcome", "p_value"),
    *(f"nearest_{name}" for name in _NEAREST),
    *("mentioned", "share_elsewhere", "correlation", "n_effective"),
)

EMPHASIS_COLUMNS: Final = tuple(
    """
    theme term label outlet count of count_elsewhere of_elsewhere ratio log_odds z p_value significant alpha_0 basis
    pooled design_effect design_effect_elsewhere least_variance freedom tested
    """.split()
)

OMISSION_COLUMNS: Final = (
    *("claim", "outlet", "count", "outcome", "elsewhere", "p_value", *(f"nearest_{name}" for name in _NEAREST)),
    *("perhaps", "unstated", "text", "text_outlet", "text_document", "text_start", "text_stop"),
    *("share_elsewhere", "correlation", "n_effective"),
)

#: What the marks of `outcome_mark` say.
_MARKS: Final = {
    "in_passing": "(in brackets) in passing: one sentence, or little and only late. ",
    "absent": "· absent, supported at 5%. ",
    "cannot_tell": "? too little text to tell. ",
}

_INTERVAL: Final = "[in square brackets] the 95 % interval by article, ~ of two articles and rough. "
_NO_INTERVAL: Final = "For the 95 % intervals there is no room here: --format markdown, or csv. "


def counted_once(who: str) -> str:
    """Say what the numbers of an outlet, or of a group, are of.

    Examples
    --------
    >>> counted_once("group")
    'versions of one text count once within a group, and for each group that prints it'
    """
    return f"versions of one text count once within {one_of(who)}, and for each {who} that prints it"


def coverage_blocks(record: Mapping[str, Any], whole: bool) -> Iterator[Block]:
    """Tell the matrix of themes and outlets, and what is absent with what comes nearest to it."""
    outlets = list(dict.fromkeys(c["outlet"] for c in record["coverage"]))
    cells = {(c["theme"], c["outlet"]): c for c in record["coverage"]}
    labels = labels_of(record)
    every = [theme for theme in labels if (theme, outlets[0]) in cells]
    themes = every[: None if whole else SHOWN_THEMES]
    of_outlet = [cells[every[0], outlet] for outlet in outlets]
    # Among other views lines are few: the legend says who has one article or two.
    gap = [[""] * (len(outlets) + 1)] * whole
    n_articles = [["articles", *(str(cell["n_articles"]) for cell in of_outlet)]] * whole
    n_sentences = [["sentences in all", *(f"{cell['of']:,}" for cell in of_outlet)]] * whole

    def rows(mark: Callable[[Mapping[str, Any]], str]) -> list[list[str]]:
        return [[labels[theme], *(mark(cells[theme, outlet]) for outlet in outlets)] for theme in themes]

    shown_outcomes = {cells[theme, outlet]["outcome"] for theme in themes for outlet in outlets}
    marks = "".join(words for outcome, words in _MARKS.items() if outcome in shown_outcomes)

    def legend(intervals: str = "") -> str:
        return (
            f"Share of the {whose(record)}'s sentences and their number; {counted_once(whose(record))}. {intervals}{marks}".rstrip()
            + _articles(record, whole=whole)
        )

    full = rows(lambda cell: outcome_mark(cell, of=True) + _interval(cell))
    without = rows(lambda cell: outcome_mark(cell, of=True))
    has_intervals = full != without
    no_room = _NO_INTERVAL if has_intervals and whole else ""
    yield Heading(f"Who covers what{part_shown(len(themes), len(every), 'coverage')}")
    yield Matrix(
        ("theme", *outlets),
        (
            (full + gap + n_articles, legend(_INTERVAL if has_intervals else "")),
            (without + gap + n_articles, legend(no_room)),
            (rows(outcome_mark) + gap + n_sentences + n_articles, legend(no_room)),
        ),
    )
    n_outlets = n_outlets_of(record)
    # Who speaks of it among sentences of another theme does not leave it to that outlet.
    spoken_of = {(cell["theme"], cell["outlet"]) for cell in record["coverage"] if cell["mentioned"]}
    lone = [
        f"{t['label']}{lone_outlet(t, n_outlets)}"
        for t in record["themes"]
        if t["id"] in themes
        and lone_outlet(t, n_outlets)
        and not any((t["id"], outlet) in spoken_of for outlet in outlets if outlet not in t["outlets"])
    ]
    if lone:
        yield Paragraph(f"In one outlet alone, no other holding the words of the label: {'; '.join(lone)}.", "dim")
    absent = [c for c in record["coverage"] if c["outcome"] == "absent"]
    some = absent[: None if whole else SHOWN_ABSENT]
    if absent:
        yield Heading(f"Not in the articles supplied{part_shown(len(some), len(absent), 'coverage')}")
    for cell in some:
        near = cell["nearest"]
        yield Item(
            f"{cell['outlet']}: {labels[cell['theme']]} (none of {cell['of']} sentences, {_by_chance(cell, whole=whole)})",
            [] if near is None else [f"nearest ({near['similarity']:.2f}): {shown(near['text'])}"],
        )


def _by_chance(row: Mapping[str, Any], *, whole: bool = True) -> str:
    """Say how probable a silence is, and what that is reckoned from; among other views the first alone.

    Examples
    --------
    >>> _by_chance({"share_elsewhere": 0.16, "n_effective": 25.4, "p_value": 0.012})
    'p = 0.012: 16% elsewhere, and its sentences are worth 25.4 drawn one by one'
    """
    if not whole:
        return f"p = {row['p_value']:.3f}"
    worth = f"its sentences are worth {row['n_effective']:.1f} drawn one by one"
    return f"p = {row['p_value']:.3f}: {percent(row['share_elsewhere'])} elsewhere, and {worth}"


def _articles(record: Mapping[str, Any], *, whole: bool = True) -> str:
    """Say how many articles stand behind the outlets; among other views, behind which one alone does."""
    n_articles = {c["outlet"]: c["n_articles"] for c in record["coverage"]}
    few = [outlet for outlet, n in n_articles.items() if n == 1]
    if len(few) == len(n_articles):
        return " One article stands for each outlet: a share is that article's."
    two = [outlet for outlet, n in n_articles.items() if n == 2 and whole]
    said = f" One article alone stands for {', '.join(few)}: a share is that article's." if few else ""
    return said + (f" Two articles stand for {', '.join(two)}: what is said of them is rough." if two else "")


def _interval(cell: Mapping[str, Any]) -> str:
    ends, rough = interval(cell), "~" if cell["basis"] != "outlet" else ""
    return f" {rough}[{ends}]" if ends else ""


def coverage_size(record: Mapping[str, Any]) -> str:
    """Say how many themes and outlets there are."""
    themes, outlets = (len({cell[what] for cell in record["coverage"]}) for what in ("theme", "outlet"))
    return f"{counted(themes, 'theme')} in {counted(outlets, whose(record))}"


def coverage_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a cell; see `COVERAGE_COLUMNS`."""
    labels = labels_of(record)
    return [{**cell, "label": labels[cell["theme"]], **nearest_columns(cell)} for cell in record["coverage"]]


def nearest_columns(row: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of the sentence that comes nearest to a row, if any."""
    nearest = row["nearest"] or {}
    return {f"nearest_{name}": nearest.get(name) for name in _NEAREST}


def _times(row: Mapping[str, Any]) -> str:
    """How many times the share elsewhere.

    Examples
    --------
    >>> _times({"ratio": 1.84}), _times({"ratio": 0.252})
    ('×1.8', '×0.25')
    """
    ratio = row["ratio"]
    return f"×{ratio:.1f}" if ratio >= 1 else f"×{ratio:.2f}"


def _held_against(row: Mapping[str, Any], labels: Mapping[int, str], *, whole: bool) -> str:
    effects = (row[f"design_effect{side}"] for side in ("", "_elsewhere"))
    ours, theirs = (f" ÷ {effect:.2f}" if whole and effect > 1 else "" for effect in effects)
    return (
        f"{labels[row['theme']]}: {_times(row)} ({row['count']} of {counted(row['of'], 'sentence')}{ours}; "
        f"elsewhere {row['count_elsewhere']} of {row['of_elsewhere']}{theirs})"
    )


def _emphasised(record: Mapping[str, Any], most: int | None = None) -> Iterator[tuple[str, str, list[str]]]:
    """Each outlet that stands out, what stands for it, and lines of what it gives more and less to."""
    labels = labels_of(record)
    rows = [row for row in record["emphasis"] if row["significant"]]
    for outlet in sorted({row["outlet"] for row in rows}):
        mine = [row for row in rows if row["outlet"] == outlet]
        lines = []
        for name, more in (("more", True), ("less", False)):
            themes = [row for row in mine if row["theme"] is not None and (row["log_odds"] >= 0) == more]
            lines += [
                f"{name} on {_held_against(row, labels, whole=most is None)}"
                for row in sorted(themes, key=lambda row: -abs(row["z"]))
            ]
        for name, more in (("words more used", True), ("words less used", False)):
            words = [row for row in mine if row["term"] is not None and (row["log_odds"] >= 0) == more]
            if words:
                said = [f"{row['term']} {_times(row)} ({row['count']})" for row in words[:most]]
                lines.append(f"{name}: {', '.join(said)}")
        yield outlet, mine[0]["basis"], lines


def none_emphasised(who: str) -> str:
    """Say that no outlet, or group, gives anything more or less room than the others."""
    return f"No {who} stands out by more than articles differ anyway."


def emphasis_blocks(record: Mapping[str, Any], whole: bool) -> Iterator[Block]:
    """Tell what each outlet gives more and less to than the others, or the themes that come nearest to such a finding."""
    every = list(_emphasised(record, None if whole else SHOWN_WORDS))
    found = every[: None if whole else SHOWN_EMPHASISED]
    nearest: list[Mapping[str, Any]] = []
    yield Heading(f"More and less than elsewhere{part_shown(len(found), len(every), 'emphasis')}")
    for outlet, basis, lines in found:
        name = outlet + (" (this article)" if basis == "this article" else "")
        yield Item(name, [Paragraph(line, hang=2) for line in lines])
    if not found:
        yield Paragraph(none_emphasised(whose(record)))
        labels = labels_of(record)
        rows = [row for row in record["emphasis"] if row["theme"] is not None and row["p_value"] < _WORTH_A_LOOK]
        nearest = sorted(rows, key=lambda row: (row["p_value"], row["outlet"]))[:SHOWN_UNSUPPORTED]
        for row in nearest:
            held = _held_against(row, labels, whole=whole)
            yield Item(f"nearest to it: {row['outlet']} on {held}, p = {row['p_value']:.3f}")
    priors = {row["theme"] is None: row["alpha_0"] for row in record["emphasis"]}
    units = ((False, "sentences"), (True, "content words"))
    alpha = ", ".join(f"{priors[words]:g} {unit}" for words, unit in units if words in priors)
    tested = record["emphasis_words_tested"]
    words = f" {counted(tested, 'pair')} of a word and {one_of(whose(record))} were tested." if tested else ""
    divided = "÷: by what both numbers are divided first, because sentences of one article are alike. " if whole else ""
    measured = f"× the share elsewhere, both drawn towards the share in all by a prior (alpha 0: {alpha}). {divided}"
    yield Paragraph(
        f"{measured if found or nearest else ''}"
        f"Only what differs by more than articles of one {whose(record)} do, at a false discovery rate of 5%.{words}",
        "dim",
    )
    for note in map(one_line, record["emphasis_notes"]):
        yield Paragraph(f"{note[:1].upper()}{note[1:]}.", "dim")


def emphasis_size(record: Mapping[str, Any]) -> str:
    """Say how much differs beyond chance."""
    return f"{counted(sum(row['significant'] for row in record['emphasis']), 'difference')} beyond chance"


def emphasis_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a theme or word and outlet; see `EMPHASIS_COLUMNS`."""
    labels = labels_of(record)
    return [{**row, "label": labels.get(row["theme"], row["term"])} for row in record["emphasis"]]


def omitted_claims(record: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Claims on which some outlet has no sentence, and their rows: supported absences first, then what most texts carry."""
    return sorted(
        (item for item in by_claim(record, "omissions") if any(row["unstated"] for row in item[1])),
        key=lambda item: (
            -sum(row["outcome"] == "absent" for row in item[1]),
            -item[0]["surely"]["independent"],
            -item[0]["independent"],
            item[0]["id"],
        ),
    )


def _silent_lines(rows: Sequence[Mapping[str, Any]], *, whole: bool = True) -> Iterator[str]:
    """Lines of the outlets in which no sentence on a claim was found, those whose silence is supported first, with the nearest that each has."""
    for row in sorted(rows, key=lambda row: row["outcome"] != "absent"):
        if row["unstated"]:
            near = row["nearest"]
            name = row["outlet"]
            absent = row["outcome"] == "absent"
            line = (
                f"absent: {name} ({_by_chance(row, whole=whole)})"
                if absent
                else f"cannot tell, no sentence found in {name}"
            )
            yield (
                line
                if near is None
                else f"{line}; nearest ({near['similarity']:.2f}): {shown(near['text'])} — {span(near)}"
            )


def omissions_blocks(record: Mapping[str, Any], whole: bool) -> Iterator[Block]:
    """Tell on which claims of several independent texts which outlets have no sentence, and the nearest that each did publish."""
    claims = omitted_claims(record)
    some = claims[: None if whole else SHOWN_CLAIMS]
    yield Heading(f"No sentence found on it{part_shown(len(some), len(claims), 'omissions')}")
    for claim, rows in some:
        first, lines = claim["sentences"][0], list(_silent_lines(rows, whole=whole))
        most = len(lines) if whole else SHOWN_SILENT
        under = [
            Paragraph(f"stated in {support(claim)}", "dim", 2),
            *(Paragraph(line, hang=2) for line in lines[:most]),
        ]
        if len(lines) > most:
            under.append(Paragraph(f"and in {counted(len(lines) - most, whose(record))} more", "dim"))
        late = [row["outlet"] for row in rows if row["outcome"] == "in_passing"]
        unclear = [row["outlet"] for row in rows if not row["count"] and not row["unstated"]]
        if late:
            under.append(Paragraph(f"only late: {', '.join(late)}", "dim", 2))
        if unclear:
            under.append(Paragraph(f"cannot tell, something like it stands in: {', '.join(unclear)}", "dim", 2))
        yield Item(((told(first), ""), *place(first, first["outlet"])), under)
    least = record["settings"]["coverage"]["min_elsewhere"]
    if not claims and all(row["count"] for row in record["omissions"]):
        yield Paragraph(
            f"Every {whose(record)} shown states each claim that {counted(least, 'independent text')} or more surely state."
        )
        return
    if not claims:
        yield Paragraph(
            f"None can be told: what several texts state may stand in every {whose(record)}, in other words."
        )
        return
    absent = sum(row["outcome"] == "absent" for row in record["omissions"])
    said = f"{counted(absent, 'absence')} supported at 5%" if absent else "no absence is supported at 5%"
    yield Paragraph(
        f"{counted(len(claims), 'claim')} that {counted(least, 'independent text')} or more surely state and on which in some {whose(record)} no "
        f"sentence was found, with the nearest that it has and its cosine; {said}. p says how often chance alone would leave it out; without "
        "it there is too little text to tell. Not in the articles supplied, whatever else the outlet printed.",
        "dim",
    )


def omissions_size(record: Mapping[str, Any]) -> str:
    """Say how many claims some outlet has no sentence on, and how many silences mean something."""
    absent = sum(row["outcome"] == "absent" for row in record["omissions"])
    return f"{counted(len(omitted_claims(record)), 'claim')}, {counted(absent, 'absence')} beyond chance"


def omissions_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a claim and outlet; see `OMISSION_COLUMNS`."""
    first = {claim["id"]: claim["sentences"][0] for claim in record["claims"]}
    rows = []
    for row in record["omissions"]:
        said = first.get(row["claim"]) or {}
        place = {f"text_{name}": said.get(name) for name in ("outlet", "document", "start", "stop")}
        rows.append({**row, "text": said.get("text"), **place, **nearest_columns(row)})
    return rows
