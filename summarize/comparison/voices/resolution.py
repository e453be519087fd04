"""Whom the mentions of one document mean: pronouns, bare surnames. A wrong name is worse than none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ...lexical import is_content
from .cast import Antecedent, cast_of, clear, first_name_gender
from .frames import lies_in, surnames_of
from .introduced import full_names, in_mid_sentence, introductions, is_survived, nominative
from .lexicon import plain
from .names import Name, parse_name
from .reports import Report, reports_in
from .spellings import SUFFIXES, key_of, only_one, surname_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .cues import Attribution
    from .lexicon import Lexicon

#: Paragraphs between a pronoun and the sentence whose person it takes up.
_REACH: Final = 3

_ENDS: Final = frozenset(".!?…:")

_GENDERS: Final = {"he": "m", "she": "f"}

#: One word and a colon, or a mark, behind a name that begins its sentence.
_SAYS: Final = re.compile(r"\s[^\W\d]+:")

#: The pronoun that is the subject of a sentence, a few words and a comma before it.
_SUBJECT: Final = re.compile(r"(?:\w+(?: \w+){0,4}, )?(\w+)\b")

#: Speakers looked back at.
_RECENT: Final = 8


class Resolver:
    """Reads the speakers of one document: whom its names mean, and its pronouns."""

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
        # As far as names tell, two words are a person's that are not all in capitals.
        speakers = {
            surname_of(key_of(name.words))
            for name in self.parsed
            if name is not None
            and name.kind == "name"
            and (name.gender or (len(name.words) > 1 and not name.words[-1].isupper()))
        }
        self.cast = cast_of(self.text, self.quoted, speakers, self.lexicon, asides)
        self.in_title = [p for p in cast_of(title, (), speakers, lexicon).mentions if len(p.words) > 1]
        self.known_genders: Mapping[str, str] = {}
        self.spoken: list[Antecedent] = []
        self.unnamed: list[int] = []

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
        return self.cast.gender(key) or self.known_genders.get(key, "")

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

    def names(self, known_genders: Mapping[str, str]) -> list[Name | None]:
        """Name the speaker of each quotation; None where nobody is, or a pronoun stays open.

        Parameters
        ----------
        known_genders : mapping of str to str
            What the whole corpus tells of a surname, for a document that tells nothing.
        """
        self.known_genders = known_genders
        found: list[Name | None] = []
        for own, name in zip(self.attributions, self.parsed, strict=True):
            pronoun = self._pronoun(own)
            if own.name is None:
                found.append(None)
                continue
            place = own.name[0]
            if pronoun is not None:
                meant = self._meant(pronoun, place, own.context)
            else:
                # A name that signs is one, wherever else it stands.
                signs = own.evidence == "signature"
                meant = None if name is None else self.filled(name, place) or (name if signs else None)
            if meant is None:
                self.unnamed.append(place)
            else:
                self.spoken.append(Antecedent(place, meant, self._gender(meant) or _GENDERS.get(pronoun or "", "")))
            found.append(meant)
        return found

    def _meant(self, kind: str, place: int, context: tuple[int, int] | None) -> Name | None:
        """Return whom a pronoun takes up."""
        line = bisect_right(self.lines, place)
        if kind in _GENDERS:
            return self._person_meant(_GENDERS[kind], place, line, context)
        if kind == "i" or self.text[place:].split(maxsplit=1)[0].casefold() in self.lexicon.articles:
            # "Some say": not those who spoke before.
            return None
        candidates = [item for item in self.spoken[-_RECENT:] if item.name.kind == "group"]
        if context is not None:
            subject = parse_name(self.text[slice(*context)], self.lexicon)
            if subject is not None and subject.kind == "group":
                candidates.append(Antecedent(context[0], subject, ""))
        near = [item for item in candidates if line - bisect_right(self.lines, item.place) <= _REACH]
        return max(near, key=lambda item: item.place).name if near else None

    def _person_meant(self, gender: str, place: int, line: int, context: tuple[int, int] | None) -> Name | None:
        """Return the only person whom "he" or "she" fits in the nearest sentence that names one, its own first."""
        start = self.sentences[max(bisect_right(self.starts, place) - 1, 0)][0]
        own = self._antecedents(gender, start, place, context)
        leading = [a for a in own if self._leads(a, context)]
        chosen = self._nearest(gender, place, line, context, leading)
        if chosen is None or any(not any(a.is_same(b) for b in (chosen, *leading)) for a in own):
            # "Asked about Field, he said" does not mean Field, and may mean neither.
            return None
        if any(chosen.place < other < place for other in self.unnamed):
            # Somebody speaks between them of whom it is not known who he is.
            return None
        if any(chosen.place < a.place < place and a.name.kind == "role" and not a.name.definite for a in self.spoken):
            # "A witness said", and then "he".
            return None
        return chosen.name

    def _sentences_back(self, place: int, line: int) -> Iterator[tuple[int, int, int]]:
        """The sentence of a place and those before it within reach, nearest first, with how many lie between; no captions and no brackets."""
        number = max(bisect_right(self.starts, place) - 1, 0)
        for k in range(number, -1, -1):
            start, stop = self.sentences[k]
            if line - bisect_right(self.lines, max(stop - 1, start)) > _REACH:
                return
            if k == number or not (self.text[start] == "(" or self._is_caption(start, stop)):
                yield number - k, start, stop

    def _nearest(
        self, gender: str, place: int, line: int, context: tuple[int, int] | None, own: list[Antecedent]
    ) -> Antecedent | None:
        """Choose among the people of the sentences before a pronoun, nearest first.

        One of unknown gender is nobody where one of the right gender stands a little farther away.
        """
        chosen: Antecedent | None = None
        adjacent = False
        for distance, start, stop in self._sentences_back(place, line):
            here = self._antecedents(gender, start, stop, context) if distance else own
            reporter = None
            if chosen is None and distance and not lies_in(start, self.asides):
                reporter = self._reporter(start, stop, here, adjacent=distance == 1)
            fits = reporter is not None and reporter.gender in ("", gender)
            if not here and not (fits and distance == 1):
                if reporter is None and distance == 1 and self._names_reporters(start, stop):
                    return None
                continue
            if reporter is not None and fits:
                chosen, here, adjacent = reporter, [reporter], distance == 1
                if adjacent or chosen.gender:
                    return chosen
            elif chosen is None:
                if distance and self._is_about_him(gender, start, stop, here):
                    return None
                if len(here) > 1 and distance == 1:
                    here = self._subject_of(context, here) or here
                if len(here) > 1 or not self._is_prominent(here[0], start):
                    return None
                chosen, adjacent = here[0], distance < 2
                if chosen.gender or (adjacent and line == bisect_right(self.lines, chosen.place)):
                    return chosen
            elif any(not a.is_same(chosen) and (a.gender or not adjacent) for a in here):
                return None
        return chosen

    def _is_about_him(self, gender: str, start: int, stop: int, here: Sequence[Antecedent]) -> bool:
        """Whether a sentence is already about "he", and names others only behind him: "In fact, he drew a contrast with Moss"."""
        subject = _SUBJECT.match(self.text, start, stop)
        if subject is None or _GENDERS.get(self.lexicon.pronouns.get(subject[1].casefold(), "")) != gender:
            return False
        spoken = {item.place for item in self.spoken[-_RECENT:]}
        return all(item.place > subject.start(1) and item.place not in spoken for item in here)

    def _subject_of(self, context: tuple[int, int] | None, here: Sequence[Antecedent]) -> list[Antecedent]:
        """Whom the subject of the sentence before a pronoun names, where his gender is known: "Moss met Brook. He said"."""
        name = parse_name(self.text[slice(*context)], self.lexicon) if context is not None else None
        if context is None or name is None or name.kind != "name":
            return []
        return [a for a in here if a.gender and context[0] <= a.place < context[1]]

    def _is_caption(self, start: int, stop: int) -> bool:
        """Whether a sentence is a whole line that ends without a mark, as headings and lines under pictures do."""
        ended = self.text[start:stop].rstrip(" \n\"'”’)»")[-1:] in (*_ENDS, ",", ";")
        alone = (not start or self.text[start - 1] == "\n") and self.text[stop : stop + 1] in ("", "\n")
        return alone and not ended

    def _reporter(
        self, start: int, stop: int, here: Sequence[Antecedent], *, adjacent: bool = False
    ) -> Antecedent | None:
        """Return the one by whom all of a sentence is said, quoted or not: "Moss told Field that he was tired"."""
        reports = reports_in(self.text, start, stop, self.lexicon)
        if not reports and adjacent:
            # "Moss condemned the killing of Field."
            reports = reports_in(self.text, start, stop, self.lexicon, judging=True)
        reporters = [
            self._reporting(report, start if adjacent else -1)
            for report in reports
            # "Firing it suggested that ..." is said by nobody.
            if not lies_in(report.start, self.quoted)
            and (report.pronoun or parse_name(self.text[slice(*report.speaker)], self.lexicon) is not None)
        ]
        known = [reporter for reporter in reporters if reporter is not None]
        known += [item for item in self.spoken[-_RECENT:] if start <= item.place < stop] if known else []
        if not known or None in reporters or any(not a.is_same(known[0]) for a in known):
            return None
        # Whom only the words beside him name ("head of Moss's union") does not report.
        here = [a for a in here if a.is_same(known[0]) or not any(r.speaker[0] < a.place < r.start for r in reports)]
        named = [a for a in here if a.is_same(known[0])]
        if named or (here and not first_name_gender(known[0].name.words, self.lexicon)):
            return named[0] if len(named) == 1 else None
        return known[0]

    def _names_reporters(self, start: int, stop: int) -> bool:
        """Whether a sentence is said by somebody with a full name, of whom nothing else tells that he is a person."""
        reports = (r for r in reports_in(self.text, start, stop, self.lexicon) if not lies_in(r.start, self.quoted))
        names = (parse_name(self.text[slice(*r.speaker)], self.lexicon) for r in reports if not r.pronoun)
        full = (name for name in names if name is not None and name.kind == "name" and len(name.words) > 1)
        return any(plain(name.words[0]) not in self.lexicon.places for name in full)

    def _reporting(self, report: Report, start: int) -> Antecedent | None:
        """Read who reports, where it is a person by name, and more than the capitals says so: an apposition, a title, a first name.

        Or where it is one by office with whom the sentence begins, at `start`: "A ministry spokesman said that ...".
        """
        if report.pronoun or self.text.startswith((" of ", " about "), report.stop):
            # "Moss wrote of it" does not say what he wrote.
            return None
        phrase, beside = self.text[slice(*report.speaker)], self.text[report.speaker[1] : report.start]
        name = parse_name(phrase, self.lexicon)
        if name is not None and name.kind == "role" and beside.startswith(", "):
            # "Another parent, Jane Roe, said"
            phrase, name = beside.strip(" ,"), parse_name(beside.strip(" ,"), self.lexicon)
        words = {plain(word) for word in phrase.split()}
        if name is not None and name.kind == "role" and report.speaker[0] == start:
            known = words & self.lexicon.offices and plain(phrase.split()[0]) not in self.lexicon.definite
            return Antecedent(start, name, name.gender) if known else None
        described = words & (self.lexicon.articles | self.lexicon.openers | self.lexicon.bounds)
        if name is None or name.kind != "name" or name.words[-1].isupper() or described - {"of"}:
            return None
        own = self.filled(name, report.speaker[0])
        if own is None:
            return None
        told = len(name.words) < max(len(phrase.split()), len(own.words)) or self.text[report.speaker[1]] == ","
        if told or first_name_gender(own.words, self.lexicon) or self.cast.knows(surname_of(key_of(own.words))):
            return Antecedent(report.speaker[0], own, self._gender(own))
        return None

    def _is_prominent(self, antecedent: Antecedent, start: int) -> bool:
        """Whether somebody is more than a name in the middle of a sentence.

        He speaks, or is whom his sentence is about, or of his gender the one most named.
        """
        if antecedent.name.kind != "name" or any(antecedent.is_same(item) for item in self.spoken):
            return True
        key = surname_of(key_of(antecedent.name.words))
        if self.cast.between(start, antecedent.place + 1)[0].start == antecedent.place:
            before = self.text[start : antecedent.place].split()
            word = plain(before[-1]) if before else ","
            if (
                word.endswith(",")
                or before[-1][0].isupper()
                or word in self.lexicon.offices | self.lexicon.kin | self.lexicon.persons
            ):
                return True
        named = Counter(
            p.key
            for p in self.cast.between(0, antecedent.place + 1)
            if antecedent.gender in (p.gender or self._surname_gender(p.words))
        )
        return named[key] == max(named.values(), default=0)

    def _leads(self, antecedent: Antecedent, context: tuple[int, int] | None) -> bool:
        """Whether somebody is the subject of the pronoun's own sentence, or speaks in it."""
        subject = context is not None and context[0] <= antecedent.place < context[1]
        if subject or any(antecedent.place == item.place for item in self.spoken[-_RECENT:]):
            return True
        words = self.text[antecedent.place :].split(maxsplit=6)[: len(antecedent.name.words) + 1]
        return any(word.casefold().rstrip(",.") in self.lexicon.forms for word in words)

    def _antecedents(self, gender: str, start: int, stop: int, context: tuple[int, int] | None) -> list[Antecedent]:
        """The people of a stretch who may be of a gender, each once: those named, those who speak, and an office that is its subject."""
        found: list[Antecedent] = [
            item
            for item in self.spoken[-_RECENT:]
            if start <= item.place < stop and item.name.kind != "group" and item.name.definite
        ]
        if context is not None and start <= context[0] < stop:
            subject = parse_name(self.text[slice(*context)], self.lexicon)
            if subject is not None and subject.kind == "role" and subject.definite:
                found.append(Antecedent(context[0], subject, subject.gender))
        for person in self.cast.between(start, stop):
            own = Name("name", person.words, "", definite=True)
            name = self.filled(own, person.start) or (replace(own, gender=person.gender) if person.gender else None)
            if name is not None:
                found.append(Antecedent(person.start, name, person.gender or self._gender(name)))
        kept: list[Antecedent] = []
        for item in found:
            if not any(item.is_same(other) for other in kept):
                kept.append(item)
        return [item for item in kept if item.gender in ("", gender)]
