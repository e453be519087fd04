"""Numbers in words: each is spelled here by rules of its own, and read whole."""

from __future__ import annotations

import pytest

from summarize.comparison.figures.quantities import quantities_in

#: The words of each language: those up to the last that is no compound, the tens, the hundreds where they are no compounds, the thousand,
#: and what stands between a hundred and the rest.
SMALL = {
    "en": "_ one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "de": "_ ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "fr": "_ un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "es": "_ un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve "
    "veinte veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve",
    "it": "_ uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto "
    "diciannove",
    "pt": "_ um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove",
    "nl": "_ een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "cs": "_ jeden dva tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct",
    "pl": "_ jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście "
    "siedemnaście osiemnaście dziewiętnaście",
    "ru": "_ один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать "
    "семнадцать восемнадцать девятнадцать",
    "uk": "_ один два три чотири п'ять шість сім вісім дев’ять десять одинадцять дванадцять тринадцять чотирнадцять п’ятнадцять шістнадцять "
    "сімнадцять вісімнадцять дев'ятнадцять",
    "el": "_ ένα δύο τρία τέσσερα πέντε έξι επτά οκτώ εννέα δέκα έντεκα δώδεκα δεκατρία δεκατέσσερα δεκαπέντε δεκαέξι δεκαεπτά δεκαοκτώ δεκαεννέα",
}
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "_ treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "cs": "dvaceti třicet čtyřiceti padesát šedesáti sedmdesát osmdesáti devadesát",
    "pl": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "uk": "двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто",
    "el": "είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα",
}
HUNDREDS = {
    "es": "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
    "pt": "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
    "cs": "sto,dvě stě,tři sta,čtyři sta,pět set,šest set,sedm set,osm set,devět set",
    "pl": "sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset",
    "ru": "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
    "uk": "сто двісті триста чотириста п’ятсот шістсот сімсот вісімсот дев’ятсот",
    "el": "εκατόν διακόσια τριακόσια τετρακόσια πεντακόσια εξακόσια επτακόσια οκτακόσια εννιακόσια",
}
HUNDRED = {"en": " hundred", "de": "hundert", "fr": " cent", "it": "cento", "nl": "honderd"}
#: Of the last three, which write it on to the number before it, whole thousands alone are read.
THOUSAND = {
    "en": " thousand ",
    "fr": " mille ",
    "es": " mil ",
    "pt": " mil ",
    "de": "tausend",
    "it": "mila",
    "nl": "duizend",
    "cs": " tisíc ",
    "pl": " tysiąc ",
    "ru": " тысяча ",
    "uk": " тисяча ",
    "el": " χίλια ",
}
JOINT = {"en": " and ", "pt": " e "} | dict.fromkeys(("fr", "es", "cs", "pl", "ru", "uk", "el"), " ")


def spelled(n: int, language: str) -> str:
    """Spell a number under a million; nothing of none."""
    if n < 100:
        return _below_a_hundred(n, language) if n else ""
    if n >= 1000:
        one = 1000 <= n < 2000 and language != "en"
        rest = n % 1000
        joint = "e " if language == "pt" and rest and (rest < 100 or rest % 100 == 0) else ""
        return (
            f"{'' if one else spelled(n // 1000, language)}{THOUSAND[language]}{joint}{spelled(rest, language)}".strip()
        )
    whole = n % 100 == 0
    if language in HUNDREDS:
        heads = HUNDREDS[language].split("," if "," in HUNDREDS[language] else " ")
        head = {"es": "cien", "pt": "cem"}.get(language, heads[0]) if n == 100 else heads[n // 100 - 1]
    else:
        one = n < 200 and language not in ("en", "de")
        head = f"{'' if one else SMALL[language].split()[n // 100]}{HUNDRED[language]}".strip()
        head += "s" if language == "fr" and whole and not one else ""
    return head if whole else f"{head}{JOINT.get(language, '')}{spelled(n % 100, language)}"


def _below_a_hundred(n: int, language: str) -> str:
    small = SMALL[language].split()
    if n < len(small):
        return small[n]
    if language == "fr" and n >= 70:
        named = {71: "soixante et onze", 80: "quatre-vingts"}
        return named.get(n) or (f"soixante-{small[n - 60]}" if n < 80 else f"quatre-vingt-{small[n - 80]}")
    ten, one = TENS[language].split()[n // 10 - 2], small[n % 10] if n % 10 else ""
    if not one:
        return ten
    return {
        "en": f"{ten}-{one}",
        "de": f"{one}und{ten}",
        "fr": f"{ten} et un" if one == "un" else f"{ten}-{one}",
        "es": f"{ten} y {one}",
        "it": f"{ten[:-1] if one[0] in 'uo' else ten}{'tré' if one == 'tre' else one}",
        "pt": f"{ten} e {one}",
        "nl": f"{one}{'ën' if one.endswith('e') else 'en'}{ten}",
    }.get(language, f"{ten} {one}")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Police counted {} passengers on board."),
        ("de", "Die Polizei zählte {} Passagiere an Bord."),
        ("fr", "La police a compté {} passagers à bord."),
        ("es", "La policía contó {} pasajeros a bordo."),
        ("it", "La polizia ha contato {} passeggeri a bordo."),
        ("pt", "A polícia contou {} passageiros a bordo."),
        ("nl", "De politie telde {} passagiers aan boord."),
        ("cs", "Policie napočítala {} cestujících na palubě."),
        ("pl", "Policja naliczyła {} pasażerów na pokładzie."),
        ("ru", "Полиция насчитала {} пассажиров на борту."),
        ("uk", "Поліція нарахувала {} пасажирів на борту."),
        ("el", "Η αστυνομία μέτρησε {} επιβάτες στο πλοίο."),
    ],
)
def test_every_number_in_words_is_read_whole(language: str, sentence: str) -> None:
    wrong = {}
    thousands = (
        (2000, 12_000, 125_000)
        if language in ("de", "it", "nl")
        else (1200, 2017, 2100, 12_000, 25_300, 125_650, 999_999)
    )
    for number in (*range(2, 1000), *thousands):
        text = sentence.format(spelled(number, language))
        values = [quantity.value for quantity in quantities_in(text, language)]
        if values != [number]:
            wrong[number] = text, values
    assert wrong == {}
