"""``summarize gold``."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import CorpusArgument, SeedOption, SeedsOption
from .output import LABELS, hold_labels
from .run import Run
from .shared import takes_run


@takes_run(own_endings=(".jsonl",))
def command(
    corpus: CorpusArgument,
    check: Annotated[
        list[str] | None,
        typer.Option(
            "--check",
            metavar="FILE",
            help="Read labels back instead: a file, or a folder of them; of several labellers, how far they agree. Repeatable.",
        ),
    ] = None,
    against_program: Annotated[
        bool,
        typer.Option(
            "--against-program", help="With --check: how far the program's own themes and claims agree with the labels."
        ),
    ] = False,
    suggest: Annotated[
        bool,
        typer.Option(
            "--suggest",
            help="Write the theme found for each sentence beside it. Who sees it tends to follow it: labels to judge by are made without.",
        ),
    ] = False,
    seed: SeedOption = None,
    seeds: SeedsOption = None,
    *,
    run: Run,
) -> None:
    """Write a corpus out for labelling, a sentence a row, or read the labels back.

    With -o FILE.csv (for a spreadsheet) or -o FILE.jsonl the sheet is written there. summarize tune takes it with --gold.

    Example: summarize gold corpora/riyadh-talks -o sheet.csv
    """
    if check and (suggest or seed or seeds is not None):
        raise typer.BadParameter(
            "labels are read back, and nothing is suggested; leave out --suggest, --seed and --seeds",
            param_hint="--check",
        )
    if (seed or seeds is not None) and not suggest:
        raise typer.BadParameter("seeds are suggested as themes; add --suggest", param_hint="--seed")
    if against_program and not check:
        raise typer.BadParameter("it is held against labels; name them with --check", param_hint="--against-program")
    from ..pipeline import labelling
    from ..reading.labels import read_labels, refuse_labels

    refuse_labels(corpus)
    chosen = run.settings()
    with run.store(embeds=suggest or against_program or run.story is not None) as store:
        if check:
            files = [labels for source in check for labels in read_labels(source)]
            read = run.read(corpus, store, beside=[(source, LABELS) for source in check])
            if run.story is not None:
                read = run.one_story(read, store, chosen)
            means = run.means(store, chosen)
            run.emit(labelling.check_gold(read, files, against_program=against_program, **means).record)
            return
        output = run.output
        is_sheet = output is not None and output.suffix.casefold() in (".csv", ".jsonl")
        if output is not None and is_sheet:
            hold_labels(output)
        if suggest:
            analysis = run.analyse(corpus, store, chosen, seed, seeds)
            record = labelling.gold(analysis, suggest=True).record
        else:
            plain = run.one_story(run.read(corpus, store), store, chosen)
            record = labelling.gold(plain, settings=chosen, cache=store).record
    if output is not None and is_sheet:
        from ..rendering import render
        from ..rendering.gold import sheet_jsonl

        sheet = sheet_jsonl(record) if output.suffix.casefold() == ".jsonl" else render(record, "csv")
        run.keep((sheet,), f"{len(record['sheet'])} sentences to ")
    run.emit(record)
