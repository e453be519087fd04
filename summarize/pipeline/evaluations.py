"""Methods scored against reference summaries: each story analysed once, then every method on the same sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final, cast, get_args

import numpy as np

from ..arguments import Measure, columns_of, in_a_list, whole_number
from ..errors import InputError
from .analysis import analyse
from .answers import Answer
from .identity import chosen_encoder, default_settings, default_store, digest

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ..arguments import DateOrder
    from ..cache import Store
    from ..embedding import Encoder
    from ..reading.dataset import ReferencedStory
    from ..records.evaluation import EvaluateRecord, FiguresRecord, StoryFiguresRecord
    from ..settings import Settings
    from ..timing import Progress
    from .analysis import Analysis

#: Extracts chosen with the references in sight: the ceiling.
ORACLES: Final = ("oracle_greedy", "oracle_exact")


@dataclass(frozen=True, eq=False)
class Trial:
    """One story with its references; what does not depend on the method is computed once.

    Attributes
    ----------
    story : ReferencedStory
    analysis : Analysis
    declared : str, optional
        ISO 639-1 code of the references; by default that of most of the documents.
    """

    story: ReferencedStory
    analysis: Analysis
    declared: str | None = None

    @cached_property
    def language(self) -> str:
        """Language in which the words of summary and references are compared."""
        if self.declared is not None:
            return self.declared
        found = Counter(document.tongue for document in self.analysis.corpus.documents)
        return min(found, key=lambda code: (-found[code], code))

    @cached_property
    def texts(self) -> list[str]:
        """Sentences of the story, each on one line."""
        return [" ".join(text.split()) for text in self.analysis.corpus.texts]

    @cached_property
    def lengths(self) -> NDArray[np.intp]:
        """Words of each sentence, shape (n_sentences,)."""
        from ..lexical import word_count

        return np.array([word_count(text) for text in self.texts], dtype=np.intp)

    @cached_property
    def references(self) -> list[str]:
        """The references, one sentence a line."""
        from ..segmentation import sentence_spans

        return [
            "\n".join(" ".join(text[a:b].split()) for a, b in sentence_spans(text, self.language))
            for text in self.story.references
        ]

    @cached_property
    def reference_vectors(self) -> NDArray[np.float32]:
        """Unit vectors of the sentences of all references."""
        lines = [line for reference in self.references for line in reference.splitlines()]
        return self.analysis.embed_texts(lines).vectors

    def choose(self, method: str, max_words: int, *, per_theme: bool = False) -> list[int]:
        """Indices of the sentences that a method chooses, in reading order; those of one theme together with `per_theme`."""
        from ..summary import summarise

        if method in ORACLES:
            return self._oracle(method, max_words)
        analysis = self.analysis
        summary = summarise(
            analysis.corpus,
            analysis.embeddings,
            analysis.themes,
            analysis.copies.group_of,
            max_words=max_words,
            per_theme=per_theme,
            claim_of=analysis.claims.claim_of,
            corroboration=analysis.claims.corroboration,
            opposed=analysis.contradicting,
            settings=replace(analysis.settings.brief, method=cast("Any", method)),
        )
        return [item.sentence for item in summary.chosen]

    def _oracle(self, method: str, max_words: int) -> list[int]:
        from ..evaluation.oracle import exact_oracle, greedy_oracle, rouge_counts
        from ..evaluation.rouge import rouge_tokens
        from ..themes.evidence import first_showings

        sentences = [rouge_tokens(text, self.language) for text in self.texts]
        cut = [" ".join(reference.split()[:max_words]) for reference in self.references]
        counts, wanted = rouge_counts(sentences, [rouge_tokens(text, self.language) for text in cut])
        first, _ = first_showings(self.texts)
        lengths = np.where(first, self.lengths, max_words + 1)
        solve = exact_oracle if method == "oracle_exact" else greedy_oracle
        return [int(i) for i in solve(counts, wanted, lengths, max_words).indices]

    def score(self, chosen: Sequence[int], max_words: int) -> FiguresRecord:
        """Figures of a summary made of these sentences, in this order.

        Parameters
        ----------
        chosen : sequence of int
            Indices into the sentences of the story.
        max_words : int
            Summary and references are cut to it, as white space divides them.
        """
        from ..evaluation.measures import claim_share, redundancy, reference_coverage
        from ..evaluation.rouge import rouge

        scores = rouge(
            "\n".join(self.texts[i] for i in chosen), self.references, max_words=max_words, language=self.language
        )
        index = np.array(chosen, dtype=np.intp)
        vectors = self.analysis.embeddings.vectors[index]
        share, similarity = reference_coverage(vectors, self.reference_vectors)
        claims = self.analysis.claims
        return {
            "rouge": {name: asdict(score) for name, score in scores.items()},
            "reference_share": share,
            "reference_similarity": similarity,
            "redundancy": redundancy(vectors),
            "outlets": len({int(o) for o in self.analysis.corpus.outlet_of[index]}),
            "claims": claim_share(claims.claim_of, [claim.independent for claim in claims.items], index),
            "n_words": int(self.lengths[index].sum()),
            "n_sentences": len(chosen),
        }


@dataclass(frozen=True, eq=False, repr=False)
class Evaluation(Answer["EvaluateRecord"]):
    """Methods side by side on stories with references."""

    record: EvaluateRecord

    def __repr__(self) -> str:
        return f"Evaluation({self.record['n_stories']} stories, {len({row['method'] for row in self.record['methods']})} methods)"


def evaluate(
    dataset: str | os.PathLike[str] | Iterable[Mapping[str, Any]],
    *,
    words: Sequence[int] = (100,),
    methods: Sequence[str] | None = None,
    measure: str = "recall",
    language: str | None = None,
    limit: int | None = None,
    model: str | Path | None = None,
    encoder: Encoder | None = None,
    settings: Settings | None = None,
    columns: Mapping[str, str] | None = None,
    dates: DateOrder | None = None,
    cache: Store | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Score methods against reference summaries.

    Parameters
    ----------
    dataset : str, path or iterable of mappings
        Rows ``{"id", "documents": [...], "references": [...]}``: a JSONL file, a folder of them, ``"-"``, or in memory.
    words : sequence of int
        Budgets; each is evaluated by itself.
    methods : sequence of str, optional
        Of `summarize.summary.METHODS`, ``"oracle_greedy"`` and ``"oracle_exact"``; all of them by default.
    measure : {"recall", "precision", "f1"}
        Which side of ROUGE the intervals and differences are of; the JSON carries all three.
    language : str, optional
        ISO 639-1 code of documents and references where they do not say it; detected by default.
    limit : int, optional
        Evaluate no more stories than this.
    model, encoder, settings, cache, progress
        As in `analyse`.
    columns : mapping of str to str, optional
        ``{field: column}`` where the documents name a field otherwise.
    dates : {"day-first", "month-first"}, optional
        As for `summarize.read`.

    Returns
    -------
    Evaluation

    Raises
    ------
    InputError
        If the data set cannot be read or a story has no usable document.
    ValueError
        If there is no such method or measure, or a budget is not positive.

    Notes
    -----
    A story is segmented and embedded once, whatever the number of methods and budgets, and its figures are kept in the cache.
    """
    from ..corpus import Corpus
    from ..reading.dataset import read_dataset
    from ..records.evaluation import evaluation_record
    from ..settings import METHODS

    every = (*METHODS, *ORACLES)
    named = tuple(dict.fromkeys(every if methods is None else in_a_list(methods, "methods to be a list of names")))
    budgets = tuple(
        dict.fromkeys(
            whole_number("a budget in words", number) for number in in_a_list(words, "words to be a list of budgets")
        )
    )
    columns_of(columns)
    unknown = [name for name in named if name not in every]
    if unknown or not named:
        raise ValueError(f"methods must be of {', '.join(every)}, got {', '.join(map(str, unknown)) or 'none'}")
    if measure not in get_args(Measure):
        raise ValueError(f"measure must be recall, precision or f1, got {measure!r}")
    if not budgets or min(budgets) < 1:
        raise ValueError(f"budgets must be positive, got words={list(budgets)}")
    limit = None if limit is None else whole_number("limit", limit)
    if limit is not None and limit < 1:
        raise ValueError(f"limit must be positive, got {limit}")
    stories = read_dataset(dataset, limit=limit)
    store = default_store(cache, progress)
    chosen = default_settings(settings)
    # Stability decides nothing in a brief and costs most of the time.
    quick = replace(chosen, themes=replace(chosen.themes, n_resamples=0))
    encoder = chosen_encoder(encoder, model, chosen, store)
    found: list[StoryFiguresRecord] = []
    for number, story in enumerate(stories):
        if progress is not None:
            progress("evaluating stories", number, len(stories))
        records = [{"language": language, **d} if language is not None else d for d in story.documents]
        try:
            corpus = Corpus.from_records(records, columns=columns, dates=dates)
        except InputError as error:
            where = f"{story.path}, line {story.line}" if story.path is not None else f"row {story.line}"
            raise InputError(f"{where}: {error}") from error
        analysis = analyse(corpus, encoder=encoder, settings=quick, cache=store)
        found.append(_story_figures(Trial(story, analysis, language), named, budgets, store))
    if progress is not None:
        progress("evaluating stories", len(stories), len(stories))
    deciding: dict[str, Any] = {
        "words": list(budgets),
        "methods": list(named),
        "measure": measure,
        "language": language,
        "limit": limit,
        **{stage: asdict(getattr(quick, stage)) for stage in ("brief", "themes", "copies", "claims", "embedding")},
    }
    source = str(dataset) if isinstance(dataset, str) or hasattr(dataset, "__fspath__") else None
    against = chosen.brief.method if chosen.brief.method in named else named[0]
    return Evaluation(evaluation_record(found, deciding, encoder.identity, source, against, chosen.brief.random_state))


def _story_figures(trial: Trial, methods: Sequence[str], budgets: Sequence[int], store: Store) -> StoryFiguresRecord:
    """Figures of every method and budget on one story; what the cache holds is not computed."""
    from ..records.build import corpus_record
    from ..records.sentences import sentence_record

    story, analysis = trial.story, trial.analysis
    key = digest(analysis.key, story.references, trial.declared)

    def facts() -> dict[str, Any]:
        return {"corpus": corpus_record(analysis.corpus, analysis.copies), "language": trial.language}

    def figures(method: str, max_words: int) -> dict[str, Any]:
        chosen = trial.choose(method, max_words)
        sentences = [sentence_record(analysis.corpus, i) for i in chosen]
        return {"method": method, "words": max_words, **trial.score(chosen, max_words), "sentences": sentences}

    known = store.memo("evaluated story", key, facts)
    results = [
        store.memo("evaluated method", digest(key, method, n), partial(figures, method, n))
        for n in budgets
        for method in methods
    ]
    return {
        "id": story.id,
        "path": story.path,
        "line": story.line,
        "language": known["language"],
        "n_references": len(story.references),
        "corpus": known["corpus"],
        "results": results,
    }
