"""The subject that stands before a verb, found without a parser."""

from __future__ import annotations

import re
from itertools import pairwise
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

#: Articles, of which none stands within a phrase but behind a preposition.
_ENGLISH: Final = frozenset(("a", "an", "the"))

#: Words before the name of a place.
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
    last = j + 1
    core = last
    if j >= floor and tokens[j].text in (",", ")", *STROKES):
        opening = _parenthesis_start(tokens, j, floor)
        while opening is not None and _tells_when(tokens, opening, j, lexicon):
            j = opening
            opening = _parenthesis_start(tokens, j, floor)
        if opening is None:
            return None
        opening = _outer_start(tokens, opening, j, lexicon, floor)
        core = opening
        j = opening - 1
        if tokens[j].text == ")":
            inner = _parenthesis_start(tokens, j, floor)
            if inner is None:
                return None
            core, j = inner, inner - 1
    if j < floor or tokens[j].quotation >= 0 or not tokens[j].word:
        return None
    if (pronoun := lexicon.pronouns.get(tokens[j].lower)) is not None:
        antecedent = None
        if pronoun == "who":
            before = j - 1 if j > floor and tokens[j - 1].text == "," else j
            if before - 1 < floor:
                return None
            antecedent = _leftwards(tokens, before - 1, lexicon, floor)
            if antecedent is None:
                return None
            if tokens[j].lower in ("that", "which"):
                antecedent = _nearest(tokens, antecedent, lexicon)
        return Mention(j, core, core, "pronoun", antecedent)
    found = _leftwards(tokens, j, lexicon, floor)
    if found is None:
        return None
    if found.first > floor and tokens[found.first - 1].lower in lexicon.openers & lexicon.bounds:
        # Behind a preposition stands no subject.
        return None
    if (governing := _governed_by(tokens, found, lexicon, floor)) is not None:
        return Mention(governing.first, last, governing.core, governing.kind)
    named = _described(tokens, found, lexicon, floor, closed=core < last)
    if named is None and found.last - found.first == 1 and _BELONGING.fullmatch(tokens[found.first].text):
        # "Jim Field, R-Ohio, said", "John Field, Jr. said"
        before = found.first - 2
        named = (
            _leftwards(tokens, before, lexicon, floor) if before > floor and tokens[before + 1].text == "," else None
        )
    if named is not None:
        return Mention(named.first, last, named.core, named.kind)
    return Mention(found.first, last, core, found.kind)


def _governed_by(tokens: Sequence[Token], found: Mention, lexicon: Lexicon, floor: int) -> Mention | None:
    """Find the subject to which a phrase before the verb only belongs, in English.

    "A witness who works for the city said", "a statement after the call said", "Moss, of the River Board said".
    """
    if lexicon.language != "en" or found.first - 1 <= floor:
        return None
    head, k = tokens[found.first], found.first - 1
    before = tokens[k]
    if before.lower == "who" and tokens[k - 1].word and not head.capital and head.lower not in lexicon.articles:
        return _leftwards(tokens, k - 1, lexicon, floor)
    if before.lower in ("after", "before", "following") and tokens[k - 1].lower in lexicon.groups:
        return _leftwards(tokens, k - 1, lexicon, floor)
    if before.lower == "of" and tokens[k - 1].text == "," and k - 1 > floor and tokens[k - 2].capital and head.capital:
        named = _leftwards(tokens, k - 2, lexicon, floor)
        return (
            named if named is not None and named.kind == "name" and named.last - named.first <= LONGEST_OFFICE else None
        )
    return None


def _described(
    tokens: Sequence[Token], found: Mention, lexicon: Lexicon, floor: int, *, closed: bool
) -> Mention | None:
    """Find the name before what describes it.

    A comma may stand within ("Jo Field, a spokesman for Harbour Aid, Port Lyon, said"), or none behind ("Jo Field, an aide said"); but "Jo Field,
    the mayor said, is tired" is said by the mayor.
    """
    comma, head = found.first - 1, tokens[found.first]
    core = tokens[found.first : found.core]
    # Behind the office stands where it is held, and no name.
    office = head.capital and any(
        token.lower in lexicon.offices and (k + 1 == len(core) or core[k + 1].lower in ("of", "for", "to", "at"))
        for k, token in enumerate(core)
    )
    one_of = head.lower == "one" and found.core - found.first > 1 and tokens[found.first + 1].lower == "of"
    # "Jo Field, lead researcher at Harbour Aid said"
    bare = lexicon.language == "en" and any(
        not one.capital
        and (one.lower in lexicon.offices | lexicon.persons or one.lower.endswith(lexicon.endings))
        and other.lower in ("at", "for", "from", "of", "to", "with")
        for one, other in pairwise(core[:LONGEST_OFFICE])
    )
    describes = head.lower in lexicon.articles if closed else head.lower in ("a", "an") or office or one_of or bare
    if comma <= floor or tokens[comma].text != "," or not describes:
        return None
    named = _leftwards(tokens, comma - 1, lexicon, floor) if tokens[comma - 1].word else None
    if named is None or named.kind != "name" or named.first == comma - 1:
        return None
    before = tokens[named.first - 1] if named.first > floor else None
    opened = (before is not None and before.word) or any(t.lower in lexicon.times for t in tokens[named.first : comma])
    known = lexicon.titles | lexicon.groups | PARTICLES
    # "the firm's technical director Jo Field"
    called = tokens[named.first : comma]
    small = any(not t.capital and t.lower not in known and n.lower not in lexicon.titles for t, n in pairwise(called))
    return None if opened or small or not called[-1].capital else named


