"""An article whole, each sentence an anchor; its margin is made from the record when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .story import visible

if TYPE_CHECKING:
    from .story import Article, Story


def paragraphs(story: Story, article: Article) -> list[list[dict[str, Any]]]:
    """Return the paragraphs of an article, each a list of sentences and of what stands between them.

    Parameters
    ----------
    story : Story
    article : Article

    Returns
    -------
    list of list of dict
        ``text`` and ``start``, which is None for what is no sentence; ``gap``: the space before a sentence.
    """
    found: list[list[dict[str, Any]]] = [[]]
    at = 0
    for sentence in [*story.sentences_of[article.id], None]:
        start = len(article.text) if sentence is None else sentence["start"]
        between = visible(article.text[at:start])
        if between.strip():
            found[-1].append({"text": between.strip("\n"), "start": None})
        if "\n" in between and found[-1]:
            found.append([])
        if sentence is None:
            break
        found[-1].append(
            {
                "gap": " " if between and found[-1] else "",
                "text": visible(article.text[start : sentence["stop"]]),
                "start": start,
            }
        )
        at = sentence["stop"]
    return [paragraph for paragraph in found if paragraph]
