"""Choosing the sentences of a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..lexical import word_count
from ..settings import SummarySettings
from ..themes.evidence import first_showings
from ..timing import followed, portions
from ..wholeness import states_nothing
from .eligibility import eligibility
from .focus import focus_relevance, names_not_shown, nobody_speaking, words_not_held
from .ordering import SAME_SIMILARITY, reading_order
from .overtaken import overtaken
from .story import CONSIDERED, SUPPORTING, Part, Story
from .strangers import strangers
from .values import Chosen, Summary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from ..themes import Themes
    from ..timing import Told
    from .focus import Focus

#: Power to which relevance is raised: two half answers are not worth one.
_KEENNESS: Final = 3

#: Share of the budget below which what was chosen leaves it empty, and words from which a sentence that is otherwise too short may fill it.
_EMPTY: Final = 0.5
_FILLING_WORDS: Final = 4

#: Share of what the best choice is worth from which another that leaves nobody without an introduction stands in its place.
_INTRODUCED: Final = 0.9

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
    known: NDArray[np.bool_] | None = None,
    claim_of: NDArray[np.intp] | None = None,
    corroboration: NDArray[np.float64] | None = None,
    opposed: NDArray[np.intp] | None = None,
    settings: SummarySettings | None = None,
    progress: Told = None,
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
        Choose half of it as ever and then what each theme adds that has nothing yet, and order the brief by theme.
    per_outlet : bool
        Choose for each outlet what sets it apart: near to the rest of its own coverage, far from all others'.
    focus : Focus, optional
        A question. Only sentences that are at least half as relevant to it as the best are chosen; concepts weigh by how
        relevant the sentences are that hold them.
    known : ndarray of bool, shape (n_sentences,), optional
        Sentences that state what is known already; they are not chosen.
    claim_of : ndarray of shape (n_sentences,), optional
        Claim of each sentence, -1 for none. The default method chooses one sentence of a claim; of those that answer a question two that each name somebody or
        something else may stand together.
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
        n_words = np.array([word_count(text) for text in followed(corpus.texts, reading)], dtype=np.intp)
        first, weights = first_showings(corpus.texts)
        story = Story(
            corpus,
            embeddings.vectors,
            max_sentences is None,
            n_words,
            weights,
            group_of[corpus.document_of],
            settings,
            claim_of,
            corroboration,
            opposed,
            wording,
        )
        budget = (max_words if max_words is not None else 200) if max_sentences is None else max_sentences
        asked = first if theme is None else first & (themes.labels == theme)
        new = None if known is None or not n_words.size else ~known
        fresh = asked if new is None else asked & new
        # Only coverage brings the sentence that another leans on; a ranking takes sentences one by one.
        followers = settings.method == "coverage" and not per_outlet
        among = story.promising(fresh, focus) if int(fresh.sum()) > CONSIDERED else None
        allowed, story.requires = _readable(story, asked, fresh, among, followers, checking)
        # What events have overtaken may still be what somebody asks for.
        if (settings.method == "coverage" or per_outlet) and focus is None:
            current = allowed & ~overtaken(corpus, embeddings.vectors, story.text_group, allowed, opposed)
            allowed = current if (current & (story.lengths <= budget)).any() else allowed
        if focus is not None and n_words.size:
            allowed = _answering(story, focus, allowed, embeddings.model, budget)
        silent: list[str] = []
        n_short = 0
        if per_outlet:
            parts = list(story.by_outlet(allowed, budget, silent))
        elif per_theme and theme is None and len(themes.names):
            parts = list(story.by_theme(themes, allowed, budget))
        else:
            whole = theme is None and focus is None and new is None
            labels = themes.labels if whole else None
            parts = [story.choose(allowed, budget, labels)]
            # Who asks is answered, or not; a method that is held against ours takes what it takes.
            if settings.method == "coverage" and focus is None:
                parts[0] = _introducing(story, parts[0], allowed, budget, labels)
                parts[0], filling, n_short = _filled(story, parts[0], fresh, budget)
                allowed |= filling
        chosen = _told(story, parts, themes.labels)
        return Summary(
            chosen,
            int(n_words[[item.sentence for item in chosen]].sum()),
            " and ".join(sorted({name for part in parts for name in part.solver.split(" and ")} or {settings.method})),
            int(allowed.sum()),
            None if new is None else float(new.mean()),
            tuple(silent),
            n_short,
            () if focus is None else tuple(words_not_held(corpus, focus.text)),
            () if focus is None else tuple(names_not_shown(corpus, focus.text, [c.sentence for c in chosen])),
            None if focus is None else nobody_speaking(corpus, focus, [c.sentence for c in chosen]),
        )


def _readable(
    story: Story,
    asked: NDArray[np.bool_],
    fresh: NDArray[np.bool_],
    among: NDArray[np.bool_] | None,
    followers: bool,
    progress: Told,
) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Which fresh sentences a reader understands, shape (n_sentences,), and behind which each must stand, -1 = none.

    Where nothing that was asked for reads well (verse, lists, an unknown script), an honest line beats an empty page; where something does, and is too
    long or known already, an empty page beats a fragment.
    """
    settings = story.settings
    fit = eligibility(
        story.corpus,
        among=among,
        min_words=settings.min_words,
        max_words=settings.max_words_a_sentence,
        progress=progress,
    )
    leaning = fit.leaning & followers
    readable = fit.standing | leaning
    if not (asked & readable).any():
        return fresh, np.full(len(fresh), -1)
    return fresh & readable, np.where(leaning, fit.requires, -1)


