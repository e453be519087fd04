"""Whether an outlet uses the words that a theme is called by: a theme without a sentence there may be spoken of all the same."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from ..lexical import is_content

if TYPE_CHECKING:
    from ..corpus import Corpus

_WORDS = re.compile(r"[^\W_]+")


class Mentions:
    """The words of each outlet, headlines included.

    Parameters
    ----------
    corpus : Corpus

    Notes
    -----
    The texts are gone through once, when the first question is asked: O(characters).

    Examples
    --------
    >>> from summarize.corpus import Corpus
    >>> corpus = Corpus.from_records([{"id": "a", "outlet": "Courier", "title": "Talks", "text": "Both presidents met in the palace."}])
    >>> Mentions(corpus).any_of("Russian president, grain", 0), Mentions(corpus).any_of("grain treaty, harbour", 0)
    (True, False)
    >>> Mentions(corpus).any_of("palace guards, grain", 0), Mentions(corpus).phrase_of("palace guards, grain", 0)
    (True, False)
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._language = corpus.documents[0].tongue if corpus.documents else "en"

    @cached_property
    def _of_outlet(self) -> list[str]:
        texts: list[list[str]] = [[] for _ in self._corpus.outlets]
        for document, outlet in zip(self._corpus.documents, self._corpus.outlet_of_document.tolist(), strict=True):
            texts[outlet] += [document.title.casefold(), document.text.casefold()]
        return ["\n".join(parts) for parts in texts]

    def any_of(self, label: str, outlet: int) -> bool:
        """Whether any content word of a label stands anywhere in an outlet's articles, its plural and what is built on it included."""
        return any(self._stands(word, outlet) for word in self._content(label))

    def phrase_of(self, label: str, outlet: int) -> bool:
        """Whether all content words of a phrase of a label stand there: "crowned" is no crown of thorns."""
        phrases = filter(None, map(self._content, label.split(",")))
        return any(all(self._stands(word, outlet) for word in phrase) for phrase in phrases)

    def _content(self, phrase: str) -> list[str]:
        words = (word.casefold() for word in _WORDS.findall(phrase) if len(word) > 1)
        return [word for word in words if is_content(word, self._language)]

    def _stands(self, word: str, outlet: int) -> bool:
        return (word[:-1] if len(word) > 3 and word.endswith("s") else word) in self._of_outlet[outlet]
