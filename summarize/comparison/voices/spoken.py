"""Which sentences have words of somebody, quoted or reported, by whatever word an article calls him there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ...lexical import word_count
from .attribution import REPORT, attribute
from .cast import first_name_gender
from .cues import OF
from .frames import asides_of
from .lexicon import head_stop, lexicon_of, plain
from .names import POSSESSIVE, parse_name
from .speakers import Source, resolve_speakers
from .spellings import key_of, same_person, surname_of
from .values import MIN_WORDS
from .view import said_in, without_pasted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from ...corpus import Corpus
    from .cues import Attribution
    from .lexicon import Lexicon
    from .speakers import Speaker

#: Whoever is named less than so often as the one of that surname who speaks most is not meant by it.
_SELDOM: Final = 0.25

#: Words from an office to the last name of whom it is: "office of the former mayor Jane Roe".
_TITLED: Final = 5

_WORD: Final = re.compile(r"\w(?:[\w-]|[.’'](?=\w))*")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The sentences that have somebody's words.

    Attributes
    ----------
    quoted, reported : ndarray of bool, shape (n_sentences,)
        Those that hold a quotation of his or a part of one, and those that tell what he says in other words, or that he judges.
    """

    quoted: NDArray[np.bool_]
    reported: NDArray[np.bool_]


def spoken_by(corpus: Corpus, whom: str, forms: Collection[str] = ()) -> Spoken:
    """Find the sentences that have words of somebody: in articles in English what is quoted and what is reported, in other languages what is quoted.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    whom : str
        As a question has it, with a title or without: "Foreign Minister Sergei Lavrov", "Lavrov", "the Grain Bureau", "the captain".
    forms : collection of str
        What else tells of a place by its last word, in small letters: its adjectives.

    Returns
    -------
    Spoken

    Notes
    -----
    O(characters) of the articles that hold the last word of whom is meant, or one of its forms.
    """
    last = re.sub("['’]", "['’]", re.escape(whom.split()[-1]))
    holding = re.compile(rf"(?<!\w)(?:{'|'.join((last, *forms))})", re.IGNORECASE)
    spans: dict[int, list[tuple[int, int]]] = {}
    numbers: dict[int, list[int]] = {}
    for number, sentence in enumerate(corpus.sentences):
        spans.setdefault(sentence.document, []).append((sentence.start, sentence.stop))
        numbers.setdefault(sentence.document, []).append(number)
    quoted, reported = (np.zeros(len(corpus.sentences), dtype=bool) for _ in range(2))
    sources: list[Source] = []
    attributions: list[list[Attribution]] = []
    lexicons: list[Lexicon] = []
    rows: list[int] = []
    for number, document in enumerate(corpus.documents):
        language = document.language or "en"
        if number not in spans or not holding.search(f"{document.title or ''} {document.text}"):
            continue
        text, lexicon = without_pasted(document.text), lexicon_of(language)
        quotations, asides = said_in(text, lexicon), asides_of(text)
        sources.append(
            Source(document.title or "", text, [(q.start, q.stop) for q in quotations], spans[number], asides)
        )
        attributions.append(attribute(text, quotations, spans[number], lexicon, asides, reports=language == "en"))
        lexicons.append(lexicon)
        rows.append(number)
    speakers = resolve_speakers(sources, attributions, lexicons)
    meant = _Meant(
        whom,
        forms,
        [
            (source.text, said, speaker)
            for source, own, named in zip(sources, attributions, speakers, strict=True)
            for said, speaker in zip(own, named, strict=True)
        ],
    )
    for number, source, own, named in zip(rows, sources, attributions, speakers, strict=True):
        starts = np.array([start for start, _ in source.sentences])
        stops = np.array([stop for _, stop in source.sentences])
        places = np.array(numbers[number])
        for said, speaker in zip(own, named, strict=True):
            if said.name is None or not meant.speaks(source.text, said, speaker):
                continue
            start, stop = source.quoted[said.quotation] if said.quotation != REPORT else said.cue or said.name
            few = said.quotation == REPORT or word_count(source.text[start:stop]) < MIN_WORDS
            (reported if few else quoted)[places[(starts < stop) & (start < stops)]] = True
    return Spoken(quoted, reported)


