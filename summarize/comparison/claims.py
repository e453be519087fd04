"""Claims: one fact, and the sentences of the outlets that state it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from ..clustering import linked_pairs
from ..corpus import read_only
from ..datelines import dateline_stop
from ..evidence import is_negated, is_question
from ..furniture import ends_sentence
from ..leaning import leans
from ..outside import furniture_mask, outside_of
from ..quotations import half_quotations
from ..ranking import centroid_scores
from ..settings import ClaimSettings, FigureSettings
from ..timing import followed, portions
from ..wholeness import states_nothing
from ..wording import wording
from .corroboration import corroboration, surely_said
from .counting import check_sizes, independent_texts
from .figures.exclusion import disputing, published_together
from .neighbourhoods import each_neighbourhood
from .pairs import EVIDENCE, Pairs, pair_evidence, read_same_fact, unspoken
from .particulars import opposing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings

    #: Wording of each sentence, and which wordings surely state what others do.
    _Alike: TypeAlias = "tuple[NDArray[np.intp], Firm]"

#: The column of the evidence that says what two sentences share of their content words.
_CONTENT: Final = EVIDENCE.index("content_of_longer")

#: That share, rare words weighing more, from which two sentences in a language that the model does not know may state one fact, and from which they surely do.
_FOREIGN: Final = 0.2
_SURELY_FOREIGN: Final = 0.4

#: Seconds that the passes of `find_claims` took of 100,000 sentences: wordings, comparing, what is no running text, gathering; and of
#: `distinct_wordings`: furniture, words.
_SECONDS: Final = (4.0, 75.0, 6.0, 5.5)
_WORDING_SECONDS: Final = (2.0, 2.0)

#: Sentences of a claim of which it is asked how many outlets surely state them, the most central first; a claim of more is one text printed over and over.
_TRIED: Final = 24

#: Probability below which a pair tells nothing of how many texts state a fact; most pairs are below it.
_TELLING: Final = 0.02


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact.

    Attributes
    ----------
    sentences : tuple of int
        Those first that are understood alone; of these the one that sentences of most outlets surely state, then by centrality.
    n_outlets : int
    independent : int
        Distinct texts among them: documents that copy one another count once, and so does an outlet that says it again.
    kind : str
        ``"consensus"``, ``"shared"``, ``"exclusive"`` or ``"uncertain"``.
    disputes : tuple of int
        Other claims, by number, that are worded like this one and come to another number or another particular (a day, a time of day), or deny it.
    firm : tuple of int
        Those of `sentences` that surely state what the first of them does (`surely_said`), itself among them. The others were put together with it by the
        company they keep, and may not, or state a part of it.
    firm_independent : int
        Distinct texts among the firm sentences alone.
    """

    sentences: tuple[int, ...]
    n_outlets: int
    independent: int
    kind: str
    disputes: tuple[int, ...] = ()
    firm: tuple[int, ...] = ()
    firm_independent: int = 1


@dataclass(frozen=True, eq=False, slots=True)
class Claims:
    """The claims of a story, best supported first: by their firm sentences, then by all.

    Attributes
    ----------
    items : tuple of Claim
    claim_of : ndarray of shape (n_sentences,)
        Index into `items`; -1 for page furniture and for what states nothing (`states_nothing`) and stands in no claim of others.
    corroboration : ndarray of shape (n_sentences,), optional
        Expected number of independent texts that state what each sentence does, its own among them (`corroboration`); `find_claims` works it out.
    """

    items: tuple[Claim, ...]
    claim_of: NDArray[np.intp]
    corroboration: NDArray[np.float64] | None = None
    _alike: _Alike | None = None

    def surely(self, sentence: int, others: Sequence[int]) -> list[int]:
        """Return those of some sentences that surely state what one does, itself among them; the rest do perhaps, or state a part of it.

        `Claim.firm` are these of the first sentence of a claim.

        Parameters
        ----------
        sentence : int
            Of a claim.
        others : sequence of int

        Returns
        -------
        list of int
            In the order of `others`.
        """
        if self._alike is None:
            return [i for i in others if i == sentence]
        wording_of, firm = self._alike
        rows = np.array(list(others), dtype=np.intp)
        same = firm.holds(int(wording_of[sentence]), wording_of[rows]) & (wording_of[rows] >= 0)
        return [int(i) for i in rows[same]]


