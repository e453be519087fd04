"""What decides a result: digests of documents and settings, and the defaults where none are given."""

from __future__ import annotations

import atexit
import json
import os
from dataclasses import asdict, replace
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from ..cache import Store
    from ..corpus import Corpus
    from ..embedding import Encoder
    from ..engine import Engine
    from ..settings import Settings

__all__ = ["chosen_encoder", "chosen_engine", "corpus_facts", "default_settings", "default_store", "digest"]


@lru_cache(maxsize=8)
def _opened(folder: str | None) -> Store:  # noqa: ARG001 - the key: another folder, another cache
    """Open the user's cache once a process, and close it with the process."""
    from ..cache import Cache

    cache = Cache.default()
    atexit.register(cache.close)
    return cache


def default_store(cache: Store | None) -> Store:
    """Return the store given, or the user's cache."""
    return cache if cache is not None else _opened(os.environ.get("SUMMARIZE_CACHE"))


def default_settings(settings: Settings | None) -> Settings:
    """Return the settings given, or those shipped."""
    if settings is not None:
        return settings
    from ..settings import Settings

    return Settings()


def chosen_encoder(encoder: Encoder | None, model: str | Path | None, settings: Settings, store: Store) -> Encoder:
    """Return the encoder given, or the model's at the speed that the settings ask for."""
    if encoder is not None:
        return encoder
    from ..embedding import at_speed, resolve

    return at_speed(resolve(None if model is None else str(model)), settings.embedding.speed, store.folder)


@lru_cache(maxsize=4)
def _engaged(name: str) -> Engine:
    """An engine by name, once a process, and closed with it."""
    from ..engine import engine_named

    engine = engine_named(name)
    atexit.register(engine.close)
    return engine


def chosen_engine(engine: str | Engine) -> Engine:
    """Return the engine given, or that of a name."""
    return _engaged(engine) if isinstance(engine, str) else engine


def digest(*parts: Any) -> str:
    """SHA-256 of values that JSON can hold."""
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def corpus_facts(corpus: Corpus) -> list[Any]:
    """Everything of a corpus that a record shows or that decides it, in plain types."""
    documents = [(d.id, d.outlet, d.title, d.text, d.published, d.url, d.language) for d in corpus.documents]
    spans = [(s.document, s.start, s.stop) for s in corpus.sentences]
    origins = [asdict(replace(d.provenance, fields={})) | dict(d.provenance.fields) for d in corpus.documents]
    return [documents, spans, origins, asdict(corpus.audit)]
