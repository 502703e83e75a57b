"""A real browser for tests: what to install for it, and a page that is watched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NEEDED = (
    "browser tests need Playwright (pip install playwright) and Chromium (apt install chromium)"
)

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_INSIDE = ("file:", "data:", "blob:", "about:")


def missing() -> bool:
    """Return whether Playwright or Chromium is not there."""
    return find_spec("playwright") is None or _program() is None


def _program() -> str | None:
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


@contextmanager
def headless() -> Iterator[Browser]:
    """Start Chromium without a window.

    Raises
    ------
    RuntimeError
        Playwright or Chromium is missing.
    """
    if missing():
        raise RuntimeError(NEEDED)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  not everywhere

    # Chromium refuses its sandbox to root, as whom CI runs.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_program(), args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """An open page, and what it should not do.

    Parameters
    ----------
    page
        The page.
    errors
        What it wrote to the console as an error or warning, and what it threw.
    requests
        Addresses it asked for outside itself.
    """

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Fail where the page complained or asked for anything."""
        assert self.errors == []
        assert self.requests == []


@contextmanager
def opened(
    browser: Browser,
    path: Path,
    *,
    width: int = 1280,
    fragment: str = "",
    locale: str = "ja-JP",
) -> Iterator[Watched]:
    """Open a file in a window of its own; leaving the block, `Watched.check` is called.

    Parameters
    ----------
    browser
        The fixture of this name.
    path
        An HTML file.
    width
        Of the window, pixels.
    fragment
        What follows `#` in the address.
    locale
        Of the reader.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale=locale, accept_downloads=True
    )
    try:
        watched = Watched(context.new_page())
        _watch(watched)
        watched.page.goto(path.resolve().as_uri() + (f"#{fragment}" if fragment else ""))
        yield watched
        watched.check()
    finally:
        context.close()


def _watch(watched: Watched) -> None:
    page = watched.page
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on(
        "console",
        lambda said: (
            watched.errors.append(said.text) if said.type in ("error", "warning") else None
        ),
    )
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith(_INSIDE) else watched.requests.append(asked.url)
        ),
    )
