"""What stands at a glance on the page of a report, and what of it would be untrue."""

from __future__ import annotations

import re
from typing import Any

import pytest

from summarize.records.silent import ENOUGH
from summarize.rendering import render, render_report
from summarize.rendering.overview import NO_CONFLICT
from summarize.rendering.report.attention import earliest
from summarize.rendering.report.claims import claim_groups
from summarize.rendering.report.glance import left_out
from summarize.rendering.report.page import to_html
from summarize.rendering.report.story import Story
from summarize.rendering.report.voices import speakers

from .conftest import RECORDS
from .reports import compared, report_of


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    return report_of()


def with_silence(record: dict[str, Any], sentences: dict[int, int]) -> dict[str, Any]:
    """The record with one theme, on which the outlets of these numbers have no sentence among so many."""
    cells = [cell for cell in record["compare"]["coverage"] if cell["theme"] == 0]
    changed = [
        {**cell, "count": 0, "of": sentences[n], "outcome": "cannot_tell", "p_value": 0.2, "mentioned": False}
        if n in sentences
        else {**cell, "count": max(1, cell["count"]), "outcome": "covered"}
        for n, cell in enumerate(cells)
    ]
    others = [cell for cell in record["compare"]["coverage"] if cell["theme"] != 0]
    return compared(record, coverage=[*changed, *others])


def glance(record: dict[str, Any]) -> str:
    found = re.search(r'<aside class="glance".*?</aside>', to_html(record), re.S)
    assert found is not None
    return found[0]


def test_what_most_carry_and_one_leaves_out_stands_at_a_glance_with_an_example(record: dict[str, Any]) -> None:
    silent = with_silence(record, {0: ENOUGH})
    story = Story(silent)
    (gap,) = [gap for gap in left_out(story) if gap["id"] == 0]
    assert [cell["outlet"].number for cell in gap["silent"]] == [0]
    assert gap["n_scarce"] == 0
    shown = glance(silent)
    assert 'href="#cell-0-0"' in shown
    assert f'href="{gap["example"].href}"' in shown


def test_the_silence_of_a_few_sentences_is_no_finding(record: dict[str, Any]) -> None:
    story = Story(with_silence(record, {0: ENOUGH - 1}))
    assert not [gap for gap in left_out(story) if gap["id"] == 0]
    assert 'href="#cell-0-0"' not in glance(with_silence(record, {0: ENOUGH - 1}))


def test_an_outlet_that_uses_the_words_of_a_theme_has_not_left_it_out(record: dict[str, Any]) -> None:
    silent = with_silence(record, {0: ENOUGH})
    cells = [{**cell, "mentioned": True} for cell in silent["compare"]["coverage"]]
    story = Story(compared(silent, coverage=cells))
    assert not [gap for gap in left_out(story) if gap["id"] == 0]


def test_a_figure_at_a_glance_is_as_written_and_leads_to_its_sentence(record: dict[str, Any]) -> None:
    sentences = [s for s in record["themes"]["sentences"] if s["theme"] is not None][:2]
    common = {"unit": "count", "low": 20.0, "high": 30.0, "attributed_to": None, "document": "", "stop": 0}
    values = [
        {**common, **s, "text": text, "value": n, "qualifier": qualifier, "sentence": s}
        for s, text, n, qualifier in zip(sentences, ("84", "80"), (84.0, 80.0), ("or more", None), strict=True)
    ]
    figure = {
        "what": "people",
        "terms": ["killed"],
        "label": "unexplained",
        "reasons": ["unexplained"],
        "conflict": True,
        "independent": 2,
    }
    figure |= {"against": [[0, 1]], "bounds": [], "claims": [], "values": values}
    assert NO_CONFLICT in glance(record)
    shown = glance(compared(record, figures=[figure]))
    assert ">Figures that differ</a>" in shown
    assert '<span class="quiet">unexplained</span>' in shown
    assert not re.search(f"Disputed|{NO_CONFLICT}", shown)
    hrefs = [Story(record).cited(s).href for s in sentences]
    assert f'<a href="{hrefs[0]}"><bdi>84 or more</bdi></a> against <a href="{hrefs[1]}"><bdi>80</bdi></a>' in shown
    assert "(<bdi>killed</bdi>)" in shown
    assert "more value" not in shown
    # What is written otherwise again is counted.
    several = compared(
        record, figures=[{**figure, "values": [*values, {**values[0], "qualifier": None, "value": 83.0}]}]
    )
    assert "and 1 more value " in glance(several)


def test_the_badge_of_a_sentence_opens_the_sentences_that_it_counts(record: dict[str, Any]) -> None:
    (section,) = re.findall(r'<ol class="brief">.*?</ol>', to_html(record), re.S)
    items = re.split(r"<li class=\"s\"", section)[1:]
    several = 0
    for item, sentence in zip(items, record["brief"]["sentences"], strict=True):
        support = sentence["support"]
        firm = [s for s in support["sentences"] if s["firm"]]
        assert sorted({s["outlet"] for s in firm}) == support["surely"]["outlets"]
        assert sorted({s["outlet"] for s in support["sentences"]}) == support["outlets"]
        assert support["sentences"][0]["text"] == sentence["text"]
        listed = re.findall(r'<a class="cite" href="([^"]+)"', item.partition('<ul class="who">')[2])
        told = [Story(record).cited(s).href for s in support["sentences"]] if len(support["outlets"]) > 1 else []
        assert sorted(listed) == sorted(told)
        several += len(support["outlets"]) > 1
    assert several


