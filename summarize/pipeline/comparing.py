"""Outlets side by side, of an analysis: the views that are asked for, each kept for the next run by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from ..arguments import expect, in_a_list
from ..counts import counted
from ..errors import InputError, SettingsError
from ..timing import stage as timed
from .analysis import analysed
from .answers import Answer
from .identity import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..comparison.groups import Groups
    from ..comparison.views import Comparison
    from ..records import TableName, ViewName
    from ..records.alignments import ColumnsRecord
    from ..records.lazy import LazyRecord
    from ..records.schema import CompareRecord
    from .analysis import Analysis
    from .rows import ClaimRow, Row, View

#: What is said where something else stands in their place.
_OUTLETS: Final = "outlets to be names of outlets"


@dataclass(frozen=True, eq=False, repr=False)
class ComparisonResult(Answer["Mapping[str, Any]"]):
    """Outlets side by side: a list of rows a view, ``comparison.claims`` and so on, each made when it is first looked at.

    A row is a dict of the JSON, whose fields are attributes too; `table` gives a view as CSV has it, for data frames.

    Attributes
    ----------
    record : mapping
        The fields of the JSON; those that nobody has asked for are made when they are looked at, and the rows of long tables
        one by one. All renderings take it.
    only : str, optional
        The one view that was asked for, or a table of one.
    """

    record: Mapping[str, Any]
    only: TableName | None = None

    def __repr__(self) -> str:
        documents = self.record["corpus"]["documents"]
        outlets = {document["outlet"] for document in documents}
        view = "" if self.only is None else f", {self.only} alone"
        return f"ComparisonResult({counted(len(documents), 'document')}, {counted(len(outlets), 'outlet')}{view})"

    @property
    def _only(self) -> TableName | None:
        return self.only

    def _rows(self, view: ViewName) -> View:
        from ..records.parts import view_holding

        if self.only is not None and view_holding(self.only) != view:
            raise AttributeError(f"{view} was not asked for, {self.only} alone was; leave out only=")
        if view not in self._made:
            from ..records import plain
            from .rows import View, rows_of

            self._made[view] = View(rows_of(plain(self.record[view])), view, self)
        return self._made[view]

    @cached_property
    def _made(self) -> dict[str, View]:
        return {}

    @property
    def coverage(self) -> list[Row]:
        """How often each theme stands in each outlet, and what silence means there: a row a theme and outlet."""
        return self._rows("coverage")

    @property
    def claims(self) -> list[ClaimRow]:
        """Facts, and the sentences that state them, with their independent support."""
        return cast("list[ClaimRow]", self._rows("claims"))

    @property
    def copies(self) -> list[Row]:
        """Groups of documents that are one text."""
        return self._rows("copies")

    @property
    def derivation(self) -> list[Row]:
        """What each document took over word for word from another outlet's."""
        return self._rows("derivation")

    @property
    def originality(self) -> list[Row]:
        """How much of each outlet's words nobody else surely printed before it."""
        return self._rows("originality")

    @property
    def alignments(self) -> list[Row]:
        """Pairs of sentences of different outlets that say the same, and in what they differ."""
        return self._rows("alignments")

    @property
    def voices(self) -> list[Row]:
        """Who is quoted, by whom, with the spans of quotation, cue and speaker."""
        return self._rows("voices")

    @property
    def figures(self) -> list[Row]:
        """What several documents count, and whether their figures exclude each other."""
        return self._rows("figures")

    @property
    def prominence(self) -> list[Row]:
        """How high each theme and shared claim stands in each outlet."""
        return self._rows("prominence")

    @property
    def timeline(self) -> list[Row]:
        """Who published a shared claim when, and how long after the first."""
        return self._rows("timeline")

    @property
    def likeness(self) -> list[Row]:
        """How alike two outlets are in themes, claims and words."""
        return self._rows("likeness")

    @property
    def emphasis(self) -> list[Row]:
        """Themes and words that an outlet gives more or less room than the others."""
        return self._rows("emphasis")

    @property
    def omissions(self) -> list[Row]:
        """Claims of several texts, by outlet: who does not state them, and whether that can be told."""
        return self._rows("omissions")

    @property
    def breadth(self) -> list[Row]:
        """How many themes and shared claims each outlet carries."""
        return self._rows("breadth")

    def to_dict(self) -> CompareRecord:
        """Return the JSON of ``summarize compare``, with ``--only`` where one view was asked for."""
        from ..records import plain
        from ..records.parts import of_view

        return cast("CompareRecord", plain(of_view(self.record, self.only)))


