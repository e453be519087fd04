"""The wording that text and Markdown share: dates, counts, outcomes, stability. Percent exists only from here on."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from unicodedata import category

from ..corpus import names_no_outlet
from ..counts import counted as counted
from ..datelines import dateline_stop

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: What a kind of claim means, for headings (`kind_shown`).
CLAIM_KINDS: Final = {
    "consensus": "Agreed: said by several outlets in independent texts, and said, or perhaps said, by two thirds of all and more",
    "shared": "Shared: said by several outlets, in independent texts",
    "perhaps": "Perhaps agreed: one text says it, and perhaps so do independent texts of other outlets",
    "copied": "Printed by several outlets, as one text: no other text surely says it",
    "exclusive": "Only here: one text says it, and nothing near it stands elsewhere",
    "uncertain": "Uncertain: one text says it, and another may, in other words, or it says too little to tell",
}

#: What the claims of a corpus of one outlet are called.
SOLE_CLAIMS: Final = "Claims: there is no other outlet to hold them against; the most central first"


#: What stands where words are left out.
_CUT: Final = " […]"

#: Share of what is shown that is left where words that promise more are left out at its end, and marks that do.
_LEFT: Final = 0.4
_OPENING: Final = " ,:;–—-([“‘"

#: English words that promise more: small ones, and verbs of saying.
PROMISING: Final = frozenset(
    "a an the this that these those his her its their our your my no and or nor but as if than because while when where who whom whose which what how whether "
    "about across after against along among around at before behind between by despite during for from in into like near of on onto over per "
    "since through to toward towards under until upon via with within without "
    "am are is was were be been being has have had having do does did can could may might must shall should will would not also even just only still so such very "
    "he she they we "
    "added admitted announced argued asked called claimed declared denied explained insisted noted say saying says said stated tell telling told warned wrote".split()
)

#: An id of hexadecimal figures, too long to be a number or a word.
_DIGEST: Final = re.compile(r"(?=.*[0-9])(?=.*[a-f])[0-9a-f]{25,}", re.IGNORECASE)

#: Characters of a sentence in a list.
_LONGEST_SHOWN: Final = 600


def one_line(text: str) -> str:
    """Return a text for display: white space collapsed, control and direction characters left out."""
    if text.isprintable():
        return " ".join(text.split())
    # Joiners are no control characters: Persian, Telugu and emoji are misspelt without them.
    kept = "".join(c if c.isprintable() or c.isspace() or c in "\u200c\u200d" else "" for c in text)
    hidden = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
    return " ".join("".join(c for c in kept if c not in hidden).split())


def shown(text: str) -> str:
    """Return a sentence for a list, without a dateline; a "sentence" longer than any (a page without full stops) is cut, and says so.

    Examples
    --------
    >>> shown("RIYADH (Meridian Wire) — Talks began."), len(shown("x" * 1000))
    ('Talks began.', 604)
    """
    return cut(one_line(text[dateline_stop(text) :]), _LONGEST_SHOWN)


def cut(line: str, most: int) -> str:
    """Return a line of no more than so many characters, cut between words; what is cut says so."""
    head = line[:most]
    return line if len(line) <= most else f"{_between_words(head)}{_CUT}"


def clipped(text: str, most: int, at: int = 0) -> str:
    """Return a sentence without its dateline, or where it is longer than `most` characters the stretch that holds place `at`; what is cut says so.

    Examples
    --------
    >>> clipped("The talks began on Monday.", 40), clipped("The talks began on Monday.", 15)
    ('The talks began on Monday.', 'The talks […]')
    >>> clipped("The talks began on Monday in Riyadh.", 24, at=19)
    '[…] on Monday in Riyadh.'
    """
    begin = dateline_stop(text)
    line = one_line(text[begin:])
    if len(line) <= most:
        return line
    place = len(one_line(text[begin:at]))
    if place > most // 2:
        # A third of the room before the place, so that what it belongs to is seen.
        start = min(place - most // 3, len(line) - most + len(_CUT))
        start = _no_mark(line, max(start, line.find(" ", start, place) + 1), 1)
        line = f"{_CUT.strip()} {line[start:]}"
    if len(line) <= most:
        return line
    head = _between_words(line[: _no_mark(line, most - len(_CUT), -1)])
    return f"{_ended(head, min(place, most // 2))}{_CUT}"


def _no_mark(line: str, place: int, step: int) -> int:
    """Go on from a place to one at which no mark of the letter before it stands, such as a vowel of Thai."""
    while 0 < place < len(line) and category(line[place]).startswith("M"):
        place += step
    return place


def _between_words(head: str) -> str:
    """Leave out the part of a word at the end, where enough is left: a script without spaces is cut where it is.

    Examples
    --------
    >>> _between_words("The talks began on Mon"), _between_words("[…] 政府宣布新的措施以应对疫情")
    ('The talks began on', '[…] 政府宣布新的措施以应对疫情')
    """
    whole = head.rpartition(" ")[0]
    return whole if len(whole) >= _LEFT * len(head) else head


def _ended(head: str, least: int) -> str:
    """Leave out marks and words at the end that promise more, where enough is left of it: two fifths, and what stands at a place.

    Examples
    --------
    >>> _ended("The mayor of the old town called the harbour a", 0), _ended("The old town’s mayor said,", 0), _ended("Tariffs were imposed by the US", 0)
    ('The mayor of the old town called the harbour', 'The old town’s mayor', 'Tariffs were imposed by the US')
    """
    kept = head
    while kept := kept.rstrip(_OPENING + '"' * (kept.count('"') % 2)):
        word = kept.rpartition(" ")[2]
        bare = word.lstrip(_OPENING + '"')
        # "US" and "May" are names, and what opens a quotation has its capital from there.
        if (bare if bare == word else bare.lower()) not in PROMISING:
            break
        kept = kept.removesuffix(word)
    return kept if len(kept) >= max(least, _LEFT * len(head)) else head


def part_shown(n_shown: int, n: int, view: str) -> str:
    """Say that a view is shown in part, and how to see all of it; empty where all of it is shown.

    Examples
    --------
    >>> part_shown(8, 87, "claims"), part_shown(3, 3, "claims")
    (' (8 of 87 shown; all with --only claims)', '')
    """
    return f" ({n_shown} of {n} shown; all with --only {view})" if n_shown < n else ""


def date(published: str | None) -> str:
    """Say when a document was published, with hour and zone where they are known.

    Examples
    --------
    >>> date("2025-02-18T14:05:00+03:00"), date("2025-02-18"), date(None)
    ('18 Feb 2025 14:05 +03:00', '18 Feb 2025', 'no date')
    """
    if published is None:
        return "no date"
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    moment = datetime.fromisoformat(published)
    day = f"{moment.day} {months[moment.month - 1]} {moment.year}"
    if len(published) == 10:
        return day
    return f"{day} {moment:%H:%M}" + (f" {moment.isoformat()[-6:]}" if moment.tzinfo else "")


def percent(share: float) -> str:
    """Say a share in percent; a small one is not rounded to nothing.

    Examples
    --------
    >>> percent(0.234), percent(0.004), percent(0)
    ('23%', '<1%', '0%')
    """
    return "<1%" if 0 < share < 0.01 else f"{100 * share:.0f}%"


def firmness(theme: Mapping[str, Any]) -> str:
    """Say how firmly a theme stands when the articles are resampled; in a word only where other draws would give the same.

    Examples
    --------
    >>> firmness({"stability": 0.81, "stability_margin": 0.05}), firmness({"stability": 0.76, "stability_margin": 0.05})
    ('0.81 firm', '0.76 ± 0.05')
    >>> firmness({"stability": 0.2, "stability_margin": 0.0}), firmness({"stability": None, "stability_margin": None})
    ('0.20 loose', 'not measured')
    """
    stability, margin = theme["stability"], theme["stability_margin"] or 0.0
    if stability is None:
        return "not measured"
    word, *others = dict.fromkeys(_firm(stability + off) for off in (0.0, -margin, margin))
    return f"{stability:.2f} ± {margin:.2f}" if others else f"{stability:.2f} {word}"


def _firm(stability: float) -> str:
    return "firm" if stability >= 0.75 else "fair" if stability >= 0.5 else "loose"


def span(sentence: Mapping[str, Any]) -> str:
    """Say where a sentence stands: ``id[start:stop]``."""
    return f"{short_id(sentence['document'])}[{sentence['start']}:{sentence['stop']}]"


def whole_span(sentence: Mapping[str, Any]) -> str:
    """Say where a sentence stands for a program: `span`, with the id by which tables go together."""
    return f"{sentence['document']}[{sentence['start']}:{sentence['stop']}]"


def short_id(document: str) -> str:
    """Return the id of a document; a digest is cut where it tells no more."""
    name = one_line(document)
    return f"{name[:12]}…" if is_digest(name) else name


def is_digest(name: str) -> bool:
    """Return whether an id is a digest, which nobody reads and of which the beginning is no other's.

    Examples
    --------
    >>> is_digest("35d763403c74114d72f2b100e9af43"), is_digest("PresidentAnnouncesNewMeasures"), is_digest("talks-end")
    (True, False, False)
    """
    return _DIGEST.fullmatch(name) is not None


def support(value: Mapping[str, Any]) -> str:
    """Say who says it: who surely does, and how many outlets more perhaps.

    Examples
    --------
    >>> sure = {"outlets": ["A", "B"], "independent": 2}
    >>> support({**sure, "surely": sure})
    '2 outlets, 2 independent texts'
    >>> support({"outlets": ["A", "B", "C"], "independent": 3, "surely": sure})
    '2 outlets and perhaps 1 more, 2 independent texts'
    """
    sure = value["surely"]
    if not sure["outlets"]:
        return f"perhaps {counted(len(value['outlets']), 'outlet')}"
    outlets, more = counted(len(sure["outlets"]), "outlet"), more_perhaps(value)
    texts = f", {counted(sure['independent'], 'independent text')}"
    return f"{outlets}{more}{'' if more and len(sure['outlets']) == 1 else texts}"


def kind_shown(claim: Mapping[str, Any]) -> str:
    """Return under which of `CLAIM_KINDS` a claim is shown: what one text says that several outlets print is no outlet's alone, and what only one surely says is not agreed.

    Examples
    --------
    >>> [kind_shown({"kind": "exclusive", "outlets": outlets}) for outlets in (["A"], ["A", "B"])]
    ['exclusive', 'copied']
    >>> [kind_shown({"kind": "consensus", "surely": {"outlets": [], "independent": n}}) for n in (1, 2)]
    ['perhaps', 'consensus']
    """
    if claim["kind"] in ("consensus", "shared") and not surely_several(claim):
        return "perhaps"
    of_one_text = claim["kind"] in ("exclusive", "uncertain")
    return "copied" if of_one_text and len(claim["outlets"]) > 1 else str(claim["kind"])


def surely_several(claim: Mapping[str, Any]) -> bool:
    """Return whether several outlets surely state a claim in independent texts."""
    return bool(claim["kind"] in ("consensus", "shared") and claim["surely"]["independent"] > 1)


def perhaps_named(value: Mapping[str, Any]) -> list[str]:
    """Return the outlets that only perhaps say it."""
    sure = frozenset(value["surely"]["outlets"])
    return [outlet for outlet in value["outlets"] if outlet not in sure]


def more_perhaps(value: Mapping[str, Any]) -> str:
    """Say how many outlets say it perhaps besides those that surely do; empty where none does.

    Examples
    --------
    >>> [more_perhaps({"outlets": outlets, "surely": {"outlets": ["A"]}}) for outlets in (["A", "B", "C"], ["A"])]
    [' and perhaps 2 more', '']
    """
    n = len(perhaps_named(value))
    return f" and perhaps {n} more" if n else ""


def names_saying(value: Mapping[str, Any]) -> str:
    """Name the outlets that say it, and after them those that do perhaps.

    Examples
    --------
    >>> names_saying({"outlets": ["A", "B", "C"], "surely": {"outlets": ["A", "C"]}})
    'A, C, perhaps B'
    """
    unsure = perhaps_named(value)
    sure = [outlet for outlet in value["outlets"] if outlet not in unsure]
    said = ", ".join(map(one_line, sure))
    maybe = f"perhaps {', '.join(map(one_line, unsure))}" if unsure else ""
    return ", ".join(filter(None, (said, maybe)))


def firm_first(claim: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the sentences of a claim, those first that very probably state what the first does."""
    return sorted(claim["sentences"], key=lambda sentence: not sentence["firm"])


