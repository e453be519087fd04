"""Words as evidence: tokens, stems, stop words.

Every language goes through the same functions. A Snowball stemmer and a stop word list serve the languages that have
one; the others are compared by their words as written, which is weaker and still right.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import TYPE_CHECKING, Final, TypeVar

from .calendars import without_accents
from .shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

_Found = TypeVar("_Found")

#: Marks that are written over, under and behind the letters of a word: vowels in most scripts of India and South-East Asia, and in pointed Arabic and
#: Hebrew, tones, accents. As the inside of a class of characters; between two of them stand letters, or nothing that is in use.
MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e8\u06ea-\u06ed\u0711-\u07f3\u07fd\u0816-\u082d\u0859-\u085b\u0898-\u08e1\u08e3-\u0963\u0981-\u09e3\u09fe-\u0a75"
    "\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e"
    "\u0eb1-\u0ecd\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6\u102b-\u103e\u1056-\u109d\u135d-\u135f\u1712-\u1734"
    "\u1752-\u17d3\u17dd\u180b-\u180d\u180f-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1ab0-\u1abd\u1abf-\u1b44\u1b6b-\u1b73\u1b80-\u1bf3"
    "\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302f\u3099-\u309a\ua66f"
    "\ua674-\ua67d\ua69e-\ua6f1\ua802-\ua827\ua82c\ua880-\ua8c5\ua8e0-\ua8f1\ua8ff-\ua92d\ua947-\ua953\ua980-\ua9c0\ua9e5-\uaa4d"
    "\uaa7b-\uaac1\uaaeb-\uaaef\uaaf5-\uaaf6\uabe3-\uabea\uabec-\uabed\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
)

#: The mark before the last letter of what Hebrew shortens, and before an ending: צה"ל, ק"מ, דו"חות. Behind one letter it may open a quotation: ב"הארץ".
_SHORTENED: Final = (
    r"[\"״](?:(?<=[א-ת].)(?=[א-ת](?![א-ת]))|(?<=[א-ת]{2}.)(?=[א-ת]{2,3}(?![א-ת])))|׳(?<=[א-ת].)(?=[א-ת])"
)

#: A hyphen that stands between a preposition, article or conjunction of Hebrew and a number or a foreign name: ב-26, ה-BBC.
_BEHIND_PREFIX: Final = r"(?<!\b[בהוכלמש])-|-(?![\dA-Za-z])"

#: A number with its separators, a word with inner apostrophes, hyphens, joiners without width or full stops (U.S.), combining marks included. Where a full stop
#: stands before a capital and a small letter, a space was lost between two sentences ("was.The").
_TOKEN: Final = re.compile(
    r"\d+(?:[.,:]\d+)*"
    rf"|[^\W\d_][\w{MARKS}]*"
    rf"(?:(?:(?:['’\u200c\u200d]|{_BEHIND_PREFIX})(?=[^\W_])|{_SHORTENED}"
    rf"|\.(?=[^\W_])(?![A-ZÀ-ÖØ-ÞΑ-ΩА-Я][a-zß-öø-ÿα-ωа-я]))[\w{MARKS}]*)*"
)

#: A token, kept where a text is divided at its tokens.
_DIVIDING: Final = re.compile(f"({_TOKEN.pattern})")

#: A token, and the white space behind it where nothing else stands before the next.
_JOINED_TOKEN: Final = re.compile(rf"({_TOKEN.pattern})([ \t\n\r\u00a0\u202f]+(?=[^\W_]))?")

#: Vowels of Arabic and Hebrew, and their accents in scripture: the same word is written with them and without.
_POINTS: Final = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0652\u0670]")

#: What makes another number of the same digits, or another statement of the same words: a currency, a share of a hundred, a plus or minus, a full stop
#: before the first digit. A dash between two numbers, or with a space behind it, is none of them, and at the head of a line it marks an item.
_SIGN: Final = (
    r"[$¢£¤¥\u058f\u060b\u09f2\u09f3\u0af1\u0bf9\u0e3f\u17db\u20a0-\u20c0\ufdfc\ufe69\uff04\uffe0\uffe1\uffe5\uffe6%‰\u066a\uff05]"
    r"|(?<=[\s(\[\"'“‘«:=$€£¥])[-−–+±](?=[$€£¥]?\.?\d)|(?<![\w.])\.(?=\d)"
)
_SIGNED: Final = re.compile(_SIGN)
_SIGN_OR_TOKEN: Final = re.compile(f"{_SIGN}|{_TOKEN.pattern}")
_MINUS: Final = frozenset("−–")

#: Han, kana, Thai, Lao, Khmer, Burmese: scripts that write no spaces between words. As the inside of a class of characters.
_SPACELESS: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"

#: What a run of such letters is divided into, a letter with its marks, and the stretches between such runs. Their digits are digits.
_LETTER: Final = re.compile(rf"(?!\d)[{_SPACELESS}][{MARKS}]*")
_STRETCH: Final = re.compile(rf"(?:(?!\d)[{_SPACELESS}][{MARKS}]*)+|(?:\d|[^{_SPACELESS}])+")
_HAS_UNSPACED: Final = re.compile(f"[{_SPACELESS}]")

#: A letter that may be a word: those of such scripts, and a syllable of Korean.
_IS_WORD: Final = re.compile(rf"[{_SPACELESS}\uac00-\ud7a3]")

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
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
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


#: Languages whose function words are listed under another code.
_LISTED_AS: Final = {"nb": "no", "nn": "no"}


#: Languages whose function words are compared without accents: lists of Greek leave them out, and Arabic writes أيضا and ايضا.
_UNACCENTED: Final = frozenset({"ar", "el"})

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
    runs = text.split()
    if text.isascii() and max(map(len, runs), default=0) < 2 * _LONGEST_WORD:
        return len(runs)
    return sum(max(1, len(_HAS_UNSPACED.findall(run)) // 2, len(run) // _LONGEST_WORD) for run in runs)


def letter_count(text: str) -> int:
    """Letters of a text, the marks that some scripts write vowels with included.

    Examples
    --------
    >>> letter_count("18 Feb"), letter_count("हुई")
    (3, 3)
    """
    if text.isascii():
        return sum(map(str.isalpha, text))
    return sum(c.isalpha() or unicodedata.category(c)[0] == "M" for c in text)


def tokens(text: str) -> list[str]:
    """Words and numbers of a text, case folded, punctuation left out.

    In scripts that write no spaces between words, each two letters that stand side by side are one. Points that Arabic and Hebrew seldom write are left out.

    Examples
    --------
    >>> tokens("The U.S. and Russia’s envoys met for 4.5 hours.")
    ['the', 'u.s', 'and', 'russia’s', 'envoys', 'met', 'for', '4.5', 'hours']
    >>> tokens("会谈在15日结束")
    ['会谈', '谈在', '15', '日结', '结束']
    """
    return list(_kept_tokens(text) if len(text) <= _SENTENCE else _tokens(text))


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_folded(_TOKEN.findall(unicodedata.normalize("NFC", text)), text))


def _folded(written: list[str], text: str) -> Iterator[str]:
    """Case-folded words of what stands in a text between spaces and punctuation."""
    if text.isascii() or _HAS_UNSPACED.search(text) is None:
        return map(_FOLDED.__getitem__, written)
    return (_FOLDED[word] for run in written for word, _, _ in _words_of(run))


def _words_of(run: str) -> Iterator[tuple[str, int, int]]:
    """The words of what stands between spaces and punctuation, and what of it belongs to each: of two letters the first alone, but for the last two."""
    if run.isascii() or _HAS_UNSPACED.search(run) is None:
        yield run, 0, len(run)
        return
    for stretch in _STRETCH.finditer(run):
        letters = [letter.span() for letter in _LETTER.finditer(run, *stretch.span())]
        if len(letters) > 1:
            for (start, stop), (_, end) in pairwise(letters):
                yield run[start:end], start, end if end == stretch.end() else stop
        elif any(map(str.isalnum, stretch[0])):
            yield stretch[0], *stretch.span()


def signed_tokens(text: str) -> list[str]:
    """Words and numbers of a text as `tokens` gives them, and the signs by which numbers of the same digits are not the same.

    Examples
    --------
    >>> signed_tokens("A fall of -15 degrees cost $.5 million, 2-3%.")
    ['a', 'fall', 'of', '-', '15', 'degrees', 'cost', '$', '.', '5', 'million', '2', '3', '%']
    """
    if _SIGNED.search(text) is None:
        return tokens(text)
    found: list[str] = []
    for piece in _SIGN_OR_TOKEN.findall(unicodedata.normalize("NFC", text)):
        if piece[0].isalnum():
            found.extend(_folded([piece], piece))
        else:
            found.append("-" if piece in _MINUS else unicodedata.normalize("NFKC", piece))
    return found


_kept_tokens = lru_cache(maxsize=_KNOWN)(_tokens)


class _Remembered(dict[str, _Found]):
    """What was found out of each word: asked of every word, and few words are most of them."""

    def __init__(self, find: Callable[[str], _Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> _Found:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = found = self._find(word)
        return found


#: Each word as texts write it, case folded and without its points: one string for all places at which it stands.
_FOLDED: Final = _Remembered[str](lambda written: intern(_POINTS.sub("", written.casefold())))


def token_spans(text: str) -> tuple[list[str], NDArray[np.intp]]:
    """Words and numbers of a text, case folded, and where each stands in it.

    Returns
    -------
    words : list of str
    spans : ndarray of shape (n_words, 2)
        Half-open code point offsets into `text` as given. They do not overlap: of the two letters that are a word in scripts without spaces
        the first alone is meant, but for the last two of a run; so that the spans of words in a row hold all of their letters.

    Examples
    --------
    >>> words, spans = token_spans("Talks, then silence.")
    >>> words, spans.tolist()
    (['talks', 'then', 'silence'], [[0, 5], [7, 11], [12, 19]])
    >>> words, spans = token_spans("会谈，结束了")
    >>> words, spans.tolist()
    (['会谈', '结束', '束了'], [[0, 2], [3, 4], [4, 6]])
    """
    import numpy as np

    if not text.isascii() and _HAS_UNSPACED.search(text) is not None:
        each = [
            (_FOLDED[word], match.start() + start, match.start() + stop)
            for match in _TOKEN.finditer(text)
            for word, start, stop in _words_of(match[0])
        ]
        places = np.array([place for _, *place in each], dtype=np.intp).reshape(-1, 2)
        return [word for word, _, _ in each], places
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
def _stop_words(language: str) -> frozenset[str]:
    from stopwordsiso import stopwords

    language = _LISTED_AS.get(language, language)
    more = shipped("function_words.toml").get(language, "").split()
    # The list of Greek writes some of its deltas as the sign of a difference.
    return frozenset(_bare(word.casefold().replace("\u2206", "δ"), language) for word in (*stopwords(language), *more))


def _bare(word: str, language: str) -> str:
    """A word in small letters as it is looked up among function words."""
    if word.isascii():
        return word
    return without_accents(word) if language in _UNACCENTED else _POINTS.sub("", unicodedata.normalize("NFC", word))


def has_words(language: str) -> bool:
    """Whether anything is known of the words of a language: which of them are function words, or their stems.

    Parameters
    ----------
    language : str
        ISO 639-1 code.

    Examples
    --------
    >>> has_words("bn"), has_words("ta"), has_words("te")
    (True, True, False)
    """
    return language in _SNOWBALL or bool(_stop_words(language))


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
    bare = _bare(word.removesuffix("'s").removesuffix("’s").replace("’", "'"), language)
    if len(bare) == 1 and not _IS_WORD.match(bare):
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
    words = tokens(text)
    return len(words), [stem for stem in map(_content_stems_of(language).__getitem__, words) if stem is not None]


@lru_cache(maxsize=8)
def _stems_of(language: str) -> _Remembered[str]:
    from snowballstemmer import stemmer

    name = _SNOWBALL.get(language)
    stem = str if name is None else stemmer(name).stemWord
    return _Remembered(lambda word: stem(_POINTS.sub("", word).replace("’", "'").removesuffix("'s")))


@lru_cache(maxsize=8)
def _content_stems_of(language: str) -> _Remembered[str | None]:
    """Stem of each content word of a language, None for another word."""
    return _Remembered(lambda word: stems((word,), language)[0] if is_content(word, language) else None)
