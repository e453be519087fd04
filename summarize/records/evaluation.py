"""The record of ``summarize evaluate``: figures of every story, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict, cast, get_args

from ..arguments import Measure
from .build import joint_corpus
from .schema import CorpusRecord, Record, opening

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .sentences import SentenceRecord


#: What is measured beside ROUGE.
BESIDE: Final = (
    *("reference_share", "reference_similarity", "redundancy"),
    *("outlets", "claims", "n_words", "n_sentences"),
)

#: Stories from which a mean has an interval and a difference a p-value: below, no difference could be surer than one in twenty, whatever the figures.
SURE_FROM: Final = 6


class FiguresRecord(TypedDict):
    """Figures of one summary. ``rouge``: recall, precision and f1 of each measure, 0-1.

    ``reference_share``: sentences of the references whose nearest sentence in the summary is near enough;
    ``reference_similarity``: mean cosine to that nearest one; ``redundancy``: mean cosine of a sentence to the nearest other one;
    ``claims``: share of the facts of two and more independent texts that the summary states, None where there are none.
    """

    rouge: dict[str, dict[str, float]]
    reference_share: float
    reference_similarity: float
    redundancy: float
    outlets: int
    claims: float | None
    n_words: int
    n_sentences: int


class MethodStoryRecord(FiguresRecord):
    """One method on one story within one budget, and the sentences that it chose."""

    method: str
    words: int
    sentences: list[SentenceRecord]


class StoryFiguresRecord(TypedDict):
    """One story: where it was read, its documents, and every result on it."""

    id: str
    path: str | None
    line: int
    language: str
    n_references: int
    corpus: CorpusRecord
    results: list[MethodStoryRecord]


class ScoreRecord(TypedDict):
    """Means over the stories, and the 95 % bootstrap interval of the measure asked for, None for fewer than `SURE_FROM`."""

    recall: float
    precision: float
    f1: float
    low: float | None
    high: float | None


class MethodRecord(TypedDict):
    """One method within one budget, over all stories.

    ``rouge``: of each measure. ``difference``: mean of this method less the one in ``against``, story by story, with interval and p-value; None for that
    one itself.
    """

    method: str
    words: int
    rouge: dict[str, ScoreRecord]
    difference: dict[str, dict[str, float | None]] | None
    reference_share: float
    reference_similarity: float
    redundancy: float
    outlets: float
    claims: float | None
    n_words: float
    n_sentences: float


class EvaluateRecord(Record):
    """``summarize evaluate``. ``against``: the method that the differences are taken from."""

    dataset: str | None
    n_stories: int
    against: str
    methods: list[MethodRecord]
    stories: list[StoryFiguresRecord]


def evaluation_record(
    stories: Sequence[StoryFiguresRecord],
    settings: Mapping[str, Any],
    model: str,
    dataset: str | None,
    against: str,
    random_state: int,
) -> EvaluateRecord:
    """Record of ``summarize evaluate`` from the figures of every story."""
    measure = settings["measure"]
    methods: list[MethodRecord] = []
    for n in settings["words"]:
        figures = {
            name: [r for story in stories for r in story["results"] if (r["method"], r["words"]) == (name, n)]
            for name in settings["methods"]
        }
        for name, rows in figures.items():
            other = None if name == against else figures[against]
            methods.append(_method(name, n, rows, other, measure, random_state))
    record = {
        **opening("evaluate"),
        "settings": dict(settings),
        "model": model,
        "corpus": joint_corpus([story["corpus"] for story in stories]),
        "dataset": dataset,
        "n_stories": len(stories),
        "against": against,
        "methods": methods,
        "stories": list(stories),
    }
    return cast("EvaluateRecord", record)


def _method(
    name: str,
    max_words: int,
    rows: Sequence[MethodStoryRecord],
    other: Sequence[MethodStoryRecord] | None,
    measure: str,
    random_state: int,
) -> MethodRecord:
    import numpy as np

    from ..evaluation.bootstrap import mean_interval, paired_difference
    from ..evaluation.rouge import MEASURES

    rouge: dict[str, ScoreRecord] = {}
    difference: dict[str, dict[str, float | None]] = {}
    for unit in MEASURES:
        ours = [row["rouge"][unit][measure] for row in rows]
        enough = len(ours) >= SURE_FROM
        interval = mean_interval(ours, random_state=random_state)
        sides = {side: float(np.mean([row["rouge"][unit][side] for row in rows])) for side in get_args(Measure)}
        low, high = (interval.low, interval.high) if enough else (None, None)
        rouge[unit] = cast("ScoreRecord", {**sides, "low": low, "high": high})
        if other is not None:
            paired = paired_difference(ours, [row["rouge"][unit][measure] for row in other], random_state=random_state)
            sure = {"low": paired.low, "high": paired.high, "p_value": paired.p_value}
            difference[unit] = {"mean": paired.mean, **(sure if enough else dict.fromkeys(sure))}
    figures: Sequence[Mapping[str, Any]] = rows

    def mean(name: str) -> float | None:
        given = [row[name] for row in figures if row[name] is not None]
        return float(np.mean(given)) if given else None

    return cast(
        "MethodRecord",
        {
            "method": name,
            "words": max_words,
            "rouge": rouge,
            "difference": difference or None,
            **{figure: mean(figure) for figure in BESIDE},
        },
    )
