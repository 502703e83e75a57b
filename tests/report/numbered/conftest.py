"""A report's material with everything in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from projection.report.material import Material
from projection.scenarios import load_vision
from tests.report.figures.worlds_material import WHY_NOT, kiyose


@pytest.fixture(scope="session")
def whole() -> Material:
    """Kiyose with simulations, a closed run, an outlook of its own, and goals."""
    vision = load_vision(Path("scenarios/kiyose/vision-test.toml"))
    material = kiyose(
        "current", "vision-families", "simulation-1", "simulation-2", "closed", "vision"
    )
    return replace(material, vision=vision)


@pytest.fixture(scope="session")
def results_only(whole: Material) -> Material:
    """The same without inputs and goals."""
    return replace(whole, inputs=None, why_no_inputs=WHY_NOT, vision=None)
