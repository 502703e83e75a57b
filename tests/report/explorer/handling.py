"""What a reader does with the page, and what its run holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from playwright.sync_api import Page

DATA = 'JSON.parse(document.getElementById("data").textContent)'


def go(page: Page, fragment: str) -> None:
    page.evaluate(
        """said => new Promise((done) => {
            if (location.hash === "#" + said) done();
            window.addEventListener("hashchange", done, { once: true });
            location.hash = said;
        })""",
        fragment,
    )


def save(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.click("#save")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def table(page: Page, name: str) -> NDArray[np.float64]:
    """One table of the page's run. Shape (year or period, 2, [age])."""
    said = "name => JSON.stringify(Page.run()[name].map((row) => Array.from(row)))"
    rows = np.array(json.loads(page.evaluate(said, name)))
    return rows.reshape(len(rows), 2, -1)


def text(page: Page, selector: str) -> str:
    return page.locator(selector).inner_text()
