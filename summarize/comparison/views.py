"""All views of one comparison, each made when it is first asked for."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, Protocol

from ..settings import AlignmentSettings, CoverageSettings, FigureSettings
from ..timing import stage
from .alignment.finding import find_alignments
from .breadth import Breadth, find_breadth
from .counting import Counted, count
from .coverage import Cell, coverage_matrix
from .emphasis import Emphases, find_emphases
from .figures.view import find_figures
from .groups import Groups, by_group
from .likeness import Likeness, find_likeness
from .neighbourhoods import LARGEST, WHOLE
from .omissions import MOST, Omission, find_omissions
from .prominence import Prominence, find_prominence
from .timeline import Timeline, find_timeline
from .voices.view import find_voices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..corpus import Corpus, Embeddings
    from ..themes import Themes
    from ..timing import Told
    from .alignment.values import Alignments
    from .claims import Claims
    from .copies import Copies
    from .figures.values import Figures
    from .reuse import TextReuse
    from .voices.values import Voices

_NO_THEMES: Final = "no themes were found in so little text"
_ONE_OUTLET: Final = "there is one outlet alone"
_ONE_TEXT: Final = "every outlet prints the same texts, and there is nothing to hold one against"


class Compared(Protocol):
    """What a comparison is made from; each value may be found when it is first asked for."""

    @property
    def corpus(self) -> Corpus:
        """Segmented."""
        ...

    @property
    def embeddings(self) -> Embeddings:
        """One unit vector a sentence."""
        ...

    @property
    def themes(self) -> Themes:
        """What the sentences are about."""
        ...

    @property
    def copies(self) -> Copies:
        """Which documents are one text."""
        ...

    @property
    def claims(self) -> Claims:
        """Which sentences state the same fact."""
        ...

    @property
    def reuse(self) -> TextReuse:
        """Who has whose text."""
        ...


@dataclass(frozen=True, eq=False)
class Comparison:
    """Outlets side by side. A view is made when it is first asked for, and with it only what it is made from.

    Attributes
    ----------
    compared : Compared
    settings : CoverageSettings
    alignment_settings : AlignmentSettings, optional
    figure_settings : FigureSettings, optional
    groups : Groups, optional
        The user's own groups. Themes, claims, copies, alignments and figures are those of the outlets all the same: to put
        outlets into a drawer makes no text independent, and no claim agreed.
    progress : callable, optional
        Called with the view, the work done and all the work, by those views that take long in a large corpus.
    """

    compared: Compared
    settings: CoverageSettings = field(default_factory=CoverageSettings)
    alignment_settings: AlignmentSettings | None = None
    figure_settings: FigureSettings | None = None
    groups: Groups | None = None
    progress: Callable[[str, int, int], None] | None = field(default=None, repr=False)

    @contextmanager
    def _stage(self, name: str) -> Iterator[Told]:
        """A stage of its own, and what is called with the work done of it, and all of it."""
        with stage(name):
            yield None if self.progress is None else partial(self.progress, name)

    @cached_property
    def corpus(self) -> Corpus:
        """The corpus as it is compared: with the user's groups in the place of outlets, where there are any.

        The outlets of all views but claims and copies are indices into its outlets.
        """
        return self.compared.corpus if self.groups is None else by_group(self.compared.corpus, self.groups)

    @cached_property
    def counted(self) -> Counted:
        """What counts of the corpus, copies counted once."""
        corpus, group_of = self.corpus, self.copies.group_of
        with self._stage("telling articles from page furniture") as progress:
            return count(corpus, group_of, progress=progress)

    @property
    def copies(self) -> Copies:
        """Which documents are one text."""
        return self.compared.copies

    @property
    def claims(self) -> Claims:
        """Which sentences state the same fact."""
        return self.compared.claims

    @property
    def reuse(self) -> TextReuse:
        """Who has whose text."""
        return self.compared.reuse

    @cached_property
    def alignments(self) -> Alignments:
        """Sentences of different outlets that say the same."""
        found = self.compared
        corpus, embeddings, group_of = found.corpus, found.embeddings, self.copies.group_of
        with self._stage("aligning sentences") as progress:
            return find_alignments(corpus, embeddings, group_of, self.alignment_settings, progress=progress)

    @cached_property
    def figures(self) -> Figures:
        """What several documents count."""
        found, claims, alignments = self.compared, self.claims, self.alignments
        corpus, embeddings, group_of = found.corpus, found.embeddings, self.copies.group_of
        with self._stage("finding figures") as progress:
            return find_figures(
                corpus, embeddings, group_of, claims, alignments, self.figure_settings, progress=progress
            )

    @cached_property
    def coverage(self) -> tuple[Cell, ...]:
        """Each theme in each outlet."""
        embeddings, themes, counted = self.compared.embeddings, self.compared.themes, self.counted
        with self._stage("counting themes") as progress:
            return coverage_matrix(embeddings, themes, counted, self.settings, progress=progress)

    @cached_property
    def emphases(self) -> Emphases:
        """Themes and words to which outlets give more or less."""
        themes, counted = self.compared.themes, self.counted
        with self._stage("weighing words") as progress:
            return find_emphases(themes, counted, self.settings, progress=progress)

    @cached_property
    def omissions(self) -> tuple[Omission, ...]:
        """Claims of several texts, and who leaves them out."""
        embeddings, claims, counted, aligned = self.compared.embeddings, self.claims, self.counted, self.alignments
        with self._stage("looking for what is left out") as progress:
            return find_omissions(embeddings, claims, counted, self.settings, alignments=aligned, progress=progress)

    @cached_property
    def voices(self) -> Voices:
        """Who is quoted."""
        group_of = self.copies.group_of
        with self._stage("finding voices") as progress:
            return find_voices(self.corpus, group_of, progress=progress)

    @cached_property
    def prominence(self) -> tuple[Prominence, ...]:
        """Where themes and shared claims stand."""
        themes, claims, counted = self.compared.themes, self.claims, self.counted
        with self._stage("reading headlines") as progress:
            return find_prominence(themes, claims, counted, progress=progress)

    @cached_property
    def timeline(self) -> Timeline:
        """Who published a claim first."""
        claims = self.claims
        with self._stage("reading who stated what") as progress:
            return find_timeline(self.corpus, claims, self.compared.embeddings, progress=progress)

    @cached_property
    def likeness(self) -> tuple[Likeness, ...]:
        """How alike the outlets are; empty where no outlet has enough text."""
        found = self._likeness
        return found if any(item.outlets for item in found) else ()

    @cached_property
    def _likeness(self) -> tuple[Likeness, ...]:
        themes, claims, counted = self.compared.themes, self.claims, self.counted
        with self._stage("holding outlets against each other") as progress:
            return find_likeness(themes, claims, counted, progress=progress)

    @cached_property
    def breadth(self) -> tuple[Breadth, ...]:
        """How broadly each outlet covers the story."""
        themes, claims, counted = self.compared.themes, self.claims, self.counted
        with self._stage("measuring breadth") as progress:
            return find_breadth(themes, claims, counted, progress=progress)

    def refusal(self, view: str) -> str | None:
        """Say why a view is empty, or None where it is not, or needs no reason."""
        n_outlets = len(self.compared.corpus.outlets)
        match view:
            case "alignments" if not self.alignments.items:
                near = _ONE_TEXT if self._same_texts else "no two sentences of different outlets are near enough"
                return _ONE_OUTLET if n_outlets == 1 else near
            case "coverage" if not self.compared.themes.names:
                return _NO_THEMES
            case "emphasis" if not (self.emphases.themes or self.emphases.terms):
                reasons = [] if self.compared.themes.names else [_NO_THEMES]
                if not reasons and self._same_texts:
                    reasons = [_ONE_TEXT]
                return "; ".join((*reasons, *self.emphases.notes)) or _ONE_TEXT
            case "figures" if not self.figures.items:
                alone = len(self.compared.corpus.documents) < 2
                return "there is one article alone" if alone else "none was found that two articles give for one thing"
            case "likeness" if not self.likeness:
                return "; ".join(f"{item.kind}: {item.refused}" for item in self._likeness)
            case "omissions" if not self.omissions:
                # A group speaks once, however many of its outlets state a claim.
                each = "outlets" if self.groups is None else "groups"
                return (
                    _ONE_OUTLET
                    if n_outlets == 1
                    else (
                        f"no claim is surely stated by {self.settings.min_elsewhere} independent texts of as many {each}, so "
                        "that leaving one out would say something"
                    )
                )
            case "prominence" if not self.prominence:
                return "there is no theme, and no claim of several outlets, to be placed"
            case "timeline":
                return self.timeline.refused
            case "voices" if not self.voices.items:
                return "nothing stands within quotation marks in the articles supplied, titles of works left out"
        return None

    @property
    def _same_texts(self) -> bool:
        """Whether each of several outlets prints what every other does, copies taken for one text."""
        corpus, texts = self.compared.corpus, self.copies.group_of
        printed = {frozenset(texts[corpus.outlet_of_document == o].tolist()) for o in range(len(corpus.outlets))}
        return len(printed) == 1 < len(corpus.outlets)

    def limit(self, view: str) -> str | None:
        """Say which part of a very large corpus a view looks at, or None where it looks at all of it."""
        told: list[str] = []
        if len(self.compared.corpus.sentences) > WHOLE:
            if view in ("claims", "alignments", "figures"):
                told.append(
                    f"above {WHOLE:,} sentences those of articles that are alike are compared, some {LARGEST:,} at a time"
                )
            if view == "omissions" and len({omission.claim for omission in self.omissions}) == MOST:
                told.append(f"the {MOST:,} best supported claims alone")
        if view == "alignments" and self.alignments.n_left_out:
            told.append(f"the most probable pairs alone, {self.alignments.n_left_out:,} others are left out")
        return "; ".join(told) or None
