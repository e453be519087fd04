"""A corpus segmented, embedded and themed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final, cast

from ..arguments import expect, in_a_list
from ..counts import counted
from ..engine import Engine
from ..errors import InputError
from ..timing import stage as timed
from .answers import Answer
from .identity import (
    chosen_encoder,
    chosen_engine,
    corpus_facts,
    default_settings,
    default_store,
    digest,
    has_documents,
    stage,
)
from .intake import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from ..cache import Store
    from ..comparison.article import Margins
    from ..comparison.claims import Claims
    from ..comparison.copies import Copies
    from ..comparison.groups import Groups
    from ..comparison.reuse import TextReuse
    from ..comparison.views import Comparison
    from ..corpus import Corpus, Embeddings
    from ..embedding import Encoder
    from ..events import Stray
    from ..records.schema import ThemesRecord
    from ..settings import Settings
    from ..themes import Seed, Themes
    from ..timing import Progress


#: What other rooms ask of an analysis, and its user has no use for.
_INNER: Final = frozenset(("compared", "contradicting", "deciding", "given", "key", "margins", "own_labels", "reuse"))


@dataclass(frozen=True, eq=False, repr=False)
class Analysis(Answer["ThemesRecord"]):
    """A corpus segmented, embedded and themed; each stage runs when its value is first asked for.

    Attributes
    ----------
    source : Corpus
        As read.
    encoder : Encoder
    settings : Settings
    seeds : tuple of Seed
    store : Store
    progress : callable, optional
        Called with the stage, the work done and all the work.
    engine : Engine
        Where the stages that can be divided are done; no result depends on it.
    given : Embeddings, optional
        Embeddings of your own; `encoder` then says which they are.
    own_labels : ndarray of shape (n_sentences,), optional
        Themes of your own, -1 for none.
    """

    source: Corpus
    encoder: Encoder
    settings: Settings
    seeds: tuple[Seed, ...]
    store: Store
    progress: Progress | None = field(default=None, repr=False)
    engine: Engine = field(default_factory=Engine, repr=False)
    given: Embeddings | None = field(default=None, repr=False)
    own_labels: NDArray[np.intp] | None = field(default=None, repr=False)

    # To look whether two are one, or to keep one in a set, computes nothing.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __repr__(self) -> str:
        named = f", seeds {', '.join(seed.name for seed in self.seeds)}" if self.seeds else ""
        documents = counted(len(self.source.documents), "document")
        outlets = counted(len(self.source.outlets), "outlet")
        return f"Analysis({documents}, {outlets}, model {self.encoder.identity}{named})"

    def __getstate__(self) -> dict[str, Any]:
        # Who is told of the progress is in this process, and often a function that cannot travel; the views hold it too, and margins hold the views.
        kept = {name: value for name, value in vars(self).items() if name not in ("comparison", "margins")}
        return {**kept, "progress": None}

    def __copy__(self) -> Analysis:
        found = object.__new__(type(self))
        vars(found).update(vars(self))
        return found

    def __dir__(self) -> list[str]:
        # What other rooms of the pipeline ask of it is no part of what it offers.
        return sorted({*super().__dir__()} - _INNER)

    def _repr_html_(self) -> str:
        from html import escape

        # To look at an analysis computes nothing.
        return f"<code>{escape(repr(self))}</code>"

    @property
    def record(self) -> ThemesRecord:
        """The fields of the JSON of ``summarize themes``."""
        return self.to_dict()

    @cached_property
    def corpus(self) -> Corpus:
        """The corpus with its sentences and languages."""
        return segment(self.source, cache=self.store, progress=self.progress, engine=self.engine)

    @cached_property
    def embeddings(self) -> Embeddings:
        """One unit vector a sentence."""
        if self.given is not None:
            return self.given
        return self._embed(self.corpus.texts, "embedding sentences")

    def embed_texts(self, texts: Sequence[str], name: str = "embedding") -> Embeddings:
        """Embed other texts with the same model, through the same cache."""
        own, found = self.embeddings.vectors.shape[1], self._embed(texts, name)
        if len(texts) and found.vectors.shape[1] != own:
            raise ValueError(
                f"the encoder gives vectors of {found.vectors.shape[1]} dimensions and the sentences have vectors of {own}; give "
                "the one that made them, which gives every text as many"
            )
        return found

    def _embed(self, texts: Sequence[str], name: str) -> Embeddings:
        from ..embedding import embed

        with stage(self.progress, name) as told:
            return embed(texts, self.encoder, cache=self.store, progress=told, engine=self.engine)

    @cached_property
    def copies(self) -> Copies:
        """Which documents are one text."""
        from ..comparison.copies import find_copies

        corpus = self.corpus
        with stage(self.progress, "finding copies") as told:
            return find_copies(corpus, self.settings.copies, engine=self.engine, progress=told)

    @cached_property
    def reuse(self) -> TextReuse:
        """Who has whose text."""
        from ..comparison.reuse import find_text_reuse

        corpus = self.corpus
        with stage(self.progress, "finding text reuse") as told:
            return find_text_reuse(corpus, self.settings.copies, engine=self.engine, progress=told)

    @cached_property
    def themes(self) -> Themes:
        """What the sentences are about."""
        from ..themes import find_themes
        from ..themes.seeds import seed_vectors

        vectors = seed_vectors(self.seeds, lambda texts: self.embed_texts(texts).vectors) if self.seeds else None
        corpus, embeddings = self.corpus, self.embeddings
        with stage(self.progress, "finding themes") as told:
            return find_themes(
                corpus,
                embeddings,
                seeds=self.seeds,
                seed_vectors=vectors,
                own_labels=self.own_labels,
                settings=self.settings.themes,
                progress=told,
                engine=self.engine,
                embed_phrases=self._embed_phrases,
            )

    @property
    def _embed_phrases(self) -> Callable[[Sequence[str]], NDArray[np.float32]] | None:
        """What embeds the phrases that themes may be called by; None where nothing can embed them."""
        if self._embeds_nothing:
            return None
        return lambda phrases: self.embed_texts(phrases, "embedding phrases").vectors

    @property
    def _embeds_nothing(self) -> bool:
        """Whether the sentences came with vectors, and nothing that embeds other texts."""
        from .own import OwnVectors

        return isinstance(self.encoder, OwnVectors) and self.encoder.encoder is None

    @cached_property
    def strays(self) -> tuple[Stray, ...]:
        """Articles that seem to belong to another story; none are looked for in an archive, or where nothing could embed their headlines."""
        from ..embedding import spoken_by
        from ..events import LARGEST, find_strays, headlines

        corpus, embeddings = self.corpus, self.embeddings
        if self._embeds_nothing or len(corpus.documents) > LARGEST:
            return ()
        lines = self.embed_texts(headlines(corpus), "embedding headlines").vectors
        with stage(self.progress, "looking for strays") as told:
            return find_strays(corpus, embeddings, lines, spoken=spoken_by(self.encoder.identity), progress=told)

    @cached_property
    def claims(self) -> Claims:
        """Which sentences state the same fact."""
        from ..comparison.claims import find_claims

        corpus, embeddings, groups = self.corpus, self.embeddings, self.copies.group_of
        with stage(self.progress, "finding claims") as told:
            return find_claims(
                corpus,
                embeddings,
                groups,
                self.settings.claims,
                figure_settings=self.settings.figures,
                coverage_settings=self.settings.coverage,
                progress=told,
            )

    @cached_property
    def contradicting(self) -> NDArray[np.intp]:
        """Pairs of sentences whose figures exclude each other, shape (n_pairs, 2); none are looked for in a corpus of many events."""
        import numpy as np

        from ..comparison.alignment.values import Alignments
        from ..comparison.figures.exclusion import contradicting
        from ..comparison.figures.view import find_figures
        from ..comparison.neighbourhoods import WHOLE

        if len(self.corpus.sentences) > WHOLE:
            return np.empty((0, 2), dtype=np.intp)
        with timed("finding figures"):
            none = Alignments(())
            found = find_figures(
                self.corpus, self.embeddings, self.copies.group_of, self.claims, none, self.settings.figures
            )
            return contradicting(self.corpus, found)

    @cached_property
    def comparison(self) -> Comparison:
        """The outlets side by side."""
        return self.compared()

    def compared(self, groups: Groups | None = None) -> Comparison:
        """Outlets, or groups of them, side by side; a view is made when it is asked for."""
        from ..comparison.views import Comparison

        chosen = self.settings
        return Comparison(self, chosen.coverage, chosen.alignments, chosen.figures, groups, self.progress)

    @cached_property
    def key(self) -> str:
        """Digest of all that decides a result."""
        return digest(corpus_facts(self.source), self.encoder.identity, asdict(self.settings), self._theme_facts())

    def _theme_facts(self) -> dict[str, Any]:
        """What is asked of the themes beside the settings; whole themes of the user's own by their digest."""
        own = {} if self.own_labels is None else {"own_themes": digest(self.own_labels.tolist())[:12]}
        return {"seeds": [asdict(seed) for seed in self.seeds], **own}

    @cached_property
    def margins(self) -> Margins:
        """What the others say beside each article."""
        from ..comparison.article import Margins

        found = self.comparison
        return Margins(
            self.corpus,
            self.embeddings,
            self.copies.group_of,
            self.claims,
            found.alignments,
            found.figures,
            self.settings.coverage,
        )

    def deciding(self, *stages: str, **more: Any) -> dict[str, Any]:
        """Return the settings of some stages, and what was asked for, as a record shows them."""
        every = asdict(self.settings)
        return {**more, **self._theme_facts(), **{stage: every[stage] for stage in (*stages, "embedding")}}

    def to_dict(self) -> ThemesRecord:
        """Return the JSON of ``summarize themes``."""

        def compute() -> ThemesRecord:
            from ..records.build import themes_record

            deciding = self.deciding("themes", "copies")
            corpus, themes, copies, strays = self.corpus, self.themes, self.copies, self.strays
            with timed("laying out the result"):
                return themes_record(corpus, themes, copies, deciding, self.encoder.identity, strays)

        return cast("ThemesRecord", self.store.memo("themes", self.key, compute))


