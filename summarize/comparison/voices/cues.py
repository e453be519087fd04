"""The cues of one sentence, and which of them gives a quotation in it to its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from .mentions import Mention, is_adverb
from .phrases import first_phrase, phrase_after, phrase_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...quotations import Quotation
    from .frames import Frame, Token
    from .lexicon import Lexicon

__all__ = ["Attribution", "Cue", "FrameReader", "attributed"]

_DASHES: Final = frozenset(("—", "–", "―", "--"))

#: Words between an office and where it is held.
_OF: Final = frozenset(("of", "for", "to", "at"))

#: Words that begin a clause of its own within a sentence.
_CLAUSES: Final = frozenset(("before", "after", "when", "while", "until", "because"))

#: Tokens from "quoted" to "as saying", from "prompted" to "to say".
_LONGEST_OBJECT: Final = 12


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation, its cue and the mention of its speaker; None where there is none.

    Attributes
    ----------
    quotation : int
        Its number among the outermost quotations.
    cue : tuple of (start, stop) or None
    verb : str or None
        Base form of the cue, or the cue itself.
    speaker : tuple of (start, stop) or None
        The whole phrase, what stands in apposition included.
    name : tuple of (start, stop) or None
        The phrase without the apposition; of a relative pronoun, the phrase that it stands for.
    evidence : str
        ``"cue"``, ``"colon"``, ``"signature"``, ``"led"`` (by the sentence before), ``"continued"`` or
        ``"none"``.
    leads : bool
        Whether the quotation stands in the sentence of its cue; False for one that goes on with it.
    context : tuple of (start, stop) or None
        The subject of the sentence before, in the same paragraph, which a pronoun may take up.
    """

    quotation: int
    cue: tuple[int, int] | None
    verb: str | None
    speaker: tuple[int, int] | None
    name: tuple[int, int] | None
    evidence: str
    leads: bool = True
    context: tuple[int, int] | None = None


