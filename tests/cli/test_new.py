"""`projection new` as a user meets it."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import click
import pytest

from projection import files
from projection.cli.commands import root
from projection.errors import ProjectionError, fault
from projection.estimation import fit_base_rates
from projection.inputs import read_inputs
from projection.results import read_result
from tests.cli.conftest import SHIPPED, Called

SCENARIOS = {"current", "vision", "retention", "vision-retention", "closed"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder of one's own, empty but for the nation's figures."""
    (tmp_path / "inputs").mkdir()
    shutil.copytree(SHIPPED / "inputs/japan", tmp_path / "inputs/japan")
    return tmp_path


def next_command(said: str) -> list[str]:
    *_, last = said.splitlines()
    return shlex.split(last.removeprefix("next command: projection "))


def test_an_afternoon_in_an_empty_folder(tmp_path: Path, call: Called) -> None:
    shutil.rmtree(tmp_path / "inputs/japan")
    made = call("new", "13211")
    assert (made.code, made.out) == (0, "")
    shipped = {path.name: path.read_bytes() for path in (SHIPPED / "inputs/japan").iterdir()}
    own = {path.name: path.read_bytes() for path in (tmp_path / "inputs/japan").iterdir()}
    assert own == shipped
    assert {path.stem for path in tmp_path.glob("scenarios/kodaira/*.toml")} == {
        *SCENARIOS,
        "goals",
    }
    ran = call(*next_command(made.err))
    assert ran.code == 0, ran.err
    assert "Projected population of Kodaira" in ran.out
    result = read_result(tmp_path / "results/kodaira/current.nc")
    assert float(result["population"].sel(year=2020).sum()) == pytest.approx(194_869)
    assert "inputs/kodaira/population.csv" in str(result.attrs["inputs"])
    assert "nothing is wrong" in call("check", "inputs/kodaira").out
    goals = call("vision", "scenarios/kodaira/goals.toml")
    assert goals.code == 0, goals.err
    compared = call("compare", "results/kodaira/current.nc", "results/kodaira")
    assert compared.code == 0, compared.err


# Large and tiny, with and without gaps in their accounts; wards; names that others share.
@pytest.mark.parametrize(
    "wanted",
    [
        *("011002", "夕張市", "大熊町", "13101", "利島村", "Fuchu-cho", "Osaka"),
        *("39363", "渡嘉敷村", "与那国町", "Niseko", "Kyoto"),
    ],
)
def test_towns_and_villages(place: Path, call: Called, wanted: str) -> None:
    made = call("new", wanted)
    assert made.code == 0, made.err
    (folder,) = (place / "scenarios").glob("*/")
    assert (place / "inputs" / folder.name / "inputs.toml").is_file()
    assert call("check", f"inputs/{folder.name}").code == 0
    ran = call(*next_command(made.err))
    assert ran.code == 0, ran.err
    assert {path.stem for path in place.glob("results/*/*.nc")} == SCENARIOS


def test_the_fertility_is_the_municipality_s_own(place: Path, call: Called) -> None:
    said = call("new", "Kiyose")
    fitted = fit_base_rates(read_inputs(SHIPPED / "inputs/kiyose"))
    own = f"{fitted.total_fertility_rate:.2f}"
    assert f"TFR that the births of 2015-2019 imply: {own}" in said.err
    text = (place / "scenarios/kiyose/current.toml").read_text(encoding="utf-8")
    assert f"tfr = {own}" in text
    assert f"求めた{own}が続くと仮定" in text


def test_a_village_that_admits_no_fit(place: Path, call: Called) -> None:
    said = call("new", "青ヶ島村")
    assert said.code == 2
    assert "the 0 deaths of 2018 cannot be reached" in said.err
    assert "shorten 'window' in inputs.toml (now 5)" in said.err
    assert call("check", "inputs/aogashima").code == 0
    assert not (place / "scenarios").exists()
    toml = place / "inputs/aogashima/inputs.toml"
    toml.write_text(toml.read_text("utf-8").replace("window = 5", "window = 1"), "utf-8")
    again = call("new", "青ヶ島村")
    assert again.code == 0, again.err
    assert "holds its inputs already" in again.err
    assert call(*next_command(again.err)).code == 0


def test_what_is_there_is_not_written_over(place: Path, call: Called) -> None:
    assert call("new", "Kodaira").code == 0
    before = {path: path.read_bytes() for path in place.rglob("*.*") if path.is_file()}
    again = call("new", "小平市")
    assert (again.code, again.err.count("wrote")) == (0, 0)
    own = place / "scenarios/kodaira/vision.toml"
    own.write_text(own.read_text("utf-8") + "# mine\n", encoding="utf-8")
    refused = call("new", "13211")
    assert refused.code == 2
    assert "vision.toml: the file is there with other content" in refused.err
    assert own.read_text("utf-8").endswith("# mine\n")
    forced = call("new", "13211", "--force")
    assert (forced.code, forced.err.count("wrote")) == (0, 1)
    assert {path: path.read_bytes() for path in before} == before


