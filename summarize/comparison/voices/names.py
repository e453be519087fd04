"""Names of speakers: a person without his titles, a group, a role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import dropwhile
from typing import TYPE_CHECKING, Final

from .lexicon import PARTICLES, head_stop, is_capital, plain

if TYPE_CHECKING:
    from .lexicon import Lexicon

_WORD: Final = re.compile(
    r"[^\W\d_]\.(?=[\s,]|$)|\d{1,3}(?:,\d{3})+"
    r"|(?:[^\W_]|[\u0900-\u0963])+(?:(?:['’\-._]+|(?<=[\u05d0-\u05ea])[\"״])[^\W_]+)*(?:\.|(?<=s)['’])?|[,()]"
)

#: An article that has lost its vowel, and joins the noun behind it.
_ELIDED: Final = re.compile(r"^[lL]['’](?=[^\W\d_A-Z])")

#: Words after which a name is no longer the speaker's: "the minister of ...".
_GENITIVES: Final = frozenset("of de del du des d' d’ von vom der di della do da του τησ των".split())
#: Words behind which somebody is who only tells where a thing is, or against whom it is.
_BESIDE: Final = frozenset(("against", "around", "behind", "beside", "near", "outside"))
_MONTHS_AND_NAMES: Final = frozenset(("jan", "april", "may", "june", "august"))
POSSESSIVE: Final = re.compile(r"(?:['’]s|(?<=s)['’])$")

#: So many words in capital letters are a heading.
_SHOUTED: Final = 2

_LONGEST_NAME: Final = 5
_LONGEST_PHRASE: Final = 12

#: How a word ends that may stand before a first name to say who that is: "American", "Swedish", "Goalkeeper".
_DESCRIBING: Final = ("er", "or", "ist", "ian", "can", "ish", "ese")

#: Letters of the longest first name that ends as participles do, "Muhammed": "Devastated" is longer.
_LONG: Final = 8

#: Words before somebody who is not named, by which two of them are told apart: "one user", "another user".
_TOLD_APART: Final = frozenset(("one", "another"))

#: How a noun ends that is of one person.
_ONES: Final = ("man", "woman", "person", "year-old")

#: Letters of the longest abbreviation before a name.
_LETTERS: Final = 4

#: What belongs to a verb before its object: "sent out a memo".
_PARTS_OF_VERBS: Final = frozenset(("away", "back", "down", "off", "out", "up"))

_HIS: Final = frozenset(("his", "her", "its", "their"))


@dataclass(frozen=True, slots=True)
class Name:
    """What a mention calls its speaker.

    Attributes
    ----------
    kind : str
        ``"name"`` for a person, or for a body with a name of its own ("Amnesty"); ``"group"`` for several people, another body, or a
        text that speaks for one; ``"role"`` for one person who is not named, by office or otherwise ("mayor", "one user").
    words : tuple of str
        Of a person, the names without titles; else the whole phrase without its article.
    gender : str
        ``"m"``, ``"f"`` or empty: as a title tells.
    definite : bool
        Whether a second mention in the same words means the same: not of "a spokesman", "officials", nor of a surname that two
        people of one document bear.
    """

    kind: str
    words: tuple[str, ...]
    gender: str
    definite: bool

    @property
    def text(self) -> str:
        """The name as one string."""
        return " ".join(self.words)


def parse_name(phrase: str, lexicon: Lexicon) -> Name | None:
    """Read a speaker's phrase.

    Parameters
    ----------
    phrase : str
        Without what stands in apposition.
    lexicon : Lexicon

    Returns
    -------
    Name or None
        None where it names nobody.

    Examples
    --------
    >>> from .lexicon import lexicon_of
    >>> en = lexicon_of("en")
    >>> [parse_name(p, en).text for p in ("Foreign Minister Sergey Lavrov", "Rep. Lee Moss of Ohio", "the port authority")]
    ['Sergey Lavrov', 'Lee Moss', 'port authority']
    """
    listed = _WORD.findall(_ELIDED.sub("le ", phrase) if lexicon.elision else phrase)
    words = [w for w in listed if w not in ",()"]
    if lexicon.caseless:
        return _without_capitals(words, lexicon)
    if not words or POSSESSIVE.search(words[-1]) or all(plain(word) in lexicon.page for word in words):
        return None
    if sum(w.isupper() and len(w) > 2 for w in words) > _SHOUTED:
        return None
    if words[1:2] == ["and"] and words[0].casefold() in lexicon.pronouns:
        # "he and Moss"
        return None
    gender = next(
        (
            g
            for w in map(lexicon.office, map(plain, words))
            for g, known in (("f", lexicon.female), ("m", lexicon.male))
            if w in known
        ),
        "",
    )
    if lexicon.called and len(words) > 1 and words[0].casefold() in lexicon.articles and is_capital(words[1]):
        words = words[1:]
    if several := _several(listed, lexicon) or _pair(words, lexicon):
        return Name("group", several, "", definite=True)
    words = _subject(words, lexicon) if lexicon.language == "en" else words
    person = _person(words, lexicon)
    if person:
        return Name("name", person, gender, definite=True)
    head = words[0].casefold()
    article = head in lexicon.articles
    if article and len(words) == 1:
        return None
    bare = [head, *words[1:]] if head in _TOLD_APART else words[1:] if article else words
    if lexicon.language != "en":
        # What a name begins that is not read: "the secretary of".
        while bare and plain(bare[-1]) in lexicon.joints | lexicon.articles | lexicon.openers:
            bare = bare[:-1]
        if not bare:
            return None
    kinds = [plain(POSSESSIVE.sub("", word)) for word in bare]
    if lexicon.compounds:
        kinds = [lexicon.office(kind) for kind in kinds]
    office = _is_somebody(kinds, lexicon)
    plural = kinds[-1].endswith("s") or kinds[0].endswith("s")
    known = office or any(word in lexicon.groups for word in kinds) or plural
    if words[0].islower() and not article and head not in lexicon.small and words[1:2] and words[1] in lexicon.articles:
        # "call an American citizen", "heard two guards": a verb and its object
        return None
    if len(words) > _LONGEST_PHRASE or any(word in lexicon.pronouns and word not in lexicon.articles for word in kinds):
        return None
    if lexicon.language == "en" and not _speaks(bare, kinds, lexicon):
        return None
    possessive = any(POSSESSIVE.search(word) for word in bare[:-1])
    if (possessive or not (article or words[0][0].isupper())) and not known:
        return None
    definite = (
        head in lexicon.definite
        or any(word[0].isupper() for word in bare[1:])
        or (not article and words[0][0].isupper() and not plural)
    )
    return Name("role" if office else "group", tuple(bare), gender, definite)


def _without_capitals(words: list[str], lexicon: Lexicon) -> Name | None:
    """Read a phrase in a script that has no capitals: a few words behind the titles at its head are a name, longer phrases nobody."""
    first = next((k for k, word in enumerate(words) if word.casefold() not in lexicon.small), len(words))
    words = words[first:]
    kinds = [plain(word) for word in words]
    if not words or len(words) > _LONGEST_NAME + 1 or words[0].startswith(lexicon.hearers):
        return None
    if any(kind in lexicon.pronouns or any(map(str.isdigit, kind)) for kind in kinds):
        return None
    gender = "f" if lexicon.female.intersection(kinds) else "m" if lexicon.male.intersection(kinds) else ""
    start = next((k for k, kind in enumerate(kinds) if kind not in lexicon.titles), len(kinds))
    told = lexicon.joints | lexicon.titles | lexicon.groups
    article = lexicon.definite_prefix
    person = 0 < len(kinds) - start < _LONGEST_NAME and not told.intersection(kinds[start:])
    if person and not (article and words[start].startswith(article)):
        return Name("name", tuple(words[start:]), gender, definite=True)
    return Name("role" if start else "group", tuple(words), gender, definite=False)


def _several(words: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Names that a phrase lists, commas among its words: "Jo Field, Ann Moss and Tom Brook", "Moss, the mayor, and Tom Brook"."""
    if "," not in words or "and" not in words[words.index(",") :] or lexicon.language != "en":
        return ()
    people: list[list[str]] = [[]]
    for word in words:
        if word in (",", "and"):
            people.append([])
        else:
            # "the Post's Jo Field"
            people[-1] = [] if POSSESSIVE.search(word) else [*people[-1], word]
    # "our colleagues Ann Moss", but "the mayor" stands beside a name.
    people = [
        list(dropwhile(str.islower, person)) for person in people if person and person[0] not in ("a", "an", "the")
    ]
    people = [person for person in people if person]
    whole = all(all(map(is_capital, person)) for person in people)
    names = [named(person, lexicon) for person in people]
    if len(names) < 2 or not whole or not all(names) or any(plain(name[-1]) in lexicon.groups for name in names):
        return ()
    *commas, last, end = names
    return (*(word for name in commas for word in (*name[:-1], name[-1] + ",")), *last, "and", *end)


