"""Folders that the program writes: read again, they are what the register says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from projection.errors import InputsError
from projection.inputs import (
    check_inputs,
    inputs_of_one,
    match_municipality,
    read_inputs,
    read_municipal,
)
from projection.inputs.new_files import folder_files, known_gaps, register_sources

SHIPPED = Path(__file__).parents[2] / "inputs"


def written(folder: Path, wanted: str, *, gaps: bool = True) -> Path:
    municipality = match_municipality(wanted)
    one = inputs_of_one(read_municipal(SHIPPED / "japan", "all"), municipality.region)
    known = known_gaps(one.population, one.components) if gaps else []
    folder.mkdir()
    standard = str(SHIPPED / "japan")
    for name, text in folder_files(one, register_sources(one), known, standard).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("wanted", ["132217", "132110"])
def test_the_same_figures_come_back(tmp_path: Path, wanted: str) -> None:
    one = inputs_of_one(
        read_municipal(SHIPPED / "japan", "all"), match_municipality(wanted).region
    )
    again = read_inputs(written(tmp_path / "one", wanted))
    np.testing.assert_array_equal(again.population.values, one.population.values)
    assert again.population["age"].attrs == one.population["age"].attrs
    assert again.components.identical(one.components)
    assert (again.base_date, again.window, again.region) == (one.base_date, 5, one.region)
    assert again.title == one.region.name


def test_kiyose_is_the_shipped_folder() -> None:
    ours = inputs_of_one(
        read_municipal(SHIPPED / "japan", "all"), match_municipality("清瀬市").region
    )
    theirs = read_inputs(SHIPPED / "kiyose")
    years = ours.population["year"]
    np.testing.assert_array_equal(ours.population, theirs.population.sel(year=years))
    periods = ours.components["period"]
    np.testing.assert_array_equal(
        ours.components.to_array(), theirs.components.sel(period=periods).to_array()
    )


def test_gaps_of_the_published_accounts_are_named_and_only_warned_of(tmp_path: Path) -> None:
    # Yubari: 20 persons fewer in 2017 and 46 more in 2018 than births, deaths and moves give.
    folder = written(tmp_path / "yubari", "夕張市")
    text = (folder / "inputs.toml").read_text(encoding="utf-8")
    assert "known_gaps = [2017, 2018]" in text
    assert "2017・2018年は、人口の差と増減の合計が公表値のままでは合わない" in text
    told = [one.message() for one in check_inputs(folder).warnings]
    assert [one.split(" (")[0].split(" by ")[1] for one in told] == ["-1", "+6", "-20", "+46"]


def test_gaps_that_are_not_named_are_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "yubari", "夕張市", gaps=False)
    with pytest.raises(InputsError) as caught:
        check_inputs(folder)
    assert caught.value.text().count("name the year in known_gaps") == 2


def test_years_must_be_numbers(tmp_path: Path) -> None:
    folder = written(tmp_path / "one", "清瀬市")
    path = folder / "inputs.toml"
    path.write_text('known_gaps = ["2017"]\n' + path.read_text(encoding="utf-8"), "utf-8")
    with pytest.raises(InputsError, match="known_gaps"):
        check_inputs(folder)
