"""Records as text for a terminal. Readable at 60 columns and at 160, without colour, with one outlet or fourteen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

from ..records import glance_of, is_sole
from . import briefs
from .alignments import alignments_text
from .article import article_text
from .breadth import breadth_text
from .collected import collected_text
from .coverage import coverage_text, emphasis_text, omissions_text
from .curve import curve_table
from .evaluation import evaluation_line, evaluation_tables
from .figures import figures_text
from .gold import gold_text
from .likeness import likeness_text
from .naming import lone_outlet
from .overview import IN_BRIEF, overview_text, sizes_text, telling
from .page import fitted
from .phrases import (
    CLAIM_KINDS,
    SOLE_CLAIMS,
    counted,
    date,
    disputes,
    documents_line,
    firm_first,
    firmness,
    names_saying,
    one_line,
    origin,
    part_shown,
    perhaps,
    place_in_file,
    shown,
    span,
    support,
    surely_several,
)
from .prominence import prominence_text
from .reuse import copies_text, derivation_text, originality_text
from .stories import stories_text
from .strays import stray_lines, stray_theme, strays_text
from .timeline import timeline_text
from .tuning import tuning_text
from .voices import voices_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console, RenderableType
    from rich.table import Table

_Row = TypeVar("_Row")

#: Claims that are agreed or shared and shown among other views, below those of the overview.
SHOWN_CLAIMS: Final = 5

#: A claim, and the sentence that it is shown by.
_Told: TypeAlias = "tuple[Mapping[str, Any], Mapping[str, Any]]"


def to_text(record: Mapping[str, Any], *, width: int = 80, colour: bool = False, only: str | None = None) -> str:
    """Write a record for a terminal.

    Article text is shown without control and direction characters; nothing in it is taken for markup.

    Parameters
    ----------
    record : mapping
    width : int
        Columns; no line is wider.
    colour : bool
        Whether ANSI colours may be used; they never carry meaning alone.
    only : str, optional
        One view of a comparison.
    """
    page = _Page(width, colour, whole=only is not None)
    command = record["command"]
    if command == "compare":
        _compare(page, record, only)
    else:
        parts = {
            "article": article_text,
            "brief": _brief,
            "cache": _cache,
            "collect": collected_text,
            "evaluate": _evaluate,
            "gold": gold_text,
            "read": _read,
            "stories": stories_text,
            "themes": _themes,
            "tune": tuning_text,
        }
        parts[command](page, record)
    return page.text()


#: What makes a line more than one, or wider than it is long.
_BREAKS: Final = frozenset("\n\t")


class _Page:
    """A terminal page in the making."""

    def __init__(self, width: int, colour: bool, whole: bool) -> None:
        from rich.console import Console

        self.width = max(width, 40)
        self.whole = whole
        self._out = io.StringIO()
        self.console: Console = Console(
            file=self._out,
            width=self.width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def heading(self, words: str) -> None:
        """Write a heading, a line of its own between two empty ones."""
        from rich.text import Text

        if self._out.tell():
            self.gap()
        self.console.print(Text(words, style="bold"))
        self.console.print(Text("─" * min(len(words), self.width), style="dim"))

    def paragraph(
        self, words: str | Iterable[tuple[str, str]], *, indent: int = 0, hang: int = 0, style: str = ""
    ) -> None:
        """Write words wrapped to the width; `hang` is the further indent of the lines after the first."""
        from rich.cells import cell_len
        from rich.text import Text

        text = Text(words, style=style) if isinstance(words, str) else Text.assemble(*words)
        width = max(self.width - indent - hang, 20)
        if not self.console.is_terminal and cell_len(text.plain) <= width and not _BREAKS & set(text.plain):
            # Without colours a line that fits is its words, and need not be laid out; most lines are such.
            self._out.write(" " * indent + text.plain + "\n")
            return
        first = True
        for line in text.wrap(self.console, width):
            line.rstrip()
            start = " " * (indent + (0 if first else hang))
            if self.console.is_terminal:
                self.console.print(Text(start) + line, no_wrap=True, overflow="ignore", crop=False)
            else:
                self._out.write(start + line.plain + "\n")
            first = False

    def some(self, rows: Sequence[_Row], most: int) -> Sequence[_Row]:
        """Return the rows that this page shows."""
        return rows if self.whole else rows[:most]

    def show(self, thing: RenderableType) -> None:
        """Write a table."""
        self.console.print(thing)

    def gap(self) -> None:
        """Write an empty line."""
        self._out.write("\n")

    def text(self) -> str:
        """Return the page, no line ending in white space."""
        return "\n".join(line.rstrip() for line in self._out.getvalue().splitlines()) + "\n"


def _table(*columns: tuple[str, Literal["left", "right"]], ratio: int | None = None) -> Table:
    """Make a plain table; `columns` are (name, justification), and the column numbered `ratio` takes what is left."""
    from rich.table import Table

    table = Table(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="dim", expand=ratio is not None
    )
    for number, (name, justify) in enumerate(columns):
        flexible = number == ratio
        table.add_column(
            name,
            justify=justify,
            ratio=1 if flexible else None,
            no_wrap=not flexible,
            overflow="ellipsis" if not flexible else "fold",
        )
    return table


def _cells(*values: Any) -> list[RenderableType]:
    from rich.text import Text

    return [Text(one_line(str(value))) for value in values]


def _brief(page: _Page, record: Mapping[str, Any]) -> None:
    documents = {d["id"]: d for d in record["corpus"]["documents"]}
    labels = {t["id"]: one_line(t["label"]) for t in record["themes"]}
    groups, days = briefs.parts(record), briefs.days(record)
    for heading, numbered in groups:
        if heading is not None:
            page.heading(one_line(heading))
        for number, sentence in numbered:
            page.paragraph(((briefs.words(sentence), ""), (f" {briefs.mark(number, days)}", "cyan")))
            page.gap()
    if not groups:
        page.paragraph(briefs.nothing(record))
        return
    page.heading("Sources")
    for number, sentence in (item for _, numbered in groups for item in numbered):
        document = documents[sentence["document"]]
        mark = f"[{number}] "
        facts = f"{one_line(sentence['outlet'])}, {date(document['published'])}"
        page.paragraph(((mark, "cyan"), (facts, "bold")), hang=len(mark))
        if document["title"]:
            page.paragraph(fitted(document["title"], page.width - 5), indent=len(mark))
        theme = labels.get(sentence["theme"], "none")
        details = [f"{span(sentence)} · said by {support(sentence['support'])} · theme: {theme}"]
        details += [line for line in (briefs.nearest_line(sentence),) if line]
        if record["settings"].get("explain"):
            details.append(briefs.why(sentence))
        for line in details:
            page.paragraph(line, indent=len(mark), style="dim")
    page.gap()
    page.paragraph(briefs.honesty_line(record), style="dim")
    page.paragraph(f"{briefs.closing_line(record)} Independent texts: copies of one text count once.", style="dim")


def _themes(page: _Page, record: Mapping[str, Any]) -> None:
    n_outlets = len({d["outlet"] for d in record["corpus"]["documents"]})
    page.heading(f"{counted(len(record['themes']), 'theme')} in {documents_line(record)}")
    strays_text(page, record)
    if stray_lines(record):
        page.gap()
    for theme in record["themes"]:
        mark = f"{theme['id']:>2}  "
        seeded = "  (seed)" if theme["seeded"] else ""
        page.paragraph(((mark, "cyan"), (one_line(theme["label"]), "bold"), (seeded, "dim")), hang=len(mark))
        outlets = f"{len(theme['outlets'])} of {counted(n_outlets, 'outlet')}{lone_outlet(theme, n_outlets)}"
        facts = f"{counted(theme['n_sentences'], 'sentence')} · {outlets} · stability {firmness(theme)}"
        page.paragraph(facts, indent=len(mark), style="dim")
        if stray_theme(theme):
            page.paragraph(stray_theme(theme), indent=len(mark))
        more = [one_line(term) for term in theme["terms"] if one_line(term) not in theme["label"]]
        if more:
            page.paragraph("also: " + ", ".join(more), indent=len(mark), style="dim")
        for sentence in theme["representative"][:1]:
            words = f"{shown(sentence['text'])} — {one_line(sentence['outlet'])}, {span(sentence)}"
            page.paragraph(words, indent=len(mark))
        page.gap()
    choice = record["choice"]
    n_without = choice["n_without"]
    page.paragraph(
        f"{counted(n_without, 'sentence')} {'belongs' if n_without == 1 else 'belong'} to no theme.", style="dim"
    )
    if choice["empty_seeds"]:
        page.paragraph(f"No sentence is about: {', '.join(map(one_line, choice['empty_seeds']))}.")
    page.paragraph(f"Number of themes: {one_line(choice['rule'])}.", style="dim")
    if choice["curve"]:
        page.gap()
        page.show(curve_table(choice))


def _compare(page: _Page, record: Mapping[str, Any], only: str | None) -> None:
    if only is None:
        page.paragraph(f"Read: {documents_line(record)}.")
        strays_text(page, record)
        overview_text(page, record)
    views = {
        "coverage": lambda: coverage_text(page, record),
        "emphasis": lambda: emphasis_text(page, record),
        "omissions": lambda: omissions_text(page, record),
        "prominence": lambda: prominence_text(page, record),
        "timeline": lambda: timeline_text(page, record),
        "likeness": lambda: likeness_text(page, record),
        "breadth": lambda: breadth_text(page, record),
        "claims": lambda: _claims(page, record),
        "copies": lambda: copies_text(page, record),
        "derivation": lambda: derivation_text(page, record),
        "originality": lambda: originality_text(page, record),
        "alignments": lambda: alignments_text(page, record),
        "voices": lambda: voices_text(page, record),
        "figures": lambda: figures_text(page, record),
    }
    columns = bool(record.get("columns"))
    for view in (*IN_BRIEF, "alignments") if only is None else (only,):
        if (view == "alignments" and columns) or (
            record[view] and (page.whole or (view in IN_BRIEF and telling(record, view)))
        ):
            views[view]()
    if only is None:
        sizes_text(page, record)
    limited = {v: why for v, why in record["limited"].items() if only in (None, v)}
    if limited:
        page.gap()
        page.paragraph(
            f"Not looked at in full: {'; '.join(f'{view}: {why}' for view, why in limited.items())}.", style="dim"
        )
    refused = {v: why for v, why in record["refused"].items() if v == only}
    if refused:
        by_reason: dict[str, list[str]] = {}
        for view, why in refused.items():
            by_reason.setdefault(why, []).append(view)
        page.gap()
        for why, names in by_reason.items():
            page.paragraph(f"Not shown: {', '.join(names)}: {why}.", style="dim")
    elif only is not None and not record[only] and not (only == "alignments" and record["columns"]):
        page.paragraph(f"{only}: nothing found.")


def _claims(page: _Page, record: Mapping[str, Any]) -> None:
    if not page.whole:
        _next_claims(page, record)
        return
    of_kind: dict[str, list[Mapping[str, Any]]] = {kind: [] for kind in CLAIM_KINDS}
    sole = is_sole(record)
    for claim in record["claims"]:
        of_kind["exclusive" if sole else claim["kind"]].append(claim)
    for kind, meaning in CLAIM_KINDS.items():
        if not of_kind[kind]:
            continue
        name, _, explained = (SOLE_CLAIMS if sole else meaning).partition(": ")
        page.heading(f"{name} ({len(of_kind[kind])})")
        page.paragraph(f"{explained[:1].upper()}{explained[1:]}.", style="dim")
        for claim in of_kind[kind]:
            _claim(page, claim, claim["sentences"][0])
    against = disputes([claim for claim in record["claims"] if claim["disputes"]])
    if against:
        page.heading(f"Disputed ({len(against)})")
        page.paragraph("Worded alike, with another number, day or name, or a denial. No side is taken.", style="dim")
    for pair in against:
        for mark, claim in zip("•↔", pair, strict=True):
            first = claim["sentences"][0]
            page.paragraph(f"{mark} {shown(first['text'])} — {', '.join(map(one_line, claim['outlets']))}", hang=2)


def _next_claims(page: _Page, record: Mapping[str, Any]) -> None:
    """Write what several outlets surely state in independent texts, best supported first, without what stands in the overview."""
    from ..records.readable import Readable

    above = {stated["claim"] for stated in glance_of(record)["supported"]["claims"]}
    readable = Readable(record)
    # First what one sentence tells, then what needs its article.
    told: list[_Told] = []
    untold: list[_Told] = []
    several = [claim for claim in record["claims"] if surely_several(claim) and claim["id"] not in above]
    for claim in several:
        if len(told) < SHOWN_CLAIMS and (sentence := readable.sentence(claim)) is not None:
            told.append((claim, sentence))
        elif len(untold) < SHOWN_CLAIMS:
            untold.append((claim, claim["sentences"][0]))
    chosen = [*told, *untold][:SHOWN_CLAIMS]
    if chosen:
        page.heading(
            f"Agreed or shared besides{part_shown(len(chosen), len(several), 'claims') or f' ({len(chosen)})'}"
        )
    for claim, by in chosen:
        _claim(page, claim, by)


def _claim(page: _Page, claim: Mapping[str, Any], sentence: Mapping[str, Any]) -> None:
    """Write a claim by a sentence that tells it, with its outlets; on a page of its own with every sentence that states it."""
    page.paragraph(f"• {shown(sentence['text'])}", hang=2)
    source = f"{one_line(sentence['outlet'])}, {span(sentence)}"
    if len(claim["outlets"]) > 1:
        source = f"{support(claim)}: {names_saying(claim)}; here {source}"
    page.paragraph(source, indent=2, hang=2, style="dim")
    if page.whole:
        for other in firm_first(claim)[1:]:
            source = f"{perhaps(other)}{one_line(other['outlet'])}, {span(other)}"
            page.paragraph(f"{source}: {shown(other['text'])}", indent=4, hang=2)


def _read(page: _Page, record: Mapping[str, Any]) -> None:
    page.heading(f"Read: {documents_line(record)}")
    table = _table(
        ("outlet", "left"),
        ("documents", "right"),
        ("sentences", "right"),
        ("words", "right"),
        ("from", "left"),
        ratio=0,
    )
    for outlet in record["outlets"]:
        first = date(outlet["first"])
        table.add_row(*_cells(outlet["outlet"], outlet["documents"], outlet["sentences"], outlet["words"], first))
    page.show(table)
    page.heading("Documents")
    for document in record["documents"]:
        page.paragraph(((one_line(document["outlet"]), "bold"), (f", {date(document['published'])}", "")))
        if document["title"]:
            page.paragraph(fitted(document["title"], page.width - 2), indent=2)
        place = document["path"] or document["id"]
        line = place_in_file(document)
        words = f"{one_line(document['id'])} · {counted(document['n_words'], 'word')} · {document['language']} · {one_line(place)}{line}"
        page.paragraph(words, indent=2, style="dim")
        by_place: dict[str, list[str]] = {}
        for name, where in document["fields"].items():
            if name != "text":
                by_place.setdefault(one_line(where), []).append(name)
        origins = "; ".join(origin(names, where) for where, names in by_place.items())
        if origins:
            page.paragraph(origins, indent=2, style="dim")
    dropped = record["corpus"]["dropped"]
    page.heading("Left out")
    if not dropped:
        page.paragraph("Nothing was dropped.")
    for item in dropped:
        where = one_line(item.get("path") or item.get("id") or "?") + place_in_file(item)
        page.paragraph(f"• {where}: {item['reason']}: {one_line(item['detail'])}", hang=2)
    if record["corpus"]["notes"]:
        page.heading("Notes")
        for note in record["corpus"]["notes"]:
            page.paragraph(f"• {one_line(note)}", hang=2)


def _evaluate(page: _Page, record: Mapping[str, Any]) -> None:
    page.paragraph(f"Evaluated on {evaluation_line(record)}.")
    notes: dict[str, None] = {}
    for found in evaluation_tables(record):
        page.heading(found.title)
        first, *figures = found.columns
        table = _table((first, "left"), *((name, "right") for name in figures))
        for row in found.rows:
            table.add_row(*_cells(*row))
        page.show(table)
        notes[found.note] = None
    page.gap()
    for note in notes:
        page.paragraph(note, style="dim")


def _cache(page: _Page, record: Mapping[str, Any]) -> None:
    page.paragraph(f"{one_line(record['path'])}: {record['bytes'] / 1e6:.1f} MB")
    for model in record["models"]:
        page.paragraph(f"• {counted(model['vectors'], 'sentence vector')} of {one_line(model['model'])}", hang=2)
    if record["stages"]:
        kept = ", ".join(f"{n} {stage}" for stage, n in record["stages"].items())
        page.paragraph(f"• results kept: {kept}", hang=2)
    if not record["models"] and not record["stages"]:
        page.paragraph("It is empty.")
