"""Whom the names of one document mean: bare surnames, first names, and whether each is he or she."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ...lexical import is_content
from .cast import PRONOUN, Antecedent, cast_of, clear, first_name_gender
from .frames import lies_in, surnames_of
from .introduced import full_names, in_mid_sentence, introductions, is_survived, nominative
from .lexicon import plain
from .names import Name, parse_name
from .spellings import SUFFIXES, key_of, only_one, surname_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from .cues import Attribution
    from .lexicon import Lexicon

#: One word and a colon, or a mark, behind a name that begins its sentence.
_SAYS: Final = re.compile(r"\s[^\W\d]+:")


class Namer:
    """Reads the names of one document, and knows its people."""

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
        # Places behind the ends of lines, and where the sentences begin.
        self.lines = [match.end() for match in re.finditer(r"\n+", text)]
        self.starts = [start for start, _ in sentences]
        self.introduced: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        self.nominative: dict[str, str] = {}
        self.attributions = attributions
        self.parsed: list[Name | None] = []
        for own in attributions:
            mention = self._pronoun(own) is None and own.name is not None
            self.parsed.append(self._read(self.text[slice(*own.name)]) if mention and own.name else None)
        # Folded surnames of those who speak. As far as names tell, two words are a person's that are not all in capitals.
        self.speakers = {
            surname_of(key_of(name.words))
            for name in self.parsed
            if name is not None
            and name.kind == "name"
            and (name.gender or (len(name.words) > 1 and not name.words[-1].isupper()))
        }
        self._find_people()
        self.known_genders: Mapping[str, str] = {}
        self.spoken: list[Antecedent] = []
        self.unnamed: list[int] = []

    def meet(self, people: Set[str]) -> None:
        """Know more of those whom the document names to be people, by their folded surnames: other documents of the story tell so."""
        met = {name for name in self.cast.unknown & people if not self._is_place_or_firm(name)}
        if met:
            self._find_people(met)

    def _is_place_or_firm(self, name: str) -> bool:
        """Whether the document says something of a name that is said of no person: "in Jordan", "shares of Chase", "Jordan closed its border"."""
        word = re.escape(name)
        said = rf"\b(?:in|into|from|at|across|near|shares of)\s{word}\b|\b{word}\b[^.,;\n]{{0,40}}\bits\b"
        return re.search(said, self.text, re.IGNORECASE) is not None

    def _find_people(self, others: Set[str] = frozenset()) -> None:
        known = self.speakers | others
        self.cast = cast_of(self.text, self.quoted, known, self.lexicon, self.asides)
        self.in_title = [p for p in cast_of(self.title, (), known, self.lexicon).mentions if len(p.words) > 1]

    def _read(self, phrase: str) -> Name | None:
        """Read a speaker's phrase; "a jubilant Moss" is Moss, where the text introduces somebody so called by a first name."""
        name = parse_name(phrase, self.lexicon)
        if name is None and phrase in surnames_of(self.text, self.lexicon):
            return Name("name", (phrase,), "", definite=True)
        behind = name.words.index("of") if name is not None and "of" in name.words[1:] else 0
        if name is not None and behind and self._is_somebody(name.words[behind - 1]):
            # "Says Moss of Field": no body such as the Bank of England.
            return Name("name", name.words[:behind], name.gender, definite=True)
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
        return Name("name", (last,), name.gender, definite=True) if self._is_somebody(last) else name

    def _is_somebody(self, surname: str) -> bool:
        """Whether the document introduces a person so called, by a first name."""
        return any(plain(names[0]) in self.lexicon.first_names for _, names in self._introductions(surname))

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
        # Pronouns behind a name may be of others: what titles and first names tell in any document counts before them.
        told = self.cast.gender(key) if key in self.cast.told else self.known_genders.get(key, "")
        return told or self.cast.gender(key) or self.known_genders.get(key, "")

    def filled(self, name: Name, place: int) -> Name | None:
        """Put the full name for a surname at a place, where the document gives one; None for what is no name."""
        if self.lexicon.cases and name.kind == "name":
            for word in name.words:
                if word not in self.nominative:
                    self.nominative[word] = nominative(self.text, word, self.lexicon)
            name = replace(name, words=tuple(self.nominative[word] for word in name.words))
        if name.kind != "name" or len(key_of(name.words)) > 1:
            return name
        surname = name.words[-1]
        if surname[-1:].isupper() and len(surname) > 1:
            # A body's letters ("NATO", "SpaceX"): what stands before them is no first name.
            return replace(name, definite=False)
        gender = name.gender or self._surname_gender(name.words) or self._gender_here(place)
        known = [
            (start, names)
            for start, names in self._introductions(surname)
            if not gender or first_name_gender(names, self.lexicon) in ("", gender)
        ]
        # Who is told from his father by a suffix, and named late, is not whom the surname alone meant before.
        earliest = self.text.find(surname)
        known = [(at, names) for at, names in known if plain(names[-1]) not in SUFFIXES or at <= earliest]
        before = [names for start, names in known if start < place] or [names for _, names in known]
        chosen = only_one(before)
        if chosen is None and not known:
            # "Kartik" is Kartik Bhanot who spoke, if one alone of that first name did.
            spoke = {
                a.name.words
                for a in self.spoken
                if a.name.words[0] == surname and a.name.words[1:] and all(w[0].isupper() for w in a.name.words)
            }
            chosen = self._beside(surname, name.gender) or self._by_first_name(surname) or only_one(list(spoke))
        first = self.lexicon.language == "en" and plain(surname) in self.lexicon.first_names
        if chosen is None and not known and not name.gender and not first and not self._is_called_so(surname, place):
            return None
        if chosen is None and name.gender and self._introductions(surname) and not known:
            # "Ms. Roe" is not Robert Roe, and nor is she whom other articles know by the surname.
            return replace(name, definite=False)
        if chosen is not None and is_survived(self.title, self.text, chosen, self.lexicon):
            # "Roe said" behind "Jo Roe's brother" is not said by Jo Roe, who is dead.
            return replace(name, definite=False)
        if chosen is None:
            taken_up = clear(self.cast.taken_up.get(surname_of(key_of(name.words)), Counter()), 2)
            return replace(name, definite=not known, gender=name.gender or (gender if gender == taken_up else ""))
        return replace(name, words=chosen)

    def _gender_here(self, place: int) -> str:
        """Whether the sentence takes up somebody as "he" or as "she", before it names another who may be: "Moss spoke at her father's funeral"."""
        number = max(bisect_right(self.starts, place) - 1, 0)
        taken_up = PRONOUN.search(self.text, place, self.sentences[number][1])
        if taken_up is None or lies_in(taken_up.start(), self.quoted):
            return ""
        gender = "m" if taken_up[1] else "f"
        between = self.cast.between(place + 1, taken_up.start())
        return "" if any((p.gender or self._surname_gender(p.words)) in ("", gender) for p in between) else gender

    def _is_called_so(self, word: str, place: int) -> bool:
        """Whether more than the head of a sentence gives a word its capital; in other languages "Meyer sagte:" is enough, where the word has a meaning."""
        if self.lexicon.caseless or in_mid_sentence(self.text, word):
            return True
        alone = self.lexicon.language != "en" and _SAYS.match(self.text, place + len(word)) is not None
        return (
            alone and word.casefold() not in self.lexicon.small and is_content(word.casefold(), self.lexicon.language)
        )

    def _beside(self, surname: str, gender: str) -> tuple[str, ...] | None:
        """Return who is named through kin only, where a title tells that she is meant: "Moss's wife, Ann Moss, spoke. Mrs. Moss said"."""
        if not gender:
            return None
        named = {names for _, names in full_names(self.text, surname, self.lexicon) if plain(names[-1]) not in SUFFIXES}
        fits = [names for names in named if first_name_gender(names, self.lexicon) == gender]
        return fits[0] if len(fits) == 1 else None

    def _by_first_name(self, name: str) -> tuple[str, ...] | None:
        """Return who is called by the first name, where the article names one person so and nobody by it as a surname."""
        people = {person.words for person in self.cast.everywhere if len(person.words) > 1 and name in person.words}
        keys = {key_of(words) for words in people}
        if not people or "." in name or any(words[0] != name or words[-1] == name for words in people) or len(keys) > 1:
            return None
        return max(people, key=lambda words: (len(words), words))
