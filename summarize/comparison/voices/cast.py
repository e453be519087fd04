"""The people whom a document names, whether they speak or not: where, in how many words, and whether he or she."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from .frames import is_month, lies_in, surnames_of
from .lexicon import HANGING, PARTICLES, plain
from .names import behind_office, named
from .spellings import SUFFIXES, are_one, key_of, surname_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from .lexicon import Lexicon
    from .names import Name

#: Words with a capital one after another, initials and small words of names between them. A full stop ends the run where the
#: word before it is no initial and no title.
_PARTICLE: Final = r"(?:(?:al|bin|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|van|von)[ \u00a0]){0,2}"
_CAPITAL: Final = (
    r"(?:[^\W\d_a-z]\.(?:-?[^\W\d_a-z]\.)*|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Sgt|Lt|Maj|Rev)\.?"
    r"|(?=[^\W\d_a-z])[^\W\d_](?:[^\W\d_]|['’\-](?!s\b)(?=[^\W\d_]))*)"
)
_RUN: Final = re.compile(rf"(?<![\w.@#-]){_CAPITAL}(?:[ \u00a0]{_PARTICLE}(?:{HANGING})?{_CAPITAL})*(?![\w-])")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")

#: Characters before a name in which the word before it stands.
_LONGEST_WORD: Final = 30

#: Characters behind a name within which a pronoun or an apposition tells of it.
_AHEAD: Final = 120
#: Words that take somebody up as a man, or as a woman.
PRONOUN: Final = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’)]*\s|\n")
_BESIDE: Final = re.compile(
    r",\s(?:\d{1,2},\s?)?(?:(?:who|whose)\b|(?:an?|the|his|her|their|[\w'’]+['’]s)\s[^.!?\n]{0,60})"
)
_AGE: Final = re.compile(r",\s\d{1,2},|\s\(\d{1,2}\)")
_BEFORE: Final = re.compile(r"([\w'’-]+),?[ \u00a0]\Z")
_OWNER: Final = re.compile(r"(?:\b(?:his|her|their|my|whose)|['’]s?)\s(?:[\w-]+\s){0,3}\Z", re.IGNORECASE)

#: What stands before a name that somebody is only called by, and behind one of whom nothing else tells that it is somebody.
_CALLED: Final = re.compile(r"\b(?:known as|nicknamed|dubbed|(?:nick)?name|moniker)[ \u00a0][\"“‘']?\Z")
_HEAD: Final = re.compile(r"(?:\n|[.!?][\"”’)]?\s)\Z")
_WITH_HIS: Final = re.compile(r" and (?:(his)|her)\b")

#: So many pronouns of one kind, and so many times those of the other, tell who a person is.
_VOTES, _RATIO = 2, 3


Counts = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Person:
    """One mention of somebody by name.

    Attributes
    ----------
    start, stop : int
        Of the run of words, titles included.
    words : tuple of str
        The names without titles.
    key : str
        The folded surname, by which mentions are held together.
    gender : str
        As a title, a noun beside the name or the first name tells: ``"m"``, ``"f"`` or empty.
    sure : bool
        Whether anything but the capitals says that it is somebody.
    passing : bool
        Whether he is named as somebody else's kin, and the surname alone is not his.
    """

    start: int
    stop: int
    words: tuple[str, ...]
    key: str
    gender: str
    sure: bool
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Somebody whom a pronoun may take up: named, or speaking, at `place`."""

    place: int
    name: Name
    gender: str

    def is_same(self, other: Antecedent) -> bool:
        """Whether two are one, by their names."""
        first, second = key_of(self.name.words), key_of(other.name.words)
        if self.name.kind != other.name.kind or self.name.kind != "name":
            return first == second
        return are_one(first, second)


