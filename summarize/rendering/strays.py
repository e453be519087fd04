"""Documents that seem to belong to another story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .blocks import Item, Paragraph
from .phrases import counted, one_line, short_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .blocks import Block

#: Documents that are named.
_SHOWN: Final = 10


def stray_lines(record: Mapping[str, Any]) -> list[str]:
    """Warn of the documents that seem to belong to another story: what this rests on, then one line a document; nothing where there are none.

    Examples
    --------
    >>> stray = {"document": "b7", "outlet": "Courier", "title": "Panda born", "likeness": 0.09, "usual": 0.58}
    >>> for line in stray_lines({"corpus": {"strays": [stray]}}):
    ...     print(line)
    1 article seems to belong to another story. It is counted with the rest; take it out if it does:
    Panda born (Courier, b7): likeness 0.09 to the nearest of the others, where 0.58 is usual
    """
    strays = record["corpus"].get("strays") or []
    if not strays:
        return []
    head = (
        "1 article seems to belong to another story. It is counted with the rest; take it out if it does:"
        if len(strays) == 1
        else f"{len(strays):,} articles seem to belong to another story. They are counted with the rest; take them out if they do:"
    )
    lines = [
        f"{one_line(stray['title']) or 'no headline'} ({one_line(stray['outlet'])}, {short_id(stray['document'])}): likeness "
        f"{stray['likeness']:.2f} to the nearest of the others, where {stray['usual']:.2f} is usual"
        for stray in strays[:_SHOWN]
    ]
    hidden = len(strays) - _SHOWN
    return [head, *lines, *([f"and {hidden} more"] if hidden > 0 else [])]


def stray_theme(theme: Mapping[str, Any]) -> str:
    """Say of a theme that it stands in articles that seem to belong to another story, wholly or mostly; "" where it does not.

    Examples
    --------
    >>> stray_theme({"n_sentences": 9, "n_stray": 9, "n_documents": 1}), stray_theme({"n_sentences": 9, "n_stray": 1, "n_documents": 3})
    ('all of it in 1 article that seems to belong to another story', '')
    """
    n_stray = theme["n_stray"]
    if 2 * n_stray <= theme["n_sentences"]:
        return ""
    if n_stray < theme["n_sentences"]:
        return "most of it in what seems to belong to another story"
    seem = "seems" if theme["n_documents"] == 1 else "seem"
    return f"all of it in {counted(theme['n_documents'], 'article')} that {seem} to belong to another story"


def stray_blocks(record: Mapping[str, Any]) -> Iterator[Block]:
    """Warn of them above whatever a record says."""
    head, *lines = stray_lines(record) or [""]
    if head:
        yield Paragraph(head)
    yield from map(Item, lines)
