"""Fit and measure the claims: which sentences of different outlets state the same fact.

Fits the weights of `summarize/comparison/same_fact.toml` to the labelled stories of ``gold/``, after measuring them on each
story with weights fitted to the others, and on the stories of ``labels/`` with weights fitted to all of ``gold/``. Beside them
stand the peers: a bar on the cosine, and shared runs of three words. Writes ``benchmarks/results/claims.json``, the weights, and the table in ``docs/comparison.md``.

usage: python benchmarks/claims.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from labelled import annotators_agree, facts_of, gold_files, gold_story, other_files, together
from pages import save, write_tables

from summarize.clustering.linked import linked_pairs
from summarize.comparison.claims import distinct_wordings
from summarize.comparison.corroboration import surely_said
from summarize.comparison.counting import independent_texts, weighed_support
from summarize.comparison.logistic import Logistic
from summarize.comparison.pair_evidence import EVIDENCE, SHIPPED, pair_evidence
from summarize.comparison.same_fact import Firm, linkable, nearness
from summarize.evidence import is_question
from summarize.lexical import stems, tokens
from summarize.ranking import centroid_scores
from summarize.settings import ClaimSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import summarize as sm
    from summarize.comparison.pairs import Pairs

    #: A story, the sentences of a claim of it, the first of them, and which of them surely state what that does.
    StoryClaim = tuple["Story", np.ndarray, int, np.ndarray]

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "claims.json"
DOC = HERE.parent / "docs" / "comparison.md"
BARS = [round(0.02 * step, 2) for step in range(4, 26)]

#: Word runs of three that one sentence shares with another, from which the pair counts as reworded only lightly.
COPIED = 0.5


@dataclass(frozen=True, eq=False)
class Story:
    """A labelled story, its candidate pairs and the evidence for each."""

    name: str
    analysis: sm.Analysis
    facts: np.ndarray
    wording_of: np.ndarray
    rows: np.ndarray
    pairs: Pairs
    evidence: np.ndarray
    disputed: np.ndarray
    asking: np.ndarray
    same: np.ndarray

    @property
    def n_wordings(self) -> int:
        """Sentences of which no two are worded the same."""
        return len(self.rows)


def load(shared: Path, gold: Path) -> Story:
    """The story cut into the annotator's own sentences."""
    analysis, labels = gold_story(shared, gold)
    facts = facts_of(labels)
    found, wording_of = distinct_wordings(analysis.corpus)
    vectors = analysis.embeddings.vectors[found]
    pairs, evidence, disputed = pair_evidence(analysis.corpus, found, vectors, ClaimSettings().n_neighbours)
    ours, theirs = facts[found[pairs.first]], facts[found[pairs.second]]
    same = (ours == theirs) & (ours >= 0)
    asking = np.array([is_question(analysis.corpus.text_of(i)) for i in found.tolist()])
    return Story(gold.stem, analysis, facts, wording_of, found, pairs, evidence, disputed, asking, same)


