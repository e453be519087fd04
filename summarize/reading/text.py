"""Plain text: one article a file, its headline in the first line, or front matter before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..calendars import dated_line
from ..corpus.fields import has_field, pick_fields
from ..dates import parse_published
from .encoding import decode
from .exports import exported_articles
from .lines import is_title
from .mail import head_of_mail
from .markdown import front_matter
from .origin import Origin, to_document
from .tables import is_tabular, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..corpus import Document, Dropped

#: Only what ends a line in a text file; `str.splitlines` also breaks at separators that stand inside sentences.
_BREAK: Final = re.compile(r"(\r\n|\n|\r)")

#: A line at the head of a file that names a field, be it an empty one, and how many of them name one that documents have where they are no lines of the article.
_FIELD: Final = re.compile(r"\s*([^\W\d_][\w -]{0,30}?)\s*(?::(?!\S)|：)[ \t]*(.*?)\s*")
_HEAD_FIELDS: Final = 2

#: How a sentence ends, and the name of no outlet but of a company.
_SAID: Final = re.compile(r"(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)[.?。？]$")


def split_title(text: str) -> tuple[str, str]:
    r"""Part a text into headline and body.

    The body keeps its line breaks as they are; only blank lines around it go.

    Returns
    -------
    title : str
        Empty where the first line is no headline.
    body : str

    Examples
    --------
    >>> split_title("Envoys meet\n\nTalks began on Tuesday.\n")
    ('Envoys meet', 'Talks began on Tuesday.')
    >>> split_title("Talks began on Tuesday.\nThey went on.")
    ('', 'Talks began on Tuesday.\nThey went on.')
    """
    body = _without_blank_edges(text)
    first, *rest = _BREAK.split(body, maxsplit=1)
    if not rest:
        return "", body
    after = _BREAK.split(rest[1])[::2]
    width = max(map(len, (first, *after)))
    if not is_title(first, after, width):
        return "", body
    return first.strip(), _without_blank_edges(rest[1])


def _without_blank_edges(text: str) -> str:
    """Drop blank lines before and after; the indent of the first line that holds something stays."""
    text = text.rstrip()
    indented = text.lstrip()
    start = len(text) - len(indented)
    return text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 :]


def headed_fields(text: str) -> tuple[dict[str, object], str]:
    r"""Fields that the lines at the head of a text name ("Outlet: The Courier"), and the body below the blank line that ends them.

    All lines up to there are such lines, and two of them name what documents have, or one a date: an article may begin with one by chance, and with
    "Source: The ministry said no.", which names no outlet.

    Returns
    -------
    fields : dict
        Empty where the text has no such head.
    body : str

    Examples
    --------
    >>> headed_fields("Title: Envoys meet\nDate: 2025-02-18\n\nTalks began: at last.")
    ({'Title': 'Envoys meet', 'Date': '2025-02-18'}, 'Talks began: at last.')
    >>> headed_fields("Title: Envoys meet\nTalks began.")[0]
    {}
    """
    lines = _BREAK.split(_without_blank_edges(text))
    fields: dict[str, object] = {}
    for k in range(0, len(lines), 2):
        found = _FIELD.fullmatch(lines[k])
        if found is not None and _is_of_head(found[1], found[2]):
            fields.setdefault(found[1], found[2])
        elif lines[k].strip() or not _is_head(fields):
            break
        else:
            return fields, _without_blank_edges("".join(lines[k:]))
    return {}, text


def _is_of_head(name: str, value: str) -> bool:
    field = {name: value}
    return not has_field(field, "text") and not (has_field(field, "outlet") and _SAID.search(value))


def _is_head(fields: Mapping[str, object]) -> bool:
    stated = pick_fields(fields)[0]
    return len(stated) >= _HEAD_FIELDS or parse_published(stated.get("published", "")) is not None


def read_text(data: bytes, origin: Origin) -> Iterable[Document | Dropped]:
    """Read a plain text file as one document; or as a table, where a spreadsheet has saved one as text, with tabs."""
    decoded = decode(data)
    record: dict[str, object]
    if "\t" in decoded.text.lstrip("\r\n").partition("\n")[0] and is_tabular(decoded.text, origin.columns):
        return read_table(decoded, origin)
    articles = exported_articles(_BREAK.split(decoded.text)[::2], origin, reader="text", notes=decoded.notes)
    if articles is not None:
        return articles
    headed = head_of_mail(decoded.text)
    if headed is not None:
        said, body = headed
        if origin.outlet is not None:
            # The sender may be a colleague who passed it on.
            said.pop("outlet", None)
        labels = {"text": "file", **dict.fromkeys(said, "head of the message")}
        record = {"text": body, **said}
        return [to_document(record, origin, reader="text", default_id=origin.id, labels=labels, notes=decoded.notes)]
    fields, rest, notes = front_matter(decoded.text)
    told_in = "front matter"
    if not fields:
        (fields, rest), told_in = headed_fields(rest), "head of the file"
    title, body = split_title(rest)
    record = {"text": body, **fields}
    labels = {"text": "file", **dict.fromkeys(fields, told_in)}
    stated = pick_fields(fields)[0]
    dated = dated_line(title)
    if dated is not None and not dated.is_sound:
        # It is kept where it stands, and told of.
        title, record["text"] = "", rest
    elif dated is not None:
        # A date above the headline, or above the text.
        title, record["text"] = split_title(body)
        if "published" not in stated:
            record["published"], labels["published"] = dated.day, "first line"
    named = stated.get("title")
    if title and named is None:
        record["title"], labels["title"] = title, "first line"
    elif title and title != named:
        record["text"] = _without_blank_edges(rest)
    notes = (*decoded.notes, *notes)
    return [to_document(record, origin, reader="text", default_id=origin.id, labels=labels, notes=notes)]
