"""Groups of outlets, the user's own: a file that names them, and a corpus seen by group. The program has no labels of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from ..configuration import load_toml
from ..corpus import Corpus
from ..errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

#: Stands in a group's place of names for every outlet that no other group names.
_REST: Final = "*"


@dataclass(frozen=True, slots=True)
class Groups:
    """Which outlet belongs to which group.

    Attributes
    ----------
    named : mapping of str to tuple of str
        Outlets of each group.
    rest : str or None
        The group of every outlet that none names; None where such outlets stay themselves.
    absent : tuple of str
        What is known of names that are of no outlet of the corpus: a file of groups may serve many stories.
    """

    named: Mapping[str, tuple[str, ...]]
    rest: str | None = None
    absent: tuple[str, ...] = ()

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
    by_name = {outlet.casefold(): outlet for outlet in outlets}
    named: dict[str, tuple[str, ...]] = {}
    absent: list[str] = []
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
        found = [by_name[member.casefold()] for member in members if member.casefold() in by_name]
        lacking = [
            f"{where}: {name}: {_unknown(member, sorted(by_name.values()))}"
            for member in members
            if member.casefold() not in by_name
        ]
        if not found:
            raise SettingsError(lacking[0])
        absent += lacking
        for outlet in found:
            if outlet in group_of:
                raise SettingsError(f"{where}: {outlet} is in {group_of[outlet]} and in {name}; name it once")
            group_of[outlet] = name
        named[name] = tuple(found)
    alone = set(by_name.values()) - set(group_of)
    taken = sorted(name for name in (*named, *([rest] if rest else [])) if name in alone)
    if taken and rest is None:
        raise SettingsError(f"{where}: {taken[0]} is an outlet of its own too; give the group another name")
    return Groups(named, rest, tuple(absent))


def _unknown(name: str, outlets: Sequence[str]) -> str:
    near = get_close_matches(name.casefold(), [outlet.casefold() for outlet in outlets], n=1)
    nearest = next((outlet for outlet in outlets if near and outlet.casefold() == near[0]), None)
    hint = f"did you mean {nearest!r}? The" if nearest else "the"
    return f"no outlet {name!r} in the corpus; {hint} outlets are: {', '.join(outlets)}"


def by_group(corpus: Corpus, groups: Groups) -> Corpus:
    """Return the corpus with the groups in the place of the outlets; documents and sentences keep their order and number."""
    documents = tuple(replace(document, outlet=groups.of(document.outlet)) for document in corpus.documents)
    return Corpus(documents, corpus.sentences, corpus.audit)
