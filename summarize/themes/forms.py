"""The words of a story as forms: what is true of a word wherever it stands is said once."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from ..calendars import months_of, weekdays_of
from ..datelines import dateline_stop
from ..lexical import CAPITAL_NOUNS, is_content, joined_tokens, stems
from ..timing import followed
from .words import english_words, reporting_verbs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ..corpus import Corpus
    from ..timing import Told

#: When, and not what: no label.
_WHEN: Final = (
    """minute minutes hour hours day days week weeks month months year years time times today earlier later"""
)
_MONTHS: Final = (*calendar.day_name, *calendar.day_abbr, *calendar.month_name, *calendar.month_abbr)
CALENDAR: Final = frozenset({"", *map(str.casefold, _MONTHS), *_WHEN.split(), "a.m", "p.m"})

#: English plurals without an s.
_PLURALS: Final = frozenset({"children", "men", "people", "police", "women"})

#: Thai, Lao, Burmese and Khmer write no spaces between words, and vowels and tones as marks: what stands between two spaces is a phrase or a clause.
_MARKS: Final = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u17dd"
)
_MARKED: Final = re.compile(f"[{_MARKS}]")
_BETWEEN_SPACES: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_LONGEST_PHRASE: Final = 30

#: A verb by its ending, in English.
_MAKING: Final = re.compile(r"(?<!^s)(?<!pr)(?<!ps)izes?$")

#: The end of an hour in French: "8 h30".
_HOUR: Final = re.compile(r"h\d+")

#: What is cut short before the name of a place: "St. Louis", "Mt. Vernon".
_SAINT: Final = re.compile(r"Ste?|Mt|Ft")

_INITIALS: Final = re.compile(r"\w(?:\.\w)+")
_POSSESSIVE: Final = ("'s", "’s")
#: A contraction, the end of a French ordinal ("13eme"), the party and state of a member of Congress, or "a-t-elle".
_NO_PHRASE: Final = re.compile(
    r"(?:n['’]t|['’](?:ll|ve|re|d|m))$|^[dri]-(?!day$)[a-z.]{2,6}$|-t-(?:elle|il|on)s?$|^[eè][mr]e$"
)

#: What stands before a noun and seldom before a verb, and the reverse, by language.
_NOUNS_FOLLOW: Final = """a an the this these those my your his her its our their each every some any no another such many
several few most of in on at for from with by into over under between among against about during without through per via"""
_VERBS_FOLLOW: Final = """that to will would can could should must may might shall not n't don't didn't doesn't won't i we he
she they it you who which is are was were be been being am has have had having do does did also never already just"""
BEFORE_NOUNS: Final = frozenset(_NOUNS_FOLLOW.split())
_BEFORE_EITHER: Final = BEFORE_NOUNS | frozenset(_VERBS_FOLLOW.split())
_NOUNS_FOLLOW_BY: Final = {
    "en": _NOUNS_FOLLOW,
    "fr": """le la les un une des du au aux ce cet cette ces mon ma mes son sa ses notre nos votre vos leur leurs chaque plusieurs quelques
    aucun aucune dans par sur sous entre avec sans contre chez selon""",
    "es": """el la los las un una unos unas del al este esta estos estas ese esa esos esas su sus mi nuestro nuestra cada varios varias
    ningún ninguna con sobre entre contra desde hacia según""",
    "el": """ο η το οι τα του της των τον την τους τις στο στη στην στον στα στις στους ένας ένα μια μία""",
    "de": """der die das den dem des ein eine einen einem einer eines kein keine keinen diese dieser dieses diesem diesen seine seiner seinen
    seinem ihre ihrer ihren ihrem unsere im am zum zur vom beim ins ans mit von aus bei nach für gegen ohne durch""",
}
_VERBS_FOLLOW_BY: Final = {
    "en": _VERBS_FOLLOW,
    "fr": """il elle on ils elles je tu nous vous qui ne se pour à a ont avait avaient ait aurait auraient aura est sont était étaient été être
    avoir sera seront serait fut furent peut peuvent pourrait doit doivent devrait va vont veut veulent fait en pas plus aussi déjà""",
    "es": """que no se ha han había habían haya he hemos haber es son era eran fue fueron ser está están estaba sido puede pueden podría debe
    deben va van lo me te nos para también ya""",
    "el": """να θα δεν μην έχει έχουν είχε είχαν""",
    "de": """ich er sie es wir ihr man zu nicht hat haben hatte hatten ist sind war waren wird werden wurde wurden worden kann können konnte muss
    müssen soll sollen sollte will wollen""",
}
#: How words end that have to prove that they are nouns: participles, infinitives and adverbs.
_DOUBTFUL: Final = {
    "en": re.compile(r"(?:ed|ing)$"),
    "fr": re.compile(
        r"(?:é|ée|és|ées|er|ir|ant|[ae]mment|ellement|[aiu]quement|alement|usement|ait|aient|dre|ire|vus?|endue?s?|mis|pris|oir)$"
    ),
    "el": re.compile(
        r"(?:θηκ(?:ε|αν)|ηκ(?:ε|αν)|[εοω]νται|εται|είται|ούνται|όταν|ονταν|[οά]υ?με|ούμε|ου?ν|ούν|(?<!ά)[σξψ]αν|[σξψ]ε|θεί|τεί|θούν|ώντας|οντας|[άί]ζει|ώνει|[έή]\w{1,4}(?:αν|ε))$"
    ),
    "cs": re.compile(
        r"(?:[aá]m|[aáeí]me|ete|uji|ují|[eě]jí|ovat|nout|\w{3}[ln]at|(?<!mob)(?<!prof)\w(?:il|al|ěl)[aoiy])$"
    ),
    "es": re.compile(r"(?:[aií]d[oa]s?|[aeií]r|ando|iendo|mente|aron|ieron|ó|[aei]r(?:á|án|ía|ían))$"),
}

#: Languages whose verbs that report speech have to prove it too; French ones are nouns too often ("annonce"), and German nouns have a capital.
_VERBS_DOUBTED: Final = frozenset({"ar", "cs", "el", "es", "he", "hi"})

#: Articles and pronouns that are joined to the next word, where that is a noun, and where it is a verb.
_ELIDED: Final = {
    "fr": re.compile(r"(?:([ld])|qu|[nsjcmt])['’](?=\w)", re.IGNORECASE),
    "it": re.compile(r"(?:(l|d|un|(?:d|n|s)?ell|all|dall|sull|quell|quest)|[csmtv])['’](?=\w)", re.IGNORECASE),
    "ca": re.compile(r"(?:([ld])|[nsmt])['’](?=\w)", re.IGNORECASE),
}


#: Who speaks next, in a transcript: "ARI SHAPIRO, HOST:".
_SPEAKER: Final = re.compile(r"\A[^\W\da-z][^\W\da-z.'’-]*(?:[ ,]+[^\W\da-z][^\W\da-z.'’-]*){0,5}:\s")

_FIRST_PERSON: Final = re.compile(r"i(?:['’]|\Z)")

#: Who of an outlet speaks in a transcript, by the office behind the name.
_STAFF: Final = re.compile(
    r"^([^\W\da-z][^\Wa-z.'’ -]*(?: [^\W\da-z][^\Wa-z.'’-]*){1,3}), (?:HOST|BYLINE|ANCHOR|CORRESPONDENT)\b",
    re.MULTILINE,
)

#: What stands before a word that is written with a capital for its place alone: the opening of a quotation, or the end of another sentence within it.
_OPENING: Final = frozenset("\"'“”„‘’«»:!?…(")


def squashed(text: str) -> str:
    """Letters and digits of a text alone, case folded."""
    return "".join(filter(str.isalnum, text.casefold()))


def _running(text: str) -> str:
    """A sentence without the dateline, or the speaker of a transcript, that stands before it and is no part of what it says."""
    text = text[dateline_stop(text) :]
    speaker = _SPEAKER.match(text)
    return text if speaker is None else text[speaker.end() :]


def _shown(text: str) -> list[tuple[str, str]]:
    """Words of a text, each with the white space by which alone it is parted from the next, or ""; phrases, where it has no words."""
    if _MARKED.search(text) is None:
        shown = joined_tokens(text)
        # "St. Louis" is one name, and its stop ends nothing.
        return _stopped(text, shown) if ". " in text else shown
    return [(found, "") for found in _BETWEEN_SPACES.findall(text) if len(found) <= _LONGEST_PHRASE]


def _stopped(text: str, shown: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words of a text, those that are cut short before a name with their stop, and initials as joined to the next word: "U.S. envoys"."""
    found, at = [], 0
    for written, gap in shown:
        start = text.index(written, at)
        at = start + len(written)
        if text[at : at + 2] == ". " and text[at + 2 : at + 3].isalnum():
            if _SAINT.fullmatch(written) and text[at + 2].isupper():
                found.append((f"{written}.", " "))
                continue
            if _INITIALS.fullmatch(written):
                found.append((written, " "))
                continue
        found.append((written, gap))
    return found


