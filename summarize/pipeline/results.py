"""What is asked of an analysis: a brief, a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import InputError
from .identity import corpus_facts, digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..comparison import Groups
    from ..corpus import Corpus
    from ..records import BriefRecord, BriefSentenceRecord, CompareRecord
    from ..themes import Themes
    from .analysis import Analysis

__all__ = ["Brief", "ComparisonResult", "brief", "compare"]


@dataclass(frozen=True, eq=False)
class Brief:
    """A cited extractive summary."""

    record: BriefRecord

    @property
    def sentences(self) -> list[BriefSentenceRecord]:
        """The sentences, in reading order, each with its document and span."""
        return self.record["sentences"]

    @property
    def text(self) -> str:
        """The words of the brief, datelines left out and white space within a sentence collapsed."""
        return " ".join(
            " ".join(sentence["text"][sentence["shown"]["start"] - sentence["start"] :].split())
            for sentence in self.sentences
        )

    def to_dict(self) -> BriefRecord:
        """Return the JSON of ``summarize brief``."""
        return self.record


def brief(
    analysis: Analysis,
    *,
    max_words: int = 200,
    max_sentences: int | None = None,
    focus: str | None = None,
    theme: str | int | None = None,
    per_theme: bool = False,
    per_outlet: bool = False,
    known: Corpus | None = None,
) -> Brief:
    """Write nothing, choose: the sentences that say most of a story within a budget.

    Parameters
    ----------
    analysis : Analysis
    max_words : int
        Words of the whole brief.
    max_sentences : int, optional
        Number of sentences; overrides `max_words`.
    focus : str, optional
        A question; sentences near to it weigh more.
    theme : str or int, optional
        Label, part of a label, or id of the one theme to choose from.
    per_theme : bool
        Give each theme its part of the budget and order the brief by theme.
    per_outlet : bool
        Choose for each outlet what sets it apart, within a budget of its own.
    known : Corpus, optional
        Earlier coverage; what it says already is not chosen.

    Returns
    -------
    Brief

    Raises
    ------
    InputError
        If there is no such theme, or more than one; or if parts by theme and by outlet are both asked for.
    ValueError
        If a budget is not positive.
    """
    if per_theme and per_outlet:
        raise InputError("a brief is ordered by theme or by outlet, not by both; leave out --per-theme or --per-outlet")
    if max_words < 1 or (max_sentences is not None and max_sentences < 1):
        raise ValueError(f"a budget must be positive, got max_words={max_words}, max_sentences={max_sentences}")
    deciding = analysis.deciding(
        "brief",
        "themes",
        "copies",
        "claims",
        max_words=max_words if max_sentences is None else None,
        max_sentences=max_sentences,
        focus=focus,
        theme=theme,
        per_theme=per_theme,
        per_outlet=per_outlet,
        known=None if known is None else [d.id for d in known.documents],
    )

    def compute() -> BriefRecord:
        from ..records import brief_record
        from ..summary import Focus, summarise

        earlier = None
        if known is not None:
            from ..segmentation import segment

            earlier = analysis.embed_texts(segment(known, memo=analysis.store).texts).vectors
        summary = summarise(
            analysis.corpus,
            analysis.embeddings,
            analysis.themes,
            analysis.copies.group_of,
            max_words=max_words,
            max_sentences=max_sentences,
            theme=None if theme is None else _theme_number(analysis.themes, theme),
            per_theme=per_theme,
            per_outlet=per_outlet,
            focus=None if focus is None else Focus(focus, analysis.embed_texts([focus]).vectors[0]),
            known=earlier,
            settings=analysis.settings.brief,
        )
        return brief_record(
            analysis.corpus,
            summary,
            analysis.themes,
            analysis.copies,
            analysis.claims,
            deciding,
            analysis.encoder.identity,
        )

    earlier_facts = None if known is None else corpus_facts(known)
    return Brief(analysis.store.memo("brief", digest(analysis.key, deciding, earlier_facts), compute))


def _theme_number(themes: Themes, wanted: str | int) -> int:
    """Id of the theme that the user means, by number, label, or a part of label or terms that only one theme has."""
    named = "; ".join(f"{k} {name}" for k, name in enumerate(themes.names)) or "none"
    if str(wanted).isdigit():
        if int(wanted) < len(themes.names):
            return int(wanted)
        raise InputError(f"there is no theme {wanted}; the themes are: {named}")
    words = str(wanted).casefold()
    exact = [k for k, name in enumerate(themes.names) if name.casefold() == words]
    inside = [k for k, name in enumerate(themes.names) if words in name.casefold()]
    among_terms = [k for k, terms in enumerate(themes.terms) if any(words in term.casefold() for term in terms)]
    found = exact or inside or among_terms
    if len(found) == 1:
        return found[0]
    problem = "more than one theme matches" if found else "no theme matches"
    raise InputError(f"{problem} {wanted!r}; the themes are: {named}; or name your own with --seed")


@dataclass(frozen=True, eq=False)
class ComparisonResult:
    """Outlets side by side."""

    record: CompareRecord

    def to_dict(self) -> CompareRecord:
        """Return the JSON of ``summarize compare``."""
        return self.record


def compare(
    analysis: Analysis,
    *,
    outlets: Sequence[str] | None = None,
    groups: Groups | Mapping[str, Sequence[str] | str] | None = None,
) -> ComparisonResult:
    """Lay the outlets side by side: coverage, omission, claims, copies, voices, prominence, timeline, likeness, breadth.

    Parameters
    ----------
    analysis : Analysis
    outlets : sequence of str, optional
        Show these alone; they are still measured against all.
    groups : Groups or mapping of str to sequence of str, optional
        Your own groups of outlets: each name with its outlets, or ``"*"`` for all others. The views are then by group, but for
        claims, copies and derivation, which stay by outlet.

    Returns
    -------
    ComparisonResult

    Raises
    ------
    InputError
        If an outlet is not in the corpus.
    SettingsError
        If the groups do not fit the outlets.
    """
    from ..comparison import Groups, group_outlets

    if groups is not None and not isinstance(groups, Groups):
        table = {name: members if isinstance(members, str) else list(members) for name, members in groups.items()}
        groups = group_outlets(table, analysis.source.outlets)
    drawers = None if groups is None else groups.to_dict()
    deciding = analysis.deciding("coverage", "claims", "copies", "themes", **({"groups": drawers} if drawers else {}))

    def compute() -> CompareRecord:
        from ..comparison import compare as compare_outlets
        from ..records import compare_record

        found = compare_outlets(
            analysis.corpus,
            analysis.embeddings,
            analysis.themes,
            analysis.copies,
            analysis.claims,
            analysis.settings.coverage,
            groups,
        )
        return compare_record(analysis.corpus, found, analysis.themes, deciding, analysis.encoder.identity)

    record: CompareRecord = analysis.store.memo("compare", digest(analysis.key, drawers), compute)
    return ComparisonResult(record if outlets is None else _of_outlets(record, outlets))


def _of_outlets(record: CompareRecord, outlets: Sequence[str]) -> CompareRecord:
    """The record cut down to some outlets; what is counted stays counted over all."""
    from ..records import likeness_among

    group_of = {d["outlet"]: d.get("group", d["outlet"]) for d in record["corpus"]["documents"]}
    by_name = {name.casefold(): name for name in (*group_of.values(), *group_of)}
    missing = [outlet for outlet in outlets if outlet.casefold() not in by_name]
    if missing:
        raise InputError(f"no such outlet: {', '.join(missing)}; the outlets are: {', '.join(sorted(group_of))}")
    asked = {by_name[outlet.casefold()] for outlet in outlets}
    # In a comparison by groups an outlet is shown by its group, and a group by its outlets.
    kept = asked | {name for pair in group_of.items() if asked & set(pair) for name in pair}
    documents = {d["id"] for d in record["corpus"]["documents"] if d["outlet"] in kept}
    return {
        **record,
        "settings": {**record["settings"], "outlets": sorted(asked)},
        "coverage": [cell for cell in record["coverage"] if cell["outlet"] in kept],
        "claims": [claim for claim in record["claims"] if kept & set(claim["outlets"])],
        "copies": [group for group in record["copies"] if documents & set(group["documents"])],
        "derivation": [item for item in record["derivation"] if item["document"] in documents],
        "voices": [voice for voice in record["voices"] if voice["outlet"] in kept],
        "voice_outlets": [row for row in record["voice_outlets"] if row["outlet"] in kept],
        "shared_quotations": [row for row in record["shared_quotations"] if kept & set(row["outlets"])],
        "originality": [item for item in record["originality"] if item["outlet"] in kept],
        "emphasis": [row for row in record["emphasis"] if row["outlet"] in kept],
        "omissions": [row for row in record["omissions"] if row["outlet"] in kept],
        "prominence": [row for row in record["prominence"] if row["outlet"] in kept],
        "timeline": [row for row in record["timeline"] if row["outlet"] in kept],
        "timeline_outlets": [row for row in record["timeline_outlets"] if row["outlet"] in kept],
        "timeline_documents": [row for row in record["timeline_documents"] if row["document"] in documents],
        "likeness": [likeness_among(item, kept) for item in record["likeness"]],
        "breadth": [row for row in record["breadth"] if row["outlet"] in kept],
    }
