"""The records that a command answers with: what ``--json`` prints, what ``.to_dict()`` returns, what every format shows.

One record a result, and every rendering is made from it, so that text, Markdown, CSV and JSON cannot disagree.
The types below are the schema (version 1): fields are added freely, never renamed or dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from .alignments import AlignmentRecord, ColumnsRecord
    from .breadth import BreadthRecord
    from .emphasis import EmphasisRecord
    from .figures import FigureRecord
    from .glance import GlanceRecord
    from .honesty import HonestyRecord
    from .likeness import LikenessRecord
    from .omissions import OmissionRecord
    from .prominence import ProminenceRecord
    from .timeline import ClockRecord, TimedRecord, TimelineOutletRecord
    from .voices import SharedQuotationRecord, VoiceOutletRecord, VoiceRecord

__all__ = [
    "SCHEMA",
    "TABLES",
    "VIEWS",
    "BriefRecord",
    "BriefSentenceRecord",
    "CellRecord",
    "ChoiceRecord",
    "ClaimRecord",
    "ClaimSentenceRecord",
    "CompareRecord",
    "CopyRecord",
    "CorpusRecord",
    "CurveRecord",
    "DerivationRecord",
    "DocumentProvenanceRecord",
    "DocumentRecord",
    "DroppedRecord",
    "NearestRecord",
    "OriginalityRecord",
    "OutletRecord",
    "PassageRecord",
    "ReadRecord",
    "Record",
    "SentenceRecord",
    "SpanRecord",
    "SupportRecord",
    "SyndicationRecord",
    "ThemeLabelRecord",
    "ThemeRecord",
    "ThemeSentenceRecord",
    "ThemesRecord",
]

SCHEMA: Final = 1

#: The views of a comparison, in the order shown.
VIEWS: Final = (
    "coverage",
    "claims",
    "copies",
    "derivation",
    "originality",
    "alignments",
    "voices",
    "figures",
    "prominence",
    "timeline",
    "likeness",
    "emphasis",
    "omissions",
    "breadth",
)


#: The tables of each view, by view in the order of `VIEWS`; every view has one of its own name.
TABLES: Final[dict[str, tuple[str, ...]]] = {
    **{view: (view,) for view in VIEWS},
    "voices": ("voices", "voice_outlets", "shared_quotations"),
    "emphasis": ("emphasis", "emphasis_notes", "emphasis_words_tested"),
    "timeline": ("timeline", "timeline_outlets", "timeline_documents", "timeline_unordered"),
}


class SentenceRecord(TypedDict):
    """A verbatim sentence and where it stands; other fields depend on the place."""

    document: str
    outlet: str
    start: int
    stop: int
    text: str


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


class CorpusRecord(TypedDict):
    """What was read. ``copies``: documents that repeat the text of an earlier one."""

    documents: list[DocumentRecord]
    dropped: list[DroppedRecord]
    copies: int
    notes: list[str]


class Record(TypedDict):
    """What every command's record begins with."""

    schema: int
    command: str
    settings: dict[str, Any]
    model: str | None
    corpus: CorpusRecord


class DocumentProvenanceRecord(DocumentRecord):
    """A document in the audit, with its provenance."""

    reader: str
    path: str | None
    line: int | None
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


class SupportRecord(TypedDict):
    """Who says it: outlets, and the number of independent texts (copies counted once)."""

    outlets: list[str]
    independent: int


class SpanRecord(TypedDict):
    """A stretch of a document named beside it or above it: code points, half-open."""

    start: int
    stop: int