def test_a_claim_is_told_by_a_sentence_that_can_be_read_alone_and_says_what_only_it_counts() -> None:
    asked = "Who leaked the documents from the harbour palace of the old port?"
    texts = {
        "A": f"{asked} The documents name 40 ministers and their families in the harbour palace.",
        "B": f"{asked} The documents name the ministers and their families in the harbour palace.",
    }
    record = report_of(
        [{"id": o, "outlet": o, "title": o, "published": "2025-03-04", "text": t} for o, t in texts.items()]
    )
    said = record["themes"]["sentences"]
    support = {"outlets": ["A", "B"], "independent": 2}
    common: dict[str, Any] = {"kind": "shared", **support, "surely": support, "disputes": []}
    question = {**common, "id": 0, "sentences": [{**s, "firm": True} for s in said if s["text"] == asked]}
    named = {**common, "id": 1, "sentences": [{**s, "firm": True} for s in said if s["text"] != asked]}
    story = Story(compared(record, claims=[question, named]))
    (shared,) = [group["claims"] for group in claim_groups(story) if group["kind"] == "shared"]
    assert [claim["id"] for claim in shared] == [1, 0]
    assert (shared[0]["lead"].article.outlet.name, shared[0]["own"]) == ("B", "")
    lonely = [{**c, "kind": "exclusive", "outlets": ["A"], "sentences": c["sentences"][:1]} for c in (question, named)]
    (only,) = [
        group["claims"]
        for group in claim_groups(Story(compared(record, claims=[*lonely, question])))
        if group["kind"] == "exclusive"
    ]
    assert [claim["id"] for claim in only] == [1, 0]
    alone = Story(compared(story.record, claims=[{**named, "sentences": [named["sentences"][0]]}]))
    (shared,) = [group["claims"] for group in claim_groups(alone) if group["kind"] == "shared"]
    assert shared[0]["own"] == "40"
    page = to_html(alone.record)
    assert "“<bdi>40</bdi>” in this sentence only" in page


def test_what_one_outlet_alone_says_stands_folded_where_it_is_much(record: dict[str, Any]) -> None:
    (claim,) = [c for c in record["compare"]["claims"] if len(c["outlets"]) == 1][:1]
    for n, unfolded, more in ((12, 1, 1), (13, 0, 1), (8, 1, 0)):
        alone = [{**claim, "id": 100 + k, "kind": "exclusive", "disputes": []} for k in range(n)]
        page = to_html(compared(record, claims=alone))
        assert len(re.findall(r'<details class="item" id="only-\d+" open>', page)) == unfolded
        section = page[page.index('<div class="by-outlet">\n<details class="item" id="only-') :]
        assert section[: section.index("</section>")].count('<details class="more">') == more


def test_who_had_it_first_is_told_in_the_words_that_all_hold(record: dict[str, Any]) -> None:
    claim = next(c for c in record["compare"]["claims"] if len({s["outlet"] for s in c["sentences"]}) > 1)
    last, first = (
        claim["sentences"][0],
        next(s for s in claim["sentences"] if s["outlet"] != claim["sentences"][0]["outlet"]),
    )
    common = {"claim": claim["id"], "certain": True, "earlier": [], "statement": first}
    rows = [
        {**common, "outlet": s["outlet"], "document": s["document"], "lag_minutes": lag, "place": place, "sentence": s}
        for s, lag, place in ((first, 0.0, "first"), (last, 90.0, "later"))
    ]
    story = Story(compared(record, timeline=rows))
    (told,) = earliest(story)["claims"]
    assert told["cited"].article.id == first["document"]
    assert [step["lag"] for step in told["order"]] == ["first", "+1 h 30"]


def test_an_article_of_which_only_the_day_is_known_is_drawn_so_that_it_is_seen() -> None:
    days = report_of([{**r, "published": f"20{n + 10}-02-18"} for n, r in enumerate(RECORDS)])
    picture = render_report(days, "svg", chart="timeline")
    assert isinstance(picture, str)
    assert picture.count('stroke-linecap="round"') == len(days["corpus"]["documents"])
    assert "only the day is known" in picture


def test_articles_of_one_day_without_an_hour_have_no_order() -> None:
    page = to_html(report_of([{**r, "published": "2025-02-18"} for r in RECORDS]))
    assert f"All {len(RECORDS)} articles with a date are of 18 Feb 2025, without an hour" in page
    assert 'class="lanes"' not in page
    one = to_html(report_of([{**r, "published": "2025-02-18" if n == 0 else None} for n, r in enumerate(RECORDS)]))
    assert "The one article with a date is of 18 Feb 2025" in one


def test_the_rows_of_groups_are_called_groups(record: dict[str, Any]) -> None:
    compare = {**record["compare"], "command": "compare", "schema": 1, "corpus": record["corpus"]}
    compare["settings"] = record["settings"]
    documents = [{**d, "group": "Harbour"} for d in record["corpus"]["documents"]]
    for documents_of, head in ((record["corpus"]["documents"], "outlet"), (documents, "group")):
        text = render(
            {**compare, "corpus": {**record["corpus"], "documents": documents_of}}, "markdown", only="breadth"
        )
        assert re.search(rf"^\| {head} +\|", text, re.M)


def test_residents_of_two_places_are_two_speakers_on_the_page_too() -> None:
    told = {
        "Courier": 'The harbour shut on Monday. "We have never been asked about the harbour at all," residents said.',
        "Post": 'A mine closed far inland on Tuesday. "They should have told us about the mine years ago," residents said.',
    }
    report = report_of([{"id": o, "outlet": o, "language": "en", "text": text} for o, text in told.items()])
    assert [(found["name"], found["n_outlets"]) for found in speakers(Story(report))] == [("residents", 1)] * 2
