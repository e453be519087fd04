"""From the values of the stages to the records of the interface."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from .article import marked_article_record
from .honesty import honesty_record
from .schema import opening
from .sentences import near_record, place_record, sentence_record
from .support import outlets_saying

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ..comparison.article import MarkedArticle
    from ..comparison.claims import Claims
    from ..comparison.copies import Copies
    from ..comparison.honesty import Honesty
    from ..corpus import Corpus, Document, Dropped
    from ..events import Stray
    from ..summary import Summary
    from ..themes import Themes
    from .article import ArticleRecord
    from .schema import (
        BriefRecord,
        CorpusRecord,
        DocumentRecord,
        DroppedRecord,
        OutletRecord,
        PartOfRecord,
        ReadRecord,
        Record,
        StrayRecord,
        ThemeRecord,
        ThemesRecord,
    )
    from .sentences import NearestRecord, SupportRecord


def _document(document: Document, n_sentences: int) -> DocumentRecord:
    return {
        "id": document.id,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published,
        "url": document.url,
        "n_sentences": n_sentences,
        "language": document.language,
    }


def _dropped(item: Dropped) -> DroppedRecord:
    record: DroppedRecord = {"reason": item.reason, "detail": item.detail}
    if item.path is not None:
        record["path"] = item.path
    if item.id is not None:
        record["id"] = item.id
    if item.line is not None:
        record["line"] = item.line
    if item.place:
        record["place"] = item.place
    return record


def stray_records(corpus: Corpus, strays: Sequence[Stray]) -> list[StrayRecord]:
    """Return one record a document that seems to belong to another story."""
    n_sentences_of = corpus.n_sentences_of.tolist()
    return [
        {
            "document": corpus.documents[stray.document].id,
            "outlet": corpus.documents[stray.document].outlet,
            "title": corpus.documents[stray.document].title,
            "n_sentences": n_sentences_of[stray.document],
            "nearest": corpus.documents[stray.nearest].id,
            "likeness": stray.likeness,
            "usual": stray.usual,
        }
        for stray in strays
    ]


def corpus_record(corpus: Corpus, copies: Copies | None) -> CorpusRecord:
    """Record of what was read: documents, what was dropped, how many are copies; where copies were not looked for, those to the letter."""
    documents = [_document(d, n) for d, n in zip(corpus.documents, corpus.n_sentences_of.tolist(), strict=True)]
    if copies is not None:
        for record, group in zip(documents, copies.group_of.tolist(), strict=True):
            record["copy_group"] = group
    # One number for all that was read, whatever its order.
    ordered = sorted(corpus.documents, key=lambda d: d.id)
    made: CorpusRecord = {
        "documents": documents,
        "dropped": [_dropped(item) for item in corpus.audit.dropped],
        "copies": copies.n_repeats if copies is not None else _n_repeats(corpus),
        "fingerprint": _joint_fingerprint(part for d in ordered for part in (d.id, d.text)),
        "notes": list(corpus.audit.notes),
    }
    if corpus.audit.story is not None:
        made["story"] = cast("PartOfRecord", asdict(corpus.audit.story))
    return made


def joint_corpus(corpora: Sequence[CorpusRecord]) -> CorpusRecord:
    """Record of what was read of several corpora, in turn."""
    return {
        "documents": [document for corpus in corpora for document in corpus["documents"]],
        "dropped": [item for corpus in corpora for item in corpus["dropped"]],
        "copies": sum(corpus["copies"] for corpus in corpora),
        "fingerprint": _joint_fingerprint(corpus["fingerprint"] for corpus in corpora),
        "notes": [note for corpus in corpora for note in corpus["notes"]],
    }


def _joint_fingerprint(parts: Iterable[str]) -> str:
    """SHA-256 of texts in turn, each by its own: where one ends and the next begins matters."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest())
    return whole.hexdigest()


def _n_repeats(corpus: Corpus) -> int:
    """Documents with the text of an earlier one, but for white space."""
    return len(corpus.documents) - len({" ".join(document.text.split()) for document in corpus.documents})


