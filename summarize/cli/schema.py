"""``summarize schema``."""

from __future__ import annotations

from typing import Annotated

import typer

from ..writing import Described
from .options import OutputOption


def command(
    command: Annotated[Described, typer.Argument(metavar="COMMAND", help="The command whose JSON is described.")],
    output: OutputOption = None,
) -> None:
    """Print the JSON Schema of what a command answers with --json, for programs that validate it.

    COMMAND is read, collect, brief, themes, compare, article (compare --article), report, stories, evaluate, gold, gold-check (gold
    --check), tune or cache. Fields may be added to the JSON in time; none is renamed or dropped without another number in its field schema.

    Example: summarize schema brief -o brief.schema.json
    """
    from json import dumps

    from ..records import json_schema
    from .output import deliver, hold_writable

    text = f"{dumps(json_schema(command), indent=2, ensure_ascii=False)}\n"
    if output is not None:
        hold_writable(output, ())
    deliver(output, (text,))
