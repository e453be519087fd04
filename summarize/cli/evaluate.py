"""``summarize evaluate``."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from ..arguments import Measure
from ..settings.brief import Method
from .output import STORIES
from .run import Run
from .shared import SHARED, takes_run


@takes_run(SHARED - {"story", "engine"})
def command(
    dataset: Annotated[
        str,
        typer.Argument(
            metavar="DATASET",
            help='JSONL of stories {"id", "documents": [...], "references": [...]}, a folder of such files, or - for stdin.',
        ),
    ],
    words: Annotated[
        list[str] | None, typer.Option("--words", metavar="N,...", help="Budgets; repeatable.  [default: 100]")
    ] = None,
    method: Annotated[
        list[str] | None,
        typer.Option(
            "--method",
            metavar="NAME",
            help=f"Repeatable: {', '.join(get_args(Method))}, oracle_greedy, oracle_exact.  [default: all]",
        ),
    ] = None,
    measure: Annotated[Measure, typer.Option("--measure", help="Side of ROUGE to show.")] = "recall",
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Language of the texts, as in ISO 639-1.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Evaluate no more stories than this.")] = None,
    *,
    run: Run,
) -> None:
    """Score methods against reference summaries, with intervals, and with oracles as the ceiling.

    Example: summarize evaluate stories.jsonl --words 100,250 --method coverage --method lead
    """
    from ..pipeline import evaluations
    from ..settings import METHODS

    every = (*METHODS, *evaluations.ORACLES)
    for name in method or ():
        if name not in every:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(every)}", param_hint="--method")
    run.hold_output([], [(dataset, STORIES)])
    with run.store() as store:
        result = evaluations.evaluate(
            dataset,
            words=_budgets(words or ["100"]),
            methods=method or None,
            measure=measure,
            language=language,
            limit=limit,
            model=run.model,
            settings=run.settings(),
            columns=run.renamed(),
            dates=run.dates,
            cache=store,
            progress=run.progress(),
        )
    run.emit(result.record)


def _budgets(given: list[str]) -> list[int]:
    """Budgets of ``--words 100,250 --words 60``."""
    found = []
    for part in ",".join(given).split(","):
        if not part.strip().isdecimal() or int(part) < 1:
            raise typer.BadParameter(f"expected numbers from 1 up, as in 100,250, got {part!r}", param_hint="--words")
        found.append(int(part))
    return found
