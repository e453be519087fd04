"""Records of ``summarize gold``: a sheet for labelling, and what labels hold."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypedDict, cast

from .build import head_record
from .schema import Record
from .sentences import SentenceRecord, sentence_record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..comparison.copies import Copies
    from ..corpus import Corpus
    from ..reading.labels import Labels
    from ..themes import Themes


class GoldRowRecord(SentenceRecord):
    """A sentence to label. ``before``: the sentence before it; ``suggestion``: the theme found for it, ``-`` for none; empty where none was asked for.

    ``theme`` and ``fact`` are for the person who labels: empty, as they are written.
    """

    title: str
    before: str
    suggestion: str
    theme: str
    fact: str


class GoldRecord(Record):
    """``summarize gold``: the sheet, in the order of the documents."""

    sheet: list[GoldRowRecord]


class LabelFileRecord(TypedDict):
    """A file of labels. ``n_without``: sentences labelled as having no theme; ``n_unlabelled``: not looked at yet."""

    path: str
    n_rows: int
    n_documents: int
    n_without: int
    n_unlabelled: int
    n_facts: int
    themes: dict[str, int]


class AgreementRecord(TypedDict):
    """Two labellers of the same sentences; see `summarize.evaluation.agreement.Agreement`."""

    first: str
    second: str
    n_shared: int
    n_only_first: int
    n_only_second: int
    n_both: int
    themes_adjusted_rand: float | None
    themes_adjusted_mutual_information: float | None
    no_theme_kappa: float | None
    facts_f1: float | None


class AlphaRecord(TypedDict):
    """Krippendorff's alpha, and its 95 % interval by draws of articles; None where there is none."""

    alpha: float | None
    low: float | None
    high: float | None


class ReliabilityRecord(TypedDict):
    """All labellers together, over the sentences that two and more labelled.

    ``no_theme``: whether a sentence has a theme; ``themes``: by its name, none being one of them, where labellers write the names of one
    code book: of those that each uses half and more; None where names are each labeller's own. ``themed``: the same over the sentences to which
    all of them give a theme. ``n_names``: of all; ``n_shared_names``:
    that two and more use.
    """

    labellers: list[str]
    n_sentences: int
    n_documents: int
    n_names: int
    n_shared_names: int
    no_theme: AlphaRecord
    themes: AlphaRecord
    themed: AlphaRecord


class DisagreementRecord(SentenceRecord):
    """A sentence that labellers label differently: ``themes``, by file, None = none.

    Where names are each labeller's own, those of the first are held against the names that share most sentences with them, one for one.
    """

    themes: dict[str, str | None]


class GoldCheckRecord(Record):
    """``summarize gold --check``. In ``agreement`` the second is ``summarize`` where the program itself was held against the labels.

    ``reliability``: None for fewer than two labellers of the same sentences. ``names_alike``: names of themes, of one file or of those that label the same
    sentences, that differ in case, marks or spaces alone, and count as different themes.
    """

    files: list[LabelFileRecord]
    names_alike: list[list[str]]
    agreement: list[AgreementRecord]
    reliability: ReliabilityRecord | None
    disagreements: list[DisagreementRecord]


def gold_record(
    corpus: Corpus, themes: Themes | None, copies: Copies, settings: Mapping[str, Any], model: str | None
) -> GoldRecord:
    """Record of a sheet for labelling, with the themes found as suggestions or without any."""
    rows = []
    for i, sentence in enumerate(corpus.sentences):
        follows = i > 0 and corpus.sentences[i - 1].document == sentence.document
        theme = -1 if themes is None else int(themes.labels[i])
        rows.append(
            {
                **sentence_record(corpus, i),
                "title": corpus.documents[sentence.document].title,
                "before": corpus.text_of(i - 1) if follows else "",
                "suggestion": "" if themes is None else themes.names[theme] if theme >= 0 else "-",
                "theme": "",
                "fact": "",
            }
        )
    return cast("GoldRecord", {**head_record("gold", corpus, settings, model, copies), "sheet": rows})


def gold_check_record(
    corpus: Corpus,
    copies: Copies,
    files: Sequence[Labels],
    themes: Sequence[Sequence[str]],
    agreement: Sequence[Mapping[str, Any]],
    reliability: Mapping[str, Any] | None,
    disagreements: Sequence[Mapping[str, Any]],
    names_alike: Sequence[list[str]],
    settings: Mapping[str, Any],
    model: str | None,
) -> GoldCheckRecord:
    """Record of what files of labels hold, `themes` being the names that each uses."""
    records: list[LabelFileRecord] = []
    for labels, names in zip(files, themes, strict=True):
        counts = Counter(span.theme for span in labels.spans if span.theme is not None)
        records.append(
            {
                "path": labels.path,
                "n_rows": len(labels.spans),
                "n_documents": len({span.document for span in labels.spans}),
                "n_without": sum(span.labelled and span.theme is None for span in labels.spans),
                "n_unlabelled": sum(not span.labelled for span in labels.spans),
                "n_facts": len({span.fact for span in labels.spans if span.fact is not None}),
                "themes": {name: counts[name] for name in sorted(names, key=lambda name: (-counts[name], name))},
            }
        )
    head = head_record("gold", corpus, settings, model, copies)
    found = {"agreement": list(agreement), "reliability": reliability, "disagreements": list(disagreements)}
    return cast("GoldCheckRecord", {**head, "files": records, "names_alike": list(names_alike), **found})
