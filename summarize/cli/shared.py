"""The options that commands share, put before a command that asks for what they say."""

from __future__ import annotations

import inspect
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args, get_type_hints

import typer

from .options import (
    DatesOption,
    EngineOption,
    FormatOption,
    JsonOption,
    MapOption,
    ModelOption,
    NoCacheOption,
    OutputOption,
    ProfileOption,
    QuietOption,
    RandomStateOption,
    SettingsOption,
    SpeedOption,
    StoryOption,
)
from .run import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

#: What each shared option is, and what it is where it is not given; in the order of the help.
_OPTIONS: Final[Mapping[str, tuple[Any, object]]] = {
    "story": (StoryOption, None),
    "json": (JsonOption, False),
    "format": (FormatOption, None),
    "output": (OutputOption, None),
    "model": (ModelOption, None),
    "speed": (SpeedOption, None),
    "engine": (EngineOption, "local"),
    "settings_file": (SettingsOption, None),
    "columns": (MapOption, None),
    "dates": (DatesOption, None),
    "quiet": (QuietOption, False),
    "profile": (ProfileOption, False),
    "no_cache": (NoCacheOption, False),
    "random_state": (RandomStateOption, None),
}

#: The shared options, by name.
SHARED: Final = frozenset(_OPTIONS)


def takes_run(
    options: Collection[str] = SHARED, *, hidden: Collection[str] = (), own_endings: Collection[str] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command shared options behind its own, and it the `Run` that they say, as ``run``.

    Parameters
    ----------
    options : collection of str
        Of `SHARED`.
    hidden : collection of str
        Those that every command takes, which change nothing in this one, and which its help leaves out.
    own_endings : collection of str
        Endings of the files that the command writes by itself.

    Returns
    -------
    callable
        Decorates a function whose parameters are the command's own options, and ``run``.
    """

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(command, include_extras=True)
        own = [
            parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
            for name, parameter in inspect.signature(command).parameters.items()
            if name != "run"
        ]
        shared = [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=default,
                annotation=_hidden(annotation) if name in hidden else annotation,
            )
            for name, (annotation, default) in _OPTIONS.items()
            if name in options
        ]

        def with_run(**given: Any) -> None:
            said = {parameter.name: given.pop(parameter.name) for parameter in shared}
            # Its callback has begun it.
            said.pop("profile", None)
            command(**given, run=Run(**said, own_endings=own_endings))

        parameters = [*own, *shared]
        made: Any = wraps(command)(with_run)
        # From these two the options of a command are read.
        made.__signature__ = inspect.Signature(parameters)
        made.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        whole: Callable[..., None] = made
        return whole

    return decorated


def _hidden(annotation: Any) -> Any:
    """The same option, left out of the help."""
    kind, option = get_args(annotation)
    return Annotated[
        kind, typer.Option(option.default, *option.param_decls, hidden=True, help="As in the other commands.")
    ]
