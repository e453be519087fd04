"""Which mentions are one speaker: pronouns, bare surnames, titles, spellings; within a document and across outlets.

Two people of one surname are never joined without evidence: a bare surname is the person of that surname whom the document
has introduced by a full name, if there is one only. A document that introduces nobody means the one whom everybody knows: the
person of that surname who is named in full far more often than all others together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from .lexicon import plain
from .names import SURNAME, Name, full_names, key_of, parse_name, same_person, surname_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .attribution import Attribution
    from .lexicon import Lexicon

__all__ = ["Speaker", "resolve_speakers"]

#: Paragraphs between a pronoun and the quotation whose speaker it takes up.
_REACH: Final = 3

_GENDERS: Final = {"he": "m", "she": "f"}

#: How many times more often than all others of his surname one is named whom everybody knows.
_FAR_MORE: Final = 4

#: Speakers and subjects looked back at.
_RECENT: Final = 8


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


def resolve_speakers(
    texts: Sequence[str], attributions: Sequence[Sequence[Attribution]], lexicons: Sequence[Lexicon]
) -> list[list[Speaker | None]]:
    """Say who speaks each quotation.

    Parameters
    ----------
    texts : sequence of str
        Documents, in order.
    attributions : sequence of sequences of Attribution
        Of each document.
    lexicons : sequence of Lexicon
        Of each document's language.

    Returns
    -------
    list of lists of Speaker or None
        None where nobody is named, or a pronoun stays unresolved.

    Notes
    -----
    O(n_characters) for each bare surname, and O(persons of one surname or first name squared) to join spellings.
    """
    named = [
        _document_names(text, own, lexicon) for text, own, lexicon in zip(texts, attributions, lexicons, strict=True)
    ]
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
    for text, lexicon in zip(texts, lexicons, strict=True):
        held = plain_ones.intersection(SURNAME.findall(text)) | {s for s in odd_ones if s in text}
        for surname in sorted(held):
            people.know(names for _, names in full_names(text, surname, lexicon))
    people.join()
    phrases = Counter((*_phrase_key(name), name.text) for names in named for name in names if name is not None)
    display: dict[tuple[str, str], str] = {}
    for (kind, key, text), _ in sorted(phrases.items(), key=lambda item: (-item[1], item[0])):
        display.setdefault((kind, key), text)
    return [[_speaker(name, people, display) for name in names] for names in named]


def _phrase_key(name: Name) -> tuple[str, str]:
    return name.kind, " ".join(plain(w) for w in name.words)


def _speaker(name: Name | None, people: _People, display: dict[tuple[str, str], str]) -> Speaker | None:
    if name is None:
        return None
    if name.kind == "name":
        return Speaker(people.name_of(name.words, known=name.definite), "name")
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

    def add(self, words: tuple[str, ...]) -> None:
        self.spellings.setdefault(key_of(words), Counter())[" ".join(words)] += 1

    def know(self, names: Iterable[tuple[str, ...]]) -> None:
        """Add people who are named, whether they are quoted or not."""
        for words in names:
            self.spellings.setdefault(key_of(words), Counter())[" ".join(words)] += 0
            self.named[key_of(words)] += 1

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
        for key, head in self.head.items():
            self.n_named[head] += self.named[key]

    def name_of(self, words: tuple[str, ...], *, known: bool) -> str:
        """Return the name of a person; of a bare surname that its document leaves open (not `known`), that surname."""
        key = key_of(words)
        if len(key) == 1 and known:
            key = self._everybody_knows(key[0]) or key
        return self._written(self.head.get(key, key))

    def _everybody_knows(self, surname: str) -> tuple[str, ...] | None:
        candidates = self.by_surname.get(surname, set())
        n_named = self.n_named
        ranked = sorted(candidates, key=lambda head: (-n_named[head], head))
        if not ranked:
            return None
        others = sum(n_named[head] for head in ranked[1:])
        return ranked[0] if len(ranked) == 1 or n_named[ranked[0]] >= _FAR_MORE * max(others, 1) else None

    def _written(self, key: tuple[str, ...]) -> str:
        return min(self.spellings[key].items(), key=lambda item: (-item[1], item[0]))[0]


def _document_names(text: str, attributions: Sequence[Attribution], lexicon: Lexicon) -> list[Name | None]:
    """Names of the speakers of one document, bare surnames and pronouns resolved where they can be."""
    introduced: dict[str, list[tuple[int, tuple[str, ...]]]] = {}

    nominative: dict[str, str] = {}

    def filled(name: Name, place: int) -> Name | None:
        if lexicon.cases and name.kind == "name":
            for word in name.words:
                if word not in nominative:
                    nominative[word] = _nominative(text, word, lexicon)
            name = replace(name, words=tuple(nominative[word] for word in name.words))
        if name.kind != "name" or len(key_of(name.words)) > 1:
            return name
        surname = name.words[-1]
        if surname not in introduced:
            introduced[surname] = full_names(text, surname, lexicon)
        known = introduced[surname]
        before = [names for start, names in known if start < place] or [names for _, names in known]
        chosen = _only(before)
        if chosen is None and not known and not name.gender and not _in_mid_sentence(text, surname):
            return None
        if chosen is None:
            return replace(name, definite=not known)
        return replace(name, words=chosen)

    lines = [match.end() for match in re.finditer(r"\n+", text)]
    genders: dict[tuple[str, ...], str] = {}
    found: list[Name | None] = []
    recent: list[tuple[int, int, Name]] = []
    for own in attributions:
        name: Name | None = None
        if own.name is not None:
            start, stop = own.name
            line = bisect_right(lines, start)
            phrase = text[start:stop]
            kind = lexicon.pronouns.get(phrase.casefold())
            if kind is None:
                parsed = parse_name(phrase, lexicon)
                name = None if parsed is None else filled(parsed, start)
            else:
                if own.context is not None:
                    subject = parse_name(text[slice(*own.context)], lexicon)
                    if subject is not None:
                        subject = filled(subject, own.context[0])
                    if subject is not None:
                        recent.append((own.context[0], line, subject))
                name = _meant(kind, text, start, line, recent, genders)
            if name is not None:
                if name.gender and name.kind == "name":
                    genders[key_of(name.words)[-1:]] = name.gender
                recent.append((start, line, name))
        found.append(name)
    return found


def _only(candidates: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the one person that all full names are spellings of; None where there are two, or none."""
    counted = Counter(candidates)
    ranked = sorted(counted, key=lambda names: (-counted[names], len(names), names))
    if not ranked:
        return None
    head = key_of(ranked[0])
    return ranked[0] if all(key_of(other) == head or same_person(head, key_of(other)) for other in ranked[1:]) else None


