"""A mixed corpus divided into stories, and one story of it as a corpus of its own."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from ..counts import counted
from ..errors import InputError
from .answers import Answer
from .identity import (
    chosen_encoder,
    chosen_engine,
    corpus_facts,
    default_settings,
    default_store,
    digest,
    has_documents,
    meant,
    stage,
)
from .intake import divided

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..cache import Store
    from ..corpus import Corpus
    from ..embedding import Encoder
    from ..engine import Engine
    from ..records.stories import StoriesRecord, StoryRecord
    from ..settings import Settings
    from ..timing import Progress
    from .rows import Row

#: Documents from which a story is a story to someone who did not ask for stories.
TELLING: Final = 3

#: Stories named in an error.
_N_NAMED: Final = 20


@dataclass(frozen=True, eq=False, repr=False)
class StoriesResult(Answer["StoriesRecord"]):
    """The stories of a corpus: a sequence of them, largest first.

    Attributes
    ----------
    source : Corpus
        The whole corpus, as given.
    record : StoriesRecord
    """

    source: Corpus
    record: StoriesRecord

    def __repr__(self) -> str:
        documents = counted(len(self.source.documents), "document")
        return f"StoriesResult({counted(len(self), 'story', 'stories')}, {documents})"

    def __len__(self) -> int:
        return len(self.record["stories"])

    def __iter__(self) -> Iterator[Row]:
        return iter(self.stories)

    def __getitem__(self, place: int) -> Row:
        return self.stories[place]

    @cached_property
    def stories(self) -> list[Row]:
        """The stories, largest first: ``id``, ``label``, ``documents`` and the other fields of the JSON, attributes too."""
        from ..records import plain
        from .rows import rows_of

        return cast("list[Row]", rows_of(plain(self.record["stories"])))

    @property
    def n_telling(self) -> int:
        """Number of stories of three documents and more."""
        return sum(story["n_documents"] >= TELLING for story in self.record["stories"])

    def corpus(self, story: int | str) -> Corpus:
        """One story as a corpus of its own.

        Parameters
        ----------
        story : int or str
            Its id; or its label or one of its terms, or a part that only one story has.

        Returns
        -------
        Corpus
            Its documents with what is noted of them, and of the whole corpus what was left out; a note says which story it is.

        Raises
        ------
        InputError
            If no story is meant, or more than one; the message lists those that are there.
        """
        from ..corpus import Corpus, PartOf, Sentence, remarks

        chosen = self._find(str(story))
        ids = set(chosen["documents"])
        kept = [i for i, document in enumerate(self.source.documents) if document.id in ids]
        place = {old: new for new, old in enumerate(kept)}
        note = (
            f"one story of {len(self.record['stories'])}, number {chosen['id']}, {chosen['label']!r}: "
            f"{len(kept)} of {len(self.source.documents)} documents"
        )
        documents = tuple(self.source.documents[i] for i in kept)
        of_documents = set(remarks(self.source.documents))
        general = (said for said in self.source.audit.notes if said not in of_documents)
        part = PartOf(chosen["id"], chosen["label"], len(self.record["stories"]), len(self.source.documents))
        return Corpus(
            documents,
            tuple(Sentence(place[s.document], s.start, s.stop) for s in self.source.sentences if s.document in place),
            replace(self.source.audit, notes=(*general, *remarks(documents), note), story=part),
        )

    def _find(self, wanted: str) -> StoryRecord:
        every = self.record["stories"]
        if wanted.isdecimal():
            if int(wanted) < len(every):
                return every[int(wanted)]
            raise InputError(f"there is no story {wanted}; {self._listed()}")
        if not wanted.strip():
            raise InputError(f"a story needs a number or a name; {self._listed()}")
        places = meant(wanted, [story["label"] for story in every], [story["terms"] for story in every])
        found = [every[k] for k in places]
        if len(found) == 1:
            return found[0]
        problem = "more than one story matches" if found else "no story matches"
        raise InputError(f"{problem} {wanted!r}; {self._listed(found)}")

    def _listed(self, among: Sequence[StoryRecord] = ()) -> str:
        shown = among or self.record["stories"]
        if not shown:
            return "the corpus holds none: no two of its documents are about one event"
        lines = [
            f"  {story['id']:>3}  {story['label']} ({story['n_documents']} documents)" for story in shown[:_N_NAMED]
        ]
        if len(shown) > _N_NAMED:
            lines.append(f"  and {len(shown) - _N_NAMED} more: summarize stories")
        return "\n".join(("choose one by its number:", *lines))


def stories(
    corpus: Corpus,
    *,
    model: str | Path | None = None,
    encoder: Encoder | None = None,
    settings: Settings | None = None,
    cache: Store | None = None,
    progress: Progress | None = None,
    engine: str | Engine = "local",
) -> StoriesResult:
    """Divide a mixed corpus into stories: documents that report one event, and what follows from it.

    Parameters
    ----------
    corpus : Corpus
    model : str or path, optional
        A sentence-transformers model that is on this machine; the packaged all-MiniLM-L6-v2 by default.
    encoder : Encoder, optional
        An encoder of your own, instead of `model`.
    settings : Settings, optional
    cache : Store, optional
        The user's cache by default, `summarize.NoCache()` for none.
    progress : callable, optional
        Called with the stage, the work done and all the work.
    engine : str or Engine
        As for `summarize.analyse`.

    Returns
    -------
    StoriesResult

    Raises
    ------
    InputError
        If the corpus has no documents.
    ModelError
        If the model is not on this machine.

    Notes
    -----
    One headline a document is embedded, and nothing else. See `summarize.events.find_stories` for time and memory.
    """
    has_documents(corpus)
    store, settings = default_store(cache, progress), default_settings(settings)
    chosen, workers = chosen_encoder(encoder, model, settings, store), chosen_engine(engine)
    deciding = {"stories": asdict(settings.stories), "embedding": asdict(settings.embedding)}

    def compute() -> StoriesRecord:
        from ..embedding import embed, open_beside, spoken_by
        from ..events import find_stories, headlines
        from ..records.stories import stories_record

        if not workers.spreads:
            open_beside(chosen)
        segmented = divided(corpus, store, workers, progress)
        lines = headlines(segmented)
        with stage(progress, "embedding headlines") as told:
            vectors = embed(lines, chosen, cache=store, progress=told, engine=workers).vectors
        with stage(progress, "comparing documents") as told:
            spoken = spoken_by(chosen.identity)
            found = find_stories(segmented, vectors, spoken=spoken, settings=settings.stories, progress=told)
            return stories_record(segmented, found, lines, deciding, chosen.identity)

    key = digest(corpus_facts(corpus), chosen.identity, deciding)
    return StoriesResult(corpus, store.memo("stories", key, compute))
