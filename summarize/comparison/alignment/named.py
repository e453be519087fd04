"""Names as sentences write them, whole, and whether two of them are one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from ...datelines import dateline_stop
from ...evidence import names_in
from ...shipped import shipped
from ...themes.words import english_words
from ..voices.lexicon import PARTICLES, lexicon_of, plain
from ..voices.spellings import key_of, same_person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ...corpus import Corpus
    from ...timing import Told
    from ..voices.lexicon import Lexicon

_TABLE: Final = "comparison/alignment/named.toml"

_WORD: Final = re.compile(r"[^\W\d_][^\W_]*(?:['’.\-][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s$")

#: What stands before the first word of a sentence, or of what is said in it, and how far back that is looked for.
_HEAD: Final = re.compile(r"(?:^|[.!?:;…–—•|/]|,(?=\s?[\"“„«‘'(]))[\s\"“”„«»‘’'(\[#*•-]*$")
_REACH: Final = 12

#: Who speaks, in capitals, as transcripts have it.
_LABEL: Final = re.compile(r"[\W_]*+(?:[A-Z][A-Z.'’-]++ ){0,3}+[A-Z][A-Z.'’-]++:")

#: What stands between two words of a name, a full stop only behind an initial.
_BETWEEN: Final = re.compile(rf"(?:(?<=\b\w)\.)?[ \u00a0](?:(?:of(?: the)?|{'|'.join(PARTICLES)})[ \u00a0]){{,2}}")

#: Letters of the longest words that headings write small.
_SMALL: Final = 4

#: Letters of the shortest initials of any name: those of two words are initials of anybody.
_INITIALS: Final = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: its span, from its first word to its last, and those of its words that have a capital, without case, accents and full stops."""

    start: int
    stop: int
    words: tuple[str, ...]

    def is_one_with(self, other: Name) -> bool:
        """Whether two names are one: one with words of the other left out, or spelled otherwise, or the adjective of the place, or its initials.

        Examples
        --------
        >>> def name(words): return Name(0, 0, tuple(words.casefold().split()))
        >>> [name(one).is_one_with(name(other)) for one, other in (("Volodymyr Zelensky", "Zelensky"), ("Nigeria", "Nigerian"), ("Bill Clinton", "Hillary Clinton"))]
        [True, True, False]
        """
        short, long = sorted((key_of(self.words), key_of(other.words)), key=lambda key: (len(key), sum(map(len, key))))
        if not short:
            return False
        if short == (initials(other),) or short == (initials(self),):
            return True
        if all(any(word == whole or _of_one_place(word, whole) for whole in long) for word in short):
            return True
        return len(short) > 1 and same_person(short, long)


def initials(name: Name) -> str:
    """The first letters of a name of several words, empty for one of a single word; of two words only where they are known by them ("US")."""
    found = "".join(word[0] for word in name.words)
    return found if len(found) >= _INITIALS or shipped(_TABLE)["initials"].get(found) == " ".join(name.words) else ""


def _of_one_place(one: str, other: str) -> bool:
    """Whether one of two words is the adjective of the place that the other is, or who is of there."""
    tables = shipped(_TABLE)
    for place, word in ((one, other), (other, one)):
        forms = {word, word.removesuffix("s")}
        if place in tables["adjectives"]:
            found = not forms.isdisjoint(tables["adjectives"][place].split())
        else:
            stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, place, strict=False)))
            endings = tables["endings"].get(place[stem:], ())
            found = any(form in english_words().demonyms and form[stem:] in endings for form in forms)
        if found:
            return True
    return False


