from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from summarize.records import VIEWS
from summarize.records.lazy import Rows
from summarize.rendering import FORMATS, render
from summarize.rendering import json as json_rendering
from summarize.rendering.likeness import drawn_tree
from summarize.rendering.naming import document_names
from summarize.rendering.notebook import to_notebook
from summarize.rendering.phrases import clipped, cut, date, one_line, outcome_mark, short_id
from summarize.rendering.timeline import timeline_rows
from summarize.rendering.voices import in_other_words, is_cut

from .view_records import honesty_of, views_of

NASTY = [
    "An article [red]with markup[/red] and [1] a footnote, | a bar, *stars* and <b>tags</b>.",
    "Escapes \x1b[31mturn red\x1b[0m and bells\x07 ring while \u202eoverrides turn round.",
    "=SUM(A1:A9) begins like a formula in the view of some programs.",
    "会谈于星期二在利雅得举行，双方代表团均已到场并表示希望继续谈判，直到达成协议为止。",
    "انتهت المحادثات في الرياض يوم الثلاثاء دون التوصل إلى اتفاق نهائي بين الوفدين.",
    "A " + "verylongwordwithoutspaces" * 12 + " runs past every margin.",
]


def sentence(i: int, text: str, **more: Any) -> dict[str, Any]:
    return {
        "document": f"outlet-{i}/article",
        "outlet": f"The Outlet of Town {i}",
        "start": 0,
        "stop": len(text),
        "text": text,
        **more,
    }


def said_by(*outlets: str) -> dict[str, Any]:
    support = {"outlets": [*outlets], "independent": len(outlets)}
    return {**support, "surely": support}


def head(command: str, n_outlets: int, **settings: Any) -> dict[str, Any]:
    documents = [
        {
            "id": f"outlet-{i}/article",
            "outlet": f"The Outlet of Town {i}",
            "title": "A headline " + "that goes on and on " * (i % 4 * 3),
            "published": None if i % 3 == 0 else f"2025-02-18T1{i % 10}:05:00+03:00",
            "url": "",
            "n_sentences": 9,
            "language": "en",
        }
        for i in range(n_outlets)
    ]
    dropped = [{"reason": "empty", "detail": "its text is empty", "path": "corpus/[x].txt", "line": 7}]
    return {
        "schema": 1,
        "command": command,
        "settings": settings,
        "model": "m",
        "corpus": {"documents": documents, "dropped": dropped, "copies": 2, "notes": ["read as cp1252"]},
    }


def themes_of(n: int, n_outlets: int) -> list[dict[str, Any]]:
    return [
        {
            "id": k,
            "label": f"theme number {k} [of] many, phrases",
            "seeded": k == 1,
            "terms": [f"term {k}", "another | term"],
            "n_sentences": 20 - k,
            "stability": None if k == 2 else 0.9 - 0.3 * (k % 3),
            "stability_margin": None if k == 2 else 0.0,
            "label_share": 1.0,
            "n_stray": 0,
            "outlets": {f"The Outlet of Town {o}": 3 for o in range(min(n_outlets, k + 1))},
            "representative": [sentence(k % n_outlets, NASTY[k % len(NASTY)])],
        }
        for k in range(n)
    ]


def voices_of(n_outlets: int) -> dict[str, list[dict[str, Any]]]:
    def quote(o: int, text: str) -> dict[str, Any]:
        return {
            "document": f"outlet-{o}/article",
            "content": {"start": 5, "stop": 5 + len(text)},
            "sentence": {"start": 0, "stop": 9 + len(text)},
            "cue": {"start": 50, "stop": 54} if o % 2 else None,
            "speaker": None,
            "text": text,
            "verb": "say" if o % 2 else None,
            "evidence": "cue" if o % 2 else "none",
            "n_words": len(text.split()),
            "independent": o != 1,
            "quotation": 0,
        }

    outlets = [f"The Outlet of Town {o}" for o in range(n_outlets)]
    rows = [
        {
            "speaker": ("A [Minister]", "Somebody | with a very long name and *an office*", None)[o % 3],
            "outlet": outlet,
            "quotes": [quote(o, NASTY[o % len(NASTY)])],
            "kind": None if o % 3 == 2 else "name",
            "named": o % 3 != 2,
            "n_quotes": 1,
            "independent": int(o != 1),
            "n_words": len(NASTY[o % len(NASTY)].split()),
            "share": 1.0,
            "cues": {"say": 2, "add": 1} if o % 2 else {},
            "first": {"document": f"outlet-{o}/article", "sentence": 2, "of": 9},
            "fragments": [quote(o, "no")] if o == 0 else [],
        }
        for o, outlet in enumerate(outlets)
    ]
    return {
        "voices": rows,
        "voice_outlets": [
            {
                "outlet": outlet,
                "n_words": 300,
                "quoted_words": 40 * (o != 4),
                "n_quotes": 2 * (o != 4),
                "n_speakers": 1,
                "unattributed": None if o == 4 else 0.25,
                "effective_voices": None if o in (2, 4) else 1.5,
                "independent": (o != 4) + (o not in (1, 4)),
                "independent_words": 20 * (o != 4) + 20 * (o not in (1, 4)),
            }
            for o, outlet in enumerate(outlets)
        ],
        "shared_quotations": [
            {
                "id": k,
                "speaker": None if k else "A [Minister]",
                "text": NASTY[k],
                "outlets": {outlets[0]: 12, outlets[-1]: 12 if k else 5},
                "independent": 2,
                "identical": bool(k),
                "quotes": [],
                "sentences": [
                    {
                        "text": NASTY[k],
                        "outlets": {outlets[0]: 12, outlets[-1]: 12 if k else 5},
                        "texts": {outlets[0]: NASTY[k], outlets[-1]: NASTY[k]},
                    }
                ],
            }
            for k in range(2)
        ],
        "disputed_quotations": [
            {
                "text": NASTY[0],
                "given": [
                    {
                        "outlet": outlet,
                        "document": "d",
                        "speaker": speaker,
                        "content": {"start": 0, "stop": 1},
                        "text": "x",
                    }
                    for outlet, speaker in ((outlets[0], "A [Minister]"), (outlets[-1], "B"))
                ],
            }
        ],
    }


