"""Whom a name means in one document: a surname, a first name, the ending of a case."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from .cast import cast_of, clear, first_name_gender
from .introduced import full_names, introductions
from .lexicon import plain
from .names import SUFFIXES, Name, key_of, parse_name, same_person, surname_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .cues import Attribution
    from .lexicon import Lexicon


class Namer:
    """Reads the names of one document."""

    def __init__(
        self,
        title: str,
        text: str,
        quoted: Sequence[tuple[int, int]],
        sentences: Sequence[tuple[int, int]],
        asides: Sequence[tuple[int, int]],
        attributions: Sequence[Attribution],
        lexicon: Lexicon,
    ) -> None:
        self.title, self.text, self.quoted, self.sentences, self.lexicon = title, text, quoted, sentences, lexicon
        self.asides = asides
        self.introduced: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        self.nominative: dict[str, str] = {}
        self.attributions = attributions
        self.parsed: list[Name | None] = []
        for own in attributions:
            mention = self._pronoun(own) is None and own.name is not None
            self.parsed.append(self._read(self.text[slice(*own.name)]) if mention and own.name else None)
        speakers = {
            surname_of(key_of(name.words))
            for name in self.parsed
            if name is not None and name.kind == "name" and self._is_person(name)
        }
        self.cast = cast_of(self.text, self.quoted, speakers, self.lexicon, asides)
        self.in_title = [p for p in cast_of(title, (), speakers, lexicon).mentions if len(p.words) > 1]
        self.known_genders: Mapping[str, str] = {}

    def _read(self, phrase: str) -> Name | None:
        """Read a speaker's phrase; "a jubilant Moss" is Moss, where the text introduces somebody so called by a first name."""
        name = parse_name(phrase, self.lexicon)
        if name is None or name.kind != "group" or not phrase.startswith(("a ", "an ")) or len(name.words) < 2:
            return name
        small = next((k for k, word in enumerate(name.words) if word[0].isupper()), 0)
        called = name.words[small:]
        if small > 0 and len(called) > 1 and self.text.count(" ".join(called)) > 1:
            # "a figure Jane Roe called": who is named so elsewhere, without the noun before.
            full = self._introductions(called[-1])
            if any(names == called for _, names in full):
                return Name("name", called, name.gender, definite=True)
        *described, last = name.words
        if not last[0].isupper() or not all(word.islower() for word in described):
            return name
        full = self._introductions(last)
        somebody = any(plain(names[0]) in self.lexicon.first_names for _, names in full)
        return Name("name", (last,), name.gender, definite=True) if somebody else name

    def _introductions(self, surname: str) -> list[tuple[int, tuple[str, ...]]]:
        """Full names that the document gives for a surname, looked for once."""
        if surname not in self.introduced:
            self.introduced[surname] = introductions(self.title, self.text, surname, self.lexicon)
        return self.introduced[surname]

    def _pronoun(self, own: Attribution) -> str | None:
        if own.name is None:
            return None
        word = self.text[slice(*own.name)].casefold()
        return self.lexicon.pronouns.get(word) or self.lexicon.objects.get(word)

    def _is_person(self, name: Name) -> bool:
        """Whether a speaker's name is a person's, as far as names tell: two words, and not all in capitals."""
        return (len(name.words) > 1 and not name.words[-1].isupper()) or bool(name.gender)

    def _gender(self, name: Name) -> str:
        if name.kind != "name":
            return name.gender
        return name.gender or first_name_gender(name.words, self.lexicon) or self._surname_gender(name.words)

    def _surname_gender(self, words: tuple[str, ...]) -> str:
        """Whether who bears a surname is he or she: by the headline, the text, or the other documents."""
        key = surname_of(key_of(words))
        headed = {person.gender for person in self.in_title if person.key == key and person.gender}
        if len(headed) == 1:
            return headed.pop()
        return self.cast.gender(key) or self.known_genders.get(key, "")

    def filled(self, name: Name, place: int) -> Name:
        """Return somebody named at a place by the full name that the document gives."""
        return self._filled(name, place) or name

    def _filled(self, name: Name, place: int) -> Name | None:
        """Put the full name for a surname, where the document gives one."""
        if self.lexicon.cases and name.kind == "name":
            for word in name.words:
                if word not in self.nominative:
                    self.nominative[word] = _nominative(self.text, word, self.lexicon)
            name = replace(name, words=tuple(self.nominative[word] for word in name.words))
        if name.kind != "name" or len(key_of(name.words)) > 1:
            return name
        surname = name.words[-1]
        if surname[-1:].isupper() and len(surname) > 1:
            # A body's letters ("NATO", "SpaceX"): what stands before them is no first name.
            return replace(name, definite=False)
        gender = name.gender or self._surname_gender(name.words)
        known = [
            (start, names)
            for start, names in self._introductions(surname)
            if not gender or first_name_gender(names, self.lexicon) in ("", gender)
        ]
        # Who is told from his father by a suffix, and named late, is not whom the surname alone meant before.
        earliest = self.text.find(surname)
        known = [(at, names) for at, names in known if plain(names[-1]) not in SUFFIXES or at <= earliest]
        before = [names for start, names in known if start < place] or [names for _, names in known]
        chosen = _only(before)
        if chosen is None and not known:
            chosen = self._beside(surname, name.gender) or self._by_first_name(surname)
        first = self.lexicon.language == "en" and plain(surname) in self.lexicon.first_names
        if chosen is None and not known and not name.gender and not first and not in_mid_sentence(self.text, surname):
            return None
        if chosen is None and name.gender and self._introductions(surname) and not known:
            # "Ms. Roe" is not Robert Roe, and nor is she whom other articles know by the surname.
            return replace(name, definite=False)
        if chosen is None:
            taken_up = clear(self.cast.taken_up.get(surname_of(key_of(name.words)), Counter()), 2)
            return replace(name, definite=not known, gender=name.gender or (gender if gender == taken_up else ""))
        return replace(name, words=chosen)

    def _beside(self, surname: str, gender: str) -> tuple[str, ...] | None:
        """Return who is named through kin only, where a title tells that she is meant: "Moss's wife, Ann Moss, spoke. Mrs. Moss said"."""
        if not gender:
            return None
        named = {names for _, names in full_names(self.text, surname, self.lexicon)}
        fits = [names for names in named if first_name_gender(names, self.lexicon) == gender]
        return fits[0] if len(fits) == 1 else None

    def _by_first_name(self, name: str) -> tuple[str, ...] | None:
        """Return who is called by the first name, where the article names one person so and nobody by it as a surname."""
        people = {person.words for person in self.cast.everywhere if len(person.words) > 1 and name in person.words}
        keys = {key_of(words) for words in people}
        if not people or "." in name or any(words[0] != name or words[-1] == name for words in people) or len(keys) > 1:
            return None
        if plain(name) not in self.lexicon.first_names and not self.cast.gender(surname_of(min(keys))):
            # That it is somebody's name is to be seen: a title stands before it.
            beside = [person for person in self.cast.everywhere if person.words in people]
            if all(self.text.startswith(p.words[0], p.start) for p in beside):
                return None
        return max(people, key=lambda words: (len(words), words))


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


def in_mid_sentence(text: str, word: str) -> bool:
    """Whether a word has its capital elsewhere than at the head of a sentence, as names have."""
    return re.search(rf"[\w,”\"'’»] {re.escape(word)}(?!\w)", text) is not None
