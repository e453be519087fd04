"""What counts of a corpus when outlets are laid side by side: versions of one text once, page furniture never."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ..corpus import read_only
from ..outside import outside_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from ..corpus import Corpus, Embeddings
    from ..timing import Told


#: Words of a sentence from which an outlet does not write it twice by chance.
_REPEATED: Final = 8


@dataclass(frozen=True, eq=False, slots=True)
class Counted:
    """Documents and sentences of a corpus that count for their outlet.

    Attributes
    ----------
    corpus : Corpus
    documents : ndarray of shape (n_documents,)
        True for those that count: of versions of one text within one outlet, the longest.
    sentences : ndarray of shape (n_sentences,)
        True for the running text of these: no page furniture, headings, credits, captions or galleries, and no
        sentence that stands word for word in an earlier article of the outlet that counts.
    lengths : ndarray of shape (n_documents,)
        Such sentences of each document; 0 for a document that does not count.
    place : ndarray of shape (n_sentences,)
        0-based place of each sentence among those of its document that count; -1 for the others.
    outlet_of : ndarray of shape (n_documents,)
        Index into the corpus's outlets.
    group_of : ndarray of shape (n_documents,)
        Copy group of each document.
    cut : ndarray of shape (n_documents,)
        True for those of which only the beginning was read: that they do not say something tells nothing.
    """

    corpus: Corpus
    documents: NDArray[np.bool_]
    sentences: NDArray[np.bool_]
    lengths: NDArray[np.intp]
    place: NDArray[np.intp]
    outlet_of: NDArray[np.intp]
    group_of: NDArray[np.intp]
    cut: NDArray[np.bool_]

    def by_document(self, labels: NDArray[np.intp], n_labels: int) -> NDArray[np.float64]:
        """Sentences that count of each document and label, shape (n_documents, n_labels); the label -1 is none."""
        table = np.zeros((len(self.documents), n_labels))
        kept = self.sentences & (labels >= 0)
        np.add.at(table, (self.corpus.document_of[kept], labels[kept]), 1)
        return table

    def by_outlet(self, labels: NDArray[np.intp], n_labels: int) -> NDArray[np.intp]:
        """The same of each outlet, shape (n_outlets, n_labels)."""
        table = np.zeros((len(self.corpus.outlets), n_labels), dtype=np.intp)
        np.add.at(table, self.outlet_of, self.by_document(labels, n_labels).astype(np.intp))
        return table


def counted_documents(corpus: Corpus, group_of: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Documents that count for their outlet: of versions of one text within one outlet, the longest.

    A text that several outlets print counts in each of them: each chose to print it.

    Parameters
    ----------
    corpus : Corpus
    group_of : ndarray of shape (n_documents,)

    Returns
    -------
    ndarray of shape (n_documents,)
        Read-only.
    """
    best: dict[tuple[str, int], int] = {}
    for i, document in enumerate(corpus.documents):
        key = (document.outlet, int(group_of[i]))
        if key not in best or len(document.text) > len(corpus.documents[best[key]].text):
            best[key] = i
    counted = np.zeros(len(corpus.documents), dtype=bool)
    counted[list(best.values())] = True
    return read_only(counted)


def count(corpus: Corpus, group_of: NDArray[np.intp], *, progress: Told = None) -> Counted:
    """Tell which documents and sentences count.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    group_of : ndarray of shape (n_documents,)
        Copy group of each document.
    progress : callable, optional
        Called with the number of sentences that the work done comes to, and of all.

    Returns
    -------
    Counted

    Notes
    -----
    O(n_characters).
    """
    documents = counted_documents(corpus, group_of)
    sentences = documents[corpus.document_of] & ~outside_of(corpus, progress)
    _drop_repeated(corpus, sentences)
    lengths = np.bincount(corpus.document_of[sentences], minlength=len(corpus.documents))
    before: NDArray[np.intp] = np.cumsum(sentences) - sentences
    first = np.cumsum(lengths) - lengths
    place = np.where(sentences, before - first[corpus.document_of], -1)
    cut = np.array([document.provenance.cut for document in corpus.documents], dtype=bool)
    arrays = (
        read_only(array) for array in (sentences, lengths, place, corpus.outlet_of_document, group_of.copy(), cut)
    )
    return Counted(corpus, documents, *arrays)


def _drop_repeated(corpus: Corpus, sentences: NDArray[np.bool_]) -> None:
    """Count once what an outlet prints again in a later article, an update that is too new to be a version of the first."""
    first_in: dict[tuple[int, str], int] = {}
    for i in np.flatnonzero(sentences).tolist():
        words = corpus.text_of(i).casefold().split()
        if len(words) >= _REPEATED:
            document = int(corpus.document_of[i])
            sentences[i] = first_in.setdefault((int(corpus.outlet_of[i]), " ".join(words)), document) == document


def check_sizes(corpus: Corpus, embeddings: Embeddings, group_of: NDArray[np.intp]) -> None:
    """Make sure that there is one vector a sentence, and one copy group a document.

    Raises
    ------
    ValueError
        If there is not.
    """
    if len(embeddings.vectors) != len(corpus.sentences) or len(group_of) != len(corpus.documents):
        raise ValueError(
            f"embeddings ({len(embeddings.vectors)}) or copy groups ({len(group_of)}) do not match "
            f"sentences ({len(corpus.sentences)}) and documents ({len(corpus.documents)})"
        )


def weighed_support(surely: int, of_all: int) -> int:
    """Weigh how many state a claim: those that surely do count 5, the others of its sentences 3, as often as they are right (nine and six of ten).

    Parameters
    ----------
    surely, of_all : int
        Texts, or outlets, that state it by its firm sentences, and by all.

    Examples
    --------
    >>> weighed_support(3, 3), weighed_support(2, 5)
    (15, 19)
    """
    return 2 * surely + 3 * of_all


def independent_texts(group_of: Iterable[int], outlet_of: Iterable[int]) -> int:
    """Count the independent texts among some documents: an outlet speaks once, and so does a text, whoever prints it.

    The largest number of documents of which no two are of one outlet or of one copy group.

    Parameters
    ----------
    group_of, outlet_of : iterable of int
        Copy group and outlet of each document.

    Notes
    -----
    A largest matching of outlets and groups, by augmenting paths: O(n_outlets * n_documents).

    References
    ----------
    Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research Logistics Quarterly.

    Examples
    --------
    >>> independent_texts([0, 1, 2], [0, 0, 1]), independent_texts([0, 1, 2, 2], [0, 0, 1, 2])
    (2, 2)
    """
    groups_of: dict[int, set[int]] = {}
    for group, outlet in zip(group_of, outlet_of, strict=True):
        groups_of.setdefault(outlet, set()).add(group)
    spoken_by: dict[int, int] = {}
    return sum(_gives_voice(outlet, groups_of, spoken_by) for outlet in sorted(groups_of))


def _gives_voice(outlet: int, groups_of: dict[int, set[int]], spoken_by: dict[int, int]) -> bool:
    """Find an outlet a text of its own, others moving to another of theirs where they have one."""
    came_from: dict[int, int] = {}
    waiting = [outlet]
    while waiting:
        asking = waiting.pop()
        for group in sorted(groups_of[asking]):
            if group in came_from:
                continue
            came_from[group] = asking
            if group in spoken_by:
                waiting.append(spoken_by[group])
                continue
            while True:
                mover = came_from[group]
                left = next((g for g, o in spoken_by.items() if o == mover), None)
                spoken_by[group] = mover
                if left is None:
                    return True
                group = left
    return False
