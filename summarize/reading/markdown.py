"""Markdown with front matter: metadata from the front matter, and the text as a reader sees it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ..corpus.fields import has_field, pick_fields
from .encoding import decode
from .lines import is_wrapped
from .origin import Origin, to_document

if TYPE_CHECKING:
    from markdown_it.token import Token

    from ..corpus import Document, Dropped

_FRONT_MATTER: Final = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<content>.*?)(?:^|\n)(?P=fence)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
#: How front matter begins, even where it cannot be read; what else stands between two rules is text.
_SETTING: Final = re.compile(r"(?:\s*#.*\n)*\s*[\w\"'-]{1,40}\s*[:=]")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_FOOTNOTE: Final = re.compile(r"^ {0,3}\[\^[^\]\n]{1,200}\]:|\[\^[^\]\n]{1,200}\]", re.MULTILINE)
#: What CommonMark leaves of "**Note:**text", and of most emphasis in scripts without spaces: there is a sign just inside one of the marks.
_STRONG: Final = re.compile(r"\*\*(?=\S)((?=[^\w*\n])[^*\n]+(?<=\S)|[^*\n]*(?<=[^\w\s*]))\*\*")
_BOX: Final = re.compile(r"\A\[[ xX]\][ \t]+")


def split_front_matter(text: str) -> tuple[dict[str, Any], str, str | None]:
    r"""Part a Markdown file into front matter and body.

    Parameters
    ----------
    text : str
        YAML stands between lines of ``---``, TOML between lines of ``+++``.

    Returns
    -------
    fields : dict
        Empty where there is no front matter.
    body : str
    problem : str or None
        Why the front matter could not be read; the body is read all the same.

    Examples
    --------
    >>> split_front_matter("---\noutlet: The Courier\n---\nTalks began.")
    ({'outlet': 'The Courier'}, 'Talks began.', None)
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text, None
    body, content = text[match.end() :], match["content"]
    try:
        fields = _toml(content) if match["fence"] == "+++" else _yaml(content)
    except ValueError as error:
        if not _SETTING.match(content):
            return {}, text, None
        return {}, body, f"its front matter was left out: {' '.join(str(error).split())}"
    if fields is None:
        return {}, body, None
    if isinstance(fields, dict):
        return fields, body, None
    # A rule at the top of an article opens no front matter: what stands between two rules is text.
    return {}, text, None


def front_matter(text: str) -> tuple[dict[str, object], str, tuple[str, ...]]:
    """Fields of the document that front matter gives, the body below it, and what to note.

    A field of text in it (``content``, ``story``) is left out: the article is what stands below.
    """
    matter, body, problem = split_front_matter(text)
    fields: dict[str, object] = {
        str(name): value for name, value in matter.items() if not has_field({str(name): value}, "text")
    }
    return fields, body, (problem,) if problem else ()


def _toml(content: str) -> object:
    import tomllib

    return tomllib.loads(content)


def _yaml(content: str) -> object:
    import yaml

    try:
        return yaml.safe_load(content)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"expected YAML, found {error}") from error


def plain_text(markdown: str) -> tuple[str, str]:
    r"""Take the markup out of Markdown.

    Gone are the markers of headings, lists, quotes, emphasis and code, targets of links, images, comments, HTML tags,
    footnote marks and rules; all words stay, each list item and table row on a line of its own. A line that was broken
    only for its width is joined to the next, so that no sentence has a break in it.

    Returns
    -------
    title : str
        The heading that opens the text, left out of it; empty where there is none.
    text : str
        Paragraphs, with a blank line between them.

    Examples
    --------
    >>> plain_text("# Envoys meet\n\n*Talks* began on [Tuesday](https://x.example).")
    ('Envoys meet', 'Talks began on Tuesday.')
    """
    from markdown_it import MarkdownIt

    source = _COMMENT.sub("", markdown.replace("\r\n", "\n").replace("\r", "\n"))
    # Before it is parsed: where a footnote is one word or an address, it would be the target of a link.
    source = _FOOTNOTE.sub(lambda found: "\n" if found[0].endswith(":") else "", source)
    width = max((len(line.rstrip()) for line in source.split("\n")), default=0)
    blocks: list[tuple[str, str]] = []
    cells: list[str] = []
    within, opened, marker = 0, "", ""
    # An indent is no code in an article, and what stands in tags is marked up like the rest.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["code", "html_block"])
    for token in parser.parse(source):
        if token.type.endswith(("_list_open", "_list_close")):
            within += token.nesting
        elif token.type == "list_item_open":
            # A year that begins a paragraph is no number of an item.
            marker = f"{token.info}{token.markup} " if len(token.info) > 3 else ""
        elif token.type == "list_item_close" and marker:
            blocks.append(("item", marker.strip()))
            marker = ""
        elif token.type == "fence":
            blocks += [("item", line) for line in token.content.split("\n")]
        elif token.type == "tr_close":
            blocks.append(("item", "  ".join(cells)))
            cells = []
        elif token.type == "inline" and opened in ("th_open", "td_open"):
            cells.append(_inline(token, width))
        elif token.type == "inline":
            kind = "item" if within else "heading" if opened == "heading_open" else "text"
            words = _inline(token, width)
            blocks.append((kind, marker + (_BOX.sub("", words) if within else words)))
            marker = ""
        opened = token.type
    blocks = [block for block in blocks if block[1].strip()]
    title = blocks.pop(0)[1] if blocks and blocks[0][0] == "heading" and "\n" not in blocks[0][1] else ""
    text = "".join(
        ("" if not i else "\n" if kind == blocks[i - 1][0] == "item" else "\n\n") + plain
        for i, (kind, plain) in enumerate(blocks)
    )
    return title, text


def _inline(token: Token, width: int) -> str:
    """The words of a block; its lines are those of the file, but where one was broken for its width."""
    lines, pieces, at = token.content.split("\n"), [], 0
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            runs_on = child.type == "softbreak" and is_wrapped(lines[at], lines[at + 1], width)
            pieces.append(" " if runs_on else "\n")
            at += 1
        elif child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type == "html_inline" and child.content.casefold().startswith("<br"):
            pieces.append("\n")
    return "\n".join(bare for line in _STRONG.sub(r"\1", "".join(pieces)).split("\n") if (bare := line.strip()))


def read_markdown(data: bytes, origin: Origin) -> list[Document | Dropped]:
    """Read a Markdown file as one document; spans count in its text without markup (see `plain_text`)."""
    decoded = decode(data)
    fields, body, notes = front_matter(decoded.text)
    heading, text = plain_text(body)
    record: dict[str, object] = {"text": text, **fields}
    labels = {"text": "file", **dict.fromkeys(fields, "front matter")}
    title = pick_fields(fields)[0].get("title")
    if heading and title is None:
        record["title"], labels["title"] = heading, "heading"
    elif heading and heading != title:
        record["text"] = f"{heading}\n\n{text}"
    notes = (*decoded.notes, *notes)
    return [to_document(record, origin, reader="markdown", default_id=origin.id, labels=labels, notes=notes)]
