"""A corpus written out for a person to label, and labels read back against it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ..counts import counted
from ..errors import InputError
from .analysis import analyse, analysed
from .answers import Answer
from .identity import default_settings, default_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ..cache import Store
    from ..comparison.copies import Copies
    from ..corpus import Corpus
    from ..embedding import Encoder
    from ..engine import Engine
    from ..reading.labels import LabelledSpan, Labels
    from ..records.gold import GoldCheckRecord, GoldRecord
    from ..settings import Settings
    from ..timing import Progress
    from .analysis import Analysis

    #: A sentence by its document and span, and what somebody says of sentences: theme and fact of each.
    _Place = tuple[str, int, int]
    _Said = Mapping[_Place, tuple[str | None, str | None]]

#: Problems named in an error.
_N_NAMED = 5

#: Characters of a sentence that are quoted where it is another in the file, and those before the first that differs.
_QUOTED: Final = 60
_BEFORE: Final = 20

#: What another encoding may change, and what it leaves where it has no such letter.
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9]")
_LOST: Final = re.compile("\ufffd|[?]{3}")

#: What the program is called among labellers.
PROGRAM: Final = "summarize"


@dataclass(frozen=True, eq=False, repr=False)
class GoldSheet(Answer["GoldRecord"]):
    """A sheet for labelling."""

    record: GoldRecord

    def __repr__(self) -> str:
        return f"GoldSheet({counted(len(self.record['sheet']), 'sentence')})"


@dataclass(frozen=True, eq=False, repr=False)
class GoldCheck(Answer["GoldCheckRecord"]):
    """What files of labels hold, and how far their labellers agree."""

    record: GoldCheckRecord

    def __repr__(self) -> str:
        return f"GoldCheck({counted(len(self.record['files']), 'file')})"


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


def gold(
    source: Corpus | Analysis, *, suggest: bool = False, settings: Settings | None = None, cache: Store | None = None
) -> GoldSheet:
    """Write a corpus out for labelling: every sentence, and what stands before it.

    Parameters
    ----------
    source : Corpus or Analysis
    suggest : bool
        Write the theme found for each sentence beside it, which takes an analysis. Whoever sees a suggestion tends to follow it: labels by which
        the program is judged are made without.
    settings : Settings, optional
        For a corpus: those of copies say which documents are one text. An analysis has its own.
    cache : Store, optional
        For a corpus.

    Returns
    -------
    GoldSheet
        ``sheet.table()`` has a row a sentence, ``sheet.save("sheet.csv")`` writes it.

    Raises
    ------
    TypeError
        If something else stands where a corpus or an analysis should, or suggestions are asked of a corpus.
    """
    from ..corpus import Corpus
    from ..records.gold import gold_record

    if isinstance(source, Corpus):
        if suggest:
            raise TypeError("suggestions are the themes of an analysis: gold(summarize.analyse(corpus), suggest=True)")
        chosen = default_settings(settings)
        segmented, copies = _laid_out(source, chosen, cache)
        return GoldSheet(gold_record(segmented, None, copies, {"copies": asdict(chosen.copies)}, None))
    analysed(source)
    if not suggest:
        deciding = source.deciding("copies")
        return GoldSheet(gold_record(source.corpus, None, source.copies, deciding, None))
    deciding = source.deciding("themes", "copies")
    return GoldSheet(gold_record(source.corpus, source.themes, source.copies, deciding, source.encoder.identity))


def _laid_out(corpus: Corpus, settings: Settings, cache: Store | None) -> tuple[Corpus, Copies]:
    """A corpus in sentences, and which of its documents are one text."""
    from ..comparison.copies import find_copies
    from ..segmentation import segment

    segmented = segment(corpus, memo=default_store(cache))
    return segmented, find_copies(segmented, settings.copies)


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
    ours, theirs = (" ".join(text.removeprefix("'").split()) for text in (here, span.text or here))
    if ours.replace(" ", "") == theirs.replace(" ", ""):
        return None
    alike = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    at = max(0, alike - _BEFORE)
    ours_from, theirs_from = (f"{'…' if at else ''}{text[at : at + _QUOTED]}" for text in (ours, theirs))
    why = "the corpus has changed, or columns have moved against each other"
    if _UNSAFE.sub("", ours) == _UNSAFE.sub("", theirs) != "" or _LOST.search(theirs):
        why = "the file was saved in another encoding; save it as CSV UTF-8"
    return f"{span.document}[{span.start}:{span.stop}] is {ours_from!r} in the corpus and {theirs_from!r} in the file; {why}"


def check_gold(
    corpus: Corpus,
    files: Sequence[Labels],
    *,
    against_program: bool = False,
    model: str | Path | None = None,
    encoder: Encoder | None = None,
    settings: Settings | None = None,
    cache: Store | None = None,
    progress: Progress | None = None,
    engine: str | Engine = "local",
) -> GoldCheck:
    """Hold labels against their corpus, labellers of the same sentences against each other, and the program against them.

    Parameters
    ----------
    corpus : Corpus
    files : sequence of Labels
    against_program : bool
        Find the themes and claims of the labelled sentences too, and say how far they agree with each file, as for two labellers.
    model, encoder, settings, cache, progress, engine : optional
        As for `analyse`; without `against_program` the settings of copies and the random state alone matter.

    Returns
    -------
    GoldCheck

    Raises
    ------
    InputError
        If labels do not fit the corpus.
    """
    from ..records.gold import gold_check_record

    chosen = default_settings(settings)
    stories = [labelled_story(corpus, labels) for labels in files]
    said = {f.path: {(s.document, s.start, s.stop): (s.theme, s.fact) for s in f.spans if s.labelled} for f in files}
    agreements = [
        _agreement(a, said[a], b, said[b]) for a, b in combinations(said, 2) if said[a].keys() & said[b].keys()
    ]
    identity = None
    deciding = {"copies": asdict(chosen.copies), "random_state": chosen.themes.random_state}
    if against_program:
        for file, story in zip(files, stories, strict=True):
            analysis = analyse(
                story.corpus,
                model=model,
                encoder=encoder,
                settings=chosen,
                cache=cache,
                progress=progress,
                engine=engine,
            )
            identity = analysis.encoder.identity
            deciding |= analysis.deciding("themes", "claims", "figures")
            agreements.append(_agreement(file.path, said[file.path], PROGRAM, _found(analysis)))
    together = _together(said)
    segmented, copies = _laid_out(corpus, chosen, cache)
    themes = [story.themes for story in stories]
    return GoldCheck(
        gold_check_record(
            segmented,
            copies,
            files,
            themes,
            agreements,
            _reliability(together, chosen.themes.random_state),
            _disagreements(corpus, together),
            _alike([*map(set, themes), set().union(*_names(together).values())]),
            deciding,
            identity,
        )
    )


def _agreement(first: str, ours: _Said, second: str, theirs: _Said) -> dict[str, Any]:
    """How far two agree over the sentences that both labelled."""
    from ..evaluation.agreement import label_agreement

    shared = sorted(ours.keys() & theirs.keys())
    themes, facts = ([(ours[key][k], theirs[key][k]) for key in shared] for k in range(2))
    return {
        "first": first,
        "second": second,
        "n_shared": len(shared),
        "n_only_first": len(ours) - len(shared),
        # The program has something to say of every sentence.
        "n_only_second": 0 if second == PROGRAM else len(theirs) - len(shared),
        **asdict(label_agreement(themes, facts)),
    }


def _found(analysis: Analysis) -> _Said:
    """The program as a labeller: its theme and claim of each sentence."""
    corpus = analysis.corpus
    theme_of, claim_of = analysis.themes.labels.tolist(), analysis.claims.claim_of.tolist()
    return {
        (corpus.documents[s.document].id, s.start, s.stop): (
            None if theme < 0 else str(theme),
            None if claim < 0 else str(claim),
        )
        for s, theme, claim in zip(corpus.sentences, theme_of, claim_of, strict=True)
    }


def _together(said: Mapping[str, _Said]) -> dict[_Place, dict[str, str | None]]:
    """The theme that each file gives a sentence, by sentence, of those that two and more labelled."""
    by_place: dict[_Place, dict[str, str | None]] = {}
    for path, labels in said.items():
        for place, (theme, _) in labels.items():
            by_place.setdefault(place, {})[path] = theme
    return {place: by_place[place] for place in sorted(by_place) if len(by_place[place]) > 1}


def _names(together: Mapping[_Place, Mapping[str, str | None]]) -> dict[str, set[str]]:
    """The names that each labeller uses."""
    used: dict[str, set[str]] = {}
    for themes in together.values():
        for path, theme in themes.items():
            used.setdefault(path, set()).update(() if theme is None else (theme,))
    return used


def _alike(vocabularies: Iterable[set[str]]) -> list[list[str]]:
    """Names of one vocabulary that differ in case, marks or spaces alone, each group once."""
    found: dict[tuple[str, ...], None] = {}
    for names in vocabularies:
        by_letters: dict[str, list[str]] = {}
        for name in sorted(names):
            by_letters.setdefault("".join(filter(str.isalnum, name.casefold())) or name, []).append(name)
        found |= dict.fromkeys(tuple(group) for group in by_letters.values() if len(group) > 1)
    return [list(group) for group in found]


def _one_book(names: Mapping[str, set[str]]) -> bool:
    """Whether labellers write the names of one code book: half of what any of them uses and more, another uses too."""
    return all(2 * len(a & b) >= min(len(a), len(b)) > 0 for a, b in combinations(names.values(), 2))


def _counterparts(together: Mapping[_Place, Mapping[str, str | None]], first: str, other: str) -> dict[str, str]:
    """For the names of one labeller those of another, one for one, so that most sentences have both."""
    from scipy.optimize import linear_sum_assignment

    both = [(themes[first], themes[other]) for themes in together.values() if first in themes and other in themes]
    met = Counter((a, b) for a, b in both if a is not None and b is not None)
    ours, theirs = (sorted({pair[k] for pair in met}) for k in range(2))
    # A name that both write is the same theme, whatever else shares sentences with it.
    table = np.array([[met[a, b] + (a == b) * len(both) for b in theirs] for a in ours], dtype=np.int64)
    rows, columns = linear_sum_assignment(table.reshape(len(ours), len(theirs)), maximize=True)
    return {theirs[c]: ours[r] for r, c in zip(rows.tolist(), columns.tolist(), strict=True) if table[r, c]}


def _reliability(together: Mapping[_Place, Mapping[str, str | None]], random_state: int) -> dict[str, Any] | None:
    """Krippendorff's alpha of all labellers, of whether there is a theme and of its name."""
    from ..evaluation.agreement import alpha_interval, krippendorff_alpha

    if not together:
        return None
    used = _names(together)
    names = sorted(set().union(*used.values()))
    column: dict[str | None, int] = {name: k for k, name in enumerate(names, start=1)}
    column[None] = 0
    counts = np.zeros((len(together), len(column)))
    for row, themes in enumerate(together.values()):
        for theme in themes.values():
            counts[row, column[theme]] += 1
    documents = {document: k for k, document in enumerate(sorted({place[0] for place in together}))}
    article_of = np.array([documents[place[0]] for place in together], dtype=np.intp)

    def measured(of: NDArray[np.float64], where: NDArray[np.bool_]) -> dict[str, float | None]:
        alpha = krippendorff_alpha(of[where])
        ends = None if alpha is None else alpha_interval(of[where], article_of[where], random_state=random_state)
        low, high = ends or (None, None)
        return {"alpha": alpha, "low": low, "high": high}

    every, unmeasured = np.ones(len(counts), dtype=bool), dict.fromkeys(("alpha", "low", "high"))
    one_book = _one_book(used)
    return {
        "labellers": sorted({path for themes in together.values() for path in themes}),
        "n_sentences": len(together),
        "n_documents": len(documents),
        "n_names": len(names),
        "n_shared_names": sum(sum(name in own for own in used.values()) > 1 for name in names),
        "no_theme": measured(np.column_stack([counts[:, 0], counts[:, 1:].sum(axis=1)]), every),
        "themes": measured(counts, every) if one_book else unmeasured,
        "themed": measured(counts, counts[:, 0] == 0) if one_book else unmeasured,
    }


def _disagreements(corpus: Corpus, together: Mapping[_Place, Mapping[str, str | None]]) -> list[dict[str, Any]]:
    """The sentences that labellers label differently: by the names of one code book, else by the counterparts of those of the first."""
    used = _names(together)
    paths = list(used)
    called = {path: {name: name for name in used[path]} for path in paths}
    if not _one_book(used):
        called |= {other: _counterparts(together, paths[0], other) for other in paths[1:]}
    document_of = {document.id: document for document in corpus.documents}
    found = []
    for (document, start, stop), themes in together.items():
        # What has no counterpart is like nothing of the first.
        said = {None if name is None else called[path].get(name, (path, name)) for path, name in themes.items()}
        if len(said) > 1:
            own = document_of[document]
            found.append(
                {
                    "document": document,
                    "outlet": own.outlet,
                    "start": start,
                    "stop": stop,
                    "text": own.text[start:stop],
                    "themes": dict(themes),
                }
            )
    return found
