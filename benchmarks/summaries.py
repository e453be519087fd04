"""Our default, the known methods, the installed peers and the oracles, side by side on the same sentences within the same budget.

Writes ``benchmarks/results/summaries.json`` with every story's figures, and the tables in ``docs/summaries.md``.

usage: python benchmarks/summaries.py [--shared ../shared] [--only NAME ...] [--data NAME ...] [--tables]

``--only coverage`` runs one method again and keeps what the file holds of the others, as long as the sentences are the same.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import summarize as sm
from summarize.corpus import Corpus
from summarize.evaluation.bootstrap import mean_interval, paired_difference
from summarize.pipeline.evaluations import ORACLES, Trial
from summarize.reading.dataset import ReferencedStory, read_dataset
from summarize.settings import BASELINES, METHODS

sys.path.insert(0, str(Path(__file__).parent))
from pages import commit, write_tables
from peers import PEERS, peer_versions
from shipped import QUICK, model_identity

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "summaries.json"
DOC = HERE.parent / "docs" / "summaries.md"

DEFAULT = METHODS[0]
AS_FILED = "turns, order of the file, last sentence cut"
BY_THEME = f"{DEFAULT}, by theme"

#: Data and budgets.
SETS = {
    "multiling.english": (100, 250),
    "roundups": (60,),
    "multiling.arabic": (250,),
    "multiling.czech": (250,),
    "multiling.french": (250,),
    "multiling.greek": (250,),
    "multiling.hebrew": (250,),
    "multiling.hindi": (250,),
}
MAIN = ("multiling.english, 100 words", "multiling.english, 250 words", "roundups, 60 words")

UNITS = ("rouge_1", "rouge_2", "rouge_4", "rouge_l", "rouge_su4")
BESIDE = ("reference_share", "reference_similarity", "redundancy", "outlets", "claims")

KINDS = {
    **dict.fromkeys((*BASELINES, AS_FILED), "baseline"),
    **dict.fromkeys(PEERS, "peer"),
    **dict.fromkeys(ORACLES, "oracle"),
    **dict.fromkeys((DEFAULT, BY_THEME), "ours"),
}
ORDER = (DEFAULT, BY_THEME, *BASELINES, AS_FILED, *PEERS, *ORACLES)


def trials(path: Path) -> list[Trial]:
    return [
        Trial(story, sm.analyse(Corpus.from_records(story.documents), settings=QUICK)) for story in read_dataset(path)
    ]


def as_filed(story: ReferencedStory, trial: Trial, max_words: int) -> list[int]:
    """First sentences in turn, the articles in the order of the file; ROUGE cuts the last one at the budget."""
    corpus = trial.analysis.corpus
    place = {str(document["id"]): number for number, document in enumerate(story.documents)}
    rank = np.array([place[document.id] for document in corpus.documents])
    order = np.lexsort((rank[corpus.document_of], corpus.position_of))
    before = np.cumsum(trial.lengths[order]) - trial.lengths[order]
    return [int(i) for i in order[before < max_words]]


def chooser(name: str, trial: Trial, stories: list[Trial]) -> Callable[[int], list[int]]:
    if name in PEERS:
        return PEERS[name](trial, stories)
    if name == AS_FILED:
        return lambda max_words: as_filed(trial.story, trial, max_words)
    if name == BY_THEME:
        return lambda max_words: trial.choose(DEFAULT, max_words, per_theme=True)
    return lambda max_words: trial.choose(name, max_words)


def figures(trial: Trial, chosen: list[int], max_words: int) -> dict[str, float | None]:
    found: dict[str, Any] = dict(trial.score(chosen, max_words))
    rouge = {unit: round(found["rouge"][unit]["recall"], 5) for unit in UNITS}
    beside = {name: None if found[name] is None else round(float(found[name]), 4) for name in BESIDE}
    # The vectors of the references' sentences stand in their order; of each reference the first is asked for.
    firsts = np.cumsum([0, *(len(reference.splitlines()) for reference in trial.references[:-1])])
    heads = trial.reference_vectors[firsts]
    opening = float(np.mean(heads @ trial.analysis.embeddings.vectors[chosen[0]])) if chosen else 0.0
    return {**rouge, **beside, "opening": round(opening, 4), "n_words": found["n_words"]}


def run(data: str, shared: Path, names: list[str], known: dict[str, Any]) -> dict[str, Any]:
    """Results of one data set: what was run now, and what is kept of the file."""
    stories = trials(shared / "data" / f"{data}.jsonl")
    sentences = sha256("\n".join(text for trial in stories for text in trial.texts).encode()).hexdigest()[:16]
    keys = {n: f"{data}, {n} words" for n in SETS[data]}
    results = {key: known[key] for key in keys.values() if key in known and known[key]["sentences"] == sentences}
    for n, key in keys.items():
        if key not in results:
            if key in known and set(names) != set(ORDER):
                raise SystemExit(f"{key}: the sentences are not those of the file's results; run without --only")
            results[key] = {"data": data, "words": n, "n_stories": len(stories), "sentences": sentences, "methods": {}}
    for name in names:
        begun = time.perf_counter()
        rows: dict[str, list[dict[str, Any]]] = {key: [] for key in keys.values()}
        why = None
        seconds: list[float] = []
        for trial in stories:
            _ = trial.analysis.embeddings, trial.analysis.themes, trial.analysis.claims, trial.reference_vectors
            started = time.perf_counter()
            try:
                choose = chooser(name, trial, stories)
                chosen = {n: choose(n) for n in keys}
            except Exception as error:
                # Whatever a peer raises is its result; our own methods have no such excuse.
                if name not in PEERS:
                    raise
                why = f"{type(error).__name__}: {str(error).strip().splitlines()[0].partition('. ')[0]}"
                break
            seconds.append((time.perf_counter() - started) / len(keys))
            for n, key in keys.items():
                rows[key].append(figures(trial, chosen[n], n))
        for key in keys.values():
            entry: dict[str, Any] = {"kind": KINDS[name], "commit": commit()}
            if why is None:
                columns = {unit: [row[unit] for row in rows[key]] for unit in rows[key][0]}
                entry |= {"seconds_a_story": round(float(np.median(seconds)), 4), "stories": columns}
            else:
                entry["cannot_run"] = why
            results[key]["methods"][name] = entry
        print(f"{data}: {name}: {why or f'{time.perf_counter() - begun:.0f} s'}", file=sys.stderr, flush=True)
    for key in results:
        kept = results[key]["methods"]
        results[key]["methods"] = {name: kept[name] for name in ORDER if name in kept}
    return results


def hundred(value: float) -> str:
    return f"{100 * value:.1f}"


def table(result: dict[str, Any]) -> list[str]:
    """One set within one budget: all methods, best first within their kind."""
    lines = [
        f"| method | R-1 | R-2 | 95 % | R-4 | R-L | R-SU4 | less {DEFAULT} (R-2) | 95 % | p | covered | opens | repeats | outlets | claims |",
        "|---|---:|---:|---|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|",
    ]
    ours = result["methods"][DEFAULT]["stories"]["rouge_2"]
    for name, entry in result["methods"].items():
        shown = f"**{name}**" if name == DEFAULT else name
        if "stories" not in entry:
            lines.append(f"| {shown} | cannot run: {entry['cannot_run'].replace('|', '/')} |" + " |" * 12)
            continue
        found = entry["stories"]
        own = mean_interval(found["rouge_2"])
        gap = paired_difference(found["rouge_2"], ours)
        beside = ["", "", ""]
        if name != DEFAULT:
            p = gap.p_value or 0.0
            beside = [
                f"{100 * gap.mean:+.1f}",
                f"{100 * gap.low:+.1f} to {100 * gap.high:+.1f}",
                "<.001" if p < 0.001 else f"{p:.3f}".lstrip("0"),
            ]
        claims = [value for value in found["claims"] if value is not None]
        means = {unit: float(np.mean(found[unit])) for unit in (*UNITS, *BESIDE[:4])}
        cells = [
            shown,
            hundred(means["rouge_1"]),
            hundred(means["rouge_2"]),
            f"{hundred(own.low)} to {hundred(own.high)}",
            *(hundred(means[unit]) for unit in ("rouge_4", "rouge_l", "rouge_su4")),
            *beside,
            f"{100 * means['reference_share']:.0f}%",
            f"{np.mean(found['opening']):.2f}" if "opening" in found else "-",
            f"{means['redundancy']:.2f}",
            f"{means['outlets']:.1f}",
            f"{100 * np.mean(claims):.0f}%" if claims else "none",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def languages(results: dict[str, Any]) -> list[str]:
    """ROUGE-2 recall of every method in every language."""
    sets = {key: result for key, result in results.items() if key not in MAIN or key == MAIN[1]}
    names = [result["data"].partition(".")[2] for result in sets.values()]
    lines = ["| method | " + " | ".join(names) + " |", "|---" + "|---:" * len(names) + "|"]
    for name in ORDER:
        cells = []
        for result in sets.values():
            entry = result["methods"].get(name, {})
            cells.append(hundred(float(np.mean(entry["stories"]["rouge_2"]))) if "stories" in entry else "-")
        lines.append(f"| {f'**{name}**' if name == DEFAULT else name} | " + " | ".join(cells) + " |")
    cannot: dict[tuple[str, str], list[str]] = {}
    for language, result in zip(names, sets.values(), strict=True):
        for name, entry in result["methods"].items():
            if "cannot_run" in entry:
                cannot.setdefault((name, entry["cannot_run"]), []).append(language)
    return [
        *lines,
        "",
        *(f"- {name} cannot run on {', '.join(on)}: {why}" for (name, why), on in sorted(cannot.items())),
    ]


def tables(results: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in results["versions"].items())
    sets = results["sets"]
    commits = sorted({entry["commit"] for result in sets.values() for entry in result["methods"].values()})
    parts = [
        f"Commit {', '.join(commits)}. Model {results['model']}. {versions}. {results['machine']}.",
    ]
    for key in MAIN:
        if key in sets:
            parts += [f"### {key} ({sets[key]['n_stories']} stories)", "\n".join(table(sets[key]))]
    if any(key not in MAIN for key in sets):
        parts += ["### ROUGE-2 recall in seven languages, 250 words", "\n".join(languages(sets))]
    return "\n\n".join(parts)


def write(results: dict[str, Any]) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(_compact(results), encoding="utf-8")
    write_tables(DOC, {"summaries": tables(results)})


def _compact(results: dict[str, Any]) -> str:
    """JSON with a line for each list of figures."""
    lists: list[str] = []

    def marked(value: Any) -> Any:
        if isinstance(value, list):
            lists.append(json.dumps(value))
            return f"<<{len(lists) - 1}>>"
        return {key: marked(item) for key, item in value.items()} if isinstance(value, dict) else value

    text = json.dumps(marked(results), indent=1)
    for number, line in enumerate(lists):
        text = text.replace(f'"<<{number}>>"', line)
    return text + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--only", action="append", choices=ORDER, metavar="NAME", help=f"of {', '.join(ORDER)}")
    parser.add_argument("--data", action="append", choices=SETS, metavar="NAME", help=f"of {', '.join(SETS)}")
    parser.add_argument("--tables", action="store_true", help="run nothing, write the tables from the results")
    given = parser.parse_args()
    known: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    if given.tables:
        write(known)
        return 0
    if not (given.shared / "data").is_dir():
        print(f"{given.shared}: expected the development data there; name it with --shared", file=sys.stderr)
        return 1
    libraries = ("numpy", "scipy", "scikit-learn", "torch", "sentence-transformers", "transformers")
    results: dict[str, Any] = {
        "model": model_identity(),
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in libraries},
            **peer_versions(),
        },
        "machine": f"{platform.machine()}, {os.cpu_count()} CPUs",
        "sets": dict(known.get("sets", {})),
    }
    for data in given.data or SETS:
        results["sets"] |= run(data, given.shared, given.only or list(ORDER), results["sets"])
        order = [f"{name}, {n} words" for name, budgets in SETS.items() for n in budgets]
        results["sets"] = {key: results["sets"][key] for key in order if key in results["sets"]}
        write(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
