"""Why an address gave nothing."""

from __future__ import annotations


class NotFetched(Exception):  # noqa: N818 - it is an outcome among others, and the record shows it
    """An address gave nothing; the rest goes on.

    Attributes
    ----------
    reason : str
        In two words, the same for all of a kind.
    detail : str
        What was found, and the next step.
    again : bool
        Whether another try may do better.
    """

    def __init__(self, reason: str, detail: str, *, again: bool = False) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.again = again


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The run was ended while an address waited for its turn."""
