"""All municipalities of an area, and their past: found, read, refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from projection.errors import InputsError
from projection.inputs import check_inputs, find_past_register, read_municipal, stands_for_many
from projection.inputs.build_register import write_register
from projection.inputs.history import DIMS

SHIPPED = Path(__file__).parents[2] / "inputs"


@pytest.mark.parametrize(
    ("region", "many"),
    [("all", True), ("13", True), ("132217", False), ("1", False), ("清瀬市", False)],
)
def test_what_stands_for_many(region: str, many: bool) -> None:
    assert stands_for_many(region) is many


@pytest.mark.parametrize(
    ("area", "count", "name"),
    [
        ("all", 1741, "全国の市区町村"),
        ("13", 62, "東京都の市区町村"),
        ("01", 179, "北海道の市区町村"),
        ("26", 26, "京都府の市区町村"),
        ("46", 43, "鹿児島県の市区町村"),
    ],
)
def test_an_area_holds_its_municipalities(area: str, count: int, name: str) -> None:
    found = read_municipal(SHIPPED, area)
    assert found.register.sizes["region"] == count
    assert found.area.name.ja == name
    assert (found.base_year, found.window, found.step) == (2020, 5, 1)


def test_only_tables_that_are_used_are_named() -> None:
    kinds = [one.kind for one in read_municipal(SHIPPED / "japan", "13").sources]
    schedules = ["death_probability", "fertility_rate", "sex_ratio_at_birth"]
    assert kinds[0] == "population"
    assert [kind for kind in kinds if kind in schedules] == schedules
    assert "published_projection" not in kinds


def test_a_prefecture_that_is_none_is_refused() -> None:
    with pytest.raises(InputsError, match="no municipality of prefecture '48'; expected two"):
        read_municipal(SHIPPED, "48")


def test_a_folder_without_a_register_is_refused() -> None:
    with pytest.raises(InputsError, match=r"\(municipal_register\) with life tables"):
        read_municipal(SHIPPED / "kiyose", "all")
    with pytest.raises(InputsError, match=r"\(municipal_history\) with life tables"):
        find_past_register(SHIPPED / "kiyose")


def test_the_past_of_kiyose() -> None:
    """住民基本台帳に基づく人口: 31 March 1995, all residents of 1 January 2014 and 2020."""
    past = find_past_register(SHIPPED)
    own = past.data.sel(region="132217")
    assert own["since"].item() == 1995
    assert own["population"].sel(year=1995).sum().item() == 67082
    assert own["births"].sel(period=[2008, 2013]).values.tolist() == [564, 550]
    everybody = past.total.sel(region="132217")
    assert everybody["population"].sel(year=[2014, 2020]).sum(
        ("sex", "age")
    ).values.tolist() == [
        74216,
        74636,
    ]
    assert everybody["deaths"].sel(period=2019).item() == 819
    # 80 and over: 80-84 to 100+ of the register of 2020.
    oldest = everybody["population"].sel(year=2020, age=80, sex="male").item()
    assert oldest == 1533 + 858 + 287 + 41 + 1


def test_the_past_of_all() -> None:
    past = find_past_register(SHIPPED)
    assert past.data["year"].values.tolist() == list(range(1995, 2021))
    assert past.total["year"].values.tolist() == list(range(2013, 2021))
    since = past.data["since"].values
    known = np.isfinite(past.data["population"].values).all(axis=(2, 3))
    np.testing.assert_array_equal(known, past.data["year"].values >= since[:, None])
    # Before the mergers of 2004 to 2006, in which 3,100 municipalities became 1,800.
    assert [(since <= year).sum() for year in (1995, 2005, 2010)] == [1116, 1347, 1735]
    assert (SHIPPED / "japan" / "register_history.nc").stat().st_size < 3_000_000


def test_a_town_that_became_a_city_is_followed() -> None:
    # 愛知県愛知郡長久手町 became 長久手市, with another code, on 4 January 2012.
    own = find_past_register(SHIPPED).data.sel(region="232386")
    assert own["since"].item() == 1995
    assert own["population"].sel(year=[2011, 2012]).sum(("sex", "age")).values.tolist() == [
        48785,
        49832,
    ]


def country(folder: Path) -> Path:
    shutil.copytree(SHIPPED / "japan", folder / "japan")
    return folder / "japan"


def test_other_municipalities_than_the_register_s_are_refused(tmp_path: Path) -> None:
    folder = country(tmp_path)
    with xr.open_dataset(folder / "register_history.nc", engine="h5netcdf") as opened:
        data = opened.isel(region=slice(1, None)).load()
    write_register(data, folder / "register_history.nc", DIMS)
    with pytest.raises(InputsError, match="its municipalities are not those of"):
        check_inputs(folder)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    folder = country(tmp_path)
    (folder / "register_history.nc").unlink()
    with pytest.raises(InputsError, match="not there; files beside it"):
        find_past_register(tmp_path)
