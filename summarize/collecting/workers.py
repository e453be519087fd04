"""Several sites at once, the pages of each one after the other."""

from __future__ import annotations

import queue
import threading
from collections import deque
from typing import TYPE_CHECKING, Final

from .addresses import site_of
from .failures import NotFetched, Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .client import Client, Fetched
    from .pages import Task

#: Sites that are asked at the same time.
_AT_ONCE: Final = 8


def fetch_all(client: Client, tasks: Sequence[Task]) -> Iterator[tuple[Task, Fetched | NotFetched]]:
    """Fetch, and give each page as it comes.

    Parameters
    ----------
    client : Client
    tasks : sequence of Task
        Pages of one site are fetched, and given, in this order.

    Yields
    ------
    tuple of Task and Fetched or NotFetched
    """
    by_site: dict[str, list[Task]] = {}
    for task in tasks:
        by_site.setdefault(site_of(task.url), []).append(task)
    # The site with the most pages takes longest, and begins first.
    sites = deque(sorted(by_site.values(), key=len, reverse=True))
    done: queue.SimpleQueue[tuple[Task, Fetched | NotFetched] | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            while True:
                try:
                    mine = sites.popleft()
                except IndexError:
                    return
                for task in mine:
                    done.put((task, _fetched(client, task)))
        except Stopped:
            return
        except BaseException as error:
            done.put(error)

    # Daemons: an interrupted program does not wait until the slowest server has answered.
    for _ in range(min(_AT_ONCE, len(sites))):
        threading.Thread(target=work, daemon=True).start()
    for _ in tasks:
        item = done.get()
        if isinstance(item, BaseException):
            raise item
        yield item


def _fetched(client: Client, task: Task) -> Fetched | NotFetched:
    try:
        return client.get(task.url, etag=task.etag, modified=task.modified)
    except NotFetched as failure:
        return failure
