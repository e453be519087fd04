"""Figures: quantities read from text, what counts the same, conflicts and their labels."""

from __future__ import annotations

import tomllib
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import summarize as sm
from summarize.cache import NoCache
from summarize.comparison.alignment.finding import find_alignments
from summarize.comparison.alignment.values import Alignments
from summarize.comparison.claims import Claim, Claims, find_claims
from summarize.comparison.figures.context import counted_in, counted_of, likeness
from summarize.comparison.figures.exclusion import exclusive, held_apart, of_one_person, one_grown_age
from summarize.comparison.figures.names import called
from summarize.comparison.figures.numbers import value_of_digits
from summarize.comparison.figures.quantities import quantities_in
from summarize.comparison.figures.view import find_figures
from summarize.comparison.opposition import telling_apart
from summarize.comparison.voices.lexicon import lexicon_of
from summarize.comparison.voices.reports import is_source, reports_in
from summarize.corpus import Corpus, Embeddings
from summarize.embedding import embed
from summarize.embedding.models import DEFAULT
from summarize.segmentation import segment

from .conftest import CORPORA, SHARED, SmallEncoder

if TYPE_CHECKING:
    from summarize.comparison.figures.values import Figures, Label

EXPECTED = tomllib.loads((Path(__file__).parent / "riyadh_talks.toml").read_text(encoding="utf-8"))


def read(text: str, language: str = "en") -> list[tuple[str, float, float, str, str | None]]:
    return [
        (text[q.start : q.stop], q.low, q.high, q.unit, text[slice(*q.counted)] if q.counted else None)
        for q in quantities_in(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eight heads of government sat down.", ("Eight", 8, 8, "count", "heads")),
        ("Leaders of ten European countries met.", ("ten", 10, 10, "count", "countries")),
        ("It names 12 current or former world leaders.", ("12", 12, 12, "count", "leaders")),
        ("He led five mostly good and usually fine teams.", ("five", 5, 5, "count", "teams")),
        ("It names 12 French and German soldiers.", ("12", 12, 12, "count", "soldiers")),
        ("The bomb killed 3 Sunday and police fled.", ("3", 3, 3, "count", "killed")),
        ("They met for four and a half hours.", ("four and a half hours", 16200, 16200, "second", None)),
        ("It lasted more than four hours.", ("four hours", 14400, inf, "second", None)),
        ("They spoke for about ninety minutes.", ("ninety minutes", 4860, 5940, "second", None)),
        ("At least two dozen boats sank.", ("two dozen", 24, inf, "count", "boats")),
        ("It went off, wounding at least 90, officials said.", ("90", 90, inf, "count", "wounding")),
        ("Between 4 and 6 people were hurt.", ("4 and 6", 4, 6, "count", "people")),
        ("Some 10-12 cars burned.", ("10-12", 9, 13.2, "count", "cars")),
        ("Half a million people marched.", ("Half a million", 5e5, 5e5, "count", "people")),
        ("Two hundred and fifty-one passengers flew.", ("Two hundred and fifty-one", 251, 251, "count", "passengers")),
        ("The fund holds $10.2 billion.", ("$10.2 billion", 1.02e10, 1.02e10, "USD", None)),
        ("It costs $2-3 million.", ("$2-3 million", 2e6, 3e6, "USD", None)),
        ("It costs two million euros.", ("two million euros", 2e6, 2e6, "EUR", None)),
        ("Shares fell 12.5 per cent.", ("12.5 per cent", 12.5, 12.5, "percent", None)),
        ("Of them 40% of voters agree.", ("40%", 40, 40, "percent", "voters")),
        ("It flew 1,700 miles.", ("1,700 miles", 1700 * 1609.344, 1700 * 1609.344, "metre", None)),
        ("The 43-year-old man left.", ("43-year-old", 43, 43, "year of age", None)),
        ("One worker was injured.", ("One", 1, 1, "count", "worker")),
        ("Up to 100 barges wait.", ("100", 0, 100, "count", "barges")),
        ("The boy fell down the 40m dry well.", ("40m", 40, 40, "metre", None)),
        ("They had put the well at a depth of 40m.", ("40m", 40, 40, "metre", None)),
        ("They found 12 dead sheep.", ("12", 12, 12, "count", "sheep")),
        ("The number of dead rose to 17.", ("17", 17, 17, "count", "dead")),
        ("The attack killed three – 12 were found.", ("three", 3, 3, "count", "killed")),
        ("He sold ten–15 cars.", ("ten–15", 10, 15, "count", "cars")),
        ("The well is 80m deep.", ("80m", 80, 80, "metre", None)),
        ("It costs $9.99/month.", ("$9.99", 9.99, 9.99, "USD", None)),
        ("It has 40m active users.", ("40m", 4e7, 4e7, "count", "users")),
        (
            "The car hit a tree at 40 miles an hour.",
            ("40 miles an hour", 64.37376, 64.37376, "kilometre an hour", None),
        ),
        ("Over 200 U.S. troops left.", ("200", 200, inf, "count", "troops")),
        ("Nearly 50 homes burned.", ("50", 45, 50, "count", "homes")),
        ("A quake of magnitude 5.9 struck.", ("5.9", 5.9, 5.9, "magnitude", None)),
        ("Magnitude-6.4 tremors followed.", ("6.4", 6.4, 6.4, "magnitude", None)),
        ("It had a magnitude of at least 6.", ("6", 6, inf, "magnitude", None)),
        ("Of those on board 78 were Iranian.", ("78", 78, 78, "count", "Iranian")),
        ("Of those on board 12 were American citizens.", ("12", 12, 12, "count", "citizens")),
        ("Of those on board 12 were injured.", ("12", 12, 12, "count", "injured")),
        ("Ivo Roe, 68, is the first governor to run.", ("68", 68, 68, "year of age", None)),
        ("The Senate voted 51-49 to block it.", ("51-49", 49, 51, "vote", None)),
        ("The vote on the witnesses failed 49-51.", ("49-51", 49, 51, "vote", None)),
        ("Some 20-30 people voted early.", ("20-30", 18, 33, "count", "people")),
        ("Police counted 300 or more protesters.", ("300", 300, inf, "count", "protesters")),
        ("They won it 8-7 in ten innings.", ("ten", 10, 10, "count", "innings")),
        ("They won Game 7 in ten innings.", ("ten", 10, 10, "count", "innings")),
        ("In March 3,000 people fled.", ("3,000", 3000, 3000, "count", "people")),
        ("In May 2.5 million people voted.", ("2.5 million", 2.5e6, 2.5e6, "count", "people")),
        ("In May 2.5 percent left.", ("2.5 percent", 2.5, 2.5, "percent", None)),
        ("In May 120 people died.", ("120", 120, 120, "count", "people")),
        ("A quarter of a million people marched.", ("A quarter of a million", 2.5e5, 2.5e5, "count", "people")),
        ("Three quarters of a million voters left.", ("Three quarters of a million", 7.5e5, 7.5e5, "count", "voters")),
        ("Not fewer than 300 people came.", ("300", 300, inf, "count", "people")),
        ("Turnout is between 3% and 5%.", ("3% and 5%", 3, 5, "percent", None)),
        ("It loses 5kg to 7kg.", ("5kg to 7kg", 5, 7, "kilogram", None)),
        ("Police counted 300+ protesters.", ("300", 300, inf, "count", "protesters")),
        ("Police counted 300-plus protesters.", ("300", 300, inf, "count", "protesters")),
        ("Police counted 20-odd protesters.", ("20", 18, 22, "count", "protesters")),
        ("Police counted 300 or so protesters.", ("300", 270, 330, "count", "protesters")),
        ("Three or 20 people came.", ("20", 20, 20, "count", "people")),
        ("They sent 5 to 6 million ships.", ("5 to 6 million", 5e6, 6e6, "count", "ships")),
        ("They sent 500,000 to 1 million ships.", ("500,000 to 1 million", 5e5, 1e6, "count", "ships")),
        ("The 40m € loan was paid.", ("40m €", 4e7, 4e7, "EUR", None)),
        ("A half-dozen boats sank.", ("half-dozen", 6, 6, "count", "boats")),
        ("Nearly two-dozen boats sank.", ("two-dozen", 21.6, 24, "count", "boats")),
        ("He spent his quarter of a million dollars.", ("quarter of a million dollars", 2.5e5, 2.5e5, "USD", None)),
        ("It costs Rs 500 crore.", ("Rs 500 crore", 5e9, 5e9, "INR", None)),
        ("It costs Rs. 500 crore.", ("Rs. 500 crore", 5e9, 5e9, "INR", None)),
    ],
)
def test_quantities(text: str, expected: tuple[str, float, float, str, str | None]) -> None:
    found = read(text)
    if expected[-1] is None and expected[3] == "count":
        assert found == []
        return
    assert len(found) == 1
    assert found[0][0] == expected[0]
    assert found[0][1:3] == pytest.approx(expected[1:3])
    assert found[0][3:] == expected[3:]


