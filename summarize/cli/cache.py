"""``summarize cache``."""

from __future__ import annotations

from typing import Annotated

import typer

from .run import Run
from .shared import takes_run


@takes_run({"json", "format", "output", "quiet"})
def command(clear: Annotated[bool, typer.Option("--clear", help="Empty the cache.")] = False, *, run: Run) -> None:
    """Show what is kept on disk, or clear it.

    The cache holds sentence vectors and results; it is safe to clear at any time. The environment variable
    SUMMARIZE_CACHE moves it to another folder.

    Example: summarize cache --clear
    """
    from ..cache import Cache
    from ..records.schema import opening

    with Cache.default(look=not clear) as store:
        if clear:
            store.clear()
        contents = store.contents()
        for notice in store.notices:
            run.tell(notice)
    run.emit({**opening("cache"), **contents})
