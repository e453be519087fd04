"""Which cue of a sentence gives a quotation in it to its speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ...evidence import negations_in
from .lexicon import PARTICLES, plain
from .phrases import Mention, at, first_phrase, is_adverb, phrase_after
from .verbs import DASHES, Cue, CueFinder, is_listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...quotations import Quotation
    from .frames import Frame, Token
    from .lexicon import Lexicon

#: Words between an office and where it is held.
OF: Final = frozenset(("of", "for", "to", "at"))

#: Words by which the report of another is told apart from who speaks: "Moss said it was "over," Reuters reported", or "according to Reuters".
RELAYING: Final = frozenset(("report", "according to"))

#: Verbs that tell, of which it may be said that somebody did not use them, and words between them and what denies them.
_TELLING: Final = frozenset(("call", "claim", "describe", "say", "state", "tell", "write"))
_JOINING: Final = frozenset(("to", "of", "longer"))

#: Verbs that say so of the verb that they govern: "declined to say", "denied that he had called it".
_UNSAID: Final = frozenset(
    "decline declined declines declining denied denies denying refuse refused refuses refusing".split()
)

#: Words that say so before one other: "has yet to say", "stopped short of saying", but "came late and yet said".
_UNSAID_BEFORE: Final = {"yet": "to", "short": "of"}

#: A quotation that begins with another one, and goes on behind it.
_OPENS_WITH_ANOTHERS: Final = re.compile(r"\s*[‘'](?:[^.!?,’']|[.!?,](?![’'])|[’'](?=\w))*[.!?][’']\s\w")

#: Tokens from a verb to the quotation that it leads to, the hearer and the colon among them.
_LONGEST_HEARER: Final = 4

#: Verbs whose object speaks, where a colon follows it.
_CITING: Final = frozenset(("cite", "quote"))


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


class FrameReader:
    """The cues of one frame, and the quotations that they give to somebody."""

    def __init__(self, text: str, frame: Frame, quotations: Sequence[Quotation], lexicon: Lexicon) -> None:
        self.text, self.tokens, self.quotations, self.lexicon = text, frame.tokens, quotations, lexicon
        self.cues = CueFinder(frame.tokens, lexicon).cues()

    def attribution(self, place: int) -> Attribution | None:
        """Find what stands in the frame of a quotation for it; None where nothing does."""
        tokens = self.tokens
        nobody = Attribution(tokens[place].quotation, None, None, None, None, "none")
        around = [token.text for token in (*tokens[max(place - 1, 0) : place], *tokens[place + 1 : place + 2])]
        if around == ["(", ")"]:
            # "Moss ("The dam is old") and Field objected": no verb outside of the brackets is about what stands within.
            return nobody
        quotation = self.quotations[tokens[place].quotation]
        inner = self.text[quotation.inner_start : quotation.inner_stop].rstrip(" '’”\"")
        pending = inner.endswith((",", "?", "!", "—", "–", "-", "…", "..."))
        after = self._right(place, pending)
        before = self.left(place)
        if self._is_led_into(place, before, after):
            # "Brook says the river “is high,” and ..."
            after = None
        if after is not None and (pending or before is None) and not self._relays(after, before, place):
            return nobody if self._is_negated(after) else self._made(place, after)
        if before is not None and opens_with_anothers(inner):
            # "Moss ordered: “‘Go at once.’ But I was afraid of it”" are the words of whom Moss ordered.
            return nobody
        if before is not None:
            between = (c for c in self.cues if before.first <= c.first < place and not self._is_over(c, place))
            return nobody if any(map(self._is_negated, between)) else self._made(place, self._cited(place, before))
        mark = tokens[place - 1].text if place else ""
        # "Moss disagreed; “The river is high.”", but not: "Moss was born in Tarn; “The river” is her first novel."
        if mark == ":" or (mark == ";" and not any(token.word for token in tokens[place + 1 :])):
            mention = first_phrase(tokens, self.lexicon, place - 1)
            if mention is not None and (mention.kind == "name" or not self.denies(place)):
                cited = (tokens[place - 1].start, tokens[place - 1].stop)
                return attributed(tokens, self.lexicon, nobody.quotation, cited, mark, mention, "colon")
        # ..., he said.
        ends = (cue for cue in reversed(self.cues) if cue.first > place and cue.either_side and cue.mention is not None)
        end = next(ends, None) or self._inverted(place) or (self._behind(place) if inner.endswith(",") else None)
        return None if end is None or self._is_negated(end) else self._made(place, end)

    def _is_led_into(self, place: int, before: Cue | None, after: Cue | None) -> bool:
        """Whether a quotation goes on with the clause of the cue before it, and what follows leads to the next: 'Field says they “have time,” Brook replies, “None.”'."""
        if before is None or after is None or before.mention is None or not before.either_side:
            return False
        first = self.text[self.quotations[self.tokens[place].quotation].inner_start]
        behind = self.tokens[after.last : after.last + 2]
        leads = len(behind) > 1 and behind[0].text in (",", ":") and behind[1].quotation >= 0
        return leads and first.islower() and self.tokens[place - 1].word

    def denies(self, place: int) -> bool:
        """Whether what stands before a place says what is not: "The party is not following suit:" leads to what others say."""
        return bool(negations_in(self.text[self.tokens[0].start : self.tokens[place - 1].start], self.lexicon.language))

    def _is_negated(self, cue: Cue) -> bool:
        """Whether a verb that tells is denied, by what stands before it or in its subject, or only supposed: "Moss never said", "no official said", "if Moss says"."""
        tokens, lexicon, mention = self.tokens, self.lexicon, cue.mention
        if cue.supposed:
            return True
        if mention is None or (cue.verb not in _TELLING and lexicon.language == "en"):
            return False
        subject = mention.antecedent or mention
        near = range(max(subject.first - 1, 0), subject.core)
        held = next((k for k in near if k >= subject.first and tokens[k].lower in lexicon.openers), subject.core)
        k = cue.first - 1
        while k > 0 and (tokens[k].lower in lexicon.helpers | _JOINING or is_adverb(tokens[k])):
            k -= 1
        governing = {
            tokens[k].lower,
            tokens[max(subject.first - 2, 0)].lower if tokens[near.start].lower == "that" else "",
        }
        if governing & _UNSAID or _UNSAID_BEFORE.get(tokens[k].lower) == tokens[k + 1].lower:
            return True
        said = tokens[cue.first]
        begin = tokens[0].start
        for found in negations_in(self.text[begin : tokens[-1].stop], lexicon.language):
            start, stop = begin + found[0], begin + found[1]
            touched = {k for k, token in enumerate(tokens) if token.word and start < token.stop and token.start < stop}
            # "Moss ne dit pas"
            around = start < said.start and said.stop < stop
            if around or touched.intersection(near[: held - near.start]) or touched.intersection(range(k, cue.first)):
                return True
        return False

    def _cited(self, place: int, cue: Cue) -> Cue:
        """Give a cue to the one who is quoted, where a colon follows him: "Moss quoted the builder Jo Field:"; to nobody if that is not clear."""
        if cue.verb not in _CITING or self.tokens[place - 1].text != ":":
            return cue
        found = phrase_after(self.tokens, cue.last, self.lexicon, place - 1)
        return replace(cue, mention=None if found is None or found.last < place - 1 else found)

    def _inverted(self, place: int) -> Cue | None:
        """Return a verb that stands in no list, with a name behind it that ends the sentence, as other languages than English have it."""
        start = place + 1
        if self.lexicon.language == "en" or not self.lexicon.forms or any(token.word for token in self.tokens[:place]):
            return None
        while start < len(self.tokens) and self.tokens[start].text == ",":
            start += 1
        verb = self.tokens[start] if start + 1 < len(self.tokens) else None
        known = self.lexicon.small | self.lexicon.joints | self.lexicon.pronouns.keys()
        if verb is None or not verb.word or verb.capital or verb.lower in known:
            return None
        mention = phrase_after(self.tokens, start + 1, self.lexicon)
        ends = (
            mention is not None and mention.first == start + 1 and not any(t.word for t in self.tokens[mention.last :])
        )
        if mention is None or not ends or mention.kind != "name":
            return None
        return Cue(start, start + 1, verb.lower, True, mention)

    def _behind(self, place: int) -> Cue | None:
        """Return whatever a name does that follows a quotation which begins the sentence and ends in a comma: "...," Moss texted."""
        mention = first_phrase(self.tokens, self.lexicon, len(self.tokens), place + 1)
        if self.lexicon.language != "en" or any(t.word for t in self.tokens[:place]) or mention is None:
            return None
        if mention.first != place + 1 or mention.last >= len(self.tokens):
            return None
        place = mention.last
        if self.tokens[place].text == ",":
            # "...," Moss, the mayor of Velm, texted
            ends = (k for k in range(place, len(self.tokens) - 1) if self.tokens[k].text == ",")
            small = self.lexicon.small | self.lexicon.pronouns.keys()
            verbs = (k + 1 for k in ends if self.tokens[k + 1].lower not in small)
            place = next((k for k in verbs if self.tokens[k].word and not self.tokens[k].capital), place)
        elif not self.tokens[place].word and mention.core == place and self.tokens[place - 1].lower.endswith("ed"):
            # "...," the statement ended.
            place -= 1
            mention = replace(mention, last=place, core=place)
        told = self.tokens[place].lower if self.tokens[place].word else ","
        form = self.lexicon.forms.get(told)
        # "...," Moss quotes from the report
        cited = (form is not None and form.verb in _CITING) or told in self.lexicon.passive
        return None if cited else Cue(place, place + 1, told, True, mention)

    def _relays(self, after: Cue, before: Cue | None, place: int) -> bool:
        """Whether what follows a quotation only says who reported it, and who said it stands before: "Moss said ..., Reuters reported"."""
        if before is None or not before.either_side or before.mention is None or before.verb in RELAYING:
            return False
        if after.verb not in RELAYING or after.mention is None:
            return False
        if after.verb == "according to":
            # Of a person it says who spoke: "Critics say it is "over," according to Moss".
            named = self.tokens[after.mention.first : after.mention.last]
            if not all(plain(t.text) in self.lexicon.agencies for t in named) or any(
                t.text == "," for t in self.tokens[before.last : place]
            ):
                return False
        return self.lexicon.pronouns.get(self.tokens[before.mention.first].lower) != "it"

    def _right(self, place: int, pending: bool) -> Cue | None:
        """Return a cue whose clause follows a quotation at once."""
        start = place + 1
        tokens = self.tokens
        while start < len(tokens) and (tokens[start].text in (",", *DASHES)):
            start += 1
        if start < len(tokens) and tokens[start].lower in ("and", "but", "while") and not pending:
            return None
        for cue in self.cues:
            if cue.first < start or not cue.either_side or cue.mention is None:
                continue
            if any(token.quotation >= 0 for token in tokens[start : min(cue.first, cue.mention.first)]):
                return None
            between = tokens[start : min(cue.first, cue.mention.first)]
            named = any(token.capital for token in between) and between[-1].lower in (",", "and")
            if named and all(is_listed(token, self.lexicon) for token in between):
                return replace(cue, mention=replace(cue.mention, first=start))
            if not any(
                t.word and t.lower not in self.lexicon.helpers | self.lexicon.times and not is_adverb(t)
                for t in between
            ):
                return cue
            return None
        return None

    def left(self, place: int) -> Cue | None:
        """Return the cue that leads to a quotation: the nearest before it, or one whose clause that one stands in."""
        before = [
            cue for cue in self.cues if cue.first < place and cue.mention is not None and not self._is_over(cue, place)
        ]
        for number in range(len(before) - 1, -1, -1):
            if self._introduces(before[number], place) or not self._subordinate(before[number], before[:number]):
                return before[number]
        return before[-1] if before else None

    def _introduces(self, cue: Cue, place: int) -> bool:
        """Whether a cue leads to a quotation by a colon, with nothing but a hearer between: "an aunt who told him:"."""
        direct = cue.either_side and self.tokens[place - 1].text == ":" and place - cue.last <= _LONGEST_HEARER
        if cue.mention is None or self.tokens[cue.mention.first].lower != "who":
            return False
        return direct and all(token.word for token in self.tokens[cue.last : place - 1])

    def _is_over(self, cue: Cue, place: int) -> bool:
        """Whether a cue stands in brackets or a clause that are closed before the quotation, or a new clause begins behind a dash."""
        tokens = self.tokens[cue.last : place]
        subject = cue.mention.first if cue.mention is not None else 0
        if cue.supposed:
            # "Moss said if the judge says no, “we leave”", but "Moss asked whether the judge said, “we leave”"
            return any(token.text == "," for token in tokens[1:])
        if subject > 1 and self.tokens[subject - 1].lower in ("which", "whom") and self.tokens[subject - 2].text == ",":
            # "the channel, which analysts believe is real, wrote"
            return any(token.text == "," for token in tokens)
        depth = 0
        for number, token in enumerate(tokens):
            depth += (token.text == "(") - (token.text == ")")
            if depth < 0:
                # "The dam, (she said) “is old”"
                mention = cue.mention
                return not (mention is not None and number == 0 and self.tokens[mention.first - 1].text == "(")
        return not cue.either_side and any(
            (one.text in DASHES and other.lower in ("but", "while", "yet"))
            or (one.text == "," and other.lower in ("when", "while", "whereas"))
            for one, other in pairwise(tokens)
        )

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
        # "The auditor wrote that he and Moss had concluded"
        opened = self.tokens[mention.first].lower in self.lexicon.pronouns
        pair = opened and at(self.tokens, mention.first + 1).lower == "and"
        return (pair and inside) or (not cue.either_side and (kind is not None or cue.dependent or inside))

    def _made(self, place: int, cue: Cue) -> Attribution:
        span = (self.tokens[cue.first].start, self.tokens[cue.last - 1].stop)
        quotation = self.tokens[place].quotation
        return attributed(self.tokens, self.lexicon, quotation, span, cue.verb, cue.mention, "cue")


def opens_with_anothers(words: str) -> bool:
    """Whether a quotation begins with another one, and goes on behind it.

    Examples
    --------
    >>> opens_with_anothers("‘Go at once.’ But I was afraid"), opens_with_anothers("‘Go at once.’")
    (True, False)
    """
    return _OPENS_WITH_ANOTHERS.match(words) is not None


def attributed(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    quotation: int,
    cue: tuple[int, int] | None,
    verb: str | None,
    mention: Mention | None,
    evidence: str,
) -> Attribution:
    """Make an attribution of tokens.

    Parameters
    ----------
    tokens : sequence of Token
        Those of the frame.
    lexicon : Lexicon
    quotation : int
        Its number among the outermost quotations.
    cue : tuple of (start, stop) or None
    verb : str or None
    mention : Mention or None
        Whoever speaks.
    evidence : str
        See `Attribution`.

    Returns
    -------
    Attribution
        Its name is the one in apposition where that is one.
    """
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
    held = any(t.lower in lexicon.offices and after.lower in OF for t, after in pairwise(core))
    named = mention.kind != "phrase" and office.capital and not office.text.isupper() and not held
    if named or stop - start < (1 if office.lower in lexicon.kin else 2):
        return None
    whole = all(token.capital or token.lower in PARTICLES for token in tokens[start:stop])
    return (start, stop) if whole and tokens[start].capital else None
