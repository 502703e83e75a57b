import csv
from pathlib import Path

import numpy as np
import pytest

from projection import shipped
from projection.inputs import find_inputs, read_inputs, residents_of
from projection.inputs.residents import Residents
from projection.scenarios import load_scenario, scenario_warnings, warnings_of_all
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


def town(persons: int) -> Residents:
    """Groups of five, fifteen and thirty years and an open one; 40 % are men."""
    share = np.array([[0.1, 0.1, 0.1, 0.1], [0.1, 0.2, 0.2, 0.1]])
    return Residents((0, 5, 20, 50), persons * share)


@pytest.mark.parametrize(
    ("persons", "tfr", "whom"),
    [
        (4_999, 2.44, "of under 5,000 residents"),
        (5_000, 1.92, "of 5,000 to under 20,000 residents"),
        (74_864, 1.85, "of 50,000 to under 100,000 residents"),
        (100_000, 1.7, "of 100,000 residents or more"),
    ],
)
def test_compares_with_municipalities_of_the_size(
    tmp_path: Path, persons: int, tfr: float, whom: str
) -> None:
    scenario = scenario_of(tmp_path, f"fertility.tfr = {tfr}")
    (found,) = scenario_warnings(scenario, town(persons))
    assert found.message("en").startswith(
        f"a TFR of {tfr:g} is above 99 % of Japan's municipalities {whom} (2015-2019: "
    )
    just = scenario_of(tmp_path, f"fertility.tfr = {tfr - 0.02}")
    assert scenario_warnings(just, town(persons)) == []


@pytest.mark.parametrize(
    ("lever", "living"),
    [
        ("", 10_000),
        ("sex = 'female'", 6_000),
        ("ages = [20, 49]", 3_000),
        ("ages = [0, 9]", 2_000 + 3_000 / 3),
        ("sex = 'male'\nages = [35, 49]", 500),
        ("ages = [60, 70]", 2_000),
    ],
)
def test_persons_are_compared_as_a_rate(tmp_path: Path, lever: str, living: float) -> None:
    """Of 10,000 residents, those whom a lever is about; the highest rate is that of women."""
    known = usual("net_migration_rate", "5000")

    def told(number: float) -> list[str]:
        text = f'[[migration]]\ntitle = "l"\n{lever}\nadd_per_year = {number}\n'
        found = scenario_warnings(scenario_of(tmp_path, text), town(10_000))
        assert all(one.place == "migration[0].add_per_year" for one in found)
        assert all(one.values["living"] == pytest.approx(living) for one in found)
        return [one.key for one in found]

    scenario = scenario_of(tmp_path, f'[[migration]]\ntitle = "l"\n{lever}\nadd_rate = 1\n')
    (far,) = scenario_warnings(scenario, town(10_000))
    limit = living * float(str(far.values["figure"]))
    assert far.values["figure"] in {one.high for one in known}
    assert told(0.999 * limit) == []
    assert told(1.001 * limit) == ["scenario_persons_high"]
    assert told(-living) == ["scenario_persons_low"]


def test_persons_in_words(tmp_path: Path) -> None:
    text = '[[migration]]\ntitle = "Estate"\nages = [20, 49]\nadd_per_year = 1500\n'
    (found,) = scenario_warnings(scenario_of(tmp_path, text), town(10_000))
    assert found.message("en") == (
        "lever 'Estate' adds 1,500 persons a year, a net migration rate of +0.500 of the "
        "3,000 who live there at these ages, by itself above that of 99 % of Japan's "
        "municipalities of 5,000 to under 20,000 residents at every age (99th percentile, "
        "2015-2019: +0.144 at most, at ages 25-29, from the registers)"
    )
    text = '[[migration]]\ntitle = "Exodus"\nadd_per_year = -5000\n'
    (found,) = scenario_warnings(scenario_of(tmp_path, text), town(10_000))
    assert "年△5,000人は、この年齢に住む10,000人に対する純移動率で△0.500" in found.message("ja")


def test_nobody_of_these_ages(tmp_path: Path) -> None:
    text = '[[migration]]\ntitle = "l"\nages = [0, 4]\nadd_per_year = 1500\n'
    empty = Residents((0, 5), np.array([[0.0, 10.0], [0.0, 20.0]]))
    assert scenario_warnings(scenario_of(tmp_path, text), empty) == []


def test_what_files_share_is_said_once(tmp_path: Path) -> None:
    for name, tfr in (("a", 3), ("b", 3), ("c", 4)):
        (tmp_path / f"{name}.toml").write_text(f'title = "{name}"\nfertility.tfr = {tfr}\n')
    scenarios = [load_scenario(tmp_path / f"{name}.toml") for name in ("a", "b", "b", "c")]
    found = warnings_of_all(scenarios)
    assert [one.file for one in found] == [
        f"{tmp_path / 'a.toml'}, b.toml",
        str(tmp_path / "c.toml"),
    ]


def test_residents_are_those_of_the_base_date() -> None:
    folder = Path(__file__).parents[2] / "inputs"
    found = residents_of(read_inputs(find_inputs(folder, "132217"), "132217"))
    assert found.persons.shape == (2, len(found.ages))
    # Of Kiyose on 1 January 2020: the sum of the register's table in inputs/kiyose.
    assert found.persons.sum() == 74_636
