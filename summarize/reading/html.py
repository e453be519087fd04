"""Web pages: the article out of its page, and the metadata that pages give in several places."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from ..corpus import document_from_record
from ..fields import parse_published
from .encoding import decode, is_binary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..corpus import Document, Dropped
    from .origin import Origin

__all__ = ["read_html"]

_CHARSET: Final = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w.:-]+)", re.I)

#: Types of schema.org that are an article.
_ARTICLE: Final = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")

_OPEN_GRAPH: Final = {
    "title": ("og:title",),
    "published": ("article:published_time", "og:article:published_time"),
    "outlet": ("og:site_name",),
    "url": ("og:url",),
    "language": ("og:locale",),
}
_DUBLIN_CORE: Final = {
    "title": ("dc.title", "dcterms.title"),
    "published": ("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created"),
    "outlet": ("dc.publisher", "dcterms.publisher"),
    "url": ("dc.identifier",),
    "language": ("dc.language", "dcterms.language"),
}


def read_html(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a page: its article, and each field of metadata from the best place that has it.

    The places, best first: the user's columns (names of meta elements), JSON-LD, OpenGraph, Dublin Core, and what the
    extraction library and the page itself suggest.
    """
    if is_binary(data):
        yield origin.drop("binary", "expected a page of HTML, found binary data")
        return
    declared = _CHARSET.search(data[:4096])
    page, notes = decode(data, declared=declared[1].decode("ascii") if declared else None)
    if not page.strip():
        yield origin.drop("empty", "its page is empty; nothing to read")
        return

    def extract() -> dict[str, Any]:
        return _extract(page)

    key = sha256(page.encode("utf-8", "surrogatepass")).hexdigest()
    found = extract() if origin.memo is None else origin.memo.memo("page", key, extract)
    record: dict[str, str] = {}
    sources: dict[str, str] = {}
    for field, column in origin.columns.items():
        if column in found["meta"]:
            record[field], sources[field] = found["meta"][column], f"meta '{column}'"
    for place, fields in found["places"]:
        for field, value in fields.items():
            if field not in record and (field != "published" or parse_published(value) is not None):
                record[field], sources[field] = value, place
    text = found["text"]
    if text is None:
        yield origin.drop("empty", "no article was found on the page; save the article's own page, or its text as .txt")
        return
    sources["text"] = found["text_from"]
    record["text"] = _without_headline(text, record.get("title", ""))
    yield document_from_record(
        record,
        default_id=origin.default_id,
        default_outlet=origin.outlet,
        provenance=origin.provenance("html", fields=sources, notes=notes),
    )


def _without_headline(text: str, title: str) -> str:
    """Drop the headline where the extraction took it for the first line of the article."""
    first, _, rest = text.partition("\n")
    same = "".join(filter(str.isalnum, first)).casefold() == "".join(filter(str.isalnum, title)).casefold()
    return rest.lstrip() if same and title and rest.strip() else text


def _extract(page: str) -> dict[str, Any]:
    """Everything that a page gives, in plain types: the article's text, and metadata place by place, best first."""
    import logging

    import trafilatura
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        # lxml refuses text with an encoding declaration, and NULs.
        tree = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page.replace("\0", "")))
    except (LxmlError, ValueError):
        return {"text": None, "text_from": "", "places": [], "meta": {}}
    meta = _meta(tree)
    linked = _json_ld(tree)
    text = trafilatura.extract(
        page, include_comments=False, include_tables=False, include_images=False, include_links=False, deduplicate=False
    )
    text_from = "article of the page"
    if not text and linked.get("text"):
        text, text_from = linked["text"], "json-ld"
    guessed = trafilatura.extract_metadata(page)
    heuristics = {
        "title": (guessed.title if guessed else None) or _first(tree, "//h1//text()") or _first(tree, "//title/text()"),
        "published": _first(tree, "//time/@datetime") or (guessed.date if guessed else None),
        "outlet": guessed.sitename if guessed else None,
        "url": _first(tree, "//link[@rel='canonical']/@href") or (guessed.url if guessed else None),
        "language": _first(tree, "/html/@lang") or _first(tree, "//html/@xml:lang"),
    }
    linked.pop("text", None)
    places = [
        ("json-ld", linked),
        ("open graph", _named(meta, _OPEN_GRAPH)),
        ("dublin core", _named(meta, _DUBLIN_CORE)),
        ("page", {name: " ".join(value.split()) for name, value in heuristics.items() if value and value.strip()}),
    ]
    return {
        "text": text.strip() if text and text.strip() else None,
        "text_from": text_from,
        "places": places,
        "meta": meta,
    }


def _first(tree: Any, path: str) -> str | None:
    found = tree.xpath(path)
    return str(found[0]) if found else None


def _meta(tree: Any) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        value = " ".join(element.get("content").split())
        if name and value:
            meta.setdefault(name.casefold(), value)
    return meta


def _named(meta: Mapping[str, str], names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        field: value
        for field, keys in names.items()
        for value in [next((meta[k] for k in keys if k in meta), "")]
        if value
    }


def _json_ld(tree: Any) -> dict[str, str]:
    """Fields of the first article that the page describes in JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            content = json.loads(str(script).strip().removesuffix(";"))
        except (ValueError, RecursionError):
            continue
        for node in _nodes(content, 0):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
                return _article_fields(node)
    return {}


def _nodes(content: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(content, list):
        for item in content:
            yield from _nodes(item, depth + 1)
    elif isinstance(content, dict):
        yield content
        for key in ("@graph", "mainEntity", "itemListElement", "item"):
            yield from _nodes(content.get(key), depth + 1)


def _article_fields(node: Mapping[str, Any]) -> dict[str, str]:
    body = node.get("articleBody")
    values = {
        "title": _text_of(node.get("headline")) or _text_of(node.get("name")),
        "published": _text_of(node.get("datePublished")) or _text_of(node.get("dateCreated")),
        "outlet": _text_of(node.get("publisher")) or _text_of(node.get("sourceOrganization")),
        "url": _text_of(node.get("url")) or _text_of(node.get("mainEntityOfPage")),
        "language": _text_of(node.get("inLanguage")),
        "text": body.strip() if isinstance(body, str) else None,
    }
    return {field: value for field, value in values.items() if value}


def _text_of(value: object) -> str | None:
    """Return the text of a value that may be a string, a thing with a name, or a list of either."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, list):
        return next((text for item in value if (text := _text_of(item))), None)
    if isinstance(value, dict):
        return next(
            (text for key in ("name", "@id", "url", "alternateName") if (text := _text_of(value.get(key)))), None
        )
    return None
