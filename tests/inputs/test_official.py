"""Inputs of the official five-year form: read, and refused with the place."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pytest

from projection.errors import InputsError
from projection.inputs import check_inputs, find_inputs, read_inputs, read_official
from projection.inputs.data import SourceFile
from projection.inputs.official_files import Derived, official_files
from projection.inputs.regions import Region
from projection.language import Text
from tests.inputs.worlds_official import (
    AGES,
    PERIODS,
    REGIONS,
    YEARS,
    control_totals,
    tables,
    write_official,
)
from tests.worlds_official import world


def test_two_regions(tmp_path: Path) -> None:
    folder = write_official(tmp_path, {"control_totals": control_totals()})
    inputs = read_official(folder, REGIONS[1])
    assert (inputs.region.code, inputs.base_date) == (REGIONS[1], datetime.date(2015, 10, 1))
    assert dict(inputs.population.sizes) == {"region": 2, "sex": 2, "age": len(AGES)}
    assert dict(inputs.population["age"].attrs) == {"width": 5, "open_age": 65}
    ratios = inputs.ratios
    assert ratios["period"].values.tolist() == list(PERIODS)
    assert ratios["year"].values.tolist() == list(YEARS)
    # Units: males per 100 females, thousands.
    assert float(ratios["child_sex_ratio"][0, 0]) == pytest.approx(1.05)
    assert (ratios["control_totals"] == 2000).all()
    assert float(ratios["net_migration_count"].sel(age=5).max()) == 1


def test_counts_and_control_totals_may_be_left_out(tmp_path: Path) -> None:
    text = tables()["net_migration"]
    bare = "\n".join(line.rsplit(",", 1)[0] for line in text.splitlines())
    inputs = read_official(write_official(tmp_path, {"net_migration": bare}), REGIONS[0])
    assert {"net_migration_count", "control_totals"}.isdisjoint(inputs.ratios)


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("survival_ratio", "2015,male,0-4,0.99", "2015,male,0-4,0", "2015, male, 0: expected"),
        ("survival_ratio", "2015,male,65+,0.86", "2015,male,65+,1", "found 1"),
        ("survival_ratio", "2020,male,5-9,0.98", "2020,male,5-9,1.98", "from 0 to 1"),
        ("net_migration", "2015,male,5-9,0.01", "2015,male,5-9,-1.01", "found -1.01"),
        ("child_woman_ratio", "2020,0.2,7", "2020,20,7", "child_woman_ratio: "),
        ("child_woman_ratio", "2030,", "2035,", "expected 2020, 2025, 2030; found 2020, 2025"),
        ("child_sex_ratio", "2025,105", "2025,nan", "a finite number"),
        ("population", "2015-10-01", "2015-01-01", "base date alone, 2015-10-01"),
        (
            "population",
            "2015-10-01,male,0-4,1000",
            "2015-10-01,male,0-4,-1",
            "0 or more; found",
        ),
        ("survival_ratio", "132110,2015", "132292,2015", "no rows of 132292, 2020"),
        ("survival_ratio", "132110", "132292", "expected 132217, 132110; found 132217, 132292"),
        ("child_woman_ratio", "tfr_conversion", "conversion", "column 'tfr_conversion'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, kind: str, old: str, new: str, said: str
) -> None:
    text = tables()[kind]
    assert old in text
    folder = write_official(tmp_path, {kind: text.replace(old, new)})
    with pytest.raises(InputsError) as caught:
        read_official(folder, REGIONS[0])
    assert f"{kind}.csv" in caught.value.text()
    assert said in caught.value.text(), caught.value.text()


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("child_woman_ratio", "2030,", "2035,"),
        ("child_woman_ratio", "2025,", "2020,"),
        ("net_migration", "2015,male,5-9,", "2015,male,10-14,"),
        ("net_migration", "2015,male,5-9,", "2015,man,5-9,"),
    ],
)
def test_a_table_of_two_columns_has_each_fault_once(
    tmp_path: Path, kind: str, old: str, new: str
) -> None:
    folder = write_official(tmp_path, {kind: tables()[kind].replace(old, new)})
    with pytest.raises(InputsError) as caught:
        read_official(folder, REGIONS[0])
    said = caught.value.text().splitlines()
    assert len(said) == len(set(said)), caught.value.text()


def test_other_ages_than_the_population(tmp_path: Path) -> None:
    text = "\n".join(
        line for line in tables()["survival_ratio"].splitlines() if ",60-64," not in line
    )
    folder = write_official(tmp_path, {"survival_ratio": text.replace("65+", "60+")})
    with pytest.raises(InputsError, match="age: does not fit the other tables"):
        read_official(folder, REGIONS[0])


def test_single_ages_are_refused(tmp_path: Path) -> None:
    text = tables()["population"].replace(",0-4,", ",0-3,").replace(",5-9,", ",4-9,")
    with pytest.raises(InputsError, match="groups of 5 years"):
        read_official(write_official(tmp_path, {"population": text}), REGIONS[0])


@pytest.mark.parametrize("kind", ["population", "survival_ratio", "net_migration"])
def test_a_missing_table(tmp_path: Path, kind: str) -> None:
    with pytest.raises(InputsError, match=f"needs the table {kind}"):
        read_official(write_official(tmp_path, {kind: ""}), REGIONS[0])


def test_steps_of_one_year_are_refused(tmp_path: Path) -> None:
    folder = write_official(tmp_path)
    manifest = folder / "inputs.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("step = 5", "step = 1"), encoding="utf-8")
    with pytest.raises(InputsError, match=r"inputs.toml, step: .* write step = 5; found 1"):
        read_official(folder, REGIONS[0])


def test_each_method_has_its_reader(tmp_path: Path) -> None:
    folder = write_official(tmp_path)
    with pytest.raises(InputsError, match='method = "ipss"'):
        read_inputs(folder, REGIONS[0])
    other = write_official(tmp_path, {"child_woman_ratio": ""})
    with pytest.raises(InputsError, match="1 January"):
        read_official(other, REGIONS[0])


def test_folders_are_found_by_method(tmp_path: Path) -> None:
    folder = write_official(tmp_path / "inputs" / "ipss")
    assert find_inputs(tmp_path / "inputs", "13221", "ipss") == folder
    with pytest.raises(InputsError, match="there is none"):
        find_inputs(tmp_path / "inputs", "13221")
    with pytest.raises(InputsError, match="'projection ipss 13101' makes them"):
        find_inputs(tmp_path / "inputs", "13101", "ipss")


def test_folders_derived_beside_a_folder_of_inputs_are_found(tmp_path: Path) -> None:
    # What `projection ipss --inputs japan` writes.
    folder = write_official(tmp_path / "japan" / "ipss")
    (tmp_path / "japan" / "inputs.toml").write_text(
        'title = "Japan"\n[tables]\n', encoding="utf-8"
    )
    assert find_inputs(tmp_path / "japan", "13221", "ipss") == folder
    assert find_inputs(folder, "13221", "ipss") == folder


def test_check_counts_the_people_of_every_region(tmp_path: Path) -> None:
    report = check_inputs(write_official(tmp_path))
    assert [one.region.code for one in report.regions] == list(REGIONS)
    # 1000 + 10 x 0 to 13, men and women.
    assert report.regions[0].total == 2 * (14 * 1000 + 10 * 91)
    assert not report.regions[0].changes


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_official(tmp_path)
    population, rates = world(areas=2)
    text = Text(ja="架空の「市」", en='Nowhere "city"')
    source = SourceFile("published_projection", "", "", "persons", text, "推計", text, None)
    derived = Derived(
        region=Region("132217", text),
        base_date=datetime.date(2015, 10, 1),
        ages=5 * np.arange(population.shape[-1]),
        population=population[1],
        rates=rates.of_area(1),
        fertility_conversion=np.array([7.0, 6.9, 6.8]),
        source=source,
    )
    folder = tmp_path / "written"
    folder.mkdir()
    for name, content in official_files(derived, "../standard").items():
        (folder / name).write_text(content, encoding="utf-8")
    inputs = read_official(folder)
    assert (inputs.region.name, inputs.population.sizes["region"]) == (text, 1)
    for name, values in {
        "survival_ratio": rates.survival[1],
        "net_migration_rate": rates.migration_rate[1],
        "net_migration_count": rates.migration_count[1],
        "child_woman_ratio": rates.child_woman_ratio[1],
        "child_sex_ratio": rates.child_sex_ratio[1],
        "tfr_conversion": derived.fertility_conversion,
    }.items():
        np.testing.assert_allclose(inputs.ratios[name].values[0], values, rtol=1e-9)
