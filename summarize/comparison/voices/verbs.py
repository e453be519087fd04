"""The cues of one sentence, and whom each makes speak."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from .lexicon import PARTICLES
from .phrases import Mention, at, first_phrase, is_adverb, phrase_after
from .subjects import phrase_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .frames import Token
    from .lexicon import Form, Lexicon

DASHES: Final = frozenset(("—", "–", "―", "--"))

#: Words of the longest phrase that stands before a speaker in the place of a verb: "in the words of".
_LONGEST_ACCORDING: Final = 6

#: Words of `heard` whose object may refuse.
_PRESSING: Final = frozenset(("allowed", "asked", "persuaded", "urged"))

#: Tokens from "quoted" to "as saying", from "prompted" to "to say".
_LONGEST_OBJECT: Final = 12

#: Verbs that are plural nouns too where another verb follows: "earlier reports had put the toll at 40", "preliminary estimates said".
_NOUNS: Final = frozenset(
    """
    answers calls charges claims comments demands estimates fears hopes notes plans posts questions remarks reports talks
    threats tweets
    """.split()
)
_OF_NOUNS: Final = frozenset(("had", "have", "were", "are", "put"))

#: Words that an attributive participle stands behind: "a written dissent", "the alleged swap".
_DETERMINERS: Final = frozenset(("a", "an", "the", "his", "her", "its", "their", "our", "my"))

#: What is put into words: "as Moss put it".
_PUT: Final = frozenset(("it", "this", "that", "things"))

#: Verbs that report nothing where an infinitive follows: "they continue to believe", "the leaders agreed to call".
_WITH_INFINITIVE: Final = frozenset(("agree", "begin", "continue"))

#: Words behind which it is only supposed that somebody speaks, and words that open a clause with a subject of its own.
_SUPPOSING: Final = frozenset(("if", "unless", "whether"))
_CLAUSES: Final = frozenset(("after", "as", "because", "before", "since", "until", "when", "where", "while"))

#: What is done to somebody of whom it is not known whether he said what he is charged with.
_CHARGED: Final = frozenset(("accused", "charged", "convicted", "indicted", "suspected"))


def is_listed(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token may stand among the names of several people: "our colleagues Jane Roe, Jo Field and Tom Brook"."""
    joins = token.text == "," or token.lower in lexicon.definite | PARTICLES | {"and", "our"}
    return (
        joins or (token.capital and token.lower not in lexicon.small) or token.lower.removesuffix("s") in lexicon.people
    )


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a frame, tokens `first` to `last`, half-open, and its speaker; of one that is only supposed to speak it keeps the place."""

    first: int
    last: int
    verb: str
    either_side: bool
    mention: Mention | None
    dependent: bool = False
    supposed: bool = False


class CueFinder:
    """Reads the tokens of one frame: its cues, and whom each makes speak."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        # A phrase does not reach across the quotation before it.
        self.floors: list[int] = []
        floor = 0
        for k, token in enumerate(self.tokens):
            self.floors.append(floor)
            floor = k + 1 if token.quotation >= 0 else floor

    def cues(self) -> list[Cue]:
        """Find the cues of the frame, in order."""
        cues: list[Cue] = []
        k = 0
        while k < len(self.tokens):
            token = self.tokens[k]
            written = tuple(other.lower for other in self.tokens[k : k + _LONGEST_ACCORDING])
            known = self.lexicon.according.get(token.lower, ())
            phrase = next((words for words in known if written[: len(words)] == words), None)
            if phrase is not None:
                mention = phrase_after(self.tokens, k + len(phrase), self.lexicon)
                # "$300 per American" is a rate, and "as per" cites nobody who speaks.
                rate = phrase == ("per",) and k > 0 and self.tokens[k - 1].word
                if not rate and (phrase[0] not in self.lexicon.only_after or self._after_quotation(k)):
                    cues.append(Cue(k, k + len(phrase), " ".join(phrase), True, mention))
                k += len(phrase)
                continue
            if token.lower in self.lexicon.following:
                cues.append(Cue(k, k + 1, token.lower, True, phrase_before(self.tokens, k, self.lexicon)))
            form = self.lexicon.forms.get(token.lower)
            cue = None
            if form is None:
                cue = self._unlisted(k)
            elif (not token.capital or k == 0) and not self._is_noun(k):
                cue = self._verb(k, cues)
            if cue is not None:
                cues.append(cue)
            k += 1
        return cues

    def _unlisted(self, k: int) -> Cue | None:
        """The cue that a verb is which stands in no list, between a name and the mark before a quotation: 'Moss deadpanned, "Well"'."""
        token, mark, behind = self.tokens[k], at(self.tokens, k + 1), at(self.tokens, k + 2)
        leads = mark.text in (",", ":") and (behind.quotation >= 0 or (mark.text == ":" and k + 2 == len(self.tokens)))
        if not leads or self.lexicon.language != "en" or not token.lower.endswith("ed") or token.capital:
            return None
        mention = phrase_before(self.tokens, k, self.lexicon, self.floors[k])
        if mention is None or mention.kind == "phrase" or self._auxiliary(k) in self.lexicon.passive:
            return None
        # "When Moss resigned, “we danced”"
        opened = at(self.tokens, mention.first - 1).lower in self.lexicon.bounds | self.lexicon.openers
        return None if opened or not self.tokens[k - 1].word else Cue(k, k + 1, token.lower, True, mention)

    def _is_noun(self, k: int) -> bool:
        """Whether a form that could be a verb stands where a noun does, or what describes one: "a written dissent", "faith-based claims"."""
        if k == 0:
            return False
        token, before, form = self.tokens[k], self.tokens[k - 1], self.lexicon.forms[self.tokens[k].lower]
        if form.shape == "past":
            # "Moss's stated purpose"
            noun = before.owner and k + 1 < len(self.tokens) and self.tokens[k + 1].word
            owned = noun and self.tokens[k + 1].lower not in self.lexicon.small | self.lexicon.pronouns.keys()
            return owned or before.lower in _DETERMINERS or before.lower == "so"
        if form.shape == "base":
            # "calling the jobs report a success"
            owned = any(other.lower in _DETERMINERS for other in self.tokens[max(k - 3, 0) : k - 1])
            if (token.lower in self.lexicon.groups and owned) or not (self._plural_subject(k) or self._heard(k)):
                return True
        following = self.tokens[k + 1].lower if k + 1 < len(self.tokens) else ""
        behind = self.lexicon.forms.get(following)
        if form.shape == "finite" and following.endswith("ing") and behind is not None:
            # "reports putting the toll at 40"
            return True
        if token.lower in _NOUNS and before.lower not in self.lexicon.pronouns:
            # "preliminary estimates said", "in his apology tweets"
            told = following in _OF_NOUNS or (behind is not None and behind.shape == "past")
            if told or self._is_governed(k):
                return True
        participle = form.shape == "participle"
        if participle and before.lower == "of" and following in self.lexicon.openers:
            # "a line of questioning on"
            return True
        if before.lower in self.lexicon.pronouns:
            return participle and before.lower in self.lexicon.articles
        return (
            before.owner
            or (before.lower.endswith("ed") and "-" in before.text)
            or before.lower in self.lexicon.articles
            or (not participle and before.lower in self.lexicon.openers)
        )

    def _is_governed(self, k: int) -> bool:
        """Whether a preposition, or a verb with an object, stands before a plural noun and what describes it: "for peace talks", "compared his presidential hopes"."""
        for j in range(k - 1, max(k - 4, 0) - 1, -1):
            token = self.tokens[j]
            if token.lower in self.lexicon.openers or token.lower == "to":
                return True
            owned = token.lower in ("his", "her", "its", "their")
            verb = self.lexicon.forms.get(self.tokens[j - 1].lower) if owned and j else None
            if verb is not None and not verb.either_side:
                return True
            if (
                not token.word
                or token.capital
                or (not owned and token.lower in self.lexicon.small | self.lexicon.pronouns.keys())
            ):
                return False
        return False

    def _plural_subject(self, k: int) -> bool:
        """Whether a base form may be a verb: "officials say", "they say", "to say", "did not say"."""
        before = self.tokens[k - 1]
        lower = before.lower
        return (
            lower in ("to", ",", ")")
            or lower in self.lexicon.helpers
            or (lower in self.lexicon.pronouns and lower not in ("he", "she", "it"))
            or (before.word and lower.endswith(("s", "people", "men", "police")) and not before.owner)
            or self._listed(k)
            or is_adverb(before)
        )

    def _listed(self, k: int) -> bool:
        """Whether nothing but names stands between a verb and the quotation before it, as of several: '"...," Jane Roe and Jo Field report'."""
        j = k - 1
        while j > self.floors[k] and is_listed(self.tokens[j], self.lexicon):
            j -= 1
        several = any(token.lower == "and" for token in self.tokens[j:k])
        return several and self.tokens[k - 1].capital and j <= self.floors[k]

    def _verb(self, k: int, cues: list[Cue]) -> Cue | None:
        """The cue that a verb is, with its speaker; None where it reports nothing, or nobody speaks."""
        form = self.lexicon.forms[self.tokens[k].lower]
        auxiliary = self._auxiliary(k)
        # "The rocket, billed by the company as"
        reduced = k > 0 and self.tokens[k - 1].text == "," and not form.either_side and self._next_is(k, "by")
        reduced = reduced and not any(token.lower.endswith("ing") for token in self.tokens[k + 2 : k + 3])
        if form.shape == "past" and (auxiliary in self.lexicon.passive or reduced):
            by = phrase_after(self.tokens, k + 2, self.lexicon) if self._next_is(k, "by") else None
            # "Moss was endorsed by the union and won"
            ended = by is None or at(self.tokens, by.last).lower in ("and", "but")
            return None if ended else Cue(k, k + 1, form.verb, False, by)
        if (
            form.verb == "put"
            and self.lexicon.language == "en"
            and not any(t.lower in _PUT for t in self.tokens[k + 1 : k + 2])
        ):
            # "his party had put him “on notice”"
            return None
        relating = form.verb == "relate" and form.shape == "participle"
        if (form.verb in _WITH_INFINITIVE or relating) and self._next_is(k, "to"):
            # "they continue to believe", "suits relating to the dam"
            return None
        if form.verb in self.lexicon.acting and self._acts(k):
            return None
        to = self._infinitive(k)
        dependent = (form.shape == "participle" and auxiliary not in self.lexicon.passive) or to is not None
        if dependent:
            begun = self.lexicon.forms.get(self.tokens[to - 1].lower) if to else None
            mention = self._quoted_object(k) or self._heard(k if to is None else to)
            if mention is None and to and begun is not None and begun.verb in _WITH_INFINITIVE:
                # "Moss began to argue"
                mention = phrase_before(self.tokens, to - 1, self.lexicon, self.floors[to])
            mention = mention or self._governing(k, cues)
        else:
            mention = self._inverted(k, form)
        if mention is None:
            # Where a language marks the subject of a verb by a word, "ने", it stands before that.
            reach = range(k - 1, max(self.floors[k], k - _LONGEST_OBJECT) - 1, -1)
            agent = next((j for j in reach if self.tokens[j].lower in self.lexicon.agent), k)
            mention = phrase_before(self.tokens, agent, self.lexicon, self.floors[k])
        passive = form.shape == "past" and not form.either_side and self._next_is(k, "as")
        if mention is None and not dependent and not passive:
            # "The dam was built in 1911 and described as" says nothing of who describes it.
            mention = self._governing(k, cues)
        supposed = mention is not None and at(self.tokens, mention.first - 1).lower in _SUPPOSING
        ended = k + 2 >= len(self.tokens) or not self.tokens[k + 2].word
        if mention is None and at(self.tokens, k - 1).quotation >= 0 and at(self.tokens, k - 2).quotation >= 0:
            # "We left," "Moss" said
            mention = Mention(k - 1, k, k, "name")
        either_side = form.either_side or (form.verb == "point" and self._next_is(k, "out") and ended)
        return None if mention is None else Cue(k, k + 1, form.verb, either_side, mention, dependent, supposed)

    def _inverted(self, k: int, form: Form) -> Mention | None:
        """The subject behind a verb: right behind a quotation, where the language has it so, or at the end of a sentence behind a comma."""
        beside = self._after_quotation(k) and (not form.addressed or form.verb == "ask")
        first = self.lexicon.verb_first or (not k and self.lexicon.language != "en")
        if beside or first:
            return phrase_after(self.tokens, k + 1, self.lexicon)
        last = k and self.tokens[k - 1].text == "," and form.either_side and form.shape != "base"
        found = phrase_after(self.tokens, k + 1, self.lexicon) if last and not form.addressed else None
        # "They flew to Riyadh, the capital, said a local source."
        if found is None or found.first > k + 1:
            return None
        behind = self.tokens[found.last :]
        leads = self.lexicon.language == "en" and at(behind, 0).text == ":"
        return found if leads or all(token.text == "." for token in behind) else None

    def _acts(self, k: int) -> bool:
        """Whether a verb does something to a thing, and tells nothing: "they continued business as usual", "the shooting suspect", "to shoot down the drone"."""
        parted = at(self.tokens, k + 1).lower in ("down", "off", "up")
        j = k + 1 + parted
        j += at(self.tokens, j).lower in ("a", "an", "the")
        thing = at(self.tokens, j)
        small = self.lexicon.small | self.lexicon.pronouns.keys() | {"back"}
        # "...," continued the mayor
        speaks = self._after_quotation(k) and not parted
        return thing.word and thing.lower not in small and not is_adverb(thing) and not speaks

    def _next_is(self, k: int, word: str) -> bool:
        return k + 1 < len(self.tokens) and self.tokens[k + 1].lower == word

    def _infinitive(self, k: int) -> int | None:
        """Place of the "to" before a verb, an adverb stepped over: "to wryly note"; None where there is none."""
        j = k - 1
        if j > 0 and is_adverb(self.tokens[j]):
            j -= 1
        return j if j >= 0 and self.tokens[j].lower == "to" else None

    def _quoted_object(self, k: int) -> Mention | None:
        """Return whom another quotes: "the newspaper quoted him as saying", "he was quoted by the newspaper saying"."""
        stop = k - (self.tokens[k - 1].lower == "as")
        for j in range(stop - 1, max(self.floors[k], k - _LONGEST_OBJECT) - 1, -1):
            if stop == k and not self.tokens[j].word:
                # "Moss quoted the report, saying"
                return None
            form = self.lexicon.forms.get(self.tokens[j].lower)
            if form is None or form.verb not in ("quote", "cite"):
                continue
            if j + 2 == stop and self.tokens[j + 1].lower in self.lexicon.objects:
                return Mention(j + 1, j + 2, j + 2, "pronoun")
            if self._auxiliary(j) in self.lexicon.passive:
                return phrase_before(self.tokens, j, self.lexicon, self.floors[j])
            # "Moss cited the images in a memo arguing"
            return phrase_after(self.tokens, j + 1, self.lexicon, stop) if stop < k else None
        return None

    def _heard(self, stop: int) -> Mention | None:
        """Return who is heard or made to speak: "he recalled the pilot telling the passengers", "which prompted Moss to note"."""
        found = None
        if stop and self.tokens[stop - 1].word:
            found = phrase_before(self.tokens, stop, self.lexicon, self.floors[stop])
        if found is None or not found.first or self.tokens[found.first - 1].lower not in self.lexicon.heard:
            return None
        # "he urged senators to remember" is not said to be what they do.
        pressed = self.tokens[stop].lower == "to" and self.tokens[found.first - 1].lower in _PRESSING
        return found if found.kind == "name" or not pressed else None

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
        while j >= 0 and (self.tokens[j].lower in self.lexicon.helpers or self.tokens[j].text in (",", *DASHES)):
            j -= 1
        return j >= 0 and self.tokens[j].quotation >= 0

    def _governing(self, k: int, cues: list[Cue]) -> Mention | None:
        """Return the subject of a verb that has none of its own: that of the cue before it, or the sentence's."""
        before = self.tokens[k - 1] if k else None
        if before is not None and before.capital and before.lower not in self.lexicon.times:
            return phrase_before(self.tokens, k, self.lexicon)
        # "a user named Moss, who posted a picture and wrote"
        joined = before is not None and before.lower == "and"
        goes_on = self.lexicon.forms[self.tokens[k].lower].verb == "add"
        nearest = self._nearest_subject(k, cues[-1].last if cues else 0) or self._joined_subject(k)
        if nearest is not None:
            return nearest
        for cue in reversed(cues):
            beside = joined and not any(token.text == "," for token in self.tokens[cue.last : k])
            # "Moss said that Field did not plan it, adding"
            told = cue.either_side or not goes_on
            # "Moss went on, Field writes, to say"
            inserted = at(self.tokens, k - 2).text == "," and cue.last == k - 2 and self._infinitive(k) == k - 1
            own = cue.mention is not None and cue.mention.antecedent is None and not (cue.supposed or inserted)
            if cue.mention is not None and told and (own or beside):
                return cue.mention
        subject = first_phrase(self.tokens, self.lexicon, k)
        charged = subject is not None and any(
            one.lower in self.lexicon.passive and other.lower in _CHARGED
            for one, other in pairwise(self.tokens[subject.last : k])
        )
        return None if charged else subject

    def _nearest_subject(self, k: int, floor: int) -> Mention | None:
        """Who speaks by a participle without a comma before it: "a crowd chanting", "when Roe stormed out shouting"."""
        before = at(self.tokens, k - 1)
        if self.lexicon.language != "en" or not before.word or before.lower == "and" or self._infinitive(k) is not None:
            return None
        found = phrase_before(self.tokens, k, self.lexicon, self.floors[k])
        inside = range(found.first - 1, found.core) if found is not None else ()
        governed = next((j for j in reversed(inside) if at(self.tokens, j).lower in self.lexicon.openers), None)
        behind = "" if governed is None else self.tokens[governed].lower
        if (
            behind == "with"
            or before.lower in self.lexicon.people
            or before.lower.removesuffix("s") in self.lexicon.people
        ):
            # "with the firm saying", "presided over a crowd chanting", but "evidence from several sources indicating"
            apart = governed is not None and behind in self.lexicon.joints - {"with"}
            apart = apart or any(self.tokens[j].lower.endswith("ing") for j in inside)
            return (
                None
                if found is None or apart
                else replace(found, first=found.first if governed is None else governed + 1)
            )
        reach = range(k - 1, max(floor, self.floors[k]) - 1, -1)
        marks = (j for j in reach if not self.tokens[j].word or self.tokens[j].lower in _CLAUSES)
        opened = next(marks, None)
        if opened is None or self.tokens[opened].lower not in _CLAUSES:
            return None
        subject = first_phrase(self.tokens, self.lexicon, k, opened + 1)
        return subject if subject is not None and subject.kind != "phrase" else None

    def _joined_subject(self, k: int) -> Mention | None:
        """Who is the subject of the clause in which "and" joins a verb to another: "an hour passed before the pilot came back and said"."""
        form = self.lexicon.forms[self.tokens[k].lower]
        if self.lexicon.language != "en" or at(self.tokens, k - 1).lower != "and" or form.shape == "participle":
            return None
        reach = range(k - 2, self.floors[k] - 1, -1)
        opened = next((j for j in reach if not self.tokens[j].word or self.tokens[j].lower in _CLAUSES), k)
        subject = None
        if at(self.tokens, opened).lower in _CLAUSES:
            subject = first_phrase(self.tokens, self.lexicon, k - 1, opened + 1)
        if subject is None or subject.first > opened + 1:
            return None
        if subject.kind == "phrase":
            # The words behind whom it names are the verb's; "as tough to work with and said" names nobody.
            persons = self.lexicon.persons | self.lexicon.offices
            ends = (j + 1 for j in range(subject.first, subject.core) if self.tokens[j].lower in persons)
            stop = next(ends, subject.first)
            subject = Mention(subject.first, stop, stop, "phrase")
        behind = at(self.tokens, subject.last)
        # "After the mayor's speech and said", "as the mayor of Velm and said" are no clauses.
        verb = behind.word and behind.lower not in self.lexicon.openers | {"and", "or"}
        whole = subject.first < subject.last < k - 1 and not self.tokens[subject.last - 1].owner
        return subject if verb and whole else None
