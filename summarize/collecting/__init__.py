"""Collecting: web addresses and feeds become a folder of articles; the only room that opens a connection to other machines.

`addresses` spells them, `guard` says who may be connected to, `connections` asks once, `client` asks politely, `feeds` and `pages` say
what came, `folder` keeps it, `workers` asks several sites at once, `collection` threads them together.
"""

from __future__ import annotations

from .collection import MAX_BYTES, Collected, collect
from .feeds import Wanted
from .pages import Page

__all__ = ["MAX_BYTES", "Collected", "Page", "Wanted", "collect"]
