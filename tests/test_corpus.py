from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.corpus import (
    Corpus,
    Document,
    Dropped,
    Embeddings,
    Provenance,
    document_from_record,
    outlets_alike,
    remarks,
)
from summarize.corpus.fields import has_field, host_of, pick_fields
from summarize.dates import instant_of, parse_published
from summarize.errors import InputError
from summarize.languages import language_code
from summarize.segmentation import segment

from .conftest import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-02-18T14:05:00Z", "2025-02-18T14:05:00+00:00"),
        ("2025-02-18 14:05", "2025-02-18T14:05:00"),
        ("2025-02-18 14.05", "2025-02-18T14:05:00"),
        ("2025-02-18T14.05", "2025-02-18T14:05:00"),
        ("18 February 2025, 2 p.m.", "2025-02-18T14:00:00"),
        ("18 February 2025 at 2pm", "2025-02-18T14:00:00"),
        ("18 de fevereiro de 2025 às 14h", "2025-02-18T14:00:00"),
        ("2025-02-18", "2025-02-18"),
        ("20250218", "2025-02-18"),
        ("2025-13-02", None),
        ("Tue, 18 Feb 2025 14:05:00 +0300", "2025-02-18T14:05:00+03:00"),
        ("18 February 2025", "2025-02-18"),
        ("Feb 18, 2025 2:05 PM", "2025-02-18T14:05:00"),
        ("1739887500", "2025-02-18T14:05:00+00:00"),
        ("1739887500000", "2025-02-18T14:05:00+00:00"),
        ("202502181405", "2025-02-18T14:05:00"),
        ("February 2025", None),
        ("last week", None),
        ("123456789²", None),
        ("2025-13-45", None),
        ("99999999999999999999 1", None),
        ("Tue, 18 Feb 2025 14:05:00 +2500", None),
    ],
)
def test_dates(written: str, read: str | None) -> None:
    assert parse_published(written) == read


def test_instants_order_dates_with_and_without_zones() -> None:
    noon_in_moscow = instant_of("2025-02-18T12:00:00+03:00")
    assert noon_in_moscow == instant_of("2025-02-18T09:00:00")
    assert instant_of("2025-02-18") == instant_of("2025-02-18T00:00:00+00:00")
    assert instant_of(None) is None


def test_a_column_named_by_a_text_is_passed_over() -> None:
    assert pick_fields({f"x{'.' * 3000}y": "a", "text": "b"}, {})[0] == {"text": "b"}


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


@pytest.mark.parametrize(
    ("field", "names"),
    [
        (
            "published",
            "seendate dateTimePub webPublicationDate first_publication_date created_at versionCreated publish_time Veröffentlichungsdatum Erscheinungstermin ET",
        ),
        ("outlet", "website Herausgeber Publikation Medienname medium_name source_title news_outlet source-hostname"),
        ("text", "bodyText body_text content_text content_html raw_text story_text Beitrag Haupttext"),
        (
            None,
            "context source_url text_length updated_by content_type publication_place candidate article_id_list resource Mediengattung Uhrzeit",
        ),
    ],
)
def test_columns_are_known_by_the_parts_of_their_names(field: str | None, names: str) -> None:
    known = {name: [f for f in ("published", "outlet", "text") if has_field({name: None}, f)] for name in names.split()}
    assert known == {name: [field] if field else [] for name in names.split()}


@pytest.mark.parametrize(
    ("field", "best", "other"),
    [
        ("text", "clean_text", {"raw_text": "Talks began in Riyadh. Home Login"}),
        ("text", "plain_content", {"html_content": "<div>Menu</div><p>Talks began.</p>"}),
        ("text", "full_content", {"content": "Short"}),
        ("text", "body", {"text": "Talks began…"}),
        ("published", "Erscheinungstag", {"created_at": "2025-03-01"}),
        ("published", "Datum", {"first_seen": "2025-03-01", "date_created": "2025-03-01"}),
    ],
)
def test_of_columns_of_one_field_the_best_is_read(field: str, best: str, other: dict[str, object]) -> None:
    value = "Talks began in Riyadh." if field == "text" else "2025-02-18"
    fields, origin = pick_fields({**other, best: value})
    assert (fields[field], origin[field]) == (value, best)


