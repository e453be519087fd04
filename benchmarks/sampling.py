"""Whether intervals of coverage hold what they say, and how often two samples of one outlet are called different.

Stories are drawn whose truth is known: articles draw their mix of themes round that of their outlet (Dirichlet), and sentences round
that of their article, so that two sentences of one article are more alike than two of different ones. Beside what the program does stand
the ways that suggest themselves: sentences as the unit, an interval by bootstrap over articles, a test without a prior or a correction.
Writes ``benchmarks/results/sampling.json`` and the tables in ``docs/comparison.md``. No data is needed.

usage: python benchmarks/sampling.py [--stories 400]
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from pages import save, write_tables
from scipy.stats import chi2_contingency, norm, t

from summarize.comparison.contrasts import Articles, log_odds, term_differences, theme_differences
from summarize.comparison.counting import Counted
from summarize.comparison.coverage import Elsewhere, silence
from summarize.comparison.sampling import discoveries, intra_article_correlation, share_interval
from summarize.settings import CoverageSettings

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "sampling.json"
DOC = HERE.parent / "docs" / "comparison.md"
SETTINGS = CoverageSettings()

N_OUTLETS, N_THEMES, N_SENTENCES = 12, 11, 30
#: Correlation of the sentences of an article: by their hand labels, 0.08 on average over the themes of seven real stories, 0.2 in one of them.
CORRELATIONS = (0.03, 0.08, 0.2)
ARTICLES = (2, 3, 5, 10)
#: Shape of the gamma law by which a word's rate varies from article to article (1: counts are geometric).
BURST = 1.0


@dataclass(frozen=True, eq=False)
class Drawn:
    """A story whose truth is known: counts of articles, and the shares from which each outlet draws."""

    articles: Articles
    shares: np.ndarray


def draw(random: np.random.Generator, n_articles: int, rho: float, shares: np.ndarray) -> Drawn:
    """Articles of `len(shares)` outlets; lengths vary by a third round thirty sentences."""
    outlet_of = np.repeat(np.arange(len(shares)), n_articles)
    lengths = random.integers(round(N_SENTENCES * 2 / 3), round(N_SENTENCES * 4 / 3) + 1, len(outlet_of))
    counts = np.empty((len(outlet_of), shares.shape[1]))
    for a, o in enumerate(outlet_of):
        own = random.dirichlet(np.maximum(shares[o] * (1 / rho - 1), 1e-3))
        counts[a] = random.multinomial(lengths[a], own)
    return Drawn(Articles(counts, lengths, outlet_of, np.arange(len(outlet_of))), shares)


def one_mix(random: np.random.Generator) -> np.ndarray:
    """The same shares for every outlet: between about a third and a hundredth of the sentences a theme."""
    return np.tile(np.sort(random.dirichlet(np.full(N_THEMES, 1.2)))[::-1], (N_OUTLETS, 1))


def by_sentence(counts: np.ndarray, lengths: np.ndarray) -> tuple[float, float]:
    """Wilson's interval, as if every sentence had been drawn by itself."""
    n, z = lengths.sum(), norm.ppf(0.975)
    share = counts.sum() / n
    middle, reach = share + z**2 / (2 * n), z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return (middle - reach) / (1 + z**2 / n), (middle + reach) / (1 + z**2 / n)


def by_bootstrap(counts: np.ndarray, lengths: np.ndarray, random: np.random.Generator) -> tuple[float, float]:
    drawn = random.integers(0, len(lengths), (400, len(lengths)))
    low, high = np.quantile(counts[drawn].sum(axis=1) / lengths[drawn].sum(axis=1), (0.025, 0.975))
    return float(low), float(high)


def by_article(counts: np.ndarray, lengths: np.ndarray) -> tuple[float, float]:
    """Student's t over the articles without a least error."""
    n = len(lengths)
    share = counts.sum() / lengths.sum()
    error = np.sqrt((((counts - share * lengths) / lengths.mean()) ** 2).sum() / (n * (n - 1)))
    reach = t.ppf(0.975, n - 1) * error
    return share - reach, share + reach


