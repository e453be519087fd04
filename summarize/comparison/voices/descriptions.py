"""Whom a description stands for: "the singer" of an article in which one person alone is called a singer.

A description is joined to a name wherever the documents say who that is ("singer Jane Roe", "Jane Roe, the singer"). Where they say it of two
people, of nobody whom the article itself names, or the article speaks of such a one without a name as well ("a singer"), the description stays.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from .frames import lies_in
from .lexicon import head_stop, plain
from .names import POSSESSIVE, Name, parse_name
from .spellings import are_one, key_of, surname_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from .cast import Person
    from .cues import Attribution
    from .lexicon import Lexicon
    from .resolution import Resolver

#: What somebody is called: the noun, all words of the description, folded, his full name, and whether the noun stands alone.
_Called = tuple[str, frozenset[str], tuple[str, ...], bool]

#: Characters before a name, and behind it, within which it is said who that is.
_BEFORE: Final = 80
_BEHIND: Final = 120

#: Words right before a name with nothing between them but white space, or a comma before the name.
_LEADING: Final = re.compile(r"((?:[\w'’-]+[ \u00a0])*[\w'’-]+)(,?)[ \u00a0]\Z")
#: What stands in apposition behind a name, to the next mark.
_FOLLOWING: Final = re.compile(
    r",[ \u00a0](?:\d{1,3},[ \u00a0])?((?:an?|the|his|her|its|their|one|[\w’']+[’']s)[ \u00a0][^,.;:!?()\n\"“”]{3,100})[,.;]"
)
#: What a body is called that the headline names.
_COMPANY: Final = frozenset((("company",), ("firm",)))
#: What stands before the office of somebody who has it no more, and words that say which of several is meant.
_FORMER: Final = frozenset(("former", "late", "then", "ex"))
_WHICH: Final = _FORMER | {"acting", "assistant", "deputy", "first", "older", "other", "second", "vice", "younger"}
#: Words of another country before an office, "Russian President".
_FOREIGN: Final = re.compile(r"^[A-Z].*(?:ian|ish|ese|ean|nch|eli|aqi)$")
#: How many times as often one is called by an office as another, where "the president" means him.
_FAR_MORE: Final = 3
#: What looks like a name right behind a noun.
_NAME_BEHIND: Final = r"(?i:(?<![\w-]){noun})(?=,?[ \u00a0]((?:[A-Z][\w.'’-]*[ \u00a0]?){{1,4}}))"
_NAME_WORD: Final = re.compile(r"[\w-]+")


def names_for_descriptions(
    resolvers: Sequence[Resolver], lexicons: Sequence[Lexicon], named: Sequence[Sequence[Name | None]]
) -> list[list[Name | None]]:
    """Put names for the descriptions that stand for somebody who is named, in English.

    Parameters
    ----------
    resolvers, lexicons : sequence
        Of each document.
    named : sequence of sequences of Name or None
        Who speaks each quotation of each document.

    Returns
    -------
    list of lists of Name or None
        The same, with names for the roles of which it is said, of one person alone, who that is.

    Notes
    -----
    O(n_characters), and O(names that are called so) for each description that is quoted.
    """
    each = list(zip(resolvers, lexicons, named, strict=True))
    roles = [
        {name.words for name in names if name is not None and name.kind == "role" and lexicon.language == "en"}
        for _, lexicon, names in each
    ]
    wanted = {_head(words, lexicon) for own, lexicon in zip(roles, lexicons, strict=True) for words in own}
    called = [
        list(_appositions(resolver, lexicon, wanted)) if wanted and lexicon.language == "en" else []
        for resolver, lexicon, _ in each
    ]
    story: dict[str, set[_Called]] = {noun: set() for noun in wanted}
    for item in chain.from_iterable(called):
        story[item[0]].add(item)
    # Each noun is looked for once, and only where somebody is called so.
    behind = {
        noun: frozenset().union(*(_names_behind(noun, resolver) for resolver in resolvers))
        for noun, items in story.items()
        if items
    }
    found: list[list[Name | None]] = []
    for (resolver, lexicon, names), words_of, own in zip(each, roles, called, strict=True):
        meant = {words: _only_one(words, resolver, lexicon, own, story, behind) for words in words_of}
        body = _body(resolver, names)
        put = [
            name and (meant.get(name.words) if name.kind == "role" else name.words in _COMPANY and body)
            for name in names
        ]
        better = [
            name
            if not other
            or (name and name.kind == "role" and _is_anothers(own, resolver, story[_head(name.words, lexicon)]))
            else other
            for own, other, name in zip(resolver.attributions, put, names, strict=True)
        ]
        found.append(list(_in_full(resolver, lexicon, better)) if lexicon.language == "en" else better)
    return found


def _is_anothers(own: Attribution, resolver: Resolver, called: Set[_Called]) -> bool:
    """Whether "his lawyer" stands behind one whose lawyer nobody is called, where somebody is called another's: "Roe's lawyer, Jo Field"."""
    if own.name is None or resolver.text[slice(*own.name)].split()[0].casefold() not in ("his", "her", "their"):
        return False
    owners = {plain(POSSESSIVE.sub("", word)) for _, said, _, _ in called for word in said}
    named = {word for word in owners if resolver.cast.knows(word)}
    last = resolver.cast.between(0, own.name[0])[-1:]
    return bool(named) and any(person.key not in named for person in last)


