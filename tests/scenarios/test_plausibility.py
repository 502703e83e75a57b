import csv
from pathlib import Path

import pytest

from projection import shipped
from projection.scenarios import scenario_warnings
from projection.scenarios.plausibility import usual
from tests.scenarios.writing import scenario_of


@pytest.mark.parametrize(
    ("tfr", "keys"),
    [
        ('"observed"', []),
        ("1.31", []),
        ("2.0", []),
        ("0.76", []),
        ("2.02", ["scenario_tfr_high"]),
        ("{ 2020 = 1.3, 2030 = 0.74 }", ["scenario_tfr_low"]),
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
        "a TFR of 3 is above 99 % of Japan's municipalities (2015-2019: 2.01 at the 99th "
        "percentile, from registered births)"
    )


@pytest.mark.parametrize(
    ("lever", "keys"),
    [
        ("ages = [20, 24]\nadd_rate = 0.1", []),
        ("ages = [20, 24]\nadd_rate = 0.16", ["scenario_moves_high"]),
        ("ages = [60, 64]\nadd_rate = 0.1", ["scenario_moves_high"]),
        ("add_rate = 0.15", []),
        ("add_rate = -0.3", ["scenario_moves_low"]),
        ("ages = [70, 74]\nsex = 'female'\nadd_rate = 0.015", ["scenario_moves_high"]),
        ("ages = [70, 74]\nsex = 'male'\nadd_rate = 0.015", []),
        (
            "ages = [100, 120]\nadd_rate = { 2025 = 0.5, 2030 = -0.5 }",
            ["scenario_moves_high", "scenario_moves_low"],
        ),
        ("add_per_year = 900000", []),
        ("closed = true", []),
    ],
)
def test_levers(tmp_path: Path, lever: str, keys: list[str]) -> None:
    text = (
        f'[[migration]]\ntitle = "first"\nadd_rate = 0\n[[migration]]\ntitle = "l"\n{lever}\n'
    )
    found = scenario_warnings(scenario_of(tmp_path, text))
    assert [one.key for one in found] == keys
    assert {one.place for one in found} <= {"migration[1].add_rate"}


def test_lever_in_words(tmp_path: Path) -> None:
    text = '[[migration]]\ntitle = "Exodus"\nadd_rate = -0.5\n'
    (found,) = scenario_warnings(scenario_of(tmp_path, text))
    assert found.message("en") == (
        "lever 'Exodus' takes a net migration rate of 0.5 per person and year away, by itself "
        "below that of 99 % of Japan's municipalities at every age (1st percentile, 2015-2019: "
        "-0.234 at least, at ages 20-24, from the registers)"
    )
    assert "△0.5" in found.message("ja")


def test_table_is_whole_and_in_order() -> None:
    with (shipped.japan() / "plausible.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    classes = {row["residents_from"] for row in rows}
    assert classes == {"all", "0", "5000", "20000", "50000", "100000"}
    assert len(rows) == 6 * (1 + 2 * 18)
    assert all(float(one["p1"]) < float(one["p50"]) < float(one["p99"]) for one in rows)


def test_large_municipalities_differ_less_than_villages() -> None:
    (village,), (city,) = (usual("total_fertility_rate", size) for size in ("0", "100000"))
    assert village.low < city.low < city.high < village.high
