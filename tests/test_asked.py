"""A comparison of a few outlets of many: what of the record is theirs, and what is said of groups."""

from __future__ import annotations

import re
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Final

import pytest

import summarize as sm
from summarize.records import VIEWS
from summarize.records.asked import (
    alignments_of,
    as_asked,
    copies_of,
    disputed_of,
    figures_among,
    quotations_of,
    support_among,
    timeline_of,
)
from summarize.records.glance import outlets_shown
from summarize.records.leading import at_a_glance
from summarize.records.silent import ENOUGH
from summarize.rendering import render
from summarize.rendering.blocks import Paragraph
from summarize.rendering.claims import claims_blocks
from summarize.rendering.coverage import omissions_blocks
from summarize.rendering.figures import figures_blocks
from summarize.rendering.overview import agree, overview_blocks
from summarize.rendering.text import text_of
from summarize.rendering.timeline import timeline_blocks, times_size
from summarize.rendering.views import view_sizes

from .conftest import CORPORA, RECORDS, SmallEncoder, sentences_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarize.rendering.blocks import Block

#: "2 outlets and perhaps 1 more, 2 independent texts", "1 of 2 outlets": how many outlets a claim is counted in, and not how many were read.
_COUNTED: Final = re.compile(r"(?<!from )\b(\d+) (?:of (\d+) )?outlets?(?: and perhaps (\d+) more)?(?=[,:;]| and)")

MET = "The ministers met for four hours in the harbour palace on Monday."
STORM = "A storm shut the northern railway for two days last week."
FIELD = "Ana Field sold the brewery of Karst to a bank in Velm."
DENIED = "The ministers never met in the harbour palace on Monday."


def said(outlet: str, text: str = MET, *, firm: bool = True) -> dict[str, Any]:
    return {
        "document": outlet.lower(),
        "outlet": outlet,
        "start": 0,
        "stop": len(text),
        "text": text,
        "firm": firm,
    }


def claim(number: int, kind: str, independent: int, *sentences: dict[str, Any], **more: Any) -> dict[str, Any]:
    names = sorted({s["outlet"] for s in sentences})
    sure = {"outlets": sorted({s["outlet"] for s in sentences if s["firm"]}), "independent": independent}
    found = {"id": number, "sentences": [*sentences], "outlets": names, "independent": independent, "surely": sure}
    return {**found, "kind": kind, "disputes": [], **more}


def value(outlet: str, number: float) -> dict[str, Any]:
    text = f"{number:.0f}"
    sentence = said(outlet, f"{text} workers were hurt.")
    return {
        **sentence,
        "text": text,
        "value": number,
        "low": number,
        "high": number,
        "qualifier": None,
        "unit": "count",
        "sentence": sentence,
    }


def figure(values: list[dict[str, Any]], **pairs: list[list[int]]) -> dict[str, Any]:
    made = {"what": "workers", "terms": [], "label": "unexplained", "reasons": [], "claims": [], "independent": 2}
    pairs = {"against": [], "bounds": [], **pairs}
    outlets = sorted({v["outlet"] for v in values})
    return {**made, **pairs, "conflict": bool(pairs["against"]), "outlets": outlets, "values": values}


#: A and B print one text, but for what B has besides.
CLAIMS = [
    claim(0, "shared", 2, said("A", firm=False), said("B"), said("C"), disputes=[4]),
    claim(1, "shared", 2, said("A", STORM), said("C", STORM)),
    claim(2, "exclusive", 1, said("A", FIELD)),
    claim(3, "exclusive", 1, said("A", STORM), said("B", STORM)),
    claim(4, "exclusive", 1, said("B", DENIED), disputes=[0]),
]
FIGURES = [
    figure([value("A", 12), value("B", 12), value("C", 14)], against=[[0, 2], [1, 2]]),
    figure([value("A", 3), value("B", 5), value("C", 5)], bounds=[[0, 1]]),
]