class Cast:
    """The mentions of the people of one document, in order, and what is known of each.

    `everywhere` holds those of lines under pictures too, `unknown` the last words of what may be names of people, and nothing in the document tells so. `told` counts, by surname, what titles, nouns and first names tell of a person; `taken_up` counts the pronouns that do.
    """

    def __init__(
        self,
        mentions: Sequence[Person],
        told: Counts,
        taken_up: Counts,
        everywhere: Sequence[Person] = (),
        unknown: Set[str] = frozenset(),
    ) -> None:
        self.mentions = mentions
        self.unknown = unknown
        self.everywhere = everywhere
        self.starts = [mention.start for mention in mentions]
        # The first mention of each surname.
        self._first = {mention.key: mention for mention in reversed(mentions)}
        self.told = told
        self.taken_up = taken_up

    def between(self, start: int, stop: int) -> Sequence[Person]:
        """Mentions that begin in a stretch of the text."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, stop)]

    def knows(self, key: str) -> bool:
        """Whether somebody of a surname is named."""
        return key in self._first

    def gender(self, key: str) -> str:
        """Whether whom a surname means is he or she; empty where nothing tells, or the document has both.

        Where it stands alone before any full name, pronouns that take it up more often than anything else tells count first: of "President Trump"
        and Melania Trump, him.
        """
        told, taken_up = (votes.get(key, Counter[str]()) for votes in (self.told, self.taken_up))
        pronoun = clear(taken_up, _VOTES)
        alone = self.knows(key) and len(self._first[key].words) == 1
        return pronoun if not told or (alone and taken_up[pronoun] > told.total()) else clear(told)


def clear(votes: Counter[str], least: int = 1) -> str:
    """Return what most of the evidence says, empty where there is too little or it is divided.

    Examples
    --------
    >>> clear(Counter("fff")), clear(Counter("fffmm")), clear(Counter())
    ('f', '', '')
    """
    first, second = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] >= least and first[1] >= _RATIO * second[1] else ""


def first_name_gender(words: Sequence[str], lexicon: Lexicon) -> str:
    """Return what a first name tells, ``"m"``, ``"f"`` or empty; a surname alone tells nothing.

    Examples
    --------
    >>> from .lexicon import lexicon_of
    >>> [first_name_gender(w, lexicon_of("en")) for w in (("Uma", "Thurman"), ("Lai", "Mohammed"), ("Robert",))]
    ['f', '', '']
    """
    if len(words) < 2:
        return ""
    first = plain(words[0])
    return "f" if first in lexicon.women else "m" if first in lexicon.men else ""


def in_passing(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether a name is introduced as somebody else's kin: "her father, Robert Moss".

    Examples
    --------
    >>> from .lexicon import lexicon_of
    >>> text = "Her father, Robert Moss, was a farmer."
    >>> in_passing(text, text.find("Robert"), lexicon_of("en"))
    True
    """
    before = _BEFORE.search(text, max(start - 30, 0), start)
    if before is None or plain(before[1]) not in lexicon.kin:
        return False
    begin = before.start(1)
    return _OWNER.search(text, max(begin - 50, 0), begin) is not None


def _called_by_a_title(text: str, lexicon: Lexicon) -> set[str]:
    """Titles that are somebody's name: a text has them again and again without an article before and a name behind them, "Prince"."""
    found = set()
    for word in (title.capitalize() for title in lexicon.surnames if lexicon.language == "en"):
        if text.count(word) > 1:
            alone = re.findall(rf"[a-z,] {word}(?:['’]s?)?(?=[ ,.;:]+[a-z])", text)
            titled = re.search(rf"\b(?:{word} [A-Z]|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Oo]ur) {word}\b)", text)
            if len(alone) > 1 and titled is None:
                found.add(word)
    return found


def cast_of(
    text: str,
    quoted: Sequence[tuple[int, int]],
    speakers: Iterable[str],
    lexicon: Lexicon,
    asides: Sequence[tuple[int, int]] = (),
) -> Cast:
    """Find the people whom a text names outside its quotations.

    Parameters
    ----------
    text : str
    quoted : sequence of (start, stop)
        Its outermost quotations, in order.
    speakers : iterable of str
        Folded surnames of those who speak in it, who are people.
    lexicon : Lexicon
    asides : sequence of (start, stop)
        Lines that stand under a picture, in order: they tell who somebody is, and no pronoun takes up whom they name.

    Returns
    -------
    Cast

    Notes
    -----
    O(n_characters).
    """
    runs: list[Person] = []
    titles = _called_by_a_title(text, lexicon)
    for match in _RUN.finditer(text):
        if lies_in(match.start(), quoted):
            continue
        person = _person(text, match.start(), match.end(), lexicon)
        if person is None and (word := _POSSESSIVE.sub("", match.group())) in titles:
            person = Person(match.start(), match.end(), (word,), plain(word), "", sure=True)
        if person is not None:
            runs.append(person)
    # Who is named in full is somebody where his last word stands alone elsewhere; of "Sioux Falls" it does not.
    alone = {p.key for p in runs if len(p.words) == 1}
    full = [p for p in runs if len(p.words) > 1 and (p.key in alone or _says(text, p, lexicon))]
    known = {*speakers, *(p.key for p in runs if p.sure), *(p.key for p in full)}
    mentions = [p if p.sure else replace(p, sure=True) for p in runs if p.key in known]
    inside = [p for p in mentions if not lies_in(p.start, asides)]
    return Cast(inside, *_genders(text, mentions), mentions, frozenset(p.key for p in runs) - known)


