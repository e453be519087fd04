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
    except KeyboardInterrupt:
        # Within a command, its group has said what is kept.
        sys.exit(130)


if __name__ == "__main__":
    main()