def _answering(story: Story, focus: Focus, allowed: NDArray[np.bool_], model: str, budget: int) -> NDArray[np.bool_]:
    """Which sentences answer a question, or lead up to one that does, shape (n_sentences,); the story is told how well they do."""
    story.answers = focus_relevance(
        story.corpus, story.vectors, focus, allowed, story.weights, model, story.corroboration
    )
    story.relevance = story.answers**_KEENNESS
    answering = story.relevance > 0
    # What leads up to an answer need not answer itself; an answer that does not fit beside what leads up to it is none within this budget.
    led = np.flatnonzero((story.requires >= 0) & answering)
    led = led[story.lengths[led] + story.lengths[story.requires[led]] <= budget]
    alone = led[~answering[story.requires[led]]]
    # What leads up to an answer and answers nothing takes the words of another answer.
    story.relevance[alone] *= story.lengths[alone] / (story.lengths[alone] + story.lengths[story.requires[alone]])
    answering[story.requires[led]] = True
    return allowed & answering


def _introducing(
    story: Story, part: Part, allowed: NDArray[np.bool_], budget: int, labels: NDArray[np.intp] | None
) -> Part:
    """Choose again without those whom nothing chosen introduces; what was chosen stays where that would be worth much less, or others would not be introduced."""
    unknown = strangers(story.corpus, [item.sentence for item in part.items])
    if not unknown:
        return part
    without = allowed.copy()
    without[unknown] = False
    other = story.choose(without, budget, labels)
    worth, best = (sum(item.value for item in found.items) for found in (other, part))
    known = not strangers(story.corpus, [item.sentence for item in other.items])
    return other if known and worth >= _INTRODUCED * best else part


def _filled(story: Story, part: Part, fresh: NDArray[np.bool_], budget: int) -> tuple[Part, NDArray[np.bool_], int]:
    """Add sentences of few words where most of the budget is empty; return which could have been too, and how many such are not in the brief."""
    taken = [item.sentence for item in part.items]
    left = budget - int(story.lengths[taken].sum())
    if left <= (1 - _EMPTY) * budget:
        return part, np.zeros(len(fresh), dtype=bool), 0
    few = fresh & (story.n_words < story.settings.min_words)
    few[taken] = False
    for i in taken:
        few[story.apart.barred_by(i)] = False
    few &= ~overtaken(story.corpus, story.vectors, story.text_group, few, story.opposed)
    short = _short(story.corpus, few, story.settings.max_words_a_sentence)
    filling = short & (story.n_words >= _FILLING_WORDS)
    more = story.choose(filling, left).items
    return Part([*part.items, *more], part.solver), filling, int(short.sum()) - len(more)


def _told(story: Story, parts: list[Part], labels: NDArray[np.intp]) -> tuple[Chosen, ...]:
    """The sentences of all parts in reading order, part by part, with what each was worth beside the best."""
    ranked = sorted((item for part in parts for item in part.items), key=lambda item: (-item.value, item.sentence))
    best = ranked[0].value if ranked else 0.0
    ranks = {item.sentence: rank for rank, item in enumerate(ranked, start=1)}
    chosen = []
    for part in parts:
        of_sentence = {item.sentence: item for item in part.items}
        order = reading_order(
            np.array(list(of_sentence), dtype=np.intp),
            story.corpus,
            story.vectors,
            labels,
            story.text_group,
            story.requires,
            value=np.array([item.value for item in part.items]),
            answers=story.relevance,
            same=story.standing_out(SAME_SIMILARITY, SUPPORTING),
        )
        for i in order.tolist():
            item = of_sentence[i]
            score = round(item.value / best, 6) if best > 0 else 0.0
            leans_on = int(story.requires[i]) if story.requires[i] >= 0 else None
            chosen.append(Chosen(i, score, ranks[i], story.reasons(item), leans_on, item.nearest, item.similarity))
    return tuple(chosen)


def _short(corpus: Corpus, asked: NDArray[np.bool_], max_words: int) -> NDArray[np.bool_]:
    """Which of some sentences of few words read alone but for that, and state something, shape (n_sentences,)."""
    if not asked.any():
        return asked
    standing = eligibility(corpus, among=asked, min_words=1, max_words=max_words).standing & asked
    for i in np.flatnonzero(standing).tolist():
        standing[i] = not states_nothing(corpus.text_of(i), corpus.documents[corpus.document_of[i]].language)
    return standing
