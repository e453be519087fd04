"""Noun phrases that name a speaker behind a verb, or at the head of a sentence, found without a parser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .frames import Token
from .lexicon import PARTICLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Lexicon

#: Tokens that a phrase, and a parenthesis after it, may have, and words before a name that say who that is.
LONGEST: Final = 16
LONGEST_APPOSITION: Final = 40
LONGEST_OFFICE: Final = 4

#: Dashes and hyphens, and marks, at which a phrase ends.
STROKES: Final = frozenset(("—", "–", "―", "--", "---", "-"))
STOPS: Final = frozenset(".,;:!?()[]…،؛؟।|")

#: What ends as adverbs do and is none.
NO_ADVERBS: Final = frozenset(
    ("ally", "anomaly", "assembly", "bully", "family", "monopoly", "rally", "reply", "supply")
)

_NO_TOKEN: Final = Token(0, 0, "", "", -1, capital=False)

#: Words of several offices before a name.
_LONGEST_OFFICES: Final = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that names a speaker.

    Attributes
    ----------
    first, last : int
        Tokens of the phrase, half-open, what stands in apposition included.
    core : int
        Token at which the apposition begins; `last` where there is none.
    kind : str
        ``"pronoun"``, ``"name"`` or ``"phrase"``.
    antecedent : Mention or None
        What a relative pronoun stands for.
    """

    first: int
    last: int
    core: int
    kind: str
    antecedent: Mention | None = None


def at(tokens: Sequence[Token], k: int) -> Token:
    """The token at a place, or one without a word beyond either end."""
    return tokens[k] if 0 <= k < len(tokens) else _NO_TOKEN


def is_adverb(token: Token) -> bool:
    """Whether a word has the form of an adverb ("quietly", not "family" or "Italy")."""
    return token.lower.endswith("ly") and not token.capital and token.lower not in NO_ADVERBS


