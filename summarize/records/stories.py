"""Record of ``summarize stories``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypedDict, cast

from .build import head_record
from .schema import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..corpus import Corpus
    from ..events import Near, Stories


class NearStoryRecord(TypedDict):
    """Another story, and the mean likeness of its documents to those in question, 0-1."""

    id: int
    label: str
    likeness: float


class StoryRecord(TypedDict):
    """A story. ``label``: the headline of ``central``, the document most like the others, verbatim, or its first sentence.

    ``likeness``: mean of two of its documents, 0-1; ``first`` and ``last``: dates of publication.
    """

    id: int
    label: str
    terms: list[str]
    n_documents: int
    documents: list[str]
    central: str
    outlets: dict[str, int]
    first: str | None
    last: str | None
    likeness: float
    nearest: NearStoryRecord | None


class AloneRecord(TypedDict):
    """A document that is in no story, and the story that it is most like."""

    document: str
    outlet: str
    title: str
    published: str | None
    nearest: NearStoryRecord | None


class StoriesRecord(Record):
    """``summarize stories``, largest first; ``alone``: documents that are in no story."""

    stories: list[StoryRecord]
    alone: list[AloneRecord]


def stories_record(
    corpus: Corpus, stories: Stories, headlines: Sequence[str], settings: Mapping[str, Any], model: str
) -> StoriesRecord:
    """Record of the stories of a segmented corpus, `headlines` being one line a document."""

    def near(found: Near | None) -> NearStoryRecord | None:
        if found is None:
            return None
        return {"id": found.story, "label": headlines[stories.central[found.story]], "likeness": found.likeness}

    records: list[StoryRecord] = []
    for k, central in enumerate(stories.central):
        members = [corpus.documents[i] for i in (stories.labels == k).nonzero()[0].tolist()]
        outlets = Counter(document.outlet for document in members)
        # Documents stand by date, those without one last.
        dates = [document.published for document in members if document.published is not None]
        records.append(
            {
                "id": k,
                "label": headlines[central],
                "terms": list(stories.terms[k]),
                "n_documents": len(members),
                "documents": [document.id for document in members],
                "central": corpus.documents[central].id,
                "outlets": dict(sorted(outlets.items(), key=lambda item: (-item[1], item[0]))),
                "first": dates[0] if dates else None,
                "last": dates[-1] if dates else None,
                "likeness": stories.likeness[k],
                "nearest": near(stories.nearest[k]),
            }
        )
    alone: list[AloneRecord] = [
        {
            "document": corpus.documents[i].id,
            "outlet": corpus.documents[i].outlet,
            "title": headlines[i],
            "published": corpus.documents[i].published,
            "nearest": near(found),
        }
        for i, found in stories.alone.items()
    ]
    # Copies are looked for within a story; here only what is word for word the same is known to be one.
    head = head_record("stories", corpus, settings, model, None)
    return cast("StoriesRecord", {**head, "stories": records, "alone": alone})
