"""Take the pictures of the documentation from the kept reports on the notices in seeds/: `make screenshots`.

docs/report.png: the head of the Markdown report in French and one conflict, as a code host shows them; docs/page-light.png
and docs/page-dark.png: the page with a conflict opened, and with a revision.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from markdown_it import MarkdownIt

from tests.browser.conftest import ARGUMENTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Scheme = Literal["light", "dark"]

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "reports" / "samples" / "fr"
DOCS = ROOT / "docs"
#: The conflict that is shown, by the noun its heading begins with.
SHOWN = "conteneurs"
STYLE = """
body { font: 15px/1.45 'Segoe UI', Helvetica, Arial, sans-serif; max-width: 980px; margin: 24px auto; padding: 0 24px }
h1, h2 { border-bottom: 1px solid #d0d7de; padding-bottom: .3em }
table { border-collapse: collapse; margin: 12px 0 }
td, th { border: 1px solid #d0d7de; padding: 6px 12px; vertical-align: top }
code { background: #eff1f3; border-radius: 5px; padding: .15em .35em; font-size: 85% }
a { color: #0969da; text-decoration: none }
"""
#: Kind of the finding that is opened in each colour scheme.
OPENED: dict[Scheme, str] = {"light": "conflict", "dark": "revised"}


def excerpt(report: str) -> str:
    """The title and summary, and the conflict that is shown, without what a reader folds out."""
    head = report[: report.index("<details>")]
    conflicts = report[report.index('<a id="conflicts"') :]
    title = conflicts[: conflicts.index("\n")].split("</a>")[1]
    parts = re.split(r"^### ", conflicts, flags=re.MULTILINE)
    shown = next(part for part in parts if SHOWN in part.splitlines()[0])
    return f"{head}\n## {title}\n\n### {shown.split('<details>')[0]}"


def of_report(browser: Browser) -> None:
    """The Markdown report, rendered."""
    body = (
        MarkdownIt("commonmark", {"html": True}).enable("table").render(excerpt((SAMPLE / "report.md").read_text("utf-8")))
    )
    page = browser.new_page(viewport={"width": 1040, "height": 800})
    page.goto((SAMPLE / "report.html").as_uri())
    # In the place of the page, so that the pictures beside it are found.
    markup = f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{body}"
    page.route("**/report.html", lambda route: route.fulfill(body=markup, content_type="text/html"))
    page.reload()
    page.screenshot(path=DOCS / "report.png", full_page=True)
    page.close()


def of_page(browser: Browser, scheme: Scheme) -> None:
    """The page with the first finding of a kind opened."""
    page = browser.new_page(viewport={"width": 1200, "height": 1500}, color_scheme=scheme)
    page.goto((SAMPLE / "report.html").as_uri())
    if OPENED[scheme] != "conflict":
        page.locator("#kind").select_option(OPENED[scheme])
    page.locator(".finding:visible summary").first.click()
    page.screenshot(path=DOCS / f"page-{scheme}.png")
    page.close()


def main() -> None:
    """Take all three."""
    # Every module of the tests is read for its examples, where nothing drives a browser as well.
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("no chromium on this machine (Debian: apt install chromium)")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        of_report(browser)
        for scheme in OPENED:
            of_page(browser, scheme)
        browser.close()


if __name__ == "__main__":
    main()
