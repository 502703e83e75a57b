from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from projection.results import read_ensemble, read_ensembles, read_result
from tests.analysis.worlds_ensemble import uncertainty
from tests.cli.conftest import SHIPPED, Called

CURRENT, VISION = "scenarios/current.toml", "scenarios/vision.toml"
FEW = ("--draws", "30", "--no-chance")


@pytest.fixture(autouse=True)
def made_up_variances(monkeypatch: pytest.MonkeyPatch) -> None:
    """Estimates change with every register; the words around them do not."""
    monkeypatch.setattr("projection.cli.ensemble.find_uncertainty", lambda _: uncertainty())


def test_sentences_then_tables_then_notes(call: Called, place: Path) -> None:
    said = call("ensemble", CURRENT, VISION, *FEW)
    assert said.code == 0
    title, _, first, second, *rest = said.out.splitlines()
    assert title == "Kiyose: 30 simulated futures"
    assert re.match(
        r"Under 'The current', in 8 of 10 simulated futures the population of 2030 lies "
        r"between about [\d,]+ and about [\d,]+ \(projection: about [\d,]+; mean of the fut",
        first,
    )
    # Between events that become likely, the second scenario and its difference.
    told = "\n".join([second, *rest])
    assert "population of 2030 under 'The vision' differs from that under 'The current'" in told
    assert "'The vision': Population (persons), difference from 'The current'" in told
    assert "Median (50 %)" in told
    assert "Women aged 20-39 below half of 2020   0 %" in told
    assert "Note: seed 1; the same seed gives the same figures." in told
    assert "chance of single births" not in told
    wrote = [f"wrote results/ensemble/{name}.nc" for name in ("current", "vision")]
    assert said.err.splitlines() == wrote


def test_the_files_hold_what_was_printed(call: Called, place: Path) -> None:
    said = call("ensemble", CURRENT, VISION, *FEW, "--format", "json")
    rows = json.loads(said.out)["rows"]
    total = next(
        row
        for row in rows
        if (row["scenario"], row["kind"], row["figure"], row["year"])
        == ("vision", "difference", "population", 2030)
    )
    written = read_ensemble(place / "results/ensemble/vision.nc")
    apart = written["stock_difference"].sel(stock="population", year=2030)
    assert total["q90"] == pytest.approx(float(apart.sel(quantile=0.9)), rel=1e-6)
    assert (written.attrs["draws"], written.attrs["reference"]) == (30, "current")


def test_the_same_seed_writes_the_same_bytes(call: Called, place: Path) -> None:
    path = place / "results/ensemble/current.nc"
    kept = []
    for more in ((), ("--workers", "1"), ("--seed", "2")):
        assert call("ensemble", CURRENT, *FEW, *more).code == 0
        kept.append(read_ensemble(path).drop_attrs())
    assert kept[0].equals(kept[1])
    assert not kept[0].equals(kept[2])


def test_japanese_chance_and_another_region_year_and_end(call: Called, place: Path) -> None:
    words = ("--region", "132217", "--end", "2026", "--year", "2025", "--lang", "ja")
    said = call("ensemble", CURRENT, "--draws", "12", *words)
    assert said.code == 0
    assert said.out.startswith("清瀬市：12通りの将来の試算\n")
    assert "10通りの将来のうち8通りで、2025年（令和7年）の人口は約" in said.out
    assert "「The current」" not in said.out
    assert "下から10%" in said.out
    assert "注：1人ひとりの出生・死亡・移動の偶然を含む。" in said.out
    assert "1995〜2020年の実績からの推定値（2026-11-23作成）" in said.out
    assert (place / "results/132217/ensemble/current.nc").is_file()


def test_goals_have_a_probability(call: Called, place: Path) -> None:
    text = """
title = { ja = "検証", en = "Test" }
base = "current.toml"
scenario = "vision.toml"
[[goals]]
title = { ja = "高齢化率", en = "Not all are old" }
measure = "aged_share"
at = 2030
below = 100
"""
    (place / "scenarios/goals.toml").write_text(text, encoding="utf-8")
    said = call("ensemble", VISION, *FEW, "--vision", "scenarios/goals.toml")
    told = "Probability that goals are met under 'The vision': 'Not all are old' 100 %."
    assert told in said.out
    assert "'The vision': probability that goals are met" in said.out
    rows = json.loads(
        call(
            *("ensemble", VISION, *FEW, "--vision", "scenarios/goals.toml"),
            *("--format", "json", "--lang", "ja"),
        ).out
    )["rows"]
    goal = next(row for row in rows if row["kind"] == "goal")
    assert (goal["figure"], goal["probability"]) == ("高齢化率", 1.0)


