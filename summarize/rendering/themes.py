"""The themes as text, Markdown and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .markup import escaped, table
from .naming import lone_outlet
from .page import show_rows
from .phrases import counted, documents_line, firmness, one_line, percent, shown, span
from .strays import stray_lines, stray_theme, strays_markdown, strays_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .page import Page

#: Of one row a sentence.
THEME_COLUMNS: Final = ("document", "outlet", "start", "stop", "theme", "label", "text", "counted")


#: Share of a theme's sentences below which its label is said to stand in few.
_THIN: Final = 0.125

#: Of the curve of ``--explain``: how the number of themes hangs on the bar.
_CURVE: Final = ("bar", "themes", "in a theme", "agreement", "")


_AGREEMENT: Final = (
    "Agreement says how far the same themes come out when articles are left out, and not which number is right; --granularity and "
    "--n-themes choose another."
)


def _curve(choice: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Rows of the curve, one a bar: themes, share of sentences with one, agreement when articles are left out.

    Parameters
    ----------
    choice : mapping
        Of a record of ``themes``.

    Examples
    --------
    >>> point = {"similarity": 0.28, "n_themes": 9, "share": 0.97, "agreement": 0.61}
    >>> _curve({"curve": [point], "similarity": 0.28})
    [('0.28', '9', '97%', '0.61', 'used')]
    """
    return [
        (
            f"{point['similarity']:.2f}",
            str(point["n_themes"]),
            percent(point["share"]),
            "not measured" if point["agreement"] is None else f"{point['agreement']:.2f}",
            "used" if point["similarity"] == choice["similarity"] else "",
        )
        for point in choice["curve"]
    ]


def _about_curve(choice: Mapping[str, Any]) -> str:
    """Say why one of the bars is used, or none, and what the agreement is good for."""
    why = (
        "No bar is used, since a number was asked for."
        if choice["similarity"] is None
        else f"The bar of {choice['similarity']:.2f} is used: each granularity has one for all stories, and it is not chosen by agreement."
    )
    return f"{why} {_AGREEMENT}"


def _thinly_named(theme: Mapping[str, Any]) -> str:
    """Say that the label of a theme stands in few of its sentences; "" where it stands in more.

    Examples
    --------
    >>> _thinly_named({"label_share": 0.04}), _thinly_named({"label_share": 0.5}), _thinly_named({"label_share": None})
    ('the label stands in 4% of its sentences: they have few words in common', '', '')
    """
    share = theme.get("label_share")
    if share is None or share >= _THIN:
        return ""
    return f"the label stands in {percent(share)} of its sentences: they have few words in common"


def themes_text(page: Page, record: Mapping[str, Any]) -> None:
    """Write each theme with its terms, its outlets and a sentence."""
    n_outlets = len({d["outlet"] for d in record["corpus"]["documents"]})
    page.heading(f"{counted(len(record['themes']), 'theme')} in {documents_line(record)}")
    strays_text(page, record)
    if stray_lines(record):
        page.gap()
    for theme in record["themes"]:
        mark = f"{theme['id']:>2}  "
        seeded = "  (seed)" if theme["seeded"] else ""
        page.paragraph(((mark, "cyan"), (one_line(theme["label"]), "bold"), (seeded, "dim")), hang=len(mark))
        outlets = f"{len(theme['outlets'])} of {counted(n_outlets, 'outlet')}{lone_outlet(theme, n_outlets)}"
        facts = f"{counted(theme['n_sentences'], 'sentence')} · {outlets} · stability {firmness(theme)}"
        page.paragraph(facts, indent=len(mark), style="dim")
        if _thinly_named(theme):
            page.paragraph(_thinly_named(theme), indent=len(mark), style="dim")
        if stray_theme(theme):
            page.paragraph(stray_theme(theme), indent=len(mark))
        more = [one_line(term) for term in theme["terms"] if one_line(term) not in theme["label"]]
        if more:
            page.paragraph("also: " + ", ".join(more), indent=len(mark), style="dim")
        for sentence in theme["representative"][:1]:
            words = f"{shown(sentence['text'])} — {one_line(sentence['outlet'])}, {span(sentence)}"
            page.paragraph(words, indent=len(mark))
        page.gap()
    choice = record["choice"]
    n_without = choice["n_without"]
    page.paragraph(
        f"{counted(n_without, 'sentence')} {'belongs' if n_without == 1 else 'belong'} to no theme.", style="dim"
    )
    if choice["empty_seeds"]:
        page.paragraph(f"No sentence is about: {', '.join(map(one_line, choice['empty_seeds']))}.")
    page.paragraph(f"Number of themes: {one_line(choice['rule'])}.", style="dim")
    if choice["curve"]:
        page.gap()
        show_rows(page, _CURVE, _curve(choice), words=(4,))
        page.paragraph(_about_curve(choice), style="dim")


def themes_markdown(record: Mapping[str, Any]) -> Iterator[str]:
    """Write the themes as a table, and a sentence of each."""
    yield "# Themes"
    yield from strays_markdown(record)
    n_outlets = len({d["outlet"] for d in record["corpus"]["documents"]})
    rows = [
        [
            str(t["id"]),
            escaped(t["label"])
            + (" (seed)" if t["seeded"] else "")
            + (f" ({stray_theme(t)})" if stray_theme(t) else "")
            + (f" ({_thinly_named(t)})" if _thinly_named(t) else ""),
            escaped(", ".join(t["terms"])),
            str(t["n_sentences"]),
            firmness(t),
            f"{len(t['outlets'])} of {n_outlets}{escaped(lone_outlet(t, n_outlets))}",
        ]
        for t in record["themes"]
    ]
    yield table(("id", "theme", "terms", "sentences", "stability", "outlets"), rows, numbers=(0, 3))
    for t in record["themes"]:
        if t["representative"]:
            s = t["representative"][0]
            yield f"**{escaped(t['label'])}**: {escaped(s['text'])} ({escaped(s['outlet'])}, `{span(s)}`)"
    choice = record["choice"]
    yield f"{counted(choice['n_without'], 'sentence')} without a theme. Number of themes: {escaped(choice['rule'])}."
    if choice["curve"]:
        yield table(_CURVE, _curve(choice), numbers=(0, 1, 2, 3))
        yield escaped(_about_curve(choice))


def theme_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a sentence; see `THEME_COLUMNS`."""
    labels = {t["id"]: t["label"] for t in record["themes"]}
    return ({**s, "label": labels.get(s["theme"], "")} for s in record["sentences"])
