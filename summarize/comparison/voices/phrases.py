"""Noun phrases that name a speaker behind a verb, or at the head of a sentence, found without a parser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .lexicon import PARTICLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .frames import Token
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


def is_adverb(token: Token) -> bool:
    """Whether a word has the form of an adverb ("quietly", not "family" or "Italy")."""
    return token.lower.endswith("ly") and not token.capital and token.lower not in NO_ADVERBS


def is_time(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Whether a word tells when; "Today" behind another capital is part of a name: "USA Today"."""
    if tokens[k].lower in lexicon.first_names and tokens[k].capital and k + 1 < len(tokens):
        # "Jan van der Moss", "April Moss"
        following = tokens[k + 1]
        if (following.capital and following.lower not in lexicon.times) or following.lower in PARTICLES - {"den"}:
            return False
    named = tokens[k].text == "Today" and k > 0 and tokens[k - 1].capital and tokens[k - 1].lower not in lexicon.times
    return tokens[k].lower in lexicon.times and not named


def held_to(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Whether a "to" joins an office to where it is held: "ambassador to the United Nations"."""
    return (
        tokens[k].lower == "to"
        and 0 < k < len(tokens) - 1
        and tokens[k - 1].lower in lexicon.accredited
        and (tokens[k + 1].capital or tokens[k + 1].lower in lexicon.definite)
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
    return before.lower in lexicon.articles or before.text.endswith(("'s", "’s"))


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
        is_time(tokens, start, lexicon)
        or tokens[start].lower in lexicon.helpers - lexicon.articles
        or is_adverb(tokens[start])
    ):
        start += 1
    if start >= ceiling or not tokens[start].word:
        return None
    head = tokens[start]
    if head.lower in lexicon.openers:
        return None
    if head.lower in lexicon.pronouns and head.lower not in lexicon.articles:
        return Mention(start, start + 1, start + 1, "pronoun") if lexicon.pronouns[head.lower] != "who" else None
    begins = head.capital or head.lower in lexicon.articles or head.lower in lexicon.titles or head.lower.endswith("s")
    if (
        not begins
        and not (start + 1 < ceiling and tokens[start + 1].capital)
        and not _leads_to_name(tokens, start, lexicon, ceiling)
    ):
        return None
    described = not head.capital
    named = False
    k = start
    while k < min(ceiling, start + LONGEST):
        token = tokens[k]
        if token.quotation >= 0 or token.text in STOPS or token.text in STROKES:
            break
        after = tokens[k + 1] if k + 1 < ceiling else None
        if token.capital:
            if is_time(tokens, k, lexicon) and k > start:
                break
            named = named or token.lower not in lexicon.titles
        elif k > start and (is_time(tokens, k, lexicon) or token.text.isdigit()):
            break
        elif token.lower == "and":
            joined = after is not None and (after.capital or after.lower in lexicon.articles)
            if not joined and (named or not _leads_to_name(tokens, k + 1, lexicon, ceiling)):
                break
        elif token.lower == "at" and named and not described and all(t.capital for t in tokens[start:k]):
            # "said Moss at the board's open meeting"
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
    trailing = lexicon.openers | lexicon.joints | lexicon.times | (lexicon.helpers - lexicon.articles)
    while k > start and tokens[k - 1].lower in trailing and (lexicon.caseless or not tokens[k - 1].capital):
        k -= 1
    if k == start:
        return None
    core = k
    k = _apposition(tokens, k, lexicon, ceiling, described=described)
    return Mention(start, k, core, kind_of(tokens, start, core, lexicon))


def _leads_to_name(tokens: Sequence[Token], start: int, lexicon: Lexicon, ceiling: int) -> bool:
    """Whether small words are offices, and a name is behind the last of them: "company chairman and chief executive Jo Field"."""
    if lexicon.language != "en":
        return False
    for j in range(start, min(start + _LONGEST_OFFICES, ceiling - 1)):
        token = tokens[j]
        small = token.lower in lexicon.bounds | lexicon.openers | lexicon.pronouns.keys() and token.lower != "and"
        if (
            token.capital
            or not token.word
            or small
            or (token.lower in lexicon.forms and token.lower not in lexicon.titles)
        ):
            return False
        if tokens[j + 1].capital:
            return token.lower in lexicon.offices | lexicon.persons and tokens[j + 1].lower not in lexicon.times
    return False


def _office_follows(tokens: Sequence[Token], k: int, lexicon: Lexicon, ceiling: int) -> bool:
    """Whether small words lead to an office and a name: "Swiss" + "foreign ministry spokesman Jo Field"."""
    for j in range(k, min(k + LONGEST_OFFICE, ceiling - 1)):
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
    while end < min(ceiling, k + LONGEST_APPOSITION):
        token = tokens[end]
        if token.quotation >= 0 or token.text in ".;:!?" or token.text in STROKES - {"-"}:
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
    if lexicon.caseless:
        # Where no capitals tell a name, the first words are seldom one.
        return None
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
                # "To Jane Roe, president of the union, that is wrong": what stands behind the comma says who she is.
                beside = tokens[k + 1].lower in lexicon.offices and k + 2 < ceiling and tokens[k + 2].lower == "of"
                named = tokens[start].lower in ("to", "for") and tokens[k - 1].capital
                if beside and named:
                    return Mention(start + 1, k, k, kind_of(tokens, start + 1, k, lexicon))
                start = k + 1
                break
    if start < ceiling and lexicon.language != "en" and tokens[start].lower in lexicon.bounds:
        return None
    while (
        start < ceiling
        and (tokens[start].lower in lexicon.helpers or is_time(tokens, start, lexicon))
        and tokens[start].lower not in lexicon.articles
    ):
        start += 1
    if start >= ceiling or not tokens[start].word:
        return None
    if (kind := lexicon.pronouns.get(tokens[start].lower)) is not None and tokens[start].lower not in lexicon.articles:
        return Mention(start, start + 1, start + 1, "pronoun") if kind != "who" else None
    k = start
    while k < min(ceiling, start + LONGEST):
        token = tokens[k]
        if (
            token.quotation >= 0
            or token.text in STOPS
            or token.text in STROKES
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
                or (token.lower in lexicon.forms and not is_noun(tokens, k, lexicon, start))
                or (token.lower.endswith("ed") and tokens[k - 1].capital)
                or (
                    token.lower.endswith("s")
                    and tokens[k - 1].capital
                    and token.lower not in lexicon.joints | PARTICLES | lexicon.titles
                )
                or is_adverb(token)
            )
        ):
            break
        if k > start and token.lower in lexicon.openers and token.lower not in lexicon.joints | PARTICLES:
            break
        k += 1
    if k == start:
        return None
    # "The head of the Dam Party, Jane Roe, asked:"
    closed = next((j for j in range(k + 1, min(ceiling, k + LONGEST_OFFICE + 2)) if not tokens[j].word), k)
    inside = tokens[k + 1 : closed]
    named = len(inside) > 1 and all(token.capital or token.lower in PARTICLES for token in inside)
    beside = named and tokens[k].text == "," == tokens[closed].text and not tokens[k - 1].text.isupper()
    return Mention(start, closed if beside else k, k, kind_of(tokens, start, k, lexicon))
