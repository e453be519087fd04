"""Web pages read by workers: all but a hundredth of the work is finding the article in its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..engine import work_ahead
from .encoding import kind_of_binary
from .html.reader import STAGE, extract_page, page_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..cache import Memo
    from ..engine import Engine
    from .sources import File

#: Suffixes of pages. Rows of tables and plain text are sooner read than sent.
_PAGES: Final = (".html", ".htm", ".xhtml")

#: Pages sent together: some hundred kilobytes each, a hundredth of a second of work.
_PORTION: Final = 16


def pages_ahead(
    files: Sequence[File],
    memo: Memo | None,
    engine: Engine,
    progress: Callable[[str, int, int], None] | None = None,
) -> Memo | None:
    """Let the workers extract the articles of the pages that were not read before.

    Parameters
    ----------
    files : sequence of File
    memo : Memo, optional
        Keeps extracted pages.
    engine : Engine
    progress : callable, optional
        Called with the stage, the pages done and all the pages.

    Returns
    -------
    Memo or None
        With which reading goes on: pages are read here, and sent; the workers need not see the files.
    """
    pages = [file for file in files if file.path is not None and file.suffix in _PAGES]

    def items() -> Iterator[tuple[str, bytes]]:
        for file in pages:
            try:
                data = file.path.read_bytes() if file.path is not None else b""
            except OSError:
                # Reading comes to the same file, and says why it is left out.
                continue
            if kind_of_binary(data) is None:
                yield page_key(data), data

    def told(done: int) -> None:
        if progress is not None:
            progress("extracting pages", done, len(pages))

    return work_ahead(engine, memo, STAGE, extract_page, items(), portion=_PORTION, progress=told)