def find_claims(
    corpus: Corpus,
    embeddings: Embeddings,
    group_of: NDArray[np.intp],
    settings: ClaimSettings | None = None,
    *,
    figure_settings: FigureSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Claims:
    """Group the sentences that state the same fact, and say how it is supported.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    group_of : ndarray of shape (n_documents,)
        Copy group of each document.
    settings : ClaimSettings, optional
    figure_settings : FigureSettings, optional
        `days` and `ratio` say of which figures that exclude each other a dispute is made, as in the view of figures.
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    Claims
        Every sentence of the story belongs to one at most. A caption, a heading, or what states nothing, such as a question, may bear a claim out, and
        makes none by itself.

    Notes
    -----
    Sentences of the same words and signs (`summarize.wording`) are one claim whatever else is said of them. Of the others those near to one another are
    weighed pair by pair (`pair_evidence`, `read_same_fact`) and merged by average linkage; a pair whose figures exclude each other
    (`held_apart`), that is the same but for a minus or a currency, that differs in a particular (`opposing`), or of which one sentence denies what the other says, is never merged, not even through a third sentence. It is noted as a dispute
    where the figures are of one thing and one time (`disputing`), or the particulars of one time. In a language that the model is known not to know two sentences must share a fifth of their content words, and two fifths to state it surely; rare words weigh more. A question and a statement are never merged either.
    Above `WHOLE` sentences those of documents that are alike are compared (`neighbourhoods`), so that time and memory grow with
    the number of sentences: O(min(n_sentences, WHOLE) * n_sentences * n_dims).
    """
    settings = settings or ClaimSettings()
    n_sentences = len(corpus.sentences)
    check_sizes(corpus, embeddings, group_of)
    with portions(progress, n_sentences, *_SECONDS) as (reading, comparing, looking, gathering):
        rows, wording_of = distinct_wordings(corpus, reading)
        text_group = group_of[corpus.document_of]
        figures = figure_settings or FigureSettings()
        alike, compared = _stated_alike(corpus, embeddings, rows, text_group[rows], settings, figures, comparing)
        outside = outside_of(corpus, looking)
        corroborated = corroboration(wording_of, text_group, *compared)
        return _gathered(corpus, embeddings, text_group, wording_of, outside, alike, corroborated, settings, gathering)


def _gathered(
    corpus: Corpus,
    embeddings: Embeddings,
    text_group: NDArray[np.intp],
    wording_of: NDArray[np.intp],
    outside: NDArray[np.bool_],
    alike: tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.intp], Firm],
    corroborated: NDArray[np.float64],
    settings: ClaimSettings,
    progress: Callable[[int, int], None] | None,
) -> Claims:
    """Make the claims of the wordings that state the same (`_stated_alike`), best supported first."""
    raw, elsewhere, opposed, firm = alike
    n_sentences = len(corpus.sentences)
    n_outlets = len(corpus.outlets)
    centrality = np.round(centroid_scores(embeddings.vectors), 6)
    awkward = outside | _half_quotations(corpus)
    leaning = np.zeros(n_sentences, dtype=bool)
    found: list[tuple[tuple[float, ...], int, Claim]] = []
    in_story = np.flatnonzero(wording_of >= 0)
    group = raw[wording_of[in_story]]
    order = in_story[np.argsort(group, kind="stable")]
    group = np.sort(group)
    for members in followed(np.split(order, np.flatnonzero(np.diff(group)) + 1), progress):
        n_saying = len(np.unique(corpus.outlet_of[members]))
        # An outlet that updates its own story is no second witness, and neither is one that prints another's text.
        independent = independent_texts(text_group[members].tolist(), corpus.outlet_of[members].tolist())
        if all(outside[i] or _states_nothing(corpus, i) for i in members.tolist()):
            continue
        if independent > 1:
            kind = "consensus" if n_saying >= settings.consensus * n_outlets else "shared"
        else:
            nearest = float(elsewhere[wording_of[members]].max())
            kind = "exclusive" if nearest < settings.exclusive_below else "uncertain"
        # What speaks for the claim is running text, whole, and understood alone, where there is such a sentence.
        if len(members) > 1:
            leaning[members] = [not _understood(corpus, i) for i in members.tolist()]
            members = members[np.lexsort((members, -centrality[members], leaning[members], awkward[members]))]
            # Of those as fit to speak the one that most outlets surely state: of a long sentence the others often state a part.
            n_fit = int(((leaning[members] == leaning[members[0]]) & (awkward[members] == awkward[members[0]])).sum())
            first = firm.most_said(wording_of[members], corpus.outlet_of[members], min(n_fit, _TRIED))
            members = np.concatenate((members[first : first + 1], np.delete(members, first)))
        surely = members[firm.holds(wording_of[members[0]], wording_of[members])]
        n_firm, firm_independent = n_saying, independent
        if len(surely) < len(members):
            n_firm = len(np.unique(corpus.outlet_of[surely]))
            firm_independent = independent_texts(text_group[surely].tolist(), corpus.outlet_of[surely].tolist())
        claim = Claim(
            tuple(members.tolist()),
            n_saying,
            independent,
            kind,
            firm=tuple(surely.tolist()),
            firm_independent=firm_independent,
        )
        # What surely states it goes before what perhaps does: of the one nine of ten are right, of the other six.
        rank = (-firm_independent, -n_firm, -independent, -n_saying, -centrality[members[0]], members[0])
        found.append((rank, int(raw[wording_of[members[0]]]), claim))
    found.sort(key=lambda item: item[0])
    number_of = {group: number for number, (_, group, _) in enumerate(found)}
    against: dict[int, set[int]] = {}
    for i, j in raw[opposed].tolist():
        if i in number_of and j in number_of:
            against.setdefault(number_of[i], set()).add(number_of[j])
            against.setdefault(number_of[j], set()).add(number_of[i])
    claims = [
        replace(claim, disputes=tuple(sorted(against.get(number, ())))) for number, (_, _, claim) in enumerate(found)
    ]
    claim_of = np.full(n_sentences, -1)
    for number, claim in enumerate(claims):
        claim_of[list(claim.sentences)] = number
    return Claims(tuple(claims), read_only(claim_of), read_only(corroborated), (read_only(wording_of), firm))