def test_of_columns_of_one_field_the_value_decides() -> None:
    record = {
        "source": "https://courier.example/a",
        "source-hostname": "Courier",
        "media": "https://courier.example/a.jpg",
        "published": "last week",
        "created_at": "2025-02-18",
        "body": "<p>Talks.</p>",
        "bodyText": "Talks.",
    }
    fields, _ = pick_fields(record)
    assert fields == {"outlet": "Courier", "published": "2025-02-18", "text": "Talks."}


@pytest.mark.parametrize("column", "day Day Tag when jour Día data posted datetime pubdate fecha".split())
def test_a_column_is_of_the_date_where_a_date_stands_in_it(column: str) -> None:
    assert pick_fields({column: "2025-02-18", "text": "Talks began."})[0]["published"] == "2025-02-18"
    # A better name goes before it.
    assert pick_fields({column: "2025-02-18", "published": "2025-02-17"})[0]["published"] == "2025-02-17"


def test_what_may_be_a_keyword_or_hold_an_article_is_no_date_that_cannot_be_read() -> None:
    for value in ("politics", "Monday", "18", ["politics"], {"title": "Talks", "body": "Talks began."}):
        for column in ("tag", "day", "data"):
            assert "published" not in pick_fields({column: value})[0]
    # What has numbers as a day of a year has is one that could not be read.
    assert pick_fields({"day": "18.O2.2025"})[0]["published"] == "18.O2.2025"
    assert pick_fields({"data.title": "Talks", "data.body": "They began."})[0] == {
        "title": "Talks",
        "text": "They began.",
    }


def test_a_column_in_which_dates_stand_is_told_of_whatever_it_is_called() -> None:
    texts = [f"The talks in Riyadh ended, they said {k}." for k in range(3)]
    rows = [{"text": text, "edition": "1.2.3", "online": "18 February 2025"} for text in texts]
    (note,) = Corpus.from_records(rows).audit.notes
    assert "column 'online' was not read, and may be published: --map published=online" in note
    assert Corpus.from_records([{**row, "published": "2025-02-17"} for row in rows]).audit.notes == ()
    # What a word tells goes first.
    (note,) = Corpus.from_records([{**row, "crawl_date": "2025-02-18"} for row in rows]).audit.notes
    assert "column 'crawl_date'" in note


def test_of_a_list_of_outlets_the_first_is_read_and_the_others_are_told_of() -> None:
    def corpus_of(**fields: object) -> Corpus:
        return Corpus.from_records([{"text": "The talks in Riyadh ended, they said.", **fields}])

    found = corpus_of(outlet=["Courier", {"name": "Post"}])
    assert [document.outlet for document in found] == ["Courier"]
    (note,) = found.audit.notes
    assert note.endswith("column 'outlet' lists 2 outlets, of which the first is read: Courier")
    found = corpus_of(source=["Courier"])
    assert ([document.outlet for document in found], found.audit.notes) == (["Courier"], ())
    # Pictures are none.
    for media in (["https://courier.example/a.jpg"], [{"url": "a.jpg"}], [1, 2], []):
        found = corpus_of(media=media, url="https://post.example/a")
        assert ([document.outlet for document in found], found.audit.notes) == (["post.example"], ())


def test_a_column_that_may_be_a_date_or_an_outlet_is_told_of() -> None:
    rows = [
        {"text": f"The talks in Riyadh ended, they said {k}.", "Mediengattung": "Print", "source_type": "web"}
        | {"crawl_date": "2025-02-18", "site_count": "12", "partner_site": "Courier"}
        for k in range(3)
    ]
    notes = Corpus.from_records(rows).audit.notes
    assert [note.partition(": ")[2] for note in notes] == [
        "column 'partner_site' was not read, and may be outlet: --map outlet=partner_site, in Python columns={'outlet': 'partner_site'}",
        "column 'crawl_date' was not read, and may be published: --map published=crawl_date, in Python columns={'published': 'crawl_date'}",
    ]


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
    with pytest.raises(InputError, match="no field 'paper' to read from a column 'text'; use one of id, outlet"):
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


def _outlets(records: list[dict[str, Any]]) -> dict[str, str]:
    return {document.id: document.outlet for document in Corpus.from_records(records)}


