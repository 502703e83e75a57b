from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from projection.analysis.validation import SHIPPED, cases, validate
from projection.errors import ProjectionError
from tests.inputs.worlds_rates import edit, write_world


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return write_world(tmp_path / "town")


def refused(function: Callable[[], object]) -> str:
    with pytest.raises(ProjectionError) as caught:
        function()
    assert any("\u3040" < one < "\u9fff" for one in caught.value.text("ja"))
    return caught.value.text("en")


def test_a_world_worked_out_by_hand(town: Path) -> None:
    """Persons as published; the men, whom the table leaves out, are not added to the women."""
    (result,) = validate(town)
    assert (result.case, result.figures, result.relative) == ("town", 6, False)
    assert result.deviation == pytest.approx(0.0, abs=1e-9)
    assert result.passed


def test_the_largest_deviation_and_its_place(town: Path) -> None:
    edit(town / "expected.csv", "foreign,female,1,900", "foreign,female,1,903")
    (result,) = validate(town)
    assert result.deviation == pytest.approx(3.0)
    assert not result.passed
    place = "population[nationality=foreign, year=2021, sex=female, age=1]"
    assert result.where == place


def test_relative_deviations_are_shares_of_what_was_published(town: Path) -> None:
    edit(town / "expected.csv", "local,female,1,1800", "local,female,1,2000")
    edit(town / "rates.toml", '"absolute"', '"relative"')
    assert validate(town)[0].deviation == pytest.approx(0.1)
    edit(town / "expected.csv", "local,female,1,2000", "local,female,1,0")
    assert validate(town)[0].deviation == float("inf")


def test_shares_of_a_figure_below_zero_count_too(town: Path) -> None:
    """Net migration of -10 against a published -20: half of it is missing."""
    edit(town / "moves.csv", "female,1,0", "female,1,-10")
    edit(town / "rates.toml", 'figure = "population"\nfile = "expected.csv"', "figure = 1")
    edit(town / "rates.toml", "figure = 1", 'figure = "net_migration"\nfile = "net.csv"')
    edit(town / "rates.toml", '"absolute"', '"relative"')
    text = "period,nationality,sex,age,net_migration\n"
    text += "2020,local,female,1,-20\n2020,foreign,female,1,-10\n"
    (town / "net.csv").write_text(text, encoding="utf-8")
    assert validate(town)[0].deviation == pytest.approx(0.5)


def test_what_cannot_be_worked_out_is_missed(town: Path) -> None:
    (result,) = validate(town)
    assert result.passed
    assert not replace(result, deviation=float("nan")).passed


def test_units_are_those_of_the_table(town: Path) -> None:
    edit(town / "rates.toml", 'file = "expected.csv"\nunit = "persons"', 'file = "e.csv"')
    edit(town / "rates.toml", 'file = "e.csv"', 'file = "e.csv"\nunit = "thousands"')
    text = "year,sex,age,population\n2021,female,1,2.8\n"
    (town / "e.csv").write_text(text, encoding="utf-8")
    (result,) = validate(town)
    # 1,800 and 900 are 2.7 thousand.
    assert result.unit == "thousands"
    assert result.deviation == pytest.approx(0.1)


def test_sums_are_compared_as_sums(town: Path) -> None:
    edit(town / "expected.csv", "local,female,1,1800", "local,female,1,1810")
    edit(town / "expected.csv", "foreign,female,1,900", "foreign,female,1,890")
    edit(town / "rates.toml", "tolerance = 0.5", 'tolerance = 0.5\nsum_over = ["nationality"]')
    (result,) = validate(town)
    assert (result.figures, result.passed) == (3, True)


def test_only_the_ages_asked_for_are_compared(town: Path) -> None:
    edit(town / "expected.csv", "local,female,1,1800", "local,female,1,1")
    edit(town / "rates.toml", "tolerance = 0.5", "tolerance = 0.5\nages = [2, 100]")
    (result,) = validate(town)
    assert (result.figures, result.passed) == (2, True)


