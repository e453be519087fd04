"""Noun phrases that name a speaker, found on either side of a verb without a parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .lexicon import PARTICLES
from .mentions import NO_ADVERBS, Mention, held_to, is_adverb, is_time, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .frames import Token
    from .lexicon import Lexicon

__all__ = ["first_phrase", "phrase_after", "phrase_before"]

#: Tokens that a phrase, and a parenthesis after it, may have.
_LONGEST: Final = 16
_LONGEST_APPOSITION: Final = 40
_LONGEST_OFFICE: Final = 4

#: Articles, of which none stands within a phrase but behind a preposition.
_ENGLISH: Final = frozenset(("a", "an", "the"))

#: What is written behind a name and a comma: a member's party and state, "Jr."
_BELONGING: Final = re.compile(r"[RDI]-[A-Z][\w.]*|Jr\.?|Sr\.?|I{2,3}")

_DASHES: Final = frozenset(("—", "–", "―", "--", "---", "-"))
_STOPS: Final = frozenset(".,;:!?()[]…")


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
    if j >= floor and tokens[j].text in (",", ")", *_DASHES):
        opening = _parenthesis_start(tokens, j, floor)
        if opening is None:
            return None
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
        return Mention(j, core, core, "pronoun", antecedent)
    found = _leftwards(tokens, j, lexicon, floor)
    if found is None:
        return None
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
    describes = head.lower in lexicon.articles if closed else head.lower in ("a", "an") or office
    if comma <= floor or tokens[comma].text != "," or not describes:
        return None
    named = _leftwards(tokens, comma - 1, lexicon, floor) if tokens[comma - 1].word else None
    if named is None or named.kind != "name" or named.first == comma - 1:
        return None
    before = tokens[named.first - 1] if named.first > floor else None
    opened = (before is not None and before.word) or any(t.lower in lexicon.times for t in tokens[named.first : comma])
    return None if opened or not all(t.capital or t.lower in PARTICLES for t in tokens[named.first : comma]) else named


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
    for k in range(closing - 1, max(floor, closing - _LONGEST_APPOSITION) - 1, -1):
        token = tokens[k]
        if token.quotation >= 0:
            return None
        if token.text == opening:
            return k if k > floor else None
    return None


def _leftwards(tokens: Sequence[Token], j: int, lexicon: Lexicon, floor: int) -> Mention | None:
    """Find the phrase that ends with token `j`."""
    first = j + 1
    for k in range(j, max(floor, j - _LONGEST) - 1, -1):
        token = tokens[k]
        if token.quotation >= 0 or token.text in _STOPS or token.text in _DASHES:
            break
        if token.lower == "and":
            joined = (
                k > floor
                and tokens[k - 1].word
                and first <= j
                and (
                    (tokens[k - 1].capital and (tokens[first].capital or tokens[first].lower in lexicon.articles))
                    or (not tokens[first].capital and not tokens[k - 1].capital)
                )
            )
            if not joined or k == j or tokens[k - 1].lower in lexicon.bounds:
                break
        elif (
            (token.lower in lexicon.bounds and not held_to(tokens, k, lexicon))
            or (token.lower in lexicon.pronouns and token.lower not in lexicon.articles)
            or (
                (form := lexicon.forms.get(token.lower)) is not None
                and not token.capital
                and form.shape != "base"
                and not _noun(tokens, k, lexicon, floor)
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


def _noun(tokens: Sequence[Token], k: int, lexicon: Lexicon, floor: int) -> bool:
    """Whether a form that could be a verb follows an article or a possessive: "the report", "his remarks"."""
    if k <= floor:
        return False
    before = tokens[k - 1]
    return before.lower in lexicon.articles or before.text.endswith(("'s", "’s", "s’"))


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
        (tokens[first].lower in lexicon.times and tokens[first].lower != "may")
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


def phrase_after(tokens: Sequence[Token], start: int, lexicon: Lexicon, ceiling: int | None = None) -> Mention | None:
    """Find the speaker that follows a verb ("said Lavrov") or "according to", with what stands in apposition.

    Parameters
    ----------
    tokens : sequence of Token
    start : int
        The first token after the verb.
    lexicon : Lexicon
    ceiling : int, optional
        The phrase ends before this token.

    Returns
    -------
    Mention or None
    """
    ceiling = len(tokens) if ceiling is None else ceiling
    while start < ceiling and (
        tokens[start].lower in lexicon.times
        or tokens[start].lower in lexicon.helpers - lexicon.articles
        or is_adverb(tokens[start])
    ):
        start += 1
    if start >= ceiling or not tokens[start].word:
        return None
    head = tokens[start]
    if head.lower in lexicon.pronouns and head.lower not in lexicon.articles:
        return Mention(start, start + 1, start + 1, "pronoun") if lexicon.pronouns[head.lower] != "who" else None
    begins = head.capital or head.lower in lexicon.articles or head.lower in lexicon.titles or head.lower.endswith("s")
    if not begins and not (start + 1 < ceiling and tokens[start + 1].capital):
        return None
    described = not head.capital
    named = False
    k = start
    while k < min(ceiling, start + _LONGEST):
        token = tokens[k]
        if token.quotation >= 0 or token.text in _STOPS or token.text in _DASHES:
            break
        after = tokens[k + 1] if k + 1 < ceiling else None
        if token.capital:
            if is_time(tokens, k, lexicon) and k > start:
                break
            named = named or token.lower not in lexicon.titles
        elif k > start and (token.lower in lexicon.times or token.text.isdigit()):
            break
        elif token.lower == "and":
            if after is None or not (after.capital or after.lower in lexicon.articles):
                break
        elif (
            (token.lower in lexicon.bounds and not held_to(tokens, k, lexicon))
            or token.lower in lexicon.pronouns.keys() - lexicon.articles
            or (
                named
                and not described
                and token.lower not in lexicon.joints | PARTICLES
                and not _office_follows(tokens, k, lexicon, ceiling)
            )
            or (
                token.lower in ("in", "on", "during", "at")
                and (after is None or after.lower in ("a", "an", "his", "her", "their") or after.lower in lexicon.times)
            )
        ):
            break
        k += 1
    while k > start and tokens[k - 1].lower in (lexicon.openers | lexicon.joints | lexicon.times) - {"-"}:
        k -= 1
    if k == start:
        return None
    core = k
    k = _apposition(tokens, k, lexicon, ceiling, described=described)
    return Mention(start, k, core, kind_of(tokens, start, core, lexicon))


def _office_follows(tokens: Sequence[Token], k: int, lexicon: Lexicon, ceiling: int) -> bool:
    """Whether small words lead to an office and a name: "Swiss" + "foreign ministry spokesman Jo Field"."""
    for j in range(k, min(k + _LONGEST_OFFICE, ceiling - 1)):
        if tokens[j].capital or not tokens[j].word or tokens[j].lower in lexicon.bounds | lexicon.openers:
            return False
        if tokens[j].lower in lexicon.offices | lexicon.persons and tokens[j + 1].capital:
            return tokens[j + 1].lower not in lexicon.times
    return False


def _apposition(tokens: Sequence[Token], k: int, lexicon: Lexicon, ceiling: int, *, described: bool) -> int:
    """Where the apposition ends that begins at token `k`; `k` itself where there is none."""
    if k < ceiling and tokens[k].text == "(":
        for j in range(k + 1, min(k + 8, ceiling)):
            if tokens[j].text == ")":
                k = j + 1
                break
    if k + 1 >= ceiling or tokens[k].text != ",":
        return k
    begin = tokens[k + 1]
    describes = (
        begin.lower in lexicon.articles
        or begin.lower in ("who", "whose", "which")
        or begin.lower in lexicon.titles
        or begin.text.isdigit()
        or (
            (described or tokens[k - 1].lower in lexicon.offices)
            and begin.capital
            and k + 2 < ceiling
            and tokens[k + 2].capital
        )
        or (tokens[k - 1].lower in lexicon.kin and begin.capital and k + 2 < ceiling and tokens[k + 2].text == ",")
        or (begin.lower.endswith(("er", "or", "ist")) and not begin.capital)
    )
    if not describes:
        return k
    end = k + 1
    while end < min(ceiling, k + _LONGEST_APPOSITION):
        token = tokens[end]
        if token.quotation >= 0 or token.text in ".;:!?" or token.text in _DASHES - {"-"}:
            break
        if (
            token.text == ","
            and end + 1 < ceiling
            and (form := lexicon.forms.get(tokens[end + 1].lower))
            and form.shape == "participle"
        ):
            break
        end += 1
    while end > k and tokens[end - 1].text == ",":
        end -= 1
    return end


def first_phrase(tokens: Sequence[Token], lexicon: Lexicon, ceiling: int, floor: int = 0) -> Mention | None:
    """Find what a sentence is about: its first noun phrase, what opens it left out.

    Parameters
    ----------
    tokens : sequence of Token
    lexicon : Lexicon
    ceiling : int
        The phrase ends before this token.
    floor : int
        The sentence, or the clause, begins with this token.

    Returns
    -------
    Mention or None
    """
    start = floor
    while start < ceiling and (not tokens[start].word or tokens[start].lower in ("and", "but", "yet", "so")):
        start += 1
    if start < ceiling and (
        tokens[start].lower in lexicon.openers
        or tokens[start].lower in lexicon.bounds
        or tokens[start].lower.endswith("ing")
    ):
        for k in range(start, ceiling):
            if tokens[k].text == "," and k + 1 < ceiling:
                start = k + 1
                break
    while (
        start < ceiling
        and tokens[start].lower in lexicon.helpers | lexicon.times
        and tokens[start].lower not in lexicon.articles
    ):
        start += 1
    if start >= ceiling or not tokens[start].word:
        return None
    if (kind := lexicon.pronouns.get(tokens[start].lower)) is not None and tokens[start].lower not in lexicon.articles:
        return Mention(start, start + 1, start + 1, "pronoun") if kind != "who" else None
    k = start
    while k < min(ceiling, start + _LONGEST):
        token = tokens[k]
        if (
            token.quotation >= 0
            or token.text in _STOPS
            or token.text in _DASHES
            or (k > start and token.lower in lexicon.bounds | lexicon.helpers and token.lower != "and")
        ):
            break
        if token.lower == "and" and not (k + 1 < ceiling and tokens[k + 1].capital):
            break
        if (
            k > start
            and not token.capital
            and (
                (
                    tokens[k - 1].capital
                    and tokens[start].capital
                    and tokens[start].lower not in lexicon.articles
                    and token.lower not in lexicon.titles | lexicon.groups | lexicon.joints | PARTICLES
                    and not _office_follows(tokens, k, lexicon, ceiling)
                )
                or (token.lower in lexicon.forms and not _noun(tokens, k, lexicon, start))
                or (token.lower.endswith("ed") and tokens[k - 1].capital)
                or (
                    token.lower.endswith("s")
                    and tokens[k - 1].capital
                    and token.lower not in lexicon.joints | PARTICLES
                )
                or is_adverb(token)
            )
        ):
            break
        if k > start and token.lower in lexicon.openers and token.lower not in lexicon.joints | PARTICLES:
            break
        k += 1
    return Mention(start, k, k, kind_of(tokens, start, k, lexicon)) if k > start else None