def _stated_alike(
    corpus: Corpus,
    embeddings: Embeddings,
    rows: NDArray[np.intp],
    text_group: NDArray[np.intp],
    settings: ClaimSettings,
    figures: FigureSettings,
    progress: Callable[[int, int], None] | None,
) -> tuple[
    tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.intp], Firm],
    tuple[NDArray[np.intp], NDArray[np.float64]],
]:
    """Group the wordings that state the same fact, neighbourhood by neighbourhood.

    Returns
    -------
    group : ndarray of shape (n_wordings,)
    elsewhere : ndarray of shape (n_wordings,)
        Probability of each wording's best match in another text; 0 where none is near.
    opposed : ndarray of shape (n_disputes, 2)
        Wordings that are probably of one fact and differ in it.
    firm : Firm
        Which wordings surely state what others do.
    pairs : ndarray of shape (n_pairs, 2)
        Wordings compared that may state one fact, and how far each bears the other out (`corroboration`), shape (n_pairs, 2).
    """
    model, vectors = read_same_fact(), embeddings.vectors
    foreign = unspoken(corpus, embeddings.model)
    group, elsewhere = np.zeros(len(rows), dtype=np.intp), np.zeros(len(rows))
    opposed, n_groups = [np.empty((0, 2), dtype=np.intp)], 0
    firm = [np.empty((0, 2), dtype=np.intp)]
    compared, borne = [np.empty((0, 2), dtype=np.intp)], [np.empty((0, 2))]
    for near, told in each_neighbourhood(corpus, vectors, rows, progress):
        pairs, evidence, disputed = pair_evidence(corpus, rows[near], vectors[rows[near]], settings.n_neighbours, told)
        probable = model.probabilities(evidence)
        # To a model, any two sentences of a language that it does not know are alike.
        unknown = foreign[rows[near][pairs.first]] | foreign[rows[near][pairs.second]]
        probable[unknown & (evidence[:, _CONTENT] < _FOREIGN)] = 0.0
        texts = [corpus.text_of(i) for i in rows[near].tolist()]
        asking = np.array([is_question(text) for text in texts], dtype=bool)
        weights = linkable(pairs, probable, disputed, asking, settings.probability)
        group[near] = n_groups + linked_pairs(pairs.first, pairs.second, weights, len(near), settings.probability)
        n_groups = int(group[near].max(initial=n_groups - 1)) + 1
        elsewhere[near] = _best_elsewhere(pairs, probable, text_group[near])
        strong = disputed & (probable >= settings.probability)
        against = near[np.column_stack((pairs.first[strong], pairs.second[strong]))]
        opposed.append(against[[_opposed(corpus, int(rows[i]), int(rows[j]), figures) for i, j in against.tolist()]])
        sure = surely_said(corpus, rows[near], pairs, weights, settings.firm, settings.held)
        sure[unknown & (evidence[:, _CONTENT] < _SURELY_FOREIGN)] = False
        ends = near[np.column_stack((pairs.first, pairs.second))]
        firm.extend((ends[sure[:, 0]], ends[sure[:, 1]][:, ::-1]))
        likely = weights >= _TELLING
        compared.append(ends[likely])
        borne.append(weights[likely, None] * pairs.held[likely])
    alike = group, elsewhere, np.concatenate(opposed), Firm(np.concatenate(firm), len(rows))
    return alike, (np.concatenate(compared), np.concatenate(borne))


def _opposed(corpus: Corpus, i: int, j: int, figures: FigureSettings) -> bool:
    """Whether one of two sentences worded alike denies the other, or comes to another number, or particular, of the same thing and time."""
    if _denies(corpus, i) != _denies(corpus, j) or disputing(corpus, i, j, figures):
        return True
    return published_together(corpus, i, j, figures.days) and opposing(corpus, i, j)


