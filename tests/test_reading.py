"""Reading: every format, every source, and what is wrong with real ones."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import os
import random
import re
import subprocess
import sys
import textwrap
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarize.corpus import Document
from summarize.corpus.fields import no_text
from summarize.errors import InputError
from summarize.reading import FORMATS, read
from summarize.reading.encoding import decode, kind_of_binary
from summarize.reading.formats import read_bytes, sniff
from summarize.reading.html.metadata import without_outlet
from summarize.reading.markdown import plain_text
from summarize.reading.origin import Origin
from summarize.reading.sources import outlet_name
from summarize.reading.tables import read_jsonl
from summarize.reading.text import split_title
from summarize.segmentation import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from summarize.corpus import Corpus, Dropped

TEXT = "Envoys of two governments met in Harbour City on Tuesday."
MORE = "“We agreed on the next step,” the minister told reporters after four hours."
PARAGRAPHS = (
    TEXT,
    MORE,
    "The delegations will meet again within two weeks, according to a joint statement that named no place.",
    "The neighbouring country, which was not invited, said it would not accept a settlement made without it.",
)


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def only(corpus: Corpus) -> Document:
    assert len(corpus.documents) == 1, corpus.audit.dropped
    return corpus.documents[0]


def dropped_of(corpus: Corpus, name: str) -> Dropped:
    return next(item for item in corpus.audit.dropped if item.path is not None and item.path.endswith(name))


def lines_of(rows: Iterable[object]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def from_stdin(content: str | bytes, **named: Any) -> Corpus:
    return read("-", stdin=io.BytesIO(content if isinstance(content, bytes) else content.encode()), **named)


# --- sources -----------------------------------------------------------------------------------------------------


def test_a_folder_is_read_recursively_without_hidden_files(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": TEXT, "sub/b.txt": TEXT, ".c.txt": TEXT, ".git/d.txt": TEXT, "x.txt/e.txt": TEXT})
    assert sorted(d.id for d in read(tmp_path).documents) == ["a", "sub/b", "x.txt/e"]


def test_any_order_of_sources_gives_the_same_corpus(tmp_path: Path) -> None:
    put(tmp_path, {"one/a.txt": TEXT, "two/a.txt": MORE, "two/a.html": f"<p>{TEXT} {MORE}</p>", "b.txt": TEXT})
    sources = [tmp_path / "one", tmp_path / "two", tmp_path / "b.txt", tmp_path / "two" / "a.txt"]
    forward, backward = read(*sources), read(*reversed(sources))
    assert forward.documents == backward.documents
    assert forward.audit == backward.audit
    assert {d.id for d in forward.documents} == {"one/a", "two/a.txt", "two/a.html", "b"}


def test_files_of_one_name_get_as_many_folders_as_it_takes(tmp_path: Path) -> None:
    put(tmp_path, {"p/x/a.txt": TEXT, "q/x/a.txt": TEXT, "r/a.txt": TEXT})
    found = read(tmp_path / "p" / "x", tmp_path / "q" / "x", tmp_path / "r" / "a.txt")
    assert sorted(d.id for d in found.documents) == ["p/x/a", "q/x/a", "r/a"]
    assert sorted(d.id for d in read(tmp_path).documents) == ["p/x/a", "q/x/a", "r/a"]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, {"sub/a.txt": TEXT})
    (tmp_path / "alias.txt").symlink_to(tmp_path / "sub" / "a.txt")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    found = read(tmp_path, tmp_path / "sub", tmp_path / "sub" / "a.txt")
    assert only(found).id == "sub/a"
    assert not found.audit.dropped
    assert any("alias.txt: leads to" in note for note in found.audit.notes)


def test_a_link_to_itself_is_left_out_and_the_rest_read(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": TEXT})
    (tmp_path / "self.txt").symlink_to("self.txt")
    found = read(tmp_path)
    assert only(found).id == "a"
    assert dropped_of(found, "self.txt").reason == "unreadable"


def test_a_named_link_that_leads_nowhere_is_not_offered_as_its_own_remedy(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match=r"gone\.txt: it is a link to .*nowhere\.txt, and nothing is there"):
        read(tmp_path / "gone.txt")


def test_one_named_file_has_its_stem_as_id(tmp_path: Path) -> None:
    assert only(read(put(tmp_path, {"talks.v2.txt": TEXT}) / "talks.v2.txt")).id == "talks.v2"


@pytest.mark.parametrize(
    ("path", "published", "origin", "outlet"),
    [
        ("2025-02-18 talks.txt", "2025-02-18", "file name", "unknown outlet"),
        ("Courier/20250218_talks.txt", "2025-02-18", "file name", "Courier"),
        ("2025-02-18--courier--talks.txt", "2025-02-18", "file name", "Courier"),
        ("courier--18.02.2025.txt", "2025-02-18", "file name", "Courier"),
        ("2025-02-18/talks.txt", "2025-02-18", "folder", "unknown outlet"),
        ("2025-02-18/Courier/talks.txt", "2025-02-18", "folder", "Courier"),
        ("Courier/2025-02-18/talks.txt", "2025-02-18", "folder", "Courier"),
        ("courier.2025-02-18/talks.txt", "2025-02-18", "folder", "Courier"),
        ("2025-02-17/Courier/2025-02-18/talks.txt", "2025-02-18", "folder", "Courier"),
        ("2025/talks 2025-02-30.txt", None, None, "unknown outlet"),
    ],
)
def test_names_say_the_day_of_what_has_none(
    tmp_path: Path, path: str, published: str | None, origin: str | None, outlet: str
) -> None:
    document = only(read(put(tmp_path, {path: TEXT})))
    assert (document.published, document.provenance.fields.get("published"), document.outlet) == (
        published,
        origin,
        outlet,
    )


def test_a_day_of_its_own_goes_before_that_of_the_name(tmp_path: Path) -> None:
    put(
        tmp_path,
        {"2025-02-18.md": f"---\ndate: 2025-02-17\n---\n{TEXT}", "2025-02-18.jsonl": lines_of([{"text": TEXT}])},
    )
    assert [document.published for document in read(tmp_path).documents] == ["2025-02-17", None]


@pytest.mark.parametrize("header", ["Datum;Medium;Titel;Volltext", "Fecha;Fuente;Título;Texto"])
def test_columns_have_names_in_other_languages(tmp_path: Path, header: str) -> None:
    document = only(read(put(tmp_path, {"a.csv": f"{header}\n18.02.2025;Kurier;Gespräche;{TEXT}\n"})))
    assert (document.published, document.outlet, document.title) == ("2025-02-18", "Kurier", "Gespräche")


def test_unknown_formats_name_the_known_ones_and_the_remedy(tmp_path: Path) -> None:
    found = read(put(tmp_path, {"a.txt": TEXT, "README": TEXT, "Thumbs.db": b"x", "b.msg": b"From:", "c.ODT": b"PK"}))
    assert [item.reason for item in found.audit.dropped] == ["unknown format"] * 3
    assert ".parquet" in dropped_of(found, "README").detail
    assert "save the message as .eml" in dropped_of(found, "b.msg").detail


def test_a_missing_source_says_what_lies_near(tmp_path: Path) -> None:
    put(tmp_path, {"riyadh-talks/a.txt": TEXT})
    with pytest.raises(InputError, match=r"riyad-talks/a.txt: there is no such .*did you mean .*/riyadh-talks\?"):
        read(tmp_path / "riyad-talks" / "a.txt")
    with pytest.raises(InputError, match=r"there is no such file.*there is: riyadh-talks"):
        read(tmp_path / "zzz")


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ((), "nothing was named"),
        (("-", "-"), "named 2 times"),
        (("",), "empty path"),
        (
            ("https://courier.example/a",),
            "web address; fetch it first: summarize collect https://courier.example/a -o FOLDER",
        ),
        (("x" * 300,), "cannot be looked at"),
    ],
)
def test_sources_that_cannot_be(sources: tuple[str, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(*sources)


def test_a_named_folder_with_nothing_usable_is_an_error_with_the_audit(tmp_path: Path) -> None:
    put(
        tmp_path,
        {"good/a.txt": TEXT, "bad/empty.txt": " \n", "bad/x.bin": b"1", "bad/y.bin": b"2", "bad/n.txt": b"a\0b"},
    )
    with pytest.raises(InputError) as caught:
        read(tmp_path / "good", tmp_path / "bad")
    message = str(caught.value)
    assert "4 left out (2 unknown format, 1 binary, 1 empty)" in message
    assert "empty.txt: empty:" in message
    assert "good" not in message.split(":")[0]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no files; expected files in"):
        read(tmp_path)


def test_a_long_audit_is_shortened_in_the_message() -> None:
    with pytest.raises(InputError, match=r"standard input: nothing usable, 9 left out(?s:.*)and 4 more"):
        from_stdin('{"nope": 1}\n' * 9)


def test_a_file_that_vanishes_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.txt": TEXT, "b.txt": MORE})
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    true_read = Path.read_bytes

    def read_bytes(self: Path) -> bytes:
        if self.name == "b.txt":
            self.unlink()
        return true_read(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    found = read(tmp_path)
    assert only(found).id == "a"
    assert [item.reason for item in found.audit.dropped] == ["vanished", "vanished"]


def test_what_may_not_be_read_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.txt": TEXT, "locked.txt": TEXT, "closed/b.txt": TEXT})
    true_read, true_scan = Path.read_bytes, os.scandir

    def read_bytes(self: Path) -> bytes:
        if self.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return true_read(self)

    def scandir(path: Any = ".") -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return true_scan(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(os, "scandir", scandir)
    found = read(tmp_path)
    assert only(found).id == "a"
    assert [(item.reason, "Permission denied" in item.detail) for item in found.audit.dropped] == [
        ("unreadable", True),
        ("unreadable", True),
    ]


@pytest.mark.parametrize("named", ["talks", "./talks/", "."])
def test_a_folder_that_may_not_be_listed_is_not_said_to_be_empty(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"talks/closed/a.txt": TEXT})
    monkeypatch.chdir(tmp_path)
    true_scan = os.scandir

    def scandir(path: Any = ".") -> Any:
        if str(path).endswith("closed" if named == "." else "talks"):
            raise PermissionError(13, "Permission denied")
        return true_scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(InputError, match=r"1 unreadable(?s:.*)the folder cannot be listed: Permission denied"):
        read(named)


def test_a_pipe_in_a_folder_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(put(tmp_path, {"a.txt": TEXT}) / "pipe.txt")
    assert dropped_of(read(tmp_path), "pipe.txt").reason == "unreadable"


def test_a_named_pipe_is_read_as_a_stream(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    try:
        os.write(writing, lines_of([{"id": "p", "text": TEXT}]).encode())
        os.close(writing)
        assert only(read(f"/dev/fd/{reading}")).id == "p"
    finally:
        os.close(reading)


def test_names_that_are_no_utf8_can_be_shown(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123 - paths hold no such names
        file.write(TEXT.encode())
    document = only(read(tmp_path))
    assert document.id == "caf\ufffd"
    assert (document.provenance.path or "").encode()


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    read(put(tmp_path, {"a.txt": TEXT, "b.txt": MORE}), progress=lambda *step: told.append(step))
    assert told == [("reading", 0, 2), ("reading", 1, 2), ("reading", 2, 2)]


def test_progress_within_a_table(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"d{i}", "text": f"{TEXT} {i}"}, ensure_ascii=False) for i in range(1_200)]
    told: list[tuple[str, int, int]] = []
    corpus = read(put(tmp_path, {"wire.jsonl": "\n".join(lines)}), progress=lambda *step: told.append(step))
    assert len(corpus.documents) == 1_200
    within = [(done, total) for stage, done, total in told if stage == f"reading {tmp_path.as_posix()}/wire.jsonl"]
    assert within == [(500, 1200), (1000, 1200), (1200, 1200)]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=30), min_size=2, max_size=6),
    st.booleans(),
)
def test_lines_are_read_the_same_from_bytes_and_from_text(texts: list[str], broken: bool) -> None:
    rows = [json.dumps({"id": f"d{i}", "text": f"{TEXT} {text}"}, ensure_ascii=False) for i, text in enumerate(texts)]
    data = "\n".join([*rows, "{no" * broken, ""]).encode()
    # A mark at the beginning says that it is UTF-8, and such a file is decoded whole.
    plain, marked = (list(read_jsonl(content, Origin("t.jsonl"))) for content in (data, codecs.BOM_UTF8 + data))
    assert plain == marked
    assert sum(isinstance(item, Document) for item in plain) == len(texts)


# --- standard input ------------------------------------------------------------------------------------------------

STREAMS: dict[str, str | bytes] = {
    "jsonl": lines_of([{"id": "a", "text": TEXT, "outlet": "Courier"}, {"id": "b", "text": MORE, "outlet": "Courier"}]),
    "array": json.dumps([{"id": "a", "text": TEXT, "outlet": "Courier"}], indent=1),
    "csv": f'id;outlet;text\r\na;Courier;"{TEXT}"\r\n',
    "html": f"<!DOCTYPE html><meta property='og:site_name' content='Courier'><article><p>{TEXT}</p><p>{MORE}</p></article>",
    "markdown": f"---\noutlet: Courier\n---\n{TEXT}",
    "gzip": gzip.compress(lines_of([{"id": "a", "text": TEXT, "outlet": "Courier"}]).encode()),
}


@pytest.mark.parametrize("name", STREAMS)
def test_the_format_of_a_stream_is_told_from_its_content(name: str) -> None:
    documents = from_stdin(STREAMS[name]).documents
    assert {d.outlet for d in documents} == {"Courier"}
    assert TEXT in [d.text.split("\n")[0] for d in documents]
    assert documents[0].provenance.path == "-"


@pytest.mark.parametrize("text", [TEXT, f"[Update] {TEXT}", f"Text, context, more of it\n{TEXT}", f"< 5 % {TEXT}"])
def test_a_stream_that_is_nothing_else_is_plain_text(text: str) -> None:
    document = only(from_stdin(text))
    assert (document.id, document.provenance.reader) == ("stdin", "text")


def test_a_stream_is_a_page_whatever_stands_before_it() -> None:
    assert sniff(b"<?xml version='1.0'?>\n<!DOCTYPE html><html><p>Talks began.") == ".html"
    assert sniff(b"<!-- a -->" * 300 + b"<p>Talks began.") == ".html"
    assert sniff(b"<!-- a -->" * 300 + b"Talks began.") == ".txt"


def test_a_binary_stream_and_an_empty_one() -> None:
    assert sniff(b"PAR1") == ".parquet"
    assert sniff(b"\x89PNG" + bytes(20)) == ".txt"
    with pytest.raises(InputError, match=r"standard input: nothing usable, 1 left out"):
        from_stdin(b"")


# --- ids and outlets -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the-baltic-ledger", "The Baltic Ledger"),
        ("BBC_News", "BBC News"),
        ("reader's-digest", "Reader's Digest"),
        ("courier.example", "courier.example"),
        ("-", ""),
    ],
)
def test_outlet_names(name: str, expected: str) -> None:
    assert outlet_name(name) == expected


def test_the_outlet_comes_from_the_best_place(tmp_path: Path) -> None:
    row = {"id": "row", "text": TEXT, "url": "https://www.courier.example/a"}
    put(
        tmp_path,
        {
            "the-ledger/deep/wire--x.txt": TEXT,
            "the-ledger/own.md": f"---\nsource: Own Name\n---\n{TEXT}",
            "evening_post--x.txt": TEXT,
            "--x.txt": TEXT,
            "t.jsonl": lines_of([row]),
        },
    )
    found = {d.id: (d.outlet, d.provenance.fields["outlet"]) for d in read(tmp_path).documents}
    assert found == {
        "the-ledger/deep/wire--x": ("The Ledger", "folder"),
        "the-ledger/own": ("Own Name", "front matter"),
        "evening_post--x": ("Evening Post", "file name"),
        "--x": ("unknown outlet", "nothing names it"),
        "row": ("courier.example", "host of the url"),
    }


def test_map_wins_over_all(tmp_path: Path) -> None:
    page = f"<meta name='desk' content='Mapped'><meta property='og:site_name' content='Site'><p>{TEXT}</p><p>{MORE}</p>"
    put(
        tmp_path, {"sub/a.html": page, "sub/b.md": f"---\ndesk: Mapped\noutlet: Matter\n---\n{TEXT}", "sub/c.txt": TEXT}
    )
    put(tmp_path, {"sub/d.jsonl": lines_of([{"text": TEXT, "desk": "Mapped", "outlet": "Row"}])})
    found = {d.provenance.reader: d.outlet for d in read(tmp_path, columns={"outlet": "desk"}).documents}
    assert found == {"html": "Mapped", "markdown": "Mapped", "text": "Sub", "jsonl": "Mapped"}


def test_a_mapped_column_that_is_nowhere_is_an_error() -> None:
    rows = lines_of([{"text": TEXT, "desk": "A"}, {"text": MORE, "desk": None}])
    with pytest.raises(InputError, match="no column 'dsk' to read 'outlet' from; the columns are: text, desk"):
        from_stdin(rows, columns={"outlet": "dsk"})
    with pytest.raises(InputError, match="none of the 1 documents has it"):
        from_stdin(TEXT, columns={"outlet": "dsk"})
    with pytest.raises(InputError, match="no field 'oulet'"):
        from_stdin(rows, columns={"oulet": "desk"})


def test_an_order_of_dates_that_is_none_is_refused_before_anything_is_read() -> None:
    with pytest.raises(ValueError, match="dates must be 'day-first' or 'month-first'"):
        read("nowhere", dates="day first")


def test_a_mapped_column_that_one_table_lacks_leaves_that_table_its_own(tmp_path: Path) -> None:
    rows = [{"outlet": "Courier", "body": TEXT}, {"outlet": "Courier", "body": MORE}]
    rows.append({"outlet": "Courier", "body": "Too short."})
    put(tmp_path, {"c.zip": zipped(**{"c.jsonl": lines_of([{"outlet": "Ledger", "body": f"{MORE} Again."}]).encode()})})
    put(tmp_path, {"a.jsonl": lines_of(rows), "b.csv": f"Medium X,wording\nPost,{TEXT.replace(',', '')} Again.\n"})
    found = read(tmp_path, columns={"outlet": "Medium X", "text": "wording"})
    assert sorted(d.outlet for d in found.documents) == ["Courier", "Courier", "Ledger", "Post"]
    assert any("a.jsonl" in note and "read by the names of its own" in note for note in found.audit.notes)
    ledger = next(d for d in found.documents if d.outlet == "Ledger")
    assert sorted(note.split(";")[0] for note in ledger.provenance.notes) == [
        "no column 'Medium X' to read 'outlet' from",
        "no column 'wording' to read 'text' from",
    ]
    with pytest.raises(InputError, match=r"(a\.jsonl|b\.csv|c\.jsonl): no column 'nowhere'"):
        read(tmp_path, columns={"outlet": "nowhere", "text": "wording"})


def test_a_folder_called_as_a_host_is_an_outlet_and_one_of_folders_is_told_of(tmp_path: Path) -> None:
    names = ("nice/www.courier.example/a.txt", "korea/Post/a.txt", "korea/Sun/2025-02-18/b.txt", "ledger/world/c.txt")
    put(tmp_path, {name: f"{TEXT} {name}." for name in names})
    found = read(tmp_path)
    assert {d.id: d.outlet for d in found.documents} == dict(
        zip([name[:-4] for name in names], ["www.courier.example", "Korea", "Korea", "Ledger"], strict=True)
    )
    (note,) = found.audit.notes
    assert "korea: what lies in its folders (Post, Sun) is taken for one outlet, Korea" in note
    put(tmp_path, {"korea/d.txt": f"{TEXT} of its own."})
    assert read(tmp_path).audit.notes == ()


def test_a_mapped_column_that_some_rows_lack_is_a_note() -> None:
    found = from_stdin(lines_of([{"text": TEXT, "desk": "A"}, {"text": MORE}]), columns={"outlet": "desk"})
    assert sorted(d.outlet for d in found.documents) == ["A", "unknown outlet"]
    assert any("no column 'desk'" in note for note in found.audit.notes)


# --- plain text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"Envoys meet\n{TEXT}", "Envoys meet", TEXT),
        (f"\r\nEnvoys meet \r\n\r\n  {TEXT}\r\n{MORE}\r\n", "Envoys meet", f"  {TEXT}\r\n{MORE}"),
        (f"{TEXT}\n{MORE}", "", f"{TEXT}\n{MORE}"),
        ("Envoys meet", "", "Envoys meet"),
        (f"{'long ' * 50}\n{TEXT}", "", f"{'long ' * 50}\n{TEXT}"),
        ("Envoys of two\ngovernments met.", "", "Envoys of two\ngovernments met."),
        (
            "Envoys met in Harbour and the\nMinister spoke to the press.",
            "",
            "Envoys met in Harbour and the\nMinister spoke to the press.",
        ),
        ("He said: “Yes.”\nThen he left.", "", "He said: “Yes.”\nThen he left."),
    ],
)
def test_the_headline_of_a_text(text: str, title: str, body: str) -> None:
    assert split_title(text) == (title, body)


@given(st.text(alphabet="aB .\n\r\t", max_size=60))
def test_a_text_is_kept_but_for_blank_edges_and_headline(text: str) -> None:
    title, body = split_title(text)
    assert body in text
    assert title in text
    assert "".join((title + body).split()) == "".join(text.split())


def test_one_line_of_two_megabytes(tmp_path: Path) -> None:
    text = "Envoys met. " * 175_000
    put(tmp_path, {"a.txt": text, "b.jsonl": lines_of([{"id": "row", "text": text}])})
    put(tmp_path, {"c.csv": f"id,text\ncell,{text}\n"})
    found = {d.id: d.text for d in read(tmp_path).documents}
    assert found == {"a": text.rstrip(), "row": text, "cell": text}


# --- encodings -------------------------------------------------------------------------------------------------------

FRENCH = (
    "Les ministres se sont réunis à Genève ; « nous avons trouvé un accord », a déclaré le président après la séance."
)
CZECH = (
    "Ministři se v úterý sešli, aby se dohodli na dalším postupu; jednání bude pokračovat příští týden, řekl mluvčí."
)
RUSSIAN = "Министры встретились во вторник, чтобы договориться о следующих шагах, сообщил представитель."
POLISH = (
    "Ministrowie spotkali się we wtorek w porcie, żeby uzgodnić dalsze kroki. Rozmowy potrwają do końca przyszłego tygodnia, powiedział rzecznik rządu. "
    "Kapitan statku zażądał 5 milionów złotych odszkodowania, twierdząc, że załoga straciła wszystko. Łódź wysłała 12 łodzi. Studenci PŁ1 wygrali, pisze Ł2."
)
POUNDS = "Mr Müller’s fund paid £5 million, and señor Ibáñez nothing."
HUNGARIAN = "A külügyminiszter szerint a felek megállapodtak a következő lépésekről, és később újra tárgyalnak erről."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (CZECH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (HUNGARIAN, "cp1250"),
        (POLISH, "cp1250"),
        (POUNDS, "cp1252"),
        (RUSSIAN, "koi8-r"),
        (FRENCH, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-32"),
        (FRENCH, "utf-8"),
    ],
)
def test_encodings_are_told_and_noted(tmp_path: Path, text: str, encoding: str) -> None:
    document = only(read(put(tmp_path, {"a.txt": text.encode(encoding)})))
    assert document.text == text
    assert bool(document.provenance.notes) != encoding.startswith("utf-8")


def test_bytes_that_cannot_be_read_are_shown_and_counted(tmp_path: Path) -> None:
    found = read(put(tmp_path, {"a.txt": f"{FRENCH} ".encode() + b"\xff\xfe end"}))
    assert only(found).text == f"{FRENCH} \ufffd\ufffd end"
    assert found.audit.notes[0].endswith(
        f"2 places are not valid utf-8 and stand as U+FFFD, the first at byte {len(FRENCH.encode()) + 1}"
    )


@pytest.mark.parametrize("declared", ["hex", "no-such-thing", "utf-8", None])
def test_a_declaration_that_does_not_help_is_passed_over(declared: str | None) -> None:
    assert decode(RUSSIAN.encode("cp1251"), declared).text == RUSSIAN


def test_a_line_that_is_no_utf8_spoils_no_other(tmp_path: Path) -> None:
    good = json.dumps({"outlet": "A", "text": "Le café à Paris est fermé depuis lundi."}, ensure_ascii=False).encode()
    bad = b'{"outlet": "B", "text": "Le caf\xe9 \xe0 Lyon est ouvert depuis mardi."}'
    corpus = read(put(tmp_path, {"a.jsonl": b"\n".join((good, bad, good.replace(b'"A"', b'"C"')))}))
    assert {d.outlet: d.text for d in corpus.documents} == {
        "A": "Le café à Paris est fermé depuis lundi.",
        "B": "Le café à Lyon est ouvert depuis mardi.",
        "C": "Le café à Paris est fermé depuis lundi.",
    }
    assert ["of the lines that are not UTF-8" in note for note in corpus.audit.notes] == [True]
    # However few they are, lines that are UTF-8 are read as that.
    corpus = read(
        put(tmp_path / "most", {"b.jsonl": b"\n".join((bad, bad.replace(b"B", b"C"), good, bad.replace(b"B", b"D")))})
    )
    assert [("café" in d.text, "\ufffd" in d.text) for d in corpus.documents] == [(True, False)] * 4
    # In UTF-16 no byte is a character: those of this letter are those of "é" in UTF-8.
    wide = '{"text": "Talks began in Riyadh on Monday."}\n{"text": "\ua9c3 Talks ended in Riyadh on Friday."}'
    corpus = read(put(tmp_path / "wide", {"c.jsonl": wide.encode("utf-16")}))
    assert sorted(d.text[:7] for d in corpus.documents) == ["Talks b", "\ua9c3 Talks"]


def test_declared_encodings() -> None:
    assert decode("会談は火曜日に開かれた。".encode("iso2022-jp"), "iso-2022-jp").text == "会談は火曜日に開かれた。"
    assert decode("“quoted”".encode("cp1252"), "iso-8859-1").text == "“quoted”"
    assert "\ufffd" in decode(b"\x98\x98 " + RUSSIAN.encode("cp1251"), "cp1251").text


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_bytes_are_read_or_called_binary(data: bytes) -> None:
    if kind_of_binary(data) is None:
        assert bool(decode(data).text) == bool(data.removeprefix(b"\xef\xbb\xbf"))


@pytest.mark.parametrize("content", [b"abc\0def", b"\x89PNG....", b"%PDF-1.7 text", bytes(range(1, 32)) * 9])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_binary_files_are_left_out(tmp_path: Path, content: bytes, suffix: str) -> None:
    found = read(put(tmp_path, {"ok.txt": TEXT, f"b{suffix}": content}))
    assert dropped_of(found, f"b{suffix}").reason == "binary"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".csv", ".jsonl"])
def test_random_bytes_are_left_out(tmp_path: Path, suffix: str) -> None:
    noise = bytes(random.Random(1).choices(range(1, 256), k=6_000))
    found = read(put(tmp_path, {"ok.txt": TEXT, f"b{suffix}": noise}))
    assert [item.reason for item in found.audit.dropped] == ["binary"]


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv"])
def test_binary_tables_are_left_out(tmp_path: Path, suffix: str) -> None:
    found = read(put(tmp_path, {"ok.txt": TEXT, f"b{suffix}": bytes(range(32)) * 9}))
    assert dropped_of(found, f"b{suffix}").reason == "binary"


def test_front_matter_of_a_plain_text(tmp_path: Path) -> None:
    matter = "---\noutlet: The Courier\npublished: 2025-02-18T17:40+03:00\n---\n\n"
    found = read(put(tmp_path, {"a.txt": f"{matter}Talks end\n\n{TEXT}\n", "b.txt": f"---\n{TEXT}\n---\n{MORE}"}))
    first, second = sorted(found.documents, key=lambda d: d.id)
    assert (first.outlet, first.published, first.title) == ("The Courier", "2025-02-18T17:40:00+03:00", "Talks end")
    assert first.text == TEXT
    assert first.provenance.fields["outlet"] == "front matter"
    assert second.text == f"---\n{TEXT}\n---\n{MORE}"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_at_the_head_of_a_text_name_its_fields(tmp_path: Path, end: str) -> None:
    head = [
        "Title: Envoys meet",
        "By: Jane Roe",
        "Outlet: The Courier",
        "Date: 18 February 2025",
        "",
        "Talks began: at last, and late.",
    ]
    (tmp_path / "a.txt").write_bytes(end.join(head).encode())
    (document,) = read(tmp_path).documents
    assert (document.title, document.outlet, document.published) == ("Envoys meet", "The Courier", "2025-02-18")
    assert document.text == "Talks began: at last, and late."
    # Where the user says that another line has it, it is read from there.
    (mapped,) = read(tmp_path, columns={"outlet": "By"}).documents
    assert mapped.outlet == "Jane Roe"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Date: 2025-02-18", "unknown outlet"),
        ("Date: 2025-02-18\nTitle: Envoys meet\nOutlet:", "unknown outlet"),
        ("Outlet：The Courier\nDate：2025-02-18", "The Courier"),
        ("Outlet: Courier Inc.\nDate: 2025-02-18", "Courier Inc."),
    ],
)
def test_a_date_alone_an_empty_field_and_a_wide_colon_make_a_head(tmp_path: Path, head: str, outlet: str) -> None:
    (tmp_path / "a.txt").write_text(f"{head}\n\nTalks began in Riyadh on Monday.", encoding="utf-8")
    (document,) = read(tmp_path).documents
    assert (document.outlet, document.published) == (outlet, "2025-02-18")
    assert document.text == "Talks began in Riyadh on Monday."


@pytest.mark.parametrize(
    "text",
    [
        "Title: Envoys meet\n\nTalks began in Riyadh on Monday.",
        "Title: Envoys meet\nOutlet: The Courier\nText: Talks began.\n\nThey ended in Riyadh.",
        "Title: Envoys meet\nSource: The Courier said no.\n\nTalks began in Riyadh.",
        "Title: Envoys meet\nSource：The Courier 说不。\n\nTalks began in Riyadh.",
        "Title: Envoys meet\nOutlet: The Courier\nTalks began in Riyadh.",
        "Title: Envoys meet\nThe minister: late\nHis chair: empty\n\nTalks began.",
        "Title: Envoys meet\nOutlet: The Courier",
    ],
)
def test_one_such_line_or_one_above_running_text_is_of_the_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (document,) = read(tmp_path).documents
    assert "Envoys meet" not in (document.title,)
    assert not document.outlet.startswith("The Courier")


def test_a_title_in_front_matter_leaves_another_first_line_in_the_text(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": f"---\ntitle: Talks end\n---\nBy our reporter\n\n{TEXT}"})
    put(tmp_path, {"b.txt": f"---\ntitle: Talks end\n---\nTalks end\n\n{MORE}"})
    first, second = sorted(read(tmp_path).documents, key=lambda d: d.id)
    assert (first.title, first.text) == ("Talks end", f"By our reporter\n\n{TEXT}")
    assert (second.title, second.text) == ("Talks end", MORE)


def test_unreadable_front_matter_of_a_plain_text_is_noted(tmp_path: Path) -> None:
    found = read(put(tmp_path, {"a.txt": f"---\noutlet: [a\n---\n{TEXT}"}))
    assert only(found).text == TEXT
    assert "front matter was left out" in found.audit.notes[0]


# --- Markdown --------------------------------------------------------------------------------------------------------


def test_front_matter_in_yaml_and_toml(tmp_path: Path) -> None:
    yaml = f"---\nsource: The Courier\nheadline: A title\ndate: 2025-02-18 14:05:00+03:00\n7: x\nbody: not this\n---\n{TEXT}"
    toml = f'+++\noutlet = "The Courier"\npublished = 2025-02-18\nid = "own"\n+++\n# Heading\n\n{TEXT}'
    put(tmp_path, {"y.md": yaml, "t.markdown": toml})
    found = {d.id: d for d in read(tmp_path).documents}
    assert (found["y"].title, found["y"].published, found["y"].text) == ("A title", "2025-02-18T14:05:00+03:00", TEXT)
    assert (found["own"].title, found["own"].published, found["own"].text) == ("Heading", "2025-02-18", TEXT)
    assert {d.outlet for d in found.values()} == {"The Courier"}


@pytest.mark.parametrize("matter", ["---\ntitle: [open\n---\n", "+++\ntitle = \n+++\n"])
def test_broken_front_matter_is_a_note(tmp_path: Path, matter: str) -> None:
    found = read(put(tmp_path, {"a.md": f"{matter}# Heading\n{TEXT}"}))
    assert (only(found).title, only(found).text) == ("Heading", TEXT)
    assert "front matter was left out" in found.audit.notes[0]


@pytest.mark.parametrize("start", ["---\n---\n", "---\n\nWords first.\n\n---\n\n", ""])
def test_rules_are_no_front_matter(tmp_path: Path, start: str) -> None:
    document = only(read(put(tmp_path, {"a.md": f"{start}{TEXT}"})))
    assert document.text.endswith(TEXT)
    assert ("Words first." in document.text) == ("Words" in start)


def test_a_heading_that_is_not_the_title_stays(tmp_path: Path) -> None:
    put(tmp_path, {"a.md": f"---\ntitle: One\n---\n# Two\n\n{TEXT}", "b.md": f"---\ntitle: Two\n---\n# Two\n\n{TEXT}"})
    assert {d.id: d.text for d in read(tmp_path).documents} == {"a": f"Two\n\n{TEXT}", "b": TEXT}


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**Bold** and *light* and ***both*** and __more__ and _this_.", "Bold and light and both and more and this."),
        ("snake_case_name and 2 * 3 * 4 stay", "snake_case_name and 2 * 3 * 4 stay"),
        (
            "See [the *report*](https://x.example/a_(b) 'T') and [ref][1] [sic].\n\n[1]: https://x.example",
            "See the report and ref [sic].",
        ),
        ("A ![photo](a.jpg) of [![it](b.jpg)](c).", "A  of ."),
        ("<https://x.example> <b>bold</b> &amp; `code` ~~gone~~", "https://x.example bold & code gone"),
        ("Noted[^1].\n\n[^1]: The note.", "Noted.\n\nThe note."),
        ("Noted[^1] by all.\n\n[^1]: https://x.example/a", "Noted by all.\n\nhttps://x.example/a"),
        ("> - one\n> - two\n\nFirst.\n\nSecond.", "one\ntwo\n\nFirst.\n\nSecond."),
        ("**Note:**text and 会談は**「重要」**だった", "Note:text and 会談は「重要」だった"),
        ("1986.\n\n## Later\n\ntext", "1986.\n\nLater\n\ntext"),
        ("1986. What a year.\n\n- [x] done", "1986. What a year.\ndone"),
        ("> “Quoted,” he said,\n> and went.", "“Quoted,” he said, and went."),
        ("- one\n- two\n\n1. three\n", "one\ntwo\nthree"),
        ("- see [x] it", "see [x] it"),
        ("    *Talks* began.", "Talks began."),
        ("<div>*Talks* began.</div>", "Talks began."),
        ("- one that is\n  carried on", "one that is carried on"),
        (
            "One line\nAnother line that is much longer than the first",
            "One line\nAnother line that is much longer than the first",
        ),
        ("hard  \nbreak\\\nhere<br>now", "hard\nbreak\nhere\nnow"),
        ("Before.\n\n***\n\n## Middle ##\n\nAfter.", "Before.\n\nMiddle\n\nAfter."),
        ("Before.\n\nUnder\n-----\n\nAfter.", "Before.\n\nUnder\n\nAfter."),
        ("a <!-- hidden\nnote --> b", "a  b"),
        (r"\*kept\* and \# and \\", r"*kept* and # and \ ".strip()),
        ("```\n# code\n```", "# code"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a  b\n1  2"),
        ("", ""),
    ],
)
def test_markup_does_not_show(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == ("", plain)


@given(st.text(alphabet="ab#*_`[]()<>!~|-=\\ \n>1.", max_size=60))
def test_any_markdown_is_read(markdown: str) -> None:
    title, text = plain_text(markdown)
    kept = [c for c in title + text if c in "ab"]
    assert len(kept) <= sum(c in "ab" for c in markdown)


# --- JSON ------------------------------------------------------------------------------------------------------------


def test_a_broken_line_is_left_out_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(i), "text": TEXT}) for i in range(9)]
    rows[6] = '{"id": "6", "text": oops}'
    found = read(put(tmp_path, {"a.jsonl": "\r\n".join(rows)}))
    assert [d.id for d in found.documents] == ["0", "1", "2", "3", "4", "5", "7", "8"]
    item = dropped_of(found, "a.jsonl")
    assert (item.reason, item.line) == ("unparsable", 7)
    assert "at line 7, column 21, near" in item.detail
    assert "oops" in item.detail


@pytest.mark.parametrize("row", ["[1]", "3", '"words"', "null", "true"])
def test_a_row_that_is_no_object(row: str) -> None:
    item = from_stdin(f'{{"text": "{TEXT}"}}\n{row}\n').audit.dropped[0]
    assert (item.reason, item.line) == ("unparsable", 2)
    assert "expected an object such as" in item.detail


def test_a_row_without_text_names_its_columns() -> None:
    rows = lines_of([{"text": TEXT}, {"wording": TEXT}])
    assert "found: wording; name it with --map text=" in from_stdin(rows).audit.dropped[0].detail
    mapped = from_stdin(rows, columns={"text": "wording"})
    assert only(mapped).text == TEXT
    assert mapped.audit.dropped[0].reason == "no text field"
    assert "the columns are: text" in mapped.audit.dropped[0].detail


AWKWARD = st.text(min_size=0, max_size=80).map(lambda tail: f"{TEXT}{tail}")


@given(st.lists(AWKWARD, min_size=1, max_size=4, unique=True))
@settings(deadline=None)
def test_tables_are_kept_to_the_character(texts: list[str]) -> None:
    rows = [{"id": str(i), "text": text} for i, text in enumerate(texts)]
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerows([["id", "text"], *([row["id"], row["text"]] for row in rows)])
    as_lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    for content in (as_lines, json.dumps(rows), written.getvalue()):
        assert {d.id: d.text for d in from_stdin(content).documents} == {row["id"]: row["text"] for row in rows}


def test_awkward_characters_are_kept() -> None:
    text = f"  {TEXT}\r\n\u2028\x85\x0b\u0000 {MORE}\t\n"
    for content in (json.dumps({"text": text}), json.dumps([{"text": text}], ensure_ascii=False)):
        assert only(from_stdin(content)).text == text
    raw = f'{{"text": "{TEXT}\t\0 end"}}'
    assert only(from_stdin(raw)).text == f"{TEXT}\t\0 end"


def test_half_a_surrogate_pair_keeps_the_offsets() -> None:
    found = from_stdin('{"text": "' + TEXT + ' \\ud83d!", "n": 1}')
    assert only(found).text == f"{TEXT} \ufffd!"
    assert "U+FFFD" in found.audit.notes[0]


def test_rows_without_id_do_not_depend_on_their_order() -> None:
    rows = [{"text": TEXT}, {"text": MORE}]
    assert {d.id for d in from_stdin(lines_of(rows)).documents} == {
        d.id for d in from_stdin(lines_of(rows[::-1])).documents
    }


def test_of_documents_with_one_id_one_is_kept() -> None:
    found = from_stdin(lines_of([{"id": "a", "text": TEXT}, {"id": "a", "text": TEXT + MORE}]))
    assert only(found).text == TEXT + MORE
    assert [item.reason for item in found.audit.dropped] == ["duplicate id"]


def test_a_story_is_read_as_its_documents() -> None:
    story = {"id": "s", "documents": [{"id": "a", "text": TEXT}, {"text": MORE}, 7, {"text": "x"}]}
    for content in (
        lines_of([story, story | {"id": "t", "documents": [{"id": "b", "text": TEXT}]}]),
        json.dumps(story),
    ):
        found = from_stdin(content)
        ids = {d.id for d in found.documents}
        assert "a" in ids
        assert any(name.startswith("s/") for name in ids)
        assert sorted(item.reason for item in found.audit.dropped) == ["too short", "unparsable"]
    service = {"status": "ok", "articles": [{"source": {"id": None, "name": "Courier"}, "content": TEXT}]}
    assert only(from_stdin(json.dumps(service))).outlet == "Courier"


def test_json_by_its_content_and_not_by_its_suffix(tmp_path: Path) -> None:
    put(tmp_path, {"a.json": lines_of([{"id": 1, "text": TEXT}, {"id": 2, "text": MORE}])})
    put(
        tmp_path,
        {"b.jsonl": json.dumps([{"id": 3, "text": TEXT}], indent=2), "c.ndjson": f'\n[1]\n{{"id":4,"text":"{TEXT}"}}'},
    )
    assert sorted(d.id for d in read(tmp_path).documents) == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("content", "reason", "detail"),
    [
        ('{"text": "abc",\n "x": }', "unparsable", "at line 2, column 7"),
        ("[" * 200_000, "unparsable", "expected a JSON array or object"),
        ('{"id": ' + "1" * 5000 + "}", "unparsable", "digits"),
        ("[]", "empty", "empty array"),
        ("  \n ", "empty", "found nothing"),
    ],
)
def test_json_that_cannot_be_read(tmp_path: Path, content: str, reason: str, detail: str) -> None:
    item = dropped_of(read(put(tmp_path, {"ok.txt": TEXT, "b.json": content})), "b.json")
    assert item.reason == reason
    assert detail in item.detail


# --- CSV and Parquet -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters_are_told_from_the_header(tmp_path: Path, mark: str) -> None:
    table = (
        mark.join(["Source", "Full Text", "Publish Date"])
        + "\n"
        + mark.join(["Courier", f'"{TEXT}, {MORE}; |"', "2025-02-18"])
    )
    document = only(read(put(tmp_path, {"a.csv": f"\ufeff\n{table}\n\n"})))
    assert (document.outlet, document.text, document.published) == ("Courier", f"{TEXT}, {MORE}; |", "2025-02-18")
    assert document.provenance.line == 3


def test_the_csv_module_is_left_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    put(tmp_path, {"a.csv": "text\n" + "word " * 60_000})
    assert len(only(read(tmp_path)).text) == 300_000
    assert csv.field_size_limit() == before


def test_rows_that_do_not_fit_their_header(tmp_path: Path) -> None:
    table = f'outlet,text\nA,"{TEXT}\nSecond line."\nB,{TEXT}, and more\nC\nD,"never closed\nE,{TEXT}\n'
    found = read(put(tmp_path, {"a.csv": table}))
    assert only(found).outlet == "A"
    assert [(item.line, item.reason) for item in found.audit.dropped] == [
        (4, "unparsable"),
        (5, "empty"),
        (6, "unparsable"),
    ]
    assert "expected 2 cells (outlet, text), found 3" in found.audit.dropped[0].detail
    assert "line 6 to 7" in found.audit.dropped[2].detail


def test_a_table_without_text_is_left_out_once(tmp_path: Path) -> None:
    put(tmp_path, {"ok.csv": f"text,text\n{TEXT},other\n", "b.csv": "outlet,wording\nA,x\nB,y\n", "c.csv": '"'})
    found = read(tmp_path)
    assert only(found).text == TEXT
    assert dropped_of(found, "b.csv").reason == "no text field"
    assert "found: outlet, wording; name it with --map text=FIELD" in dropped_of(found, "b.csv").detail
    # The first row was taken for a line of names.
    said = no_text(["Courier", "The ferry did not sail before the evening,\nsaid the captain of the harbour."])
    assert (
        "found: Courier, The ferry did not sail before the evenin…; if that is a row, put a line of names above it"
        in said
    )
    assert dropped_of(found, "c.csv").reason == "unparsable"
    with pytest.raises(InputError, match="no column 'wrding'"):
        read(tmp_path / "b.csv", columns={"text": "wrding"})


def test_a_mapped_text_column_tells_the_delimiter(tmp_path: Path) -> None:
    put(tmp_path, {"a.csv": f"x,y;wording\n1;{TEXT}\n"})
    assert only(read(tmp_path, columns={"text": "wording"})).text == TEXT


def test_packed_tables(tmp_path: Path) -> None:
    put(tmp_path, {"a.jsonl.gz": gzip.compress(lines_of([{"id": "a", "text": TEXT}]).encode())})
    put(
        tmp_path,
        {"b.CSV.GZ": gzip.compress(f"id,text\nb,{TEXT}\n".encode()), "c.jsonl.gz": gzip.compress(b"x" * 99)[:20]},
    )
    found = read(tmp_path)
    assert {d.id for d in found.documents} == {"a", "b"}
    assert dropped_of(found, "c.jsonl.gz").reason == "unparsable"


def test_an_archive_that_expands_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.reading.formats.MAX_UNPACKED_BYTES", 1 << 20)
    put(tmp_path, {"ok.txt": TEXT, "b.txt.gz": gzip.compress(b"x " * (1 << 20))})
    assert "more than" in dropped_of(read(tmp_path), "b.txt.gz").detail


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    text = f" {TEXT}\r\n"
    table = pa.table({"source": ["Courier", None], "body": [text.encode(), b""], "n": [1, 2]})
    parquet.write_table(table, tmp_path / "a.parquet")
    parquet.write_table(table.slice(0, 0), tmp_path / "none.parquet")
    put(tmp_path, {"b.parquet": b"PAR1 rubbish"})
    found = read(tmp_path)
    assert (only(found).outlet, only(found).text, only(found).provenance.line) == ("Courier", text, 1)
    assert [item.reason for item in found.audit.dropped] == ["empty", "unparsable", "empty"]


def test_parquet_without_pyarrow_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    found = read(put(tmp_path, {"ok.txt": TEXT, "b.parquet": b"PAR1"}))
    assert "pip install pyarrow" in dropped_of(found, "b.parquet").detail


def workbook(**sheets: list[list[object]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    export = workbook(
        Articles=[
            ["Export of 2 articles"],
            [],
            ["Outlet", "Date", "Headline", "Text", "Id"],
            ["Courier", datetime(2025, 2, 18, 9, 30), "Talks", TEXT, 7],
            [],
            ["Post", date(2025, 2, 19), None, MORE, 8.0],
        ],
        Queries=[["Query", "Hits"], ["talks", 2]],
        Later=[["outlet", "text"], ["Gazette", TEXT + " Ministers left."]],
        Nothing=[],
    )
    found = read(put(tmp_path, {"export.xlsx": export, "~$export.xlsx": b"open elsewhere"}))
    assert [(d.outlet, d.id, d.provenance.line) for d in found.documents if d.outlet != "Gazette"] == [
        ("Courier", "7", 4),
        ("Post", "8", 6),
    ]
    courier, post, gazette = (
        next(d for d in found.documents if d.outlet == name) for name in ("Courier", "Post", "Gazette")
    )
    assert (str(courier.published)[:16].replace("T", " "), str(post.published)[:10]) == (
        "2025-02-18 09:30",
        "2025-02-19",
    )
    assert (courier.text, post.text) == (TEXT, MORE)
    assert courier.provenance.notes == (
        "from sheet 'Articles'",
        "the 2 rows before the header are no articles, and were passed over",
    )
    assert (post.provenance.notes, gazette.provenance.notes) == ((), ("from sheet 'Later'",))
    (dropped,) = found.audit.dropped
    assert (dropped.reason, dropped.line) == ("no text field", 1)
    assert dropped.detail.startswith("sheet 'Queries': expected a field 'text'")
    assert "Query, Hits" in dropped.detail


def test_a_sheet_that_cannot_be_read_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calamine = pytest.importorskip("python_calamine")
    real = calamine.CalamineWorkbook

    class Broken:
        sheet_names = ("One", "Two")

        def __init__(self, data: bytes) -> None:
            self.book = real.from_filelike(io.BytesIO(data))

        @classmethod
        def from_filelike(cls, file: io.BytesIO) -> Broken:
            return cls(file.read())

        def get_sheet_by_name(self, name: str) -> Any:
            if name == "One":
                raise calamine.CalamineError("cells out of order")
            return self.book.get_sheet_by_name(name)

    export = workbook(One=[["outlet", "text"], ["Post", MORE]], Two=[["outlet", "text"], ["Courier", TEXT]])
    monkeypatch.setattr(calamine, "CalamineWorkbook", Broken)
    found = read(put(tmp_path, {"a.xlsx": export}))
    assert only(found).outlet == "Courier"
    assert "sheet 'One' cannot be read: cells out of order" in found.audit.dropped[0].detail


def test_a_text_as_long_as_a_cell_can_be_was_probably_cut(tmp_path: Path) -> None:
    whole = (TEXT + " ") * (32_767 // (len(TEXT) + 1) + 1)
    found = read(put(tmp_path, {"a.xlsx": workbook(One=[["outlet", "text"], ["Courier", whole[:32_767]]])}))
    assert "was probably cut" in only(found).provenance.notes[0]


def test_a_workbook_that_is_none_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("python_calamine")
    files: dict[str, str | bytes] = {
        "ok.txt": TEXT,
        "a.xlsx": b"PK rubbish",
        "b.ods": workbook(None_=[]),
        "c.xlsx": workbook(One=[["text", "outlet"]]),
    }
    found = read(put(tmp_path, files))
    assert "expected a workbook" in dropped_of(found, "a.xlsx").detail
    assert "empty sheets" in dropped_of(found, "b.ods").detail
    assert "below the header" in dropped_of(found, "c.xlsx").detail
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert "pip install python-calamine" in dropped_of(read(tmp_path), "c.xlsx").detail


def test_a_stream_may_be_a_workbook() -> None:
    assert sniff(workbook(One=[["text"], [TEXT]])) == ".xlsx"
    assert sniff(b"PK\x03\x04 an archive") == ".zip"


# --- files of word processors, and exports of press databases ----------------------------------------------------------

NEXIS = [
    *(
        "Date and Time: Tuesday, February 25, 2025 9:00 AM CET",
        "Documents (3)",
        "1. Envoys meet",
        "Search Terms: talks",
    ),
    *("Envoys meet", "The Courier (Harbour City)", "February 18, 2025 Tuesday Late Edition - Final"),
    *("Copyright 2025 The Courier", "Section: A; Pg. 1", "Length: 32 words", "Byline: By A. WRITER", "Body"),
    *(TEXT, MORE, "Graphic", "PHOTO: The palace in the evening", "Load-Date: February 19, 2025", "End of Document"),
    *("A picture of the day", "The Gazette", "19 February 2025", "Graphic", "PHOTO: The palace", "End of Document"),
    *("No Headline In Original", "Daily Post Online", "February 19, 2025 Wednesday 3:45 PM GMT", "Copyright 2025"),
    *("Body", MORE, "Classification", "Language: ENGLISH", "Load-Date: February 19, 2025", "End of Document"),
]
FACTIVA = [
    *("World", "Envoys meet once more in Harbour City", "By A. Writer", "312 words", "21 February 2025", "15:01 GMT"),
    *("Meridian Wire", "MERWIR", "English", "(c) 2025 Meridian Wire Ltd.", TEXT, MORE),
    "Document MERWIR0020250221el2l001xy",
    *("No deal", "210 words", "22 February 2025", "The Gazette", "GAZT", "A4", "English"),
    *(TEXT + " Nobody was ready to say more of it.", "Document GAZT000020250222el2m0003k", "Search Summary", "talks"),
]
CODED = [
    *("HD", "Envoys meet a third time", "BY By A. Writer", "WC 200 words", "PD 23 February 2025", "ET 10:00"),
    *("SN Harbour Herald", "LA English", "LP", TEXT, "TD|" + MORE + "|", "IN itech : Technology", "PUB Herald Ltd"),
    "AN Document HARHER0020250223el2n00001",
]


def in_word(lines: list[str], style: str | None = None) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for number, line in enumerate(lines):
        document.add_paragraph(line, style=style if number == 0 else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def in_rich_text(lines: list[str]) -> bytes:
    pytest.importorskip("striprtf")
    body = "".join(line.replace("“", r"\u8220?").replace("”", r"\u8221?") + "\\par\n" for line in lines)
    return (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}}" + body + "}").encode("ascii", "replace")


def in_text(lines: list[str]) -> bytes:
    return "\n\n".join(lines).encode()


WRITTEN = {"docx": in_word, "rtf": in_rich_text, "txt": in_text}


@pytest.mark.parametrize("suffix", ["docx", "rtf", "txt"])
def test_an_export_of_nexis_is_divided_into_its_articles(tmp_path: Path, suffix: str) -> None:
    found = read(put(tmp_path, {f"export.{suffix}": WRITTEN[suffix](NEXIS)}))
    by_outlet = {document.outlet: document for document in found.documents}
    courier, post = by_outlet["The Courier (Harbour City)"], by_outlet["Daily Post Online"]
    assert (courier.title, courier.published, courier.text) == ("Envoys meet", "2025-02-18", f"{TEXT}\n\n{MORE}")
    assert (post.title, post.published, post.text) == ("", "2025-02-19T15:45:00+00:00", MORE)
    assert courier.provenance.fields["outlet"] == "export of Nexis"
    (dropped,) = found.audit.dropped
    assert (dropped.reason, "a picture alone" in dropped.detail) == ("empty", True)
    # Where in the file each begins.
    assert courier.provenance.line == 1
    assert (dropped.line or 0) > NEXIS.index("End of Document")


@pytest.mark.parametrize("suffix", ["docx", "rtf", "txt"])
def test_an_export_of_factiva_is_divided_into_its_articles(tmp_path: Path, suffix: str) -> None:
    files: dict[str, str | bytes] = {
        f"export.{suffix}": WRITTEN[suffix](FACTIVA),
        f"indexed.{suffix}": WRITTEN[suffix](CODED),
    }
    found = read(put(tmp_path, files))
    assert [
        (d.id, d.outlet, d.title, d.published) for d in sorted(found.documents, key=lambda d: str(d.published))
    ] == [
        ("MERWIR0020250221el2l001xy", "Meridian Wire", FACTIVA[1], "2025-02-21T15:01:00+00:00"),
        ("GAZT000020250222el2m0003k", "The Gazette", "No deal", "2025-02-22"),
        ("HARHER0020250223el2n00001", "Harbour Herald", "Envoys meet a third time", "2025-02-23T10:00:00"),
    ]
    texts = {document.outlet: document.text for document in found.documents}
    assert texts["Meridian Wire"] == texts["Harbour Herald"] == f"{TEXT}\n\n{MORE}"
    assert texts["The Gazette"].endswith("say more of it.")
    assert found.audit.dropped == ()


@pytest.mark.parametrize("lines", [FACTIVA, CODED, NEXIS])
def test_lines_of_an_export_that_a_width_has_broken_are_no_sentences(tmp_path: Path, lines: list[str]) -> None:
    long = f"{TEXT} Four of them stayed until the evening, and the Minister of Trade left for the harbour at noon."
    broken = ["\n".join(textwrap.wrap(line.replace(TEXT, long), 70)) for line in lines]
    found = segment(read(put(tmp_path, {"export.txt": "\n\n".join(broken)})))
    told = [" ".join(text.split()) for text in found.texts]
    whole = segment(read(put(tmp_path / "whole", {"export.txt": "\n\n".join(lines).replace(TEXT, long)})))
    assert told == whole.texts
    assert long[len(TEXT) + 1 :] in told


def test_an_export_of_the_nexis_of_before(tmp_path: Path) -> None:
    broken = TEXT.replace(" ", "\n", 5).replace("\n", " ", 4)
    export = f"""