def test_documents_that_name_no_outlet_stand_each_for_itself() -> None:
    texts = [f"The talks in the palace ended on day {n}, and the envoys left." for n in ("one", "two", "three")]
    plain = [{"id": f"talks-{n}", "text": text} for n, text in enumerate(texts)]
    assert _outlets(plain) == {f"talks-{n}": f"talks-{n} (unknown outlet)" for n in range(3)}
    # One is no riddle: it is the unknown one.
    assert _outlets(plain[:1]) == {"talks-0": "unknown outlet"}
    named = [{**plain[0], "outlet": "Courier"}, plain[1]]
    assert _outlets(named) == {"talks-0": "Courier", "talks-1": "unknown outlet"}
    # A digest tells nobody anything; a headline does, where it is no other's.
    headed = [
        {"title": title, "text": text}
        for title, text in zip(("Envoys leave", "No deal", "No deal"), texts, strict=True)
    ]
    outlets = _outlets(headed)
    assert "Envoys leave (unknown outlet)" in outlets.values()
    assert len(set(outlets.values())) == 3
    assert all(called == f"{name} (unknown outlet)" or called.startswith("Envoys") for name, called in outlets.items())


def test_a_table_without_outlets_is_of_one() -> None:
    records = [{"id": str(n), "text": f"The talks of day {n} ended, and the envoys left."} for n in range(31)]
    assert set(_outlets(records).values()) == {"unknown outlet"}
    assert len(set(_outlets(records[1:]).values())) == 30


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


def test_the_same_record_twice_without_an_id_is_one_text() -> None:
    record = {"text": "The talks in the palace go on today.", "date": "2025-02-17"}
    (dropped,) = Corpus.from_records([record, record]).audit.dropped
    assert (dropped.reason, dropped.detail) == ("same text", "another that says the same in every field is kept")


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


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("03.02.2025 09:00", "2025-02-03T09:00:00"),
        ("18/02/25", "2025-02-18"),
        ("02-18-2025", "2025-02-18"),
        ("05/05/2025", "2025-05-05"),
        ("03/02/2025", None),
        ("18. Februar 2025", "2025-02-18"),
        ("mardi 18 f\u00e9vrier 2025 \u00e0 14:05", "2025-02-18T14:05:00"),
        ("18 f\u00e9vrier 2025 \u00e0 14h05", "2025-02-18T14:05:00"),
        ("18. Februar 2025, 14:05 Uhr", "2025-02-18T14:05:00"),
        ("Dienstag, 18. Februar 2025 um 14.05 Uhr", "2025-02-18T14:05:00"),
        ("18.02.2025, 9 Uhr", "2025-02-18T09:00:00"),
        ("2025-02-18 14:05 Uhr", "2025-02-18T14:05:00"),
        ("18. februar 2025 kl. 14.05", "2025-02-18T14:05:00"),
        ("18. Februar 2025, 25:00 Uhr", None),
        ("18 f\u00e9vrier 2025", "2025-02-18"),
        ("1er ao\u00fbt 2025", "2025-08-01"),
        ("18 de febrero de 2025", "2025-02-18"),
        ("18 \u0444\u0435\u0432\u0440\u0430\u043b\u044f 2025 14:05", "2025-02-18T14:05:00"),
        ("2025\u5e742\u670818\u65e5 14:05", "2025-02-18T14:05:00"),
        ("2025-02-18 14:05 EST", "2025-02-18T14:05:00-05:00"),
        ("Tue, 18 Feb 2025 14:05:00 CET", "2025-02-18T14:05:00+01:00"),
        ("Tue, 18 Feb 2025 14:05:00 CST", "2025-02-18T14:05:00-06:00"),
        ("2025-02-18 14:05 CST", "2025-02-18T14:05:00"),
        ("2025-02-18 14:05 BST", "2025-02-18T14:05:00"),
        ("2025-02-18T14:05:00-05:00[America/New_York]", "2025-02-18T14:05:00-05:00"),
        ("Tue 18 Feb 2025 14.05 GMT", "2025-02-18T14:05:00+00:00"),
    ],
)
def test_dates_are_read_in_the_order_and_the_language_in_which_they_were_written(
    written: str, read: str | None
) -> None:
    assert parse_published(written) == read


