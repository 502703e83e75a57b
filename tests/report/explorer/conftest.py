"""The page of Kiyose, open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import opened
from tests.report.explorer.worlds import shipped

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def kiyose(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    with opened(browser, shipped().page(tmp_path)) as watched:
        yield watched.page
