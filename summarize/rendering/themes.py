"""The themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Gap, Heading, Item, Paragraph, Table, cited
from .naming import labels_of, lone_outlet, n_outlets_of
from .phrases import counted, documents_line, firmness, percent, shown
from .strays import stray_blocks, stray_lines, stray_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .blocks import Block

#: Of one row a sentence, and of one row a theme.
THEME_COLUMNS: Final = ("document", "outlet", "start", "stop", "theme", "label", "text", "counted")
EACH_THEME_COLUMNS: Final = tuple(
    """
    theme label terms seeded n_sentences n_documents n_outlets stability stability_margin label_share n_stray outlet
    document start stop text
    """.split()
)

#: Share of a theme's sentences below which its label is said to stand in few.
_THIN: Final = 0.125


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


def _thinly_named(theme: Mapping[str, Any]) -> str:
    """Say that the label of a theme stands in few of its sentences; "" where it stands in more.

    Examples
    --------
    >>> _thinly_named({"label_share": 0.04}), _thinly_named({"label_share": 0.5}), _thinly_named({"label_share": None})
    ('the label stands in 4% of its sentences: they have few words in common', '', '')
    """
    share = theme["label_share"]
    if share is None or share >= _THIN:
        return ""
    return f"the label stands in {percent(share)} of its sentences: they have few words in common"


def themes_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell each theme with its terms, its outlets and a sentence, and how they were found."""
    yield Heading(f"{counted(len(record['themes']), 'theme')} in {documents_line(record)}")
    yield from stray_blocks(record)
    if stray_lines(record):
        yield Gap()
    yield from each_theme_blocks(record, True)
    yield from _choice_blocks(record["choice"])


def each_theme_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell each theme with its terms, its outlets and a sentence."""
    n_outlets = n_outlets_of(record)
    for theme in record["themes"]:
        outlets = f"{len(theme['outlets'])} of {counted(n_outlets, 'outlet')}{lone_outlet(theme, n_outlets)}"
        under: list[str | Paragraph] = [
            f"{counted(theme['n_sentences'], 'sentence')} · {outlets} · stability {firmness(theme)}"
        ]
        if _thinly_named(theme):
            under.append(_thinly_named(theme))
        if stray_theme(theme):
            under.append(Paragraph(stray_theme(theme)))
        more = [term for term in theme["terms"] if term not in theme["label"]]
        if more:
            under.append(f"also: {', '.join(more)}")
        under += [Paragraph(cited(s, f"{shown(s['text'])} — ")) for s in theme["representative"][:1]]
        seeded = "  (seed)" if theme["seeded"] else ""
        yield Item(
            ((f"{theme['id']} ", "bold markdown"), (theme["label"], "bold"), (seeded, "dim")),
            under,
            mark=(f"{theme['id']:>2}  ", "cyan"),
        )
        yield Gap()


def _choice_blocks(choice: Mapping[str, Any]) -> Iterator[Block]:
    """Tell how many themes there are, and why."""
    n_without = choice["n_without"]
    yield Paragraph(f"{counted(n_without, 'sentence')} {'belongs' if n_without == 1 else 'belong'} to no theme.", "dim")
    if choice["empty_seeds"]:
        yield Paragraph(f"No sentence is about: {', '.join(choice['empty_seeds'])}.")
    yield Paragraph(f"Number of themes: {choice['rule']}.", "dim")
    if choice["curve"]:
        yield Gap()
        yield Table(("bar", "themes", "in a theme", "agreement", ""), _curve(choice), words=(4,))
        why = (
            "No bar is used, since a number was asked for."
            if choice["similarity"] is None
            else f"The bar of {choice['similarity']:.2f} is used: each granularity has one for all stories, and it is not chosen by agreement."
        )
        yield Paragraph(
            f"{why} Agreement says how far the same themes come out when articles are left out, and not which number is right; "
            "--granularity and --n-themes choose another.",
            "dim",
        )


def theme_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a sentence; see `THEME_COLUMNS`."""
    labels = labels_of(record)
    return ({**s, "label": labels.get(s["theme"], "")} for s in record["sentences"])


def each_theme_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One row a theme, with the sentence that stands for it best; see `EACH_THEME_COLUMNS`."""
    for theme in record["themes"]:
        yield {
            **theme,
            **(theme["representative"][0] if theme["representative"] else {}),
            "theme": theme["id"],
            "terms": "; ".join(theme["terms"]),
            "n_outlets": len(theme["outlets"]),
        }
