"""English words that are no label, or not by themselves: read from ``words.toml``, and from ``tagged.toml``, which a tagger has made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from ..configuration import load_toml

__all__ = ["EnglishWords", "english_words"]

_TABLES: Final = (Path(__file__).with_name("words.toml"), Path(__file__).with_name("tagged.toml"))


@dataclass(frozen=True, slots=True)
class EnglishWords:
    """Words by what keeps them from being a label, in small letters.

    Attributes
    ----------
    adjectives, verbs : frozenset of str
        What a tagger nearly always calls so.
    demonyms : frozenset of str
        Adjectives of places and peoples.
    comparatives : frozenset of str
        What says how much of something there is: "the largest nuclear powers" are nuclear powers.
    silent : frozenset of str
        What names nothing by itself: adjectives, measures, times, and nouns such as "issue".
    never : frozenset of str
        What begins and ends no phrase.
    """

    adjectives: frozenset[str]
    verbs: frozenset[str]
    demonyms: frozenset[str]
    comparatives: frozenset[str]
    silent: frozenset[str]
    never: frozenset[str]

    def is_silent(self, word: str) -> bool:
        """Whether a word in small letters, or its last part ("year-old"), names nothing by itself."""
        return word.rpartition("-")[2] in self.silent


@lru_cache(maxsize=1)
def english_words() -> EnglishWords:
    """Read the lists, once.

    References
    ----------
    Schmid, H.-J. (2000). English abstract nouns as conceptual shells. De Gruyter.
    """
    lists = {
        name: frozenset(words.split()) for path in _TABLES for name, words in load_toml(path, "lists of words").items()
    }
    adjectives, demonyms = lists["adjectives"] | lists["other_adjectives"], lists["demonyms"]
    silent = adjectives.union(demonyms, lists["empty"], lists["measures"], lists["when"])
    return EnglishWords(adjectives, lists["verbs"], demonyms, lists["comparatives"], silent, lists["never"])
