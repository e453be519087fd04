from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.corpus import Corpus, Document, Dropped, Embeddings, Provenance, document_from_record
from summarize.errors import InputError
from summarize.fields import has_field, host_of, instant_of, parse_published, pick_fields
from summarize.segmentation import segment

from .conftest import RECORDS


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-02-18T14:05:00Z", "2025-02-18T14:05:00+00:00"),
        ("2025-02-18 14:05", "2025-02-18T14:05:00"),
        ("2025-02-18", "2025-02-18"),
        ("20250218", "2025-02-18"),
        ("2025-13-02", None),
        ("Tue, 18 Feb 2025 14:05:00 +0300", "2025-02-18T14:05:00+03:00"),
        ("18 February 2025", "2025-02-18"),
        ("Feb 18, 2025 2:05 PM", "2025-02-18T14:05:00"),
        ("1739887500", "2025-02-18T14:05:00+00:00"),
        ("1739887500000", "2025-02-18T14:05:00+00:00"),
        ("February 2025", None),
        ("last week", None),
        ("2025-13-45", None),
        ("99999999999999999999 1", None),
    ],
)
def test_dates(written: str, read: str | None) -> None:
    assert parse_published(written) == read


def test_instants_order_dates_with_and_without_zones() -> None:
    noon_in_moscow = instant_of("2025-02-18T12:00:00+03:00")
    assert noon_in_moscow == instant_of("2025-02-18T09:00:00")
    assert instant_of("2025-02-18") == instant_of("2025-02-18T00:00:00+00:00")
    assert instant_of(None) is None


def test_fields_by_alias_and_by_the_users_column() -> None:
    record = {"Media_Name": "Courier", "publishedAt": 1739887500, "Body": " Talks. ", "author": "Roe", "uri": "u"}
    fields, origin = pick_fields(record, {"title": "author"})
    assert fields == {
        "id": "u",
        "outlet": "Courier",
        "title": "Roe",
        "published": "1739887500",
        "text": " Talks. ",
    }
    assert origin["outlet"] == "Media_Name"
    assert has_field({"body": ""}, "text")
    assert not has_field({"body": ""}, "text", {"text": "words"})


@pytest.mark.parametrize(("text", "kind"), [(["One.", "Two."], "a list"), ({"a": 1}, "an object")])
def test_a_text_that_is_none_is_called_by_its_name(text: object, kind: str) -> None:
    item = document_from_record({"body": text})
    assert isinstance(item, Dropped)
    assert (item.reason, kind in item.detail) == ("unparsable", True)
    assert document_from_record({"body": []}) == document_from_record({"body": None})


def test_a_nested_source_and_an_empty_alias() -> None:
    fields, origin = pick_fields(
        {"source": {"name": "Courier"}, "text": "", "content": "Talks.", "date": date(2025, 2, 18)}
    )
    assert fields == {"outlet": "Courier", "published": "2025-02-18", "text": "Talks."}
    assert origin["text"] == "content"
    assert pick_fields({"title": True, "url": float("nan")})[0] == {}


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(InputError, match=r"no column 'paper'.*the columns are: outlet, text"):
        pick_fields({"outlet": "A", "text": "b"}, {"outlet": "paper"})
    with pytest.raises(InputError, match="no field 'paper'; use one of id, outlet"):
        pick_fields({"text": "b"}, {"paper": "text"})


def test_hosts() -> None:
    assert host_of("https://www.courier.example:8080/a") == "courier.example"
    assert host_of("nowhere") is None
    assert host_of("http://[broken") is None


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"text": ""}, "empty"),
        ({"body": "   "}, "empty"),
        ({"title": "Only a headline"}, "no text field"),
        ({}, "no text field"),
        ({"text": "Too short."}, "too short"),
    ],
)
def test_what_is_no_document(record: dict[str, Any], reason: str) -> None:
    dropped = document_from_record(record, default_id="x")
    assert isinstance(dropped, Dropped)
    assert (dropped.reason, dropped.id) == (reason, "x")


