"""Record of ``summarize collect``."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypedDict, cast

from ..corpus import Corpus, Dropped
from .build import head_record
from .schema import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..collecting import Collected, Page

#: What may become of an address, in the order shown.
OUTCOMES = ("saved", "changed", "unchanged", "there", "failed")


class FeedRecord(TypedDict):
    """A feed. ``unchanged``: its server says so, and its entries are those of the last run.

    ``n_chosen`` of ``n_entries`` were wanted; ``left_out``: the others, counted by the reason; ``unusable``: entries without an address
    that can be fetched, and why.
    """

    url: str
    outcome: str
    title: str
    n_entries: int
    n_chosen: int
    left_out: dict[str, int]
    unusable: list[str]


class PageRecord(TypedDict):
    """What became of the page at ``url``, which was found at ``address``.

    ``saved``; ``changed``: saved anew, the ``earlier`` version lies beside the corpus; ``unchanged``: asked for again; ``there``: not
    asked for, or the same article under another address; ``failed``, for a ``reason``. ``document``, ``outlet``, ``title``, ``published``,
    ``n_words``: as `summarize read` has them. Paths are below the folder.
    """

    url: str
    outcome: str
    reason: str | None
    detail: str
    feed: str | None
    address: str | None
    path: str | None
    earlier: str | None
    document: str | None
    outlet: str | None
    title: str | None
    published: str | None
    n_words: int | None


class CollectRecord(Record):
    """``summarize collect``. ``corpus`` holds the articles that these addresses gave, not others in the folder."""

    folder: str
    agent: str
    counts: dict[str, int]
    feeds: list[FeedRecord]
    pages: list[PageRecord]


def collected_corpus(found: Collected) -> Corpus:
    """The articles that were found, each once, and the failures as what was left out; not yet divided into sentences."""
    # Of one that came under two addresses and has changed, the later version.
    pages = sorted(found.pages, key=lambda page: page.outcome == "changed")
    documents = {page.path: page.document for page in pages if page.document is not None}
    dropped = [
        Dropped(page.reason or "failed", page.detail, id=page.url) for page in found.pages if page.outcome == "failed"
    ]
    return Corpus.collect([*documents.values(), *dropped])


def collect_record(found: Collected, corpus: Corpus, settings: Mapping[str, Any]) -> CollectRecord:
    """Record of what was collected; `corpus` is `collected_corpus`, with sentences."""
    counts = Counter(page.outcome for page in found.pages)
    head = head_record("collect", corpus, settings, None, None)
    return cast(
        "CollectRecord",
        {
            **head,
            "folder": found.folder,
            "agent": found.agent,
            "counts": {outcome: counts[outcome] for outcome in OUTCOMES},
            "feeds": [{**asdict(feed), "unusable": list(feed.unusable)} for feed in found.feeds],
            "pages": [_page(page) for page in found.pages],
        },
    )


def _page(page: Page) -> PageRecord:
    from ..lexical import word_count

    document = page.document
    return {
        "url": page.url,
        "outcome": page.outcome,
        "reason": page.reason,
        "detail": page.detail,
        "feed": page.feed,
        "address": page.address,
        "path": page.path,
        "earlier": page.earlier,
        "document": None if document is None else document.id,
        "outlet": None if document is None else document.outlet,
        "title": None if document is None else document.title,
        "published": None if document is None else document.published,
        "n_words": None if document is None else word_count(document.text),
    }
