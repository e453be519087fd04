"""Records as Markdown, for a note, an issue or an e-mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ..records import is_sole
from . import briefs
from .alignments import alignments_markdown
from .article import article_markdown
from .breadth import breadth_markdown
from .collected import collected_markdown
from .coverage import coverage_markdown, emphasis_markdown, omissions_markdown
from .curve import CURVE_COLUMNS, curve_rows
from .evaluation import evaluation_line, evaluation_tables
from .figures import figures_markdown
from .gold import gold_markdown
from .likeness import likeness_markdown
from .naming import lone_outlet
from .overview import ORDER, overview_markdown, telling
from .phrases import (
    CLAIM_KINDS,
    SOLE_CLAIMS,
    counted,
    date,
    disputes,
    documents_line,
    firm_first,
    firmness,
    one_line,
    perhaps,
    place_in_file,
    shown,
    span,
    support,
)
from .prominence import prominence_markdown
from .reuse import copies_markdown, derivation_markdown, originality_markdown
from .stories import stories_markdown
from .strays import stray_theme, strays_markdown
from .timeline import timeline_markdown
from .tuning import tuning_markdown
from .voices import voices_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: Views with a file of their own that writes them with the page's escaping and tables.
_TABLES: Final = {
    "alignments": alignments_markdown,
    "breadth": breadth_markdown,
    "likeness": likeness_markdown,
    "prominence": prominence_markdown,
    "timeline": timeline_markdown,
    "voices": voices_markdown,
}

_LISTS: Final = {"emphasis": emphasis_markdown, "figures": figures_markdown, "omissions": omissions_markdown}

#: Items of a list, and lines of an item, that are shown of a view among others.
_SHOWN_ITEMS: Final = 6
_SHOWN_LINES: Final = 8
_ITEM: Final = re.compile(r"\n(?=- )")

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_LIST_START = re.compile(r"^(\d+)([.)])(?=\s)|^([-+])(?=\s)")


def _escaped(text: str) -> str:
    """Return article text that Markdown shows as it is."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(text))
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()) -> str:
    rule = ["---:" if i in numbers else "---" for i in range(len(head))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows))


def to_markdown(record: Mapping[str, Any], only: str | None = None) -> str:
    """Write a record as Markdown; article text is escaped, so that it shows as it is.

    Parameters
    ----------
    record : mapping
    only : str, optional
        One view of a comparison.
    """
    parts = {
        "brief": _brief,
        "themes": _themes,
        "compare": _compare,
        "read": _read,
        "evaluate": _evaluate,
        "cache": _cache,
        "collect": _collect,
        "article": _article,
        "stories": _stories,
        "gold": _gold,
        "tune": _tune,
    }
    blocks = _compare(record, only) if record["command"] == "compare" else parts[record["command"]](record)
    return "\n\n".join(blocks) + "\n"


def _article(record: Mapping[str, Any]) -> Iterator[str]:
    return article_markdown(record, _escaped)


def _brief(record: Mapping[str, Any]) -> Iterator[str]:
    documents = {d["id"]: d for d in record["corpus"]["documents"]}
    labels = {t["id"]: t["label"] for t in record["themes"]}
    yield "# Brief"
    groups, days = briefs.parts(record), briefs.days(record)
    if not groups:
        yield briefs.nothing(record)
    for heading, numbered in groups:
        if heading is not None:
            yield f"## {_escaped(heading)}"
        yield " ".join(f"{_escaped(briefs.words(s))} {f'({days[n]}) ' if n in days else ''}[^{n}]" for n, s in numbered)
    if groups:
        yield _escaped(briefs.honesty_line(record))
    yield _escaped(briefs.closing_line(record))
    notes = []
    for n, s in (item for _, numbered in groups for item in numbered):
        document = documents[s["document"]]
        facts = [_escaped(s["outlet"]), date(document["published"])]
        if document["title"]:
            facts.append(f"*{_escaped(document['title'])}*")
        facts += [f"`{span(s)}`", support(s["support"])]
        if s["theme"] is not None:
            facts.append(f"theme: {_escaped(labels[s['theme']])}")
        facts += [_escaped(line) for line in (briefs.nearest_line(s),) if line]
        if record["settings"].get("explain"):
            facts.append(_escaped(briefs.why(s)))
        notes.append(f"[^{n}]: " + ", ".join(facts))
    if notes:
        yield "\n".join(notes)


