"""Direct quotations and their speakers, held against the attributions of 84 articles and against peers.

    python benchmarks/voices.py --shared ../shared [--peer-python PYTHON]
    python benchmarks/voices.py --errors development

A direct quotation is a stretch of four words and more within quotation marks that stands inside the content of an attribution
(PolNeAR). It is found where half of it and more is; what is found is right where half of it and more lies in a content; a
speaker is right where the phrase found and the annotated source overlap. The rules were written on three outlets, and are
reported on the articles of the four others that nobody had read.

The peers: a plain regular expression, and textacy with spaCy's small English model where ``--peer-python`` names an interpreter
that has both; it is a program of its own because their requirements are not the project's.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from pages import save, write_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HERE: Final = Path(__file__).parent
RESULTS: Final = HERE / "results" / "voices.json"
PAGE: Final = HERE.parent / "docs" / "voices.md"
OURS: Final = "summarize"
REPEATS: Final = 3
MIN_WORDS: Final = 4

#: Outlets whose articles the rules were written on.
DEVELOPMENT: Final = ("breitbart", "huff-post", "nyt")

#: Articles of other outlets that were read when the data was first looked at; they count as development too.
READ_BEFORE: Final = (
    "west-journal_2016-09-12_obama-seeks",
    "wash-post_2016-09-08_virginian",
    "wash-post_2016-09-14_a-lesson",
    "wash-post_2016-09-16_burma",
    "usa-today_2016-09-08_candidates",
    "usa-today_2016-09-08_lawmaker",
    "usa-today_2016-09-23_trump-questions",
)

#: A stretch within double marks, as the annotated text has them: straight, curly, or two single ones.
STRETCH: Final = re.compile(r"[\"“][^\"”“]+[\"”]|''.+?''")

Span = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """A quotation that a method found, with the phrase for its speaker and its cue."""

    content: Span
    speaker: Span | None
    cue: Span | None


Finder = "Callable[[str], list[Found]]"

_VERBS: Final = r"(?:said|says|say|told|added|asked|wrote|argued|noted|called|warned|explained|tweeted|continued)"
_NAME: Final = r"((?:[A-Z][\w.'’-]+ ){0,3}[A-Z][\w'’-]+|[Hh]e|[Ss]he|[Tt]hey|who)"
_AFTER: Final = re.compile(rf"[\s,]*(?:{_VERBS} {_NAME}|{_NAME} {_VERBS})")
_BEFORE: Final = re.compile(rf"(?:{_NAME} {_VERBS}|[Aa]ccording to {_NAME})[^.\"“]{{0,80}}\Z")


def plain_regex(text: str) -> list[Found]:
    """Pairs of marks, and a name beside a verb of speech right after or shortly before them."""
    found = []
    for match in STRETCH.finditer(text):
        if len(match.group().split()) < MIN_WORDS:
            continue
        beside = _AFTER.match(text, match.end()) or _BEFORE.search(text, max(0, match.start() - 160), match.start())
        speaker = None
        if beside is not None:
            group = next(k for k in range(1, (beside.lastindex or 0) + 1) if beside[k] is not None)
            speaker = beside.span(group)
        found.append(Found(match.span(), speaker, None))
    return found


def ours() -> Callable[[str], list[Found]]:
    """The project's rules, on its own sentences."""
    sys.path.insert(0, str(HERE.parent))
    find_quotations = import_module("summarize.quotations").find_quotations
    sentence_spans = import_module("summarize.segmentation").sentence_spans
    rules = import_module("summarize.comparison.voices.attribution")
    lexicon = import_module("summarize.comparison.voices.lexicon").lexicon_of("en")
    sentences: dict[str, Any] = {}

    def find(text: str) -> list[Found]:
        # Sentences are found once for all views; their time is not that of this one.
        if text not in sentences:
            sentences[text] = sentence_spans(text, "en")
        quotations = [q for q in find_quotations(text) if q.depth == 0]
        found = []
        for quotation, own in zip(quotations, rules.attribute(text, quotations, sentences[text], lexicon), strict=True):
            words = text[quotation.inner_start : quotation.inner_stop]
            if len(words.split()) >= MIN_WORDS and not rules.is_title(words):
                found.append(Found((quotation.start, quotation.stop), own.speaker, own.cue))
        return found

    return find


