"""Which mentions are one speaker: pronouns, bare surnames, titles, spellings; within a document and across outlets.

Two people of one surname are never joined without evidence: a bare surname is the person of that surname whom the document
has introduced by a full name, if there is one only. A document that introduces nobody means the one whom everybody knows: the
person of that surname who is named in full far more often than all others together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...timing import followed, portions
from .cast import clear, first_name_gender
from .descriptions import names_for_descriptions
from .introduced import SURNAME, introductions
from .lexicon import lexicon_of, plain
from .resolution import Resolver
from .spellings import SUFFIXES, key_of, same_person, surname_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...timing import Told
    from .cues import Attribution
    from .lexicon import Lexicon
    from .names import Name

#: How many times more often than all others of his surname one is named whom everybody knows.
_FAR_MORE: Final = 4

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

    @property
    def named(self) -> bool:
        """Whether it is a name, of a person or a body: not "the judge", "a statement", "the firm"."""
        return self.kind == "name" or (self.kind == "group" and self.name != self.name.lower())


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
    progress: Told = None,
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
        named = names_for_descriptions(resolvers, lexicons, _named(resolvers, naming))
        people = _people_of(documents, named, lexicons, searching)
    phrases = Counter((*_phrase_key(name), name.text) for names in named for name in names if name is not None)
    display: dict[tuple[str, str], str] = {}
    for (kind, key, text), _ in sorted(phrases.items(), key=lambda item: (-item[1], item[0])):
        display.setdefault((kind, key), text)
    speakers = [[_speaker(name, people, display) for name in names] for names in named]
    whole = _spelt_out({speaker for own in speakers for speaker in own if speaker is not None})
    return [[speaker and whole.get(speaker, speaker) for speaker in own] for own in speakers]


def _spelt_out(speakers: Iterable[Speaker]) -> dict[Speaker, Speaker]:
    """Letters and the body that they stand for, where both are quoted, and one body alone has them: "AP" and "Associated Press"."""
    every = sorted({speaker for speaker in speakers if speaker.kind != "role"}, key=lambda speaker: speaker.name)
    first_names = lexicon_of("en").first_names
    of_letters: dict[str, list[Speaker]] = {}
    for long in every:
        # "Alan Pierce" is no AP.
        if " " in long.name and plain(long.name.split()[0]) not in first_names:
            letters = "".join(word[0] for word in long.name.split() if word[0].isupper())
            of_letters.setdefault(letters, []).append(long)
    bodies = {short: of_letters.get(short.name, []) for short in every if short.name.isupper() and len(short.name) > 1}
    return {short: fits[0] for short, fits in bodies.items() if len(fits) == 1}


def _named(resolvers: Sequence[Resolver], progress: Told) -> list[list[Name | None]]:
    """Who is named as the speaker of each quotation, of each document."""
    told: dict[str, Counter[str]] = {}
    for resolver in resolvers:
        for key, votes in resolver.cast.told.items():
            told.setdefault(key, Counter()).update(votes)
    genders = {key: gender for key, votes in told.items() if (gender := clear(votes))}
    for resolver in resolvers:
        resolver.meet(genders.keys())
    return [resolver.names(genders) for resolver in followed(resolvers, progress)]


def _people_of(
    documents: Sequence[Source],
    named: Sequence[Sequence[Name | None]],
    lexicons: Sequence[Lexicon],
    progress: Told,
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
    people.join()
    return people


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

    def join(self) -> None:
        """Join the spellings of one name; call it when all names were added."""
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