def _written(day: str, outlet: str = "Courier", **more: object) -> dict[str, object]:
    return {"outlet": outlet, "date": day, "text": f"The talks in Riyadh ended on Tuesday, says {day}.", **more}


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (["03/02/2025", "18/02/2025"], ["2025-02-03", "2025-02-18"]),
        (["02/03/2025", "02/18/2025"], ["2025-02-03", "2025-02-18"]),
        (["03/02/2025", "04/02/2025"], [None, None]),
        (["03/02/2025", "18/02/2025", "02/19/2025"], ["2025-02-18", "2025-02-19", None]),
    ],
)
def test_one_date_tells_the_order_of_day_and_month_for_all_beside_it(days: list[str], read: list[str | None]) -> None:
    corpus = Corpus.from_records([_written(day) for day in days])
    assert [document.published for document in corpus.documents] == read
    left_out = [note for note in corpus.audit.notes if "was left out: it may be 2025-02-03 or 2025-03-02" in note]
    assert bool(left_out) == (None in read)
    again = Corpus.collect(corpus.documents)
    assert (again.documents, again.audit) == (corpus.documents, corpus.audit)


@pytest.mark.parametrize(
    ("days", "dates", "read", "why"),
    [
        (["03/02/2025", "04/02/2025"], "day-first", ["2025-02-03", "2025-02-04"], "day first, as asked"),
        (["03/02/2025", "04/02/2025"], "month-first", ["2025-03-02", "2025-04-02"], "month first, as asked"),
        # What a date beside them shows is stronger, and two that contradict each other show nothing.
        (["03/02/2025", "18/02/2025"], "month-first", ["2025-02-03", "2025-02-18"], "day first, as others beside them"),
        (
            ["03/02/2025", "18/02/2025", "02/19/2025"],
            "month-first",
            ["2025-02-18", "2025-02-19", "2025-03-02"],
            "as asked",
        ),
        (["03.02.2025"], "month-first", ["2025-02-03"], None),
    ],
)
def test_the_user_says_the_order_of_day_and_month_where_nothing_else_does(
    days: list[str], dates: Any, read: list[str], why: str | None
) -> None:
    corpus = Corpus.from_records([_written(day) for day in days], dates=dates)
    assert [document.published for document in corpus.documents] == read
    assert why is None or any(why in note for note in corpus.audit.notes)
    again = Corpus.collect(corpus.documents)
    assert (again.documents, again.audit) == (corpus.documents, corpus.audit)


def test_an_order_of_dates_that_is_none_is_refused() -> None:
    european: Any = "european"
    with pytest.raises(ValueError, match="dates must be 'day-first' or 'month-first', got 'european'"):
        Corpus.from_records([_written("03/02/2025")], dates=european)


def test_articles_of_several_outlets_that_number_theirs_alike_are_all_kept() -> None:
    rows = [_written("2025-02-18", outlet, id=1) for outlet in ("Courier", "Ledger")]
    rows.append(_written("2025-02-19", "Ledger", id=1))
    corpus = Corpus.from_records(rows)
    assert [(d.id, d.published) for d in corpus.documents] == [("Courier/1", "2025-02-18"), ("Ledger/1", "2025-02-19")]
    assert [item.reason for item in corpus.audit.dropped] == ["duplicate id"]
    assert any("another article has the id '1' too" in note for note in corpus.audit.notes)
    assert Corpus.from_records(rows[::-1]).documents == corpus.documents


@pytest.mark.parametrize("records", [None, 3, "text", {"text": "a"}, ["text"], [None]])
def test_records_that_are_none_are_refused_with_what_was_expected(records: Any) -> None:
    with pytest.raises(TypeError, match="expected records such as"):
        Corpus.from_records(records)


def test_a_data_frame_is_refused_with_the_way_to_its_rows() -> None:
    class Frame:
        columns = ("text",)

        def __iter__(self) -> Iterator[str]:
            return iter(self.columns)

    frame: Any = Frame()
    with pytest.raises(TypeError, match=r"to_dict\('records'\)"):
        Corpus.from_records(frame)


def test_values_of_numpy_are_read_as_what_they_mean() -> None:
    row = {
        "id": np.int64(7),
        "text": "The talks in Riyadh ended on Tuesday.",
        "published": np.datetime64("2025-02-18T14:05"),
    }
    document = Corpus.from_records([row]).documents[0]
    assert (document.id, document.published) == ("7", "2025-02-18T14:05:00")
    missing = Corpus.from_records([{**row, "published": np.datetime64("NaT"), "id": float("nan")}]).documents[0]
    assert (missing.published, missing.provenance.notes) == (None, ())


def test_half_a_surrogate_pair_in_a_record_costs_no_document() -> None:
    document = Corpus.from_records(
        [{"outlet": "\ud800", "text": "The talks \ud800 in Riyadh ended on Tuesday."}]
    ).documents[0]
    assert (document.outlet, document.text[10]) == ("\ufffd", "\ufffd")
    assert document.provenance.notes


