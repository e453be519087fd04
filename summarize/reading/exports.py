"""Exports of press databases: many articles in one file, each with its headline, paper and date in lines of its own."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ..corpus import Document, Dropped
from ..dates import parse_published
from .lines import is_wrapped
from .origin import to_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .origin import Origin

    #: A line that holds something, and its number in the file, from 1.
    Line = tuple[int, str]

#: How Nexis ends an article, what it writes over its text, and over what follows the text.
_NEXIS_END: Final = "End of Document"
_NEXIS_BODY: Final = "Body"
_NEXIS_AFTER: Final = re.compile(r"(?:Graphic|Classification|Notes)$|Load-Date:")
_NEXIS_FIELD: Final = re.compile(r"[A-Z][\w-]*(?: [\w-]+){0,2}:(?:\s|$)")
_NEXIS_UNTITLED: Final = "No Headline In Original"

#: How the Nexis of before 2020 begins an article, what stands over its text and what follows it; paper, date and edition are centred.
_OLD_BEGIN: Final = re.compile(r"\s*(?:\d+ of \d+ DOCUMENTS|Dokument \d+ von \d+|Document \d+ de \d+)\s*$")
_OLD_FIELD: Final = re.compile(r"[A-ZÄÖÜÉ]{4,}(?:-[A-Z]+)*:(?:\s|$)")
_OLD_LENGTH: Final = re.compile(r"(?:LENGTH|LÄNGE|LONGUEUR):\s")
_OLD_AFTER: Final = re.compile(
    r"(?:LOAD-DATE|UPDATE|LANGUAGE|SPRACHE|LANGUE|GRAPHIC|GRAFIK|NOTES|CORRECTION-DATE|PUBLICATION-TYPE|PUBLICATION-TYP|DOCUMENT-TYPE):(?:\s|$)"
)

#: How Factiva ends an article: with its number, which holds the day on which it came in.
_FACTIVA_END: Final = re.compile(
    r"(?:AN[|\s]+)?(?:Document|Dokument|Documento) (?P<id>[A-Z0-9]{4,}(?:19|20)\d{6}[a-z0-9]{5,})\|?$"
)
_FACTIVA_LENGTH: Final = re.compile(r"\d[\d.,]* (?:words|Wörter|mots|palabras|parole|palavras|woorden)$")
_FACTIVA_HOUR: Final = re.compile(r"\d{1,2}:\d{2}(?: [A-Z]{2,4})?$")
_FACTIVA_CODE: Final = re.compile(r"(?P<code>[A-Z]{2,3})(?:[|\s]+(?P<rest>.*?))?\|?$")
_FACTIVA_CODES: Final = frozenset(
    (
        *("SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "ART"),
        *("CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN"),
    )
)
_BYLINE: Final = re.compile(r"(?:by|von|par|por|di|door) ", re.IGNORECASE)

_COPYRIGHT: Final = re.compile(r"(?:copyright|©|\(c\))", re.IGNORECASE)

#: Lines before the number of words among which Factiva writes section, headline and author; the first article has the list of all before it.
_HEADLINE_LINES: Final = 3
#: Lines behind the number of words in which all that is said of an article stands.
_FACTIVA_HEADER: Final = 12

#: Words of a line that begins with a date, behind which the edition may stand: "Tuesday Late Edition - Final".
_MOST_DATE_WORDS: Final = 14
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def exported_articles(
    lines: Sequence[str], origin: Origin, *, reader: str, notes: tuple[str, ...] = ()
) -> Iterator[Document | Dropped] | None:
    """Divide what a press database exports into its articles.

    Those of Nexis (Uni, Advance, and as text that of before 2020) and of Factiva are known, as they save articles to Word, RTF or text.

    Parameters
    ----------
    lines : sequence of str
        Paragraphs of the file, or its lines where each is one.
    origin : Origin
    reader : str
        Name of the file's format.
    notes : tuple of str
        What is to be said of each article.

    Returns
    -------
    iterator of Document or Dropped, or None
        None where the file is no such export.
    """
    filled = [(number, " ".join(line.split())) for number, line in enumerate(lines, 1) if line.strip()]
    for service, is_end, read in (
        ("Nexis", lambda line: line == _NEXIS_END, _nexis_record),
        ("Factiva", lambda line: _FACTIVA_END.match(line) is not None, _factiva_record),
    ):
        *ended, rest = _divided(filled, is_end)
        records = [(lines[0][0], read(lines)) for lines in ended]
        if any(record is not None for _, record in records):
            # An export that was cut off ends within an article; a whole one, with a word on the search at most.
            if rest and (last := read(rest)) is not None:
                records.append((rest[0][0], last))
            return _documents(records, origin, reader, service, notes)
    begins = [place for place, line in enumerate(lines) if _OLD_BEGIN.match(line)]
    if begins:
        stops = [*begins[1:], len(lines)]
        old = [(a + 1, _old_nexis_record(lines[a + 1 : b])) for a, b in zip(begins, stops, strict=True)]
        if any(record is not None for _, record in old):
            return _documents(old, origin, reader, "Nexis", notes)
    return None


def _documents(
    records: Sequence[tuple[int, dict[str, object] | None]],
    origin: Origin,
    reader: str,
    service: str,
    notes: tuple[str, ...],
) -> Iterator[Document | Dropped]:
    for line, record in origin.told(records, len(records)):
        if record is None:
            detail = f"expected the text of an article in this part of an export of {service}, found none, as of a picture alone; export it again if it had one"
            yield Dropped("empty", detail, origin.path, line=line)
            continue
        labels = dict.fromkeys(record, f"export of {service}")
        yield to_document(record, origin, reader=reader, line=line, labels=labels, notes=notes)


def _divided(lines: Sequence[Line], is_end: Callable[[str], bool]) -> list[Sequence[Line]]:
    """Lines of each article, with the one that ends it, and at last those that follow the last end."""
    found, first = [], 0
    for place, (_, line) in enumerate(lines, 1):
        if is_end(line):
            found.append(lines[first:place])
            first = place
    return [*found, lines[first:]]


def _running(lines: Sequence[Line]) -> str:
    """Text of an article: a line that a width has broken is followed by the rest of it, which is undone where sentences are found; the others are paragraphs."""
    width = max((len(text) for _, text in lines), default=0)
    parts = [text for _, text in lines[:1]]
    for (number, before), (following, text) in pairwise(lines):
        parts += ["\n" if following == number + 1 and is_wrapped(before, text, width) else "\n\n", text]
    return "".join(parts)


def _nexis_record(lines: Sequence[Line]) -> dict[str, object] | None:
    """Fields of an article: its headline, the paper and the date stand one below the other, over the notice of copyright."""
    texts = [text for _, text in lines]
    if _NEXIS_BODY not in texts:
        return None
    body = texts.index(_NEXIS_BODY)
    header = texts[:body]
    notice = next((k for k in range(body - 1, -1, -1) if _COPYRIGHT.match(header[k])), body)
    dates = [(k, day) for k in range(notice) if not _NEXIS_FIELD.match(header[k]) and (day := _dated(header[k]))]
    stop = next((k for k in range(len(texts) - 1, body, -1) if _NEXIS_AFTER.match(texts[k])), len(texts) - 1)
    # "Graphic" stands over the list of pictures, which "Load-Date" follows.
    stop = next((k for k in range(body + 1, stop) if _NEXIS_AFTER.match(texts[k])), stop)
    record: dict[str, object] = {"text": _running(lines[body + 1 : stop])}
    place = dates[-1][0] if dates else min(notice, 2)
    if dates:
        record["published"] = dates[-1][1]
    if place > 1:
        record["outlet"] = header[place - 1]
    title = header[max(0, place - 2)] if place > 0 else ""
    if title and title != _NEXIS_UNTITLED:
        record["title"] = title
    return record


def _old_nexis_record(lines: Sequence[str]) -> dict[str, object] | None:
    """Fields of an article as Nexis wrote it before 2020; its lines are broken at a width, which is undone where sentences are found."""
    length = next((k for k, line in enumerate(lines) if _OLD_LENGTH.match(line)), None)
    if length is None:
        return None
    fields = next(k for k in range(length + 1) if _OLD_FIELD.match(lines[k]))
    header = [(k, line) for k, line in enumerate(lines[:fields]) if line.strip()]
    found = next((n for n, (_, line) in enumerate(header) if _dated(" ".join(line.split()))), None)
    after = length + 1
    stop = next((k for k in range(after, len(lines)) if _OLD_AFTER.match(lines[k])), len(lines))
    record: dict[str, object] = {"text": "\n".join(lines[after:stop]).strip("\r\n ")}
    if found is not None:
        record["published"] = _dated(" ".join(header[found][1].split()))
        if found > 0:
            record["outlet"] = " ".join(header[found - 1][1].split())
    below = [line for _, line in header[0 if found is None else found + 1 :]]
    title = " ".join(" ".join(line for line in below if not line[:1].isspace()).split())
    return {**record, **({"title": title} if title else {})}


def _factiva_record(lines: Sequence[Line]) -> dict[str, object] | None:
    """Fields of an article, with the two letters of each before it where the indexing was saved too, or by their order."""
    texts = [text for _, text in lines]
    coded = _by_code(lines)
    if {"HD", "SN"} <= coded.keys():
        header = {code: " ".join(text for _, text in coded.get(code, ())) for code in ("HD", "SN", "PD", "ET")}
        body = [*coded.get("LP", ()), *coded.get("TD", ())]
        return _factiva_fields(texts, header["HD"], header["SN"], f"{header['PD']} {header['ET']}", body)
    length = next((k for k, text in enumerate(texts) if _FACTIVA_LENGTH.match(text)), None)
    if length is None:
        return None
    above = [text for text in texts[max(0, length - _HEADLINE_LINES) : length] if not _BYLINE.match(text)]
    below = texts[length + 1 : length + 1 + _FACTIVA_HEADER]
    hour = len(below) > 1 and _FACTIVA_HOUR.match(below[1]) is not None
    source = 2 if hour else 1
    notices = [k for k, text in enumerate(below) if _COPYRIGHT.match(text)]
    # Where nobody claims the text, it begins with the first line that is longer than any name.
    start = notices[-1] + 1 if notices else next((k for k, text in enumerate(below) if len(text) > 60), len(below))
    return _factiva_fields(
        texts,
        max(above, key=len, default=""),
        below[source] if len(below) > source else "",
        " ".join(below[:source]),
        [line for line in lines[length + 1 + start :] if not _FACTIVA_END.match(line[1])],
    )


def _factiva_fields(
    texts: Sequence[str], title: str, outlet: str, published: str, body: Sequence[Line]
) -> dict[str, object]:
    end = _FACTIVA_END.match(texts[-1])
    fields = {"id": end["id"] if end else "", "title": title, "outlet": outlet, "published": _dated(published) or ""}
    return {"text": _running(body), **{name: value for name, value in fields.items() if value}}


def _by_code(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Lines of each field; a line without a code of its own belongs to the field before it."""
    found: dict[str, list[Line]] = {}
    current: list[Line] = []
    for number, text in lines:
        match = _FACTIVA_CODE.match(text)
        if match is not None and match["code"] in _FACTIVA_CODES and match["code"] not in found:
            current = found.setdefault(match["code"], [])
            text = match["rest"] or ""
        text = text.strip("| ")
        if text:
            current.append((number, text))
    return found


def _dated(line: str) -> str | None:
    """The date with which a line begins, as it writes it; None where it begins with none."""
    words = line.split()
    if len(words) > _MOST_DATE_WORDS or _YEAR.search(line) is None:
        return None
    for n_words in range(len(words), 0, -1):
        beginning = " ".join(words[:n_words]).rstrip(",;")
        if parse_published(beginning) is not None:
            return beginning
    return None
