"""The stages threaded together, and the short path of the Python API.

A stage runs when its value is first asked for, and the record of a whole result is kept on disk: asked for again, on
the same documents with the same settings, it is read and not computed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from .errors import InputError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from .cache import Store
    from .comparison import Claims, Copies
    from .corpus import Corpus, Embeddings
    from .embedding import Encoder
    from .records import BriefRecord, BriefSentenceRecord, CompareRecord, ReadRecord, ThemesRecord
    from .settings import Settings
    from .themes import Seed, Themes

    #: Called with the stage, the work done and all the work.
    Progress = Callable[[str, int, int], None]

__all__ = ["Analysis", "Brief", "ComparisonResult", "ReadResult", "analyse", "audit", "brief", "compare", "read"]


def _default_store(cache: Store | None) -> Store:
    if cache is not None:
        return cache
    from .cache import Cache

    return Cache.default()


def _default_settings(settings: Settings | None) -> Settings:
    if settings is not None:
        return settings
    from .settings import Settings

    return Settings()


def _digest(*parts: Any) -> str:
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _corpus_facts(corpus: Corpus) -> list[Any]:
    documents = [(d.id, d.outlet, d.title, d.text, d.published, d.url, d.language) for d in corpus.documents]
    spans = [(s.document, s.start, s.stop) for s in corpus.sentences]
    origins = [asdict(replace(d.provenance, fields={})) | dict(d.provenance.fields) for d in corpus.documents]
    return [documents, spans, origins, asdict(corpus.audit)]


def read(
    *sources: str | os.PathLike[str],
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    cache: Store | None = None,
) -> Corpus:
    """Read a corpus: folders, files, tables of documents, or ``"-"``.

    Parameters
    ----------
    *sources : str or path
        Folders are read recursively.
    columns : mapping of str to str, optional
        ``{field: column}`` where a table names a field otherwise.
    stdin : binary file, optional
        What ``"-"`` reads; standard input by default.
    cache : Store, optional
        Where extracted pages are kept; the user's cache by default, `summarize.NoCache()` for none.

    Returns
    -------
    Corpus
        Documents in canonical order and the audit; not yet segmented.

    Raises
    ------
    InputError
        If a source is not there, or nothing usable was found.
    """
    from .reading import read as read_sources

    return read_sources(*sources, columns=columns, stdin=stdin, memo=_default_store(cache))


@dataclass(frozen=True, eq=False)
class ReadResult:
    """The audit of a corpus."""

    record: ReadRecord

    def to_dict(self) -> ReadRecord:
        """Return the JSON of ``summarize read``."""
        return self.record


def audit(corpus: Corpus, *, settings: Settings | None = None, cache: Store | None = None) -> ReadResult:
    """Say what was read: outlets, dates, documents, what was dropped and why, what are copies.

    Parameters
    ----------
    corpus : Corpus
    settings : Settings, optional
    cache : Store, optional

    Returns
    -------
    ReadResult
    """
    store, settings = _default_store(cache), _default_settings(settings)
    deciding = {"copies": asdict(settings.copies)}

    def compute() -> ReadRecord:
        from .comparison import find_copies
        from .records import read_record
        from .segmentation import segment

        segmented = segment(corpus, memo=store)
        return read_record(segmented, deciding, find_copies(segmented, settings.copies))

    return ReadResult(store.memo("read", _digest(_corpus_facts(corpus), deciding), compute))


@dataclass(frozen=True, eq=False)
class Analysis:
    """A corpus segmented, embedded and themed; each stage runs when its value is first asked for.

    Attributes
    ----------
    source : Corpus
        As read.
    encoder : Encoder
    settings : Settings
    seeds : tuple of Seed
    store : Store
    """

    source: Corpus
    encoder: Encoder
    settings: Settings
    seeds: tuple[Seed, ...]
    store: Store
    progress: Progress | None = field(default=None, repr=False)

    @cached_property
    def corpus(self) -> Corpus:
        """The corpus with its sentences and languages."""
        from .segmentation import segment

        corpus = segment(self.source, memo=self.store)
        if not corpus.sentences:
            raise InputError(
                f"no sentence was found in {len(corpus.documents)} documents; give articles with running text"
            )
        return corpus

    @cached_property
    def embeddings(self) -> Embeddings:
        """One unit vector a sentence."""
        return self._embed(self.corpus.texts, "embedding sentences")

    def embed_texts(self, texts: Sequence[str]) -> Embeddings:
        """Embed other texts with the same model, through the same cache."""
        return self._embed(texts, "embedding")

    def _embed(self, texts: Sequence[str], stage: str) -> Embeddings:
        from .embedding import embed

        return embed(texts, self.encoder, cache=self.store, progress=self._stage(stage))

    def _stage(self, name: str) -> Callable[[int, int], None] | None:
        report = self.progress
        return None if report is None else (lambda done, total: report(name, done, total))

    @cached_property
    def copies(self) -> Copies:
        """Which documents are one text."""
        from .comparison import find_copies

        return find_copies(self.corpus, self.settings.copies)

    @cached_property
    def themes(self) -> Themes:
        """What the sentences are about."""
        from .themes import find_themes
        from .themes.seeds import seed_vectors

        vectors = seed_vectors(self.seeds, lambda texts: self.embed_texts(texts).vectors) if self.seeds else None
        return find_themes(
            self.corpus,
            self.embeddings,
            seeds=self.seeds,
            seed_vectors=vectors,
            settings=self.settings.themes,
            progress=self._stage("measuring stability"),
        )

    @cached_property
    def claims(self) -> Claims:
        """Which sentences state the same fact."""
        from .comparison import find_claims

        return find_claims(self.corpus, self.embeddings, self.copies.group_of, self.settings.claims)

    @cached_property
    def key(self) -> str:
        """Digest of all that decides a result."""
        return _digest(_corpus_facts(self.source), self.encoder.identity, asdict(self.settings), self._seed_facts())

    def _seed_facts(self) -> list[dict[str, Any]]:
        return [asdict(seed) for seed in self.seeds]

    def deciding(self, *stages: str, **more: Any) -> dict[str, Any]:
        """Return the settings of some stages, and what was asked for, as a record shows them."""
        every = asdict(self.settings)
        return {**more, "seeds": self._seed_facts(), **{stage: every[stage] for stage in stages}}

    def to_dict(self) -> ThemesRecord:
        """Return the JSON of ``summarize themes``."""

        def compute() -> ThemesRecord:
            from .records import themes_record

            deciding = self.deciding("themes", "copies")
            return themes_record(self.corpus, self.themes, self.copies, deciding, self.encoder.identity)

        return cast("ThemesRecord", self.store.memo("themes", self.key, compute))


def analyse(
    corpus: Corpus,
    *,
    model: str | Path | None = None,
    encoder: Encoder | None = None,
    seeds: Sequence[str | Seed] = (),
    settings: Settings | None = None,
    cache: Store | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Segment, embed and theme a corpus.

    Parameters
    ----------
    corpus : Corpus
    model : str or path, optional
        A sentence-transformers model that is on this machine; the packaged all-MiniLM-L6-v2 by default.
    encoder : Encoder, optional
        An encoder of your own, instead of `model`.
    seeds : sequence of str or Seed, optional
        Themes that you name.
    settings : Settings, optional
    cache : Store, optional
        The user's cache by default, `summarize.NoCache()` for none.
    progress : callable, optional
        Called with the stage, the work done and all the work.

    Returns
    -------
    Analysis
        Stages run when their values are first asked for; nothing is computed twice.

    Raises
    ------
    InputError
        If the corpus has no documents.
    ModelError
        If the model is not on this machine.
    """
    from .embedding import resolve
    from .themes import Seed

    if not corpus.documents:
        raise InputError("the corpus has no documents; read at least one article")
    store = _default_store(cache)
    named = tuple(Seed(seed) if isinstance(seed, str) else seed for seed in seeds)
    chosen = encoder if encoder is not None else resolve(None if model is None else str(model))
    return Analysis(corpus, chosen, _default_settings(settings), named, store, progress)


