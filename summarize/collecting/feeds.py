"""Feeds: known by what they hold, read however broken, and which of their entries are wanted."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from ..fields import instant_of, parse_published
from .addresses import AddressError, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Entry", "Feed", "Wanted", "is_feed", "read_feed"]

#: What may stand before the first element, and the elements that feeds begin with: RSS, Atom, RSS 1.0.
_FEED: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>|\s)*<(?:rss|feed|(?:\w+:)?RDF)\b",
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
    """A feed. ``unusable``: for each entry without an address that can be fetched, why."""

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
        Those that have, for one of these, all of its words in headline or summary. A word is known by its beginning,
        in capitals or not.
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
        there = set(_WORD.findall(f"{entry.title} {entry.summary}".casefold()))
        return any(
            all(any(word.startswith(asked) for word in there) for asked in _WORD.findall(words.casefold()))
            for words in self.words
        )


def is_feed(body: bytes) -> bool:
    """Whether a body is a feed, whatever the server calls it.

    Examples
    --------
    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0"><channel>'), is_feed(b"<!doctype html><p>A feed: <rss>")
    (True, False)
    """
    return _FEED.match(body[:_SNIFFED_BYTES]) is not None


def read_feed(body: bytes, url: str, content_type: str = "", charset: str = "") -> Feed:
    """Read a feed, well-formed or not.

    Parameters
    ----------
    body : bytes
    url : str
        Where it was found; links are taken from there.
    content_type, charset : str
        What the server says.
    """
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
        try:
            address = joined(url, link) if link else ""
        except AddressError as error:
            unusable.append(f"{title or link[:80]!r}: {error}")
            continue
        if not address:
            unusable.append(f"{title or 'an entry without a headline'}: it has no address")
            continue
        entries.append(
            Entry(
                address,
                title,
                _plain(item.get("summary", "")),
                _date(item, "published") or (_date(item, "updated") if found.version.startswith("rss") else None),
                _date(item, "updated"),
            )
        )
    return Feed(_plain(found.feed.get("title", "")), tuple(entries), tuple(unusable))


def _date(item: Any, name: str) -> str | None:
    """A date of an entry. In RSS, the one date that some entries have comes under the name of an update."""
    # As of a plain dict: the library's own would take one date for another.
    written, parts = dict.get(item, name), dict.get(item, f"{name}_parsed")
    read = parse_published(written) if isinstance(written, str) else None
    if read is None and parts is not None:
        return datetime(*parts[:6]).replace(tzinfo=UTC).isoformat()
    return read


def _plain(text: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", text)).split())
