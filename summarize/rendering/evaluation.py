"""The tables of an evaluation, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..records.evaluation import BESIDE, SURE_FROM
from .blocks import Gap, Heading, Paragraph, Table
from .phrases import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .blocks import Block

#: Measures that are shown, and their names; the JSON carries ROUGE-3 too.
SHOWN: Final = {"rouge_1": "R-1", "rouge_2": "R-2", "rouge_4": "R-4", "rouge_l": "R-L", "rouge_su4": "R-SU4"}


def _hundred(share: float) -> str:
    """Say a ROUGE figure as the literature prints it."""
    return f"{100 * share:.1f}"


def _signed(share: float) -> str:
    return f"{100 * share:+.1f}"


def _p_value(value: float) -> str:
    """Say a p-value.

    Examples
    --------
    >>> _p_value(0.0002), _p_value(0.034)
    ('<.001', '.034')
    """
    return "<.001" if value < 0.001 else f"{value:.3f}".lstrip("0")


def evaluation_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell what was evaluated, three tables a budget: ROUGE, how sure it is, and what stands beside it; and once what their figures are."""
    measure, against, n_stories = record["settings"]["measure"], record["against"], record["n_stories"]
    n_references = sum(story["n_references"] for story in record["stories"])
    yield Paragraph(
        f"Evaluated on {counted(n_stories, 'story', 'stories')}, {counted(len(record['corpus']['documents']), 'document')}, "
        f"{counted(n_references, 'reference summary', 'reference summaries')}."
    )
    for n in record["settings"]["words"]:
        methods = [method for method in record["methods"] if method["words"] == n]
        yield Heading(f"ROUGE {measure}, {counted(n, 'word')}")
        yield Table(
            ("method", *SHOWN.values(), "words"),
            [
                (m["method"], *(_hundred(m["rouge"][unit][measure]) for unit in SHOWN), f"{m['n_words']:.0f}")
                for m in methods
            ],
        )
        yield Heading(f"ROUGE-2 {measure}, {counted(n, 'word')}: how sure")
        yield Table(
            ("method", "R-2", "95 %", f"less {against}", "95 %", "p"),
            [(m["method"], *_sureness(m, measure)) for m in methods],
        )
        yield Heading(f"Beside ROUGE, {counted(n, 'word')}")
        yield Table(
            ("method", "covered", "near", "repeats", "outlets", "claims"),
            [(m["method"], *_beside(m)) for m in methods],
        )
    yield Gap()
    few = (
        f" Of fewer than {SURE_FROM} stories there is no interval and no p."
        if n_stories < SURE_FROM
        else " Of fewer than ten stories the intervals are too narrow."
        if n_stories < 10
        else ""
    )
    for note in (
        "In hundredths; means over stories. Oracles know the references: a ceiling, not a method.",
        "ROUGE as ROUGE-1.5.5 computes it: words stemmed, texts cut to the budget; R-L is that of whole summaries (rougeLsum elsewhere).",
        f"Bootstrap over stories; differences to {against} are paired story by story.{few}",
        (
            "covered: share of the references' sentences that a sentence of the summary says, by meaning; near: mean cosine to "
            "the nearest one; repeats: mean cosine of a sentence to the nearest other one; outlets: drawn on; claims: share of "
            "the facts of two and more independent texts that are stated."
        ),
    ):
        yield Paragraph(note, "dim")


def _sureness(method: Mapping[str, Any], measure: str) -> Sequence[str]:
    score, difference = method["rouge"]["rouge_2"], (method["difference"] or {}).get("rouge_2")
    own = (_hundred(score[measure]), _span(score, _hundred))
    if difference is None:
        return (*own, "", "", "")
    p_value = difference["p_value"]
    return (
        *own,
        _signed(difference["mean"]),
        _span(difference, _signed),
        "" if p_value is None else _p_value(p_value),
    )


def _span(measured: Mapping[str, Any], said: Callable[[float], str]) -> str:
    low, high = measured["low"], measured["high"]
    return "" if low is None or high is None else f"{said(low)} to {said(high)}"


def _beside(method: Mapping[str, Any]) -> Sequence[str]:
    claims = method["claims"]
    return (
        f"{100 * method['reference_share']:.0f}%",
        f"{method['reference_similarity']:.2f}",
        f"{method['redundancy']:.2f}",
        f"{method['outlets']:.1f}",
        "none" if claims is None else f"{100 * claims:.0f}%",
    )


def evaluation_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Make one flat row for each method within each budget, for a spreadsheet."""
    rows = []
    for method in record["methods"]:
        row: dict[str, Any] = {"words": method["words"], "method": method["method"]}
        for unit, sides in method["rouge"].items():
            row |= {f"{unit}_{side}": value for side, value in sides.items()}
            for side, value in ((method["difference"] or {}).get(unit) or {}).items():
                row[f"{unit}_difference_{side}"] = value
        rows.append(row | {name: method[name] for name in BESIDE})
    return rows