@dataclass(frozen=True, eq=False)
class Brief:
    """A cited extractive summary."""

    record: BriefRecord

    @property
    def sentences(self) -> list[BriefSentenceRecord]:
        """The sentences, in reading order, each with its document and span."""
        return self.record["sentences"]

    @property
    def text(self) -> str:
        """The words of the brief, white space within a sentence collapsed."""
        return " ".join(" ".join(sentence["text"].split()) for sentence in self.sentences)

    def to_dict(self) -> BriefRecord:
        """Return the JSON of ``summarize brief``."""
        return self.record


def brief(
    analysis: Analysis,
    *,
    max_words: int = 200,
    max_sentences: int | None = None,
    focus: str | None = None,
    theme: str | int | None = None,
    per_theme: bool = False,
    known: Corpus | None = None,
) -> Brief:
    """Write nothing, choose: the sentences that say most of a story within a budget.

    Parameters
    ----------
    analysis : Analysis
    max_words : int
        Words of the whole brief.
    max_sentences : int, optional
        Number of sentences; overrides `max_words`.
    focus : str, optional
        A question; sentences near to it weigh more.
    theme : str or int, optional
        Label, part of a label, or id of the one theme to choose from.
    per_theme : bool
        Give each theme its part of the budget and order the brief by theme.
    known : Corpus, optional
        Earlier coverage; what it says already is not chosen.

    Returns
    -------
    Brief

    Raises
    ------
    InputError
        If there is no such theme, or more than one.
    ValueError
        If a budget is not positive.
    """
    if max_words < 1 or (max_sentences is not None and max_sentences < 1):
        raise ValueError(f"a budget must be positive, got max_words={max_words}, max_sentences={max_sentences}")
    deciding = analysis.deciding(
        "brief",
        "themes",
        "copies",
        "claims",
        max_words=max_words if max_sentences is None else None,
        max_sentences=max_sentences,
        focus=focus,
        theme=theme,
        per_theme=per_theme,
        known=None if known is None else [d.id for d in known.documents],
    )

    def compute() -> BriefRecord:
        from .records import brief_record
        from .summary import summarise

        earlier = None
        if known is not None:
            from .segmentation import segment

            earlier = analysis.embed_texts(segment(known, memo=analysis.store).texts).vectors
        summary = summarise(
            analysis.corpus,
            analysis.embeddings,
            analysis.themes,
            analysis.copies.group_of,
            max_words=max_words,
            max_sentences=max_sentences,
            theme=None if theme is None else _theme_number(analysis.themes, theme),
            per_theme=per_theme,
            focus=None if focus is None else analysis.embed_texts([focus]).vectors[0],
            known=earlier,
            settings=analysis.settings.brief,
        )
        return brief_record(
            analysis.corpus,
            summary,
            analysis.themes,
            analysis.copies,
            analysis.claims,
            deciding,
            analysis.encoder.identity,
        )

    earlier_facts = None if known is None else _corpus_facts(known)
    return Brief(analysis.store.memo("brief", _digest(analysis.key, deciding, earlier_facts), compute))


