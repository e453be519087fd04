"""Which mentions are one speaker: pronouns, bare surnames, titles, spellings; within a document and across outlets.

Two people of one surname are never joined without evidence: a bare surname is the person of that surname whom the document
has introduced by a full name, if there is one only. A document that introduces nobody means the one whom everybody knows: the
person of that surname who is named in full far more often than all others together.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...timing import followed, portions
from .cast import clear, first_name_gender
from .descriptions import names_for_descriptions
from .introduced import SURNAME, introductions
from .lexicon import lexicon_of, plain
from .names import SUFFIXES, Name, key_of, same_person, surname_of
from .resolution import Resolver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .cues import Attribution
    from .lexicon import Lexicon

#: How many times more often than all others of his surname one is named whom everybody knows.
_FAR_MORE: Final = 4

#: Titles that say no more than that it is somebody.
_FORMS_OF_ADDRESS: Final = frozenset(("mr", "mrs", "ms", "miss", "dr"))

#: Letters of the longest abbreviation.
_LONGEST_LETTERS: Final = 6

#: Seconds that the passes took of 100,000 sentences: who is named where, who each speaker is, who else bears such a surname.
_SECONDS: Final = (7.0, 2.0, 3.0)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted.

    Attributes
    ----------
    name : str
        The fullest name, or the phrase.
    kind : str
        ``"name"``, ``"group"`` or ``"role"``; see `Name`.
    """

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Source:
    """What of a document tells who speaks in it.

    Attributes
    ----------
    title, text : str
    quoted, sentences : sequence of (start, stop)
        Its outermost quotations and its sentences, in order.
    asides : sequence of (start, stop)
        Its lines under pictures and of the page, in order.
    """

    title: str
    text: str
    quoted: Sequence[tuple[int, int]]
    sentences: Sequence[tuple[int, int]]
    asides: Sequence[tuple[int, int]]


