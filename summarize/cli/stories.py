"""``summarize stories``."""

from __future__ import annotations

from .options import CorpusArgument
from .run import Run
from .shared import SHARED, takes_run


@takes_run(SHARED - {"story"})
def command(corpus: CorpusArgument, *, run: Run) -> None:
    """Divide a mixed corpus into stories: which documents are about one event, and which stand alone.

    The other commands take one of them with --story. Nothing is drawn at random; --random-state changes nothing.

    Example: summarize stories archive.jsonl
    """
    from ..pipeline import splitting

    with run.store() as store:
        found = splitting.stories(run.read(corpus, store), **run.means(store, run.settings()))
    run.emit(found.record)
