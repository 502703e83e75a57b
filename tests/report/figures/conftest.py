"""Materials that take a fit, made once a module."""

from __future__ import annotations

import pytest

from projection.report.material import Material
from tests.report.figures import worlds_material


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """A made-up town with a register, histories of other kinds, and two runs."""
    return worlds_material.town(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="session")
def kiyose() -> Material:
    """Kiyose as shipped: the current course, and vision with retention as the outlook."""
    return worlds_material.kiyose("current", "vision-retention")
