"""The tables of ``docs/themes.md``, from ``benchmarks/results/themes.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["theme_tables"]

HEAD = ("ARI", "AMI", "B³ F1", "themes / annotated", "stories within ±40 %", "alone", "s")


def cells(found: dict[str, Any]) -> list[str]:
    if "missing" in found:
        return [f"needs {found['missing']}", *[""] * (len(HEAD) - 1)]
    return [
        f"{found['adjusted_rand']:.3f}",
        f"{found['adjusted_mutual_information']:.3f}",
        f"{found['b_cubed']:.3f}",
        f"{found['themes_of_gold']:.2f}",
        f"{found['within_40_percent']} of 7",
        f"{100 * found['unclustered']:.0f} %",
        f"{found['seconds']:.2f}" if "seconds" in found else "",
    ]


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *lines))


def stories_table(results: dict[str, Any]) -> str:
    shipped, left = results["shipped"], results["left_out"]
    measures = ("adjusted_rand", "adjusted_mutual_information", "b_cubed", "themes_of_gold")
    lines = [
        [
            name.replace("_", " ")[:48].strip(),
            *(f"{story[k]:.2f}" for k in measures),
            f"{story['no_theme_precision']:.2f} / {story['no_theme_recall']:.2f}",
        ]
        for name, story in results["stories"].items()
    ]
    both = f"**{shipped['no_theme_precision']:.2f} / {shipped['no_theme_recall']:.2f}**"
    lines.append(["**mean**", *(f"**{shipped[k]:.3f}**" for k in measures), both])
    lowest, highest = left["lowest_and_highest_of_the_grid"]
    bar = left["bar_alone"]
    honest = f"Mean stability of the themes {shipped['stability']:.2f}. The shipped settings were chosen with these stories in view. "
    honest += f"The bar chosen on six and measured on the seventh, each in turn: ARI {bar['adjusted_rand']:.3f}, AMI "
    honest += (
        f"{bar['adjusted_mutual_information']:.3f}, themes / annotated {bar['themes_of_gold']:.2f}. Bar, weight of the "
    )
    honest += f"neighbours and share of the words so chosen from a grid of 45: ARI {left['adjusted_rand']:.3f}, AMI "
    honest += f"{left['adjusted_mutual_information']:.3f}. Six stories are too few to choose three settings, and the grid is flat "
    honest += f"(mean ARI {lowest:.3f} to {highest:.3f}), so its middle ships."
    there = results["elsewhere"]
    other = f"On {there['n_stories']} other stories, in view of which nothing was chosen: ARI {there['adjusted_rand']:.3f}, AMI "
    other += f"{there['adjusted_mutual_information']:.3f}, themes / annotated {there['themes_of_gold']:.2f} ({there['within_40_percent']} within ±40 %), "
    other += f"no theme {there['no_theme_precision']:.2f} / {there['no_theme_recall']:.2f}; "
    other += f"k-means on the embeddings, told the number, ARI {there['k_means']['adjusted_rand']:.3f}. Their labels were made by a "
    other += f"language model, which agrees with the annotator at {there['annotators']:.2f} (ARI)."
    versions = ", ".join(f"{name} {number}" for name, number in results["versions"].items())
    head = ("story", "ARI", "AMI", "B³ F1", "themes / annotated", "no theme: P / R")
    return "\n".join(
        (table(head, lines), "", honest, "", other, "", f"Model {results['model']}; {results['platform']}; {versions}.")
    )


def peers_table(results: dict[str, Any]) -> str:
    lines = [["**summarize**", *cells(results["rules"]["the bar (shipped)"])]]
    for name, found in results["peers"].items():
        if "missing" in found:
            lines.append([name, *cells(found)])
            continue
        lines.append([f"{name}, defaults" if "told" not in name else name, *cells(found["defaults"])])
        if "best" in found:
            lines.append([f"{name}, best ({found['best_with']})", *cells(found["best"])])
    speed = results["speed"]
    fast = f"{speed['n_sentences']:,} sentences, embeddings given: {speed['find_themes']:.1f} s with labels and stability, "
    fast += f"{speed['find_themes_without_stability']:.1f} s without stability"
    if "bertopic" in speed:
        fast += f"; BERTopic {speed['bertopic']:.1f} s, {speed['bertopic'] / speed['find_themes']:.1f} times as long"
    fast += f". Two cores, other work beside (load {speed['load_before']} before)."
    return "\n".join((table(("program", *HEAD), lines), "", fast))


def methods_table(results: dict[str, Any]) -> str:
    lines: list[list[str]] = []
    for name, by_vectors in results["methods"].items():
        found = list(by_vectors.values())
        rand = [f"needs {f['missing']}" if "missing" in f else f"{f['adjusted_rand']:.3f}" for f in found]
        lines.append([name, *rand, f"{found[-1]['seconds']:.2f}" if "seconds" in found[-1] else ""])
    return table(("method", *next(iter(results["methods"].values())), "s, profiles"), lines)


def seeds_table(results: dict[str, Any]) -> str:
    seeds = results["seeds"]
    lines = [
        [
            name,
            f"{f['average_precision']:.3f}",
            *(f"{f[k]:.2f}" for k in ("precision", "recall", "f1")),
            f"{f['left_out_f1']:.2f}",
        ]
        for name, f in seeds.items()
    ]
    head = ("seed", "average precision", "precision", "recall", "F1 at the bar", "F1, bar of the other stories")
    return table(head, lines)


def theme_tables(results: dict[str, Any]) -> dict[str, str]:
    """Every table by the name of its marks."""
    return {
        "stories": stories_table(results),
        "peers": peers_table(results),
        "ablations": table(("vectors", *HEAD), [[n, *cells(f)] for n, f in results["ablations"].items()]),
        "rules": table(("rule", *HEAD), [[n, *cells(f)] for n, f in results["rules"].items()]),
        "methods": methods_table(results),
        "seeds": seeds_table(results),
    }
