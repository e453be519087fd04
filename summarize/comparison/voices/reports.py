"""Who reports what a sentence says, quoted or not: "police said", "according to the ministry"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from .cues import FrameReader
from .frames import Frame, tokens_of

if TYPE_CHECKING:
    from .lexicon import Lexicon

__all__ = ["Report", "reports_in"]

#: Tokens of the longest sentence that is read.
_LONGEST: Final = 400

#: Sentences whose reports are remembered.
_KNOWN: Final = 1 << 14


@dataclass(frozen=True, slots=True)
class Report:
    """A cue of reported speech. Spans are half-open and count code points of the document.

    Attributes
    ----------
    start, stop : int
        The verb, or the words that do its work.
    verb : str
        Its base form.
    speaker : tuple of (start, stop)
        The phrase that names the speaker.
    name : str
        Its last word before any apposition, case folded: whom two reports agree on.
    pronoun : bool
        Whether the phrase is one.
    """

    start: int
    stop: int
    verb: str
    speaker: tuple[int, int]
    name: str
    pronoun: bool


def reports_in(text: str, start: int, stop: int, lexicon: Lexicon) -> list[Report]:
    """Find the cues of a sentence that report what it says.

    Parameters
    ----------
    text : str
        The document.
    start, stop : int
        The sentence within it.
    lexicon : Lexicon

    Returns
    -------
    list of Report
        In order: finite verbs and words such as "according to"; verbs that quote only a few words ("dismissed as") and those that seldom report speech are none.

    Examples
    --------
    >>> from summarize.comparison.voices.lexicon import lexicon_of
    >>> text = "Six people died, police said, but the mayor denied it."
    >>> [(text[slice(*r.speaker)], r.verb) for r in reports_in(text, 0, len(text), lexicon_of("en"))]
    [('police', 'say'), ('the mayor', 'deny')]
    """
    return [
        replace(
            report,
            start=report.start + start,
            stop=report.stop + start,
            speaker=(report.speaker[0] + start, report.speaker[1] + start),
        )
        for report in _reports_of(text[start:stop], lexicon)
    ]


# Voices, aligned sentences and figures ask for those of one sentence in turn.
@lru_cache(maxsize=_KNOWN)
def _reports_of(text: str, lexicon: Lexicon) -> tuple[Report, ...]:
    """The same of a sentence by itself."""
    tokens = tokens_of(text, 0, len(text), (), 0, lexicon)[:_LONGEST]
    if not any(
        t.lower in lexicon.forms or t.lower in lexicon.following or t.lower in lexicon.according for t in tokens
    ):
        return ()
    reader = FrameReader(text, Frame(0, len(text), 0, tokens), (), lexicon)
    return tuple(
        Report(
            tokens[cue.first].start,
            tokens[cue.last - 1].stop,
            cue.verb,
            (tokens[cue.mention.first].start, tokens[cue.mention.core - 1].stop),
            tokens[cue.mention.core - 1].lower,
            cue.mention.kind == "pronoun",
        )
        for cue in reader.cues
        if cue.either_side
        and cue.mention is not None
        and cue.mention.antecedent is None
        and cue.verb not in lexicon.only_quoted
        and _is_finite(tokens[cue.first].lower, lexicon)
    )


def _is_finite(word: str, lexicon: Lexicon) -> bool:
    """Whether a cue is a verb with a subject of its own, or no verb at all."""
    form = lexicon.forms.get(word)
    return form is None or form.shape in ("finite", "past")
