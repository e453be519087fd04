"""A corpus of any size from real text: the events of `../shared`, told anew by many outlets, for `scaling.py`.

An event is a real story with names and numbers of its own. Its articles are put together from the paragraphs of that story, some
of the words of each changed, so that they say the same in other words; one article in eight prints most of an earlier one of its event.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from summarize.similarity import unit_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["HashedWords", "records"]

SOURCES: Final = ("stories", "roundups", "wire_reuse")

N_OUTLETS, ARTICLES_AN_EVENT, PARAGRAPHS = 40, 20, (6, 14)

#: Sentences of such an article, a little under the average: a million asked for is a million and some.
_SENTENCES: Final = 15

#: Of the words of a paragraph that is told again, the share that is another word.
_CHANGED: Final = 0.15

_WORD: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|\s+|_")


def paragraphs(shared: Path) -> list[list[str]]:
    """The paragraphs of each real story that has some."""
    found = []
    for name in SOURCES:
        for line in (shared / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            lines = [part.strip() for d in json.loads(line)["documents"] for part in d["text"].splitlines()]
            kept = list(dict.fromkeys(part for part in lines if part.endswith((".", '"', "”")) and len(part) > 60))
            if len(kept) >= PARAGRAPHS[1]:
                found.append(kept)
    return found


class _Teller:
    """Tells paragraphs in the words of one event."""

    def __init__(self, names: Sequence[str], words: Sequence[str], shares: NDArray[np.float64]) -> None:
        self.names, self.words, self.shares = names, words, shares
        self.place = {name: i for i, name in enumerate(names)}

    def tell(self, paragraph: str, event: int, draw: np.random.Generator) -> str:
        """A paragraph with the event's names and numbers, and some other words."""
        pieces = _WORD.findall(paragraph)
        changed = draw.random(len(pieces)) < _CHANGED
        others = iter(np.searchsorted(self.shares, draw.random(int(changed.sum()))).tolist())
        told = []
        for i, (piece, change) in enumerate(zip(pieces, changed.tolist(), strict=True)):
            other = next(others) if change else 0
            if piece.isdigit():
                told.append(str((int(piece) * 7 + event * 13) % 10 ** len(piece)) if event else piece)
            elif piece in self.place and i:
                told.append(self.names[(self.place[piece] + event * 31) % len(self.names)])
            elif change and piece.islower() and len(piece) > 3:
                told.append(self.words[other])
            else:
                told.append(piece)
        return "".join(told)


def records(shared: Path, n_sentences: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """Documents that hold about that many sentences: fifteen in each and a little more.

    Parameters
    ----------
    shared : Path
        The development data.
    n_sentences : int
    seed : int

    Yields
    ------
    dict of str to str
        A document under the names of the interface; the first ones are the same for every size.
    """
    stories = paragraphs(shared)
    counts = Counter(word for story in stories for part in story for word in _WORD.findall(part))
    capitalised = [w for w in counts if len(w) > 3 and w[0].isupper() and w[1:].islower()]
    names = sorted(w for w in capitalised if counts[w] > 2 * counts[w.lower()])
    words = sorted(w for w, n in counts.items() if n > 2 and w.islower() and len(w) > 3)
    shares = np.cumsum([counts[w] for w in words], dtype=np.float64)
    teller = _Teller(names, words, shares / shares[-1])
    n_documents = max(2, n_sentences // _SENTENCES)
    for event in range(-(-n_documents // ARTICLES_AN_EVENT)):
        draw = np.random.default_rng((seed, event))
        story = stories[event % len(stories)]
        printed: list[list[str]] = []
        for number in range(min(ARTICLES_AN_EVENT, n_documents - event * ARTICLES_AN_EVENT)):
            if number % 8 == 7:
                source = printed[int(draw.integers(len(printed)))]
                body = [part for part in source if draw.random() < 0.8] or source
            else:
                chosen = draw.choice(len(story), int(draw.integers(*PARAGRAPHS)), replace=False)
                body = [teller.tell(story[k], event, draw) for k in sorted(chosen.tolist())]
            printed.append(body)
            outlet = int((N_OUTLETS + 1) ** draw.random()) - 1
            day, hour, minute = (event // 80) % 28 + 1, int(draw.integers(24)), int(draw.integers(60))
            month = (event // 2240) % 12 + 1
            yield {
                "id": f"event-{event:05d}-{number:02d}",
                "outlet": f"Outlet {outlet:02d}",
                "title": body[0][:70],
                "published": f"2025-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:00+00:00",
                "url": "",
                "language": "en",
                "text": "\n\n".join(body),
            }


class HashedWords:
    """Stands for a model where a model would take hours: the mean of a random vector a word. Deterministic.

    Sentences that share rare words are near, others are not; so neighbours mean something, as behind a model.
    """

    identity = "hashed-words/384"
    n_dims = 384
    _rows = 1 << 15

    def __init__(self) -> None:
        # A direction that all share, as the sentences of a language model's have one.
        self._table = np.random.default_rng(0).standard_normal(
            (self._rows, self.n_dims), dtype=np.float32
        ) + np.float32(0.15)
        self._known: dict[str, int] = {}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, shape (n_texts, n_dims)."""
        from zlib import crc32

        import scipy.sparse as sp

        rows: list[int] = []
        weights: list[float] = []
        starts = [0]
        known = self._known
        for text in texts:
            for word in text.casefold().split():
                row = known.get(word)
                if row is None:
                    row = known[word] = crc32(word.encode("utf-8", "replace")) % self._rows
                rows.append(row)
                # Short words say little.
                weights.append(min(len(word), 8) ** 2)
            starts.append(len(rows))
        held = sp.csr_array((np.array(weights, dtype=np.float32), rows, starts), shape=(len(texts), self._rows))
        vectors = np.asarray(held @ self._table, dtype=np.float32)
        return unit_rows(vectors)
