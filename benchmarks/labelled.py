"""The labelled stories of ``gold/``, as the programs here read them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
from shipped import EXACT

import summarize as sm
from summarize.corpus import Corpus, Sentence

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["facts_of", "gold_files", "gold_story", "rows"]


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
