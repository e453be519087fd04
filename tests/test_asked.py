"""A comparison of a few outlets of many: what of the record is theirs, and what is said of groups."""

from __future__ import annotations

from typing import Any

import pytest

import summarize as sm
from summarize.records import outlets_shown
from summarize.records.leading import ENOUGH, as_asked, at_a_glance
from summarize.rendering.figures import figures_text
from summarize.rendering.overview import agree, overview_text

from .conftest import RECORDS, SmallEncoder

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
    return {**sentence, "text": text, "value": number, "qualifier": None, "sentence": sentence}


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
        "settings": {"outlets": [*asked] or None},
        "corpus": {
            "documents": [{"id": name.lower(), "outlet": name, "language": "en"} for name in "ABC"],
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
                (0, "in part", ["A", "B"], 1, ["B"], 1),
                (1, "in part", ["A"], 1, ["A"], 1),
                (2, "exclusive", ["A"], 1, ["A"], 1),
                (3, "exclusive", ["A", "B"], 1, ["A", "B"], 1),
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
            [(["A", "C"], 2, [[0, 1]], [], True), (["A", "C"], 2, [], [], False)],
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
    made["corpus"]["documents"] += [{"id": name.lower(), "outlet": name, "language": "en"} for name in "DEF"]
    theirs = claim(5, "exclusive", 1, said("C", "Ana Field of Karst and Velm is a brewer, the papers say."))
    for more, n in (([], 1), ([theirs], 0)):
        alone = at_a_glance({**made, "claims": [*CLAIMS, *more]})["alone"]["claims"]
        assert sum(stated["claim"] == 2 for stated in alone) == n


class _Lines:
    whole, width = False, 80

    def __init__(self) -> None:
        self.lines: list[str] = []

    def some(self, rows: list[Any], most: int) -> list[Any]:
        return rows[:most]

    def heading(self, words: str) -> None:
        self.lines.append(words)

    def paragraph(self, words: Any, **_: Any) -> None:
        self.lines.append(words if isinstance(words, str) else "".join(part for part, _ in words))


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        # One text of two agrees with nobody.
        ("AB", []),
        ("BC", ["Figures that agree (1)", "• workers — 5: B, C"]),
        ("AC", ["Figures that agree (1)", "• workers — 3: A; 5: C"]),
    ],
)
def test_figures_that_agree_are_of_the_outlets_asked_for(asked: str, lines: list[str]) -> None:
    page: Any = _Lines()
    figures_text(page, record(*asked))
    assert page.lines == lines


def test_a_figure_at_a_glance_names_the_outlets_asked_for() -> None:
    page: Any = _Lines()
    overview_text(page, record("A", "C"))
    assert any(line.startswith("12, A: ") for line in page.lines)
    assert any(line.startswith("14, C: ") for line in page.lines)


def grouped(groups: dict[str, str], silent: str) -> dict[str, Any]:
    documents = [
        {"id": name.lower(), "outlet": name, "group": group, "language": "en"} for name, group in groups.items()
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


def test_outlets_agree_only_where_there_are_two() -> None:
    nothing = {"disputed": {"n": 0}, "figures": {"n": 0}}
    for outlets, told in (("AA", False), ("AB", True)):
        assert agree({"corpus": {"documents": [{"outlet": outlet} for outlet in outlets]}}, nothing) is told
