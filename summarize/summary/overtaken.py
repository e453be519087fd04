"""Sentences that events have overtaken: "A rescue operation is under way", when a later article tells how it ended; "84 people died", when one counts 85."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, Final

import numpy as np

from ..blocks import row_blocks
from ..calendars import weekdays_of
from ..dates import instant_of
from ..evidence import intervals_in
from ..quotations import unquoted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus

#: Seconds between two publications from which the later one knows more; half a day.
_LATER: Final = 12 * 3600.0

#: Cosine from which a later sentence is about what was pending.
_ABOUT: Final = 0.5

#: Cosine from which a later sentence that counts the dead counts those of the same event.
_SAME_EVENT: Final = 0.4

#: Place in the later article up to which a sentence tells its news.
_HEAD: Final = 3

#: How a reporter says that something is not over, or has yet to begin. A plain "will" or "is searching" is no such word: rockets *will
#: lift* satellites, and whoever *is searching* for a flat may go on doing so.
_PENDING: Final = re.compile(
    r"\b(?:is|are|remains?) (?:still |now |all |already |currently )*"
    r"(?:under ?way|ongoing|set to|ready to|poised to|about to|preparing (?:to|for)|hopeful|missing|trapped|feared to|working (?:a?round) the clock|(?:trying|racing|hoping) to)\b"
    r"|\b(?:has|have) been (?:searching|trying|looking|digging|racing|struggling|battling|waiting|hunting|trapped|missing|stranded)\b"
    r"|\b(?:still (?:searching|looking|waiting|hunting)|(?:as|at the time) of writing|race (?:against time|to reach|to save))\b"
    r"|\b(?:has|have) (?:still )?(?:not yet been|yet to)\b"
    r"|\b(?:is|are) (?:nearing|approaching) (?:its|their)\b",
    re.IGNORECASE,
)

#: What looks forward to a day that it names, in English: "is expected to end on Friday", "will resume next week". A day that somebody named before is not meant.
_AHEAD: Final = re.compile(
    r"\b(?:will|(?:is|are) (?:[a-z]+ )?(?:due|expected|scheduled|set|slated) (?:to|for)|plans? to)\b(?:(?!\b(?:said|says|told|announced|added|warned)\b)[^.;“”\"]){0,90}?"
    r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    re.IGNORECASE,
)

#: "Tomorrow", in the languages in which the word says nothing else, and the days after which it is over. What is quoted does not count.
_TOMORROW: Final = {
    language: re.compile(rf"\b(?:{word})\b", re.IGNORECASE)
    for language, word in {
        "cs": "zítra|zítřejší", "da": "i morgen", "en": "tomorrow(?:['’]s)?", "fr": "demain", "it": "domani", "pl": "jutro",
        "pt": "amanhã", "ru": "завтра", "sv": "i morgon", "uk": "завтра",
    }.items()
}  # fmt: skip

_DAY: Final = 24 * 3600.0

#: What holds at the hour of writing by its own words; half a day later it does no more, whatever has become of it.
_AS_WRITTEN: Final = re.compile(
    r"\b(?:as of|at the time of) (?:this )?(?:writing|publication|press time)\b|\bat press time\b|\bby now\b|\bstill (?:ongoing|under ?way)\b"
    r"|\b(?:has|have) (?:so|thus) far\b|\b(?:so|thus) far (?:has|have)\b|\b(?:unfolding|developing|evolving) situation\b"
    r"|\b(?:is|are) (?:currently |now )(?:trading|valued|priced|worth|changing hands)\b",
    re.IGNORECASE,
)

#: How many have died, of all: "84 people were killed", "killing at least four", "the death toll rose to 85". What "at least" leaves open is no other figure.
_NUMBER: Final = (
    r"(\d{1,3}(?:,\d{3})+|\d+|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
_DEAD: Final = re.compile(
    rf"\b{_NUMBER} (?:people |civilians |others |men and women |victims )?(?:(?:were|are|was|have been|had been|has been) )?(?:killed|dead|died|have died|had died)\b"
    rf"|\b(?:killing|killed) (?:at least |more than |nearly |about |some |around |over )?{_NUMBER}\b"
    rf"|\bdeath toll\b[^.;]{{0,200}}?\b(?:to|at|of|was|is|stands at) (?:at least |more than |nearly )?{_NUMBER}\b",
    re.IGNORECASE,
)

#: Share of the later toll from which an earlier one is of the same dead, and not of some of them.
_SAME_TOLL: Final = 0.5


def deaths_in(text: str) -> list[float]:
    """Return how many have died by an English sentence, each number once.

    Examples
    --------
    >>> deaths_in("Eighty-four people were killed in the harbour."), deaths_in("The death toll, which was feared to be higher, rose to 85.")
    ([84.0], [85.0])
    >>> deaths_in("The storm killed off the hopes of ten sailors.")
    []
    """
    values: dict[float, None] = {}
    for match in _DEAD.finditer(text):
        written = next(group for group in match.groups() if group)
        for value, _, _ in intervals_in(written):
            values[value] = None
    return list(values)


def is_pending(text: str) -> bool:
    """Whether a reporter says of something that it is not over or has yet to begin, in English; what is quoted does not count.

    Examples
    --------
    >>> is_pending("A rescue operation is under way in Hebei."), is_pending("London is preparing for the Tour.")
    (True, True)
    >>> is_pending("The boy was found dead."), is_pending("“The search is under way,” the mayor said on Monday.")
    (False, False)
    """
    return unquoted(_PENDING, text) is not None


def due_day(text: str, language: str | None, published: str | None) -> float | None:
    """Return the end of the day to which a sentence looks forward, in seconds since 1970; None where it names none, or somebody is quoted with it.

    Parameters
    ----------
    text : str
    language : str or None
        ISO 639-1 code; None is taken for English.
    published : str or None
        When its article was, in ISO 8601; None where that is not known.

    Examples
    --------
    >>> friday = due_day("The talks are expected to end on Friday.", "en", "2007-12-12")
    >>> friday == instant_of("2007-12-15"), due_day("L'étape de demain sera longue.", "fr", "2007-12-12") == instant_of("2007-12-14")
    (True, True)
    >>> due_day("The talks ended on Friday.", "en", "2007-12-12"), due_day("“We will go on tomorrow,” she said.", "en", "2007-12-12")
    (None, None)
    """
    language = language or "en"
    tomorrow = _TOMORROW.get(language)
    day = instant_of(published and published[:10])
    if day is None:
        return None
    if tomorrow is not None and unquoted(tomorrow, text) is not None:
        return day + 2 * _DAY
    ahead = unquoted(_AHEAD, text) if language == "en" else None
    if ahead is None:
        return None
    # The first of January 1970 was a Thursday.
    today = (int(day // _DAY) + 3) % 7
    return day + ((weekdays_of("en")[f"{ahead[1]}day".casefold()] - today) % 7 + 1) * _DAY


def overtaken(
    corpus: Corpus,
    vectors: NDArray[np.float32],
    text_group: NDArray[np.intp],
    among: NDArray[np.bool_],
    opposed: NDArray[np.intp] | None = None,
) -> NDArray[np.bool_]:
    """Mark the sentences that say of something that it is pending, or give a figure for it, where a later article tells what became of it.

    That is, where another text that was published half a day later or more has at its head a sentence near to it that is not pending, or counts more dead there, or gives a
    figure that excludes this one's. "At least four" is overtaken by a higher count that is not half a day older too: it said itself that there might be more.
    What holds "as of writing" by its own words is overtaken by any such text, and what looks forward to a day that it names by any that came after that day and
    has anything near to it.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    vectors : ndarray of shape (n_sentences, n_dims)
        Unit rows.
    text_group : ndarray of shape (n_sentences,)
        Independent text of each sentence.
    among : ndarray of bool, shape (n_sentences,)
        Sentences to tell of.
    opposed : ndarray of shape (n_pairs, 2), optional
        Sentences that give figures which exclude each other.

    Returns
    -------
    ndarray of bool, shape (n_sentences,)

    Notes
    -----
    O(n_asked * n_sentences * n_dims) time, n_asked of what is pending, dated by its own words or counts the dead, in blocks of a constant size (`summarize.blocks`).
    """
    found = np.zeros(len(vectors), dtype=bool)
    when = np.array([instant_of(document.published) or np.nan for document in corpus.documents])[corpus.document_of]
    if opposed is not None:
        later = when[opposed[:, 0]] - when[opposed[:, 1]]
        found[opposed[later <= -_LATER, 0]] = True
        found[opposed[later >= _LATER, 1]] = True
        found &= among
    texts, documents = corpus.texts, [corpus.documents[k] for k in corpus.document_of.tolist()]
    asked = np.flatnonzero(among).tolist()
    written = {i for i in asked if unquoted(_AS_WRITTEN, texts[i]) is not None}
    dead = {i: counted for i in asked if (counted := deaths_in(texts[i]))}
    open_ended = {
        i for i, counted in dead.items() if any(v in counted and high == inf for v, _, high in intervals_in(texts[i]))
    }
    due = {
        i: day for i in asked if (day := due_day(texts[i], documents[i].language, documents[i].published)) is not None
    }
    pending = {i for i in asked if is_pending(texts[i])}
    rows = np.array(sorted(written | pending | dead.keys() | due.keys()), dtype=np.intp)
    told: dict[int, bool] = {}
    for block in row_blocks(len(rows), 8 * len(vectors)):
        own = rows[block]
        cosines = np.round(vectors[own] @ vectors.T, 6)
        ahead = when[None, :] - when[own, None]
        others = text_group[None, :] != text_group[own, None]
        at_head = others & (corpus.position_of[None, :] <= _HEAD)
        after, heads, counting = others & (ahead >= _LATER), at_head & (ahead >= _LATER), at_head & (ahead > -_LATER)
        for i, near, later, head, beside in zip(own.tolist(), cosines, after, heads, counting, strict=True):
            if i in written:
                found[i] |= bool((later & (near >= _ABOUT)).any())
            if i in due:
                found[i] |= bool((later & (when >= due[i]) & (near >= _ABOUT)).any())
            if i in dead:
                telling = (beside if i in open_ended else head) & (near >= _SAME_EVENT)
                counts = (deaths_in(texts[j]) for j in np.flatnonzero(telling).tolist())
                found[i] |= any(_SAME_TOLL * new <= old < new for news in counts for new in news for old in dead[i])
            if i in pending:
                heard = np.flatnonzero(head & (near >= _ABOUT)).tolist()
                found[i] |= any(not told.setdefault(j, is_pending(texts[j])) for j in heard)
    return found