def record(*asked: str) -> dict[str, Any]:
    return {
        "settings": {"outlets": [*asked] or None, "coverage": {"min_elsewhere": 3}},
        "corpus": {
            "documents": [{"id": name.lower(), "outlet": name, "language": "en", "published": None} for name in "ABC"],
            "dropped": [],
            "copies": 1,
        },
        "copies": [{"documents": ["a", "b"]}],
        "themes": [{"id": 0, "label": "harbour", "representative": [said("C"), said("A")]}],
        "claims": CLAIMS,
        "figures": FIGURES,
        "coverage": [],
        "omissions": [],
    }


@pytest.mark.parametrize(
    ("asked", "claims", "figures", "examples"),
    [
        # What copies alone state of what others hold too is not supported among them, though it may be disputed.
        (
            "AB",
            [
                (3, "exclusive", ["A", "B"], 1, ["A", "B"], 1),
                (0, "in part", ["A", "B"], 1, ["B"], 1),
                (1, "in part", ["A"], 1, ["A"], 1),
                (2, "exclusive", ["A"], 1, ["A"], 1),
                (4, "exclusive", ["B"], 1, ["B"], 1),
            ],
            [(["A", "B"], 1, [], [], False), (["A", "B"], 1, [], [[0, 1]], False)],
            ["A"],
        ),
        # The best supported of theirs comes first.
        (
            "AC",
            [
                (1, "shared", ["A", "C"], 2, ["A", "C"], 2),
                (0, "shared", ["A", "C"], 2, ["C"], 1),
                (2, "exclusive", ["A"], 1, ["A"], 1),
                (3, "in part", ["A"], 1, ["A"], 1),
            ],
            [(["A", "C"], 2, [[0, 1]], [], True), (["A", "C"], 2, [], [[0, 1]], False)],
            ["C", "A"],
        ),
        (
            "BC",
            [
                (0, "shared", ["B", "C"], 2, ["B", "C"], 2),
                (1, "in part", ["C"], 1, ["C"], 1),
                (3, "in part", ["B"], 1, ["B"], 1),
                (4, "exclusive", ["B"], 1, ["B"], 1),
            ],
            [(["B", "C"], 2, [[0, 1]], [], True), (["B", "C"], 2, [], [], False)],
            ["C"],
        ),
    ],
)
def test_of_a_few_outlets_all_is_theirs(asked: str, claims: Any, figures: Any, examples: list[str]) -> None:
    found = as_asked(record(*asked))
    assert [d["outlet"] for d in found["corpus"]["documents"]] == [*asked]
    assert found["corpus"]["copies"] == 1
    sides = [
        (c["outlets"], c["independent"], c["surely"]["outlets"], c["surely"]["independent"]) for c in found["claims"]
    ]
    assert [(c["id"], c["kind"], *side) for c, side in zip(found["claims"], sides, strict=True)] == claims
    assert {s["outlet"] for c in found["claims"] for s in c["sentences"]} == {*asked}
    kept = [(f["outlets"], f["independent"], f["against"], f["bounds"], f["conflict"]) for f in found["figures"]]
    assert kept == figures
    assert [[v["outlet"] for v in f["values"]] for f in found["figures"]] == [[*asked]] * 2
    assert [s["outlet"] for s in found["themes"][0]["representative"]] == examples
    whole = record(*asked)
    assert all(found[name] == whole[name] for name in ("settings", "coverage", "omissions"))


def test_one_outlet_alone_has_the_support_of_all() -> None:
    found, whole = as_asked(record("A")), record()
    assert found["figures"] == FIGURES
    assert [(c["id"], c["kind"], c["outlets"], c["independent"]) for c in found["claims"]] == [
        (c["id"], c["kind"], c["outlets"], c["independent"]) for c in CLAIMS[:4]
    ]
    assert {s["outlet"] for c in found["claims"] for s in c["sentences"]} == {"A"}
    assert as_asked(whole) is whole


