from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import summarize as sm
from summarize.calendars import dated_head, dated_line, months_of, run_in_stop, short_months_of
from summarize.corpus import Corpus
from summarize.dates import parse_published
from summarize.furniture import is_furniture

if TYPE_CHECKING:
    from pathlib import Path

BODY = "The talks in the palace ended on Tuesday."


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Samedi 8 janvier 2005", "2005-01-08"),
        ("Samedi 1er janvier 2005", "2005-01-01"),
        ("السبت 8 يناير 2005", "2005-01-08"),
        ("الثلاثاء 10 يوليو/تموز 2007", "2007-07-10"),
        ("السبت 8 كانون الثاني 2005", "2005-01-08"),
        ("السبت 26 أذار 2005", "2005-03-26"),
        ("الأحد 26 كانون الاول 2004", "2004-12-26"),
        ("12 janv. 2026", "2026-01-12"),
        ("4. Dez. 2026", "2026-12-04"),
        ("12 ene. 2026", "2026-01-12"),
        ("Úterý, 12. července 2005", "2005-07-12"),
        ("Čtvrtek, 28. červenec 2005", "2005-07-28"),
        ("Τρίτη 12 Ιουλίου 2005", "2005-07-12"),
        ("יום שלישי, ה12 ביולי, 2005", "2005-07-12"),
        ("שבת, ה-1 לינואר, 2005", "2005-01-01"),
        ("मंगलवार, 12 जुलाई 2005", "2005-07-12"),
        ("शुक्रवार\u200b,मार्च २३,२००७", "2007-03-23"),
        ("бүгін", None),
        ("вторник, 12 июля 2005 года", "2005-07-12"),
        ("PARIS, 8 January 2005 (AFP)", "2005-01-08"),
        ("December 29, 2004", "2004-12-29"),
        ("Saturday, 8 January 2005, 14:05 GMT", "2005-01-08"),
        ("January 2005", None),
        ("8 January", None),
        ("30 February 2005", None),
        ("On 8 January 2005 talks began", None),
        ("Attacks of 8 January 2005", None),
        ("8 January 2005 to 9 February 2006", None),
        ("Marathon, 8 January 2005, results", None),
    ],
)
def test_a_line_that_holds_a_date_and_nothing_else_states_it(line: str, day: str | None) -> None:
    said = dated_line(line)
    assert (said and said.day) == day
    assert is_furniture(line) is (day is not None)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (f"Samedi 8 janvier 2005\n{BODY}", "Samedi 8 janvier 2005"),
        (f"\nAid for Aceh\n\n Tuesday, January 18, 2005 \n{BODY}", "Tuesday, January 18, 2005"),
        (f"Saturday, March 26, 2005 {BODY}", "Saturday, March 26, 2005"),
        (f"Aid for Aceh\nTuesday, January 18, 2005{BODY}", "Tuesday, January 18, 2005"),
        ("السبت 26 أذار 2005 ، بدأت المحادثات.", "السبت 26 أذار 2005"),
        ("الثلاثاء 18 يناير، 2005 ومن المقرر أن تبدأ المحادثات.", "الثلاثاء 18 يناير، 2005"),
        (f"By Max Muster, 6 March 2025\n{BODY}", "By Max Muster, 6 March 2025"),
        (f"Aid for Aceh\nPaper Post | 06.03.2025, 14:30 Uhr\n{BODY}", "Paper Post | 06.03.2025, 14:30 Uhr"),
        (f"Aid for Aceh\nVon Erika Muster\n2025-03-06\n{BODY}", "2025-03-06"),
        (f"By Max Muster | March 6, 2025 | 3 min read\n{BODY}", "By Max Muster | March 6, 2025 | 3 min read"),
        (f"Thursday, March 6, 2025 at 10:15 AM EST\n{BODY}", "Thursday, March 6, 2025 at 10:15 AM EST"),
        (f"Updated: March 6, 2025\n{BODY}", "Updated: March 6, 2025"),
        (f"Aid for Aceh\nPaper Post, published 6 March 2025\n{BODY}", "Paper Post, published 6 March 2025"),
        # A headline with the day of an event.
        (f"World Cup Final, 18 December 2022\n{BODY}", None),
        (f"Attack On Israel: 7 October 2023\n{BODY}", None),
        (f"Trump Meets Putin – 15 August 2025\n{BODY}", None),
        (f"Gaza Ceasefire | January 19, 2025\n{BODY}", None),
        # In a sentence, below a sentence, below two lines, under nothing.
        (f"On 8 January 2005 talks began.\n{BODY}", None),
        (f"Saturday, March 26, 2005, was a good day. {BODY}", None),
        (f"Saturday, March 26, 2005 was a good day. {BODY}", None),
        (f"March 26, 2005 Up to four times as many. {BODY}", None),
        (f"{BODY}\nMarch 26, 2005\n{BODY}", None),
        (f"Talks began in Riyadh, 18 February 2025\n{BODY}", None),
        (f"Aid for Aceh\nThe quake struck at 5:10 a.m., 8 January 2005\n{BODY}", None),
        (f"Aid for Aceh\nFrom our reporter\nMarch 26, 2005\n{BODY}", None),
        ("Saturday, March 26, 2005\n", None),
    ],
)
def test_a_text_begins_with_its_date(text: str, written: str | None) -> None:
    head = dated_head(text)
    assert (head and text[head.start : head.stop]) == written


