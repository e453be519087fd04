"""How far two people who labelled the same sentences agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .clusters import adjusted_mutual_information, adjusted_rand

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Agreement", "label_agreement", "pair_f1"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two labellers agree; names of themes and facts are each labeller's own and are not compared.

    Attributes
    ----------
    n_both : int
        Sentences that both give a theme.
    themes_adjusted_rand, themes_adjusted_mutual_information : float or None
        Over these sentences; None where there are fewer than two.
    no_theme_kappa : float or None
        Cohen's kappa of whether a sentence has a theme at all; None where both say the same of all.
    facts_f1 : float or None
        Pairs of sentences that state the same fact, over all that either puts together; None where neither does any.
    """

    n_both: int
    themes_adjusted_rand: float | None
    themes_adjusted_mutual_information: float | None
    no_theme_kappa: float | None
    facts_f1: float | None


def label_agreement(
    themes: Sequence[tuple[str | None, str | None]], facts: Sequence[tuple[str | None, str | None]]
) -> Agreement:
    """Compare two labellers, sentence by sentence.

    Parameters
    ----------
    themes, facts : sequences of pairs
        What the first and the second say of each sentence, None for none.

    Returns
    -------
    Agreement

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement.

    Examples
    --------
    >>> found = label_agreement([("a", "x"), ("a", "x"), ("b", "y"), (None, None)], [("1", "1"), ("1", "1"), (None, "2"), (None, "2")])
    >>> found.themes_adjusted_rand, found.no_theme_kappa, round(found.facts_f1 or 0, 2)
    (1.0, 1.0, 0.67)
    """
    both = [(a, b) for a, b in themes if a is not None and b is not None]
    ours, theirs = (
        ([_number(labels)[label] for label in labels] for labels in zip(*both, strict=True)) if both else ([], [])
    )
    enough = len(both) > 1
    return Agreement(
        n_both=len(both),
        themes_adjusted_rand=adjusted_rand(ours, theirs) if enough else None,
        themes_adjusted_mutual_information=adjusted_mutual_information(ours, theirs) if enough else None,
        no_theme_kappa=_kappa([(a is None, b is None) for a, b in themes]),
        facts_f1=pair_f1(facts),
    )


def _number(labels: Sequence[str]) -> dict[str, int]:
    return {label: k for k, label in enumerate(sorted(set(labels)))}


def _kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    if not pairs:
        return None
    first, second = (sum(said) / len(pairs) for said in zip(*pairs, strict=True))
    by_chance = first * second + (1 - first) * (1 - second)
    return None if by_chance == 1 else (sum(a == b for a, b in pairs) / len(pairs) - by_chance) / (1 - by_chance)


def pair_f1(labels: Sequence[tuple[str | None, str | None]]) -> float | None:
    """F1 of the pairs of items that two labellers put together; None where neither puts any together.

    Parameters
    ----------
    labels : sequence of pairs
        What the first and the second say of each item, None for with nothing.

    Notes
    -----
    O(n_items): pairs are counted, not made.

    Examples
    --------
    >>> pair_f1([("1", "1"), ("1", "1"), ("1", "2")])
    0.5
    """

    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    ours = pairs(Counter(a for a, _ in labels if a is not None))
    theirs = pairs(Counter(b for _, b in labels if b is not None))
    both = pairs(Counter((a, b) for a, b in labels if a is not None and b is not None))
    return 2 * both / (ours + theirs) if ours + theirs else None