Download Request: Selected Items: 1-2

                               1 of 2 DOCUMENTS


                                  Harbour Herald

                            January 11, 2010 Monday
                                   Edition 1;
                                    Ireland

Envoys meet in Harbour
City

BYLINE: A. Writer

SECTION: NEWS; Pg. 3

LENGTH: 355 words


{broken}

{MORE}

LOAD-DATE: January 11, 2010

LANGUAGE: ENGLISH


                       Copyright 2010 Herald Ltd
                              All Rights Reserved

                               2 of 2 DOCUMENTS

                                  The Gazette

                            12 January 2010

LENGTH: 20 words

{MORE}
"""
    herald, gazette = sorted(read(put(tmp_path, {"export.txt": export})).documents, key=lambda d: str(d.published))
    assert (herald.outlet, herald.title, herald.published, herald.text) == (
        "Harbour Herald",
        "Envoys meet in Harbour City",
        "2010-01-11",
        f"{broken}\n\n{MORE}",
    )
    assert (gazette.outlet, gazette.title, gazette.published, gazette.text) == ("The Gazette", "", "2010-01-12", MORE)


def test_an_export_that_was_cut_off_keeps_its_last_article(tmp_path: Path) -> None:
    found = read(put(tmp_path, {"export.txt": "\n".join(NEXIS[:-3]), "other.txt": "\n".join(FACTIVA[:-3])}))
    assert {"Daily Post Online", "The Gazette"} <= {document.outlet for document in found.documents}


@pytest.mark.parametrize(("suffix", "written"), [("docx", in_word), ("rtf", in_rich_text)])
def test_an_article_of_a_word_processor(tmp_path: Path, suffix: str, written: Any) -> None:
    found = read(put(tmp_path, {f"Courier/talks.{suffix}": written(["Envoys meet", TEXT, "", MORE])}))
    document = only(found)
    assert (document.outlet, document.id, document.title) == ("Courier", "Courier/talks", "Envoys meet")
    assert document.text == f"{TEXT}\n\n{MORE}"


def test_the_title_of_a_document_is_known_by_its_style(tmp_path: Path) -> None:
    title = "Talks ended in the evening, officials said."
    document = only(read(put(tmp_path, {"a.docx": in_word([title, TEXT], style="Title")})))
    assert (document.title, document.text, document.provenance.fields["title"]) == (title, TEXT, "style")


def test_what_stands_in_tables_is_read_once(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = TEXT
    table.cell(1, 0).text, table.cell(1, 1).text = MORE, "Ministers left."
    out = io.BytesIO()
    document.save(out)
    assert only(read(put(tmp_path, {"a.docx": out.getvalue()}))).text == f"{TEXT}\n\n{MORE}\n\nMinisters left."


def test_files_of_word_processors_that_are_none_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {
        "ok.txt": TEXT,
        "a.docx": b"PK rubbish",
        "b.rtf": "no rich text",
        "c.docx": in_word([""]),
        "d.rtf": in_rich_text([TEXT]),
        "e.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }
    found = read(put(tmp_path, files))
    assert "expected a document of a word processor (DOCX)" in dropped_of(found, "a.docx").detail
    assert "expected rich text (RTF)" in dropped_of(found, "b.rtf").detail
    assert dropped_of(found, "c.docx").reason == "empty"
    assert "locked with a password" in dropped_of(found, "e.docx").detail
    monkeypatch.setattr("summarize.reading.word.MAX_UNPACKED_BYTES", 10)
    assert "unpacks to more than" in dropped_of(read(tmp_path), "c.docx").detail
    for library, file in (("docx", "a.docx"), ("striprtf.striprtf", "d.rtf")):
        monkeypatch.setitem(sys.modules, library, None)
        assert "which is not installed; run: pip install" in dropped_of(read(tmp_path), file).detail


def test_a_stream_may_be_a_file_of_a_word_processor() -> None:
    assert sniff(in_word([TEXT])) == ".docx"
    assert sniff(in_rich_text([TEXT])) == ".rtf"


# --- pages -----------------------------------------------------------------------------------------------------------

BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
COOKIES = "<div class='cc-window' role='dialog'><p>We use cookies to understand how readers use this site. Manage your choices.</p></div>"
MENU = (
    "<div class='menu'><ul>"
    + "".join(f"<li><a href='/{x}'>{x}</a></li>" for x in ("Home", "World", "Sport"))
    + "</ul></div>"
)
RELATED = "<div class='more'><h3>Related</h3><div><a href='/1'><p>Markets rise on hopes of an agreement in Harbour City</p></a></div><div><a href='/2'><p>Leaders gather in the capital for an emergency meeting</p></a></div></div>"
LETTER = "<div class='box'><h4>Morning briefing</h4><p>Sign up to our newsletter and never miss a story, it takes a minute.</p><input type='email'></div>"
FOOTER = "<div class='bottom'><p>© 2025 The Baltic Ledger. All rights reserved. Not to be reproduced without permission.</p></div>"
HEAD = "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Envoys meet | The Baltic Ledger</title></head><body>"
H1 = "<h1>Envoys meet</h1>"

PAGES = {
    "semantic": f"{HEAD}{COOKIES}<nav>{MENU}</nav><article>{H1}{BODY}<aside>{RELATED}</aside></article><footer>{FOOTER}</footer>",
    "divs": f"{HEAD}{COOKIES}{MENU}<div class='w'><div>{H1}<div class='t'>{BODY}{LETTER}</div>{RELATED}</div></div>{FOOTER}",
    "between": f"{HEAD}{COOKIES}{MENU}<main>{H1}<div>{BODY[: len(BODY) // 2].rpartition('<p>')[0]}{RELATED}{LETTER}"
    f"{'<p>' + BODY[: len(BODY) // 2].rpartition('<p>')[2] + BODY[len(BODY) // 2 :]}</div></main>{FOOTER}",
    "breaks": f"{HEAD}{COOKIES}<div id='content'>{H1}{'<br><br>'.join(PARAGRAPHS)}{RELATED}</div>{FOOTER}",
    "wall": f"{HEAD}{COOKIES}<article>{H1}<div class='subscriber-content subscription'>{BODY}</div><div class='promo'><p>Subscribe now for full access to all of our reporting.</p></div></article>{FOOTER}",
    "more": f"{HEAD}<article>{H1}{BODY.replace('</p>', '</p><p><a>Read more: Markets rise on hopes of an agreement</a></p>', 1)}<p>Follow us on social media for more.</p></article>",
    "captions": f"{HEAD}<article>{H1}<figure><img src='a'><figcaption>The palace where they met. Photo: Agency</figcaption></figure>{BODY}<p class='caption'>Guards outside the hall. Photo: Staff</p></article>",
    "posts": f"{HEAD}<main>{H1}{BODY.replace('<p>', '<div class=share><p>').replace('</p>', '</p></div>')}</main>",
    "modifiers": f"{HEAD}<div class='has-sidebar no-comments'>{H1}<div class='with-ads'>{BODY}</div></div>",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_text_of_a_page_is_the_article_and_nothing_else(tmp_path: Path, name: str) -> None:
    document = only(read(put(tmp_path, {"a.html": PAGES[name]})))
    assert document.text.split("\n") == list(PARAGRAPHS)
    assert (document.title, document.outlet, document.language) == ("Envoys meet", "The Baltic Ledger", "en")
    assert document.published is None


MESSY = "<title>Old bridge shut | Nordpost</title>"
LINKS = "<a href='/'>Home</a> <a href='/sport'>Sport</a>"


@pytest.mark.parametrize(
    "page",
    [
        f"<html><head>{MESSY}</head><body><div>{LINKS}</div><h2>Old bridge shut</h2><div>5 March 2025</div>{'<br><br>'.join(PARAGRAPHS)}</body></html>",
        f"<html><head>{MESSY}</head><body><table><tr><td>{LINKS}</td><td><b>Old bridge shut</b><br>5 March 2025<br>{'<br><br>'.join(PARAGRAPHS)}</td></tr></table></body></html>",
        f"<html><head>{MESSY}</head><body><h1>Nordpost</h1><p><a href='/'>Home</a></p><p>Old bridge shut</p><p>Von Erika Muster, 05.03.2025</p>{BODY}</body></html>",
        f"<head>{MESSY.replace(' | ', ' | Local | ')}<body>{LINKS}<p><b>Old bridge shut</b><p>5 March 2025<p>{'<p>'.join(PARAGRAPHS)}",
    ],
)
def test_a_page_without_order_gives_its_article(page: str, tmp_path: Path) -> None:
    document = only(read(put(tmp_path, {"a.html": page})))
    assert (document.title, document.outlet, document.published) == ("Old bridge shut", "Nordpost", "2025-03-05")
    assert document.text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("name", ["Nordpost/a.html", "Nordpost--a.html"])
def test_a_folder_or_a_file_name_says_the_outlet_before_the_title_of_a_page(tmp_path: Path, name: str) -> None:
    found = only(read(put(tmp_path, {name: f"{HEAD.replace('The Baltic Ledger', 'Local News')}{H1}{BODY}"})))
    assert (found.title, found.outlet) == ("Envoys meet", "Nordpost")


@pytest.mark.parametrize(
    ("section", "heading"),
    [
        ("<h2>Ukraine</h2>", "<h1>{}</h1>"),
        ("<span>Ukraine</span>", "<h2>What we know so far</h2><p>{}</p>"),
    ],
)
def test_a_headline_is_not_split_into_title_and_site(tmp_path: Path, section: str, heading: str) -> None:
    title = "Ukraine - What we know so far"
    body = f"{section}{heading.format(title)}{BODY}"
    found = only(
        read(put(tmp_path, {"a.html": f"<html><head><title>{title}</title></head><body>{body}</body></html>"}))
    )
    assert (found.title, found.outlet) == (title, "unknown outlet")


def test_words_that_are_linked_elsewhere_on_a_page_stay(tmp_path: Path) -> None:
    said = ("The talks", "“No comment.”", "Er trat zurück.", "“We will.”", "The reaction")
    links = "<a href='#1'>The talks</a> <a href='/r'>The reaction</a> <a href='/z'>Er trat zurück</a>"
    lines = f"<h2>{said[0]}</h2>{PARAGRAPHS[0]}<p>“<a href='/n'>No comment</a>.”</p><p>{said[2]}</p><div>{BODY}<a href='/w'>{said[3]}</a></div><h2><a href='/r'>{said[4]}</a></h2>{BODY}"
    page = f"<html><head><title>Bridge shut</title></head><body><nav>{links}</nav><article><h1>Bridge shut</h1>{lines}</article></body></html>"
    text = only(read(put(tmp_path, {"a.html": page}))).text.split("\n")
    assert [line for line in text if line in said] == list(said)


def test_a_line_with_another_day_than_that_of_publication_stays(tmp_path: Path) -> None:
    head = "<title>Bridge shut</title><meta property='article:published_time' content='{}T10:00:00Z'>"
    page = f"<html><head>{head}</head><body><article><h1>Bridge shut</h1><p>Brexit | 31 January 2020, 11:00</p>{BODY}</article></body></html>"
    days = {day: only(read(put(tmp_path / day, {"a.html": page.format(day)}))) for day in ("2020-01-31", "2020-02-03")}
    assert {day: (d.published or "")[:10] for day, d in days.items()} == {day: day for day in days}
    assert ["Brexit" in d.text for d in days.values()] == [False, True]


CONSENT = (
    "We and our 843 partners store and/or access information on a device, such as cookies, and process personal data for personalised advertising. "
    "With your permission we and our partners may use precise location data and identify you through device scanning. "
    "You may click to consent to our processing. Your choices will apply to this website alone, and you may change your preferences at any time."
)
PAID = "This article is for subscribers only. Subscribe now for 1 euro a month. Already a subscriber? Log in."


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.html", f"{HEAD}<main><h2>Your privacy</h2><p>{CONSENT}</p><p>{CONSENT}</p></main>", "consent page"),
        ("a.txt", CONSENT, "consent page"),
        ("a.html", f"{HEAD}<article>{H1}<div class='paywall'><p>{PAID}</p></div></article>", "paywall"),
        ("a.jsonl", json.dumps({"text": PAID}), "paywall"),
        (
            "a.txt",
            "Dieser Artikel ist nur für Abonnenten. Jetzt testen: 1 Euro im Monat. Bereits Abonnent? Hier anmelden.",
            "paywall",
        ),
        ("a.txt", "Este artículo es solo para suscriptores. ¿Ya eres suscriptor? Inicia sesión", "paywall"),
        ("a.txt", "Your privacy\nAccept all\nReject all\nManage preferences", "consent page"),
        ("a.txt", "To continue reading the whole story, log in or register for free.", "paywall"),
        (
            "a.txt",
            "Subscribe now for 1 euro a month.\nThis article is for subscribers only.\nAlready a subscriber? Log in.",
            "paywall",
        ),
        (
            "a.txt",
            "Log in to continue reading.\nSubscribe now for 1 euro a month.\nAlready registered? Sign in.",
            "paywall",
        ),
        ("a.txt", "Nous et nos 120 partenaires utilisons des cookies. Tout accepter. Tout refuser", "consent page"),
    ],
)
def test_pages_that_ask_for_consent_or_money_are_no_articles(
    name: str, content: str, reason: str, tmp_path: Path
) -> None:
    found = read(put(tmp_path, {"ok.txt": TEXT, name: content}))
    assert dropped_of(found, name).reason == reason


ARTICLES = (
    "The publisher lost a tenth of its subscribers. A subscription will cost 15 euros a month. It had asked readers to sign up.",
    "The court ruled that sites may not use cookies without consent. Privacy groups welcomed it. The case began in 2020.",
    "The regulator fined the company because its website uses cookies without consent. Users could accept all with one click, but to reject all they had to open another page. It will change its cookie settings.",
    "Flixo will crack down on password sharing. Subscribers who already have an account will pay 8 dollars a month more. Customers will be asked to sign in once a month. Users who do not log in will lose access. The free trial ends too.",
    "Residents can sign up for the new health insurance from Monday. To register for free they create an account with a password. About 2 million already have an account. Those who do can log in and cancel or change their offer until January.",
    "You can sign up for the new health insurance from Monday. Register for free with a password. If you already have an account, log in and change your offer until January.",
    "Users were asked to log in again and sign up for alerts after the breach of account data.",
    "Want to keep your privacy? Reject all cookies on sites you visit. Check the cookie settings in your browser.",
    "How do you cancel a streaming service before the price rises? Log in to your account and open your subscription. Choose your plan and press cancel. If you want to continue, subscribe now at the old price. To continue reading the terms, you can sign in at any time.",
)


def test_an_article_on_subscriptions_or_cookies_is_one(tmp_path: Path) -> None:
    found = read(put(tmp_path, {f"{i}.txt": text for i, text in enumerate(ARTICLES)}))
    assert [d.text for d in found.documents] == sorted(ARTICLES)
    assert not any(d.provenance.cut for d in found.documents)


@pytest.mark.parametrize(
    "last",
    [
        "The company said the price for subscribers will rise to 9.99 dollars in June.",
        "It has offers for 2,000 subscribers only, who log in at home.",
        "“You have to keep reading,” she told the pupils.",
        "He said: “This article is for subscribers only. Log in.”",
        "The newspaper removed the full article on Monday after the lawyers complained.",
        "Der Preis für Abonnenten steigt auf 12 Euro.",
        "Le président a tenu compte de l'offre, et il vous reste deux jours.",
        "Register now at the county office, or log in to the state's portal to check your status.",
        "Log in to your account and open your subscription.\nChoose your plan.\nTo continue reading the terms, you can sign in at any time.",
        "Your account stays yours\nThe plan will start at 5 dollars a month, and you can cancel any time.",
    ],
)
def test_the_last_paragraph_of_an_article_is_part_of_it(last: str, tmp_path: Path) -> None:
    page = f"{HEAD}<article>{H1}{BODY}{''.join(f'<p>{line}</p>' for line in last.splitlines())}</article>"
    document = only(read(put(tmp_path, {"a.html": page})))
    assert document.text.split("\n") == [*PARAGRAPHS, *last.splitlines()]
    assert not document.provenance.cut


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.html",
            f"{HEAD}<article>{H1}{BODY}<div><p>This article is for subscribers only.</p><p>€1 a month</p><p>Already a subscriber? Log in.</p></div></article>",
        ),
        (
            "a.json",
            json.dumps(
                {"articles": [{"source": {"name": "Wire"}, "content": "\n".join(PARAGRAPHS) + "… [+2143 chars]"}]}
            ),
        ),
        (
            "a.txt",
            "\n".join(
                (*PARAGRAPHS, "This article is for subscribers only.", "€1 a month", "Already a subscriber? Log in.")
            ),
        ),
        ("a.jsonl", json.dumps({"text": "\n".join((*PARAGRAPHS, PAID))})),
    ],
)
def test_a_text_that_was_cut_off_says_so(name: str, content: str, tmp_path: Path) -> None:
    document = only(read(put(tmp_path, {name: content})))
    assert document.provenance.cut
    assert "beginning of the article" in document.provenance.notes[0]
    assert document.text.removesuffix("…").split("\n") == list(PARAGRAPHS)


GUARDIAN = {
    "response": {
        "status": "ok",
        "results": [
            {"id": "world/1", "webTitle": "Talks", "webPublicationDate": "2025-02-18T14:05:00Z", "webUrl": "https://paper.example/1",
             "fields": {"bodyText": TEXT, "publication": "The Paper"}, "tags": [{"id": "world", "webUrl": "https://paper.example/world"}]},
            {"id": "world/2", "fields": {"trailText": "Talks"}, "webUrl": "https://paper.example/2"},
        ],
    }
}  # fmt: skip


@pytest.mark.parametrize("columns", [None, {"text": "fields.bodyText"}])
def test_the_answer_of_a_news_service_is_descended_into(columns: dict[str, str] | None, tmp_path: Path) -> None:
    found = read(put(tmp_path, {"answer.json": json.dumps(GUARDIAN, indent=1)}), columns=columns)
    document = only(found)
    assert (document.id, document.outlet, document.published) == ("world/1", "The Paper", "2025-02-18T14:05:00+00:00")
    assert document.title == "Talks"
    assert document.text == TEXT
    (dropped,) = found.audit.dropped
    assert dropped.where.endswith("answer.json, response.results[1]")
    if columns is None:
        assert "fetch the articles with summarize collect" in dropped.detail


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "ok", "articles": [{"source": {"id": None, "name": "Courier"}, "title": "Talks", "publishedAt": "2025-02-18T14:05:00Z", "content": TEXT, "urlToImage": "https://courier.example/a.jpg"}]},
        {"articles": {"page": 1, "results": [{"uri": "1", "lang": "eng", "date": "2025-02-18", "time": "14:05:00", "dateTimePub": "2025-02-18T14:05:00Z", "title": "Talks", "body": TEXT, "source": {"uri": "courier.example", "title": "Courier"}}]}},
        [{"title": "Talks", "hostname": "courier.example", "date": "2025-02-18T14:05:00Z", "source": "https://courier.example/1", "source-hostname": "Courier", "raw_text": "Talks", "text": TEXT, "filedate": "2026-01-01"}],
        {"stories": [{"stories_id": 7, "media_name": "Courier", "media_url": "https://courier.example", "publish_date": "2025-02-18T14:05:00Z", "title": "Talks", "story_text": TEXT}]},
        {"version": "https://jsonfeed.org/version/1.1", "title": "All news", "items": [{"id": "1", "title": "Talks", "content_text": TEXT, "source": "Courier", "date_published": "2025-02-18T14:05:00Z"}]},
    ],
    ids=["newsapi", "eventregistry", "trafilatura", "mediacloud", "jsonfeed"],
)  # fmt: skip
def test_the_exports_of_the_documentation_are_read(answer: object, tmp_path: Path) -> None:
    document = only(read(put(tmp_path, {"answer.json": json.dumps(answer)})))
    assert (document.outlet, document.title, document.text) == ("Courier", "Talks", TEXT)
    assert document.published == "2025-02-18T14:05:00+00:00"


def test_the_longest_list_that_holds_articles_is_the_answer(tmp_path: Path) -> None:
    articles = [{"id": f"{k}", "title": f"Talks, day {k}", "body": f"{TEXT} {k}"} for k in range(3)]
    answer = {"top": [articles[0]], "data": {"found": {"news": [{"count": 3}, {"page": 1}, *articles]}}}
    found = read(put(tmp_path, {"a.json": json.dumps(answer)}))
    assert [d.provenance.place for d in found.documents] == [f"data.found.news[{k}]" for k in (2, 3, 4)]


def test_objects_by_their_ids_are_articles_and_the_comments_on_a_link_are_none(tmp_path: Path) -> None:
    by_id = {"a": {"text": TEXT, "source": "Courier"}, "b": {"text": MORE, "source": "Post"}}
    link = {"title": "Talks", "url": "https://paper.example/1", "comments": [{"text": TEXT}, {"text": MORE}]}
    found = read(put(tmp_path, {"a.json": json.dumps(by_id), "b.json": json.dumps([link])}))
    assert {d.outlet: d.provenance.place for d in found.documents} == {"Courier": "a", "Post": "b"}
    (dropped,) = found.audit.dropped
    assert dropped.reason == "no text field"
    assert dropped.where.endswith("b.json, item 1")


@pytest.mark.parametrize(
    "beside",
    [
        {"paragraphs": [{"text": TEXT}, {"text": MORE}]},
        {"absatz": TEXT, "comments": [{"id": 1, "text": TEXT, "date": "2025-02-18"}]},
        {"absatz": TEXT, "author": {"name": "Jane Roe", "text": MORE}},
        {"absatz": TEXT, "meta": {"image": {"title": "Palace", "text": MORE}}},
    ],
    ids=["paragraphs", "comments", "author", "image"],
)
@pytest.mark.parametrize("head", [{"title": "Talks", "outlet": "Courier", "date": "2025-02-18"}, {"lid": 1}])
def test_what_stands_beside_an_article_is_none(
    head: dict[str, object], beside: dict[str, object], tmp_path: Path
) -> None:
    found = read(put(tmp_path, {"ok.txt": TEXT, "a.json": json.dumps(head | beside)}))
    assert len(found.documents) == 1
    assert dropped_of(found, "a.json").reason == "no text field"


def test_a_table_of_links_is_told_how_to_become_articles(tmp_path: Path) -> None:
    found = read(
        put(
            tmp_path,
            {"ok.txt": TEXT, "links.csv": "url,title,seendate\nhttps://paper.example/1,Talks,20250218T140500Z\n"},
        )
    )
    assert "fetch the articles with summarize collect --from FILE" in dropped_of(found, "links.csv").detail


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def test_an_archive_is_read_as_the_folder_that_was_packed(tmp_path: Path) -> None:
    inner = {
        "talks/courier/a.txt": TEXT.encode(), "talks/post--2025-02-18.md": MORE.encode(), "__MACOSX/talks/._a.txt": b"x",
        "talks/list.jsonl": lines_of([{"text": TEXT + MORE, "source": "Wire"}]).encode(), "talks/photo.jpg": b"\xff\xd8", "talks/again.zip": zipped(),
    }  # fmt: skip
    found = read(put(tmp_path, {"export.zip": zipped(**inner)}))
    assert {d.outlet: d.provenance.path for d in found.documents} == {
        "Courier": f"{tmp_path.as_posix()}/export.zip/talks/courier/a.txt",
        "Post": f"{tmp_path.as_posix()}/export.zip/talks/post--2025-02-18.md",
        "Wire": f"{tmp_path.as_posix()}/export.zip/talks/list.jsonl",
    }
    assert [(item.reason, item.where.rpartition("/")[2]) for item in found.audit.dropped] == [
        ("unknown format", "again.zip"),
        ("unknown format", "photo.jpg"),
    ]


def test_progress_within_an_archive_is_that_of_its_files(tmp_path: Path) -> None:
    row = lines_of([{"id": "a", "text": TEXT}]).encode()
    told: list[tuple[str, int, int]] = []
    read(
        put(tmp_path, {"a.zip": zipped(**{"a/a.jsonl": row, "b/b.jsonl": row * 2})}),
        progress=lambda *step: told.append(step),
    )
    assert [(done, total) for stage, done, total in told if "a.zip" in stage] == [(2, 2)]


def test_a_locked_file_of_an_archive_is_left_out(tmp_path: Path) -> None:
    locked = bytearray(zipped(**{"a.txt": TEXT.encode(), "b.txt": MORE.encode()}))
    for mark, behind in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + behind] |= 1
    found = read(put(tmp_path, {"z.zip": bytes(locked)}))
    assert [d.id for d in found.documents] == ["z/b"]
    assert "locked with a password" in dropped_of(found, "a.txt").detail


@pytest.mark.parametrize(
    ("content", "said"), [(b"PK\x03\x04 broken", "expected a ZIP archive"), (zipped(), "no files")]
)
def test_an_archive_that_holds_nothing_says_so(content: bytes, said: str, tmp_path: Path) -> None:
    assert said in dropped_of(read(put(tmp_path, {"ok.txt": TEXT, "a.zip": content})), "a.zip").detail


@pytest.mark.parametrize(
    ("name", "place"),
    [("Süddeutsche/a.txt", "Süddeutsche/a.txt"), ("Post\\a.txt", "Post/a.txt"), ("../Post/./a.txt", "Post/a.txt")],
)
def test_names_in_an_archive_are_those_of_who_packed_it(name: str, place: str, tmp_path: Path) -> None:
    unflagged = bytearray(zipped(**{f"talks/{name}": TEXT.encode(), "talks/Wire/b.txt": MORE.encode()}))
    for mark, behind in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        for start in re.finditer(mark, unflagged):
            unflagged[start.start() + behind] &= ~8
    found = read(put(tmp_path, {"a.zip": bytes(unflagged)}))
    assert {
        document.outlet: (document.provenance.path or "").partition("a.zip/talks/")[2] for document in found.documents
    } == {
        place.partition("/")[0]: place,
        "Wire": "Wire/b.txt",
    }


def test_a_folder_may_be_called_as_an_archive_is(tmp_path: Path) -> None:
    assert read(put(tmp_path / "export.zip", {"a.txt": TEXT})).documents


@pytest.mark.parametrize("seed", range(4))
def test_an_archive_with_flipped_bytes_raises_nothing(seed: int) -> None:
    whole, flip = zipped(**{"courier/é.txt": TEXT.encode(), "post/b.txt": MORE.encode()}), random.Random(seed)
    for _ in range(500):
        damaged = bytearray(whole)
        damaged[flip.randrange(len(whole))] = flip.randrange(256)
        list(read_bytes(bytes(damaged), Origin("a.zip", "a"), ".zip"))


@pytest.mark.parametrize(("name", "pack"), [("b.txt", bytes), ("b.txt.gz", gzip.compress)])
def test_an_archive_unpacks_to_no_more_than_is_sane(
    name: str, pack: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarize.reading.archives.MAX_UNPACKED_BYTES", 1_000)
    inner = {"a.txt": TEXT.encode(), name: pack(b"talks " * 1_000), "c.txt": TEXT.encode()}
    found = read(
        put(tmp_path, {"a.zip": zipped(**inner), "d.zip": zipped(**{"d.txt.gz": gzip.compress(MORE.encode())})})
    )
    assert [d.id for d in found.documents] == ["a/a", "d/d"]
    assert "unpacks to more than" in found.audit.dropped[0].detail


def test_markup_in_a_column_of_texts_is_taken_out(tmp_path: Path) -> None:
    row = {"content_html": "".join(f"<p class='a'>{p}</p>" for p in PARAGRAPHS)}
    document = only(read(put(tmp_path, {"a.jsonl": json.dumps(row)})))
    assert document.text.split("\n") == list(PARAGRAPHS)
    kept = only(read(put(tmp_path / "kept", {"a.jsonl": json.dumps({"text": row["content_html"]})})))
    assert kept.text == row["content_html"]


@pytest.mark.parametrize(
    "page",
    [
        f"{HEAD}{COOKIES}{MENU}{RELATED}{FOOTER}",
        "<html></html>",
        "<!-- nothing -->",
        f"{HEAD}<main><p>{TEXT[:40]} ... <a>Read more</a></p></main>",
    ],
)
def test_a_page_without_article_is_empty(tmp_path: Path, page: str) -> None:
    found = read(put(tmp_path, {"ok.txt": TEXT, "b.html": page}))
    assert dropped_of(found, "b.html").reason == "empty"


def ld(node: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def page_of(*head: str) -> str:
    return f"<html><head><title>Plain - Guessed Name</title>{''.join(head)}</head><body><article><h1>Plain</h1>{BODY}</article></body></html>"


OPEN_GRAPH = (
    "<meta property='og:title' content='Graph title'><meta property='article:published_time' content='2025-02-17T09:00:00Z'>"
    "<meta property='og:site_name' content='Graph Name'><meta property='og:url' content='https://graph.example/a'><meta property='og:locale' content='fr_FR'>"
)
DUBLIN = (
    "<meta name='DC.Title' content='Dublin title'><meta name='DC.date.issued' content='2025-02-16'>"
    "<meta name='dc.publisher' content='Dublin Name'><meta name='dcterms.language' content='de'>"
)
NODE = {
    "@type": "NewsArticle",
    "headline": "Linked &amp; clean",
    "datePublished": "2025-02-18T14:05:00+03:00",
    "publisher": {"@type": "Organization", "name": "Linked Name"},
    "url": "https://linked.example/a",
    "inLanguage": "es-ES",
}
LINKED = ("Linked & clean", "2025-02-18T14:05:00+03:00", "Linked Name", "https://linked.example/a", "es")


@pytest.mark.parametrize(
    ("head", "place", "expected"),
    [
        ((ld(NODE), OPEN_GRAPH, DUBLIN), "json-ld", LINKED),
        (
            (OPEN_GRAPH, DUBLIN),
            "opengraph",
            ("Graph title", "2025-02-17T09:00:00+00:00", "Graph Name", "https://graph.example/a", "fr"),
        ),
        ((DUBLIN,), "dublin core", ("Dublin title", "2025-02-16", "Dublin Name", "", "de")),
        ((), "heuristics", ("Plain", None, "Guessed Name", "", None)),
    ],
)
def test_metadata_comes_from_the_best_place(
    head: tuple[str, ...], place: str, expected: tuple[str | None, ...]
) -> None:
    document = only(from_stdin(page_of(*head)))
    assert (document.title, document.published, document.outlet, document.url, document.language) == expected
    assert document.provenance.fields["title"] == document.provenance.fields["outlet"] == place


@pytest.mark.parametrize(
    "linked",
    [
        {"@context": "x", "@graph": [{"@type": "WebSite", "name": "S"}, NODE]},
        [{"@type": "BreadcrumbList"}, NODE],
        {"@type": "WebPage", "mainEntity": NODE | {"@type": ["Thing", "ReportageNewsArticle"]}},
        NODE | {"publisher": [{"name": "Linked Name"}, {"name": "Other"}], "inLanguage": {"alternateName": "es"}},
        NODE
        | {
            "publisher": "Linked Name",
            "url": None,
            "mainEntityOfPage": {"@id": "https://linked.example/a"},
            "inLanguage": ["es"],
        },
        {
            "@graph": [
                {"@id": "#o", "@type": "Organization", "name": "Linked Name"},
                NODE | {"publisher": {"@id": "#o"}},
            ]
        },
        [NODE | {"headline": "Another story", "url": "https://linked.example/b"}, NODE],
    ],
)
def test_shapes_of_json_ld(linked: object) -> None:
    head = (ld(linked), "<link rel='canonical' href='https://linked.example/a'>")
    document = only(from_stdin(page_of(*head)))
    assert (document.title, document.published, document.outlet, document.url, document.language) == LINKED


@pytest.mark.parametrize("written", ["es_ES", "Spanish", {"@type": "Language", "name": "Spanish"}])
def test_a_page_says_its_language_in_every_form(written: object) -> None:
    assert only(from_stdin(page_of(ld(NODE | {"inLanguage": written})))).language == "es"


def test_a_language_that_is_none_gives_way_to_the_next_place() -> None:
    head = (ld(NODE | {"inLanguage": "default"}), "<meta property='og:locale' content='default'>", DUBLIN)
    document = only(from_stdin(page_of(*head)))
    assert (document.language, document.provenance.notes) == ("de", ())


def test_json_ld_as_systems_write_it() -> None:
    wrapped = f"<script type='application/ld+json; charset=utf-8'>\n//<![CDATA[\n{json.dumps(NODE)};\n//]]>\n</script>"
    assert only(from_stdin(page_of(wrapped))).outlet == "Linked Name"
    broken = "<script type='application/ld+json'>{oops</script>" + ld(
        {"@type": "NewsArticle", "publisher": {"@id": "#none"}}
    )
    assert only(from_stdin(page_of(broken, OPEN_GRAPH))).outlet == "Graph Name"
    loop = ld(
        {"@graph": [{"@id": "#a", "@type": "Organization", "x": 1, "name": []}, NODE | {"publisher": {"@id": "#a"}}]}
    )
    assert only(from_stdin(page_of(loop, OPEN_GRAPH))).outlet == "Graph Name"


def test_a_date_that_cannot_be_read_gives_way() -> None:
    document = only(from_stdin(page_of(ld(NODE | {"datePublished": "last week", "url": "/a"}), OPEN_GRAPH)))
    assert (document.published, document.url) == ("2025-02-17T09:00:00+00:00", "https://graph.example/a")


def test_an_article_that_stands_in_json_ld_alone() -> None:
    node = NODE | {"articleBody": "<p>" + "</p><p>".join(PARAGRAPHS) + "</p>"}
    document = only(from_stdin(f"<html><head>{ld(node)}</head><body>{COOKIES}<div id='app'></div></body></html>"))
    assert document.text == "\n".join(PARAGRAPHS)
    assert document.provenance.fields["text"] == "json-ld"


def test_the_charset_of_a_page_is_honoured(tmp_path: Path) -> None:
    page = f"<html lang='ru'><head><meta charset=windows-1251></head><body><article><p>{RUSSIAN}</p><p>{RUSSIAN}!</p></article></body></html>"
    xhtml = page.replace("<html", "<?xml version='1.0' encoding='koi8-r'?>\n<html", 1).replace("windows-1251", "koi8-r")
    found = read(put(tmp_path, {"a.htm": page.encode("cp1251"), "b.xhtml": xhtml.encode("koi8-r")}))
    assert {d.text for d in found.documents} == {f"{RUSSIAN}\n{RUSSIAN}!"}
    assert {d.language for d in found.documents} == {"ru"}
    assert any("read as cp1251, as the page declares" in note for note in found.audit.notes)


@pytest.mark.parametrize(
    ("title", "outlet", "expected"),
    [
        ("Talks - again – The Courier", "The Courier", "Talks - again"),
        ("Talks | thecourier", "The Courier", "Talks"),
        ("Talks | Analysis", "The Courier", "Talks | Analysis"),
        (" | The Courier", "The Courier", " | The Courier"),
        ("Talks", "", "Talks"),
    ],
)
def test_the_outlet_is_cut_off_the_title(title: str, outlet: str, expected: str) -> None:
    assert without_outlet(title, outlet) == expected


class Kept:
    """A memo in memory, whose values go through JSON as those on disk do."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str] = {}
        self.n_computed = 0

    def memo(self, stage: str, key: str, compute: Callable[[], Any]) -> Any:
        if (stage, key) not in self.values:
            self.n_computed += 1
            self.values[stage, key] = json.dumps(compute())
        return json.loads(self.values[stage, key])


