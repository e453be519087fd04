"""PDF: lines into paragraphs, columns in their order, without what runs along the edges; and what is none."""

from __future__ import annotations

import io
import sys
import textwrap
from base64 import b85decode
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summarize.comparison.clocks import clocks_of
from summarize.corpus import Corpus
from summarize.reading import read
from summarize.reading.formats import sniff
from summarize.reading.pdf.glyphs import Line, _as_read
from summarize.reading.pdf.layout import blocks_in_order

from .test_reading import FACTIVA, MORE, NEXIS, PARAGRAPHS, TEXT, dropped_of, from_stdin, only, put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.corpus import Document

    #: Left, distance from above, size of type, words.
    Drawn = tuple[float, float, float, str]

pytest.importorskip("pypdfium2")

WIDTH, HEIGHT = 600, 800
TITLE = "Envoys meet in Harbour City"
#: Two and a half points of Helvetica's letters to five of its size: a line of so many letters is about as wide as its column.
LETTER = 0.5


def pdf(
    *pages: Sequence[Drawn],
    turned: int = 0,
    matrix: str = "1 0 0 1 0 0",
    box: str = "",
    info: dict[str, str] | None = None,
) -> bytes:
    """Write a PDF by hand: Helvetica, one object a line of text."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for drawn in pages:
        shown = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {left} {HEIGHT - top} Tm ({_escaped(words)}) Tj ET\n"
            for left, top, size, words in drawn
        )
        content = f"q {matrix} cm\n{shown}Q\n"
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}endstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box or f'0 0 {WIDTH} {HEIGHT}'}] /Rotate {turned} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append("<< " + " ".join(f"/{name} ({_escaped(value)})" for name, value in (info or {}).items()) + " >>")
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{each}\nendobj\n".encode("cp1252"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{place:010} 00000 n \n".encode() for place in places))
    out.write(
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out.getvalue()


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def column(
    paragraphs: Sequence[str],
    *,
    left: float = 50,
    top: float = 100,
    width: float = 500,
    indent: float = 0,
    gap: float = 0,
) -> list[Drawn]:
    """Paragraphs broken into lines of 10 points, 12 from one to the next."""
    drawn: list[Drawn] = []
    for words in paragraphs:
        for i, line in enumerate(textwrap.wrap(words, int(width / (10 * LETTER)), break_on_hyphens=False)):
            drawn.append((left + (0 if i else indent), top, 10, line))
            top += 12
        top += gap
    return drawn


def read_one(tmp_path: Path, data: bytes, **named: Any) -> Document:
    return only(read(put(tmp_path, {"Courier/a.pdf": data}), **named))


@pytest.mark.parametrize("spaced", [{"gap": 8}, {"indent": 12}])
def test_lines_are_joined_into_paragraphs(tmp_path: Path, spaced: dict[str, float]) -> None:
    document = read_one(tmp_path, pdf([(50, 60, 20, TITLE), *column(PARAGRAPHS, width=220, **spaced)]))
    assert (document.title, document.text.split("\n\n")) == (TITLE, list(PARAGRAPHS))
    assert (document.outlet, document.id, document.provenance.reader) == ("Courier", "Courier/a", "pdf")
    assert document.provenance.fields["title"] == "largest type on the first page"


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    title = "A headline over both of the columns"
    columns = [
        column(PARAGRAPHS[:2], width=240, gap=8),
        column(PARAGRAPHS[2:], left=310, width=240, gap=8),
    ]
    # Drawn row by row, as some programs do.
    rows = sorted((line for lines in columns for line in lines), key=lambda line: (line[1], line[0]))
    document = read_one(tmp_path, pdf([(50, 60, 20, title), *rows]))
    assert document.text.split("\n\n") == list(PARAGRAPHS)


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page(tmp_path: Path) -> None:
    lines = column([" ".join(PARAGRAPHS)], width=240)
    third = len(lines) // 3
    moved: list[list[Drawn]] = [
        lines[:third],
        [(310, line[1] - 12 * third, line[2], line[3]) for line in lines[third : 2 * third]],
        [(50, line[1] - 24 * third, line[2], line[3]) for line in lines[2 * third :]],
    ]
    document = read_one(tmp_path, pdf([*moved[0], *moved[1]], moved[2]))
    assert document.text == " ".join(PARAGRAPHS)


def test_hyphens_of_the_printer_go_and_those_of_words_stay(tmp_path: Path) -> None:
    drawn = column(
        [
            "The delegation met. A delega-",
            "tion of ministers, some of them well-",
            "known, and a five-",
            "year plan of the Anglo-",
            "Irish council; the co-operation of long, co-",
            "operation of many, said the min-",
            "isters after talks of the govern-",
            "ments that were led by envoys. So it went.",
        ],
        width=500,
    )
    text = read_one(tmp_path, pdf(drawn)).text
    assert " ".join(text.split()) == (
        "The delegation met. A delegation of ministers, some of them well-known, and a five-year plan of the Anglo-Irish council; the "
        "co-operation of long, co-operation of many, said the ministers after talks of the governments that were led by envoys. So it went."
    )


def test_soft_hyphens_are_undone(tmp_path: Path) -> None:
    text = read_one(tmp_path, pdf(column(["The ministers met in the har\xad", "bour, and they agreed there."]))).text
    assert text == "The ministers met in the harbour, and they agreed there."


def test_running_heads_feet_and_numbers_are_left_out(tmp_path: Path) -> None:
    pages: list[list[Drawn]] = [
        [
            (50, 30, 10, f"{number} The Courier"),
            (50, 780, 10, "Clippings for members"),
            (500, 780, 10, f"Page {number} of 3"),
            *column(PARAGRAPHS[number - 1 : number], width=220),
        ]
        for number in (1, 2, 3)
    ]
    assert read_one(tmp_path, pdf(*pages)).text.split("\n\n") == list(PARAGRAPHS[:3])


def test_what_a_browser_prints_around_a_page_gives_its_address(tmp_path: Path) -> None:
    printed = [
        (20, 20, 8, "2/19/25, 7:12 AM"),
        (200, 20, 8, f"{TITLE} | The Courier"),
        (20, 790, 8, "https://courier.example/talks"),
        (560, 790, 8, "1/1"),
    ]
    data = pdf(
        [*printed, (50, 60, 20, TITLE), *column(PARAGRAPHS, gap=8)],
        info={
            "Title": f"{TITLE} | The Courier",
            "Creator": "Mozilla/5.0",
            "CreationDate": "D:20250219071200Z",
        },
    )
    document = only(read(put(tmp_path, {"a.pdf": data})))
    assert (document.title, document.url, document.outlet) == (
        TITLE,
        "https://courier.example/talks",
        "courier.example",
    )
    assert document.text.split("\n\n") == list(PARAGRAPHS)
    assert document.published is None
    assert "says nothing of when it was published" in document.provenance.notes[0]


def test_small_print_at_the_edge_of_one_page_is_left_out(tmp_path: Path) -> None:
    edges = [(50, 30, 7, "THE COURIER Late edition"), (50, 780, 7, "Clippings for members")]
    assert read_one(tmp_path, pdf([*edges, *column(PARAGRAPHS, gap=8)])).text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Microsoft Word - draft3.doc", "printed"),
        ("envoys.indd", "printed"),
        ("Untitled", "printed"),
        ("An editor wrote this one", "own"),
    ],
)
def test_the_title_of_a_document_is_taken_where_it_is_a_headline(tmp_path: Path, title: str, expected: str) -> None:
    document = read_one(tmp_path, pdf([(50, 60, 20, TITLE), *column(PARAGRAPHS, gap=8)], info={"Title": title}))
    assert document.title == (TITLE if expected == "printed" else title)


def test_a_headline_of_several_lines_below_the_name_of_a_paper(tmp_path: Path) -> None:
    drawn = [
        (50, 60, 40, "GAZETTE"),
        (50, 100, 20, "Envoys of two governments meet"),
        (50, 124, 20, "in Harbour City on Tuesday"),
    ]
    document = read_one(tmp_path, pdf([*drawn, *column(PARAGRAPHS, top=160, gap=8)]))
    assert document.title == "Envoys of two governments meet in Harbour City on Tuesday"


def test_lines_of_the_documents_own_title_may_be_of_two_sizes(tmp_path: Path) -> None:
    drawn = [(50, 60, 24, "Envoys of two governments meet"), (50, 90, 18, "in Harbour City on Tuesday")]
    headline = "Envoys of two governments meet in Harbour City on Tuesday"
    data = pdf([*drawn, *column(PARAGRAPHS, top=160, gap=8)], info={"Title": f"{headline} | The Courier"})
    document = read_one(tmp_path, data)
    assert (document.title, document.text.split("\n\n")) == (headline, list(PARAGRAPHS))


def test_a_date_stands_beside_the_headline_or_is_that_of_the_file(tmp_path: Path) -> None:
    drawn = [(50, 60, 20, TITLE), *column(PARAGRAPHS, top=120, gap=8)]
    made = {"CreationDate": "D:20250219071200Z"}
    dated = read_one(tmp_path, pdf([*drawn, (50, 90, 10, "Published: 18 February 2025")], info=made))
    assert (dated.published, dated.provenance.fields["published"]) == ("2025-02-18", "a line of its own")
    assert "Published" not in dated.text
    undated = read_one(tmp_path, pdf(drawn, info=made))
    assert (undated.published, undated.provenance.fields["published"]) == (
        "2025-02-19",
        "day on which the PDF was made",
    )
    assert "orders nothing in the timeline" in undated.provenance.notes[0]
    told, none = (clocks_of(Corpus((each,)))[0].dated for each in (dated, undated))
    assert (told, none) == (True, False)
    byline = read_one(tmp_path, pdf([*drawn, (50, 90, 10, "Paper Post | 18 February 2025")], info=made))
    assert (byline.published, byline.provenance.fields["published"]) == ("2025-02-18", "a line of its own")
    edge = read_one(tmp_path, pdf([*drawn, (50, 25, 7, "Tuesday, 18 February 2025")], info=made))
    assert (edge.published, edge.provenance.fields["published"]) == ("2025-02-18", "edge of the page")


@pytest.mark.parametrize(
    ("turned", "matrix", "box"),
    [
        (90, f"0 1 -1 0 {HEIGHT} 0", f"0 0 {HEIGHT} {WIDTH}"),
        (180, f"-1 0 0 -1 {WIDTH} {HEIGHT}", ""),
        (270, f"0 -1 1 0 0 {WIDTH}", f"0 0 {HEIGHT} {WIDTH}"),
    ],
)
def test_turned_pages_are_read_as_they_are_seen(tmp_path: Path, turned: int, matrix: str, box: str) -> None:
    drawn = [(50, 60, 20, TITLE), *column(PARAGRAPHS, gap=8)]
    document = read_one(tmp_path, pdf(drawn, turned=turned, matrix=matrix, box=box))
    assert (document.title, document.text.split("\n\n")) == (TITLE, list(PARAGRAPHS))


def test_what_stands_on_end_is_left_out(tmp_path: Path) -> None:
    data = pdf(column(PARAGRAPHS, gap=8)).replace(b"1 0 0 1 50 700 Tm", b"0 1 -1 0 50 700 Tm", 1)
    assert TEXT not in read_one(tmp_path, data).text


@pytest.mark.parametrize("seen", [False, True])
def test_what_is_read_from_the_right_is_read_by_its_place(seen: bool) -> None:
    # As files hold it: as it is read, or as it is seen from left to right, words alike.
    words = "في 18.5 فبراير."
    order = list(range(len(words)))
    if seen:
        order.reverse()
    places: dict[int, tuple[float, float]] = {}
    right = 100.0
    for i in (0, 1, 2, 6, 5, 4, 3, *range(7, len(words))):
        places[i] = (right - 5, right)
        right -= 5
    letters = [words[i] for i in order if words[i] != " "]
    assert "".join(_as_read(letters, [places[i] for i in order if words[i] != " "], 2)) == words


def test_letters_of_arabic_are_joined_to_words(tmp_path: Path) -> None:
    # Printed by Chromium, in a font that does not say how high its letters are and draws some far below others.
    document = read_one(tmp_path, Path(__file__).with_name("arabic.pdf").read_bytes())
    assert (
        document.text == "النظر في المحادثات البريطانية: يجري الحديث عن فريق من 25-40 رجلا، وقال الفريق إنه يأمل خيرا."
    )


@pytest.mark.parametrize(
    ("words", "seen"),
    [("ב-28 בני", "ינב 28-ב"), ("من 25-40 في", "يف 40-25 نم")],
)
def test_a_hyphen_of_hebrew_stands_before_its_figure_and_of_arabic_between_two(words: str, seen: str) -> None:
    places = [(5.0 * i, 5.0 * i + 5) for i in range(len(seen))]
    assert "".join(_as_read(seen, places, 10)) == words


def test_a_list_above_a_table_is_read_before_it(tmp_path: Path) -> None:
    head = column(["What they agreed on, in a line across the page, before the list and the table below it."])
    points = column(["To meet again within two weeks.", "To name no place for it."], left=90, top=140, gap=10)
    cells: list[Drawn] = [(50, 200, 10, "Met"), (120, 200, 10, "84"), (50, 220, 10, "Left"), (120, 220, 10, "202")]
    text = read_one(tmp_path, pdf([*head, *points, *cells])).text
    assert text.index("To name no place") < text.index("Met") < text.index("202")


@pytest.mark.parametrize("export", [NEXIS, FACTIVA])
def test_an_export_of_a_press_database_is_divided(tmp_path: Path, export: list[str]) -> None:
    data = pdf(column(export, gap=8))
    in_pdf = read(put(tmp_path, {"a.pdf": data})).documents
    in_text = read(put(tmp_path / "text", {"a.txt": "\n\n".join(export)}) / "a.txt").documents
    facts = [(d.outlet, d.title, d.published, d.text) for d in in_text]
    assert [(d.outlet, d.title, d.published, d.text) for d in in_pdf if d.provenance.reader == "pdf"] == facts


#: A page of three words, locked with a password.
LOCKED = b85decode(
    "B~V00Eio=L3MJy>&(jJqATS_rVrmLJJPI#Ra&KgHV`Xw6JYqIEV`DdCGd46n3O+sxWo~3|VrmL9ATS_rVrmLJJPI#Vd2nSQFHm7;WpfHILvM9%"
    "bRaPbFH31;b0AwFG$1e_QXpLlK0XR%Ze(v_Y6>$TFd%PYY6?6&3NKW7aAhDbLt%7bY;R`@FHm7;Wpf}hATS_O3O+sxWo~3|VrmLBATS_rVrmLJ"
    "JPI#Vd2nSQFHm7;WeP7+Wpi(Ja${w4AUr$@K0XRBO=V<hVM1?sAX^|XE-)Z4E-)Z5Ffbr7Ffbrp3NKJ$a%FCGATl5@AW{lGJ_==SWN%_>3N;`w"
    "Aa7!73OqatFIFHi3NKP1G72wDWo~D5XdpB&3NKI~G%`6fIW{*kIWh__MrmwxWpW@dQ*>c&WMOh-3NKF}JY_XuIAk(5I5%QsIb<+nW@b4wHexqn"
    "V>LBqH8C(aF=S(AFk~??HZ?UgV>DuBV`4C2HDxq3HfA<CWnnZpVLl2kRUkYwFk)jfVmC54GBz|ZFg0N}Hf1zoWM(%qWj11AV=y*iG&wnCH)LTm"
    "I5s$8Win+lH#s$8WnnR6W;Qf5Fk@mq3O+sxWo~3|VrmL_a%E-;Fd#MxFfcGMFfcGMFfbrCH8nFeAZ8#6FfcGMFfcGMF*P7CFfcGMAZ{QEFfcGM"
    "FfcGMH8~(KFfcGMAZ{QEFfcGMFfcGNF*qPFFfcGMAZ{QEFfcGMFfcGNHa8$JFfcGMAZ{QEFfcGMFfcGOHZdSDFfcGMAZ{QEbaG*7Y-Mr^JUj|7"
    "Q)zl-AT|mwQg3f`ATuB^AW{l1Np5CuATb~?AW{l1Nkkx9AUt9)H85m2IWT2rGBIRfF=j9~Wn*J8GBh(aF*svoH#R;XJYq04Fl0D6FlA;kF=Sye"
    "W-vEpV`DKgG&40ZIAdiuHa;L-3NJ-&V{&<LbRab#Fd$M2K0XR_bYXIIcyeWC3N$x03MC~)Peuv"
)


def test_what_cannot_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {
        "ok.pdf": pdf(column(PARAGRAPHS)),
        "scan.pdf": pdf([], []),
        "some.pdf": pdf(column(PARAGRAPHS), []),
        "broken.pdf": b"%PDF-1.7 and no more",
        "locked.pdf": LOCKED,
        "edges.pdf": pdf([(50, 30, 10, "The Courier of Harbour City")], [(50, 30, 10, "The Courier of Harbour City")]),
        "named.txt": pdf(column(PARAGRAPHS)),
    }
    found = read(put(tmp_path, files))
    assert dropped_of(found, "scan.pdf").reason == "unreadable"
    assert "found 2 pages without any, as a scanner makes them" in dropped_of(found, "scan.pdf").detail
    assert "ocrmypdf" in dropped_of(found, "scan.pdf").detail
    assert dropped_of(found, "broken.pdf").reason == "unparsable"
    assert "expected a PDF, found: " in dropped_of(found, "broken.pdf").detail
    assert "locked with a password" in dropped_of(found, "locked.pdf").detail
    assert dropped_of(found, "edges.pdf").reason == "empty"
    assert "rename it to .pdf" in dropped_of(found, "named.txt").detail
    (note,) = [note for note in found.audit.notes if "some.pdf" in note]
    assert "1 page holds no text, of 2" in note
    monkeypatch.setattr("summarize.reading.pdf.reader.MAX_PAGES", 1)
    assert "it has 2 pages, at most 1 are read" in dropped_of(read(tmp_path), "scan.pdf").detail
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert (
        "which is not installed; run: pip install pypdfium2"
        in dropped_of(read(tmp_path, put(tmp_path, {"a.txt": TEXT})), "ok.pdf").detail
    )


def test_a_stream_may_be_a_pdf() -> None:
    data = pdf([(50, 60, 20, TITLE), *column([TEXT, MORE], gap=8)])
    assert sniff(data) == ".pdf"
    assert only(from_stdin(data)).text == f"{TEXT}\n\n{MORE}"


def test_pages_are_read_once_and_the_text_is_the_same_every_time(tmp_path: Path) -> None:
    kept: dict[str, Any] = {}

    class Memo:
        def memo(self, stage: str, key: str, compute: Any) -> Any:
            return kept.setdefault(f"{stage} {key}", compute())

    data = pdf([(50, 60, 20, TITLE), *column(PARAGRAPHS, gap=8)])
    assert read_one(tmp_path, data, memo=Memo()) == read_one(tmp_path, data, memo=Memo()) == read_one(tmp_path, data)
    assert len(kept) == 1


def test_many_pages_say_how_far_reading_has_come(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    put(tmp_path, {"a.pdf": pdf(*[column(PARAGRAPHS)] * 3)})
    read(tmp_path, progress=lambda stage, done, of: told.append((stage, done, of)))
    assert [(done, of) for stage, done, of in told if stage.endswith("a.pdf")] == [(1, 3), (2, 3), (3, 3)]


def test_a_page_of_very_many_blocks_keeps_its_own_order() -> None:
    cells = [
        Line(f"{row} {column}", 40 * column, 40 * column + 30, 16 * row, 16 * row + 8)
        for row in range(40)
        for column in range(12)
    ]
    assert [block.lines[0].text for block in blocks_in_order(cells)] == [cell.text for cell in cells]