def records(n_outlets: int = 6, n_themes: int = 4) -> dict[str, dict[str, Any]]:
    themes = themes_of(n_themes, n_outlets)
    chosen = [
        sentence(
            i % n_outlets,
            text,
            score=1 - i / 10,
            theme=i % n_themes if i % 4 else None,
            support=said_by(f"The Outlet of Town {i % n_outlets}"),
            rank=i + 1,
            n_words=len(text.split()),
            reasons={
                "position": i,
                "centrality": 0.5,
                "concepts": [{"concept": "talks ended", "texts": 2, "in_headline": i == 0, "chance": 0.4}],
                "n_concepts": 1,
            },
            shown={"start": 0, "stop": len(text)},
            leans_on={"start": 0, "stop": 9} if i == 1 else None,
            nearest=None,
        )
        for i, text in enumerate(NASTY)
    ]
    outcomes = ["covered", "in_passing", "absent", "cannot_tell"]
    coverage = [
        {
            "theme": t["id"],
            "outlet": f"The Outlet of Town {o}",
            "count": (t["id"] + o) % 4,
            "of": 31,
            "share": (t["id"] + o) % 4 / 31,
            "low": None,
            "high": None,
            "outcome": outcomes[(t["id"] + o) % 4],
            "nearest": sentence(o, NASTY[o % len(NASTY)], similarity=0.3),
            "smoothed": 0.1,
            "n_articles": 1 + o % 3,
            "basis": ("this article", "two articles", "outlet")[o % 3],
            "p_value": 0.012,
            "mentioned": (t["id"] + o) % 8 < 6,
            "share_elsewhere": 0.16,
            "correlation": 0.02,
            "n_effective": 25.4,
        }
        for t in themes
        for o in range(n_outlets)
    ]
    claims = [
        {
            "id": i,
            "sentences": [sentence(o, text, firm=True) for o in (0, n_outlets - 1)],
            **said_by("The Outlet of Town 0", f"The Outlet of Town {n_outlets - 1}"),
            "kind": kind,
            "disputes": [1 - i] if i < 2 else [],
        }
        for i, (kind, text) in enumerate(zip(("consensus", "shared", "exclusive", "uncertain"), NASTY, strict=False))
    ]
    copies = [
        {
            "documents": ["outlet-0/article", f"outlet-{n_outlets - 1}/article"],
            "containment": 0.9,
            "longest_run": 44,
            "tier": "partly",
            "titles": ["One headline", "Another | headline"],
            "passage": sentence(0, NASTY[0]),
            "members": [
                {
                    "document": f"outlet-{o}/article",
                    "other": f"outlet-{other}/article",
                    "share": 0.9 - 0.2 * (o > 0),
                    "longest_run": 44,
                }
                for o, other in ((0, n_outlets - 1), (n_outlets - 1, 0))
            ],
        }
    ]
    read_documents = [
        {
            **d,
            "reader": "html",
            "path": f"c/{d['id']}.html",
            "line": None,
            "fields": {"outlet": "json-ld", "text": "page"},
            "n_words": 300,
        }
        for d in head("read", n_outlets)["corpus"]["documents"]
    ]
    choice = {
        "rule": "merged down to a bar",
        "similarity": 0.28,
        "curve": [],
        "n_themes": n_themes,
        "n_free": n_themes - 1,
        "n_without": 3,
        "empty_seeds": ["[x]"],
    }
    return {
        "brief": {
            **head("brief", n_outlets, explain=True, brief={"method": "coverage"}),
            "sentences": chosen,
            "n_words": 88,
            "n_candidates": 40,
            "solver": "exact",
            "share_new": 0.4,
            "silent_outlets": [],
            "n_short": 0,
            "not_held": [],
            "not_shown": [],
            "no_words_of": None,
            "honesty": honesty_of(n_outlets, NASTY[0]),
            "themes": [{k: t[k] for k in ("id", "label", "n_sentences")} for t in themes],
        },
        "themes": {
            **head("themes", n_outlets),
            "themes": themes,
            "sentences": [{**sentence(i % n_outlets, text), "theme": i % n_themes} for i, text in enumerate(NASTY)],
            "choice": choice,
        },
        "compare": {
            **head("compare", n_outlets, coverage={"min_elsewhere": 3}),
            "themes": themes,
            "coverage": coverage,
            "claims": claims,
            "copies": copies,
            "derivation": [
                {
                    "document": "outlet-0/article",
                    "from": None,
                    "containment": 0.0,
                    "label": "non",
                    "direction": None,
                    "verbatim": [],
                    "syndication": {"agency": "A [Wire]", "tier": "dateline", "start": 0, "stop": 9},
                },
                {
                    "document": f"outlet-{min(1, n_outlets - 1)}/article",
                    "from": "outlet-0/article",
                    "containment": 0.5,
                    "label": "wholly",
                    "direction": "earlier",
                    "verbatim": [
                        {"start": 3, "stop": 9, "text": NASTY[0], "telling": False},
                        {"start": 20, "stop": 300, "text": NASTY[1], "telling": True},
                    ],
                    "syndication": None,
                },
            ],
            "originality": [
                {"outlet": f"The Outlet of Town {o}", "characters": 900, "share": 0.5, "unordered": 0.25}
                for o in range(n_outlets)
            ],
            "alignments": [],
            "columns": None,
            **voices_of(n_outlets),
            "figures": [],
            **views_of(n_outlets, n_themes, NASTY),
            "refused": {"figures": "no figures stand in so little text"},
            "limited": {},
        },
        "read": {
            **head("read", n_outlets),
            "documents": read_documents,
            "outlets": [
                {
                    "outlet": f"The Outlet of Town {o}",
                    "documents": 1,
                    "sentences": 9,
                    "words": 300,
                    "first": None,
                    "last": "2025-02-18",
                }
                for o in range(n_outlets)
            ],
            "dates": {"2025-02-18": n_outlets},
        },
        "cache": {
            "schema": 1,
            "command": "cache",
            "path": "here",
            "bytes": 2_500_000,
            "models": [{"model": "m", "vectors": 9}],
            "stages": {"brief": 2},
        },
    }


