"""A corpus written out for a person to label, and labels read back against it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ..errors import InputError
from .analysis import analysed
from .answers import Answer
from .identity import default_settings, default_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..cache import Store
    from ..corpus import Corpus
    from ..reading.labels import LabelledSpan, Labels
    from ..records import GoldCheckRecord, GoldRecord
    from ..settings import Settings
    from .analysis import Analysis

__all__ = ["GoldCheck", "GoldSheet", "LabelledStory", "check_gold", "gold", "labelled_story"]

#: Problems named in an error.
_N_NAMED = 5


@dataclass(frozen=True, eq=False, repr=False)
class GoldSheet(Answer):
    """A sheet for labelling."""

    record: GoldRecord

    def __repr__(self) -> str:
        return f"GoldSheet({len(self.record['sheet'])} sentences)"

    def to_dict(self) -> GoldRecord:
        """Return the JSON of ``summarize gold``."""
        from ..records import plain

        return cast("GoldRecord", plain(self.record))


@dataclass(frozen=True, eq=False, repr=False)
class GoldCheck(Answer):
    """What files of labels hold, and how far their labellers agree."""

    record: GoldCheckRecord

    def __repr__(self) -> str:
        return f"GoldCheck({len(self.record['files'])} files)"

    def to_dict(self) -> GoldCheckRecord:
        """Return the JSON of ``summarize gold --check``."""
        from ..records import plain

        return cast("GoldCheckRecord", plain(self.record))


@dataclass(frozen=True, eq=False)
class LabelledStory:
    """The labelled documents of a corpus, cut into the sentences of the labels.

    Attributes
    ----------
    name : str
    corpus : Corpus
        The documents that have labels, with the labelled sentences and no others.
    theme_of : ndarray of shape (n_sentences,)
        Number of each sentence's theme, -1 = it has none, -2 = not labelled yet.
    themes : tuple of str
        Name of each number.
    """

    name: str
    corpus: Corpus
    theme_of: NDArray[np.intp]
    themes: tuple[str, ...]


def gold(analysis: Analysis) -> GoldSheet:
    """Write a corpus out for labelling: every sentence, what stands before it, and the theme found for it as a suggestion.

    Parameters
    ----------
    analysis : Analysis

    Returns
    -------
    GoldSheet
        ``sheet.table()`` has a row a sentence, ``sheet.save("sheet.csv")`` writes it.

    Raises
    ------
    TypeError
        If something else stands where an analysis should.
    """
    from ..records import gold_record

    analysed(analysis)
    deciding = analysis.deciding("themes", "copies")
    return GoldSheet(
        gold_record(analysis.corpus, analysis.themes, analysis.copies, deciding, analysis.encoder.identity)
    )


def labelled_story(corpus: Corpus, labels: Labels) -> LabelledStory:
    """Lay labels over the documents that they are of.

    Parameters
    ----------
    corpus : Corpus
    labels : Labels

    Returns
    -------
    LabelledStory

    Raises
    ------
    InputError
        If a document is not in the corpus, or a span does not fit its text; the message names file and line.
    """
    from ..corpus import Corpus, Sentence

    place = {document.id: i for i, document in enumerate(corpus.documents)}
    problems = [
        f"line {span.line}: {problem}"
        for span in labels.spans
        if (problem := _misfit(span, corpus, place.get(span.document)))
    ]
    if problems:
        more = f"\n  and {len(problems) - _N_NAMED} more" if len(problems) > _N_NAMED else ""
        rows = "1 row does" if len(problems) == 1 else f"{len(problems)} rows do"
        shown = "\n".join(f"  {problem}" for problem in problems[:_N_NAMED])
        raise InputError(f"{labels.path}: {rows} not fit the corpus:\n{shown}{more}")
    kept = sorted({place[span.document] for span in labels.spans})
    new = {old: i for i, old in enumerate(kept)}
    spans = sorted(labels.spans, key=lambda span: (place[span.document], span.start))
    documents = tuple(corpus.documents[i] for i in kept)
    sentences = tuple(Sentence(new[place[span.document]], span.start, span.stop) for span in spans)
    themes = tuple(sorted({span.theme for span in spans if span.theme is not None}))
    number = {theme: k for k, theme in enumerate(themes)}
    theme_of = [(-1 if s.theme is None else number[s.theme]) if s.labelled else -2 for s in spans]
    return LabelledStory(
        labels.name, Corpus(documents, sentences, corpus.audit), np.array(theme_of, dtype=np.intp), themes
    )


def _misfit(span: LabelledSpan, corpus: Corpus, document: int | None) -> str | None:
    """What is wrong with a span in a corpus, if anything."""
    if document is None:
        return f"no document {span.document!r} in the corpus; name the corpus that the labels are of"
    text = corpus.documents[document].text
    if span.stop > len(text):
        return (
            f"{span.document}[{span.start}:{span.stop}] ends after the text, which has {len(text)} characters; the corpus "
            "has changed, or it is another one"
        )
    here = text[span.start : span.stop]
    # A spreadsheet may have put an apostrophe before what looks like a formula.
    if span.text is not None and "".join(span.text.removeprefix("'").split()) != "".join(
        here.removeprefix("'").split()
    ):
        return (
            f"{span.document}[{span.start}:{span.stop}] is {here[:40]!r} in the corpus and {span.text[:40]!r} in the file; "
            "the corpus has changed, or columns have moved against each other"
        )
    return None


def check_gold(
    corpus: Corpus, files: Sequence[Labels], *, settings: Settings | None = None, cache: Store | None = None
) -> GoldCheck:
    """Hold labels against their corpus, and labellers of the same sentences against each other.

    Parameters
    ----------
    corpus : Corpus
    files : sequence of Labels
    settings : Settings, optional
        Those of copies say which documents are one text.
    cache : Store, optional

    Returns
    -------
    GoldCheck

    Raises
    ------
    InputError
        If labels do not fit the corpus.
    """
    from ..comparison import find_copies
    from ..evaluation.agreement import label_agreement
    from ..records import gold_check_record
    from ..segmentation import segment

    stories = [labelled_story(corpus, labels) for labels in files]
    agreements: list[dict[str, Any]] = []
    for first, second in combinations(files, 2):
        ours, theirs = ({(s.document, s.start, s.stop): s for s in f.spans if s.labelled} for f in (first, second))
        shared = sorted(ours.keys() & theirs.keys())
        if not shared:
            continue
        found = label_agreement(
            [(ours[key].theme, theirs[key].theme) for key in shared],
            [(ours[key].fact, theirs[key].fact) for key in shared],
        )
        agreements.append(
            {
                "first": first.path,
                "second": second.path,
                "n_shared": len(shared),
                "n_only_first": len(ours) - len(shared),
                "n_only_second": len(theirs) - len(shared),
                **asdict(found),
            }
        )
    segmented = segment(corpus, memo=default_store(cache))
    deciding = {"copies": asdict(default_settings(settings).copies)}
    copies = find_copies(segmented, default_settings(settings).copies)
    themes = [story.themes for story in stories]
    return GoldCheck(gold_check_record(segmented, copies, files, themes, agreements, deciding))
