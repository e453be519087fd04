"""``summarize tune``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .options import CorpusArgument
from .output import LABELS, deliver, hold_unread
from .run import Run
from .shared import takes_run

if TYPE_CHECKING:
    from ..records.tuning import TuneRecord

#: Files of the folder of pictures.
_PICTURES: Final = ("tradeoff.svg", "map.svg", "tune.html")


@takes_run(own_endings=(".toml",))
def command(
    corpus: CorpusArgument,
    gold: Annotated[
        list[str] | None,
        typer.Option(
            "--gold",
            metavar="FILE",
            help="Labels of your own: a file a story, or a folder of them (summarize gold writes one). Repeatable.",
        ),
    ] = None,
    trials: Annotated[int, typer.Option("--trials", min=1, help="Settings to try, those given among them.")] = 60,
    seconds: Annotated[
        float | None,
        typer.Option("--seconds", min=0, help="Begin no trial after this; what comes out then depends on the machine."),
    ] = None,
    pictures: Annotated[
        Path | None,
        typer.Option("--pictures", metavar="FOLDER", help="Write tradeoff.svg, map.svg and tune.html there."),
    ] = None,
    *,
    run: Run,
) -> None:
    """Search the settings by which themes are found, on your own corpus, with your labels or without.

    With -o FILE.toml the settings are written there, for --settings of every command.

    Example: summarize tune archive.jsonl --gold labels -o settings.toml
    """
    from ..pipeline import tuning
    from ..reading.labels import read_labels, refuse_labels

    labelled = [(source, LABELS) for source in gold or ()]
    refuse_labels(corpus)
    if pictures is not None:
        for name in _PICTURES:
            hold_unread(pictures / name, corpus, run.beside(labelled), "choose another folder with --pictures")
    chosen = run.settings()
    with run.store() as store:
        read = run.read(corpus, store, beside=labelled)
        if run.story is not None or not gold:
            read = run.one_story(read, store, chosen)
        result = tuning.tune(
            read,
            labels=[labels for source in gold or () for labels in read_labels(source)],
            n_trials=trials,
            max_seconds=seconds,
            random_state=run.random_state or 0,
            **run.means(store, chosen),
        )
    record = result.record
    if pictures is not None:
        _draw(record, pictures)
        run.tell(f"wrote {', '.join(_PICTURES)} to {pictures}")
    if run.output is not None and run.output.suffix.casefold() == ".toml":
        run.keep((result.toml,))
    run.emit(record)


def _draw(record: TuneRecord, folder: Path) -> None:
    from ..errors import InputError
    from ..rendering.tuning_pictures import map_svg, page_html, tradeoff_svg

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"{folder}: could not be made: {error.strerror}; choose another folder with --pictures"
        ) from error
    for name, draw in zip(_PICTURES, (tradeoff_svg, map_svg, page_html), strict=True):
        deliver(folder / name, (draw(record),))