@pytest.mark.parametrize("command", list(records()))
@pytest.mark.parametrize("format", FORMATS)
def test_every_record_in_every_format(command: str, format: str) -> None:
    record = records()[command]
    text = render(record, format)
    assert text == render(record, format)
    assert text.strip()
    assert text.endswith("\n")
    if format in ("text", "markdown"):
        assert "\x1b" not in text
        assert "\x07" not in text
        assert "\u202e" not in text
        assert not any(line != line.rstrip() for line in text.splitlines())


@given(
    st.integers(40, 160),
    st.integers(1, 14),
    st.integers(1, 20),
    st.sampled_from(["brief", "themes", "compare", "read"]),
)
def test_no_line_is_wider_than_the_terminal(width: int, n_outlets: int, n_themes: int, command: str) -> None:
    text = render(records(n_outlets, n_themes)[command], "text", width=width)
    assert max(map(cell_len, text.splitlines())) <= width


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_briefs_sentences_stand_verbatim(width: int) -> None:
    record = records()["brief"]
    text = "".join(render(record, "text", width=width).split())
    for chosen in record["sentences"]:
        assert "".join(one_line(chosen["text"]).split()) in text
    assert "[1]" in text
    assert "why:rank1" in text


def test_markup_in_an_article_is_shown_and_not_obeyed() -> None:
    assert "[red]with markup[/red]" in render(records()["brief"], "text", width=160)
    markdown = render(records()["brief"], "markdown")
    assert r"\[red\]with markup\[/red\]" in markdown
    assert r"\<b\>tags\</b\>" in markdown
    assert r"\*stars\*" in markdown


def test_colour_is_only_where_it_is_wanted_and_changes_no_word() -> None:
    import re

    for record in records().values():
        plain = render(record, "text", width=80)
        coloured = render(record, "text", width=80, colour=True)
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == plain.split()
    assert "\x1b[" in render(records()["brief"], "text", colour=True)


def test_json_holds_the_record() -> None:
    record = records()["brief"]
    assert json.loads(render(record, "json")) == record
    odd = {**record, "share_new": float("nan"), "n_words": 1 / 3, "model": "half \ud800"}
    read = json.loads(render(odd, "json"))
    assert (read["share_new"], read["n_words"], read["model"]) == (None, 0.333333, "half \ud800")
    render(odd, "json").encode("utf-8")


def test_a_long_list_is_written_a_row_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    record = {
        "schema": 1,
        "command": "read",
        "rows": [{"text": "a\n\ud800", "at": [1, 2.5]}, {"text": "b", "at": []}],
        "few": [{"x": None}],
    }
    whole = json.loads(render(record, "json"))
    monkeypatch.setattr(json_rendering, "_MANY", 1)
    assert json.loads(render(record, "json")) == whole
    assert '    {"text": "b", "at": []}\n' in render(record, "json")


def test_rows_that_are_made_as_they_are_written_read_as_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    every = records()["compare"]
    tables = {name: table for name, table in every.items() if name in VIEWS}
    lazy: dict[str, Any] = {**every, **{name: Rows(table, dict) for name, table in tables.items()}}
    for most in (10_000, 3):
        monkeypatch.setattr(json_rendering, "_MANY", most)
        monkeypatch.setattr(json_rendering, "_CHUNK", 2)
        assert render(lazy, "json") == render(every, "json")
    for name in ("text", "markdown"):
        assert render(lazy, name) == render(every, name)
    for view in VIEWS:
        assert render(lazy, "csv", only=view) == render(every, "csv", only=view)
        assert render(lazy, "text", only=view) == render(every, "text", only=view)


def test_writing_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rendering, "_CHUNK", 2)
    told: list[tuple[int, int]] = []
    record = {"n": 3, "rows": [{"x": [1]}, {"x": []}, {"x": [2, 3]}], "none": [], "few": [1]}
    pieces = json_rendering.json_pieces(record, progress=lambda done, total: told.append((done, total)))
    assert "".join(pieces) == json.dumps(record, indent=2) + "\n"
    assert told == [(0, 4), (2, 4), (3, 4), (4, 4)]


