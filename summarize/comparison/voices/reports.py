"""Who reports what a sentence says, quoted or not: "police said", "according to the ministry"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from .frames import tokens_of
from .lexicon import plain
from .names import parse_name
from .verbs import find_cues

if TYPE_CHECKING:
    from .frames import Token
    from .lexicon import Lexicon
    from .names import Name
    from .phrases import Mention
    from .verbs import Cue

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
        for report in (_judgments_of if judging else _reports_of)(text[start:stop], lexicon)
    ]


# Voices, aligned sentences and figures ask for those of one sentence in turn, and some for the verbs that judge too.
@lru_cache(maxsize=_KNOWN)
def _cues_of(text: str, lexicon: Lexicon) -> tuple[tuple[Token, ...], tuple[Cue, ...]]:
    """The tokens of a sentence, and the cues among them."""
    tokens = tokens_of(text, 0, len(text), (), 0, lexicon)[:_LONGEST]
    if not any(
        t.lower in lexicon.forms or t.lower in lexicon.following or t.lower in lexicon.according for t in tokens
    ):
        return (), ()
    return tokens, tuple(find_cues(tokens, lexicon))


@lru_cache(maxsize=_KNOWN)
def _reports_of(text: str, lexicon: Lexicon) -> tuple[Report, ...]:
    """The same of a sentence by itself."""
    tokens, cues = _cues_of(text, lexicon)
    return tuple(
        _report(cue, cue.mention, tokens)
        for cue in cues
        if cue.either_side
        and cue.mention is not None
        and cue.mention.antecedent is None
        and cue.verb not in lexicon.only_quoted
        and not _adds_a_thing(cue, tokens, lexicon)
        and _is_finite(tokens[cue.first].lower, lexicon)
    )


@lru_cache(maxsize=_KNOWN)
def _judgments_of(text: str, lexicon: Lexicon) -> tuple[Report, ...]:
    """The verbs of a sentence that judge, where the one who does begins it."""
    tokens, cues = _cues_of(text, lexicon)
    return tuple(
        _report(cue, cue.mention, tokens)
        for cue in cues
        if not cue.either_side
        and not cue.dependent
        and cue.mention is not None
        and cue.mention.first == 0
        and cue.mention.antecedent is None
        and cue.mention.last <= cue.first <= cue.mention.last + 1
        and lexicon.forms[tokens[cue.first].lower].shape in ("finite", "past")
    )


def _report(cue: Cue, mention: Mention, tokens: tuple[Token, ...]) -> Report:
    named = tokens[mention.core - 1]
    return Report(
        tokens[cue.first].start,
        tokens[cue.last - 1].stop,
        cue.verb,
        (_first_word(mention, tokens).start, named.stop),
        named.lower,
        mention.kind == "pronoun",
    )


def _first_word(mention: Mention, tokens: tuple[Token, ...]) -> Token:
    """The first word of whom a cue names; "At 10 a.m. police said" names the police."""
    first = mention.first
    while first + 1 < mention.core and tokens[first].lower.replace(".", "") in _HALVES:
        first += 1
    return tokens[first]


def _adds_a_thing(cue: Cue, tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether somebody adds no words but a thing: "Moss added a 10-yard run"."""
    if cue.verb != "add" or cue.mention is None or cue.mention.first >= cue.first or cue.last >= len(tokens):
        return False
    following = tokens[cue.last]
    return following.lower in lexicon.articles or following.text[:1].isdigit()


def _is_finite(word: str, lexicon: Lexicon) -> bool:
    """Whether a cue is a verb with a subject of its own, or no verb at all."""
    form = lexicon.forms.get(word)
    return form is None or form.shape in ("finite", "past")


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
    ends = lexicon.joints | lexicon.openers
    head = next((words[k - 1] for k, word in enumerate(words) if k and word in ends), words[-1])
    if name.kind == "name":
        return not (len(words) == 1 and words[0] in _NO_NAME)
    return head not in _NOBODY and not any("-year-old" in word for word in words)


def role_at_head(text: str, start: int, report: Report, lexicon: Lexicon) -> Name | None:
    """Return the one by office with whom a sentence begins, and by whom it is said: "A ministry spokesman said that ..."; "the senator" has a name.

    Parameters
    ----------
    text : str
        The document.
    start : int
        Where the sentence begins.
    report : Report
    lexicon : Lexicon

    Returns
    -------
    Name or None
        None where a name, or nobody by office, begins it.
    """
    begin, stop = report.speaker
    words = text[begin:stop].split()
    if begin != start or text[stop] == "," or not any(plain(word) in lexicon.offices for word in words):
        return None
    if plain(words[0]) in lexicon.definite:
        return None
    name = parse_name(text[begin:stop], lexicon)
    return name if name is not None and name.kind == "role" else None
