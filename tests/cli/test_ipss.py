"""`projection ipss` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest

from projection import files
from projection.errors import ProjectionError, fault
from projection.inputs import find_published
from projection.results import read_result
from tests.cli.conftest import SHIPPED, Called, Started

FILES = {"pattern1", "simulation1", "simulation2", "own"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder of one's own with the shipped inputs that the command reads."""
    (tmp_path / "inputs").mkdir()
    for name in ("japan", "kiyose"):
        shutil.copytree(SHIPPED / "inputs" / name, tmp_path / "inputs" / name)
    return tmp_path


def test_from_a_code_to_results(place: Path, projection: Started) -> None:
    made = projection("ipss", "13221")
    assert (made.returncode, made.stdout) == (0, "")
    folder = place / "scenarios/ipss/13221"
    assert {path.stem for path in folder.glob("*.toml")} == FILES
    *_, last = made.stderr.splitlines()
    command = last.removeprefix("next command: projection ").split()
    ran = projection(*command)
    assert ran.returncode == 0, ran.stderr
    assert "Population as of 1 October" in ran.stdout
    result = read_result(place / "results/ipss/13221/pattern1.nc")
    published = find_published(SHIPPED / "inputs").population.sel(region="132217")
    np.testing.assert_array_equal(
        np.rint(result["population"].values), published.transpose("year", "sex", "age").values
    )
    compared = projection("compare", "results/ipss/13221/pattern1.nc", "results/ipss/13221")
    assert compared.returncode == 0, compared.stderr
    checked = projection("check", "inputs/ipss/13221")
    assert "nothing is wrong" in checked.stdout
    assert "base rates are fitted" not in checked.stdout


def test_a_report_counts_people_in_october(place: Path, call: Called) -> None:
    call("ipss", "13221")
    call("run", "scenarios/ipss/13221")
    words = ["results/pattern1.nc", "results", "-o", "report.html"]
    assert call("report", *words).code == 0
    page = (place / "report.html").read_text(encoding="utf-8")
    assert "Population on 1 October of each year" in page
    assert "1 January" not in page
    # The register's inputs of the same city lie beside it and are not taken for its own.
    assert "results of the official form" in page


def test_files_changed_by_hand_are_kept(place: Path, call: Called) -> None:
    assert call("ipss", "清瀬市").code == 0
    own = place / "scenarios/ipss/13221/own.toml"
    first = own.read_text(encoding="utf-8")
    again = call("ipss", "132217")
    assert again.code == 0
    assert "nothing has changed" in again.err
    own.write_text(first + "# mine\n", encoding="utf-8")
    refused = call("ipss", "13221", "--end", "2060")
    assert refused.code == 2
    assert "own.toml: the file is there with other content" in refused.err
    assert own.read_text(encoding="utf-8").endswith("# mine\n")
    assert "end = 2045" in (own.parent / "pattern1.toml").read_text(encoding="utf-8")
    forced = call("ipss", "13221", "--force", "--tfr", "1.6", "--by", "2040")
    assert forced.code == 0
    assert "2040 = 1.6 }" in own.read_text(encoding="utf-8")


