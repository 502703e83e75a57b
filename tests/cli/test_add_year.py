"""`projection inputs add-year` as a user meets it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from projection.results import read_result
from tests.cli.conftest import SHIPPED, Called
from tests.inputs.worlds_ministry import ages_rows, changes_rows, save


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the nation's figures, Kiyose of 2019, and the ministry's tables of 2020."""
    (tmp_path / "inputs/kiyose").mkdir(parents=True)
    shutil.copytree(SHIPPED / "inputs/japan", tmp_path / "inputs/japan")
    for name in ("population.csv", "components.csv", "inputs.toml"):
        text = (SHIPPED / "inputs/kiyose" / name).read_text("utf-8")
        cut = ("2020-01-01,", "2019-01-01,2020-01-01,")
        kept = [line for line in text.splitlines(keepends=True) if not line.startswith(cut)]
        text = "".join(kept).split("[tables.population_history]")[0]
        text = text.replace("base_date = 2020", "base_date = 2019").replace(
            "window = 5", "window = 4"
        )
        (tmp_path / "inputs/kiyose" / name).write_text(text, encoding="utf-8")
    save(ages_rows(2020), tmp_path / "ages.xlsx")
    save(changes_rows(2020), tmp_path / "changes.xlsx")
    return tmp_path


def files_of(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (place / "inputs/kiyose").iterdir()}


def test_a_year_later(place: Path, call: Called) -> None:
    assert call("new", "13221").code == 0
    said = call("inputs", "add-year", "ages.xlsx", "changes.xlsx")
    assert (said.code, said.out) == (0, "")
    assert "the base date of inputs/kiyose is now 1 January 2020" in said.err
    assert "TFR that the births of 2016-2019 imply: 1." in said.err
    assert said.err.splitlines()[-1].endswith("projection new 13221 --force")
    assert call("check", "inputs/kiyose").code == 0
    assert call("run", "scenarios/kiyose/closed.toml").code == 0
    result = read_result(place / "results/closed.nc")
    assert result["year"].values[0] == 2020
    assert call("new", "13221", "--force").code == 0
    assert "2016〜2019年" in (place / "scenarios/kiyose/current.toml").read_text("utf-8")


def test_the_same_from_the_folder_itself(place: Path, call: Called) -> None:
    words = ["inputs", "add-year", "ages.xlsx", "changes.xlsx", "--inputs", "inputs/kiyose"]
    assert call(*words).code == 0
    again = call(*words)
    assert again.code == 2
    assert "no year after the base date (1 January 2020)" in again.err


def test_half_a_year_changes_nothing(place: Path, call: Called) -> None:
    before = files_of(place)
    said = call("inputs", "add-year", "ages.xlsx", "--lang", "ja")
    assert said.code == 2
    assert "清瀬市：2019年1〜12月の出生・死亡・転入・転出のファイル" in said.err
    assert files_of(place) == before


def test_figures_of_another_city_change_nothing(place: Path, call: Called) -> None:
    before = files_of(place)
    rows = ages_rows(2020)
    swapped = [["132217" if row[0] == "132110" else "0" * 6, *row[1:]] for row in rows[3:]]
    save([*rows[:3], *swapped], place / "other.xlsx")
    said = call("inputs", "add-year", "other.xlsx", "changes.xlsx", "--lang", "ja")
    assert said.code == 2
    assert "全国の市区町村（2015〜2020年、規模の近い2000例）では" in said.err
    assert "--force を付けてください" in said.err
    assert files_of(place) == before
    forced = call("inputs", "add-year", "other.xlsx", "changes.xlsx", "--force")
    assert forced.code == 0
    assert "warning: inputs/kiyose" in forced.err


def test_a_title_without_a_day(place: Path, call: Called) -> None:
    rows = ages_rows(2020)
    rows[0] = ["年齢階級別人口"]
    save(rows, place / "ages.csv")
    words = ["inputs", "add-year", "ages.csv", "changes.xlsx"]
    assert "give its year with --year" in call(*words).err
    assert call(*words, "--year", "2020").code == 0


def test_which_folder_is_meant(place: Path, call: Called) -> None:
    shutil.copytree(SHIPPED / "inputs/tokyo", place / "inputs/tokyo")
    said = call("inputs", "add-year", "ages.xlsx", "changes.xlsx")
    assert said.code == 2
    assert (
        "say with --inputs which folder the year is added to: inputs/kiyose, inputs/tokyo"
        in (said.err)
    )
    said = call("inputs", "add-year", "ages.xlsx", "--inputs", "nowhere")
    assert "nowhere: say with --inputs" in said.err


def test_old_workbooks(place: Path, call: Called) -> None:
    (place / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    said = call("inputs", "add-year", "old.xls", "--lang", "ja")
    assert "古い形式（.xls）" in said.err
    assert said.code == 2
