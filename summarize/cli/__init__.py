"""The command line: parse, call, print. The only room that touches standard output, exit codes and colour."""

from __future__ import annotations

from .app import app, main

__all__ = ["app", "main"]
