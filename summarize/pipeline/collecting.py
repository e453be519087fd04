"""Fetching a corpus from the web, and saying what was saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..counts import counted
from ..dates import parse_published
from ..errors import InputError
from ..timing import stage as timed
from .answers import Answer
from .identity import default_store

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Sequence

    from ..cache import Store
    from ..records.collected import CollectRecord
    from ..timing import Progress


@dataclass(frozen=True, eq=False, repr=False)
class CollectResult(Answer["CollectRecord"]):
    """What was fetched, saved, and left out."""

    record: CollectRecord

    def __repr__(self) -> str:
        return f"CollectResult({counted(len(self.record['pages']), 'page')}, folder {self.record['folder']!r})"


def collect(
    *addresses: str,
    folder: str | os.PathLike[str],
    limit: int | None = None,
    since: str | None = None,
    match: Sequence[str] = (),
    refresh: bool = False,
    delay_seconds: float = 1.0,
    timeout_seconds: float = 20.0,
    contact: str = "",
    private_hosts: Collection[str] = (),
    cache: Store | None = None,
    progress: Progress | None = None,
) -> CollectResult:
    """Fetch pages, and the pages that feeds name, into a folder that `read` takes.

    The only function that opens a connection to other machines. It asks each site's robots.txt, has one request at a time under way to a
    site, and connects to public addresses alone. What is in the folder already is not fetched again.

    Parameters
    ----------
    *addresses : str
        Web addresses of articles, feeds (RSS, Atom) and sitemaps; what one is, its content tells.
    folder : str or path
        Made where it is not there; a page is saved as ``SITE/headline.digits.html``.
    limit : int, optional
        The first so many entries of each feed, of those that are otherwise wanted.
    since : str, optional
        Only entries published on that day or later; those without a date too.
    match : sequence of str
        Only entries with, for one of these, all its words in headline or summary; a word is known by its beginning.
    refresh : bool
        Ask for pages that are in the folder again. One that has changed takes the place of the earlier version, which is kept in a
        hidden folder.
    delay_seconds : float
        Between two requests to one site; more where its robots.txt asks for it.
    timeout_seconds : float
        For connecting, for the head of an answer, and for its body.
    contact : str
        A mail address or page of yours, told to the servers beside the program's name.
    private_hosts : collection of str
        Hosts of your own network that may be fetched from.
    cache : Store, optional
        Where extracted articles are kept; the user's cache by default, `summarize.NoCache()` for none.
    progress : callable, optional
        Called with the stage, the addresses done and all of them.

    Returns
    -------
    CollectResult

    Raises
    ------
    InputError
        If nothing is named, nothing usable is found, the folder cannot be written, `since` is no date, `contact` not in ASCII, or the libraries are missing
        (``pip install ".[fetch]"``).
    ValueError
        If a number is negative, or `limit` or `timeout_seconds` not positive.

    Notes
    -----
    Sites are asked eight at once, each at its own pace: a feed of 30 pages of one site takes half a minute.
    """
    if delay_seconds < 0 or timeout_seconds <= 0 or (limit is not None and limit < 1):
        raise ValueError(
            "expected limit >= 1, delay_seconds >= 0 and timeout_seconds > 0, got "
            f"limit={limit}, delay_seconds={delay_seconds}, timeout_seconds={timeout_seconds}"
        )
    from ..collecting import MAX_BYTES, Wanted
    from ..collecting import collect as fetch
    from ..records.collected import collect_record, collected_corpus
    from ..segmentation import segment

    first = None if since is None else parse_published(since)
    if since is not None and first is None:
        raise InputError(f"since {since!r}: expected a date such as 2025-02-18, or 2025-02-18T14:00+03:00")
    if any(not any(map(str.isalnum, words)) for words in match):
        raise InputError("match needs words, such as Riyadh talks; one of those given has none")
    if not contact.isascii() or not contact.isprintable():
        raise InputError(f"contact {contact!r}: servers are told in ASCII; write it so, such as desk@courier.example")
    store = default_store(cache, progress)
    with timed("fetching"):
        found = fetch(
            addresses,
            folder,
            wanted=Wanted(limit, first, tuple(match)),
            refresh=refresh,
            delay_seconds=delay_seconds,
            timeout_seconds=timeout_seconds,
            contact=contact,
            private_hosts=private_hosts,
            memo=store,
            progress=progress,
        )
    deciding = {
        "limit": limit,
        "since": first,
        "match": list(match),
        "refresh": refresh,
        "delay_seconds": delay_seconds,
        "timeout_seconds": timeout_seconds,
        "max_bytes": MAX_BYTES,
        "private_hosts": sorted(private_hosts),
    }
    corpus = segment(collected_corpus(found), memo=store)
    return CollectResult(collect_record(found, corpus, deciding))