def test_what_a_view_looks_at_is_said() -> None:
    record = {**records()["compare"], "limited": {"claims": "articles that are alike are compared"}}
    for form in ("text", "markdown"):
        assert "Not looked at in full: claims: articles that are alike are compared." in render(record, form)
    assert "articles that are alike" not in render(record, only="copies")


def test_json_of_one_view() -> None:
    record = json.loads(render(records()["compare"], "json", only="copies"))
    assert "copies" in record
    assert "coverage" not in record
    assert "corpus" in record


def test_csv_parses_back_to_the_same_texts() -> None:
    found = list(csv.DictReader(io.StringIO(render(records()["themes"], "csv"), newline="")))
    assert [row["text"].removeprefix("'") for row in found] == NASTY
    assert found[2]["text"].startswith("'=")
    assert found[0]["label"] == "theme number 0 [of] many, phrases"


@pytest.mark.parametrize(
    ("view", "n_rows"),
    [
        ("coverage", 24),
        ("claims", 8),
        ("copies", 2),
        ("derivation", 2),
        ("originality", 6),
        ("voices", 7),
        ("figures", 0),
        ("emphasis", 30),
        ("omissions", 12),
        ("prominence", 28),
        ("timeline", 8),
        ("likeness", 45),
        ("breadth", 6),
    ],
)
def test_csv_of_each_view(view: str, n_rows: int) -> None:
    assert len(list(csv.DictReader(io.StringIO(render(records()["compare"], "csv", only=view))))) == n_rows


def test_the_matrix_is_divided_and_not_squeezed() -> None:
    text = render(records(14, 3)["compare"], "text", width=80, only="coverage")
    assert sum(line.startswith("theme") for line in text.splitlines()) >= 2
    for number in range(14):
        assert f"Town {number}" in " ".join(text.split())


def test_names_in_the_matrix_break_between_words() -> None:
    record = records(2, 3)["compare"]
    for cell in record["coverage"]:
        cell["outlet"] = cell["outlet"].replace("The Outlet of Town", "The Continental Courier")
    text = render(record, "text", width=120, only="coverage")
    assert "Continental" in text
    assert all(t["label"] in text for t in record["themes"] if len(t["label"]) <= 40)


def test_omissions_are_said_carefully() -> None:
    text = render(records()["compare"], "text")
    assert "Not in the articles supplied" in text
    assert "ignored" not in text
    assert "p = 0.012" in text


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_several_outlets_print_as_one_text_is_not_only_here(form: str) -> None:
    record = records()["compare"]
    first, second = (record["claims"][0] | {"id": k, "kind": "exclusive", "disputes": []} for k in range(2))
    both = {**first, "outlets": ["A", "B"], "independent": 1, "surely": {"outlets": ["A", "B"], "independent": 1}}
    page = {**record, "claims": [both, {**second, "outlets": ["A"], "sentences": second["sentences"][:1]}]}
    said = render(page, form, only="claims")
    for heading in ("Printed by several outlets, as one text", "Only here"):
        assert re.search(rf"^\W*{heading}.*\(1\)$", said, re.MULTILINE), heading


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_is_said_of_a_silence_is_its_outcome(form: str) -> None:
    record = records()["compare"]
    silent = next(row for row in record["omissions"] if row["unstated"])
    for outcome, words in (("absent", "absent: "), ("cannot_tell", "cannot tell, no sentence found in ")):
        settings = {**record["settings"], "coverage": {"min_elsewhere": 4}}
        page = {**record, "settings": settings, "omissions": [{**silent, "outcome": outcome}]}
        said = " ".join(render(page, form, only="omissions").split()).replace("\\", "")
        assert f"{words}{silent['outlet']}" in said
        assert "1 claim that 4 independent texts or more surely state" in said


def test_where_nothing_stands_out_no_sign_is_explained() -> None:
    record = records()["compare"]
    assert "×" in render(record, "text", only="emphasis")
    page = {**record, "emphasis": [{**row, "significant": False, "p_value": 1.0} for row in record["emphasis"]]}
    assert "×" not in render(page, "text", only="emphasis")


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_words_of_a_question_that_no_article_holds_are_told_first(form: str) -> None:
    record = records()["brief"]
    first = record["sentences"][0]["text"][:10]
    page = render({**record, "not_held": ["Pope", "1987"], "not_shown": ["Lima"]}, form)
    said = "No article or headline holds “Pope”, “1987”. No sentence here holds “Lima”, but an article does: ask for more words, or for it alone."
    assert said in " ".join(page.split())
    assert page.index("No article") < page.index(first)
    # Where all that answers is shown, more words would hold no more.
    page = render({**record, "not_shown": ["Lima"], "n_candidates": len(record["sentences"])}, form)
    assert "but an article does: ask for it alone." in " ".join(page.split())
    page = render({**record, "no_words_of": "Jane Roe"}, form)
    assert "No sentence here was found to be said by “Jane Roe”." in " ".join(page.split())
    assert "found to be said" not in render({**record, "no_words_of": "Jane Roe", "not_held": ["Roe"]}, form)