def _opened(text: str, shown: list[tuple[str, str]]) -> list[bool]:
    """Which words stand right behind what opens a quotation, or ends another sentence."""
    if _OPENING.isdisjoint(text):
        return [False] * len(shown)
    opened: list[bool] = []
    at, last = 0, max(map(text.rfind, _OPENING))
    for written, _ in shown:
        if at > last:
            return opened + [False] * (len(shown) - len(opened))
        start = text.index(written, at)
        before = text[at:start].rstrip()[-1:] if written[0].isupper() else ""
        opened.append(before in _OPENING)
        at = start + len(written)
    return opened


#: What stands within a name and ends none: "Viña del Mar", "Punta de Lobos".
_ENDS_NO_NAME: Final = frozenset({"da", "das", "de", "del", "des", "do", "dos", "du", "el", "la", "las", "los", "von"})


def _is_told(leads: bool | None) -> bool:
    return leads is not None


class Form(NamedTuple):
    """A word as it is written in a language, and what is true of it wherever it stands.

    Attributes
    ----------
    written, bare : str
        As it stands in the text, and as it would end a label: without a possessive *'s*.
    word, stem, squashed : str
        Case folded; its stem; and its letters and digits alone, as they would stand in the name of a host.
    english, capital, possessive, plural : bool
    good : bool
        Whether it could begin or end a phrase.
    good_small : bool
        Whether it could by itself, were it written small.
    spoken : bool
        Whether it is an English adverb, verb or comparative, were it written small.
    never : bool
        Whether it is no part of a phrase, even where it is written as a part of a name.
    tells : bool
        Whether it names something by itself: no adjective, measure or empty noun.
    ends : bool
        Whether it could end a phrase that is no name.
    head : str
        As it would begin a label: without an article that is joined to it.
    noun : bool or None
        What it is seen to be by what is joined to it.
    leads : bool or None
        Whether it stands before nouns, and not before verbs; None where it tells nothing.
    doubtful : bool
        Whether it has to prove that it is a noun.
    measure, partitive : bool
        Whether it is a unit or a number; and whether it says how much there is of what follows after *of*.
    timely, linking : bool
        Whether it is a weekday; and whether it stands within names and ends none, in another language than English.
    capital_noun : bool
        Whether its language writes every noun with a capital.
    """

    written: str
    bare: str
    word: str
    stem: str
    squashed: str
    english: bool
    capital: bool
    possessive: bool
    plural: bool
    good: bool
    good_small: bool
    spoken: bool
    never: bool
    tells: bool
    ends: bool
    measure: bool
    partitive: bool
    head: str
    noun: bool | None
    leads: bool | None
    doubtful: bool
    timely: bool
    linking: bool
    capital_noun: bool

    @classmethod
    def of(cls, written: str, language: str) -> Form:
        """What is true of a word of a language, as it is written."""
        word, english, capital = written.casefold(), language == "en", written[0].isupper()
        possessive = word.endswith(_POSSESSIVE)
        without = word[:-2] if possessive else word
        known = english_words()
        adjective = without in known.demonyms or (without in known.adjectives and not capital)
        never = (
            known.is_never(word, language)
            or "_" in word
            or (language in ("en", "fr") and _NO_PHRASE.search(word) is not None)
        )
        elided = _ELIDED[language].match(written) if language in _ELIDED else None
        is_noun = None if elided is None else elided[1] is not None
        doubtful = (language in _DOUBTFUL and _DOUBTFUL[language].search(without) is not None) or (
            language in _VERBS_DOUBTED and without in reporting_verbs()[language]
        )
        stop = "." if "." in without and _INITIALS.fullmatch(without) else ""  # lost where texts are divided into words
        good = (
            is_content(word, language)
            and not word[0].isdigit()
            and _HOUR.fullmatch(word) is None
            and not (english and _MAKING.search(word) is not None)
            and not (without in CALENDAR or without in months_of(language) or without in weekdays_of(language))
            and not never
        )
        spoken = english and (word.endswith("ly") or word in known.verbs or word in known.comparatives)
        return cls(
            written if possessive else written + stop,
            bare=(written[:-2] if possessive else written) + stop,
            word=word,
            stem=stems((word,), language)[0],
            squashed=word if word.isalnum() else squashed(without),
            english=english,
            capital=capital,
            possessive=possessive,
            plural=without.endswith("s") or without in _PLURALS,
            good=good and (capital or not spoken),
            good_small=good and not spoken and without not in known.adjectives and language not in CAPITAL_NOUNS,
            spoken=spoken,
            never=never,
            tells=not known.is_silent(without if elided is None else word[elided.end() :], language),
            # German writes nouns with a capital, and nothing else but what begins a sentence.
            ends=capital if language in CAPITAL_NOUNS else not (english and adjective),
            measure=english and without in known.measures,
            partitive=english and without in known.partitives,
            head=(written if elided is None else written[elided.end() :]) + ("" if possessive else stop),
            noun=is_noun,
            leads=_leads(word, language),
            doubtful=doubtful,
            timely=without in weekdays_of(language),
            linking=not english and without in _ENDS_NO_NAME,
            capital_noun=language in CAPITAL_NOUNS,
        )


