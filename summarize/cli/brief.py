"""``summarize brief``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from ..settings.brief import Method
from .options import CorpusArgument, SeedOption, SeedsOption
from .run import Run
from .shared import takes_run


@takes_run()
def command(
    corpus: CorpusArgument,
    words: Annotated[
        int | None,
        typer.Option(
            "--words", min=1, help="Words of the whole brief, or of each outlet's part.  [default: 200; 60 an outlet]"
        ),
    ] = None,
    sentences: Annotated[
        int | None, typer.Option("--sentences", min=1, help="Number of sentences, instead of words.")
    ] = None,
    focus: Annotated[str | None, typer.Option("--focus", metavar="QUESTION", help="Prefer what answers this.")] = None,
    theme: Annotated[str | None, typer.Option("--theme", metavar="NAME", help="From one theme alone.")] = None,
    per_theme: Annotated[
        bool,
        typer.Option(
            "--per-theme", help="Half of the budget as ever, the rest for what each theme adds, ordered by theme."
        ),
    ] = False,
    per_outlet: Annotated[
        bool, typer.Option("--per-outlet", help="What sets each outlet apart; the budget is each outlet's.")
    ] = False,
    known: Annotated[
        list[str] | None, typer.Option("--known", metavar="EARLIER", help="Only what this corpus does not say yet.")
    ] = None,
    method: Annotated[Method | None, typer.Option("--method", help="How to choose.  [default: coverage]")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each sentence is there.")] = False,
    seed: SeedOption = None,
    seeds: SeedsOption = None,
    *,
    run: Run,
) -> None:
    """Choose the sentences that say most, within a budget, each with its source.

    Example: summarize brief corpora/riyadh-talks --words 120
    """
    from ..pipeline import results

    if words is not None and sentences is not None:
        raise typer.BadParameter("--sentences is another budget; leave out one of them", param_hint="--words")
    if per_theme and per_outlet:
        raise typer.BadParameter(
            "--per-outlet is another order of the brief; leave out one of them", param_hint="--per-theme"
        )

    chosen = run.settings()
    if method is not None:
        chosen = replace(chosen, brief=replace(chosen.brief, method=method))
    with run.store() as store:
        analysis = run.analyse(corpus, store, chosen, seed, seeds, known=known or ())
        result = results.brief(
            analysis,
            max_words=words if words is not None else (60 if per_outlet else 200),
            max_sentences=sentences,
            focus=focus,
            theme=theme,
            per_theme=per_theme,
            per_outlet=per_outlet,
            known=run.read(known, store) if known else None,
        )
    record = result.record
    run.emit({**record, "settings": {**record["settings"], "explain": explain}})
