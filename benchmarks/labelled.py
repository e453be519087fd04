"""The labelled stories, as the programs here read them: those of ``gold/``, and the 28 others of ``labels/``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from shipped import EXACT

import summarize as sm
from summarize.corpus import Corpus, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["annotators_agree", "facts_of", "gold_files", "gold_story", "other_files", "rows", "together"]

#: Labels made by a language model; its README says how.
LABELS: Final = Path(__file__).parent / "labels"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def gold_story(shared: Path, gold: Path) -> tuple[sm.Analysis, list[dict[str, Any]]]:
    """The story cut into the annotator's own sentences, and the labels in the order of its rows."""
    story = next(s for s in rows(shared / "data" / "stories.jsonl") if s["id"] == gold.stem)
    corpus = Corpus.from_records(story["documents"])
    index = {d.id: i for i, d in enumerate(corpus.documents)}
    labels = sorted(rows(gold), key=lambda r: (index[r["document"]], r["start"]))
    sentences = tuple(Sentence(index[r["document"]], r["start"], r["stop"]) for r in labels)
    return sm.analyse(Corpus(corpus.documents, sentences, corpus.audit), settings=EXACT), labels


def facts_of(labels: list[dict[str, Any]]) -> np.ndarray:
    """The fact of each sentence, -1 for none; shape (n_sentences,)."""
    return np.array([-1 if row["fact"] is None else row["fact"] for row in labels])


def gold_files(shared: Path) -> list[Path]:
    """The files of labels, one a story, by name; the program ends where the development data is not there."""
    if not (shared / "gold").is_dir():
        sys.exit(f"{shared}: expected the development data there (folders data and gold); name it with --shared")
    return sorted((shared / "gold").glob("*.jsonl"))


def other_files() -> list[Path]:
    """The files of labels of the stories that ``gold/`` does not have."""
    return sorted(LABELS.glob("*.jsonl"))


def together(labels: np.ndarray) -> np.ndarray:
    """Which pairs (i < j) have one label; -1 has none."""
    return np.triu((labels[:, None] == labels[None]) & (labels[:, None] >= 0), 1)


def annotators_agree(shared: Path, measure: Callable[[list[dict[str, Any]], list[dict[str, Any]]], float]) -> float:
    """How far the labels of ``labels/again`` agree with those of ``gold/``, mean over the stories that both have.

    Parameters
    ----------
    shared : Path
    measure : callable
        Takes the rows of the one and of the other, those of a sentence at one place.
    """
    found = []
    for path in sorted((LABELS / "again").glob("*.jsonl")):
        ours, theirs = (
            sorted(rows(labels), key=lambda row: (row["document"], row["start"]))
            for labels in (path, shared / "gold" / path.name)
        )
        found.append(measure(theirs, ours))
    return float(np.mean(found))
