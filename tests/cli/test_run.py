from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from projection.results import read_result
from tests.cli.conftest import SHIPPED, Called, Started


def written(place: Path) -> list[str]:
    folder = place / "results"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_every_scenario_of_the_folder_gets_a_result(call: Called, place: Path) -> None:
    said = call("run")
    assert said.code == 0
    assert written(place) == ["current.nc", "more/closed.nc", "vision.nc"]
    assert said.err.splitlines() == [
        "wrote results/current.nc",
        "wrote results/vision.nc",
        "wrote results/more/closed.nc",
    ]
    assert read_result(place / "results/more/closed.nc").attrs["scenario"] == "more/closed"


@pytest.mark.usefixtures("place")
def test_the_table_is_all_that_stdout_carries(projection: Started) -> None:
    ended = projection("run", "scenarios/vision.toml", "scenarios/current.toml")
    assert ended.returncode == 0
    lines = ended.stdout.splitlines()
    assert lines[:5] == [
        "Projected population of Kiyose",
        "",
        "Population (persons)",
        "Scenario        2020     2030",
        "─────────────────────────────",
    ]
    assert lines[5].startswith("The vision    74,636   7")
    assert lines[6].startswith("The current   74,636   7")
    assert "\x1b" not in ended.stdout
    assert "Traceback" not in ended.stderr


def test_the_table_in_japanese(call: Called) -> None:
    said = call("run", "scenarios/more", "--lang", "ja")
    assert "清瀬市の将来人口（推計）" in said.out
    assert "more/closedの題   74,636" in said.out
    assert "△" in said.out
    assert "注：総務省「住民基本台帳に基づく人口、人口動態及び世帯数調査」" in said.out
    assert said.err == "書き出しました：results/closed.nc\n"


def test_the_inputs_say_the_step_where_the_run_does_not(call: Called, place: Path) -> None:
    shutil.copytree(SHIPPED / "inputs", place / "other")
    manifest = place / "other" / "kiyose" / "inputs.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("step = 1", "step = 5"), encoding="utf-8")
    assert call("run", "scenarios/current.toml", "--inputs", "other").code == 0
    assert read_result(place / "results/current.nc").attrs["step"] == 5
    call("run", "scenarios/current.toml", "--inputs", "other", "--step", "1")
    assert read_result(place / "results/current.nc").attrs["step"] == 1


def test_another_region_goes_to_a_folder_of_its_own(call: Called, place: Path) -> None:
    said = call("run", "scenarios/current.toml", "--region", "132110")
    assert "Projected population of Kodaira" in said.out
    assert written(place) == ["132110/current.nc"]
    assert read_result(place / "results/132110/current.nc").attrs["region"] == "132110"


def test_scenarios_of_two_regions_run_together(call: Called, place: Path) -> None:
    text = (place / "scenarios/current.toml").read_text(encoding="utf-8")
    (place / "kodaira.toml").write_text(text.replace("132217", "132110"), encoding="utf-8")
    said = call("run", "kodaira.toml", "scenarios/current.toml")
    assert "Projected population of Kodaira, Kiyose" in said.out
    assert written(place) == ["current.nc", "kodaira.nc"]


def test_years_and_steps_can_be_chosen(call: Called, place: Path) -> None:
    assert call("run", "scenarios/current.toml", "--end", "2040", "--step", "5").code == 0
    result = read_result(place / "results/current.nc")
    assert result["year"].values.tolist() == [2020, 2025, 2030, 2035, 2040]
    assert call("run", "scenarios/current.toml", "--start", "2019", "--end", "2022").code == 0
    assert read_result(place / "results/current.nc")["year"].values[0] == 2019


BAD = {
    "tfr": ('extends = "current.toml"\n[fertility]\ntfr = 131\n', "131"),
    "circle": ('extends = "circle.toml"\n', "circle.toml"),
    "nowhere": ("end = 2030\n", "no region: write 'region' into the scenario"),
    "unknown": ('region = "011002"\nend = 2030\n', "Kiyose"),
    "endless": ('region = "132217"\n', "no end year"),
    "emptied": (
        'extends = "current.toml"\n[[migration]]\ntitle = "Everybody leaves"\n'
        "ages = [20, 24]\nadd_per_year = -3000\n",
        "Everybody leaves",
    ),
    "key": ('extends = "current.toml"\nregoin = "132217"\n', "did you mean 'region'?"),
}


def bad_scenario(place: Path, name: str) -> str:
    path = place / f"scenarios/{name}.toml"
    path.write_text('title = "Bad"\n' + BAD[name][0], encoding="utf-8")
    return f"scenarios/{name}.toml"


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", BAD)
def test_a_mistake_is_one_message_and_writes_nothing(
    call: Called, place: Path, name: str, lang: str
) -> None:
    bad = bad_scenario(place, name)
    said = call("run", "scenarios/current.toml", bad, "--lang", lang)
    assert (said.code, said.out) == (2, "")
    # What is far from anything seen may be told before it.
    lines = said.err.splitlines()
    first = next(one for one in lines if not one.startswith(("warning: ", "注意：")))
    assert first.startswith({"en": "error: ", "ja": "誤り："}[lang])
    assert lang == "ja" or BAD[name][1] in said.err
    assert not (place / "results").exists()


def test_the_mistakes_of_all_scenarios_are_told_at_once(call: Called, place: Path) -> None:
    names = [bad_scenario(place, name) for name in ("tfr", "nowhere", "key")]
    said = call("run", *names)
    assert all(BAD[name][1] in said.err for name in ("tfr", "nowhere", "key"))
    assert said.err.count("error: ") == 1


def test_a_plausibility_warning_stops_nothing(call: Called, place: Path) -> None:
    path = place / "scenarios/high.toml"
    path.write_text('title = "High"\nextends = "current.toml"\nfertility.tfr = 3\n')
    said = call("run", "scenarios/high.toml")
    assert said.code == 0
    assert said.err.startswith("warning: scenarios/high.toml, ")


def test_a_file_where_the_results_should_go(call: Called, place: Path) -> None:
    (place / "results").write_text("in the way")
    said = call("run", "scenarios/current.toml")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: results/current.nc: the file cannot be written (")
    assert (place / "results").read_text() == "in the way"


def test_a_full_disk_leaves_the_older_result(
    call: Called, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "results").mkdir()
    (place / "results/current.nc").write_text("older")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = call("run", "scenarios/current.toml")
    assert (said.code, said.out) == (2, "")
    assert "No space left on device" in said.err
    assert written(place) == ["current.nc"]
    assert (place / "results/current.nc").read_text() == "older"


def test_the_same_run_gives_the_same_bytes(call: Called, place: Path) -> None:
    call("run", "scenarios/vision.toml")
    first = (place / "results/vision.nc").read_bytes()
    call("run", "scenarios/vision.toml")
    assert (place / "results/vision.nc").read_bytes() == first
