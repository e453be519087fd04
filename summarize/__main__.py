"""``python -m summarize``: the same as the command ``summarize``."""

from __future__ import annotations

import atexit
import os
import sys
import threading


def main() -> None:
    """Run the command line; the entry point of the installed program."""
    try:
        # Imported here: who interrupts the program while it starts wants no traceback either.
        from .cli import main as run

        run()
    except KeyboardInterrupt as interrupt:
        # Within a command, its group has said what is kept. SIGTERM is one with a status of its own.
        sys.exit(getattr(interrupt, "status", 130))
    except SystemExit as leaving:
        if not leaving.code or isinstance(leaving.code, int):
            _leave(leaving.code or 0)
        raise


def _leave(status: int) -> None:
    """End the process, all being done and written: taking down what is in memory piece by piece takes 0.8 s where PyTorch was loaded.

    What is to be done at the end is done. Where something still goes on, or somebody looks on, Python ends as it always does.
    """
    if threading.active_count() > 1 or sys.gettrace() is not None or sys.getprofile() is not None or sys.flags.inspect:
        return
    # The processes of `multiprocessing` end in this way too.
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(status)


if __name__ == "__main__":
    main()
