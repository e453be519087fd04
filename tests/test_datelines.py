from __future__ import annotations

import pytest

from summarize.datelines import dateline_stop


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Feb. 18 (Meridian Wire) - Talks began.", "Talks began."),
        ("Oct 24 (Meridian Wire) - Talks began.", "Talks began."),
        ("Room 24 - it was closed.", "Room 24 - it was closed."),
        ("Washington (CNN) Talks began.", "Talks began."),
        ("Tirana, Albania (CNN) Talks began.", "Talks began."),
        ("Londres, Angleterre -- Talks began.", "Talks began."),
        ("Saturday, March 26, 2005 Talks began.", "Talks began."),
        ("DRESDEN, 3. März (dpa) – Die Elbe steigt.", "Die Elbe steigt."),
        ("Dresden (dpa/sn) - Die Elbe steigt.", "Die Elbe steigt."),
        ("SEVILLA, 12 may. (AGN).- El tren salió.", "El tren salió."),
        ("Madrid, 12 de mayo (EFE).- El tren salió.", "El tren salió."),
        ("PARIS, 3 mars (AFP) - Le train part.", "Le train part."),
        ("Šumperk (ČTK) - Vlak odjel.", "Vlak odjel."),
        ("القاهرة، 12 مايو (رويترز) - بدأت المحادثات.", "بدأت المحادثات."),
        ("ירושלים (סוכנות הידיעות) - השיחות החלו.", "השיחות החלו."),
        ("नई दिल्ली (भाषा) - वार्ता शुरू हुई।", "वार्ता शुरू हुई।"),
        ("יאיר לפיד (יש עתיד) - השיחות החלו.", "יאיר לפיד (יש עתיד) - השיחות החלו."),
        ("محمد صلاح (ليفربول) - سجل هدفين.", "محمد صلاح (ليفربول) - سجل هدفين."),
        ("Jane Roe (spd) – Sie sprach.", "Jane Roe (spd) – Sie sprach."),
        ("Jane Roe (left) - she spoke.", "Jane Roe (left) - she spoke."),
        ("Associated Press (AP) President Roe spoke.", "Associated Press (AP) President Roe spoke."),
        ("British Airways (BA) Chief Roe spoke.", "British Airways (BA) Chief Roe spoke."),
        ("Senator Jane Roe (R) Texas spoke.", "Senator Jane Roe (R) Texas spoke."),
        ("Jane Roe, Riyadh — she spoke.", "Jane Roe, Riyadh — she spoke."),
        ("Jane Roe (Labour) - We will not yield.", "Jane Roe (Labour) - We will not yield."),
        ("Olaf Scholz (SPD) – Wir geben nicht nach.", "Olaf Scholz (SPD) – Wir geben nicht nach."),
        ("Jane Roe, Mayor — We will not yield.", "Jane Roe, Mayor — We will not yield."),
        ("Jurečka (KDU-ČSL) - Půjdeme.", "Jurečka (KDU-ČSL) - Půjdeme."),
        ("Adamová (TOP 09) - Půjdeme.", "Adamová (TOP 09) - Půjdeme."),
        ("Hołownia (Polska 2050) - Idziemy.", "Hołownia (Polska 2050) - Idziemy."),
        ("Akşener (İYİ) - Gidiyoruz.", "Akşener (İYİ) - Gidiyoruz."),
        ("Tim Davie, Director General -- We will change.", "Tim Davie, Director General -- We will change."),
        ("Laura Kuenssberg (BBC News) - asked him.", "Laura Kuenssberg (BBC News) - asked him."),
        ("Laura Kuenssberg (BBC) - asked him.", "Laura Kuenssberg (BBC) - asked him."),
        ("Laura Kuenssberg (BBC) Asked him.", "Laura Kuenssberg (BBC) Asked him."),
        ("Kuenssberg (Sky News) - asked him.", "Kuenssberg (Sky News) - asked him."),
        ("John Smith (Leeds) - spoke.", "John Smith (Leeds) - spoke."),
        ("Scholz (SPD) – Wir gehen.", "Scholz (SPD) – Wir gehen."),
        ("Söder (CDU/CSU) – Wir gehen.", "Söder (CDU/CSU) – Wir gehen."),
        ("Roe (R-Texas) - We go.", "Roe (R-Texas) - We go."),
        ("Kaczyński (PiS) - Idziemy.", "Kaczyński (PiS) - Idziemy."),
        ("Smith, Chairman — The man spoke.", "Smith, Chairman — The man spoke."),
        ("John Smith, Texas — The man spoke.", "John Smith, Texas — The man spoke."),
        ("Wien (APA) - Talks began.", "Talks began."),
        ("Wien (APA/dpa) - Talks began.", "Talks began."),
        ("Moscow (Interfax) - Talks began.", "Talks began."),
        ("Bern (Keystone-SDA) - Talks began.", "Talks began."),
        ("New Delhi (IANS) - Talks began.", "Talks began."),
        ("Abu Dhabi (WAM) - Talks began.", "Talks began."),
        ("Virginia Beach, Virginia -- Talks began.", "Talks began."),
        ("New York, New York -- Talks began.", "Talks began."),
        ("Salt Lake City, Utah -- Talks began.", "Talks began."),
        ("Porto Novo (Harbour News Agency) – Talks began.", "Talks began."),
        ("Porto Novo, Feb. 18 (Lusa) - Talks began.", "Talks began."),
        ("Villaverde del Río, 14 jun (Agencias).- El tren salió.", "El tren salió."),
        ("Ciudad de México, 14 de junio (AP) — El tren salió.", "El tren salió."),
        ("Ciudad de México (AP) — El tren salió.", "El tren salió."),
        ("Buenos Aires/EFE. El tren salió.", "El tren salió."),
        ("BERLIN taz | Der Zug fährt.", "Der Zug fährt."),
        ("PIRNAU, 14. Juni. Die Elbe steigt.", "Die Elbe steigt."),
        ("Paris, le 14 juin 2026. Le train part.", "Le train part."),
        ("Lyon (AFP). Le train part.", "Le train part."),
        ("Praha 14. června (ČTK) - Vlak odjel.", "Vlak odjel."),
        ("رام الله 14 يونيو (وفا)- بدأت المحادثات.", "بدأت المحادثات."),
        ("بغداد/ واع/ بدأت المحادثات.", "بدأت المحادثات."),
        ("नई दिल्ली, 14 जून (भाषा) वार्ता शुरू हुई।", "वार्ता शुरू हुई।"),
        ("وقع في 14 يونيو (حزيران) - بدأت المحادثات.", "وقع في 14 يونيو (حزيران) - بدأت المحادثات."),
        ("Am 14. Juni. Die Elbe steigt.", "Am 14. Juni. Die Elbe steigt."),
        ("Am 14. Juni – dem Wahltag – ging er.", "Am 14. Juni – dem Wahltag – ging er."),
        ("On Monday, 14 June - a holiday - he left.", "On Monday, 14 June - a holiday - he left."),
        ("Roe, 14 goals. He scored.", "Roe, 14 goals. He scored."),
    ],
)
def test_a_day_and_an_agency_are_a_dateline(text: str, words: str) -> None:
    assert text[dateline_stop(text) :] == words


@pytest.mark.parametrize(
    "mark",
    [
        "3.54pm - UPDATE - ",
        "10:32 GMT: ",
        "21:15 BST - ",
        "9:15 p.m.: ",
        "9:15 p.m. ET: ",
        "UPDATE 2: ",
        "UPDATE 1-",
        "Update: ",
        "Update, Nov. 15, 4pm: ",
        "Update, 7:24 p.m.: ",
        "BREAKING: ",
        "JUST IN: ",
    ],
)
def test_the_marks_of_a_live_blog_are_put_before_the_words(mark: str) -> None:
    assert dateline_stop(f"{mark}Talks began.") == len(mark)


@pytest.mark.parametrize(
    "text",
    [
        "10am-11am: talks in the palace.",
        "3-2 - a win for the harbour.",
        "11:30pm local time was too late.",
        "2:45 — Roe scored for the harbour.",
        "Update 5.50 of the console is out.",
        "Updates: all of them are out.",
        "12 p.m. and no talks.",
    ],
)
def test_a_number_or_an_update_is_no_mark(text: str) -> None:
    assert dateline_stop(text) == 0
