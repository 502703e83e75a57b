from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import SHIPPED, Called


def copied(place: Path) -> Path:
    """The shipped inputs, free to be changed."""
    (place / "inputs").unlink()
    shutil.copytree(SHIPPED / "inputs", place / "inputs")
    return place / "inputs/kiyose"


def test_a_summary_in_english(call: Called) -> None:
    said = call("check", "inputs/kiyose")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Kiyose: nothing is wrong\n")
    assert "Kiyose   132217       74,636   36,023   38,613" in said.out
    assert "Kiyose   2014      484      741             -257" in said.out
    assert "Note: base rates are fitted from 1 January 2015 to 1 January 2020." in said.out
    assert "- inputs/kiyose/population.csv: Ministry of Internal Affairs" in said.out


def test_a_summary_in_japanese(call: Called) -> None:
    said = call("check", "inputs/kiyose", "--lang", "ja")
    assert said.out.startswith("清瀬市：誤りはありません\n")
    assert "人口（人、2020年1月1日）" in said.out
    assert "清瀬市   2018      471      876       △405" in said.out


@pytest.mark.parametrize(("folder", "regions"), [("tokyo", 7), ("japan", 0)])
def test_folders_of_many_regions_and_of_none(call: Called, folder: str, regions: int) -> None:
    said = call("check", f"inputs/{folder}")
    assert said.code == 0
    assert said.out.count("  2019  ") == regions
    assert "japan/death_probability.csv" in said.out


def test_everything_wrong_is_told_at_once(call: Called, place: Path) -> None:
    folder = copied(place)
    population = folder / "population.csv"
    lines = population.read_text(encoding="utf-8").splitlines()
    lines[4] = lines[4].rsplit(",", 1)[0] + ",many"
    del lines[9]
    population.write_text("\n".join(lines), encoding="utf-8")
    components = folder / "components.csv"
    text = components.read_text(encoding="utf-8")
    components.write_text(text.replace(",deaths,", ",death,"), encoding="utf-8")
    for lang, prefix in (("en", "error: "), ("ja", "誤り：")):
        said = call("check", "inputs/kiyose", "--lang", lang)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith(prefix)
        assert "many" in said.err
        assert "population.csv" in said.err
        assert "components.csv" in said.err


def test_a_folder_that_is_not_there(call: Called) -> None:
    said = call("check", "inputs/kiyosee")
    assert (said.code, said.out) == (2, "")
    assert "kiyose" in said.err.replace("kiyosee", "")
