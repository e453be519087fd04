"""The record within the page: whole, though the words of a sentence stand there once, in its article."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final

from ...records import report_parts
from ..csv import cell, table
from ..naming import outlets_of
from .columns import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: What a sentence begins with.
_SENTENCE: Final = ("document", "outlet", "start", "stop", "text")

#: Where the sentences of each article stand: the gap before and the length of each, in characters.
_SPANS: Final = "$spans"

#: Half a character, which UTF-8 cannot hold.
_LONE: Final = re.compile("[\ud800-\udfff]")

#: Values that `_Places.lighter` leaves as they are.
_PLAIN: Final = frozenset((str, int, bool))

#: How a key of the record may not begin.
_SIGNS: Final = frozenset("$#")

#: The views of which the page saves the table.
_SAVED: Final = ("coverage", "derivation", "originality", "timeline", "voices", "likeness", "breadth")

_AS_THEY_ARE: Final = ("articles", "corpus", _SPANS)


def embedded(record: Mapping[str, Any]) -> str:
    """Write the record of a report as JSON that may stand in a script element.

    What stands elsewhere already is not said again, which makes it weigh a third: a ``document`` is its number among the
    articles, a ``text`` that is the document's words is ``true``, a sentence of the corpus is ``"$": its number`` and another
    span ``"$": [article, start, stop]``, and lists of records are columns (`columns.packed`). A key of the record that could
    be taken for one of these has a ``$`` before it. `restored` gives the record back, and so does the page. No ``<`` stands
    in it, so nothing within can end the element.

    Parameters
    ----------
    record : mapping

    Returns
    -------
    str
    """
    places = _Places(record)
    light = {key: value if key in _AS_THEY_ARE else places.lighter(value, None) for key, value in record.items()}
    light = {_SPANS: places.gaps(), **light}
    return _written({key: value if key in _AS_THEY_ARE else packed(value) for key, value in light.items()})


def embedded_tables(record: Mapping[str, Any]) -> str:
    """Write the tables that the page saves as CSV, as `docs/tables.md` describes them, as JSON that may stand in a script element.

    Each is its columns and its rows, whose cells are those of CSV; a text that the articles hold, at the span beside it, is ``true``.
    """
    answers, grouped = report_parts(record), record["grouped"]
    tables = {"read": table(answers["read"]), **{view: table(answers["compare"], view) for view in _SAVED}}
    if grouped is not None:
        tables["coverage-by-group"] = table({**answers["compare"], "coverage": grouped["coverage"]})
    texts = {item["id"]: item["text"] for item in record["articles"]}

    def lighter(row: Mapping[str, Any], column: str) -> Any:
        place = [row.get(f"{column.removesuffix('text')}{part}") for part in ("document", "start", "stop")]
        found = cell(row.get(column))
        told = column.endswith("text") and found and texts.get(place[0], "")[slice(*place[1:])] == found
        return True if told else found

    return _written(
        {
            name: [columns, packed([{column: lighter(row, column) for column in columns} for row in rows])]
            for name, (columns, rows) in tables.items()
        }
    )


def _written(value: Any) -> str:
    """JSON in which nothing ends the element that it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    escaped = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)


def restored(text: str) -> dict[str, Any]:
    """Give back the record that `embedded` wrote.

    Examples
    --------
    >>> talks = {"document": "a", "outlet": "Courier", "start": 0, "stop": 12, "text": "Talks began."}
    >>> record = {
    ...     "corpus": {"documents": [{"id": "a", "outlet": "Courier"}]},
    ...     "articles": [{"id": "a", "text": "Talks began."}],
    ...     "themes": {"sentences": [talks]},
    ...     "said": [{**talks, "stop": 5, "text": "Talks"}],
    ... }
    >>> restored(embedded(record)) == record
    True
    """
    light = json.loads(text)
    spans = light.pop(_SPANS)
    articles = list(_articles(light).values())
    ends = [list(accumulate(gaps)) for gaps in spans]
    sentences = [
        (number, *span) for number, of_one in enumerate(ends) for span in zip(of_one[::2], of_one[1::2], strict=True)
    ]
    return {
        key: value if key in _AS_THEY_ARE else _whole(unpacked(value), articles, sentences, None)
        for key, value in light.items()
    }