def test_a_page_is_extracted_once(tmp_path: Path) -> None:
    kept = Kept()
    put(tmp_path, {"a.html": PAGES["divs"], "b.html": PAGES["divs"]})
    assert read(tmp_path, memo=kept).documents == read(tmp_path, memo=kept).documents == read(tmp_path).documents
    assert kept.n_computed == 1


def test_a_warm_run_imports_no_extractor(tmp_path: Path) -> None:
    kept = Kept()
    read(put(tmp_path, {"a.html": PAGES["divs"]}), memo=kept)
    value = next(iter(kept.values.values()))
    code = f"""
import json, sys
from summarize.reading import read
class Warm:
    def memo(self, stage, key, compute): return json.loads({value!r})
corpus = read({str(tmp_path)!r}, memo=Warm())
print(len(corpus.documents), [m for m in ("trafilatura", "lxml", "yaml", "pyarrow", "charset_normalizer") if m in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1 []"


# --- all of it -------------------------------------------------------------------------------------------------------


def test_every_format_has_a_reader_that_survives_rubbish(tmp_path: Path) -> None:
    put(tmp_path, {"ok.txt": TEXT})
    put(tmp_path, {f"rubbish{suffix}": "}{<<>>;,,\n\"'---" for suffix in FORMATS})
    found = read(tmp_path)
    assert "ok" in {d.id for d in found.documents}
    assert len(found.documents) + len(found.audit.dropped) >= 1 + len(FORMATS)


@given(
    st.dictionaries(
        st.sampled_from(["id", "text", "date", "source", "url", "language"]),
        st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.lists(st.text(), max_size=2)),
    )
)
@settings(deadline=None)
def test_any_row_is_read_or_dropped(row: dict[str, object]) -> None:
    found = from_stdin(f"{json.dumps({'id': 'ok', 'text': TEXT})}\n{json.dumps(row)}\n")
    assert len(found.documents) + len(found.audit.dropped) == 2


DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.mark.skipif(not DATA.exists(), reason="the development data is not on this machine")
@pytest.mark.parametrize("name", ["stories", "multiling.arabic", "wire_reuse"])
def test_real_tables_are_kept_to_the_character(name: str) -> None:
    for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")[:12]:
        if line:
            wanted = {document["id"]: document["text"] for document in json.loads(line)["documents"]}
            assert {d.id: d.text for d in from_stdin(line).documents} == wanted


TABLE_ROWS = (("Courier", TEXT), ("Ledger", MORE))


def _table(delimiter: str = ",", end: str = "\r\n") -> str:
    rows = [("Source Name", "Full Text"), *TABLE_ROWS]
    return end.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows) + end


@pytest.mark.parametrize(
    ("name", "content", "notes"),
    [
        ("a.csv", _table(end="\r").encode(), 0),
        ("a.csv", ("sep=;\r\n" + _table(";")).encode(), 0),
        ("a.csv", _table("\t").encode("utf-16-le"), 1),
        ("a.csv", _table("\t").encode("utf-16-be"), 1),
        ("a.csv", ("Report: the talks\r\nGenerated, 2025-02-19\r\n\r\n" + _table()).encode(), 1),
        ("a.txt", _table("\t").encode("utf-16"), 1),
    ],
)
def test_tables_as_programs_export_them(name: str, content: bytes, notes: int, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    found = read(tmp_path / name)
    assert sorted((d.outlet, d.text) for d in found.documents) == sorted(TABLE_ROWS)
    assert found.audit.dropped == ()
    assert len(found.audit.notes) == notes


def test_lines_are_counted_from_the_top_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Report: the talks\n\nsource,text\nCourier,too short\n" + f'Ledger,"{TEXT}"\n')
    found = read(tmp_path / "a.csv")
    assert [(item.reason, item.line) for item in found.audit.dropped] == [("too short", 4)]
    assert found.documents[0].provenance.line == 5


def test_what_is_no_path_is_refused_with_the_way_to_read_it() -> None:
    paths: Any = ["talks"]
    with pytest.raises(TypeError, match=r"one by one .* got list; records in memory are for Corpus\.from_records"):
        read(paths)
    for path in ("a\0b", "The talks ended on Tuesday. " * 200):
        with pytest.raises(InputError, match="cannot be looked at as a path") as caught:
            read(path)
        assert len(str(caught.value)) < 400
