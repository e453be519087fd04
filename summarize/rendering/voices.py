"""The view of voices: what each outlet quotes, whom, and what is printed at different lengths."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from ..lexical import tokens
from .blocks import Gap, Heading, Item, Paragraph, Table, place
from .phrases import counted, part_shown, percent, shown, whose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .blocks import Block, Words

#: What is shown among other views.
SHOWN_SPEAKERS: Final = 5
SHOWN_QUOTATIONS: Final = 2

#: Words by which two printings of one quotation differ that are no cut: "wants to go", "wants go".
_WRITTEN_OTHERWISE: Final = 2

#: Words of the longest row of sentences that one outlet alone prints and that is shown whole, and what stands for the rest of a longer one.
_LONGEST_ROW: Final = 60
_PASSED_OVER: Final = "[…]"

#: What stands over the words that are given to different people, and what is not known of them.
SAME_WORDS: Final = "The same words, given to different people"
SPOKE_ALIKE: Final = "Two who spoke alike stand here too."

VOICE_COLUMNS: Final = tuple(
    """
    outlet speaker kind document start stop n_words verb evidence cue_start cue_stop speaker_start speaker_stop
    independent quotation fragment text sentence_start sentence_stop named outlet_words outlet_quoted_words outlet_independent_words
    outlet_effective_voices
    """.split()
)

#: Of one row an outlet.
VOICE_OUTLET_COLUMNS: Final = tuple(
    """
    outlet n_words quoted_words share n_quotes n_once words_once n_speakers effective_voices unattributed
    """.split()
)


def is_cut(quotation: Mapping[str, Any]) -> bool:
    """Whether outlets leave out sentences of a quotation, or print one in words of which more than one or two stand in one of them alone, which may only be written otherwise."""
    lengths = [
        [sentence["outlets"].get(name, 0) for name in quotation["outlets"]] for sentence in quotation["sentences"]
    ]
    cut = any(max(own) - min(own) > _WRITTEN_OTHERWISE for own in lengths)
    return not quotation["identical"] and (cut or any(map(_is_reworded, quotation["sentences"])))


def _is_reworded(sentence: Mapping[str, Any]) -> bool:
    """Whether a printing of a sentence has more than a word or two that the one shown lacks, or lacks them of it: "freedom of choice", "self-determination"."""
    held = Counter(_words_of(sentence["text"]))
    others = (Counter(_words_of(text)) for text in sentence["texts"].values())
    return any(max((held - own).total(), (own - held).total()) > _WRITTEN_OTHERWISE for own in others)


def _words_of(text: str) -> list[str]:
    """Words of a text, with apostrophes of one kind."""
    return tokens(text.replace("’", "'"))


def _heard(record: Mapping[str, Any]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Named speakers and their rows: first those whom most outlets quote, then those with most words."""
    voices: list[tuple[str, list[Mapping[str, Any]]]] = []
    heard: dict[tuple[str, int | None], list[Mapping[str, Any]]] = {}
    for row in record["voices"]:
        if row["speaker"] is None or not row["quotes"]:
            continue
        # "The president" of one outlet need not be that of another, unless both print what he says.
        shared = sorted({quote["quotation"] for quote in row["quotes"] if quote["quotation"] is not None})
        keys = [(row["speaker"], quotation) for quotation in ((None,) if row["named"] else shared)]
        rows = next((heard[key] for key in keys if key in heard), None)
        if rows is None:
            rows = []
            voices.append((row["speaker"], rows))
        rows.append(row)
        for key in keys:
            heard.setdefault(key, rows)
    ranked = sorted(voices, key=lambda voice: (-len(voice[1]), -_words(voice[1]), voice[0], voice[1][0]["outlet"]))
    return [(name, sorted(rows, key=lambda r: (-r["n_words"], r["outlet"]))) for name, rows in ranked]


def _words(rows: Sequence[Mapping[str, Any]]) -> int:
    return sum(row["n_words"] for row in rows)


def totals(rows: Sequence[Mapping[str, Any]]) -> str:
    """Words and quotations of some rows of voices: those that copies print again counted once, and behind them all, where there are more."""
    quotes, independent = (sum(row[name] for row in rows) for name in ("n_quotes", "independent"))
    every = counted(_words(rows), "word")
    if independent in (0, quotes):
        return f"{every} in {counted(quotes, 'quotation')}{without_copies(quotes, independent)}"
    once = sum(quote["n_words"] for row in rows for quote in row["quotes"] if quote["independent"])
    return (
        f"{counted(once, 'word')} in {counted(independent, 'quotation')} without copies, {every} in {quotes} with them"
    )


def without_copies(n: int, independent: int) -> str:
    """What stands behind a number that counts copies too.

    Examples
    --------
    >>> f"90{without_copies(90, 15)}", f"15{without_copies(15, 15)}"
    ('90, 15 without copies', '15')
    """
    return "" if n == independent else f", {independent} without copies"


