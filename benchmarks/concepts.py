"""How much each fact about a pair of words tells of whether a human summary holds it, fitted on one set and held against the other.

And what it costs longer briefs to tell something of each theme that nearly all outlets have, at several worths of such a theme.

Writes ``benchmarks/results/concepts.json`` and tables in ``docs/summaries.md``. The settings that ship (`SummarySettings`) are the mean of the two fits, rounded.

usage: python benchmarks/concepts.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from pages import save, write_tables
from shipped import QUICK

import summarize as sm
from summarize.corpus import Corpus
from summarize.evaluation.rouge import rouge
from summarize.lexical import stems, tokens
from summarize.ranking import centroid_scores
from summarize.reading.dataset import ReferencedStory, read_dataset
from summarize.settings import SummarySettings
from summarize.summary import summarise
from summarize.summary.belonging import shared_themes
from summarize.summary.concepts import facts, find_concepts
from summarize.themes.evidence import first_showings

if TYPE_CHECKING:
    from numpy.typing import NDArray

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "concepts.json"
DOC = HERE.parent / "docs" / "summaries.md"

#: Data and the budgets at which a fit is judged.
SETS = {"multiling.english": (100, 250), "roundups": (60,)}
SLOPES = ("agreement", "votes", "headline", "middle")

#: Worths of a theme that nearly all outlets have, and budgets with room for it. `multiling.english` names no outlets.
THEME_WORTHS = (0.0, 0.3, 0.6, 1.0)
ROOMY = {"roundups": (100, 150, 200)}


def examples(story: ReferencedStory, analysis: sm.Analysis) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Facts of every concept of a story, and the share of its references that hold it."""
    corpus = analysis.corpus
    _, weights = first_showings(corpus.texts)
    text_group = analysis.copies.group_of[corpus.document_of]
    concepts = find_concepts(corpus, text_group, weights)
    centrality = centroid_scores(analysis.embeddings.vectors, weights)
    held = [set(pairwise(stems(tokens(reference), "en"))) for reference in story.references]
    names = [(concepts.words[a], concepts.words[b]) for a, b in concepts.pairs.tolist()]
    share = np.array([np.mean([name in reference for reference in held]) for name in names])
    return facts(concepts, corpus.position_of, text_group, centrality), share


def fit(stories: list[tuple[NDArray[np.float64], NDArray[np.float64]]]) -> dict[str, float]:
    """Settings by logistic regression, every story with the same weight."""
    from sklearn.linear_model import LogisticRegression

    X = np.vstack([found for found, _ in stories])
    share = np.concatenate([held for _, held in stories])
    weight = np.concatenate([np.full(len(held), 1 / len(held)) for _, held in stories])
    weight *= len(weight) / weight.sum()
    model = LogisticRegression(max_iter=5000).fit(
        np.vstack((X, X)),
        np.repeat([1, 0], len(share)),
        sample_weight=np.concatenate((weight * share, weight * (1 - share))),
    )
    slopes = dict(zip(SLOPES, model.coef_[0].round(3).tolist(), strict=True))
    return {"constant": round(float(model.intercept_[0]), 3), **slopes}


def settings_of(fitted: dict[str, float]) -> SummarySettings:
    return SummarySettings(
        constant=fitted["constant"],
        agreement=fitted["agreement"],
        votes=fitted["votes"],
        headline=fitted["headline"],
        middle=fitted["middle"],
    )


def measured(
    stories: list[ReferencedStory], analyses: list[sm.Analysis], max_words: int, settings: SummarySettings
) -> tuple[float, int, int]:
    """Mean ROUGE-2 recall of briefs chosen with some settings; themes that nearly all outlets have and that a brief tells of; and all such themes."""
    found = []
    told = shared = 0
    for story, analysis in zip(stories, analyses, strict=True):
        corpus = analysis.corpus
        summary = summarise(
            corpus,
            analysis.embeddings,
            analysis.themes,
            analysis.copies.group_of,
            max_words=max_words,
            claim_of=analysis.claims.claim_of,
            corroboration=analysis.claims.corroboration,
            settings=settings,
        )
        text = "\n".join(corpus.text_of(item.sentence) for item in summary.chosen)
        score = rouge(text, story.references, max_words=max_words, measures=("rouge_2",))
        found.append(score["rouge_2"].recall)
        of_theme = shared_themes(corpus, analysis.themes.labels)
        told += int((of_theme[[item.sentence for item in summary.chosen]].sum(axis=0) > 0).sum())
        shared += of_theme.shape[1]
    return round(float(np.mean(found)), 4), told, shared


