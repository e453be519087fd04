"""Markdown with front matter: metadata from the front matter, and the text as a reader sees it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from ..fields import has_field, pick_fields
from .encoding import decode, kind_of_binary
from .lines import is_wrapped
from .origin import Origin, binary, to_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..corpus import Document, Dropped

_FRONT_MATTER: Final = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<content>.*?)(?:^|\n)(?P=fence)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
#: How front matter begins, even where it cannot be read; what else stands between two rules is text.
_SETTING: Final = re.compile(r"(?:\s*#.*\n)*\s*[\w\"'-]{1,40}\s*[:=]")
_HEADING: Final = re.compile(r" {0,3}#{1,6}(?:[ \t]+(?P<text>.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE: Final = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_RULE: Final = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")
_ITEM: Final = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_QUOTE: Final = re.compile(r"^(?: {0,3}>[ \t]?)+")
_TABLE_RULE: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$")
_DEFINITION: Final = re.compile(r" {0,3}\[(?P<mark>[^\]]+)\]:[ \t]*(?P<rest>.*)$")

_IMAGE: Final = re.compile(r"!\[[^\]]*\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])")
_LINK: Final = re.compile(r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])")
_INLINE: Final = (
    (re.compile(r"\[\^[^\]]+\]"), ""),
    (re.compile(r"<(https?://[^\s>]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)"), r"\2"),
    (re.compile(r"(\*{1,3})(?=[^\s*])((?:(?!\1).)*?[^\s*])\1(?!\*)"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])((?:(?!\1).)*?[^\s_])\1(?!\w)"), r"\2"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"\1"),
)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE_BREAK: Final = re.compile(r"(?:<br\s*/?>|\\$| {2,}$)", re.IGNORECASE | re.MULTILINE)
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")

#: Escaped signs wait here, in the private use area, while markup is taken out around them.
_ASIDE: Final = 0xE000


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
    markdown = _COMMENT.sub("", markdown.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = _blocks(markdown.split("\n"))
    title = ""
    if blocks and blocks[0][0] == "heading":
        title = _inline(blocks.pop(0)[1])
    out: list[str] = []
    before = ""
    for kind, content in blocks:
        plain = _inline(content)
        if plain:
            out.append("" if not out else "\n" if kind == before == "item" else "\n\n")
            out.append(plain)
            before = kind
    return title, "".join(out)


def _blocks(lines: list[str]) -> list[tuple[str, str]]:
    """Group lines into blocks: ``heading``, ``text``, ``item`` or ``code``, without their markers."""
    width = max((len(line.rstrip()) for line in lines), default=0)
    blocks: list[tuple[str, str]] = []
    is_open = in_code = False
    for raw in lines:
        if _FENCE.match(raw):
            in_code, is_open = not in_code, False
            continue
        line = raw if in_code else _QUOTE.sub("", raw, count=1)
        definition = _DEFINITION.match(line)
        if is_open and blocks[-1][0] == "text" and _UNDERLINE.match(line) and "\n" not in blocks[-1][1]:
            blocks[-1] = ("heading", blocks[-1][1])
            is_open = False
        elif not line.strip() or (not in_code and (_RULE.match(line) or _TABLE_RULE.match(line))):
            is_open = False
        elif in_code:
            blocks.append(("item", line))
        elif definition is not None:
            if definition["mark"].startswith("^"):
                blocks.append(("item", definition["rest"]))
            is_open = False
        elif heading := _HEADING.match(line):
            blocks.append(("heading", heading["text"] or ""))
            is_open = False
        elif item := _ITEM.match(line):
            blocks.append(("item", line[item.end() :]))
            is_open = True
        elif line.lstrip().startswith("|"):
            blocks.append(("item", "  ".join(cell.strip() for cell in line.strip().strip("|").split("|"))))
            is_open = False
        elif is_open:
            kind, content = blocks[-1]
            last = content.rpartition("\n")[2]
            is_hard = bool(_LINE_BREAK.search(last))
            joint = " " if not is_hard and is_wrapped(last, line, width) else "\n"
            blocks[-1] = (kind, f"{content.rstrip() if joint == ' ' else content}{joint}{line.lstrip()}")
        else:
            blocks.append(("text", line.lstrip()))
            is_open = True
    return blocks


def _inline(text: str) -> str:
    aside: list[str] = []

    def keep(match: re.Match[str]) -> str:
        aside.append(match[1])
        return chr(_ASIDE + len(aside) - 1) if len(aside) <= 0x1000 else match[1]

    text = _LINE_BREAK.sub("\n", text)
    text = _ESCAPED.sub(keep, text)
    text = _IMAGE.sub("", text)
    text = _LINK.sub(lambda match: match["text"], text)
    for pattern, replacement in _INLINE:
        # Emphasis stands within emphasis, three deep at most: ***bold** and italic*.
        for _ in range(3):
            text, n_changed = pattern.subn(replacement, text)
            if not n_changed:
                break
    text = unescape(text)
    for i, sign in enumerate(aside[:0x1000]):
        text = text.replace(chr(_ASIDE + i), sign, 1)
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def read_markdown(data: bytes, origin: Origin) -> Iterator[Document | Dropped]:
    """Read a Markdown file as one document; spans count in its text without markup (see `plain_text`)."""
    kind = kind_of_binary(data)
    if kind is not None:
        yield binary(origin, kind)
        return
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
    yield to_document(record, origin, reader="markdown", default_id=origin.id, labels=labels, notes=notes)
