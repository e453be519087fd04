"""What a page says about its article: JSON-LD, then OpenGraph, then Dublin Core, then what can be told otherwise."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from ...corpus.fields import host_of
from ...dates import parse_published
from ...languages import language_code
from .body import plain, quiet_extractor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .stamp import Stamp

_PLACES: Final[tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...]] = (
    (
        "opengraph",
        {
            "title": ("og:title",),
            "published": ("article:published_time", "og:article:published_time", "og:published_time"),
            "outlet": ("og:site_name",),
            "url": ("og:url",),
            "language": ("og:locale",),
        },
    ),
    (
        "dublin core",
        {
            "title": ("dc.title", "dcterms.title"),
            "published": ("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created"),
            "outlet": ("dc.publisher", "dcterms.publisher"),
            "url": ("dc.identifier", "dcterms.identifier"),
            "language": ("dc.language", "dcterms.language"),
        },
    ),
)

#: schema.org's kinds of article: NewsArticle, ReportageNewsArticle, BlogPosting, LiveBlogPosting, Report, ...
_ARTICLE: Final = re.compile(r"(?:Article|Posting|Report)$")

#: Where the description of the page's own article may hang in JSON-LD; lists of other articles hang elsewhere.
_INWARD: Final = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")

_MAX_DEPTH: Final = 6

#: Elements in which pages set a headline, good ones and bad.
_HEADLINES: Final = ("h1", "h2", "h3", "b", "strong", "p", "span", "font", "div")
_LONGEST_SITE: Final = 50
_FEWEST_WORDS: Final = 3

_DIVIDERS: Final = (" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about its article.

    Attributes
    ----------
    fields : mapping of str to (str, str)
        For each field its value, and the place that won.
    meta : mapping of str to str
        Every meta element, by its name as written and in small letters.
    headlines : tuple of str
        All that the page calls its article.
    body : str
        The article's text, where JSON-LD holds it.
    """

    fields: Mapping[str, tuple[str, str]]
    meta: Mapping[str, str]
    headlines: tuple[str, ...] = ()
    body: str = ""


def read_metadata(tree: Any, stamp: Stamp | None = None) -> PageMetadata:
    """Read the metadata of a page.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The whole page; it is not changed.
    stamp : Stamp, optional
        What was known when the page was fetched. The hour that its feed gives goes before the guesses, all else behind them.

    Returns
    -------
    PageMetadata
        Dates that cannot be read, addresses that are no web addresses and languages that are none give way to the next place.
    """
    meta = _meta(tree)
    article = _article(tree, meta)
    places: list[tuple[str, Callable[[str], str | None]]] = [
        ("json-ld", article.get),
        *((place, _from(meta, names)) for place, names in _PLACES),
    ]
    if stamp is not None and stamp.published is not None:
        places.append(("feed", {"published": stamp.published}.get))
    places.append(("heuristics", _guesses(tree).get))
    if stamp is not None:
        places.append(("address fetched" if stamp.fetched else "address saved from", {"url": stamp.url}.get))
        places.append(("feed", {"title": stamp.title or ""}.get))
    fields: dict[str, tuple[str, str]] = {}
    for field in ("outlet", "title", "published", "url", "language"):
        for place, get in places:
            value = _tidy(field, get(field))
            if value:
                fields[field] = (value, place)
                break
    fields |= _from_extractor(tree, fields)
    if stamp is not None and stamp.published is not None and "published" in fields:
        day, hour = parse_published(fields["published"][0]), parse_published(stamp.published)
        if day is not None and hour is not None and len(day) < len(hour) and hour.startswith(day):
            # The page gives the day alone, and the feed the hour of that day.
            fields["published"] = (stamp.published, "feed")
    if "title" in fields:
        title, place = fields["title"]
        fields["title"] = (without_outlet(title, fields["outlet"][0] if "outlet" in fields else ""), place)
    headlines = {get("title") for _, get in places} | {" ".join(h.text_content().split()) for h in tree.iter("h1")}
    headlines.add(fields["title"][0] if "title" in fields else "")
    return PageMetadata(fields, meta, tuple(sorted(filter(None, headlines))), article.get("text", ""))


def without_outlet(title: str, outlet: str) -> str:
    """Cut the outlet's name off the end of a title, where it stands behind a divider.

    Examples
    --------
    >>> without_outlet("Envoys meet - again | The Courier", "The Courier")
    'Envoys meet - again'
    """
    for divider in _DIVIDERS:
        head, found, tail = title.rpartition(divider)
        if found and head.strip() and outlet and plain(tail) == plain(outlet):
            return head.strip()
    return title


def _tidy(field: str, value: str | None) -> str | None:
    value = " ".join(unescape(value or "").split())
    if not value or (field == "published" and parse_published(value) is None):
        return None
    if (field == "url" and host_of(value) is None) or (field == "language" and language_code(value) is None):
        return None
    return value


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = " ".join((element.get("content") or "").split())
        if name and content:
            # Both as written and in small letters: names of Dublin Core come in every case.
            found.setdefault(name, content)
            found.setdefault(name.casefold(), content)
    return found


def _from(meta: Mapping[str, str], names: Mapping[str, tuple[str, ...]]) -> Callable[[str], str | None]:
    return lambda field: next((meta[name] for name in names[field] if name in meta), None)


