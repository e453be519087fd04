"""The words by which quotations are given to their speakers: read from ``speech.toml``, English verbs inflected."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from ...shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

#: A finite form has a subject of its own; of a base form or a participle it is the main clause's.
Shape = Literal["finite", "past", "participle", "base"]

#: Small words inside a name.
PARTICLES: Final = frozenset(
    """
    al ben bin da das de del della den der di do dos du el ibn la le ten ter van von y zu
    """.split()
)

#: A small word of names that hangs on the name behind it: "al-Hadi".
HANGING: Final = r"(?:ad|al|an|as|ash|at|az|el|ul|ur)-"
_HANGING: Final = re.compile(rf"{HANGING}[^\W\d_a-z]")

_VOWELS: Final = frozenset("aeiou")

#: Sets of words that are looked up folded as well as written.
_FOLDED: Final = frozenset(("titles", "surnames", "groups", "texts", "female", "male"))


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a cue verb.

    Attributes
    ----------
    verb : str
        The base form; in other languages than English the form itself.
    shape : str
        ``"finite"``, ``"past"`` (which may be a passive participle), ``"participle"`` or ``"base"``.
    either_side : bool
        Whether it reports speech before a quotation and after it; else only before.
    addressed : bool
        Whether what follows it is the hearer.
    """

    verb: str
    shape: Shape
    either_side: bool
    addressed: bool


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language; see ``speech.toml`` and ``names.toml`` for what each set is for."""

    language: str
    elision: bool
    compounds: bool
    caseless: bool
    verb_first: bool
    drops_subject: bool
    called: bool
    dialogue: bool
    speaking: frozenset[str]
    agent: frozenset[str]
    definite_prefix: str
    hearers: tuple[str, ...]
    forms: Mapping[str, Form]
    only_after: frozenset[str]
    only_quoted: frozenset[str]
    only_before: frozenset[str]
    telling: frozenset[str]
    acting: frozenset[str]
    convened: frozenset[str]
    done: frozenset[str]
    told_by: frozenset[str]
    circumstances: frozenset[str]
    according: Mapping[str, tuple[tuple[str, ...], ...]]
    following: frozenset[str]
    pronouns: Mapping[str, str]
    objects: Mapping[str, str]
    heard: frozenset[str]
    accredited: frozenset[str]
    held: frozenset[str]
    in_the_name: frozenset[str]
    helpers: frozenset[str]
    passive: frozenset[str]
    modals: frozenset[str]
    bounds: frozenset[str]
    openers: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    titles: frozenset[str]
    surnames: frozenset[str]
    groups: frozenset[str]
    texts: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    times: frozenset[str]
    joints: frozenset[str]
    cases: tuple[tuple[str, str], ...]
    nicknames: Mapping[str, frozenset[str]]
    women: frozenset[str]
    men: frozenset[str]
    kin: frozenset[str]
    deaths: frozenset[str]
    kin_women: frozenset[str]
    kin_men: frozenset[str]
    persons: frozenset[str]
    bodies: frozenset[str]
    endings: tuple[str, ...]
    offices: frozenset[str]
    page: frozenset[str]
    places: frozenset[str]
    agencies: frozenset[str]

    @cached_property
    def first_names(self) -> frozenset[str]:
        """First names of women, of men and of both."""
        return self.women | self.men

    @cached_property
    def people(self) -> frozenset[str]:
        """Nouns that only a person is called: offices, kin and others."""
        return self.offices | self.kin | self.kin_women | self.kin_men | self.persons

    @cached_property
    def small(self) -> frozenset[str]:
        """Words that begin no name."""
        return self.bounds | self.openers | self.articles | self.times | self.helpers | self.leading

    @cached_property
    def leading(self) -> frozenset[str]:
        """The first words of what stands before a speaker without a verb: "Selon", "Laut"."""
        return frozenset(self.according) | {plain(word) for word in self.according}

    @cached_property
    def no_names(self) -> frozenset[str]:
        """Words that are no part of a name, by which its ends are found where no capitals tell them."""
        return self.small | self.joints | self.pronouns.keys() | self.forms.keys() | self.following | self.agent

    def office(self, word: str) -> str:
        """A folded word, or the title that ends it: "oberbürgermeisterin" is a "bürgermeisterin", "ex-president" a "president"."""
        if word in self.titles:
            return word
        last = word.rpartition("-")[2]
        if last in self.titles or not self.compounds:
            return last
        return next(
            (last[k:] for k in range(2, len(last) - 3) if last[k:] in self.titles and last[k:] not in self.surnames),
            last,
        )


def is_capital(word: str) -> bool:
    """Whether a word begins as names do: with a capital letter, or with a small word that hangs on one.

    Examples
    --------
    >>> [is_capital(word) for word in ("Moss", "al-Hadi", "river")]
    [True, True, False]
    """
    return word[:1].isupper() or ("-" in word and _HANGING.match(word) is not None)


@lru_cache(maxsize=10_000)
def plain(word: str) -> str:
    """Fold case, accents and full stops."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip(".").replace("’", "'")


