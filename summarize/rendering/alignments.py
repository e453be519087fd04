"""Aligned sentences as text, Markdown and CSV: what differs word by word, and two outlets in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .markup import escaped, table
from .outlets import short_names
from .page import OUTLET_LINES, plain_table
from .phrases import counted, one_line, shown, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .page import Page

#: Characters of a stretch that differs, beside its sentence.
SHOWN_CHARACTERS: Final = 60

#: Columns from which two outlets stand side by side.
SIDE_BY_SIDE: Final = 70

ALIGNMENT_COLUMNS: Final = tuple(
    """
    first_outlet first_document first_start first_stop second_outlet second_document second_start second_stop cosine
    margin probability identical same_text marks differs first_text second_text
    """.split()
)

_LEGEND: Final = (
    "Sentences of two outlets, each the other's nearest. In [brackets] what differs in a number, a name, a negation or a "
    "reporting verb; other changes of wording are in the JSON."
)


def _stretch(sentence: Mapping[str, Any], place: Mapping[str, int]) -> str:
    """Words of a sentence, by their span in the document."""
    text: str = sentence["text"][place["start"] - sentence["start"] : place["stop"] - sentence["start"]]
    return one_line(text)


def _differences(item: Mapping[str, Any]) -> list[str]:
    """What differs where it matters: "eight → ten (number)", then what one of the two alone has: "only Post: Odesa (name)"."""
    found = []
    for change in item["changes"]:
        if change["marks"] and change["kind"] == "replace":
            ours, theirs = (_short(_stretch(item[side], change[side])) for side in ("first", "second"))
            found.append(f"{ours} → {theirs} ({', '.join(change['marks'])})")
    for kind, side in (("delete", "first"), ("insert", "second")):
        alone = [change for change in item["changes"] if change["marks"] and change["kind"] == kind]
        if alone:
            words = ", ".join(_stretch(item[side], place) for change in alone for place in change[f"{side}_telling"])
            marks = sorted({mark for change in alone for mark in change["marks"]})
            found.append(f"only {one_line(item[side]['outlet'])}: {words} ({', '.join(marks)})")
    return found


def _short(words: str) -> str:
    """Cut a long stretch in the middle; it stands whole in its sentence."""
    return (
        words
        if len(words) <= SHOWN_CHARACTERS
        else f"{words[: SHOWN_CHARACTERS // 2].rstrip()} … {words[-SHOWN_CHARACTERS // 2 :].lstrip()}"
    )


def _marked(item: Mapping[str, Any], side: str) -> str:
    """Return a sentence with the words that tell in brackets."""
    sentence = item[side]
    pieces, place = [], sentence["start"]
    for told in (told for change in item["changes"] for told in change[f"{side}_telling"]):
        pieces += [
            sentence["text"][place - sentence["start"] : told["start"] - sentence["start"]],
            "[",
            sentence["text"][told["start"] - sentence["start"] : told["stop"] - sentence["start"]],
            "]",
        ]
        place = told["stop"]
    pieces.append(sentence["text"][place - sentence["start"] :])
    return shown("".join(pieces))


def _ranked(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Pairs that are not word for word the same: those first that have one thing in the place of another, numbers and denials before names and verbs, then those most alike."""
    differing = [item for item in record["alignments"] if not item["identical"]]
    return sorted(differing, key=lambda item: (_rank(item), -_alike(item)))


def _rank(item: Mapping[str, Any]) -> tuple[bool, int]:
    in_place = replaced(item)
    marks = in_place or {*item["marks"]}
    return not in_place, 0 if {"number", "negation"} & marks else 1 if marks else 2


def replaced(item: Mapping[str, Any]) -> set[str]:
    """Marks of what stands in the place of something else, and is not in one sentence alone."""
    return {mark for change in item["changes"] if change["kind"] == "replace" for mark in change["marks"]}


def _alike(item: Mapping[str, Any]) -> float:
    """Share of the longer sentence that stands in both."""
    both = sum(c["first"]["stop"] - c["first"]["start"] for c in item["changes"] if c["kind"] == "equal")
    longer = max(len(item[side]["text"]) for side in ("first", "second"))
    return float(both / longer)


