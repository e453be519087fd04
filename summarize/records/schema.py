"""The records that a command answers with: what ``--json`` prints, what ``.to_dict()`` returns, what every format shows.

One record a result, and every rendering is made from it, so that text, Markdown, CSV and JSON cannot disagree.
The types here, and those of each view in the file of its name, are the schema (version 1): fields are added freely, never renamed or dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NotRequired, TypedDict, get_args

from ..writing import SummaryName, ViewName
from .sentences import SentenceRecord, SupportRecord

if TYPE_CHECKING:
    from .alignments import AlignmentRecord, ColumnsRecord
    from .breadth import BreadthRecord
    from .claims import ClaimRecord, ClaimSentenceRecord
    from .copies import CopyRecord, DerivationRecord, OriginalityRecord
    from .coverage import CellRecord
    from .emphasis import EmphasisRecord
    from .figures import FigureRecord
    from .glance import GlanceRecord
    from .honesty import HonestyRecord
    from .likeness import LikenessRecord
    from .omissions import OmissionRecord
    from .prominence import ProminenceRecord
    from .sentences import NearestRecord, SpanRecord
    from .timeline import ClockRecord, TimedRecord, TimelineOutletRecord
    from .voices import DisputedQuotationRecord, SharedQuotationRecord, VoiceOutletRecord, VoiceRecord

SCHEMA: Final = 1


#: The fields with which every record begins.
HEAD: Final = ("schema", "version", "command", "settings", "model", "corpus")

#: The commands whose answers a report holds.
REPORT_PARTS: Final = ("read", "brief", "themes", "compare")


def opening(command: str) -> dict[str, Any]:
    """What says of a record by what it was made: the first fields of each."""
    from .. import __version__

    return {"schema": SCHEMA, "version": __version__, "command": command}


#: The views of a comparison, in the order shown.
VIEWS: Final[tuple[ViewName, ...]] = get_args(ViewName)

#: The tables with a row a theme or an outlet, which each are a part of a view or of every comparison.
SUMMARIES: Final[tuple[SummaryName, ...]] = get_args(SummaryName)


#: The tables of a view beside that of its own name, in the order in which they follow the views.
MORE_TABLES: Final[dict[ViewName, tuple[str, ...]]] = {
    "voices": ("voice_outlets", "shared_quotations", "disputed_quotations"),
    "emphasis": ("emphasis_notes", "emphasis_words_tested"),
    "timeline": ("timeline_outlets", "timeline_documents", "timeline_unordered"),
}


class DocumentRecord(TypedDict):
    """A document that was kept. ``group``: the user's own group of its outlet, in a comparison by groups."""

    id: str
    outlet: str
    title: str
    published: str | None
    url: str
    n_sentences: int
    language: str | None
    copy_group: NotRequired[int]
    group: NotRequired[str]


class DroppedRecord(TypedDict):
    """An input that was left out; ``path`` or ``id`` is there, both where both are known."""

    reason: str
    detail: str
    path: NotRequired[str]
    id: NotRequired[str]
    line: NotRequired[int]
    place: NotRequired[str]


class StrayRecord(TypedDict):
    """A document that seems to belong to another story.

    ``likeness``: to ``nearest``, the one that it is most like of those that seem to be of the story, 0-1; ``usual``: the median likeness of a
    document of the corpus to the one that it is most like.
    """

    document: str
    outlet: str
    title: str
    n_sentences: int
    nearest: str
    likeness: float
    usual: float


class PartOfRecord(TypedDict):
    """The story that a corpus is of a mixed one, of so many stories and documents."""

    id: int
    label: str
    n_stories: int
    n_documents: int


class CorpusRecord(TypedDict):
    """What was read. ``copies``: documents that repeat the text of an earlier one. ``story``: where it is one story of a mixed corpus; ``dropped`` is then of all of that.

    ``fingerprint``: SHA-256 of the documents' ids and texts, whatever their order (of several corpora: of
    theirs, in turn): who has the same one has read the same texts.
    ``strays``: those that seem to belong to another story, where that was asked.
    """

    documents: list[DocumentRecord]
    dropped: list[DroppedRecord]
    copies: int
    fingerprint: str
    notes: list[str]
    strays: NotRequired[list[StrayRecord]]
    story: NotRequired[PartOfRecord]


class Record(TypedDict):
    """What every command's record begins with. ``version``: of the program."""

    schema: int
    version: str
    command: str
    settings: dict[str, Any]
    model: str | None
    corpus: CorpusRecord


class DocumentProvenanceRecord(DocumentRecord):
    """A document in the audit, with its provenance."""

    reader: str
    path: str | None
    line: int | None
    place: str
    fields: dict[str, str]
    n_words: int


class OutletRecord(TypedDict):
    """What was read of one outlet: counts, and the first and last date."""

    outlet: str
    documents: int
    sentences: int
    words: int
    first: str | None
    last: str | None


class ReadRecord(Record):
    """``summarize read``: the audit."""

    documents: list[DocumentProvenanceRecord]
    outlets: list[OutletRecord]
    dates: dict[str, int]


class SaidByRecord(SupportRecord):
    """Who says it; ``surely``: those alone of whose sentences one very probably states it, the others do perhaps; ``sentences``: all of these, this one first."""

    surely: SupportRecord
    sentences: list[ClaimSentenceRecord]


