"""What stands before the views of a comparison: all at a glance, verbatim and short, and how much each view holds."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

import summarize as sm
from summarize.cache import NoCache
from summarize.comparison.mentions import Mentions
from summarize.corpus import Corpus
from summarize.records import VIEWS
from summarize.records.headlines import headlines
from summarize.records.leading import at_a_glance
from summarize.records.readable import own_figures
from summarize.records.silent import ENOUGH
from summarize.rendering import render
from summarize.rendering.phrases import clipped
from summarize.rendering.views import VIEWS as WRITTEN
from summarize.rendering.views import view_sizes

from .conftest import CORPORA, RECORDS, SmallEncoder, sentences_in
from .test_rendering import records as made_up
from .test_rendering_views import story


@pytest.fixture(scope="module")
def analysis() -> sm.Analysis:
    return sm.analyse(story(12), encoder=SmallEncoder(), cache=NoCache())


@pytest.fixture(scope="module")
def record(analysis: sm.Analysis) -> dict[str, Any]:
    return dict(sm.compare(analysis).to_dict())


def test_every_sentence_of_the_glance_is_verbatim_and_counted(analysis: sm.Analysis, record: dict[str, Any]) -> None:
    texts = {document.id: document.text for document in analysis.corpus.documents}
    found = sentences_in(record["glance"])
    assert found
    assert all(texts[s["document"]][s["start"] : s["stop"]] == s["text"] for s in found)
    claims = {claim["id"]: claim for claim in record["claims"]}
    glance = record["glance"]
    several = [c for c in record["claims"] if c["kind"] in ("consensus", "shared")]
    assert glance["supported"]["n"] == len(several)
    for stated in (*glance["supported"]["claims"], *glance["alone"]["claims"]):
        firm = [sentence for sentence in claims[stated["claim"]]["sentences"] if sentence["firm"]]
        assert stated["sentence"] in firm
        assert stated["outlets"] == claims[stated["claim"]]["outlets"]
    assert glance["figures"]["n"] == sum(figure["conflict"] for figure in record["figures"]) > 0
    alone = [c for c in record["claims"] if c["kind"] == "exclusive" and len(c["outlets"]) == 1]
    assert glance["alone"]["n"] == len(alone)


def test_all_formats_tell_one_glance(record: dict[str, Any]) -> None:
    assert record["glance"] == at_a_glance(record)
    text = " ".join(render(record, "text").split())
    markdown = render(record, "markdown")
    for claim in record["glance"]["supported"]["claims"]:
        assert clipped(claim["sentence"]["text"], 40)[:30] in text
        assert f"{len(claim['outlets'])} of 12 outlets" in markdown


@pytest.mark.parametrize("n_outlets", [1, 2, 14])
def test_the_glance_takes_no_more_than_forty_lines(n_outlets: int) -> None:
    text = render(made_up(n_outlets, 12)["compare"], "text", width=80)
    glance = text[: text.index("Agreed or shared besides")]
    assert len(glance.splitlines()) <= 42
    # Of one outlet alone there is no table.
    assert ("Who covers what" in text) == (n_outlets > 1)
    edited = text[: text.index("Who covers what" if n_outlets > 1 else "Who speaks where")]
    assert len(edited.splitlines()) <= 70
    # The first two screens hold all that matters: the rest is asked for.
    assert len(text.splitlines()) <= 310


def test_the_headline_of_each_outlet_is_that_of_its_most_common_article_other_texts_first() -> None:
    names = [("a1", "A", 1), ("a2", "A", None), ("b", "B", 1), ("c", "C", None), ("d", "D", None), ("e", "E", 1)]
    titles = {"a1": "Talks end", "a2": "Before the talks", "b": "Talks over", "c": "TALKS END.", "d": "", "e": "A deal"}
    documents = [
        {"id": name, "outlet": outlet, "title": titles[name], **({} if text is None else {"copy_group": text})}
        for name, outlet, text in names
    ]
    shared = {"outlets": ["A", "B"], "sentences": [{"document": "a1"}, {"document": "b"}]}
    alone = {"outlets": ["A"], "sentences": [{"document": "a2"}] * 3}
    record = {"corpus": {"documents": documents}, "claims": [shared, alone], "settings": {}}
    assert headlines(record) == {
        "n": 3,
        "headlines": [
            {"document": "a1", "title": "Talks end", "outlets": ["A", "C"]},
            {"document": "b", "title": "Talks over", "outlets": ["B"]},
            {"document": "e", "title": "A deal", "outlets": ["E"]},
        ],
    }
    two = headlines(record | {"settings": {"outlets": ["B", "C"]}})
    assert [head["document"] for head in two["headlines"]] == ["b", "c"]
    again = {**documents[0], "id": "a3"}
    one = {"corpus": {"documents": [*documents[:2], again]}, "claims": [alone], "settings": {}}
    assert [(head["title"], head["outlets"]) for head in headlines(one)["headlines"]] == [
        ("Talks end", ["A"]),
        ("Before the talks", ["A"]),
    ]


def test_the_overview_comes_first_and_figures_before_the_table_of_themes(record: dict[str, Any]) -> None:
    lines = render(record, "text").splitlines()
    covers = next(k for k, line in enumerate(lines) if line.startswith("Who covers what"))
    figures = next(k for k, line in enumerate(lines) if line.startswith("Figures that differ"))
    assert lines.index("At a glance") < figures < covers < lines.index("All of a view")
    assert set(WRITTEN) == set(VIEWS)
    assert list(view_sizes(record)) == [f"--only {view}" for view in WRITTEN]


def test_of_a_figure_at_a_glance_the_values_that_do_not_stand_there_are_counted(record: dict[str, Any]) -> None:
    assert "\n  and 1 more value\n" in render(record, "text")
    place = record["glance"]["figures"]["figures"][0]["figure"]
    figures = list(record["figures"])
    others = [{**figures[place]["values"][0], "qualifier": None, "text": text} for text in ("990", "991", "991")]
    figures[place] = {**figures[place], "values": [*figures[place]["values"], *others]}
    assert "\n  and 3 more values\n" in render({**record, "figures": figures}, "text")


def test_a_view_is_shown_in_part_and_says_how_to_see_all() -> None:
    made = made_up(6, 4)["compare"]
    alone = [
        claim(9 + k, f"The harbour palace number {k} is shown to visitors.", ["A"], "exclusive") for k in range(20)
    ]
    made = {**made, "claims": [*made["claims"], *alone]}
    page, whole = (render(made, "text", only=only) for only in (None, "claims"))
    assert "palace number 9 is" not in page
    assert "Only here (20 claims of one outlet alone" in " ".join(page.split())
    # As many as above; what several print as one text is told apart.
    assert "20 only here" in page
    assert "2 that several print as one text" in " ".join(page.split())
    assert re.search(
        r"Who covers what \(8 of 1\d shown; all with --only coverage\)", render(made_up(6, 12)["compare"], "text")
    )
    assert "Who covers what\n" in render(made_up(6, 12)["compare"], "text", only="coverage")
    assert "Only here (20)" in whole
    assert "At a glance" not in whole
    assert all(f"palace number {k} is" in whole for k in range(20))
    assert all(
        f"{sentence['document']}[{sentence['start']}:" in whole for c in made["claims"] for sentence in c["sentences"]
    )


def test_markdown_shows_the_first_of_each_list_and_says_so() -> None:
    made = made_up(6, 4)["compare"]
    alone = [
        claim(9 + k, f"The harbour palace number {k} is shown to visitors.", ["A"], "exclusive") for k in range(20)
    ]
    made = {**made, "claims": [*made["claims"], *alone]}
    page, whole = (render(made, "markdown", only=only) for only in (None, "claims"))
    assert "6 of 20 shown; all with `--only claims`." in page
    assert "palace number 19" not in page
    assert all(f"palace number {k} is" in whole for k in range(20))
    assert "shown; all with" not in whole


def test_json_of_one_view_and_csv_have_no_glance(analysis: sm.Analysis, record: dict[str, Any]) -> None:
    assert "glance" not in sm.compare(analysis, only="claims").to_dict()
    assert "glance" not in render(record, "csv", only="claims").splitlines()[0]


def test_the_glance_is_of_the_outlets_shown(analysis: sm.Analysis) -> None:
    two = sm.compare(analysis, outlets=["The Outlet of Town 0", "The Outlet of Town 1"]).to_dict()
    assert two["glance"]["alone"]["outlets"] == at_a_glance(two)["alone"]["outlets"]
    assert {item["outlet"] for item in two["glance"]["alone"]["outlets"]} <= {
        "The Outlet of Town 0",
        "The Outlet of Town 1",
    }


def test_the_glance_of_two_counts_and_cites_these_two() -> None:
    analysis = sm.analyse(sm.read(CORPORA / "riyadh-talks"), encoder=SmallEncoder(), cache=NoCache())
    whole, shown = sm.compare(analysis).to_dict()["claims"], 0
    for chosen in (["Meridian Wire", "Potomac Dispatch"], ["The Red Sea Post", "Meridian Wire", "Capital Brief"]):
        found = sm.compare(analysis, outlets=chosen)
        glance = found.to_dict()["glance"]
        assert {sentence["outlet"] for sentence in sentences_in(glance)} <= set(chosen)
        only = [c["outlets"][0] for c in whole if c["kind"] == "exclusive" and len(c["outlets"]) == 1]
        assert glance["alone"]["n"] == sum(outlet in chosen for outlet in only)
        for claim in glance["supported"]["claims"]:
            assert set(claim["outlets"]) <= set(chosen)
            assert 2 <= claim["independent"] <= len(claim["outlets"])
            shown += 1
        assert not glance["supported"]["claims"] or f"of {len(chosen)} outlets" in render(found.to_dict(), "text")
    assert shown


def claim(number: int, text: str, outlets: list[str], kind: str) -> dict[str, Any]:
    sentence = {"document": "d", "outlet": outlets[0], "start": 0, "stop": len(text), "text": text, "firm": True}
    return {
        "id": number,
        "sentences": [sentence],
        "outlets": outlets,
        "independent": len(outlets),
        "surely": {"outlets": outlets, "independent": len(outlets)},
        "kind": kind,
        "disputes": [],
    }


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("In Riverland 12 ministers met for four hours in the harbour palace.", True),
        ("However, they met again on the next day in the palace.", False),
        ("Will the ministers meet again in the palace next week?", False),
        ("The ministers met again", False),
        ("“We will meet again in the palace as soon as we can.", False),
        ("ministers who met for four hours in the harbour palace.", False),
        ("‘I saw the ministers leave the harbour palace again on Monday.", False),
        ("Ministers are seen during a meeting at the harbour palace on Monday.", False),
        ("Guaranteed to be high in Riverland, one way or another 12,' Ana Field posted.", False),
    ],
)
def test_what_a_reader_cannot_understand_alone_is_counted_and_not_shown(text: str, readable: bool) -> None:
    made = {
        "settings": {},
        "corpus": {"documents": [{"id": "d", "outlet": "A", "language": "en", "published": None}]},
        "themes": [],
        "coverage": [],
        "omissions": [],
        "figures": [],
        "claims": [claim(0, text, ["A", "B"], "shared"), claim(1, text, ["A"], "exclusive")],
    }
    glance = at_a_glance(made)
    assert (glance["supported"]["n"], glance["alone"]["n"]) == (1, 1)
    assert bool(glance["supported"]["claims"]) == bool(glance["alone"]["claims"]) == readable


def test_a_claim_is_shown_by_the_first_firm_sentence_that_can_be_read_alone() -> None:
    leaning, alone = (
        "However, they met again for four hours in the palace.",
        "The ministers met for four hours in the harbour palace.",
    )
    for firm, texts in ((True, [alone]), (False, [])):
        agreed = claim(0, leaning, ["A", "B"], "consensus")
        other = {**agreed["sentences"][0], "outlet": "B", "text": alone, "firm": firm}
        made = {**made_up(6, 4)["compare"], "claims": [{**agreed, "sentences": [*agreed["sentences"], other]}]}
        assert [c["sentence"]["text"] for c in at_a_glance(made)["supported"]["claims"]] == texts
        # What is agreed stands on the page in any case.
        assert f"• {alone if firm else leaning}" in render(made, "text")


def glance_of(*claims: dict[str, Any]) -> dict[str, Any]:
    documents = [{"id": "d", "outlet": outlet, "language": "en", "published": None} for outlet in "ABC"]
    empty: dict[str, Any] = {"themes": [], "coverage": [], "figures": [], "omissions": []}
    return dict(at_a_glance({"settings": {}, "corpus": {"documents": documents}, **empty, "claims": list(claims)}))


def stated_by(number: int, *texts: str) -> dict[str, Any]:
    """A claim that each of the outlets A, B, ... states in a sentence."""
    outlets = [*"ABCDEF"[: len(texts)]]
    told = [
        {"document": "d", "outlet": outlet, "start": 10, "stop": 10 + len(text), "text": text, "firm": True}
        for outlet, text in zip(outlets, texts, strict=True)
    ]
    return {**claim(number, texts[0], outlets, "shared"), "sentences": told}


def test_a_claim_is_shown_by_a_sentence_of_whose_figures_others_give_most() -> None:
    own = "The ferry fell behind by 6,116 knots, a loss of 795 since the palace was left."
    both = "The ferry fell behind on its way below 6,000 knots from the harbour palace."
    glance = glance_of(stated_by(0, own, both, both))
    assert glance["supported"]["claims"][0]["sentence"]["text"] == both
    assert glance["supported"]["claims"][0]["own_figures"] == []
    other = "The ferry fell behind the others on its way from the harbour palace below 6,000."
    shown = glance_of(stated_by(0, own, other.replace("below 6,000", "again")))["supported"]["claims"][0]
    assert shown["sentence"]["text"] == other.replace("below 6,000", "again")


def surely_by(stated: dict[str, Any], *outlets: str) -> dict[str, Any]:
    """The same claim, which of its outlets these alone surely state."""
    sentences = [{**s, "firm": s["outlet"] in outlets} for s in stated["sentences"]]
    return {**stated, "sentences": sentences, "surely": {"outlets": [*outlets], "independent": len(outlets)}}


def test_what_is_perhaps_said_is_told_apart_and_shown_only_where_nothing_surely_is() -> None:
    met = "The ministers met for four hours in the harbour palace of the town."
    rain = "Heavy rain flooded three markets of the old capital on Sunday."
    both, perhaps = surely_by(stated_by(0, met, met, met), "A", "B"), surely_by(stated_by(1, rain, rain), "A")
    glance = glance_of(both, perhaps)["supported"]
    assert (glance["n"], glance["n_surely"]) == (2, 1)
    assert [(c["claim"], c["surely"]["outlets"], c["outlets"]) for c in glance["claims"]] == [(0, ["A", "B"], [*"ABC"])]
    alone = glance_of(perhaps)["supported"]
    assert (alone["n_surely"], [c["claim"] for c in alone["claims"]]) == (0, [1])
    # Nor where what several surely state needs the sentence before it.
    unread = surely_by(stated_by(0, *["They met there again for four hours in the evening of that day."] * 2), "A", "B")
    first, *rest = glance_of(unread, perhaps)["supported"]["claims"]
    assert glance_of(unread)["supported"]["claims"] == []
    assert (first["claim"], first["alone"], rest) == (0, False, [])
    compared = made_up(6, 3)["compare"]
    first, *_ = compared["corpus"]["documents"]
    documents = [{**first, "id": "d", "outlet": outlet} for outlet in "ABC"]
    record = {**compared, "corpus": {**compared["corpus"], "documents": documents}, "claims": [both, perhaps]}
    record = {**record, **{view: [] for view in ("timeline", "derivation", "copies", "omissions", "prominence")}}
    for style in ("text", "markdown"):
        words = " ".join(render({**record, "glance": at_a_glance(record)}, style).replace("\\", "").split())
        assert "Most supported (1 claim of several outlets, in independent texts; perhaps 1 more)" in words
        assert "2 of 3 outlets and perhaps 1 more, 2 independent texts" in words
        assert "1 shared, 1 perhaps agreed" in words
        # What is only perhaps said by several stands where all claims do.
        assert style == "markdown" or "Agreed or shared besides" not in words
    record["claims"] = [perhaps]
    page = " ".join(render({**record, "glance": at_a_glance(record)}, "text").split())
    assert "Perhaps stated by several outlets (1 claim, in independent texts)" in page
    assert "Most supported" not in page
    assert "1 of 3 outlets and perhaps 1 more; here" in page


@pytest.mark.parametrize(
    ("first", "second", "own"),
    [
        (
            "It is now priced at $6,116 in the harbour of the old town.",
            "It fell below $6,000 in the harbour.",
            ["6,116"],
        ),
        ("There are 143 million letters in the harbour of the town.", "Some 143m letters lie in the harbour.", []),
        ("Six ministers died in the harbour of the old town today.", "At least two ministers died there.", []),
        ("At least two ministers died in the harbour of the old town.", "At least six ministers died.", ["two"]),
        ("On May 9, 2017, at 5:58 a.m. the harbour of the S9 was shut.", "The harbour was shut.", []),
        (
            "The ferry with its 3.5mm jack met three ministers at the port.",
            "The ferry met the ministers.",
            ["3.5", "three"],
        ),
        ("There are 348.2 deaths per 100,000 at the port.", "There are 348.2 deaths/100 000.", []),
        ("There are 90 deaths/100 000 and 12 000 ferries.", "There are 90 deaths.", ["12 000"]),
    ],
)
def test_figures_that_one_sentence_of_a_claim_alone_gives(first: str, second: str, own: list[str]) -> None:
    stated: Any = stated_by(0, first, second)
    found = own_figures(stated, stated["sentences"][0])
    assert [figure["text"] for figure in found] == own
    assert all(first[f["start"] - 10 : f["stop"] - 10] == f["text"] for f in found)
    stated["outlets"] = ["A"]
    assert own_figures(stated, stated["sentences"][0]) == []


def test_the_figures_of_one_are_told_beside_the_support() -> None:
    text = "The ferry is priced at $6,116 since it left the harbour palace."
    made = {**made_up(6, 4)["compare"], "claims": [stated_by(0, text, "The ferry is cheap, and fell below 6,000.")]}
    made = {
        **made,
        "claims": [
            {
                **made["claims"][0],
                "sentences": [*made["claims"][0]["sentences"][:1], made["claims"][0]["sentences"][1] | {"firm": False}],
            }
        ],
    }
    page = " ".join(render(made, "text").split())
    assert "2 independent texts; “6,116” in this sentence only; here A" in page


@pytest.mark.parametrize(
    "text",
    [
        "But in 2016 the ministers confirmed that they had lost the harbour palace.",
        "Ana Field answered with a brief statement: “We met in the harbour palace.",
    ],
)
def test_what_several_state_is_shown_by_a_sentence_that_can_nearly_be_read_alone(text: str) -> None:
    assert [c["sentence"]["text"] for c in glance_of(stated_by(0, text, text))["supported"]["claims"]] == [text]
    assert glance_of(claim(0, text, ["A"], "exclusive"))["alone"]["claims"] == []


def test_the_best_supported_claim_is_shown_though_it_leans() -> None:
    leaning, fit = (
        "They left the harbour palace for the ferry on Monday.",
        "Ana Field shut the palace by the river on Sunday.",
    )
    glance = glance_of(stated_by(0, leaning, leaning, leaning), stated_by(1, fit, fit))
    assert [(c["claim"], c["alone"]) for c in glance["supported"]["claims"]] == [(0, False), (1, True)]
    # Not where it is words of nobody knows whom.
    quoted = "“But it is the time when people have to step up and serve.”"
    (shown,) = glance_of(stated_by(0, quoted, quoted, quoted), stated_by(1, fit, fit))["supported"]["claims"]
    assert shown["claim"] == 1
    # Nor where what can be read alone is as well supported.
    assert [
        c["claim"] for c in glance_of(stated_by(0, leaning, leaning), stated_by(1, fit, fit))["supported"]["claims"]
    ] == [1]


def test_what_one_alone_says_is_what_tells_most() -> None:
    shared = stated_by(
        0, "The Riverland talks opened in the palace.", "The Riverland talks opened in the palace today."
    )
    generic = "The work in the old palace goes on for the time being."
    telling = "In Riverland the envoy Ana Field paid 40 crowns for the ferry."
    elsewhere = "In Farland the envoy Lee Moss paid 90 crowns for a boat."
    aside = "In Riverland we ask you to read Ana Field and her 50 letters."
    claims = [claim(k + 1, text, ["A"], "exclusive") for k, text in enumerate((generic, aside, elsewhere, telling))]
    assert [c["sentence"]["text"] for c in glance_of(shared, *claims)["alone"]["claims"]] == [telling]
    only = glance_of(shared, claims[0])["alone"]
    assert (only["n"], only["claims"]) == (1, [])
    # The reporter speaks of himself where the sentence begins with it, too.
    for begins in ("Here’s hoping that", "We hope that"):
        spoken = claim(1, f"{begins} in Riverland the envoy Ana Field pays 40 crowns.", ["A"], "exclusive")
        assert glance_of(shared, spoken)["alone"]["claims"] == []


def test_one_outlet_has_nothing_that_stands_only_there() -> None:
    made = made_up(1, 4)["compare"]
    texts = (
        "The ministers met for four hours in the harbour palace.",
        "Farmers in the valley fear for the harvest of wheat this year.",
    )
    claims = [claim(k, text, ["A"], "exclusive") for k, text in enumerate(texts)]
    alone = {**made, "claims": claims}
    glance = at_a_glance(alone)["alone"]
    assert (glance["n"], glance["outlets"]) == (0, [])
    assert [c["sentence"]["text"] for c in glance["claims"]] == list(texts)
    for form in ("text", "markdown"):
        page = " ".join(render(alone, form).split())
        assert "Only here" not in page
        assert "There is one outlet alone" in page
        assert "2 claims of one outlet alone" in page
        assert all(text in page for text in texts)
        # What cannot be compared is said once, and not view by view.
        assert "hold outlets against each other: omissions, emphasis, alignments, timeline, originality" in page
        assert ("say --map outlet=title" in page) == (len(made["corpus"]["documents"]) > 1)
        assert not any(empty in page for empty in ("--only originality", "--only likeness", "nothing found"))
    # One outlet of several that were compared says what it says alone.
    documents = [{**document, "outlet": "A"} for document in made["corpus"]["documents"]]
    shown = {
        **alone,
        "settings": {**made["settings"], "outlets": ["A"]},
        "corpus": {**made["corpus"], "documents": documents},
    }
    assert at_a_glance(shown)["alone"]["n"] == 2
    assert "Only here" in render(shown, "text")


def test_a_dispute_is_cut_to_where_it_lies() -> None:
    made = made_up(6, 4)["compare"]
    start = (
        "The palace by the harbour, which the ministers left on Monday for a visit to the farmers of the northern valley, "
        * 2
    )
    pair = [
        claim(k, f"{start}was bought for {n} million.", ["A", "B"], "shared") | {"disputes": [1 - k]}
        for k, n in enumerate((12, 17))
    ]
    page = " ".join(render({**made, "figures": [], "claims": pair}, "text").split())
    glance = page[: page.index("All of a view")]
    assert "for 12 million." in glance
    assert "for 17 million." in glance


def test_who_did_not_answer_the_paper_is_counted_and_not_shown() -> None:
    texts = "A new bridge was opened.", "Ms Roe did not respond to a request for comment."
    agreed = [surely_by(stated_by(k, text, text), "A", "B") for k, text in enumerate(texts)]
    page = {**made_up(6, 3)["compare"], **{view: [] for view in ("timeline", "omissions", "prominence")}}
    page["claims"] = agreed
    words = " ".join(render({**page, "glance": at_a_glance(page)}, "text").split())
    assert "(1 of 2 shown; all with --only claims) " in words
    assert texts[0] in words
    assert texts[1] not in words


def test_a_theme_that_no_sentence_names_is_counted_as_left_out_and_not_shown() -> None:
    made = made_up(6, 4)["compare"]
    theme, *_ = made["themes"]
    cells = [
        {**cell, "count": int(n > 0), "of": 20, "mentioned": n > 0, "outcome": "covered" if n else "cannot_tell"}
        for n, cell in enumerate(c for c in made["coverage"] if c["theme"] == theme["id"])
    ]
    for text, n_shown in (
        ("The ministers met for four hours in the harbour palaces.", 1),
        ("They met for long hours, and nobody said why.", 0),
    ):
        example = {**theme["representative"][0], "text": text}
        left_out = at_a_glance(
            {**made, "coverage": cells, "themes": [{**theme, "label": "fish, old palace", "representative": [example]}]}
        )["left_out"]
        assert (left_out["n"], len(left_out["gaps"])) == (1, n_shown)


def test_a_theme_that_as_many_lack_as_carry_is_not_left_out() -> None:
    made = made_up(6, 4)["compare"]
    theme, *_ = made["themes"]
    of_theme = [c for c in made["coverage"] if c["theme"] == theme["id"]]
    for n_lacking, n in ((3, 0), (2, 1)):
        cells = [
            {
                **cell,
                "count": int(k >= n_lacking),
                "of": 20,
                "mentioned": k >= n_lacking,
                "outcome": "covered" if k >= n_lacking else "cannot_tell",
            }
            for k, cell in enumerate(of_theme)
        ]
        assert at_a_glance({**made, "coverage": cells, "themes": [theme]})["left_out"]["n"] == n


def test_a_theme_in_passing_or_of_one_outlet_is_not_left_out_by_others() -> None:
    made = made_up(6, 4)["compare"]
    theme, *_ = made["themes"]
    of_theme = [c for c in made["coverage"] if c["theme"] == theme["id"]]
    for counts, passing, unnamed, n in (
        ((0, 3, 3, 3), 0, 0, 1),
        ((0, 3, 3, 3), 2, 0, 0),
        ((0, 20, 2, 2), 0, 0, 0),
        ((0, 8, 2, 2), 0, 0, 1),
        # One whose sentences have no word that the theme is called by does not carry it.
        ((0, 3, 3, 3), 0, 1, 0),
    ):
        cells = [
            {
                **cell,
                "count": count,
                "of": 20,
                "mentioned": bool(count),
                "outcome": "cannot_tell" if not count else "covered",
            }
            for cell, count in zip(of_theme, counts, strict=False)
        ]
        for cell in cells[1 : 1 + passing]:
            cell["outcome"] = "in_passing"
        for cell in cells[1 : 1 + unnamed]:
            cell["mentioned"] = False
        found = at_a_glance({**made, "coverage": cells, "themes": [theme]})["left_out"]
        assert found["n"] == n


def test_a_fact_that_most_surely_state_and_one_has_no_sentence_on_goes_before_themes() -> None:
    met = "The ministers met for four hours in the harbour palace of the town."
    fact = surely_by(stated_by(0, met, met, met), "A", "B", "C")
    documents = [{"id": o, "outlet": o, "language": "en", "published": "2025-02-18"} for o in "ABCD"]
    for s in fact["sentences"]:
        s["document"] = s["outlet"]
    row = {"claim": 0, "outlet": "D", "count": 0, "outcome": "cannot_tell", "perhaps": 0.01, "unstated": True}
    cell = {
        "theme": 0,
        "outlet": "D",
        "count": 0,
        "of": ENOUGH,
        "share": 0.0,
        "outcome": "cannot_tell",
        "mentioned": True,
    }
    empty: dict[str, Any] = {"settings": {}, "themes": [], "figures": [], "claims": [fact]}
    record = {**empty, "corpus": {"documents": documents}, "coverage": [cell], "omissions": [row]}
    found = at_a_glance(record)["left_out"]
    assert [(u["fact"]["claim"], [s["outlet"] for s in u["silent"]]) for u in found["facts"]] == [(0, ["D"])]
    earlier = [*documents[:3], {**documents[3], "published": "2025-02-17T10:00:00+00:00"}]
    for changed in (
        {"corpus": {"documents": earlier}},
        {"coverage": [{**cell, "of": ENOUGH - 1}]},
        {"omissions": [{**row, "perhaps": 0.08}]},
        {"claims": [surely_by(fact, "A", "B")]},
    ):
        assert at_a_glance({**record, **changed})["left_out"]["n_facts"] == 0
    page = made_up(6, 3)["compare"]
    full = [{**page["corpus"]["documents"][0], **d} for d in documents]
    page = {**page, **{view: [] for view in ("timeline", "derivation", "copies", "omissions", "prominence")}}
    shown = {**page, "corpus": {**page["corpus"], "documents": full}, "claims": [fact], "glance": at_a_glance(record)}
    words = " ".join(render(shown, "text").split())
    assert "3 of 4 outlets, 3 independent texts; here A, A[10:77]; no sentence found on it in D (15 sentences)" in words
    # Not a second time what stands above.
    assert "Not mentioned" not in words
    shown["glance"]["supported"]["claims"] = []
    assert "Not mentioned (1 fact that most outlets have)" in " ".join(render(shown, "text").split())


def test_a_mention_in_a_headline_is_one() -> None:
    corpus = Corpus.from_records(RECORDS)
    mentions = Mentions(corpus)
    for number, outlet in enumerate(corpus.outlets):
        titles = [d.title for d in corpus.documents if d.outlet == outlet and d.title]
        for title in titles:
            assert mentions.any_of(re.findall(r"\w+", title)[-1], number)
        assert not mentions.any_of("zeppelins", number)


def test_names_that_two_short_texts_share_are_no_text_of_each_other() -> None:
    texts = (
        "Foreign Minister Sergey Lavrov met Secretary of State Marco Rubio in Riyadh on Tuesday morning.",
        "Secretary of State Marco Rubio and Foreign Minister Sergey Lavrov ended talks in Riyadh on Tuesday.",
    )
    short = Corpus.from_records([{"outlet": name, "text": text} for name, text in zip("AB", texts, strict=True)])
    record: dict[str, Any] = dict(sm.compare(sm.analyse(short, encoder=SmallEncoder(), cache=NoCache())).to_dict())
    assert [row["label"] == "non" for row in record["derivation"]] == [False, False]
    cells = list(csv.DictReader(io.StringIO(render(record, "csv", only="derivation"))))
    assert [row["telling"] for row in cells] == ["0", "0"]
    assert view_sizes(record)["--only derivation"] == "0 of 2 documents"
    for form in ("text", "markdown"):
        assert "Who has whose text" not in render(record, form)


def test_below_the_glance_stands_what_the_outlets_asked_for_agree_on() -> None:
    analysis = sm.analyse(sm.read(CORPORA / "riyadh-talks"), encoder=SmallEncoder(), cache=NoCache())
    asked = ["Capital Brief", "Danube Weekly", "Potomac Dispatch", "Rampart"]
    text = render(sm.compare(analysis, outlets=asked).record, "text", width=200)
    sides = [re.search(r"independent texts: (.*?);", line) for line in text.splitlines()]
    named = [side[1] for side in sides if side is not None]
    assert named
    assert all(set(outlets.split(", ")) <= set(asked) for outlets in named), named
