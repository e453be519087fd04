"""Which sentences of different outlets say the same: mutual nearest by ratio margin, calibrated on labelled pairs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ...alignment import Aligned, mutual_nearest
from ...lexical import content_stems
from ...settings import AlignmentSettings
from ...terms import count_matrix
from ...timing import followed, portions
from ..claims import distinct_wordings
from ..counting import check_sizes
from ..logistic import Logistic, read_weights
from ..neighbourhoods import each_neighbourhood
from .difference import Differ
from .values import Alignment, Alignments, ColumnRow, Columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from ...corpus import Corpus, Embeddings
    from ...timing import Told
    from ..claims import Claims
    from ..figures.values import Figures

#: What makes a pair probable, in the order of the columns of `pair_evidence`; and its weights, fitted by ``benchmarks/alignment.py``.
EVIDENCE: Final = ("log_margin", "similarity")
SHIPPED: Final = Path(__file__).with_name("calibration.toml")

#: Pairs that are kept, the most probable of all: more are no reading, and their diffs would take longer than all else.
MOST = 100_000

#: Seconds that the passes of `find_alignments` took of 100,000 sentences: reading, comparing, names, diffs; and of `nearest_pairs`: words, comparing.
_SECONDS: Final = (4.0, 20.0, 4.0, 36.0)
_NEAREST_SECONDS: Final = (1.0, 6.0)

#: In which order what may stand beside each other does, two outlets side by side: what a claim joins, whose rank is this and the probability by which it is aligned, 1
#: for the same words; then what is aligned more probably than not, whose rank is this and its probability, then what gives one figure, then what is aligned less
#: probably, whose rank is its probability, and what a claim perhaps joins. Of one rank what is nearer in meaning goes first.
_LIKELY: Final = 0.5
_OF_CLAIM: Final = 3.0
_SURE: Final = 2.0
_OF_FIGURE: Final = 1.0
_PERHAPS: Final = 0.25

#: Sentences of one claim beside which a sentence may come to stand, the nearest of all.
_NEAREST_OF_CLAIM: Final = 16

#: The least margin that is told from none.
_LEAST_MARGIN = 0.1


@cache
def read_calibration(path: Path = SHIPPED) -> Logistic:
    """Read weights of `EVIDENCE` from a TOML file; see `read_weights`."""
    return read_weights(Logistic, path, "the calibration of aligned sentences", EVIDENCE)


def pair_evidence(found: Aligned) -> NDArray[np.float64]:
    """What says of each pair that it states the same fact, shape (n_pairs, len(EVIDENCE))."""
    return np.column_stack((np.log(np.maximum(found.margins, _LEAST_MARGIN)), found.similarities))


def nearest_pairs(
    corpus: Corpus,
    vectors: NDArray[np.float32],
    rows: NDArray[np.intp],
    group_of: NDArray[np.intp],
    settings: AlignmentSettings,
    progress: Told = None,
) -> Aligned:
    """Pair the sentences of different groups that are each other's nearest, whatever their probability.

    Parameters
    ----------
    corpus : Corpus
    vectors : ndarray of shape (n_sentences, n_dims)
    rows : ndarray of shape (n_rows,)
        Sentences looked at, ascending.
    group_of : ndarray of shape (n_rows,)
    settings : AlignmentSettings
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    Aligned
        Numbered within `rows`.
    """
    languages = [corpus.tongue_of(i) for i in rows.tolist()]
    with portions(progress, len(rows), *_NEAREST_SECONDS) as (reading, comparing):
        each = followed(list(zip(rows.tolist(), languages, strict=True)), reading)
        words = [content_stems(corpus.text_of(i), language) for i, language in each]
        return mutual_nearest(
            vectors[rows],
            group_of,
            n_neighbours=settings.n_neighbours,
            terms=count_matrix(words).tf_idf(),
            weight_of_terms=settings.weight_of_words,
            progress=comparing,
        )


def find_alignments(
    corpus: Corpus,
    embeddings: Embeddings,
    group_of: NDArray[np.intp],
    settings: AlignmentSettings | None = None,
    *,
    progress: Told = None,
) -> Alignments:
    """Align the sentences of every two outlets.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    group_of : ndarray of shape (n_documents,)
        Copy group of each document.
    settings : AlignmentSettings, optional
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    Alignments
        What copies of one text print alike counts once, for the document that printed it first; of two versions of one text
        only those sentences are aligned that one of them words otherwise.

    Notes
    -----
    Above `WHOLE` sentences those of documents that are alike are compared (`neighbourhoods`):
    O(min(n_sentences, WHOLE) * n_sentences * n_dims) time; the diffs are linear in the number of pairs.
    """
    settings = settings or AlignmentSettings()
    n_sentences = len(corpus.sentences)
    check_sizes(corpus, embeddings, group_of)
    with portions(progress, n_sentences, *_SECONDS) as (reading, comparing, naming, diffing):
        held = _held(corpus, group_of[corpus.document_of], reading)
        rows = np.array([sentences[0] for sentences in held], dtype=np.intp)
        found = _nearest_in_neighbourhoods(corpus, embeddings.vectors, rows, settings, comparing)
        probable = read_calibration().probabilities(pair_evidence(found))
        likely = np.flatnonzero(probable >= settings.probability)
        n_left_out = max(len(likely) - MOST, 0)
        if n_left_out:
            order = np.lexsort((found.second[likely], found.first[likely], -probable[likely]))
            likely = np.sort(likely[order[:MOST]])
        differ = Differ(corpus, naming)
        printed = [{int(corpus.document_of[i]) for i in sentences} for sentences in held]
        items = []
        for k in followed(likely.tolist(), diffing):
            # What is held stands in the order of the corpus, as its rows do.
            x, y = sorted((int(found.first[k]), int(found.second[k])))
            if printed[x] & printed[y]:
                # A version that prints both words neither otherwise.
                continue
            (i, *first_copies), (j, *second_copies) = held[x], held[y]
            same_text = bool(group_of[corpus.document_of[i]] == group_of[corpus.document_of[j]])
            changes = differ.changes(i, j)
            if same_text and all(change.kind == "equal" for change in changes):
                continue
            cosine, margin = _cosine(embeddings.vectors, i, j), float(found.margins[k])
            copies = tuple(first_copies), tuple(second_copies)
            items.append(Alignment(i, j, cosine, margin, float(probable[k]), *copies, changes, same_text))
    items.sort(key=lambda item: (item.first, item.second))
    return Alignments(tuple(items), n_left_out)


def _nearest_in_neighbourhoods(
    corpus: Corpus,
    vectors: NDArray[np.float32],
    rows: NDArray[np.intp],
    settings: AlignmentSettings,
    progress: Told,
) -> Aligned:
    """`nearest_pairs` of the outlets in each neighbourhood; numbered within `rows`, in no order but that of the neighbourhoods."""
    found = []
    for near, told in each_neighbourhood(corpus, vectors, rows, progress):
        part = nearest_pairs(corpus, vectors, rows[near], corpus.outlet_of[rows[near]], settings, told)
        found.append((near[part.first], near[part.second], part.similarities, part.margins))
    first, second, similarities, margins = (np.concatenate(column) for column in zip(*found, strict=True))
    return Aligned(first, second, similarities, margins)


def find_columns(
    corpus: Corpus,
    embeddings: Embeddings,
    outlets: tuple[int, int],
    settings: AlignmentSettings | None = None,
    claims: Claims | None = None,
    figures: Figures | None = None,
) -> Columns:
    """Lay two outlets side by side, copies included: sentences that state the same in one row, the others in rows of their own.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    embeddings : Embeddings
    outlets : tuple of two int
        Indices into ``corpus.outlets``; the first one's articles give the order.
    settings : AlignmentSettings, optional
    claims : Claims, optional
    figures : Figures, optional
        What both give alike, in other words than those by which sentences are aligned.

    Returns
    -------
    Columns
        Every wording of either outlet stands in exactly one row, page furniture left out. Of what a sentence may be paired with it has first what a claim surely joins it to,
        then what it is aligned with more probably than not, then, perhaps, what gives the same figure, then the rest.

    Notes
    -----
    Beside `nearest_pairs` O(sentences of one outlet * of the other) array time within each claim.
    """
    settings = settings or AlignmentSettings()
    held = [s for s in _held(corpus, corpus.outlet_of) if corpus.outlet_of[s[0]] in outlets]
    rows = np.array([sentences[0] for sentences in held], dtype=np.intp)
    side = (corpus.outlet_of[rows] == outlets[1]).astype(np.intp)
    found = nearest_pairs(corpus, embeddings.vectors, rows, side, settings)
    probable = read_calibration().probabilities(pair_evidence(found))
    aligned = {
        (int(rows[found.first[k]]), int(rows[found.second[k]])): (float(found.margins[k]), float(probable[k]))
        for k in np.flatnonzero(probable >= settings.probability).tolist()
    }
    ranked = {pair: p + _SURE * (p >= _LIKELY) for pair, (_, p) in aligned.items()}
    first_of = {i: sentences[0] for sentences in held for i in sentences}
    for i, j in _of_figures(corpus, outlets, figures):
        if i in first_of and j in first_of:
            pair = first_of[i], first_of[j]
            ranked[pair] = max(ranked.get(pair, 0.0), _OF_FIGURE)
    if claims is not None:
        firm = {first_of.get(i) for item in claims.items for i in item.firm}
        within = [pair for pair in aligned if claims.claim_of[pair[0]] == claims.claim_of[pair[1]] >= 0]
        for i, j in {*within, *_of_claims(corpus, embeddings.vectors, outlets, claims, first_of)}:
            probability = 1.0 if corpus.text_of(i) == corpus.text_of(j) else aligned.get((i, j), (0.0, 0.0))[1]
            sure = probability == 1.0 or {i, j} <= firm
            ranked[i, j] = max(ranked.get((i, j), 0.0), _OF_CLAIM + probability if sure else _PERHAPS)
    cosines = {(i, j): _cosine(embeddings.vectors, i, j) for i, j in ranked}
    differ = Differ(corpus)
    paired: dict[int, ColumnRow] = {}
    partners: set[int] = set()
    for i, j in sorted(ranked, key=lambda pair: (-ranked[pair], -cosines[pair], pair)):
        if i not in paired and j not in partners:
            found_margin, found_probability = aligned.get((i, j), (None, None))
            changes, perhaps = differ.changes(i, j), ranked[i, j] < _SURE
            paired[i] = ColumnRow(i, j, cosines[i, j], found_margin, found_probability, changes, perhaps=perhaps)
            partners.add(j)
    lone = [int(j) for j in rows[side == 1] if int(j) not in partners]
    laid: list[ColumnRow] = []
    for i in rows[side == 0].tolist():
        row = paired.get(i, ColumnRow(i, None))
        if row.second is not None:
            # What the second outlet says before this in the same article comes before it.
            before = [j for j in lone if j < row.second and corpus.document_of[j] == corpus.document_of[row.second]]
            laid += [ColumnRow(None, j) for j in before]
            lone = [j for j in lone if j not in set(before)]
        laid.append(row)
    laid += [ColumnRow(None, j) for j in lone]
    return Columns(outlets, tuple(laid))


def _of_claims(
    corpus: Corpus, vectors: NDArray[np.float32], outlets: tuple[int, int], claims: Claims, first_of: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Sentences of two outlets that a claim joins, each wording once; of a large claim each sentence with those that are nearest to it."""
    for item in claims.items:
        first, second = (
            np.array(
                sorted({first_of[i] for i in item.sentences if i in first_of and corpus.outlet_of[i] == outlet}),
                dtype=np.intp,
            )
            for outlet in outlets
        )
        if not len(first) or not len(second):
            continue
        # Rounded, so that ties are ties whatever the number of threads.
        apart = np.round(-(vectors[first] @ vectors[second].T), 6)
        for i, near in zip(first, np.argsort(apart, axis=1, kind="stable")[:, :_NEAREST_OF_CLAIM], strict=True):
            yield from ((int(i), int(j)) for j in second[near])
        for j, near in zip(second, np.argsort(apart.T, axis=1, kind="stable")[:, :_NEAREST_OF_CLAIM], strict=True):
            yield from ((int(i), int(j)) for i in first[near])


