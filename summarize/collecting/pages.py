"""From a fetched page to an article in the folder, or to the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from ..corpus import Document
from ..reading.formats import read_bytes
from ..reading.html.stamp import stamped
from ..reading.origin import Origin
from ..reading.sources import outlet_name
from .addresses import AddressError, canonical_of, joined, key_of, site_of
from .failures import NotFetched

if TYPE_CHECKING:
    from ..cache import Memo
    from .client import Fetched
    from .folder import Folder, Kept

#: What servers call pages; what they call by no name, or by the name of anything, is looked into.
_PAGES: Final = ("text/html", "application/xhtml+xml")
_VAGUE: Final = ("", "application/octet-stream", "text/plain", "text/xml", "application/xml")
_IS_PAGE: Final = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)

_SNIFFED_BYTES: Final = 4096

_REMEDIES: Final = {
    "application/pdf": "download it into the folder: a PDF is read from there",
    "application/json": "give the address of the page that shows it",
}


@dataclass(frozen=True, slots=True)
class Task:
    """An address to ask for.

    Attributes
    ----------
    url : str
    feed, title, published : str or None
        The feed that names it, and what the feed says.
    kept : Kept or None
        The page that is there, where it is asked for again.
    etag, modified : str or None
        By which the server tells whether it has changed.
    """

    url: str
    feed: str | None = None
    title: str | None = None
    published: str | None = None
    kept: Kept | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What became of an address.

    Attributes
    ----------
    url : str
        As it was given, or as the feed has it.
    outcome : {"saved", "changed", "unchanged", "there", "failed"}
        ``"there"``: it was there before, or under another address, and was not saved again.
    detail : str
        In words, where there is more to say.
    reason : str or None
        Of a failure, in two words.
    feed : str or None
        The feed that named it.
    address : str or None
        Where it was found, behind all redirects.
    path : str or None
        Its file, below the folder.
    document : Document or None
        The article, as it will be read.
    earlier : str or None
        Where the earlier version of a changed article lies, below the folder.
    """

    url: str
    outcome: str
    detail: str = ""
    reason: str | None = None
    feed: str | None = None
    address: str | None = None
    path: str | None = None
    document: Document | None = None
    earlier: str | None = None


def settled(task: Task, fetched: Fetched, folder: Folder, memo: Memo | None, now: str) -> Page:
    """Save a fetched page, if it holds an article that is not there.

    Raises
    ------
    NotFetched
        If it is no page, or holds no article.
    """
    if fetched.body is None:
        if task.kept is None:
            raise NotFetched(
                "refused", "the server says that it has not changed (304), and was not asked; run again later"
            )
        return kept_page(task, task.kept, folder, memo, outcome="unchanged")
    _hold_page(fetched)
    _hold_arrived(task.url, fetched)
    stamp = replace(fetched.stamp(now), published=task.published, title=task.title, feed=task.feed)
    document = _document(stamped(fetched.body, stamp), f"{site_of(fetched.url)}/page.html", memo)
    if document is None:
        hint = _feed_hint(fetched) or (
            "it may be a list of articles, closed to those who do not pay, or made by a script; save it in a browser"
        )
        raise NotFetched("no article", f"no article was found on the page; {hint}")
    canonical = canonical_of(document.url, fetched.url)
    kept = task.kept or folder.find(fetched.url)
    if kept is None and (twin := folder.find(canonical)) is not None:
        if _is_same(_document(folder.read(twin), twin.path, memo), document):
            kept = twin
        else:
            # Some sites claim one address on all their pages.
            canonical = fetched.url
    also = _others(fetched.url, (task.url, canonical, *(() if kept is None else kept.stamp.also)))
    if kept is None:
        kept = folder.add(fetched.body, replace(stamp, also=also), canonical)
        return kept_page(task, kept, folder, memo, outcome="saved")
    if task.kept is None:
        kept = folder.also(kept, task.url)
        return kept_page(task, kept, folder, memo, detail=f"it is the article in {kept.path}, under another address")
    before = _document(folder.read(kept), kept.path, memo)
    if before is not None and (before.title, before.text) == (document.title, document.text):
        return kept_page(task, kept, folder, memo, outcome="unchanged")
    # What a feed said of it is still true where this time no feed named it.
    stamp = replace(
        stamp,
        also=also,
        feed=task.feed or kept.stamp.feed,
        published=task.published or kept.stamp.published,
        title=task.title or kept.stamp.title,
    )
    kept, earlier = folder.change(kept, fetched.body, stamp)
    detail = f"the earlier version is {earlier}"
    return replace(kept_page(task, kept, folder, memo, outcome="changed", detail=detail), earlier=earlier)