def compare(
    analysis: Analysis,
    *,
    outlets: str | Sequence[str] | None = None,
    groups: Groups | Mapping[str, Sequence[str] | str] | None = None,
    only: TableName | None = None,
) -> ComparisonResult:
    """Lay the outlets side by side: coverage, omission, claims, copies, voices, prominence, timeline, likeness, breadth.

    Parameters
    ----------
    analysis : Analysis
    outlets : str or sequence of str, optional
        Show these alone, or these groups where there are `groups`; they are still measured against all. In each string names may stand with commas between them; a name
        that has commas itself ("Smith, Jones & Co") is taken whole where an outlet is called so.
    groups : Groups or mapping of str to sequence of str, optional
        Your own groups of outlets: each name with its outlets, or ``"*"`` for all others. The views are then by group, but for
        claims, figures, alignments, copies, derivation and originality, which stay by outlet.
    only : str, optional
        One view alone. The others are not computed, and their reasons for being empty not told.

    Returns
    -------
    ComparisonResult

    Raises
    ------
    InputError
        If an outlet is not in the corpus, or is shown by its group alone.
    SettingsError
        If the groups do not fit the outlets, or a mapping names one that the corpus lacks but for a letter or two. Other outlets that it lacks are
        in the settings of the record, as `groups_absent`.
    ValueError
        If there is no such view.
    TypeError
        If something else stands where an analysis should.

    Notes
    -----
    Claims and alignments weigh near sentences pair by pair: time by the square of the number of sentences up to 10,000,
    in proportion to it beyond, in bounded memory (``docs/scaling.md``). Methods, their sources and what was measured of each view:
    ``docs/comparison.md``; its columns as a table: ``docs/tables.md``.

    Examples
    --------
    ::

        comparison = sm.compare(sm.analyse(corpus))
        for claim in comparison.claims:
            print(claim.kind, claim.outlets, claim.sentences[0].text)
    """
    from ..records import SUMMARIES, VIEWS
    from ..records.build import stray_records, theme_records
    from ..records.compare import compare_head, view_record
    from ..records.parts import laid_out, view_holding

    if only is not None and only not in (*VIEWS, *SUMMARIES):
        raise ValueError(f"a view must be one of {', '.join((*VIEWS, *SUMMARIES))}, got {only!r}")
    analysed(analysis)
    if outlets is not None:
        outlets = in_a_list(outlets, _OUTLETS)
        expect(all(isinstance(name, str) for name in outlets), _OUTLETS, outlets)
    # A second run without groups reads its record, and waits for none of the rooms that made it.
    groups = None if groups is None else _grouped(analysis, groups)
    drawers = None if groups is None else groups.to_dict()
    deciding = analysis.deciding(
        *("coverage", "claims", "copies", "themes", "alignments", "figures"),
        **({"groups": drawers} if drawers else {}),
    )

    def found() -> Comparison:
        return analysis.comparison if groups is None else analysis.compared(groups)

    def kept(part: str, make: Callable[[], Any]) -> Any:
        def compute() -> Any:
            with timed("comparing outlets"):
                return make()

        return analysis.store.memo("compare", digest(analysis.key, drawers, part), compute)

    def themes() -> Any:
        # As the outlets have them, whatever groups they are put into.
        counted = analysis.comparison.counted.sentences
        return theme_records(analysis.corpus, analysis.themes, counted, analysis.strays)

    views = [view for view in VIEWS if only is None or view == view_holding(only)]
    made = whole = laid_out(
        lambda: kept("head", lambda: compare_head(found(), deciding, analysis.encoder.identity)),
        lambda: kept("themes", themes),
        lambda name: kept(name, lambda: view_record(name, found())),
        views,
    )
    if only is None:

        def strays() -> Any:
            return stray_records(analysis.corpus, analysis.strays)

        made = made.changed(corpus=lambda: {**whole["corpus"], "strays": kept("strays", strays)})
    # What stands first is read again too: the words that it is chosen by take longer to load than all of its views.
    record = made.changed(glance=lambda: kept("glance", lambda: made["glance"]))
    if groups is not None and groups.absent:
        # Not of what decides: the views are the same without these names, and are kept for both.
        absent, known = sorted(groups.absent), record
        record = record.changed(settings=lambda: {**known["settings"], "groups_absent": absent})
    if outlets is not None:
        from ..records.glance import group_of

        asked = named_outlets(outlets, group_of(record))
        record = _of_outlets(record, asked)
        if len(asked) == 2 and set(asked) <= set(analysis.source.outlets):
            record = record.changed(columns=lambda: _columns(analysis, asked[0], asked[1]))
    with timed("comparing outlets"):
        for name in views if only is None else (only,):
            # What cannot be computed is said before anything is written.
            record[name]
    return ComparisonResult(record, only)