def fit(stories: list[Story]) -> Logistic:
    """Logistic regression, every story weighing as its number of same-fact pairs' share is one."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    evidence = np.vstack([story.evidence for story in stories])
    same = np.concatenate([story.same for story in stories])
    weights = np.concatenate([np.full(len(story.same), 1 / story.same.sum()) for story in stories])
    scaler = StandardScaler().fit(evidence)
    model = LogisticRegression(C=0.3, max_iter=1000)
    model.fit(scaler.transform(evidence), same, sample_weight=weights / weights.mean())
    raw = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (raw * scaler.mean_).sum())
    named = {name: round(float(weight), 4) for name, weight in zip(EVIDENCE, raw, strict=True)}
    return Logistic("benchmarks/claims.py", round(intercept, 4), named)


def grouped(story: Story, weights: np.ndarray, bar: float) -> np.ndarray:
    """Group of each sentence; every sentence of page furniture is alone."""
    groups = linked_pairs(story.pairs.first, story.pairs.second, weights, story.n_wordings, bar)
    alone = story.n_wordings + np.arange(len(story.wording_of))
    return np.where(story.wording_of >= 0, groups[story.wording_of], alone)


def agreement(story: Story, probable: np.ndarray) -> np.ndarray:
    """What the program makes of probabilities: pairs in dispute, and a question with an answer, are held apart."""
    return linkable(story.pairs, probable, story.disputed, story.asking, ClaimSettings().probability)


def scores(truth: np.ndarray, found: np.ndarray, where: np.ndarray | None = None) -> dict[str, float]:
    if where is not None:
        truth, found = truth & where, found & where
    both, ours, theirs = int((truth & found).sum()), int(found.sum()), int(truth.sum())
    return {
        "precision": both / max(ours, 1),
        "recall": both / max(theirs, 1),
        "f1": 2 * both / max(ours + theirs, 1),
        "n_pairs": theirs,
    }


def mean(found: list[dict[str, float]]) -> dict[str, float]:
    return {key: round(float(np.mean([f[key] for f in found])), 4) for key in ("precision", "recall", "f1")}


def copied(story: Story) -> np.ndarray:
    """Pairs of which one sentence takes half its runs of three words from the other: copied rather than reworded."""
    said = [stems(tokens(text), "en") for text in story.analysis.corpus.texts]
    runs = [{tuple(words[i : i + 3]) for i in range(len(words) - 2)} for words in said]
    n = len(runs)
    result = np.zeros((n, n), dtype=bool)
    for i in range(n):
        for j in range(i + 1, n):
            least = min(len(runs[i]), len(runs[j]))
            result[i, j] = least > 0 and len(runs[i] & runs[j]) >= COPIED * least
    return result


def swept(stories: list[Story], weights: dict[str, np.ndarray]) -> dict[float, list[dict[str, float]]]:
    return {
        bar: [scores(together(s.facts), together(grouped(s, weights[s.name], bar))) for s in stories] for bar in BARS
    }


def peer(stories: list[Story], likeness: Callable[[Story], np.ndarray]) -> dict[str, float]:
    """A peer at the bar that is best for it on these very stories."""
    best: dict[str, float] = {"f1": -1.0}
    values = {s.name: likeness(s) for s in stories}
    for bar in np.arange(0.1, 0.95, 0.025):
        found = mean([scores(together(s.facts), together(grouped(s, values[s.name], float(bar)))) for s in stories])
        if found["f1"] > best["f1"]:
            best = {**found, "bar": round(float(bar), 3)}
    return best


def three_word_runs(story: Story) -> np.ndarray:
    firsts = np.zeros(story.n_wordings, dtype=int)
    firsts[story.wording_of[::-1][story.wording_of[::-1] >= 0]] = np.flatnonzero(story.wording_of >= 0)[::-1]
    said = [stems(tokens(story.analysis.corpus.text_of(i)), "en") for i in firsts.tolist()]
    runs = [{tuple(words[i : i + 3]) for i in range(len(words) - 2)} for words in said]
    pairs = zip(story.pairs.first.tolist(), story.pairs.second.tolist(), strict=True)
    return np.array([len(runs[i] & runs[j]) / max(min(len(runs[i]), len(runs[j])), 1) for i, j in pairs])


def measure(stories: list[Story]) -> dict[str, Any]:
    left_out = {s.name: fit([o for o in stories if o is not s]).probabilities(s.evidence) for s in stories}
    ours = {s.name: agreement(s, left_out[s.name]) for s in stories}
    bar = ClaimSettings().probability
    at_bar = {s.name: together(grouped(s, ours[s.name], bar)) for s in stories}
    shipped = {s.name: scores(together(s.facts), at_bar[s.name]) for s in stories}
    copies = {s.name: copied(s) for s in stories}
    merged = swept(stories, left_out)
    pooled = {
        name: scores(
            np.concatenate([(together(s.facts) & (copies[s.name] == want)).ravel() for s in stories]),
            np.concatenate([(at_bar[s.name] & (copies[s.name] == want)).ravel() for s in stories]),
        )
        for name, want in (("copied", True), ("reworded", False))
    }
    missed = [
        (lone, matched)
        for s in stories
        for lone, matched in zip(*below(s, left_out[s.name], ClaimSettings().exclusive_below), strict=True)
        if lone
    ]
    each = list(claims_of(stories, ours))
    return {
        "bar": bar,
        "mean": mean(list(shipped.values())),
        "stories": {name: {k: round(v, 4) for k, v in found.items()} for name, found in shipped.items()},
        "sweep": {str(bar): mean(found) for bar, found in swept(stories, ours).items()},
        "disputes_merged": {str(bar): mean(found) for bar, found in merged.items()},
        "pairs": {name: {k: round(v, 4) for k, v in found.items()} for name, found in pooled.items()},
        "firm": firmness(each),
        "support": support(each),
        "leading": leading(each),
        "exclusive": {
            "n_sentences": len(missed),
            "share_with_a_match_elsewhere": round(sum(m for _, m in missed) / max(len(missed), 1), 4),
        },
        "peers": {
            "cosine": peer(stories, cosine),
            "runs of three words": peer(stories, three_word_runs),
        },
    }


def elsewhere(shared: Path, model: Logistic) -> dict[str, Any]:
    """What the shipped weights reach on stories on which nothing was fitted."""
    stories = [load(shared, labels) for labels in other_files()]
    bar = ClaimSettings().probability
    ours = {story.name: agreement(story, model.probabilities(story.evidence)) for story in stories}
    found = [scores(together(story.facts), together(grouped(story, ours[story.name], bar))) for story in stories]
    each = list(claims_of(stories, ours))

    def same_facts(theirs: list[dict[str, Any]], ours: list[dict[str, Any]]) -> float:
        return scores(together(facts_of(theirs)), together(facts_of(ours)))["f1"]

    return {
        "mean": mean(found),
        "firm": firmness(each),
        "support": support(each),
        "leading": leading(each),
        "n_stories": len(stories),
        "n_pairs": sum(int(each["n_pairs"]) for each in found),
        "annotators": round(annotators_agree(shared, same_facts), 4),
        "cosine": peer(stories, cosine),
    }


def cosine(story: Story) -> np.ndarray:
    return np.asarray(np.clip(story.evidence[:, EVIDENCE.index("cosine")], 0, 1))


def claims_of(stories: list[Story], weights: dict[str, np.ndarray]) -> Iterator[StoryClaim]:
    """Each claim of each story, led as the program does: by the sentence that most outlets surely state, of equals the most central."""
    settings = ClaimSettings()
    for story in stories:
        corpus, pairs = story.analysis.corpus, story.pairs
        sure = surely_said(corpus, story.rows, pairs, weights[story.name], settings.firm, settings.held)
        ends = np.column_stack((pairs.first, pairs.second))
        firm = Firm(np.concatenate((ends[sure[:, 0]], ends[sure[:, 1]][:, ::-1])), story.n_wordings)
        central = np.round(centroid_scores(story.analysis.embeddings.vectors), 6)
        groups = grouped(story, weights[story.name], settings.probability)
        for group in np.unique(groups):
            members = np.flatnonzero(groups == group)
            members = members[np.lexsort((members, -central[members]))]
            wordings = story.wording_of[members]
            first = firm.most_said(wordings, corpus.outlet_of[members], len(members))
            yield story, members, int(members[first]), firm.holds(int(wordings[first]), wordings)


def firmness(claims: list[StoryClaim]) -> dict[str, float]:
    """Of the sentences of other outlets in a claim, which share is firm, and how many of the firm and of the loose state what the first does."""
    firm, right = [], []
    for story, members, first, is_firm in claims:
        outlets = story.analysis.corpus.outlet_of
        elsewhere = outlets[members] != outlets[first]
        firm.append(is_firm[elsewhere])
        right.append((story.facts[members] == story.facts[first])[elsewhere] & (story.facts[first] >= 0))
    said, stated = np.concatenate(firm), np.concatenate(right)
    return {
        "n_sentences": len(said),
        "share": round(float(said.mean()), 4),
        "right": round(float(stated[said].mean()), 4),
        "right_of_loose": round(float(stated[~said].mean()), 4),
    }


def support(claims: list[StoryClaim]) -> dict[str, dict[str, float]]:
    """How many outlets state the first sentence of a claim of several, by all its sentences and by the firm ones, held against the labels."""
    settings = ClaimSettings()
    counts: dict[str, list[tuple[int, int, int]]] = {"all": [], "firm": []}
    for story, members, first, is_firm in claims:
        outlets, n_outlets = story.analysis.corpus.outlet_of, len(story.analysis.corpus.outlets)
        if len(np.unique(outlets[members])) < 2:
            continue
        fact = story.facts[first]
        true = len(np.unique(outlets[story.facts == fact])) if fact >= 0 else 1
        for name, counted in (("all", members), ("firm", members[is_firm])):
            counts[name].append((len(np.unique(outlets[counted])), true, n_outlets))
    found = {}
    for name, rows in counts.items():
        said, true, of = np.array(rows).T
        found[name] = {
            "n_claims": len(rows),
            "off_by": round(float(np.abs(said - true).mean()), 4),
            "too_many": round(float((said > true).mean()), 4),
            "consensus": int((said >= settings.consensus * of).sum()),
            "consensus_right": int(((said >= settings.consensus * of) & (true >= settings.consensus * of)).sum()),
        }
    return found


def leading(claims: list[StoryClaim]) -> dict[str, float]:
    """How many outlets state, by the labels, the three claims that stand first of those that several independent texts surely state.

    ``weighed``: in the order of the program; ``surely``: by those that surely state them, before all that may; ``best``: in that of the labels.
    """
    ranked: dict[str, list[tuple[tuple[int, ...], int]]] = {}
    for story, members, first, is_firm in claims:
        corpus, group = story.analysis.corpus, story.analysis.copies.group_of
        texts, outlets = group[corpus.document_of[members]], corpus.outlet_of[members]
        surely, of_all = (
            independent_texts(texts[some].tolist(), outlets[some].tolist()) for some in (is_firm, slice(None))
        )
        if surely < 2:
            continue
        n_surely, n_all = len(np.unique(outlets[is_firm])), len(np.unique(outlets))
        fact = story.facts[first]
        true = len(np.unique(corpus.outlet_of[story.facts == fact])) if fact >= 0 else 1
        weighed = weighed_support(surely, of_all), weighed_support(n_surely, n_all)
        ranked.setdefault(story.name, []).append(((*weighed, surely, n_surely, of_all, n_all), true))
    orders: dict[str, Callable[[tuple[tuple[int, ...], int]], tuple[int, ...]]] = {
        "weighed": lambda claim: claim[0][:2],
        "surely": lambda claim: claim[0][2:],
        "best": lambda claim: (claim[1],),
    }
    return {
        name: round(
            float(np.mean([n for own in ranked.values() for _, n in sorted(own, key=order, reverse=True)[:3]])), 4
        )
        for name, order in orders.items()
    }


def below(story: Story, probable: np.ndarray, bar: float) -> tuple[np.ndarray, np.ndarray]:
    """Wordings with no match elsewhere as near as `bar`, and those that have one all the same by the labels."""
    corpus = story.analysis.corpus
    near, best = nearness(story.evidence, probable, bar), np.zeros(story.n_wordings)
    matched = np.zeros(story.n_wordings, dtype=bool)
    place = {int(w): i for i, w in reversed(list(enumerate(story.wording_of.tolist())))}
    document = np.array([corpus.document_of[place[w]] for w in range(story.n_wordings)])
    apart = document[story.pairs.first] != document[story.pairs.second]
    for side in (story.pairs.first, story.pairs.second):
        np.maximum.at(best, side[apart], near[apart])
    facts = np.array([story.facts[place[w]] for w in range(story.n_wordings)])
    for w in range(story.n_wordings):
        others = (story.facts == facts[w]) & (corpus.document_of != document[w])
        matched[w] = facts[w] >= 0 and bool(others.any())
    return best < bar, matched


def weights_file(model: Logistic, found: dict[str, Any]) -> str:
    lines = [
        "# How much each piece of evidence says that two sentences state the same fact: a logistic regression, fitted by",
        "# the program named here to the labelled stories of gold/. `summarize.comparison.pair_evidence` says what each measures.",
        "# Under [measured] stands what weights fitted to the other stories reached on each story left out, on average.",
        f'program = "{model.program}"',
        f"intercept = {model.intercept}",
        "",
        "[weights]",
        *(f"{name} = {model.weights[name]}" for name in EVIDENCE),
        "",
        "[measured]",
        f"bar = {found['bar']}",
        *(f"{key} = {found['mean'][key]}" for key in ("precision", "recall", "f1")),
    ]
    return "\n".join(lines) + "\n"


def table(found: dict[str, Any]) -> str:
    lines = [
        "| same fact, pairwise, mean of the labelled stories | precision | recall | F1 |",
        "|---|---:|---:|---:|",
    ]
    best = max(found["sweep"].items(), key=lambda item: item[1]["f1"])
    for name, row in (
        (f"shipped, bar {found['bar']:g}, weights fitted to the other stories", found["mean"]),
        (f"the same at the bar of the best F1, {best[0]}", best[1]),
        *((f"{name}, at its best bar {row['bar']:g}", row) for name, row in found["peers"].items()),
    ):
        lines.append(f"| {name} | {row['precision']:.2f} | {row['recall']:.2f} | {row['f1']:.2f} |")
    for name, row in found["pairs"].items():
        lines.append(
            f"| {name} pairs alone, {row['n_pairs']} of all stories | {row['precision']:.2f} | {row['recall']:.2f} | {row['f1']:.2f} |"
        )
    for there, where in ((found, "of these stories"), (found["elsewhere"], "of the other stories below")):
        firm, by_all, by_firm = there["firm"], there["support"]["all"], there["support"]["firm"]
        told = (
            f"Of {firm['n_sentences']} sentences {where}, of other outlets than the first sentence of their claim, {100 * firm['share']:.0f}% are firm; "
            f"{firm['right']:.2f} of these state what the first does, and {firm['right_of_loose']:.2f} of the others. "
            f"Of {by_all['n_claims']} claims of several outlets the number of outlets that state the first sentence is too high by all sentences for "
            f"{100 * by_all['too_many']:.0f}% and by the firm ones for {100 * by_firm['too_many']:.0f}%, and off by {by_all['off_by']:.2f} and {by_firm['off_by']:.2f} on average."
        )
        first = there["leading"]
        told += (
            f" The three claims that stand first are stated by {first['weighed']:.2f} outlets; by {first['surely']:.2f} if those who surely state them went before all who may, "
            f"and by {first['best']:.2f} in the order of the labels."
        )
        lines += ["", told]
    others, peer_there = found["elsewhere"]["mean"], found["elsewhere"]["cosine"]
    lines.append("")
    lines.append(
        f"On {found['elsewhere']['n_stories']} other stories ({found['elsewhere']['n_pairs']:,} pairs), on which nothing was fitted: precision "
        f"{others['precision']:.2f}, recall {others['recall']:.2f}, F1 {others['f1']:.2f}; the cosine at its best bar there, {peer_there['bar']:g}, "
        f"F1 {peer_there['f1']:.2f}. Their labels were made by a language model, which agrees with the annotator at {found['elsewhere']['annotators']:.2f}."
    )
    lone = found["exclusive"]
    share = f"{100 * lone['share_with_a_match_elsewhere']:.0f}%"
    lines.append("")
    lines.append(
        f"Of {lone['n_sentences']} sentences below the bar of *exclusive*, {share} state by the labels what a sentence of "
        "another article states too."
    )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    shared: Path = parser.parse_args().shared
    stories = [load(shared, gold) for gold in gold_files(shared)]
    found = measure(stories)
    model = fit(stories)
    SHIPPED.write_text(weights_file(model, found), encoding="utf-8")
    found["elsewhere"] = elsewhere(shared, model)
    save(RESULTS, {"model": stories[0].analysis.encoder.identity, **found})
    write_tables(DOC, {"claims": table(found)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