def head_record(
    command: str, corpus: Corpus, settings: Mapping[str, Any], model: str | None, copies: Copies | None
) -> Record:
    """Return what every command's record begins with."""
    head = {
        **opening(command),
        "settings": dict(settings),
        "model": model,
        "corpus": corpus_record(corpus, copies),
    }
    return cast("Record", head)


def read_record(corpus: Corpus, settings: Mapping[str, Any], copies: Copies) -> ReadRecord:
    """Record of ``summarize read``: the audit of a segmented corpus."""
    head = head_record("read", corpus, settings, None, copies)
    from ..lexical import word_count

    words = [word_count(d.text) for d in corpus.documents]
    n_sentences = corpus.n_sentences_of.tolist()
    outlets: list[OutletRecord] = []
    for outlet in corpus.outlets:
        ours = [i for i, d in enumerate(corpus.documents) if d.outlet == outlet]
        dates = [d for i in ours if (d := corpus.documents[i].published) is not None]
        outlets.append(
            {
                "outlet": outlet,
                "documents": len(ours),
                "sentences": sum(n_sentences[i] for i in ours),
                "words": sum(words[i] for i in ours),
                "first": dates[0] if dates else None,
                "last": dates[-1] if dates else None,
            }
        )
    days = Counter((d.published or "no date")[:10] for d in corpus.documents)
    return cast(
        "ReadRecord",
        {
            **head,
            "documents": [
                {
                    **_document(d, n),
                    "reader": d.provenance.reader,
                    "path": d.provenance.path,
                    "line": d.provenance.line,
                    "place": d.provenance.place,
                    "fields": dict(d.provenance.fields),
                    "n_words": w,
                }
                for d, n, w in zip(corpus.documents, n_sentences, words, strict=True)
            ],
            "outlets": outlets,
            "dates": dict(sorted(days.items())),
        },
    )


def theme_records(
    corpus: Corpus, themes: Themes, counted: NDArray[np.bool_], strays: Sequence[Stray] = ()
) -> list[ThemeRecord]:
    """Return one record a theme; its numbers are of the sentences that count (`summarize.comparison.counting`), as where outlets are laid side by side."""
    records: list[ThemeRecord] = []
    foreign = {stray.document for stray in strays}
    for k, name in enumerate(themes.names):
        (members,) = ((themes.labels == k) & counted).nonzero()
        by_outlet = Counter(corpus.outlet_of[members].tolist())
        by_document = Counter(corpus.document_of[members].tolist())
        records.append(
            {
                "id": k,
                "label": name,
                "seeded": themes.seeded[k],
                "terms": list(themes.terms[k]),
                "n_sentences": len(members),
                "stability": themes.stability[k],
                "stability_margin": themes.stability_margins[k] if themes.stability_margins else None,
                "outlets": {corpus.outlets[o]: n for o, n in sorted(by_outlet.items(), key=lambda x: (-x[1], x[0]))},
                "n_documents": len(by_document),
                "n_stray": sum(n for document, n in by_document.items() if document in foreign),
                "representative": [sentence_record(corpus, i) for i in themes.representatives[k]],
                "label_share": themes.label_shares[k] if themes.label_shares else None,
            }
        )
    return records


def _theme_of(themes: Themes, i: int) -> int | None:
    return int(themes.labels[i]) if themes.labels[i] >= 0 else None


def themes_record(
    corpus: Corpus,
    themes: Themes,
    copies: Copies,
    settings: Mapping[str, Any],
    model: str,
    strays: Sequence[Stray] = (),
) -> ThemesRecord:
    """Record of ``summarize themes``."""
    from ..comparison.counting import count

    counted = count(corpus, copies.group_of).sentences
    head = head_record("themes", corpus, settings, model, copies)
    head["corpus"]["strays"] = stray_records(corpus, strays)
    return cast(
        "ThemesRecord",
        {
            **head,
            "themes": theme_records(corpus, themes, counted, strays),
            "sentences": [
                {**sentence_record(corpus, i), "theme": _theme_of(themes, i), "counted": bool(counted[i])}
                for i in range(len(corpus.sentences))
            ],
            "choice": {
                "rule": themes.choice.rule,
                "similarity": themes.choice.similarity,
                "n_themes": len(themes.names),
                "n_free": themes.choice.n_free,
                "n_without": int((themes.labels < 0).sum()),
                "empty_seeds": list(themes.choice.empty_seeds),
                "curve": [asdict(point) for point in themes.choice.curve],
            },
        },
    )


