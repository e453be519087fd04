"""TOML files of the user's, read into frozen dataclasses with errors that name the file and the key."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from .errors import SettingsError

if TYPE_CHECKING:
    import os

    from _typeshed import DataclassInstance

__all__ = ["fill", "load_toml"]

Value = TypeVar("Value", bound="DataclassInstance")


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
    try:
        return TypeAdapter(kind).validate_python(table)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        message = f"{where}: {key + ': ' if key else ''}{first['msg']}, got {first['input']!r}"
        raise SettingsError(message) from error
