"""Reading what a person labelled: sentences with their theme and fact, as JSON lines or as a table."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..corpus import Dropped
from ..errors import InputError
from ..writing import FORMULA_SIGNS
from .encoding import decode
from .tables import json_rows

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

#: What a file of labels must have; anything else is for the person who labels.
LABEL_COLUMNS: Final = ("document", "start", "stop", "theme")

#: What is written for a sentence that belongs to no theme, or states no fact.
_NONE: Final = frozenset({"-", "–", "none", "null", "n/a"})

#: Bytes of a first row that are looked at.
_LONGEST_HEAD: Final = 1_000_000

#: Problems named in an error.
_N_NAMED: Final = 5

_ROW: Final = '{"document": id, "start": 0, "stop": 120, "theme": "a name, or null", "fact": 1}'


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A sentence and what a person says of it.

    Attributes
    ----------
    document : str
    start, stop : int
        Its place in the document's text.
    theme : str or None
        None: it belongs to no theme (page furniture, boilerplate).
    fact : str or None
        Sentences with the same fact state the same.
    labelled : bool
        False where the theme was left empty: not looked at yet.
    text : str or None
        The sentence, where the file repeats it.
    line : int
        1-based line of the file.
    """

    document: str
    start: int
    stop: int
    theme: str | None
    fact: str | None
    labelled: bool
    text: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Labels:
    """One person's labels of one story: a file."""

    path: str
    spans: tuple[LabelledSpan, ...]

    @property
    def name(self) -> str:
        """Name of the file without its ending."""
        return Path(self.path).stem


def read_labels(source: str | os.PathLike[str]) -> list[Labels]:
    """Read labels: a file, or every ``.jsonl`` and ``.csv`` of a folder; a file is one story.

    Parameters
    ----------
    source : str or path
        Rows of document, start, stop, theme and, where it is known, fact. A theme of null, or ``-``, is none; one left empty
        was not looked at yet.

    Returns
    -------
    list of Labels
        By name.

    Raises
    ------
    InputError
        If there is nothing to read, or rows cannot be used: the message names file and line, what was expected and what
        was found.
    """
    path = Path(source)
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.casefold() in (".jsonl", ".csv"))
        if not files:
            raise InputError(f"{path}: expected files of labels (.jsonl or .csv) in this folder, found none")
        return [labels for file in files for labels in read_labels(file)]
    try:
        text = decode(path.read_bytes()).text
    except FileNotFoundError as error:
        raise InputError(
            f"{path}: there is no such file of labels; summarize gold CORPUS -o FILE writes one"
        ) from error
    except OSError as error:
        raise InputError(f"{path}: could not be read: {error.strerror}") from error
    spans: list[LabelledSpan] = []
    problems: list[str] = []
    for line, row in _rows(text, path):
        found = row if isinstance(row, str) else _span(row, line)
        if isinstance(found, str):
            problems.append(f"line {line}: {found}")
        else:
            spans.append(found)
    problems += _clashes(spans)
    if problems:
        shown = "\n".join(f"  {problem}" for problem in problems[:_N_NAMED])
        more = f"\n  and {len(problems) - _N_NAMED} more" if len(problems) > _N_NAMED else ""
        rows = "1 row" if len(problems) == 1 else f"{len(problems)} rows"
        raise InputError(f"{path}: {rows} cannot be used:\n{shown}{more}")
    if not spans:
        raise InputError(f"{path}: expected rows like {_ROW}, found none")
    return [Labels(str(source), tuple(spans))]


def refuse_labels(sources: Iterable[str]) -> None:
    """Refuse a sheet of labels where a corpus was expected: its sentences would be read as articles.

    Parameters
    ----------
    sources : iterable of str
        What was given as a corpus.

    Raises
    ------
    InputError
        If the first row of a ``.jsonl`` or ``.csv`` among them has what labels have.
    """
    for path in map(Path, sources):
        if path.suffix.casefold() not in (".jsonl", ".csv") or not path.is_file():
            continue
        with path.open("rb") as file:
            first = decode(file.readline(_LONGEST_HEAD)).text.lstrip("\ufeff")
        try:
            names = json.loads(first) if path.suffix.casefold() == ".jsonl" else re.split('[,;\t"]+', first.strip())
        except ValueError:
            continue
        if isinstance(names, dict | list) and all(name in names for name in LABEL_COLUMNS):
            raise InputError(
                f"{path}: expected a corpus, found labels; name the corpus that they are of, and the labels with "
                "gold --check or tune --gold"
            )


def _rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    """Rows with their lines, or what is wrong with a line."""
    if path.suffix.casefold() == ".csv":
        first = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
        # A spreadsheet separates by what its country writes for a decimal point.
        delimiter = max(",;\t", key=first.count)
        reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
        missing = [name for name in LABEL_COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            found = ", ".join(map(str, reader.fieldnames or ())) or "none"
            raise InputError(f"{path}, line 1: expected columns {', '.join(LABEL_COLUMNS)}; found: {found}")
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            yield line, {str(name): value for name, value in row.items() if name is not None}
    # Not splitlines: a line of JSON may hold U+2028 and others of its kind.
    for line, value in json_rows(text.split("\n"), str(path)):
        if isinstance(value, Dropped):
            yield line, value.detail
        elif isinstance(value, dict):
            yield line, value
        else:
            yield line, f"expected an object like {_ROW}, found {json.dumps(value, ensure_ascii=False)[:40]}"


def _span(row: Mapping[str, object], line: int) -> LabelledSpan | str:
    missing = [name for name in LABEL_COLUMNS if name not in row]
    if missing:
        return f"expected {', '.join(LABEL_COLUMNS)}; there is no {', '.join(missing)}"
    document = str(row["document"] or "").strip()
    if not document:
        return "expected the id of a document, found an empty one"
    places: list[int] = []
    for name in ("start", "stop"):
        value = row[name]
        written = str(value).strip()
        if isinstance(value, bool) or not written.isdecimal():
            return f"expected {name} to be a whole number from 0 up, found {value!r}; leave it as it was written"
        places.append(int(written))
    if places[0] >= places[1]:
        return f"expected start before stop, found {places[0]} and {places[1]}; leave them as they were written"
    theme, fact = _label(row["theme"]), _label(row.get("fact"))
    text = row.get("text")
    return LabelledSpan(
        document,
        places[0],
        places[1],
        theme or None,
        fact or None,
        theme != "",
        text if isinstance(text, str) else None,
        line,
    )


def _label(value: object) -> str | None:
    """A label as a person wrote it: None for none, empty where nothing was written."""
    written = " ".join(str("" if value is None else value).split())
    # The apostrophe that keeps a spreadsheet from taking a cell for a formula, copied along.
    written = written.removeprefix("'") if written[1:2] in FORMULA_SIGNS else written
    return None if value is None or written.casefold() in _NONE else written


def _clashes(spans: list[LabelledSpan]) -> list[str]:
    """Sentences that stand twice, or run into one another."""
    problems: list[str] = []
    before: LabelledSpan | None = None
    for span in sorted(spans, key=lambda s: (s.document, s.start, s.stop, s.line)):
        if before is not None and before.document == span.document and span.start < before.stop:
            same = (before.start, before.stop) == (span.start, span.stop)
            what = "the same sentence" if same else f"[{before.start}:{before.stop}], which it runs into,"
            problems.append(
                f"line {span.line}: {span.document}[{span.start}:{span.stop}]: {what} stands on line {before.line} too; "
                "leave one of them"
            )
        before = span
    return problems
