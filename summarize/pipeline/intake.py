"""Reading a corpus, and saying what was read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, BinaryIO

from ..arguments import columns_of
from ..counts import counted
from ..errors import InputError
from ..timing import stage as timed
from .answers import Answer
from .identity import chosen_engine, corpus_facts, default_settings, default_store, digest, is_corpus, stage

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from ..arguments import DateOrder
    from ..cache import Store
    from ..corpus import Corpus
    from ..engine import Engine
    from ..records.schema import ReadRecord
    from ..settings import Settings
    from ..timing import Progress


def read(
    *sources: str | os.PathLike[str],
    columns: Mapping[str, str] | None = None,
    dates: DateOrder | None = None,
    stdin: BinaryIO | None = None,
    cache: Store | None = None,
    progress: Progress | None = None,
    engine: str | Engine = "local",
) -> Corpus:
    """Read a corpus: folders, files, tables of documents, or ``"-"``.

    Parameters
    ----------
    *sources : str or path
        Folders are read recursively.
    columns : mapping of str to str, optional
        ``{field: column}`` where a table names a field otherwise.
    dates : {"day-first", "month-first"}, optional
        How to read dates of numbers, such as 03/02/2025, whose order no other date of their file shows; else they are left out.
    stdin : binary file, optional
        What ``"-"`` reads; standard input by default.
    cache : Store, optional
        Where extracted pages are kept; the user's cache by default, `summarize.NoCache()` for none.
    progress : callable, optional
        Called with the stage, the files done and all the files.
    engine : str or Engine
        As for `summarize.analyse`.

    Returns
    -------
    Corpus
        Documents in canonical order and the audit; not yet segmented.

    Raises
    ------
    InputError
        If a source is not there, or nothing usable was found.
    TypeError
        If a source is no path; records in memory are for `Corpus.from_records`.
    ValueError
        If `dates` is something else.
    """
    from ..reading import read as read_sources

    columns_of(columns)
    return read_sources(
        *sources,
        columns=columns,
        dates=dates,
        stdin=stdin,
        memo=default_store(cache, progress),
        progress=progress,
        engine=chosen_engine(engine),
    )


def segment(
    corpus: Corpus,
    *,
    cache: Store | None = None,
    progress: Progress | None = None,
    engine: str | Engine = "local",
) -> Corpus:
    """Divide every document into sentences, and fill in the languages that were not declared, as `analyse` does.

    Parameters
    ----------
    corpus : Corpus
        As read; one that has sentences already is returned as it is.
    cache : Store, optional
        The user's cache by default, `summarize.NoCache()` for none.
    progress : callable, optional
        Called with the stage, the documents done and all the documents.
    engine : str or Engine
        As for `summarize.analyse`.

    Returns
    -------
    Corpus
        ``corpus.sentences`` and ``corpus.texts``, in the order that rows of embeddings must have. Sentences of your own:
        `Corpus.with_sentences`.

    Raises
    ------
    InputError
        If there is no sentence in it.
    TypeError
        If something else stands where a corpus should.

    Examples
    --------
    >>> from summarize import Corpus, NoCache
    >>> corpus = Corpus.from_records([{"text": "Talks began in Riyadh on Tuesday. They will go on."}])
    >>> segment(corpus, cache=NoCache()).texts
    ['Talks began in Riyadh on Tuesday.', 'They will go on.']
    """
    is_corpus(corpus)
    found = divided(corpus, default_store(cache, progress), chosen_engine(engine), progress)
    if not found.sentences:
        raise InputError(f"no sentence was found in {len(found.documents)} documents; give articles with running text")
    return found


def divided(corpus: Corpus, store: Store, engine: Engine, progress: Progress | None) -> Corpus:
    """Divide every document into sentences, be there any or none."""
    from ..segmentation import segment

    with stage(progress, "dividing into sentences") as told:
        return segment(corpus, memo=store, engine=engine, progress=told)


@dataclass(frozen=True, eq=False, repr=False)
class ReadResult(Answer["ReadRecord"]):
    """The audit of a corpus."""

    record: ReadRecord

    def __repr__(self) -> str:
        return f"ReadResult({counted(len(self.record['documents']), 'document')}, {len(self.record['corpus']['dropped'])} dropped)"


def audit(
    corpus: Corpus,
    *,
    settings: Settings | None = None,
    cache: Store | None = None,
    progress: Progress | None = None,
    engine: str | Engine = "local",
) -> ReadResult:
    """Say what was read: outlets, dates, documents, what was dropped and why, what are copies.

    Parameters
    ----------
    corpus : Corpus
    settings : Settings, optional
    cache : Store, optional
    progress : callable, optional
        Called with the stage, the documents done and all the documents.
    engine : str or Engine
        As for `summarize.analyse`.

    Returns
    -------
    ReadResult

    Raises
    ------
    TypeError
        If something else stands where a corpus should.

    Notes
    -----
    No model is loaded. Documents are divided into sentences and held against each other for copies.
    """
    is_corpus(corpus)
    store, settings = default_store(cache, progress), default_settings(settings)
    deciding = {"copies": asdict(settings.copies)}

    def compute() -> ReadRecord:
        from ..comparison.copies import find_copies
        from ..records.build import read_record

        workers = chosen_engine(engine)
        segmented = divided(corpus, store, workers, progress)
        with stage(progress, "finding copies") as told:
            copies = find_copies(segmented, settings.copies, engine=workers, progress=told)
        with timed("laying out the result"):
            return read_record(segmented, deciding, copies)

    return ReadResult(store.memo("read", digest(corpus_facts(corpus), deciding), compute))
