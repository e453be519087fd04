"""What each view of a comparison and each other command says, and the rows of its table; and in which order a page has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ..records.glance import is_sole
from ..records.parts import view_holding
from .alignments import ALIGNMENT_COLUMNS, alignment_rows, alignments_blocks, pairs_size
from .article import ARTICLE_COLUMNS, article_blocks, article_rows
from .audit import READ_COLUMNS, read_blocks, read_rows
from .blocks import Gap, Heading, Item, Paragraph
from .breadth import BREADTH_COLUMNS, breadth_blocks, breadth_size
from .briefs import BRIEF_COLUMNS, brief_blocks, brief_rows
from .cache import CACHE_COLUMNS, cache_blocks, cache_rows
from .claims import CLAIM_COLUMNS, claim_rows, claims_blocks, claims_size
from .collected import COLLECTED_COLUMNS, collected_blocks
from .coverage import (
    COVERAGE_COLUMNS,
    EMPHASIS_COLUMNS,
    OMISSION_COLUMNS,
    coverage_blocks,
    coverage_rows,
    coverage_size,
    emphasis_blocks,
    emphasis_rows,
    emphasis_size,
    omissions_blocks,
    omissions_rows,
    omissions_size,
)
from .evaluation import evaluation_blocks, evaluation_rows
from .figures import FIGURE_COLUMNS, figure_rows, figures_blocks, figures_size
from .gold import gold_blocks, gold_columns, gold_rows
from .likeness import LIKENESS_COLUMNS, likeness_blocks, likeness_rows, likeness_size
from .overview import overview_blocks
from .phrases import counted, documents_line
from .prominence import PROMINENCE_COLUMNS, prominence_blocks, prominence_rows, prominence_size
from .reuse import (
    COPY_COLUMNS,
    DERIVATION_COLUMNS,
    ORIGINALITY_COLUMNS,
    copies_blocks,
    copy_rows,
    derivation_blocks,
    derivation_rows,
    derivation_size,
    originality_blocks,
    originality_rows,
    originality_size,
    sharing,
)
from .stories import STORY_COLUMNS, stories_blocks, story_rows
from .strays import stray_blocks
from .themes import EACH_THEME_COLUMNS, THEME_COLUMNS, each_theme_blocks, each_theme_rows, theme_rows, themes_blocks
from .timeline import (
    TIMELINE_COLUMNS,
    TIMELINE_OUTLET_COLUMNS,
    timeline_blocks,
    timeline_outlets_blocks,
    timeline_rows,
    times_size,
)
from .tuning import tried_rows, tuning_blocks
from .voices import (
    VOICE_COLUMNS,
    VOICE_OUTLET_COLUMNS,
    voice_outlet_rows,
    voice_outlets_blocks,
    voice_rows,
    voices_blocks,
    voices_size,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .blocks import Block, Where

_Record: TypeAlias = "Mapping[str, Any]"


@dataclass(frozen=True, slots=True)
class View:
    """What writes a record, or one view of it.

    Attributes
    ----------
    blocks : callable
        Yields what it says; its second argument is whether all of it is said, or the most telling rows alone.
    rows : callable
        Makes the rows of its table, which may hold more than its columns.
    columns : tuple of str, callable, or None
        Of its table, in order, or what finds them for a record; where there is none, what the rows have, each where it first comes.
    title : str
        Of a page of Markdown.
    """

    blocks: Callable[[_Record, bool], Iterator[Block]]
    rows: Callable[[_Record], Iterable[dict[str, Any]]]
    columns: tuple[str, ...] | Callable[[_Record], tuple[str, ...]] | None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedView(View):
    """A view of a comparison.

    Attributes
    ----------
    size : callable
        Says how much it holds, where it holds anything.
    telling : callable, optional
        Whether it has found anything; by default where it has rows.
    in_brief : bool
        Whether a terminal shows its first rows where no view is asked for: what an editor acts upon.
    between : bool
        Whether it holds outlets against each other: of one outlet alone there is nothing to say.
    """

    size: Callable[[_Record], str]
    telling: Callable[[_Record], bool] | None = None
    in_brief: bool = False
    between: bool = False


def _rows_of(name: str) -> Callable[[_Record], list[dict[str, Any]]]:
    """What takes the rows of a table from a record as they are."""
    return lambda record: [dict(row) for row in record[name]]


#: Views of a comparison, in the order of a page: first what is stated and what differs, then who gives how much room to what, then who is
#: quoted and when, and last what the outlets share as texts.
VIEWS: Final = {
    "claims": ComparedView(claims_blocks, claim_rows, CLAIM_COLUMNS, size=claims_size, in_brief=True),
    "figures": ComparedView(figures_blocks, figure_rows, FIGURE_COLUMNS, size=figures_size, in_brief=True),
    "coverage": ComparedView(
        coverage_blocks,
        coverage_rows,
        COVERAGE_COLUMNS,
        size=coverage_size,
        telling=lambda record: len({cell["outlet"] for cell in record["coverage"]}) > 1,
        in_brief=True,
    ),
    "omissions": ComparedView(
        omissions_blocks,
        omissions_rows,
        OMISSION_COLUMNS,
        size=omissions_size,
        telling=lambda record: any(row["outcome"] == "absent" for row in record["omissions"]),
        in_brief=True,
        between=True,
    ),
    "emphasis": ComparedView(
        emphasis_blocks,
        emphasis_rows,
        EMPHASIS_COLUMNS,
        size=emphasis_size,
        telling=lambda record: any(row["significant"] for row in record["emphasis"]),
        in_brief=True,
        between=True,
    ),
    "alignments": ComparedView(alignments_blocks, alignment_rows, ALIGNMENT_COLUMNS, size=pairs_size, between=True),
    "voices": ComparedView(voices_blocks, voice_rows, VOICE_COLUMNS, size=voices_size, in_brief=True),
    "timeline": ComparedView(
        timeline_blocks,
        timeline_rows,
        TIMELINE_COLUMNS,
        size=times_size,
        telling=lambda record: any(row["certain"] for row in record["timeline"]),
        in_brief=True,
        between=True,
    ),
    "prominence": ComparedView(prominence_blocks, prominence_rows, PROMINENCE_COLUMNS, size=prominence_size),
    "copies": ComparedView(
        copies_blocks,
        copy_rows,
        COPY_COLUMNS,
        size=lambda record: counted(len(record["copies"]), "group"),
        in_brief=True,
    ),
    "derivation": ComparedView(
        derivation_blocks,
        derivation_rows,
        DERIVATION_COLUMNS,
        size=derivation_size,
        telling=lambda record: bool(sharing(record)) or any(row["syndication"] for row in record["derivation"]),
        in_brief=True,
    ),
    "originality": ComparedView(
        originality_blocks, originality_rows, ORIGINALITY_COLUMNS, size=originality_size, between=True
    ),
    "likeness": ComparedView(likeness_blocks, likeness_rows, LIKENESS_COLUMNS, size=likeness_size, between=True),
    "breadth": ComparedView(breadth_blocks, _rows_of("breadth"), BREADTH_COLUMNS, size=breadth_size),
}

#: Every table of a comparison: those of the views, and those with a row a theme or an outlet.
TABLES: Final[dict[str, View]] = {
    **VIEWS,
    "themes": View(each_theme_blocks, each_theme_rows, EACH_THEME_COLUMNS),
    "voice_outlets": View(voice_outlets_blocks, voice_outlet_rows, VOICE_OUTLET_COLUMNS),
    "timeline_outlets": View(timeline_outlets_blocks, _rows_of("timeline_outlets"), TIMELINE_OUTLET_COLUMNS),
}

#: Records of all other commands.
COMMANDS: Final = {
    "article": View(article_blocks, article_rows, ARTICLE_COLUMNS, "One article beside the others"),
    "brief": View(brief_blocks, brief_rows, BRIEF_COLUMNS, "Brief"),
    "cache": View(cache_blocks, cache_rows, CACHE_COLUMNS, "Cache"),
    "collect": View(collected_blocks, _rows_of("pages"), COLLECTED_COLUMNS, "What was collected"),
    "evaluate": View(evaluation_blocks, evaluation_rows, None, "Evaluation"),
    "gold": View(gold_blocks, gold_rows, gold_columns, "Labels"),
    "read": View(read_blocks, read_rows, READ_COLUMNS, "What was read"),
    "stories": View(stories_blocks, story_rows, STORY_COLUMNS, "Stories"),
    "themes": View(themes_blocks, theme_rows, THEME_COLUMNS, "Themes"),
    "tune": View(tuning_blocks, tried_rows, None, "Search of settings"),
}


def sections(record: _Record, only: str | None, where: Where) -> Iterator[tuple[str, Iterable[Block]]]:
    """Yield what a page says of a record: blocks, with the view that they are of, if any.

    Parameters
    ----------
    record : mapping
    only : str, optional
        One view of a comparison, or a table of one; without it Markdown tells all views, and a terminal what is most telling of those that an editor acts upon.
    where : {"terminal", "markdown"}
    """
    whole = where == "markdown"
    if record["command"] != "compare":
        yield "", COMMANDS[record["command"]].blocks(record, whole)
        return
    if whole or only is None:
        yield "", (Paragraph(f"Read: {documents_line(record)}."), *stray_blocks(record))
    if only is None:
        yield "", overview_blocks(record)
    columns = bool(record.get("columns"))
    in_brief = [name for name, view in VIEWS.items() if view.in_brief]
    for view in (only,) if only else VIEWS if whole else (*in_brief, "alignments"):
        said = record[view] if only else _tells(record, view) and (whole or view in in_brief)
        if said or (view == "alignments" and columns):
            yield view, TABLES[view].blocks(record, whole or only is not None)
    if only is None:
        yield "", _size_blocks(record)
    held = None if only is None else view_holding(only)
    limited = [f"{view}: {why}" for view, why in record["limited"].items() if held in (None, view)]
    if limited:
        yield "", (Gap(), Paragraph(f"Not looked at in full: {'; '.join(limited)}.", "dim"))
    if only is None or record[only]:
        return
    if held in record["refused"]:
        yield "", (Gap(), Paragraph(f"Not shown: {only}: {record['refused'][held]}.", "dim"))
    elif not (only == "alignments" and columns):
        yield "", (Paragraph(f"{only}: nothing found."),)


def _tells(record: _Record, name: str) -> bool:
    """Whether a view has found anything; where nothing differs or is absent beyond chance, its size says so already."""
    view = VIEWS[name]
    if view.between and is_sole(record):
        return False
    return bool(record[name]) if view.telling is None else view.telling(record)


def _holds(record: _Record, name: str) -> bool:
    """Whether a view has something to say of one outlet alone."""
    return bool(record[name]) if name == "coverage" else _tells(record, name)


def view_sizes(record: _Record) -> dict[str, str]:
    """Return how much each view holds or why it is empty, by the option that shows it whole; of one outlet alone those that hold something."""
    sole = is_sole(record)
    return {
        f"--only {name}": view.size(record) if record[name] else record["refused"].get(name, "nothing found")
        for name, view in VIEWS.items()
        if not sole or _holds(record, name)
    }


def _size_blocks(record: _Record) -> Iterator[Block]:
    """Tell what each view holds, with the option that shows all of it."""
    yield Heading("All of a view")
    sizes = view_sizes(record)
    longest = max(map(len, sizes))
    for option, size in sizes.items():
        mark = (f"{option:<{longest}}  ", "bold")
        yield Item(((option, "markdown code"), (": ", "markdown"), (size, "")), mark=mark)
    if is_sole(record):
        nothing = [name for name, view in VIEWS.items() if not view.between and not _holds(record, name)]
        found = f" Nothing found: {', '.join(nothing)}." if nothing else ""
        between = ", ".join(name for name, view in VIEWS.items() if view.between)
        yield Gap()
        apart = " To hold the articles of a table against each other, say --map outlet=title."
        several = apart if len(record["corpus"]["documents"]) > 1 else ""
        yield Paragraph(f"Left out, for they hold outlets against each other: {between}.{found}{several}", "dim")
