"""``summarize read``."""

from __future__ import annotations

import json as json_lines
from typing import TYPE_CHECKING

from .options import CorpusArgument
from .run import Run
from .shared import takes_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Corpus


@takes_run(hidden=("random_state",), own_endings=(".jsonl",))
def command(corpus: CorpusArgument, *, run: Run) -> None:
    """Show what would be read: documents, outlets, dates, and what was dropped and why.

    A model is needed for --story alone, and nothing is drawn at random; --random-state is taken and changes nothing.

    With -o FILE.jsonl the clean corpus is written there, a document a line, beside the audit on stdout.

    Example: summarize read corpora/riyadh-talks -o clean.jsonl
    """
    from ..pipeline import intake

    with run.store(embeds=run.story is not None) as store:
        found, chosen = run.read(corpus, store), run.settings()
        if run.story is not None:
            found = run.one_story(found, store, chosen)
        record = intake.audit(found, settings=chosen, cache=store, progress=run.progress(), engine=run.engine).record
    if run.output is not None and run.output.suffix.casefold() == ".jsonl":
        run.keep(_jsonl(found), f"{len(found.documents)} documents to ")
    run.emit(record)


def _jsonl(corpus: Corpus) -> Iterator[str]:
    """The documents under the field names of the interface, empty fields left out, so that they can be read back."""
    for document in corpus.documents:
        row = {
            name: getattr(document, name) for name in ("id", "outlet", "title", "published", "url", "text", "language")
        }
        yield json_lines.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False) + "\n"