@pytest.mark.parametrize(
    "text",
    [
        "On Feb. 12 they met.",
        "On 12 February 2018 they met.",
        "In 2017 prices rose.",
        "The 16th package was approved.",
        "At 8 a.m. it began, at 17:40 it ended.",
        "They are 5h 34m away.",
        "At 7 p.m. people gathered.",
        "In May 2018 people left.",
        "The Pixel 2 and the iPhone 8 sold well.",
        "They lost 3-1 in the final.",
        "On Sunday, 25, they met, and in May, 12, again.",
        "Section 230 and Article 5 apply.",
        "It was 9/11, 24/7, COVID-19.",
        "Call 555-1234-5678 for tickets.",
        "One of them left, and no one came.",
        "Two-thirds of voters agree.",
        "Version 2.3.4 came out on 17.02.2018.",
        "There were 45 deaths per 100,000.",
        "Israel has held it since the Six-Day War.",
        "They won it in game seven of the series.",
        "",
        "In Texas, 12, were hurt.",
        "Roe, 1,200, said so.",
        "Voters aged 18-24 voted for Roe.",
        "The FBI, 45, said so.",
        "Roe, 4.5, said so.",
        "Roe, 130, said so.",
        "They voted 51-49-1 on it.",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert [q for q in read(text) if q[0] != "100,000"] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Rund 1,5 Millionen Menschen kamen.", (1.35e6, 1.65e6, "count")),
        ("de", "Es kamen 1.200 Polizisten.", (1200, 1200, "count")),
        ("de", "Das sind 12,5 Prozent.", (12.5, 12.5, "percent")),
        ("de", "Das kostet 5 €.", (5, 5, "EUR")),
        ("fr", "Près de 10 000 personnes ont défilé.", (9000, 10000, "count")),
        ("fr", "Le fonds compte 1,5 milliard d'euros.", (1.5e9, 1.5e9, "EUR")),
        ("es", "Cuesta 3,5 millones de dólares.", (3.5e6, 3.5e6, "USD")),
        ("ru", "Погибли не менее 25 человек.", (25, inf, "count")),
        ("ar", "قتل ٢٥ شخصا في الهجوم", (25, 25, "count")),
        ("he", "25 אנשים נהרגו", (25, 25, "count")),
        ("hi", "२५ लोग मारे गए", (25, 25, "count")),
        ("cs", "Cena klesla o 4,5 %.", (4.5, 4.5, "percent")),
        ("de", "Ein Beben mit einer Stärke von 5,9 traf die Insel.", (5.9, 5.9, "magnitude")),
        ("de", "Sie kamen in einer Stärke von 500 Mann.", (500, 500, "count")),
        ("de", "Es kamen 2 Mio. Menschen.", (2e6, 2e6, "count")),
        ("de", "Das kostet 3,5 Mrd. Euro im Jahr.", (3.5e9, 3.5e9, "EUR")),
        ("ru", "На площадь вышли 2 тыс. человек.", (2000, 2000, "count")),
        ("fr", "Un séisme de magnitude 5,9 a frappé l'île.", (5.9, 5.9, "magnitude")),
        ("ru", "Землетрясение магнитудой 5,9 произошло ночью.", (5.9, 5.9, "magnitude")),
    ],
)
def test_other_languages_have_digits_and_units(language: str, text: str, expected: tuple[float, float, str]) -> None:
    (quantity,) = quantities_in(text, language)
    assert (quantity.low, quantity.high) == pytest.approx(expected[:2])
    assert quantity.unit == expected[2]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("el", "Δόθηκαν $177 εκατομμύρια.", (177e6, 177e6, "USD")),
        ("el", "Οι νεκροί, ξεπερνώντας τους 5.000 ανθρώπους.", (5000, inf, "count")),
        ("el", "Μόνο το 12 τοις εκατό ψήφισε.", (12, 12, "percent")),
        ("el", "Έδωσαν 10,000 δολάρια.", (1e4, 1e4, "USD")),
        ("el", "Απείχαμε 1,7 ναυτικά μίλια.", (3148.4, 3148.4, "metre")),
        ("ar", "350 مليون دولار", (350e6, 350e6, "USD")),
        ("ar", "أكثر من 120 ألف شخص", (120e3, inf, "count")),
        ("ar", "جمع 2مليون يورو", (2e6, 2e6, "EUR")),
        ("ar", "نحو ١٠،٥٠٠ شخص", (9450, 11550, "count")),
        ("ar", "5 في المئة", (5, 5, "percent")),
        ("he", "₪5 מיליון", (5e6, 5e6, "ILS")),
        ("he", "יותר מ-100 אנשים", (100, inf, "count")),
        ("he", '12 ק"מ', (12e3, 12e3, "metre")),
        ("he", "150.000 €", (15e4, 15e4, "EUR")),
        ("hi", "₹ 12 करोड़", (12e7, 12e7, "INR")),
        ("hi", "100 से अधिक लोग मारे गए", (100, inf, "count")),
        ("cs", "Stálo to 10 mil. € ročně.", (10e6, 10e6, "EUR")),
        ("cs", "Zaplatil 5000 korun.", (5000, 5000, "CZK")),
        ("cs", "Ujel 120 kilometrů.", (120e3, 120e3, "metre")),
        ("pl", "Kosztuje 2,5 mln zł.", (2.5e6, 2.5e6, "PLN")),
        ("uk", "Коштує 10 млн грн.", (10e6, 10e6, "UAH")),
        ("sv", "Det kostar 5 miljoner kronor.", (5e6, 5e6, "SEK")),
        ("tr", "5 milyon dolar", (5e6, 5e6, "USD")),
        ("de", "Das kostet zwischen 8 und 10 Mio. €.", (8e6, 10e6, "EUR")),
        ("de", "Sie kennt zehn schöne Strände.", (10, 10, "count")),
        ("fr", "Cela coûte 3,5 Md€.", (3.5e9, 3.5e9, "EUR")),
        ("es", "Cuesta 1.500 M€ al año.", (1.5e9, 1.5e9, "EUR")),
        ("fr", "Il a mis 5 heures et 34 minutes.", (20040, 20040, "second")),
        ("fr", "Ils roulaient à 30 km/h.", (30, 30, "kilometre an hour")),
        ("cs", "V Praze 300 domů shořelo.", (300, 300, "count")),
        ("ar", "ضرب زلزال بقوة 8،8 درجة", (8.8, 8.8, "magnitude")),
        ("cs", "Stalo se to více než dvanácti lidem.", (12, inf, "count")),
        ("ru", "Погибли двое детей.", (2, 2, "count")),
        ("el", "Σκοτώθηκαν διακόσιες τρεις γυναίκες.", (203, 203, "count")),
        ("ar", "عاد ال350 جنديا", (350, 350, "count")),
        ("he", "נאמר ש15 אנשים נהרגו ב13 וב14 ביוני", (15, 15, "count")),
        ("he", "אחרי 8 דקות ו50 שניות", (530, 530, "second")),
        ("pl", "W Nowym Targu 12 osób zginęło.", (12, 12, "count")),
        ("es", "Murieron en Villaverde del Río 12 personas.", (12, 12, "count")),
        ("fr", "Il faut rouler 15 heures.", (54000, 54000, "second")),
        ("fr", "Elle est à 15 heures d'ici.", (54000, 54000, "second")),
        ("pl", "Przedłużono to o 15 godzin.", (54000, 54000, "second")),
    ],
)
def test_each_language_has_its_own_words(language: str, text: str, expected: tuple[float, float, str]) -> None:
    (quantity,) = quantities_in(text, language)
    assert (quantity.low, quantity.high) == pytest.approx(expected[:2])
    assert quantity.unit == expected[2]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "في 26 كانون الأول"),
        ("el", "Στις 7 Μαιου ήρθε."),
        ("he", "ב-12 ביולי 2005"),
        ("en", "It began at 22.00 UTC."),
        ("fr", "Ils sont 350 millions qui attendent."),
        ("fr", "Sur les douze, dix ont signé."),
        ("en", "Three in ten Americans agree."),
        ("de", "Das sind die zehn schönsten."),
        ("hi", "उसने 12 million दिए"),
        ("xx", "12 foo bar cost $177 foo."),
        ("es", "Sucedió a las 3.30 horas y a las 6.00 h del lunes."),
        ("fr", "Il arrive à 15 h 30 mardi et repart à 16 heures."),
        ("cs", "Ve 14.52 hasiči přijeli a v 18 hodin odjeli."),
        ("he", "בשעה 15 אנשים הגיעו"),
        ("cs", "Trosky letu 447 společnosti se našly."),
        ("fr", "Avec Windows 10 tout change."),
    ],
)
def test_dates_hours_fractions_and_scales_count_nothing_in_any_language(language: str, text: str) -> None:
    assert quantities_in(text, language) == []