def named_outlets(asked: Sequence[str], group_of: Mapping[str, str]) -> list[str]:
    """Read names of outlets, or of groups, as a user gives them.

    Parameters
    ----------
    asked : sequence of str
        Names, or several with commas between them, in any case, with or without a leading article. Where a name has commas itself, the longest that an outlet or a
        group bears is taken. Where outlets are in groups, names of groups.
    group_of : mapping of str to str
        Group of each outlet, itself where it has none.

    Returns
    -------
    list of str
        As the corpus writes them, in the order asked for, each once.

    Raises
    ------
    InputError
        If there is no such outlet, none is named, or one that is shown by its group alone.

    Examples
    --------
    >>> known = dict.fromkeys(["Courier", "Post", "Smith, Jones & Co"], "")
    >>> named_outlets(["post,smith, jones & co", "Courier"], {name: name for name in known})
    ['Post', 'Smith, Jones & Co', 'Courier']
    >>> named_outlets(["post.com"], {"www.post.com": "www.post.com"})
    ['www.post.com']
    >>> named_outlets(["The Harbour Post"], {"Harbour Post": "Harbour Post"})
    ['Harbour Post']
    """
    from ..corpus import as_called

    find = as_called((*group_of.values(), *group_of))
    shown = set(group_of.values())
    found: list[str] = []
    missing: list[str] = []
    inside: list[str] = []
    for names in asked:
        pieces = names.split(",")
        start = 0
        while start < len(pieces):
            joined = ((stop, ",".join(pieces[start:stop])) for stop in range(len(pieces), start, -1))
            whole = ((stop, find(name)) for stop, name in joined)
            stop, name = next(((stop, name) for stop, name in whole if name is not None), (start + 1, None))
            if name is not None and name not in shown:
                inside.append(f"{name} is in {group_of[name]!r}")
            elif name is not None:
                found.append(name)
            elif pieces[start].strip():
                missing.append(pieces[start].strip())
            start = stop
    if missing or inside or not found:
        kind = "outlet" if shown == set(group_of) else "group"
        unknown = [f"no such {kind}: {', '.join(missing)}"] if missing else []
        what = "; ".join([*unknown, *inside]) or f"no {kind} is named"
        # Names that have commas themselves are told apart by another mark.
        known = ("; " if any("," in name for name in shown) else ", ").join(sorted(shown))
        raise InputError(f"{what}; {'name groups' if inside else f'the {kind}s are'}: {known}")
    return list(dict.fromkeys(found))


