from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pytest

from projection.errors import InputsError
from projection.inputs import check_inputs, find_inputs, read_inputs, read_life_tables
from projection.variables import SEXES
from tests.inputs import worlds
from tests.inputs.worlds import csv_text, write_standard, write_world

HISTORY = worlds.MANIFEST + "".join(
    worlds.table_text(kind) for kind in ("population", "components", "population_history")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_world(tmp_path)


def test_population(folder: Path) -> None:
    population = read_inputs(folder).population
    assert dict(population.sizes) == {"year": 5, "sex": 2, "age": 7}
    assert population["age"].values.tolist() == [0, 1, 5, 10, 15, 50, 85]
    assert population["age"].attrs == {"width": 0, "open_age": 85}
    for year in worlds.YEARS:
        for sex in SEXES:
            row = population.sel(year=year, sex=sex).values.tolist()
            assert row == [worlds.persons(year, sex, group) for group in range(7)]


def test_components(folder: Path) -> None:
    components = read_inputs(folder).components
    assert components["period"].values.tolist() == [2011, 2012, 2013, 2014]
    assert components["deaths"].values.tolist() == [20, 21, 22, 23]
    assert components["in_migration"].values.tolist() == [1450, 1451, 1452, 1453]
    assert {
        str(name): values.dims for name, values in components.data_vars.items()
    } == dict.fromkeys(
        ("births", "deaths", "in_migration", "out_migration", "other_in", "other_out"),
        ("period",),
    )


def test_schedules_come_from_the_standard(folder: Path) -> None:
    schedules = read_inputs(folder).schedules
    deaths = schedules.death_probability
    assert deaths.dims == ("year", "sex", "age")
    assert deaths["age"].values.tolist() == list(range(103))  # the shortest table ends at 102
    assert float(deaths.sel(year=2005, sex="male", age=40)) == worlds.probability(
        2005, "male", 40
    )
    assert float(deaths.sel(year=2010, sex="female", age=0)) == worlds.probability(
        2010, "female", 0
    )
    assert dict(schedules.fertility_rate.sizes) == {"year": 6, "age": 36}
    assert float(schedules.fertility_rate.sel(year=2012, age=30)) == 0.03
    ratios = schedules.sex_ratio_at_birth
    assert ratios["period"].values.tolist() == list(range(2005, 2015))
    assert ratios.values.tolist() == [1.05] * 5 + [1.06] * 5


def test_what_the_folder_says_of_itself(folder: Path) -> None:
    inputs = read_inputs(folder)
    assert (inputs.region.code, inputs.title.ja, inputs.window) == ("132217", "架空市", 4)
    assert inputs.base_date == datetime.date(2015, 1, 1)
    assert inputs.folder == folder
    assert {one.kind: Path(one.file).parent.name for one in inputs.sources} == {
        "population": "nowhere",
        "components": "nowhere",
        "death_probability": "standard",
        "fertility_rate": "standard",
        "sex_ratio_at_birth": "standard",
    }


def test_a_table_of_the_folder_goes_before_that_of_the_standard(tmp_path: Path) -> None:
    unit = "males per female"
    own = worlds.table_text("sex_ratio_at_birth", unit=unit)
    tables = "".join(worlds.table_text(kind) for kind in ("population", "components"))
    ratios = "from,to,sex_ratio_at_birth\n2000,2003,1.04\n"
    files = {
        "inputs.toml": worlds.MANIFEST + tables + own,
        "sex_ratio_at_birth.csv": ratios,
    }
    inputs = read_inputs(write_world(tmp_path, files))
    assert inputs.schedules.sex_ratio_at_birth.values.tolist() == [1.04] * 3
    assert len(inputs.sources) == 5


def test_fertility_per_1000_is_divided(tmp_path: Path) -> None:
    folder = write_world(tmp_path)
    manifest = tmp_path / "standard" / "inputs.toml"
    text = manifest.read_text(encoding="utf-8").replace('"births per woman"', '"per 1000"')
    manifest.write_text(text, encoding="utf-8")
    assert float(read_inputs(folder).schedules.fertility_rate.sel(year=2012, age=30)) == (
        pytest.approx(0.00003, rel=1e-12)
    )


def test_history_may_change_its_ages_between_dates(tmp_path: Path) -> None:
    rows = [
        ("1995-03-31", "japanese", sex, age, 10) for sex in SEXES for age in ("0-14", "15+")
    ] + [("2012-10-01", "total", sex, age, 20) for sex in SEXES for age in ("0", "1-64", "65+")]
    text = csv_text("date,residents,sex,age,population", rows)
    folder = write_world(tmp_path, {"inputs.toml": HISTORY, "population_history.csv": text})
    history = read_inputs(folder).history
    assert len(history) == 10
    assert history[-1] == {
        "region": "132217",
        "residents": "total",
        "date": "2012-10-01",
        "sex": "female",
        "age": "65+",
        "population": 20.0,
    }


def test_two_regions(tmp_path: Path) -> None:
    other = '[[regions]]\ncode = "13211"\nname = { ja = "隣市", en = "Beside" }\n'
    tables = "".join(worlds.table_text(kind) for kind in ("population", "components"))
    persons = [
        (code, *row[:-1], row[-1] if code == "132217" else worlds.persons(2011, "male", 0))
        for row in worlds.population_rows()
        for code in ("132217", "13211")
    ]
    still = (30, 30, 5, 5, 0, 0)
    components = [("132217", *row) for row in worlds.component_rows()]
    components += [("132110", *row[:3], *still) for row in worlds.component_rows()]
    files = {
        "inputs.toml": worlds.MANIFEST + other + tables,
        "population.csv": csv_text("region,date,sex,age,population", persons),
        "components.csv": csv_text(f"region,{worlds.COMPONENTS}", components),
    }
    folder = write_world(tmp_path, files)
    here, beside = read_inputs(folder, "132217"), read_inputs(folder, "隣市")
    assert beside.region.code == "132110"
    assert np.unique(beside.population.values).tolist() == [1100]
    assert here.population.sel(year=2015).sum() > beside.population.sel(year=2015).sum()
    assert beside.components["deaths"].values.tolist() == [30] * 4
    with pytest.raises(
        InputsError, match="say which one to use: 132217 Nowhere, 132110 Beside"
    ):
        read_inputs(folder)
    assert [one.region.code for one in check_inputs(folder).regions] == ["132217", "132110"]


def test_an_unknown_region_is_refused(folder: Path) -> None:
    with pytest.raises(InputsError, match="regions there: 132217 Nowhere"):
        read_inputs(folder, "132110")


def test_a_folder_of_schedules_is_no_inputs_of_a_region(folder: Path) -> None:
    standard = folder.parent / "standard"
    with pytest.raises(InputsError, match=r"expected a table \[tables.population\]"):
        read_inputs(standard)
    report = check_inputs(standard)
    assert report.base_date is None
    assert report.regions == ()
    assert len(report.sources) == 3


def test_a_missing_folder(tmp_path: Path) -> None:
    (tmp_path / "kiyose").mkdir()
    with pytest.raises(InputsError, match="there is no folder of this name; beside it: kiyose"):
        read_inputs(tmp_path / "kiyosse")


def test_a_folder_without_a_manifest(tmp_path: Path) -> None:
    (tmp_path / "population.csv").touch()
    with pytest.raises(
        InputsError, match=r"inputs.toml: the file is not there; .* population.csv"
    ):
        read_inputs(tmp_path)


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    header, *rows = csv_text("date,sex,age,population", worlds.population_rows()).splitlines()
    rows[3] = rows[3].replace("10-14,", "10-14,-")
    rows[9] = rows[8]
    components = csv_text(worlds.COMPONENTS, worlds.component_rows()).replace("1450", "x")
    files = {"population.csv": "\n".join([header, *rows]), "components.csv": components}
    folder = write_world(tmp_path, files)
    (tmp_path / "standard" / "fertility_rate.csv").unlink()
    with pytest.raises(InputsError) as caught:
        check_inputs(folder)
    assert [(Path(one.file).name, one.line, one.key) for one in caught.value.faults] == [
        ("fertility_rate.csv", None, "file_missing"),
        ("population.csv", None, "inputs_ages_missing"),
        ("population.csv", 5, "inputs_negative"),
        ("population.csv", 11, "inputs_duplicate"),
        ("components.csv", 2, "inputs_number"),
    ]


def test_a_small_gap_is_a_warning(tmp_path: Path) -> None:
    text = csv_text(worlds.COMPONENTS, worlds.component_rows()).replace(",1451,", ",1452,")
    folder = write_world(tmp_path, {"components.csv": text})
    warnings = check_inputs(folder).warnings
    assert [(one.line, one.values["gap"]) for one in warnings] == [(3, "-1")]
    assert read_inputs(folder).components["in_migration"].values.tolist()[1] == 1452


@pytest.mark.parametrize(("more", "stops"), [(17, False), (18, True)])
def test_a_gap_of_more_than_one_in_a_thousand_stops(
    tmp_path: Path, more: int, stops: bool
) -> None:
    text = csv_text(worlds.COMPONENTS, worlds.component_rows())
    changed = text.replace(",1451,", f",{1451 + more},")  # 17,115 people on 2012-01-01
    folder = write_world(tmp_path, {"components.csv": changed})
    if stops:
        with pytest.raises(InputsError, match="does not balance"):
            check_inputs(folder)
    else:
        assert len(check_inputs(folder).warnings) == 1


def test_many_faults_alike_are_cut_short(tmp_path: Path) -> None:
    rows = [(*row[:-1], "x") for row in worlds.population_rows()]
    text = csv_text("date,sex,age,population", rows)
    with pytest.raises(InputsError) as caught:
        check_inputs(write_world(tmp_path, {"population.csv": text}))
    *_, last = caught.value.faults
    assert len(caught.value.faults) == 21
    assert (last.key, last.line, last.values["more"]) == ("more_alike", 22, 50)


def test_a_municipality_s_own_life_table(tmp_path: Path) -> None:
    write_standard(tmp_path)
    path = tmp_path / "death_probability.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    one_year = [row for row in rows if row.startswith("2005")]
    path.write_text("\n".join([header, *one_year]), encoding="utf-8")
    tables = read_life_tables(path)
    assert dict(tables.sizes) == {"year": 1, "sex": 2, "age": 105}
    assert float(tables.sel(year=2005, sex="female", age=7)) == worlds.probability(
        2005, "female", 7
    )


def test_faults_of_an_own_life_table(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("year,sex,age,death_probability\n2015,male,0,2\n", encoding="utf-8")
    with pytest.raises(InputsError) as caught:
        read_life_tables(path)
    assert {one.key for one in caught.value.faults} >= {"inputs_bounds", "inputs_rows_missing"}
    with pytest.raises(InputsError, match="the file is not there"):
        read_life_tables(tmp_path / "none.csv")


@pytest.mark.parametrize("wanted", ["132217", "13221", "Nowhere", "架空市"])
def test_the_folder_of_a_region(folder: Path, wanted: str) -> None:
    assert find_inputs(folder.parent, wanted) == folder
    assert find_inputs(folder, wanted) == folder


def test_no_folder_holds_the_region(folder: Path) -> None:
    with pytest.raises(InputsError, match="regions there: 132217 Nowhere"):
        find_inputs(folder.parent, "132110")
    with pytest.raises(InputsError, match=r"expected a folder with an inputs\.toml"):
        find_inputs(folder.parent / "none", "132217")


def test_two_folders_hold_the_region(folder: Path) -> None:
    other = folder.parent / "copy"
    other.mkdir()
    (other / "inputs.toml").write_bytes((folder / "inputs.toml").read_bytes())
    with pytest.raises(InputsError, match="in more than one folder"):
        find_inputs(folder.parent, "132217")


def test_a_broken_folder_does_not_hide_another(folder: Path) -> None:
    broken = folder.parent / "broken"
    broken.mkdir()
    (broken / "inputs.toml").write_text("title = \n", encoding="utf-8")
    assert find_inputs(folder.parent, "132217") == folder
    with pytest.raises(InputsError, match="not valid TOML"):
        find_inputs(folder.parent, "132110")


def course_text(rate: float) -> str:
    rows = [
        (year, sex, age, rate)
        for year in (2017, 2022)
        for sex in ("male", "female")
        for age in ("0-64", "65+")
    ]
    return csv_text("year,sex,age,mortality_rate", rows)


def test_a_course_of_mortality_is_ones_own_else_the_standards_else_none(folder: Path) -> None:
    assert read_inputs(folder).schedules.mortality_course is None
    said = worlds.table_text("mortality_course", unit="per person-year")
    for place, rate in ((folder.parent / "standard", 0.01), (folder, 0.02)):
        manifest = place / "inputs.toml"
        manifest.write_text(manifest.read_text(encoding="utf-8") + said, encoding="utf-8")
        (place / "mortality_course.csv").write_text(course_text(rate), encoding="utf-8")
        inputs = read_inputs(folder)
        course = inputs.schedules.mortality_course
        assert course is not None
        assert dict(course.sizes) == {"year": 2, "sex": 2, "age": 2}
        assert course["age"].values.tolist() == [0, 65]
        assert set(course.values.ravel()) == {rate}
        assert "mortality_course" in [one.kind for one in inputs.sources]
