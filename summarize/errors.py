"""The exceptions that a caller can catch and a user can repair.

::

    SummarizeError
    ├── InputError          nothing usable could be read, or a named input is not there
    ├── SettingsError       a settings file or a setting does not say what it must
    ├── ModelError          the embedding model is missing, damaged or not a model
    └── EngineError         the workers cannot be reached, or were lost for good

Each message says what was expected, what was found, where, and the next step. Array functions raise
``ValueError`` instead: their caller is a program, and the repair is in the program.
"""


class SummarizeError(Exception):
    """Something that the user can repair; the message says how."""


class InputError(SummarizeError):
    """Nothing usable could be read from what was given."""


class SettingsError(SummarizeError):
    """A settings file, or one value in it, is not what was expected."""


class ModelError(SummarizeError):
    """The embedding model cannot be found, loaded or trusted."""


class EngineError(SummarizeError):
    """The workers of a cluster cannot be reached, are not fit for the work, or were lost over it."""