def test_outlets_that_differ_in_case_width_or_unseen_characters_are_one() -> None:
    text = "Ten ministers met at the harbour palace on day number"
    spelt = ["BBC", "bbc", "BBC", "\uff22\uff22\uff23", "B\u200bBC", "BBC ", "B B C", "BBC News", "bbc"]
    rows = [{"id": str(i), "outlet": outlet, "text": f"{text} {i}."} for i, outlet in enumerate(spelt)]
    corpus = Corpus.from_records(rows)
    assert corpus.outlets == ("B B C", "BBC", "BBC News")
    notes = [note.partition(": ")[2] for note in corpus.audit.notes if " differ in case" in note]
    assert sorted(notes) == [
        f"the outlet {outlet!r} is read as 'BBC': they differ in case, width or unseen characters alone"
        for outlet in sorted({spelt[1], *spelt[3:5]})
    ]
    assert Corpus.from_records(rows[::-1]).documents == corpus.documents
    # A spelling in which something cannot be seen is not the one that is shown where another is as frequent.
    hidden, wide = {**rows[0], "outlet": "\u00adBBC"}, rows[3]
    for both in ([hidden, wide], [wide, hidden]):
        assert Corpus.from_records(both).outlets == (wide["outlet"],)


@pytest.mark.parametrize(
    ("spelt", "outlets"),
    [
        (["Harbour Post", "The Harbour Post", "the harbour post", "Harbour Post"], {"Harbour Post"}),
        (["Harbour Post", "The Harbour Post", "The Harbour Post"], {"The Harbour Post"}),
        (["Le Courrier", "Courrier", "Le Courrier"], {"Le Courrier"}),
        # Nothing stands beside it, two articles do, it is no article, it stands for another.
        (["The Harbour Post", "River Post"], {"The Harbour Post", "River Post"}),
        (["Post", "The Post", "Il Post"], {"Post", "The Post", "Il Post"}),
        (["LA Ledger", "Ledger"], {"LA Ledger", "Ledger"}),
        (["The Le Courrier", "Le Courrier", "Courrier"], {"The Le Courrier", "Courrier"}),
        # Written in capitals as a whole; and in one spelling as what is no article.
        (["LE COURRIER", "Courrier"], {"Courrier"}),
        (["El Puerto", "Puerto", "EL PUERTO", "El Puerto"], {"El Puerto"}),
        (["LA Ledger", "Ledger", "La Ledger", "La Ledger"], {"La Ledger", "Ledger"}),
    ],
)
def test_outlets_that_differ_in_a_leading_article_are_one_where_both_are_there(
    spelt: list[str], outlets: set[str]
) -> None:
    rows = [_written("2025-02-18", outlet, id=str(i)) for i, outlet in enumerate(spelt)]
    corpus = Corpus.from_records(rows)
    assert {*corpus.outlets} == outlets
    assert Corpus.from_records(rows[::-1]).documents == corpus.documents
    told = [note for note in corpus.audit.notes if " is read as " in note]
    assert len(told) == len({*spelt}) - len(outlets)


def test_two_names_that_an_article_tells_apart_may_count_their_articles_alike() -> None:
    rows = [
        {**_written(f"2025-02-1{i}", outlet), "id": str(i), "text": f"On day {i} {outlet} wrote of the harbour."}
        for outlet in ("The Harbour Post", "Harbour Post")
        for i in range(3)
    ]
    corpus = Corpus.from_records(rows)
    assert (corpus.outlets, corpus.audit.dropped) == (("Harbour Post",), ())
    assert {d.id for d in corpus} == {f"{row['outlet']}/{row['id']}" for row in rows}
    assert Corpus.from_records(rows[::-1]).documents == corpus.documents
    # One article under one headline is one all the same.
    versions = [{**row, "title": f"Harbour {row['id']}"} for row in rows]
    assert [item.reason for item in Corpus.from_records(versions).audit.dropped] == ["duplicate id"] * 3


