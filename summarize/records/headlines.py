"""What the outlets put over their articles: of each the headline of the one that has most in common with the others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ..lexical import tokens
from .glance import is_sole, outlets_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .glance import HeadlineGlanceRecord, HeadlinesGlanceRecord

#: Headlines shown.
_MOST: Final = 6


def headlines(record: Mapping[str, Any]) -> HeadlinesGlanceRecord:
    """Lay the headlines of the outlets side by side; of a corpus of one outlet those of its articles.

    Parameters
    ----------
    record : mapping
        Record of a comparison; ``corpus`` and ``claims`` are looked at.

    Returns
    -------
    HeadlinesGlanceRecord
        An outlet of several articles has the headline of the one that states most claims of several outlets. Such headlines go first, those over other texts before
        another one over the same; of equals, in the order of the corpus. One headline of several outlets stands once.

    Notes
    -----
    One pass over the sentences of the claims of several outlets.
    """
    shown, sole = outlets_shown(record), is_sole(record)
    common: Counter[str] = Counter()
    for claim in record["claims"]:
        if len(claim["outlets"]) > 1:
            common.update({sentence["document"] for sentence in claim["sentences"]})
    documents = [d for d in record["corpus"]["documents"] if d["outlet"] in shown and d.get("title")]
    first_of: dict[str, Mapping[str, Any]] = {}
    for document in sorted(documents, key=lambda d: -common[d["id"]]):
        first_of.setdefault(document["id"] if sole else document["outlet"], document)
    texts: set[int] = set()
    over_others: list[Mapping[str, Any]] = []
    over_the_same: list[Mapping[str, Any]] = []
    for document in first_of.values():
        text = document.get("copy_group")
        (over_the_same if text in texts else over_others).append(document)
        texts.update(() if text is None else (text,))
    found: dict[tuple[str, ...], HeadlineGlanceRecord] = {}
    for document in (*over_others, *over_the_same):
        words, outlet = tuple(tokens(document["title"])), document["outlet"]
        head = found.setdefault(words, {"document": document["id"], "title": document["title"], "outlets": []})
        head["outlets"] += [outlet] if outlet not in head["outlets"] else []
    return {"n": len(found), "headlines": list(found.values())[:_MOST]}
