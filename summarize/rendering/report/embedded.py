"""The record within the page: whole, though the words of a sentence stand there once, in its article."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["embedded", "restored"]

#: What a sentence begins with.
_SENTENCE: Final = ("document", "outlet", "start", "stop", "text")

_AS_THEY_ARE: Final = ("articles", "corpus")


def embedded(record: Mapping[str, Any]) -> str:
    """Write the record of a report as JSON that may stand in a script element.

    What an article says already is not said again, which makes the page weigh half: a ``document`` is its number among the
    articles, a ``text`` that is the document's words is ``true``, and a sentence (document, outlet, start, stop, text) is
    ``"$": [number, start, stop]``. `restored` gives the record back, and so does the page. No ``<`` stands in it, so nothing
    within can end the element.

    Parameters
    ----------
    record : mapping

    Returns
    -------
    str
    """
    articles = _articles(record)
    light = {key: value if key in _AS_THEY_ARE else _lighter(value, articles, None) for key, value in record.items()}
    text = json.dumps(light, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    escaped = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return "".join(c if not 0xD800 <= ord(c) <= 0xDFFF else f"\\u{ord(c):04x}" for c in escaped)


def restored(text: str) -> dict[str, Any]:
    """Give back the record that `embedded` wrote.

    Examples
    --------
    >>> record = {
    ...     "corpus": {"documents": [{"id": "a", "outlet": "Courier"}]},
    ...     "articles": [{"id": "a", "text": "Talks began."}],
    ...     "said": [{"document": "a", "outlet": "Courier", "start": 0, "stop": 5, "text": "Talks"}],
    ... }
    >>> restored(embedded(record)) == record
    True
    """
    light = json.loads(text)
    articles = list(_articles(light).values())
    return {key: value if key in _AS_THEY_ARE else _whole(value, articles, None) for key, value in light.items()}


@dataclass(frozen=True, slots=True)
class _Article:
    number: int
    id: str
    outlet: str
    text: str


def _articles(record: Mapping[str, Any]) -> dict[str, _Article]:
    outlets = {d["id"]: d["outlet"] for d in record["corpus"]["documents"]}
    return {
        item["id"]: _Article(n, item["id"], outlets[item["id"]], item["text"])
        for n, item in enumerate(record["articles"])
    }


def _lighter(value: Any, articles: Mapping[str, _Article], above: _Article | None) -> Any:
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return [_lighter(item, articles, above) for item in value]
    if not isinstance(value, dict):
        return value
    named = value.get("document")
    own = articles.get(named) if isinstance(named, str) else None
    article = own or above
    light = {str(key): _lighter(item, articles, article) for key, item in value.items()}
    if own is not None:
        light["document"] = own.number
    start, stop = light.get("start"), light.get("stop")
    if (
        article is not None
        and isinstance(start, int)
        and isinstance(stop, int)
        and isinstance(light.get("text"), str)
        and article.text[start:stop] == light["text"]
    ):
        light["text"] = True
        if own is not None and tuple(light)[:5] == _SENTENCE and light["outlet"] == own.outlet:
            return {"$": [own.number, start, stop], **{key: light[key] for key in tuple(light)[5:]}}
    return light


def _whole(value: Any, articles: Sequence[_Article], above: _Article | None) -> Any:
    if isinstance(value, list):
        return [_whole(item, articles, above) for item in value]
    if not isinstance(value, dict):
        return value
    if "$" in value:
        number, start, stop = value["$"]
        own = articles[number]
        words = (own.id, own.outlet, start, stop, own.text[start:stop])
        more = {key: _whole(item, articles, own) for key, item in value.items() if key != "$"}
        return {**dict(zip(_SENTENCE, words, strict=True)), **more}
    number = value.get("document")
    own = articles[number] if isinstance(number, int) else None
    article = own or above
    whole = {key: _whole(item, articles, article) for key, item in value.items()}
    if own is not None:
        whole["document"] = own.id
    if article is not None and whole.get("text") is True:
        whole["text"] = article.text[whole["start"] : whole["stop"]]
    return whole