def _themes(record: Mapping[str, Any]) -> Iterator[str]:
    yield "# Themes"
    yield from strays_markdown(record, _escaped)
    n_outlets = len({d["outlet"] for d in record["corpus"]["documents"]})
    rows = [
        [
            str(t["id"]),
            _escaped(t["label"])
            + (" (seed)" if t["seeded"] else "")
            + (f" ({stray_theme(t)})" if stray_theme(t) else ""),
            _escaped(", ".join(t["terms"])),
            str(t["n_sentences"]),
            firmness(t),
            f"{len(t['outlets'])} of {n_outlets}{_escaped(lone_outlet(t, n_outlets))}",
        ]
        for t in record["themes"]
    ]
    yield _table(("id", "theme", "terms", "sentences", "stability", "outlets"), rows, numbers=(0, 3))
    for t in record["themes"]:
        if t["representative"]:
            s = t["representative"][0]
            yield f"**{_escaped(t['label'])}**: {_escaped(s['text'])} ({_escaped(s['outlet'])}, `{span(s)}`)"
    choice = record["choice"]
    yield f"{counted(choice['n_without'], 'sentence')} without a theme. Number of themes: {_escaped(choice['rule'])}."
    if choice["curve"]:
        yield _table(CURVE_COLUMNS, curve_rows(choice), numbers=(0, 1, 2, 3))


def _compare(record: Mapping[str, Any], only: str | None = None) -> Iterator[str]:
    yield "# Outlets side by side"
    yield documents_line(record) + "."
    yield from strays_markdown(record, _escaped)
    if only is None:
        yield from overview_markdown(record, _escaped, _table)
    for view in ORDER if only is None else (only,):
        columns = view == "alignments" and record["columns"]
        if columns or (record[view] if only else telling(record, view)):
            yield f"## {view.capitalize()}"
            yield from _view(record, view) if only or columns else _first_items(_view(record, view), view)
    for kind in ("refused", "limited"):
        told = {v: why for v, why in record[kind].items() if only in (None, v)}
        if told:
            yield "\n".join(f"- {view}: {why}" for view, why in told.items())


def _view(record: Mapping[str, Any], view: str) -> Iterator[str]:
    """All of a view, as blocks."""
    if view == "coverage":
        return coverage_markdown(record, _escaped, _table)
    if view == "claims":
        return _claims(record)
    if view == "copies":
        return iter(("\n".join(copies_markdown(record, _escaped)),))
    if view == "derivation":
        return derivation_markdown(record, _table, _escaped)
    if view == "originality":
        return originality_markdown(record, _table, _escaped)
    if view in _LISTS:
        return _LISTS[view](record, _escaped)
    return _TABLES[view](record, _escaped, _table)


def _first_items(blocks: Iterable[str], view: str) -> Iterator[str]:
    """The blocks of a view among others: of each list under a heading the first items, of each item the first lines; tables whole."""
    n = n_shown = 0

    def rest() -> Iterator[str]:
        if n_shown < n:
            yield f"{n_shown} of {n} shown; all with `--only {view}`."

    for block in blocks:
        if block.startswith("#"):
            yield from rest()
            n = n_shown = 0
        if not block.startswith("- "):
            yield block
            continue
        items = _ITEM.split(block)
        kept = items[: max(_SHOWN_ITEMS - n_shown, 0)]
        n, n_shown = n + len(items), n_shown + len(kept)
        if kept:
            yield "\n".join(map(_first_lines, kept))
    yield from rest()


def _first_lines(item: str) -> str:
    lines = item.split("\n")
    rest = len(lines) - _SHOWN_LINES
    return item if rest <= 1 else "\n".join((*lines[:_SHOWN_LINES], f"  - and {rest} more"))


