"""What a result rests on: what is taken where nothing is given, what is refused, and digests of all that decides it."""

from __future__ import annotations

import atexit
import json
import os
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import lru_cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from ..arguments import expect, is_path
from ..errors import InputError
from ..recent import Recent
from ..timing import stage as timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ..cache import Store
    from ..corpus import Corpus
    from ..embedding import Encoder
    from ..engine import Engine
    from ..settings import Settings
    from ..timing import Told


@lru_cache(maxsize=8)
def _opened(folder: str | None) -> Store:  # noqa: ARG001 - the key: another folder, another cache
    """Open the user's cache once a process, and close it with the process."""
    from ..cache import Cache

    cache = Cache.default()
    atexit.register(cache.close)
    return cache


def default_store(cache: Store | None, progress: object = None) -> Store:
    """Return the store given, or the user's cache; refuse a `progress` beside it that cannot be called."""
    expect(
        progress is None or callable(progress),
        "progress to be a function of stage, work done and all the work",
        progress,
    )
    remedy = "give summarize.Cache(FOLDER), or summarize.NoCache() for none"
    expect(cache is None or hasattr(cache, "memo"), "a cache", cache, remedy)
    return cache if cache is not None else _opened(os.environ.get("SUMMARIZE_CACHE"))


def default_settings(settings: Settings | None) -> Settings:
    """Return the settings given, or those shipped."""
    from ..settings import Settings

    chosen = Settings() if settings is None else settings
    remedy = "give summarize.Settings(...), or summarize.read_settings(FILE)"
    expect(isinstance(chosen, Settings), "settings", chosen, remedy)
    return chosen


#: Stories are told apart by one analysis and read by another: a network is opened once for both, which takes half a second.
_ENCODERS: Final = Recent["Encoder"](size=2)


def chosen_encoder(encoder: Encoder | None, model: str | Path | None, settings: Settings, store: Store) -> Encoder:
    """Return the encoder given, or the model's at the speed that the settings ask for: the same one where a process asks again."""
    if encoder is not None and model is not None:
        raise ValueError(f"an encoder and a model are both given, {model!r}; give the one that is to be taken")
    if encoder is not None:
        identity: object = getattr(encoder, "identity", None)
        expect(
            isinstance(identity, str) and bool(identity.strip()) and callable(getattr(encoder, "encode", None)),
            "an encoder",
            encoder,
            "give an object with identity, a str, not empty, that says which vectors these are, and encode(texts), which returns one "
            "row a text; or name a sentence-transformers model with model= (one that is loaded by the folder in which it was saved: "
            "MODEL.save(FOLDER))",
        )
        return encoder
    remedy = "a model that is loaded has one after MODEL.save(FOLDER)"
    expect(model is None or is_path(model), "model to be the name of a model, or a folder", model, remedy)
    from ..embedding import at_speed, resolve

    found = at_speed(resolve(None if model is None else str(model)), settings.embedding.speed, store.folder)
    # An open network does not survive a fork.
    return _ENCODERS.of((os.getpid(), type(found), found.identity, store.folder), lambda: found)


@lru_cache(maxsize=4)
def _engaged(name: str) -> Engine:
    """An engine by name, once a process, and closed with it."""
    from ..engine import engine_named

    engine = engine_named(name)
    atexit.register(engine.close)
    return engine


def chosen_engine(engine: str | Engine | None) -> Engine:
    """Return the engine given, or that of a name; this process by default."""
    from ..engine import Engine

    engine = "local" if engine is None else engine
    remedy = "name one: local, dask, or dask=ADDRESS"
    expect(isinstance(engine, str | Engine), "an engine", engine, remedy)
    return _engaged(engine) if isinstance(engine, str) else engine


def is_corpus(given: object, name: str = "a corpus") -> None:
    """Refuse what is no corpus.

    Raises
    ------
    TypeError
        If a path, records, or anything else, stands where a corpus should.
    """
    from ..corpus import Corpus

    remedy = "read it first: summarize.read(PATH), or Corpus.from_records(RECORDS) of what is in memory"
    expect(isinstance(given, Corpus), name, given, remedy)


def has_documents(corpus: Corpus) -> None:
    """Refuse what is no corpus, and one without a document.

    Raises
    ------
    TypeError, InputError
    """
    is_corpus(corpus)
    if not corpus.documents:
        raise InputError("the corpus has no documents; read at least one article")


@contextmanager
def stage(progress: Callable[[str, int, int], None] | None, name: str) -> Iterator[Told]:
    """Time a stage, and give what it calls with the work done and all of it; None where nobody is told."""
    with timed(name):
        yield None if progress is None else partial(progress, name)


def meant(words: str, labels: Sequence[str], terms: Sequence[Sequence[str]]) -> list[int]:
    """Places of what a user may mean by some words, of things with labels and terms: the label, else a part of it, else a part of a term."""
    words = " ".join(words.casefold().split())
    exact = [k for k, label in enumerate(labels) if label.casefold() == words]
    inside = [k for k, label in enumerate(labels) if words in label.casefold()]
    return exact or inside or [k for k, own in enumerate(terms) if any(words in term.casefold() for term in own)]


def digest(*parts: Any) -> str:
    """SHA-256 of values that JSON can hold."""
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def corpus_facts(corpus: Corpus) -> list[Any]:
    """Everything of a corpus that a record shows or that decides it, in plain types."""
    documents = [(d.id, d.outlet, d.title, d.text, d.published, d.url, d.language) for d in corpus.documents]
    spans = [(s.document, s.start, s.stop) for s in corpus.sentences]
    origins = [asdict(replace(d.provenance, fields={})) | dict(d.provenance.fields) for d in corpus.documents]
    return [documents, spans, origins, asdict(corpus.audit)]
