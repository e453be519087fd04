"""What each view of a comparison and each other command is written by, in every format but JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from .alignments import ALIGNMENT_COLUMNS, alignment_rows, alignments_markdown, alignments_text
from .article import ARTICLE_COLUMNS, article_markdown, article_rows, article_text
from .audit import READ_COLUMNS, read_markdown, read_rows, read_text
from .breadth import BREADTH_COLUMNS, breadth_blocks, breadth_rows
from .briefs import BRIEF_COLUMNS, brief_markdown, brief_rows, brief_text
from .cache import CACHE_COLUMNS, cache_markdown, cache_rows, cache_text
from .claims import CLAIM_COLUMNS, claim_rows, claims_markdown, claims_text
from .collected import COLLECTED_COLUMNS, collected_markdown, collected_rows, collected_text
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
from .evaluation import evaluation_columns, evaluation_markdown, evaluation_rows, evaluation_text
from .figures import FIGURE_COLUMNS, figure_rows, figures_markdown, figures_text
from .gold import gold_columns, gold_markdown, gold_rows, gold_text
from .likeness import LIKENESS_COLUMNS, likeness_markdown, likeness_rows, likeness_text
from .markup import pieces
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
from .stories import STORY_COLUMNS, stories_markdown, stories_text, story_rows
from .themes import THEME_COLUMNS, theme_rows, themes_markdown, themes_text
from .timeline import TIMELINE_COLUMNS, timeline_blocks, timeline_rows
from .tuning import tried_columns, tried_rows, tuning_markdown, tuning_text
from .voices import VOICE_COLUMNS, voice_rows, voices_markdown, voices_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .blocks import Block
    from .page import Page

_Record: TypeAlias = "Mapping[str, Any]"


@dataclass(frozen=True, slots=True)
class View:
    """What writes a record, or one view of it.

    Attributes
    ----------
    text : callable
        Writes it on a terminal page.
    markdown : callable
        Makes blocks of Markdown.
    rows : callable
        Makes the rows of its table, which may hold more than its columns.
    columns : tuple of str, or callable
        Of its table, in order; or what finds them for a record and its rows.
    """

    text: Callable[[Page, _Record], None]
    markdown: Callable[[_Record], Iterator[str]]
    rows: Callable[[_Record], Iterable[dict[str, Any]]]
    columns: tuple[str, ...] | Callable[[_Record, Sequence[dict[str, Any]]], tuple[str, ...]]


def _of(
    blocks: Callable[[_Record, bool], Iterator[Block]], marks: str = "###", title: str = ""
) -> tuple[Callable[[Page, _Record], None], Callable[[_Record], Iterator[str]]]:
    """Write blocks on a terminal page, and as Markdown."""

    def markdown(record: _Record) -> Iterator[str]:
        if title:
            yield f"# {title}"
        yield from pieces(blocks(record, True), marks)

    return lambda page, record: page.write(blocks(record, page.whole)), markdown


#: Views of a comparison.
VIEWS: Final = {
    "alignments": View(alignments_text, alignments_markdown, alignment_rows, ALIGNMENT_COLUMNS),
    "breadth": View(*_of(breadth_blocks), breadth_rows, BREADTH_COLUMNS),
    "claims": View(claims_text, claims_markdown, claim_rows, CLAIM_COLUMNS),
    "copies": View(*_of(copies_blocks), copy_rows, COPY_COLUMNS),
    "coverage": View(*_of(coverage_blocks), coverage_rows, COVERAGE_COLUMNS),
    "derivation": View(*_of(derivation_blocks), derivation_rows, DERIVATION_COLUMNS),
    "emphasis": View(*_of(emphasis_blocks), emphasis_rows, EMPHASIS_COLUMNS),
    "figures": View(figures_text, figures_markdown, figure_rows, FIGURE_COLUMNS),
    "likeness": View(likeness_text, likeness_markdown, likeness_rows, LIKENESS_COLUMNS),
    "omissions": View(*_of(omissions_blocks), omissions_rows, OMISSION_COLUMNS),
    "originality": View(*_of(originality_blocks), originality_rows, ORIGINALITY_COLUMNS),
    "prominence": View(*_of(prominence_blocks), prominence_rows, PROMINENCE_COLUMNS),
    "timeline": View(*_of(timeline_blocks), timeline_rows, TIMELINE_COLUMNS),
    "voices": View(voices_text, voices_markdown, voice_rows, VOICE_COLUMNS),
}

#: Records of all other commands.
COMMANDS: Final = {
    "article": View(article_text, article_markdown, article_rows, ARTICLE_COLUMNS),
    "brief": View(brief_text, brief_markdown, brief_rows, BRIEF_COLUMNS),
    "cache": View(cache_text, cache_markdown, cache_rows, CACHE_COLUMNS),
    "collect": View(collected_text, collected_markdown, collected_rows, COLLECTED_COLUMNS),
    "evaluate": View(evaluation_text, evaluation_markdown, evaluation_rows, evaluation_columns),
    "gold": View(gold_text, gold_markdown, gold_rows, gold_columns),
    "read": View(read_text, read_markdown, read_rows, READ_COLUMNS),
    "stories": View(stories_text, stories_markdown, story_rows, STORY_COLUMNS),
    "themes": View(themes_text, themes_markdown, theme_rows, THEME_COLUMNS),
    "tune": View(tuning_text, tuning_markdown, tried_rows, tried_columns),
}