def test_an_arabic_number_with_an_article_stands_behind_what_it_counts() -> None:
    assert [found[4] for found in read("عاد البحارة البريطانيين ال 15 أمس", "ar")] == ["البحارة"]


def test_what_goes_to_a_number_of_something_is_no_change_to_it() -> None:
    assert [found[0] for found in read("They sent 8 ships to 3 ports.")] == ["8", "3"]


def test_what_is_left_out_behind_a_second_number_is_that_of_the_first() -> None:
    text = "Roe, a father of two, denies two charges of theft and four of salt smuggling dating back 17 years."
    assert [noun for *_, noun in read(text)] == ["charges", "charges", None]
    other = "Roe, a father of two, denies four charges of salt smuggling and two of theft dating back 17 years."
    assert not conflicts_of(text, other)
    assert [noun for *_, noun in read("Of the charges two of 14 counts were read.")] == ["counts", "counts"]
    assert [noun for *_, noun in read("Two leaders of ports met and 12 of Roe's aides came.")] == ["leaders", "aides"]
    assert [noun for *_, noun in read("Hundreds of crews waited, 30 of neighbouring Velm.")][-1:] != ["Hundreds"]


def test_a_part_of_a_number_that_is_opened_counts_what_that_counts() -> None:
    text = "They freed 21 of the more than 200 schoolgirls."
    assert read(text) == [("21", 21, 21, "count", "schoolgirls"), ("200", 200, inf, "count", "schoolgirls")]
    text = "They freed 21 of the girls with over 200 books."
    assert read(text) == [("21", 21, 21, "count", "girls"), ("200", 200, inf, "count", "books")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Eight leaders met.", "Ten leaders met.", [(8, 10)]),
        ("At least two people died.", "Six people died.", []),
        ("At least six people died.", "Two people died.", [(6, 2)]),
        ("Some 100 people came.", "Exactly 104 people came.", []),
        ("Eight leaders met for 4 hours.", "Eight leaders met for 7 hours.", [(14400, 25200)]),
        ("Eight leaders met.", "It lasted ten hours.", []),
        ("Leaders met.", "Ten leaders met.", []),
        ("Six people died and 20 people were hurt.", "Six people died.", []),
        ("Six people were killed.", "Nine people were hurt.", []),
        # One sentence gives the other's figure too, at once or in parts.
        ("Six people died in the fire, ten people in all.", "Ten people died in the fire.", []),
        ("Four people died in the fire and two people in the smoke.", "Six people died in the fire.", []),
    ],
)
def test_figures_of_two_sentences_that_exclude_each_other(
    first: str, second: str, expected: list[tuple[float, float]]
) -> None:
    ours, theirs = (counted_in(0, text, 0, len(text), "en") for text in (first, second))
    assert [(a.quantity.value, b.quantity.value) for a, b in exclusive(ours, theirs)] == expected
    assert [(b.quantity.value, a.quantity.value) for a, b in exclusive(theirs, ours)] == expected


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("The fund gave $50 million in free airtime.", "The fund gave $7 million in free airtime.", True),
        ("The fund has $50 million in donated airtime.", "The campaign of the schools cost $7 million.", False),
        ("The rocket was 3,700 km over the sea.", "Moss said that it sank 2,000 km east of the cape.", True),
        ("They met for 4 hours.", "They spent $5 million.", False),
    ],
)
def test_of_sums_of_other_things_a_claim_may_tell(first: str, second: str, apart: bool) -> None:
    ours, theirs = (counted_in(0, text, 0, len(text), "en") for text in (first, second))
    assert held_apart(ours, theirs) is held_apart(theirs, ours) is apart


@pytest.mark.parametrize(
    "text", ["9" * 100_000 + " people", "1," * 50_000 + "000 people", "one hundred " * 5_000 + "people"]
)
def test_numbers_of_absurd_length_are_read_and_end(text: str) -> None:
    assert all(np.isfinite(q.low) for q in quantities_in(text, "en"))


@given(st.text(max_size=60), st.sampled_from(["en", "de", "fr", "ar", "xx"]))
def test_any_text_is_read_within_its_bounds(text: str, language: str) -> None:
    for quantity in quantities_in(text, language):
        assert 0 <= quantity.start < quantity.stop <= len(text)
        assert quantity.low <= quantity.high


@pytest.mark.parametrize("text", ["9 people and " * 20_000, "$5 (€5) 5% " * 20_000])
def test_a_table_without_full_stops_is_no_sentence(text: str) -> None:
    assert counted_in(0, text, 0, len(text), "en") == []


def test_separators_are_those_of_the_language() -> None:
    assert value_of_digits("1.25", False) == (1.25, 0.01)
    assert value_of_digits("1.234", True) == (1234.0, 1.0)
    assert value_of_digits("1,00,000", False) == (100000.0, 1e5)
    assert value_of_digits("007", False) is None


def agree(first: str, second: str) -> bool:
    (one,), (other,) = quantities_in(first, "en"), quantities_in(second, "en")
    return one.agrees(other)


