"""Complete sets of rates: what is read, and every fault with its whole message."""

from __future__ import annotations

import gzip
import json
import tomllib
from pathlib import Path

import numpy as np
import pytest

from projection import project_rates
from projection.errors import InputsError
from projection.gross import GrossConvention
from projection.inputs import rates_schema, read_rates
from projection.inputs.rates_model import RatesManifest
from projection.kernel import Convention
from projection.rates.separation import AxRule
from tests.inputs.worlds_rates import edit, write_world

SHIPPED = Path(__file__).parents[2] / "inputs" / "validation"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_world(tmp_path / "town")


def faults_of(folder: Path) -> list[str]:
    """The lines of the message, in English; it exists in Japanese too."""
    with pytest.raises(InputsError) as caught:
        read_rates(folder)
    assert any("\u3040" < one < "\u9fff" for one in caught.value.text("ja"))
    return caught.value.text("en").replace(f"{folder}/", "").splitlines()


def test_tables_are_put_together_in_the_units_of_the_program(folder: Path) -> None:
    case = read_rates(folder)
    rates = case.rates
    assert dict(rates.sizes) == {"nationality": 2, "sex": 2, "age": 3, "period": 1}
    assert rates["nationality"].values.tolist() == ["local", "foreign"]
    assert float(rates["population"].sel(nationality="foreign", sex="male", age=1)) == 500.0
    # Nobody bears at the ages that the table leaves out.
    assert rates["fertility_rate"].sel(period=2020).values.tolist() == [0.0, 0.1, 0.0]
    assert rates["survival_ratio"].dims == ("period", "age")
    assert case.convention == Convention("end", births_count_arrivals=False)
    (expected,) = case.expected
    assert (expected.tolerance, expected.relative, expected.unit) == (0.5, False, 1.0)
    assert case.provenance.publication.ja == "made up"


def test_the_order_of_rows_and_of_labels_does_not_matter(folder: Path) -> None:
    before = read_rates(folder).rates
    table = folder / "moves.csv"
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([head, *rows[3:], *rows[:3]]), encoding="utf-8")
    assert read_rates(folder).rates.identical(before)


def test_a_packed_table_says_the_same(folder: Path) -> None:
    before = read_rates(folder).rates
    packed = gzip.compress((folder / "rates.csv").read_bytes())
    (folder / "rates.csv.gz").write_bytes(packed)
    edit(folder / "rates.toml", '"rates.csv"', '"rates.csv.gz"')
    assert read_rates(folder).rates.identical(before)
    (folder / "rates.csv.gz").write_bytes(packed[:-12])
    assert "rates.csv.gz: the file cannot be unpacked as gzip" in faults_of(folder)[0]


def test_a_life_table_has_ages_of_its_own() -> None:
    case = read_rates(SHIPPED / "wpp2012_sweden")
    assert case.rates["mortality_rate"].dims == ("period", "sex", "life_table_age")
    assert case.rates["life_table_age"].values[[0, 1, 2, -1]].tolist() == [0, 1, 5, 110]
    assert case.rates["age"].values[-1] == 100


def test_gross_flows_and_pairs_of_sub_populations() -> None:
    case = read_rates(SHIPPED / "aargau")
    assert case.convention == GrossConvention(0.5, 2 / 3)
    passing = case.rates["transfer_rate"].sel(to_nationality="foreign")
    assert passing.shape == (3, 2, 31, 2, 101)
    # The Swiss do not become foreigners: pairs that the table leaves out are zero.
    assert not passing.any()


def test_the_rule_of_the_life_table_is_read(folder: Path) -> None:
    rule = '[life_table]\ninfancy = "midpoint"\nolder = "midpoint"\n\n[tables]'
    edit(folder / "rates.toml", "[tables]", rule)
    assert read_rates(folder).ax == AxRule("midpoint", "midpoint")


def test_the_committed_schema_is_that_of_the_models() -> None:
    committed = json.loads((SHIPPED / "rates.schema.json").read_text(encoding="utf-8"))
    assert committed == rates_schema()


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_the_example_that_readers_copy_is_valid(name: str) -> None:
    text = (SHIPPED / name).read_text(encoding="utf-8")
    example = tomllib.loads(text.split("```toml\n")[1].split("```")[0])
    manifest = RatesManifest.model_validate(example)
    assert manifest.dims == ("nationality",)
    assert manifest.expected[0].ages == (5, 100)


