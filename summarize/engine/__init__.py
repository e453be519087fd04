"""Where the work is done: in this process, or by the workers of a Dask cluster.

A stage that can be divided takes an `Engine` and asks it to do a function to each of its parts; it knows neither processes nor
networks. The parts that a stage makes do not depend on the engine, so its result does not either.
"""

from __future__ import annotations

from .ahead import work_ahead
from .local import Engine, engine_named, in_order, side_by_side

__all__ = ["Engine", "engine_named", "in_order", "side_by_side", "work_ahead"]