@dataclass(frozen=True, slots=True)
class _Article:
    number: int
    id: str
    outlet: str
    text: str


def _articles(record: Mapping[str, Any]) -> dict[str, _Article]:
    outlets = outlets_of(record)
    return {
        item["id"]: _Article(n, item["id"], outlets[item["id"]], item["text"])
        for n, item in enumerate(record["articles"])
    }


class _Places:
    """The articles and sentences of a record, and its values in terms of them."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.articles = _articles(record)
        spans: list[list[tuple[int, int]]] = [[] for _ in self.articles]
        for sentence in record["themes"]["sentences"]:
            spans[self.articles[sentence["document"]].number].append((sentence["start"], sentence["stop"]))
        self.spans = [sorted(set(of_one)) for of_one in spans]
        places = [(number, *span) for number, of_one in enumerate(self.spans) for span in of_one]
        self.number = {place: k for k, place in enumerate(places)}

    def gaps(self) -> list[list[int]]:
        """Return, for each article, what lies between the ends of its sentences."""
        ends = [[0, *(end for span in of_one for end in span)] for of_one in self.spans]
        return [[after - before for before, after in pairwise(of_one)] for of_one in ends]

    def lighter(self, value: Any, above: _Article | None) -> Any:
        """Return a value without what the articles say already; ``above``: the article that it is within."""
        # Most values are words and whole numbers, which stand as they are.
        if value is None or type(value) in _PLAIN:
            return value
        if isinstance(value, float):
            rounded = round(value, 6) if math.isfinite(value) else None
            return int(rounded) if rounded is not None and rounded.is_integer() and abs(rounded) < 1e15 else rounded
        if isinstance(value, (list, tuple)):
            return [self.lighter(item, above) for item in value]
        if not isinstance(value, dict):
            return value
        named = value.get("document")
        own = self.articles.get(named) if isinstance(named, str) else None
        article = own or above
        span = None if article is None else _span(value, article.text)
        if span and own is not None and tuple(value)[:5] == _SENTENCE and value["outlet"] == own.outlet:
            more = {_key(key): self.lighter(value[key], own) for key in tuple(value)[5:]}
            return {"$": self.number.get((own.number, *span), [own.number, *span]), **more}
        light: dict[str, Any] = {}
        for key, item in value.items():
            if key == "document" and own is not None:
                light[key] = own.number
            elif key == "text" and span:
                light[key] = True
            else:
                # What looks like a reference and is none.
                plain = not (key == "document" and isinstance(item, (int, float))) and not (
                    key == "text" and item is True
                )
                light[_key(key) if plain else f"${key}"] = self.lighter(item, article)
        return light


def _span(value: Mapping[str, Any], text: str) -> tuple[int, int] | None:
    """Where a value stands in an article, if its text is verbatim what stands there."""
    start, stop, words = value.get("start"), value.get("stop"), value.get("text")
    if not (isinstance(start, int) and isinstance(stop, int) and isinstance(words, str)):
        return None
    return (start, stop) if text[start:stop] == words else None


def _key(key: Any) -> str:
    """A key of the record as it may stand beside ``$`` and ``#``."""
    name = str(key)
    return f"${name}" if name[:1] in _SIGNS else name


def _whole(
    value: Any, articles: Sequence[_Article], sentences: Sequence[tuple[int, ...]], above: _Article | None
) -> Any:
    if isinstance(value, list):
        return [_whole(item, articles, sentences, above) for item in value]
    if not isinstance(value, dict):
        return value
    number = value.get("document")
    whole: dict[str, Any] = {}
    own = articles[number] if isinstance(number, int) else None
    if "$" in value:
        place = value["$"]
        number, start, stop = sentences[place] if isinstance(place, int) else place
        own = articles[number]
        whole = dict(zip(_SENTENCE, (own.id, own.outlet, start, stop, own.text[start:stop]), strict=True))
    article = own or above
    for key, item in value.items():
        if key == "$":
            continue
        if key == "document" and own is not None:
            whole[key] = own.id
        elif key == "text" and item is True and article is not None:
            whole[key] = article.text[value["start"] : value["stop"]]
        else:
            whole[key[1:] if key.startswith("$") else key] = _whole(item, articles, sentences, article)
    return whole
