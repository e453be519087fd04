"""The subject that stands before a verb, found without a parser."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from .lexicon import PARTICLES
from .phrases import (
    LONGEST,
    LONGEST_APPOSITION,
    LONGEST_OFFICE,
    NO_ADVERBS,
    STOPS,
    STROKES,
    Mention,
    at,
    held_to,
    is_adverb,
    is_noun,
    is_time,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .frames import Token
    from .lexicon import Lexicon

#: Letters of the longest word that ends as adverbs do and is a name, "Kelly".
_SHORT: Final = 5

#: Words between an office and where it is held.
_HELD: Final = frozenset(("at", "for", "from", "of", "to", "with"))

#: Tokens from "who" to the one by whom somebody is asked.
_LONGEST_RELATIVE: Final = 5

#: Tokens of the end of the name of a place, "Conn.", and words before such a name.
_LONGEST_PLACE: Final = 3
_BEFORE_PLACES: Final = frozenset(("at", "from", "in", "near", "outside", "to"))

#: What is written behind a name and a comma: a member's party and state, "Jr."
_BELONGING: Final = re.compile(r"[RDI]-[A-Z][\w.]*|Jr\.?|Sr\.?|I{2,3}")


def phrase_before(tokens: Sequence[Token], verb: int, lexicon: Lexicon, floor: int = 0) -> Mention | None:
    """Find the subject that stands before a verb.

    Parameters
    ----------
    tokens : sequence of Token
    verb : int
        The verb's place.
    lexicon : Lexicon
    floor : int
        The phrase does not reach before this token.

    Returns
    -------
    Mention or None
    """
    j = _over_helpers(tokens, verb - 1, lexicon, floor)
    last = core = j + 1
    if j >= floor and tokens[j].text in (",", ")", *STROKES):
        opening = _parenthesis_start(tokens, j, floor)
        if opening is None:
            return None
        core = _outer_start(tokens, opening, j, floor)
        if tokens[core - 1].text == ")":
            core = _parenthesis_start(tokens, core - 1, floor) or core
        j = core - 1
    if j < floor or not tokens[j].word:
        return None
    if (pronoun := lexicon.pronouns.get(tokens[j].lower)) is not None:
        if pronoun != "who":
            return Mention(j, core, core, "pronoun")
        before = j - 1 - (j > floor and tokens[j - 1].text == ",")
        antecedent = _leftwards(tokens, before, lexicon, floor)
        return None if antecedent is None else Mention(j, core, core, "pronoun", antecedent)
    found = _leftwards(tokens, j, lexicon, floor)
    # Behind a preposition stands no subject: "a letter sent to Moss said".
    prepositions = lexicon.openers & lexicon.bounds | ({"to"} if lexicon.language == "en" else set())
    if found is None or (found.first > floor and tokens[found.first - 1].lower in prepositions):
        return None
    if (
        found.first - 1 > floor
        and tokens[found.first - 1].lower == "and"
        and tokens[found.first - 2].lower in lexicon.pronouns
    ):
        # "He and Moss said": not half of the pair, and not who it is.
        return Mention(found.first - 2, last, core, "phrase")
    governing = _governed_by(tokens, found, lexicon, floor) or _described(
        tokens, found, lexicon, floor, closed=core < last
    )
    if governing is not None:
        return Mention(governing.first, last, governing.core, governing.kind)
    return Mention(found.first, last, core, found.kind)


def _governed_by(tokens: Sequence[Token], found: Mention, lexicon: Lexicon, floor: int) -> Mention | None:
    """Find the subject to which a phrase before the verb only belongs, in English.

    "A witness who works for the city said", "an aide who was asked by the Post said", "a statement after the call said", "Moss, of the River Board said", "Field, R-Ohio, said".
    """
    if lexicon.language != "en" or found.first - 1 <= floor:
        return None
    head, before, behind = tokens[found.first], tokens[found.first - 1], tokens[found.first - 2]
    asked = range(found.first - 2, max(floor, found.first - _LONGEST_RELATIVE), -1) if before.lower == "by" else ()
    who = next((j for j in asked if tokens[j].lower == "who"), None)
    if who is not None:
        return _leftwards(tokens, who - 1, lexicon, floor)
    told = before.lower in ("after", "before", "following") and behind.lower in lexicon.groups
    if told or (before.lower == "who" and not head.capital):
        return _leftwards(tokens, found.first - 2, lexicon, floor)
    party = before.text == "," and found.last - found.first == 1 and _BELONGING.fullmatch(head.text)
    if party or (before.lower == "of" and behind.text == ","):
        named = _leftwards(tokens, found.first - (2 if party else 3), lexicon, floor)
        return named if named is not None and named.kind == "name" else None
    return None


def _described(
    tokens: Sequence[Token], found: Mention, lexicon: Lexicon, floor: int, *, closed: bool
) -> Mention | None:
    """Find the name before what describes it.

    A comma may stand within ("Jo Field, a spokesman for Harbour Aid, Port Lyon, said"), or none behind ("Jo Field, an aide said"); but "Jo Field,
    the mayor said, is tired" is said by the mayor.
    """
    comma, head, core = found.first - 1, tokens[found.first], tokens[found.first : found.core]
    if comma <= floor or tokens[comma].text != ",":
        return None
    # Behind the office stands where it is held, and no name.
    office = head.capital and any(
        one.lower in lexicon.offices and (other is None or other.lower in _HELD)
        for one, other in zip_longest(core, core[1:])
    )
    one_of = head.lower == "one" and at(core, 1).lower == "of"
    # "Jo Field, lead researcher at Harbour Aid said"
    bare = lexicon.language == "en" and any(
        (one.lower in lexicon.offices | lexicon.persons or one.lower.endswith(lexicon.endings))
        and not one.capital
        and other.lower in _HELD
        for one, other in pairwise(core[:LONGEST_OFFICE])
    )
    describes = bare or (head.lower in lexicon.articles if closed else head.lower in ("a", "an") or office or one_of)
    if comma - 2 > floor and tokens[comma - 1].text.isdigit() and tokens[comma - 2].text == ",":
        # "Jo Field, 30, a teacher said"
        comma -= 2
    named = _leftwards(tokens, comma - 1, lexicon, floor) if describes and tokens[comma - 1].word else None
    if named is None or named.kind != "name" or named.first == comma - 1:
        return None
    called = tokens[named.first : comma]
    opened = (named.first > floor and tokens[named.first - 1].word) or any(t.lower in lexicon.times for t in called)
    # "the firm's technical director Jo Field"
    known = lexicon.titles | lexicon.groups | PARTICLES
    small = any(not t.capital and t.lower not in known and n.lower not in lexicon.titles for t, n in pairwise(called))
    return None if opened or small else named


def _over_helpers(tokens: Sequence[Token], j: int, lexicon: Lexicon, floor: int) -> int:
    """Step back over auxiliaries, adverbs and words of time."""
    while j > floor:
        token = tokens[j]
        if token.lower in lexicon.helpers or is_adverb(token):
            j -= 1
        elif is_time(tokens, j, lexicon) or token.text.isdigit():
            k = j - 1
            while k > floor and (is_time(tokens, k, lexicon) or tokens[k].text.isdigit()):
                k -= 1
            if tokens[k].lower in lexicon.openers:
                k -= 1
            elif tokens[k].capital and tokens[k + 1].text.isdigit():
                # A name with a number is a thing: "Falcon 9".
                return j
            if k > floor and tokens[k].text == "," and is_time(tokens, j, lexicon):
                # "Colonel Moss, of the guard, today said"
                return k
            if k < floor or not tokens[k].word or tokens[k].lower in lexicon.articles | lexicon.joints:
                return j
            j = k
        else:
            return j
    return j


def _parenthesis_start(tokens: Sequence[Token], closing: int, floor: int) -> int | None:
    """Place of the mark that opens what a comma, a dash or a bracket closes."""
    mark = tokens[closing].text
    opening = "(" if mark == ")" else mark
    reach = range(closing - 1, max(floor, closing - LONGEST_APPOSITION) - 1, -1)
    found = next((k for k in reach if tokens[k].text == opening), floor)
    return found if found > floor else None


def _outer_start(tokens: Sequence[Token], opening: int, closing: int, floor: int) -> int:
    """Comma at which a clause beside the subject begins that has commas of its own.

    "Moss, whose daughters Ann, Jo and Kim live there, said", "Moss, speaking in Kent, Conn., said".
    """
    if tokens[closing].text != ",":
        return opening
    inside = tokens[opening + 1 : closing]
    place = len(inside) <= _LONGEST_PLACE and all(token.capital or token.text in (".", "on") for token in inside)
    found = opening
    for k in range(opening - 1, max(floor, closing - LONGEST_APPOSITION), -1):
        token, after = tokens[k], tokens[k + 1]
        if token.text in STROKES or token.text in ";:()" or (token.text == "," and after.lower in ("and", "but", "or")):
            break
        beside = after.lower in _BEFORE_PLACES or after.lower.endswith("ing")
        if token.text == "," and (after.lower in ("who", "whose") or (place and beside)):
            found = k
    return found


def _leftwards(tokens: Sequence[Token], j: int, lexicon: Lexicon, floor: int) -> Mention | None:
    """Find the phrase that ends with token `j`."""
    first = j + 1
    for k in range(j, max(floor, j - LONGEST) - 1, -1):
        token = tokens[k]
        if token.quotation >= 0 or token.text in STOPS or token.text in STROKES:
            break
        if token.lower == "and":
            joined = (
                k > floor
                and tokens[k - 1].word
                and first <= j
                and (
                    (tokens[k - 1].capital and (tokens[first].capital or tokens[first].lower in lexicon.articles))
                    or (not tokens[first].capital and not (tokens[k - 1].capital and k - 1 > floor))
                )
            )
            if not joined:
                break
        elif (
            (token.lower in lexicon.bounds and not held_to(tokens, k, lexicon))
            or (token.lower in lexicon.pronouns and token.lower not in lexicon.articles)
            or (token.lower in lexicon.heard and tokens[max(k - 1, 0)].lower not in lexicon.passive | {"who"})
            or (
                (form := lexicon.forms.get(token.lower)) is not None
                and not token.capital
                and form.shape != "base"
                and not is_noun(tokens, k, lexicon, floor)
            )
        ):
            break
        first = k
        page = token.text == "The" and k > floor and tokens[k - 1].capital
        # "After the incident a member of the crew"
        anew = token.lower in ("a", "an") and k - 2 >= floor and tokens[k - 2].lower in lexicon.articles
        if page or (anew and tokens[k - 1].word and lexicon.language == "en"):
            # What belongs to the page, or to what opens the sentence, stands before it.
            break
    first = _without_opening(tokens, first, j + 1, lexicon)
    if first > j:
        return None
    return Mention(first, j + 1, j + 1, kind_of(tokens, first, j + 1, lexicon))


def _without_opening(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> int:
    """Cut off what opens the sentence before its subject: "In Moscow on Monday a spokesman"."""
    while first < last and (not tokens[first].word or tokens[first].lower in ("and", "but")):
        first += 1
    if first < last and tokens[first].lower in lexicon.openers:
        start = first
        for k in range(start + 1, last):
            before = tokens[k - 1]
            if before.lower in lexicon.times or before.text.isdigit():
                if (
                    tokens[k].lower not in lexicon.times
                    and not tokens[k].text.isdigit()
                    and tokens[k].lower not in lexicon.openers
                ):
                    first = k
            elif tokens[k].lower in lexicon.articles and before.lower not in lexicon.openers:
                first = k
        if first == start and first + 1 < last:
            first += 1
    while first < last - 1 and (
        (tokens[first].lower in ("this", "that") and tokens[first + 1].lower in lexicon.times)
        or is_time(tokens, first, lexicon)
        or tokens[first].lower in lexicon.helpers - lexicon.articles
        or (
            tokens[first].lower.endswith("ly")
            and tokens[first].lower not in NO_ADVERBS
            and len(tokens[first].lower) > _SHORT
        )
    ):
        first += 1
    return first
