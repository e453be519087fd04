"""What of an article comes back from a PDF: articles printed by Chromium, read, and held against the text that was printed.

Each article is printed twice: as a web page in one column, with the head and foot that a browser adds, and as a clipping in two justified
columns, with divided words, indents, a running head and a foot. Beside our reader stand those of the kept libraries. Writes
``benchmarks/results/pdf.json`` and the table in ``docs/pdf.md``.

Needs Chromium, fonts for the six languages (Debian's fonts-dejavu and fonts-lohit-deva), and `pip install ".[bench-pdf]"`.

usage: python benchmarks/pdf.py [--shared ../shared] [--chromium FILE]
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import shutil
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pages import commit, save, write_tables

import summarize as sm

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "pdf.json"
DOC = HERE.parent / "docs" / "pdf.md"

#: Characters of the articles that are printed: more than a notice, less than a book.
SHORTEST, LONGEST = 1200, 9000
SEED = 7

#: Articles of each language that are printed.
OF_EACH: Final = 10
LANGUAGES: Final = {"arabic": "ar", "czech": "cs", "french": "fr", "greek": "el", "hebrew": "he", "hindi": "hi"}

#: What a browser is told so that it sets the two columns of a newspaper.
STYLE: Final = """@page{margin:22mm 15mm;
@top-center{content:"THE MERIDIAN GAZETTE \\00a0 Monday edition";font-size:9px}
@bottom-left{content:"Clipping service for members only";font-size:9px}
@bottom-right{content:"Page " counter(page);font-size:9px}}
.c{column-count:2;column-gap:8mm;text-align:justify;font-size:11px;line-height:1.3}
p{margin:0;text-indent:1em} h1{font-size:24px}"""
AUTHOR: Final = "By our own correspondent"

WORD: Final = re.compile(r"\w+(?:['’\-]\w+)*")


@dataclass(frozen=True, slots=True)
class Article:
    """What is printed."""

    title: str
    text: str
    language: str


def articles(path: Path, language: str) -> list[Article]:
    """The articles of a file, in an order drawn once."""
    found = [
        Article(" ".join(document["title"].split()), document["text"], language)
        for line in path.read_text(encoding="utf-8").splitlines()
        for document in json.loads(line)["documents"]
        if SHORTEST < len(document["text"]) < LONGEST
    ]
    random.Random(SEED).shuffle(found)
    return found


def sets(data: Path) -> dict[str, list[Article]]:
    stories = articles(data / "stories.jsonl", "en")

    def of(*names: str) -> list[Article]:
        found = [articles(data / f"multiling.{name}.jsonl", LANGUAGES[name])[:OF_EACH] for name in names]
        return [article for some in found for article in some]

    return {
        "50 of stories, the rules made with them in view": stories[:50],
        "50 others of stories": stories[50:100],
        "50 of roundups": articles(data / "roundups.jsonl", "en")[:50],
        "30 in Czech, French and Greek": of("czech", "french", "greek"),
        "20 in Arabic and Hebrew": of("arabic", "hebrew"),
        "10 in Hindi": of("hindi"),
    }


def divided(text: str, language: str) -> str:
    """A text with a soft hyphen wherever a typesetter may divide a word."""
    import pyphen

    if language not in pyphen.LANGUAGES and language != "en":
        return text
    words = pyphen.Pyphen(lang="en_US" if language == "en" else language)
    return re.sub(r"[^\W\d_]{7,}", lambda match: words.inserted(match[0], "\u00ad"), text)


def laid_out(article: Article, number: int) -> dict[str, str]:
    """The article as a web page and as a clipping."""
    paragraphs = [html.escape(line) for line in article.text.split("\n") if line.strip()]
    title = html.escape(article.title)
    right = ' dir="rtl"' if article.language in ("ar", "he") else ""
    head = f'<!doctype html><html lang="{article.language}"{right}><meta charset="utf-8"><title>'
    page = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    columns = "".join(f"<p>{divided(paragraph, article.language)}</p>" for paragraph in paragraphs)
    fonts = "font-family:Liberation Serif,DejaVu Serif,serif"
    return {
        "web page": f'{head}{title} | The Courier</title><body style="{fonts}"><h1>{title}</h1>{page}',
        "clipping": f'{head}Microsoft Word - draft{number}.doc</title><style>{STYLE}</style><body style="{fonts}"><h1>{title}</h1>'
        f'<p style="font-size:9px;text-indent:0">{AUTHOR}</p><div class="c">{columns}</div>',
    }


def printed(pages: list[str], folder: Path, chromium: str | None, browser_marks: bool) -> list[Path]:
    """Print pages to PDF."""
    from playwright.sync_api import sync_playwright

    files = []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        margin = dict.fromkeys(("top", "right", "bottom", "left"), "1cm")
        for number, content in enumerate(pages):
            source, file = folder / f"{number}.html", folder / f"{number}.pdf"
            source.write_text(content, encoding="utf-8")
            page.goto(source.as_uri())
            if browser_marks:
                page.pdf(path=file, display_header_footer=True, margin=margin)
            else:
                page.pdf(path=file, prefer_css_page_size=True)
            files.append(file)
        browser.close()
    return files


def ours(file: Path) -> sm.Document | None:
    corpus = sm.read(file, cache=sm.NoCache())
    return corpus.documents[0] if corpus.documents else None


def pdfium(file: Path) -> str:
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file))


def pypdf(file: Path) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(file).pages)


def pdfminer(file: Path) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(file))


PEERS: Final[dict[str, Callable[[Path], str]]] = {"PDFium": pdfium, "pypdf": pypdf, "pdfminer.six": pdfminer}


def words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text.replace("\u00ad", "")))


def compared(text: str, article: Article) -> Counter[str]:
    """Words of an article that its PDF gives back, or not, or elsewhere, and words that are none of it."""
    wanted, found = words(article.text), words(text)
    lost = sum((Counter(wanted) - Counter(found)).values())
    added = sum((Counter(found) - Counter(wanted)).values())
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    kept = sum(block.size for block in blocks)
    return Counter(words=len(wanted), lost=lost, added=added, moved=len(wanted) - lost - kept)


def measure(articles: list[Article], files: list[Path]) -> dict[str, dict[str, float]]:
    """Our reader and the others on one set in one layout; those give the headline with the text, so theirs is no word too many."""
    found: dict[str, dict[str, float]] = {}
    total: Counter[str] = Counter()
    begun = time.process_time()
    read = [ours(file) for file in files]
    seconds = {"summarize": time.process_time() - begun}
    for article, document in zip(articles, read, strict=True):
        total += compared("" if document is None else document.text, article)
        if document is not None:
            total["headlines"] += document.title == article.title
            wanted = [words(line) for line in article.text.split("\n") if words(line)]
            got = [words(part) for part in document.text.split("\n\n") if words(part)]
            total["paragraphs"] += sum((Counter(map(tuple, wanted)) & Counter(map(tuple, got))).values())
            total["of_paragraphs"] += len(wanted)
    found["summarize"] = dict(total)
    for name, reader in PEERS.items():
        total = Counter()
        begun = time.process_time()
        texts = [reader(file) for file in files]
        seconds[name] = time.process_time() - begun
        for article, text in zip(articles, texts, strict=True):
            total += compared(text, article)
        found[name] = dict(total)
    for name, took in seconds.items():
        found[name]["seconds"] = round(took, 3)
    return found


def table(results: dict[str, Any]) -> str:
    lines = [
        "| articles | printed as | words | reader | lost | out of order | not of the article | headlines | paragraphs | time |",
        "|---|---|---:|---|---:|---:|---:|---:|---:|---:|",
    ]
    for row in results["rows"]:
        own = row["readers"]["summarize"]
        for name, found in row["readers"].items():
            mine = name == "summarize"
            where = (row["set"], row["layout"], f"{own['words']:,}") if mine else ("", "", "")
            whole = (
                (f"{own.get('headlines', 0)} of {row['n']}", f"{own['paragraphs'] / own['of_paragraphs']:.1%}")
                if mine
                else ("", "")
            )
            figures = [f"{int(found.get(key, 0)):,}" for key in ("lost", "moved", "added")]
            ratio = found["seconds"] / own["seconds"]
            lines.append(
                f"| {' | '.join(where)} | {'**summarize**' if mine else name} | {' | '.join([*figures, *whole])} | {ratio:.1f} |"
            )
    said = ", ".join(f"{name} {number}" for name, number in results["versions"].items())
    return "\n".join([*lines, "", f"Time of the processor, that of our reader 1. Commit {results['commit']}; {said}."])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    args = parser.parse_args()
    if not (args.shared / "data").is_dir():
        print(f"{args.shared}: expected the development data there; name it with --shared", file=sys.stderr)
        return 1
    rows = []
    for name, some in sets(args.shared / "data").items():
        pages = [laid_out(article, number) for number, article in enumerate(some)]
        for layout in pages[0]:
            with tempfile.TemporaryDirectory() as folder:
                files = printed(
                    [page[layout] for page in pages], Path(folder), args.chromium, browser_marks=layout == "web page"
                )
                rows.append({"set": name, "layout": layout, "n": len(some), "readers": measure(some, files)})
            print(rows[-1], flush=True)
    packages = ("pypdfium2", "pypdf", "pdfminer.six")
    results = {"commit": commit(), "versions": {name: version(name) for name in packages}, "rows": rows}
    save(RESULTS, results)
    write_tables(DOC, {"pdf": table(results)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
