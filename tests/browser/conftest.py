"""A real Chromium for the tests of the page: Debian's, driven by playwright, with nothing that goes to a network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: What keeps Chromium on the machine, and lets it run in a container.
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[browser]'")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip(reason="there is no Chromium on this machine: apt install chromium")
    with api.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which looks for what keeps people from reading a page."""
    pytest.importorskip("axe_playwright_python", reason="axe-core is not installed: pip install '.[browser]'")
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


class Watched:
    """A page that was opened, with everything it asked for and everything it complained of."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked, self.complaints = page, list[str](), list[str]()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


Open = Callable[..., Watched]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a file in a browser that knows nothing yet; when the test is over, it must have asked for nothing else."""
    contexts, seen = [], list[tuple[str, Watched]]()

    def open_file(path: Path, *, place: str = "", **options: Any) -> Watched:
        context = browser.new_context(**options)
        contexts.append(context)
        watched = Watched(context.new_page())
        address = path.resolve().as_uri()
        seen.append((address, watched))
        watched.page.goto(address + place)
        return watched

    yield open_file
    for context in contexts:
        context.close()
    for address, watched in seen:
        assert [url for url in watched.asked if url.partition("#")[0] != address and not url.startswith("data:")] == []
        assert watched.complaints == []
