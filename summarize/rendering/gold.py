"""Sheets for labelling, and what labels hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from .blocks import Heading, Item, Paragraph, Table
from .phrases import counted, documents_line, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .blocks import Block

#: In the order in which a person reads them; start and stop last, where nobody is tempted to change them.
SHEET_COLUMNS: Final = tuple("outlet title before text suggestion theme fact document start stop".split())

_CHECK_COLUMNS: Final = ("path", "theme", "sentences")

#: Sentences labelled differently that are shown; the JSON has all.
_SHOWN: Final = 8


def _agreement_lines(record: Mapping[str, Any]) -> Iterator[str]:
    def value(number: float | None) -> str:
        return "not measurable" if number is None else f"{number:.2f}"

    for found in record["agreement"]:
        alone = found["n_only_first"] + found["n_only_second"]
        left = f" ({counted(alone, 'other')} labelled by one alone)" if alone else ""
        facts = (
            f"{counted(found['n_shared'], 'sentence')} labelled by both{left}: themes, adjusted Rand index "
            f"{value(found['themes_adjusted_rand'])} and adjusted mutual information "
            f"{value(found['themes_adjusted_mutual_information'])} over {found['n_both']} with a theme in both; whether there is one, "
            f"kappa {value(found['no_theme_kappa'])}; same fact, pairwise F1 {value(found['facts_f1'])}"
        )
        yield f"{found['first']} and {found['second']}: {facts}"


def _reliability_lines(record: Mapping[str, Any]) -> Iterator[str]:
    """All labellers together."""
    found = record["reliability"]
    if found is None:
        return

    def value(measured: Mapping[str, float | None]) -> str:
        alpha, low, high = measured["alpha"], measured["low"], measured["high"]
        if alpha is None:
            return "not measurable"
        if low is None or high is None:
            return f"{alpha:.2f} (no interval from {counted(found['n_documents'], 'article')})"
        return f"{alpha:.2f} (95% from {low:.2f} to {high:.2f}, by draws of articles)"

    yield (
        f"{counted(len(found['labellers']), 'labeller')} of {counted(found['n_sentences'], 'sentence')} in "
        f"{counted(found['n_documents'], 'article')}, Krippendorff's alpha: whether there is a theme {value(found['no_theme'])}"
    )
    if found["themes"]["alpha"] is not None:
        yield (
            f"the theme by its name, - being one, {value(found['themes'])}, and of sentences that all give a theme {value(found['themed'])}; {found['n_shared_names']} of "
            f"{counted(found['n_names'], 'name')} are used by two and more"
        )
    else:
        yield (
            "names of themes are each labeller's own: no alpha of them; below, each name of the first is held against the name that "
            "shares most sentences with it"
        )


def gold_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell what a sheet holds and how to fill it, or what labels hold."""
    if "sheet" in record:
        suggested = (
            " suggestion is what the program found." if any(row["suggestion"] for row in record["sheet"]) else ""
        )
        yield Heading(f"To label: {counted(len(record['sheet']), 'sentence')} in {documents_line(record)}")
        yield Paragraph(
            "theme: a name of your own for what the sentence is about; - where it belongs to none (a credit, a sign-up line); empty is not "
            "looked at yet. fact: the same number for sentences that state the same fact; empty is none. Leave document, start and stop as "
            f"they are.{suggested}"
        )
        yield Paragraph("-o FILE.csv or FILE.jsonl writes the sheet, and --check FILE reads it back.", "dim")
        rows = [
            (
                row["outlet"],
                row["text"],
                row["suggestion"] or "",
                "",
                "",
                f"{row['document']}[{row['start']}:{row['stop']}]",
            )
            for row in record["sheet"]
        ]
        head = ("outlet", "text", "suggestion", "theme", "fact", "place")
        yield Table(head, rows, words=range(len(head)), style="markdown")
        return
    yield Heading("Labels")
    for file in record["files"]:
        facts = [
            f"{counted(file['n_rows'], 'sentence')} in {counted(file['n_documents'], 'document')}",
            counted(len(file["themes"]), "theme"),
            f"{file['n_without']} without a theme",
            counted(file["n_facts"], "fact"),
        ]
        if file["n_unlabelled"]:
            facts.append(f"{file['n_unlabelled']} not labelled yet")
        themes = ", ".join(f"{name} {n}" for name, n in file["themes"].items())
        yield Item(f"{file['path']}: {' · '.join(facts)}", [themes])
    for names in record["names_alike"]:
        said = " and ".join(f"“{name}”" for name in names)
        yield Item(
            f"{said} are {len(names)} themes, by case, marks or spaces alone; if they are one, write it in one way"
        )
    if record["agreement"]:
        yield Heading("Agreement")
    yield from map(Item, (*_agreement_lines(record), *_reliability_lines(record)))
    different = record["disagreements"]
    if different:
        yield Heading(f"Labelled differently: {counted(len(different), 'sentence')}")
    for row in different[:_SHOWN]:
        said = "; ".join(f"{path}: {name or '-'}" for path, name in row["themes"].items())
        yield Item(row["text"], [f"{said} · {row['outlet']}, {span(row)}"])
    if len(different) > _SHOWN:
        yield Paragraph(f"{len(different) - _SHOWN} more in the JSON.", "dim")


def gold_columns(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Columns of `gold_rows`."""
    return SHEET_COLUMNS if "sheet" in record else _CHECK_COLUMNS


def gold_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a table: of the sheet, or one a theme of each file."""
    if "sheet" in record:
        return [dict(row) for row in record["sheet"]]
    return [
        {"path": file["path"], "theme": name, "sentences": n}
        for file in record["files"]
        for name, n in file["themes"].items()
    ]


def sheet_jsonl(record: Mapping[str, Any]) -> str:
    """Write a sheet as JSON lines."""
    lines = [json.dumps({name: row[name] for name in SHEET_COLUMNS}, ensure_ascii=False) for row in record["sheet"]]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace").decode("utf-8")
