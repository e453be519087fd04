"""Corpora and pages for the tests of the report."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import summarize as sm

from .conftest import RECORDS, SmallEncoder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: What must do no harm, in every field that a source may fill.
SCRIPT = "<script>window.harmed = 1</script>"
HANDLER = '"><img src=x onerror="window.harmed = 1">'
HOSTILE: list[dict[str, Any]] = [
    {
        "id": f"bad-1{SCRIPT}",
        "outlet": f"Evil{HANDLER}",
        "title": f"{{{{ 7 * 7 }}}} {SCRIPT} </title></script>",
        "published": "2025-03-04T09:00:00+00:00",
        "url": "javascript:window.harmed=1",
        "text": f"The grain treaty {SCRIPT} was not signed on Monday. A minister said </script><svg onload=window.harmed=1> to the "
        f"press at the harbour. <!-- The second round {HANDLER} of talks is planned. ]]> The price of grain rose in the capital.",
    },
    {
        "id": "bad-2",
        "outlet": "\u202eretsoP gninroM\u202d",
        "title": "\u202eTreaty \u2066turned",
        "published": "2025-03-04T10:00:00+00:00",
        "url": "data:text/html,<script>window.harmed=1</script>",
        "text": "The talks on the \u202egrain treaty ended\u202c without a signature. The minister \x07 rang a bell at the harbour. "
        "\U0001f33e\U0001f33e Grain rose again in the capital this week. Barges waited at the port.",
    },
    {
        "id": "bad-3",
        "outlet": "O" * 3000,
        "title": "T" * 5000,
        "published": None,
        "url": "https://ok.example/a?x=\"onclick='window.harmed=1'",
        "text": "The treaty was discussed in the harbour palace. "
        + "W" * 1_000_000
        + " and then it ended in the harbour.",
    },
    {
        "id": "__proto__",
        "outlet": "constructor",
        "title": '=HYPERLINK("https://elsewhere.example","grain")',
        "published": "2025-03-04T11:00:00+00:00",
        "url": "javascript://ok.example/%0Awindow.harmed=1",
        "language": 'en" onload="window.harmed=1',
        "text": "<!--<script> The grain treaty was not signed in the harbour palace. \u2028<template><base href=https://elsewhere.example/> said the "
        "minister of grain.\u2029 @import url(https://elsewhere.example/a.css); the barges waited at the port. "
        + "H\u0335\u0321\u034f" * 4000
        + " The price of grain rose in the capital by ${window.harmed=1} {% raw %} per cent.",
    },
    {
        "id": "toString",
        "outlet": "__proto__",
        "title": "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
        "published": "2025-03-04T12:00:00+00:00",
        "url": "https://ok.example\u2028/<a>",
        "text": 'The talks on the grain treaty ended without a signature. "<style>*{display:none}</style>" said the minister at the harbour. '
        "&lt;img src=x onerror=window.harmed=1&gt; rose again in the capital this week.",
    },
    {
        "id": "good-ar",
        "outlet": "صحيفة الميناء",
        "title": "المحادثات انتهت بلا توقيع",
        "published": "2025-03-04",
        "url": "https://harbour.example/ar",
        "text": "انتهت المحادثات بشأن معاهدة الحبوب في قصر الميناء. وقال الوزير إن الجولة الثانية ستعقد الأسبوع المقبل.",
    },
]


def report_of(corpus: sm.Corpus | Sequence[dict[str, Any]] = RECORDS, **options: Any) -> dict[str, Any]:
    analysis = sm.analyse(
        corpus if isinstance(corpus, sm.Corpus) else sm.Corpus.from_records(corpus),
        encoder=SmallEncoder(),
        cache=sm.NoCache(),
        seeds=["barges port authority fee"],
    )
    return dict(sm.report(analysis, **options).to_dict())


def compared(record: Mapping[str, Any], **views: Any) -> dict[str, Any]:
    """The record of a report with other rows of some views, and what follows from them at a glance."""
    compare = {**record["compare"], **views}
    compare.pop("glance", None)
    return {**record, "compare": compare}


def data_of(page: str) -> str:
    """What the page carries for its script."""
    (found,) = re.findall(r'<script type="application/octet-stream" id="data">(.*?)</script>', page, re.S)
    return str(found)


def carried(data: str) -> dict[str, Any]:
    """The record and the tables that a page carries, as its script restores them."""
    content: dict[str, Any] = json.loads(zlib.decompress(b64decode(data)))
    texts = {article["id"]: article["text"] for article in content["record"]["articles"]}

    def restore(value: Any) -> None:
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            restore(item)
        if isinstance(value, dict) and value.get("text") is True:
            value["text"] = texts[value["document"]][value["start"] : value["stop"]]

    restore(content)
    return content