def test_a_start_cut_short_is_made_whole(
    place: Path, call: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, wrote = files.replacing, []

    def cut_short(path: Path) -> AbstractContextManager[Path]:
        wrote.append(path)
        if len(wrote) > 4:
            raise ProjectionError(fault("file_missing", file=str(path), beside=""))
        return whole(path)

    with monkeypatch.context() as patched:
        patched.setattr(files, "replacing", cut_short)
        assert call("ipss", "13221").code == 2
    # What is there is no folder of inputs yet, and says so.
    assert len(list((place / "inputs/ipss/13221").iterdir())) == 4
    scenario = place / "mine.toml"
    scenario.write_text(
        'title = "mine"\nregion = "132217"\nmethod = "ipss"\nend = 2045\n', encoding="utf-8"
    )
    assert "'projection ipss 132217' makes them" in call("run", "mine.toml").err
    assert call("ipss", "13221").code == 0
    assert call("run", "mine.toml").code == 0


def test_folders_of_ones_own(place: Path, call: Called) -> None:
    (place / "inputs").rename(place / "data")
    made = call("ipss", "13221", "--inputs", "data", "--scenarios", "plans")
    assert made.code == 0
    words = made.err.splitlines()[-1].removeprefix("next command: projection ").split()
    assert words[-2:] == ["--inputs", "data"]
    assert call(*words).code == 0


@pytest.mark.parametrize("code", ["133621", "294519"])
def test_villages_with_empty_cells_run(place: Path, call: Called, code: str) -> None:
    assert call("ipss", code).code == 0
    ran = call("run", f"scenarios/ipss/{code[:5]}", "--out", "results")
    assert ran.code == 0, ran.err


def test_mistakes(place: Path, call: Called) -> None:
    assert "name one area" in call("ipss").err
    assert "132063 東京都府中市" in call("ipss", "府中市").err
    said = call("ipss", "13221", "--by", "2015", "--tfr", "18", "--end", "2047")
    assert said.code == 2
    assert "--by: expected a year after 2015" in said.err
    assert "--tfr: expected births per woman from 0.1 to 10" in said.err
    assert "--end: expected a year after 2015 by whole steps" in said.err
    assert not (place / "scenarios/ipss").exists()


def test_other_commands_say_what_they_do_not_take(place: Path, call: Called) -> None:
    assert call("ipss", "13221").code == 0
    files = [f"scenarios/ipss/13221/{name}.toml" for name in ("pattern1", "own")]
    said = call("attribute", *files)
    assert said.code == 2
    assert "does not take scenarios of the official form" in said.err
    assert "write step = 5; found 1" in call("run", files[0], "--step", "1").err
    assert (
        "'projection ipss 131016' makes them" in call("run", files[0], "--region", "131016").err
    )


def test_both_methods_in_one_run(place: Path, call: Called) -> None:
    assert call("ipss", "13221").code == 0
    scenarios = SHIPPED / "scenarios/kiyose/current.toml"
    ran = call("run", str(scenarios), "scenarios/ipss/13221/pattern1.toml", "--out", "mixed")
    assert ran.code == 0, ran.err
    # Two documents: flows of one year, and of five.
    assert ran.out.count("Projected population of Kiyose") == 2
    # In steps of five years too: stocks of 1 January, and of 1 October.
    ran = call("run", str(scenarios), "scenarios/ipss/13221", "--step", "5", "--out", "mixed")
    assert ran.code == 0, ran.err
    assert ran.out.count("Projected population of Kiyose") == 2


def test_an_assessment_in_words_and_figures(call: Called) -> None:
    said = call("ipss", "13221", "--assess", "--lang", "ja")
    assert said.code == 0
    assert "自然増減の影響度は4、社会増減の影響度は1" in said.out
    assert "分類はD-1（その他）" in said.out
    assert "△18.1" in said.out
    found = json.loads(call("ipss", "13221", "--assess", "--format", "json").out)
    (row,) = found if isinstance(found, list) else found["rows"]
    assert row["region"] == "132217"


def test_a_prefecture_as_a_table(call: Called) -> None:
    said = call("ipss", "東京都", "--assess", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert len(rows) == 62
    kiyose = next(row for row in rows if row["region"] == "132217")
    assert (kiyose["young_class"], kiyose["natural_grade"]) == ("D-1", "4")
    assert "Classes by young women of 62 areas" in call("ipss", "東京都", "--assess").out


def test_thresholds_of_ones_own(place: Path, call: Called) -> None:
    standard = (SHIPPED / "projection/analysis/young_women.toml").read_text(encoding="utf-8")
    own = place / "own.toml"
    own.write_text(standard.replace("[20, 50]", "[5, 18]"), encoding="utf-8")
    assert "class C-3" in call("ipss", "13221", "--assess", "--classes", "own.toml").out
    own.write_text("bounds = 3\n", encoding="utf-8")
    assert call("ipss", "13221", "--assess", "--classes", "own.toml").code == 2
