"""Numbers in words: each is spelled here by rules of its own, and read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarize.comparison import quantities_in

if TYPE_CHECKING:
    from collections.abc import Callable


def in_german(n: int) -> str:
    small = "_ ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
    ones, tens = (
        small.split(),
        ["_", "_", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
    )
    if n >= 1000:
        return f"{in_german(n // 1000)}tausend{in_german(n % 1000)}"
    hundreds = f"{ones[n // 100]}hundert" if n >= 100 else ""
    rest = n % 100
    if rest < 20:
        return hundreds + (ones[rest] if rest else "")
    return hundreds + (f"{ones[rest % 10]}und" if rest % 10 else "") + tens[rest // 10]


def in_dutch(n: int) -> str:
    small = "_ een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
    ones, tens = (
        small.split(),
        ["_", "_", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"],
    )
    if n >= 1000:
        return f"{in_dutch(n // 1000) if n >= 2000 else ''}duizend {in_dutch(n % 1000)}".strip()
    hundreds = f"{ones[n // 100] if n >= 200 else ''}honderd" if n >= 100 else ""
    rest = n % 100
    if rest < 20:
        return hundreds + (ones[rest] if rest else "")
    joint = "" if not rest % 10 else ones[rest % 10] + ("ën" if ones[rest % 10].endswith("e") else "en")
    return hundreds + joint + tens[rest // 10]


def in_italian(n: int) -> str:
    small = "_ uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove"
    ones, tens = (
        small.split(),
        ["_", "_", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"],
    )
    if n >= 1000:
        return f"{in_italian(n // 1000)}mila{in_italian(n % 1000)}" if n >= 2000 else f"mille{in_italian(n % 1000)}"
    hundreds = f"{ones[n // 100] if n >= 200 else ''}cento" if n >= 100 else ""
    rest = n % 100
    if rest < 20:
        return hundreds + (ones[rest] if rest else "")
    ten, one = tens[rest // 10], ones[rest % 10] if rest % 10 else ""
    return hundreds + (ten[:-1] if one[:1] in ("u", "o") and one else ten) + ("tré" if one == "tre" else one)


def in_french(n: int) -> str:
    small = "_ un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
    ones, tens = small.split(), ["_", "_", "vingt", "trente", "quarante", "cinquante", "soixante"]
    if n >= 1000:
        return " ".join(filter(None, (in_french(n // 1000) if n >= 2000 else "", "mille", in_french(n % 1000))))
    if n >= 100:
        head = f"{ones[n // 100]} cent" if n >= 200 else "cent"
        return f"{head}s" if n % 100 == 0 and n > 100 else f"{head} {in_french(n % 100)}".strip()
    if n < 20:
        return ones[n] if n else ""
    if n < 70:
        return tens[n // 10] + ("" if not n % 10 else " et un" if n % 10 == 1 else f"-{ones[n % 10]}")
    if n < 80:
        return "soixante" + (" et onze" if n == 71 else f"-{ones[n - 60]}")
    return "quatre-vingts" if n == 80 else f"quatre-vingt-{ones[n - 80]}"


def in_spanish(n: int) -> str:
    small = (
        "_ un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiún veintidós "
        "veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
    )
    ones, tens = (
        small.split(),
        ["_", "_", "_", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"],
    )
    heads = "_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
    if n >= 1000:
        return " ".join(filter(None, (in_spanish(n // 1000) if n >= 2000 else "", "mil", in_spanish(n % 1000))))
    if n >= 100:
        return "cien" if n == 100 else f"{heads.split()[n // 100]} {in_spanish(n % 100)}".strip()
    if n < 30:
        return ones[n] if n else ""
    return tens[n // 10] + (f" y {ones[n % 10]}" if n % 10 else "")


def in_portuguese(n: int) -> str:
    small = "_ um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove"
    ones, tens = (
        small.split(),
        ["_", "_", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"],
    )
    heads = [
        "_",
        "cento",
        "duzentos",
        "trezentos",
        "quatrocentos",
        "quinhentos",
        "seiscentos",
        "setecentos",
        "oitocentos",
        "novecentos",
    ]
    if n >= 1000:
        rest = n % 1000
        joint = "e" if rest and (rest < 100 or rest % 100 == 0) else ""
        return " ".join(
            filter(None, (in_portuguese(n // 1000) if n >= 2000 else "", "mil", joint, in_portuguese(rest)))
        )
    if n >= 100:
        if n == 100:
            return "cem"
        return heads[n // 100] + (f" e {in_portuguese(n % 100)}" if n % 100 else "")
    if n < 20:
        return ones[n] if n else ""
    return tens[n // 10] + (f" e {ones[n % 10]}" if n % 10 else "")


def in_english(n: int) -> str:
    small = "_ one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    ones, tens = small.split(), ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if n >= 1000:
        return f"{in_english(n // 1000)} thousand {in_english(n % 1000)}".strip()
    if n >= 100:
        return f"{ones[n // 100]} hundred" + (f" and {in_english(n % 100)}" if n % 100 else "")
    if n < 20:
        return ones[n] if n else ""
    return tens[n // 10] + (f"-{ones[n % 10]}" if n % 10 else "")


@pytest.mark.parametrize(
    ("language", "spell", "sentence"),
    [
        ("en", in_english, "Police counted {} passengers on board."),
        ("de", in_german, "Die Polizei zählte {} Passagiere an Bord."),
        ("fr", in_french, "La police a compté {} passagers à bord."),
        ("es", in_spanish, "La policía contó {} pasajeros a bordo."),
        ("it", in_italian, "La polizia ha contato {} passeggeri a bordo."),
        ("pt", in_portuguese, "A polícia contou {} passageiros a bordo."),
        ("nl", in_dutch, "De politie telde {} passagiers aan boord."),
    ],
)
def test_every_number_in_words_is_read_whole(language: str, spell: Callable[[int], str], sentence: str) -> None:
    wrong = {}
    for number in (*range(2, 1000), 1200, 2017, 2100, 12_000, 25_300, 125_650, 999_999):
        text = sentence.format(spell(number))
        values = [quantity.value for quantity in quantities_in(text, language)]
        if values != [number]:
            wrong[number] = text, values
    assert wrong == {}