def test_a_claim_that_others_hold_too_is_disputed_and_neither_supported_nor_alone() -> None:
    glance = at_a_glance(record("A", "B"))
    assert glance["disputed"]["n"] == 1
    assert [c["sentence"]["text"] for c in glance["disputed"]["pairs"][0]] == [MET, DENIED]
    assert not agree(record("A", "B"), glance)
    assert (glance["supported"]["kind"], glance["supported"]["n"], glance["alone"]["n"]) == ("copies", 1, 2)
    # Nobody disputes with himself, where it is others who do.
    mine = [
        claim(0, "shared", 2, said("A"), said("C"), disputes=[1]),
        claim(1, "shared", 2, said("A", DENIED), said("C", DENIED), disputes=[0]),
    ]
    assert at_a_glance({**record("A", "B"), "claims": mine})["disputed"]["n"] == 0
    assert at_a_glance({**record("A", "C"), "claims": mine})["disputed"]["n"] == 1


def test_what_others_name_too_is_not_told_as_one_outlets_own() -> None:
    made = record("A", "B")
    # A name that half of the outlets have belongs to the story.
    made["corpus"]["documents"] += [
        {"id": name.lower(), "outlet": name, "language": "en", "published": None} for name in "DEF"
    ]
    theirs = claim(5, "exclusive", 1, said("C", "Ana Field of Karst and Velm is a brewer, the papers say."))
    for more, n in (([], 1), ([theirs], 0)):
        alone = at_a_glance({**made, "claims": [*CLAIMS, *more]})["alone"]["claims"]
        assert sum(stated["claim"] == 2 for stated in alone) == n


def lines_of(blocks: Iterable[Block]) -> list[str]:
    return [line.strip() for line in text_of(blocks, width=400).splitlines()]


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        # One text of two agrees with nobody.
        ("AB", [""]),
        ("BC", ["Figures that agree (1)", "─" * 22, "• workers — 5: B, C"]),
        # Others are held against each other for these numbers.
        ("AC", [""]),
    ],
)
def test_figures_that_agree_are_of_the_outlets_asked_for(asked: str, lines: list[str]) -> None:
    assert lines_of(figures_blocks(as_asked(record(*asked)), False)) == lines


def test_a_figure_at_a_glance_names_the_outlets_asked_for() -> None:
    lines = lines_of(overview_blocks(record("A", "C")))
    assert any(line.startswith("12, A: ") for line in lines)
    assert any(line.startswith("14, C: ") for line in lines)


def grouped(groups: dict[str, str], silent: str) -> dict[str, Any]:
    documents = [
        {"id": name.lower(), "outlet": name, "group": group, "language": "en", "published": None}
        for name, group in groups.items()
    ]
    names = sorted({*groups.values()})
    return {
        **record(),
        "corpus": {"documents": documents},
        "copies": [],
        "figures": [],
        "themes": [],
        "claims": [claim(0, "consensus", 3, said("A"), said("B"), said("C"))],
        "coverage": [
            {"theme": 0, "outlet": name, "of": 2 * ENOUGH, "count": 3, "outcome": "covered"} for name in names
        ],
        "omissions": [
            {"claim": 0, "outlet": silent, "unstated": True, "perhaps": 0.01, "outcome": "absent", "count": 0}
        ],
    }


def test_a_fact_that_a_group_leaves_out_is_held_against_groups() -> None:
    each = at_a_glance(grouped({name: f"Press {name}" for name in "ABCD"}, "Press D"))["left_out"]
    assert [s["outlet"] for s in each["facts"][0]["silent"]] == ["Press D"]
    # Three outlets of one group are one group of two, which is no more than half.
    assert at_a_glance(grouped({**dict.fromkeys("ABC", "Wires"), "D": "Rest"}, "Rest"))["left_out"]["n_facts"] == 0