def _in_full(resolver: Resolver, lexicon: Lexicon, names: Iterable[Name | None]) -> Iterator[Name | None]:
    """Put "a Democratic aide" for "the aide" behind it, and for "it", where one alone of that noun has spoken; not for an office that somebody holds."""
    spoken: dict[tuple[str, str], list[Name]] = {}
    since: dict[tuple[str, str], int] = {}
    for own, name in zip(resolver.attributions, names, strict=True):
        if name is None or own.name is None or name.kind == "name":
            yield name
            continue
        noun = _head(name.words, lexicon)
        longer = spoken.setdefault((name.kind, noun), [])
        if len(name.words) > 1 and plain(name.words[0]) not in _WHICH and name not in longer:
            longer.append(name)
            since[name.kind, noun] = own.name[1]
        mention = resolver.text[slice(*own.name)].casefold()
        taken_up = len(name.words) == 1 and (mention.startswith("the ") or mention in lexicon.pronouns)
        # "A Russian official said ... an official of Ukraine ... the official": another one came between.
        if taken_up and len(longer) == 1:
            between = resolver.text[since[name.kind, noun] : own.name[0]]
            taken_up = not _another(between, noun, " ".join(longer[0].words))
        yield longer[0] if taken_up and len(longer) == 1 and noun not in lexicon.held else name


def _another(text: str, noun: str, known: str) -> bool:
    """Whether a text tells of one more person, or text, of a noun than the known one: "a Russian official ... an official of Ukraine"."""
    others = re.findall(rf"\b(?:an?|another|one|second)\s(?:[\w’'-]+\s){{0,3}}{re.escape(noun)}\b", text, re.IGNORECASE)
    return any(known.casefold() not in other.casefold() for other in others)


def _body(resolver: Resolver, names: Iterable[Name | None]) -> Name | None:
    """The one body that speaks in a document and stands in its headline: whom "the company" means."""
    named = {
        name.words: name
        for name in names
        if name is not None and name.kind != "role" and name.text in resolver.title and name.words[0][0].isupper()
    }
    bodies = [own for words, own in named.items() if not (own.gender or resolver.cast.knows(surname_of(key_of(words))))]
    return bodies[0] if len(bodies) == 1 else None


def _head(words: Iterable[str], lexicon: Lexicon) -> str:
    """The noun that says what somebody is: "singer" of "the Grammy-winning singer", "mayor" of "the former mayor of Nice"."""
    folded = [plain(word) for word in words]
    return folded[head_stop(folded, lexicon) - 1]