def _pair(words: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Names of two people that a phrase names together, and so neither of them alone: "Mr. Moss and Ms. Field", not "Health and Human Services"."""
    if "and" not in words[1:-1] or lexicon.language != "en":
        return ()
    k = words.index("and", 1)
    owner = next((j for j in range(k - 1, -1, -1) if POSSESSIVE.search(words[j])), -1)
    first, second = words[owner + 1 : k], words[k + 1 :]
    one, other = named(first, lexicon), named(second, lexicon)
    ends = {plain(names[-1]) for names in (one, other) if names}
    if not all(word[0].isupper() for word in (*first, *second)) or len(ends) < 2 or ends & lexicon.groups:
        return ()
    # "Former Customs and Border Patrol Commissioner Jane Roe" is one, "Moss and Tom Brook" are two.
    titled = any(plain(word) in lexicon.offices for word in first[: len(first) - len(one)])
    called = [len(names) > 1 and plain(names[0]) in lexicon.first_names for names in (one, other)]
    two = titled or called[0] or (called[1] and other == second) or len(first) == len(second) == 1
    return (*one, "and", *other) if two else ()


def _is_somebody(kinds: list[str], lexicon: Lexicon) -> bool:
    """Whether a phrase, its words folded, is of one person: "head of the Labor Party", not "the party", "officials" or "two leaders"."""
    if lexicon.language != "en":
        return kinds[-1] not in lexicon.groups and any(word in lexicon.titles for word in kinds)
    stop = head_stop(kinds, lexicon)
    if kinds[0] in _TOLD_APART and "of" in kinds[stop : stop + 1]:
        # "one of the women"
        return True
    head = kinds[stop - 1]
    if head in lexicon.groups:
        return False
    one = head in lexicon.kin | lexicon.persons - lexicon.bodies or head.endswith(_ONES)
    return one or (not head.endswith("s") and any(word in lexicon.offices for word in kinds[:stop]))


def _subject(words: list[str], lexicon: Lexicon) -> list[str]:
    """Cut a phrase where its verb begins: "operator" + "halted its service"."""
    told = any(plain(word) in lexicon.groups for word in words)
    for i in range(1 + (words[0].casefold() in lexicon.articles), len(words)):
        following = words[i + 1].casefold() if i + 1 < len(words) else ""
        if words[i].islower() and words[i].endswith("ed") and not following and words[i - 1] in lexicon.groups:
            # "the report published"
            return words[:i]
        if words[i].islower() and words[i].endswith("ed") and following in (lexicon.articles if told else _HIS):
            return words[:i]
        object_of = i > 2 and words[i].islower() and words[i] in lexicon.articles and following.islower()
        small = (lexicon.joints, lexicon.openers, lexicon.bounds, lexicon.articles)
        if object_of and words[i - 1].islower() and not any(words[i - 1] in known for known in small):
            # "the office" + "sent out a memo"
            return words[: i - 1 - (words[i - 1] in _PARTS_OF_VERBS)]
    return words


def _speaks(words: list[str], kinds: list[str], lexicon: Lexicon) -> bool:
    """Whether a phrase is of somebody, or of a body or a text that speaks: "a local source", not "the need for zones"."""
    if kinds[0] in _TOLD_APART:
        # "one MP"; "one of the women"
        of = kinds[1:2] == ["of"]
        rest = next((k for k, word in enumerate(kinds) if k > of and word not in lexicon.articles), 1)
        return len(kinds) > rest and _speaks(words[rest:], kinds[rest:], lexicon)
    counted = len(kinds) > 1 and (kinds[1][0].isdigit() or kinds[1] == "most")
    acts = kinds[0].endswith("ing") and kinds[1:2] and kinds[1] in lexicon.articles
    if acts or (kinds[0] in lexicon.bounds | lexicon.openers and not counted):
        return False
    stop = head_stop(kinds, lexicon)
    head, written = kinds[stop - 1], words[stop - 1]
    bare = head.removesuffix("s")
    forms = {head, bare, head.removesuffix("es"), head.removesuffix("ies") + "y", head.rpartition("-")[2]}
    known = lexicon.persons | lexicon.groups | lexicon.titles | lexicon.kin
    named = written[0].isupper() and kinds[0] not in lexicon.small
    return bool(known & forms) or named or bare.endswith(lexicon.endings)


def _person(words: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Names of the person that a phrase names, empty where it names none: the last run of capitalised words, or the one that a preposition ends."""
    run: list[str] = []
    for i, word in enumerate(words):
        lower = word.casefold().rstrip(".")
        if POSSESSIVE.search(word):
            # "Moss's aide" is not Moss.
            run = []
        elif is_capital(word) or _joins(words, i, run, lexicon):
            run.append(word)
        elif lower in lexicon.openers or lower in _GENITIVES or (lower == "to" and lexicon.language == "en"):
            if names := named(run, lexicon):
                body = plain(names[-1]) in lexicon.groups
                # "Officials at ..."
                bare = len(names) == 1 and names[0].endswith("s") and i == 1
                if body or bare:
                    # "Bank of England Governor Jane Roe" names her.
                    behind = _person(words[i + 1 :], lexicon) if body else ()
                    return behind if len(behind) > 1 and plain(behind[0]) in lexicon.first_names else ()
                break
            found = _behind(words, i, lexicon)
            if found is not None:
                return found
            run = []
        else:
            run = []
    return _accepted(run, words, lexicon)


def _joins(words: list[str], i: int, run: list[str], lexicon: Lexicon) -> bool:
    """Whether a small word stands within a name: "van" of "Jan van Berg", not "der Anwalt von Jo Moss" or "David Moss du Royaume-Uni"."""
    lower = words[i].casefold().rstrip(".")
    following = next((w for w in words[i + 1 :] if w.casefold() not in PARTICLES), "")
    return (
        lower in PARTICLES
        and is_capital(following)
        and bool(run or i == 0)
        and not (i and lexicon.language == "de" and _is_office(words[i - 1], lexicon))
        and not (lower in ("du", "des") and len(run) > 1)
    )


def _behind(words: list[str], i: int, lexicon: Lexicon) -> tuple[str, ...] | None:
    """Who is named behind a preposition with no name before it: nobody (empty), somebody, or whoever the rest of the phrase names (None)."""
    lower, before = words[i].casefold(), words[i - 1] if i else ""
    titled = any(_is_office(word, lexicon) for word in words[:i])
    following = next((w for w in words[i + 1 :] if w.casefold() not in PARTICLES), "")
    if titled and lower == "of" and plain(following) in lexicon.titles - lexicon.offices:
        # "Secretary of State Jane Roe" names her, "a spokesman of the minister Jane Roe" does not.
        return _holder(words, i, lexicon) or None
    if titled:
        # "a spokesman for ...": what follows is no name of his.
        return _holder(words, i, lexicon)
    one = plain(before) in lexicon.persons or plain(before).endswith(lexicon.endings)
    beside = lower in _GENITIVES or lower in _BESIDE or (one and lower in ("at", "for", "with"))
    # "the daughter of Jane Roe", "a sign beside Jane Roe"
    return () if beside and before.islower() and plain(before) not in lexicon.small else None


def _accepted(run: list[str], words: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The name that ends a phrase, if it is somebody's: "a furious Jane Roe", but not "the Indiana State Police" or "the Indiana governor"."""
    names = named(run, lexicon)
    if not names or len(names) > _LONGEST_NAME or plain(names[-1]) in lexicon.groups:
        return ()
    titled = any(_is_office(word, lexicon) for word in words)
    first = plain(names[0]) in lexicon.first_names
    called = first and (len(names) > 1 or any(plain(word) in lexicon.kin for word in words[:-1]))
    return tuple(names) if titled or called or words[0].casefold() not in lexicon.articles else ()


def _holder(words: list[str], i: int, lexicon: Lexicon) -> tuple[str, ...]:
    """Names of who holds an office of a body or a place: "Speaker of the House Jane Roe", but not "a spokesman of President Jane Roe"."""
    office = plain(words[i - 1])
    if not {office, office.rpartition("-")[2]} & lexicon.held or words[0].casefold() in ("a", "an"):
        return ()
    body = next((k for k in range(i + 1, len(words)) if words[k].casefold() not in lexicon.articles), len(words))
    for k in range(body + 1, len(words) - 1):
        names = words[k:]
        whole = len(names) <= _LONGEST_NAME - 1 and all(w[0].isupper() or w.casefold() in PARTICLES for w in names)
        # English writes the office of one whom it names with a capital.
        office_of = words[body][0].isupper() or lexicon.language != "en"
        titled = office_of and plain(words[body]) in lexicon.offices
        if whole and plain(names[0]) in lexicon.first_names and not titled:
            return tuple(names)
    return ()


def _is_office(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is an office, alone or at the end of a compound: "ex-President", "CDU-Vorsitzende"."""
    return lexicon.office(plain(word)) in lexicon.titles


def named(run: list[str], lexicon: Lexicon) -> list[str]:
    """Cut titles off the head of a run of capitalised words; empty where nothing of a name is left."""
    start = 0
    for i, word in enumerate(run):
        title = _is_office(word, lexicon)
        last = i == len(run) - 1 and plain(word) in lexicon.surnames
        surname = last and (i > start or (i > 0 and plain(run[i - 1]) in lexicon.female | lexicon.male))
        if title and not surname:
            start = i + 1
    stop = len(run)
    while start < stop and (
        plain(run[start]) in lexicon.page or (start < stop - 1 and plain(run[start]) in lexicon.agencies)
    ):
        # What a page writes before a name in the line under a picture: "Getty Images", "Image caption"; an agency by itself is kept.
        start += 1
    start = stop - len(_without_description(run[start:], lexicon))
    small = lexicon.small - _MONTHS_AND_NAMES
    while start < stop and plain(run[start]) in small:
        start += 1
    while (
        start < stop - 1
        and run[start].endswith("ed")
        and (plain(run[start]) in lexicon.forms or len(run[start]) > _LONG)
    ):
        # "Continued Moss:"
        start += 1
    while start < stop - 1 and _is_shouted(run[start], run[start + 1], start < stop - 2, lexicon):
        start += 1
    names = run[start:]
    return names if any(len(plain(w)) > 1 for w in names) else []


def behind_office(words: list[str], before: list[str], lexicon: Lexicon) -> list[str]:
    """Cut off what stands between "of" and a first name, which belongs to the office: "Director of" + "National Intelligence Jo Moss".

    Parameters
    ----------
    words : list of str
        A run of capitalised words.
    before : list of str
        What stands before it.
    lexicon : Lexicon
    """
    if len(before) < 2 or before[-1].casefold() != "of" or not _is_office(before[-2], lexicon):
        return words
    return words[next((k for k in range(len(words) - 1) if plain(words[k]) in lexicon.first_names), 0) :]


def _is_shouted(word: str, after: str, others: bool, lexicon: Lexicon) -> bool:
    """Whether a word in capital letters before a name is none: "MK Tzipi Livni", "US", "CEO"; "WATCH Jane Moss". It stands before two others, a long one before a first name."""
    if not (word.isupper() and word.isalpha()):
        return False
    first = plain(after) in lexicon.first_names and plain(word) not in lexicon.first_names
    return others and (len(word) <= _LETTERS or first)


def _without_description(names: list[str], lexicon: Lexicon) -> list[str]:
    """Cut off what says who somebody is, before a first name and a surname: "Despot Kim Young", "United Nations Jane Roe"."""
    if not names or plain(names[0]) in lexicon.first_names:
        return names
    if lexicon.language == "en" and len(names) > 2 and plain(names[0]) in lexicon.persons - lexicon.bodies:
        # "Filmmaker Zhang Wei": a noun stands before two names.
        return names[1:]
    for i in range(1, len(names) - 1):
        before = plain(names[i - 1])
        # German writes every noun with a capital: "Ingenieur Jo Moss".
        noun = lexicon.language == "de" and before not in lexicon.first_names
        describes = before in lexicon.persons or before in lexicon.groups or before.endswith(_DESCRIBING)
        if (noun or describes) and plain(names[i]) in lexicon.first_names:
            return names[i:]
    return names
