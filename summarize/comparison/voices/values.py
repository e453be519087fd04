"""What the view of voices is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .speakers import Speaker

#: Words from which a quotation is speech in its own right; shorter ones are listed apart as fragments.
MIN_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch of text within quotation marks. Spans are half-open and count code points of the document.

    Attributes
    ----------
    document : int
    content : tuple of (start, stop)
        The marks included.
    inner : tuple of (start, stop)
        Without the outer marks.
    cue, mention : tuple of (start, stop) or None
        The verb, or what does its work; the phrase that names the speaker there, such as "he".
    verb : str or None
        Base form of the cue.
    evidence : str
        ``"cue"``, ``"colon"``, ``"signature"``, ``"led"``, ``"continued"``, ``"elsewhere"`` (other documents name who said the same) or ``"none"``.
    speaker : Speaker or None
        None where nobody is named or a pronoun stays unresolved.
    n_words : int
    independent : bool
        False where an earlier copy of the same text prints it too.
    shared : int or None
        Index into `Voices.shared`.
    """

    document: int
    content: tuple[int, int]
    inner: tuple[int, int]
    cue: tuple[int, int] | None
    mention: tuple[int, int] | None
    verb: str | None
    evidence: str
    speaker: Speaker | None
    n_words: int
    independent: bool = True
    shared: int | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker in one outlet.

    Attributes
    ----------
    outlet : int
    speaker : Speaker or None
        None gathers what is given to nobody.
    quotes : tuple of Quote
        In the order of the corpus.
    fragments : tuple of Quote
        Shorter ones, which count in none of the numbers.
    n_words : int
        Words of `quotes`.
    share : float
        Of all quoted words of the outlet.
    independent : int
        `quotes`, those left out that an earlier copy of the same text prints.
    verbs : tuple of (verb, count)
        Most frequent first.
    position : tuple of (document, sentence, n_sentences)
        Where the speaker is quoted first, in the document where that comes earliest; sentences count from 1.
    """

    outlet: int
    speaker: Speaker | None
    quotes: tuple[Quote, ...]
    fragments: tuple[Quote, ...]
    n_words: int
    share: float
    independent: int
    verbs: tuple[tuple[str, int], ...]
    position: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class OutletVoices:
    """Quotation in one outlet.

    Attributes
    ----------
    outlet : int
    n_words, n_quoted, n_quotes, n_speakers : int
        Words of its documents, those within quotations, quotations, speakers with a name.
    independent, n_independent : int
        Quotations, and words of them, those of the same words in several of its articles once.
    unattributed : float or None
        Share of the quoted words that are given to nobody by name, but to "the judge" or to nobody; None where nothing is quoted.
    effective : float or None
        exp(H) of the quoted words over the named speakers: how many voices of equal length would be as mixed; None where
        no speaker is named.
    """

    outlet: int
    n_words: int
    n_quoted: int
    n_quotes: int
    n_speakers: int
    unattributed: float | None
    effective: float | None
    independent: int
    n_independent: int


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """One sentence of a quotation, as several documents or one print it.

    Attributes
    ----------
    printed : mapping of int to tuple of (document, stretches, words)
        For each outlet that prints it, where it prints most of it: the document, stretches of its text, and how many words these are.
    """

    printed: Mapping[int, tuple[int, tuple[tuple[int, int], ...], int]]


@dataclass(frozen=True, slots=True)
class SharedQuotation:
    """One quotation that several documents print.

    Attributes
    ----------
    quotes : tuple of Quote
        In the order of the corpus.
    longest : int
        The document that prints most of it.
    speaker : Speaker or None
        Whom most of them name.
    n_words : mapping of int to int
        Words that each outlet prints of it, at most in one document.
    independent : int
        Distinct texts that print it: copies count once, and so does an outlet.
    identical : bool
        Whether all print the same words.
    sentences : tuple of SharedSentence
        In the order of the document that prints most of it, and then of the others.
    """

    quotes: tuple[Quote, ...]
    longest: int
    speaker: Speaker | None
    n_words: Mapping[int, int]
    independent: int
    identical: bool
    sentences: tuple[SharedSentence, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Voices:
    """Who speaks, where, and how much of it is printed.

    Attributes
    ----------
    items : tuple of Voice
        By outlet, those with most quoted words first, what is given to nobody last.
    outlets : tuple of OutletVoices
        One an outlet.
    shared : tuple of SharedQuotation
        Those that most outlets print first.
    disputed : tuple of tuples of Quote
        The same words, given to different people by several documents.
    """

    items: tuple[Voice, ...]
    outlets: tuple[OutletVoices, ...]
    shared: tuple[SharedQuotation, ...]
    disputed: tuple[tuple[Quote, ...], ...] = ()