def analyse(
    corpus: Corpus,
    *,
    model: str | Path | None = None,
    encoder: Encoder | None = None,
    embeddings: ArrayLike | Embeddings | None = None,
    seeds: str | Seed | Sequence[str | Seed] = (),
    themes: ArrayLike | None = None,
    settings: Settings | None = None,
    cache: Store | None = None,
    progress: Progress | None = None,
    engine: str | Engine = "local",
) -> Analysis:
    """Segment, embed and theme a corpus.

    Parameters
    ----------
    corpus : Corpus
    model : str or path, optional
        A sentence-transformers model that is on this machine; the packaged all-MiniLM-L6-v2 by default.
    encoder : Encoder, optional
        An encoder of your own, instead of `model`: an object with ``identity``, a str that says which vectors these are, and
        ``encode(texts)``, which returns one row a text, of any length other than zero.
    embeddings : array_like of shape (n_sentences, n_dims), or Embeddings, optional
        Vectors of your own, a row a sentence of ``summarize.segment(corpus)``; rows are brought to length 1, and no model is loaded.
        For seeds, a question or earlier coverage give the `encoder` (or `model`) that made them too, unless they are `Embeddings` of
        the model that would have been taken.
    seeds : str, Seed, or sequence of them, optional
        Themes that you name.
    themes : array_like of shape (n_sentences,), optional
        Themes of your own instead of those that would be found: a whole number a sentence of ``summarize.segment(corpus)``, negative for none. They
        are named, and numbered by size, as others are; headings, credits and page furniture belong to none, and there is no stability.
    settings : Settings, optional
    cache : Store, optional
        The user's cache by default, `summarize.NoCache()` for none.
    progress : callable, optional
        Called with the stage, the work done and all the work.
    engine : str or Engine
        Where the work is done: ``"local"``, ``"dask"`` (processes on this machine, until this one ends) or ``"dask=ADDRESS"`` (the
        workers of a cluster). The result is the same.

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
    EngineError
        If the library of the engine is not installed; later, if its workers cannot be reached.
    ValueError
        If embeddings are not one finite row other than zero a sentence, themes not one whole number, or an encoder and a model, or seeds and
        themes, are both given.
    TypeError
        If something else stands where a corpus, an encoder, settings, seeds, a cache or an engine should.

    Notes
    -----
    Nothing is computed here, but that own embeddings and themes are held against the sentences. Embedding takes most of the time of what
    follows; memory grows with the number of sentences (``docs/speed.md``, ``docs/scaling.md``).
    """
    has_documents(corpus)
    store, settings = default_store(cache, progress), default_settings(settings)
    workers = chosen_engine(engine)
    named, labels, given = _named(seeds), None, None
    if embeddings is not None or themes is not None:
        corpus = segment(corpus, cache=store, progress=progress, engine=workers)
    if themes is not None:
        from .own import own_labels

        if named:
            raise ValueError("seeds and themes are both given; give the themes that are to be taken")
        labels = own_labels(corpus, themes)
    if embeddings is None:
        chosen = chosen_encoder(encoder, model, settings, store)
    else:
        from .own import own_embeddings

        beside = chosen_encoder(encoder, model, settings, store) if encoder is not None or model is not None else None
        given, chosen = own_embeddings(corpus, embeddings, beside, partial(chosen_encoder, None, None, settings, store))
    return Analysis(corpus, chosen, settings, named, store, progress, workers, given, labels)


def _named(seeds: str | Seed | Sequence[str | Seed]) -> tuple[Seed, ...]:
    if seeds is None or (isinstance(seeds, tuple | list) and not seeds):
        # A second run reads its record, and must not wait for the rooms that it does not enter.
        return ()
    from ..themes import Seed

    several = [seeds] if isinstance(seeds, Seed) else in_a_list(seeds, "seeds to be names of themes, or summarize.Seed")
    named = tuple(Seed(seed) if isinstance(seed, str) else seed for seed in several)
    for seed in named:
        expect(isinstance(seed, Seed), "names of themes, or summarize.Seed", seed)
        if not any(map(str.isalnum, f"{seed.name}{seed.description}")):
            raise InputError("a seed needs a name, such as European coordination; this one has no word in it")
    return named


def analysed(given: object) -> None:
    """Refuse what is no analysis.

    Raises
    ------
    TypeError
        If a corpus, or anything else, stands where an analysis should.
    """
    remedy = "call summarize.analyse first: analysis = summarize.analyse(corpus)"
    expect(isinstance(given, Analysis), "an analysis", given, remedy)