def _nominative(text: str, word: str, lexicon: Lexicon) -> str:
    """Return a name without the ending of its case, where the text has it so."""
    for ending, bare in lexicon.cases:
        candidate = word.removesuffix(ending) + bare
        if word.endswith(ending) and len(candidate) > 2 and re.search(rf"(?<!\w){re.escape(candidate)}(?!\w)", text):
            return candidate
    return word


def _in_mid_sentence(text: str, word: str) -> bool:
    """Whether a word has its capital elsewhere than at the head of a sentence, as names have."""
    return re.search(rf"[\w,”\"'’»] {re.escape(word)}(?!\w)", text) is not None


def _meant(
    kind: str,
    text: str,
    start: int,
    line: int,
    recent: Sequence[tuple[int, int, Name]],
    genders: dict[tuple[str, ...], str],
) -> Name | None:
    """Return whom a pronoun takes up: the last speaker or subject of its paragraph, or of one near it.

    From another paragraph only where no other known person is named between them.
    """
    latest = sorted(recent[-_RECENT:], key=lambda item: item[0], reverse=True)
    surnames = {name.words[-1] for _, _, name in recent if name.kind == "name"}
    for place, where, name in latest:
        if line - where > _REACH:
            return None
        if kind not in _GENDERS:
            if name.kind == "group":
                return name
            continue
        known = name.gender or genders.get(key_of(name.words)[-1:], "")
        if name.kind == "group" or (known and known != _GENDERS[kind]) or (name.kind == "role" and not name.definite):
            continue
        if where < line and any(
            re.search(rf"(?<!\w){re.escape(other)}(?!\w)", text[place:start]) for other in surnames - {name.words[-1]}
        ):
            return None
        return name
    return None
