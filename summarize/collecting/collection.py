"""Addresses in, a folder of articles out."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..counts import counted
from ..dates import instant_of, parse_published
from ..errors import InputError
from .addresses import AddressError, address_of, key_of
from .client import Client, Fetched
from .failures import NotFetched
from .feeds import Wanted, is_feed, read_feed
from .folder import Folder
from .guard import Guard
from .pages import Page, Task, kept_page, settled
from .workers import fetch_all

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Collection, Iterable

    from ..cache import Memo
    from .feeds import Entry

#: Bytes of a page or feed, unpacked. A long article with all its scripts has some hundred thousand.
MAX_BYTES: Final = 10_000_000

#: Pages of one feed that are fetched without a number being named: a sitemap may list all that an outlet ever printed.
_MAX_UNASKED: Final = 500

#: Failures that an error lists.
_N_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class FeedRead:
    """What a feed gave.

    Attributes
    ----------
    url : str
        As it was given.
    outcome : {"read", "unchanged"}
        ``"unchanged"``: the server says so; its entries are those of the last run.
    title : str
    n_entries, n_chosen : int
        Entries with an address, and those of them that were wanted.
    left_out : mapping of str to int
        Entries that were not wanted, by the reason.
    unusable : tuple of str
        Entries without an address that can be fetched, and why.
    """

    url: str
    outcome: str
    title: str
    n_entries: int
    n_chosen: int
    left_out: dict[str, int]
    unusable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of each feed and each page, in the order in which they were named."""

    folder: str
    feeds: tuple[FeedRead, ...]
    pages: tuple[Page, ...]
    agent: str


