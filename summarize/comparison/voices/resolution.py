"""Whom the pronouns of one document mean, and who speaks each of its quotations. A wrong name is worse than none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .cast import Antecedent, first_name_gender
from .frames import lies_in
from .lexicon import plain
from .names import Name, parse_name
from .naming import Namer
from .reports import Report, reports_in
from .spellings import key_of, surname_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: Paragraphs between a pronoun and the sentence whose person it takes up.
_REACH: Final = 3

_ENDS: Final = frozenset(".!?…:")

_GENDERS: Final = {"he": "m", "she": "f"}

#: The pronoun that is the subject of a sentence, a few words and a comma before it.
_SUBJECT: Final = re.compile(r"(?:\w+(?: \w+){0,4}, )?(\w+)\b")

#: What stands before somebody who is one of several, and its characters with a title at most.
_EXAMPLE: Final = re.compile(r"\b(?:such as|including|like)[ \u00a0]\Z")
_LONGEST_EXAMPLE: Final = 12

#: What stands before and behind a surname that only tells which: "more Moss letters".
_BESIDE_NOUN: Final = re.compile(
    r"\b(?:an?|any|her|his|its|more|no|our|their|these|this|those)[ \u00a0]\Z", re.IGNORECASE
)
_NOUN: Final = re.compile(r"[ \u00a0][a-z]")
_LONGEST_BESIDE: Final = 8

#: What makes somebody another's: "her aide".
_OWNED: Final = ("her", "his", "its", "their")

#: The names of somebody whose something is, from where they begin.
_OWNER: Final = re.compile(r"(?:[^\W\d_a-z][\w.\-]*[ \u00a0])*[^\W\d_a-z][\w\-]*['’](?:s\b|(?=\s))")

#: Speakers looked back at.
_RECENT: Final = 8


class Resolver(Namer):
    """Reads the speakers of one document: whom its names mean, and its pronouns."""

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
        # "A statement said ... They said": not the statement.
        several = kind == "they"
        candidates = [
            item
            for item in self.spoken[-_RECENT:]
            if item.name.kind == "group" and not (several and plain(item.name.words[-1]) in self.lexicon.texts)
        ]
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
            # "(CNN) Moss spoke." begins with a bracket, and stands in none.
            bracketed = self.text[start] == "(" and ")" in self.text[stop - 3 : stop]
            if k == number or not (bracketed or self._is_caption(start, stop)):
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
            here = [a for a in here if not self._is_example(a)]
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
                    here = self._subject_of(context, here) or self._only_speaker(start, stop, here) or here
                here = self._before_owners(here)
                if len(here) > 1 or not self._is_prominent(here[0], start):
                    return None
                chosen, adjacent = here[0], distance < 2
                # "“...,” the president said. He went on: ..."
                spoke = adjacent and chosen.name.kind == "role" and any(chosen is item for item in self.spoken[-1:])
                if chosen.gender or spoke or (adjacent and line == bisect_right(self.lines, chosen.place)):
                    return chosen
            elif any(not a.is_same(chosen) and (a.gender or not adjacent) for a in here):
                return None
        return chosen

    def _is_example(self, antecedent: Antecedent) -> bool:
        """Whether somebody only stands as one of several: "a plan of mayors such as Moss"."""
        place = antecedent.place
        return _EXAMPLE.search(self.text, max(place - _LONGEST_EXAMPLE, 0), place) is not None

    def _before_owners(self, here: list[Antecedent]) -> list[Antecedent]:
        """Leave out who is only named, behind the others, for what is his: "said Brook, an aide of Moss's campaign", not "Brook's aide met Moss"."""
        first = min(here, key=lambda a: a.place)
        others = [a for a in here if _OWNER.match(self.text, a.place) is None]
        return others if first.gender and first in others else here

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

    def _only_speaker(self, start: int, stop: int, here: Sequence[Antecedent]) -> list[Antecedent]:
        """Whoever speaks last, where a sentence has words of nobody else, and others are named in it: "Moss waited until the captain said, “Go.”"."""
        spoke = [a for a in here if any(a is item for item in self.spoken[-1:])]
        reports = [r for r in reports_in(self.text, start, stop, self.lexicon) if not lies_in(r.start, self.quoted)]
        alone = reports and all(a.place in range(*report.speaker) for report in reports for a in spoke)
        # "Moss is glad, her aide said. She ..."
        owned = any(self.text[a.place :].split(maxsplit=1)[0].casefold() in _OWNED for a in spoke)
        return spoke if alone and not owned else []

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
        if report.pronoun:
            # "“...,” he told Brook.": whom that pronoun was read as.
            spoken = (item for item in self.spoken[-_RECENT:] if item.place == report.speaker[0])
            return next((item for item in spoken if item.name.kind == "name"), None)
        if self.text.startswith((" of ", " about "), report.stop):
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
            before = _BESIDE_NOUN.search(self.text, max(person.start - _LONGEST_BESIDE, 0), person.start)
            if len(person.words) == 1 and before is not None and _NOUN.match(self.text, person.stop):
                # "more Moss letters"
                continue
            own = Name("name", person.words, "", definite=True)
            name = self.filled(own, person.start) or (replace(own, gender=person.gender) if person.gender else None)
            if name is not None:
                found.append(Antecedent(person.start, name, person.gender or self._gender(name)))
        kept: list[Antecedent] = []
        for item in found:
            if not any(item.is_same(other) for other in kept):
                kept.append(item)
        return [item for item in kept if item.gender in ("", gender)]
