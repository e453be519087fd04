"""Plain text and Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ..corpus import document_from_record
from .encoding import decode, is_binary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Document, Dropped
    from .origin import Origin

__all__ = ["read_markdown", "read_text"]

#: A first line longer than this is a paragraph, not a headline.
_HEADLINE_LENGTH: Final = 200

_FRONT_MATTER: Final = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<fields>.*?)^(?P=fence)[ \t]*\r?(?:\n|\Z)", re.S | re.M
)

_HEADING: Final = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.M)
_MARKUP: Final = (
    (re.compile(r"<!--.*?-->", re.S), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]+\S+.*$", re.M), ""),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"(\*\*\*|___|\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.S), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.M), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.M), ""),
    (re.compile(r"^([ \t]*)[*+-][ \t]+(?=\S)", re.M), r"\1- "),
)


def _headline(text: str) -> tuple[str, str]:
    """Divide a text into its headline, where the first line is one, and the rest."""
    bare = text.lstrip("\ufeff \t\r\n")
    first, _, rest = bare.partition("\n")
    first = first.strip()
    short = 0 < len(first) < _HEADLINE_LENGTH
    if short and rest.strip() and not first.endswith((".", "!", ",", ";", ":", "”", '"', "…")):
        return first, rest.strip("\r\n \t")
    return "", bare.rstrip()


def read_text(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read plain text: a short first line without a full stop is the headline, the rest is the text."""
    if is_binary(data):
        yield origin.drop("binary", "expected text, found binary data; give the article as text, Markdown or HTML")
        return
    text, notes = decode(data)
    title, body = _headline(text)
    fields = {"title": "first line", "text": "text"}
    yield document_from_record(
        {"title": title, "text": body},
        default_id=origin.default_id,
        default_outlet=origin.outlet,
        provenance=origin.provenance("text", fields=fields, notes=notes),
    )


def read_markdown(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read Markdown with YAML or TOML front matter.

    The text is kept as a reader sees it: markers of headings and emphasis, targets of links, images and comments are
    left out, list items keep a dash and their line. Spans count in that text.
    """
    if is_binary(data):
        yield origin.drop("binary", "expected Markdown, found binary data; give the article as text, Markdown or HTML")
        return
    text, notes = decode(data)
    record: dict[str, Any] = {}
    matter = _FRONT_MATTER.match(text)
    body = text
    if matter is not None:
        body = text[matter.end() :]
        try:
            record = _front_matter(matter["fence"], matter["fields"])
        except ValueError as error:
            notes = (*notes, f"its front matter could not be read and was left out: {error}")
    sources = dict.fromkeys(map(str, record), "front matter")
    bare = body.lstrip()
    heading = _HEADING.match(bare)
    if heading is not None and not any(str(name).casefold() in ("title", "headline") for name in record):
        record["title"], sources["title"] = _plain(heading[1]), "heading"
    if heading is not None and _plain(heading[1]) == record.get("title"):
        bare = bare[heading.end() :]
    record["text"], sources["text"] = _plain(bare), "text"
    yield document_from_record(
        record,
        default_id=origin.default_id,
        default_outlet=origin.outlet,
        provenance=origin.provenance("markdown", fields=sources, notes=notes),
        columns={k: v for k, v in origin.columns.items() if v in record},
    )


def _front_matter(fence: str, content: str) -> dict[str, Any]:
    if fence == "+++":
        import tomllib

        return tomllib.loads(content)
    import yaml

    try:
        fields = yaml.safe_load(content)
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise ValueError(  # noqa: TRY004 - what is wrong is the file's content
            f"expected 'name: value' lines, found {type(fields).__name__}"
        )
    return {str(name): value for name, value in fields.items()}


def _plain(markdown: str) -> str:
    text = _HEADING.sub(r"\1", markdown)
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!>])", r"\1", text)
    return re.sub(r"\n{3,}", "\n\n", text.replace("\r\n", "\n")).strip()