def kept_page(
    task: Task, kept: Kept, folder: Folder, memo: Memo | None, *, outcome: str = "there", detail: str = ""
) -> Page:
    """What is there, as it will be read."""
    document = _document(folder.read(kept), kept.path, memo)
    return Page(task.url, outcome, detail, None, task.feed, kept.stamp.url, kept.path, document)


def _hold_page(fetched: Fetched) -> None:
    kind, body = fetched.content_type, fetched.body or b""
    if not body.strip():
        raise NotFetched("no article", "the page is empty; look at it in a browser")
    if kind in _PAGES or (kind in _VAGUE and _IS_PAGE.search(body[:_SNIFFED_BYTES])):
        return
    remedy = _REMEDIES.get(kind, "give the address of an article's page, or of a feed")
    raise NotFetched(
        "wrong type", f"expected a page or a feed, found {kind or 'something that the server does not name'}; {remedy}"
    )


def _hold_arrived(asked: str, fetched: Fetched) -> None:
    """Hold that a redirect led to an article, and not to what stands before it, or in its place."""
    parts = urlsplit(fetched.url)
    if parts.path == "/" and not parts.query:
        what = (
            "it is a front page, and no article"
            if key_of(asked) == key_of(fetched.url)
            else "it leads to a front page; the article may be gone"
        )
        raise NotFetched("no article", f"{what}; {_feed_hint(fetched) or 'give the address of the article'}")
    path = urlsplit(asked).path.rstrip("/")
    if len(path) > 3 and path != parts.path.rstrip("/") and path in unquote(parts.query):
        detail = f"it leads to {parts.hostname}{parts.path}, which asks for consent or a sign-in first; save the page in a browser"
        raise NotFetched("refused", detail)


def _document(page: bytes, path: str, memo: Memo | None) -> Document | None:
    """The article of a page, as `read` will have it of the whole folder; None where it will leave the page out."""
    origin = Origin(path, path.removesuffix(".html"), outlet_name(path.partition("/")[0]) or None, "folder", memo=memo)
    return next((item for item in read_bytes(page, origin, ".html") if isinstance(item, Document)), None)


def _is_same(one: Document | None, other: Document) -> bool:
    """Whether two pages that claim one address hold one article, which may look a little different on each."""
    return one is not None and (one.title.casefold() == other.title.casefold() or one.text == other.text)


def _others(url: str, urls: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses that are not `url` in another spelling, each once."""
    by_key = {key_of(other): other for other in urls}
    by_key.pop(key_of(url), None)
    return tuple(by_key.values())


def _feed_hint(fetched: Fetched) -> str:
    """The feed that a page names; empty where it names none."""
    from lxml import etree, html

    feeds: list[str] = []
    try:
        tree = html.document_fromstring(fetched.body or b"", parser=html.HTMLParser(huge_tree=True))
        links = tree.xpath("//link[contains(@type, 'rss') or contains(@type, 'atom')]/@href")
        for link in links:
            try:
                feeds.append(joined(fetched.url, str(link)))
            except AddressError:
                continue
    except (etree.ParserError, ValueError):
        pass
    return f"it names a feed, give that: {feeds[0]}" if feeds else ""