def _theme_number(themes: Themes, wanted: str | int) -> int:
    """Id of the theme that the user means, by number, label, or a part of label or terms that only one theme has."""
    named = "; ".join(f"{k} {name}" for k, name in enumerate(themes.names)) or "none"
    if str(wanted).isdigit():
        if int(wanted) < len(themes.names):
            return int(wanted)
        raise InputError(f"there is no theme {wanted}; the themes are: {named}")
    words = str(wanted).casefold()
    exact = [k for k, name in enumerate(themes.names) if name.casefold() == words]
    inside = [k for k, name in enumerate(themes.names) if words in name.casefold()]
    among_terms = [k for k, terms in enumerate(themes.terms) if any(words in term.casefold() for term in terms)]
    found = exact or inside or among_terms
    if len(found) == 1:
        return found[0]
    problem = "more than one theme matches" if found else "no theme matches"
    raise InputError(f"{problem} {wanted!r}; the themes are: {named}; or name your own with --seed")


@dataclass(frozen=True, eq=False)
class ComparisonResult:
    """Outlets side by side."""

    record: CompareRecord

    def to_dict(self) -> CompareRecord:
        """Return the JSON of ``summarize compare``."""
        return self.record


def compare(analysis: Analysis, *, outlets: Sequence[str] | None = None) -> ComparisonResult:
    """Lay the outlets side by side: coverage, omission, claims, copies.

    Parameters
    ----------
    analysis : Analysis
    outlets : sequence of str, optional
        Show these alone; they are still measured against all.

    Returns
    -------
    ComparisonResult

    Raises
    ------
    InputError
        If an outlet is not in the corpus.
    """
    deciding = analysis.deciding("coverage", "claims", "copies", "themes")

    def compute() -> CompareRecord:
        from .comparison import compare as compare_outlets
        from .records import compare_record

        found = compare_outlets(
            analysis.corpus,
            analysis.embeddings,
            analysis.themes,
            analysis.copies,
            analysis.claims,
            analysis.settings.coverage,
        )
        return compare_record(analysis.corpus, found, analysis.themes, deciding, analysis.encoder.identity)

    record: CompareRecord = analysis.store.memo("compare", analysis.key, compute)
    return ComparisonResult(record if outlets is None else _of_outlets(record, outlets))


def _of_outlets(record: CompareRecord, outlets: Sequence[str]) -> CompareRecord:
    """The record cut down to some outlets; what is counted stays counted over all."""
    every = sorted({document["outlet"] for document in record["corpus"]["documents"]})
    by_name = {outlet.casefold(): outlet for outlet in every}
    missing = [outlet for outlet in outlets if outlet.casefold() not in by_name]
    if missing:
        raise InputError(f"no such outlet: {', '.join(missing)}; the outlets are: {', '.join(every)}")
    kept = {by_name[outlet.casefold()] for outlet in outlets}
    documents = {d["id"] for d in record["corpus"]["documents"] if d["outlet"] in kept}
    return {
        **record,
        "settings": {**record["settings"], "outlets": sorted(kept)},
        "coverage": [cell for cell in record["coverage"] if cell["outlet"] in kept],
        "claims": [claim for claim in record["claims"] if kept & set(claim["outlets"])],
        "copies": [group for group in record["copies"] if documents & set(group["documents"])],
        "derivation": [item for item in record["derivation"] if item["document"] in documents],
    }
