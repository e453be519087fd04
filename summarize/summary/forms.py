"""Forms of one word that its stem does not bring together: "won" and "winner", "die" and "death"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..lexical import content_stems, is_content, stems, tokens
from ..shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Family(NamedTuple):
    """Forms of one word: one that is no function word of its language ("won" is, of "won't"), and all."""

    word: str
    forms: frozenset[str]


#: A word with a capital that does not open the text: somebody's name (Rose, Heard, Bond), and no form of a word.
_NAME: Final = re.compile(r"(?<=\w )[A-Z][\w’'-]*")

#: Endings with which a word of the table is another form still; "personal" has the stem of "person", and is none.
_BENT: Final = ("s", "ed", "ing")


@lru_cache(maxsize=1)
def _families() -> dict[str, tuple[dict[str, _Family], dict[str, _Family]]]:
    """Of each language, the forms of a word by each of them, and by the stem of each."""
    found: dict[str, tuple[dict[str, _Family], dict[str, _Family]]] = {}
    for language, table in shipped("summary/forms.toml").items():
        each = [entry.split() for entries in table.values() for entry in entries]
        families = [
            _Family(next(word for word in forms if is_content(word, language)), frozenset(forms)) for forms in each
        ]
        of_word = {word: family for family in families for word in family.forms}
        found[language] = (
            of_word,
            dict(zip(stems(list(of_word), language), of_word.values(), strict=True)),
        )
    return found


def _families_of(text: str, language: str) -> dict[str, _Family]:
    """The words of a text that are forms of a word of the table, and its forms."""
    of_word, of_stem = _families()[language]
    words = tokens(text)
    found = {
        word: of_word.get(word) or (of_stem.get(stem) if word.endswith(_BENT) else None)
        for word, stem in zip(words, stems(words, language), strict=True)
    }
    return {word: family for word, family in found.items() if family is not None}


def with_forms(question: str, texts: Sequence[str], languages: Sequence[str]) -> tuple[str, list[str]]:
    """A question, and texts with each word of it behind those that hold another form of that.

    A function word that is a form of a content word is one of the question too.

    Parameters
    ----------
    question : str
    texts, languages : sequences of str
        The texts, and the ISO 639-1 code of each; the question is read as each text is.

    Returns
    -------
    question : str
    texts : list of str

    Notes
    -----
    O(total number of words).

    Examples
    --------
    >>> with_forms("Who won?", ["The winner slept.", "They lost.", "To win is all."], ["en"] * 3)
    ('Who won? win', ['The winner slept. win', 'They lost.', 'To win is all.'])
    """
    asked, found = question, list(texts)
    words, bare = tokens(question), _NAME.sub("", question)
    for language in _families():
        rows = [i for i, spoken in enumerate(languages) if spoken == language]
        wanted = {
            word if is_content(word, language) else family.word: family
            for word, family in (_families_of(bare, language).items() if rows else ())
        }
        asked = " ".join([asked, *(word for word in wanted if word not in words)])
        for i in rows if wanted else []:
            held = set(_families_of(texts[i], language).values())
            own = set(content_stems(texts[i], language))
            met = [
                word for word, family in wanted.items() if family in held and own.isdisjoint(stems([word], language))
            ]
            found[i] = " ".join([texts[i], *met])
    return asked, found
