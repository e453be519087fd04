"""Questions to real stories: whether the first sentence of a brief of 60 words holds the answer, and whether any does.

The questions stand in ``benchmarks/questions.toml`` with a pattern that an answer holds. Every second story by name, from the first on, was in view when it was
chosen what a sentence of the asked kind is worth; the others were not. Writes ``benchmarks/results/focus.json`` and the table in ``docs/summaries.md``.

usage: python benchmarks/focus.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

import numpy as np
from pages import commit, save, write_tables
from shipped import QUICK, model_identity

import summarize as sm
from summarize.lexical import word_count
from summarize.outside import outside_of
from summarize.summary import focus
from summarize.summary import questions as asking
from summarize.terms import word_shares

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "focus.json"
DOC = HERE.parent / "docs" / "summaries.md"

WORDS: Final = 60


def questions(shared: Path) -> Iterator[tuple[bool, sm.Analysis, str, str]]:
    """Whether a story was in view, its analysis, a question and the pattern of its answer."""
    asked = tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))
    lines = (shared / "data" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    stories = {story["id"]: story["documents"] for story in map(json.loads, lines)}
    for number, name in enumerate(sorted(asked)):
        # A brief that was kept would be the same with the kind of the answer and without.
        analysis = sm.analyse(sm.Corpus.from_records(stories[name]), settings=QUICK, cache=sm.NoCache())
        for question, answer in asked[name].items():
            yield number % 2 == 0, analysis, question, answer


def ours(analysis: sm.Analysis, question: str) -> list[str]:
    return [sentence.text for sentence in sm.brief(analysis, max_words=WORDS, focus=question)]


def without_the_kind(analysis: sm.Analysis, question: str) -> list[str]:
    def none(_question: str, texts: list[str], _languages: list[str]) -> NDArray[np.bool_]:
        return np.zeros(len(texts), dtype=bool)

    with patch.object(focus, "answering_kind", none), patch.object(asking, "speaker_asked", return_value=None):
        return ours(analysis, question)


def ranked(score: Callable[[sm.Analysis, str], NDArray[np.float64]]) -> Callable[[sm.Analysis, str], list[str]]:
    """The sentences with the highest score, none twice, as many as the budget holds."""

    def answers(analysis: sm.Analysis, question: str) -> list[str]:
        corpus = analysis.corpus
        scores = np.where(outside_of(corpus), -np.inf, score(analysis, question))
        found: list[str] = []
        left = WORDS
        for i in np.argsort(-scores, kind="stable").tolist():
            text = corpus.text_of(i)
            if word_count(text) <= left and text not in found and np.isfinite(scores[i]):
                found.append(text)
                left -= word_count(text)
        return found

    return answers


def by_meaning(analysis: sm.Analysis, question: str) -> NDArray[np.float64]:
    return np.asarray(analysis.embeddings.vectors @ analysis.embed_texts([question]).vectors[0], dtype=np.float64)


def by_words(analysis: sm.Analysis, question: str) -> NDArray[np.float64]:
    return word_shares(question, analysis.corpus.texts, ["en"] * len(analysis.corpus.texts))


def chance(analysis: sm.Analysis, answer: str) -> float:
    """Share of a story's sentences that hold an answer."""
    corpus = analysis.corpus
    rows = np.flatnonzero(~outside_of(corpus)).tolist()
    return sum(re.search(answer, corpus.text_of(i)) is not None for i in rows) / len(rows)


METHODS: Final = {
    "**summarize**": ours,
    "the same, whatever kind of answer is asked for": without_the_kind,
    "cosine to the question (semantic search), same model": ranked(by_meaning),
    "the question's words, rare ones counting more": ranked(by_words),
}


def table(results: dict[str, dict[str, dict[str, int]]], drawn: dict[str, float]) -> str:
    n = {half: next(iter(results.values()))[half]["questions"] for half in ("in view", "others")}
    lines = [
        (
            f"| answered | first sentence, {n['in view']} questions in view | first sentence, {n['others']} others "
            f"| within {WORDS} words, in view | others |"
        ),
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, by_half in results.items():
        cells = [str(by_half[half][what]) for what in ("first", "within") for half in ("in view", "others")]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines.append(f"| a sentence drawn by lot | {drawn['in view']:.0f} | {drawn['others']:.0f} | | |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    results = {
        name: {half: {"questions": 0, "first": 0, "within": 0} for half in ("in view", "others")} for name in METHODS
    }
    drawn = {"in view": 0.0, "others": 0.0}
    for seen, analysis, question, answer in questions(options.shared):
        drawn["in view" if seen else "others"] += chance(analysis, answer)
        for name, method in METHODS.items():
            held = [re.search(answer, text) is not None for text in method(analysis, question)]
            counts = results[name]["in view" if seen else "others"]
            counts["questions"] += 1
            counts["first"] += held[:1] == [True]
            counts["within"] += any(held)
    save(RESULTS, {"commit": commit(), "model": model_identity(), "words": WORDS, "methods": results, "drawn": drawn})
    write_tables(DOC, {"focus": table(results, drawn)})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
