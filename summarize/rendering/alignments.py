"""Aligned sentences: what differs word by word, and two outlets in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Gap, Heading, Item, Paragraph, SideBySide, place
from .phrases import counted, one_line, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .blocks import Block

#: Characters of a stretch that differs, beside its sentence.
SHOWN_CHARACTERS: Final = 60

ALIGNMENT_COLUMNS: Final = tuple(
    """
    first_outlet first_document first_start first_stop second_outlet second_document second_start second_stop cosine
    margin probability identical same_text marks differs first_text second_text
    """.split()
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
            found.append(f"only {item[side]['outlet']}: {words} ({', '.join(marks)})")
    return found


def _short(words: str) -> str:
    """Cut a long stretch in the middle; it stands whole in its sentence."""
    return (
        words
        if len(words) <= SHOWN_CHARACTERS
        else f"{words[: SHOWN_CHARACTERS // 2].rstrip()} … {words[-SHOWN_CHARACTERS // 2 :].lstrip()}"
    )


def pieces(item: Mapping[str, Any], side: str) -> Iterator[tuple[str, str]]:
    """Cut a sentence where it differs from its partner: each piece with "other" where it does, "told" where it tells, and "" where it is the same."""
    sentence = item[side]
    at = sentence["start"]

    def upto(stop: int) -> str:
        nonlocal at
        begin, at = at, stop
        return str(sentence["text"][begin - sentence["start"] : stop - sentence["start"]])

    for change in item["changes"]:
        span = change[side]
        if change["kind"] == "equal" or span["start"] >= span["stop"]:
            continue
        yield upto(span["start"]), ""
        for told in change[f"{side}_telling"]:
            yield upto(told["start"]), "other"
            yield upto(told["stop"]), "told"
        yield upto(span["stop"]), "other"
    yield upto(sentence["stop"]), ""


def _marked(item: Mapping[str, Any], side: str) -> str:
    """Return a sentence with the words that tell in brackets."""
    return shown("".join(f"[{text}]" if kind == "told" else text for text, kind in pieces(item, side)))


def _order(item: Mapping[str, Any]) -> tuple[bool, int, float]:
    """Pairs come first that have one thing in the place of another, numbers and denials before names and verbs, then those most alike."""
    in_place = replaced(item)
    marks = in_place or {*item["marks"]}
    both = sum(c["first"]["stop"] - c["first"]["start"] for c in item["changes"] if c["kind"] == "equal")
    longer = max(len(item[side]["text"]) for side in ("first", "second"))
    return not in_place, 0 if {"number", "negation"} & marks else 1 if marks else 2, -both / longer


def replaced(item: Mapping[str, Any]) -> set[str]:
    """Marks of what stands in the place of something else, and is not in one sentence alone."""
    return {mark for change in item["changes"] if change["kind"] == "replace" for mark in change["marks"]}


def _side(item: Mapping[str, Any], side: str, mark: str, under: Sequence[Paragraph | Item] = ()) -> Item:
    """One sentence of a pair, with who prints it."""
    copies = {copy["outlet"] for copy in item[f"{side}_copies"]} - {item[side]["outlet"]}
    more = f" and {counted(len(copies), 'copy', 'copies')}" if copies else ""
    head = (f"{item[side]['outlet']}{more}: ", "bold")
    return Item((head, (_marked(item, side), ""), *place(item[side])), under, mark=(mark, "bold"))


def alignments_blocks(record: Mapping[str, Any], whole: bool) -> Iterator[Block]:
    """Tell the pairs that are not word for word alike; of two outlets all that they say side by side, among other views what both say."""
    yield Heading("Aligned sentences")
    if (columns := record["columns"]) is not None:
        every = columns["rows"]
        both = sum(bool(row["first"] and row["second"]) for row in every)
        first, second = (sum(bool(row[side]) for row in every) - both for side in ("first", "second"))
        one, other = columns["outlets"]
        yield Paragraph(
            f"{_of_both(columns)}; {first} of {one} and {second} of {other} to which none of the other was "
            "found. In [brackets] what differs in a number, a name, a negation or a reporting verb.",
            "dim",
        )
        rows = [row for row in every if whole or (row["first"] and row["second"])]
        if rows:
            yield Gap()
            yield SideBySide((one, other), [(_cell(row, "first"), _cell(row, "second")) for row in rows])
        return
    pairs = record["alignments"]
    alike, marked = (sum(bool(item[name]) for item in pairs) for name in ("identical", "marks"))
    in_place = sum(bool(replaced(item)) for item in pairs)
    yield Paragraph(
        f"{counted(len(pairs), 'pair')}: {alike} word for word alike; {in_place} with another number, name, denial or reporting "
        f"verb in the same place, {marked - in_place} where only one of the two has one. Sentences of two outlets, each the other's nearest. "
        "In [brackets] what differs in a number, a name, a negation or a reporting verb; other changes of wording are in the JSON.",
        "dim",
    )
    for item in sorted((item for item in pairs if not item["identical"]), key=_order):
        yield Gap()
        yield _side(
            item,
            "first",
            "• ",
            [_side(item, "second", "↔ "), *(Paragraph(line, "dim", 2) for line in _differences(item))],
        )


def _cell(row: Mapping[str, Any], side: str) -> str:
    """A sentence of a row, what stands beside it perhaps alone said to; empty where there is none."""
    if not row[side]:
        return ""
    return f"{'perhaps: ' if side == 'second' and row['perhaps'] else ''}{_marked(row, side)}"


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
    unsure = sum(row["perhaps"] for row in both)
    return f"{counted(len(both) - unsure, 'sentence')} of both{f' and perhaps {unsure} more' if unsure else ''}"


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
