"""Record of the honesty of a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from .sentences import sentence_record
from .support import outlets_saying

if TYPE_CHECKING:
    from ..comparison.claims import Claims
    from ..comparison.honesty import Honesty
    from ..corpus import Corpus
    from ..themes import Themes
    from .sentences import SentenceRecord


class MissedRecord(TypedDict):
    """A claim of two thirds of the outlets that a summary does not state, by its most central sentence."""

    outlets: list[str]
    independent: int
    sentence: SentenceRecord


class SilentThemeRecord(TypedDict):
    """A theme of two thirds of the outlets that no sentence of a summary is of, with the sentence that stands for it."""

    id: int
    label: str
    outlets: list[str]
    sentence: SentenceRecord | None


class HonestyRecord(TypedDict):
    """What stands behind a summary.

    ``sentences_of``: sentences drawn from each outlet; ``outlets_needed``: the fewest outlets that together surely state all of it, with
    the figures it gives; ``outlets_enough``: such outlets, where several choices are as few one of them;
    ``n_consensus``: claims that two thirds of the outlets agree on; ``missed``: those that it does not state;
    ``silent_themes``: themes of two thirds of the outlets that it has no sentence of, none where a theme, a question, what is new or a brief by outlet was asked for.
    """

    sentences_of: dict[str, int]
    n_outlets: int
    outlets_needed: int
    outlets_enough: list[str]
    n_consensus: int
    missed: list[MissedRecord]
    silent_themes: list[SilentThemeRecord]


def honesty_record(corpus: Corpus, honesty: Honesty, claims: Claims, themes: Themes) -> HonestyRecord:
    """Return the record of what stands behind a summary."""
    missed: list[MissedRecord] = []
    for number in honesty.missed:
        claim = claims.items[number]
        missed.append(
            {
                "outlets": outlets_saying(corpus, claim.sentences),
                "independent": claim.independent,
                "sentence": sentence_record(corpus, claim.sentences[0]),
            }
        )
    return {
        "sentences_of": {corpus.outlets[o]: n for o, n in honesty.sentences_of.items()},
        "n_outlets": len(corpus.outlets),
        "outlets_needed": len(honesty.enough),
        "outlets_enough": [corpus.outlets[o] for o in honesty.enough],
        "n_consensus": honesty.consensus,
        "missed": missed,
        "silent_themes": [_silent_theme(corpus, themes, k) for k in honesty.silent],
    }


def _silent_theme(corpus: Corpus, themes: Themes, k: int) -> SilentThemeRecord:
    outlets = {corpus.outlets[o] for o in corpus.outlet_of[themes.labels == k].tolist()}
    return {
        "id": k,
        "label": themes.names[k],
        "outlets": sorted(outlets),
        "sentence": next((sentence_record(corpus, i) for i in themes.representatives[k]), None),
    }