def intervals(n_stories: int) -> list[dict[str, Any]]:
    """How often each interval holds the outlet's true share, and how wide it is, for themes of 3 % and more."""
    rows = []
    for rho in CORRELATIONS:
        for n_articles in ARTICLES:
            random = np.random.default_rng(7)
            held: dict[str, list[bool]] = {}
            width: dict[str, list[float]] = {}
            for _ in range(n_stories):
                story = draw(random, n_articles, rho, one_mix(random))
                found = story.articles
                correlation = intra_article_correlation(found.counts, found.totals, found.outlet_of)
                ours = found.outlet_of == 0
                pooled = found.counts[~ours].sum(axis=0) / found.totals[~ours].sum()
                for k in np.flatnonzero(story.shares[0] >= 0.03).tolist():
                    counts, lengths = found.counts[ours, k], found.totals[ours]
                    shipped = share_interval(counts, lengths, 0.95, prior=pooled[k], rho=correlation[k]) or (0.0, 1.0)
                    for name, (low, high) in {
                        "shipped": shipped,
                        "t over articles": by_article(counts, lengths),
                        "bootstrap over articles": by_bootstrap(counts, lengths, random),
                        "sentence by sentence": by_sentence(counts, lengths),
                    }.items():
                        held.setdefault(name, []).append(low <= story.shares[0, k] <= high)
                        width.setdefault(name, []).append(min(high, 1) - max(low, 0))
            rows += [
                {
                    "correlation": rho,
                    "articles": n_articles,
                    "interval": name,
                    "coverage": round(float(np.mean(held[name])), 4),
                    "width": round(float(np.mean(width[name])), 4),
                    "n": len(held[name]),
                }
                for name in held
            ]
    return rows


def calls(articles: Articles) -> dict[str, np.ndarray]:
    """Which cells, outlet by theme, each way calls different from the others."""
    n_outlets, n_themes = int(articles.outlet_of.max()) + 1, articles.counts.shape[1]
    chi, plain = np.ones((n_outlets, n_themes)), np.ones((n_outlets, n_themes))
    pooled = articles.counts.sum(axis=0) / articles.totals.sum()
    for o in range(n_outlets):
        ours, others = articles.sides(o)
        sums = [articles.counts[side].sum(axis=0) for side in (ours, others)]
        totals = [articles.totals[side].sum() for side in (ours, others)]
        for k in range(n_themes):
            table = np.array([[s[k], n - s[k]] for s, n in zip(sums, totals, strict=True)])
            if table.sum(axis=0).min() > 0:
                chi[o, k] = chi2_contingency(table, correction=False).pvalue
        z = log_odds(sums[0], totals[0] + 0 * sums[0], sums[1], totals[1] + 0 * sums[1], pooled, SETTINGS.prior)[2]
        plain[o] = 2 * norm.sf(np.abs(z))
    return {
        "shipped": theme_differences(articles, SETTINGS.prior, SETTINGS.significance).significant,
        "log-odds by sentence, discoveries held": discoveries(plain.ravel(), 0.05).reshape(plain.shape),
        "log-odds by sentence, z beyond 1.96": plain < 0.05,
        "chi-squared by sentence, p < .05": chi < 0.05,
    }


def contrasts(n_stories: int) -> list[dict[str, Any]]:
    """False calls where all outlets draw from one mix; and how often an outlet that gives a theme three times as much is found."""
    rows = []
    for rho in CORRELATIONS:
        for n_articles in (1, *ARTICLES):
            random = np.random.default_rng(11)
            any_false: dict[str, list[bool]] = {}
            cells: dict[str, list[float]] = {}
            power: dict[str, list[bool]] = {}
            for _ in range(n_stories):
                shares = one_mix(random)
                for name, called in calls(draw(random, n_articles, rho, shares).articles).items():
                    any_false.setdefault(name, []).append(bool(called.any()))
                    cells.setdefault(name, []).append(float(called.mean()))
                k = int(np.abs(shares[0] - 0.1).argmin())
                shares = shares.copy()
                shares[0] *= (1 - 3 * shares[0, k]) / (1 - shares[0, k])
                shares[0, k] = 3 * shares[1, k]
                for name, called in calls(draw(random, n_articles, rho, shares).articles).items():
                    power.setdefault(name, []).append(bool(called[0, k]))
            rows += [
                {
                    "correlation": rho,
                    "articles": n_articles,
                    "test": name,
                    "stories_with_a_false_call": round(float(np.mean(any_false[name])), 4),
                    "cells_falsely_called": round(float(np.mean(cells[name])), 5),
                    "threefold_found": round(float(np.mean(power[name])), 4),
                }
                for name in cells
            ]
    return rows