def _appositions(resolver: Resolver, lexicon: Lexicon, wanted: set[str]) -> Iterator[_Called]:
    """What the people of a document are called by the nouns that are wanted."""
    text = resolver.text
    for person in resolver.cast.everywhere:
        behind = _FOLLOWING.match(text, person.stop, person.stop + _BEHIND)
        # "Jane Roe, the mayor said, ..." does not say that she is one.
        said_so = behind is not None and any(word.casefold() in lexicon.forms for word in behind[1].split())
        whole = parse_name(behind[1], lexicon) if behind is not None and not said_so else None
        said = [(_head(whole.words, lexicon), whole.words)] if whole is not None and whole.kind == "role" else []
        before = _led_by(person, text, lexicon)
        if before:
            said.append((plain(before[-1]), before))
        for head, words in said:
            if head in wanted:
                name = Name("name", person.words, person.gender, definite=True)
                alone = len(words) < 2 or not (plain(words[-2]) in _WHICH or _FOREIGN.search(words[-2]))
                full = (resolver.filled(name, person.start) or name).words
                yield head, frozenset(map(plain, words)), full, alone


def _led_by(person: Person, text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What stands before a name and says who that is: "Prime Minister Jane Roe", "the singer, Jane Roe,"; no words where nothing does."""
    titles = text[person.start : max(text.find(person.words[0], person.start, person.stop), person.start)].split()
    leading = _LEADING.search(text, max(person.start - _BEFORE, 0), person.start)
    before = [] if leading is None else leading[1].split()
    articles = [k for k, word in enumerate(before) if word.casefold() in lexicon.articles]
    if leading is not None and leading[2]:
        # "Through a spokesman, Moss said" does not say that he is one.
        closed = not titles and articles and text.startswith(",", person.stop)
        if not closed or before[articles[-1]].casefold() != "the":
            return tuple(titles)
    return (*before[articles[-1] + 1 if articles else 0 :], *titles)


def _names_behind(noun: str, resolver: Resolver) -> frozenset[frozenset[str]]:
    """The words right behind a noun of a document that look like a name, folded."""
    found = re.finditer(_NAME_BEHIND.format(noun=re.escape(noun)), resolver.text)
    return frozenset(frozenset(map(plain, _NAME_WORD.findall(match[1]))) for match in found)


def _only_one(
    words: tuple[str, ...],
    resolver: Resolver,
    lexicon: Lexicon,
    own: Sequence[_Called],
    story: Mapping[str, Set[_Called]],
    behind: Mapping[str, Set[frozenset[str]]],
) -> Name | None:
    """The one person whom a description stands for; None where there are two, none, or one whom the document does not name."""
    noun, folded = _head(words, lexicon), frozenset(map(plain, words))
    # "Roe showed herself to be a singer" tells of no other.
    unnamed = (
        rf"(?<!\bbe )\b(?i:an?|another|one)\s(?!different)(?:[\w'’-]+\s){{0,3}}(?i:{re.escape(noun)})\b(?!,?\s[A-Z])"
    )
    if any(not lies_in(found.start(), resolver.quoted) for found in re.finditer(unnamed, resolver.text)):
        # "A singer" is somebody else.
        return None
    people = {person for _, said, person, _ in story[noun] if folded <= said}
    # "President Roe", not "former President Moss" or "Vice President Reed"; of two who is called so far more often.
    former = {surname_of(key_of(person)) for _, said, person, _ in story[noun] if said & _FORMER}
    alone = (surname_of(key_of(person)) for head, _, person, alone in own if head == noun and alone)
    here = Counter(surname for surname in alone if folded == {noun} & lexicon.offices and surname not in former)
    ranked = here.most_common(2)
    by_far = ranked and (len(ranked) == 1 or ranked[0][1] >= _FAR_MORE * ranked[1][1])
    if by_far:
        people = {person for head, _, person, _ in own if head == noun and surname_of(key_of(person)) == ranked[0][0]}
    if not people:
        return None
    full = max(people, key=lambda person: (len(person), person))
    surname = surname_of(key_of(full))
    if not all(are_one(key_of(full), key_of(person)) for person in people) or not (
        resolver.cast.knows(surname) or any(person.key == surname for person in resolver.in_title)
    ):
        return None
    # Of whom most of the document tells, it says itself who he is; of others the rest of the story has to agree.
    named = Counter(person.key for person in resolver.cast.mentions)
    is_main = named[surname] == max(named.values(), default=0)
    others = any(surname not in names for names in (_names_behind(noun, resolver) if is_main else behind[noun]))
    return Name("name", full, "", definite=True) if by_far or not others else None
