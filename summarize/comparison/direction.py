"""Which of two documents can have taken from the other: by their dates, and by whom a text names as its source.

Two texts that share their words do not say who took them from whom. That is known only where the dates prove that one stood there before the other,
or where a text names the other's outlet; everything else is unknown, and no outlet is charged with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from ..corpus import read_only
from .clocks import clocks_of
from .syndication import named_outlets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..timing import Told
    from .syndication import Syndication

#: How it is known that one document has the text of another: the other is earlier, it names the other's outlet, or it is not known.
Direction = Literal["earlier", "named", "unknown"]


@dataclass(frozen=True, eq=False, slots=True)
class Order:
    """What is known of which document came before which.

    Attributes
    ----------
    earliest, latest : ndarray of shape (n_documents,)
        First and last minute since 1970 at which each was published; infinite where there is no date.
    outlet_of : ndarray of shape (n_documents,)
        Index into the corpus's outlets.
    named : tuple of frozenset of int
        Outlets that each document names as a source, its own left out.
    naming : tuple of ndarray
        Documents that name each outlet, ascending.
    """

    earliest: NDArray[np.float64]
    latest: NDArray[np.float64]
    outlet_of: NDArray[np.intp]
    named: tuple[frozenset[int], ...]
    naming: tuple[NDArray[np.intp], ...]

    def sources(
        self, document: int, others: NDArray[np.intp]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
        """Tell which others a document can have its text from.

        Parameters
        ----------
        document : int
        others : ndarray of shape (n_others,)

        Returns
        -------
        named, earlier, unknown : ndarray of bool, shape (n_others,)
            Whose outlet the document names; which surely came before it; which may have. No other is in two of them, and none that
            came after it or names its outlet is in any.
        """
        named = np.isin(self.outlet_of[others], sorted(self.named[document]))
        back = np.isin(others, self.naming[self.outlet_of[document]])
        # Two that name each other say nothing of who had it first.
        named, back = named & ~back, back & ~named
        before = self.latest[others] < self.earliest[document]
        after = self.latest[document] < self.earliest[others]
        open_to = ~named & ~back & (others != document)
        return named, open_to & before, open_to & ~before & ~after


def order_of(corpus: Corpus, credited: Sequence[Syndication], progress: Told = None) -> Order:
    """Read the dates of a corpus, and whom its texts name beside the agencies that they credit; O(n_characters).

    `progress` is called with the number of documents read, and of all.
    """
    clocks = clocks_of(corpus)
    named = named_outlets(corpus, credited, progress)
    naming: list[list[int]] = [[] for _ in corpus.outlets]
    for i, outlets in enumerate(named):
        for outlet in outlets:
            naming[outlet].append(i)
    return Order(
        read_only(np.array([clock.earliest for clock in clocks])),
        read_only(np.array([clock.latest for clock in clocks])),
        corpus.outlet_of_document,
        named,
        tuple(np.array(documents, dtype=np.intp) for documents in naming),
    )
