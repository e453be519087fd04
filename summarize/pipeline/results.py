"""What is asked of an analysis: a brief, a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..errors import InputError
from ..timing import stage as timed
from .identity import corpus_facts, digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..comparison import Groups
    from ..corpus import Corpus
    from ..records import (
        AlignmentRecord,
        ArticleRecord,
        BriefRecord,
        BriefSentenceRecord,
        ColumnsRecord,
        CompareRecord,
    )
    from ..themes import Themes
    from .analysis import Analysis

__all__ = ["ArticleResult", "Brief", "ComparisonResult", "article", "brief", "compare"]

#: Ids that an error lists.
_LISTED: Final = 40


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
        If there is no such theme, or more than one; if parts by theme and by outlet are both asked for; or if the question
        has no word in it.
    ValueError
        If a budget is not positive.
    """
    if per_theme and per_outlet:
        raise InputError("a brief is ordered by theme or by outlet, not by both; leave out --per-theme or --per-outlet")
    if focus is not None and not any(map(str.isalnum, focus)):
        raise InputError("a question needs words, such as Who was not at the table?; this one has none")
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
        from ..comparison import honesty_of
        from ..records import brief_record
        from ..summary import Focus, summarise

        earlier = None
        if known is not None:
            from ..segmentation import segment

            earlier = analysis.embed_texts(segment(known, memo=analysis.store, engine=analysis.engine).texts).vectors
        with timed("choosing sentences"):
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
                claim_of=analysis.claims.claim_of,
                settings=analysis.settings.brief,
            )
        return brief_record(
            analysis.corpus,
            summary,
            analysis.themes,
            analysis.copies,
            analysis.claims,
            honesty_of(analysis.corpus, [item.sentence for item in summary.chosen], analysis.claims),
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
    # A second run without groups reads its record, and waits for none of the rooms that made it.
    groups = None if groups is None else _grouped(analysis, groups)
    drawers = None if groups is None else groups.to_dict()
    deciding = analysis.deciding(
        *("coverage", "claims", "copies", "themes", "alignments", "figures"),
        **({"groups": drawers} if drawers else {}),
    )

    def compute() -> CompareRecord:
        from ..records import compare_record

        found = analysis.comparison if groups is None else analysis.compared(groups)
        return compare_record(analysis.corpus, found, analysis.themes, deciding, analysis.encoder.identity)

    record: CompareRecord = analysis.store.memo("compare", digest(analysis.key, drawers), compute)
    if outlets is None:
        return ComparisonResult(record)
    asked = _named_outlets(record, outlets)
    shown = _of_outlets(record, asked)
    if len(asked) == 2 and set(asked) <= set(analysis.source.outlets):
        shown["columns"] = _columns(analysis, asked[0], asked[1])
    return ComparisonResult(shown)


def _group_of(record: CompareRecord) -> dict[str, str]:
    """Group of each outlet; in a comparison without groups each is its own."""
    return {d["outlet"]: d.get("group", d["outlet"]) for d in record["corpus"]["documents"]}


def _named_outlets(record: CompareRecord, outlets: Sequence[str]) -> list[str]:
    """Outlets, or groups, as the record writes them, in the order named, each once."""
    group_of = _group_of(record)
    by_name = {name.casefold(): name for name in (*group_of.values(), *group_of)}
    missing = [outlet for outlet in outlets if outlet.casefold() not in by_name]
    if missing:
        raise InputError(f"no such outlet: {', '.join(missing)}; the outlets are: {', '.join(sorted(group_of))}")
    return list(dict.fromkeys(by_name[outlet.casefold()] for outlet in outlets))


def _grouped(analysis: Analysis, groups: Groups | Mapping[str, str | Sequence[str]]) -> Groups:
    """Groups as they were read, or made from the names of outlets."""
    from ..comparison import Groups, group_outlets

    if isinstance(groups, Groups):
        return groups
    table = {name: members if isinstance(members, str) else list(members) for name, members in groups.items()}
    return group_outlets(table, analysis.source.outlets)


def _columns(analysis: Analysis, first: str, second: str) -> ColumnsRecord:
    """Two outlets side by side, sentence by sentence."""

    def compute() -> ColumnsRecord:
        from ..comparison import find_columns
        from ..records import columns_record

        corpus = analysis.corpus
        places = corpus.outlets.index(first), corpus.outlets.index(second)
        found = find_columns(corpus, analysis.embeddings, places, analysis.settings.alignments)
        return columns_record(corpus, found)

    columns: ColumnsRecord = analysis.store.memo("columns", digest(analysis.key, first, second), compute)
    return columns


def _of_outlets(record: CompareRecord, asked: Sequence[str]) -> CompareRecord:
    """The record cut down to some outlets; what is counted stays counted over all."""
    from ..records import likeness_among

    # In a comparison by groups an outlet is shown by its group, and a group by its outlets.
    kept = set(asked) | {name for pair in _group_of(record).items() if set(asked) & set(pair) for name in pair}
    documents = {d["id"] for d in record["corpus"]["documents"] if d["outlet"] in kept}
    return {
        **record,
        "settings": {**record["settings"], "outlets": sorted(asked)},
        "coverage": [cell for cell in record["coverage"] if cell["outlet"] in kept],
        "claims": [claim for claim in record["claims"] if kept & set(claim["outlets"])],
        "copies": [group for group in record["copies"] if documents & set(group["documents"])],
        "derivation": [item for item in record["derivation"] if item["document"] in documents],
        "alignments": [item for item in record["alignments"] if _between(item, kept)],
        "figures": [figure for figure in record["figures"] if kept & set(figure["outlets"])],
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


def _between(item: AlignmentRecord, kept: set[str]) -> bool:
    """Whether an alignment is of the outlets shown: of two of them, or of the one there is."""
    first = {sentence["outlet"] for sentence in (item["first"], *item["first_copies"])} & kept
    second = {sentence["outlet"] for sentence in (item["second"], *item["second_copies"])} & kept
    return bool(first and second) if len(kept) > 1 else bool(first or second)


@dataclass(frozen=True, eq=False)
class ArticleResult:
    """One article with what the others say in its margin."""

    record: ArticleRecord

    def to_dict(self) -> ArticleRecord:
        """Return the JSON of ``summarize compare --article``."""
        return self.record


def article(analysis: Analysis, name: str) -> ArticleResult:
    """Show one article with what the others add, dispute or leave out.

    Parameters
    ----------
    analysis : Analysis
    name : str
        Id of the document, a part of it that no other has, or the name of its file.

    Returns
    -------
    ArticleResult

    Raises
    ------
    InputError
        If no document has that name, or more than one.
    """
    document = _document_named(analysis.source, name)
    deciding = analysis.deciding(
        "claims", "copies", "alignments", "figures", article=analysis.source.documents[document].id
    )

    def compute() -> ArticleRecord:
        from ..records import article_record

        marked = analysis.marked(document)
        return article_record(
            analysis.corpus, marked, analysis.claims, analysis.copies, deciding, analysis.encoder.identity
        )

    record: ArticleRecord = analysis.store.memo("article", digest(analysis.key, deciding), compute)
    return ArticleResult(record)


def _document_named(corpus: Corpus, name: str) -> int:
    """Number of the document that the user means: by id, by a part of an id, or by the name of its file."""
    wanted = name.strip().casefold()
    ids = [document.id.casefold() for document in corpus.documents]
    files = [
        (document.provenance.path or "").replace("\\", "/").rpartition("/")[2].casefold()
        for document in corpus.documents
    ]
    tries = (
        [k for k, own in enumerate(ids) if own == wanted],
        [k for k, own in enumerate(files) if own and wanted in (own, own.rpartition(".")[0])],
        [k for k, own in enumerate(ids) if wanted and wanted in own],
    )
    for found in tries:
        if len(found) == 1:
            return found[0]
    several = next((found for found in tries if found), [])
    shown = [f"{corpus.documents[k].id} ({corpus.documents[k].outlet})" for k in several or range(len(ids))]
    more = f" and {len(shown) - _LISTED} more (see summarize read)" if len(shown) > _LISTED else ""
    problem = "more than one document matches" if several else "no document matches"
    raise InputError(f"{problem} {name!r}; the ids are: {', '.join(shown[:_LISTED])}{more}")
