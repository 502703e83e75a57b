from pathlib import Path

import pytest

from projection.scenarios import scenario_warnings
from tests.scenarios.writing import scenario_of


@pytest.mark.parametrize(
    ("tfr", "keys"),
    [
        ('"observed"', []),
        ("1.31", []),
        ("2.17", []),
        ("0.99", []),
        ("2.18", ["scenario_tfr_high"]),
        ("{ 2020 = 1.3, 2030 = 0.98 }", ["scenario_tfr_low"]),
        ("{ 2020 = 0.5, 2030 = 3 }", ["scenario_tfr_high", "scenario_tfr_low"]),
    ],
)
def test_tfr(tmp_path: Path, tfr: str, keys: list[str]) -> None:
    found = scenario_warnings(scenario_of(tmp_path, f"fertility.tfr = {tfr}"))
    assert [one.key for one in found] == keys


def test_names_the_figure_that_it_compares_with(tmp_path: Path) -> None:
    (found,) = scenario_warnings(scenario_of(tmp_path, "fertility.tfr = 3"))
    assert (found.file, found.place) == (str(tmp_path / "trial.toml"), "fertility.tfr")
    assert found.message("en") == (
        "a TFR of 3.0 is above that of Japan in any year since 1970 "
        "(highest: 2.17 in 1971, Human Fertility Database)"
    )
