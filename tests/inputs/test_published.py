"""Published projections: made from tables, what is shipped, areas found by code and name."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from projection.errors import InputsError
from projection.inputs import (
    PublishedProjection,
    areas_within,
    check_inputs,
    find_published,
    match_area,
)
from projection.inputs.build_published import build_published
from projection.inputs.build_register import write_register
from projection.inputs.published import DIMS

SHIPPED = Path(__file__).parents[2] / "inputs"
NAMES = """code,prefecture,municipality,last_year,level
400009,福岡県,,2022,prefecture
402311,福岡県,那珂川市,2022,municipality
401005,福岡県,北九州市,2022,municipality
401013,福岡県,北九州市門司区,2022,ward of a designated city
"""
PERSONS = {"40000": 3, "40305": 1, "40100": 2, "40101": 1}


def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [
        (code, year, sex, age, persons * (year - 2000 + age))
        for code, persons in PERSONS.items()
        for year in (2015, 2020, 2025)
        for sex in ("female", "male")
        for age in (0, 5)
    ]
    names = ["code5", "year", "sex", "age", "persons"]
    return pd.DataFrame(rows, columns=names), pd.read_csv(io.StringIO(NAMES), dtype=str)


@pytest.fixture(scope="module")
def shipped() -> PublishedProjection:
    return find_published(SHIPPED)


def folder_with(data: xr.Dataset, tmp_path: Path) -> Path:
    shutil.copyfile(SHIPPED / "japan" / "inputs.toml", tmp_path / "inputs.toml")
    write_register(data, tmp_path / "ipss2018.nc", DIMS)
    return tmp_path


def test_a_town_stands_under_the_code_of_the_city_that_it_became(tmp_path: Path) -> None:
    found = find_published(folder_with(build_published(*tables()), tmp_path)).population
    codes = ["400009", "401005", "401013", "402311"]
    assert found["region"].values.tolist() == codes
    assert found["level"].values.tolist() == [
        "prefecture",
        "municipality",
        "ward",
        "municipality",
    ]
    assert found["sex"].values.tolist() == ["male", "female"]
    assert found.sel(region="402311", year=2020, sex="male", age=5).item() == 25


@pytest.mark.parametrize("change", ["missing", "unnamed", "sums"])
def test_figures_that_do_not_fit_are_refused(change: str) -> None:
    projection, names = tables()
    if change == "missing":
        projection = projection.iloc[1:]
    elif change == "unnamed":
        names = names[names["code"] != "402311"]
    else:
        projection.loc[projection["code5"] == "40305", "persons"] += 1
    with pytest.raises(ValueError, match=r"figures are missing|no name|not the sum"):
        build_published(projection, names)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.drop_sel(year=2020), "five apart; found 2015, 2025"),
        (lambda data: data.isel(sex=[1, 0]), "male, female in this order; found female, male"),
        (lambda data: data - 200, "below zero"),
    ],
)
def test_files_that_do_not_fit_are_refused(tmp_path: Path, change: object, said: str) -> None:
    assert callable(change)
    folder = folder_with(change(build_published(*tables())), tmp_path)
    with pytest.raises(InputsError) as caught:
        find_published(folder)
    assert said in caught.value.text()


def test_a_damaged_file_and_none_at_all(tmp_path: Path) -> None:
    folder = folder_with(build_published(*tables()), tmp_path)
    (folder / "ipss2018.nc").write_bytes(b"no NetCDF")
    with pytest.raises(InputsError, match="NetCDF-4"):
        find_published(folder)
    with pytest.raises(InputsError, match="names a published projection"):
        find_published(SHIPPED / "kiyose")


def test_what_is_shipped(shipped: PublishedProjection) -> None:
    persons = shipped.population
    assert dict(persons.sizes) == {"region": 1857, "year": 7, "sex": 2, "age": 19}
    # 社人研 平成30年推計: Japan in 2015 (census) and 2045, the sum of its prefectures.
    japan = persons.sel(region=persons["level"] == "prefecture").sum(("region", "sex", "age"))
    assert japan.sel(year=[2015, 2045]).values.tolist() == [127094745, 106421185]
    sources = check_inputs(SHIPPED / "japan").sources
    assert shipped.source in sources


def test_the_shipped_figures_of_kiyose_are_those_of_the_other_table(
    shipped: PublishedProjection,
) -> None:
    table = pd.read_csv(SHIPPED / "kiyose" / "other_projections.csv")
    table = table[(table["publication_en"] == "IPSS 2018") & (table["age"] == "total")]
    expected = table[table["sex"] == "female"].set_index("year")["population"]
    found = shipped.population.sel(region="132217", sex="female").sum("age").to_series()
    assert np.array_equal(found.loc[expected.index], expected)


@pytest.mark.parametrize("wanted", ["13221", "132217", "清瀬市", "東京都清瀬市", " 清瀬市 "])
def test_an_area_by_code_or_name(shipped: PublishedProjection, wanted: str) -> None:
    assert match_area(shipped, wanted) == "132217"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("静岡県森町", "224618"),
        ("北海道森町", "013455"),
        ("津市", "242012"),
        ("東村", "473031"),
        ("１３２１１", "132110"),
        ("茅ケ崎市", "142077"),
        ("茅ヶ崎市", "142077"),
        ("東京都", "130001"),
    ],
)
def test_names_as_people_write_them(
    shipped: PublishedProjection, wanted: str, code: str
) -> None:
    # With the prefecture and without the district, one of two towns of the same name; a city
    # whose name ends those of others.
    assert match_area(shipped, wanted) == code


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("府中市", "132063 東京都府中市、342084 広島県府中市"),
        ("清瀬", "near ones: 132217 東京都清瀬市"),
        ("13999", "no area '13999'"),
        ("132218", "no area '132218'"),
        ("", "no area ''"),
        ("静岡県府中市", "no area '静岡県府中市'"),
        # Municipalities of Fukushima were not published.
        ("07202", "published only as a whole: 070009 福島県"),
        ("福島県会津若松市", "published only as a whole: 070009 福島県"),
    ],
)
def test_an_area_that_is_none_or_several(
    shipped: PublishedProjection, wanted: str, said: str
) -> None:
    with pytest.raises(InputsError) as caught:
        match_area(shipped, wanted)
    assert said in caught.value.text()


def test_areas_of_a_prefecture_and_of_all(shipped: PublishedProjection) -> None:
    assert len(areas_within(shipped, [])) == 1682
    tokyo = areas_within(shipped, ["東京都", "清瀬市"])
    assert len(tokyo) == 62
    assert {code[:2] for code in tokyo} == {"13"}
    # Fukushima was published as a whole.
    assert areas_within(shipped, ["07000"]) == ["070009"]