def test_an_outlet_that_is_called_as_another_group_is_not_shown_with_it() -> None:
    documents = [{"outlet": "A", "group": "Wire"}, {"outlet": "Wire", "group": "Rest"}]
    assert outlets_shown({"settings": {"outlets": ["Wire"]}, "corpus": {"documents": documents}}) == {"A"}
    analysis = sm.analyse(sm.Corpus.from_records(RECORDS), encoder=SmallEncoder(), cache=sm.NoCache())
    first, second, *_ = sorted({d["outlet"] for d in RECORDS})
    found = sm.compare(analysis, groups={second: [first], "Rest": "*"}, outlets=[second]).to_dict()
    assert {row["outlet"] for row in found["originality"]} == {first}
    assert {row["outlet"] for row in found["breadth"]} == {second}
    assert all(first in claim["outlets"] for claim in found["claims"])


@pytest.fixture(scope="session")
def demo() -> sm.Analysis:
    corpus = sm.read(CORPORA / "riyadh-talks", cache=sm.NoCache())
    return sm.analyse(corpus, encoder=SmallEncoder(), cache=sm.NoCache())


def test_every_sentence_of_a_comparison_of_two_outlets_is_theirs(demo: sm.Analysis) -> None:
    asked = ["Meridian Wire", "The Red Sea Post"]
    found = sm.compare(demo, outlets=asked).to_dict()
    for view in ("claims", "figures", "copies", "timeline", "alignments", "shared_quotations", "themes", "glance"):
        assert {s["outlet"] for s in sentences_in(found[view])} <= {*asked}, view
    assert len({*found["claims"][0]["outlets"]} - {*asked}) > 0


def test_a_pair_that_others_print_too_is_told_by_those_asked_for() -> None:
    span = {"start": 4, "stop": 13}
    change = {"kind": "delete", "first": span, "second": span, "first_telling": [span], "second_telling": []}
    copy = {**said("B"), "start": 30, "stop": 30 + len(MET)}
    item = {"first": said("A"), "first_copies": [copy], "second": said("C"), "second_copies": [], "changes": [change]}
    (found,) = alignments_of([item], {"B", "C"})
    assert (found["first"], found["first_copies"], found["second"]) == (copy, [], item["second"])
    assert found["changes"][0]["first"] == found["changes"][0]["first_telling"][0] == {"start": 34, "stop": 43}
    assert found["changes"][0]["second"] == span
    assert not [*alignments_of([item], {"A", "B"})]
    # Its differences are told by places in the sentence that stands first.
    assert not [*alignments_of([{**item, "first_copies": [{**copy, "text": f"{MET} "}]}], {"B", "C"})]
    assert [*alignments_of([item], {"C"})] == [item]