class BriefSentenceRecord(SentenceRecord):
    """A sentence of a brief. ``theme``: id of its theme, or None.

    ``shown``: its span without the dateline. ``leans_on``: the span of the sentence before it, without which it would not be
    understood. ``nearest``: in a brief by outlet, what another outlet printed that comes nearest.
    """

    score: float
    theme: int | None
    support: SupportRecord
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

    ``silent_outlets``: in a brief by outlet, those that nothing sets apart.
    """

    sentences: list[BriefSentenceRecord]
    n_words: int
    n_candidates: int
    solver: str
    share_new: float | None
    silent_outlets: list[str]
    honesty: HonestyRecord
    themes: list[ThemeLabelRecord]


class ThemeRecord(TypedDict):
    """A theme. ``outlets``: sentences each outlet spends on it; ``stability``: 0-1, None where it cannot be measured."""

    id: int
    label: str
    seeded: bool
    terms: list[str]
    n_sentences: int
    stability: float | None
    outlets: dict[str, int]
    representative: list[SentenceRecord]


class ThemeSentenceRecord(SentenceRecord):
    """Any sentence of the corpus with the id of its theme, or None."""

    theme: int | None


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


class NearestRecord(SentenceRecord):
    """The sentence nearest to a theme. ``similarity``: its cosine to the theme's middle."""

    similarity: float


class CellRecord(TypedDict):
    """One theme in one outlet. ``count`` of ``of`` sentences; versions of one text within the outlet counted once.

    ``low`` and ``high``: 95 % interval by article, None for fewer than two articles. ``basis``: "outlet" from three articles on, "two
    articles" (the interval is wide and rough) or "this article". ``p_value``: probability of the
    silence if the outlet gave the theme what the others give it, None where that was not tested. ``mentioned``: whether a word that the
    theme is called by stands anywhere in the outlet's articles, headlines included.
    """

    theme: int
    outlet: str
    count: int
    of: int
    share: float
    low: float | None
    high: float | None
    outcome: Literal["covered", "in_passing", "absent", "cannot_tell"]
    nearest: NearestRecord | None
    smoothed: float
    n_articles: int
    basis: Literal["outlet", "two articles", "this article"]
    p_value: float | None
    mentioned: bool


class ClaimSentenceRecord(SentenceRecord):
    """A sentence of a claim. ``firm``: it very probably states what the first does; else perhaps."""

    firm: bool


class ClaimRecord(TypedDict):
    """One fact and the sentences that state it; ``independent``: distinct texts among them.

    ``disputes``: ids of claims that are worded like this one and come to another number or deny it.
    """

    id: int
    sentences: list[ClaimSentenceRecord]
    outlets: list[str]
    independent: int
    kind: Literal["consensus", "shared", "exclusive", "uncertain"]
    disputes: list[int]


class CopyMemberRecord(TypedDict):
    """A document of a copy group, and the member that it shares most with: share of its runs of words found there, longest passage in words."""

    document: str
    other: str
    share: float
    longest_run: int


class CopyRecord(TypedDict):
    """A copy group. ``containment``: largest share of one text's word runs found in another; ``longest_run``: words."""

    documents: list[str]
    containment: float
    longest_run: int
    tier: Literal["wholly", "partly"]
    titles: list[str]
    passage: SentenceRecord | None
    members: list[CopyMemberRecord]


class PassageRecord(SpanRecord):
    """Characters of a document and their words."""

    text: str


class SyndicationRecord(SpanRecord):
    """Where a document names an agency as the source of its text; the strongest place."""

    agency: str
    tier: Literal["byline", "copyright", "dateline", "body"]


#: How much of a document stands in what the outlet of ``from`` printed; ``from``: the one document of it that holds most.
#: ``direction``: "earlier" where that was surely published before, "named" where the document names the outlet as its source; "unknown" where the two
#: share a text and nobody can tell who had it first; None without ``from``. ``verbatim``: passages of the document that stand there word for word.
DerivationRecord = TypedDict(
    "DerivationRecord",
    {
        "document": str,
        "from": str | None,
        "containment": float,
        "label": Literal["wholly", "partially", "non"],
        "direction": Literal["earlier", "named", "unknown"] | None,
        "verbatim": list[PassageRecord],
        "syndication": SyndicationRecord | None,
    },
)


class OriginalityRecord(TypedDict):
    """How much of an outlet's words, quotations left out, no other outlet surely printed before it.

    ``unordered``: the part of ``share`` that another outlet prints too, in an order that nobody can tell.
    """

    outlet: str
    characters: int
    share: float
    unordered: float


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