def textacy_finder() -> tuple[Callable[[str], list[Found]], str]:
    """Return textacy's own rules over spaCy's parse; a document with an odd number of marks is refused by them."""
    spacy = import_module("spacy")
    quotations = import_module("textacy.extract").triples.direct_quotations
    (model, *_) = [name for name in spacy.util.get_installed_models() if name.startswith("en_")]
    parse = spacy.load(model)

    def find(text: str) -> list[Found]:
        found = []
        try:
            triples = list(quotations(parse(text)))
        except ValueError:
            return []
        for speaker, cue, content in triples:
            if len(content.text.split()) >= MIN_WORDS:
                phrase = (speaker[0].idx, speaker[-1].idx + len(speaker[-1]))
                verb = (cue[0].idx, cue[-1].idx + len(cue[-1]))
                found.append(Found((content.start_char, content.end_char), phrase, verb))
        return found

    versions = f"textacy {import_module('textacy').__version__}, {model} {parse.meta['version']}"
    return find, versions


def read_rows(shared: Path) -> list[dict[str, Any]]:
    path = shared / "data" / "attributions.jsonl"
    if not path.is_file():
        sys.exit(f"expected {path}; give the folder that holds data/attributions.jsonl with --shared")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def overlap(first: Span, second: Span) -> int:
    return min(first[1], second[1]) - max(first[0], second[0])


def judge(row: dict[str, Any], found: Sequence[Found]) -> tuple[Counter[str], list[str]]:
    """Count what is found and right in one article, and describe what is not."""
    text = row["text"]
    contents = [((start, stop), a) for a in row["attributions"] for start, stop in a["content"] or []]
    wanted = {
        match.span()
        for (start, stop), _ in contents
        for match in STRETCH.finditer(text, start, stop)
        if len(match.group().split()) >= MIN_WORDS
    }
    counts: Counter[str] = Counter(wanted=len(wanted), found=len(found))
    errors = []
    hit: set[Span] = set()
    for item in found:
        length = item.content[1] - item.content[0]
        hit |= {run for run in wanted if overlap(run, item.content) > (run[1] - run[0]) / 2}
        gold = [a for span, a in contents if overlap(span, item.content) > length / 2]
        if not gold:
            errors.append(f"no attribution: {text[slice(*item.content)]!r}")
            continue
        counts["right"] += 1
        for name, key in (("speaker", "source"), ("cue", "cue")):
            spans = [tuple(span) for a in gold for span in a[key] or []]
            own = item.speaker if name == "speaker" else item.cue
            if not spans:
                continue
            counts[f"with {name}"] += 1
            if own is not None and any(overlap(own, span) > 0 for span in spans):
                counts[name] += 1
            elif name == "speaker":
                said = "nobody" if own is None else repr(text[slice(*own)])
                wanted_speakers = [text[slice(*span)] for span in spans]
                errors.append(f"{said}, not {wanted_speakers}: {text[slice(*item.content)]!r}")
    counts["hit"] = len(hit)
    errors += [f"missed: {text[slice(*run)]!r}" for run in sorted(wanted - hit)]
    return counts, errors


def measures(counts: Counter[str]) -> dict[str, float | int]:
    def share(part: str, whole: str) -> float:
        return round(counts[part] / counts[whole], 4) if counts[whole] else 0.0

    return {
        "n_quotations": counts["wanted"],
        "n_found": counts["found"],
        "precision": share("right", "found"),
        "recall": share("hit", "wanted"),
        "speaker": share("speaker", "with speaker"),
        "cue": share("cue", "with cue"),
    }


def part_of(row: dict[str, Any]) -> str:
    seen = row["outlet"] in DEVELOPMENT or row["id"].startswith(READ_BEFORE)
    return "development" if seen else "held out"


def score(rows: Iterable[dict[str, Any]], found: dict[str, list[Found]]) -> dict[str, dict[str, float | int]]:
    counts: dict[str, Counter[str]] = {"development": Counter(), "held out": Counter(), "all": Counter()}
    for row in rows:
        own, _ = judge(row, found[row["id"]])
        counts[part_of(row)] += own
        counts["all"] += own
    return {part: measures(own) for part, own in counts.items()}


