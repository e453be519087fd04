"""Whether two names are one: suffixes, spellings, short forms of first names."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from .lexicon import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii", "iv"))

#: First names, and surnames of one first name, are spellings of one name from this similarity on.
_FIRST_NAMES, _SURNAMES = 0.75, 0.85


def key_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return a name as it is compared: folded, middle initials left out.

    Examples
    --------
    >>> key_of(("Donald", "J.", "Trump")), key_of(("João", "Silva"))
    (('donald', 'trump'), ('joao', 'silva'))
    """
    folded = [plain(word) for word in words]
    return tuple(word for i, word in enumerate(folded) if len(word) > 1 or i == 0)


def surname_of(key: tuple[str, ...]) -> str:
    """Return the surname of a key: the last word that is no "Jr."."""
    return next((word for word in reversed(key) if word not in SUFFIXES), key[-1])


def same_person(
    first: tuple[str, ...], second: tuple[str, ...], nicknames: Mapping[str, frozenset[str]] = MappingProxyType({})
) -> bool:
    """Tell whether two full names are spellings of one.

    Parameters
    ----------
    first, second : tuple of str
        Keys of two words and more.
    nicknames : mapping of str to frozenset of str
        For each short form of a first name, what it may stand for.

    Examples
    --------
    >>> same_person(("sergey", "lavrov"), ("sergei", "lavrov")), same_person(("bill", "clinton"), ("hillary", "clinton"))
    (True, False)
    """
    if {w for w in first if w in SUFFIXES} != {w for w in second if w in SUFFIXES}:
        return False
    short, long = sorted((first, second), key=len)
    if len(short) >= 2 and long[-len(short) :] == short:
        return True
    a, b = surname_of(first), surname_of(second)
    initial = min(len(first[0]), len(second[0])) == 1
    if a != b:
        # One given name, and surnames that are nearly one; most pairs are told apart before they are compared letter by letter.
        return first[0] == second[0] and a[0] == b[0] and not initial and _alike(a, b, _SURNAMES)
    if first[0] in nicknames.get(second[0], ()) or second[0] in nicknames.get(first[0], ()):
        return True
    return first[0][0] == second[0][0] and (initial or _alike(first[0], second[0], _FIRST_NAMES))


def are_one(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether two names, of which either may be a surname alone, may be of one person.

    Examples
    --------
    >>> are_one(("lavrov",), ("sergey", "lavrov")), are_one(("jane", "roe"), ("ann", "roe"))
    (True, False)
    """
    if min(len(first), len(second)) == 1:
        return surname_of(first) == surname_of(second)
    return first == second or same_person(first, second)


def _alike(one: str, other: str, least: float) -> bool:
    """Whether the letters of two words match to so large a share (Ratcliff and Obershelp)."""
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least


def only_one(candidates: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the one person that all full names are spellings of; None where there are two, or none."""
    counted = Counter(candidates)
    ranked = sorted(counted, key=lambda names: (-counted[names], len(names), names))
    if not ranked:
        return None
    head = key_of(ranked[0])
    return ranked[0] if all(key_of(other) == head or same_person(head, key_of(other)) for other in ranked[1:]) else None
