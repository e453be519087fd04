"""Choosing the sentences of a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import word_count
from ..settings import SummarySettings
from ..similarity import nearest
from ..themes.evidence import first_showings
from ..timing import followed, portions
from ..wholeness import states_nothing
from .eligibility import eligibility
from .focus import focus_relevance
from .ordering import SAME_SIMILARITY, reading_order
from .overtaken import overtaken
from .story import CONSIDERED, REDUNDANT, SUPPORTING, Part, Story
from .values import Chosen, Summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from ..themes import Themes
    from .focus import Focus

#: Power to which relevance is raised: two half answers are not worth one.
_KEENNESS: Final = 3

#: Share of the budget below which what was chosen leaves it empty, and words from which a sentence that is otherwise too short may fill it.
_EMPTY: Final = 0.5
_FILLING_WORDS: Final = 4

#: Seconds that the passes took of 100,000 sentences: lengths, concepts, what reads well, choosing.
_SECONDS: Final = (4.0, 19.0, 7.0, 5.0)


def summarise(
    corpus: Corpus,
    embeddings: Embeddings,
    themes: Themes,
    group_of: NDArray[np.intp],
    *,
    max_words: int | None = 200,
    max_sentences: int | None = None,
    theme: int | None = None,
    per_theme: bool = False,
    per_outlet: bool = False,
    focus: Focus | None = None,
    known: NDArray[np.float32] | None = None,
    claim_of: NDArray[np.intp] | None = None,
    corroboration: NDArray[np.float64] | None = None,
    opposed: NDArray[np.intp] | None = None,
    settings: SummarySettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Summary:
    """Choose the sentences of a brief.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    themes : Themes
    group_of : ndarray of shape (n_documents,)
        Copy group of each document; a group counts as one document.
    max_words : int or None
        Words of the whole brief, as white space divides them; with `per_outlet`, of each outlet's part.
    max_sentences : int, optional
        Number of sentences; overrides `max_words`.
    theme : int, optional
        Choose from this theme alone.
    per_theme : bool
        Give each theme its part of the budget, by its size, and order the brief by theme.
    per_outlet : bool
        Choose for each outlet what sets it apart: near to the rest of its own coverage, far from all others'.
    focus : Focus, optional
        A question. Only sentences that are at least half as relevant to it as the best are chosen; concepts weigh by how
        relevant the sentences are that hold them.
    known : ndarray of shape (n_known, n_dims), optional
        Unit vectors of sentences already known; what says the same, or states a claim that such a sentence states, is not chosen.
    claim_of : ndarray of shape (n_sentences,), optional
        Claim of each sentence, -1 for none. The default method chooses one sentence of a claim.
    corroboration : ndarray of shape (n_sentences,), optional
        Expected number of independent texts that state what each sentence does, its own among them.
    opposed : ndarray of shape (n_pairs, 2), optional
        Sentences that give figures which exclude each other. One of two is chosen, by the default method the later where half a day lies between them.
    settings : SummarySettings, optional
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    Summary
        Empty where no sentence that reads alone fits the budget or is new, or none is near to the question. Where the default method leaves more than
        half of the budget empty, sentences shorter than `SummarySettings.min_words`, from four words on, fill it, after all others.

    Raises
    ------
    ValueError
        If both `per_theme` and `per_outlet` are asked for.

    Notes
    -----
    The default method is budgeted maximum coverage. A concept is a stemmed pair of neighbouring words; it weighs the more
    the more independent documents hold it, the earlier it comes, and where a headline has it. The sum of the concepts
    covered, each once, and of the sentences' own bonus is maximised (see `summarize.selection.maximum_coverage` for cost
    and guarantee).

    References
    ----------
    Gillick, D., & Favre, B. (2009). A scalable global model for summarization. ILP for NLP.
    """
    if per_theme and per_outlet:
        raise ValueError("a brief is ordered by theme or by outlet, not by both")
    settings = settings or SummarySettings()
    with portions(progress, len(corpus.sentences), *_SECONDS) as (reading, wording, checking, _):
        texts = corpus.texts
        by_words = max_sentences is None
        budget = (max_words if max_words is not None else 200) if max_sentences is None else max_sentences
        n_words = np.array([word_count(text) for text in followed(texts, reading)], dtype=np.intp)
        first, weights = first_showings(texts)
        asked = first if theme is None else first & (themes.labels == theme)
        allowed = asked.copy()
        share_new = None
        n_short = 0
        text_group = group_of[corpus.document_of]
        story = Story(
            corpus,
            embeddings.vectors,
            by_words,
            n_words,
            weights,
            text_group,
            settings,
            claim_of,
            corroboration,
            opposed,
            wording,
        )
        if known is not None and len(known) and len(texts):
            bar = story.standing_out(settings.known_similarity, REDUNDANT)
            new = nearest(embeddings.vectors, known)[1] < bar
            if claim_of is not None:
                # What is known in one wording is known in all.
                new &= ~np.isin(claim_of, claim_of[~new & (claim_of >= 0)])
            share_new = float(new.mean())
            allowed &= new
        fresh = allowed.copy()
        among = story.promising(allowed, focus) if int(allowed.sum()) > CONSIDERED else None
        fit = eligibility(
            corpus,
            among=among,
            min_words=settings.min_words,
            max_words=settings.max_words_a_sentence,
            progress=checking,
        )
        # Only coverage brings the sentence that another leans on; a ranking takes sentences one by one.
        leaning = fit.leaning & (settings.method == "coverage") & (not per_outlet)
        requires = np.where(leaning, fit.requires, -1)
        readable = fit.standing | leaning
        # Where nothing reads well (verse, lists, an unknown script), an honest line beats an empty page; where something does, and is too
        # long or known already, an empty page beats a fragment.
        if (asked & readable).any():
            allowed &= readable
            # What events have overtaken may still be what somebody asks for.
            if (settings.method == "coverage" or per_outlet) and focus is None:
                current = allowed & ~overtaken(corpus, embeddings.vectors, text_group, allowed, opposed)
                allowed = current if (current & (story.lengths <= budget)).any() else allowed
        else:
            requires = np.full(len(texts), -1)
        relevance = None
        if focus is not None and len(texts):
            story.answers = focus_relevance(corpus, embeddings.vectors, focus, allowed, weights, embeddings.model)
            relevance = story.answers**_KEENNESS
            # What leads up to an answer need not answer itself.
            leading = np.zeros(len(texts), dtype=bool)
            led = np.flatnonzero((requires >= 0) & (relevance > 0))
            # An answer that does not fit beside what leads up to it is none within this budget.
            led = led[story.lengths[led] + story.lengths[requires[led]] <= budget]
            leading[requires[led]] = True
            allowed &= (relevance > 0) | leading
        story.requires = requires
        story.relevance = relevance
        silent: list[str] = []
        if per_outlet:
            parts = list(story.by_outlet(allowed, budget, silent))
        elif per_theme and theme is None and len(themes.names):
            parts = list(story.by_theme(themes, allowed, budget))
        else:
            parts = [story.choose(allowed, budget)]
            first_chosen = [item.sentence for item in parts[0].items]
            left = budget - int(story.lengths[first_chosen].sum())
            # Who asks is answered, or not; a method that is held against ours takes what it takes.
            if settings.method == "coverage" and focus is None and left > (1 - _EMPTY) * budget:
                fresh &= n_words < settings.min_words
                fresh[first_chosen] = False
                for i in first_chosen:
                    fresh[story.apart.barred_by(i)] = False
                fresh &= ~overtaken(corpus, embeddings.vectors, text_group, fresh, opposed)
                short = _short(corpus, fresh, settings.max_words_a_sentence)
                filling = short & (n_words >= _FILLING_WORDS)
                more = story.choose(filling, left).items
                parts = [Part([*parts[0].items, *more], parts[0].solver)]
                allowed |= filling
                n_short = int(short.sum()) - len(more)
        solvers = {part.solver for part in parts} or {settings.method}
        taken = [item for part in parts for item in part.items]
        best = max((item.value for item in taken), default=0.0)
        ranks = {
            item.sentence: r for r, item in enumerate(sorted(taken, key=lambda t: (-t.value, t.sentence)), start=1)
        }
        by_sentence = {item.sentence: item for item in taken}
        chosen = []
        for part in parts:
            own = np.array([item.sentence for item in part.items], dtype=np.intp)
            order = reading_order(
                own,
                corpus,
                embeddings.vectors,
                themes.labels,
                story.text_group,
                story.requires,
                value=np.array([item.value for item in part.items]),
                answers=relevance,
                same=story.standing_out(SAME_SIMILARITY, SUPPORTING),
            )
            for i in order.tolist():
                item = by_sentence[i]
                score = round(item.value / best, 6) if best > 0 else 0.0
                leans_on = int(story.requires[i]) if story.requires[i] >= 0 else None
                chosen.append(Chosen(i, score, ranks[i], story.reasons(item), leans_on, item.nearest, item.similarity))
        total = int(sum(n_words[item.sentence] for item in chosen))
        return Summary(
            tuple(chosen), total, " and ".join(sorted(solvers)), int(allowed.sum()), share_new, tuple(silent), n_short
        )


def _short(corpus: Corpus, asked: NDArray[np.bool_], max_words: int) -> NDArray[np.bool_]:
    """Which of some sentences of few words read alone but for that, and state something, shape (n_sentences,)."""
    if not asked.any():
        return asked
    standing = eligibility(corpus, among=asked, min_words=1, max_words=max_words).standing & asked
    for i in np.flatnonzero(standing).tolist():
        standing[i] = not states_nothing(corpus.text_of(i), corpus.documents[corpus.document_of[i]].language)
    return standing
