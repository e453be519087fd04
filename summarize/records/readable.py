"""Which sentence tells a claim to a reader who sees it alone, and which of its figures nobody else gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ..datelines import dateline_stop
from ..evidence import intervals_in
from ..leaning import leans
from ..wholeness import is_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .claims import ClaimRecord, ClaimSentenceRecord
    from .glance import OwnFigureRecord, StatedRecord
    from .sentences import SentenceRecord

#: Words of a sentence that can stand by itself.
_FEWEST_WORDS: Final = 8

#: Words in capitals of which the line of a page has more than a sentence, and letters of one that is no abbreviation.
_MOST_SHOUTED: Final = 3
_SHORT: Final = 3

#: What links a sentence to the one before, and says nothing else of it.
_LINK: Final = re.compile(
    r"(?:But|And|So|Yet|Then|Still|Also|However|Meanwhile|Moreover|Nevertheless|Nonetheless|Instead|Earlier|Later|In addition),? (?=\S)"
)
_OPENS_QUOTED: Final = re.compile(r"(?:“[^”]*”|\"[^\"]*\")\s*(?=\S)")
_NAMED: Final = re.compile(r"[^\W\d_a-z]\w")

#: Nothing but a quotation, or a part of one.
_ALL_QUOTED: Final = re.compile(r"[“„«][^”“»]*[”“»]?|\"[^\"]*\"?")

#: Where a single mark closes a quotation, and where one opens it.
_CLOSED: Final = re.compile(r"[,.!?]['’](?=\s|$)")
_OPENED: Final = re.compile(r"(?:^|[\s(])['‘](?=\w)")

#: A figure in digits or in words; no part of a name ("S9", "A-10").
_FIGURE: Final = re.compile(
    r"(?<![\w.,/:-])(?!000\b)(?:\d[\d.,]*\d|\d)(?:(?: 000|[\u00a0\u2009\u202f]\d{3})(?!\d))*(?![\d:]|[.,]\d|[\w/]*[a-z]{3})"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)\b(?!-in-)",
    re.IGNORECASE,
)
_WHEN: Final = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b(?!,\d))|\b\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b(?= ?(?:[ap]\.?m|GMT|UTC|EST|BST|CET|local))|\b\d{1,2} ?[ap]\.?m\b"
)
_ROUNDING: Final = 0.005

#: Characters behind a figure in which a "million" may stand.
_MULTIPLE: Final = 12

#: A line of a transcript begins with the name of who speaks.
_SPOKEN: Final = re.compile(r"[A-Z][A-Z .]+:")


class Readable:
    """Which sentence tells a claim to a reader who sees it alone.

    Parameters
    ----------
    record : mapping
        Record of a comparison, whose ``corpus`` says in which language each document is.
    """

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._languages = {d["id"]: d.get("language") for d in record["corpus"]["documents"]}

    def sentence(self, claim: ClaimRecord) -> ClaimSentenceRecord | None:
        """Return the sentence of a claim that can be read alone, among those that very probably state what its first does; None without one.

        It is whole, half of no quotation, no caption, asks nothing, and does not point back at one before it. Of several it is the first of those of whose figures
        most stand in sentences of other outlets too. Of a claim of several outlets where there is none, one that begins with "But", that begins with what somebody says whom it names, or whose
        quotation goes on in the next.
        """
        firm = _firm(claim)
        fit = [s for s in firm if self.alone(s)]
        if not fit and len(claim["outlets"]) > 1:
            fit = [s for s in firm if self._nearly_alone(s)]
        return min(fit, key=lambda s: len(own_figures(claim, s)), default=None)

    def at_all(self, claim: ClaimRecord) -> StatedRecord | None:
        """Return a claim by its first whole sentence, though it points back at one before it; None without one, and for words of nobody knows whom."""
        whole = (s for s in _firm(claim) if is_whole(self._text(s), min_words=_FEWEST_WORDS))
        sentence = next((s for s in whole if not _ALL_QUOTED.fullmatch(self._text(s))), None)
        return None if sentence is None else {**stated(claim, sentence), "alone": False}

    def alone(self, sentence: Mapping[str, Any]) -> bool:
        """Return whether a sentence can be read alone."""
        return self._stands(self._text(sentence), sentence)

    @staticmethod
    def _text(sentence: Mapping[str, Any]) -> str:
        text = " ".join(sentence["text"].split())
        return text[dateline_stop(text) :]

    def _nearly_alone(self, sentence: Mapping[str, Any]) -> bool:
        text = self._text(sentence)
        linked = _LINK.match(text)
        if linked:
            text = text[linked.end()].upper() + text[linked.end() + 1 :]
        if text.count("“") == text.count("”") + 1 and text.rfind("“") > text.rfind("”") and not text.startswith("“"):
            text += "”"
        elif text.count('"') % 2 and not text.startswith('"') and not text.endswith('"'):
            text += '"'
        opening = _OPENS_QUOTED.match(text)
        if opening and _NAMED.search(text, opening.end()):
            rest = text[opening.end() :]
            return is_whole(text, min_words=_FEWEST_WORDS) and not leans(
                rest, self._languages.get(sentence["document"])
            )
        return self._stands(text, sentence)

    def _stands(self, text: str, sentence: Mapping[str, Any]) -> bool:
        shouted = sum(word.isupper() and len(word) > _SHORT for word in text.split())
        if _CLOSED.search(text) and not _OPENED.search(text):
            return False
        if shouted > _MOST_SHOUTED or _SPOKEN.match(text) or not is_whole(text, min_words=_FEWEST_WORDS):
            return False
        return not leans(text, self._languages.get(sentence["document"]))


def _firm(claim: ClaimRecord) -> list[ClaimSentenceRecord]:
    """The sentences that very probably state a claim: of one among outlets that were asked for there may be none."""
    return [sentence for sentence in claim["sentences"] if sentence["firm"]]


def own_figures(claim: ClaimRecord, sentence: SentenceRecord) -> list[OwnFigureRecord]:
    """Return the figures of a sentence that no sentence of another outlet in its claim gives; none for a claim of one outlet.

    Years, days and hours are none. A figure is given where the other is the same, within half a percent, or an interval that leaves room for it, as "below $6,000" does not for $6,116.

    Parameters
    ----------
    claim : mapping
    sentence : mapping
        One of its sentences.
    """
    if len(claim["outlets"]) < 2:
        return []
    text = sentence["text"]
    when = [match.span() for match in _WHEN.finditer(text)]
    found = [
        (match, value)
        for match in _FIGURE.finditer(text)
        if not any(start <= match.start() < stop for start, stop in when) and (value := _value(text, match)) is not None
    ]
    if not found:
        return []
    others = [other["text"] for other in claim["sentences"] if other["outlet"] != sentence["outlet"]]
    given = [interval for other in others for interval in intervals_in(other)]
    return [
        {"start": sentence["start"] + match.start(), "stop": sentence["start"] + match.end(), "text": match[0]}
        for match, value in found
        if not any(low <= value <= high or abs(other - value) <= _ROUNDING * value for other, low, high in given)
    ]


def _value(text: str, match: re.Match[str]) -> float | None:
    """The value of a figure, with the "million" behind it."""
    written = "a dozen" if match[0].casefold() == "dozen" else text[match.start() : match.end() + _MULTIPLE]
    values = intervals_in(written)
    return values[0][0] if values else None


def stated(claim: ClaimRecord, sentence: ClaimSentenceRecord) -> StatedRecord:
    """A claim by a sentence of it."""
    return {
        "own_figures": own_figures(claim, sentence),
        "alone": True,
        "claim": claim["id"],
        "sentence": sentence,
        "outlets": claim["outlets"],
        "independent": claim["independent"],
        "surely": claim["surely"],
    }
