"""The view of voices as text, Markdown and CSV: what each outlet quotes, whom, and what is printed at different lengths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .markup import escaped, named_rows
from .outlets import short_names
from .page import plain_table
from .phrases import counted, one_line, part_shown, percent, shown, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .page import Page

#: What is shown among other views.
SHOWN_SPEAKERS: Final = 5
SHOWN_QUOTATIONS: Final = 2

NOBODY: Final = "nobody by name"

VOICE_COLUMNS: Final = tuple(
    """
    outlet speaker kind document start stop n_words verb evidence cue_start cue_stop speaker_start speaker_stop
    independent quotation fragment text sentence_start sentence_stop
    """.split()
)


def _heard(record: Mapping[str, Any]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Named speakers and their rows: first those whom most outlets quote, then those with most words."""
    voices: list[tuple[str, list[Mapping[str, Any]]]] = []
    heard: dict[tuple[str, int | None], list[Mapping[str, Any]]] = {}
    for row in record["voices"]:
        if row["speaker"] is None or not row["quotes"]:
            continue
        # "The president" of one outlet need not be that of another, unless both print what he says.
        keys = [(row["speaker"], quotation) for quotation in ((None,) if row["named"] else _shared(row))]
        rows = next((heard[key] for key in keys if key in heard), None)
        if rows is None:
            rows = []
            voices.append((row["speaker"], rows))
        rows.append(row)
        for key in keys:
            heard.setdefault(key, rows)
    ranked = sorted(voices, key=lambda voice: (-len(voice[1]), -_words(voice[1]), voice[0], voice[1][0]["outlet"]))
    return [(name, sorted(rows, key=lambda r: (-r["n_words"], r["outlet"]))) for name, rows in ranked]


def _shared(row: Mapping[str, Any]) -> list[int]:
    """Quotations of a speaker that other documents print too, in order."""
    return sorted({quote["quotation"] for quote in row["quotes"] if quote["quotation"] is not None})


def _words(rows: Sequence[Mapping[str, Any]]) -> int:
    return sum(row["n_words"] for row in rows)


def _totals(rows: Sequence[Mapping[str, Any]]) -> str:
    quotes, independent = (sum(row[name] for row in rows) for name in ("n_quotes", "independent"))
    total = f"{counted(_words(rows), 'word')} in {counted(quotes, 'quotation')}"
    return total if quotes == independent else f"{total}, {independent} without copies"


def _in_outlet(row: Mapping[str, Any]) -> str:
    verbs = ", ".join(f"{one_line(verb)} {n}" if n > 1 else one_line(verb) for verb, n in row["cues"].items())
    first = row["first"]
    place = f"first in sentence {first['sentence']} of {first['of']}"
    return f"{counted(row['n_words'], 'word')}, {percent(row['share'])} of its quoted words; {place}" + (
        f"; cues: {verbs}" if verbs else ""
    )


def _printed(quotation: Mapping[str, Any]) -> str:
    """Who prints how much of a quotation."""
    by_length = sorted(quotation["outlets"].items(), key=lambda item: (-item[1], item[0]))
    parts = [f"{one_line(outlet)} {counted(n, 'word') if k == 0 else n}" for k, (outlet, n) in enumerate(by_length)]
    return f"{', '.join(parts)} ({counted(quotation['independent'], 'independent text')})"


