"""Who speaks where, for how long, and which quotation is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..phrases import percent, shown
from ..voices import in_other_words, is_cut, joined, opened_once, totals, without_repeats
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
            "without_repeats": without_repeats(row),
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
            "totals": totals(rows),
            "n_outlets": len({row["outlet"] for row in rows}),
            "wordings": _wordings(story, rows),
        }
        for (name, outlet), rows in ranked
    ]


def cut_quotations(story: Story) -> list[dict[str, Any]]:
    """Return the quotations that outlets print at different lengths, each with its sentences and where each outlet prints how much of one."""
    found = []
    for item in story.compare["shared_quotations"]:
        if len(item["outlets"]) < 2 or not is_cut(item):
            continue
        sentences = joined({**s, "places": _places(story, item, s)} for s in item["sentences"])
        found.append(
            {
                "speaker": brief_name(item["speaker"] or "Unnamed"),
                "independent": item["independent"],
                "sentences": [_sentence(story, item, sentence) for sentence in sentences],
            }
        )
    return found


def given_to_several(story: Story) -> list[dict[str, Any]]:
    """Return the words that are given to different people, and where each outlet gives them to whom."""
    found = []
    for disputed in story.compare["disputed_quotations"]:
        named: dict[str, dict[str, Cited]] = {}
        for item in disputed["given"]:
            named.setdefault(brief_name(item["speaker"]), {}).setdefault(item["outlet"], _quote(story, item))
        given = [(speaker, list(by_outlet.values())) for speaker, by_outlet in named.items()]
        language = story.article[disputed["given"][0]["document"]].language
        found.append({"text": shown(visible(disputed["text"])), "language": language, "given": given})
    return found


def _places(story: Story, item: Mapping[str, Any], sentence: Mapping[str, Any]) -> dict[str, Cited]:
    """Where each outlet that prints a sentence of a quotation has it: its own place if that is found, else that of its first stretch of the quotation."""
    places: dict[str, Cited] = {}
    for outlet, text in sentence["texts"].items():
        begins = text.split(" […] ")[0]
        own = [quote for quote in item["quotes"] if quote["outlet"] == outlet]
        for quote in own:
            content = quote["content"]
            start = story.article[quote["document"]].text.find(begins, content["start"], content["stop"])
            if start >= 0:
                place = {"document": quote["document"], "start": start, "stop": start + len(begins), "text": begins}
                places[outlet] = story.cited(place)
                break
        else:
            places[outlet] = _quote(story, own[0])
    return places


def _sentence(story: Story, item: Mapping[str, Any], sentence: Mapping[str, Any]) -> dict[str, Any]:
    """One sentence of a quotation: who prints how many words of it, and who in other ones."""
    outlets = {name: sentence["outlets"].get(name, 0) for name in item["outlets"]}
    most, places = max(outlets.values()), sentence["places"]
    return {
        "text": opened_once(visible(sentence["text"])),
        "language": next(iter(places.values())).article.language,
        "printed": [
            {"outlet": story.outlet[name], "words": n, "of": n / most, "place": places.get(name)}
            for name, n in sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
        "otherwise": [
            (opened_once(visible(text)), places[names[0]].article.language, [story.outlet[name] for name in names])
            for text, names in in_other_words(sentence).items()
        ],
    }