def brief_record(
    corpus: Corpus,
    summary: Summary,
    themes: Themes,
    copies: Copies,
    claims: Claims,
    honesty: Honesty,
    settings: Mapping[str, Any],
    model: str,
    *,
    known: tuple[Corpus, NDArray[np.float32], NDArray[np.float32]] | None,
) -> BriefRecord:
    """Record of ``summarize brief``.

    `known`: the corpus of what was known; vectors of the sentences of `corpus`, and of those of what was known, each of shape
    (n_sentences, n_dims). None where nothing was.
    """
    # A second run reads records and makes none: it must not wait for the rooms that only the making needs.
    from ..comparison.counting import independent_texts
    from ..comparison.figures.exclusion import supporters
    from ..datelines import dateline_stop
    from ..lexical import word_count

    group_of = copies.group_of[corpus.document_of]

    def said_by(members: Sequence[int]) -> SupportRecord:
        rows = list(members)
        return {
            "outlets": outlets_saying(corpus, rows),
            "independent": independent_texts(group_of[rows].tolist(), corpus.outlet_of[rows].tolist()),
        }

    sentences = []
    for item in summary.chosen:
        i = item.sentence
        span = corpus.sentences[i]
        # A heading or a caption claims nothing; what it says is said by its own outlet.
        number = int(claims.claim_of[i])
        members = supporters(corpus, i, claims.items[number].sentences) if number >= 0 else [i]
        surely = claims.surely(i, members) if number >= 0 else [i]
        sentences.append(
            {
                **sentence_record(corpus, i),
                "score": item.score,
                "theme": _theme_of(themes, i),
                "support": {
                    **said_by(members),
                    "surely": said_by(surely),
                    "sentences": [
                        {**sentence_record(corpus, j), "firm": j in surely}
                        for j in sorted(members, key=lambda j: (j != i, j not in surely))
                    ],
                },
                "rank": item.rank,
                "n_words": word_count(corpus.text_of(i)),
                "reasons": item.reasons,
                "shown": {"start": span.start + dateline_stop(corpus.text_of(i)), "stop": span.stop},
                "leans_on": None if item.leans_on is None else place_record(corpus, item.leans_on),
                "nearest": _nearest_known(i, known) or near_record(corpus, item.nearest, item.similarity),
            }
        )
    sizes = Counter(themes.labels.tolist())
    return cast(
        "BriefRecord",
        {
            **head_record("brief", corpus, settings, model, copies),
            "sentences": sentences,
            "n_words": summary.n_words,
            "n_candidates": summary.n_candidates,
            "solver": summary.solver,
            "share_new": summary.share_new,
            "silent_outlets": list(summary.silent_outlets),
            "n_short": summary.n_short,
            "not_held": list(summary.not_held),
            "not_shown": list(summary.not_shown),
            "no_words_of": summary.no_words_of,
            "honesty": honesty_record(corpus, honesty, claims, themes),
            "themes": [{"id": k, "label": name, "n_sentences": sizes[k]} for k, name in enumerate(themes.names)],
        },
    )


def _nearest_known(
    i: int, known: tuple[Corpus, NDArray[np.float32], NDArray[np.float32]] | None
) -> NearestRecord | None:
    """Record of the sentence of what was known that comes nearest to one."""
    if known is None or not len(known[2]):
        return None
    corpus, vectors, others = known
    near = others @ vectors[i]
    best = int(near.argmax())
    return near_record(corpus, best, round(float(near[best]), 6))


def article_record(
    corpus: Corpus,
    article: MarkedArticle,
    claims: Claims,
    copies: Copies,
    settings: Mapping[str, Any],
    model: str,
) -> ArticleRecord:
    """Record of ``summarize compare --article``."""
    head = head_record("article", corpus, settings, model, copies)
    return cast("ArticleRecord", {**head, "article": marked_article_record(corpus, article, claims)})
