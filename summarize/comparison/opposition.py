"""Sentences that contradict each other: worded alike with another particular or number, or one of them denying it; and what tells two apart however worded."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from ..evidence import affirmed, negations_in
from ..lexical import content_stems
from ..wording import contrary, wording
from .figures.context import counted_of
from .figures.exclusion import recounting
from .particulars import ONE_NUMBER, Particular, Said, said_in
from .voices.lexicon import lexicon_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..corpus import Corpus

#: Share of the words of both sentences that stand in one order in both, particulars of a kind taken for one word, from which one of them is said of the same.
_WORDED_ALIKE: Final = 0.6

#: Words beside the one that differs in sentences that are otherwise word for word the same.
_OTHER_WORDS: Final = 4

#: Words of a sentence that are held against those of another, words of which either may lack the other's, and content words of one that another denies.
_LONGEST: Final = 80
_NEAR: Final = 8
_CONTENT: Final = 3

#: Content words behind what denies, or before it where none follow, by which it is told what is denied; half of them and more are so of both sentences.
_BEHIND: Final = 3
_BEFORE: Final = 2

#: Words before a day among which a verb says that it is the day of saying so.
_SAYING: Final = 3

#: Value of "first", which is said of anything.
_FIRST: Final = (1,)

#: Minutes by which two times are one that is rounded.
_ROUNDED: Final = 30

#: A number so large is hardly shared by two facts of one story, and the share of a sentence's numbers that is.
_LARGE: Final = 20.0
_MOST: Final = 0.5


def opposing(corpus: Corpus, i: int, j: int) -> bool:
    """Whether two sentences of two articles contradict each other, in a particular or a bare number, or as one denies what the other says.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    i, j : int
        The sentences, which probably state one fact.

    Notes
    -----
    A day, a time, a year, an ordinal number or a score must stand in the same place of sentences most of whose words are the same; a minus before a number, another currency and a bare number
    in sentences that are otherwise the same word for word. The day on which somebody said so is no part of what is said. What either
    sentence gives too, elsewhere, is no contradiction. O(words of one * words of the other).
    """
    if corpus.document_of[i] == corpus.document_of[j]:
        return False
    language, other = map(corpus.tongue_of, (i, j))
    if language != other:
        return False
    if contrary(wording(corpus.text_of(i)), wording(corpus.text_of(j))):
        return True
    ours, theirs = (said_in(" ".join(corpus.text_of(k).split()), language) for k in (i, j))
    if max(len(ours.words), len(theirs.words)) > _LONGEST or not _may_oppose(ours, theirs):
        return False
    steps = SequenceMatcher(None, ours.words, theirs.words, autojunk=False).get_opcodes()
    n_same = sum(b - a for kind, a, b, _, _ in steps if kind == "equal")
    if 2 * n_same >= _WORDED_ALIKE * (len(ours.words) + len(theirs.words)):
        for kind, a, b, c, _ in steps:
            for k in range(b - a) if kind == "equal" and b - a > 1 else ():
                one, another = ours.particulars.get(a + k), theirs.particulars.get(c + k)
                if one is None or another is None or (one.kind == "ordinal" and k + 1 == b - a):
                    continue
                if not (one.kind == "day" and _of_saying(ours, a + k, language)) and _excluded(
                    one, another, ours, theirs
                ):
                    return True
    if _denying(corpus.text_of(i), corpus.text_of(j), language):
        return True
    changed = [step for step in steps if step[0] != "equal"]
    if len(changed) != 1 or n_same < _OTHER_WORDS:
        return False
    _, a, b, c, d = changed[0]
    return " ".join(ours.words[a:b]).isdecimal() and " ".join(theirs.words[c:d]).isdecimal()


def telling_apart(corpus: Corpus, i: int, j: int) -> bool:
    """Whether each of two sentences gives what the other has nothing like, so that it is not sure that they state one fact, however alike they are.

    A number in each that stands in the other by no writing of it, unless they share a large number or most numbers of either; another number of the same noun; or, of a kind of particular that both give, none that may be the same. What one of them adds
    alone is a detail more, and "for the first time" is no number.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    i, j : int
        The sentences; of two languages nothing is held against each other.

    Notes
    -----
    O(characters of the sentences).
    """
    language, other = map(corpus.tongue_of, (i, j))
    if language != other:
        return False
    ours, theirs = (said_in(" ".join(corpus.text_of(k).split()), language) for k in (i, j))
    if _other_numbers(ours.numbers, theirs.numbers) or recounting(counted_of(corpus, i), counted_of(corpus, j)):
        return True
    zoned = ours.zoned or theirs.zoned
    mine, yours = ([p for p in said.particulars.values() if p.value != _FIRST] for said in (ours, theirs))
    return any(
        not any(_leave_room(one, two, zoned) for one in mine for two in yours if one.kind == two.kind == kind)
        for kind in {one.kind for one in mine} & {two.kind for two in yours}
    )


def one_denies(corpus: Corpus, i: int, j: int) -> bool:
    """Whether one of two sentences denies, the other does not, and what is denied stands in the other too.

    "It added, without giving details" adds something, and denies nothing of what "it said" says; nor does "advice, not a decree" deny "advice rather than a
    decree". O(characters of the sentences).

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    i, j : int
        The sentences.
    """
    pair = [(corpus.text_of(k), corpus.tongue_of(k)) for k in (i, j)]
    spans = [negations_in(*said) for said in pair]
    if bool(spans[0]) == bool(spans[1]):
        return False
    denying = 0 if spans[0] else 1
    text, language = pair[1 - denying]
    said = frozenset(content_stems(affirmed(text, language), language))
    return any(_is_shared(*pair[denying], start, stop, said) for start, stop in spans[denying])


def _is_shared(text: str, language: str, start: int, stop: int, said: frozenset[str]) -> bool:
    """Whether what is denied at a place of a sentence is among the stems of another; where nothing tells what it is, it is."""
    denied = content_stems(text[stop:], language)[:_BEHIND] or content_stems(text[:start], language)[-_BEFORE:]
    return 2 * sum(stem in said for stem in denied) >= len(denied)


def _may_oppose(ours: Said, theirs: Said) -> bool:
    """Whether so few words differ that one sentence may deny the other, or particulars of one kind differ."""
    values = [{(p.kind, p.value) for p in said.particulars.values()} for said in (ours, theirs)]
    kinds = [{kind for kind, _ in found} for found in values]
    near = len(set(ours.words) ^ set(theirs.words)) <= _NEAR
    return near or any(kind in kinds[0] & kinds[1] for kind, _ in values[0] ^ values[1])


def _denying(one: str, other: str, language: str) -> bool:
    """Whether one of two sentences denies what the other says, in the same content words: "sounded the alarm", "failed to sound the alarm"."""
    spans = negations_in(one, language), negations_in(other, language)
    if bool(spans[0]) == bool(spans[1]):
        return False
    ours, theirs = (_stated(text, found, language) for text, found in zip((one, other), spans, strict=True))
    return len(ours) >= _CONTENT and ours == theirs


def _stated(text: str, negations: Sequence[tuple[int, int]], language: str) -> set[str]:
    """Stems of the content words of a sentence, without those that deny; of one without such words those that it affirms."""
    if not negations:
        return set(content_stems(affirmed(text, language), language))
    kept, place = "", 0
    for start, stop in negations:
        kept, place = f"{kept}{text[place:start]} ", stop
    return set(content_stems(kept + text[place:], language))


def _of_saying(said: Said, place: int, language: str) -> bool:
    """Whether a day is that on which somebody said so, "police said Tuesday": who says it again says it on another."""
    forms = lexicon_of(language).forms
    return any(word in forms and forms[word].shape == "past" for word in said.words[max(0, place - _SAYING) : place])


def _excluded(one: Particular, other: Particular, ours: Said, theirs: Said) -> bool:
    """Whether two particulars exclude each other, and neither sentence gives what the other does."""
    zoned = ours.zoned or theirs.zoned
    if _leave_room(one, other, zoned):
        return False
    return not any(
        first.is_comparable(second) and _leave_room(first, second, zoned)
        for first, second in (
            *((one, p) for p in theirs.particulars.values() if p.kind == one.kind),
            *((p, other) for p in ours.particulars.values() if p.kind == other.kind),
        )
    )


def _leave_room(one: Particular, other: Particular, zoned: bool) -> bool:
    """Whether two particulars of a kind may both be true of one thing; `zoned`: whether times may be of other clocks."""
    if one.kind != "clock":
        return one.repeats(other)
    apart = one.minutes_from(other)
    return apart <= _ROUNDED or (zoned and apart % _ROUNDED == 0)


def _other_numbers(ours: Sequence[tuple[str, float, float]], theirs: Sequence[tuple[str, float, float]]) -> bool:
    """Whether each of two sentences gives a number that the other does not, and what both give is little."""
    shared = [
        [number for number in some if any(_one(number, other) for other in others)]
        for some, others in ((ours, theirs), (theirs, ours))
    ]
    if len(shared[0]) == len(ours) or len(shared[1]) == len(theirs):
        return False
    # A day is 86,400 seconds, and says no more than one.
    if any(low >= _LARGE and kind != "second" for kind, low, _ in (*shared[0], *shared[1])):
        return False
    return all(len(both) <= _MOST * len(some) for both, some in zip(shared, (ours, theirs), strict=True))


def _one(number: tuple[str, float, float], other: tuple[str, float, float]) -> bool:
    """Whether two numbers may be one, rounding allowed for."""
    slack = ONE_NUMBER * max(abs(number[2]), abs(other[2]))
    return number[0] == other[0] and number[1] <= other[2] + slack and other[1] <= number[2] + slack