def is_time(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Whether a word tells when; "Today" behind another capital is part of a name: "USA Today"."""
    token, following = at(tokens, k), at(tokens, k + 1)
    if token.lower in lexicon.first_names and (following.capital or following.lower in PARTICLES - {"den"}):
        # "Jan van der Moss", "April Moss"
        return False
    named = token.text == "Today" and at(tokens, k - 1).capital
    return token.lower in lexicon.times and not named


def held_to(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Whether a "to" joins an office to where it is held: "ambassador to the United Nations"."""
    return (
        tokens[k].lower == "to"
        and at(tokens, k - 1).lower in lexicon.accredited
        and (at(tokens, k + 1).capital or at(tokens, k + 1).lower in lexicon.definite)
    )


def kind_of(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> str:
    """Kind of a phrase, tokens `first` to `last`, half-open; see `Mention`."""
    if last - first == 1 and tokens[first].lower in lexicon.pronouns:
        return "pronoun"
    if tokens[first].lower in lexicon.articles:
        return "phrase"
    return "name" if any(t.capital and t.lower not in lexicon.titles for t in tokens[first:last]) else "phrase"


def is_noun(tokens: Sequence[Token], k: int, lexicon: Lexicon, floor: int) -> bool:
    """Whether a form that could be a verb follows an article or a possessive: "the report", "his remarks"."""
    if k <= floor:
        return False
    before = tokens[k - 1]
    return before.lower in lexicon.articles or before.owner


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
    tokens = tokens[:ceiling]
    while (
        is_time(tokens, start, lexicon)
        or at(tokens, start).lower in lexicon.helpers - lexicon.articles
        or is_adverb(at(tokens, start))
    ):
        start += 1
    head = at(tokens, start)
    if not head.word or head.lower in lexicon.openers:
        return None
    if head.lower in lexicon.pronouns and head.lower not in lexicon.articles:
        return Mention(start, start + 1, start + 1, "pronoun") if lexicon.pronouns[head.lower] != "who" else None
    begins = head.capital or head.lower in lexicon.articles or head.lower in lexicon.titles or head.lower.endswith("s")
    if not begins and not at(tokens, start + 1).capital and not _leads_to_name(tokens, start, lexicon):
        return None
    core = _end_of(tokens, start, lexicon, subject=False)
    if core == start:
        return None
    last = _apposition(tokens, core, lexicon, described=not head.capital)
    return Mention(start, last, core, kind_of(tokens, start, core, lexicon))


def _end_of(tokens: Sequence[Token], start: int, lexicon: Lexicon, *, subject: bool) -> int:
    """Where a phrase ends that begins with a token, behind a verb or, as its `subject`, before one; `start` where there is none."""
    described = not tokens[start].capital or tokens[start].lower in lexicon.articles
    named, inside = False, lexicon.joints | PARTICLES | (lexicon.titles | lexicon.groups if subject else set())
    k = start
    while k < min(len(tokens), start + LONGEST):
        token, before, after = tokens[k], at(tokens, k - 1), at(tokens, k + 1)
        # "according to Moss's lawyers"
        described = described or (not subject and k > start and before.owner and not token.capital)
        if token.quotation >= 0 or token.text in STOPS or token.text in STROKES:
            break
        # "Coach of the Year" is an office.
        when = is_time(tokens, k, lexicon) and not (subject and token.capital)
        if k > start and (when or (token.text.isdigit() and not subject)):
            break
        if token.capital:
            named = named or token.lower not in lexicon.titles
        elif token.lower == "and":
            joined = after.capital or (after.lower in lexicon.articles and not subject)
            if not joined and (named or subject or not _leads_to_name(tokens, k + 1, lexicon)):
                break
        elif (
            (token.lower in lexicon.bounds and not held_to(tokens, k, lexicon))
            or token.lower in lexicon.pronouns.keys() - lexicon.articles
            or (named and not described and token.lower not in inside and not _is_office(tokens, k, lexicon))
            or (
                token.lower in ("in", "on", "during", "at")
                and (after.lower in ("a", "an", "his", "her", "their") or after.lower in lexicon.times)
            )
            # "said Moss at the board's open meeting"
            or (token.lower == "at" and named and not described)
        ):
            break
        elif subject and k > start:
            ending = before.capital and token.lower.endswith(("ed", "s")) and token.lower not in inside
            verb = token.lower in lexicon.forms and not is_noun(tokens, k, lexicon, start)
            opened = token.lower in lexicon.helpers | lexicon.openers and token.lower not in inside
            if ending or verb or opened or is_adverb(token):
                break
        k += 1
    trailing = lexicon.openers | lexicon.joints | lexicon.times | (lexicon.helpers - lexicon.articles)
    while k > start and tokens[k - 1].lower in trailing and not (tokens[k - 1].capital and not lexicon.caseless):
        k -= 1
    return k


def _leads_to_name(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> bool:
    """Whether small words are offices, and a name is behind the last of them: "company chairman and chief executive Jo Field"."""
    if lexicon.language != "en":
        return False
    ends = (lexicon.bounds | lexicon.openers | lexicon.pronouns.keys() | lexicon.forms.keys()) - {"and"}
    for j in range(start, min(start + _LONGEST_OFFICES, len(tokens) - 1)):
        if tokens[j].lower in ends - lexicon.titles or not tokens[j].word:
            return False
        if tokens[j + 1].capital:
            return tokens[j].lower in lexicon.offices | lexicon.persons
    return False


def _is_office(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Whether small words are an office that ends the phrase, or lead to one and a name: "UN" + "chief", "Swiss" + "foreign ministry spokesman Jo Field"."""
    if lexicon.language == "en" and tokens[k].lower in lexicon.titles and not at(tokens, k + 1).word:
        return True
    for j in range(k, min(k + LONGEST_OFFICE, len(tokens) - 1)):
        if tokens[j].capital or not tokens[j].word or tokens[j].lower in lexicon.bounds | lexicon.openers:
            return False
        if tokens[j].lower in lexicon.offices | lexicon.persons and tokens[j + 1].capital:
            return tokens[j + 1].lower not in lexicon.times
    return False


def _apposition(tokens: Sequence[Token], k: int, lexicon: Lexicon, *, described: bool) -> int:
    """Where the apposition ends that begins at token `k`; `k` itself where there is none."""
    if at(tokens, k).text == "(":
        k = next((j + 1 for j in range(k + 1, min(k + _LONGEST_OFFICES, len(tokens))) if tokens[j].text == ")"), k)
    begin, following, before = at(tokens, k + 1), at(tokens, k + 2), tokens[k - 1]
    if at(tokens, k).text != "," or not (
        begin.lower in lexicon.articles | lexicon.titles | {"who", "whose", "which"}
        or begin.text.isdigit()
        or ((described or before.lower in lexicon.offices) and begin.capital and following.capital)
        or (before.lower in lexicon.kin and begin.capital)
        or begin.lower.endswith(("er", "or", "ist"))
    ):
        return k
    end = k + 1
    while end < min(len(tokens), k + LONGEST_APPOSITION):
        token, form = tokens[end], lexicon.forms.get(at(tokens, end + 1).lower)
        if token.quotation >= 0 or token.text in ".;:!?" or token.text in STROKES - {"-"}:
            break
        if token.text == "," and form is not None and form.shape == "participle":
            break
        end += 1
    while tokens[end - 1].text == ",":
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
    if lexicon.caseless:
        # Where no capitals tell a name, the first words are seldom one.
        return None
    tokens, start = tokens[:ceiling], floor
    joining = ("and", "but", "yet", "so")
    while start < ceiling and (
        not tokens[start].word or tokens[start].lower in joining or is_time(tokens, start, lexicon)
    ):
        start += 1
    head = at(tokens, start)
    if head.lower in lexicon.openers or head.lower in lexicon.bounds or head.lower.endswith("ing"):
        k = next((k for k in range(start, ceiling - 1) if tokens[k].text == ","), None)
        if k is not None:
            # "To Jane Roe, president of the union, that is wrong": what stands behind the comma says who she is.
            if tokens[k + 1].lower in lexicon.offices and head.lower in ("to", "for") and tokens[k - 1].capital:
                return Mention(start + 1, k, k, kind_of(tokens, start + 1, k, lexicon))
            start = k + 1
    if lexicon.language != "en" and at(tokens, start).lower in lexicon.bounds:
        return None
    while at(tokens, start).lower in lexicon.helpers - lexicon.articles or is_time(tokens, start, lexicon):
        start += 1
    head = at(tokens, start)
    if not head.word:
        return None
    if (kind := lexicon.pronouns.get(head.lower)) is not None and head.lower not in lexicon.articles:
        return Mention(start, start + 1, start + 1, "pronoun") if kind != "who" else None
    k = _end_of(tokens, start, lexicon, subject=True)
    if k == start:
        return None
    # "The head of the Dam Party, Jane Roe, asked:"
    closed = next((j for j in range(k + 1, min(ceiling, k + LONGEST_OFFICE + 2)) if not tokens[j].word), k)
    inside = tokens[k + 1 : closed]
    named = len(inside) > 1 and all(token.capital or token.lower in PARTICLES for token in inside)
    beside = named and tokens[k].text == "," == tokens[closed].text and not tokens[k - 1].text.isupper()
    return Mention(start, closed if beside else k, k, kind_of(tokens, start, k, lexicon))
