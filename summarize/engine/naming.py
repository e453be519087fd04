"""Which engine is meant by what the user writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import EngineError
from .local import LocalEngine

if TYPE_CHECKING:
    from .local import Engine


def engine_named(name: str) -> Engine:
    """Return the engine of a name; nothing is started or connected before there is work for it.

    Parameters
    ----------
    name : str
        ``"local"``; ``"dask"`` for a cluster of processes on this machine, one a processor, which ends with the engine; or
        ``"dask=ADDRESS"`` for the cluster of the scheduler at an address.

    Raises
    ------
    ValueError
        If there is no such engine.
    EngineError
        If its library is not installed.

    Examples
    --------
    >>> engine_named("local").spreads
    False
    """
    kind, _, address = name.partition("=")
    if name == "local":
        return LocalEngine()
    if kind != "dask" or name == "dask=":
        raise ValueError(
            f"no engine {name!r}; say local, dask (processes on this machine), or dask=ADDRESS (the scheduler of a cluster, "
            "such as dask=tcp://10.0.0.5:8786)"
        )
    from importlib.util import find_spec

    if find_spec("distributed") is None:
        raise EngineError(
            'the engine dask needs distributed, which is not installed; run: pip install "summarize[cluster]", or leave out --engine'
        )
    from .cluster import DaskEngine

    return DaskEngine(address or None)
