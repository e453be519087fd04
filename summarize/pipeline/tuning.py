"""Searching the settings of the clustering, on a corpus of one's own."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..arguments import whole_number
from ..errors import InputError
from .analysis import Analysis, analyse
from .answers import Answer
from .identity import default_settings, default_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ..cache import Store
    from ..corpus import Corpus
    from ..embedding import Encoder
    from ..engine import Engine
    from ..reading.labels import Labels
    from ..records.tuning import TuneRecord
    from ..settings import Settings, ThemeSettings
    from ..timing import Progress
    from .trials import Bench, Tried

#: Settings that are searched: the values of a choice, or the ends of a range.
SPACE: Final[Mapping[str, tuple[str, ...] | tuple[float, float]]] = {
    "granularity": ("coarse", "medium", "fine"),
    "neighbour_weight": (0.0, 0.6),
    "paragraph_weight": (0.0, 0.5),
    "term_share": (0.0, 0.7),
    "min_share": (0.015, 0.06),
}

#: By how much a setting must do better than those given to be worth a change: against labels; and without them, where a better
#: score says little of what a reader would call a theme (docs/tuning.md), and only a clear gain counts.
WORTH: Final = 0.02
WORTH_WITHOUT_LABELS: Final = 0.1


@dataclass(frozen=True, eq=False, repr=False)
class Tuning(Answer["TuneRecord"]):
    """What a search found.

    Attributes
    ----------
    record : TuneRecord
    """

    record: TuneRecord

    def __repr__(self) -> str:
        return f"Tuning({len(self.record['trials'])} trials, number {self.record['chosen']} chosen)"

    @property
    def toml(self) -> str:
        """The settings that were chosen, as a settings file for every command."""
        return self.record["toml"]


def tune(
    corpus: Corpus,
    *,
    labels: Sequence[Labels] = (),
    n_trials: int = 60,
    max_seconds: float | None = None,
    random_state: int = 0,
    model: str | Path | None = None,
    encoder: Encoder | None = None,
    settings: Settings | None = None,
    cache: Store | None = None,
    progress: Progress | None = None,
    engine: str | Engine = "local",
) -> Tuning:
    """Search the settings by which themes are found, with labels of one's own or without.

    With labels, a setting is as good as the themes that it finds agree with the person's (adjusted Rand index, mean of the
    stories). Settings are drawn at random, whatever the scores so far: so that leaving each story out in turn, choosing on
    the others and measuring on it gives a figure that the story had no part in. They replace those given only if
    *that* figure is better. Without labels, a setting is as good as its themes are found again when articles are left
    out and stand apart (silhouette), and the search goes where that gets better.

    Parameters
    ----------
    corpus : Corpus
    labels : sequence of Labels, optional
        A file a story, as `summarize.reading.labels.read_labels` gives them. Files on the same articles are one story, labelled
        by several: a setting's score there is the mean over them.
    n_trials : int
        Settings tried, those given among them.
    max_seconds : float, optional
        No trial begins later than this; the outcome then depends on the machine.
    random_state : int
    model, encoder, settings, cache, progress, engine : optional
        As for `analyse`.

    Returns
    -------
    Tuning

    Raises
    ------
    InputError
        If optuna is not installed, labels do not fit the corpus, or none has two themes.

    References
    ----------
    Akiba, T., et al. (2019). Optuna: A next-generation hyperparameter optimization framework. KDD.
    """
    from .. import __version__
    from ..records.tuning import tune_record
    from .trials import bench_of, map_of, names_of, themes_by

    n_trials, random_state = whole_number("n_trials", n_trials), whole_number("random_state", random_state)
    if n_trials < 1:
        raise ValueError(f"n_trials must be positive, got {n_trials}")
    store, base = default_store(cache, progress), default_settings(settings)

    def analysed(part: Corpus) -> Analysis:
        return analyse(part, model=model, encoder=encoder, settings=base, cache=store, progress=progress, engine=engine)

    if labels:
        stories = _by_story(_labelled_benches(corpus, labels, analysed))
    else:
        whole = analysed(corpus)
        stories = [[bench_of("the corpus", whole.corpus, whole.embeddings, None)]]
    drawn, trials = _tried(stories, base.themes, n_trials, max_seconds, random_state, progress, informed=not labels)
    scores = np.round(np.array([[trial.score for trial in row] for row in trials]), 6)
    best = int(scores.mean(axis=1).argmax())
    honest = _left_out(scores) if labels and len(stories) > 1 else None
    chosen = _chosen(scores, best, honest, WORTH if labels else WORTH_WITHOUT_LABELS)
    first = stories[0][0]
    found = themes_by(first, drawn[chosen])
    encoder_identity = analysed(first.corpus).encoder.identity
    on = f"on labels of {', '.join(file.name for file in labels)}" if labels else "without labels"
    remarks = (
        f"{'Chosen' if chosen else 'Kept'} by summarize tune {__version__}; every command takes this file with --settings.",
        f"Settings tried: {len(trials)}, {on}, random state {random_state}, model {encoder_identity}.",
    )
    return Tuning(
        tune_record(
            [_joined(benches) for benches in stories],
            mapped=first.corpus,
            names=[" and ".join(bench.name for bench in benches) for benches in stories],
            labellers=[len(benches) for benches in stories],
            labelled=[_n_labelled(benches) for benches in stories],
            settings={
                "themes": asdict(base.themes),
                "n_trials": n_trials,
                "max_seconds": max_seconds,
                "random_state": random_state,
                "space": {name: list(values) for name, values in SPACE.items()},
            },
            model=encoder_identity,
            trials=[
                ({name: getattr(setting, name) for name in SPACE}, row)
                for setting, row in zip(drawn, trials, strict=True)
            ],
            best=best,
            chosen=chosen,
            honest=honest,
            toml=_toml(replace(base, themes=drawn[chosen]), remarks),
            places=map_of(first, found),
            theme_names=names_of(first, found),
            found=found,
        )
    )


def _tried(
    stories: Sequence[Sequence[Bench]],
    given: ThemeSettings,
    n_trials: int,
    max_seconds: float | None,
    random_state: int,
    progress: Progress | None,
    *,
    informed: bool,
) -> tuple[list[ThemeSettings], list[list[Tried]]]:
    """Try the settings given, then others: each setting, and how it does on each story."""
    from .trials import mean_trial, try_settings

    drawn: list[ThemeSettings] = []
    trials: list[list[Tried]] = []

    def run(setting: ThemeSettings) -> float:
        drawn.append(setting)
        tried = ([try_settings(bench, setting, random_state=random_state) for bench in benches] for benches in stories)
        trials.append(list(map(mean_trial, tried)))
        if progress is not None:
            progress("trying settings", len(trials), n_trials)
        return float(np.mean([trial.score for trial in trials[-1]]))

    run(given)
    if n_trials > 1:
        _search(run, given, n_trials - 1, max_seconds, random_state, informed=informed)
    if progress is not None:
        progress("trying settings", n_trials, n_trials)
    return drawn, trials


def _labelled_benches(corpus: Corpus, labels: Sequence[Labels], analysed: Callable[[Corpus], Analysis]) -> list[Bench]:
    from .labelling import labelled_story
    from .trials import bench_of

    benches = []
    for file in labels:
        story = labelled_story(corpus, file)
        if len(np.unique(story.theme_of[story.theme_of >= 0])) < 2:
            raise InputError(
                f"{file.path}: expected sentences of at least two themes, found {len(story.themes)}; label more, or leave the file out"
            )
        analysis = analysed(story.corpus)
        benches.append(bench_of(story.name, analysis.corpus, analysis.embeddings, story.theme_of))
    return benches


def _by_story(benches: Sequence[Bench]) -> list[list[Bench]]:
    """Labels of the same articles together: whoever labelled it again, a story is left out whole, or what is chosen has seen it."""
    stories: list[list[Bench]] = []
    articles: list[set[str]] = []
    for bench in benches:
        own = {document.id for document in bench.corpus.documents}
        same = [k for k, others in enumerate(articles) if own & others]
        joined = [other for k in same for other in stories[k]] + [bench]
        own = own.union(*(articles[k] for k in same))
        stories = [story for k, story in enumerate(stories) if k not in same] + [joined]
        articles = [others for k, others in enumerate(articles) if k not in same] + [own]
    return stories


def _joined(benches: Sequence[Bench]) -> Corpus:
    """The articles and sentences that any of several people labelled, each once."""
    from ..corpus import Corpus, Sentence

    if len(benches) == 1:
        return benches[0].corpus
    documents = {document.id: document for bench in benches for document in bench.corpus.documents}
    place = {name: k for k, name in enumerate(documents)}
    spans = {
        (place[bench.corpus.documents[s.document].id], s.start, s.stop)
        for bench in benches
        for s in bench.corpus.sentences
    }
    return Corpus(tuple(documents.values()), tuple(Sentence(*span) for span in sorted(spans)), benches[0].corpus.audit)


def _n_labelled(benches: Sequence[Bench]) -> int | None:
    """Sentences of a story that somebody gave a theme."""
    given: set[tuple[str, int, int]] = set()
    for bench in benches:
        if bench.theme_of is None:
            return None
        sentences, documents = bench.corpus.sentences, bench.corpus.documents
        for i in np.flatnonzero(bench.theme_of >= 0).tolist():
            given.add((documents[sentences[i].document].id, sentences[i].start, sentences[i].stop))
    return len(given)


def _search(
    run: Callable[[ThemeSettings], float],
    base: ThemeSettings,
    n_trials: int,
    max_seconds: float | None,
    random_state: int,
    *,
    informed: bool,
) -> None:
    """Draw settings and try them; `informed` by the scores so far, or whatever these are."""
    try:
        import optuna
    except ImportError as error:
        raise InputError(
            'summarize tune needs optuna, which is not installed; run: pip install "summarize[tune]"'
        ) from error

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    sampler = (
        optuna.samplers.TPESampler(seed=random_state) if informed else optuna.samplers.RandomSampler(seed=random_state)
    )
    study = optuna.create_study(direction="maximize", sampler=sampler)
    begun = time.monotonic()
    for _ in range(n_trials):
        if max_seconds is not None and time.monotonic() - begun > max_seconds:
            break
        trial = study.ask()
        values: dict[str, Any] = {}
        for name, among in SPACE.items():
            if isinstance(among[0], str):
                values[name] = trial.suggest_categorical(name, among)
            else:
                low, high = float(among[0]), float(among[1])
                # Steps that a person would write, so that the settings file can be read.
                values[name] = round(trial.suggest_float(name, low, high), 3)
        study.tell(trial, run(replace(base, **values)))


def _left_out(scores: np.ndarray[Any, np.dtype[np.float64]]) -> list[tuple[int, float, float]]:
    """For each story the trial that does best on the others, its score on this one, and that of the settings given."""
    found = []
    for story in range(scores.shape[1]):
        others = np.delete(scores, story, axis=1).mean(axis=1)
        trial = int(others.argmax())
        found.append((trial, float(scores[trial, story]), float(scores[0, story])))
    return found


def _chosen(
    scores: np.ndarray[Any, np.dtype[np.float64]],
    best: int,
    honest: list[tuple[int, float, float]] | None,
    worth: float,
) -> int:
    """The trial to keep: the best, where it is enough better; on stories that it was not chosen on, if there are any."""
    if honest is None:
        gain = float(scores[best].mean() - scores[0].mean())
    else:
        gain = float(np.mean([ours - given for _, ours, given in honest]))
    return best if gain >= worth else 0


def _toml(settings: Settings, remarks: Sequence[str]) -> str:
    """A settings file: how it came about, what was searched, and whatever else is not as shipped."""
    shipped = asdict(default_settings(None))
    lines = [f"# {remark}" for remark in remarks]
    for stage, values in asdict(settings).items():
        # The random state is said on the command line.
        kept = {
            name: value
            for name, value in values.items()
            if value is not None
            and name != "random_state"
            and (value != shipped[stage][name] or (stage == "themes" and name in SPACE))
        }
        if kept:
            lines += [f"[{stage}]", *(f"{name} = {json.dumps(value)}" for name, value in kept.items())]
    return "\n".join((*lines, ""))