def _cut(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Quotations that outlets print at different lengths or in different words."""
    return [
        q
        for q in record["shared_quotations"]
        if len(q["outlets"]) > 1 and not q["identical"] and len(set(q["outlets"].values())) > 1
    ]


def _alike(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [q for q in record["shared_quotations"] if len(q["outlets"]) > 1 and q["identical"]]


def _legend(record: Mapping[str, Any]) -> str:
    fragments = sum(len(row["fragments"]) for row in record["voices"])
    left_out = f" {counted(fragments, 'shorter one')} left out of the numbers." if fragments else ""
    return (
        "Quotations of four words and more. Voices: as many speakers with equal room would be as mixed. No name: share of "
        f"the quoted words that are given to no one by name, but to “the judge”, to a pronoun left unresolved or to nobody.{left_out}"
    )


def _outlet_cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    if not row["n_quotes"]:
        return ("0", "", "", "", "")
    share = percent(row["quoted_words"] / row["n_words"])
    effective = "" if row["effective_voices"] is None else f"{row['effective_voices']:.1f}"
    return (
        f"{row['quoted_words']} ({share})",
        str(row["n_quotes"]),
        str(row["n_speakers"]),
        effective,
        percent(row["unattributed"]),
    )


_OUTLET_HEAD: Final = ("outlet", "quoted words", "quotations", "named speakers", "voices", "no name")


def voices_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write the view on a terminal page; among other views who is quoted, and what was cut."""
    if page.whole:
        _outlets_text(page, record)
    heard = _heard(record)
    speaking = page.some(heard, SHOWN_SPEAKERS)
    if heard:
        page.heading(f"Who speaks where{part_shown(len(speaking), len(heard), 'voices')}")
    for name, rows in speaking:
        page.paragraph(f"• {one_line(name)}: {_totals(rows)}", hang=2)
        if not page.whole:
            where = ", ".join(f"{one_line(row['outlet'])} {counted(row['n_words'], 'word')}" for row in rows)
            page.paragraph(where, indent=2, hang=2, style="dim")
            continue
        for row in rows:
            page.paragraph(f"{one_line(row['outlet'])}: {_in_outlet(row)}", indent=2, hang=2, style="dim")
    _quotations_text(page, record)


def _outlets_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write how much each outlet quotes, and how many."""
    from rich.text import Text

    table = plain_table()
    # The outlet's column takes what the numbers leave, so that no line is wider than the page.
    left = max(12, page.width - 62)
    table.add_column(_OUTLET_HEAD[0], no_wrap=True, overflow="ellipsis", max_width=left)
    for name in _OUTLET_HEAD[1:]:
        table.add_column(name, justify="right", overflow="fold")
    outlets = sorted(record["voice_outlets"], key=lambda r: (-r["quoted_words"], r["outlet"]))
    page.heading("Voices")
    names = short_names([row["outlet"] for row in outlets], left)
    for name, row in zip(names, outlets, strict=True):
        table.add_row(Text(name), *map(Text, _outlet_cells(row)))
    page.show(table)
    page.gap()
    page.paragraph(_legend(record), style="dim")


def _quotations_text(page: Page, record: Mapping[str, Any]) -> None:
    cut = _cut(record)
    quotations = page.some(cut, SHOWN_QUOTATIONS)
    if cut:
        page.heading(f"One quotation, printed at different lengths{part_shown(len(quotations), len(cut), 'voices')}")
    for quotation in quotations:
        page.paragraph(f"• {one_line(quotation['speaker'] or 'Unnamed')}: “{shown(quotation['text'])}”", hang=2)
        page.paragraph(_printed(quotation), indent=2, hang=2, style="dim")
    alike = _alike(record)
    if alike and page.whole:
        page.gap()
        page.paragraph(
            f"{counted(len(alike), 'quotation')} printed word for word alike by several outlets.", style="dim"
        )


def voices_markdown(record: Mapping[str, Any]) -> Iterator[str]:
    """Write the view as blocks of Markdown."""
    outlets = sorted(record["voice_outlets"], key=lambda r: (-r["quoted_words"], r["outlet"]))
    yield named_rows(_OUTLET_HEAD, ((row["outlet"], _outlet_cells(row)) for row in outlets))
    yield _legend(record)
    for name, voices in _heard(record):
        lines = [f"- **{escaped(name)}**: {_totals(voices)}"]
        for voice in voices:
            lines.append(f"  - {escaped(voice['outlet'])}: {escaped(_in_outlet(voice))}")
            lines += [f"    - “{escaped(quote['text'])}” (`{_place(quote)}`)" for quote in voice["quotes"]]
        yield "\n".join(lines)
    nobody = [row for row in record["voices"] if row["speaker"] is None and row["quotes"]]
    if nobody:
        lines = [f"- **{NOBODY}**: {_totals(nobody)}"]
        for row in nobody:
            lines.append(f"  - {escaped(row['outlet'])}")
            lines += [f"    - “{escaped(quote['text'])}” (`{_place(quote)}`)" for quote in row["quotes"]]
        yield "\n".join(lines)
    cut = _cut(record)
    if cut:
        yield "### One quotation, printed at different lengths"
        yield "\n".join(
            f"- {escaped(q['speaker'] or 'Unnamed')}: “{escaped(q['text'])}”: {escaped(_printed(q))}" for q in cut
        )
    alike = _alike(record)
    if alike:
        yield f"{counted(len(alike), 'quotation')} printed word for word alike by several outlets."


def _place(quote: Mapping[str, Any]) -> str:
    return span({"document": quote["document"], **quote["content"]})


def voice_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one row a quotation, for a table; see `VOICE_COLUMNS`."""
    rows = []
    for voice in record["voices"]:
        for fragment, quotes in ((False, voice["quotes"]), (True, voice["fragments"])):
            for quote in quotes:
                cue, mention = quote["cue"] or {}, quote["speaker"] or {}
                rows.append(
                    {
                        **quote,
                        **quote["content"],
                        "outlet": voice["outlet"],
                        "speaker": voice["speaker"],
                        "kind": voice["kind"],
                        "cue_start": cue.get("start"),
                        "cue_stop": cue.get("stop"),
                        "speaker_start": mention.get("start"),
                        "speaker_stop": mention.get("stop"),
                        "fragment": fragment,
                        "sentence_start": quote["sentence"] and quote["sentence"]["start"],
                        "sentence_stop": quote["sentence"] and quote["sentence"]["stop"],
                    }
                )
    return rows
