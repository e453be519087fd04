"""How outlets are laid side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ..configuration import Range, check_values


@dataclass(frozen=True, slots=True)
class CopySettings:
    """What makes a copy.

    Attributes
    ----------
    run_length : int
        Words in a run that is compared.
    short_run_length, short_text : int
        Words in a run, for texts of fewer than `short_text` words.
    link : float
        Containment from which two documents are one text.
    wholly : float
        Containment from which the shorter is a whole copy.
    """

    run_length: Annotated[int, Range(1)] = 5
    short_run_length: Annotated[int, Range(1)] = 3
    short_text: Annotated[int, Range(0)] = 60
    link: Annotated[float, Range(0, 1)] = 0.5
    wholly: Annotated[float, Range(0, 1)] = 0.85

    def __post_init__(self) -> None:
        check_values(self)


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """When two sentences state the same fact.

    Attributes
    ----------
    probability : float
        Mean probability of stating the same fact down to which groups of sentences are merged. It is chosen so that on
        stories not seen in the fit seven of ten pairs put together are right; a mean over loose members lies far below
        that of a pair.
    exclusive_below : float
        A claim of one text only is exclusive if nothing elsewhere is as probably the same as this, and if by `CoverageSettings.unstated_below` no other outlet
        states it in other words; else it is uncertain.
    firm : float
        Probability from which a sentence surely states what the first of its claim does: of such sentences of other outlets nine of ten are
        right on stories not seen in the fit, of the others six.
    held : float
        Share of what the content words of the first sentence weigh, rare ones more, that a sentence holds which surely states what that does.
    n_neighbours : int
        Most similar sentences of each sentence that are looked at.
    consensus : float
        Share of the outlets from which a claim is consensus.
    """

    probability: Annotated[float, Range(0, 1)] = 0.3
    exclusive_below: Annotated[float, Range(0, 1)] = 0.05
    firm: Annotated[float, Range(0, 1)] = 0.6
    held: Annotated[float, Range(0, 1)] = 0.4
    n_neighbours: Annotated[int, Range(1)] = 12
    consensus: Annotated[float, Range(0, 1)] = 2 / 3

    def __post_init__(self) -> None:
        check_values(self)


@dataclass(frozen=True, slots=True)
class CoverageSettings:
    """How coverage is judged.

    Attributes
    ----------
    level : float
        Share of the intervals that should hold the true share.
    significance : float
        False discovery rate at which an absence is called one.
    min_elsewhere : int
        A theme can be left out only if so many independent texts of other outlets carry it.
    prior : float
        Sentences' worth of pooled coverage mixed into each outlet's smoothed share, and into its log-odds (alpha_0).
    term_prior : float
        The same for words, in content words.
    late : float
        A theme that first comes after this part of an article, 0-1, is mentioned in passing, unless the outlet gives it as much as the others do.
    unstated_below : float
        A claim without a sentence in an outlet is called unstated there only if what the outlet published states it in other words with less
        than this probability.
    """

    level: Annotated[float, Range(0.01, 0.999)] = 0.95
    significance: Annotated[float, Range(0, 1)] = 0.05
    min_elsewhere: Annotated[int, Range(1)] = 3
    prior: Annotated[float, Range(0)] = 5.0
    term_prior: Annotated[float, Range(0)] = 100.0
    late: Annotated[float, Range(0, 1)] = 2 / 3
    unstated_below: Annotated[float, Range(0, 1)] = 0.1

    def __post_init__(self) -> None:
        check_values(self)


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """Which sentences are aligned.

    Attributes
    ----------
    probability : float
        Probability of stating the same fact from which two sentences that are each other's nearest are aligned. At the
        default seven of ten pairs are right, on stories not seen in the fit.
    n_neighbours : int
        Nearest sentences of the other outlet against which a pair is held.
    weight_of_words : float
        Share of the words in the similarity, 0-1; the rest is meaning.
    """

    probability: Annotated[float, Range(0, 1)] = 0.36
    n_neighbours: Annotated[int, Range(1)] = 4
    weight_of_words: Annotated[float, Range(0, 1)] = 0.3

    def __post_init__(self) -> None:
        check_values(self)


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """When two quantities are of the same thing.

    Attributes
    ----------
    cosine : float
        Sentences below it are held against each other only if they state or dispute one claim, are aligned, or tell what
        became of the same people.
    days : float
        Articles published further apart are not held against each other: the world moves on between them.
    revision_days : float
        The same for counts of thousands that lie close together, in near sentences: what is counted so is counted again, and revised.
    hours : float
        From this far apart on, the later figure is called an update.
    ratio : float
        Figures further apart than this many times are of different things.
    """

    cosine: Annotated[float, Range(-1, 1)] = 0.6
    days: Annotated[float, Range(0)] = 7.0
    revision_days: Annotated[float, Range(0)] = 92.0
    hours: Annotated[float, Range(0)] = 6.0
    ratio: Annotated[float, Range(1)] = 3.0

    def __post_init__(self) -> None:
        check_values(self)