def test_rounding_is_no_conflict_and_another_number_is() -> None:
    assert agree("It cost $10,567.", "It cost $10,600.")
    assert agree("It flew 730 miles.", "It flew 1,180 km.")
    assert agree("At least six people died.", "Seven people died.")
    assert agree("A 34% share.", "A 34.4% share.")
    assert not agree("Six people died.", "Seven people died.")
    assert not agree("84 people died.", "80 people died.")
    assert not agree("More than 90 people died.", "Fewer than 80 people died.")
    assert not agree("More than 90 percent voted.", "Nearly 90% voted.")
    assert agree("More than 80 people died.", "Nearly 90 people died.")


def counted(text: str) -> list[Any]:
    return counted_in(0, text, 0, len(text), "en")


def test_what_became_of_them_and_wholes_tell_apart() -> None:
    (killed,), (hurt,) = counted("Six people were killed in Nice."), counted("Nine people were injured in Nice.")
    assert not killed.comparable(hurt)
    part, whole = counted("The army freed 21 of the 276 girls.")
    assert not part.comparable(whole)
    assert part.part
    assert whole.whole
    # What is said of some of them between commas stands in no way of what became of all.
    assert [
        item.outcome for item in counted("Hail hit 84 people, including at least 10 children, who were killed.")
    ] == [0, 0]
    (leaders,), (heads,) = counted("Leaders of ten countries met."), counted("Eight heads of government met.")
    assert leaders.comparable(heads)


def test_a_measure_in_two_units_counts_once() -> None:
    assert len(counted("It flew 500 miles (about 800 km) to the east.")) == 1


def test_likeness_is_that_of_the_words_around() -> None:
    (one,), (other,) = (
        counted("The truck killed 84 people in Nice."),
        counted("In Nice 77 people were killed by a truck."),
    )
    assert likeness(one, other) == 1.0
    (third,) = counted("Gunmen killed 32 people at the airport.")
    assert likeness(one, third) < 0.5


def figures(records: list[dict[str, Any]]) -> tuple[Corpus, Figures]:
    corpus = segment(Corpus.from_records([{"language": "en", **record} for record in records]))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    groups = np.arange(len(corpus.documents))
    claims = find_claims(corpus, embeddings, groups)
    return corpus, find_figures(corpus, embeddings, groups, claims, find_alignments(corpus, embeddings, groups))


def said(outlet: str, text: str, published: str | None = "2025-01-01T10:00:00+00:00") -> dict[str, Any]:
    return {"id": outlet, "outlet": outlet, "text": text, **({"published": published} if published else {})}


FIRE = "{} people died when a fire swept through the old grain harbour on Sunday night. {}"
REST = (
    "Shipowners will meet in the capital next week.",
    "The opera opens its season with a comedy.",
    "Schools stay closed.",
)


def test_a_conflict_is_found_and_the_figure_of_a_third_kept() -> None:
    records = [said(o, FIRE.format(n, r)) for o, n, r in zip("ABC", ("Six", "Nine", "Six"), REST, strict=True)]
    corpus, found = figures(records)
    (figure,) = [f for f in found.items if f.what == "people"]
    assert figure.conflict
    assert figure.label == "unexplained"
    assert len(figure.values) == 3
    values = [figure.values[place].quantity.value for place in figure.against[0]]
    assert sorted(v for v in values if v is not None) == [6.0, 9.0]
    assert corpus.text_of(figure.values[0].sentence).startswith("Nine")


def test_lists_of_one_whole_are_held_against_each_other() -> None:
    texts = (
        "Of the 176 people on board, 78 were Iranian, 63 were Canadian and 11 were Ukrainian.",
        "The plane carried passengers of several nations, including 82 Iranians, at least 63 Canadians and 11 Ukrainians.",
    )
    corpus, found = figures([said(outlet, text) for outlet, text in zip("AB", texts, strict=True)])
    assert [(f.what, f.label) for f in found.items if f.conflict] == [("Iranians", "unexplained")]
    assert telling_apart(corpus, 0, 1)


def test_lower_bounds_that_differ_are_shown_and_no_conflict() -> None:
    records = [
        said(o, FIRE.format(n, r))
        for o, n, r in zip("ABC", ("At least six", "At least two", "At least six"), REST, strict=True)
    ]
    _, found = figures(records)
    (figure,) = [f for f in found.items if f.what == "people"]
    assert (figure.conflict, figure.against, figure.label) == (False, (), "unexplained")
    assert {figure.values[place].quantity.value for pair in figure.bounds for place in pair} == {2.0, 6.0}
    _, alike = figures(records[::2])
    assert [f.bounds for f in alike.items] == [()]


def test_what_the_same_is_done_to_is_one_count() -> None:
    told = (
        "The mayor said that he is following {} people under a name.",
        "Under that name the mayor said he followed {} people.",
    )

    def conflicts(*numbers: str, day: str = "2025-01-01") -> list[str]:
        texts = [text.format(number) for text, number in zip(told, numbers, strict=True)]
        dated = zip("AB", texts, REST[:2], ("2025-01-01", day), strict=True)
        _, found = figures([said(o, f"{t} {r}", published) for o, t, r, published in dated])
        return [f.what for f in found.items if f.conflict]

    assert conflicts("668", "688") == ["people"]
    assert conflicts("668", "5,000") == []
    # Only counts of thousands are revised after weeks.
    assert conflicts("668", "688", day="2025-01-29") == []
    assert conflicts("6,680", "6,880", day="2025-01-29") == ["people"]


def conflicts_of(*texts: str) -> list[tuple[str, Label | None]]:
    """What is counted otherwise in texts of one outlet each, and why that may be."""
    records = [said(o, f"{text} {rest}") for o, text, rest in zip("ABC", texts, REST, strict=False)]
    return [(figure.what, figure.label) for figure in figures(records)[1].items if figure.conflict]


def test_of_one_claim_a_number_without_an_outcome_is_held_against_any() -> None:
    told = "On Sunday the mayor signed the order for the {} herders with marsh fever{}."
    texts = told.format("40,000", ""), told.format("30,000", " treated in the town")
    assert [counted(text)[-1].outcome for text in texts] == [None, 1]
    assert conflicts_of(*texts) == [("herders", "unexplained")]
    # What became of both is told, and is another thing.
    assert not conflicts_of(told.format("40,000", " freed in the town"), texts[1])
    assert not conflicts_of(
        "Ivo Roe was cleared of one charge of theft.", "Ivo Roe was convicted on two charges of theft."
    )


def test_of_one_claim_tolls_are_one_whatever_words_stand_around_them() -> None:
    told = (
        "Nine people died when the old bridge at the salt market of Ostrava fell.",
        "The bridge at the salt market of Ostrava fell: it left six dead.",
    )
    assert not counted(told[0])[0].near & counted(told[1])[0].near
    assert conflicts_of(*told) == [("people", "unexplained")]


def test_counts_a_tenth_apart_in_near_sentences_are_one_count() -> None:
    rest = "n the south of the salt plain the race of the lorries was halted on Sunday"
    told = f"After {{}} stages, hail put fires out; i{rest}.", f"I{rest}: wind tore tents behind {{}} stages."
    assert conflicts_of(told[0].format("20"), told[1].format("21")) == [("stages", "unexplained")]
    assert not conflicts_of(told[0].format("20"), told[1].format("27"))
    # Of less than twenty two may well be of two things, and so may what is counted beside somebody.
    assert not conflicts_of(told[0].format("10"), told[1].format("11"))
    assert [item.part for item in counted("Lord Roe and 27 fellow farmers, 22 co-defendants and 21 guests came.")] == [
        True,
        True,
        False,
    ]