def _of_figures(corpus: Corpus, outlets: tuple[int, int], figures: Figures | None) -> Iterator[tuple[int, int]]:
    """Sentences of two outlets that give one figure alike; what either gives more than once is the story's, and tells of no sentence."""
    for item in figures.items if figures is not None else ():
        sides = [[v for v in item.values if corpus.outlet_of[v.sentence] == outlet] for outlet in outlets]
        if len(sides[0]) == len(sides[1]) == 1 and sides[0][0].quantity.written_alike(sides[1][0].quantity):
            yield sides[0][0].sentence, sides[1][0].sentence


def _held(corpus: Corpus, text_of: NDArray[np.intp], progress: Told = None) -> list[list[int]]:
    """Sentences that print the same words within one text, in the order of the corpus; page furniture left out."""
    _, wording_of = distinct_wordings(corpus, progress)
    held: dict[tuple[int, int], list[int]] = {}
    for i, (text, wording) in enumerate(zip(text_of.tolist(), wording_of.tolist(), strict=True)):
        if wording >= 0:
            held.setdefault((text, wording), []).append(i)
    return list(held.values())


def _cosine(vectors: NDArray[np.float32], i: int, j: int) -> float:
    return round(float(np.dot(vectors[i].astype(np.float64), vectors[j].astype(np.float64))), 6)
