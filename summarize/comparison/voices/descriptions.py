"""Whom a description stands for: "the singer" of an article in which one person alone is called a singer.

A description is joined to a name where an apposition says so: right where somebody speaks ("the group's spokesman, Jane Roe, said"), or, for
what *the* stands before, wherever the documents say who that is ("singer Jane Roe", "Jane Roe, the singer"). Where they say it of two people, of nobody
whom the article itself names, or the article speaks of such a one without a name as well ("a singer"), the description stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from .frames import lies_in
from .lexicon import plain
from .names import Name, parse_name
from .spellings import key_of, same_person, surname_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .cast import Person
    from .cues import Attribution
    from .lexicon import Lexicon
    from .resolution import Resolver

#: Characters before a name, and behind it, within which it is said who that is.
_BEFORE: Final = 80
_BEHIND: Final = 120

#: Words right before a name with nothing between them but white space, or a comma before the name.
_LEADING: Final = re.compile(r"((?:[\w'’-]+[ \u00a0])*[\w'’-]+)(,?)[ \u00a0]\Z")
#: What stands in apposition behind a name, to the next mark.
_FOLLOWING: Final = re.compile(
    r",[ \u00a0](?:\d{1,3},[ \u00a0])?((?:an?|the|his|her|its|their|one|[\w’']+[’']s)[ \u00a0][^,.;:!?()\n\"“”]{3,100})[,.;]"
)
#: Words that say which of several is meant.
_WHICH: Final = frozenset(
    ("acting", "assistant", "deputy", "first", "former", "older", "other", "second", "third", "vice", "younger")
)
#: What stands before the office of somebody who has it no more.
_FORMER: Final = re.compile(r"\b(?:former|late|then|ex)[ -](?:[\w.’'-]+[ -]){0,2}\Z", re.IGNORECASE)
#: Words before an office and a comma among which its article is.
_LEADING_WORDS: Final = 4
#: Words of another country before an office, "Russian President".
_FOREIGN: Final = re.compile(r"^[A-Z].*(?:ian|ish|ese|ean|nch|eli|aqi)$")
#: How many times as often one is called by an office as another, where "the president" means him.
_FAR_MORE: Final = 3
#: A word, and what looks like a name behind it.
_NOUN_AND_NAME: Final = re.compile(r"(?<![\w-])([\w-]+)(?=,?[ \u00a0]((?:[A-Z][\w.'’-]*[ \u00a0]?){1,4}))")
_NAME_WORD: Final = re.compile(r"[\w-]+")
_THE: Final = re.compile(r"the\s", re.IGNORECASE)


def names_for_descriptions(
    resolvers: Sequence[Resolver],
    attributions: Sequence[Sequence[Attribution]],
    lexicons: Sequence[Lexicon],
    named: Sequence[Sequence[Name | None]],
) -> list[list[Name | None]]:
    """Put names for the descriptions that stand for somebody who is named, in English.

    Parameters
    ----------
    resolvers, attributions, lexicons : sequence
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
    every = [
        _described(resolver, own, names) if lexicon.language == "en" else {}
        for resolver, own, lexicon, names in zip(resolvers, attributions, lexicons, named, strict=True)
    ]
    wanted = {
        _head(words, lexicon)
        for own, lexicon in zip(every, lexicons, strict=True)
        for words, beside in own.items()
        if beside is None
    }
    called = _Called(
        [
            (resolver, lexicon)
            for resolver, lexicon in zip(resolvers, lexicons, strict=True)
            if lexicon.language == "en"
        ],
        wanted,
    )
    found: list[list[Name | None]] = []
    for own, names, resolver, lexicon in zip(every, named, resolvers, lexicons, strict=True):
        meant = {
            words: called.only(words, resolver, lexicon) if beside is None else beside for words, beside in own.items()
        }
        found.append(
            [(meant.get(name.words) or name) if name is not None and name.kind == "role" else name for name in names]
        )
    return found


def _described(
    resolver: Resolver, attributions: Sequence[Attribution], named: Sequence[Name | None]
) -> dict[tuple[str, ...], Name | None]:
    """The descriptions of one document that may stand for a name, with the name that stands right behind one of them."""
    found: dict[tuple[str, ...], Name | None] = {}
    for own, name in zip(attributions, named, strict=True):
        if name is None or name.kind != "role" or own.name is None:
            continue
        beside = _right_behind(own.name[1], resolver)
        if beside is not None or (_is_the(resolver, own, name) and name.words not in found):
            found[name.words] = beside
    return found