def test_why_a_sentence_is_there_is_told_whole() -> None:
    record = records()["brief"]
    first, second, *_ = record["sentences"]
    first["reasons"] = {**first["reasons"], "answers": 0.5, "theme_of_nearly_all": True}
    second["leans_on"] = 0
    # What two words beside each other tell nobody is counted and not named.
    second["reasons"] = {**second["reasons"], "concepts": [], "n_concepts": 3}
    page = " ".join(render(record, "text").split())
    assert "adds 3 concepts; leans on" in page
    assert "worth 0.50 of the best answer to the question" in page
    assert page.count("first on a theme that nearly all outlets have") == 1
    assert page.count("leans on the sentence before it") == 1


def test_a_brief_by_outlet_shows_what_is_nearest_elsewhere() -> None:
    record = records()["brief"]
    record["settings"]["per_outlet"] = True
    record["silent_outlets"] = ["The Quiet Outlet"]
    for item in record["sentences"]:
        item["nearest"] = sentence(3, "Talks ended in the palace.", similarity=0.41)
    for form in ("text", "markdown"):
        page = " ".join(render(record, form).split())
        assert "nearest elsewhere (0.41): Talks ended in the palace. — The Outlet of Town 3" in page.replace("\\", "")
        assert "The Quiet Outlet" in page
    assert "## The Outlet of Town 2" in render(record, "markdown")


def test_a_dateline_is_not_shown_and_stays_in_the_span() -> None:
    record = records()["brief"]
    text = "RIYADH (Meridian Wire) — Talks ended in the palace on Tuesday."
    record["sentences"] = [
        {**record["sentences"][0], **sentence(0, text), "shown": {"start": 25, "stop": len(text)}, "nearest": None}
    ]
    for form in ("text", "markdown"):
        page = render(record, form)
        assert "Talks ended" in page
        assert "RIYADH" not in page
    assert text in render(record, "csv")
    assert text in render(record, "json")


def test_where_a_brief_draws_on_several_days_each_sentence_has_its_own() -> None:
    record = records()["brief"]
    named = {item["document"] for item in record["sentences"]}
    documents = [document for document in record["corpus"]["documents"] if document["id"] in named]
    for document in documents:
        document["published"] = "2025-02-18T14:05:00+03:00"
    assert "[1]" in render(record, "text", width=400)
    assert "18 Feb 2025) [^" not in render(record, "markdown")
    documents[-1]["published"] = "2025-02-19"
    documents[0]["published"] = None
    number = next(n for n, item in enumerate(record["sentences"], start=1) if item["document"] == documents[-1]["id"])
    assert f"[{number}, 19 Feb 2025]" in render(record, "text", width=400)
    assert f"(19 Feb 2025) [^{number}]" in render(record, "markdown")
    assert ", no date]" not in render(record, "text", width=400)


def test_a_brief_by_theme_has_headings() -> None:
    record = records()["brief"]
    record["settings"]["per_theme"] = True
    assert "theme number 1 [of] many, phrases\n───" in render(record, "text")
    assert "## theme number 1" in render(record, "markdown")


def test_empty_results_are_said_plainly() -> None:
    every = records()
    every["brief"]["sentences"] = []
    assert "No sentence that reads alone fits the budget" in render(every["brief"], "text")
    assert "No sentence that reads alone fits" in render(every["brief"], "markdown")
    silent = every["brief"] | {"silent_outlets": ["A"]}
    assert "fits the budget sets an outlet apart" in render(silent, "text")
    asked = every["brief"] | {"n_candidates": 0, "settings": every["brief"]["settings"] | {"focus": "Why?"}}
    assert "near to that question" in render(asked, "text")
    known = every["brief"] | {"n_candidates": 0, "share_new": 0.0}
    assert "that reads alone is new" in render(known, "text")
    shown = [{**every["read"]["outlets"][0], "outlet": name} for name in ("bbc.com", "usa.example", "www.b.example")]
    table = render({**every["read"], "outlets": shown}, "text")
    assert table.index("b.example") < table.index("bbc.com") < table.index("usa.example")
    every["read"]["corpus"]["dropped"] = []
    assert "Nothing was dropped." in render(every["read"], "text")
    assert "Nothing was dropped." in render(every["read"], "markdown")
    assert "figures: nothing found." not in render(every["compare"], "text")
    assert "alignments: nothing found." in render(every["compare"], "text", only="alignments")
    every["compare"]["derivation"] = every["compare"]["derivation"][:1]
    assert "No document has much of the text of another." in render(every["compare"], "text", only="derivation")
    assert "Who has whose text" not in render(every["compare"], "text")


def test_what_was_left_out_is_said_to_be_below_only_where_it_stands() -> None:
    read = records()["read"]
    for style in ("text", "markdown"):
        assert "left out (listed below)" in " ".join(render(read, style).split())
    assert "left out (see summarize read)" in to_notebook(read)


def test_dates_and_marks() -> None:
    assert date("2025-02-18T14:05:00") == "18 Feb 2025 14:05"
    cell = {"outcome": "in_passing", "share": 0.004, "count": 1}
    assert outcome_mark(cell) == "(<1% 1)"
    assert outcome_mark({**cell, "outcome": "absent"}) == "·"
    with pytest.raises(ValueError, match="format must be one of text, markdown"):
        render(records()["brief"], "yaml")


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("view", ["emphasis", "omissions", "prominence", "timeline", "likeness", "breadth"])
def test_a_view_of_twelve_outlets_names_them_all(view: str, width: int) -> None:
    text = render(records(12, 11)["compare"], "text", width=width, only=view)
    words = " ".join(text.split())
    shown = {"timeline": {1, 2}, "emphasis": {0, 1}, "omissions": {1, 2, 3}}
    expected = [o for o in range(12) if o % (4 if view == "omissions" else 3) in shown.get(view, {0, 1, 2, 3})]
    assert all(f"Town {o}" in words for o in expected)
    assert max(map(cell_len, text.splitlines())) <= width