def timed(
    find: Callable[[str], list[Found]], rows: Sequence[dict[str, Any]], repeats: int
) -> tuple[dict[str, Any], float]:
    """Return what is found by article, and the median seconds for all of them, once warm."""
    found = {row["id"]: find(row["text"]) for row in rows}
    seconds = []
    for _ in range(repeats):
        started = perf_counter()
        for row in rows:
            find(row["text"])
        seconds.append(perf_counter() - started)
    return found, median(seconds)


def run_peer(rows: Sequence[dict[str, Any]]) -> None:
    """Be the peer's program: articles on standard input, what it finds on standard output."""
    find, versions = textacy_finder()
    found, seconds = timed(find, rows, 1)
    answer = {key: [[f.content, f.speaker, f.cue] for f in items] for key, items in found.items()}
    json.dump({"found": answer, "seconds": seconds, "versions": versions}, sys.stdout)


def ask_peer(python: Path, shared: Path) -> tuple[dict[str, list[Found]], float, str]:
    command = [str(python), str(Path(__file__).resolve()), "--as-peer", "--shared", str(shared.resolve())]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    def span(pair: list[int] | None) -> Span | None:
        return None if pair is None else (pair[0], pair[1])

    found = {
        key: [Found((content[0], content[1]), span(speaker), span(cue)) for content, speaker, cue in items]
        for key, items in answer["found"].items()
    }
    return found, answer["seconds"], answer["versions"]


def measure(shared: Path, peer: Path | None) -> dict[str, Any]:
    rows = read_rows(shared)
    n_characters = sum(len(row["text"]) for row in rows)
    methods: dict[str, Any] = {}

    def add(name: str, found: dict[str, list[Found]], seconds: float, version: str) -> None:
        methods[name] = {
            "version": version,
            "megacharacters_per_second": round(n_characters / seconds / 1e6, 2),
            **score(rows, found),
        }

    add(OURS, *timed(ours(), rows, REPEATS), "this tree")
    add("plain regex", *timed(plain_regex, rows, REPEATS), "this file")
    if peer is not None:
        found, seconds, versions = ask_peer(peer, shared)
        add("textacy", found, seconds, versions)
    return {
        "data": {"name": "attributions.jsonl", "n_articles": len(rows), "n_characters": n_characters},
        "development": list(DEVELOPMENT),
        "n_held_out": sum(part_of(row) == "held out" for row in rows),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "methods": methods,
    }


def table(results: dict[str, Any]) -> str:
    rows = [["", "articles", "precision", "recall", "right speaker", "right cue", "characters a second"]]
    rows.append(["---", "---", *["---:"] * 5])
    for name, method in results["methods"].items():
        for part in ("development", "held out", "all"):
            own = method[part]
            cells = [f"{own[key]:.3f}" for key in ("precision", "recall", "speaker", "cue")]
            if name == "plain regex":
                cells[-1] = ""
            label = name if method["version"].startswith("this") else f"{name} ({method['version']})"
            label = f"**{label}**" if name == OURS else label
            speed = f"{method['megacharacters_per_second']:.2f} million" if part == "all" else ""
            rows.append([label, part, *cells, speed])
    ours_of = results["methods"][OURS]
    note = (
        f"{ours_of['development']['n_quotations']} + {ours_of['held out']['n_quotations']} direct quotations in "
        f"{results['data']['n_articles']} articles of seven outlets; held out: {results['n_held_out']} of them. Python "
        f"{results['python']}, {results['machine']}; sentences of ours and parsing of the peer: the first left out of the time, "
        "the second in it."
    )
    return "\n".join(["| " + " | ".join(row) + " |" for row in rows] + ["", note])


def main() -> None:
    """Read the command line, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder with data/")
    parser.add_argument("--peer-python", type=Path, help="a Python that has textacy and a spaCy model for English")
    parser.add_argument("--errors", choices=("development", "held out"), help="print what is wrong, write nothing")
    parser.add_argument("--as-peer", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.as_peer:
        run_peer(read_rows(arguments.shared))
        return
    if arguments.errors:
        find = ours()
        for row in read_rows(arguments.shared):
            if part_of(row) == arguments.errors:
                for error in judge(row, find(row["text"]))[1]:
                    print(f"{row['id']}: {error}")
        return
    results = measure(arguments.shared, arguments.peer_python)
    save(RESULTS, results)
    write_tables(PAGE, {"voices": table(results)})


if __name__ == "__main__":
    main()