def _grouped(analysis: Analysis, groups: Groups | Mapping[str, str | Sequence[str]]) -> Groups:
    """Groups as they were read, or made from the names of outlets, of which none may be misspelt."""
    from ..comparison.groups import Groups, group_outlets

    if isinstance(groups, Groups):
        return groups
    expect(
        isinstance(groups, Mapping),
        "groups to be a mapping of names to outlets, such as {'wires': ['Meridian Wire']}",
        groups,
    )
    table = {
        name: list(own) if hasattr(own, "__iter__") and not isinstance(own, str) else own
        for name, own in groups.items()
    }
    found = group_outlets(table, analysis.source.outlets)
    # A file may serve many stories; what is written for this one names its outlets.
    misspelt = next(((name, near) for name, near in found.absent.items() if near), None)
    if misspelt is not None:
        raise SettingsError("groups: no outlet {!r} in the corpus; did you mean {!r}?".format(*misspelt))
    return found


def _columns(analysis: Analysis, first: str, second: str) -> ColumnsRecord:
    """Two outlets side by side, sentence by sentence."""

    def compute() -> ColumnsRecord:
        from ..comparison.alignment.finding import find_columns
        from ..records.alignments import columns_record

        corpus = analysis.corpus
        places = corpus.outlets.index(first), corpus.outlets.index(second)
        claims, figures = analysis.comparison.claims, analysis.comparison.figures
        found = find_columns(corpus, analysis.embeddings, places, analysis.settings.alignments, claims, figures)
        return columns_record(corpus, found)

    columns: ColumnsRecord = analysis.store.memo("columns", digest(analysis.key, first, second), compute)
    return columns


def _of_outlets(record: LazyRecord, names: Sequence[str]) -> LazyRecord:
    """The record cut down to some outlets, their sentences alone; figures, copies and shared quotations are counted among these, all else over all."""
    from ..records import asked
    from ..records.glance import outlets_shown
    from ..records.likeness import likeness_among
    from ..records.parts import with_glance

    settings = {**record["settings"], "outlets": sorted(names)}
    # Some views are by outlet in a comparison by groups too; there a group is shown by its outlets. An outlet may be called as a group of others.
    named, kept = set(names), outlets_shown({"corpus": record["corpus"], "settings": settings})
    documents = {d["id"] for d in record["corpus"]["documents"] if d["outlet"] in kept}

    def rows(table: str, wanted: Callable[[Any], Any]) -> Callable[[], list[Any]]:
        return lambda: [row for row in record[table] if wanted(row)]

    by_name = (
        *("coverage", "voices", "voice_outlets", "emphasis"),
        *("omissions", "prominence", "timeline_outlets", "breadth"),
    )
    changed = record.changed(
        settings=lambda: settings,
        **{table: rows(table, lambda row: row["outlet"] in named) for table in by_name},
        originality=rows("originality", lambda row: row["outlet"] in kept),
        **{
            table: rows(table, lambda row: row["document"] in documents)
            for table in ("derivation", "timeline_documents")
        },
        figures=lambda: _figures_of(record, settings, kept),
        likeness=lambda: [likeness_among(item, named) for item in record["likeness"]],
    )
    # What stands first is chosen by what all outlets say, and shows theirs alone.
    return with_glance(changed).changed(
        themes=lambda: list(asked.themes_of(record["themes"], kept)),
        claims=lambda: list(asked.claims_of(record["claims"], kept)),
        copies=lambda: list(asked.copies_of(record["copies"], documents, len(kept) == 1)),
        shared_quotations=lambda: list(
            asked.quotations_of(record["shared_quotations"], kept, asked.support_among(record, kept))
        ),
        disputed_quotations=lambda: list(asked.disputed_of(record["disputed_quotations"], kept)),
        timeline=lambda: list(asked.timeline_of(record["timeline"], named, kept)),
        alignments=lambda: list(asked.alignments_of(record["alignments"], kept)),
    )


def _figures_of(record: Mapping[str, Any], settings: Mapping[str, Any], kept: set[str]) -> list[Mapping[str, Any]]:
    """Figures that several of their documents give, as these give them; of an outlet that is shown alone beside those of the others."""
    from ..records.asked import figures_among

    mine = [figure for figure in record["figures"] if kept & set(figure["outlets"])]
    if len(kept) == 1:
        return mine
    found = figures_among(
        {"settings": settings, **{name: record[name] for name in ("corpus", "copies")}, "figures": mine}
    )
    return [figure for figure in found if len(figure["values"]) > 1]
