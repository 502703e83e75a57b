"""The browser and the office programs that tests of reports share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests import browser as browsers
from tests import office

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip without a program, one line a file; where all tests must run, let them fail."""
    if os.environ.get("PROJECTION_ALL_TESTS") == "1":
        return
    for fixture, program in (("browser", browsers), ("libreoffice", office)):
        if not program.missing():
            continue
        for item in items:
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.skip(reason=program.NEEDED))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    with browsers.headless() as started:
        yield started


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> office.Office:
    """Return LibreOffice, which is started anew for each file."""
    assert not office.missing(), office.NEEDED
    return office.Office(tmp_path_factory.mktemp("libreoffice"))