def test_a_label_that_stands_in_few_sentences_is_told() -> None:
    record = records()["themes"]
    record["themes"][0]["label_share"] = 0.04
    record["themes"][1]["label_share"] = 0.4
    for form in ("text", "markdown"):
        assert (
            " ".join(render(record, form).split()).replace("\\", "").count("the label stands in 4% of its sentences")
            == 1
        )
        assert "stands in 40%" not in render(record, form)


def test_an_interval_is_shown_wherever_there_is_one() -> None:
    record = records(3)["compare"]
    for cell in record["coverage"]:
        if cell["n_articles"] > 1:
            cell.update(low=0.1, high=0.42, outcome="covered")
    text = render(record, "markdown", only="coverage")
    assert text.count(" [10%–42%]") == sum(cell["basis"] == "outlet" for cell in record["coverage"]) > 0
    assert text.count("~[10%–42%]") == sum(cell["basis"] == "two articles" for cell in record["coverage"]) > 0
    assert "3 of 31" in text
    assert "in square brackets" in text
    for cell in record["coverage"]:
        cell.update(low=None, high=None)
    # One that would reach from nothing to all is the least certain of all; one article has none.
    assert render(record, "markdown", only="coverage").count("[0%–100%]") == text.count("[10%–42%]")
    for cell in record["coverage"]:
        cell.update(n_articles=1)
    assert "in square brackets" not in render(record, "markdown", only="coverage")


@pytest.mark.parametrize(
    ("n_outlets", "width", "mark"), [(2, 100, " 3 of 31 ~[10%–42%]"), (3, 80, " 3 of 31"), (12, 80, "10% 3)")]
)
def test_a_cell_shows_what_there_is_room_for(n_outlets: int, width: int, mark: str) -> None:
    record = records(n_outlets)["compare"]
    for cell in record["coverage"]:
        cell.update(low=0.1, high=0.42, outcome="in_passing" if n_outlets == 12 else "covered")
    lines = render(record, "text", width=width, only="coverage").splitlines()
    assert max(map(cell_len, lines)) <= width
    assert any(line.endswith(mark) or f"{mark} " in line for line in lines)
    assert any("[10%" in line for line in lines) == (n_outlets == 2)
    assert any("of 31" in line for line in lines) == (n_outlets < 12)
    assert any(line.startswith("sentences in all") and " 31" in line for line in lines) == (n_outlets == 12)
    assert any(line.startswith("articles") and line.split()[1:3] == ["1", "2"] for line in lines)
    words = " ".join(" ".join(lines).split())
    assert "Two articles stand for The Outlet of Town 1" in words
    assert ("For the 95 % intervals there is no room here" in words) == (n_outlets > 2)


def test_the_best_line_of_prominence() -> None:
    text = " ".join(render(records(3)["compare"], "text", only="prominence").split())
    assert "headline in The Outlet of Town 0; sentence 2 of 40 in The Outlet of Town 1; sentence 3 of 40" in text


def test_a_timeline_doubts_what_a_text_without_an_hour_may_have_said_first() -> None:
    record = records(6)["compare"]
    text = " ".join(render(record, "text", only="timeline").split())
    assert "Town 1 (18 Feb 2025 11:05 +03:00) first, of those that surely state it; The Outlet of Town 2 1 h 35" in text
    assert "3 to 4 hours later" in text
    assert "earlier, perhaps: The Outlet of Town 0 (no date):" in text
    assert (
        "Not known to the minute, no date: The Outlet of Town 0 (outlet-0/article), The Outlet of Town 3 (outlet-3/article)."
        in text
    )
    assert "Of 3 claims more that several outlets surely state, the dates leave the order open." in text
    alone = {**record, "timeline": [{**row, "earlier": []} for row in record["timeline"]]}
    assert "of those that surely state it" not in " ".join(render(alone, "text", only="timeline").split())
    digest = "5e46270a7d1d" * 4
    next(row for row in record["timeline"] if row["earlier"])["earlier"][0]["document"] = digest
    assert any(f"{digest}[" in row["earlier"] for row in timeline_rows(record))
    for row in record["timeline"]:
        row["place"] = {"first": "perhaps", "later": "tied"}[row["place"]]
    assert "Town 5 (18 Feb 2025 15:05 +03:00) first, which of them is not known" in " ".join(
        render(record, "text", only="timeline").split()
    )


