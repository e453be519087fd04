"""Groups of outlets, the user's own: a file that names them, and a corpus seen by group. The program has no labels of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from ..configuration import load_toml
from ..corpus import Corpus, as_called, called_alike, nearest_called
from ..errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

#: Stands in a group's place of names for every outlet that no other group names.
_REST: Final = "*"

#: Likeness of letters from which a name is offered where a group has no other.
_PERHAPS: Final = 0.6


@dataclass(frozen=True, slots=True)
class Groups:
    """Which outlet belongs to which group.

    Attributes
    ----------
    named : mapping of str to tuple of str
        Outlets of each group.
    rest : str or None
        The group of every outlet that none names; None where such outlets stay themselves.
    absent : mapping of str to (str or None)
        Names that are of no outlet of the corpus, for a file of groups may serve many stories; and for each the outlet that may be meant.
    """

    named: Mapping[str, tuple[str, ...]]
    rest: str | None = None
    absent: Mapping[str, str | None] = field(default_factory=dict)

    def of(self, outlet: str) -> str:
        """Group of an outlet; itself where it has none.

        Examples
        --------
        >>> groups = Groups({"Agencies": ("Meridian Wire",)})
        >>> groups.of("Meridian Wire"), groups.of("Rampart")
        ('Agencies', 'Rampart')
        """
        for name, outlets in self.named.items():
            if outlet in outlets:
                return name
        return outlet if self.rest is None else self.rest

    def to_dict(self) -> dict[str, list[str] | str]:
        """Return the groups as their file has them."""
        rest: dict[str, list[str] | str] = {} if self.rest is None else {self.rest: _REST}
        return {**{name: list(outlets) for name, outlets in self.named.items()}, **rest}


def read_groups(path: Path, outlets: Iterable[str]) -> Groups:
    """Read groups from a TOML file: a name, and the list of its outlets, or ``"*"`` for all that no other group names.

    Parameters
    ----------
    path : Path
        For example ``Agencies = ["Meridian Wire", "Ostrava Bay Observer"]`` and ``Others = "*"``.
    outlets : iterable of str
        The outlets of the corpus.

    Returns
    -------
    Groups

    Raises
    ------
    SettingsError
        If the file is not there or is no TOML, if no outlet of a group is in the corpus or one is in two groups, or if what stands there is no
        list of names.
    """
    return group_outlets(load_toml(path, "a TOML file of groups of outlets"), outlets, str(path))


def group_outlets(table: Mapping[str, object], outlets: Iterable[str], where: str = "groups") -> Groups:
    """Check groups against the outlets of a corpus; `where` is what an error names.

    Raises
    ------
    SettingsError
    """
    known = sorted(outlets)
    called = as_called(known)
    outright = {called_alike(member): name for name, members in table.items() for member in _names(members)}

    def find(member: str, name: str) -> str | None:
        outlet = called(member)
        if outlet is None or called_alike(outlet) == called_alike(member):
            return outlet
        # "The Post" of one group is not the "Post" that another names: it is of another story.
        return outlet if outright.get(called_alike(outlet), name) == name else None

    named: dict[str, tuple[str, ...]] = {}
    absent: dict[str, str | None] = {}
    rest: str | None = None
    group_of: dict[str, str] = {}
    if not table:
        raise SettingsError(f'{where}: no group is named; write for example Agencies = ["Meridian Wire"]')
    for name, members in table.items():
        if not isinstance(name, str):
            raise SettingsError(f"{where}: expected the name of a group, got {name!r}")
        if members == _REST:
            if rest is not None:
                raise SettingsError(f"{where}: {rest} and {name} both take all other outlets; leave one of them out")
            rest = name
            continue
        if not isinstance(members, list) or not members or not all(isinstance(member, str) for member in members):
            raise SettingsError(
                f'{where}: {name}: expected a list of outlets, such as ["Meridian Wire"], or "*" for all others, got {members!r}'
            )
        # "The Post" and "Post" of one group are one outlet, and are named once.
        found = list(dict.fromkeys(outlet for member in members if (outlet := find(member, name)) is not None))
        lacking = {member: nearest_called(member, known) for member in members if find(member, name) is None}
        if not found:
            first = next(iter(lacking))
            near = nearest_called(first, known, _PERHAPS)
            hint = f"did you mean {near!r}? The" if near else "the"
            raise SettingsError(
                f"{where}: {name}: no outlet {first!r} in the corpus; {hint} outlets are: {', '.join(known)}"
            )
        absent |= lacking
        for outlet in found:
            if outlet in group_of:
                raise SettingsError(f"{where}: {outlet} is in {group_of[outlet]} and in {name}; name it once")
            group_of[outlet] = name
        named[name] = tuple(found)
    alone = set(known) - set(group_of)
    taken = sorted(name for name in (*named, *([rest] if rest else [])) if name in alone)
    if taken and rest is None:
        raise SettingsError(f"{where}: {taken[0]} is an outlet of its own too; give the group another name")
    return Groups(named, rest, absent)


def _names(members: object) -> Iterator[str]:
    """Names in what stands in a group's place of them."""
    yield from (member for member in (members if isinstance(members, list) else ()) if isinstance(member, str))


def by_group(corpus: Corpus, groups: Groups) -> Corpus:
    """Return the corpus with the groups in the place of the outlets; documents and sentences keep their order and number."""
    documents = tuple(replace(document, outlet=groups.of(document.outlet)) for document in corpus.documents)
    return Corpus(documents, corpus.sentences, corpus.audit)