def test_a_unit_alone_is_no_agreement() -> None:
    def agreeing(first: str, second: str) -> list[str]:
        _, found = figures([said("A", f"{first} {REST[0]}"), said("B", f"{second} {REST[1]}")])
        return [f.what for f in found.items]

    flew = "The rocket flew more than 2,000 miles over the ocean on Sunday."
    assert agreeing(flew, "The rocket flew about 3,700 kilometers over the ocean.") == ["kilometers"]
    assert agreeing(flew, "On Sunday about 3,700 kilometers lay between the island and the base.") == []


def test_a_correction_agrees_with_nothing() -> None:
    told = "The flood did damage of 60 million dollars to the old town, the mayor said."
    taken_back = (
        "Correction: The flood did damage of 60 million dollars to the old town, the mayor said, not 45 million."
    )
    assert len(figures([said("A", told), said("B", told)])[1].items) == 1
    assert figures([said("A", told), said("B", taken_back)])[1].items == ()


def test_percentages_beside_a_unit_are_not_of_one_thing() -> None:
    first, second = (
        "Riders climb the Pailhères pass (17 km at 7.2 %).",
        "Riders climb the Aspet pass (5.7 km at 6.9 %).",
    )
    assert [f.what for f in figures([said("A", first), said("B", second)])[1].items if f.what == "percent"] == []


@pytest.mark.parametrize(("model", "found"), [(DEFAULT.identity, 0), ("another@0", 1)])
def test_a_bare_number_of_people_is_nothing_in_a_language_that_the_model_does_not_know(model: str, found: int) -> None:
    texts = "Χθες μέτρησαν 80.000 ανθρώπους.", "Σήμερα έδωσαν 80.000 ανθρώπους."
    corpus = segment(Corpus.from_records({**said(o, t), "language": "el"} for o, t in zip("AB", texts, strict=True)))
    alike, alone = Embeddings(np.full((2, 4), 0.5, dtype=np.float32), model), np.arange(2)
    claims = Claims((), np.full(2, -1))
    assert len(find_figures(corpus, alike, alone, claims, Alignments(())).items) == found


def test_versions_of_one_outlet_are_one_voice() -> None:
    text = "Rescuers said that a boy fell into a well of 40 metres on Tuesday."
    _, found = figures(
        [said("A", text), said("A", f"Snow fell for days. {text}") | {"id": "A2"}, said("B", f"It was night. {text}")]
    )
    (figure,) = found.items
    assert [value.independent for value in figure.values] == [True, True, True]
    assert figure.independent == 2


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        (
            said("A", FIRE.format("Six", REST[0])),
            said("B", FIRE.format("Nine", REST[1]), "2025-01-02T10:00:00+00:00"),
            "update over time",
        ),
        (
            said("A", "Police said that six people died in the fire at the old grain harbour. " + REST[0]),
            said("B", "Doctors said that nine people died in the fire at the old grain harbour. " + REST[1]),
            "different attribution",
        ),
        (said("A", FIRE.format("Six", REST[0])), said("B", FIRE.format("Nine young", REST[1])), "scope differs"),
    ],
)
def test_labels(first: dict[str, Any], second: dict[str, Any], label: str) -> None:
    _, found = figures([first, second])
    (figure,) = [f for f in found.items if f.conflict]
    assert figure.label == label


def test_what_explains_some_of_a_row_stands_behind_unexplained() -> None:
    grew = "The toll grew through the night."
    records = [
        said("A", f"Police said that six people died in the fire at the old grain harbour. {grew}"),
        said("B", f"Doctors said that nine people died in the fire at the old grain harbour. {REST[1]}"),
        said("C", f"Fire swept through the old grain harbour and seven people died in the fire. {REST[2]}"),
    ]
    # That some toll grew, elsewhere in the article, is said of no figure.
    (figure,) = [f for f in figures(records)[1].items if f.conflict]
    assert figure.reasons == ("unexplained", "different attribution")


def test_parts_that_one_article_counts_apart_are_no_conflict_with_the_whole() -> None:
    texts = (
        f"The harbour papers name 12 current or former leaders and 128 other politicians and public officials. {REST[0]}",
        f"The harbour papers name 140 politicians and public officials. {REST[1]}",
    )
    _, found = figures([said(outlet, text) for outlet, text in zip("AB", texts, strict=True)])
    assert not any(figure.conflict for figure in found.items)


def test_who_gives_the_other_figure_too_is_in_no_conflict() -> None:
    both = FIRE.format("Six", "By Monday nine people had died when the fire swept through the harbour.")
    _, found = figures([said("A", both), said("B", FIRE.format("Nine", REST[1]))])
    assert not any(figure.conflict for figure in found.items)


WELL = "A {} boy fell into an abandoned well while his father picked cabbages on Sunday. {}"


def test_one_boy_of_two_ages_is_a_conflict_and_two_persons_are_none() -> None:
    _, found = figures(
        [said("A", WELL.format("five-year-old", REST[0])), said("B", WELL.format("six-year-old", REST[1]))]
    )
    (figure,) = found.items
    assert (figure.what, figure.conflict) == ("years of age", True)
    for other in ("six-year-old girl and a", "nine-year-old"):
        _, found = figures([said("A", WELL.format("five-year-old", REST[0])), said("B", WELL.format(other, REST[1]))])
        assert not any(figure.conflict for figure in found.items)


def of_two_claims(*texts: str) -> Figures:
    """Figures of two sentences, each of another outlet and a claim of its own."""
    records = [{**said(o, text), "language": "en"} for o, text in zip("AB", texts, strict=True)]
    corpus = segment(Corpus.from_records(records))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    apart = Claims(tuple(Claim((i,), 1, 1, "exclusive") for i in range(2)), np.arange(2))
    return find_figures(corpus, embeddings, np.arange(2), apart, Alignments(()))


@pytest.mark.parametrize(("number", "found"), [("three", 0), ("340", 1)])
def test_a_small_number_alone_is_no_agreement(number: str, found: int) -> None:
    rest = "the mayor of the old town thanked all firemen of the harbour on Sunday for their help."
    found_apart = of_two_claims(f"The visitors scored {number} runs; {rest}", f"Skiers closed {number} runs; {rest}")
    assert len(found_apart.items) == found


@pytest.mark.parametrize(("who", "found"), [("Tilda Roe", 0), ("the brave divers", 1)])
def test_a_name_of_the_whole_story_says_of_no_two_figures_that_they_are_of_one_thing(who: str, found: int) -> None:
    rest = "off the old harbour of the town on Sunday, and in the evening all of them sang of the sea."
    found_apart = of_two_claims(f"There {who} salvaged 30 casks; {rest}", f"And {who} salvaged 43 casks; {rest}")
    assert sum(figure.conflict for figure in found_apart.items) == found


def test_a_measure_is_called_by_its_unit() -> None:
    text = "The country observed three days of national mourning after the fire at the harbour. {}"
    _, found = figures([said("A", text.format(REST[0])), said("B", text.format(REST[1]))])
    (figure,) = found.items
    assert figure.what == "days"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Une baisse, 25 à 40 pour cent d'ici 2020.", "fr", [("25 à 40 pour cent", 25, 40)]),
        ("Entre 25 et 40 pour cent des voix.", "fr", [("25 et 40 pour cent", 25, 40)]),
        ("Emissionen sollen um 25 bis 40 Prozent sinken.", "de", [("25 bis 40 Prozent", 25, 40)]),
        ("Zwischen 20 und 30 Menschen starben.", "de", [("20 und 30", 20, 30)]),
        ("Murieron entre 20 y 30 personas.", "es", [("20 y 30", 20, 30)]),
        ("Tra 20 e 30 persone sono morte.", "it", [("20 e 30", 20, 30)]),
        ("Er kwamen 20 tot 30 mensen.", "nl", [("20 tot 30", 20, 30)]),
        ("Pokles o 20 až 30 procent.", "cs", [("20 až 30 procent", 20, 30)]),
        # A change, or a range that begins as one.
        ("La magnitude de 4,3 l'est à 34 km de Talca.", "fr", [("4,3", 4.3, 4.3), ("34 km", 34e3, 34e3)]),
        ("Une baisse de 25 à 40 pour cent d'ici 2020.", "fr", []),
        ("Il y a 3 morts et 5 blessés.", "fr", [("3", 3, 3), ("5", 5, 5)]),
    ],
)
def test_ranges_of_other_languages(text: str, language: str, expected: list[tuple[str, float, float]]) -> None:
    assert [found[:3] for found in read(text, language)] == expected


