"""Forms of one word that its stem does not bring together: "won" and "winner", "die" and "death"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..lexical import content_stems, is_content, stems, tokens
from ..shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Family(NamedTuple):
    """Forms of one word: one that is no function word of its language ("won" is, of "won't"), and the stems of all."""

    word: str
    stems: frozenset[str]


@lru_cache(maxsize=1)
def _families() -> dict[str, dict[str, _Family]]:
    """Of each language, the forms of a word by the stem of each of them."""
    found: dict[str, dict[str, _Family]] = {}
    for language, table in shipped("summary/forms.toml").items():
        each = [entry.split() for entries in table.values() for entry in entries]
        families = [
            _Family(next(word for word in forms if is_content(word, language)), frozenset(stems(forms, language)))
            for forms in each
        ]
        found[language] = {stem: family for family in families for stem in family.stems}
    return found


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
    for language, families in _families().items():
        rows = [i for i, spoken in enumerate(languages) if spoken == language]
        words = tokens(question) if rows else []
        of_word = dict(zip(words, map(families.get, stems(words, language)), strict=True))
        wanted = {
            word if is_content(word, language) else family.word: family.stems
            for word, family in of_word.items()
            if family is not None
        }
        asked = " ".join([asked, *(word for word in wanted if word not in words)])
        for i in rows if wanted else []:
            held = set(stems(tokens(texts[i]), language))
            own = set(content_stems(texts[i], language))
            met = [word for word, forms in wanted.items() if forms & held and own.isdisjoint(stems([word], language))]
            found[i] = " ".join([texts[i], *met])
    return asked, found