def test_who_has_whose_text_is_told_by_what_is_known_of_the_order() -> None:
    record = records(3)["compare"]
    row = record["derivation"][1]

    def told() -> str:
        return " ".join(render(record, "text", only="derivation").split())

    assert "Who has whose text" in told()
    first, second = "The Outlet of Town 0 (outlet-0/article)", "The Outlet of Town 1 (outlet-1/article)"
    assert f"{second} has part of its text from {first}, which was published earlier: 50% of it, in runs" in told()
    assert "1 passage word for word beyond quotations, names and captions, the longest [20:300]:" in told()
    row["direction"] = "named"
    assert f"{second} has part of its text from {first}, which it names as a source" in told()
    row["direction"] = "unknown"
    assert (
        f"{second} shares part of its text with {first}, and who had it first is not known: 50% of it, in runs"
        in told()
    )
    # Two rows of one pair are told once.
    record["derivation"][0].update(
        {"from": "outlet-1/article", "label": "wholly", "direction": "unknown", "containment": 0.75}
    )
    assert "1 document more: quotations, names, captions and turns alone are shared." in told()
    record["derivation"][0].update(
        {
            "label": "wholly",
            "verbatim": [
                {"start": 0, "stop": 60, "text": "so many words that no two would write by chance", "telling": True}
            ],
        }
    )
    assert (
        f"{first} shares most of its text with {second}, and who had it first is not known: 75% of it, in runs"
        in told()
    )
    assert told().count("of its text with") == 1
    assert "and 50% of the other's" in told()
    for other in ("markdown", "csv"):
        assert "derives from" not in render(record, other, only="derivation")
    # What is one text is told as copies, and not again among other views.
    heading = "Who has whose text"
    assert heading in render(record, "text")
    for document in record["corpus"]["documents"]:
        document["copy_group"] = 0
    assert heading not in render(record, "text")
    assert heading in told()
    # Of those that name an agency some are shown among other views, and how many.
    every = {**record, "derivation": [record["derivation"][0]] * 4}
    assert "Whom the articles credit (3 of 4 shown; all with --only derivation)" in render(every, "text")
    # A passage of a quotation, a name or a caption is no ground.
    for item in record["derivation"]:
        for passage in item["verbatim"]:
            passage["telling"] = False
    assert "No document has much of the text of another." in told()


def test_texts_that_are_one_in_part_stand_a_line_each() -> None:
    record = records(3)["compare"]
    text = " ".join(render(record, "text", only="copies").split())
    assert "2 documents share much of one text, longest stretch 44 words:" in text
    assert (
        "Town 2 (outlet-2/article): 70% of it stands in The Outlet of Town 0 (outlet-0/article), longest stretch 44 words"
        in text
    )
    record["copies"][0]["tier"] = "wholly"
    text = " ".join(render(record, "text", only="copies").split())
    assert (
        "Town 0 (outlet-0/article) and The Outlet of Town 2 (outlet-2/article) are one text: 90% of it is the same"
        in text
    )


def test_own_words_are_told_apart_from_those_of_unknown_order() -> None:
    text = " ".join(render(records(2)["compare"], "text", only="originality").split())
    assert "The Outlet of Town 0 25% 25% 50% 900" in text
    assert "nobody is charged with them" in text
    assert render(records(2)["compare"], "csv", only="originality").splitlines()[0].endswith("share,unordered,own")


def test_breadth_tells_claims_surely_stated_from_those_perhaps() -> None:
    assert "1–3/4" in render(records(3)["compare"], "text", only="breadth")


def test_a_csv_of_what_is_new_has_what_was_known() -> None:
    brief = records()["brief"]
    known = brief["sentences"][0] | {"similarity": 0.5, "document": "earlier/first"}
    brief["sentences"][0]["nearest"] = known
    head, *rows = csv.reader(render(brief, "csv").splitlines())
    assert dict(zip(head, rows[0], strict=True))["nearest_document"] == "earlier/first"


def test_a_tree_is_drawn_and_what_has_nothing_in_common_is_not_joined() -> None:
    item = records(3)["compare"]["likeness"][0]
    assert drawn_tree(item, 60) == [
        "The Outlet of Town 0 ───────────────┬────┬",
        "The Outlet of Town 1 ───────────────┘    │",
        "The Outlet of Town 2 ────────────────────┘",
    ]
    item["merges"][1]["likeness"] = 0.0
    assert drawn_tree(item, 60)[2].strip() == "The Outlet of Town 2"
    item["merges"][0]["likeness"] = 0.0
    assert drawn_tree(item, 60) == []


def test_a_line_loses_control_characters_and_no_joiner() -> None:
    assert one_line("a\u202eb\x07 c\n d") == "ab c d"
    assert one_line("می\u200cگویند, హైదరాబాద్\u200cలో\x07") == "می\u200cگویند, హైదరాబాద్\u200cలో"


def test_what_stands_behind_a_brief_is_said() -> None:
    record = records()["brief"]
    page = " ".join(render(record, "text").split())
    assert (
        "The Outlet of Town 0 and The Outlet of Town 1 together state all of it. "
        "Of 3 claims that two thirds of the outlets agree on, surely or perhaps, it misses 1" in page
    )
    assert "Themes of two thirds of the outlets and more without a sentence here:" in page
    assert "(1 of 6, --theme 1)." in page
    assert "Chosen by coverage, the best choice of all." in page
    said = "The harbour “was shut”, the mayor of the old town said on Monday, and the ferries of all lines stayed away"
    record["honesty"]["missed"][0]["sentence"]["text"] = f"{said} until the storm had passed."
    page = " ".join(render(record, "text").split())
    assert "it misses 1: The harbour “was shut”, the mayor of the old town said on Monday […] (" in page
    record["settings"]["explain"] = False
    assert "Chosen by" not in render(record, "text")
    record["honesty"] = {**record["honesty"], "outlets_needed": 1, "outlets_enough": ["A"], "missed": []}
    sentence = record["sentences"][0]
    for outlets, named in (
        (["A"], "A"),
        (["A", "B"], "A or B"),
        (["A", "B", "C", "D", "E", "F"], "A, B, C, D or 2 others"),
    ):
        record["sentences"] = [{**sentence, "support": said_by(*outlets)}]
        assert f"{named} alone states all of it. It states all of 3 claims" in " ".join(
            render(record, "markdown").split()
        )
    record["honesty"]["n_consensus"] = 0
    assert "agree on" not in render(record, "text")