FAULTS = {
    "nothing expected": (
        ("rates.toml", "[[expected]]", "[[nothing]]"),
        "unknown key 'nothing'",
    ),
    "another year": (
        (
            "expected.csv",
            "2021,local,female,0,70",
            "2021,local,female,0,70\n2022,local,female,0,1",
        ),
        "there are no rows of local, female, 1, 2022",
    ),
    "years never reached": (
        ("expected.csv", "2021", "2031"),
        "there are no rows of",
    ),
    "surplus place": (
        ("expected.csv", "foreign", "other"),
        "no rows of",
    ),
    "sum over nothing": (
        ("rates.toml", "tolerance = 0.5", 'tolerance = 0.5\nsum_over = ["town"]'),
        "expected.csv: 'town' is no label column of this table; they are nationality, year, "
        "sex, age",
    ),
    "no such ages": (
        ("rates.toml", "tolerance = 0.5", "tolerance = 0.5\nages = [50, 100]"),
        "expected.csv, ages: no age group begins in 50, 100; the lower bounds are 0, 1, 2",
    ),
    "another figure": (
        ("rates.toml", 'figure = "population"', 'figure = "deaths"'),
        "line 1: expected a column 'period'; found: year, nationality, sex, age",
    ),
    "each step": (
        ("rates.toml", "tolerance = 0.5", "tolerance = 0.5\neach_step = true"),
        "expected.csv: each_step starts every step from the published population",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told(town: Path, name: str) -> None:
    (file, old, new), expected = FAULTS[name]
    edit(town / file, old, new)
    assert expected in refused(lambda: validate(town)).replace(f"{town}/", "")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "rates.csv",
            "0.9",
            "1.2",
            "rates.csv, survival_ratio[period=2020, age=1]: expected 0 to 1; found 1.2",
        ),
        (
            "moves.csv",
            "male,1,0",
            "male,1,-99999",
            "rates.toml, population[nationality=local, year=2021, sex=male, age=1]: would be",
        ),
        (
            "rates.toml",
            "survival_ratio = {",
            "# survival_ratio = {",
            "rates.toml: expected exactly one variable that says who survives",
        ),
    ],
)
def test_rates_that_cannot_be_projected_are_named_with_their_file(
    town: Path, file: str, old: str, new: str, said: str
) -> None:
    edit(town / file, old, new)
    assert refused(lambda: validate(town)).replace(f"{town}/", "").startswith(said)


def test_floors_let_pass_what_is_refused(town: Path) -> None:
    edit(town / "moves.csv", "female,1,0", "female,1,-99999")
    assert "more leave than live there" in refused(lambda: validate(town))
    edit(town / "rates.toml", 'open_group = "joint"', 'open_group = "joint"\nfloors = true')
    # Of the middle group all but 1e-5 leave at the end: 2,000 x 0.9 - 1,000 stay.
    (result,) = validate(town)
    assert result.deviation == pytest.approx(1000.0)


def test_rates_of_regions_that_cannot_be_projected_are_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED / "slovenia_1978", tmp_path / "case"))
    edit(folder / "population.csv", "67800", "-67800")
    said = refused(lambda: validate(folder)).replace(f"{folder}/", "")
    assert said.startswith("population.csv, population[region=slovenia, age=0]: ")


def test_labels_that_the_projection_lacks_are_named(town: Path) -> None:
    table = town / "expected.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("2021", "2031"), encoding="utf-8"
    )
    said = refused(lambda: validate(town))
    assert "year: found 2031, which the projection does not have; it has 2020, 2021" in said


def test_a_case_without_tables_to_compare_with(town: Path) -> None:
    toml = (town / "rates.toml").read_text(encoding="utf-8")
    (town / "rates.toml").write_text(toml.split("[[expected]]")[0], encoding="utf-8")
    assert "expected a table [[expected]] to compare with" in refused(lambda: validate(town))


def test_figures_that_the_projection_does_not_give_are_named(town: Path) -> None:
    edit(town / "rates.toml", 'figure = "population"', 'figure = "transfers_in"')
    text = (town / "expected.csv").read_text(encoding="utf-8")
    renamed = text.replace("year", "period").replace(",population", ",transfers_in")
    (town / "expected.csv").write_text(renamed, encoding="utf-8")
    said = refused(lambda: validate(town))
    assert "the projection has no figure 'transfers_in'; it has population, births" in said


