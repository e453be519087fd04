"""The types of the records as JSON Schema, for programs that read the JSON and are not written in Python."""

from __future__ import annotations

import types
from importlib import import_module
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from ..writing import Described
from .schema import HEAD, MORE_TABLES, REPORT_PARTS, SCHEMA, VIEWS

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The record of each command, which is called after it.
DESCRIBED: Final = {command: f"{command.title().replace('-', '')}Record" for command in get_args(Described)}

_PLAIN: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Any: {},
}


def json_schema(command: str) -> dict[str, Any]:
    """Return the JSON Schema of what a command answers.

    Parameters
    ----------
    command : str
        What stands in the field ``command`` of the JSON; one of `DESCRIBED`.

    Returns
    -------
    dict
        Draft 2020-12, made from the types by which the program itself is checked. Fields may be added in time, so others than those
        named are allowed.

    Raises
    ------
    ValueError
        If there is no such record.

    Examples
    --------
    >>> schema = json_schema("brief")
    >>> schema["properties"]["n_words"], schema["$defs"]["SupportRecord"]["required"]
    ({'type': 'integer'}, ['outlets', 'independent'])
    """
    if not isinstance(command, str) or command not in DESCRIBED:
        raise ValueError(f"there is a schema for each of {', '.join(DESCRIBED)}, got {command!r}")
    names = _names()
    found: dict[str, dict[str, Any]] = {}
    whole = _record(names[DESCRIBED[command]], names, found)
    whole["properties"] |= {"schema": {"const": SCHEMA}, "command": {"const": command.partition("-")[0]}}
    if command == "compare":
        _with_optional_views(whole)
    if command == "report":
        for part in REPORT_PARTS:
            answer = _record(names[DESCRIBED[part]], names, found)
            answer["properties"] = {k: v for k, v in answer["properties"].items() if k not in HEAD}
            answer["required"] = [k for k in answer["required"] if k in answer["properties"]]
            whole["properties"][part] = answer
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"summarize {command}"}
    return {**head, **whole, "$defs": dict(sorted(found.items()))}


def _with_optional_views(whole: dict[str, Any]) -> None:
    """Leave out of what is required the tables that ``--only`` leaves out."""
    optional = {*VIEWS, *(table for tables in MORE_TABLES.values() for table in tables), "columns"}
    whole["required"] = [name for name in whole["required"] if name not in optional]


def _names() -> dict[str, Any]:
    """Every type of the records, by its name: they are imported for type checkers alone where they are used."""
    from pkgutil import iter_modules

    package = import_module(__package__)
    modules = [import_module(f"{__package__}.{module.name}") for module in iter_modules(package.__path__)]
    return {name: value for module in modules for name, value in vars(module).items() if is_typeddict(value)}


def _record(record: Any, names: Mapping[str, Any], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Describe a record by its fields."""
    hints = get_type_hints(record, dict(names), dict(names), include_extras=True)
    required = [
        name for name, kind in hints.items() if name in record.__required_keys__ and get_origin(kind) is not NotRequired
    ]
    described: dict[str, Any] = {"type": "object"}
    if record.__doc__ and not record.__doc__.startswith("dict("):
        described["description"] = " ".join(record.__doc__.split())
    described["properties"] = {name: _kind(kind, names, found) for name, kind in hints.items()}
    return {**described, "required": required}


def _kind(kind: Any, names: Mapping[str, Any], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Describe a type; a record is put among the definitions and referred to."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is NotRequired:
        return _kind(arguments[0], names, found)
    if is_typeddict(kind):
        if kind.__name__ not in found:
            found[kind.__name__] = {}
            found[kind.__name__] = _record(kind, names, found)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_kind(argument, names, found) for argument in arguments]}
    if origin is list:
        return {"type": "array", "items": _kind(arguments[0], names, found)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _kind(arguments[1], names, found)}
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    raise TypeError(f"expected a type that JSON has, got {kind}")