def test_copies_quotations_and_times_are_cut_to_the_outlets_asked_for() -> None:
    near = {"a": ("b", 0.9, 30), "b": ("a", 1.0, 30), "c": ("b", 0.7, 20)}
    members = [
        {"document": name, "other": other, "share": share, "longest_run": run}
        for name, (other, share, run) in near.items()
    ]
    whole = {"containment": 0.7, "longest_run": 30, "tier": "partly", "passage": said("A"), "members": members}
    group = {"documents": ["a", "b", "c"], "titles": ["A", "B", "C"], **whole}
    unknown = {"other": None, "share": None, "longest_run": None}
    for kept, told in (
        ("ab", (said("A"), members[:2])),
        ("bc", (None, [{"document": "b", **unknown}, members[2]])),
        ("ac", (said("A"), [{"document": name, **unknown} for name in "ac"])),
    ):
        (found,) = copies_of([group], {*kept}, alone=False)
        assert (found["documents"], found["titles"]) == ([*kept], [*kept.upper()])
        assert (found["passage"], found["members"]) == told
        assert all(found[name] == whole[name] for name in ("containment", "longest_run", "tier"))
    assert not [*copies_of([group], {"a"}, alone=False)]
    assert [*copies_of([group], {"a"}, alone=True)] == [group]
    quotes = [
        {**said(name, text), "n_words": n}
        for name, text, n in (("A", "No", 1), ("B", "No deal", 2), ("C", "No deal now", 3))
    ]
    shared: dict[str, Any] = {"outlets": {"A": 1, "B": 2, "C": 3}, "quotes": quotes, "text": "No deal now"}
    texts = {"C": "No deal now", "B": "No deal", "A": "No"}
    sentence = {"text": "No deal now", "outlets": {"C": 3, "B": 2, "A": 1}, "texts": texts}
    shared |= {"independent": 3, "identical": False, "sentences": [sentence, {**sentence, "texts": {"C": "No"}}]}
    (cut,) = quotations_of([shared], {"A", "B"}, support_among(record(), {"A", "B"}))
    assert (cut["outlets"], cut["quotes"], cut["text"]) == ({"A": 1, "B": 2}, quotes[:2], "No deal")
    assert [(s["text"], s["outlets"]) for s in cut["sentences"]] == [("No deal", {"B": 2, "A": 1})]
    given = [{"outlet": name, "speaker": speaker, "text": "No"} for name, speaker in zip("ABC", "MMF", strict=True)]
    disputed = [{"text": "No", "given": given}]
    assert [*disputed_of(disputed, {"A", "B"})] == []
    assert [*disputed_of(disputed, {"B", "C"})] == [{"text": "No", "given": given[1:]}]
    # A and B print one text.
    assert (cut["independent"], cut["identical"]) == (1, False)
    alike = {**shared, "quotes": [quotes[0], *({**quote, "text": "No deal."} for quote in quotes[1:])]}
    (cut,) = quotations_of([alike], {"B", "C"}, support_among(record(), {"B", "C"}))
    assert (cut["independent"], cut["identical"]) == (2, True)
    row = {"claim": 0, "statement": said("C"), "earlier": [said("C"), said("A")]}
    rows = [{**row, "outlet": name, "sentence": said(name)} for name in "ABC"]
    first, second = timeline_of(rows, {"A", "B"}, {"A", "B"})
    assert first["statement"] == second["statement"] == said("A")
    assert second["earlier"] == [said("A")]


def test_outlets_agree_only_where_there_are_two() -> None:
    nothing = {"disputed": {"n": 0}, "figures": {"n": 0}}
    for outlets, asked, told in (("AA", None, False), ("AB", None, True), ("AB", ["A"], False)):
        corpus = {"documents": [{"outlet": outlet} for outlet in outlets]}
        assert agree({"corpus": corpus, "settings": {"outlets": asked}}, nothing) is told


def test_a_number_that_others_hold_against_another_is_held_against_it_by_these() -> None:
    among = figure([value("D", 12), value("A", 12), value("B", 13), value("C", 14)], against=[[0, 3]])
    among |= {"reasons": ["unexplained"]}
    for asked, against in (("AC", [[0, 1]]), ("AB", [[0, 1]]), ("AA", [])):
        (found,) = figures_among({**record(*asked), "figures": [among]})
        told = ("unexplained", ["unexplained"]) if against else (None, [])
        assert (found["against"], found["conflict"], found["label"], found["reasons"]) == (
            against,
            bool(against),
            *told,
        )
    # So does what is the same, rounded.
    among["values"][2] |= dict.fromkeys(("value", "low", "high"), 12.05)
    assert not figures_among({**record("A", "B"), "figures": [among]})[0]["conflict"]
    # What leaves room for each other agrees.
    among["values"][2] |= {"low": 11.0, "high": None}
    (found,) = figures_among({**record("A", "B"), "figures": [among]})
    assert (found["against"], found["conflict"], found["label"]) == ([], False, None)


def test_a_claim_is_led_by_a_sentence_that_surely_states_it_and_all_others_stand_below() -> None:
    # A leads the claim among all outlets, and only perhaps states what B and C do.
    made = {
        **record("A", "B"),
        "copies": [],
        "claims": [claim(0, "shared", 2, said("C"), said("A", DENIED, firm=False), said("B"))],
    }
    (found,) = as_asked(made)["claims"]
    assert [s["outlet"] for s in found["sentences"]] == ["B", "A"]
    lines = lines_of(claims_blocks(made, True))
    assert f"• {MET}" in lines
    assert [line for line in lines if line.startswith("perhaps: A, ")] == [f"perhaps: A, a[0:{len(DENIED)}]: {DENIED}"]


