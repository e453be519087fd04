"""One article with its margin: the value, the record, the command."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

import summarize as sm
from summarize.cache import NoCache
from summarize.cli.app import app
from summarize.comparison import echoes
from summarize.comparison.alignment.finding import find_alignments
from summarize.comparison.article import Margins, SameFigure
from summarize.comparison.claims import find_claims
from summarize.comparison.figures.view import find_figures
from summarize.corpus import Corpus
from summarize.embedding import embed
from summarize.records.article import same_figure_record
from summarize.rendering import render
from summarize.segmentation import segment

from .conftest import CORPORA, SmallEncoder

if TYPE_CHECKING:
    from pathlib import Path

WIRE = "Ten ministers met at the old harbour palace on Monday to discuss the grain treaty."
ROUND = "Nurses of the northern hospital voted for a strike that begins next week."
RECORDS: list[dict[str, Any]] = [
    {
        "id": "post/first",
        "outlet": "Post",
        "title": "Grain talks",
        "published": "2025-03-03T18:00:00+00:00",
        "text": (
            f"{WIRE} Barges at anchor pay a fee for every single day of waiting. Six barges sank in the storm on Sunday night. "
            "Captains remember no spring with so little trade along this coast. Shipowners wrote an angry letter about it."
        ),
    },
    {
        "id": "ledger/second",
        "outlet": "Ledger",
        "published": "2025-03-03T19:00:00+00:00",
        "text": (
            f"{WIRE} {ROUND} Nine barges sank in the storm on Sunday night. Schools upriver stay closed because cellars are flooded. "
            "Bread has become dearer by a third since Christmas."
        ),
    },
    {
        "id": "herald/third",
        "outlet": "Herald",
        "published": "2025-03-03T20:00:00+00:00",
        "text": (
            f"{ROUND} The opera opens its season with a comedy about bakers. Snow fell on the passes above the valley. "
            "Volunteers mended the old lighthouse with money from a lottery. Nobody claimed the prize of last winter."
        ),
    },
]


def analysed(records: list[dict[str, Any]]) -> sm.Analysis:
    corpus = Corpus.from_records([{"language": "en", **record} for record in records])
    return sm.analyse(corpus, encoder=SmallEncoder(), cache=NoCache())


@pytest.fixture(scope="module")
def analysis() -> sm.Analysis:
    return analysed(RECORDS)


def test_who_gives_a_lower_bound_that_is_less_does_not_say_it_too() -> None:
    toll = "{} people were killed when a truck exploded at the old harbour palace on Monday morning."
    records = [
        {"id": f"{outlet}/1", "outlet": outlet, "text": f"{toll.format(number)} {rest['text'].split('. ')[1]}."}
        for outlet, number, rest in zip("ABC", ("At least six", "At least two", "At least six"), RECORDS, strict=True)
    ]
    found = analysed(records)
    said_by = {
        outlet: [
            s["document"] for s in sm.article(found, f"{outlet}/1").to_dict()["article"]["sentences"][0]["said_by"]
        ]
        for outlet in "ABC"
    }
    assert said_by["A"] == ["C/1"]
    assert said_by["B"] == ["A/1", "C/1"]


def test_what_others_surely_say_is_counted_apart_from_what_they_perhaps_do(analysis: sm.Analysis) -> None:
    record = sm.article(analysis, "post/first").to_dict()
    told = {**next(s for s in record["article"]["sentences"] if s["status"] == "said_also"), "outlets": ["A"]}
    # Of the third a copy of the article alone surely says the same, and a copy is no witness.
    copied = {"outlets": ["A", "B"], "surely": ["B"], "copied_by": ["B"]}
    sentences = [{**told, "surely": ["A"]}, {**told, "surely": []}, {**told, **copied}]
    counts = {**dict.fromkeys(record["article"]["counts"], 0), "said_also": 3}
    shown = {**record, "article": {**record["article"], "sentences": sentences, "counts": counts}}
    text = " ".join(render(shown, "text").split())
    assert "3 sentences: 1 said also by others (33%), 2 perhaps said also by others (67%)." in text
    assert text.count("≈") == 3


def test_the_margin_says_who_says_it_too_who_disputes_it_and_what_is_missing(analysis: sm.Analysis) -> None:
    record = sm.article(analysis, "post/first").to_dict()
    article = record["article"]
    assert record["command"] == "article"
    by_text = {sentence["text"]: sentence for sentence in article["sentences"]}
    told = by_text[WIRE]
    assert told["status"] == "said_also"
    assert told["outlets"] == ["Ledger"]
    assert told["independent"] == 1
    assert told["said_by"][0]["document"] == "ledger/second"
    disputed = by_text["Six barges sank in the storm on Sunday night."]
    assert disputed["status"] == "disputed"
    against = [*disputed["disputed_by"], *(f["sentence"] for f in disputed["figures"])]
    assert {s["text"] for s in against} == {"Nine barges sank in the storm on Sunday night."}
    alone = by_text["Barges at anchor pay a fee for every single day of waiting."]
    assert alone["status"] in ("only_here", "uncertain")
    assert alone["nearest"] is not None
    (missing,) = article["missing"]
    assert missing["sentence"]["text"] == ROUND
    assert missing["kind"] in ("consensus", "shared")
    assert missing["outlets"] == ["Herald", "Ledger"]
    assert sum(article["counts"].values()) == len(article["sentences"])


@pytest.mark.parametrize(
    ("outlet", "published", "status"),
    [("Ledger", "2025-03-03", "disputed"), ("Ledger", "2025-03-09", "updated"), ("Post", "2025-03-04", "updated")],
)
def test_a_later_number_and_one_of_the_outlet_itself_is_no_dispute(outlet: str, published: str, status: str) -> None:
    told = "{} barges sank at the harbour in the storm on Sunday night, the port authority said."
    records = [
        {**RECORDS[0], "text": f"{told.format('Six')} {WIRE}"},
        {"id": "second", "outlet": outlet, "published": f"{published}T19:00:00+00:00", "text": told.format("Nine")},
        # Nobody's best match, and gives the number all the same.
        {**RECORDS[2], "text": f"{ROUND} {told.format('Six').replace('port authority', 'captain of the port')}"},
    ]
    found = analysed(records)
    for document in ("post/first", "second", *(("herald/third",) if outlet == "Ledger" else ())):
        record = sm.article(found, document).to_dict()
        (sentence,) = [s for s in record["article"]["sentences"] if "barges sank" in s["text"]]
        assert sentence["status"] == status
        assert {figure["other"] for figure in sentence["figures"]} == ({"Six"} if document == "second" else {"Nine"})
        assert record["article"]["counts"][status] == 1
        assert f"1 {status}" in render(record, "text")
        assert f"- **{status}**: " in render(record, "markdown")


def test_every_sentence_is_there_in_order_and_verbatim(analysis: sm.Analysis) -> None:
    for document in analysis.corpus.documents:
        sentences = sm.article(analysis, document.id).to_dict()["article"]["sentences"]
        assert [s["text"] for s in sentences] == [document.text[s["start"] : s["stop"]] for s in sentences]
        own = [s for s in analysis.corpus.sentences if analysis.corpus.documents[s.document].id == document.id]
        assert [(s["start"], s["stop"]) for s in sentences] == [(s.start, s.stop) for s in own]


def test_copies_are_no_witnesses() -> None:
    copy = {**RECORDS[0], "id": "mirror/copy", "outlet": "Mirror", "published": "2025-03-04T18:00:00+00:00"}
    article = sm.article(analysed([RECORDS[0], copy]), "post/first").to_dict()["article"]
    assert article["copies"] == ["mirror/copy"]
    (told,) = [sentence for sentence in article["sentences"] if sentence["text"] == WIRE]
    assert told["outlets"] == ["Mirror"]
    assert told["independent"] == 0
    assert told["copied_by"] == ["Mirror"]
    assert {s["status"] for s in article["sentences"]} == {"copied"}
    text = " ".join(render(sm.article(analysed([RECORDS[0], copy]), "post/first").to_dict(), "text").split())
    assert "printed also by Mirror" in text
    assert "The same text, or a version of it: Mirror (mirror/copy)" in text
    assert "| only here" not in text


def test_an_outlet_that_says_it_in_another_text_beside_its_copy_is_a_witness() -> None:
    copy, own = ({**record, "id": f"mirror/{k}", "outlet": "Mirror"} for k, record in enumerate(RECORDS[:2]))
    article = sm.article(analysed([RECORDS[0], copy, own]), "post/first").to_dict()["article"]
    told = article["sentences"][0]
    assert [s["document"] for s in told["said_by"]] == ["mirror/1"]
    assert (told["status"], told["independent"], told["copied_by"]) == ("said_also", 1, [])


def test_who_denies_a_sentence_does_not_say_it() -> None:
    denial = WIRE.replace("met", "never met")
    denying = {**RECORDS[1], "text": RECORDS[1]["text"].replace(WIRE, denial)}
    told = sm.article(analysed([RECORDS[0], denying, RECORDS[2]]), "post/first").to_dict()["article"]["sentences"][0]
    assert (told["status"], told["said_by"]) == ("disputed", [])
    assert [s["text"] for s in told["disputed_by"]] == [denial]


def test_what_disputes_is_no_witness_and_an_outlet_may_say_both() -> None:
    both = {
        **RECORDS[1],
        "text": "Six barges sank in the storm on Sunday night. Captains disagreed loudly. Nine barges sank in the storm on Sunday night.",
    }
    article = sm.article(analysed([RECORDS[0], both, RECORDS[2]]), "post/first").to_dict()
    (told,) = [s for s in article["article"]["sentences"] if s["text"].startswith("Six barges")]
    against = [*told["disputed_by"], *(f["sentence"] for f in told["figures"])]
    assert told["status"] == "disputed"
    assert {s["text"] for s in told["said_by"]} == {"Six barges sank in the storm on Sunday night."}
    assert {s["text"] for s in against} == {"Nine barges sank in the storm on Sunday night."}
    text = " ".join(render(article, "text").replace("|", " ").split())
    assert "Ledger says this, and in another sentence what disputes it" in text


def test_what_may_stand_there_in_other_words_is_not_called_missing() -> None:
    reworded = {
        **RECORDS[2],
        "id": "mail/fourth",
        "outlet": "Mail",
        "text": "The northern hospital's nurses voted: a strike. It begins next week, nurses of the hospital said after the vote.",
    }
    article = sm.article(analysed([*RECORDS, reworded]), "mail/fourth").to_dict()["article"]
    assert ROUND not in {item["sentence"]["text"] for item in article["missing"]}
    stated = any("Herald" in sentence["outlets"] for sentence in article["sentences"])
    assert stated or article["n_perhaps"] >= 1
    assert all(item["perhaps"] < 0.1 for item in article["missing"])


@pytest.mark.parametrize(("first", "second", "n_later"), [("03", "04", 0), ("04", "05", 1), ("04", "", 1), ("", "", 0)])
def test_what_is_of_a_later_day_is_not_missing(first: str, second: str, n_later: int) -> None:
    days = ("2025-03-03", *(f"2025-03-{day}" if day else None for day in (first, second)))
    records = [{**record, "published": day} for record, day in zip(RECORDS, days, strict=True)]
    records = [{k: v for k, v in record.items() if v is not None} for record in records]
    marked = sm.article(analysed(records), "post/first")
    article = marked.to_dict()["article"]
    assert (len(article["missing"]), article["n_later"]) == (1 - n_later, n_later)
    assert ("1 claim of others, of a later day" in " ".join(render(marked.to_dict(), "text").split())) == bool(n_later)


def test_a_lone_article_has_an_empty_margin() -> None:
    article = sm.article(analysed(RECORDS[:1]), "post/first").to_dict()["article"]
    assert article["missing"] == []
    assert all(sentence["outlets"] == [] and sentence["nearest"] is None for sentence in article["sentences"])
    for how in ("text", "markdown", "csv", "json"):
        assert render(sm.article(analysed(RECORDS[:1]), "post/first").to_dict(), how)


def test_an_article_of_page_wording_alone_says_nothing() -> None:
    corpus = segment(Corpus.from_records([{"language": "en", **record} for record in RECORDS]))
    embeddings = embed(corpus.texts, SmallEncoder(), cache=NoCache())
    groups = np.arange(3)
    claims = find_claims(corpus, embeddings, groups)
    alignments = find_alignments(corpus, embeddings, groups)
    figures = find_figures(corpus, embeddings, groups, claims, alignments)
    with pytest.raises(IndexError, match="document 3 of 3"):
        Margins(corpus, embeddings, groups, claims, alignments, figures).of(3)
    claims.claim_of.flags.writeable = True
    claims.claim_of[corpus.document_of == 0] = -1
    marked = Margins(corpus, embeddings, groups, claims, alignments, figures).of(0)
    assert {sentence.status for sentence in marked.sentences} <= {"furniture", "no_claim"}
    assert marked.missing == ()


def test_articles_of_a_very_large_corpus_are_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(*, one_by_one: bool) -> list[list[int]]:
        margins = analysed(RECORDS).margins
        assert (margins._published is None) == one_by_one
        return [[item.claim for item in margins.of(d).missing] for d in range(len(RECORDS))]

    at_once = lacking(one_by_one=False)
    assert any(at_once)
    monkeypatch.setattr("summarize.comparison.article.WHOLE", 1)
    assert lacking(one_by_one=True) == at_once


def test_the_margins_of_all_articles_read_the_corpus_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = analysed(RECORDS)
    margins, read = found.margins, list[str]()

    def numbers_in(text: str) -> list[float]:
        read.append(text)
        return []

    monkeypatch.setattr(echoes, "numbers_in", numbers_in)
    for document in range(len(RECORDS)):
        margins.of(document)
    assert read == found.corpus.texts


@pytest.mark.parametrize("name", ["post/first", "POST/FIRST", "first", " post ", "grain talk"])
def test_an_id_or_a_part_of_it_is_enough(analysis: sm.Analysis, name: str) -> None:
    assert sm.article(analysis, name).to_dict()["article"]["document"] == "post/first"


@pytest.mark.parametrize("name", ["nowhere", "", "*"])
def test_an_unknown_id_is_answered_with_the_ids(analysis: sm.Analysis, name: str) -> None:
    with pytest.raises(
        sm.InputError,
        match=r"no document matches .*post/first \(Post\) 'Grain talks', ledger/second \(Ledger\), herald/third \(Herald\)",
    ):
        sm.article(analysis, name)


def test_an_ambiguous_id_is_answered_with_those_that_match(analysis: sm.Analysis) -> None:
    with pytest.raises(
        sm.InputError,
        match=r"more than one document matches 'r'.*post/first \(Post\) 'Grain talks', ledger/second \(Ledger\), herald/third \(Herald\)",
    ):
        sm.article(analysis, "r")


def test_many_ids_are_not_all_listed() -> None:
    many = [
        {**RECORDS[0], "id": f"doc-{k}", "outlet": f"O{k}", "text": f"{WIRE} Number {k} of it says more."}
        for k in range(50)
    ]
    with pytest.raises(sm.InputError, match=r"and 10 more \(see summarize read\)"):
        sm.article(analysed(many), "zzz")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(analysis: sm.Analysis, width: int) -> None:
    text = render(sm.article(analysis, "first").to_dict(), "text", width=width)
    assert max(map(cell_len, text.splitlines())) <= width
    assert "What others report and no sentence here states" in " ".join(text.split())


def test_right_to_left_text_and_markup_are_shown_and_not_obeyed() -> None:
    records = [
        {
            "id": "a",
            "outlet": "[red]A",
            "text": "انتهت المحادثات في الرياض يوم الثلاثاء دون اتفاق. [bold]The bakers[/bold] of *the town* left at once.",
            "language": "ar",
        },
        {
            "id": "b",
            "outlet": "B",
            "text": "\u202eThe bakers of the town left at once. Nobody knows whether they will return.",
            "language": "en",
        },
    ]
    record = sm.article(
        sm.analyse(Corpus.from_records(records), encoder=SmallEncoder(), cache=NoCache()), "a"
    ).to_dict()
    assert "[bold]The bakers[/bold]" in render(record, "text")
    assert "\\*the town\\*" in render(record, "markdown")
    assert "\u202e" not in render(record, "text")


def test_markdown_says_the_status_in_words(analysis: sm.Analysis) -> None:
    markdown = render(sm.article(analysis, "first").to_dict(), "markdown")
    assert f"- **said also**: {WIRE}" in markdown
    assert "## What others report and no sentence here states (1 claim)" in markdown
    assert "\n- * " not in markdown


def test_csv_and_json_hold_all_of_it(analysis: sm.Analysis) -> None:
    record = sm.article(analysis, "first").to_dict()
    rows = list(csv.DictReader(io.StringIO(render(record, "csv"))))
    assert [row["part"] for row in rows] == ["article"] * 5 + ["missing"]
    assert json.loads(render(record, "json"))["article"]["document"] == "post/first"


def test_the_command_takes_a_file_name_and_refuses_what_does_not_go_together(tmp_path: Path) -> None:
    arguments = ["compare", str(CORPORA / "riyadh-talks"), "--article", "second-meeting"]
    for more in (["--only", "claims"], ["--outlets", "Rampart"]):
        refused = CliRunner().invoke(app, [*arguments, *more])
        assert refused.exit_code == 2
        assert "leave out --only, --outlets and --groups" in " ".join(refused.output.replace("│", " ").split())


@pytest.mark.model
def test_an_article_of_the_demo_corpus(real_encoder: Any) -> None:
    analysis = sm.analyse(sm.read(CORPORA / "riyadh-talks", cache=NoCache()), encoder=real_encoder, cache=NoCache())
    article = sm.article(analysis, "red-sea-post-money").to_dict()["article"]
    lacking = {item["sentence"]["text"] for item in article["missing"]}
    assert any("Ukraine" in text or "Zelensky" in text or "Kyiv" in text for text in lacking)
    alone = [s["text"] for s in article["sentences"] if s["status"] in ("only_here", "uncertain")]
    assert any(text.startswith("Kirill Dmitriev") for text in alone)
    assert (
        sm.article(analysis, "second-meeting.md").to_dict()["article"]["document"]
        == "continental-courier/second-meeting"
    )


def test_a_part_of_an_outlet_or_a_title_names_an_article_and_several_are_listed_by_title() -> None:
    hashes = [f"{k}{'0123456789abcdef' * 3}" for k in "abc"]
    records = [
        {**RECORDS[k], "id": hashes[k], "outlet": outlet, "title": title}
        for k, (outlet, title) in enumerate(
            (("www.post.example", "Grain"), ("ledger.example", "More grain"), ("ledger.example", "Storm"))
        )
    ]
    found = analysed(records)
    for name, document in (("post.ex", 0), ("storm", 2), (hashes[1][:12] + "…", 1)):
        assert sm.article(found, name).to_dict()["article"]["document"] == hashes[document]
    with pytest.raises(
        sm.InputError,
        match=r"more than one .*: b0123456789a… \(ledger.example\) 'More grain', c0123456789a… .*'Storm'$",
    ):
        sm.article(found, "ledger")


def test_a_figure_that_others_give_is_not_only_here() -> None:
    held = "The rebels still hold 197 girls in the forest, officials said in Karst on Monday, two years after they were taken from a boarding school there."
    records = [
        {
            "id": "a/1",
            "outlet": "A",
            "text": f"{held} Their parents wait in Karst for the buses of the army.",
        },
        {"id": "b/1", "outlet": "B", "text": f"{held} Schools in the north were closed for a month after that."},
        {
            "id": "c/1",
            "outlet": "C",
            "text": "Talks about the release of the 197 girls who are captive go on, the mediator told a newspaper.",
        },
    ]
    record = sm.article(analysed(records), "c/1").to_dict()
    (told,) = record["article"]["sentences"]
    assert (told["status"], told["same_figures"]) == ("uncertain", [{"quantity": "197 girls", "outlets": ["A", "B"]}])
    assert "197 girls: given also by A, B" in " ".join(render(record, "text").split())


def test_a_number_whose_noun_does_not_stand_behind_it_says_nothing_by_itself() -> None:
    analysis = analysed(
        [
            {
                "id": f"{name}/1",
                "outlet": name,
                "text": f"Officials said on Monday that 197 girls are held in the forest{end}.",
            }
            for name, end in (("A", ""), ("B", " of Karst"))
        ]
    )
    value = analysis.comparison.figures.items[0].values[0]
    for change, quantity in (({}, "197 girls"), ({"counted": None}, None), ({"counted": None, "unit": "USD"}, "197")):
        figure = SameFigure(replace(value, quantity=replace(value.quantity, **change)), (1,))
        found = same_figure_record(analysis.corpus, figure)
        assert (found and found["quantity"]) == quantity


def test_the_legend_explains_the_marks_that_are_shown(analysis: sm.Analysis) -> None:
    record = sm.article(analysis, "post/first").to_dict()
    for status, mark in (
        ("only_here", "* only here"),
        ("uncertain", "~ cannot tell"),
        ("no_claim", "no mark: too little"),
    ):
        shown = {**record["article"], "sentences": [{**record["article"]["sentences"][0], "status": status}]}
        page = " ".join(render({**record, "article": shown}, "text").split())
        assert mark in page
        assert "= said also by others" not in page