class Names:
    """The names of one corpus, sentence by sentence.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    languages : sequence of str
        ISO 639-1 code of each sentence.
    progress : callable, optional
        Called while they are found, with the number of sentences that the work done comes to, and of all.
    """

    def __init__(self, corpus: Corpus, languages: Sequence[str], progress: Told = None) -> None:
        self._texts = corpus.texts
        self._languages = languages
        self._names = names_in(self._texts, languages, progress)
        self._elsewhere: set[str] = set()
        self._together: set[tuple[str, str]] = set()
        for text, language in zip(self._texts, languages, strict=True):
            words = list(_WORD.finditer(text, _begin(text)))
            # The capital of a first word, and those of a heading, are there for their place.
            if _is_heading(text, words):
                continue
            lexicon = lexicon_of(language)
            for one, two in pairwise([*words[1:], None]):
                if one is None or not one[0][0].isupper() or _at_head(text, one.start()):
                    continue
                self._elsewhere.add(_bare(one[0]))
                # "North" is written small, and opens a name before "Korea".
                if (
                    two is not None
                    and two[0][0].isupper()
                    and _bare(two[0]) not in lexicon.articles
                    and _are_joined(text, one, two, lexicon)
                ):
                    self._together.add((_bare(one[0]), _bare(two[0])))

    def of(self, i: int, taken: Collection[tuple[int, int]]) -> list[Name]:
        """Names of a sentence, in order, without the titles before them; O(characters).

        Parameters
        ----------
        i : int
        taken : collection of (start, stop)
            Spans within the sentence that are no names: numbers and days.
        """
        return [
            Name(run[0].start(), _end(self._texts[i], run[-1]), tuple(_words_of(run)))
            for run in self._runs(i, taken)
            if any(_bare(word[0]) in self._names[i] for word in run)
        ]

    def _runs(self, i: int, taken: Collection[tuple[int, int]]) -> Iterator[list[re.Match[str]]]:
        """Words with a capital that stand together, but for those that have it for their place, and titles before others."""
        text, lexicon = self._texts[i], lexicon_of(self._languages[i])
        areas = shipped(_TABLE)["areas"].get(self._languages[i], "").split()
        words = list(_WORD.finditer(text, _begin(text)))
        heading = _is_heading(text, words)
        capitals = [word for word in words if word[0][0].isupper()]
        joined = [_are_joined(text, one, two, lexicon) for one, two in pairwise(capitals)] + [False]
        titles = [plain(_bare(word[0])) in lexicon.titles for word in capitals]
        run: list[re.Match[str]] = []
        for k, word in enumerate(capitals):
            bare, at_head = _bare(word[0]), word is words[0] or _at_head(text, word.start())
            fits = not at_head and not (heading and bare not in self._names[i])
            fits = fits or {bare} <= self._names[i] & self._elsewhere
            fits = fits or (joined[k] and (bare, _bare(capitals[k + 1][0])) in self._together)
            fits = fits and not any(start <= word.start() < stop for start, stop in taken)
            if run and not (fits and joined[k - 1]):
                yield run
                run = []
            if not fits or (not run and bare in lexicon.articles):
                continue
            last = k
            while joined[last] and _bare(capitals[last][0]) in areas:
                last += 1
            if not titles[k] or (run and not titles[last]):
                run.append(word)
            elif joined[k]:
                yield run
                run = []
            elif run:
                run.append(word)
        yield run


def _end(text: str, word: re.Match[str]) -> int:
    """Where a word ends, with the last full stop of "U.S."."""
    return word.end() + ("." in word[0] and text[word.end() : word.end() + 1] == ".")


def _bare(word: str) -> str:
    """A word as it is compared, without the ending of the possessive."""
    return _POSSESSIVE.sub("", word).casefold()


def _words_of(run: Sequence[re.Match[str]]) -> Iterator[str]:
    """The words of a name; those with a hyphen by their parts that have a capital: "Panama-based" is of Panama."""
    for word in run:
        yield from (
            plain(part).replace(".", "") for part in _POSSESSIVE.sub("", word[0]).split("-") if part[:1].isupper()
        )


def _begin(text: str) -> int:
    """Where a sentence begins, behind a dateline, or behind who speaks."""
    label = _LABEL.match(text)
    return label.end() if label else dateline_stop(text)


def _at_head(text: str, place: int) -> bool:
    return _HEAD.search(text[max(place - _REACH, 0) : place]) is not None


def _are_joined(text: str, word: re.Match[str], following: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether two words stand beside each other, or with small words of names between them; an owner is named apart from what is his, and a day from all."""
    return (
        _BETWEEN.fullmatch(text, word.end(), following.start()) is not None
        and _POSSESSIVE.search(word[0]) is None
        and lexicon.times.isdisjoint((_bare(word[0]), _bare(following[0])))
    )


def _is_heading(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether all longer words have a capital, and no full stop closes them."""
    longer = [word[0] for word in words if len(word[0]) > _SMALL]
    return len(longer) > 1 and all(word[0].isupper() for word in longer) and not text.rstrip('"”’» ').endswith(".")
