"""The page itself: one file, with its own style and script, under a policy that lets nothing else run or load."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from ...records.silent import ENOUGH
from ..briefs import words
from ..coverage import counted_once, none_emphasised
from ..figures import NONE_DIFFER
from ..phrases import counted, date, percent, perhaps_named, place_in_file, shown
from ..prominence import CONTRASTS, PLACES
from ..reuse import CREDITS, ORIGINALITY_LEGEND
from ..strays import stray_lines
from ..timeline import unordered
from ..voices import SAME_WORDS, SPOKE_ALIKE, voices_legend
from .attention import MOST_OMITTED, breadth, earliest, emphasised, omitted, prominence
from .claims import claim_groups, disputed, support_line, wordings
from .differences import aligned, alike, differing
from .embedded import embedded
from .glance import glance, left_out
from .grouped import groups
from .likeness import likenesses
from .matrix import matrix
from .reading import paragraphs
from .reuse import copy_groups, credited, derived, originality
from .story import Story, brief_name, visible
from .themes import theme_map
from .timeline import lanes
from .voices import cut_quotations, given_to_several, outlets_quoting, speakers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

#: One script, in the order in which its parts need one another.
_SCRIPTS: Final = tuple(
    """
    record.js state.js filters.js tables.js margin.js folds.js panel.js pair.js page.js
    """.split()
)

_LIVE: Final = "live.js"

#: Claims of one outlet alone that stand unfolded: all of them or none, so that they bury nothing.
_MOST_OPEN: Final = 12


def _static(name: str) -> str:
    return (files(__package__) / "static" / name).read_text(encoding="utf-8")


def _source(content: str) -> str:
    """A source of the policy: this content, to the byte."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # The templates are read for one page; making them run faster takes longer than they run.
        optimized=False,
    )
    environment.filters.update(
        name=brief_name,
        visible=visible,
        line=lambda text: shown(visible(text)),
        statement=lambda text: _statement(shown(visible(text))),
        percent=percent,
        thousands=lambda n: f"{n:,}",
    )
    environment.globals.update(counted=counted, date=date)
    return environment


def _statement(text: str) -> str:
    """A reason as a sentence of its own."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")


def to_html(record: Mapping[str, Any], *, live: bool = False, n_stories: int = 1) -> str:
    """Write the record of a report as one self-contained page.

    Parameters
    ----------
    record : mapping
        What ``report(...).to_dict()`` returns.
    live : bool
        The page asks the server it came from whether there is a newer one; a page that is opened from disk asks nobody.
    n_stories : int
        How many stories the articles look like; the page says so where it is more than the one that they are taken as.

    Returns
    -------
    str
        HTML that needs nothing outside itself.

    Notes
    -----
    The policy names the hashes of the style and of the script, so nothing that an article holds can run, load or send, even
    where it were not escaped.
    """
    style = _static("report.css")
    script = (
        # The record is unpacked while the page is shown.
        "(async () => {\n'use strict';\n"
        + "".join(_static(name) for name in (*_SCRIPTS, *((_LIVE,) if live else ())))
        + "})();\n"
    )
    connect = "'self'" if live else "'none'"
    policy = (
        f"default-src 'none'; script-src {_source(script)}; style-src {_source(style)}; connect-src {connect};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    story = Story(record)
    text: str = (
        _environment()
        .get_template("page.html.j2")
        .render(
            policy=policy,
            style=style,
            script=script,
            data=embedded(record),
            story=story,
            n_stories=n_stories,
            **_views(story),
        )
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _views(story: Story) -> dict[str, Any]:
    record = story.record
    sentences = [
        {
            "cited": story.cited(s, words=shown(visible(words(s)))),
            "support": support_line(s["support"]),
            "wordings": wordings(story, s["support"]["sentences"]),
            "outlets": [story.outlet[name] for name in s["support"]["outlets"]],
            "perhaps": [story.outlet[name] for name in perhaps_named(s["support"])],
        }
        for s in record["brief"]["sentences"]
    ]
    claims = claim_groups(story)
    groups_of_claims = {group["kind"]: group for group in claims}
    return {
        "title": story.title,
        "dates": _dates(story),
        "words_read": sum(outlet.words for outlet in story.outlets),
        "short": [a for a in story.articles if a.n_sentences < 5],
        "strays": stray_lines(record),
        "dropped": _dropped(record),
        "brief": sentences,
        "rows": matrix(story),
        "once": counted_once("outlet"),
        "left_out": left_out(story),
        "glance": glance(story),
        "enough": ENOUGH,
        "most_omitted": MOST_OMITTED,
        "groups": groups_of_claims,
        "most_open": _MOST_OPEN,
        "grouped": groups(story),
        "disputed": disputed(story),
        "longest": sorted(story.outlets, key=lambda outlet: (-outlet.words, outlet.number))[:2],
        "quoting": outlets_quoting(story),
        "voices_legend": voices_legend(story.compare),
        "speakers": speakers(story),
        "cut": cut_quotations(story),
        "same_words": SAME_WORDS,
        "spoke_alike": SPOKE_ALIKE,
        "given": given_to_several(story),
        "lanes": lanes(story),
        "aligned": aligned(story),
        "differing": differing(story),
        "none_differ": NONE_DIFFER,
        "alike": alike(story),
        "emphasised": emphasised(story),
        "none_emphasised": none_emphasised("outlet"),
        "prominence": prominence(story),
        "places": PLACES,
        "contrasts": CONTRASTS,
        "omitted": omitted(story),
        "earliest": earliest(story),
        "unordered": unordered(story.compare),
        "likenesses": likenesses(story),
        "breadth": breadth(story),
        "theme_map": theme_map(story),
        "copies": copy_groups(story),
        "derived": derived(story),
        "credits": CREDITS,
        "credited": credited(story),
        "originality": originality(story),
        "originality_legend": ORIGINALITY_LEGEND,
        "paragraphs": lambda article: paragraphs(story, article),
        "settings": json.dumps(record["settings"], indent=2, ensure_ascii=False),
    }


def _dates(story: Story) -> str:
    days = sorted(article.day for article in story.articles if article.day)
    if not days:
        return "no dates"
    return date(days[0]) if days[0] == days[-1] else f"{date(days[0])} to {date(days[-1])}"


def _dropped(record: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "what": brief_name(item.get("path") or item.get("id") or "an input") + place_in_file(item),
            "reason": brief_name(item["reason"]),
            "detail": shown(visible(item["detail"])),
        }
        for item in record["corpus"]["dropped"]
    ]