def _right_behind(stop: int, resolver: Resolver) -> Name | None:
    """Who is named in apposition where a description ends: ", Jane Roe,"."""
    text = resolver.text
    people = resolver.cast.between(stop + 1, stop + 4) if text.startswith(", ", stop) else ()
    if not people or not text.startswith(",", people[0].stop):
        return None
    # "Abu Roe al-Moss" is more than what is read of it.
    return _whole(people[0], resolver) if text[: people[0].stop].endswith(people[0].words[-1]) else None


def _is_the(resolver: Resolver, own: Attribution, name: Name) -> bool:
    """Whether a speaker is called *the* somebody, there or where a pronoun takes him up."""
    if own.name is None:
        return False
    taken_up = resolver.text[slice(*own.name)].casefold() in ("he", "she")
    return _THE.match(resolver.text, own.name[0]) is not None or (
        taken_up and name.definite and all(map(str.islower, name.words))
    )


def _head(words: Iterable[str], lexicon: Lexicon) -> str:
    """The noun that says what somebody is: "singer" of "the Grammy-winning singer", "mayor" of "the former mayor of Nice"."""
    folded = [plain(word) for word in words]
    ends = lexicon.joints | lexicon.openers | lexicon.bounds | {"to"}
    return next((folded[k - 1] for k, word in enumerate(folded) if k and word in ends), folded[-1])


def _whole(person: Person, resolver: Resolver) -> Name:
    """A person by the full name that the document gives."""
    return resolver.filled(Name("name", person.words, person.gender, definite=True), person.start)


def _appositions(
    resolver: Resolver, lexicon: Lexicon, wanted: set[str]
) -> Iterator[tuple[str, frozenset[str], tuple[str, ...]]]:
    """What the people of a document are called: the noun, all words of the description, folded, and the name."""
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
                yield head, frozenset(map(plain, words)), _whole(person, resolver).words


