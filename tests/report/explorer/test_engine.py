"""What the browser is given is what the engine has, bit for bit."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from projection.report.explorer.engine import by_year, engine_data, packed
from projection.scenarios.rates import calendar_years, hazards
from tests.estimation.test_kiyose import base
from tests.report.explorer.worlds import nowhere, shipped


def unpacked(text: str) -> NDArray[np.float64]:
    return np.frombuffer(base64.b64decode(text), dtype="<f8")


def years(table: dict[str, Any]) -> NDArray[np.float64]:
    rows = [unpacked(row) for row in table["rows"]]
    return np.stack([rows[at] for at in table["of"]])


def test_packing_keeps_every_bit() -> None:
    values = np.random.default_rng(1).normal(size=(3, 2, 4))
    np.testing.assert_array_equal(unpacked(packed(values)), values.ravel())
    np.testing.assert_array_equal(years(by_year(values)), values.reshape(3, 8))


def test_years_that_are_alike_are_there_once() -> None:
    data = engine_data(shipped().scenarios[0], base(), 2065, ["young"])
    # Net departures turn from a number into a rate over twenty years; then years are alike.
    assert [len(data[key]["rows"]) for key in ("counts", "rates", "hazards")] == [21, 21, 45]


def test_rates_are_those_of_the_scenario(tmp_path: Path) -> None:
    world = nowhere(tmp_path)
    scenario, rates = world.scenarios[0], world.experiment.base
    data = engine_data(scenario, rates, 2032, ["young", "families"])
    worked_out = world.experiment.rates(scenario).rates
    count = worked_out.migration_count.reshape(17, -1)
    np.testing.assert_array_equal(years(data["counts"]), count)
    np.testing.assert_array_equal(
        years(data["rates"]), worked_out.migration_rate.reshape(17, -1)
    )
    at = calendar_years(rates, 2032)
    np.testing.assert_array_equal(
        years(data["hazards"]), hazards(scenario, rates, at).reshape(17, -1)
    )
    tfr = np.interp(at[:, 0], data["tfr"]["years"], data["tfr"]["values"])
    np.testing.assert_allclose(tfr[:, None] * years(data["patterns"]), worked_out.fertility)
    assert data["sexRatio"] == worked_out.sex_ratio.tolist()
    assert data["level"][0] == 1.0
    assert data["level"][5] == 0.95