@cache
def _small(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """What stands before nouns, and before verbs, of a language."""
    return frozenset(_NOUNS_FOLLOW_BY.get(language, "").split()), frozenset(_VERBS_FOLLOW_BY.get(language, "").split())


def _leads(word: str, language: str) -> bool | None:
    """Whether a word stands before nouns, and not before verbs; None where it tells nothing."""
    before_nouns, before_verbs = _small(language)
    return True if word in before_nouns else False if word in before_verbs else None


class Words:
    """The words of some sentences, one after the other, as numbers of their forms.

    Attributes
    ----------
    forms : list of Form
        Each that occurs, once.
    form : ndarray of shape (n_words,)
        Number of the form of each word.
    sentence, place : ndarray of shape (n_words,)
        In which sentence it stands, and as which of its words.
    joined : ndarray of shape (n_words,)
        Whether nothing but white space stands between it and the next word of its sentence.
    capital, good : ndarray of shape (n_words,)
        Whether it begins with a capital that is not of its place alone, and whether it could begin or end a phrase.
    """

    def __init__(self, corpus: Corpus, rows: Sequence[int], progress: Told) -> None:
        following = count().__next__
        numbers: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(following))
        form: list[int] = []
        joined: list[bool] = []
        opened: list[bool] = []
        n_words: list[int] = []
        for i in followed(rows, progress):
            number = numbers[corpus.tongue_of(i)]
            text = _running(corpus.text_of(i))
            shown = _shown(text)
            form.extend([number[written] for written, _ in shown])
            joined.extend([gap != "" for _, gap in shown])
            opened.extend(_opened(text, shown))
            n_words.append(len(shown))
        known = sorted((k, written, language) for language, number in numbers.items() for written, k in number.items())
        self.forms = [Form.of(written, language) for _, written, language in known]
        self._columns = dict(zip(Form._fields, zip(*self.forms, strict=True), strict=False))
        self.form = np.array(form, dtype=np.intp)
        self.sentence = np.repeat(np.array(rows, dtype=np.intp), n_words)
        self.place = np.arange(len(form)) - np.repeat(np.cumsum(n_words, dtype=np.intp) - n_words, n_words)
        self.joined = np.array(joined, dtype=bool)
        written = self.which("capital")
        self.opened = np.array(opened, dtype=bool)
        # "“Bet I'll have", "body!!! Love you": a word with another small one behind it; "“Kill Bill”" is a name wherever it stands.
        self_named = self.which("word", _FIRST_PERSON.match)
        before_small = self.joined & ~beside(written & ~self_named, 1)
        self.capital = written & ~(self.opened & before_small)
        staff = {
            word.casefold()
            for document in corpus.documents
            for found in _STAFF.finditer(document.text)
            for word in found[1].split()
        }
        # Who asks the questions is not what the story is about, and of "25 percent tariffs" the tariffs are.
        asking = written & self.which("word", staff.__contains__)
        digits = self.which("word", lambda word: word[0].isdigit())
        measured = self.which("measure") & beside(digits, -1) & (self.place > 0)
        self.good = self._good() & ~asking & ~measured

    def which(self, part: str, fact: Callable[[Any], object] = bool) -> NDArray[np.bool_]:
        """Of which words something is true, shape (n_words,), that is asked of one part of each form, once."""
        return np.array([bool(found) for found in map(fact, self._columns.get(part, ()))], dtype=bool)[self.form]

    def _good(self) -> NDArray[np.bool_]:
        good: list[bool] = self.which("good").tolist()
        # New York, United States: a stop word that is written as a part of a name is one.
        small = self.which("word", _BEFORE_EITHER.__contains__)
        # "Sonntag Soforthilfen" are two, and so is an article behind a colon: "umstritten: Der Städtebund".
        small |= ~self.which("english") & (self.which("timely") | (self.opened & self.which("leads", _is_told)))
        names = (self.place > 0) & self.joined & self.capital & beside(self.capital, 1) & ~small
        pairs = np.flatnonzero(names).tolist()
        for j in (*pairs, *reversed(pairs)):
            either = good[j] or good[j + 1]
            for k in (j, j + 1):
                good[k] = either and len(self.forms[self.form[k]].word) > 1
        # "Honestly, ..." and "Disciplined ...": a capital for its place makes no word a name that has one nowhere else.
        fixed = self.capital & (self.place > 0)
        named = {self.forms[form].word for form in np.unique(self.form[fixed]).tolist()}
        unnamed = ((self.place == 0) | self.opened) & ~self.which("word", named.__contains__)
        before_name = self.joined & beside(self.capital, 1)
        small = unnamed & np.where(before_name, self.which("spoken"), ~self.which("good_small"))
        return np.asarray(np.array(good, dtype=bool) & ~small & ~self.which("never"))


def beside(of_word: NDArray[np.bool_], n: int) -> NDArray[np.bool_]:
    """What is true of the word that stands `n` words after each, or before it; of no word, nothing."""
    found = np.zeros(len(of_word) + 2 * abs(n), dtype=bool)
    found[abs(n) : abs(n) + len(of_word)] = of_word
    return found[abs(n) + n :][: len(of_word)]
