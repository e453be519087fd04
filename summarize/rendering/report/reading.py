"""An article whole, each sentence an anchor, with what the others say in its margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .claims import support_line
from .story import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .story import Article, Cited, Story

__all__ = ["annotated", "missing"]

#: Facts of others that are listed beside an article.
_MOST_MISSING: Final = 6


def annotated(story: Story, article: Article) -> list[list[dict[str, Any]]]:
    """Return the paragraphs of an article, each a list of sentences and of what stands between them.

    Parameters
    ----------
    story : Story
    article : Article

    Returns
    -------
    list of list of dict
        ``text`` and, for a sentence, ``start``, ``theme``, ``note`` and the ``number`` of its note.
    """
    paragraphs: list[list[dict[str, Any]]] = [[]]
    at = n_notes = 0
    for sentence in [*story.sentences_of[article.id], None]:
        start = len(article.text) if sentence is None else sentence["start"]
        between = visible(article.text[at:start])
        if between.strip():
            paragraphs[-1].append({"text": between.strip("\n"), "start": None})
        if "\n" in between and paragraphs[-1]:
            paragraphs.append([])
        if sentence is None:
            break
        note = _note(story, article, start)
        n_notes += note is not None
        paragraphs[-1].append(
            {
                "gap": " " if between and paragraphs[-1] else "",
                "text": visible(article.text[start : sentence["stop"]]),
                "start": start,
                "theme": sentence["theme"],
                "note": note,
                "number": n_notes,
            }
        )
        at = sentence["stop"]
    return [paragraph for paragraph in paragraphs if paragraph]


def _note(story: Story, article: Article, start: int) -> dict[str, Any] | None:
    """What the others say to this sentence; None where that is nothing."""
    claim = story.claim_of.get((article.id, start))
    if claim is None:
        return None
    others = _one_each(story, claim, article)
    against = [_one_each(story, story.claims[n], article) for n in claim["disputes"] if n in story.claims]
    denied = [cited for group in against for cited in group]
    if denied:
        return {"kind": "disputed", "others": others, "against": denied}
    if others:
        return {"kind": "also", "others": others, "support": support_line(claim["outlets"], claim["independent"])}
    if claim["kind"] == "exclusive":
        return {"kind": "only", "others": []}
    return None


def _one_each(story: Story, claim: Mapping[str, Any], article: Article) -> list[Cited]:
    """The first sentence of each other outlet that states a claim."""
    found: dict[str, Cited] = {}
    for sentence in claim["sentences"]:
        if sentence["outlet"] != article.outlet.name:
            found.setdefault(sentence["outlet"], story.cited(sentence))
    return list(found.values())


def missing(story: Story, article: Article) -> dict[str, Any]:
    """Return the best supported facts of others that no sentence of an article states.

    A copy of the article is no other: what counts is support in several independent texts.
    """
    ours = {c["id"] for s in story.sentences_of[article.id] if (c := story.claim_of.get((article.id, s["start"])))}
    absent = [
        claim
        for claim in story.compare["claims"]
        if claim["kind"] in ("consensus", "shared")
        and claim["id"] not in ours
        and article.outlet.name not in claim["outlets"]
    ]
    n_shared = sum(claim["kind"] in ("consensus", "shared") for claim in story.compare["claims"])
    return {
        "n": len(absent),
        "of": n_shared,
        "claims": [
            (story.cited(claim["sentences"][0]), support_line(claim["outlets"], claim["independent"]))
            for claim in absent[:_MOST_MISSING]
        ],
    }
