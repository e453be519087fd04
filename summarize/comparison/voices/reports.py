"""Who reports what a sentence says, quoted or not: "police said", "according to the ministry"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from .frames import surnames_of, tokens_of
from .lexicon import head_stop
from .names import parse_name
from .verbs import CueFinder

if TYPE_CHECKING:
    from .lexicon import Lexicon

#: People of whom it is not said who they are, and words that are no name though a capital makes one of them.
_NOBODY: Final = frozenset(
    ("man", "men", "woman", "women", "boy", "boys", "girl", "girls", "child", "children", "people", "person", "crowd")
)
_NO_NAME: Final = frozenset(
    ("nothing", "something", "everything", "preliminary", "earlier", "later", "others", "some", "many", "most")
)

#: Halves of the day, which stand before a subject without a comma.
_HALVES: Final = frozenset(("am", "pm"))

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


def reports_in(text: str, start: int, stop: int, lexicon: Lexicon, *, judging: bool = False) -> list[Report]:
    """Find the cues of a sentence that report what it says.

    Parameters
    ----------
    text : str
        The document.
    start, stop : int
        The sentence within it.
    lexicon : Lexicon
    judging : bool
        Take the verbs that judge instead, whose subject begins the sentence: "Moss condemned the attack".

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
        for report, judges in _reports_of(text[start:stop], surnames_of(text, lexicon), lexicon)
        if judges == judging
    ]


# Voices, aligned sentences and figures ask for those of one sentence in turn, and some for the verbs that judge too.
@lru_cache(maxsize=_KNOWN)
def _reports_of(text: str, surnames: frozenset[str], lexicon: Lexicon) -> tuple[tuple[Report, bool], ...]:
    """The same of a sentence by itself, and whether each only judges."""
    tokens = tokens_of(text, 0, len(text), (), 0, lexicon, surnames)[:_LONGEST]
    telling = lexicon.forms.keys() | lexicon.following | lexicon.according.keys()
    if telling.isdisjoint(token.lower for token in tokens):
        return ()
    found = []
    for cue in CueFinder(tokens, lexicon).cues():
        mention, form = cue.mention, lexicon.forms.get(tokens[cue.first].lower)
        if (
            mention is None
            or cue.supposed
            or mention.antecedent is not None
            or (form and form.shape not in ("finite", "past"))
        ):
            continue
        judges = not cue.either_side
        if judges and (cue.dependent or mention.first or not mention.last <= cue.first <= mention.last + 1):
            continue
        behind = tokens[cue.last] if cue.last < len(tokens) and mention.first < cue.first else None
        counted = behind is not None and (behind.lower in lexicon.articles or behind.text[:1].isdigit())
        # "Moss added a 10-yard run"
        if (cue.verb in lexicon.only_quoted and not judges) or (cue.verb == "add" and counted):
            continue
        first = mention.first
        while first + 1 < mention.core and tokens[first].lower.replace(".", "") in _HALVES:
            # "At 10 a.m. police said" names the police.
            first += 1
        named = tokens[mention.core - 1]
        place = (tokens[cue.first].start, tokens[cue.last - 1].stop)
        report = Report(*place, cue.verb, (tokens[first].start, named.stop), named.lower, mention.kind == "pronoun")
        found.append((report, judges))
    return tuple(found)


def is_source(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a phrase names somebody, an office, a body or a text, to whom a reader can go back: no pronoun, and not "the man".

    Parameters
    ----------
    phrase : str
        Without what stands in apposition.
    lexicon : Lexicon

    Examples
    --------
    >>> from summarize.comparison.voices.lexicon import lexicon_of
    >>> [is_source(phrase, lexicon_of("en")) for phrase in ("police", "the ministry", "Jane Roe", "a witness", "the man", "The leak", "She")]
    [True, True, True, True, False, False, False]
    """
    name = parse_name(phrase, lexicon)
    if name is None or phrase.casefold() in lexicon.pronouns:
        return False
    words = [word.casefold() for word in name.words]
    head = words[head_stop(words, lexicon) - 1]
    if name.kind == "name":
        return not (len(words) == 1 and words[0] in _NO_NAME)
    return head not in _NOBODY and not any("-year-old" in word for word in words)
