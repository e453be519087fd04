"""Lines of running text: which breaks a writer meant, and which a width did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..furniture import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_TITLE_CHARACTERS: Final = 200

#: Longer lines are paragraphs of their own, not lines broken at a width.
_MAX_WRAP_CHARACTERS: Final = 120


def is_wrapped(line: str, following: str, width: int) -> bool:
    """Whether the break after `line` was made by a width, so that the sentence runs on in the next line.

    It was where the next word would not have fitted, or where the next line goes on in lower case.

    Parameters
    ----------
    line, following : str
        Two lines, one directly below the other.
    width : int
        Length of the longest line of the text, in characters.
    """
    line, following = line.strip(), following.strip()
    if not line or not following:
        return False
    if following[0].islower():
        return True
    return width <= _MAX_WRAP_CHARACTERS and len(line) + 1 + len(following.split()[0]) > width


def is_title(line: str, after: Sequence[str], width: int) -> bool:
    """Whether the first line of a text is its headline: short, no sentence, no wrapped line, and more comes after.

    Parameters
    ----------
    line : str
        The first line that is not blank.
    after : sequence of str
        The lines below it.
    width : int
        Length of the longest line of the text, in characters.
    """
    bare = line.strip()
    return (
        len(bare) < MAX_TITLE_CHARACTERS
        and any(map(str.isalnum, bare))
        and not ends_sentence(bare)
        and any(map(str.strip, after))
        and not is_wrapped(line, after[0], width)
    )