def test_outlets_that_may_be_one_are_told_of() -> None:
    names = [
        "Meridian",
        "Meridian International",
        "harbour.example",
        "harbour.example Newsdesk",
        "world.harbour.example",
    ]
    others = ["The Meridian Wire Online", "River Post", "River Ledger", "Post and Courier"]
    corpus = Corpus.from_records([_written("2025-02-18", name, id=name) for name in (*names, *others)])
    (note,) = corpus.audit.notes
    assert note == (
        "outlets of which one is called as the other, or as that and one more word, count as two, each a witness of its own: 'Meridian' (1 document) and 'Meridian International' "
        "(1 document); 'harbour.example' (1 document) and 'harbour.example Newsdesk' (1 document); 'harbour.example' (1 document) and "
        "'world.harbour.example' (1 document); if two are one, give them one name: summarize read -o clean.jsonl writes a corpus to change"
    )
    # Of a part of the corpus its own are told.
    assert remarks(d for d in corpus.documents if d.outlet != "Meridian" and "harbour" not in d.outlet) == []
    assert "; 1 more pair (summarize read); if two" in (outlets_alike(corpus.documents, most=2) or "")
    # An article alone where another stands beside it, or signs; but two articles make two names.
    alike = [["Post", "The Post", "Il Post"], ["harbour.example", "Harbour Example"], ["The Post", "Il Post"]]
    told = [outlets_alike(Corpus.from_records([_written("2025-02-18", n) for n in names]).documents) for names in alike]
    assert told[0] is not None
    assert (
        "'Il Post' (1 document) and 'Post' (1 document); 'Post' (1 document) and 'The Post' (1 document); if" in told[0]
    )
    assert "'Harbour Example' (1 document) and 'harbour.example' (1 document)" in (told[1] or "")
    assert told[2] is None
    nameless = [{"id": name, "text": f"Talks began in the palace, says {name}."} for name in ("talks", "talks two")]
    assert Corpus.from_records(nameless).audit.notes == ()


@pytest.mark.parametrize(
    ("row", "published"),
    [
        ({"Datum": "10.02.2025", "Uhrzeit": "14:05"}, "2025-02-10T14:05:00"),
        ({"Datum": "10.02.2025", "Uhrzeit": "14.05 Uhr"}, "2025-02-10T14:05:00"),
        ({"date": "2025-02-10", "time": "2:05 PM"}, "2025-02-10T14:05:00"),
        ({"date": "2025-02-10", "time": "14:05:00+03:00"}, "2025-02-10T14:05:00+03:00"),
        ({"date": "2025-02-10T00:00:00", "hour": time(14, 5)}, "2025-02-10T14:05:00"),
        ({"Date": "18/02/2025", "Heure": "14h05"}, "2025-02-18T14:05:00"),
        ({"date": "2025-02-10", "Uhrzeit": "14.05"}, "2025-02-10T14:05:00"),
        ({"date": "10 Feb 2025", "time": "2 pm"}, "2025-02-10T14:00:00"),
        ({"date": "2025-02-10", "time": "2 p.m."}, "2025-02-10T14:00:00"),
        ({"date": "2025-02-10", "heure": "14h"}, "2025-02-10T14:00:00"),
        ({"date": "2025-02-10T00:00:00Z", "time": "14:05"}, "2025-02-10T14:05:00"),
        ({"Date": "2/13/2025 12:00:00 AM", "Time": "2:05 PM"}, "2025-02-13T14:05:00"),
        ({"date": 45700, "time": "14:05"}, "2025-02-12T14:05:00"),
        # An hour of its own, no hour, and one that may be a count.
        ({"date": "2025-02-10T09:00", "time": "14:05"}, "2025-02-10T09:00:00"),
        ({"date": "2025-02-10T00:00:00", "time": ""}, "2025-02-10T00:00:00"),
        ({"date": "2025-02-10", "time": "evening"}, "2025-02-10"),
        ({"date": "2025-02-10", "hour": 14}, "2025-02-10"),
        ({"date": "2025-02-10", "time": "25:05"}, "2025-02-10"),
        ({"date": "2025-02-10", "time": "10.02.2025 14:05"}, "2025-02-10"),
        ({"date": "45700.5", "time": "14:05"}, "2025-02-12T12:00:00"),
    ],
)
def test_an_hour_in_a_column_of_its_own_is_of_the_date(row: dict[str, object], published: str) -> None:
    document = Corpus.from_records([{**row, "text": "The talks in Riyadh ended on Tuesday."}]).documents[0]
    assert document.published == published
    date_column, hour_column = row
    is_joined = published[11:] in ("14:05:00", "14:05:00+03:00", "14:00:00")
    both = f"column '{date_column}' and column '{hour_column}'"
    assert document.provenance.fields["published"].startswith(both) == is_joined