def _over_helpers(tokens: Sequence[Token], j: int, lexicon: Lexicon, floor: int) -> int:
    """Step back over auxiliaries, adverbs and words of time."""
    while j > floor:
        token = tokens[j]
        if token.lower in lexicon.helpers or (is_adverb(token) and len(token.lower) > 4):
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
            if k > floor and tokens[k].text == "," and tokens[k - 1].word and is_time(tokens, j, lexicon):
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
    for k in range(closing - 1, max(floor, closing - LONGEST_APPOSITION) - 1, -1):
        token = tokens[k]
        if token.quotation >= 0:
            return None
        if token.text == opening:
            return k if k > floor else None
    return None


def _nearest(tokens: Sequence[Token], found: Mention, lexicon: Lexicon) -> Mention:
    """The thing that a relative pronoun stands for, without the clause before it: "Moss held up" + "a letter from the union"."""
    joining = (lexicon.joints | lexicon.openers | lexicon.articles) - {"in", "on"}
    for k in range(found.first + 1, found.last):
        before = tokens[k - 1]
        if tokens[k].lower in ("a", "an") and before.word and not before.capital and before.lower not in joining:
            return Mention(k, found.last, found.last, kind_of(tokens, k, found.last, lexicon))
    return found


def _outer_start(tokens: Sequence[Token], opening: int, closing: int, lexicon: Lexicon, floor: int) -> int:
    """Comma at which a clause beside the subject begins that has commas of its own.

    "Moss, whose daughters Ann, Jo and Kim live there, said", "Moss, speaking in Kent, Conn., said".
    """
    if tokens[closing].text != ",":
        return opening
    place = _names_a_place(tokens, opening, closing, floor)
    found = opening
    for k in range(opening - 1, max(floor, closing - LONGEST_APPOSITION), -1):
        token, after = tokens[k], tokens[k + 1]
        if token.quotation >= 0 or token.text in STROKES or token.text in ";:()":
            break
        if token.text != ",":
            continue
        if after.lower in ("and", "but", "or"):
            break
        behind = tokens[k - 1].capital and tokens[k - 1].lower not in lexicon.times
        beside = after.lower in _BEFORE_PLACES or after.lower.endswith("ing")
        if after.lower in ("who", "whose") or (place and (beside or (behind and after.lower in lexicon.articles))):
            found = k
    return found


def _tells_when(tokens: Sequence[Token], opening: int, closing: int, lexicon: Lexicon) -> bool:
    """Whether two commas enclose nothing but when it was, behind another comma: "in Kent, Ohio, on Monday,"."""
    inside = tokens[opening + 1 : closing]
    told = len(inside) > 1 and inside[0].lower in lexicon.openers and all(t.lower in lexicon.times for t in inside[1:])
    return told and opening > 1 and tokens[opening - 1].capital and tokens[opening - 2].text == ","


def _names_a_place(tokens: Sequence[Token], opening: int, closing: int, floor: int) -> bool:
    """Whether two commas only enclose the end of the name of a place: "in Kent, Conn.,"."""
    inside = tokens[opening + 1 : closing]
    k = opening - 1
    while k > floor and tokens[k].capital:
        k -= 1
    before = tokens[k].lower in _BEFORE_PLACES and k < opening - 1
    return before and 0 < len(inside) <= 3 and all(token.capital or token.text == "." for token in inside)


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
            if not joined or k == j or tokens[k - 1].lower in lexicon.bounds:
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
        if token.lower in _ENGLISH & lexicon.articles and _begins_anew(tokens, k, lexicon, floor):
            break
    first = _without_opening(tokens, first, j + 1, lexicon)
    if first > j or not any(t.word for t in tokens[first : j + 1]):
        return None
    return Mention(first, j + 1, j + 1, kind_of(tokens, first, j + 1, lexicon))


def _begins_anew(tokens: Sequence[Token], k: int, lexicon: Lexicon, floor: int) -> bool:
    """Whether an article begins a phrase right behind another: "after the incident a member", or behind what belongs to the page."""
    if k <= floor or not tokens[k - 1].word:
        return False
    joining = lexicon.joints | lexicon.openers | lexicon.articles | lexicon.bounds | lexicon.helpers
    behind = k - 2 >= floor and tokens[k - 2].lower in lexicon.articles and tokens[k - 1].lower not in joining
    return behind or tokens[k].capital


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
        or (is_time(tokens, first, lexicon) and tokens[first].lower != "may")
        or (tokens[first].lower in lexicon.helpers and tokens[first].lower not in lexicon.articles)
        or (
            tokens[first].lower.endswith("ly")
            and tokens[first].lower not in NO_ADVERBS
            and len(tokens[first].lower) > 5
            and not tokens[first + 1].text.endswith(".")
        )
    ):
        first += 1
    return first