FAULTS = {
    "unknown key": (
        ("rates.toml", "timing =", "timming ="),
        "line 9, convention: unknown key 'timming'; did you mean 'timing'?",
    ),
    "unknown key of an expected table": (
        ("rates.toml", "tolerance = 0.5", "tolerance = 0.5\ntolerence = 1.0"),
        "line 27, expected[0]: unknown key 'tolerence'; did you mean 'tolerance'?",
    ),
    "unknown timing": (
        ("rates.toml", 'timing = "end"', 'timing = "middle"'),
        'line 9, convention.timing: expected one of "start", "even", "end"; found \'middle\'',
    ),
    "not a truth": (
        ("rates.toml", "births_count_arrivals = false", 'births_count_arrivals = "no"'),
        "line 10, convention.births_count_arrivals: expected true or false; found 'no'",
    ),
    "unit": (
        ("rates.toml", 'unit = "ratio"', 'unit = "percent"'),
        "line 15, tables.survival_ratio: unknown unit 'percent'; expected \"ratio\"",
    ),
    "tolerance": (
        ("rates.toml", "tolerance = 0.5", "tolerance = 0"),
        "line 26, expected[0].tolerance: expected a tolerance above 0; found 0",
    ),
    "no number": (
        ("rates.toml", "tolerance = 0.5", 'tolerance = "small"'),
        "line 26, expected[0].tolerance: expected a number; found 'small'",
    ),
    "ages": (
        ("rates.toml", "tolerance = 0.5", "tolerance = 0.5\nages = [5, 0]"),
        "line 27, expected[0].ages: expected two ages, the lower first, such as [5, 100]; "
        "found [5, 0]",
    ),
    "no convention": (
        ("rates.toml", "[convention]", "[gross]"),
        "gross",
    ),
    "no population": (
        ("rates.toml", "population = { file", "# population = { file"),
        "rates.toml, tables: expected a table [tables.population]; it is not there",
    ),
    "dim nowhere": (
        ("rates.toml", '["nationality"]', '["nationality", "religion"]'),
        "rates.toml, dims: dims names 'religion'; expected a table with that column, "
        "found none",
    ),
    "dim of its own": (
        ("rates.toml", '["nationality"]', '["sex"]'),
        "rates.toml, line 6, dims: expected columns beside sex, age, period and year",
    ),
    "dim twice": (
        ("rates.toml", '["nationality"]', '["nationality", "nationality"]'),
        "found nationality, nationality",
    ),
    "destinations as a dim": (
        ("rates.toml", '["nationality"]', '["to_nationality"]'),
        "dims: expected columns beside sex, age, period and year, each once and none with to_",
    ),
    "more than the step": (
        ("rates.toml", "[tables]", "[gross]\nexposure = 7\nnewborn_exposure = 0.5\n\n[tables]"),
        "line 14, gross.exposure: expected a part of the step, 0 to 1; found 7",
    ),
    "file": (
        ("rates.toml", '"births.csv"', '"birth.csv"'),
        "birth.csv: the file is not there; files beside it: births.csv",
    ),
    "column": (
        ("rates.csv", "survival_ratio", "survival"),
        "rates.csv, line 1: expected a column 'survival_ratio'; found 'survival': "
        "is it a misspelling?",
    ),
    "number": (
        ("rates.csv", "0.9", "0,9"),
        "rates.csv, line 3: expected 3 cells as in the header; found 4",
    ),
    "not a number": (
        ("rates.csv", "0.9", "nan"),
        "rates.csv, line 3, survival_ratio: expected a finite number; found 'nan'",
    ),
    "sex": (
        ("moves.csv", "male,1", "men,1"),
        "moves.csv, line 3, sex: expected male or female; found 'men'",
    ),
    "row missing": (
        ("population.csv", "local,female,1,1\n", ""),
        "population.csv: there are no rows of local, female, 1",
    ),
    "row twice": (
        ("population.csv", "local,male,1,1\n", "local,male,1,1\nlocal,male,1,2\n"),
        "population.csv, line 4: duplicate of line 3 (local, male, 1)",
    ),
    "no open group": (
        ("rates.csv", "2020,2+", "2020,2"),
        "rates.csv: expected an open last age group such as 85+; the last one found is 2",
    ),
    "ages apart": (
        ("fertility.csv", "2020,1,100\n", "2020,0,0\n2020,2+,0\n"),
        "fertility.csv: the age groups do not follow one another: 2+ comes after 0",
    ),
    "other ages": (
        ("fertility.csv", "2020,1,100", "2020,1-2,100"),
        "fertility.csv, age: found 1-2, which the other tables do not have; they have 0, 1, 2+",
    ),
    "other years": (
        ("births.csv", "2020", "2021"),
        "period: found 2021, which the other tables do not have; they have 2020",
    ),
    "an age less": (
        ("rates.csv", "2020,1,0.9\n2020,2+", "2020,1+"),
        "age: found 1+, which the other tables do not have; they have 0, 1, 2+",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_place(folder: Path, name: str) -> None:
    (file, old, new), expected = FAULTS[name]
    edit(folder / file, old, new)
    assert expected in "\n".join(faults_of(folder))


def test_both_conventions_are_one_too_many(folder: Path) -> None:
    gross = "[gross]\nexposure = 0.5\nnewborn_exposure = 0.5\n\n[tables]"
    edit(folder / "rates.toml", "[tables]", gross)
    (said,) = faults_of(folder)
    assert said == "rates.toml: expected exactly one of [convention] (net migration) and " + (
        "[gross] (gross flows)"
    )


def test_faults_of_several_tables_are_told_at_once(folder: Path) -> None:
    edit(folder / "rates.csv", "0.9", "x")
    edit(folder / "moves.csv", "male,1,0", "male,1,")
    assert faults_of(folder) == [
        "rates.csv, line 3, survival_ratio: expected a number; found 'x'",
        "moves.csv, line 3, net_migration_count: the cell is empty; missing is not zero: "
        "write 0 where it is zero",
    ]


def test_a_whole_label_may_not_be_missing(folder: Path) -> None:
    text = (folder / "population.csv").read_text(encoding="utf-8")
    moved = text.replace("foreign", "other")
    (folder / "moves.csv").write_text(
        moved.replace(",population", ",net_migration_count"), encoding="utf-8"
    )
    first, second = faults_of(folder)[-2:]
    assert "nationality: found other, which the other tables do not have" in first
    assert "nationality: no rows of foreign, which other tables have" in second


CONSTANT = {
    "rates.csv": [("period,", ""), ("2020,", ""), ("2020,", ""), ("2020,", "")],
    "fertility.csv": [("period,", ""), ("2020,", "")],
    "births.csv": [("period,", ""), ("2020,", "")],
}


def test_constant_rates_hold_from_start_for_steps(folder: Path) -> None:
    for file, edits in CONSTANT.items():
        for old, new in edits:
            edit(folder / file, old, new)
    (said,) = faults_of(folder)
    assert said.startswith("rates.toml, start, steps: expected the periods once: a column")
    edit(folder / "rates.toml", "dims =", "start = 2020\nsteps = 3\ndims =")
    rates = read_rates(folder).rates
    assert rates["period"].values.tolist() == [2020, 2021, 2022]
    assert project_rates(rates)["year"].values.tolist() == [2020, 2021, 2022, 2023]


def test_a_table_of_one_figure_has_one_row(folder: Path) -> None:
    (folder / "births.csv").write_text("sex_ratio_at_birth\n1.05\n", encoding="utf-8")
    assert float(read_rates(folder).rates["sex_ratio_at_birth"]) == 1.05
    (folder / "births.csv").write_text("sex_ratio_at_birth\n1.05\n1.06\n", encoding="utf-8")
    assert faults_of(folder)[0].startswith("births.csv, line 3: duplicate of line 2")


def test_floors_are_read(folder: Path) -> None:
    assert not read_rates(folder).floors
    edit(folder / "rates.toml", 'open_group = "joint"', 'open_group = "joint"\nfloors = true')
    case = read_rates(folder)
    assert case.floors
    assert case.convention == Convention("end", births_count_arrivals=False)


@pytest.mark.parametrize("said", ["start = 2020", "steps = 3", "start = 2020\nsteps = 3"])
def test_periods_are_said_once(folder: Path, said: str) -> None:
    edit(folder / "rates.toml", "dims =", f"{said}\ndims =")
    assert faults_of(folder)[0].startswith(
        "rates.toml, start, steps: expected the periods once"
    )


def test_values_stand_where_their_labels_say(folder: Path) -> None:
    persons = read_rates(folder).rates["population"]
    expected = np.array([[[2.0, 1.0, 1.0]] * 2, [[1.0, 0.5, 0.5]] * 2]) * 1000
    np.testing.assert_array_equal(persons.transpose("nationality", "sex", "age"), expected)
