from __future__ import annotations

from math import inf

import pytest

from summarize.evidence import intervals_in, is_negated, names_in, negations_in, numbers_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Twenty-one girls were freed.", [21.0]),
        ("It cost $1,250.50 and 3.2 million more.", [1250.5, 3.2e6]),
        ("One said that no one came.", []),
        ("A hundred people and two dozen cars.", [100.0, 24.0]),
        ("Between 20 and 30 percent.", [20.0, 30.0]),
        ("Am 18. Februar kamen 12 Minister.", [18.0, 12.0]),
        ("In 2016 300 of 100 000 and 10\u202f500 came.", [2016.0, 300.0, 100000.0, 10500.0]),
        ("The G7 met and B52s flew.", []),
        ("", []),
    ],
)
def test_numbers_are_values(text: str, values: list[float]) -> None:
    assert numbers_in(text) == values


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [("at least", 50, inf), ("more than", 50, inf), ("up to", 0, 50), ("about", 45, 55), ("the", 50, 50)],
)
def test_words_before_a_number_open_it(qualifier: str, low: float, high: float) -> None:
    assert intervals_in(f"There were {qualifier} 50 men.") == [pytest.approx((50.0, low, high))]


def test_names_are_not_first_words() -> None:
    found = names_in(
        ["Talks began. Sergey Lavrov’s plane left Riyadh.", "They met the U.S. side in talks."], ["en"] * 2
    )
    assert found == [frozenset({"sergey", "lavrov", "riyadh"}), frozenset({"u.s"})]
    assert names_in(["Der Minister sah das Haus."], ["de"]) == [frozenset()]


@pytest.mark.parametrize("text", ["It is not so.", "He couldn’t come.", "Nobody came.", "They denied it."])
def test_negation(text: str) -> None:
    assert is_negated(text)
    assert not is_negated("A notable knot.")


@pytest.mark.parametrize(
    ("language", "denying", "stating"),
    [
        ("en", "The crew failed to sound the alarm.", "The crew sounded a notable alarm."),
        ("de", "Der Kapitän wurde nicht festgenommen.", "Der Kapitän wurde am nächsten Tag festgenommen."),
        ("de", "Es gab keine Verletzten.", "Es gab keimfreie Verbände."),
        ("fr", "Le capitaine n’a pas été arrêté.", "Le capitaine a été arrêté pas à pas."),
        ("fr", "Personne n'a été blessé.", "Une personne a été blessée."),
        ("fr", "Aucun passager ne manque.", "Il ne manque que le capitaine."),
        ("es", "Nunca fue detenido.", "Fue detenido en la noche."),
        ("es", "Ningún pasajero murió.", "Un pasajero murió."),
        ("it", "Il capitano non è stato arrestato.", "Il capitano è stato arrestato."),
        ("pt", "O capitão não foi detido.", "O capitão foi detido."),
        ("nl", "De kapitein is niet aangehouden.", "De kapitein is aangehouden."),
        ("ru", "Капитан не был задержан.", "Капитан был задержан."),
        ("de", "Roe wies die Vorwürfe zurück.", "Roe wies auf die Vorwürfe hin."),
        ("fr", "Roe nie les faits.", "Roe niche au port."),
        ("es", "Rechazó las acusaciones.", "Rechazó la oferta."),
        ("cs", "Vláda zprávu neuvedla.", "No, to je pravda."),
        ("cs", "Nikdo tam není.", "Nepálský ministr nesl vinu."),
        ("pl", "Nikt nie zginął.", "Minister zginął."),
        ("uk", "Немає жодного корабля.", "Корабель небезпечний."),
        ("el", "Ο καπετάνιος δεν συνελήφθη.", "Ο καπετάνιος συνελήφθη."),
        ("ar", "ولم يصب أحد.", "أصيب عشرة."),
        ("he", "איש לא נפגע.", "עשרה נפגעו."),
        ("hi", "कोई घायल नहीं हुआ।", "यह निर्णय समान है।"),
        ("sv", "Ingen skadades.", "Tio skadades."),
        ("tr", "Kimse ölmedi.", "On kişi öldü."),
    ],
)
def test_negation_is_read_in_the_language(language: str, denying: str, stating: str) -> None:
    assert is_negated(denying, language)
    assert not is_negated(stating, language)
    (start, stop), *_ = negations_in(denying, language)
    assert denying[start:stop].strip()
    assert negations_in(stating, language) == []