def silences(n_stories: int) -> list[dict[str, Any]]:
    """False absences where the outlet gives the theme what the others give it, and true ones where it gives it nothing."""
    rows = []
    for rho in CORRELATIONS:
        for n_articles in (1, 3, 10):
            random = np.random.default_rng(13)
            false: dict[str, list[bool]] = {}
            found: dict[str, list[bool]] = {}
            for _ in range(n_stories):
                shares = one_mix(random)
                for name, absent in absences(draw(random, n_articles, rho, shares).articles).items():
                    false.setdefault(name, []).append(bool(absent.any()))
                k = int(np.abs(shares[0] - 0.1).argmin())
                shares = shares.copy()
                shares[0, k] = 0
                shares[0] /= shares[0].sum()
                for name, absent in absences(draw(random, n_articles, rho, shares).articles).items():
                    found.setdefault(name, []).append(bool(absent[0, k]))
            rows += [
                {
                    "correlation": rho,
                    "articles": n_articles,
                    "test": name,
                    "stories_with_a_false_absence": round(float(np.mean(false[name])), 4),
                    "silence_found": round(float(np.mean(found[name])), 4),
                }
                for name in false
            ]
    return rows


def absences(articles: Articles) -> dict[str, np.ndarray]:
    n_outlets = int(articles.outlet_of.max()) + 1
    everything, nothing = np.ones(len(articles.totals), dtype=bool), np.empty(0, dtype=np.intp)
    corpus: Any = SimpleNamespace(outlets=range(n_outlets))
    counted = Counted(
        corpus, everything, everything, articles.totals, nothing, articles.outlet_of, articles.group_of, ~everything
    )
    rho = intra_article_correlation(articles.counts, articles.totals, articles.outlet_of)
    elsewhere = Elsewhere.of(counted, articles.counts)
    ours, plain = (
        np.array([silence(counted, articles.counts, r, elsewhere, o, 3)[0] for o in range(n_outlets)])
        for r in (rho, np.zeros_like(rho))
    )
    silent = np.array([articles.counts[articles.outlet_of == o].sum(axis=0) == 0 for o in range(n_outlets)])
    return {
        "shipped": discoveries(ours.ravel(), 0.05).reshape(ours.shape),
        "every sentence by itself, p < .05": plain < 0.05,
        "nothing said": silent,
    }


def words(n_stories: int) -> list[dict[str, Any]]:
    """False calls of words that come in bursts: rare in most articles, many times in a few, the same for every outlet."""
    rows = []
    for n_articles in (2, 3, 5, 10):
        random = np.random.default_rng(17)
        false: dict[str, list[int]] = {}
        found: dict[str, list[int]] = {}
        for _ in range(n_stories):
            n_terms, n = 300, N_OUTLETS * n_articles
            totals = random.integers(200, 400, n)
            rate = random.gamma(0.5, 0.004, n_terms)
            burst = random.gamma(BURST, 1 / BURST, (n, n_terms))
            lift = np.ones((n, n_terms))
            lift[:n_articles, :5] = 5
            rate[:5] = 0.004
            counts = random.poisson(totals[:, None] * rate * burst * lift).astype(float)
            articles = Articles(counts, totals, np.repeat(np.arange(N_OUTLETS), n_articles), np.arange(n))
            none = np.zeros((N_OUTLETS, n_terms), dtype=bool)
            plain = np.zeros((N_OUTLETS, n_terms))
            pooled = counts.sum(axis=0) / totals.sum()
            for o in range(N_OUTLETS):
                sides = articles.sides(o)
                sums = [counts[side].sum(axis=0) for side in sides]
                sizes = [totals[side].sum() + 0 * pooled for side in sides]
                plain[o] = log_odds(sums[0], sizes[0], sums[1], sizes[1], pooled, SETTINGS.term_prior)[2]
            called = {
                "shipped": term_differences(articles, SETTINGS.term_prior, 0.05, 3, none).significant,
                "log-odds, discoveries held": discoveries(2 * norm.sf(np.abs(plain)).ravel(), 0.05).reshape(
                    plain.shape
                ),
                "log-odds, z beyond 1.96": np.abs(plain) > 1.96,
            }
            for name, cells in called.items():
                true = int(cells[0, :5].sum())
                # Where one outlet has five times as much, the others have less than the rest: that is no false call.
                false.setdefault(name, []).append(int(cells[:, 5:].sum()))
                found.setdefault(name, []).append(true)
        rows += [
            {
                "articles": n_articles,
                "test": name,
                "false_words_a_story": round(float(np.mean(false[name])), 3),
                "fivefold_found": round(float(np.mean(found[name])) / 5, 4),
            }
            for name in false
        ]
    return rows


