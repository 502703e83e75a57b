"""The register of all municipalities: made from tables, read back, and what is shipped."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import h5netcdf
import numpy as np
import pandas as pd
import pytest
import xarray as xr

from projection.errors import InputsError
from projection.inputs import Register, check_inputs, find_register
from projection.inputs.build_register import build_register, write_register
from projection.inputs.register import COMPONENTS
from projection.variables import SEXES

SHIPPED = Path(__file__).parents[2] / "inputs"
MUNICIPALITIES = """code,prefecture,municipality,level
132217,東京都,清瀬市,municipality
044237,宮城県,黒川郡富谷町,municipality
042161,宮城県,富谷市,municipality
403008,福岡県,筑紫郡,municipality
016951,北海道,色丹郡色丹村,municipality
130001,東京都,,prefecture
"""
NOTHING = "016951"


def tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Five entries, of which two are municipalities with residents; one changes its code."""
    codes = {year: ["132217", "403008", NOTHING, "130001"] for year in range(2015, 2021)}
    for year, those in codes.items():
        those.append("044237" if year < 2017 else "042161")
    stocks = [
        (code, f"{year}-01-01", residents, sex, age, 0 if code == NOTHING else year + age)
        for year, those in codes.items()
        for code in those
        for residents in ("total", "japanese")
        for sex in ("female", "male")
        for age in (0, 5, 10)
    ]
    flows = [
        (code, "total", f"{year}-01-01", f"{year + 1}-01-01", *range(year, year + 6))
        for year, those in codes.items()
        for code in those
    ]
    changes = ["code", "residents", "from", "to", *COMPONENTS]
    return (
        pd.DataFrame(stocks, columns=["code", "date", "residents", "sex", "age", "persons"]),
        pd.DataFrame(flows, columns=changes),
        pd.read_csv(io.StringIO(MUNICIPALITIES), dtype={"code": str}),
    )


def folder_with(data: xr.Dataset, tmp_path: Path) -> Path:
    for name in ("inputs.toml", "register.nc"):
        shutil.copyfile(SHIPPED / "japan" / name, tmp_path / name)
    text = (tmp_path / "inputs.toml").read_text(encoding="utf-8")
    head, _, register = text.partition("[tables.municipal_register]")
    title = head.splitlines()[2]
    (tmp_path / "inputs.toml").write_text(
        f"{title}\n[tables.municipal_register]{register}", encoding="utf-8"
    )
    write_register(data, tmp_path / "register.nc")
    return tmp_path


def register_in(folder: Path) -> Register:
    found = find_register(folder)
    assert found is not None
    return found


def test_sums_and_places_without_residents_are_left_out() -> None:
    data = build_register(*tables())
    assert data["region"].values.tolist() == ["042161", "132217"]
    assert data["name"].values.tolist() == ["宮城県富谷市", "東京都清瀬市"]
    assert data["population"].dims == ("region", "year", "sex", "age")
    assert data["sex"].values.tolist() == list(SEXES)
    found = data["population"].sel(region="042161", year=2016, age=10)
    assert found.values.tolist() == [2026, 2026]
    assert data["other_out"].sel(region="042161", period=2016).item() == 2016 + 5


def test_a_figure_that_is_missing_is_not_made_up() -> None:
    population, changes, municipalities = tables()
    with pytest.raises(ValueError, match="132217"):
        build_register(population.drop(index=0), changes, municipalities)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    data = build_register(*tables())
    found = register_in(folder_with(data, tmp_path))
    xr.testing.assert_equal(found.data.transpose(*data.dims), data.transpose(*data.dims))
    assert found.source.publisher.ja == "総務省"
    before = (tmp_path / "register.nc").read_bytes()
    write_register(data, tmp_path / "register.nc")
    assert (tmp_path / "register.nc").read_bytes() == before


def test_a_folder_without_one_has_none(tmp_path: Path) -> None:
    (tmp_path / "inputs.toml").write_text('title = "国"\n[tables]\n', encoding="utf-8")
    assert find_register(tmp_path) is None


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_damaged_file_is_refused(tmp_path: Path, lang: str) -> None:
    folder = folder_with(build_register(*tables()), tmp_path)
    path = folder / "register.nc"
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(InputsError) as raised:
        check_inputs(folder)
    expected = {"en": "cannot be read as NetCDF-4", "ja": "NetCDF-4 のファイルとして読めません"}
    assert expected[lang] in raised.value.text("ja" if lang == "ja" else "en")
    path.unlink()
    with pytest.raises(InputsError, match="not there; files beside it"):
        find_register(folder)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    folder = folder_with(build_register(*tables()), tmp_path)
    (folder / "register.nc").unlink()
    (folder / "register.nc").mkdir()
    with pytest.raises(InputsError, match=r"register\.nc"):
        find_register(folder)


def test_what_it_lacks_is_named(tmp_path: Path) -> None:
    folder = folder_with(build_register(*tables()), tmp_path)
    with h5netcdf.File(folder / "register.nc", "w") as file:
        file.dimensions = {"region": 2}
        file.create_variable("region", ("region",), "int32", data=np.arange(2))
    with pytest.raises(InputsError, match=r"population \(region, year, sex, age\), births"):
        find_register(folder)


def test_figures_below_zero_and_years_apart_are_refused(tmp_path: Path) -> None:
    data = build_register(*tables())
    negative = data.assign(births=data["births"] - 10_000)
    with pytest.raises(InputsError, match="'births' holds numbers below zero"):
        find_register(folder_with(negative, tmp_path))
    with pytest.raises(InputsError, match="populations of 2015, 2016, 2018"):
        find_register(folder_with(data.isel(year=[0, 1, 3], period=[0, 1]), tmp_path))


def test_shipped() -> None:
    """住民基本台帳に基づく人口: Kiyose and Japan, 1 January 2020."""
    register = register_in(SHIPPED / "kiyose")
    residents = register.data["population"].sel(year=2020).sum(("sex", "age"))
    assert register.data.sizes["region"] == 1741
    assert residents.sel(region="132217").item() == 74636
    # 127,138,033 residents, of whom 9,128 of unknown age.
    assert residents.sum().item() == 127_138_033 - 9_128
    births = register.data["births"].sel(region="132217")
    assert births.values.tolist() == [535, 546, 511, 471, 453]
    assert (SHIPPED / "japan" / "register.nc").stat().st_size < 2_000_000
