"""What stands first: of a comparison the few facts that an editor asks for before all others, each with its sentence.

They are chosen in `summarize.records.leading`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .claims import ClaimSentenceRecord
    from .figures import FigureValueRecord
    from .sentences import SentenceRecord, SupportRecord

#: Kind of a claim of several outlets that so few of those shown hold that it is neither supported among them nor one's alone.
IN_PART: Final = "in part"


class HeadlineGlanceRecord(TypedDict):
    """A headline, the document over which it stands, and the outlets that print it."""

    document: str
    title: str
    outlets: list[str]


class HeadlinesGlanceRecord(TypedDict):
    """What the outlets put over their articles: how many headlines, one an outlet, and the first of them."""

    n: int
    headlines: list[HeadlineGlanceRecord]


class OwnFigureRecord(TypedDict):
    """A figure of a sentence, as written, and where it stands in the document."""

    start: int
    stop: int
    text: str


class StatedRecord(TypedDict):
    """A claim (by id) with the sentence that speaks for it; ``independent``: distinct texts that state it; ``surely``: by firm sentences alone.

    ``own_figures``: figures of the sentence that no sentence of another outlet in the claim gives, so that its support does not reach to them; ``alone``: whether
    the sentence can be read by itself.
    """

    claim: int
    sentence: ClaimSentenceRecord
    outlets: list[str]
    independent: int
    surely: SupportRecord
    own_figures: list[OwnFigureRecord]
    alone: bool


class SupportedGlanceRecord(TypedDict):
    """What most outlets state. ``n``: claims of several outlets in independent texts, ``n_surely`` of them by firm sentences alone; where there is none, ``kind`` is "copies" and what one text says that several outlets print stands in their place."""

    kind: Literal["independent", "copies"]
    n: int
    n_surely: int
    claims: list[StatedRecord]


class FigureGlanceRecord(TypedDict):
    """A figure that outlets give otherwise: its place in ``figures``, and the two values that differ most; ``conflict``: they exclude each other."""

    figure: int
    conflict: bool
    what: str
    terms: list[str]
    label: str | None
    reasons: list[str]
    values: list[FigureValueRecord]


class FiguresGlanceRecord(TypedDict):
    """Figures that differ: how many, and the first of them."""

    n: int
    figures: list[FigureGlanceRecord]


class DisputedGlanceRecord(TypedDict):
    """Claims worded alike that deny one another or give another number, day, time or name: how many pairs, and the best supported that no figure above tells."""

    n: int
    pairs: list[list[StatedRecord]]


class SilentRecord(TypedDict):
    """An outlet without a sentence on a theme, the sentences that it has, and what its cell of the coverage says of that."""

    outlet: str
    of: int
    outcome: str


class GapRecord(TypedDict):
    """A theme that more than half of the outlets have, half of these and more not in passing alone, and others leave without a sentence.

    ``carried`` of ``of`` outlets have it, and use a word that it is called by; ``silent``: those that have none in fifteen sentences and more, and use no word that the theme is
    called by; ``n_scarce``: those that have none in fewer; ``example``: a sentence of the theme that uses such a word, and can be read alone where there is one.
    """

    theme: int
    label: str
    carried: int
    of: int
    silent: list[SilentRecord]
    n_scarce: int
    example: SentenceRecord | None


class UnstatedRecord(TypedDict):
    """A fact that most outlets surely state, and the outlets of enough sentences that have none on it."""

    fact: StatedRecord
    silent: list[SilentRecord]


class GapGlanceRecord(TypedDict):
    """What more than half of the outlets have and others leave out: ``facts`` that they surely state, first of ``n_facts``; and themes that they cover.

    ``n``: how many themes; ``gaps``: the widest carried of which a sentence that can be read alone says what they are, as many as there is room for.
    """

    n: int
    gaps: list[GapRecord]
    n_facts: int
    facts: list[UnstatedRecord]


class AloneOutletRecord(TypedDict):
    """An outlet, and how many claims it alone makes."""

    outlet: str
    n: int


class AloneGlanceRecord(TypedDict):
    """Claims of one outlet to which nothing elsewhere is near: how many, who has most, and what tells most that no other outlet names, one an outlet.

    Of a corpus of one outlet there is no elsewhere: ``n`` is 0 and ``outlets`` empty, and ``claims`` are the most central that it makes.
    """

    n: int
    outlets: list[AloneOutletRecord]
    claims: list[StatedRecord]


class GlanceRecord(TypedDict):
    """A comparison at a glance: headlines, what most state, figures that differ, what is disputed, what few leave out, what one alone says."""

    headlines: HeadlinesGlanceRecord
    supported: SupportedGlanceRecord
    figures: FiguresGlanceRecord
    disputed: DisputedGlanceRecord
    left_out: GapGlanceRecord
    alone: AloneGlanceRecord


def outlets_shown(record: Mapping[str, Any]) -> set[str]:
    """Return the outlets that a comparison shows: all, or those, and those of the groups, that were asked for.

    Parameters
    ----------
    record : mapping
        Record of a comparison.
    """
    asked = record["settings"].get("outlets")
    return {outlet for outlet, group in group_of(record).items() if not asked or group in asked}


def group_of(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the group of each outlet, by name; in a comparison without groups each is its own.

    Parameters
    ----------
    record : mapping
        Record of a comparison.
    """
    return {d["outlet"]: d.get("group", d["outlet"]) for d in record["corpus"]["documents"]}


def is_sole(record: Mapping[str, Any]) -> bool:
    """Whether a comparison is of one outlet alone: not of one that is shown by itself of several that were compared.

    Parameters
    ----------
    record : mapping
        Record of a comparison.
    """
    return (
        len({document["outlet"] for document in record["corpus"]["documents"]}) == 1
        and not record["settings"].get("outlets")
        and all(len(claim["outlets"]) == 1 for claim in record["claims"])
    )