def test_an_hour_that_is_not_read_is_told_of_and_is_no_date() -> None:
    hours = ("1405", "0915", "evening", "14:05", "10.02.2025 14:05")
    rows = [_written("2025-02-10", time=hour, id=hour) for hour in hours]
    (note,) = Corpus.from_records(rows).audit.notes
    assert note.endswith(" and 1 more: column 'time' was not read as the hour of the date: write hours as 14:05")
    assert Corpus.from_records([_written("n/a", time="14:05"), _written("", time="2 pm")]).audit.notes == ()
    number = {"outlet": "Courier", "time": "45700", "text": "The talks in Riyadh ended on Tuesday."}
    assert not any("as the hour" in note for note in Corpus.from_records([number]).audit.notes)
    named = Corpus.from_records([_written("n/a", time="14:05")], columns={"published": "time"})
    assert "the date '14:05' could not be read" in named.audit.notes[0]


def test_an_hour_in_a_column_of_its_own_waits_for_the_order_of_its_day() -> None:
    rows = [_written(day, time="14:05") for day in ("03/02/2025", "18/02/2025")]
    published = [document.published for document in Corpus.from_records(rows).documents]
    assert published == ["2025-02-03T14:05:00", "2025-02-18T14:05:00"]


@pytest.mark.parametrize(
    "written", ["n/a", "N/A", "-", "—", "?", "0000-00-00", "0000-00-00 00:00:00", "NaT", "unbekannt"]
)
def test_what_says_that_there_is_no_date_is_no_date_that_cannot_be_read(written: str) -> None:
    corpus = Corpus.from_records([_written(written), _written(written, crawled="", created="2025-02-18")])
    assert [document.published for document in corpus.documents] == ["2025-02-18", None]
    assert corpus.audit.notes == ()


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("45700", "2025-02-12"),
        (45700.5, "2025-02-12T12:00:00"),
        ("29221", "1980-01-01"),
        *[(number, None) for number in ("12500", "29220", "60000", "457001")],
    ],
)
def test_days_as_spreadsheets_number_them(written: object, published: str | None) -> None:
    corpus = Corpus.from_records([{**_written("2025"), "date": written}])
    assert corpus.documents[0].published == published
    said = "read as the days since 1900" if published else "could not be read and was left out"
    assert said in corpus.audit.notes[0]


def test_versions_of_an_article_are_one_however_its_outlet_is_spelt() -> None:
    old = {"id": "1", "outlet": "bbc", "published": "2025-02-18", "text": "Ten ministers met at the palace."}
    new = {**old, "outlet": "BBC", "published": "2025-02-19", "text": "Ten ministers met at the palace, and left."}
    corpus = Corpus.from_records([old, new])
    assert [(d.outlet, d.text) for d in corpus.documents] == [("BBC", new["text"])]
    assert [item.reason for item in corpus.audit.dropped] == ["duplicate id"]


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("American English", "en"),
        ("Latin American Spanish", "es"),
        ("Simplified Chinese", "zh"),
        ("Serbian (Latin)", "sr"),
        ("Bokmål", "nb"),
        ("English, German", "en"),
        ("eng", "en"),
        ("German", "de"),
        ("Español", "es"),
        ("zh-Hans", "zh"),
        ("English (UK)", "en"),
        ("Norwegian Bokmål", "nb"),
    ],
)
def test_languages_go_by_many_names(written: str, language: str) -> None:
    document = document_from_record({"text": "The talks in Riyadh ended.", "language": written})
    assert isinstance(document, Document)
    assert (document.language, document.provenance.notes) == (language, ())


@pytest.mark.parametrize(
    "written", ["no data", "no language", "to be determined", "it is unknown", "as told", "non-English"]
)
def test_words_that_are_codes_too_are_no_languages(written: str) -> None:
    assert language_code(written) is None


def test_a_language_that_names_none_is_told_from_the_text_with_one_note() -> None:
    records = [{"text": f"The talks in Riyadh ended on day {k}.", "lang": "N/A", "outlet": str(k)} for k in range(3)]
    corpus = Corpus.from_records(records)
    assert {document.language for document in corpus} == {None}
    assert len(corpus.audit.notes) == 1
    assert "and 2 more: the language 'N/A' is none that is known" in corpus.audit.notes[0]