def resolve_speakers(
    documents: Sequence[Source],
    attributions: Sequence[Sequence[Attribution]],
    lexicons: Sequence[Lexicon],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[list[Speaker | None]]:
    """Say who speaks each quotation.

    Parameters
    ----------
    documents : sequence of Source
        In order.
    attributions : sequence of sequences of Attribution
        Of each document.
    lexicons : sequence of Lexicon
        Of each document's language.
    progress : callable, optional
        Called with the number of documents that the work done comes to, and of all.

    Returns
    -------
    list of lists of Speaker or None
        None where nobody is named, or a pronoun stays unresolved.

    Notes
    -----
    O(n_characters) for each bare surname, and O(persons of one surname or first name squared) to join spellings.
    """
    with portions(progress, len(documents), *_SECONDS) as (reading, naming, searching):
        each = list(zip(documents, attributions, lexicons, strict=True))
        resolvers = [
            Resolver(own.title, own.text, own.quoted, own.sentences, own.asides, said, lexicon)
            for own, said, lexicon in followed(each, reading)
        ]
        named = names_for_descriptions(resolvers, attributions, lexicons, _named(resolvers, naming))
        people = _people_of(documents, named, lexicons, searching)
    phrases = Counter((*_phrase_key(name), name.text) for names in named for name in names if name is not None)
    display: dict[tuple[str, str], str] = {}
    for (kind, key, text), _ in sorted(phrases.items(), key=lambda item: (-item[1], item[0])):
        display.setdefault((kind, key), text)
    speakers = [[_speaker(name, people, display) for name in names] for names in named]
    whole = _spelt_out(documents, {speaker for own in speakers for speaker in own if speaker is not None})
    return [[speaker and whole.get(speaker, speaker) for speaker in own] for own in speakers]


def _named(resolvers: Sequence[Resolver], progress: Callable[[int, int], None] | None) -> list[list[Name | None]]:
    """Who is named as the speaker of each quotation, of each document."""
    told: dict[str, Counter[str]] = {}
    for resolver in resolvers:
        for key, votes in resolver.cast.told.items():
            told.setdefault(key, Counter()).update(votes)
    genders = {key: gender for key, votes in told.items() if (gender := clear(votes))}
    return [resolver.names(genders) for resolver in followed(resolvers, progress)]


def _people_of(
    documents: Sequence[Source],
    named: Sequence[Sequence[Name | None]],
    lexicons: Sequence[Lexicon],
    progress: Callable[[int, int], None] | None,
) -> _People:
    """The persons who are named as speakers, and those of their surnames who are named besides."""
    people = _People({short: names for lexicon in lexicons for short, names in lexicon.nicknames.items()})
    for names in named:
        for name in names:
            if name is not None and name.kind == "name":
                people.add(name.words)
    bare = {
        name.words[-1]
        for names in named
        for name in names
        if name is not None and name.kind == "name" and len(key_of(name.words)) == 1
    }
    # Such a surname stands in a text only as one of its words; others are looked for one by one.
    plain_ones = {surname for surname in bare if SURNAME.fullmatch(surname)}
    odd_ones = bare - plain_ones
    for own, lexicon in followed(list(zip(documents, lexicons, strict=True)), progress):
        text = f"{own.title}\n{own.text}"
        held = plain_ones.intersection(SURNAME.findall(text)) | {s for s in odd_ones if s in text}
        for surname in sorted(held):
            people.know(surname, (names for _, names in introductions(own.title, own.text, surname, lexicon)))
    people.join(_one_with_suffix(documents, people.spellings))
    return people


def _one_with_suffix(
    documents: Sequence[Source], spellings: Mapping[tuple[str, ...], Counter[str]]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Names with "Jr." that are the same without it: no document writes both, or has a surname with the suffix alone or with an office of its own."""
    found = {}
    for key in sorted(spellings):
        bare = tuple(word for word in key if word not in SUFFIXES)
        if bare == key or len(bare) < 2 or bare not in spellings:
            continue
        words = next(iter(spellings[bare])).split()
        first, surname = words[0], words[-1]
        suffix = rf"(?:,?[ \u00a0](?:{'|'.join(SUFFIXES)})\b)"
        name = re.compile(
            rf"(?:\b(?P<office>(?!{re.escape(first)}\b)[\w-]+)[ \u00a0])?(?P<first>\b{re.escape(first)}[ \u00a0](?:\w+\.?[ \u00a0]){{0,2}})?"
            rf"\b{re.escape(surname)}\b(?P<suffix>{suffix})?",
            re.IGNORECASE,
        )
        if not any(_has_both(own.text, surname, name) for own in documents):
            found[key] = bare
    return found


def _has_both(text: str, surname: str, name: re.Pattern[str]) -> bool:
    """Whether a document tells a father from his son: by the suffix, or by an office that one of them alone has."""
    if surname not in text and surname.upper() not in text:
        return False
    offices = lexicon_of("en").offices - _FORMS_OF_ADDRESS
    named = [(m["first"] is not None, m["suffix"] is not None, plain(m["office"] or "")) for m in name.finditer(text)]
    if not any(with_suffix for _, with_suffix, _ in named):
        return False
    whole = {with_suffix for with_first, with_suffix, _ in named if with_first}
    alone = any(with_suffix and not with_first for with_first, with_suffix, _ in named)
    his = {office for _, with_suffix, office in named if with_suffix}
    other = {office for _, with_suffix, office in named if not with_suffix and office in offices}
    return len(whole) > 1 or alone or bool(other - his)


def _spelt_out(documents: Sequence[Source], speakers: Iterable[Speaker]) -> dict[Speaker, Speaker]:
    """Letters and the body that they stand for, where both are quoted: "AP" and "Associated Press".

    One body alone has to be called so; of "Joint Chiefs" a document has to have the words for all letters of "JCS".
    """
    every = sorted({speaker for speaker in speakers if speaker.kind != "role"}, key=lambda speaker: speaker.name)
    first_names = lexicon_of("en").first_names
    of_letters: dict[str, list[Speaker]] = {}
    for long in every:
        letters = "".join(word[0] for word in long.name.split() if word[0].isupper())
        # "Alan Pierce" is no AP.
        if len(letters) > 1 and " " in long.name and plain(long.name.split()[0]) not in first_names:
            of_letters.setdefault(letters, []).append(long)
    found = {}
    for short in every:
        if not (short.name.isupper() and short.name.isalpha() and 2 <= len(short.name) <= _LONGEST_LETTERS):
            continue
        fits = {
            long
            for length in range(2, len(short.name) + 1)
            for long in of_letters.get(short.name[:length], ())
            if length == len(short.name) or _goes_on(documents, long.name, short.name[length:])
        }
        if len(fits) == 1:
            found[short] = fits.pop()
    return found


def _goes_on(documents: Sequence[Source], name: str, letters: str) -> bool:
    """Whether a document writes a name with more words, which begin with some letters: "Joint Chiefs" + "of Staff"."""
    more = "".join(rf"(?:[ \u00a0](?:of|for|the|and|on))*[ \u00a0]{letter}[\w’']*" for letter in letters)
    whole = re.compile(re.escape(name) + more + r"(?![\w-])")
    return any(name in own.text and whole.search(own.text) for own in documents)


def _phrase_key(name: Name) -> tuple[str, str]:
    return name.kind, " ".join(plain(w) for w in name.words)


def _speaker(name: Name | None, people: _People, display: dict[tuple[str, str], str]) -> Speaker | None:
    if name is None:
        return None
    if name.kind == "name" or (name.kind == "group" and key_of(name.words) in people.spellings):
        # A body that is named here with an article and there without is one.
        return Speaker(people.name_of(name.words, known=name.definite, gender=name.gender), "name")
    return Speaker(display[_phrase_key(name)], name.kind)


class _People:
    """The persons of a corpus by their names."""

    def __init__(self, nicknames: Mapping[str, frozenset[str]]) -> None:
        self.nicknames = nicknames
        self.spellings: dict[tuple[str, ...], Counter[str]] = {}
        self.named: Counter[tuple[str, ...]] = Counter()
        self.head: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.n_named: Counter[tuple[str, ...]] = Counter()
        self.by_surname: dict[str, set[tuple[str, ...]]] = {}
        self.led: set[tuple[str, tuple[str, ...]]] = set()

    def add(self, words: tuple[str, ...]) -> None:
        self.spellings.setdefault(key_of(words), Counter())[" ".join(words)] += 1

    def know(self, surname: str, names: Iterable[tuple[str, ...]]) -> None:
        """Add people of a surname who are named, whether they are quoted or not."""
        for words in names:
            self.spellings.setdefault(key_of(words), Counter())[" ".join(words)] += 0
            self.named[key_of(words)] += 1
            if words[0] == surname:
                # "Hua Chunying"
                self.led.add((plain(surname), key_of(words)))

    def join(self, same: Mapping[tuple[str, ...], tuple[str, ...]]) -> None:
        """Join the spellings of one name, `same` among them; call it when all names were added."""
        groups: dict[str, list[tuple[str, ...]]] = {}
        for key in sorted(self.spellings):
            if len(key) > 1:
                groups.setdefault(surname_of(key)[:1], []).append(key)
        for keys in groups.values():
            ranked = sorted(keys, key=lambda k: (-sum(self.spellings[k].values()), k))
            # Spellings of one name have its first word in common, or its surname: only such are compared.
            with_word: dict[tuple[str, str], set[tuple[str, ...]]] = {}
            for key in ranked:
                words = (("first", key[0]), ("surname", surname_of(key)), ("last", key[-1]))
                near = set().union(*(with_word.get(word, ()) for word in words))
                fits = [head for head in near if same_person(head, key, self.nicknames)]
                # A spelling that fits two people is neither.
                self.head[key] = fits[0] if len(fits) == 1 else key
                if self.head[key] == key:
                    for word in words:
                        with_word.setdefault(word, set()).add(key)
            for head in (key for key in ranked if self.head[key] == key):
                self.by_surname.setdefault(surname_of(head), set()).add(head)
        for key, bare in same.items():
            # "John Roe, Jr." is John Roe.
            self.by_surname.get(surname_of(key), set()).discard(key)
            self.head[key] = self.head.get(bare, bare)
        for surname, key in self.led:
            self.by_surname.setdefault(surname, set()).add(self.head.get(key, key))
        for key, head in self.head.items():
            self.n_named[head] += self.named[key]

    def name_of(self, words: tuple[str, ...], *, known: bool, gender: str = "") -> str:
        """Return the name of a person; of a bare surname that its document leaves open (not `known`), that surname."""
        key = key_of(words)
        if len(key) == 1 and known:
            key = self._everybody_knows(key[0], gender) or key
        return self._written(self.head.get(key, key))

    def _everybody_knows(self, surname: str, gender: str) -> tuple[str, ...] | None:
        opposite, names = {"m": "f", "f": "m"}.get(gender), lexicon_of("en")
        # A son is told from his father by more than the surname.
        bearers = {head for head in self.by_surname.get(surname, set()) if head[-1] not in SUFFIXES}
        candidates = {head for head in bearers if opposite is None or first_name_gender(head, names) != opposite}
        n_named = self.n_named
        ranked = sorted(candidates, key=lambda head: (-n_named[head], head))
        if not ranked:
            return None
        if any(n_named[head] > n_named[ranked[0]] for head in bearers):
            # Whom everybody knows by the surname is of the other gender.
            return None
        others = sum(n_named[head] for head in ranked[1:])
        return ranked[0] if len(ranked) == 1 or n_named[ranked[0]] >= _FAR_MORE * max(others, 1) else None

    def _written(self, key: tuple[str, ...]) -> str:
        return min(self.spellings[key].items(), key=lambda item: (-item[1], item[0]))[0]
