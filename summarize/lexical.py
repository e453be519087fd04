"""Words as evidence: tokens, stems, stop words.

Every language goes through the same functions. A Snowball stemmer and a stop word list serve the languages that have
one; the others are compared by their words as written, which is weaker and still right.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "CAPITAL_NOUNS",
    "content_stems",
    "counted_stems",
    "is_content",
    "joined_tokens",
    "letter_count",
    "stems",
    "token_spans",
    "tokens",
    "word_count",
]

#: A number with its separators, a word with inner apostrophes, hyphens or full stops (U.S.), combining marks included. Where a full stop
#: stands before a capital and a small letter, a space was lost between two sentences ("was.The").
_TOKEN: Final = re.compile(
    r"\d+(?:[.,:]\d+)*"
    r"|[^\W\d_][\w\u0300-\u036f\u0900-\u0903\u093a-\u094f]*"
    r"(?:(?:['’\-](?=[^\W_])|\.(?=[^\W_])(?![A-ZÀ-ÖØ-ÞΑ-ΩА-Я][a-zß-öø-ÿα-ωа-я]))[\w\u0300-\u036f\u0900-\u0903\u093a-\u094f]*)*"
)

#: A token, kept where a text is divided at its tokens.
_DIVIDING: Final = re.compile(f"({_TOKEN.pattern})")

#: A token, and the white space behind it where nothing else stands before the next.
_JOINED_TOKEN: Final = re.compile(rf"({_TOKEN.pattern})([ \t\n\r\u00a0\u202f]+(?=[^\W_]))?")

#: Han, kana, Thai, Lao, Khmer, Burmese: scripts that write no spaces between words.
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

#: Characters of the longest run that is one word; German compounds and web addresses stay below.
_LONGEST_WORD: Final = 40

#: Words of which what was found out is kept.
_REMEMBERED: Final = 200_000

#: Texts whose words are kept, for several views ask for those of every sentence of a story in turn; and characters of the longest: no whole article.
_KNOWN: Final = 1 << 14
_SENTENCE: Final = 1_000

#: Languages that write every noun with a capital: there a capital is no sign of a name.
CAPITAL_NOUNS: Final = frozenset({"de", "lb"})

_SNOWBALL: Final = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


#: Conjunctions that Arabic and Hebrew write together with the next word: ونحن is "and we".
_JOINED: Final = {"ar": "وف", "he": "וש"}


#: Languages in which an article or pronoun loses its vowel before the next word: n'avaient is "had not".
_ELIDING: Final = frozenset({"ca", "fr", "it"})


def word_count(text: str) -> int:
    """Length of a text in words as budgets count them: runs of characters between white space.

    In scripts that write no spaces two characters are a word, and a run too long for any word counts as several; so that no
    budget is met by a page without a space.

    Examples
    --------
    >>> word_count("Talks lasted 4.5 hours - no more."), word_count("会谈于星期二结束"), word_count("x" * 400)
    (7, 4, 10)
    """
    return sum(
        1
        if run.isascii() and len(run) < 2 * _LONGEST_WORD
        else max(1, len(_UNSPACED.findall(run)) // 2, len(run) // _LONGEST_WORD)
        for run in text.split()
    )


def letter_count(text: str) -> int:
    """Letters of a text, the marks that some scripts write vowels with included.

    Examples
    --------
    >>> letter_count("18 Feb"), letter_count("हुई")
    (3, 3)
    """
    return sum(c.isalpha() or unicodedata.category(c)[0] == "M" for c in text)


def tokens(text: str) -> list[str]:
    """Words and numbers of a text, case folded, punctuation left out.

    Examples
    --------
    >>> tokens("The U.S. and Russia’s envoys met for 4.5 hours.")
    ['the', 'u.s', 'and', 'russia’s', 'envoys', 'met', 'for', '4.5', 'hours']
    """
    return list(_kept_tokens(text) if len(text) <= _SENTENCE else _tokens(text))


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(map(_FOLDED.__getitem__, _TOKEN.findall(unicodedata.normalize("NFC", text))))


_kept_tokens = lru_cache(maxsize=_KNOWN)(_tokens)


class _Folded(dict[str, str]):
    """Each word as texts write it, case folded: one string for all places at which it stands."""

    def __missing__(self, written: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[written] = word = intern(written.casefold())
        return word


_FOLDED: Final = _Folded()


def token_spans(text: str) -> tuple[list[str], NDArray[np.intp]]:
    """Words and numbers of a text, case folded, and where each stands in it.

    Returns
    -------
    words : list of str
    spans : ndarray of shape (n_words, 2)
        Half-open code point offsets into `text` as given.

    Examples
    --------
    >>> words, spans = token_spans("Talks, then silence.")
    >>> words, spans.tolist()
    (['talks', 'then', 'silence'], [[0, 5], [7, 11], [12, 19]])
    """
    import numpy as np

    # What stands between two words, and each word, in turn: their lengths add up to the places.
    parts = _DIVIDING.split(text)
    ends = np.cumsum(np.fromiter(map(len, parts), dtype=np.intp, count=len(parts)))
    words = parts[1::2]
    return list(map(_FOLDED.__getitem__, words)), ends[: 2 * len(words)].reshape(-1, 2)


def joined_tokens(text: str) -> list[tuple[str, str]]:
    """Words and numbers of a text as it writes them, each with the white space by which alone it is parted from the next, or "".

    Examples
    --------
    >>> joined_tokens("New York, then rain.")
    [('New', ' '), ('York', ''), ('then', ' '), ('rain', '')]
    """
    return _JOINED_TOKEN.findall(text)


@lru_cache(maxsize=8)
def _stem_function(language: str) -> Callable[[str], str]:
    from snowballstemmer import stemmer

    name = _SNOWBALL.get(language)
    if name is None:
        return str
    return lru_cache(maxsize=_REMEMBERED)(stemmer(name).stemWord)


@lru_cache(maxsize=8)
def _stop_words(language: str) -> frozenset[str]:
    from stopwordsiso import has_lang, stopwords

    return frozenset(map(str.casefold, stopwords(language))) if has_lang(language) else frozenset()


# Asked of every word of every text, and few words are most of them.
@lru_cache(maxsize=_REMEMBERED)
def is_content(word: str, language: str) -> bool:
    """Whether a token says what a text is about: no stop word, no single letter.

    Parameters
    ----------
    word : str
        As `tokens` gives it.
    language : str
        ISO 639-1 code.
    """
    bare = word.removesuffix("'s").removesuffix("’s").replace("’", "'")
    if len(bare) == 1 and bare.isascii():
        return False
    stop_words = _stop_words(language)
    if bare in stop_words or (bare[:1] in _JOINED.get(language, "") and bare[1:] in stop_words):
        return False
    head, apostrophe, tail = bare.partition("'")
    return not (apostrophe and language in _ELIDING and len(head) <= 3 and tail in stop_words)


def stems(words: Sequence[str], language: str) -> list[str]:
    """Stem of each token; possessives are cut, apostrophes are of one kind, languages without a stemmer keep their words.

    References
    ----------
    Porter, M. F. (2001). Snowball: A language for stemming algorithms.
    """
    return list(map(_stems_of(language).__getitem__, words))


def content_stems(text: str, language: str) -> list[str]:
    """Stems of the content words of a text, in order.

    Examples
    --------
    >>> content_stems("European leaders were meeting in Paris", "en")
    ['european', 'leader', 'meet', 'pari']
    """
    return counted_stems(text, language)[1]


def counted_stems(text: str, language: str) -> tuple[int, list[str]]:
    """How many words and numbers a text has, and the stems of its content words, in order.

    Examples
    --------
    >>> counted_stems("European leaders were meeting in Paris", "en")
    (6, ['european', 'leader', 'meet', 'pari'])
    """
    words = _kept_tokens(text) if len(text) <= _SENTENCE else _tokens(text)
    return len(words), [stem for stem in map(_content_stems_of(language).__getitem__, words) if stem is not None]


class _Stems(dict[str, str]):
    """Stem of each word of a language: asked of every word, and few words are most of them."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = _stem_function(language)

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = stem = self._stem(word.replace("’", "'").removesuffix("'s"))
        return stem


_stems_of = lru_cache(maxsize=8)(_Stems)


class _ContentStems(dict[str, "str | None"]):
    """Stem of each content word of a language, None for another word."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = stems((word,), self._language)[0] if is_content(word, self._language) else None
        self[word] = found
        return found


_content_stems_of = lru_cache(maxsize=8)(_ContentStems)