class BriefSentenceRecord(SentenceRecord):
    """A sentence of a brief. ``theme``: id of its theme, or None.

    ``shown``: its span without dateline and mark of a live blog. ``leans_on``: the span of the sentence before it, without which it would not be
    understood. ``nearest``: in a brief by outlet, what another outlet printed that comes nearest; in one of what is new, what of
    the known articles does.
    """

    score: float
    theme: int | None
    support: SaidByRecord
    rank: int
    n_words: int
    reasons: dict[str, Any]
    shown: SpanRecord
    leans_on: SpanRecord | None
    nearest: NearestRecord | None


class ThemeLabelRecord(TypedDict):
    """What a reader needs to know of a theme that a sentence belongs to."""

    id: int
    label: str
    n_sentences: int


class BriefRecord(Record):
    """``summarize brief``. Sentences stand in reading order; ``rank`` 1 is the best-scored.

    ``silent_outlets``: in a brief by outlet, those that nothing sets apart. ``solver``: "exact" where the choice is proven to be the best,
    "bounded" where the search ended before that, "greedy" where there was too much to search; otherwise the method.
    ``n_short``: where more than half of the budget stayed empty, sentences left out because they are too short to stand alone.
    ``not_held``: content words of the question which no article or headline holds in any form; ``not_shown``: names in it which an article holds and no sentence here;
    ``no_words_of``: whom it asks for, where it asks what he said and no sentence here was found to be his words.
    """

    sentences: list[BriefSentenceRecord]
    n_words: int
    n_candidates: int
    solver: str
    share_new: float | None
    silent_outlets: list[str]
    n_short: int
    not_held: list[str]
    not_shown: list[str]
    no_words_of: str | None
    honesty: HonestyRecord
    themes: list[ThemeLabelRecord]


class ThemeRecord(TypedDict):
    """A theme. ``outlets``: sentences each outlet spends on it; ``stability``: 0-1, None where it cannot be measured.

    ``stability_margin``: how far the stability may be from that of all choices of two thirds of the articles, 0 where all were taken.
    ``n_documents``: documents with a sentence of it; ``n_stray``: its sentences in documents that seem to belong to another story.
    ``label_share``: share of its sentences, repeats left out, in which a phrase of the label stands; None for a seed.
    """

    id: int
    label: str
    seeded: bool
    terms: list[str]
    n_sentences: int
    stability: float | None
    stability_margin: float | None
    outlets: dict[str, int]
    n_documents: int
    n_stray: int
    representative: list[SentenceRecord]
    label_share: float | None


class ThemeSentenceRecord(SentenceRecord):
    """Any sentence of the corpus with the id of its theme, or None.

    ``counted``: whether it is one of those that ``compare`` counts: running text, no caption, and of versions of one text within an outlet
    the longest.
    """

    theme: int | None
    counted: bool


class CurveRecord(TypedDict):
    """What one bar on the mean similarity of a theme would give. ``agreement``: with the same bar on two thirds of the articles."""

    similarity: float
    n_themes: int
    share: float
    agreement: float | None


class ChoiceRecord(TypedDict):
    """How the number of themes was chosen.

    ``similarity``: the bar, None where a number was asked for. ``empty_seeds``: seeds that no sentence is about.
    ``curve``: what other bars would have given, where it was asked for.
    """

    rule: str
    similarity: float | None
    n_themes: int
    n_free: int
    n_without: int
    empty_seeds: list[str]
    curve: list[CurveRecord]


class ThemesRecord(Record):
    """``summarize themes``. ``sentences``: every sentence of the corpus, once."""

    themes: list[ThemeRecord]
    sentences: list[ThemeSentenceRecord]
    choice: ChoiceRecord


class CompareRecord(Record):
    """``summarize compare``: one list a view; a view that the data cannot carry is empty and ``refused`` says why.

    ``columns``: two outlets side by side, where two were asked for. ``limited``: views that look at a part only of a very large
    corpus, and at which. ``glance``: what a reader should see of all views first; not there where one view was asked for.
    """

    themes: list[ThemeRecord]
    coverage: list[CellRecord]
    claims: list[ClaimRecord]
    copies: list[CopyRecord]
    derivation: list[DerivationRecord]
    originality: list[OriginalityRecord]
    alignments: list[AlignmentRecord]
    columns: ColumnsRecord | None
    voices: list[VoiceRecord]
    voice_outlets: list[VoiceOutletRecord]
    shared_quotations: list[SharedQuotationRecord]
    disputed_quotations: list[DisputedQuotationRecord]
    figures: list[FigureRecord]
    emphasis: list[EmphasisRecord]
    emphasis_notes: list[str]
    emphasis_words_tested: int
    omissions: list[OmissionRecord]
    prominence: list[ProminenceRecord]
    timeline: list[TimedRecord]
    timeline_outlets: list[TimelineOutletRecord]
    timeline_documents: list[ClockRecord]
    timeline_unordered: int
    likeness: list[LikenessRecord]
    breadth: list[BreadthRecord]
    refused: dict[str, str]
    limited: dict[str, str]
    glance: NotRequired[GlanceRecord]


class CachedVectorsRecord(TypedDict):
    """How many sentence vectors of a model are kept."""

    model: str
    vectors: int


class CacheRecord(TypedDict):
    """``summarize cache``: what is kept on disk, and in how many bytes. ``stages``: results of each stage."""

    schema: int
    version: str
    command: str
    path: str
    bytes: int
    models: list[CachedVectorsRecord]
    stages: dict[str, int]
