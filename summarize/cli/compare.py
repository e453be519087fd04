"""``summarize compare``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..counts import counted
from ..writing import BY_OUTLET, TableName
from .options import CorpusArgument, GroupsOption, SeedOption, SeedsOption
from .run import Run
from .shared import takes_run

if TYPE_CHECKING:
    from ..comparison.groups import Groups
    from ..pipeline.analysis import Analysis


@takes_run()
def command(
    corpus: CorpusArgument,
    only: Annotated[TableName | None, typer.Option("--only", help="One view alone, or a table of one.")] = None,
    outlets: Annotated[
        list[str] | None,
        typer.Option(
            "--outlets",
            metavar="A,B",
            help="Show these outlets alone, or with --groups these groups; names with commas between them, or the option again for each.",
        ),
    ] = None,
    groups: GroupsOption = None,
    article: Annotated[
        str | None,
        typer.Option(
            "--article",
            metavar="ID",
            help="One article, and in its margin what the others add, dispute or leave out; a file name, or a part of its id, outlet or title that no other has.",
        ),
    ] = None,
    seed: SeedOption = None,
    seeds: SeedsOption = None,
    *,
    run: Run,
) -> None:
    """Lay the outlets side by side: who covers what, who leaves it out, who copied whom.

    Example: summarize compare corpora/riyadh-talks --only coverage --format csv
    """
    from ..pipeline import comparing, results

    if article is not None and (only is not None or outlets or groups is not None):
        raise typer.BadParameter(
            "it shows one article beside all others; leave out --only, --outlets and --groups", param_hint="--article"
        )
    if outlets and not any(name.strip(", ") for name in outlets):
        raise typer.BadParameter("names no outlet; give names with commas between them", param_hint="--outlets")
    with run.store() as store:
        analysis = run.analyse(corpus, store, run.settings(), seed, seeds, groups=groups)
        if article is not None:
            run.emit(results.article(analysis, article).record)
            return
        if groups is not None and only in BY_OUTLET:
            run.tell(f"{only} is by outlet, with --groups too: to put outlets into a group makes no text independent")
        result = comparing.compare(
            analysis, outlets=outlets or None, groups=groups_of(groups, analysis, run), only=only
        )
        run.emit(result.record, only=only)
        if only is None and run.form == "csv":
            run.tell("this is the table of coverage; --only VIEW gives another, and summarize report -o FILE.xlsx all")


def groups_of(file: Path | None, analysis: Analysis, run: Run) -> Groups | None:
    """The groups of outlets that a file names, where there is one; says which of them the corpus lacks."""
    if file is None:
        return None
    from ..comparison.groups import read_groups

    groups = read_groups(file, analysis.source.outlets)
    if groups.absent:
        names = (
            f"{name!r}" if near is None else f"{name!r} (did you mean {near!r}?)"
            for name, near in groups.absent.items()
        )
        run.tell(
            f"{file} names {counted(len(groups.absent), 'outlet')} that the corpus lacks, left out of their groups: {', '.join(names)}"
        )
    return groups
