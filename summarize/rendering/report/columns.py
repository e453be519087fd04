"""Lists of records as columns: the names of the fields once, and what repeats down a column once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Key of a packed list; no other mapping may hold it.
TABLE: Final = "#"

_SCALARS: Final = (str, int, float, bool, type(None))


def packed(value: Any) -> Any:
    """Write each list of mappings with the same keys as columns.

    Parameters
    ----------
    value : any
        Lists, mappings, strings, numbers, booleans and None, nested as they like; no key is ``"#"``.

    Returns
    -------
    any
        The same with ``{"#": length, "c": column}`` in place of such lists. A column is a list of values, or a mapping: ``all``,
        the one value there is; ``from``, whole numbers that follow each other; ``of`` and ``at``, the different texts and
        which stands where; ``keys`` and ``columns`` of mappings; ``len`` and ``flat`` of lists; ``none`` and ``rest``, where
        nothing stands and what stands elsewhere. `unpacked` gives the value back.

    Notes
    -----
    O(size of the value). In a comparison the names of fields are most of the JSON, and an outlet stands there hundreds of times.

    Examples
    --------
    >>> packed([{"outlet": "Courier", "n": 1}, {"outlet": "Courier", "n": 3}])
    {'#': 2, 'c': {'keys': ['outlet', 'n'], 'columns': [{'all': 'Courier'}, [1, 3]]}}
    >>> unpacked(packed([{"outlet": "Courier", "n": 1}, {"outlet": "Courier", "n": 3}]))
    [{'outlet': 'Courier', 'n': 1}, {'outlet': 'Courier', 'n': 3}]
    """
    if isinstance(value, dict):
        return {key: packed(item) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) > 1 and _alike(value):
        return {TABLE: len(value), "c": _column(value)}
    return [packed(item) for item in value]


def unpacked(value: Any) -> Any:
    """Give back what `packed` was given."""
    if isinstance(value, list):
        return [unpacked(item) for item in value]
    if not isinstance(value, dict):
        return value
    if TABLE in value:
        return _rows(value["c"], value[TABLE])
    return {key: unpacked(item) for key, item in value.items()}


def _alike(values: Sequence[Any]) -> bool:
    """Whether all are mappings with the same keys in the same order."""
    first = values[0]
    return isinstance(first, dict) and all(isinstance(v, dict) and list(v) == list(first) for v in values)


def _column(values: Sequence[Any]) -> Any:
    if len(values) < 2:
        return [packed(value) for value in values]
    first = values[0]
    if isinstance(first, _SCALARS) and all(type(v) is type(first) and v == first for v in values):
        return {"all": first}
    if type(first) is int and all(type(v) is int for v in values) and all(b - a == 1 for a, b in pairwise(values)):
        return {"from": first}
    if _alike(values):
        return {"keys": list(first), "columns": [_column([value[key] for value in values]) for key in first]}
    if all(isinstance(v, list) for v in values):
        return {"len": _column([len(v) for v in values]), "flat": _column([item for v in values for item in v])}
    if all(isinstance(v, str) for v in values):
        different = list(dict.fromkeys(values))
        if 2 * len(different) <= len(values):
            number = {text: n for n, text in enumerate(different)}
            return {"of": different, "at": _column([number[v] for v in values])}
    absent = [n for n, v in enumerate(values) if v is None]
    if absent and not all(v is None or isinstance(v, int | float) for v in values):
        return {"none": _column(absent), "rest": _column([v for v in values if v is not None]), "n": len(absent)}
    return [packed(value) for value in values]


def _rows(column: Any, n: int) -> list[Any]:
    if isinstance(column, list):
        return [unpacked(value) for value in column]
    if "all" in column:
        return [column["all"]] * n
    if "from" in column:
        return list(range(column["from"], column["from"] + n))
    if "of" in column:
        return [column["of"][number] for number in _rows(column["at"], n)]
    if "keys" in column:
        return _mappings(column, n)
    if "len" in column:
        lengths = _rows(column["len"], n)
        flat = iter(_rows(column["flat"], sum(lengths)))
        return [[next(flat) for _ in range(length)] for length in lengths]
    absent = set(_rows(column["none"], column["n"]))
    rest = iter(_rows(column["rest"], n - len(absent)))
    return [None if at in absent else next(rest) for at in range(n)]


def _mappings(column: Mapping[str, Any], n: int) -> list[Any]:
    keys = column["keys"]
    if not keys:
        return [{} for _ in range(n)]
    columns = [_rows(values, n) for values in column["columns"]]
    return [dict(zip(keys, row, strict=True)) for row in zip(*columns, strict=True)]
