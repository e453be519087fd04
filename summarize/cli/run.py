"""What the shared options of one run say, and what they do."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import typer

from ..writing import SUFFIXES, Format
from .interrupts import KEEPS
from .notices import language_notices, reading_notices
from .output import PROMISES, Beside, deliver, goes_to_file, hold_one_format, hold_writable, unlike_its_name
from .progress import display

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..arguments import DateOrder
    from ..cache import Store
    from ..corpus import Corpus
    from ..pipeline.analysis import Analysis
    from ..records.schema import Record
    from ..settings import Settings, Speed
    from ..themes import Seed
    from ..timing import Progress

#: Documents of a story that is spoken of to someone who did not ask for stories.
FEWEST: Final = 3

#: Documents above which nobody waits to be told that they are many stories: to find that out takes longer than most answers.
LOOKED_AT: Final = 12_000


@dataclass(slots=True, kw_only=True)
class Run:
    """What the shared options of one run say."""

    json: bool = False
    format: Format | None = None
    output: Path | None = None
    model: str | None = None
    settings_file: Path | None = None
    quiet: bool = False
    no_cache: bool = False
    random_state: int | None = None
    columns: list[str] | None = None
    story: str | None = None
    speed: Speed | None = None
    engine: str = "local"
    dates: DateOrder | None = None
    #: Endings of the files that the command writes by itself.
    own_endings: Collection[str] = ()
    #: How many stories what was analysed looks like, where that was asked.
    n_stories: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        hold_one_format(self.json, self.format)

    def settings(self) -> Settings:
        """Settings of the file, with the random state and the speed of the command line where they are given."""
        from dataclasses import replace

        from ..timing import stage

        with stage("importing"):
            from ..settings import Settings, read_settings

        settings = read_settings(self.settings_file) if self.settings_file is not None else Settings()
        if self.speed is not None:
            settings = replace(settings, embedding=replace(settings.embedding, speed=self.speed))
        if self.random_state is not None:
            settings = replace(
                settings,
                brief=replace(settings.brief, random_state=self.random_state),
                themes=replace(settings.themes, random_state=self.random_state),
            )
        return settings

    @contextmanager
    def store(self, *, embeds: bool = True) -> Iterator[Store]:
        """The cache, closed at the end; a notice says so where it could not be used. Whoever interrupts a command that `embeds` is told that this is kept."""
        from ..cache import Cache, NoCache

        KEEPS.set(embeds and not self.no_cache)
        cache = NoCache() if self.no_cache else Cache.default()
        with self._told():
            try:
                yield cache
            finally:
                try:
                    if isinstance(cache, Cache):
                        cache.close()
                        for notice in cache.notices:
                            self.tell(notice)
                finally:
                    if self.engine != "local":
                        # Leave the workers, and end those that were started here.
                        from ..pipeline.identity import chosen_engine

                        chosen_engine(self.engine).close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Pass on what the program says while it works: which encoder it chose, and what it builds."""
        import logging

        logger, tell = logging.getLogger("summarize"), self.tell

        class Teller(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                tell(record.getMessage())

        teller, level = Teller(), logger.level
        logger.addHandler(teller)
        logger.setLevel(logging.INFO)
        try:
            yield
        finally:
            logger.setLevel(level)
            logger.removeHandler(teller)

    def tell(self, message: str) -> None:
        """Say something on stderr, unless quiet."""
        if self.quiet:
            return
        shown = display(self.quiet)
        if shown is None:
            typer.echo(f"summarize: {message}", err=True)
        else:
            shown.say(f"summarize: {message}")

    def renamed(self) -> dict[str, str] | None:
        """Fields that --map reads from other columns, or None."""
        from ..corpus.fields import FIELDS, no_field

        columns: dict[str, str] = {}
        for pair in self.columns or []:
            name, sign, column = pair.partition("=")
            if not (name and sign and column):
                raise typer.BadParameter(f"expected FIELD=COLUMN, got {pair!r}", param_hint="--map")
            if name not in FIELDS:
                raise typer.BadParameter(no_field(name, column), param_hint="--map")
            columns[name] = column
        return columns or None

    def hold_output(self, sources: Sequence[str], beside: Sequence[Beside]) -> None:
        """Hold, before any work is done, that the output can be written, and costs the user nothing that is there.

        Parameters
        ----------
        sources : sequence of str
            What is read as a corpus.
        beside : sequence of Beside
            What the command's own options name to be read.

        Raises
        ------
        InputError
            If its folder is not there, it is a folder or one of the files that are read, or lies where the next run would read it.
        """
        if self.output is None:
            return
        self._asked_for()
        hold_writable(self.output, sources, self.beside(beside))

    def beside(self, own: Sequence[Beside]) -> list[Beside]:
        """What is read beside the corpus: by the command's own options, and by the shared ones."""
        # Whatever lies beside a model belongs to it. A name that is no folder is of a model elsewhere.
        return [*_read_files(self.settings_file), *own, *([] if self.model is None else [(self.model, None)])]

    def read(
        self, sources: Sequence[str], store: Store, *, known: Sequence[str] = (), beside: Sequence[Beside] = ()
    ) -> Corpus:
        """Read a corpus, and say what was left out; `known` is read later, as another one, and `beside` what options name."""
        from ..pipeline.intake import read
        from ..timing import stage

        self.hold_output([*sources, *known], beside)
        with stage("reading"):
            corpus = read(
                *sources,
                columns=self.renamed(),
                dates=self.dates,
                cache=store,
                progress=self.progress(),
                engine=self.engine,
            )
        for notice in reading_notices(corpus):
            self.tell(notice)
        return corpus

    def analyse(
        self,
        sources: Sequence[str],
        store: Store,
        settings: Settings,
        names: Sequence[str] | None,
        seeds: Path | None,
        *,
        groups: Path | None = None,
        known: Sequence[str] = (),
    ) -> Analysis:
        """Read and analyse a corpus, or one story of it, by the seeds that are named and those of a file; `groups` and `known` are read later."""
        from ..pipeline.analysis import analyse

        own: list[str | Seed] = list(names or ())
        if seeds is not None:
            from ..themes import read_seeds

            own += read_seeds(seeds)
        corpus = self.read(sources, store, known=known, beside=_read_files(groups, seeds))
        return analyse(self.one_story(corpus, store, settings), seeds=own, **self.means(store, settings))

    def means(self, store: Store, settings: Settings) -> dict[str, Any]:
        """What a corpus is analysed with."""
        return {
            "model": self.model,
            "settings": settings,
            "cache": store,
            "progress": self.progress(),
            "engine": self.engine,
        }

    def one_story(self, corpus: Corpus, store: Store, settings: Settings) -> Corpus:
        """The story asked for, or the whole corpus, with a word on stderr where it seems to hold several."""
        from ..pipeline.splitting import stories

        if self.story is None and len(corpus.documents) < 2 * FEWEST:
            return corpus
        if self.story is None and len(corpus.documents) > LOOKED_AT:
            self.tell(
                f"{len(corpus.documents):,} documents are taken as one story, without asking whether they are; summarize stories "
                "divides them, and --story chooses one"
            )
            return corpus
        found = stories(corpus, **self.means(store, settings))
        if self.story is not None:
            return found.corpus(self.story)
        self.n_stories = len(found) if found.n_telling > 1 else 1
        if self.n_stories > 1:
            self.tell(
                f"this looks like {self.n_stories} stories, and is taken as one; summarize stories lists them, and --story "
                "chooses one"
            )
        return corpus

    def progress(self) -> Progress | None:
        """The line on stderr that says how far the work is, how fast it goes and how long it will take; None where stderr is no terminal."""
        return display(self.quiet)

    @property
    def form(self) -> Format:
        """The format in which a record is written."""
        return "json" if self.json else self._asked_for()

    def emit(self, record: Record | Mapping[str, Any], *, only: str | None = None) -> None:
        """Write a record in the format asked for, to the file asked for or stdout."""
        from ..rendering import render_pieces
        from ..timing import stage

        self.tell_languages(record)
        name = self.form
        to_terminal = self.output is None and sys.stdout.isatty()
        colour = to_terminal and "NO_COLOR" not in os.environ
        # Who reads the result as it comes, on a terminal or through a pipe, sees by itself how far it is.
        line = self.progress() if self.output is not None or goes_to_file() else None
        pieces = render_pieces(
            record,
            name,
            width=_width() if to_terminal else 80,
            colour=colour,
            only=only,
            progress=None if line is None else partial(line, "writing"),
        )
        with stage("writing"):
            # What is said of a mistake comes before a file is touched, or a line printed.
            deliver(self.output, chain([next(pieces)], pieces))
        if self.output is not None:
            self.tell(f"wrote {self.output}{unlike_its_name(self.output, name, SUFFIXES)}")

    def keep(self, pieces: Iterable[str], what: str = "") -> None:
        """Write what the command writes by itself to the file asked for; what is emitted then goes to stdout."""
        deliver(self.output, pieces)
        self.tell(f"wrote {what}{self.output}")
        self.output = None

    def tell_languages(self, record: Record | Mapping[str, Any]) -> None:
        """Say which languages of what was read are hardly known."""
        if not self.quiet:
            for notice in language_notices(record):
                self.tell(notice)

    def _asked_for(self) -> Format:
        """The format asked for; where none was, that which the file's name says, or text."""
        if self.json or self.format is not None or self.output is None or not self.output.suffix:
            return self.format or "text"
        ending = self.output.suffix.casefold()
        if ending in PROMISES.difference(self.own_endings):
            known = ", ".join((*SUFFIXES, *self.own_endings))
            book = "; summarize report writes workbooks, with all tables" if ending == ".xlsx" else ""
            raise typer.BadParameter(
                f"{self.output.name}: it is written as one of {known}; name the file so, or say --format{book}",
                param_hint="-o",
            )
        return SUFFIXES.get(ending, "text")


def _read_files(*files: Path | None) -> list[Beside]:
    return [(file, frozenset()) for file in files if file is not None]


def _width() -> int:
    import shutil

    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 160))