def test_what_is_counted_is_called_as_the_articles_call_it() -> None:
    text = "The attorneys general of eighteen states sued over the payments to the harbour fund. {}"
    _, found = figures([said("A", text.format(REST[0])), said("B", text.format(REST[1]))])
    assert [figure.what for figure in found.items] == ["states"]
    # Users are others of the same sentence.
    told = "It cost 340 lives, users of the harbour told users of the net."
    _, found = figures([said(o, f"{told} {rest}") for o, rest in zip("AB", REST, strict=False)])
    assert [figure.what for figure in found.items] == ["people"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # What the bodies are is said of the four, and of the 120 that they are wounded.
        (
            "Doctors said that four dead bodies and 120 wounded had been brought to the harbour town on Sunday.",
            "At least two dead bodies and more than 100 wounded people had been brought to the harbour town on Sunday.",
            ("people", ("wounded", "brought", "harbour", "town")),
        ),
        # One article's "lives" are the other's "deaths"; those displaced are others.
        (
            "The insurgency has claimed more than 20,000 lives and displaced many families of the harbour since 2009.",
            "The rebels are blamed for the deaths of more than 20,000 people and an insurgency that displaced many.",
            ("people", ("deaths",)),
        ),
        # Who was shot is not the truck.
        (
            "Police found papers in the 25-tonne truck after its driver was shot near the old harbour.",
            "The driver was killed near the old harbour, and his 25-tonne truck was towed once the shot was heard.",
            ("tonne", ("truck",)),
        ),
        # Nothing beside the number is shared, but words of its clause are; the kilometres are another number's.
        (
            "The storm hit the old reef and drifted 2,000 kilometres with forty barges.",
            "A storm ran over the reef and then drifted 2,000 kilometres with forty barges.",
            ("barges", ("reef",)),
        ),
    ],
)
def test_what_a_number_is_of_is_said_beside_it(first: str, second: str, expected: tuple[str, tuple[str, ...]]) -> None:
    corpus = segment(
        Corpus.from_records([{"language": "en", **said("A", first)}, {"language": "en", **said("B", second)}])
    )
    quantities = [counted_of(corpus, i)[-1] for i in range(2)]
    assert called(corpus, quantities) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "The harbour lies 95 km south of Dam Town.",
            "The ferry came from there, at 95 km.",
            ("km", ("harbour", "lies", "south", "Dam")),
        ),
        ("Expectancy rose to 69.9 years.", "It rose then to 69.9 years.", ("years", ("Expectancy", "rose"))),
    ],
)
def test_a_measure_of_which_sentences_share_one_word_is_named_by_those_of_one(
    first: str, second: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    corpus = segment(
        Corpus.from_records(
            [{"outlet": f"O{k}", "text": text, "language": "en"} for k, text in enumerate((first, second))]
        )
    )
    quantities = [counted_of(corpus, i)[-1] for i in range(2)]
    assert called(corpus, quantities) == expected
    assert len(called(corpus, quantities, agreed=False)[1]) < 2


def test_one_age_of_a_grown_man_is_one_figure() -> None:
    texts = (
        "Ivo Roe, a {}-year-old dual national, was shot beside the truck.",
        "Guards told us of a {}-year-old Frenchman, who had rented a van.",
    )
    # Two children of one age are two.
    for age, sizes in ((31, [2]), (14, [])):
        _, found = figures([said(outlet, text.format(age)) for outlet, text in zip("AB", texts, strict=True)])
        assert [len(figure.values) for figure in found.items] == sizes


@pytest.mark.parametrize(
    ("first", "second", "comparable", "one_person"),
    [
        ("Ivo Roe, 68, is the first governor to run.", "The 68-year-old governor opens his bid.", True, True),
        ("Ivo Roe, 68, saw the harbour burn.", "Crowds cheered a 68-year-old who ran.", True, False),
        ("Ivo Roe, 24, saw the harbour burn.", "Ann Poe, 25, saw the harbour burn.", False, False),
        ("Ivo Roe, 24, saw the harbour burn.", "A student, 25 years old, saw the harbour burn.", True, False),
        ("Ivo Roe, 24, saw the harbour burn.", "Roe, a 25-year-old, saw it burn.", True, True),
        ("Frank Roe, 24, saw the harbour burn.", "His father Frank, 25, saw it burn.", True, True),
    ],
)
def test_ages_behind_names_are_of_those_names(first: str, second: str, comparable: bool, one_person: bool) -> None:
    corpus = segment(Corpus.from_records([{**said(o, t), "language": "en"} for o, t in (("A", first), ("B", second))]))
    ages = counted_of(corpus, 0)[0], counted_of(corpus, 1)[0]
    assert ages[0].comparable(ages[1]) == comparable
    same = ages[0].quantity.value == ages[1].quantity.value
    assert (one_grown_age(*ages) if same else of_one_person(ages, corpus.documents)) == one_person


def test_ages_of_a_couple_are_held_against_those_of_each_alone() -> None:
    told = "{} Roe, {}, and {}, {}, saw the old harbour burn on Sunday."
    first = told.format("Frank", 52, "his wife Sandra", 53)
    assert not conflicts_of(first, told.format("Sandra", 53, "her husband Frank", 52))
    assert conflicts_of(first, told.format("Frank", 52, "his wife Sandra", 54))


def test_a_vote_is_one_whichever_number_stands_first_and_another_vote_is_no_conflict() -> None:
    texts = ("They voted {} to block the harbour.", "The vote to block the harbour failed {} again.")
    for other, n_figures in (("49-51", 1), ("47-53", 0)):
        _, found = figures([said("A", texts[0].format("51-49")), said("B", texts[1].format(other))])
        assert [f.conflict for f in found.items] == [False] * n_figures


def test_articles_of_other_weeks_and_sentences_of_other_years_are_not_held_against_each_other() -> None:
    _, found = figures([said("A", FIRE.format("Six", REST[0])), said("B", FIRE.format("Nine", REST[1]), "2025-03-01")])
    assert not any(figure.conflict for figure in found.items)
    for other in ("2016", "the 1960s"):
        told = "In {} {} people died in fires at the old grain harbour."
        assert not conflicts_of(told.format(2015, "six"), told.format(other, "nine"))


def test_the_time_since_something_is_another_on_another_day() -> None:
    told = "The salt works of the old harbour burned down {} the great hail."

    def conflicts(first: str, second: str, day: str = "2025-01-01") -> list[str]:
        texts = zip("AB", (first, second), REST[:2], ("2025-01-01", day), strict=True)
        return [
            f.what
            for f in figures([said(o, f"{told.format(t)} {r}", d) for o, t, r, d in texts])[1].items
            if f.conflict
        ]

    assert conflicts("eight days after", "eleven days after") == ["days"]
    assert not conflicts("eight days after", "eleven days after", "2025-01-04")
    assert not conflicts("eight days after", "in eleven days of")
    text = "Le port a brûlé il y a onze jours et le feu a duré huit jours."
    assert [item.since for item in counted_in(0, text, 0, len(text), "fr")] == [True, False]
    jailed = "Roe was jailed for eight years after the trial."
    assert [item.since for item in counted_in(0, jailed, 0, len(jailed), "en")] == [False]


@pytest.mark.parametrize(
    ("number", "published", "found"),
    [
        ("145.5 million", "2025-02-01", True),
        ("145.5 million", "2025-06-01", False),
        ("208 million", "2025-02-01", False),
    ],
)
def test_a_count_of_thousands_is_revised_for_three_months(number: str, published: str, found: bool) -> None:
    revised = "The theft of records from the credit agency last year touched {}, it said. {}"
    _, view = figures(
        [
            said("A", revised.format("143 million consumers", REST[0])),
            said("B", revised.format(number + " people", REST[1]), published),
        ]
    )
    reasons = [figure.reasons for figure in view.items if figure.conflict]
    assert reasons == ([("scope differs", "update over time")] if found else [])


def test_the_order_of_the_input_changes_nothing() -> None:
    records = [said(o, FIRE.format(n, r)) for o, n, r in zip("ABC", ("Six", "Nine", "Six"), REST, strict=True)]
    (one, first), (other, second) = figures(records), figures(records[::-1])
    assert [[one.text_of(v.sentence) for v in f.values] for f in first.items] == [
        [other.text_of(v.sentence) for v in f.values] for f in second.items
    ]


def test_one_outlet_without_figures_has_none() -> None:
    _, found = figures([said("A", "Nothing is counted in this article. It says so plainly and stops.")])
    assert found.items == ()


def test_misfitting_arrays_are_named() -> None:
    corpus = segment(Corpus.from_records([said("A", FIRE.format("Six", REST[0]))]))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    claims = find_claims(corpus, embeddings, np.arange(1))
    with pytest.raises(ValueError, match=r"copy groups \(2\)"):
        find_figures(corpus, embeddings, np.arange(2), claims, find_alignments(corpus, embeddings, np.arange(1)))


@pytest.mark.model
def test_what_was_written_into_the_demo_corpus_is_found_and_nothing_else(real_encoder: Any) -> None:
    analysis = sm.analyse(sm.read(CORPORA / "riyadh-talks", cache=NoCache()), encoder=real_encoder, cache=NoCache())
    record = sm.compare(analysis).to_dict()
    conflicts = [figure for figure in record["figures"] if figure["conflict"]]
    written = [figure for figure in EXPECTED["figures"] if figure["conflict"]]
    assert len(conflicts) == len(written) == 1
    given = {(v["document"], v["text"].casefold()) for v in conflicts[0]["values"]}
    # The eleven people of one article are not eleven leaders: of them it says eight, and that figure is found.
    expected = {(v["document"], v["value"].casefold()) for v in written[0]["said"] if v["value"] != "Eleven"}
    assert expected <= given
    assert ("rampart/three-meetings-live", "eight") in given
    assert conflicts[0]["what"] == "leaders"
    assert conflicts[0]["label"] == "scope differs"
    (length,) = [figure for figure in EXPECTED["figures"] if not figure["conflict"]]
    sentences = {v["sentence"] for v in length["said"]}
    (agreed,) = [f for f in record["figures"] if sentences <= {v["sentence"]["text"] for v in f["values"]}]
    assert not agreed["conflict"]
    assert agreed["what"] == "hours"


@pytest.mark.model
@pytest.mark.skipif(not SHARED.is_dir(), reason="the real stories lie outside the project")
@pytest.mark.parametrize(
    ("story", "what", "label"),
    [
        ("Benghazi_US_consulate_attack", "civilians", "unexplained"),
    ],
)
def test_conflicts_of_real_stories(story: str, what: str, label: str, real_encoder: Any) -> None:
    import json

    lines = (SHARED / "data" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    documents = next(row["documents"] for row in map(json.loads, lines) if row["id"].startswith(story))
    analysis = sm.analyse(Corpus.from_records(documents), encoder=real_encoder, cache=NoCache())
    conflicts = [f for f in sm.compare(analysis).to_dict()["figures"] if f["conflict"]]
    assert [(f["what"], f["label"]) for f in conflicts] == [(what, label)]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("They handed over 21 girls.", [""]),
        ("They freed over 21 girls.", ["more than"]),
        ("The search took over 100 hours.", ["more than"]),
        ("The toll topped 100 people.", ["more than"]),
        ("The toll passed 100 people.", ["more than"]),
    ],
)
def test_over_may_belong_to_its_verb(text: str, opening: list[str]) -> None:
    assert [q.opening for q in quantities_in(text, "en")] == opening


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("four and a half hours", "more than four hours", True),
        ("about $1,680", "$1,688", True),
        ("more than 85 hours", "over 100 hours", False),
        ("between 40 and 70 percent", "more than 50 percent", False),
        ("$7,230", "$7,265", False),
        ("below $6,000", "$6,156", False),
        ("more than 90 percent", "nearly 90 percent", False),
        ("more than $2 billion", "as much as $2 billion", False),
        ("more than 50 percent", "more than 50 percent", True),
        ("78.6 years", "78.9 years", False),
        ("1,180 km", "730 miles", True),
    ],
)
def test_only_what_says_the_same_agrees(first: str, second: str, same: bool) -> None:
    ours, theirs = (quantities_in(f"It was {words} in all.", "en")[0] for words in (first, second))
    assert ours.concurs(theirs) == theirs.concurs(ours) == same


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Earlier reports had put the well at a depth of 40 m.", []),
        ("Moss added a 10-yard scoring run.", []),
        ("The port's military said that 40 ships left.", ["The port's military"]),
        ("Six people died, police said.", ["police"]),
        ("The port asked whether police said that 40 ships left.", []),
    ],
)
def test_who_reports_a_figure(text: str, speakers: list[str]) -> None:
    english = lexicon_of("en")
    found = [text[slice(*report.speaker)] for report in reports_in(text, 0, len(text), english)]
    assert [phrase for phrase in found if is_source(phrase, english)] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Officials and witnesses in Kent said at least 84 people were killed.", "Officials and witnesses in Kent"),
        # The age is the speaker's own, and not said by him.
        ("Ivo Roe, a 31-year-old immigrant, had pledged allegiance to the harbour guard.", None),
    ],
)
def test_what_tells_of_a_speaker_is_not_said_by_him(text: str, speaker: str | None) -> None:
    corpus, found = figures([said("A", f"{text} {REST[0]}"), said("B", f"{text} {REST[1]}")])
    (figure,) = found.items
    attributions = {value.attribution for value in figure.values}
    assert {corpus.documents[0].text[slice(*span)] if span else None for span in attributions} == {speaker}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Ein Dutzend Menschen kam.", ("Ein Dutzend", 12, 12, "count", "Menschen")),
        ("de", "Zwei Dutzend Menschen kamen.", ("Zwei Dutzend", 24, 24, "count", "Menschen")),
        ("de", "Sie warteten anderthalb Stunden.", ("anderthalb Stunden", 5400, 5400, "second", None)),
        ("fr", "Une douzaine de passagers ont fui.", ("Une douzaine", 12, 12, "count", "passagers")),
        ("fr", "Une trentaine de passagers ont fui.", ("Une trentaine", 27, 33, "count", "passagers")),
        ("fr", "Deux millions de personnes ont fui.", ("Deux millions", 2e6, 2e6, "count", "personnes")),
        ("fr", "Entre dix et vingt passagers ont fui.", ("dix et vingt", 10, 20, "count", "passagers")),
        ("es", "Una docena de pasajeros huyó.", ("Una docena", 12, 12, "count", "pasajeros")),
        ("es", "Un millón quinientos mil pasajeros.", ("Un millón quinientos mil", 1.5e6, 1.5e6, "count", "pasajeros")),
        ("it", "Una trentina di passeggeri.", ("Una trentina", 27, 33, "count", "passeggeri")),
        ("nl", "Een dozijn passagiers.", ("Een dozijn", 12, 12, "count", "passagiers")),
    ],
)
def test_numbers_that_are_nouns(language: str, text: str, expected: tuple[str, float, float, str, str | None]) -> None:
    assert read(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Deux trois personnes sont venues."),
        ("fr", "Le taux est de quelques pour cent habitants."),
        ("es", "Treinta y tantos pasajeros huyeron."),
        ("de", "Achtung Menschen, Unfallopfer lagen dort."),
    ],
)
def test_of_what_is_no_whole_number_no_part_is_read(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The death toll stands at 12.", ("12", 12, 12, "count", "toll")),
        ("The toll rose to at least 17 on Thursday.", ("17", 17, inf, "count", "toll")),
        (
            "The toll of the blast rose beyond 17.",
            ("17", 17, inf, "count", "toll"),
        ),
        ("The disaster claimed 12 lives.", ("12", 12, 12, "count", "lives")),
        ("At least 100 injured were there.", ("100", 100, inf, "count", "injured")),
        ("There were 12 injured people.", ("12", 12, 12, "count", "people")),
        ("It sank 5 nautical miles off.", ("5 nautical miles", 9260, 9260, "metre", None)),
        ("They paid HK$5 million.", ("HK$5 million", 5e6, 5e6, "HKD", None)),
        ("They paid J$5 million.", ("J$5 million", 5e6, 5e6, "JMD", None)),
        ("They paid 5 million Australian dollars.", ("5 million Australian dollars", 5e6, 5e6, "AUD", None)),
        ("The water had 4 °C then.", ("4 °C", 4, 4, "degree Celsius", None)),
    ],
)
def test_tolls_and_units_of_several_words(text: str, expected: tuple[str, float, float, str, str | None]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It had shocks of magnitude 5.5 and 5.9 degrees.", "en"),
        ("Οι ισχυρότεροι είχαν μέγεθος 5.5 και 5.9 βαθμούς.", "el"),
    ],
)
def test_a_scale_is_of_all_that_is_joined_behind_it(text: str, language: str) -> None:
    assert [(figure, unit) for figure, _, _, unit, _ in read(text, language)] == [
        ("5.5", "magnitude"),
        ("5.9", "magnitude"),
    ]


