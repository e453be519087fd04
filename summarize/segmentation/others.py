"""Other languages than English: sentencex, and the rules that mend it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Final

from ..calendars import short_months_of
from ..datelines import dateline_stop
from ..quotations import find_quotations
from .mending import ALWAYS, joins_anywhere, mended

#: Marks that sentencex pairs and skips what is between them: it would miss ends within quotations, take Hebrew's צה"ל
#: for one, and need time that grows with the square where none closes.
_PAIRED: Final = re.compile(r"[\"“”„«»‹›「」『』()\[\]（）]")

#: Abbreviations before which, or after which, sentencex cuts. Any language's may stand in any other's news.
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(\"“„«’'])(?:(?i:ex|vice|vize|contre|экс|вице|екс|віце|πρώην|αντι|dipl\.|dr\.)-)?(?:MM?|Mmes?|Mlles?|Mrs?|Me|Mgr|Lt|Col|Gen|Maj|Capt|Cpt|Sgt|Pvt|Adm|Sen|Rep|Gov|Jr|Dr|Drs|Pr|Gén|gén|Präs|адм|Prof|prof|Ing|ing|Dipl|St|Ste|Hr|Fr|Fa|Nr|nr|no|núm|nº|Bd|Abs|Art|art|av|h"
    r"|Sra?s?|Dra?|Dña|Ud|Uds|Gral|Lic|tzv|např|mj|př|kpt|plk|gen|mjr|por|sv|Sv|ул|им|просп|пл|пер|кв|см|ср|св|проф|акад|доц"
    r"|ген|полк|янв|февр|фев|апр|авг|сент|окт|нояб|дек|вул|ім|κ|κα|κκ|Δρ|δρ|Αγ|αρ|π\.χ|Π\.χ|δηλ|डॉ|डा|प्रो|श्री|पं|मो|कु|नं|रु|सुश्री)\.\Z"
)

#: What stands before a number, and ends no sentence there, in small letters or at the beginning of one: aprox. 20 personas, inkl. 20 Karten, max. 20 Leute.
_BEFORE_NUMBER: Final = (
    "aprox|approx|bzw|ca|cerc|circa|env|evtl|exkl|inkl|jun|max|mind|min|pág|pp?|resp|str|ungef|vgl|zirka|zzgl"
)

#: The same in some languages only, or where it has its capital: elsewhere ok, tel and mill are words, which may end a sentence.
_BEFORE_NUMBER_IN: Final = {
    "de": r"\w*[Ss]tr|Mill|[Tt]el|[Zz]iff",
    "da": r"\w+brog|[Tt]lf",
    "fi": "esim|[Pp]uh",
    "cs": "cca|odst|okr?|písm|tel",
    "el": "κεφ|παρ|σελ|τηλ|τόμ",
    "sk": "cca|odst|okr?|písm|tel",
    "pl": "cca|godz|okr?|poz|rozdz|tel",
}

#: J. Novák, Ә. Қасым, د. أحمد; but not a year, в 2017 г. Он ушёл, which sentencex takes for one too.
_INITIAL: Final = re.compile(r"(?:^|[\s.(-])[^\W\d_]\.\Z")
_YEAR: Final = re.compile(r"\d\s?[^\W\d_]{1,2}\.\Z")

#: جورج دبليو. بوش: an initial of another alphabet by its name; behind another one it may be the last of a channel's, بي بي سي, and behind a vitamin the vitamin's. Names that are words (في, أو) are left out.
_LETTER_NAMES: Final = "آر|آي|إتش|إس|إف|إل|إم|إيه|ار|اتش|اس|اف|ام|ايه|بي|تي|جى|جي|جيه|دبليو|دي|زد|سي|كي|كيو|يو"
_SPELLED: Final = re.compile(
    rf"(?:^|\s)(?!(?:{_LETTER_NAMES}|[بلو]?(?:ال)?فيتامين)\s)[^\W\d]+\s(?:{_LETTER_NAMES})\.\Z"
)

_YEAR_ENDED: Final = re.compile(r"\b\d{4}\s(?:гг?|рр?|ж)\.\s+(?=[\"«„]?[А-ЯЁІЇЄҐӘҒҚҢӨҰҮҺ])")

#: ई.टी.ए. and सी.ओ.पी. in scripts without capitals, where nothing else tells an abbreviation.
_DOTTED: Final = re.compile(r"(?:[^\s.]{1,4}\.){2,6}\Z")

#: १२००कि. मि. (७४५ मील): parts of a kilometre, often written on to the number.
_UNIT: Final = re.compile(r"[\s\d](?:कि|मि|मी)\.\Z")

#: गयी है.इस खोज के बाद: a full stop for a danda, and no space after it, behind a verb that ends sentences.
_UNSPACED_END: Final = re.compile(
    r"(?<=\s)(?:है|हैं|था|थे|थी|थीं|गया|गये|गए|गयी|गई|होगा|होगी|की|किया|किए|दी|दिया|लिया|कहा)\s?\.(?=[\u0904-\u0939])"
)

#: السابق.اظهرت, 2007.انهى and מהאזור.מזון: no space after the full stop, before a word of more letters than an abbreviation has, and behind one or a number.
_UNSPACED: Final = re.compile(
    r"(?:(?<=[\u0621-\u064a]{3})|(?<=\d\d))\.(?=[\u0621-\u064a]{3})|(?:(?<=[\u05d0-\u05ea]{3})|(?<=\d\d))\.(?=[\u05d0-\u05ea]{3})"
)

#: A vertical bar typed for a danda: अध्ययन किया | किंग्स क्रॉस
_BAR: Final = re.compile(r"(?<=[\u0900-\u097f])\s?\|+\s+")

#: (17,6 mil). Jeho: the bracket has closed whatever is cut short in it, and sentencex does not see its end.
_BRACKETED: Final = re.compile(r"[^\W_]\.?[)\]]\.\s+(?=[\"“„«]?[^\W\d_])")

#: 18. Februar, die 3. Runde; but not: auf Platz 3. Die anderen folgten.
_ORDINAL: Final = re.compile(r"(?:^|[\s(])\d{1,2}\.\Z")
_GERMAN_BEGINNING: Final = re.compile(
    r"(?:D(?:er|ie|as|em|en|abei|ann|och|ort|iese[rsmn]?)|E[rs]|Sie|Wir|Ich|Man|Eine?[rmn]?|Und|Im?|Am?|An|Auf|Aus|Bei|Nach|Mit|Von|Vor"
    r"|Zu[mr]?|Für|Als|Wenn|Aber|Auch|So|Seit|Über|Unter|Während)\s"
)
_ORDINAL_LANGUAGES: Final = frozenset(
    {"de", "da", "nb", "nn", "no", "fi", "et", "lv", "cs", "sk", "sl", "hr", "bs", "sr", "hu", "pl", "tr"}
)

#: Dann war Schluss. 20 Menschen starben: in those languages sentencex sees no end before a number; a short word may be cut short.
_BEFORE_DIGIT: Final = re.compile(r"(?<=[^\W\d_]{4})\.\s+(?=\d)")

#: Languages that another's rules read better: sentencex's own for Kazakh see no end before a figure.
_READ_AS: Final = {"kk": "ru"}

#: Marks that end a sentence in Chinese and Japanese, and characters of the longest quotation that a sentence there is not cut within.
_FULL_STOP: Final = re.compile("[。！？]")
_QUOTED: Final = 200

#: What stands behind a quotation that a sentence goes on from: 「終わった。」と述べた。 “结束了。”他说。
_SAYS: Final = re.compile(r"[とっ]|[，、]|[^。！？，、「“]{1,8}[说說道称稱]")

#: Characters before a quotation in which it is looked whether a sentence has begun.
_SIGHT: Final = 40


def _outside_quotations(unit: str, cuts: list[int]) -> list[int]:
    """Leave out the cuts in the middle of a quotation that stands in the middle of a Chinese or Japanese sentence.

    首相は「パリには行かない。来週も行かない。」と述べた。 The verb, and who said it, stand behind what was said or before it, and neither half is a sentence.
    """
    within: list[tuple[int, int]] = []
    for quotation in find_quotations(unit):
        if quotation.depth == 0 and quotation.closed and quotation.stop - quotation.start <= _QUOTED:
            # Who said it belongs to what was said, so nothing ends behind the mark that closes it either.
            if _SAYS.match(unit, quotation.stop):
                within.append((quotation.inner_start, quotation.stop + 1))
            elif _leads_in(unit[max(quotation.start - _SIGHT, 0) : quotation.start]):
                within.append((quotation.inner_start, quotation.inner_stop))
    # Outermost quotations do not overlap: the last that begins before a cut is the one that it may lie in.
    starts = [start for start, _ in within]
    return [cut for cut in cuts if not (k := bisect_left(starts, cut)) or cut >= within[k - 1][1]]


def _leads_in(before: str) -> bool:
    """Whether a sentence has begun before a quotation."""
    head = before.rstrip()
    return bool(head) and head[-1] not in "。！？”」』…"


def _last_word(left: str) -> str:
    """The word before the full stop that ends a text, in small letters."""
    return left.removesuffix(".").rpartition(" ")[2].casefold()


@cache
def _before_number(code: str) -> re.Pattern[str]:
    """What stands before a number in a language."""
    own = _BEFORE_NUMBER_IN.get(code, "(?!)")
    return re.compile(rf"(?:(?:^|[\s(])(?:{_BEFORE_NUMBER}|{own})|(?:^|[.!?]\s)(?i:{_BEFORE_NUMBER}))\.\Z")


def other_cuts(unit: str, code: str) -> list[int]:
    """Find where the sentences of a unit in another language begin, the first left out."""
    import sentencex

    shadow = _PAIRED.sub(" ", unit)
    pieces = sentencex.get_sentence_boundaries(_READ_AS.get(code, code), shadow)
    # It also cuts where no space follows: in בי.בי.סי and in ५.५.
    cuts = [piece["start_index"] for piece in pieces if shadow[piece["start_index"] - 1] == " "]
    cuts += [
        match.end()
        for pattern in (ALWAYS, _YEAR_ENDED, _BAR, _BRACKETED, _UNSPACED_END, _UNSPACED)
        for match in pattern.finditer(unit)
    ]
    if code in _ORDINAL_LANGUAGES:
        cuts += [match.end() for match in _BEFORE_DIGIT.finditer(unit)]
    dateline = dateline_stop(unit)
    cuts = [cut for cut in cuts if cut > dateline]
    if _FULL_STOP.search(unit):
        cuts = _outside_quotations(unit, cuts)

    before_number = _before_number(code)

    def joins(left: str, right: str) -> bool:
        if joins_anywhere(left, right):
            return True
        if left.endswith((").", "].")):
            return right[0].islower()
        if left[-1] == "." and (right[0].islower() or _ABBREVIATION.search(left)):
            return True
        if _UNIT.search(left) or _SPELLED.search(left):
            return True
        if right[0].isdigit() and (before_number.search(left) or _last_word(left) in short_months_of(code)):
            return True
        if _DOTTED.search(left) and not right[0].isupper():
            return True
        if _INITIAL.search(left) and not _YEAR.search(left):
            return True
        if code in _ORDINAL_LANGUAGES and _ORDINAL.search(left):
            return not _GERMAN_BEGINNING.match(right) if code == "de" else not right[0].isupper()
        return False

    return mended(unit, cuts, joins)
