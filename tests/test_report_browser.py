"""The page in a real browser, from disk, with the network off: what a reader does, and what an attacker would."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

import summarize as sm
from summarize.records import report_parts
from summarize.rendering import render, render_report
from summarize.rendering.figures import agreeing, as_written
from summarize.rendering.likeness import chance_words
from summarize.rendering.phrases import interval
from summarize.rendering.report.page import to_html
from summarize.rendering.report.story import Story
from summarize.rendering.reuse import credits_of
from summarize.rendering.timeline import unordered
from summarize.serving import Server

from .conftest import CORPORA, RECORDS
from .reports import HOSTILE, report_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[dev]'")
BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: apt-get install chromium")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=BROWSER,
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
            chromium_sandbox=os.geteuid() != 0,
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    corpora: dict[str, Any] = {
        "good": RECORDS,
        "hostile": [*RECORDS, *HOSTILE],
        "talks": sm.read(CORPORA / "riyadh-talks"),
    }
    for name, corpus in corpora.items():
        record = report_of(corpus)
        path = folder / f"{name}.html"
        path.write_text(to_html(record), encoding="utf-8")
        found[name] = (path, record)
    return found


@pytest.fixture
def opened(chromium: Any, pages: dict[str, tuple[Path, dict[str, Any]]]) -> Iterator[Callable[..., Any]]:
    """Opens a page from disk, offline; at the end nothing may have been asked for, logged or thrown."""
    contexts, trouble, asked = [], [], []

    def go(name: str = "good", fragment: str = "", **options: Any) -> Any:
        context = chromium.new_context(offline=True, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: trouble.append(dialog.message))
        page.goto(pages[name][0].as_uri() + fragment)
        if options.get("java_script_enabled", True):
            page.wait_for_selector("html.js")
        return page

    yield go
    for context in contexts:
        context.close()
    assert trouble == []
    assert [url for url in asked if not url.startswith(("file:///", "blob:"))] == []


def first(record: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    sentence = record["brief"]["sentences"][0]
    return Story(record).cited(sentence), sentence


def test_a_citation_opens_its_article_at_the_sentence_and_back_works(opened: Any, pages: Any) -> None:
    page = opened()
    cited, sentence = first(pages["good"][1])
    link = page.locator(".brief a.cite").first
    assert page.locator("#panel").is_hidden()
    link.click()
    here = page.locator("#panel .here")
    assert re.sub(r"\s+", " ", here.inner_text()) in (sentence["text"], re.sub(r"\s+", " ", sentence["text"]))
    assert page.evaluate("document.activeElement.className").startswith("t")
    box, panel = here.bounding_box(), page.locator("#panel").bounding_box()
    assert panel["y"] + 40 < box["y"] < panel["y"] + panel["height"]
    assert page.url.endswith(cited.href)
    assert page.locator("#panel h3").first.inner_text() == cited.article.title
    page.locator("#panel .at-hand a", has_text=re.compile("Next|Previous")).first.click()
    assert not page.url.endswith(cited.href)
    page.go_back()
    assert page.url.endswith(cited.href)
    page.go_back()
    assert page.locator("#panel").is_hidden()
    assert page.locator(f"#texts #{cited.article.anchor}").count() == 1
    page.go_forward()
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_a_state_that_is_sent_opens_as_it_was(opened: Any, pages: Any) -> None:
    cited, _ = first(pages["good"][1])
    page = opened(fragment=f"{cited.href}?o=0.1&q=treaty")
    assert page.locator("#panel .here").count() == 1
    assert page.locator("#q").input_value() == "treaty"
    assert page.locator('#filters input[name="o"]:checked').count() == 2
    again = opened(fragment="#cell-0-1")
    assert "in" in again.locator("#panel h2").inner_text()
    for nonsense in (
        "#cell-99-99",
        "#theme-99",
        "#a00000000-1",
        "#%",
        "#x?o=99&sort=table-voices.99.d&left=88&by=no",
        "#__proto__?open=zz.__proto__.-1",
    ):
        odd = opened(fragment=nonsense)
        assert odd.locator("#panel").is_hidden()
        assert odd.locator("h1").is_visible()


def test_a_cell_opens_its_sentences_or_the_nearest(opened: Any, pages: Any) -> None:
    record = pages["good"][1]
    outlets = [o.name for o in Story(record).outlets]
    page = opened()
    for cell in record["compare"]["coverage"]:
        page.locator(f'a[href="#cell-{cell["theme"]}-{outlets.index(cell["outlet"])}"]').last.click()
        expected = [
            s for s in record["themes"]["sentences"] if s["theme"] == cell["theme"] and s["outlet"] == cell["outlet"]
        ]
        # What the number counts, and folded below it what it does not.
        assert page.locator("#panel > ol.found > li q").count() == cell["count"]
        assert page.locator("#panel details.more li q").count() == len(expected) - cell["count"]
        if not expected:
            theme = record["themes"]["themes"][cell["theme"]]
            elsewhere = [s for s in theme["representative"] if s["outlet"] != cell["outlet"]]
            quoted = page.locator("#panel .plain q").all_inner_texts()
            assert len(quoted) == len(elsewhere) + (cell["nearest"] is not None)
            assert all(re.sub(r"\s+", " ", s["text"]) in quoted for s in elsewhere)
            own = [a for a in Story(record).articles if a.outlet.name == cell["outlet"]]
            assert page.locator("#panel a.headline").count() == len(own)
            assert "silent in" in page.locator("#panel").inner_text() or cell["p_value"] is None
        assert f"{cell['count']} of {cell['of']}" in page.locator("#panel").inner_text()
        assert (", interval " in page.locator("#panel").inner_text()) is bool(interval(cell))
        assert "null" not in page.locator("#panel").inner_text()
        page.locator("#close").click()


def test_a_list_that_the_filters_empty_says_so(opened: Any) -> None:
    said = "getComputedStyle(document.querySelector('.brief'), '::after').content"
    assert opened(fragment="#sentences?q=nowherewritten").evaluate(said) == '"Nothing here fits the filters."'
    assert opened().evaluate(said) == "none"


def test_what_is_unfolded_stands_in_the_address(opened: Any) -> None:
    page = opened()
    folded = page.locator("#claims details:not([open]) > summary").first
    folded.click()
    page.locator("#read details > summary").click()
    page.wait_for_function("window.location.hash.includes('open=')")
    opens = "Array.from(document.querySelectorAll('main details')).map(d => d.open)"
    page.wait_for_timeout(100)
    again = opened(fragment=f"#{page.url.partition('#')[2]}")
    assert again.evaluate(opens) == page.evaluate(opens)
    again.locator("#read details > summary").click()
    again.wait_for_function("!document.querySelector('#read details').open")
    assert again.evaluate(opens) != page.evaluate(opens)


def test_what_an_outlet_does_not_state_follows_the_filters_and_comes_back(
    chromium: Any, pages: Any, tmp_path: Path
) -> None:
    record = pages["good"][1]
    outlet = Story(record).outlets[0].name
    lacking = {"claim": 0, "outlet": outlet, "count": 0, "outcome": "absent", "elsewhere": 3, "nearest": None}
    lacking |= {"similarity": None, "perhaps": 0.02, "unstated": True}
    path = tmp_path / "page.html"
    path.write_text(to_html({**record, "compare": {**record["compare"], "omissions": [lacking]}}), encoding="utf-8")
    page = chromium.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html.js")
    facts = page.locator("#coverage .by-outlet details")
    shown = []
    for fragment in ("#?o=1", "#?o=0", "#?t=1", "#"):
        page.evaluate(f"window.location.hash = '{fragment}'")
        page.wait_for_timeout(100)
        shown.append(facts.is_visible())
    assert shown == [False, True, True, True]
    page.close()


def test_filters_by_outlet_theme_and_date(opened: Any, pages: Any) -> None:
    page = opened()
    before = page.locator(".brief > li:visible").count()
    page.locator("#filters > summary").click()
    page.locator("#none").click()
    page.locator('#filters input[name="o"]').first.check()
    assert page.locator("table.matrix thead th[data-o]:visible").count() == 1
    assert "o=0" in page.url
    playwright.expect(page.locator("#said")).to_contain_text("entries shown")
    assert {n.get_attribute("data-o") for n in page.locator("main .s[data-o]:visible").all()} <= {"0"}
    page.locator("#all").click()
    page.locator("#t").select_option("0")
    assert page.locator("#table-coverage tbody tr:visible").count() == 1
    page.locator("#t").select_option("")
    page.locator("#from").fill("2025-03-04")
    page.locator("#from").dispatch_event("change")
    days = {n.get_attribute("data-d") for n in page.locator("main .s[data-d]:visible").all()}
    assert days == {"2025-03-04"}
    assert page.locator("#coverage .of-all").first.is_visible()
    later = {d["id"] for d in pages["good"][1]["corpus"]["documents"] if (d["published"] or "")[:10] == "2025-03-04"}
    of_theme = [s for s in pages["good"][1]["themes"]["sentences"] if s["theme"] == 0]
    kept = [s for s in of_theme if s["document"] in later]
    page.locator('a[href="#theme-0"]').first.click()
    assert 0 < page.locator("#panel li q").count() == len(kept) < len(of_theme)
    assert f"The filters let {len(kept)} of {len(of_theme)} sentences through" in page.locator("#panel").inner_text()
    page.locator("#close").click()
    page.locator("#filters > summary").click()
    page.locator("#clear").click()
    assert page.locator("#coverage .of-all").first.is_hidden()
    assert page.locator(".brief > li:visible").count() == before
    page.go_back()
    assert page.locator(".brief > li:visible").count() < before


def test_search_lists_the_sentences_and_sorts_them(opened: Any, pages: Any) -> None:
    record = pages["good"][1]
    page = opened()
    page.locator("#q").type("BARGE fee")
    page.wait_for_selector("#panel .found li")
    expected = [s for s in record["themes"]["sentences"] if "barge" in s["text"].lower() and "fee" in s["text"].lower()]
    assert page.locator("#panel .found li").count() == len(expected) > 0
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#panel select").select_option("outlet")
    names = page.locator("#panel .found .o").all_inner_texts()
    assert names == sorted(names)
    assert "by=outlet" in page.url
    page.locator("#q").fill("no such words at all")
    page.wait_for_selector("#panel .empty")


@pytest.mark.parametrize("name", ["good", "talks"])
def test_two_outlets_side_by_side(opened: Any, pages: Any, name: str) -> None:
    record = pages[name][1]["compare"]
    names = [o.name for o in Story(pages[name][1]).outlets]
    claim_of = {(s["document"], s["start"]): c["id"] for c in record["claims"] for s in c["sentences"]}
    maybe = {(row["claim"], row["outlet"]) for row in record["omissions"] if not row["unstated"]}
    page = opened(name)
    told = {"Both say": 0, "Perhaps both say": 0, "Only in": 0}
    for one, other in ((1, 2), (0, 1), (2, 4), (8, 9))[: len(names) // 2]:
        page.locator("#left").select_option(str(one))
        page.locator("#right").select_option(str(other))
        assert f"left={one}&right={other}" in page.url
        a, b = names[one], names[other]
        heads = page.locator("#pair .butterfly thead th").all_inner_texts()
        assert [heads[0], heads[2]] == [a, b]
        shared = [c for c in record["claims"] if {a, b} <= set(c["outlets"])]
        firm = [c for c in shared if {a, b} <= {s["outlet"] for s in c["sentences"] if s["firm"]}]
        sides = [
            [{s["outlet"] for s in (row[side], *row[f"{side}_copies"])} for side in ("first", "second")]
            for row in record["alignments"]
        ]
        near = {
            claim_of.get((s["document"], s["start"]))
            for row, (left, right) in zip(record["alignments"], sides, strict=True)
            if (a in left and b in right) or (b in left and a in right)
            for side in ("first", "second")
            for s in (row[side], *row[f"{side}_copies"])
            if s["outlet"] in (a, b)
        }
        only = [
            sum(
                here in c["outlets"]
                and there not in c["outlets"]
                and c["kind"] != "uncertain"
                and c["id"] not in near
                and (c["id"], there) not in maybe
                for c in record["claims"]
            )
            for here, there in ((a, b), (b, a))
        ]
        assert page.get_by_text(f"Both say ({len(firm)})", exact=True).is_visible()
        unsure = len(shared) - len(firm)
        assert page.get_by_text(f"Perhaps both say ({unsure})", exact=True).count() == (unsure > 0)
        assert page.locator("#pair-shown h4", has_text="Only in").all_inner_texts() == [
            f"Only in {here} ({n})" for here, n in zip((a, b), only, strict=True)
        ]
        told = {
            "Both say": told["Both say"] + len(firm),
            "Perhaps both say": told["Perhaps both say"] + unsure,
            "Only in": told["Only in"] + sum(only),
        }
    assert name == "good" or all(told.values())
    page.locator("#right").select_option(page.locator("#left").input_value())
    assert page.get_by_text("Choose two different outlets.").is_visible()


def test_a_sentence_is_copied_with_its_citation(opened: Any, pages: Any) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    cited, sentence = first(pages["good"][1])
    page.locator(".brief .copy").first.click()
    playwright.expect(page.locator("#said")).to_contain_text("copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert sentence["text"] in copied
    assert all(part in copied for part in (cited.article.outlet.name, cited.article.title, str(sentence["start"])))


def saved(page: Any, press: Any) -> str:
    with page.expect_download() as waiting:
        press.click()
    return str(waiting.value.path().read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["good", "hostile"])
def test_the_record_is_saved_whole(opened: Any, pages: Any, name: str) -> None:
    page = opened(name)
    assert json.loads(saved(page, page.locator(".download").first)) == json.loads(render(pages[name][1], "json"))


def test_a_table_sorts(opened: Any) -> None:
    page = opened(fragment="#coverage?o=0.2")
    head = page.locator("#table-coverage thead th").nth(1)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    values = [
        float(cell.get_attribute("data-v")) for cell in page.locator("#table-coverage tbody td:nth-child(2)").all()
    ]
    assert values == sorted(values, reverse=True)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    page.go_back()
    assert head.get_attribute("aria-sort") == "descending"


# A sentence may be a million letters long.
csv.field_size_limit(1 << 24)


def as_values(text: str) -> list[list[Any]]:
    def value(cell: str) -> Any:
        return float(cell) if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell) else cell

    return [[value(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


@pytest.mark.parametrize("name", ["talks", "hostile"])
def test_a_view_is_saved_as_its_documented_table(opened: Any, pages: Any, name: str) -> None:
    record = pages[name][1]
    answers = report_parts(record)
    page = opened(name)
    for details in page.locator("main details").all():
        details.evaluate("d => { d.open = true; }")
    buttons = page.locator("button.csv").all()
    assert len(buttons) >= 6
    for button in buttons:
        view = button.get_attribute("data-name")
        expected = render(answers["read"], "csv") if view == "read" else render(answers["compare"], "csv", only=view)
        assert as_values(saved(page, button)) == as_values(expected), view
    page.evaluate("window.location.hash = '#coverage?o=0.2&t=1'")
    page.wait_for_timeout(100)
    shown = as_values(saved(page, page.locator('.csv[data-name="coverage"]')))
    names = [outlet.name for outlet in Story(record).outlets]
    wanted = [
        row
        for row in as_values(render(answers["compare"], "csv"))[1:]
        if row[2] in (names[0], names[2]) and row[0] == 1
    ]
    assert shown[1:] == wanted != []


def test_even_markup_that_got_through_would_not_run(chromium: Any, pages: Any) -> None:
    context = chromium.new_context(offline=True)
    page, refused = context.new_page(), []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(pages["hostile"][0].as_uri())
    page.evaluate("""() => {
        const b = document.createElement('div');
        b.innerHTML = '<b onclick="window.harmed = 1">x</b><i style="color: red">y</i>';
        document.body.append(b);
        b.firstChild.click();
        const s = document.createElement('script');
        s.textContent = 'window.harmed = 1';
        document.body.append(s);
    }""")
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("fetch('https://elsewhere.example/').then(() => 'sent', () => 'refused')") == "refused"
    assert len(refused) >= 3
    assert all("Content Security Policy" in words for words in refused)
    context.close()


def test_axe_finds_no_serious_violation(opened: Any, pages: Any) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: pip install -e '.[dev]'"
    )
    cited, _ = first(pages["good"][1])
    for scheme in ("light", "dark"):
        for fragment in ("", cited.href, "#cell-0-0", "#sentences?q=grain"):
            page = opened(fragment=fragment, color_scheme=scheme)
            for details in page.locator("main details").all():
                details.evaluate("d => { d.open = true; }")
            found = axe.Axe().run(page).response["violations"]
            serious = [
                (v["id"], [n["html"][:120] for n in v["nodes"][:3]])
                for v in found
                if v["impact"] in ("serious", "critical")
            ]
            assert serious == []


def test_names_in_tables_are_whole_on_a_phone(opened: Any) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    for details in page.locator("main details").all():
        details.evaluate("d => { d.open = true; }")
    heads = page.evaluate(
        """Array.from(document.querySelectorAll('table tbody th')).filter((th) => th.offsetParent)
        .map((th) => [th.textContent.trim(), th.clientWidth, th.querySelector('bdi').getClientRects().length])"""
    )
    assert heads
    assert [head for head in heads if head[1] < 80 or head[2] > 4] == []


def test_a_search_on_a_phone_stands_above_its_results(opened: Any) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    page.locator("#q").type("grain")
    page.wait_for_selector("#panel .found li")
    box = page.locator("#q").bounding_box()
    there = "([x, y]) => document.elementFromPoint(x, y).id"
    assert page.evaluate(there, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]) == "q"
    assert box["y"] + box["height"] <= page.locator("#panel").bounding_box()["y"]
    page.locator("#panel a.cite").first.click()
    assert page.evaluate("document.querySelector('.frame').inert && document.querySelector('.bar-of-tools').inert")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('.frame').inert || document.querySelector('.bar-of-tools').inert")
    wide = opened()
    wide.locator(".brief a.cite").first.click()
    assert not wide.evaluate("document.querySelector('.frame').inert")


def test_support_opens_the_claim_with_its_wordings(opened: Any) -> None:
    page = opened()
    badge = page.locator("#brief a[href^='#claim-']").first
    claim = page.locator(badge.get_attribute("href"))
    badge.click()
    assert claim.locator("details.words").evaluate("d => d.open")
    assert page.evaluate("document.activeElement.id") == badge.get_attribute("href")[1:]


def test_the_numbers_of_an_outlet_open_what_they_count(opened: Any, pages: Any) -> None:
    record = pages["good"][1]
    page = opened()
    numbers = page.locator(
        'main td a[href^="#quoted-"], main td a[href^="#carried-"], main td a[href^="#timed-"], main td a[href^="#first-"]'
    )
    assert numbers.count() >= 2
    for number in numbers.all():
        href, n = number.get_attribute("href"), int(number.text_content().split(" of ")[0].split("–")[-1])
        page.evaluate("href => { window.location.hash = href; }", href)
        page.wait_for_timeout(50)
        assert page.locator("#panel ol.found > li").count() == n, href
        outlet = Story(record).outlets[int(href.rpartition("-")[2])]
        assert set(page.locator("#panel ol.found .o").all_inner_texts()) == {outlet.name}
    page.evaluate("window.location.hash = '#carried-0?from=2999-01-01'")
    page.wait_for_timeout(50)
    assert page.locator("#panel ol.found > li").count() == 0
    assert "The filters let 0 of" in page.locator("#panel").inner_text()
    page.evaluate("window.location.hash = '#quoted-99'")
    page.wait_for_timeout(50)
    assert page.locator("#panel").is_hidden()


def test_the_tally_of_an_article_tells_what_others_say_from_what_they_say_perhaps(opened: Any, pages: Any) -> None:
    record = pages["talks"][1]
    unsure = [
        sum(s["status"] == "said_also" and set(s["surely"]) <= set(s["copied_by"]) for s in margin["sentences"])
        for margin in record["margins"]
    ]
    at = unsure.index(max(unsure))
    sure = record["margins"][at]["counts"]["said_also"] - unsure[at]
    page = opened("talks", fragment=f"#{Story(record).articles[at].anchor}")
    said = page.locator("#panel .tally").inner_text()
    assert f"{unsure[at]} perhaps said also by others" in said
    assert (f"{sure} said also by others" in said) is (sure > 0)


def test_the_page_shows_what_the_views_of_the_terminal_show(opened: Any, pages: Any) -> None:
    compare = pages["talks"][1]["compare"]
    page = opened("talks")
    parts = {name: page.locator(f"#{name}").text_content() for name in ("coverage", "figures", "copies", "timeline")}
    agreed, _ = agreeing(compare)
    assert f"Figures that agree ({len(agreed)})" in parts["figures"]
    written = parts["figures"].casefold()
    assert all(as_written(value).casefold() in written for figure in agreed for value in figure["values"])
    assert all(words in parts["copies"] for _, words in credits_of(compare))
    assert unordered(compare) in parts["timeline"]
    assert "No outlet stands out" in parts["coverage"] or any(row["significant"] for row in compare["emphasis"])
    themes = [row for row in compare["prominence"] if row["theme"] is not None]
    cells = page.locator("#table-prominence tbody td:not(:empty)")
    assert cells.count() == len(themes) > 0
    assert cells.nth(0).locator("a").get_attribute("href").startswith("#a")
    foot = page.locator("#table-coverage tfoot tr").all_inner_texts()
    first = compare["coverage"][: len(Story(pages["talks"][1]).outlets)]
    for line, field in zip(foot, ("of", "n_articles"), strict=True):
        assert line.split("\t")[1:] == [str(cell[field]) for cell in first]
    for row in page.locator("#table-coverage tbody tr").all():
        total = sum(map(int, row.locator("small:not(.ends)").all_inner_texts()))
        assert row.locator("th .quiet").inner_text().startswith(f"{total} sentence")
    effective = [row["effective_voices"] for row in compare["voice_outlets"] if row["effective_voices"] is not None]
    shown = page.locator("#table-voices tbody td:nth-child(6)").all_inner_texts()
    assert sorted(value for value in shown if value != "–") == sorted(f"{value:.1f}" for value in effective)
    (mix,) = (item for item in compare["likeness"] if item["kind"] == "themes")
    assert chance_words(mix, "{:.2f}".format) in page.locator("#likeness").text_content()
    assert page.locator("#likeness .tree svg:not([aria-label])").count() == 0


def test_it_prints_without_its_tools(opened: Any) -> None:
    page = opened()
    page.emulate_media(media="print")
    assert not page.locator(".bar-of-tools").is_visible()
    assert page.locator("#coverage h2").is_visible()
    page.set_viewport_size({"width": 673, "height": 900})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 673
    assert not page.locator("#uncertain").is_visible()
    assert page.locator("#read details table").is_visible()
    settings = page.locator("#methods pre")
    assert '"granularity"' in settings.inner_text()
    assert settings.evaluate("node => node.scrollHeight <= node.clientHeight + 1")
    assert page.pdf(format="A4")[:5] == b"%PDF-"


def test_no_address_stands_among_the_words_of_an_article(opened: Any, pages: Any) -> None:
    page = opened("talks")
    odd = """(root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => (
            node.parentElement.closest('script, style, pre') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
        const found = [];
        while (walker.nextNode()) if (/#a[0-9a-f]|file:|,,|\\[object/.test(walker.currentNode.data)) found.push(walker.currentNode.data);
        return found;
    }"""
    for article in Story(pages["talks"][1]).articles:
        page.evaluate(f"window.location.hash = '#{article.anchor}'")
        page.wait_for_selector(f"#panel #{article.anchor} .tally")
        assert page.locator("#panel").evaluate(odd) == []
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#texts .tally").count() == len(Story(pages["talks"][1]).articles) - 1
    assert page.locator("body").evaluate(odd) == []


def test_a_served_page_becomes_new_by_itself(chromium: Any, pages: Any, tmp_path: Path) -> None:
    source = tmp_path / "corpus"
    source.mkdir()
    titles = iter(["Before", "After"])
    record = pages["good"][1]

    def build() -> bytes:
        page = render_report({**record, "title": next(titles)}, "html", live=True)
        assert isinstance(page, str)
        return page.encode()

    with Server(build, [source], port=0, interval_seconds=0.1, tell=lambda _: None) as server:
        context = chromium.new_context()
        page, trouble = context.new_page(), []
        page.on("console", lambda message: trouble.append(message.text))
        page.goto(f"{server.address}#coverage")
        assert page.locator("h1").inner_text() == "Before"
        page.wait_for_timeout(1800)
        (source / "new.txt").write_text("new")
        assert server.look()
        playwright.expect(page.locator("h1")).to_have_text("After", timeout=10_000)
        assert page.url.endswith("#coverage")
        context.close()
    assert [words for words in trouble if "favicon" not in words] == []
