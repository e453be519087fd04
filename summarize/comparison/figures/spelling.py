"""The words of numbers, as languages put them together that write them in one."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def below_thousand(small: Mapping[str, float], ways: Mapping[str, Any]) -> dict[str, float]:
    """Spell the numbers from two to 999, without spaces and hyphens.

    Parameters
    ----------
    small : mapping of str to float
        Those that are one word and not put together by rule.
    ways : mapping of str to anything
        How the others are: ``one``, the words for one within others; ``joint``, what stands between tens and ones; ``reversed``, whether the ones come first; ``elided``,
        whether tens lose a vowel before another; ``scores``, tens that take all up to nineteen; ``and_one``, what stands before one and eleven; ``hundreds``, their words by value,
        where ``0`` is put behind the number of them; ``hundred_joint``, what may stand behind them; ``alone`` and ``never_alone``, words for hundreds that stand only so, and never;
        ``half``, what stands behind a number and adds a half; ``written_on``, the word for a thousand that is written on to the number before it.

    Examples
    --------
    >>> ways = {"one": ["un"], "joint": "y", "hundreds": ["cien 100", "ciento 100"], "alone": ["cien"], "never_alone": ["ciento"]}
    >>> spelled = below_thousand({"dos": 2.0, "treinta": 30.0}, ways)
    >>> sorted(spelled.items(), key=lambda item: item[1])
    [('dos', 2.0), ('treinta', 30.0), ('treintayun', 31.0), ('treintaydos', 32.0), ('cien', 100.0), ('cientoun', 101.0), ('cientodos', 102.0), ('cientotreinta', 130.0), ('cientotreintayun', 131.0), ('cientotreintaydos', 132.0)]
    """
    words: dict[int, list[str]] = {1: list(ways.get("one", ()))}
    for word, value in small.items():
        if value.is_integer() and value < 100:
            words.setdefault(int(value), []).append(word)
    scores = ways.get("scores", ())
    for teen in range(17, 20) if scores else ():
        words[teen] = [ten + unit for ten, unit in product(words.get(10, ()), words.get(teen - 10, ()))]
    below = {value: list(found) for value, found in words.items()}
    for ten in range(20, 100, 10):
        for one in range(1, 20 if ten in scores else 10):
            below.setdefault(ten + one, []).extend(
                spelled
                for head, unit in product(words.get(ten, ()), words.get(one, ()))
                for spelled in _put(head, unit, one, ways)
            )
    whole = {value: list(found) for value, found in below.items()}
    alone, never = ways.get("alone", ()), ways.get("never_alone", ())
    for hundred, head in _hundreds(words, ways):
        whole.setdefault(hundred, []).extend([head] if head not in never else [])
        for rest, found in below.items() if head not in alone else ():
            joints = {"", ways.get("hundred_joint", "")}
            whole.setdefault(hundred + rest, []).extend(head + joint + tail for joint, tail in product(joints, found))
            if ways.get("elided"):
                whole[hundred + rest].extend(head[:-1] + tail for tail in found if tail[0] == "o")
                whole[hundred + rest].extend(head + "tré" for tail in found if tail == "tre")
    if "written_on" in ways:
        whole |= {
            1000 * value: [word + ways["written_on"] for word in found] for value, found in whole.items() if value > 1
        }
    halves = {word: value for word, value in small.items() if not value.is_integer()}
    if "half" in ways:
        halves |= {word + ways["half"]: value + 0.5 for value, found in below.items() for word in found}
    # A word for one is an article too, unless it is among the small ones.
    return halves | {
        word: float(value) for value, found in whole.items() for word in found if value > 1 or word in small
    }


def _put(head: str, unit: str, one: int, ways: Mapping[str, Any]) -> Iterator[str]:
    joint = ways.get("joint", "")
    if ways.get("reversed"):
        # In Dutch the joint shows where a word begins: tweeëntwintig.
        yield unit + ("ën" if joint == "en" and unit.endswith("e") else joint) + head
        return
    yield (head[:-1] if ways.get("elided") and unit[0] in "uo" else head) + joint + unit
    if ways.get("elided") and unit == "tre":
        yield head + "tré"
    if one in (1, 11) and "and_one" in ways:
        yield head + ways["and_one"] + unit


def _hundreds(words: Mapping[int, Sequence[str]], ways: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for entry in ways.get("hundreds", ()):
        word, value = entry.split()
        if value != "0":
            yield int(value), word
            continue
        yield 100, word
        for times in range(1 if ways.get("reversed") else 2, 10):
            for head in words.get(times, ()):
                yield 100 * times, head + word