def test_outlets_fall_back_in_order() -> None:
    text = "The talks in the palace ended on Tuesday."

    def outlet(**fields: str) -> tuple[str, str]:
        document = document_from_record({"text": text, **fields}, default_outlet=fields.pop("default", None))
        assert isinstance(document, Document)
        return document.outlet, document.provenance.fields["outlet"]

    assert outlet(source="Courier", url="https://a.example/1") == ("Courier", "column 'source'")
    assert outlet(url="https://www.a.example/1") == ("a.example", "host of the url")
    assert outlet() == ("unknown outlet", "nothing names it")
    named = document_from_record(
        {"text": text}, default_outlet="Ledger", provenance=Provenance("text", "x", fields={"default outlet": "folder"})
    )
    assert isinstance(named, Document)
    assert (named.outlet, named.provenance.fields["outlet"]) == ("Ledger", "folder")


def test_a_date_that_cannot_be_read_is_noted() -> None:
    corpus = Corpus.from_records([{"text": "The talks in the palace ended on Tuesday.", "date": "last week"}])
    assert corpus.documents[0].published is None
    assert "'last week' could not be read" in corpus.audit.notes[0]


def test_an_id_that_is_not_given_depends_on_the_content_alone() -> None:
    records = [{"text": f"The talks in palace number {i} ended on Tuesday."} for i in range(3)]
    one, other = Corpus.from_records(records), Corpus.from_records(records[::-1])
    assert [d.id for d in one.documents] == [d.id for d in other.documents]
    assert len({d.id for d in one.documents}) == 3


def test_the_latest_of_one_id_is_kept() -> None:
    old = {"id": "a", "text": "The talks in the palace go on today.", "date": "2025-02-17"}
    new = {"id": "a", "text": "The talks in the palace have ended.", "date": "2025-02-18"}
    for records in ([old, new], [new, old]):
        corpus = Corpus.from_records(records)
        assert [d.text for d in corpus.documents] == [new["text"]]
        (dropped,) = corpus.audit.dropped
        assert (dropped.reason, dropped.id) == ("duplicate id", "a")
    twice = Corpus.from_records([old, old])
    assert "the same text" in twice.audit.dropped[0].detail


@given(st.permutations(RECORDS))
def test_the_order_of_records_does_not_matter(records: list[dict[str, Any]]) -> None:
    corpus = Corpus.from_records(records)
    assert [d.id for d in corpus.documents] == ["wire-1", "ledger-1", "post-1", "post-2"]


def test_row_i_is_sentence_i(corpus: Corpus) -> None:
    n = len(corpus.sentences)
    assert corpus.texts == [corpus.text_of(i) for i in range(n)]
    for i, sentence in enumerate(corpus.sentences):
        document = corpus.documents[sentence.document]
        assert corpus.outlets[corpus.outlet_of[i]] == document.outlet
        assert corpus.document_of[i] == sentence.document
    assert corpus.position_of.tolist() == [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 4, 0, 1, 2]
    assert corpus.n_sentences_of.tolist() == [4, 4, 5, 3]
    with pytest.raises(ValueError, match="read-only"):
        corpus.outlet_of[0] = 1
    assert segment(corpus) is corpus


def test_nothing_usable_is_an_error() -> None:
    with pytest.raises(InputError, match=r"none of 2 records is a usable document; empty: .*; no text field: "):
        Corpus.from_records([{"text": ""}, {"title": "x"}])
    with pytest.raises(InputError, match="there were none"):
        Corpus.from_records([])


def test_an_empty_corpus_has_empty_arrays() -> None:
    corpus = Corpus(())
    assert corpus.outlet_of.shape == corpus.document_of.shape == (0,)
    assert corpus.outlets == ()


def test_embeddings_are_unit_rows_and_finite() -> None:
    good = Embeddings(np.eye(3, dtype=np.float32), "m")
    assert good.vectors.dtype == np.float32
    with pytest.raises(ValueError, match="read-only"):
        good.vectors[0, 0] = 2
    with pytest.raises(ValueError, match="shape"):
        Embeddings(np.ones(3, dtype=np.float32), "m")
    with pytest.raises(ValueError, match="row 1 has 2.0000"):
        Embeddings(np.array([[1, 0], [2, 0]], dtype=np.float32), "m")
    with pytest.raises(ValueError, match="1 rows are not"):
        Embeddings(np.array([[1, 0], [np.nan, 0]], dtype=np.float32), "m")
    assert Embeddings(np.empty((0, 4), dtype=np.float32), "m").vectors.shape == (0, 4)