def _claims(record: Mapping[str, Any]) -> Iterator[str]:
    sole = is_sole(record)
    for kind, meaning in ({"": SOLE_CLAIMS} if sole else CLAIM_KINDS).items():
        mine = [c for c in record["claims"] if sole or c["kind"] == kind]
        if not mine:
            continue
        yield f"### {meaning} ({len(mine)})"
        for claim in mine:
            head = support(claim)
            stated = [
                f"{perhaps(s)}{_escaped(shown(s['text']))} ({_escaped(s['outlet'])}, `{span(s)}`)"
                for s in firm_first(claim)
            ]
            # What one sentence says needs no line that counts it.
            lines = (stated[0],) if len(stated) == 1 else (head, *(f"  - {line}" for line in stated))
            yield "\n".join((f"- {lines[0]}", *lines[1:]))
    against = disputes(record["claims"])
    if against:
        yield f"### Disputed: worded alike, with another number, day or name, or one denies the other ({len(against)})"
        sides = [
            " ↔ ".join(
                f"{_escaped(shown(claim['sentences'][0]['text']))} ({', '.join(map(_escaped, claim['outlets']))})"
                for claim in pair
            )
            for pair in against
        ]
        yield "\n".join(f"- {side}" for side in sides)


def _read(record: Mapping[str, Any]) -> Iterator[str]:
    yield "# What was read"
    yield documents_line(record) + "."
    rows = [
        [
            _escaped(o["outlet"]),
            str(o["documents"]),
            str(o["sentences"]),
            str(o["words"]),
            date(o["first"]),
            date(o["last"]),
        ]
        for o in record["outlets"]
    ]
    yield _table(("outlet", "documents", "sentences", "words", "first", "last"), rows, numbers=(1, 2, 3))
    rows = [
        [f"`{one_line(d['id'])}`", _escaped(d["outlet"]), _escaped(d["title"]), date(d["published"]), str(d["n_words"])]
        for d in record["documents"]
    ]
    yield _table(("document", "outlet", "title", "published", "words"), rows, numbers=(4,))
    dropped = record["corpus"]["dropped"]
    if not dropped:
        yield "Nothing was dropped."
    else:
        yield "## Dropped"
        yield "\n".join(
            f"- {_escaped(d.get('path') or d.get('id') or '?')}"
            + place_in_file(d)
            + f": {_escaped(d['reason'])}: {_escaped(d['detail'])}"
            for d in dropped
        )
    if record["corpus"]["notes"]:
        yield "## Notes"
        yield "\n".join(f"- {_escaped(note)}" for note in record["corpus"]["notes"])


def _evaluate(record: Mapping[str, Any]) -> Iterator[str]:
    yield "# Evaluation"
    yield f"{evaluation_line(record)}."
    for found in evaluation_tables(record):
        yield f"## {found.title}"
        rows = [[_escaped(cell) for cell in row] for row in found.rows]
        yield _table(found.columns, rows, numbers=range(1, len(found.columns)))
        yield found.note


def _stories(record: Mapping[str, Any]) -> Iterator[str]:
    return stories_markdown(record, _escaped, _table)


def _collect(record: Mapping[str, Any]) -> Iterator[str]:
    return collected_markdown(record, _escaped, _table)


def _gold(record: Mapping[str, Any]) -> Iterator[str]:
    return gold_markdown(record, _escaped, _table)


def _tune(record: Mapping[str, Any]) -> Iterator[str]:
    return tuning_markdown(record, _escaped, _table)


def _cache(record: Mapping[str, Any]) -> Iterator[str]:
    yield "# Cache"
    rows = [["vectors", f"`{m['model']}`", str(m["vectors"])] for m in record["models"]]
    rows += [["results", stage, str(n)] for stage, n in record["stages"].items()]
    yield f"`{record['path']}`, {record['bytes'] / 1e6:.1f} MB"
    yield _table(("kind", "of", "number"), rows, numbers=(2,))
