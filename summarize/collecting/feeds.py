"""Feeds and sitemaps: known by what they hold, read however broken, and which of their entries are wanted."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from ..dates import instant_of, parse_published
from .addresses import AddressError, joined
from .failures import NotFetched

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What may stand before the first element, and the elements that feeds begin with: RSS, Atom, RSS 1.0, lists for search engines.
#: Nothing that was passed is gone back to: a page may begin with very many comments.
_FEED: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*+<(rss|feed|urlset|sitemapindex|(?:\w+:)?RDF)\b",
    re.DOTALL,
)
_SNIFFED_BYTES: Final = 1 << 14

_WORD: Final = re.compile(r"\w+")
_TAG: Final = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of a page. ``published`` and ``updated`` are in ISO 8601, where they can be read."""

    url: str
    title: str
    summary: str
    published: str | None
    updated: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, or a sitemap. ``unusable``: for each entry without an address that can be fetched, why."""

    title: str
    entries: tuple[Entry, ...]
    unusable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of a feed are fetched.

    Attributes
    ----------
    limit : int or None
        The first so many of those that are otherwise wanted.
    since : str or None
        Those published then or later, in ISO 8601; one without a date is wanted, as nothing is known against it.
    words : tuple of str
        Those that have, for one of these, all of its words in headline or summary, or in the address where there is no headline.
        A word is known by its beginning, in capitals or not.
    """

    limit: int | None = None
    since: str | None = None
    words: tuple[str, ...] = ()

    def among(self, entries: Sequence[Entry]) -> tuple[list[Entry], dict[str, int]]:
        """Choose, and count what is left out, by the reason."""
        chosen: list[Entry] = []
        left_out: dict[str, int] = {}
        for entry in entries:
            if not self._is_new(entry):
                reason = "before --since"
            elif not self._is_about(entry):
                reason = "without the words of --match"
            elif self.limit is not None and len(chosen) >= self.limit:
                reason = "beyond --limit"
            else:
                chosen.append(entry)
                continue
            left_out[reason] = left_out.get(reason, 0) + 1
        return chosen, left_out

    def _is_new(self, entry: Entry) -> bool:
        first, date = instant_of(self.since), instant_of(entry.published or entry.updated)
        return first is None or date is None or date >= first

    def _is_about(self, entry: Entry) -> bool:
        if not self.words:
            return True
        said = f"{entry.title} {entry.summary}" if entry.title else unquote(urlsplit(entry.url).path).replace("_", " ")
        there = set(_WORD.findall(said.casefold()))
        return any(
            all(any(word.startswith(asked) for word in there) for asked in _WORD.findall(words.casefold()))
            for words in self.words
        )


def is_feed(body: bytes) -> bool:
    """Whether a body is a feed or a sitemap, whatever the server calls it.

    Examples
    --------
    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0"><channel>'), is_feed(b"<!doctype html><p>A feed: <rss>")
    (True, False)
    """
    return _FEED.match(body[:_SNIFFED_BYTES]) is not None


def read_feed(body: bytes, url: str, content_type: str = "", charset: str = "") -> Feed:
    """Read a feed or a sitemap, well-formed or not.

    Parameters
    ----------
    body : bytes
    url : str
        Where it was found; links are taken from there.
    content_type, charset : str
        What the server says.

    Raises
    ------
    NotFetched
        If it is a list of sitemaps, each of which may name tens of thousands of pages.
    """
    kind = found[1].decode() if (found := _FEED.match(body[:_SNIFFED_BYTES])) else ""
    if kind in ("urlset", "sitemapindex"):
        return _read_sitemap(body, url, is_index=kind == "sitemapindex")
    return _read_feed(body, url, content_type, charset)


def _read_feed(body: bytes, url: str, content_type: str, charset: str) -> Feed:
    import feedparser

    told = {"content-location": url}
    if content_type:
        told["content-type"] = f"{content_type}; charset={charset}" if charset else content_type
    # As a stream: given bytes, the library would first look for a file of that name.
    found = feedparser.parse(io.BytesIO(body), response_headers=told, sanitize_html=False)
    entries: list[Entry] = []
    unusable: list[str] = []
    for item in found.entries:
        title = _plain(item.get("title", ""))
        # FeedBurner and its like put a counting address before the article's own.
        link = item.get("feedburner_origlink") or item.get("link") or ""
        address = _address(url, link, title or "an entry without a headline", unusable)
        if address is None:
            continue
        entries.append(
            Entry(
                address,
                title,
                _plain(item.get("summary", "")),
                # In RSS, the one date that some entries have comes under the name of an update.
                _date(item, "published") or (_date(item, "updated") if found.version.startswith("rss") else None),
                _date(item, "updated"),
            )
        )
    return Feed(_plain(found.feed.get("title", "")), tuple(entries), tuple(unusable))


def _read_sitemap(body: bytes, url: str, *, is_index: bool) -> Feed:
    """Read a sitemap; those for news give headline and hour, others the address alone, and when the page was changed.

    References
    ----------
    sitemaps.org, protocol 0.9, and its extension for news.
    """
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(body, parser=parser)
    entries: list[Entry] = []
    unusable: list[str] = []
    for element in () if root is None else root:
        # By their local names: the prefixes of the extension are anyone's choice, and so is its namespace, it seems.
        told: dict[str, str] = {}
        for child in element.iter("{*}*"):
            told.setdefault(etree.QName(child).localname, " ".join((child.text or "").split()))
        address = _address(url, told.get("loc", ""), "an entry of the sitemap", unusable)
        if address is None:
            continue
        date, changed = told.get("publication_date", ""), told.get("lastmod", "")
        entries.append(Entry(address, told.get("title", ""), "", parse_published(date), parse_published(changed)))
    if is_index:
        first = f", such as {entries[0].url}" if entries else ""
        raise NotFetched("wrong type", f"it is a list of {len(entries)} sitemaps; give the one that is wanted{first}")
    return Feed("", tuple(entries), tuple(unusable))


def _address(base: str, link: str, entry: str, unusable: list[str]) -> str | None:
    """The address of an entry; where it has none that can be asked for, the reason is added to `unusable`."""
    try:
        if link:
            return joined(base, link)
        unusable.append(f"{entry}: it has no address")
    except AddressError as error:
        unusable.append(f"{entry}, {link[:80]!r}: {error}")
    return None


def _date(item: Any, name: str) -> str | None:
    """A date of an entry, as it is written: what the library makes of one that it hardly knows is often another hour or day."""
    # As of a plain dict: the library's own would take one date for another.
    written = dict.get(item, name)
    return parse_published(written) if isinstance(written, str) else None


def _plain(text: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", text)).split())
