"""How a result shows itself in a notebook: short, every text escaped, with nothing loaded from anywhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from .briefs import nothing, parts, words
from .phrases import counted, date, documents_line, one_line, shown, span, support
from .tables import html_table, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def to_notebook(record: Mapping[str, Any], only: str | None = None) -> str:
    """Return a fragment of HTML that says what a result holds.

    A brief is shown whole, each sentence with its source; themes with their terms and sizes; a comparison with the best supported
    claims and the size of each view; everything else, and one view, as the first rows of its table.

    Parameters
    ----------
    record : mapping
    only : str, optional
        The one view of a comparison.

    Returns
    -------
    str
        Without scripts, styles or addresses.
    """
    command = record["command"]
    if command == "brief":
        body = _brief(record)
    elif command == "themes":
        body = _themes(record)
    elif command == "report":
        body = _report(record)
    elif command == "compare" and only is None:
        body = _comparison(record)
    else:
        body = table_of(record, only)._repr_html_()
    return f"<div>{body}<p><small>{escape(documents_line(record))}</small></p></div>"


def _source(sentence: Mapping[str, Any]) -> str:
    return f"<small>{escape(one_line(sentence['outlet']))}, <code>{escape(span(sentence))}</code></small>"


def _brief(record: Mapping[str, Any]) -> str:
    published = {d["id"]: d["published"] for d in record["corpus"]["documents"]}
    pieces = []
    for heading, numbered in parts(record):
        items = "".join(
            f'<li value="{number}">{escape(words(s))} <small>{escape(date(published.get(s["document"])))} · '
            f"said by {escape(support(s['support']))}</small><br>{_source(s)}</li>"
            for number, s in numbered
        )
        pieces.append((f"<h4>{escape(one_line(heading))}</h4>" if heading else "") + f"<ol>{items}</ol>")
    return "".join(pieces) or f"<p>{escape(nothing(record))}</p>"


def _themes(record: Mapping[str, Any]) -> str:
    rows = [
        (
            str(theme["id"]),
            escape(one_line(theme["label"])),
            str(theme["n_sentences"]),
            str(len(theme["outlets"])),
            "" if theme["stability"] is None else f"{theme['stability']:.2f}",
            "".join(f"{escape(shown(s['text']))} {_source(s)}" for s in theme["representative"][:1]),
        )
        for theme in record["themes"]
    ]
    return html_table(("id", "theme", "sentences", "outlets", "stability", "a sentence of it"), rows)


def _comparison(record: Mapping[str, Any]) -> str:
    from ..records import VIEWS

    claims = [claim for claim in record["claims"] if len(claim["outlets"]) > 1]
    claims.sort(key=lambda claim: (-claim["surely"]["independent"], -len(claim["surely"]["outlets"]), claim["id"]))
    stated = [
        (escape(shown(claim["sentences"][0]["text"])), escape(support(claim)), _source(claim["sentences"][0]))
        for claim in claims[:5]
    ]
    best = html_table(("best supported", "said by", "here"), stated) if stated else ""
    rows = [
        (
            f"<code>{view}</code>",
            str(len(record[view])),
            escape(one_line(record["refused"].get(view, ""))) if not record[view] else "",
        )
        for view in VIEWS
    ]
    return f"{best}{html_table(('view', 'rows', 'why it is empty'), rows)}"


def _report(record: Mapping[str, Any]) -> str:
    from ..records import report_parts

    answers = report_parts(record)
    n_themes = counted(len(answers["themes"]["themes"]), "theme")
    return (
        f'{_brief(answers["brief"])}<p>{n_themes}; <code>report.save("report.html")</code> writes the whole page.</p>'
    )