def head_stop(kinds: Sequence[str], lexicon: Lexicon) -> int:
    """Place behind the noun that says what a phrase is, its words folded: 1 of "mayor of Nice", 2 of "local source".

    Examples
    --------
    >>> head_stop(("former", "mayor", "of", "nice"), lexicon_of("en"))
    2
    """
    ends = lexicon.joints | lexicon.openers | lexicon.bounds | {"to"}
    # "A man living nearby", but "a top marketing executive".
    told = (
        k
        for k, word in enumerate(kinds)
        if k
        and (
            word in ends - {"and", "may"} or (word.endswith("ing") and kinds[k - 1].removesuffix("s") in lexicon.people)
        )
    )
    return next(told, len(kinds))


@lru_cache(maxsize=16)
def lexicon_of(language: str) -> Lexicon:
    """Return the words of a language; for one that has no list, a lexicon without words.

    Parameters
    ----------
    language : str
        ISO 639-1 code.

    Examples
    --------
    >>> lexicon_of("en").forms["denied"]
    Form(verb='deny', shape='past', either_side=True, addressed=False)
    >>> len(lexicon_of("xx").forms)
    0
    """
    table, people = shipped("speech.toml").get(language, {}), shipped("names.toml")

    def words(name: str) -> frozenset[str]:
        if name in people:
            return frozenset(people[name].split())
        own = frozenset(map(str.casefold, table.get(name, ())))
        return own | {plain(word) for word in own} if name in _FOLDED else own

    # Flags and sets of words are called as they are in the tables.
    values: dict[str, Any] = {
        field.name: bool(table.get(field.name)) if field.type == "bool" else words(field.name)
        for field in fields(Lexicon)
        if field.type in ("bool", "frozenset[str]")
    }
    titles = words("titles") | words("held") | {plain(word) for word in words("held")}
    return Lexicon(
        **{
            **values,
            "titles": titles | {prefix + title for prefix in table.get("prefixes", ()) for title in titles},
            "offices": titles - words("no_office"),
            # A text that speaks for a body is read as that is.
            "groups": words("groups") | words("texts"),
        },
        language=language,
        definite_prefix=str(table.get("definite_prefix", "")),
        hearers=tuple(table.get("hearers", ())),
        endings=tuple(people["endings"]),
        forms=_forms(table, words, inflected=language == "en"),
        according=_by_first_word(words("according")),
        pronouns={word: kind for kind in ("he", "she", "they", "it", "i", "who") for word in words(kind)},
        objects={word: kind for kind in ("he", "she") for word in words(f"{kind}_object")},
        nicknames=_nicknames(table.get("nicknames", ())),
        cases=tuple((entry.partition(":")[0], entry.partition(":")[2]) for entry in table.get("cases", ())),
    )


def _forms(table: dict[str, Any], words: Callable[[str], frozenset[str]], *, inflected: bool) -> dict[str, Form]:
    """The cue verbs of a language by every form of theirs; English ones are inflected, others are listed as they are used."""
    forms: dict[str, Form] = {}
    only_before = words("only_before") | words("label")
    irregular = {entry.split()[0]: entry.split()[1:] for entry in table.get("irregular", ())}
    for verb in sorted(words("say") | words("label")):
        # "fügte hinzu": what the verb loses to the end of its clause is part of it, and found without it.
        shapes: Iterable[tuple[str, Shape]] = [(verb.partition(" ")[0], "finite")]
        if inflected:
            shapes = _english(verb, irregular.get(verb), verb in words("doubling"))
        for form, shape in shapes:
            for prefix in ("", *table.get("prefixes", ())):
                if prefix + form not in forms or shape == "past":
                    forms[prefix + form] = Form(verb, shape, verb not in only_before, verb in words("addressed"))
    return forms


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted((tuple(p.split()) for p in phrases), key=lambda p: (-len(p), p)):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(group) for first, group in found.items()}


def _nicknames(entries: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each short form, the names that it may stand for."""
    names: dict[str, frozenset[str]] = {}
    for entry in entries:
        name, *short = entry.split()
        for form in short:
            names[form] = names.get(form, frozenset()) | {name}
    return names


def _english(verb: str, irregular: list[str] | None, doubling: bool) -> Iterable[tuple[str, Shape]]:
    """Inflect an English verb."""
    after_consonant = len(verb) > 1 and verb[-2] not in _VOWELS
    stem = verb + verb[-1] if doubling else verb
    if verb.endswith("y") and after_consonant:
        third, past, participle = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    elif verb.endswith("e"):
        third, past, participle = verb + "s", verb + "d", (verb if verb.endswith("ee") else verb[:-1]) + "ing"
    else:
        sibilant = verb.endswith(("s", "x", "z", "ch", "sh", "o"))
        third, past, participle = verb + ("es" if sibilant else "s"), stem + "ed", stem + "ing"
    yield verb, "base"
    yield third, "finite"
    yield participle, "participle"
    for form in irregular or [past]:
        yield form, "past"