def perhaps(sentence: Mapping[str, Any]) -> str:
    """Mark a sentence of a claim that may not state what the first does."""
    return "" if sentence["firm"] else "perhaps: "


def told(sentence: Mapping[str, Any]) -> str:
    """Return a sentence of a claim for a list, marked where it may not state it."""
    return f"{perhaps(sentence)}{shown(sentence['text'])}"


def disputes(claims: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Pair the claims that dispute each other, each pair once, in the order of the claims.

    A claim that is not among those given (another outlet's, where few are shown) is left out.
    """
    # Either names the other.
    by_id = {claim["id"]: claim for claim in claims if claim["disputes"]}
    return [
        (claim, by_id[other])
        for claim in by_id.values()
        for other in claim["disputes"]
        if claim["id"] < other and other in by_id
    ]


def by_claim(record: Mapping[str, Any], view: str) -> list[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Return the claims that a view has rows of, each with these, in the order of the view; a claim of outlets not shown is left out."""
    claims = {claim["id"]: claim for claim in record["claims"]}
    rows: dict[int, list[Mapping[str, Any]]] = {}
    for row in record[view]:
        if row["claim"] in claims:
            rows.setdefault(row["claim"], []).append(row)
    return [(claims[k], mine) for k, mine in rows.items()]


def origin(fields: Sequence[str], place: str) -> str:
    """Where fields of a document came from.

    Examples
    --------
    >>> origin(["outlet", "title"], "json-ld"), origin(["outlet"], "nothing names it")
    ('outlet, title from json-ld', 'nothing names the outlet')
    """
    if place == "nothing names it":
        return f"nothing names the {', '.join(fields)}"
    return f"{', '.join(fields)} from {place}"


def interval(cell: Mapping[str, Any], to: str = "–") -> str:
    """Say the interval of a cell of the coverage: beside a share of several articles, not where there is none and its outcome says what that is worth.

    The record has none where it would reach from nothing to all, which is the least certain of all and is said.

    Examples
    --------
    >>> cell = {"low": 0.1, "high": 0.42, "n_articles": 3, "outcome": "covered"}
    >>> interval(cell), interval({**cell, "low": None}), interval({**cell, "low": None, "n_articles": 1}), interval({**cell, "outcome": "absent"})
    ('10%–42%', '0%–100%', '', '')
    """
    if cell["n_articles"] < 2 or cell["outcome"] in ("absent", "cannot_tell"):
        return ""
    low, high = (0.0, 1.0) if cell["low"] is None else (cell["low"], cell["high"])
    return f"{percent(low)}{to}{percent(high)}"


def outcome_mark(cell: Mapping[str, Any], *, of: bool = False) -> str:
    """Return the mark of a cell of the coverage matrix; `of`: with all sentences of the outlet."""
    if cell["outcome"] == "absent":
        return "·"
    if cell["outcome"] == "cannot_tell":
        return "?"
    value = f"{percent(cell['share'])} {cell['count']}" + (f" of {cell['of']}" if of else "")
    return f"({value})" if cell["outcome"] == "in_passing" else value


def whose(record: Mapping[str, Any]) -> str:
    """What the rows of a view are of: outlets, or the user's own groups of them."""
    return "group" if any("group" in document for document in record["corpus"]["documents"]) else "outlet"


def one_of(who: str) -> str:
    """One of `whose`, with its article.

    Examples
    --------
    >>> one_of("outlet"), one_of("group")
    ('an outlet', 'a group')
    """
    return f"{'an' if who[0] in 'aeiou' else 'a'} {who}"


def place_in_file(item: Mapping[str, Any]) -> str:
    """Say where in its file an input stands, behind the file's name; nothing where it is all of it."""
    place = item.get("place") or (f"line {item['line']}" if item.get("line") else "")
    return f", {one_line(place)}" if place else ""


def documents_line(record: Mapping[str, Any], where: str = "see summarize read") -> str:
    """Say what was read: documents, outlets, copies, dropped; ``where``: how to see what was dropped."""
    corpus = record["corpus"]
    n_outlets = len({d["outlet"] for d in corpus["documents"]})
    story = corpus.get("story")
    of = f" (story {story['id']} of {story['n_stories']})" if story else ""
    parts = [
        f"{counted(len(corpus['documents']), 'document')} from {counted(n_outlets, 'outlet')}{of}",
        counted(corpus["copies"], "copy", "copies") + " counted once" if corpus["copies"] else "no copies",
    ]
    nameless = sum(names_no_outlet(d["outlet"]) for d in corpus["documents"])
    if nameless > 1:
        each = len({d["outlet"] for d in corpus["documents"] if names_no_outlet(d["outlet"])}) == nameless
        parts.append(f"{nameless:,} name no outlet, and {'each stands for itself' if each else 'count as one'}")
    if corpus["dropped"]:
        parts.append(f"{'of the whole corpus ' if story else ''}{len(corpus['dropped'])} left out ({where})")
    return "; ".join(parts)