def test_inputs_that_are_there_are_used(place: Path, call: Called) -> None:
    shutil.copytree(SHIPPED / "inputs/tokyo", place / "inputs/tokyo")
    made = call("new", "13211")
    assert "inputs/tokyo holds its inputs already" in made.err
    assert not (place / "inputs/kodaira").exists()
    assert call(*next_command(made.err)).code == 0


def test_folders_of_ones_own(place: Path, call: Called) -> None:
    (place / "inputs").rename(place / "data")
    made = call("new", "13211", "--inputs", "data", "--scenarios", "plans")
    assert made.code == 0
    words = next_command(made.err)
    assert words[:2] == ["run", "plans/kodaira"]
    assert words[-2:] == ["--inputs", "data"]
    assert call(*words).code == 0


def test_a_start_cut_short_is_made_whole(
    tmp_path: Path, call: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(tmp_path / "inputs/japan")
    whole, wrote = files.replacing, []

    def cut_short(path: Path, *words: object) -> object:
        wrote.append(path)
        if len(wrote) > 3:
            raise ProjectionError(fault("file_missing", file=str(path), beside=""))
        return whole(path)

    with monkeypatch.context() as patched:
        patched.setattr(files, "replacing", cut_short)
        patched.setattr("projection.inputs.standard.replacing", cut_short)
        assert call("new", "13211").code == 2
    # The nation's figures are half there, which `check` would say: they have no manifest yet.
    assert not (tmp_path / "inputs/japan/inputs.toml").exists()
    assert call("new", "13211").code == 0
    assert (tmp_path / "inputs/japan/inputs.toml").exists()


def test_mistakes(place: Path, call: Called) -> None:
    assert "name a municipality" in call("new").err
    said = call("new", "府中市", "--lang", "ja")
    assert said.code == 2
    assert "13206 東京都府中市、34208 広島県府中市" in said.err
    assert "near ones: 13211 東京都小平市 (kodaira)" in call("new", "kodara").err
    assert [*place.iterdir()] == [place / "inputs"]


OWN = "性別,年齢,人口\n" + "".join(
    f"{sex},{age},{persons}\n"
    for sex, persons in (("男", 5000), ("女", 5100))
    for age in (*(f"{low}-{low + 9}" for low in range(0, 90, 10)), "90+")
)


def test_a_table_of_ones_own_and_what_it_lacks(place: Path, call: Called) -> None:
    (place / "own.csv").write_text(OWN, encoding="cp932")
    said = call("new", "小平市", "--from-csv", "own.csv", "--date", "2023-01-01")
    assert said.code == 0
    assert "before it can be run, this is still missing" in said.err
    assert "no population on 2021-01-01, 2022-01-01" in said.err
    assert "no row of residents = total for 2020, 2021, 2022" in said.err
    assert "run: projection new 13211" in said.err
    assert not (place / "scenarios").exists()
    # What is said to be missing is all that `check` finds.
    checked = call("check", "inputs/kodaira")
    assert checked.code == 2
    assert all(one in said.err for one in checked.err.removeprefix("error: ").splitlines())
    refused = call("new", "小平市", "--from-csv", "own.csv", "--date", "2022-01-01")
    assert "population.csv: the file is there with other content" in refused.err


def test_a_table_that_the_register_completes(place: Path, call: Called) -> None:
    shipped = (SHIPPED / "inputs/kiyose/population.csv").read_text("utf-8").splitlines()
    rows = [line for line in shipped if line.startswith("2020-01-01")]
    (place / "own.csv").write_text("\n".join([shipped[0], *rows]), encoding="utf-8")
    made = call("new", "13221", "--from-csv", "own.csv")
    assert made.code == 0, made.err
    toml = (place / "inputs/kiyose/inputs.toml").read_text("utf-8")
    assert "2020年1月1日は手元のファイルから" in toml
    assert "known_gaps" not in toml
    assert call(*next_command(made.err)).code == 0
    ours = read_result(place / "results/kiyose/current.nc")
    assert float(ours["population"].sel(year=2020).sum()) == pytest.approx(74_636)


def test_a_table_far_from_the_register_is_no_known_gap(place: Path, call: Called) -> None:
    (place / "own.csv").write_text(OWN, encoding="utf-8")
    said = call("new", "小平市", "--from-csv", "own.csv", "--date", "2020-01-01")
    assert "does not balance" in said.err
    assert "known_gaps =" not in (place / "inputs/kodaira/inputs.toml").read_text("utf-8")


def test_a_table_of_a_city_whose_inputs_lie_elsewhere(place: Path, call: Called) -> None:
    shutil.copytree(SHIPPED / "inputs/tokyo", place / "inputs/tokyo")
    (place / "own.csv").write_text(OWN, encoding="utf-8")
    said = call("new", "小平市", "--from-csv", "own.csv", "--date", "2021-01-01")
    assert said.code == 2
    assert "are in inputs/tokyo already" in said.err


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("koda", "kodaira"), ("1321", "13211"), ("小平", "小平市"), ("東京都小", "東京都小平市")],
)
def test_shells_complete(typed: str, offered: str) -> None:
    command = root().commands["new"]
    context = click.Context(command)
    found = command.params[0].shell_complete(context, typed)
    assert offered in [one.value for one in found]
    assert len(found) <= 60
    assert all(typed in one.value for one in found)