def without_repeats(row: Mapping[str, Any]) -> str:
    """What stands behind the number of an outlet's quotations, where several of its articles have the same; a copy in another outlet is none.

    Examples
    --------
    >>> without_repeats({"n_quotes": 3, "independent": 2}), without_repeats({"n_quotes": 3, "independent": 3})
    (', 2 without repeats', '')
    """
    return "" if row["n_quotes"] == row["independent"] else f", {row['independent']} without repeats"


def _in_outlet(row: Mapping[str, Any]) -> str:
    # Marks do the work of verbs: a colon, a dash.
    verbs = ", ".join(f"{verb} {n}" if n > 1 else verb for verb, n in row["cues"].items() if verb[0].isalpha())
    first = row["first"]
    place = f"first in sentence {first['sentence']} of {first['of']}"
    return f"{counted(row['n_words'], 'word')}, {percent(row['share'])} of its quoted words; {place}" + (
        f"; cues: {verbs}" if verbs else ""
    )


def _printed(outlets: Mapping[str, int]) -> str:
    """Who prints how much."""
    by_length = sorted(outlets.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{outlet} {counted(n, 'word') if k == 0 else n}" for k, (outlet, n) in enumerate(by_length))


def joined(sentences: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the sentences of a shared quotation, those in a row that one outlet alone prints as one; of a long row only what stands beside the others."""
    rows = [
        list(row) for _, row in groupby(sentences, lambda s: tuple(s["outlets"]) if len(s["outlets"]) == 1 else id(s))
    ]
    return [_row(row, k > 0, k + 1 < len(rows)) if len(row) > 1 else row[0] for k, row in enumerate(rows)]


def _row(row: Sequence[Mapping[str, Any]], behind: bool, before: bool) -> Mapping[str, Any]:
    """Join sentences that one outlet alone prints, `behind` and `before` others: of a long row what stands beside these, or its first sentence."""
    (outlet,) = row[0]["outlets"]
    n_words = sum(sentence["outlets"][outlet] for sentence in row)
    texts = [opened_once(sentence["text"]) if k else sentence["text"] for k, sentence in enumerate(row)]
    shown_from = row[0]
    if n_words > _LONGEST_ROW and (behind or not before):
        texts = [texts[0], _PASSED_OVER, *(texts[-1:] if before else ())]
    elif n_words > _LONGEST_ROW:
        texts, shown_from = [_PASSED_OVER, texts[-1]], row[-1]
    text = " ".join(texts)
    return {**shown_from, "text": text, "outlets": {outlet: n_words}, "texts": {outlet: text}}


def in_other_words(sentence: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what outlets print of a sentence that does not stand in it so, each wording with its outlets."""
    bare = f" {' '.join(_words_of(sentence['text']))} "
    others: dict[str, list[str]] = {}
    for outlet, text in sentence["texts"].items():
        if f" {' '.join(_words_of(text))} " not in bare:
            others.setdefault(text, []).append(outlet)
    return others


def opened_once(text: str) -> str:
    """Return words of a quotation without the mark with which a new paragraph of it opens again.

    Examples
    --------
    >>> opened_once("“We came."), opened_once("“We” came.")
    ('We came.', '“We” came.')
    """
    again = (text[:1] == "“" and text.count("“") > text.count("”")) or (text[:1] == '"' and text.count('"') % 2)
    return shown(text[1:] if again else text)


def _sentences(quotation: Mapping[str, Any]) -> Iterator[Paragraph]:
    """Each sentence of a quotation, who prints how much of it in one place, and who prints it in other words."""
    for sentence in joined(quotation["sentences"]):
        yield Paragraph(f"“{opened_once(sentence['text'])}”", "", 2)
        yield Paragraph(_printed(sentence["outlets"]), "dim", 4)
        for text, outlets in in_other_words(sentence).items():
            yield Paragraph(f"in other words, {', '.join(outlets)}: “{opened_once(text)}”", "dim", 4)


def _outlet_cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    if not row["n_quotes"]:
        return ("0", "", "", "", "")
    share = percent(row["quoted_words"] / row["n_words"])
    effective = "" if row["effective_voices"] is None else f"{row['effective_voices']:.1f}"
    return (
        f"{row['quoted_words']} ({share})",
        f"{row['n_quotes']}{without_repeats(row)}",
        str(row["n_speakers"]),
        effective,
        percent(row["unattributed"]),
    )


def _quotes(row: Mapping[str, Any]) -> list[Words]:
    """Quotations of a speaker in an outlet, each with its place."""
    return [
        ((f"“{quote['text']}”", ""), *place({"document": quote["document"], **quote["content"]}))
        for quote in row["quotes"]
    ]


def voices_legend(record: Mapping[str, Any]) -> str:
    """Say what the numbers of the outlets are of."""
    fragments = sum(len(row["fragments"]) for row in record["voices"])
    left_out = f" {counted(fragments, 'shorter one')} left out of the numbers." if fragments else ""
    return (
        "Quotations of four words and more. Voices: as many speakers with equal room would be as mixed. No name: share of the quoted "
        f"words that are given to no one by name, but to “the judge”, to a pronoun left unresolved or to nobody.{left_out}"
    )


def voice_outlets_blocks(record: Mapping[str, Any], _whole: bool) -> Iterator[Block]:
    """Tell how much each outlet quotes, who quotes most first."""
    outlets = sorted(record["voice_outlets"], key=lambda r: (-r["quoted_words"], r["outlet"]))
    yield Heading("Voices")
    yield Table(
        (whose(record), "quoted words", "quotations", "named speakers", "voices", "no name"),
        [(row["outlet"], *_outlet_cells(row)) for row in outlets],
    )
    yield Gap()
    yield Paragraph(voices_legend(record), "dim")


def voices_blocks(record: Mapping[str, Any], whole: bool) -> Iterator[Block]:
    """Tell how much each outlet quotes, who speaks where, and what was cut; among other views the last two."""
    if whole:
        yield from voice_outlets_blocks(record, whole)
    heard = _heard(record)
    speaking = heard[: None if whole else SHOWN_SPEAKERS]
    if heard:
        yield Heading(f"Who speaks where{part_shown(len(speaking), len(heard), 'voices')}")
    for name, rows in speaking:
        where = ", ".join(f"{row['outlet']} {counted(row['n_words'], 'word')}" for row in rows)
        each = [Paragraph(f"{row['outlet']}: {_in_outlet(row)}", "dim", 2, under=_quotes(row)) for row in rows]
        yield Item(f"{name}: {totals(rows)}", each if whole else [Paragraph(where, "dim", 2)])
    nobody = [row for row in record["voices"] if row["speaker"] is None and row["quotes"]]
    if nobody:
        each = [Paragraph(row["outlet"], under=_quotes(row)) for row in nobody]
        yield Item(f"nobody by name: {totals(nobody)}", each, style="markdown")
    printed = [q for q in record["shared_quotations"] if len(q["outlets"]) > 1]
    cut = [q for q in printed if is_cut(q)]
    quotations = cut[: None if whole else SHOWN_QUOTATIONS]
    if cut:
        yield Heading(
            f"One quotation, printed at different lengths or in other words{part_shown(len(quotations), len(cut), 'voices')}"
        )
    for quotation in quotations:
        texts = counted(quotation["independent"], "independent text")
        yield Item(f"{quotation['speaker'] or 'Unnamed'} ({texts})", list(_sentences(quotation)))
    if record["disputed_quotations"] and whole:
        yield Heading(SAME_WORDS)
        yield Paragraph(SPOKE_ALIKE, "dim")
    for disputed in record["disputed_quotations"] if whole else ():
        named: dict[str, list[str]] = {}
        for item in disputed["given"]:
            outlets = named.setdefault(item["speaker"], [])
            outlets += [item["outlet"]] if item["outlet"] not in outlets else []
        given = [Paragraph(f"{speaker}: {', '.join(outlets)}", "dim", 2) for speaker, outlets in named.items()]
        yield Item(f"“{shown(disputed['text'])}”", given)
    n_alike = sum(q["identical"] for q in printed)
    if n_alike and whole:
        yield Gap()
        yield Paragraph(f"{counted(n_alike, 'quotation')} printed word for word alike by several outlets.", "dim")


def voices_size(record: Mapping[str, Any]) -> str:
    """Say how many quotations there are, and of how many who are named."""
    rows = record["voices"]
    named = {row["speaker"] for row in rows if row["named"] and row["n_quotes"]}
    quotes, independent = (sum(row[name] for row in rows) for name in ("n_quotes", "independent"))
    said = f"{counted(quotes, 'quotation')}{without_copies(quotes, independent)}"
    return f"{said}, {counted(len(named), 'named speaker')}"


def voice_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one row a quotation, for a table; see `VOICE_COLUMNS`."""
    rows = []
    outlets = {row["outlet"]: row for row in record["voice_outlets"]}
    for voice in record["voices"]:
        own = outlets[voice["outlet"]]
        for fragment, quotes in ((False, voice["quotes"]), (True, voice["fragments"])):
            for quote in quotes:
                cue, mention = quote["cue"] or {}, quote["speaker"] or {}
                rows.append(
                    {
                        **quote,
                        **quote["content"],
                        "outlet": voice["outlet"],
                        "speaker": voice["speaker"],
                        "kind": voice["kind"],
                        "cue_start": cue.get("start"),
                        "cue_stop": cue.get("stop"),
                        "speaker_start": mention.get("start"),
                        "speaker_stop": mention.get("stop"),
                        "fragment": fragment,
                        "sentence_start": quote["sentence"] and quote["sentence"]["start"],
                        "sentence_stop": quote["sentence"] and quote["sentence"]["stop"],
                        "named": voice["named"],
                        "outlet_words": own["n_words"],
                        "outlet_quoted_words": own["quoted_words"],
                        "outlet_independent_words": own["independent_words"],
                        "outlet_effective_voices": own["effective_voices"],
                    }
                )
    return rows


def voice_outlet_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one row an outlet, those that quote nobody too; see `VOICE_OUTLET_COLUMNS`."""
    return [
        {
            **row,
            "share": row["quoted_words"] / row["n_words"] if row["n_words"] else None,
            "n_once": row["independent"],
            "words_once": row["independent_words"],
        }
        for row in record["voice_outlets"]
    ]