def _sides(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each side: who prints it, and the sentence."""
    sides = []
    for side in ("first", "second"):
        copies = {copy["outlet"] for copy in item[f"{side}_copies"]} - {item[side]["outlet"]}
        more = f" and {counted(len(copies), 'copy', 'copies')}" if copies else ""
        sides.append((f"{one_line(item[side]['outlet'])}{more}", side))
    return sides


def _summary(record: Mapping[str, Any]) -> str:
    pairs = record["alignments"]
    alike = sum(item["identical"] for item in pairs)
    marked = sum(bool(item["marks"]) for item in pairs)
    in_place = sum(bool(replaced(item)) for item in pairs)
    return (
        f"{counted(len(pairs), 'pair')}: {alike} word for word alike; {in_place} with another number, name, denial or reporting "
        f"verb in the same place, {marked - in_place} where only one of the two has one."
    )


def alignments_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write the view on a terminal page; where it stands alone, with the sentences of two outlets that have no partner."""
    if record["columns"] is not None:
        page.heading("Aligned sentences")
        _columns_text(page, record["columns"], page.whole)
        return
    ranked = _ranked(record)
    page.heading("Aligned sentences")
    page.paragraph(f"{_summary(record)} {_LEGEND}", style="dim")
    for item in ranked:
        page.gap()
        for mark, (who, side) in zip("•↔", _sides(item), strict=True):
            page.paragraph(((f"{mark} {who}: ", "bold"), (_marked(item, side), "")), hang=2)
        for line in _differences(item):
            page.paragraph(line, indent=2, hang=2, style="dim")


def _columns_text(page: Page, columns: Mapping[str, Any], whole: bool) -> None:
    from rich.text import Text

    rows = [row for row in columns["rows"] if whole or (row["first"] and row["second"])]
    names = [one_line(outlet) for outlet in columns["outlets"]]
    page.paragraph(_columns_summary(columns), style="dim")
    if not rows:
        return
    page.gap()
    if page.width < SIDE_BY_SIDE:
        for row in rows:
            for mark, side, name in zip("•↔", ("first", "second"), names, strict=True):
                if row[side]:
                    lone = not (row["first"] and row["second"])
                    words = f"{'•' if lone else mark} {name}{' alone' if lone else ''}: "
                    page.paragraph(((words, "bold"), (_cell(row, side), "")), hang=2)
        return
    table = plain_table(padding=(0, 2, 1, 0), header_style="bold", expand=True)
    for name in short_names(names, page.width // 2 - 2, OUTLET_LINES):
        table.add_column(Text(name), ratio=1, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row, side) or "·") for side in ("first", "second")))
    page.show(table)


def _cell(row: Mapping[str, Any], side: str) -> str:
    """A sentence of a row, what stands beside it perhaps alone said to; empty where there is none."""
    if not row[side]:
        return ""
    return f"{'perhaps: ' if side == 'second' and row.get('perhaps') else ''}{_marked(row, side)}"


def pairs_size(record: Mapping[str, Any]) -> str:
    """How many pairs of sentences there are, and how many have one thing in the place of another; of two outlets how many both have."""
    if record.get("columns"):
        return _of_both(record["columns"])
    pairs = record["alignments"]
    n = sum(bool(replaced(item)) for item in pairs)
    return (
        f"{counted(len(pairs), 'pair')} of sentences, {n} with another number, name, denial or verb in the same place"
    )


def _of_both(columns: Mapping[str, Any]) -> str:
    both = [row for row in columns["rows"] if row["first"] and row["second"]]
    unsure = sum(row.get("perhaps", False) for row in both)
    return f"{counted(len(both) - unsure, 'sentence')} of both{f' and perhaps {unsure} more' if unsure else ''}"


def _columns_summary(columns: Mapping[str, Any]) -> str:
    rows = columns["rows"]
    both = sum(bool(row["first"] and row["second"]) for row in rows)
    first, second = (sum(bool(row[side]) for row in rows) - both for side in ("first", "second"))
    names = [one_line(outlet) for outlet in columns["outlets"]]
    return (
        f"{_of_both(columns)}; {first} of {names[0]} and {second} of {names[1]} to which none of the other was "
        "found. In [brackets] what differs in a number, a name, a negation or a reporting verb."
    )


def alignments_markdown(record: Mapping[str, Any]) -> Iterator[str]:
    """Write the view as blocks of Markdown."""
    if record["columns"] is not None:
        columns = record["columns"]
        yield escaped(_columns_summary(columns))
        rows = [[escaped(_cell(row, side)) for side in ("first", "second")] for row in columns["rows"]]
        yield table([escaped(outlet) for outlet in columns["outlets"]], rows)
        return
    yield f"{_summary(record)} {_LEGEND}"
    for item in _ranked(record):
        lines = [
            f"{'- ' if k == 0 else '  - '}**{escaped(who)}**: {escaped(_marked(item, side))} (`{span(item[side])}`)"
            for k, (who, side) in enumerate(_sides(item))
        ]
        lines += [f"  - {escaped(line)}" for line in _differences(item)]
        yield "\n".join(lines)


def alignment_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one row a pair, or of two outlets one row a sentence or pair, for a table; see `ALIGNMENT_COLUMNS`."""
    items: Sequence[Mapping[str, Any]] = (
        record["alignments"] if record["columns"] is None else record["columns"]["rows"]
    )
    rows = []
    for item in items:
        row: dict[str, Any] = {**item, "marks": "; ".join(item["marks"]), "differs": "; ".join(_differences(item))}
        for side in ("first", "second"):
            sentence = item[side] or {}
            row |= {f"{side}_{key}": sentence.get(key) for key in ("outlet", "document", "start", "stop", "text")}
        rows.append(row)
    return rows
