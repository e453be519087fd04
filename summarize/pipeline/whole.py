"""Everything of a story in one record, from which its page is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..counts import counted
from .analysis import analysed
from .answers import Answer
from .comparing import compare
from .intake import audit
from .results import brief

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import SupportsIndex

    from ..comparison.groups import Groups
    from ..records.report import MarginRecord, ReportRecord, ThemeMapRecord
    from .analysis import Analysis


@dataclass(frozen=True, eq=False, repr=False)
class Report(Answer["ReportRecord"]):
    """What was read, the brief, the themes, the comparison and the articles: ``report.save("report.html")``."""

    record: ReportRecord

    def __repr__(self) -> str:
        return f"Report({counted(len(self.record['corpus']['documents']), 'document')})"


def report(
    analysis: Analysis,
    *,
    max_words: SupportsIndex = 200,
    title: str | None = None,
    groups: Groups | Mapping[str, Sequence[str] | str] | None = None,
) -> Report:
    """Put all that is known of a story on one page.

    Parameters
    ----------
    analysis : Analysis
    max_words : int
        Words of the brief.
    title : str, optional
        What you call the story; by default the page is headed by the headline of the article that begins the brief.
    groups : Groups or mapping of str to sequence of str, optional
        Your own groups of outlets, as `compare` takes them; the page then has a section that lays them side by side.

    Returns
    -------
    Report
        ``report.save("report.html")`` writes the page, ``report.render("html")`` returns it.

    Raises
    ------
    InputError
        If no article has running text.
    ValueError
        If the budget is not positive.
    SettingsError
        If the groups do not fit the outlets.
    TypeError
        If something else stands where an analysis should.

    Notes
    -----
    All views, the brief and the margin of every article are made, so it takes as long as these together.
    """
    from ..records.report import margin_record, report_record

    analysed(analysis)
    grouped = None if groups is None else compare(analysis, groups=groups).to_dict()

    def lay_in_margins() -> list[MarginRecord]:
        return [
            margin_record(analysis.corpus, analysis.margins.of(document), analysis.claims)
            for document in range(len(analysis.corpus.documents))
        ]

    def lay_out_themes() -> ThemeMapRecord:
        from ..themes.layout import lay_out

        places, share = lay_out(analysis.embeddings.vectors, analysis.themes.labels)
        return {
            "places": [{"theme": k, "x": x, "y": y} for k, (x, y) in enumerate(places.tolist())],
            "share": round(share, 6),
        }

    return Report(
        report_record(
            analysis.source,
            audit(analysis.source, settings=analysis.settings, cache=analysis.store).record,
            brief(analysis, max_words=max_words).record,
            analysis.to_dict(),
            compare(analysis).to_dict(),
            theme_map=analysis.store.memo("theme map", analysis.key, lay_out_themes),
            margins=analysis.store.memo("margins", analysis.key, lay_in_margins),
            grouped=grouped,
            title=title,
        )
    )