class _Meant:
    """Whom a question means, among those who speak."""

    def __init__(
        self, whom: str, forms: Collection[str], said: Iterable[tuple[str, Attribution, Speaker | None]]
    ) -> None:
        self.lexicon = lexicon_of("en")
        self.wanted, self.forms = self._words(whom) or [whom.casefold()], frozenset(forms)
        # "The captain", or "the White House spokesman", is whoever is called so.
        words = whom.removeprefix("the ").split()
        self.proper = words[0][0].isupper() and words[-1][0].isupper()
        self.body = bool(self.forms) or (self.proper and (whom[:4] == "the " or self.wanted[-1] in self.lexicon.groups))
        name = parse_name(whom, self.lexicon)
        self.surname = plain(name.words[-1]) if name is not None and name.kind == "name" and self.proper else None
        self.key = () if name is None or not self.proper else key_of(name.words)
        self.gender = name.gender if name is not None else ""
        named = [
            (text[slice(*own.speaker)], speaker)
            for text, own, speaker in said
            if speaker is not None and speaker.named and own.speaker is not None
        ]
        counted = Counter(speaker for _, speaker in named if self._bears(speaker))
        most = max(counted.values(), default=0)
        self.speakers = {s for s, n in counted.items() if n >= _SELDOM * most or " and " in s.name}
        if self.forms or not counted:
            # Whoever is once said to speak for it, or to be the captain, is he elsewhere.
            called = {speaker for phrase, speaker in named if self._speaks_for(phrase) or self._is_called(phrase)}
            self.speakers |= called if self.proper or len(called) == 1 else set()

    def speaks(self, text: str, own: Attribution, speaker: Speaker | None) -> bool:
        """Whether a cue gives what is said to whom is meant."""
        if speaker in self.speakers:
            return True
        phrase = "" if own.name is None else text[slice(*own.name)]
        if phrase.casefold() in self.lexicon.pronouns:
            phrase = "" if speaker is None else speaker.name
        whole = "" if own.speaker is None else text[slice(*own.speaker)]
        return self._is_called(phrase) or self._speaks_for(phrase) or self._heads(whole)

    def _words(self, phrase: str) -> list[str]:
        words = map(plain, _WORD.findall(phrase))
        return [word for word in words if word not in self.lexicon.articles]

    def _bears(self, speaker: Speaker) -> bool:
        """Whether somebody bears the name that is asked for, however it is spelt, or the last of it; "Jane Roe and Jo Field" speak together, friends of Roe do not."""
        key = key_of(speaker.name.split())
        if speaker.kind == "name" or key == self.key:
            return self._is_named(key)
        names = [parse_name(part, self.lexicon) for part in speaker.name.split(" and ")]
        together = [name for name in names if name is not None and name.kind == "name"] if len(names) > 1 else []
        return any(self._is_named(key_of(name.words)) for name in together)

    def _is_named(self, key: tuple[str, ...]) -> bool:
        if not self.key:
            return False
        if self.gender and first_name_gender(key, self.lexicon) not in ("", self.gender):
            # "Ms. Roe" is no John Roe.
            return False
        if min(len(self.key), len(key)) == 1:
            return surname_of(key) == surname_of(self.key)
        return key == self.key or same_person(self.key, key, self.lexicon.nicknames)

    def _is_called(self, phrase: str) -> bool:
        """Whether a phrase without a name, or beside one, calls somebody as the question does, or he is of the place: "the mayor of Velm", "Velm officials"."""
        words = self._words(phrase)
        if self.forms and self._holds(words):
            return True
        head = words[: head_stop(words, self.lexicon)][-1:]
        if self.proper:
            return {*self.wanted} <= {*words} and {*head} <= {*self.wanted}
        asked = self.wanted[: head_stop(self.wanted, self.lexicon)][-1:]
        return bool(words) and ({*self.wanted} <= {*words} or ({*words} <= {*self.wanted} and head == asked))

    def _speaks_for(self, phrase: str) -> bool:
        """Whether a phrase is of somebody who speaks in the name of whom is asked for: "Roe's spokesman"; of a place or a body, who has an office there."""
        said = self._words(phrase)
        words = [POSSESSIVE.sub("", word) for word in said]
        offices = self.lexicon.in_the_name | (self.lexicon.held if self.body else frozenset())
        if "former" in words:
            return False
        if self.surname is None or self.body:
            return self._holds(words) and not offices.isdisjoint({*words} - {*self.wanted})
        for k, word in enumerate(words):
            before, behind = [set(words[max(0, k - _TITLED) : k]) & offices, set(words[k + 1 : k + _TITLED]) & offices]
            if word == self.surname and (behind or (before and said[k] == word and self._is_of(words[:k], offices))):
                # "Roe's chief spokesman", "the office of Mayor Jane Roe", but neither "a lawyer for Roe's accuser" nor "lawyers suing Roe".
                return True
        return False

    def _is_of(self, words: Sequence[str], offices: Collection[str]) -> bool:
        """Whether words end with an office and of whom it is, who is still to be named."""
        place = max(k for k, word in enumerate(words) if word in offices)
        return words[place + 1 : place + 2] != [] and words[place + 1] in OF and OF.isdisjoint(words[place + 2 :])

    def _heads(self, phrase: str) -> bool:
        """Whether a phrase says that somebody holds an office of whom is asked for: "Jane Roe, president of Velm Bank"."""
        words = self._words(phrase)
        named = [k for k in range(len(words)) if words[k : k + len(self.wanted)] == self.wanted]
        offices = self.lexicon.held | self.lexicon.in_the_name
        return any(
            k > 1 and words[k - 1] in OF and words[k - 2] in offices and "former" not in words[:k] for k in named
        )

    def _holds(self, words: Collection[str]) -> bool:
        """Whether words tell of all that is asked for, a place by any of its forms."""
        *before, last = self.wanted
        named = {*words, *(word.removesuffix("s") for word in words)} if self.forms else {*words}
        return {*before} <= named and not named.isdisjoint({last, *self.forms})