def test_the_matrix_explains_the_marks_that_it_shows() -> None:
    made = records(n_outlets=3, n_themes=2)["compare"]
    for outcome, mark in (
        ("covered", None),
        ("absent", "· absent"),
        ("cannot_tell", "? too little"),
        ("in_passing", "(in brackets)"),
    ):
        changed = {**made, "coverage": [{**cell, "outcome": outcome} for cell in made["coverage"]]}
        page = render(changed, "markdown", only="coverage")
        assert [m for m in ("· absent", "? too little", "(in brackets)") if m in page] == ([mark] if mark else [])


@pytest.mark.parametrize("spoken_of", [False, True])
@pytest.mark.parametrize("format", ["text", "markdown"])
def test_a_theme_of_one_outlet_alone_is_said_to_be(format: str, spoken_of: bool) -> None:
    made = records(n_outlets=3, n_themes=2)
    for command in ("themes", "compare"):
        first, second = made[command]["themes"]
        first["outlets"], second["outlets"] = {"Outlet 1": 4}, {"Outlet 1": 4, "Outlet 2": 1}
    page = render(made["themes"], format)
    assert page.count("1 of 3") == page.count("(Outlet 1)") == 1
    for cell in made["compare"]["coverage"]:
        cell["mentioned"] = spoken_of or cell["outlet"] == "Outlet 1"
    compared = " ".join(render(made["compare"], format, only="coverage").split()).replace("\\", "")
    label = made["compare"]["themes"][0]["label"]
    assert (
        f"In one outlet alone, no other holding the words of the label: {label} (Outlet 1)." in compared
    ) is not spoken_of


def test_no_letter_of_a_script_without_spaces_loses_its_mark() -> None:
    text = "รัฐบาลประกาศมาตรการใหม่เพื่อรับมือกับโรคระบาด" * 8
    for at in range(0, len(text), 7):
        for most in range(40, 60):
            shown = clipped(text, most, at).replace("[…]", "").strip()
            start = text.index(shown)
            assert not any(category(text[k]).startswith("M") for k in (start, start + len(shown)) if k < len(text))


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (95, "The spokesman of the yard told the news: “We are ready to support the harbour […]"),
        (50, "The spokesman of the yard told the news […]"),
        (25, "The spokesman […]"),
        (104, "The spokesman of the yard told the news: “We are ready to support the harbour, and the ferry […]"),
    ],
)
def test_what_is_cut_ends_with_no_word_that_promises_more_and_may_end_within_a_quotation(
    most: int, expected: str
) -> None:
    text = (
        "The spokesman of the yard told the news: “We are ready to support the harbour, and the ferry, however we can.”"
    )
    assert clipped(text, most) == expected
    straight = text.replace("“", '"').replace("”", '"')
    assert clipped(straight, most) == expected.replace("“", '"')


@pytest.mark.parametrize(("shorter", "told"), [(14, False), (12, False), (11, True)])
def test_quotations_of_nearly_one_length_are_not_called_cut(shorter: int, told: bool) -> None:
    record = records(3)["compare"]
    for quotation in record["shared_quotations"]:
        longest, *others = quotation["outlets"]
        quotation["outlets"] = {longest: 14, **dict.fromkeys(others, shorter)}
        quotation["sentences"][0]["outlets"] = quotation["outlets"]
        quotation["identical"] = False
    assert ("at different lengths" in render(record, "text", only="voices")) is told


@pytest.mark.parametrize(
    ("other", "told", "otherwise"),
    [
        ("It's the end of the ferry and of self-rule,", True, True),
        ("It's the end of the ferry, the pier and free trade,", False, True),
        ("It’s the end of the ferry, the pier and fair trade,", False, False),
    ],
)
def test_a_quotation_in_other_words_is_listed_whatever_its_length(other: str, told: bool, otherwise: bool) -> None:
    text = "It's the end of the ferry, the pier and fair trade."
    outlets = {"A": 10, "B": 9}
    sentence = {"text": text, "outlets": outlets, "texts": {"A": text, "B": other}}
    assert is_cut({"identical": False, "outlets": outlets, "sentences": [sentence]}) is told
    assert in_other_words(sentence) == ({other: ["B"]} if otherwise else {})


@pytest.mark.parametrize("phrase", ["他们说港口的渡轮明天不再出发", "เรือข้ามฟากที่ท่าเรือจะหยุดให้บริการ"])
def test_a_sentence_without_spaces_is_cut_within_and_shows_the_place_asked_for(phrase: str) -> None:
    text = f"{phrase * 12}7{phrase * 3}"
    for at in (0, text.index("7"), len(text) - 1):
        part = clipped(text, 60, at)
        assert 48 <= len(part) <= 60
        assert at in (0, len(text) - 1) or "7" in part
        assert all(piece.strip() in text for piece in part.split("[…]"))
    assert len(cut(f"KK {phrase * 12}", 60)) == 64


def test_only_a_digest_is_cut_where_a_document_is_named() -> None:
    names = ["MinistersAnnounceNewMeasures", "MinistersAnnounceOldMeasures", "35d763403c74114d72f2b100e9af43"]
    assert [short_id(name) for name in names] == [*names[:2], "35d763403c74…"]
    documents = [{"id": name, "outlet": "Wire"} for name in names[1:]]
    assert list(document_names(documents).values()) == ["Wire (MinistersAnnounceOldMeasures)", "Wire (35d76340)"]
