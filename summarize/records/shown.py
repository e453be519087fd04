"""What is shown of the record of a comparison: all of it, or what the outlets that were asked for have; and what of that stands first.

What makes either is imported when it is asked for: a result that was kept needs neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .glance import GlanceRecord


def glance_of(record: Mapping[str, Any]) -> GlanceRecord:
    """Return what stands first in the record of a comparison; made where the record does not hold it, as one of a single view does not."""
    if "glance" in record:
        return cast("GlanceRecord", record["glance"])
    from .leading import at_a_glance

    return at_a_glance(record)


def as_shown(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the record as the outlets that were asked for have it; as it is where all are shown.

    Parameters
    ----------
    record : mapping
        Record of a comparison.
    """
    if not record["settings"].get("outlets"):
        return record
    from .asked import as_asked

    return as_asked(record)