def _led_by(person: Person, text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What stands before a name and says who that is: "Prime Minister Jane Roe", "the singer, Jane Roe,"; no words where nothing does."""
    titles = text[person.start : max(text.find(person.words[0], person.start, person.stop), person.start)].split()
    leading = _LEADING.search(text, max(person.start - _BEFORE, 0), person.start)
    before = [] if leading is None else leading[1].split()
    articles = [k for k, word in enumerate(before) if word.casefold() in lexicon.articles]
    if leading is not None and leading[2]:
        # "Through a spokesman, Moss said" does not say that he is one.
        closed = (
            not titles and articles and _THE.match(f"{before[articles[-1]]} ") and text.startswith(",", person.stop)
        )
        if not closed:
            return tuple(titles)
    return (*before[articles[-1] + 1 if articles else 0 :], *titles)


class _Called:
    """What the people of a story are called, by the nouns that are wanted.

    `said` has, by noun, the words of each description and the name; `behind` the words right behind the noun that look like a name.
    """

    def __init__(self, documents: Sequence[tuple[Resolver, Lexicon]], wanted: set[str]) -> None:
        self.said = defaultdict[str, set[tuple[frozenset[str], tuple[str, ...]]]](set)
        self.behind = defaultdict[str, set[frozenset[str]]](set)
        self.former = defaultdict[str, set[str]](set)
        if not wanted:
            return
        for resolver, lexicon in documents:
            for noun, words, person in _appositions(resolver, lexicon, wanted):
                self.said[noun].add((words, person))
            for noun, words, former in _names_behind(resolver, wanted):
                self.behind[noun].add(words)
                if former:
                    self.former[noun] |= words

    def only(self, words: tuple[str, ...], resolver: Resolver, lexicon: Lexicon) -> Name | None:
        """The one person whom a description stands for; None where there are two, none, or one whom the document does not name."""
        noun, folded = _head(words, lexicon), frozenset(map(plain, words))
        main = _most_named(resolver)
        same_noun = self.said.get(noun, set())
        people = {person for said, person in same_noun if folded <= said}
        if not people and _only_colours(words, lexicon):
            every = {person for _, person in same_noun}
            people = every if any(surname_of(key_of(person)) in main for person in every) else set()
        here = None
        if len(words) == 1 and noun in lexicon.offices:
            here = _titled_here(noun, resolver, self.former[noun])
        if here is not None and not _speaks_of_one_unnamed(noun, resolver):
            return here
        if not people:
            return None
        full = max(people, key=lambda person: (len(person), person))
        if not all(_are_one(full, person) for person in people):
            return None
        surname = surname_of(key_of(full))
        if not (resolver.cast.knows(surname) or any(person.key == surname for person in resolver.in_title)):
            return None
        # Of whom most of the document tells, it says itself who he is; of others the rest of the story has to agree.
        if surname in main:
            others = {named for _, named, _ in _names_behind(resolver, {noun})}
        else:
            others = self.behind.get(noun, set())
        if any(surname not in named for named in others) or _speaks_of_one_unnamed(noun, resolver):
            return None
        return Name("name", full, "", definite=True)


def _titled_here(noun: str, resolver: Resolver, former: set[str]) -> Name | None:
    """The one person before whose name a document puts an office: "President Roe", not "former President Moss" or "Vice President Reed".

    Of two it is who is called so far more often.
    """
    named: Counter[str] = Counter()
    whole: dict[str, Name] = {}
    text = resolver.text
    for found in _NOUN_AND_NAME.finditer(text):
        if plain(found[1]) != noun:
            continue
        before = text[max(found.start() - _BEFORE, 0) : found.start()].split()
        apposed = text[found.end()] == ","
        if apposed and "the" not in map(plain, before[-_LEADING_WORDS:]):
            continue
        if before and (plain(before[-1]) in _WHICH or _FOREIGN.search(before[-1])):
            continue
        people = resolver.cast.between(max(found.start() - _BEFORE, 0), found.end() + 3)
        person = people[-1] if people and people[-1].stop > found.end() else None
        key = plain(_NAME_WORD.findall(found[2])[-1]) if person is None else person.key
        if key in former:
            continue
        named[key] += 1
        if person is not None:
            full = _whole(person, resolver)
            if key not in whole or len(full.words) > len(whole[key].words):
                whole[key] = full
    ranked = named.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _FAR_MORE * ranked[1][1]):
        return None
    return whole.get(ranked[0][0])


def _only_colours(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words before a noun only describe, and do not say which one: "billionaire entrepreneur", not "former mayor of Nice"."""
    return all(
        word.islower() and word not in _WHICH and plain(word) not in lexicon.joints | lexicon.openers for word in words
    )


def _speaks_of_one_unnamed(head: str, resolver: Resolver) -> bool:
    """Whether a document speaks of such a one who is not named: "a singer"."""
    noun = rf"(?i:{re.escape(head)})"
    unnamed = re.compile(rf"\b(?i:an?|another|one)\s(?!different)(?:[\w'’-]+\s){{0,3}}{noun}\b(?!,?\s[A-Z])")
    return any(not lies_in(found.start(), resolver.quoted) for found in unnamed.finditer(resolver.text))


def _names_behind(resolver: Resolver, wanted: set[str]) -> Iterator[tuple[str, frozenset[str], bool]]:
    """The words that look like a name right behind some nouns, folded, "Judge T.S. Ellis", and whether he was so: "former"."""
    for found in _NOUN_AND_NAME.finditer(resolver.text):
        noun = plain(found[1])
        if noun in wanted:
            former = _FORMER.search(resolver.text, max(found.start() - 30, 0), found.start()) is not None
            yield noun, frozenset(map(plain, _NAME_WORD.findall(found[2]))), former


def _most_named(resolver: Resolver) -> set[str]:
    """The surnames that a document names most often."""
    named = Counter(mention.key for mention in resolver.cast.mentions)
    return {key for key, n in named.items() if n == max(named.values())}


def _are_one(full: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be of one person: one is the surname of the other, or they are spellings of one."""
    first, second = key_of(full), key_of(other)
    if min(len(first), len(second)) == 1:
        return surname_of(first) == surname_of(second) or first[0] == second[0]
    return first == second or same_person(first, second)