#: Verbs that are plural nouns too where another verb follows: "earlier reports had put the toll at 40", "preliminary estimates said".
_NOUNS: Final = frozenset(("reports", "claims", "estimates", "notes", "remarks", "demands", "charges", "comments"))
_OF_NOUNS: Final = frozenset(("had", "have", "were", "are", "put"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a frame, tokens `first` to `last`, half-open, and its speaker."""

    first: int
    last: int
    verb: str
    either_side: bool
    mention: Mention | None
    dependent: bool = False


class FrameReader:
    """The cues of one frame."""

    def __init__(self, text: str, frame: Frame, quotations: Sequence[Quotation], lexicon: Lexicon) -> None:
        self.text = text
        self.tokens = frame.tokens
        self.quotations = quotations
        self.lexicon = lexicon
        # A phrase does not reach across the quotation before it.
        self.floors: list[int] = []
        floor = 0
        for k, token in enumerate(self.tokens):
            self.floors.append(floor)
            floor = k + 1 if token.quotation >= 0 else floor
        self.cues = self._cues()

    def _cues(self) -> list[Cue]:
        cues: list[Cue] = []
        k = 0
        while k < len(self.tokens):
            token = self.tokens[k]
            phrase = next((p for p in self.lexicon.according.get(token.lower, ()) if self._stands(p, k)), None)
            if phrase is not None:
                mention = phrase_after(self.tokens, k + len(phrase), self.lexicon)
                if phrase[0] not in self.lexicon.only_after or self._after_quotation(k):
                    cues.append(Cue(k, k + len(phrase), " ".join(phrase), True, mention))
                k += len(phrase)
                continue
            if token.lower in self.lexicon.following:
                cues.append(Cue(k, k + 1, token.lower, True, phrase_before(self.tokens, k, self.lexicon)))
            form = self.lexicon.forms.get(token.lower)
            if form is not None and (not token.capital or k == 0) and not self._is_noun(k):
                cue = self._verb(k, cues)
                if cue is not None:
                    cues.append(cue)
            k += 1
        return cues

    def _stands(self, phrase: tuple[str, ...], k: int) -> bool:
        return all(k + i < len(self.tokens) and self.tokens[k + i].lower == word for i, word in enumerate(phrase))

    def _is_noun(self, k: int) -> bool:
        form = self.lexicon.forms[self.tokens[k].lower]
        if k == 0 or form.shape == "past":
            return False
        following = self.tokens[k + 1].lower if k + 1 < len(self.tokens) else ""
        if form.shape == "base" and not self._plural_subject(k):
            return True
        if form.shape == "finite" and following.endswith("ing") and following in self.lexicon.forms:
            return True
        before = self.tokens[k - 1]
        if self.tokens[k].lower in _NOUNS and before.lower not in self.lexicon.pronouns:
            behind = self.lexicon.forms.get(following)
            if following in _OF_NOUNS or (behind is not None and behind.shape == "past"):
                return True
        if before.lower.endswith("ed") and "-" in before.text:
            # "faith-based claims"
            return True
        possessive = before.text.endswith(("'s", "’s", "s’")) and before.lower not in self.lexicon.pronouns
        if before.lower in self.lexicon.pronouns and form.shape != "participle":
            return False
        openers = self.lexicon.openers if form.shape != "participle" else frozenset[str]()
        return possessive or before.lower in self.lexicon.articles or before.lower in openers

    def _plural_subject(self, k: int) -> bool:
        """Whether a base form may be a verb: "officials say", "they say", "to say", "did not say"."""
        before = self.tokens[k - 1]
        lower = before.lower
        return (
            lower in ("to", ",", ")")
            or lower in self.lexicon.helpers
            or (lower in self.lexicon.pronouns and lower not in ("he", "she", "it"))
            or (
                before.word
                and lower.endswith(("s", "people", "men", "police"))
                and not before.text.endswith(("'s", "’s"))
            )
            or is_adverb(before)
        )

    def _verb(self, k: int, cues: list[Cue]) -> Cue | None:
        form = self.lexicon.forms[self.tokens[k].lower]
        auxiliary = self._auxiliary(k)
        mention: Mention | None = None
        if form.shape == "past" and auxiliary in self.lexicon.passive:
            if k + 1 < len(self.tokens) and self.tokens[k + 1].lower == "by":
                mention = phrase_after(self.tokens, k + 2, self.lexicon)
            return Cue(k, k + 1, form.verb, False, mention) if mention is not None else None
        if form.shape == "past" and k and self.tokens[k - 1].lower == "so":
            # "the so called experts"
            return None
        to = self._infinitive(k)
        dependent = (form.shape == "participle" and auxiliary not in self.lexicon.passive) or to is not None
        if dependent:
            mention = self._quoted_object(k) or self._caused(to) or self._heard(k) or self._governing(k, cues)
        elif self._after_quotation(k) and not form.addressed:
            mention = phrase_after(self.tokens, k + 1, self.lexicon)
        elif k and self.tokens[k - 1].text == "," and form.either_side and form.shape != "base" and not form.addressed:
            # "They flew to Riyadh, the capital, said a local source."
            mention = phrase_after(self.tokens, k + 1, self.lexicon)
            ends = mention is not None and all(token.text == "." for token in self.tokens[mention.last :])
            directly = mention is not None and self.tokens[k + 1].lower not in self.lexicon.openers
            if mention is not None and not (ends and directly and mention.first == k + 1):
                mention = None
        if mention is None:
            floor = self.floors[k]
            mention = phrase_before(self.tokens, k, self.lexicon, floor)
        passive = form.shape == "past" and not form.either_side and self._next_is(k, "as")
        if mention is None and not dependent and not passive:
            # "The dam was built in 1911 and described as" says nothing of who describes it.
            mention = self._governing(k, cues)
        return None if mention is None else Cue(k, k + 1, form.verb, form.either_side, mention, dependent)

    def _next_is(self, k: int, word: str) -> bool:
        return k + 1 < len(self.tokens) and self.tokens[k + 1].lower == word

    def _infinitive(self, k: int) -> int | None:
        """Place of the "to" before a verb, an adverb stepped over: "to wryly note"; None where there is none."""
        j = k - 1
        if j > 0 and is_adverb(self.tokens[j]):
            j -= 1
        return j if j >= 0 and self.tokens[j].lower == "to" else None

    def _quoted_object(self, k: int) -> Mention | None:
        """Return whom another quotes: "the newspaper quoted him as saying", "he was quoted by the newspaper as saying"."""
        if self.tokens[k - 1].lower != "as":
            return None
        for j in range(k - 2, max(self.floors[k], k - _LONGEST_OBJECT) - 1, -1):
            form = self.lexicon.forms.get(self.tokens[j].lower)
            if form is None or form.verb not in ("quote", "cite"):
                continue
            if j + 2 == k - 1 and self.tokens[j + 1].lower in self.lexicon.objects:
                return Mention(j + 1, j + 2, j + 2, "pronoun")
            if self._auxiliary(j) in self.lexicon.passive:
                return phrase_before(self.tokens, j, self.lexicon, self.floors[j])
            return phrase_after(self.tokens, j + 1, self.lexicon, k - 1)
        return None

    def _caused(self, to: int | None) -> Mention | None:
        """Return who is made to speak: "which spurred Moss to note", "led Moss to resign and the mayor to announce"."""
        if to is None:
            return None
        first = to
        for j in range(to - 1, max(self.floors[to], to - 2 * _LONGEST_OBJECT) - 1, -1):
            lower = self.tokens[j].lower
            if lower == "and" and first == to:
                first = j + 1
            if lower in self.lexicon.causing:
                again = any(token.lower == "to" for token in self.tokens[j + 1 : first])
                found = phrase_after(self.tokens, first if again else j + 1, self.lexicon, to)
                speaks = found is not None and (
                    found.kind == "name" or (lower not in self.lexicon.pressing and self._is_somebody(found))
                )
                return found if found is not None and speaks and found.last == to else None
        return None

    def _is_somebody(self, mention: Mention) -> bool:
        """Whether a phrase without a name is of a person or of somebody in office."""
        known = self.lexicon.offices | self.lexicon.persons
        return any(token.lower in known for token in self.tokens[mention.first : mention.core])

    def _heard(self, k: int) -> Mention | None:
        """Return who is heard to speak: "he recalled the pilot telling the passengers"."""
        found = phrase_before(self.tokens, k, self.lexicon, self.floors[k]) if self.tokens[k - 1].word else None
        if found is None or not found.first or self.tokens[found.first - 1].lower not in self.lexicon.heard:
            return None
        return found if found.kind != "phrase" or self._is_somebody(found) else None

    def _auxiliary(self, k: int) -> str:
        """Return the auxiliary before a verb, adverbs stepped over; empty where there is none."""
        for j in range(k - 1, max(k - 4, 0) - 1, -1):
            lower = self.tokens[j].lower
            if lower in self.lexicon.passive:
                return lower
            if lower.endswith(("'s", "’s")) and lower in self.lexicon.pronouns:
                return "is"
            if lower not in self.lexicon.helpers and not is_adverb(self.tokens[j]):
                return ""
        return ""

    def _after_quotation(self, k: int) -> bool:
        j = k - 1
        while j >= 0 and (self.tokens[j].lower in self.lexicon.helpers or self.tokens[j].text in (",", *_DASHES)):
            j -= 1
        return j >= 0 and self.tokens[j].quotation >= 0

    def _governing(self, k: int, cues: list[Cue]) -> Mention | None:
        """Return the subject of a verb that has none of its own: that of the cue before it, or the sentence's."""
        before = self.tokens[k - 1] if k else None
        if before is not None and before.capital and before.lower not in self.lexicon.times:
            return phrase_before(self.tokens, k, self.lexicon)
        for cue in reversed(cues):
            if cue.mention is not None and cue.mention.antecedent is None:
                return self._clause_behind(cue, k) or cue.mention
        return first_phrase(self.tokens, self.lexicon, k)

    def _clause_behind(self, cue: Cue, k: int) -> Mention | None:
        """Return the subject of the clause that a verb goes on with: "it felt like an hour before the captain came back and said"."""
        impersonal = cue.mention is not None and self.lexicon.pronouns.get(self.tokens[cue.mention.first].lower) == "it"
        if not impersonal or self.tokens[k - 1].lower not in ("and", "but", "then"):
            return None
        start = next((j + 1 for j in range(k - 1, cue.last - 1, -1) if self.tokens[j].lower in _CLAUSES), None)
        found = None if start is None else first_phrase(self.tokens, self.lexicon, k, start)
        if found is None or found.kind != "phrase":
            return found
        known = self.lexicon.offices | self.lexicon.persons
        ends = [j + 1 for j in range(found.first, found.core) if self.tokens[j].lower in known]
        return Mention(found.first, ends[0], ends[0], "phrase") if ends else None

    def attribution(self, place: int) -> Attribution | None:
        """Find what stands in the frame of a quotation for it; None where nothing does."""
        around = [
            token.text for token in (*self.tokens[max(place - 1, 0) : place], *self.tokens[place + 1 : place + 2])
        ]
        if around == ["(", ")"]:
            # "Moss ("The dam is old") and Field objected": no verb outside of the brackets is about what stands within.
            return Attribution(self.tokens[place].quotation, None, None, None, None, "none")
        quotation = self.quotations[self.tokens[place].quotation]
        inner = self.text[quotation.inner_start : quotation.inner_stop].rstrip(" '’”\"")
        pending = inner.endswith((",", "?", "!", "—", "–", "-", "…", "..."))
        after = self._right(place, pending)
        if after is not None and (pending or self._left(place) is None):
            return self._made(place, after, "cue")
        before = self._left(place)
        if before is not None:
            return self._made(place, before, "cue")
        colon = self._colon(place)
        if colon is not None:
            return colon
        end = self._last(place)
        if end is not None:
            return self._made(place, end, "cue")
        return None

    def _right(self, place: int, pending: bool) -> Cue | None:
        """Return a cue whose clause follows a quotation at once."""
        start = place + 1
        tokens = self.tokens
        while start < len(tokens) and (tokens[start].text in (",", *_DASHES)):
            start += 1
        if start < len(tokens) and tokens[start].lower in ("and", "but", "while") and not pending:
            return None
        for cue in self.cues:
            if cue.first < start or not cue.either_side or cue.mention is None:
                continue
            if any(token.quotation >= 0 for token in tokens[start : cue.first]):
                return None
            head = min(cue.first, cue.mention.first)
            between = tokens[start:head]
            if not any(
                t.word and t.lower not in self.lexicon.helpers | self.lexicon.times and not is_adverb(t)
                for t in between
            ):
                return cue
            return None
        return None

    def leading(self) -> Cue | None:
        """Return the cue of a sentence that leads to a quotation in the next one."""
        return self._left(len(self.tokens))

    def _left(self, place: int) -> Cue | None:
        """Return the cue that leads to a quotation: the nearest before it, or one whose clause that one stands in."""
        before = [
            cue
            for cue in self.cues
            if cue.first < place and cue.mention is not None and not self._is_beside(cue.mention, cue, place)
        ]
        for number in range(len(before) - 1, -1, -1):
            if not self._subordinate(before[number], before[:number]):
                return before[number]
        return before[-1] if before else None

    def _is_beside(self, mention: Mention, cue: Cue, place: int) -> bool:
        """Whether a cue stands in a clause that is over before the quotation: "the paper, which many believe is theirs, wrote"."""
        opens = mention.first > 1 and self.tokens[mention.first - 1].lower in ("which", "whom")
        between = self.tokens[cue.last : place]
        said = self.tokens[place - 1].text == ":" or any(token.lower in self.lexicon.forms for token in between)
        return opens and said and any(token.text == "," for token in between)

    def _subordinate(self, cue: Cue, earlier: Sequence[Cue]) -> bool:
        """Whether a cue stands in the clause of an earlier one: "Clinton says she hopes ...", "a woman who suggested ..."."""
        governing = next((c for c in reversed(earlier) if c.either_side), None)
        mention = cue.mention
        if governing is None or mention is None:
            return False
        if mention.antecedent is not None and self.tokens[mention.first - 1].text != ",":
            return True
        kind = self.lexicon.pronouns.get(self.tokens[mention.first].lower) if mention.kind == "pronoun" else None
        if kind == "it":
            return True
        before = self.tokens[mention.first - 1] if mention.first else None
        inside = before is not None and (mention.first == governing.last or before.lower == "that")
        return not cue.either_side and (kind is not None or cue.dependent or inside)

    def _last(self, place: int) -> Cue | None:
        """Return a cue at the end of the sentence: ..., he said."""
        for cue in reversed(self.cues):
            if cue.first > place and cue.either_side and cue.mention is not None:
                return cue
        return None

    def _colon(self, place: int) -> Attribution | None:
        if (
            not place
            or self.tokens[place - 1].text not in (":", *_DASHES)
            or not any(t.word for t in self.tokens[: place - 1])
        ):
            return None
        mention = first_phrase(self.tokens, self.lexicon, place - 1)
        mark = self.tokens[place - 1]
        if mention is None or mark.text != ":":
            return None
        return self._of(place, (mark.start, mark.stop), ":", mention, "colon")

    def _made(self, place: int, cue: Cue, evidence: str) -> Attribution:
        span = (self.tokens[cue.first].start, self.tokens[cue.last - 1].stop)
        return self._of(place, span, cue.verb, cue.mention, evidence)

    def _of(
        self, place: int, cue: tuple[int, int] | None, verb: str | None, mention: Mention | None, evidence: str
    ) -> Attribution:
        return attributed(self.tokens, self.lexicon, self.tokens[place].quotation, cue, verb, mention, evidence)


def attributed(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    quotation: int,
    cue: tuple[int, int] | None,
    verb: str | None,
    mention: Mention | None,
    evidence: str,
) -> Attribution:
    """Make an attribution of tokens."""
    speaker = name = None
    if mention is not None:
        speaker = (tokens[mention.first].start, tokens[mention.last - 1].stop)
        named = mention.antecedent or mention
        inner = _name_in_apposition(tokens, named, lexicon)
        first, last = inner or (named.first, named.core)
        name = (tokens[first].start, tokens[last - 1].stop)
    return Attribution(quotation, cue, verb, speaker, name, evidence)


def _name_in_apposition(tokens: Sequence[Token], mention: Mention, lexicon: Lexicon) -> tuple[int, int] | None:
    """Find the name after an office, "the ministry's spokeswoman, Maria Field,", or after kin: "his wife, Maria,"."""
    start = mention.core + 1
    stop = next((k for k in range(start, mention.last) if not tokens[k].word), mention.last)
    office = tokens[mention.core - 1]
    core = tokens[mention.first : mention.core]
    # "the head of the Labor Party, Jane Roe," names her behind the office only.
    held = any(t.lower in lexicon.offices and after.lower in _OF for t, after in pairwise(core))
    named = mention.kind != "phrase" and office.capital and not office.text.isupper() and not held
    if named or stop - start < (1 if office.lower in lexicon.kin else 2):
        return None
    return (start, stop) if all(token.capital for token in tokens[start:stop]) else None
