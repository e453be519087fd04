"""Pictures of the report of the demo corpus for the documents, in several sizes and both schemes.

Needs Chromium and playwright; pngquant, where it is there, makes the files small.

usage: python benchmarks/screenshots.py [CHROMIUM]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import summarize as sm
from summarize.records import report_parts

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"

#: Name, width and height in pixels, scheme, where the page is scrolled to, and the link that is pressed there: of the cells that of most sentences.
VIEWS = (
    ("report-light", 1600, 1000, "light", "table-coverage", 'a[href="#{cell}"]'),
    ("report-article-dark", 1600, 1000, "dark", "brief", ".brief a.cite"),
    ("report-1200-light", 1200, 900, "light", "brief", None),
    ("report-768-dark", 768, 1000, "dark", "coverage", None),
    ("report-380-light", 380, 800, "light", None, None),
    ("report-380-dark", 380, 800, "dark", None, ".brief a.cite"),
)


def picture(browser: Any, page_file: Path, view: tuple[str, int, int, str, str | None, str | None], cell: str) -> Path:
    name, width, height, scheme, place, pressed = view
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, offline=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_selector("html.js")
    if pressed is not None:
        page.locator(pressed.format(cell=cell)).first.click()
    if place is not None:
        page.evaluate(f"document.getElementById('{place}').scrollIntoView()")
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def fullest(record: Any) -> str:
    """The anchor of the cell of the coverage that holds most sentences."""
    names = [row["outlet"] for row in record["read"]["outlets"]]
    cell = max(report_parts(record)["compare"]["coverage"], key=lambda cell: cell["count"])
    return f"cell-{cell['theme']}-{names.index(cell['outlet'])}"


def main() -> None:
    from playwright.sync_api import sync_playwright

    chromium = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium")
    report = sm.report(sm.analyse(sm.read(ROOT / "corpora" / "riyadh-talks")))
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        page_file = Path(folder) / "report.html"
        page_file.write_text(sm.render(report.to_dict(), "html"), encoding="utf-8")
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        cell = fullest(report.to_dict())
        for view in VIEWS:
            path = picture(browser, page_file, view, cell)
            if shutil.which("pngquant"):
                subprocess.run(["pngquant", "--force", "--output", path, "64", "--", path], check=True)
            print(f"{path.name}: {path.stat().st_size // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