def test_the_date_at_the_head_of_a_text_dates_it_where_nothing_else_does() -> None:
    text = f"Samedi 8 janvier 2005\n{BODY}"
    records = [
        {"id": "1", "text": text},
        {"id": "2", "text": text, "date": "2005-01-09"},
        {"id": "3", "text": text, "date": "lately"},
        {"id": "4", "text": f"Jeudi 8 janvier 2005\n{BODY}"},
    ]
    documents = {document.id: document for document in Corpus.from_records(records).documents}
    assert [documents[i].published for i in "1234"] == ["2005-01-08", "2005-01-09", "2005-01-08", None]
    assert documents["1"].provenance.fields["published"] == "the head of the text"
    assert documents["1"].text == text
    assert "'Jeudi 8 janvier 2005' at the head of the text was left out" in documents["4"].provenance.notes[0]


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"Samedi 8 janvier 2005\n\n{BODY}", "", BODY),
        (f"Samedi 8 janvier 2005\n\nTalks end\n\n{BODY}", "Talks end", BODY),
        (f"Talks end\n\nSamedi 8 janvier 2005\n\n{BODY}", "Talks end", f"Samedi 8 janvier 2005\n\n{BODY}"),
    ],
)
def test_a_date_is_no_headline_of_a_text_file_and_goes_before_the_name_of_the_file(
    tmp_path: Path, text: str, title: str, body: str
) -> None:
    (tmp_path / "2005-02-01 courier--talks.txt").write_text(text, encoding="utf-8")
    (document,) = sm.read(tmp_path).documents
    assert (document.title, document.text, document.published) == (title, body, "2005-01-08")


def test_a_date_whose_weekday_is_another_stays_in_the_text_and_is_told_of(tmp_path: Path) -> None:
    text = f"Jeudi 8 janvier 2005\n\n{BODY}"
    (tmp_path / "talks.txt").write_text(text, encoding="utf-8")
    (document,) = sm.read(tmp_path).documents
    assert (document.text, document.published) == (text, None)
    assert any("'Jeudi 8 janvier 2005'" in note for note in document.provenance.notes)


def test_months_are_known_cut_short_and_without_accents() -> None:
    # In small letters "Μαΐου" is two marks longer, and in capitals it has no accent.
    assert {months_of("el")[written.casefold()] for written in ("Μαΐου", "ΜΑΙΟΥ")} == {5}
    assert "may" in short_months_of("es")
    assert "mar" not in months_of("es")


def test_what_runs_into_the_text_is_a_dateline_and_dates_are_read_wherever_they_stand() -> None:
    assert run_in_stop("Saturday, March 26, 2005 Up to four") == 25
    assert run_in_stop("March 26, 2005 Up to four") == 0
    assert parse_published("Τρίτη, 12 Ιουλίου 2005") == "2005-07-12"
