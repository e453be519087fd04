"""What the page says at a glance, and which themes an outlet has no sentence on, with sentences that can be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...records.glance import is_sole
from ...records.shown import glance_of
from ...records.silent import gaps
from ..figures import as_written, label, named_by, not_shown
from ..overview import NO_CONFLICT, agree, supported_name
from ..phrases import kind_shown, more_perhaps
from .story import brief_name, label_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .story import Story

#: Where the page has claims of these kinds.
_PLACES: Final = {"consensus": "agreed", "perhaps": "perhaps"}


def glance(story: Story) -> dict[str, Any]:
    """Return what stands first on the page; the terminal and Markdown say the same."""
    found = glance_of(story.compare)
    claims = found["supported"]["claims"]
    place = "copies" if found["supported"]["kind"] == "copies" else "shared"
    if claims and (kind := kind_shown(story.claims[claims[0]["claim"]])) in _PLACES:
        place = _PLACES[kind]
    return {
        "n_headlines": found["headlines"]["n"],
        "headlines": [
            (story.article[head["document"]], [story.outlet[outlet] for outlet in head["outlets"]])
            for head in found["headlines"]["headlines"]
        ],
        "supported": {
            "name": supported_name(found["supported"]),
            "place": place,
            "claims": [_stated(story, claim) for claim in claims],
        },
        "n_figures": found["figures"]["n"],
        "figures": [
            {
                **dict(zip(("what", "terms"), map(brief_name, named_by(figure)), strict=True)),
                "label": label(figure),
                "more": not_shown(story.compare, figure),
                "given": [
                    {"text": brief_name(as_written(value)), "cited": story.cited(value["sentence"])}
                    for value in figure["values"]
                ],
            }
            for figure in found["figures"]["figures"]
        ],
        "agreement": NO_CONFLICT if agree(story.compare, found) else "",
        "n_disputed": found["disputed"]["n"],
        "disputed": [[_stated(story, claim) for claim in pair] for pair in found["disputed"]["pairs"]],
        "gaps": [_gap(story, gap) for gap in found["left_out"]["gaps"]],
        "unstated": [
            {**_stated(story, row["fact"]), "silent": [(story.outlet[s["outlet"]], s["of"]) for s in row["silent"]]}
            for row in found["left_out"]["facts"]
        ],
        "n_alone": found["alone"]["n"],
        "most_alone": [(story.outlet[item["outlet"]], item["n"]) for item in found["alone"]["outlets"]],
        "sole": is_sole(story.compare),
        "alone": [_stated(story, claim) for claim in found["alone"]["claims"]],
    }


def _stated(story: Story, claim: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "lead": story.cited(claim["sentence"]),
        "place": story.place_of_claim(claim["sentence"]),
        "n_outlets": len(claim["surely"]["outlets"]),
        "perhaps": more_perhaps(claim),
        "independent": claim["surely"]["independent"],
        "own": ", ".join(brief_name(figure["text"]) for figure in claim["own_figures"]),
    }


def left_out(story: Story) -> list[dict[str, Any]]:
    """Return the themes that more than half of the outlets carry and the others leave without a sentence, the widest carried first."""
    return [_gap(story, gap) for gap in gaps(story.compare)]


def _gap(story: Story, gap: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **gap,
        "id": gap["theme"],
        "label": label_name(gap["label"]),
        "example": None if gap["example"] is None else story.cited(gap["example"]),
        "silent": [{**silent, "outlet": story.outlet[silent["outlet"]]} for silent in gap["silent"]],
    }