def table(results: dict[str, Any]) -> str:
    keys = list(next(iter(results["rouge_2_recall"].values())))
    lines = ["| log-odds | constant | texts (log) | votes (log) | headline | centrality |", "|---" + "|---:" * 5 + "|"]
    rows = {**results["fits"], "mean of the two": results["mean"], "shipped": results["shipped"]}
    lines += [
        f"| {name} | " + " | ".join(f"{value:.2f}" for value in row.values()) + " |" for name, row in rows.items()
    ]
    lines += ["", "| ROUGE-2 recall, weights | " + " | ".join(keys) + " |", "|---" + "|---:" * len(keys) + "|"]
    for label, found in results["rouge_2_recall"].items():
        lines.append(f"| {label} | " + " | ".join(f"{100 * found[key]:.1f}" for key in keys) + " |")
    return "\n".join(lines)


def theme_table(rows: dict[str, dict[str, Any]]) -> str:
    """ROUGE-2 recall, and shared themes told, by the worth of such a theme."""
    keys = list(next(iter(rows.values())))
    lines = ["| worth of a theme | " + " | ".join(f"{key}: ROUGE-2 | themes told" for key in keys) + " |"]
    lines.append("|---:" * (1 + 2 * len(keys)) + "|")
    for name, found in rows.items():
        cells = (f"{100 * v['rouge_2_recall']:.1f} | {v['told']} of {v['shared']}" for v in found.values())
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    shared: Path = parser.parse_args().shared
    if not (shared / "data").is_dir():
        print(f"{shared}: expected the development data there; name it with --shared", file=sys.stderr)
        return 1
    stories = {name: list(read_dataset(shared / "data" / f"{name}.jsonl")) for name in SETS}
    analyses = {
        name: [sm.analyse(Corpus.from_records(story.documents), settings=QUICK) for story in found]
        for name, found in stories.items()
    }
    fits = {name: fit([examples(s, a) for s, a in zip(stories[name], analyses[name], strict=True)]) for name in SETS}
    mean = {key: round(float(np.mean([fits[name][key] for name in SETS])), 2) for key in next(iter(fits.values()))}
    shipped = SummarySettings()
    tried = {f"fitted on {name}": settings_of(found) for name, found in fits.items()}
    tried |= {"mean of the fits": settings_of(mean), "shipped": shipped}
    scores: dict[str, dict[str, float]] = {}
    for label, settings in tried.items():
        scores[label] = {
            f"{name}, {n} words": measured(stories[name], analyses[name], n, settings)[0]
            for name, budgets in SETS.items()
            for n in budgets
        }
        print(label, scores[label], file=sys.stderr, flush=True)
    themed: dict[str, dict[str, Any]] = {}
    for worth in THEME_WORTHS:
        settings = SummarySettings(shared_theme=worth)
        label = f"{worth} (shipped)" if worth == shipped.shared_theme else str(worth)
        themed[label] = {}
        for name, budgets in ROOMY.items():
            for n in budgets:
                score, told, of = measured(stories[name], analyses[name], n, settings)
                themed[label][f"{name}, {n} words"] = {"rouge_2_recall": score, "told": told, "shared": of}
        print(label, themed[label], file=sys.stderr, flush=True)
    now = {name: getattr(shipped, name) for name in ("constant", *SLOPES)}
    results: dict[str, Any] = {"fits": fits, "mean": mean, "shipped": now, "rouge_2_recall": scores, "themes": themed}
    save(RESULTS, results)
    write_tables(DOC, {"concepts": table(results), "shared-themes": theme_table(themed)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