def _article(tree: Any, meta: Mapping[str, str]) -> dict[str, str]:
    """Fields of the article that JSON-LD describes; of several, the one whose address or headline is the page's."""
    nodes: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().casefold() == "application/ld+json":
            nodes.extend(_nodes(_parse(script.text_content()), 0))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(map(_ARTICLE.search, _listed(node.get("@type"))))]
    if not articles:
        return {}
    canonical = next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")
    addresses = {address for address in (meta.get("og:url", ""), str(canonical)) if address}
    shown = f"{meta.get('og:title', '')} {' '.join(tree.xpath('//title//text()'))}".casefold()

    def fit(node: Mapping[str, Any]) -> tuple[bool, bool]:
        headline = (_text(node.get("headline"), by_id) or "").casefold()
        return (
            not addresses.isdisjoint(_own_addresses(node)),
            bool(headline) and headline in shown,
        )

    node = max(articles, key=fit)
    values = {
        "title": _text(node.get("headline"), by_id) or _text(node.get("name"), by_id),
        "published": _text(node.get("datePublished"), by_id),
        "outlet": _text(node.get("publisher"), by_id) or _text(node.get("sourceOrganization"), by_id),
        "url": next(iter(_own_addresses(node)), None),
        "language": _text(node.get("inLanguage"), {}, ("alternateName", "name")),
        "text": without_markup(body) if isinstance(body := node.get("articleBody"), str) else "",
    }
    return {field: value for field, value in values.items() if value}


def _parse(script: str) -> object:
    """Parse a script's JSON, around which content systems leave comments and semicolons."""
    bare = re.sub(r"^\s*(?://\s*)?<!(?:--|\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$", "", script).strip().rstrip(";")
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _INWARD:
            yield from _nodes(value.get(key), depth + 1)


def _own_addresses(node: Mapping[str, Any]) -> list[str]:
    places = (_text(node.get(name), {}, ("@id", "url")) for name in ("url", "mainEntityOfPage"))
    return [place for place in places if place]


def _listed(kinds: object) -> list[str]:
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _text(
    value: object, by_id: Mapping[str, Mapping[str, Any]], names: Sequence[str] = ("name", "@value"), depth: int = 0
) -> str | None:
    """Words of a value: text, what an object has under one of the names, what one that it refers to has, or the first of a list."""
    if isinstance(value, str):
        return value
    inner: Sequence[object] = value if isinstance(value, list) else ()
    if isinstance(value, dict):
        inner = [*map(value.get, names), by_id.get(str(value.get("@id")))]
    if depth > _MAX_DEPTH:
        return None
    return next((text for each in inner if (text := _text(each, by_id, names, depth + 1))), None)


def without_markup(value: str) -> str:
    r"""Text of what is plain by its definition, such as ``articleBody``, and often holds HTML all the same: a paragraph a line.

    Examples
    --------
    >>> without_markup("<p>Talks &amp; more <b>began</b>.</p><p>They go on.</p>")
    'Talks & more began.\nThey go on.'
    """
    plain = re.sub(r"<(?:br\s*/?|/p|/div|/h\d|/li)>", "\n", value, flags=re.IGNORECASE)
    plain = unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", plain))
    return "\n".join(line for raw in plain.splitlines() if (line := " ".join(raw.split())))


def _guesses(tree: Any) -> dict[str, str]:
    """What the page's own elements suggest: its one heading, its title, its address, its first time."""
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    heading = headings[0] if len(headings) == 1 else ""
    title = " ".join(" ".join(tree.xpath("//title//text()")[:1]).split())
    guesses = {
        "title": heading or title,
        "url": next(iter(map(str, tree.xpath("//link[@rel='canonical']/@href"))), ""),
        "published": next(iter(map(str, tree.xpath("//time/@datetime"))), ""),
        "language": str(
            tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""
        ),
    }
    # Where a heading is the whole title, a divider in it is the headline's own; elsewhere a short line that is no heading may be the name of a section.
    dividers = [] if title in headings else [divider for divider in _DIVIDERS if divider in title]
    lines = ((e.tag, " ".join(e.text_content().split())) for e in tree.iter(*_HEADLINES)) if dividers else ()
    shown = {line for tag, line in lines if tag in {"h1", "h2", "h3"} or len(line.split()) >= _FEWEST_WORDS}
    for divider in dividers:
        # What the page shows as its headline is the article's, and behind it stands the site, perhaps after a section.
        head, _, tail = title.partition(divider)
        site = tail.rpartition(divider)[2].strip()
        if head.strip() in shown and 0 < len(site) <= _LONGEST_SITE:
            guesses |= {"title": head.strip() if heading in ("", site) else heading, "outlet": site}
            break
    return {field: value for field, value in guesses.items() if value}


def _from_extractor(tree: Any, known: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Ask the extraction library for what is still missing.

    Its extensive search for dates is off: it makes the first of January out of a copyright line.
    """
    missing = [field for field in ("outlet", "title", "published") if field not in known]
    if not missing:
        return {}
    from copy import deepcopy

    extractor = quiet_extractor()
    address = known["url"][0] if "url" in known else None
    found = extractor.extract_metadata(deepcopy(tree), default_url=address, extensive=False)
    values = {"outlet": found.sitename, "title": found.title, "published": found.date}
    tidy = {field: _tidy(field, values[field]) for field in missing}
    host = host_of(address) if address else None
    if tidy.get("outlet") and host and host.endswith(str(tidy["outlet"]).casefold().partition(":")[0]):
        # The host of the address is the last resort, and folder and file name come before it.
        del tidy["outlet"]
    return {field: (value, "heuristics") for field, value in tidy.items() if value}
