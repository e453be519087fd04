"""What names a speaker in a sentence, and the small questions by which its ends are found."""

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
STOPS: Final = frozenset(".,;:!?()[]…")

#: What ends as adverbs do and is none.
NO_ADVERBS: Final = frozenset(
    ("ally", "anomaly", "assembly", "bully", "family", "monopoly", "rally", "reply", "supply")
)


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