def test_csv_is_long_and_a_workbook_has_all_tables(call: Called, tmp_path: Path) -> None:
    said = call("ensemble", CURRENT, *FEW, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert {row["kind"] for row in rows} == {"stock", "flow", "event"}
    births = [row for row in rows if row["figure"] == "births" and row["year"] == "2029"]
    assert float(births[0]["q05"]) < float(births[0]["q50"]) < float(births[0]["q95"])
    path = tmp_path / "futures.xlsx"
    assert call("ensemble", CURRENT, *FEW, "-o", str(path)).code == 0
    assert len(openpyxl.load_workbook(path).worksheets) >= 3


def test_other_commands_tell_an_ensemble_from_a_run(call: Called, place: Path) -> None:
    assert call("ensemble", CURRENT, *FEW).code == 0
    assert call("run", CURRENT).code == 0
    for command in (["compare"], ["report", "diff", "results/current.nc"]):
        said = call(*command, "results/ensemble/current.nc")
        assert said.code == 2
        assert "this is a result of `projection ensemble`" in said.err
    # The folder of results stands for runs alone.
    assert call("compare", "results").code == 0
    assert read_result(place / "results/current.nc").attrs["scenario"] == "current"


MISTAKES = {
    f"{CURRENT} --draws 0": "--draws: expected 1 to 10,000,000; found 0",
    f"{CURRENT} --draws many": "--draws: expected a whole number",
    f"{CURRENT} --seed -1": "--seed: expected 0 to 18446744073709551615; found -1",
    f"{CURRENT} --workers 0": "--workers: expected 1 or more; found 0",
    f"{CURRENT} --year 2031": "no figure for 2031; expected a year from 2021 to 2030",
    f"{CURRENT} --vision {CURRENT}": "this is a scenario file; expected a vision file",
    "scenarios/curent.toml": "the file is not there",
    "scenarios/five.toml": "no ensembles in steps of 5 years; write step = 1",
    "scenarios/official.toml": "this command does not take scenarios of the official form",
    "": "SCENARIO is missing",
}


@pytest.mark.parametrize("words", MISTAKES)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_mistake_is_one_message(call: Called, place: Path, words: str, lang: str) -> None:
    scenarios = place / "scenarios"
    (scenarios / "five.toml").write_text('extends = "current.toml"\nstep = 5\ntitle = "five"\n')
    (scenarios / "official.toml").write_text('method = "ipss"\nend = 2045\ntitle = "x"\n')
    said = call("ensemble", *words.split(), "--lang", lang)
    assert (said.code, said.out) == (2, "")
    assert {"en": "error: ", "ja": "誤り："}[lang] in said.err
    assert lang == "ja" or MISTAKES[words] in said.err
    assert not (place / "results").exists()


def test_without_a_table_of_uncertainty(
    call: Called, monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(place)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    # Those of the folder's standard stand in.
    said = call("ensemble", CURRENT, *FEW, "--inputs", "inputs/kiyose")
    assert (said.code, said.err) == (0, "wrote results/ensemble/current.nc\n")
    (place / "inputs").unlink()
    for name in ("kiyose", "japan"):
        shutil.copytree(SHIPPED / "inputs" / name, place / "inputs" / name)
    toml = place / "inputs/japan/inputs.toml"
    tables = re.compile(r"^\[tables\.uncertainty.*?(?=^\[|\Z)", re.DOTALL | re.MULTILINE)
    toml.write_text(tables.sub("", toml.read_text(encoding="utf-8")), encoding="utf-8")
    for root in ("inputs/kiyose", "inputs"):
        said = call("ensemble", CURRENT, *FEW, "--inputs", root)
        assert (said.code, said.out) == (2, "")
        assert "projection estimate uncertainty" in said.err


def test_all_municipalities_of_a_prefecture(
    call: Called, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = "projection.cli.ensemble_many.find_uncertainty"
    monkeypatch.setattr(where, lambda _: uncertainty())
    words = ("--region", "31", "--draws", "9", "--no-chance", "--end", "2025")
    said = call("ensemble", CURRENT, *words)
    assert said.code == 0
    assert said.out.startswith(
        "all municipalities of prefecture 31: 9 simulated futures each\n"
    )
    assert "in 8 of 10 simulated futures the total population of 2025 lies between" in said.out
    written = read_ensembles(place / "results/31/ensemble/current.nc")
    assert (written.sizes["region"], written.attrs["draws"]) == (19, 9)
    assert "municipalities, of 19, where thresholds are likelier than not" in said.out
    rows = json.loads(call("ensemble", CURRENT, *words, "--format", "json").out)["rows"]
    figures = [row for row in rows if row["probability"] is None]
    for row in figures:
        assert row["q05"] <= row["q50"] <= row["q95"]
    assert {row["year"] for row in figures} == {2024, 2025}
    events = [row for row in rows if row["probability"] is not None]
    assert len(events) == 19 * written.sizes["event"]
    assert {row["year"] for row in events} == {2025}
    chances = written["event_probability"].sel(year=2025).values
    assert [row["probability"] for row in events] == pytest.approx(chances.ravel().tolist())
    japanese = call("ensemble", CURRENT, *words, "--lang", "ja").out
    assert "2025年（令和7年）の人口の合計は約" in japanese
    assert "2025年に「20〜39歳女性人口が2020年の半分を下回る」確率が50%を超えるのは" in japanese
    refused = call("compare", "results/31/ensemble/current.nc")
    assert (refused.code, refused.out) == (2, "")
    goals = call("ensemble", CURRENT, *words, "--vision", "scenarios/goals.toml")
    assert "--vision goes with one municipality" in goals.err


@pytest.fixture
def everywhere(monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Words for a few futures of the prefecture with the fewest municipalities."""
    where = "projection.cli.ensemble_many.find_uncertainty"
    monkeypatch.setattr(where, lambda _: uncertainty())
    return ("ensemble", CURRENT, "--region", "31", "--draws", "5", "--end", "2023")


def test_workers_draw_the_same_futures_of_an_area(
    call: Called, place: Path, everywhere: tuple[str, ...]
) -> None:
    alone = call(*everywhere)
    by_two = call(*everywhere, "--workers", "2", "--out", "two")
    assert (alone.code, by_two.code) == (0, 0)
    assert alone.out == by_two.out
    assert by_two.err.splitlines()[-1] == "wrote two/31/ensemble/current.nc"
    one, two = (
        read_ensembles(place / folder / "31/ensemble/current.nc")
        for folder in ("results", "two")
    )
    assert one.attrs.pop("command") != two.attrs.pop("command")
    assert one.identical(two)
    kinds = {json.dumps(table["kind"]) for table in json.loads(one.attrs["inputs"])}
    assert '"uncertainty"' in kinds


def test_resumed_an_area_that_is_there_is_not_drawn_again(
    call: Called, place: Path, everywhere: tuple[str, ...]
) -> None:
    first = call(*everywhere)
    written = (place / "results/31/ensemble/current.nc").stat().st_mtime_ns
    again = call(*everywhere, "--resume")
    assert again.out == first.out
    assert again.err == (
        "'current' is there already, of the same inputs and scenario: "
        "results/31/ensemble/current.nc\n"
    )
    assert (place / "results/31/ensemble/current.nc").stat().st_mtime_ns == written
    more = call(*everywhere, "--resume", "--seed", "2")
    assert more.err.splitlines()[-1] == "wrote results/31/ensemble/current.nc"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--resume --scheduler tcp://x:1", "--scheduler, --resume is for runs of many"),
        ("--region 31 --workers 2 --scheduler x", "exclude each other"),
        ("--region 31 --workers 0", "--workers: expected 1 or more; found 0"),
        ("--region 31 --start 2014", "a start in 2014 needs the population"),
        ("--region 31 --draws 0", "--draws: expected 1 to 10,000,000; found 0"),
        ("--region 99", "no municipality of prefecture '99'"),
        ("--region 31 --scheduler tcp://127.0.0.1:9", "no Dask scheduler answers"),
    ],
)
def test_what_cannot_be_drawn_of_an_area_is_one_message(
    call: Called, place: Path, monkeypatch: pytest.MonkeyPatch, words: str, message: str
) -> None:
    monkeypatch.setattr("projection.blocks.clusters.SECONDS_TO_ANSWER", 1)
    monkeypatch.setattr(
        "projection.cli.ensemble_many.find_uncertainty", lambda _: uncertainty()
    )
    said = call("ensemble", CURRENT, *words.split())
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert "Traceback" not in said.err
    assert not (place / "results").exists()
