"""What each view of a comparison and each other command says, and the rows of its table; and in which order a page has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from .alignments import ALIGNMENT_COLUMNS, alignment_rows, alignments_blocks
from .article import ARTICLE_COLUMNS, article_blocks, article_rows
from .audit import READ_COLUMNS, read_blocks, read_rows
from .blocks import Gap, Paragraph
from .breadth import BREADTH_COLUMNS, breadth_blocks
from .briefs import BRIEF_COLUMNS, brief_blocks, brief_rows
from .cache import CACHE_COLUMNS, cache_blocks, cache_rows
from .claims import CLAIM_COLUMNS, claim_rows, claims_blocks
from .collected import COLLECTED_COLUMNS, collected_blocks
from .coverage import (
    COVERAGE_COLUMNS,
    EMPHASIS_COLUMNS,
    OMISSION_COLUMNS,
    coverage_blocks,
    coverage_rows,
    emphasis_blocks,
    emphasis_rows,
    omissions_blocks,
    omissions_rows,
)
from .evaluation import evaluation_blocks, evaluation_rows
from .figures import FIGURE_COLUMNS, figure_rows, figures_blocks
from .gold import gold_blocks, gold_columns, gold_rows
from .likeness import LIKENESS_COLUMNS, likeness_blocks, likeness_rows
from .overview import IN_BRIEF, ORDER, overview_blocks, size_blocks, telling
from .phrases import documents_line
from .prominence import PROMINENCE_COLUMNS, prominence_blocks, prominence_rows
from .reuse import (
    COPY_COLUMNS,
    DERIVATION_COLUMNS,
    ORIGINALITY_COLUMNS,
    copies_blocks,
    copy_rows,
    derivation_blocks,
    derivation_rows,
    originality_blocks,
    originality_rows,
)
from .stories import STORY_COLUMNS, stories_blocks, story_rows
from .strays import stray_blocks
from .themes import THEME_COLUMNS, theme_rows, themes_blocks
from .timeline import TIMELINE_COLUMNS, timeline_blocks, timeline_rows
from .tuning import tried_rows, tuning_blocks
from .voices import VOICE_COLUMNS, voice_rows, voices_blocks

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


def _rows_of(name: str) -> Callable[[_Record], list[dict[str, Any]]]:
    """What takes the rows of a table from a record as they are."""
    return lambda record: [dict(row) for row in record[name]]


#: Views of a comparison.
VIEWS: Final = {
    "alignments": View(alignments_blocks, alignment_rows, ALIGNMENT_COLUMNS),
    "breadth": View(breadth_blocks, _rows_of("breadth"), BREADTH_COLUMNS),
    "claims": View(claims_blocks, claim_rows, CLAIM_COLUMNS),
    "copies": View(copies_blocks, copy_rows, COPY_COLUMNS),
    "coverage": View(coverage_blocks, coverage_rows, COVERAGE_COLUMNS),
    "derivation": View(derivation_blocks, derivation_rows, DERIVATION_COLUMNS),
    "emphasis": View(emphasis_blocks, emphasis_rows, EMPHASIS_COLUMNS),
    "figures": View(figures_blocks, figure_rows, FIGURE_COLUMNS),
    "likeness": View(likeness_blocks, likeness_rows, LIKENESS_COLUMNS),
    "omissions": View(omissions_blocks, omissions_rows, OMISSION_COLUMNS),
    "originality": View(originality_blocks, originality_rows, ORIGINALITY_COLUMNS),
    "prominence": View(prominence_blocks, prominence_rows, PROMINENCE_COLUMNS),
    "timeline": View(timeline_blocks, timeline_rows, TIMELINE_COLUMNS),
    "voices": View(voices_blocks, voice_rows, VOICE_COLUMNS),
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
        One view of a comparison; without it Markdown tells all views, and a terminal what is most telling of those that an editor acts upon.
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
    for view in (only,) if only else ORDER if whole else (*IN_BRIEF, "alignments"):
        said = record[view] if only else telling(record, view) and (whole or view in IN_BRIEF)
        if said or (view == "alignments" and columns):
            yield view, VIEWS[view].blocks(record, whole or only is not None)
    if only is None:
        yield "", size_blocks(record)
    limited = [f"{view}: {why}" for view, why in record["limited"].items() if only in (None, view)]
    if limited:
        yield "", (Gap(), Paragraph(f"Not looked at in full: {'; '.join(limited)}.", "dim"))
    if only in record["refused"]:
        yield "", (Gap(), Paragraph(f"Not shown: {only}: {record['refused'][only]}.", "dim"))
    elif only and not record[only] and not (only == "alignments" and columns):
        yield "", (Paragraph(f"{only}: nothing found."),)
