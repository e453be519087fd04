"""Fit and measure silences: of how many articles it is rightly said that no sentence of theirs is on a claim.

The sentences of the labelled stories of ``gold/`` are numbered by the fact that they state. Each fact is held against every article that
copies none of those that state it, the article's own sentences taken out of the claim: by the labels it is silent if it has no sentence of the
fact. Beside these stand the claims as the program finds them, each with the fact of most of its sentences. Fits the weights of
`summarize/comparison/echoes.toml`, after measuring them on each story with weights fitted to the others. Then the claims that are said
to be of one text alone are held against the labels, and so are those of them that stand at a glance, with the weights that are shipped,
here and on the 28 other stories of ``labels/``. Writes
``benchmarks/results/omissions.json``, the weights, and the table in ``docs/comparison.md``.

usage: python benchmarks/omissions.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from claims import load
from labelled import gold_files, other_files
from pages import save, write_tables

import summarize as sm
from summarize.comparison.alignment.finding import find_alignments
from summarize.comparison.claims import find_claims
from summarize.comparison.echoes import ECHO_EVIDENCE, SHIPPED, echo_evidence, read_echo_model
from summarize.comparison.logistic import Logistic
from summarize.settings import CoverageSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claims import Story

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "omissions.json"
DOC = HERE.parent / "docs" / "comparison.md"

#: What makes a claim of one text exclusive: the bar below which another outlet does not state it in other words.
ALONE = {
    "by pairs of sentences, and by figures": 1.0,
    "shipped: and by all that others published": CoverageSettings().unstated_below,
}

#: Of the last the lines that stand at a glance.
GLANCE = "lines at a glance, as shipped"

#: Texts that must state a fact for its absence to be looked at; and those from which it serves the fit.
MOST, LEAST = CoverageSettings().min_elsewhere, 2


@dataclass(frozen=True, eq=False)
class Case:
    """A claim and an article: whether the article states it by the labels, and what the program has of it.

    ``stated``: it holds a sentence of a claim with these sentences; ``aligned``: a sentence that is aligned with one of them, or that gives their figures.
    """

    story: str
    n_texts: int
    states: bool
    stated: bool
    aligned: bool
    evidence: np.ndarray


def aligned_with(story: Story) -> dict[int, set[int]]:
    """Sentences that are aligned with each, copies included."""
    analysis = story.analysis
    found: dict[int, set[int]] = {}
    for item in find_alignments(analysis.corpus, analysis.embeddings, analysis.copies.group_of).items:
        for i in (item.first, *item.first_copies):
            for j in (item.second, *item.second_copies):
                found.setdefault(i, set()).add(j)
                found.setdefault(j, set()).add(i)
    return found


def cases(story: Story, said: Callable[[int], Iterator[tuple[list[int], list[int], bool]]]) -> list[Case]:
    """Claims held against each article: `said` gives their sentences in other texts, those that surely state them, and whether the article does."""
    corpus, claim_of = story.analysis.corpus, story.analysis.claims.claim_of
    group, near = story.analysis.copies.group_of, aligned_with(story)
    found = []
    for d in range(len(corpus.documents)):
        held = [(sentences, firm, states) for sentences, firm, states in said(d) if sentences]
        texts = [len({int(group[corpus.document_of[i]]) for i in firm}) for _, firm, _ in held]
        held, texts = [h for h, n in zip(held, texts, strict=True) if n >= LEAST], [n for n in texts if n >= LEAST]
        alone = np.where(np.arange(len(corpus.documents)) == d, 0, -1)
        evidence, _, _, figured = echo_evidence(
            corpus, story.analysis.embeddings.vectors, [s for s, _, _ in held], alone
        )
        own = set(np.flatnonzero(corpus.document_of == d).tolist())
        for k, (sentences, _, states) in enumerate(held):
            claims = {int(claim_of[i]) for i in sentences} - {-1}
            found.append(
                Case(
                    story.name,
                    texts[k],
                    states,
                    any(int(claim_of[i]) in claims for i in own),
                    bool(figured[k, 0]) or any(near.get(i, set()) & own for i in sentences),
                    evidence[k, 0],
                )
            )
    return found


def facts(story: Story) -> list[Case]:
    """Facts by the labels, each without the sentences of the article and of its copies."""
    corpus, group = story.analysis.corpus, story.analysis.copies.group_of

    def said(d: int) -> Iterator[tuple[list[int], list[int], bool]]:
        for fact in np.unique(story.facts[story.facts >= 0]).tolist():
            sentences = np.flatnonzero(story.facts == fact)
            documents = corpus.document_of[sentences]
            elsewhere = sentences[group[documents] != group[d]].tolist()
            yield elsewhere, elsewhere, bool((documents == d).any())

    return cases(story, said)


def claims(story: Story) -> list[Case]:
    """Claims as the program finds them, where most of the sentences that surely state them have a label, and articles without a sentence of them."""
    corpus, group = story.analysis.corpus, story.analysis.copies.group_of

    def said(d: int) -> Iterator[tuple[list[int], list[int], bool]]:
        for claim in story.analysis.claims.items:
            fact, _ = Counter(story.facts[list(claim.firm)].tolist()).most_common(1)[0]
            documents = corpus.document_of[list(claim.sentences)]
            if fact >= 0 and claim.firm_independent >= LEAST and d not in documents:
                sentences = [i for i in claim.sentences if group[corpus.document_of[i]] != group[d]]
                firm = [i for i in sentences if i in claim.firm]
                yield sentences, firm, bool((story.facts[corpus.document_of == d] == fact).any())

    return cases(story, said)


def fit(found: list[Case]) -> Logistic:
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    evidence, states = np.array([case.evidence for case in found]), np.array([case.states for case in found])
    scaler = StandardScaler().fit(evidence)
    model = LogisticRegression(C=0.3, max_iter=1000).fit(scaler.transform(evidence), states)
    raw = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (raw * scaler.mean_).sum())
    named = {name: round(float(weight), 4) for name, weight in zip(ECHO_EVIDENCE, raw, strict=True)}
    return Logistic("benchmarks/omissions.py", round(intercept, 4), named)


def scores(found: list[Case], silent: list[bool]) -> dict[str, float]:
    """Of the silences called how many are silent by the labels, and of those how many are called."""
    called = [case for case, quiet in zip(found, silent, strict=True) if quiet]
    right, truly = sum(not case.states for case in called), sum(not case.states for case in found)
    return {
        "n_cases": len(found),
        "n_called": len(called),
        "n_wrong": len(called) - right,
        "precision": round(right / max(len(called), 1), 4),
        "recall": round(right / max(truly, 1), 4),
    }


def measure(stories: list[Story]) -> tuple[dict[str, Any], Logistic]:
    by_labels = {story.name: facts(story) for story in stories}
    by_program = {story.name: claims(story) for story in stories}
    bar = CoverageSettings().unstated_below
    others = {
        name: fit([case for other, found in by_labels.items() if other != name for case in found]) for name in by_labels
    }
    results: dict[str, Any] = {"bar": bar, "n_texts": MOST}
    for name, tables in (("facts by the labels", by_labels), ("claims as the program finds them", by_program)):
        found = [case for rows in tables.values() for case in rows if case.n_texts >= MOST]
        perhaps = [float(others[case.story].probabilities(case.evidence)) for case in found]
        quiet = [not case.stated for case in found]
        calm = [q and not case.aligned for q, case in zip(quiet, found, strict=True)]
        results[name] = {
            "no sentence in the claim": scores(found, quiet),
            "and none aligned with it, or with its figures": scores(found, calm),
            f"shipped: and stated in other words below {bar:g}": scores(
                found, [q and p < bar for q, p in zip(calm, perhaps, strict=True)]
            ),
            "the nearest cosine alone, at the same number of calls": scores(
                found, nearest_alone(found, calm, perhaps, bar)
            ),
        }
    return results, fit([case for found in by_labels.values() for case in found])


def stated_elsewhere(story: Story, sentence: int) -> bool:
    """Whether by the labels another outlet states what a sentence does in a text of its own."""
    corpus, facts = story.analysis.corpus, story.facts
    text_of = story.analysis.copies.group_of[corpus.document_of]
    same = (facts == facts[sentence]) & (facts >= 0)
    others = (text_of != text_of[sentence]) & (corpus.outlet_of != corpus.outlet_of[sentence])
    return bool((same & others).any())


def alone(stories: list[Story]) -> dict[str, dict[str, int]]:
    """Claims that are called exclusive, and how many of those another outlet states."""
    said: dict[str, list[bool]] = {rule: [] for rule in (*ALONE, GLANCE)}
    for story in stories:
        corpus, embeddings, groups = story.analysis.corpus, story.analysis.embeddings, story.analysis.copies.group_of
        for rule, bar in ALONE.items():
            settings = CoverageSettings(unstated_below=bar)
            claims = find_claims(corpus, embeddings, groups, coverage_settings=settings).items
            said[rule] += [stated_elsewhere(story, c.sentences[0]) for c in claims if c.kind == "exclusive"]
        place = {(corpus.documents[s.document].id, s.start): i for i, s in enumerate(corpus.sentences)}
        shown = [item["sentence"] for item in sm.compare(story.analysis).to_dict()["glance"]["alone"]["claims"]]
        said[GLANCE] += [stated_elsewhere(story, place[s["document"], s["start"]]) for s in shown]
    return {rule: {"n_called": len(found), "n_wrong": sum(found)} for rule, found in said.items()}


def nearest_alone(found: list[Case], calm: list[bool], perhaps: list[float], bar: float) -> list[bool]:
    """As many silences as the shipped rule calls, of those whose nearest sentence is least like the claim."""
    n_called = sum(q and p < bar for q, p in zip(calm, perhaps, strict=True))
    cosines = np.array([case.evidence[1] if q else np.inf for case, q in zip(found, calm, strict=True)])
    chosen = set(np.argsort(cosines, kind="stable")[:n_called].tolist())
    return [k in chosen for k in range(len(found))]


def weights_file(model: Logistic, found: dict[str, Any]) -> str:
    shipped = next(row for name, row in found["facts by the labels"].items() if name.startswith("shipped"))
    lines = [
        "# How much each piece of evidence says that an outlet without a sentence in a claim states it all the same: a logistic regression,",
        "# fitted by the program named here to the labelled stories of gold/. `summarize.comparison.echoes` says what each measures.",
        "# Under [measured] stands what weights fitted to the other stories reached on each story left out.",
        f'program = "{model.program}"',
        f"intercept = {model.intercept}",
        "",
        "[weights]",
        *(f"{name} = {model.weights[name]}" for name in ECHO_EVIDENCE),
        "",
        "[measured]",
        f"bar = {found['bar']}",
        *(f"{key} = {shipped[key]}" for key in ("precision", "recall")),
    ]
    return "\n".join(lines) + "\n"


def table(found: dict[str, Any]) -> str:
    lines = []
    for name in ("facts by the labels", "claims as the program finds them"):
        lines += [
            f'| {name}, of {found["n_texts"]} texts and more: "no sentence found on it" | called | wrong | precision | recall |',
            "|---|---:|---:|---:|---:|",
        ]
        for rule, row in found[name].items():
            lines.append(
                f"| {rule} | {row['n_called']} | {row['n_wrong']} | {row['precision']:.2f} | {row['recall']:.2f} |"
            )
        lines.append("")
    return "\n".join(lines).rstrip()


def alone_table(found: dict[str, dict[str, dict[str, int]]]) -> str:
    lines = ["| said of one text alone | " + " | ".join(f"{name}: called | stated elsewhere" for name in found) + " |"]
    lines.append("|---" + "|---:|---:" * len(found) + "|")
    for rule in (*ALONE, GLANCE):
        cells = (found[name][rule] for name in found)
        lines.append(
            f"| {rule} | "
            + " | ".join(
                f"{c['n_called']} | {c['n_wrong']} ({c['n_wrong'] / max(c['n_called'], 1):.1%})" for c in cells
            )
            + " |"
        )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    shared: Path = parser.parse_args().shared
    stories = [load(shared, gold) for gold in gold_files(shared)]
    found, model = measure(stories)
    SHIPPED.write_text(weights_file(model, found), encoding="utf-8")
    read_echo_model.cache_clear()
    lone = {
        "the stories of `gold/`, to which the weights were fitted": alone(stories),
        "28 other stories": alone([load(shared, labels) for labels in other_files()]),
    }
    save(RESULTS, {"model": stories[0].analysis.encoder.identity, **found, "alone": lone})
    write_tables(DOC, {"omissions": table(found), "alone": alone_table(lone)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
