"""Words that are no label, or not by themselves, most of them English: read from ``words.toml``, and from ``tagged.toml``, which a tagger has made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    measures : frozenset of str
        Units, numbers and sums.
    partitives : frozenset of str
        What says how much, or what sort, of something there is before *of*: "amounts of money" are money.
    others, never_others : mapping of str to frozenset of str
        By another language (ISO 639-1), what names nothing by itself, and what begins and ends no phrase; "elsewhere" in every one.
    """

    adjectives: frozenset[str]
    verbs: frozenset[str]
    demonyms: frozenset[str]
    comparatives: frozenset[str]
    silent: frozenset[str]
    never: frozenset[str]
    measures: frozenset[str]
    partitives: frozenset[str]
    others: Mapping[str, frozenset[str]]
    never_others: Mapping[str, frozenset[str]]

    def is_silent(self, word: str, language: str = "en") -> bool:
        """Whether a word in small letters, or its last part ("year-old"), names nothing by itself."""
        silent = self.silent if language == "en" else self.others.get(language, frozenset())
        return word.rpartition("-")[2] in silent

    def is_never(self, word: str, language: str) -> bool:
        """Whether a word in small letters begins no phrase and ends none."""
        if language == "en":
            return word in self.never
        return word in self.never_others["elsewhere"] or word in self.never_others.get(language, frozenset())


def _third_person(verb: str) -> str:
    """A verb with the ending of the third person; one that has an ending as it is."""
    if verb.endswith(("s", "ed", "ing")):
        return verb
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{verb}s"


def _by_language(prefix: str, lists: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {name.removeprefix(prefix): words for name, words in lists.items() if name.startswith(prefix)}


@lru_cache(maxsize=1)
def reporting_verbs() -> dict[str, frozenset[str]]:
    """By language, the forms of the verbs that report speech: those by which quotations are given to their speakers."""
    return {
        language: frozenset(map(str.casefold, table["say"]))
        for language, table in shipped("speech.toml").items()
        if "say" in table
    }


@lru_cache(maxsize=1)
def english_words() -> EnglishWords:
    """Read the lists, once.

    References
    ----------
    Schmid, H.-J. (2000). English abstract nouns as conceptual shells. De Gruyter.
    """
    lists = {
        name: frozenset(words.casefold().split())
        for table in ("themes/words.toml", "themes/tagged.toml")
        for name, words in shipped(table).items()
    }
    adjectives, demonyms = lists["adjectives"] | lists["other_adjectives"], lists["demonyms"]
    silent = adjectives.union(demonyms, lists["empty"], lists["measures"], lists["when"])
    # What is a verb wherever it stands is one in the third person as well.
    verbs = lists["verbs"].union(map(_third_person, lists["verbs"]))
    return EnglishWords(
        adjectives,
        verbs,
        demonyms,
        comparatives=lists["comparatives"],
        silent=silent,
        never=lists["never"],
        measures=lists["measures"],
        partitives=lists["partitives"],
        others=_by_language("silent_", lists),
        never_others=_by_language("never_", lists),
    )
