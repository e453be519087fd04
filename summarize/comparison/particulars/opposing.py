"""Whether two sentences worded alike contradict each other in a particular: one says Tuesday where the other says Wednesday."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from ...evidence import negations_in, numbers_in
from ...fields import instant_of
from ...lexical import CAPITAL_NOUNS, content_stems
from ...wording import contrary, wording
from ..figures.times import of_one_time
from ..voices.lexicon import lexicon_of
from .reading import HALF_DAY, MARK, opposites_of, told_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ...corpus import Corpus, Document
    from ...settings import FigureSettings
    from .reading import Kind, Particular, Told

#: Share of the words of both sentences that stand in one order in both, particulars of a kind taken for one word, from which one of them is said of the same.
_WORDED_ALIKE: Final = 0.6

#: Words beside those that differ in sentences that are otherwise word for word the same.
_OTHER_WORDS: Final = 4

#: Words of a sentence that are held against those of another.
_LONGEST: Final = 80

#: Words for nobody.
_NOBODY: Final = frozenset(
    """
    nobody none niemand keiner aucun aucune nadie ningún ninguno ninguna nessuno nessun nessuna ninguém nenhum
    nenhuma geen
    """.split()
)

#: Content words of a sentence that another denies.
_CONTENT: Final = 3

#: What stands before a name that no other can have in the same place.
_IDENTIFYING: Final = frozenset(
    (
        *("as", "named", "called", "is", "was", "by", "comme", "nommé", "nommée", "est", "était", "par"),
        *("como", "llamado", "llamada", "es", "era", "fue", "por", "come", "è", "da", "é", "foi", "als", "door"),
    )
)

#: Words up to which a stretch with "nobody" in it stands in the place of another: "nobody was", "several people were".
_DENYING: Final = 3

#: Words of a name at most.
_LONGEST_NAME: Final = 4

#: Words before a day among which a verb says that it is the day of saying so.
_SAYING: Final = 3

#: Likeness of the letters from which two names may be two spellings of one.
_SPELT_ALIKE: Final = 0.6

#: Minutes by which two times are one that is rounded: to the hour or the half, or opened by "about".
_ROUNDED: Final = 30
_MINUTES: Final = 5

#: Size from which a number may be rounded, and by how much.
_ROUNDED_FROM: Final = 100.0
_ROUNDING: Final = 0.05

#: Days by which a word for a day may be off: no article is published in one time zone.
_OFF: Final = 1


def opposing(corpus: Corpus, i: int, j: int) -> str:
    """In what two sentences of two articles contradict each other: the kind of particular, ``"age"``, ``"name"``, ``"number"``, ``"opposite"`` or ``"negation"``; empty where in nothing.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    i, j : int
        The sentences, which probably state one fact.

    Notes
    -----
    A day, a time, a year, an ordinal number, a score, a fraction, a currency or "percent" against "points" must stand in the same place of sentences most of
    whose words are the same; a name that one alone can have there, a bare number, a minus before one, nobody for somebody and a word against its opposite in sentences that are otherwise the same word for word.
    The day on which somebody said so is no part of what is said. What either sentence gives too, elsewhere, is no contradiction. O(words of one * words of the other).
    """
    if corpus.document_of[i] == corpus.document_of[j]:
        return ""
    documents = corpus.documents[int(corpus.document_of[i])], corpus.documents[int(corpus.document_of[j])]
    language = documents[0].language or "en"
    if language != (documents[1].language or "en"):
        return ""
    if contrary(wording(corpus.text_of(i)), wording(corpus.text_of(j))):
        return "number"
    ours, theirs = (told_in(" ".join(corpus.text_of(k).split()), language) for k in (i, j))
    if max(len(ours.words), len(theirs.words)) > _LONGEST or not (_near(ours, theirs) or _differing(ours, theirs)):
        return ""
    steps = SequenceMatcher(None, ours.lower, theirs.lower, autojunk=False).get_opcodes()
    n_same = sum(b - a for kind, a, b, _, _ in steps if kind == "equal")
    if 2 * n_same >= _WORDED_ALIKE * (len(ours.words) + len(theirs.words)):
        for kind, a, b, c, _ in steps:
            if kind != "equal" or b - a < 2:
                continue
            for k in range(b - a):
                one, other = ours.particulars.get(a + k), theirs.particulars.get(c + k)
                if one is None or other is None or (one.kind == "ordinal" and k + 1 == b - a):
                    continue
                if one.kind == "day" and _of_saying(ours, a + k, language):
                    continue
                if _excluded(one, other, ours, theirs, documents):
                    return one.kind
        if language == "en" and _of_other_ages(corpus.text_of(i), corpus.text_of(j)):
            return "age"
    if _denying(corpus.text_of(i), corpus.text_of(j), language):
        return "negation"
    changed = [step for step in steps if step[0] != "equal"]
    if len(changed) == 1 and changed[0][0] == "replace" and n_same >= _OTHER_WORDS:
        _, a, b, c, d = changed[0]
        return _replaced(ours, theirs, (a, b), (c, d), language, documents)
    return ""


def _near(ours: Told, theirs: Told) -> bool:
    """Whether so few words differ that one stretch may hold them all."""
    return len(set(ours.lower) ^ set(theirs.lower)) <= 2 * _LONGEST_NAME


def _differing(ours: Told, theirs: Told) -> bool:
    """Whether particulars of one kind differ, or ages may."""
    kinds = {p.kind for p in ours.particulars.values()} & {p.kind for p in theirs.particulars.values()}
    return any(
        {p.value for p in ours.particulars.values() if p.kind == kind}
        != {p.value for p in theirs.particulars.values() if p.kind == kind}
        for kind in kinds
    )


def _denying(one: str, other: str, language: str) -> bool:
    """Whether one of two sentences denies what the other says, in the same content words: "sounded the alarm", "failed to sound the alarm"."""
    spans = negations_in(one, language), negations_in(other, language)
    if bool(spans[0]) == bool(spans[1]):
        return False
    ours, theirs = (_stated(text, found, language) for text, found in zip((one, other), spans, strict=True))
    return len(ours) >= _CONTENT and ours == theirs


def _stated(text: str, negations: Sequence[tuple[int, int]], language: str) -> set[str]:
    """Stems of the content words of a sentence, without those that deny."""
    kept, place = "", 0
    for start, stop in negations:
        kept, place = f"{kept}{text[place:start]} ", stop
    return set(content_stems(kept + text[place:], language))


def _of_saying(told: Told, place: int, language: str) -> bool:
    """Whether a day is that on which somebody said so, "police said Tuesday": who says it again says it on another."""
    forms = lexicon_of(language).forms
    return any(word in forms and forms[word].shape == "past" for word in told.lower[max(0, place - _SAYING) : place])


def contradicting(corpus: Corpus, i: int, j: int, settings: FigureSettings) -> bool:
    """Whether two sentences contradict each other in a particular (`opposing`), and their articles are of one time: published within `days` of the settings.

    Parameters
    ----------
    corpus : Corpus
        Segmented.
    i, j : int
        The sentences.
    settings : FigureSettings
        `days` holds as in the view of figures.
    """
    instants = [instant_of(corpus.documents[int(corpus.document_of[k])].published) for k in (i, j)]
    return of_one_time((instants[0], instants[1]), ("", ""), settings.days) and bool(opposing(corpus, i, j))


def _excluded(
    one: Particular, other: Particular, ours: Told, theirs: Told, documents: tuple[Document, Document]
) -> bool:
    """Whether two particulars exclude each other, and neither sentence gives what the other does."""
    rule, given = _RULES[one.kind], _RULES[one.kind]
    if one.kind in ("sum", "share"):
        given = _equal
    if one.kind == "clock" and (ours.zoned or theirs.zoned) and (one.value[0] - other.value[0]) % _ROUNDED == 0:
        return False
    return (
        not rule(one, other, documents)
        and not any(p.kind == one.kind and given(one, p, documents) for p in theirs.particulars.values())
        and not any(p.kind == one.kind and given(p, other, documents) for p in ours.particulars.values())
    )


def _of_one_day(one: Particular, other: Particular, documents: tuple[Document, Document]) -> bool:
    ours, theirs = (
        _dates(p, None if d.published is None else datetime.fromisoformat(d.published).date())
        for p, d in zip((one, other), documents, strict=True)
    )
    (weekday, month, day, year, _), (other_weekday, other_month, other_day, other_year, _) = one.value, other.value
    if any(
        a is not None and b is not None and a != b
        for a, b in ((weekday, other_weekday), (month, other_month), (day, other_day), (year, other_year))
    ):
        return False
    if month is not None and other_month is not None:
        return True
    if ours is not None and theirs is not None:
        return bool(ours & theirs)
    for dates, p in ((ours, other), (theirs, one)):
        if dates is not None:
            return any(
                (p.value[0] is None or found.weekday() == p.value[0])
                and (p.value[1] is None or found.month == p.value[1])
                for found in dates
            )
    return True


def _dates(particular: Particular, published: date | None) -> frozenset[date] | None:
    """Days that it may be; None for a weekday, a month, and what hangs on a date that is not known."""
    _, month, day, year, offset = particular.value
    if offset is not None and published is not None:
        return frozenset(published + timedelta(days=offset + k) for k in range(-_OFF, _OFF + 1))
    if day is None or month is None or (year is None and published is None):
        return None
    found = []
    for of_year in (year,) if published is None or year is not None else range(published.year - 1, published.year + 2):
        try:
            found.append(date(of_year, month, day))
        except ValueError:
            continue
    if published is None or not found:
        return frozenset(found) or None
    return frozenset((min(found, key=lambda of: abs(of - published)),))


def _of_one_minute(one: Particular, other: Particular, _: tuple[Document, Document]) -> bool:
    whole = 2 * HALF_DAY if one.value[1] and other.value[1] else HALF_DAY
    apart = (one.value[0] - other.value[0]) % whole
    rounded = one.open or other.open or one.value[0] % _ROUNDED == 0 or other.value[0] % _ROUNDED == 0
    return bool(min(apart, whole - apart) <= (_ROUNDED if rounded else _MINUTES))


def _equal(one: Particular, other: Particular, _: tuple[Document, Document]) -> bool:
    return one.value == other.value


def _of_one_score(one: Particular, other: Particular, _: tuple[Document, Document]) -> bool:
    return sorted(one.value) == sorted(other.value)


def _overlapping(one: Particular, other: Particular, _: tuple[Document, Document]) -> bool:
    return bool(one.value[0] <= other.value[1] + _SLACK and other.value[0] <= one.value[1] + _SLACK)


def _of_one_unit(one: Particular, other: Particular, _: tuple[Document, Document]) -> bool:
    """Whether two sums or shares are of one unit, or of other numbers: what is converted says the same, and other numbers are figures."""
    (value, unit), (other_value, other_unit) = one.value, other.value
    return bool(
        unit == other_unit or value != other_value or ("USD" in (unit, other_unit) and {unit, other_unit} <= _DOLLARS)
    )


#: Difference of two fractions that is none.
_SLACK: Final = 0.02

#: Currencies that a paper at home writes "$".
_DOLLARS: Final = frozenset({"USD", "CAD", "AUD", "HKD", "NZD", "SGD", "TWD", "BRL", "MXN"})

#: An age behind a noun or a name, and one before a noun, where the article says that one is known.
_AGED: Final = re.compile(
    r"(?:\b[Tt]he ([a-z]+)|\b[A-Z][\w’'-]+ ([A-Z][\w’'-]+)), (?:aged )?(\d{1,3})(?=[,;.)])|\b[Tt]he (\d{1,3})-year-old ([a-z]+)"
)


def _of_other_ages(one: str, other: str) -> bool:
    """Whether the one who is called the same is of another age: "the captain, 41," and "the 44-year-old captain"."""
    ours, theirs = (
        {(m[1] or m[2] or m[5]): int(m[3] or m[4]) for m in _AGED.finditer(" ".join(text.split()))}
        for text in (one, other)
    )
    return any(called in theirs and theirs[called] != age for called, age in ours.items())


#: Whether two particulars of a kind leave room for each other.
_RULES: Final[Mapping[Kind, Callable[[Particular, Particular, tuple[Document, Document]], bool]]] = {
    "day": _of_one_day,
    "clock": _of_one_minute,
    "year": _equal,
    "ordinal": _equal,
    "score": _of_one_score,
    "fraction": _overlapping,
    "sum": _of_one_unit,
    "share": _of_one_unit,
}


def _replaced(
    ours: Told,
    theirs: Told,
    here: tuple[int, int],
    there: tuple[int, int],
    language: str,
    documents: tuple[Document, Document],
) -> str:
    """In what two sentences contradict each other that are the same but for one stretch."""
    said, told = ours.words[slice(*here)], theirs.words[slice(*there)]
    if any(word[0] == MARK for word in (*said, *told)):
        return ""
    if len(said) == len(told) == 1 and (said[0].casefold(), told[0].casefold()) in opposites_of(language):
        return "opposite"
    if max(len(said), len(told)) <= _DENYING and _denied(said) != _denied(told):
        return "negation"
    ahead = ours.words[here[0] - 1] if here[0] else ""
    one, other = _number(said), _number(told)
    if one is not None and other is not None:
        quantities = ours.counted.get(here[0]), theirs.counted.get(there[0])
        if quantities[0] is not None and quantities[1] is not None and quantities[0].agrees(quantities[1]):
            return ""
        named = here[0] > 1 and ahead[:1].isupper()
        return "number" if not named and _apart(one, other) else ""
    behind = ours.words[here[1]] if here[1] < len(ours.words) else ""
    # "Captain Renner said", and another said so too; of those "identified as" one or the other it is one alone.
    if (
        ahead.casefold() not in _IDENTIFYING
        or language in CAPITAL_NOUNS
        or behind[:1].isupper()
        or not (_is_name(said) and _is_name(told))
    ):
        return ""
    if any(_spelt_alike(a, b) for a in said for b in told):
        return ""
    # An article that knows both tells of two persons.
    known = said[-1] in documents[1].text or told[-1] in documents[0].text
    return "" if known else "name"


def _denied(words: tuple[str, ...]) -> bool:
    """Whether a stretch is of nobody; of "did not" and "declined to" neither denies the other."""
    return not _NOBODY.isdisjoint(word.casefold() for word in words)


def _number(words: tuple[str, ...]) -> float | None:
    found = numbers_in(" ".join(words)) if len(words) == 1 else []
    return found[0] if len(found) == 1 else None


def _apart(one: float, other: float) -> bool:
    """Whether two numbers are not one and the same, rounded."""
    exact = max(one, other) < _ROUNDED_FROM and one.is_integer() and other.is_integer()
    return one != other if exact else abs(one - other) > _ROUNDING * max(one, other)


def _is_name(words: tuple[str, ...]) -> bool:
    return 2 <= len(words) <= _LONGEST_NAME and all(word[0].isupper() and not word.isupper() for word in words)


def _spelt_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= _SPELT_ALIKE
