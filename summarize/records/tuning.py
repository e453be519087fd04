"""Record of ``summarize tune``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypedDict, cast

from .build import corpus_record, joint_corpus
from .schema import Record, opening
from .sentences import SentenceRecord, sentence_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from _typeshed import DataclassInstance
    from numpy.typing import NDArray

    from ..corpus import Corpus


class TriedRecord(TypedDict):
    """A setting that was tried: what was set, and the mean of each measure over the stories, None where there is none.

    ``score`` is what was searched for; ``scores``: story by story. Number 0 are the settings given.
    """

    number: int
    settings: dict[str, Any]
    score: float
    scores: list[float]
    n_themes: float
    share: float
    agreement: float | None
    silhouette: float
    adjusted_rand: float | None
    adjusted_mutual_information: float | None
    b_cubed: float | None
    of_labelled: float | None


class HonestRecord(TypedDict):
    """A story left out: the trial that is best on the others, its score here, and that of the settings given."""

    story: str
    trial: int
    score: float
    given: float


class MapRecord(SentenceRecord):
    """A sentence of the first story, its theme by the chosen settings, and a place on a plane, -1 to 1."""

    theme: int | None
    x: float
    y: float


class TunedStoryRecord(TypedDict):
    """A story on which settings were tried. ``n_labelled``: sentences to which somebody gave a theme, by ``n_labellers`` people; None and 0 without labels."""

    name: str
    n_documents: int
    n_sentences: int
    n_labelled: int | None
    n_labellers: int


class TuneRecord(Record):
    """``summarize tune``. ``best``: the trial with the highest score; ``chosen``: the one that is kept, 0 if no change is worth it.

    ``map`` and ``map_themes``: the sentences of the first story, and a phrase for each of their themes.
    """

    criterion: str
    stories: list[TunedStoryRecord]
    trials: list[TriedRecord]
    best: int
    chosen: int
    left_out: list[HonestRecord]
    toml: str
    map: list[MapRecord]
    map_themes: list[str]


def tune_record(
    corpora: Sequence[Corpus],
    *,
    mapped: Corpus,
    names: Sequence[str],
    labellers: Sequence[int],
    labelled: Sequence[int | None],
    settings: Mapping[str, Any],
    model: str,
    trials: Sequence[tuple[Mapping[str, Any], Sequence[DataclassInstance]]],
    best: int,
    chosen: int,
    honest: Sequence[tuple[int, float, float]] | None,
    toml: str,
    places: NDArray[Any],
    found: NDArray[Any],
    theme_names: Sequence[str],
) -> TuneRecord:
    """Record of a search; `places` and `found` are those of the sentences of `mapped`, of the first story."""
    from statistics import fmean

    tried = []
    for number, (values, row) in enumerate(trials):
        every = [asdict(trial) for trial in row]
        means = {
            name: None
            if any(trial[name] is None for trial in every)
            else round(fmean(trial[name] for trial in every), 6)
            for name in every[0]
        }
        scores = [round(trial["score"], 6) for trial in every]
        tried.append({"number": number, "settings": dict(values), **means, "scores": scores})
    return cast(
        "TuneRecord",
        {
            **opening("tune"),
            "settings": dict(settings),
            "model": model,
            "corpus": joint_corpus([corpus_record(corpus, None) for corpus in corpora]),
            "criterion": "labels" if labelled[0] is not None else "stability and silhouette",
            "stories": [
                {
                    "name": name,
                    "n_documents": len(corpus.documents),
                    "n_sentences": len(corpus.sentences),
                    "n_labelled": n_labelled,
                    "n_labellers": n_labellers if n_labelled is not None else 0,
                }
                for name, corpus, n_labelled, n_labellers in zip(names, corpora, labelled, labellers, strict=True)
            ],
            "trials": tried,
            "best": best,
            "chosen": chosen,
            "left_out": [
                {"story": name, "trial": trial, "score": score, "given": given}
                for name, (trial, score, given) in zip(names, honest or (), strict=False)
            ],
            "toml": toml,
            "map": [
                {
                    **sentence_record(mapped, i),
                    "theme": int(found[i]) if found[i] >= 0 else None,
                    "x": round(float(places[i, 0]), 4),
                    "y": round(float(places[i, 1]), 4),
                }
                for i in range(len(mapped.sentences))
            ],
            "map_themes": list(theme_names),
        },
    )
