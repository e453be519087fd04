"""Claims: one fact, and the sentences of the outlets that state it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from ..corpus import read_only
from ..datelines import dateline_stop
from ..furniture import ends_sentence
from ..leaning import leans
from ..outside import furniture_mask, outside_of
from ..quotations import half_quotations
from ..ranking import centroid_scores
from ..settings import ClaimSettings, CoverageSettings, FigureSettings
from ..timing import followed, portions
from ..wholeness import is_beside_the_story, states_nothing
from ..wording import wording
from .corroboration import corroboration
from .counting import check_sizes, independent_texts, weighed_support
from .echoes import heard_elsewhere
from .neighbourhoods import WHOLE
from .pairs import unspoken
from .same_fact import Firm, stated_alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from ..corpus import Corpus, Embeddings

    #: Wording of each sentence, which wordings surely state what others do, and how probably any two state one fact.
    _Alike: TypeAlias = "tuple[NDArray[np.intp], Firm, csr_array]"
    from ..timing import Told

#: Seconds that the passes of `find_claims` took of 100,000 sentences: wordings, comparing, what is no running text, gathering; and of
#: `distinct_wordings`: furniture, words.
_SECONDS: Final = (4.0, 75.0, 6.0, 5.5)
_WORDING_SECONDS: Final = (2.0, 2.0)

#: Claims times outlets up to which it is asked whether an outlet says in other words what one text says: of hundreds that printed a sentence or two each it would take minutes.
_HEARD: Final = 300_000

#: Sentences of a claim of which it is asked how many outlets surely state them, the most central first; a claim of more is one text printed over and over.
_TRIED: Final = 24


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
        ``"consensus"``, ``"shared"``, ``"exclusive"`` (nothing elsewhere is near, and no other outlet is likely to say it in other words, `heard_elsewhere`) or ``"uncertain"``.
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
    """The claims of a story, best supported first (`weighed_support`): what several texts surely state before what they perhaps do.

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
        wording_of, firm, _ = self._alike
        rows = np.array(list(others), dtype=np.intp)
        same = firm.holds(int(wording_of[sentence]), wording_of[rows]) & (wording_of[rows] >= 0)
        return [int(i) for i in rows[same]]

    def probability(self, sentence: int, others: Sequence[int]) -> float:
        """Return how probably a sentence states what one of others does: the highest of the pairs, whichever claims they stand in.

        Parameters
        ----------
        sentence : int
        others : sequence of int

        Returns
        -------
        float
            1 for itself and for the same words and signs; 0 for a pair that was not compared. O(pairs of the sentence).
        """
        if self._alike is None or sentence in others or not len(others):
            return float(sentence in others)
        wording_of, _, probable = self._alike
        own, wordings = int(wording_of[sentence]), np.unique(wording_of[list(others)])
        wordings = wordings[wordings >= 0]
        if own in wordings:
            return 1.0
        # Furniture is compared with nothing.
        return 0.0 if own < 0 or not len(wordings) else float(probable[[own]][:, wordings].max())


def find_claims(
    corpus: Corpus,
    embeddings: Embeddings,
    group_of: NDArray[np.intp],
    settings: ClaimSettings | None = None,
    *,
    figure_settings: FigureSettings | None = None,
    coverage_settings: CoverageSettings | None = None,
    progress: Told = None,
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
    coverage_settings : CoverageSettings, optional
        `unstated_below` says which outlet does not state what one text alone says in other words, as in the view of omissions.
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
        alike, compared = stated_alike(corpus, embeddings, rows, text_group[rows], settings, figures, comparing)
        outside = outside_of(corpus, looking)
        corroborated = corroboration(wording_of, text_group, *compared)
        found = _gathered(corpus, embeddings, text_group, wording_of, outside, alike, corroborated, settings, gathering)
        items = list(found.items)
        for k in _perhaps_elsewhere(
            corpus, embeddings, items, (coverage_settings or CoverageSettings()).unstated_below
        ):
            items[k] = replace(items[k], kind="uncertain")
        return replace(found, items=tuple(items))


def _gathered(
    corpus: Corpus,
    embeddings: Embeddings,
    text_group: NDArray[np.intp],
    wording_of: NDArray[np.intp],
    outside: NDArray[np.bool_],
    alike: tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.intp], Firm, csr_array],
    corroborated: NDArray[np.float64],
    settings: ClaimSettings,
    progress: Told,
) -> Claims:
    """Make the claims of the wordings that state the same (`stated_alike`), best supported first."""
    raw, elsewhere, opposed, firm, probable = alike
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
        # What speaks for the claim is running text, of the story, whole, and understood alone, where there is such a sentence.
        if len(members) > 1:
            leaning[members] = [not _understood(corpus, i) for i in members.tolist()]
            awkward[members] |= [is_beside_the_story(corpus.text_of(i)) for i in members.tolist()]
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
        # What several texts surely state goes before what they perhaps do.
        texts, outlets = weighed_support(firm_independent, independent), weighed_support(n_firm, n_saying)
        rank = (-int(firm_independent > 1), -texts, -outlets, -centrality[members[0]], members[0])
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
    return Claims(tuple(claims), read_only(claim_of), read_only(corroborated), (read_only(wording_of), firm, probable))


def _perhaps_elsewhere(
    corpus: Corpus, embeddings: Embeddings, claims: Sequence[Claim], unstated_below: float
) -> list[int]:
    """Numbers of the exclusive claims that an outlet without a sentence of them may state in other words.

    In a language that the model is known not to know all sentences are near to one another, and nothing but pairs can tell; nor is it asked of
    more than `WHOLE` sentences, which are many events, nor of more than `_HEARD` claims times outlets.
    """
    if len(corpus.sentences) > WHOLE:
        return []
    foreign = unspoken(corpus, embeddings.model)
    asked = [k for k, c in enumerate(claims) if c.kind == "exclusive" and not foreign[list(c.sentences)].any()]
    n_outlets = len(corpus.outlets)
    if n_outlets == 1 or len(asked) * n_outlets > _HEARD:
        return []
    heard = heard_elsewhere(corpus, embeddings.vectors, [claims[k].sentences for k in asked])
    return [k for k, probability in zip(asked, heard.tolist(), strict=True) if probability >= unstated_below]


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


def distinct_wordings(corpus: Corpus, progress: Told = None) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
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