def test_what_a_scale_is_joined_to_may_be_counted() -> None:
    units = [unit for _, _, _, unit, _ in read("The quake had a magnitude of 6.1 and 40 people died.")]
    assert units == ["magnitude", "count"]


@pytest.mark.parametrize(
    "text",
    [
        "It was 12.",
        "After the death toll became known, the harbour index fell to 340.",
        "The toll prompted the bank of the port to move its key index, which stood low, up to 12.",
    ],
)
def test_a_number_of_nothing_is_no_toll(text: str) -> None:
    assert read(text) == []


def test_a_number_behind_a_toll_and_its_number_is_no_toll() -> None:
    assert [figure for figure, *_ in read("The toll rose to 17 when the price of salt went to 30.")] == ["17"]


def test_a_toll_is_of_people_whatever_it_is_called() -> None:
    (toll,), (killed,), (dead,) = (
        counted("The death toll rose to 17."),
        counted("Twelve people were killed."),
        counted("It left 15 dead."),
    )
    assert toll.comparable(killed)
    assert dead.comparable(killed)


def test_degrees_of_two_scales_agree() -> None:
    assert agree("The water had 4 degrees Celsius.", "The water had 39 degrees Fahrenheit.")
    assert not agree("The water had 4 degrees Celsius.", "The water had 49 degrees Fahrenheit.")