@pytest.mark.parametrize(
    ("text", "language", "negated"),
    [
        ("Sin embargo, el ministro dimitió ayer.", "es", False),
        ("No obstante, el ministro dimitió.", "es", False),
        ("El ministro se fue sin hablar.", "es", True),
        ("Sem dúvida, o ministro saiu.", "pt", False),
        ("Sans doute le ministre partira.", "fr", False),
        ("Le ministre est parti sans parler.", "fr", True),
        ("Nicht nur der Minister ging.", "de", False),
        ("Es besteht kein Zweifel, dass der Minister ging.", "de", False),
        ("Nicht weniger als zwanzig Minister gingen.", "de", False),
        ("No solo dimitió el ministro.", "es", False),
        ("No cabe duda de que el ministro dimitió.", "es", False),
        ("Il n'y a aucun doute que le ministre partira.", "fr", False),
        ("The minister not only left, he ran.", "en", False),
        ("The minister doesn't just leave, he runs.", "en", False),
        ("No fewer than ten ministers left.", "en", False),
        ("It is not so.", "xx", False),
        ("Der Minister ging nicht.", "de", True),
        ("Without a doubt the minister left.", "en", False),
        ("The minister left without a word.", "en", True),
        ("Le ministre n'est pas seulement venu.", "fr", False),
        ("Il n'y a pas moins de dix morts.", "fr", False),
        ("El ministro no dijo sólo eso.", "es", False),
        ("There should be no doubting the resolve of the minister.", "en", False),
        ("The judge dismissed all charges.", "en", False),
        ("The court rejected asylum claims of 200 families.", "en", False),
        ("The minister rejected claims that he ran.", "en", True),
        ("The minister dismissed the claim.", "en", True),
        ("उन्हें 200 मत मिले।", "hi", False),
        ("Neapol zasáhlo zemětřesení.", "cs", False),
        ("V Neapoli zemřelo deset lidí.", "cs", False),
        ("Policie ho nechala jít.", "cs", False),
        ("Nepřátel bylo deset.", "cs", False),
        ("Ministr nepřijde.", "cs", True),
        ("Ministr tam nebyl.", "cs", True),
        ("Damadı tutuklandı.", "tr", False),
        ("Komedi bugün başladı.", "tr", False),
        ("Roe babasını gömüyor.", "tr", False),
        ("Bakan gelmiyor.", "tr", True),
        ("Koncert Ani Roe trwa.", "pl", False),
        ("Minister ani słowa powiedział.", "pl", True),
        ("A no-fly zone began on Monday.", "en", False),
        ("Not-for-profit hospitals closed.", "en", False),
        ("No-one was hurt.", "en", True),
        ("No. 10 said that the minister left.", "en", False),
        ("Roe was not just late.", "en", False),
        ("At No 10 the minister left.", "en", False),
        ("There were no 911 calls that night.", "en", True),
        ("No 10 ministers left.", "en", True),
        ("Das war nicht allein Roe, sondern auch Moss.", "de", False),
        ("Er war nicht allein im Zimmer.", "de", True),
        ("Ministerstvo to popřelo.", "cs", True),
        ("Os sem-terra ocuparam o porto.", "pt", False),
        ("O ministro negou-o.", "pt", True),
        ("Des sans-papiers ont été arrêtés.", "fr", False),
        ("Roe nada 200 metros.", "es", False),
        ("Десять человек без вести пропали.", "ru", False),
        ("Ministr neutralizoval hrozbu.", "cs", False),
        ("Ministr nervózněl.", "cs", False),
        ("Čekal, dokud ministr nepřišel.", "cs", False),
        ("Dokud ministr nepřišel, vláda nejednala.", "cs", True),
        ("Он ждал, пока министр не ушёл.", "ru", False),
        ("Пока не известно, ушёл ли министр.", "ru", True),
        ("Esperó hasta que el ministro no se fue.", "es", False),
        ("Reporters sans frontières est parti.", "fr", False),
        ("Niemand Geringeres als Roe ging.", "de", False),
        ("Das wies Roe als falsch zurück.", "de", True),
        ("Roe widersprach den Vorwürfen.", "de", True),
        ("Roe rechaza que el ministro dimita.", "es", True),
        ("Hasta que llegue la paz no votarán.", "es", True),
        ("Lula venceu, enquanto Roe não aceitou.", "pt", True),
        ("Esperou enquanto não chegava o ministro.", "pt", False),
        ("Fino a quando il governo resta non si vota.", "it", True),
        ("Aspettò finché il ministro non partì.", "it", False),
        ("Póki co nie ma ofiar.", "pl", True),
        ("Czekał, dopóki minister nie wyszedł.", "pl", False),
        ("По словам министра, пока не ясно, кто стрелял.", "ru", True),
        ("Влада, поки що не коментує.", "uk", True),
        ("Він чекав, доки міністр не пішов.", "uk", False),
        ("הוא חיכה עד שהשר לא הלך.", "he", False),
        ("Ministr s tím nepočítá, vláda ho nepodporuje.", "cs", True),
        ("Policista ho nechává jít.", "cs", False),
        ("उसने इंतज़ार किया जब तक मामला सुलझ नहीं गया।", "hi", False),
        ("जब तक वह है तब तक काम नहीं होगा।", "hi", True),
        ("Ministr neutrpěl škodu, jen ji neutratil.", "cs", True),
    ],
)
def test_phrases_that_deny_nothing(text: str, language: str, negated: bool) -> None:
    assert is_negated(text, language) is negated