def _denies(corpus: Corpus, i: int) -> bool:
    return is_negated(corpus.text_of(i), corpus.documents[int(corpus.document_of[i])].tongue)


class Firm:
    """Pairs of wordings, of shape (n_pairs, 2), the second of which surely states what the first does; kept as one whole number a pair."""

    def __init__(self, pairs: NDArray[np.intp], n_wordings: int) -> None:
        self._n = n_wordings
        self._keys = np.unique(pairs @ [n_wordings, 1])

    def most_said(self, wordings: NDArray[np.intp], outlets: NDArray[np.intp], n_tried: int) -> int:
        """Which of the first few wordings of a claim those of most outlets surely state; of equals the first."""
        if (wordings == wordings[0]).all():
            return 0
        said = [len(np.unique(outlets[self.holds(wording, wordings)])) for wording in wordings[:n_tried].tolist()]
        return int(np.argmax(said))

    def holds(self, wording: int, others: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether each of others surely states what a wording does, or is the same, shape (n_others,)."""
        wanted = wording * self._n + others
        places = np.searchsorted(self._keys, wanted)
        found = places < len(self._keys)
        found[found] = self._keys[places[found]] == wanted[found]
        return np.asarray(found | (others == wording), dtype=bool)


def linkable(
    pairs: Pairs,
    probable: NDArray[np.float64],
    disputed: NDArray[np.bool_],
    asking: NDArray[np.bool_],
    bar: float,
) -> NDArray[np.float64]:
    """What each pair says for putting its two sentences together, shape (n_pairs,).

    The probability that they state one fact; nothing where their figures exclude each other, or one denies the other; and minus infinity,
    which holds them apart in whatever company they come, where they differ so and are probably of one fact, and where
    one of them asks and the other states.

    Parameters
    ----------
    pairs : Pairs
    probable : ndarray of shape (n_pairs,)
    disputed : ndarray of bool, shape (n_pairs,)
    asking : ndarray of bool, shape (n_rows,)
        Sentences that are questions.
    bar : float
        Probability from which a pair is of one fact.
    """
    weights = np.where(disputed, 0.0, probable)
    weights[(disputed & (probable >= bar)) | (asking[pairs.first] != asking[pairs.second])] = -np.inf
    return weights


def _states_nothing(corpus: Corpus, i: int) -> bool:
    return states_nothing(corpus.text_of(i), corpus.documents[corpus.document_of[i]].language)


def _understood(corpus: Corpus, i: int) -> bool:
    """Whether a sentence ends like one, and points back at none before it."""
    text = corpus.text_of(i)
    return ends_sentence(text) and not leans(
        text[dateline_stop(text) :], corpus.documents[corpus.document_of[i]].language
    )


def _half_quotations(corpus: Corpus) -> NDArray[np.bool_]:
    """Sentences that begin or end in the middle of a quotation, shape (n_sentences,)."""
    halves = [
        half_quotations(document.text, [(s.start, s.stop) for s in corpus.sentences[first : first + n]])
        for document, n, first in zip(
            corpus.documents,
            corpus.n_sentences_of.tolist(),
            (np.cumsum(corpus.n_sentences_of) - corpus.n_sentences_of).tolist(),
            strict=True,
        )
    ]
    return np.concatenate(halves) if halves else np.zeros(0, dtype=bool)


def distinct_wordings(
    corpus: Corpus, progress: Callable[[int, int], None] | None = None
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """One sentence for each wording of the story, page furniture left out.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    rows : ndarray of shape (n_wordings,)
        The first sentence of each wording, ascending.
    wording_of : ndarray of shape (n_sentences,)
        Index into `rows`; -1 for page furniture.
    """
    texts = corpus.texts
    numbers: dict[str, int] = {}
    rows: list[int] = []
    wording_of = np.full(len(texts), -1)
    with portions(progress, len(texts), *_WORDING_SECONDS) as (marking, reading):
        for i in followed(np.flatnonzero(~furniture_mask(texts, marking)).tolist(), reading):
            said = wording(texts[i])
            if said not in numbers:
                numbers[said] = len(rows)
                rows.append(i)
            wording_of[i] = numbers[said]
    return np.array(rows, dtype=np.intp), wording_of


def _best_elsewhere(pairs: Pairs, probable: NDArray[np.float64], text_group: NDArray[np.intp]) -> NDArray[np.float64]:
    """Probability of each wording's best match in another text, shape (n_wordings,); 0 where none is near."""
    best = np.zeros(len(text_group))
    apart = text_group[pairs.first] != text_group[pairs.second]
    for side in (pairs.first, pairs.second):
        np.maximum.at(best, side[apart], probable[apart])
    return best