def test_rates_of_other_spans_are_of_other_things() -> None:
    day, week, none = (
        counted(f"The ferry carries {said}.")
        for said in ("300 passengers a day", "2,100 passengers a week", "310 passengers")
    )
    assert not day[0].comparable(week[0])
    assert day[0].comparable(none[0])
    assert counted("It killed 17 people a day after the storm.")[0].quantity.per == ""


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("A hundred and twenty-one people came.", "en", 121.0),
        ("One and a half million people came.", "en", 1_500_000.0),
        ("It cost three and a half million dollars.", "en", 3_500_000.0),
        ("It cost two thousand million dollars.", "en", 2e9),
        ("1 000 000 people came.", "en", 1e6),
        ("They sold 12 300 cars.", "en", 12300.0),
        ("100\u2009000 people came.", "en", 1e5),
        ("In 2016 300 people came.", "en", 300.0),
        ("The Pixel 2 128 GB model is out.", "en", 128000.0),
        ("Nelle ultime ore 12 persone sono morte.", "it", 12.0),
        ("Dans la salle 300 personnes attendaient.", "fr", 300.0),
        ("La ville est à 2 heures en train.", "fr", 7200.0),
        ("Costó dos mil millones de dólares.", "es", 2e9),
        ("Costó cien mil millones de euros.", "es", 1e11),
        ("Custou dois mil milhões de euros.", "pt", 2e9),
        ("Costa mille miliardi di euro.", "it", 1e12),
        ("Cela coûte trois mille milliards d'euros.", "fr", 3e12),
        ("It fell to -15 degrees Celsius.", "en", -15.0),
        ("Il fait moins 15 °C.", "fr", -15.0),
        ("It was 15 °C.", "en", 15.0),
    ],
)
def test_numbers_are_read_whole_with_their_sign(text: str, language: str, value: float) -> None:
    assert [quantity.value for quantity in quantities_in(text, language)] == [value]


@pytest.mark.parametrize(
    ("numbers", "published", "label"),
    [
        (("Six", "Nine"), ("2025-01-01T10:00:00+00:00", "2025-01-01T20:00:00+00:00"), "update over time"),
        (("Nine", "Six"), ("2025-01-01T10:00:00+00:00", "2025-01-01T20:00:00+00:00"), "unexplained"),
        (("Six", "Nine"), ("2025-01-01", "2025-01-02"), "unexplained"),
        (("Six", "Nine"), ("2025-01-01", "2025-01-04"), "update over time"),
    ],
)
def test_an_update_is_surely_later_and_a_toll_never_falls(
    numbers: tuple[str, str], published: tuple[str, str], label: str
) -> None:
    _, found = figures(
        [said(o, FIRE.format(n, r), p) for o, n, r, p in zip("AB", numbers, REST, published, strict=False)]
    )
    (figure,) = [f for f in found.items if f.conflict]
    assert figure.label == label


def test_an_hour_before_the_speaker_is_none_of_its_words() -> None:
    text = "At 10 a.m. police said 12 people were killed."
    (report,) = reports_in(text, 0, len(text), lexicon_of("en"))
    assert text[slice(*report.speaker)] == "police"


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Floods hurt 60 people in 100 villages.", "en", [60, 100]),
        ("The storm hurt two people in three counties.", "en", [2, 3]),
        ("Il a vu deux personnes sur trois sites.", "fr", [2, 3]),
        ("Roughly one in three sailors say so.", "en", []),
        ("Fares rose from $100 to $150.", "en", []),
        ("Of the 20 crews, 12 won prizes.", "en", [20, 12]),
    ],
)
def test_so_many_in_so_many_are_a_share_only_side_by_side_and_a_change_is_no_range(
    text: str, language: str, values: list[float]
) -> None:
    assert [quantity.value for quantity in quantities_in(text, language)] == values
