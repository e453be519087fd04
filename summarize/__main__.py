"""``python -m summarize``: the same as the command ``summarize``."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; the entry point of the installed program."""
    try:
        # Imported here: who interrupts the program while it starts wants no traceback either.
        from .cli import main as run

        run()
    except KeyboardInterrupt as interrupt:
        # Within a command, its group has said what is kept. SIGTERM is one with a status of its own.
        sys.exit(getattr(interrupt, "status", 130))


if __name__ == "__main__":
    main()
