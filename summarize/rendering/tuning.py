"""A search of settings."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Any, Final

from .blocks import Gap, Heading, Item, Paragraph, Table, Verbatim
from .phrases import counted, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .blocks import Block

#: Trials shown on a terminal; the other formats have all.
SHOWN_TRIALS: Final = 10

TRIED_COLUMNS: Final = tuple(
    "trial, granularity, neighbours, paragraph, words, least share, themes, with one, agreement, silhouette, ARI, AMI, score".split(
        ", "
    )
)

#: Names of columns, shorter than those of the page with pictures: a terminal is narrow.
_SHORTER: Final = {
    "neighbours": "neigh.",
    "paragraph": "para.",
    "granularity": "grain",
    "least share": "least",
    "silhouette": "silh.",
}


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def tried_cells(trial: Mapping[str, Any]) -> tuple[str, ...]:
    """A setting that was tried, as the cells of a table; see `TRIED_COLUMNS`."""
    values = trial["settings"]
    return (
        str(trial["number"]),
        values["granularity"],
        *(_number(values[name]) for name in ("neighbour_weight", "paragraph_weight", "term_share")),
        f"{values['min_share']:.3f}",
        f"{trial['n_themes']:.1f}".removesuffix(".0"),
        percent(trial["share"]),
        *(_number(trial[name]) for name in ("agreement", "silhouette", "adjusted_rand", "adjusted_mutual_information")),
        f"{trial['score']:.3f}",
    )


def verdict(record: Mapping[str, Any]) -> list[str]:
    """What the search says, in sentences."""
    trials, chosen, best = record["trials"], record["chosen"], record["best"]
    given = trials[0]["score"]
    labelled = record["criterion"] == "labels"
    stories = counted(len(record["stories"]), "story", "stories")
    if labelled:
        several = sum(s["n_labellers"] > 1 for s in record["stories"])
        by = (
            ""
            if not several
            else " by several people"
            if len(record["stories"]) == 1
            else f", {several} of them by several people"
        )
        of = f"{stories} with labels{by} ({sum(s['n_labelled'] for s in record['stories'])} sentences with a theme)"
        searched = "the adjusted Rand index with the labels"
    else:
        n = record["stories"][0]["n_sentences"]
        of = f"{counted(n, 'sentence')} without labels"
        searched = "the mean of agreement (of the themes when articles are left out) and silhouette, times the share of sentences with a theme"
    lines = [
        f"{counted(len(trials), 'setting')} tried on {of}; searched for: {searched}.",
        f"Settings given: {given:.3f}. Best: {trials[best]['score']:.3f} (trial {best}).",
    ]
    left = record["left_out"]
    if left:
        ours, theirs = fmean(item["score"] for item in left), fmean(item["given"] for item in left)
        lines.append(
            f"Chosen on the other stories and measured on each in turn: {ours:.3f}; the settings given: {theirs:.3f}. This is the "
            "figure to trust."
        )
    elif labelled:
        lines.append(
            "With one labelled story there is nothing to measure the choice on: on another story it will do less well. Label a "
            "second one for an honest figure."
        )
    else:
        lines.append(
            "Stable and well apart is not yet what a reader would call a theme; labels say that (summarize gold), and without them only a clear gain, 0.1, is taken for one."
        )
    lines.append(
        "No setting is enough better to be worth a change; the settings given are kept."
        if chosen == 0
        else f"Trial {chosen} is kept."
    )
    return lines


def tuning_blocks(record: Mapping[str, Any], whole: bool) -> Iterator[Block]:
    """Tell the search: what it says, the settings tried, best first, and the settings file."""
    yield Heading("Settings tried")
    yield from map(Paragraph, verdict(record))
    yield Gap()
    ranked = sorted(record["trials"], key=lambda t: (-t["score"], t["number"]))
    shown = ranked[: None if whole else SHOWN_TRIALS]
    if record["trials"][0] not in shown:
        shown.append(record["trials"][0])
    # What was searched for is said once, and the measures beside it are those that were not: a page is narrow.
    left = ("with one", "silhouette", "score") if record["criterion"] == "labels" else ("ARI", "AMI")
    yield Table(
        [_SHORTER.get(name, name) for name in TRIED_COLUMNS],
        list(map(tried_cells, shown)),
        words=(1,),
        dropped=[TRIED_COLUMNS.index(name) for name in left],
    )
    for item in record["left_out"]:
        yield Item(
            f"{item['story']}: trial {item['trial']} is best on the others, {item['score']:.3f} here; the settings given "
            f"{item['given']:.3f}"
        )
    yield Heading("Settings file")
    yield Verbatim(lambda _width: record["toml"].splitlines())


def tried_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one row a setting tried, for a table."""
    return [
        {
            "trial": trial["number"],
            "chosen": trial["number"] == record["chosen"],
            **trial["settings"],
            **{name: value for name, value in trial.items() if name not in ("number", "settings", "scores")},
        }
        for trial in record["trials"]
    ]
