"""What the view of aligned sentences is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["equal", "replace", "delete", "insert"]


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a word diff: what stands in the first sentence, and in its place in the second.

    Attributes
    ----------
    kind : str
        ``"equal"``, ``"replace"``, ``"delete"`` (only in the first) or ``"insert"`` (only in the second).
    first, second : tuple of (start, stop)
        Code points of each document, half-open, from the first word of the stretch to its last; empty where there is none.
    marks : tuple of str
        Of what differs: ``"number"``, ``"name"``, ``"negation"``, ``"reporting"``.
    first_telling, second_telling : tuple of (start, stop)
        The words that have those marks, in order.
    """

    kind: Kind
    first: tuple[int, int]
    second: tuple[int, int]
    marks: tuple[str, ...] = ()
    first_telling: tuple[tuple[int, int], ...] = ()
    second_telling: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two sentences of different outlets, each the other's nearest.

    Attributes
    ----------
    first, second : int
        Sentences, the one of the earlier document first.
    cosine, margin, probability : float
        Similarity of meaning; ratio margin of meaning and words; how probable it is that they state the same fact.
    first_copies, second_copies : tuple of int
        The same sentence in copies of its document.
    changes : tuple of Change
        The word diff, in order; a single ``"equal"`` where the words are the same.
    same_text : bool
        Whether the two documents are versions of one text.
    """

    first: int
    second: int
    cosine: float
    margin: float
    probability: float
    first_copies: tuple[int, ...]
    second_copies: tuple[int, ...]
    changes: tuple[Change, ...]
    same_text: bool


@dataclass(frozen=True, eq=False, slots=True)
class Alignments:
    """The aligned sentences of a story, in the order of the corpus.

    Attributes
    ----------
    items : tuple of Alignment
    n_left_out : int
        Less probable pairs of a very large corpus that are not among them.
    """

    items: tuple[Alignment, ...]
    n_left_out: int = 0


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A row of two outlets side by side: a sentence of each, or of one alone.

    Attributes
    ----------
    first, second : int or None
    cosine, margin, probability : float or None
        None where a sentence stands alone, and the last two where it is not by their words that two stand side by side.
    changes : tuple of Change
    perhaps : bool
        Whether the two only perhaps state the same.
    """

    first: int | None
    second: int | None
    cosine: float | None = None
    margin: float | None = None
    probability: float | None = None
    changes: tuple[Change, ...] = ()
    perhaps: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Columns:
    """Two outlets side by side, in the order of the first one's articles.

    Attributes
    ----------
    outlets : tuple of int
    rows : tuple of ColumnRow
    """

    outlets: tuple[int, int]
    rows: tuple[ColumnRow, ...]
