"""Who speaks where, for how long, and which quotation is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..phrases import counted, percent, shown
from ..voices import is_cut
from .story import brief_name, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .story import Cited, Story


def outlets_quoting(story: Story) -> list[dict[str, Any]]:
    """Return one row an outlet: how much it quotes, those first that give most of their words to others."""
    rows = sorted(
        story.compare["voice_outlets"],
        key=lambda row: (-row["quoted_words"] / max(row["n_words"], 1), row["outlet"]),
    )
    most = max((row["quoted_words"] / row["n_words"] for row in rows if row["n_words"]), default=0.0) or 1.0
    return [
        {
            "outlet": story.outlet[row["outlet"]],
            "share": row["quoted_words"] / row["n_words"] if row["n_words"] else 0.0,
            "of_most": row["quoted_words"] / row["n_words"] / most if row["n_words"] else 0.0,
            "percent": percent(row["quoted_words"] / row["n_words"] if row["n_words"] else 0.0),
            "quoted_words": row["quoted_words"],
            "n_quotes": row["n_quotes"],
            "n_speakers": row["n_speakers"],
            "effective": None if row["effective_voices"] is None else f"{row['effective_voices']:.1f}",
            "unattributed": None if row["unattributed"] is None else percent(row["unattributed"]),
        }
        for row in rows
    ]


def _quote(story: Story, quote: Mapping[str, Any]) -> Cited:
    place = {"document": quote["document"], **quote["content"], "text": quote["text"]}
    return story.cited(place, words=shown(visible(quote["text"])))


def _wordings(story: Story, rows: list[Mapping[str, Any]]) -> list[tuple[str, list[tuple[Cited, str]]]]:
    """Quotations of a speaker; what several outlets print alike stands once, with the words by which each gives it to him."""
    found: dict[str, list[tuple[Cited, str]]] = {}
    for row in sorted(rows, key=lambda row: (-row["n_words"], row["outlet"])):
        for quote in row["quotes"]:
            cited = _quote(story, quote)
            cue = quote["cue"]
            text = cited.article.text
            found.setdefault(cited.text, []).append(
                (cited, brief_name(text[cue["start"] : cue["stop"]] if cue else ""))
            )
    return list(found.items())


def speakers(story: Story) -> list[dict[str, Any]]:
    """Return the speakers, those whom most outlets quote first, each with its quotations by outlet."""
    by_speaker: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in story.compare["voices"]:
        if row["quotes"]:
            # "The president" of one outlet need not be that of another.
            by_speaker.setdefault((row["speaker"] or "", "" if row["named"] else row["outlet"]), []).append(row)
    ranked = sorted(
        by_speaker.items(),
        key=lambda item: (not item[0][0], -len(item[1]), -sum(r["n_words"] for r in item[1]), item[0]),
    )
    return [
        {
            "name": brief_name(name) or f"Nobody by name in {brief_name(outlet)}",
            "words": sum(row["n_words"] for row in rows),
            "totals": f"{counted(sum(r['n_words'] for r in rows), 'word')} in {counted(sum(r['n_quotes'] for r in rows), 'quotation')}",
            "n_outlets": len({row["outlet"] for row in rows}),
            "wordings": _wordings(story, rows),
        }
        for (name, outlet), rows in ranked
    ]


def cut_quotations(story: Story) -> list[dict[str, Any]]:
    """Return the sentences of quotations that outlets print at different lengths, or some of them leave out."""
    found = []
    for item in story.compare["shared_quotations"]:
        first: dict[str, Any] = {}
        for quote in item["quotes"]:
            first.setdefault(quote["outlet"], _quote(story, quote))
        for sentence in item["sentences"]:
            outlets = {name: sentence["outlets"].get(name, 0) for name in item["outlets"]}
            if not is_cut({**item, "sentences": [sentence]}):
                continue
            most = max(outlets.values())
            found.append(
                {
                    "speaker": brief_name(item["speaker"] or "Unnamed"),
                    "text": shown(visible(sentence["text"])),
                    "independent": item["independent"],
                    "printed": [
                        {"outlet": story.outlet[name], "words": n, "of": n / most, "place": first[name]}
                        for name, n in sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0]))
                    ],
                }
            )
    return found