def test_a_folder_without_a_case(tmp_path: Path) -> None:
    assert "expected cases to validate (folders with rates.toml, " in refused(
        lambda: cases(tmp_path)
    )
    assert "rates.toml: the file is not there" in refused(lambda: validate(tmp_path))
    assert "there is no folder of this name" in refused(lambda: validate(tmp_path / "x"))


def test_a_case_stands_in_a_folder_or_is_one(town: Path) -> None:
    assert cases(town) == cases(town.parent) == [town]


def test_every_step_may_start_from_what_was_published(tmp_path: Path) -> None:
    """A wrong population then spoils the step after it most."""
    folder = Path(shutil.copytree(SHIPPED / "burkina_faso", tmp_path / "case"))
    edit(folder / "rates.toml", "tolerance = 1e-12", "tolerance = 1e-12\neach_step = true")
    (sound,) = validate(folder)
    assert sound.passed
    line = next(
        one
        for one in (folder / "expected.csv").read_text(encoding="utf-8").splitlines()
        if one.startswith("1985,female,20-24")
    )
    # Half as many again in 1985: the five-year survivors are a half too many in 1990.
    *labels, persons = line.split(",")
    edit(folder / "expected.csv", line, ",".join([*labels, str(1.5 * float(persons))]))
    (spoilt,) = validate(folder)
    assert spoilt.where == "population[year=1990, sex=female, age=25]"


def test_life_expectancy_as_published_is_compared_with_its_table(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED / "life_tables", tmp_path / "case"))
    edit(folder / "life_expectancy.csv", "87.47", "87.17")
    spoilt = validate(folder)[-1]
    assert (spoilt.figures, spoilt.unit, spoilt.passed) == (4, "years", False)
    assert spoilt.deviation == pytest.approx(0.295, abs=0.005)
    assert spoilt.where == "japan 2015 female andreev_kingkade, life_expectancy[age=0]"
    edit(folder / "life_expectancy.csv", "2015,male,coale_demeny,0", "2016,male,coale_demeny,3")
    assert "life_expectancy.csv, line 3: there is no life table 'japan 2016 male" in refused(
        lambda: validate(folder)
    )


def test_a_spoilt_life_table_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    head = (
        "country,year,sex,infancy,age,mortality_rate,separation,death_probability,survivors,"
        "deaths,person_years,person_years_above,life_expectancy,survival_ratio\n"
    )
    # m = 0.1: q = 0.1 / 1.05 and L = 1 - q / 2 each year, e = 10.
    q, lived = 0.1 / 1.05, 1 - 0.05 / 1.05
    rows = [
        f"x,2000,male,midpoint,0,0.1,0.5,{q},1,{q},{lived},10,10,{lived}\n",
        f"x,2000,male,midpoint,1,0.1,,1,{1 - q},{1 - q},{10 * (1 - q)},{10 * (1 - q)},10,"
        f"{1 - q}\n",
    ]
    (folder / "t.csv").write_text(head + "".join(rows), encoding="utf-8")
    words = "".join(f'{one} = "x"\n' for one in ("title", "publication", "publisher"))
    (folder / "life_tables.toml").write_text(
        words + 'source = "x"\nterms = "x"\n[[tables]]\nfile = "t.csv"\nolder = "midpoint"\n'
        'width = 1\n[expected]\ncompared = "relative"\ntolerance = 1e-12\nreason = "x"\n',
        encoding="utf-8",
    )
    (result,) = validate(folder)
    assert (result.figures, result.passed) == (15, True)
    edit(folder / "t.csv", f",10,10,{lived}", f",10,11,{lived}")
    (spoilt,) = validate(folder)
    assert spoilt.where == "x 2000 male midpoint, life_expectancy[age=0]"
    assert not spoilt.passed
    edit(folder / "t.csv", ",0,0.1,", ",0,9.1,")
    assert refused(lambda: validate(folder)).startswith(f"{folder / 't.csv'}, mortality_rate")
    edit(folder / "t.csv", "x,2000,male,midpoint,1,0.1", "x,2000,male,middle,1,zero")
    said = refused(lambda: validate(folder))
    assert "line 3, infancy: expected one of midpoint, coale_demeny" in said
    assert "line 3, mortality_rate: expected a number; found 'zero'" in said
