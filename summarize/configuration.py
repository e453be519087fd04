"""TOML files of the user's, read into frozen dataclasses with errors that name the file and the key."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import cache
from numbers import Integral, Real
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeVar, get_args, get_origin, get_type_hints

from .arguments import expect, is_path, shown
from .errors import SettingsError

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from _typeshed import DataclassInstance

Value = TypeVar("Value", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Range:
    """What a number of the settings may be, both ends included; annotates a field.

    Attributes
    ----------
    least, most : float
    """

    least: float
    most: float = math.inf

    def __str__(self) -> str:
        if math.isinf(self.most):
            return f"{self.least} or more"
        return f"{self.least} to {self.most}"


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    """The types of a dataclass's fields, with what annotates them."""
    return get_type_hints(kind, include_extras=True)


def _kinds(hint: Any) -> tuple[Any, ...]:
    """What a field may be: one type, or each of several."""
    hint = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


def _wrong(hint: Any, given: object) -> str:
    """What a field must be that is a word of a choice, or a number; empty where it is that."""
    kinds = _kinds(hint)
    if given is None and NoneType in kinds:
        return ""
    if get_origin(hint) is Literal:
        words = get_args(hint)
        return "" if given in words else f"one of {', '.join(map(str, words))}"
    if hint is bool:
        # NumPy's type is called so too, and NumPy is not loaded for settings.
        return "" if type(given).__name__ == "bool" else "true or false"
    if int not in kinds and float not in kinds:
        return ""
    limits = get_args(hint)[1] if get_origin(hint) is Annotated else None
    is_whole = int in kinds
    if isinstance(given, bool) or not isinstance(given, Integral if is_whole else Real):
        return "a whole number" if is_whole else "a number"
    try:
        # NaN is neither less nor more than anything.
        number = float(given)
    except OverflowError:
        return "a smaller number"
    if limits is not None and not limits.least <= number <= limits.most:
        return str(limits)
    return "" if math.isfinite(number) else "a finite number"


def check_values(value: DataclassInstance) -> None:
    """Refuse a number outside its `Range`, one that is not finite, and a word that is none of those to choose from.

    Numbers and truth values of NumPy become Python's, which JSON can hold.

    Raises
    ------
    SettingsError
    """
    given = {field.name: getattr(value, field.name) for field in fields(value)}
    problem = _problem(type(value), given)
    if problem:
        raise SettingsError(problem)
    for name, hint in _hints(type(value)).items():
        number = next((kind for kind in _kinds(hint) if kind in (bool, int, float)), None)
        if number is not None and given[name] is not None:
            object.__setattr__(value, name, number(given[name]))


def _problem(kind: type[DataclassInstance], values: Mapping[str, object]) -> str:
    """What is wrong with the first of some fields that cannot have its value; empty where all can."""
    for name, hint in _hints(kind).items():
        expected = _wrong(hint, values[name]) if name in values else ""
        if expected:
            return f"{name}: must be {expected}, got {shown(values[name])}"
    return ""


def load_toml(path: str | os.PathLike[str], expected: str) -> dict[str, Any]:
    """Read a TOML file.

    Parameters
    ----------
    path : str or path
    expected : str
        What the file should hold, for the error.

    Raises
    ------
    SettingsError
        If the file cannot be read or is no TOML.
    """
    import tomllib

    expect(is_path(path), f"a path of {expected}", path)
    try:
        # Editors on Windows put a mark before what they save as UTF-8.
        return tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError(f"{path}: expected {expected}, but there is no such file") from error
    except OSError as error:
        raise SettingsError(f"{path}: expected {expected}: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: expected {expected}: {error}") from error


def fill(kind: type[Value], table: object, where: str) -> Value:
    """Make a dataclass from a table, its types checked.

    Parameters
    ----------
    kind : type
        A dataclass.
    table : object
        What TOML gave; keys it lacks keep their defaults.
    where : str
        File and table, for the error.

    Raises
    ------
    SettingsError
        If a key does not exist or cannot have its value.
    """
    from pydantic import TypeAdapter, ValidationError

    known = [field.name for field in fields(kind)]
    unknown = sorted(set(table) - set(known)) if isinstance(table, dict) else []
    if unknown:
        raise SettingsError(f"{where}: no such key: {unknown[0]}; use one of {', '.join(known)}")
    # As they are written: read as a number, true would be one.
    problem = _problem(kind, table) if isinstance(table, dict) else ""
    if problem:
        raise SettingsError(f"{where}: {problem}")
    try:
        return TypeAdapter(kind).validate_python(table)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "value_error":
            raise SettingsError(f"{where}: {first['ctx']['error']}") from error
        key = ".".join(map(str, first["loc"]))
        got = "" if first["type"] == "missing" else f", got {first['input']!r}"
        expected = _WRONG.get(first["type"].split("_")[0], first["msg"])
        raise SettingsError(f"{where}: {key + ': ' if key else ''}{expected}{got}") from error


#: What is wrong, by the beginning of pydantic's name for it, in the words of this program.
_WRONG: Final = {
    "missing": "is missing",
    "int": "must be a whole number",
    "float": "must be a number",
    "bool": "must be true or false",
    "string": "must be a text",
    "tuple": "must be a list",
    "list": "must be a list",
    "dict": "must be a table",
    "dataclass": "must be a table",
}