def table(results: dict[str, Any]) -> str:
    def find(rows: list[dict[str, Any]], value: str, **where: Any) -> float:
        return next(float(row[value]) for row in rows if all(row[k] == v for k, v in where.items()))

    n = results["settings"]["stories"]
    lines = [
        f"{n} drawn stories a line: {N_OUTLETS} outlets, {N_THEMES} themes, {N_SENTENCES} sentences an article; rho is the correlation of the sentences of an article.",
        "",
        "| 95 % interval of a share holds the truth | " + " | ".join(f"{a} articles" for a in ARTICLES) + " |",
        "|---|" + "---:|" * len(ARTICLES),
    ]
    rows = results["intervals"]
    for rho in CORRELATIONS:
        for name in dict.fromkeys(row["interval"] for row in rows):
            cells = [
                f"{find(rows, 'coverage', correlation=rho, articles=a, interval=name):.2f} (±{find(rows, 'width', correlation=rho, articles=a, interval=name) / 2:.2f})"
                for a in ARTICLES
            ]
            lines.append(f"| rho {rho:g}, {name} | {' | '.join(cells)} |")
    head = (1, *ARTICLES)
    lines += [
        "",
        "| all outlets draw from one mix: stories in which some cell is called different / an outlet with three times as much found | "
        + " | ".join(f"{a} article{'s' * (a > 1)}" for a in head)
        + " |",
        "|---|" + "---:|" * len(head),
    ]
    rows = results["contrasts"]
    for rho in CORRELATIONS:
        for name in dict.fromkeys(row["test"] for row in rows):
            cells = [
                f"{find(rows, 'stories_with_a_false_call', correlation=rho, articles=a, test=name):.2f} / {find(rows, 'threefold_found', correlation=rho, articles=a, test=name):.2f}"
                for a in head
            ]
            lines.append(f"| rho {rho:g}, {name} | {' | '.join(cells)} |")
    lines += [
        "",
        "| nobody leaves anything out: stories in which an absence is called / a true silence on a theme of a tenth found | 1 article | 3 articles | 10 articles |",
        "|---|---:|---:|---:|",
    ]
    rows = results["silences"]
    for rho in CORRELATIONS:
        for name in dict.fromkeys(row["test"] for row in rows):
            cells = [
                f"{find(rows, 'stories_with_a_false_absence', correlation=rho, articles=a, test=name):.2f} / {find(rows, 'silence_found', correlation=rho, articles=a, test=name):.2f}"
                for a in (1, 3, 10)
            ]
            lines.append(f"| rho {rho:g}, {name} | {' | '.join(cells)} |")
    lines += [
        "",
        "| 300 words that come in bursts, the same for all: false calls a story / words used five times as much found | "
        + " | ".join(f"{a} articles" for a in ARTICLES)
        + " |",
        "|---|" + "---:|" * len(ARTICLES),
    ]
    rows = results["words"]
    for name in dict.fromkeys(row["test"] for row in rows):
        cells = [
            f"{find(rows, 'false_words_a_story', articles=a, test=name):.1f} / {find(rows, 'fivefold_found', articles=a, test=name):.2f}"
            for a in ARTICLES
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--stories", type=int, default=400)
    n_stories: int = parser.parse_args().stories
    results = {
        "settings": {"stories": n_stories, "alpha_0": SETTINGS.prior, "alpha_0_words": SETTINGS.term_prior},
        "intervals": intervals(n_stories),
        "contrasts": contrasts(max(n_stories // 2, 20)),
        "silences": silences(n_stories),
        "words": words(max(n_stories // 4, 20)),
    }
    save(RESULTS, results)
    write_tables(DOC, {"sampling": table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