def collect(
    addresses: Iterable[str],
    folder: str | os.PathLike[str],
    *,
    wanted: Wanted | None = None,
    refresh: bool = False,
    delay_seconds: float = 1.0,
    timeout_seconds: float = 20.0,
    max_bytes: int = MAX_BYTES,
    contact: str = "",
    private_hosts: Collection[str] = (),
    memo: Memo | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Collected:
    """Fetch the pages at some addresses, and those that feeds name, into a folder.

    Each page is saved as it came, behind a comment that says where and when it was fetched. A page that is there already is not
    asked for again, unless its feed says that it was updated since, or `refresh` is set.

    Parameters
    ----------
    addresses, folder, refresh, delay_seconds, timeout_seconds, contact, private_hosts, progress
        As `summarize.collect` takes them.
    wanted : Wanted, optional
        Which entries of the feeds; all by default.
    max_bytes : int
        Of a page or feed, unpacked.
    memo : Memo, optional
        Keeps extracted articles.

    Returns
    -------
    Collected

    Raises
    ------
    InputError
        If there is nothing to fetch, the libraries for it are missing, the folder cannot be written, or nothing usable was found.

    Notes
    -----
    Eight sites are asked at once, each with one request at a time; the time is that of the site with the most pages.
    Pages are held in memory one by one.
    """
    _hold_installed()
    named = list(dict.fromkeys(text.strip() for text in addresses if text.strip()))
    if not named:
        raise InputError(
            "no address was named; give web addresses of pages or feeds, or - for a list of them, one a line"
        )
    run = _Run(
        Folder(Path(folder)),
        wanted or Wanted(),
        refresh,
        memo,
        progress or (lambda _stage, _done, _total: None),
        datetime.now(UTC).isoformat(timespec="seconds"),
    )
    stopped = threading.Event()
    client = Client(
        Guard(private_hosts),
        delay_seconds=delay_seconds,
        timeout_seconds=timeout_seconds,
        max_bytes=max_bytes,
        contact=contact,
        stopped=stopped,
    )
    try:
        run.named(named, client)
        run.entries(client)
    finally:
        stopped.set()
        client.close()
    found = Collected(str(folder), *run.in_order(), client.agent)
    _hold_usable(found)
    return found


@dataclass(slots=True)
class _Run:
    """What one run has found so far."""

    folder: Folder
    wanted: Wanted
    refresh: bool
    memo: Memo | None
    progress: Callable[[str, int, int], None]
    now: str
    _feeds: dict[str, FeedRead] = field(default_factory=dict)
    _order: dict[str, None] = field(default_factory=dict)
    _pages: dict[str, Page] = field(default_factory=dict)
    _entries: dict[str, list[Entry]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _asked_again: set[str] = field(default_factory=set)

    def in_order(self) -> tuple[tuple[FeedRead, ...], tuple[Page, ...]]:
        """Feeds and pages in the order in which they were named, whichever came first."""
        return (
            tuple(self._feeds[url] for url in self._order if url in self._feeds),
            tuple(self._pages[url] for url in self._order if url in self._pages),
        )

    def named(self, named: list[str], client: Client) -> None:
        """Ask for what was named, and settle what is no feed."""
        tasks: list[Task] = []
        for text in named:
            try:
                url = address_of(text)
            except AddressError as error:
                self._done(Page(text, "failed", str(error), "not an address"))
                continue
            if not self._is_new(url):
                continue
            earlier = self.folder.feed(url)
            if earlier is not None:
                tasks.append(Task(url, etag=earlier[0].etag, modified=earlier[0].modified))
            elif (task := self._task(Task(url), updated=None)) is not None:
                tasks.append(task)
        self._fetch("asking", tasks, client)

    def entries(self, client: Client) -> None:
        """Ask for the wanted entries of all feeds, each page once."""
        tasks: list[Task] = []
        for feed in [url for url in self._order if url in self._entries]:
            for entry in self._entries[feed]:
                told = Task(entry.url, feed, entry.title or None, entry.published)
                if self._is_new(entry.url) and (task := self._task(told, updated=entry.updated)) is not None:
                    tasks.append(task)
        self._fetch("collecting", tasks, client)

    def _is_new(self, url: str) -> bool:
        """Whether the address was not met before in this run; from now on it was, and has its place."""
        key = key_of(url)
        if key in self._seen:
            return False
        self._seen.add(key)
        self._order[url] = None
        return True

    def _task(self, task: Task, updated: str | None) -> Task | None:
        """What to ask for; None where the page is there and nothing says that it has changed."""
        kept = self.folder.find(task.url)
        if kept is None:
            return task
        at, fetched = instant_of(updated), instant_of(parse_published(kept.stamp.fetched))
        is_updated = at is not None and fetched is not None and at > fetched
        if (self.refresh or is_updated) and kept.path not in self._asked_again:
            self._asked_again.add(kept.path)
            return replace(task, kept=kept, etag=kept.stamp.etag, modified=kept.stamp.modified)
        self._done(kept_page(task, kept, self.folder, self.memo))
        return None

    def _fetch(self, stage: str, tasks: list[Task], client: Client) -> None:
        self.progress(stage, 0, len(tasks))
        for n_done, (task, fetched) in enumerate(fetch_all(client, tasks), 1):
            try:
                if isinstance(fetched, NotFetched):
                    raise fetched
                self._settle(task, fetched)
            except NotFetched as failure:
                self._done(self._failed(task, failure))
            self.progress(stage, n_done, len(tasks))

    def _settle(self, task: Task, fetched: Fetched) -> None:
        earlier = self.folder.feed(task.url) if fetched.body is None and task.kept is None else None
        if earlier is not None:
            self._feed(task.url, "unchanged", earlier[1], earlier[0].url, "application/xml", earlier[0].charset or "")
        elif fetched.body is not None and is_feed(fetched.body):
            if task.feed is not None:
                raise NotFetched(
                    "wrong type", f"expected a page, found another feed; give {task.url} itself to have its entries"
                )
            self._feed(task.url, "read", fetched.body, fetched.url, fetched.content_type, fetched.charset)
            self.folder.keep_feed(task.url, fetched.body, fetched.stamp(self.now))
        else:
            self._done(settled(task, fetched, self.folder, self.memo, self.now))

    def _feed(self, asked: str, outcome: str, body: bytes, url: str, content_type: str, charset: str) -> None:
        feed = read_feed(body, url, content_type, charset)
        chosen, left_out = self.wanted.among(feed.entries)
        if len(chosen) > _MAX_UNASKED and self.wanted.limit is None:
            detail = f"it names {len(chosen):,} pages; choose with --since or --match, or say how many with --limit"
            raise NotFetched("too many", detail)
        self._entries[asked] = chosen
        self._feeds[asked] = FeedRead(
            asked, outcome, feed.title, len(feed.entries), len(chosen), left_out, feed.unusable
        )

    def _failed(self, task: Task, failure: NotFetched) -> Page:
        """A failure; where the page is there already, it stays, and the failure says so."""
        if task.kept is None:
            return Page(task.url, "failed", failure.detail, failure.reason, task.feed)
        detail = f"{failure.detail}; the article that is there stays"
        page = kept_page(task, task.kept, self.folder, self.memo, outcome="failed", detail=detail)
        return replace(page, reason=failure.reason)

    def _done(self, page: Page) -> None:
        self._order.setdefault(page.url)
        self._pages[page.url] = page


def _hold_installed() -> None:
    missing = [name for name in ("feedparser", "protego", "urllib3") if find_spec(name) is None]
    if missing:
        raise InputError(
            f'fetching from the web needs {" and ".join(missing)}; install it with: pip install ".[fetch]"'
        )


def _hold_usable(found: Collected) -> None:
    """Hold that something usable was found; a feed without a new entry is nothing wrong."""
    failed = [page for page in found.pages if page.outcome == "failed"]
    if len(failed) < len(found.pages) or (found.feeds and not failed):
        return
    lines = [f"nothing usable was found at {counted(len(failed), 'address', 'addresses')}:"]
    lines += [f"  {page.url}: {page.reason}: {page.detail}" for page in failed[:_N_NAMED]]
    if len(failed) > _N_NAMED:
        lines.append(f"  and {len(failed) - _N_NAMED} more")
    raise InputError("\n".join(lines))