def _person(text: str, start: int, stop: int, lexicon: Lexicon) -> Person | None:
    run = text[start:stop].split()
    if not text[start:stop].isascii():
        # Beyond ASCII a letter does not tell its case to an expression: "Sarkozy řekl".
        run = list(takewhile(lambda word: word[0].isupper() or word.casefold() in PARTICLES, run))
        if not run:
            return None
        stop = start + len(" ".join(run))
    run[-1] = _POSSESSIVE.sub("", run[-1])
    ahead = text[max(start - 30, 0) : start].split() if text.endswith(" of ", 0, start) else []
    words = tuple(word for word in named(behind_office(run, ahead, lexicon), lexicon) if word)
    if not words or len(words) > 4 or plain(words[-1]) in lexicon.groups:
        return None
    if len(words) > 1 and plain(words[0]) in lexicon.places:
        return None
    if plain(words[-1]) in lexicon.times and not (len(words) > 1 and plain(words[-2]) in lexicon.first_names):
        ahead = run[:-1] or text[max(start - _LONGEST_WORD, 0) : start].split()
        if words[-1] not in surnames_of(text, lexicon) or is_month(
            ahead[-1] if ahead else "", text[stop + 1 : stop + 2]
        ):
            return None
    shouted = any(
        word.isupper() and len(plain(word).replace(".", "")) > 2 and plain(word) not in SUFFIXES for word in words
    )
    if shouted or any(plain(word) in lexicon.articles for word in words):
        return None
    if _CALLED.search(text, max(start - 30, 0), start):
        return None
    before = _BEFORE.search(text, max(start - 30, 0), start)
    beside = [lexicon.office(plain(word)) for word in [*run[: len(run) - len(words)], *([before[1]] if before else [])]]
    if "the" in beside[-1:]:
        return None
    after = _BESIDE.match(text, stop)
    nouns = beside + ([plain(w) for w in re.findall(r"[\w-]+", after.group())] if after and len(words) > 1 else [])
    women, men = lexicon.female | lexicon.kin_women, lexicon.male | lexicon.kin_men
    gender = next(("f" if noun in women else "m" for noun in nouns if noun in women | men), "")
    with_his = _WITH_HIS.match(text, stop) if _HEAD.search(text, max(start - 3, 0), start) or not start else None
    if not gender and with_his is not None:
        gender = "m" if with_his[1] else "f"
    by_name = first_name_gender(words, lexicon)
    titled = any(noun in lexicon.offices or noun in lexicon.kin for noun in beside)
    described = len(words) > 1 and (after is not None or _AGE.match(text, stop) is not None)
    human = described and ("who" in nouns or "whose" in nouns or not lexicon.people.isdisjoint(nouns))
    sure = bool(by_name or titled or human or with_his or (described and _AGE.match(text, stop)))
    return Person(
        start,
        stop,
        words,
        surname_of(key_of(words)),
        by_name or gender,
        sure,
        len(words) > 1 and in_passing(text, start, lexicon),
    )


def _says(text: str, person: Person, lexicon: Lexicon) -> bool:
    """Whether a verb of speech follows a name at once."""
    following = text[person.stop : person.stop + 30].split(maxsplit=2)
    form = lexicon.forms.get(following[0].casefold()) if following else None
    return form is not None and form.either_side and form.shape in ("finite", "past")


def _genders(text: str, mentions: Sequence[Person]) -> tuple[Counts, Counts]:
    """What titles and first names tell of each surname, and what the pronouns of the same sentence do."""
    told: Counts = {}
    taken_up: Counts = {}
    for k, mention in enumerate(mentions):
        if mention.passing:
            continue
        if mention.gender:
            told.setdefault(mention.key, Counter())[mention.gender] += 1
        limit = min(mention.stop + _AHEAD, mentions[k + 1].start if k + 1 < len(mentions) else len(text))
        end = _SENTENCE_END.search(text, mention.stop, limit)
        pronoun = PRONOUN.search(text, mention.stop, end.start() if end else limit)
        if pronoun is not None:
            taken_up.setdefault(mention.key, Counter())["m" if pronoun[1] else "f"] += 1
    return told, taken_up