def test_a_sentence_that_several_print_is_told_once_with_all_of_them() -> None:
    made = {**record(), "claims": [claim(0, "shared", 2, said("A"), said("B", STORM), said("C"), said("D", STORM))]}
    page = " ".join(lines_of(claims_blocks(made, True)))
    assert (page.count(MET), page.count(STORM)) == (1, 1)
    assert f"; here A, a[0:{len(MET)}]; C, c[0:{len(MET)}] B, b[0:{len(STORM)}]; D, d[0:{len(STORM)}]: {STORM}" in page


@pytest.mark.parametrize("asked", ["A", "AB"])
def test_what_the_outlets_shown_only_perhaps_state_leads_nowhere_and_is_marked(asked: str) -> None:
    unsure = claim(0, "shared", 2, said("A", firm=False), said("C"), said("D"))
    made = {**record(*asked), "claims": [unsure]}
    glance = at_a_glance(made)
    assert (glance["supported"]["n"], glance["supported"]["claims"], glance["alone"]["n"]) == (0, [], 0)
    assert f"• perhaps: {MET}" in lines_of(claims_blocks(made, True))


def test_among_a_few_the_claims_stand_by_the_support_that_orders_all() -> None:
    one, two = (
        (said("A"), said("B", firm=False), said("C", firm=False)),
        (said("A", STORM), said("C", STORM, firm=False)),
    )
    made = {**record("A", "B", "C"), "copies": [], "claims": [claim(0, "shared", 1, *two), claim(1, "shared", 1, *one)]}
    made["corpus"]["documents"] += [{"id": "d", "outlet": "D", "language": "en", "published": None}]
    assert [c["id"] for c in as_asked(made)["claims"]] == [1, 0]


def test_nothing_is_left_out_where_every_outlet_shown_states_it() -> None:
    row = {"claim": 0, "outlet": "A", "count": 1, "outcome": "covered", "unstated": False}
    made = {**record("A"), "omissions": [row], "refused": {}}
    said = "Every outlet shown states each claim that 3 independent texts or more surely state."
    assert [*omissions_blocks(made, True)][1:] == [Paragraph(said)]
    sizes = view_sizes({**made, **{view: [] for view in VIEWS}, "omissions": [row]})
    assert sizes["--only omissions"] == "0 claims, 0 absences beyond chance"


def test_times_of_a_few_outlets_are_said_to_be_held_against_all() -> None:
    row = {"claim": 0, "outlet": "A", "place": "later", "certain": False}
    tables: dict[str, Any] = {
        "timeline": [row],
        "timeline_outlets": [],
        "timeline_documents": [],
        "timeline_unordered": 0,
    }
    for asked, size in (
        ("", "0 claims"),
        ("A", "0 of 1 claim that it has first, or perhaps first"),
        ("AB", "0 of 1 claim that both state"),
    ):
        made = {**record(*asked), **tables}
        assert times_size(made) == size
        assert any(
            "Outlets that are not shown are counted" in str(block)
            for block in timeline_blocks({**made, "corpus": {"documents": []}}, True)
        ) is bool(asked)


def test_every_pair_of_outlets_has_every_view_in_every_format(demo: sm.Analysis) -> None:
    names = sorted(demo.source.outlets)
    for pair in combinations(names, 2):
        found = sm.compare(demo, outlets=pair).to_dict()
        for view, form in product((None, *VIEWS), ("text", "markdown", "csv")):
            page = " ".join(render(found, form, only=view).split())
            for n, of, more in _COUNTED.findall(page) if form != "csv" and view in (None, "claims", "figures") else ():
                assert int(n) + int(more or 0) <= int(of or len(pair)) <= len(pair), (pair, view, form)
