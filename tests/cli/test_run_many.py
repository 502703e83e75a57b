"""`projection run --region 13`: many municipalities in one file, as a user meets it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import xarray as xr

from projection.results import read_regions
from tests.cli.conftest import SHIPPED, Called, Started, plain_environment

# Okinawa's 41 municipalities: fewer than Tokyo's, and all can be fitted.
AREA = "47"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with results of one area, not to be written to."""
    from projection.cli.main import main  # noqa: PLC0415  the streams of a fixture are its own

    out = tmp_path_factory.mktemp("many")
    names = [str(SHIPPED / f"scenarios/kiyose/{name}.toml") for name in ("current", "closed")]
    where = ["--inputs", str(SHIPPED / "inputs"), "--out", str(out), "--end", "2030"]
    assert main(["run", *names, "--region", AREA, *where]) == 0
    return out


def test_every_scenario_has_one_file_of_all(many: Path) -> None:
    files = sorted(path.relative_to(many).as_posix() for path in many.rglob("*.*"))
    assert files == ["47/closed.nc", "47/current.nc"]
    result = read_regions(many / "47/current.nc")
    assert result.sizes["region"] == 41
    assert result["year"].values.tolist() == list(range(2020, 2031))
    assert result.attrs["region"] == AREA
    assert result.attrs["region_name_ja"] == "沖縄県の市区町村"


@pytest.mark.usefixtures("place")
def test_the_sum_is_shown_and_what_it_is_not(projection: Started) -> None:
    ended = projection("run", "scenarios/vision.toml", "--region", "13", "--lang", "ja")
    assert ended.returncode == 0
    lines = ended.stdout.splitlines()
    assert lines[0] == "東京都の市区町村の将来人口（推計）"
    assert "全国や都道府県の推計としては使えない" in lines[-1]
    told = ended.stderr.splitlines()
    assert told[0] == "62市区町村の基準率を求めています"
    assert told[1].startswith(
        "注意：62市区町村のうち2は推計できないため除きました：東京都御蔵島村"
    )
    assert "東京都青ヶ島村（134023：2018年の死亡数0人は" in told[1]
    assert told[2:] == ["書き出しました：results/13/vision.nc"]


def test_other_commands_refuse_it(call: Called, many: Path) -> None:
    file = str(many / "47/current.nc")
    for command in (["compare", file], ["export", file], ["report", file, "-o", "x.html"]):
        said = call(*command)
        assert said.code == 2
        assert "this result holds 41 municipalities together" in said.err
        assert said.err.count("\n") == 1


def test_scenarios_of_several_ends_start_from_one_fit(call: Called, place: Path) -> None:
    later = 'extends = "current.toml"\nend = 2025\ntitle = { ja = "短い", en = "Short" }\n'
    (place / "scenarios/short.toml").write_text(later, encoding="utf-8")
    said = call("run", "scenarios/current.toml", "scenarios/short.toml", "--region", AREA)
    assert said.code == 0
    assert said.err.splitlines() == [
        "fitting base rates of 41 municipalities",
        "wrote results/47/current.nc",
        "wrote results/47/short.nc",
    ]
    rows = [line.split() for line in said.out.splitlines() if line.startswith(("Short", "The"))]
    assert rows[0][0] == "The"
    assert rows[1][0] == "Short"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--region", "99"],
            "no municipality of prefecture '99'; expected two digits of 01-47",
        ),
        (["--region", AREA, "--inputs", "inputs/kiyose"], "has a table of all municipalities"),
        (["--region", AREA, "--start", "2014"], "a start in 2014 needs the population"),
        (["--region", AREA, "--step", "5", "--end", "2031"], "a whole number of steps of 5"),
    ],
)
def test_what_cannot_be_run_is_said_in_one_message(
    call: Called, place: Path, words: list[str], message: str
) -> None:
    said = call("run", "scenarios/current.toml", *words)
    assert said.code == 2
    assert message in said.err
    assert "Traceback" not in said.err
    assert not (place / "results").exists()


def test_persons_for_all_are_warned_of(call: Called, place: Path) -> None:
    lever = '[[migration]]\ntitle = { ja = "転入", en = "Arrivals" }\nadd_per_year = 5\n'
    text = f'extends = "current.toml"\ntitle = {{ ja = "増", en = "More" }}\n{lever}'
    (place / "scenarios/more.toml").write_text(text, encoding="utf-8")
    said = call("run", "scenarios/more.toml", "--region", AREA)
    assert said.code == 0
    assert "lever 'Arrivals' adds the same number of persons" in said.err.splitlines()[0]


@pytest.mark.usefixtures("place")
def test_a_folder_that_cannot_be_written_leaves_nothing(call: Called, place: Path) -> None:
    (place / "results").write_text("a file in the way", encoding="utf-8")
    said = call("run", "scenarios/current.toml", "--region", AREA)
    assert said.code == 2
    assert "results" in said.err
    assert "Traceback" not in said.err


@pytest.mark.usefixtures("place")
def test_workers_write_the_same_figures_as_folders_of_chunks(
    projection: Started, place: Path
) -> None:
    words = ["run", "scenarios/current.toml", "scenarios/vision.toml", "--region", AREA]
    one, two = projection(*words), projection(*words, "--workers", "2", "--out", "by-two")
    assert (one.returncode, two.returncode) == (0, 0)
    assert one.stdout == two.stdout
    assert two.stderr.splitlines() == [
        "fitting base rates of 41 municipalities",
        "wrote by-two/47/current.zarr",
        "wrote by-two/47/vision.zarr",
    ]
    for name in ("current", "vision"):
        file, folder = place / f"results/47/{name}.nc", place / f"by-two/47/{name}.zarr"
        by_two, by_one = (read_regions(path) for path in (folder, file))
        assert by_two.attrs.pop("command") != by_one.attrs.pop("command")
        xr.testing.assert_identical(by_two, by_one)
    assert sorted(one.name for one in (place / "by-two/47").iterdir()) == [
        "current.zarr",
        "vision.zarr",
    ]


def test_resumed_what_is_there_is_not_run_again(call: Called, place: Path) -> None:
    words = ["scenarios/current.toml", "scenarios/vision.toml", "--region", AREA]
    whole = call("run", *words, "--out", "whole")
    assert call("run", words[0], *words[2:]).code == 0
    before = (place / "results/47/current.nc").stat().st_mtime_ns
    said = call("run", *words, "--resume")
    assert said.code == 0
    assert said.err.splitlines() == [
        "'current' is there already, of the same inputs and scenario: results/47/current.nc",
        "fitting base rates of 41 municipalities",
        "wrote results/47/vision.nc",
    ]
    assert said.out == whole.out
    assert (place / "results/47/current.nc").stat().st_mtime_ns == before
    again = call("run", *words, "--resume")
    assert len(again.err.splitlines()) == 2
    assert again.out == whole.out


def test_what_changed_is_run_again(call: Called, place: Path) -> None:
    words = ["run", "scenarios/current.toml", "--region", AREA]
    assert call(*words).code == 0
    scenario = place / "scenarios/current.toml"
    scenario.write_text(scenario.read_text("utf-8").replace("1.31", "1.32"), encoding="utf-8")
    said = call(*words, "--resume")
    assert said.err.splitlines()[-1] == "wrote results/47/current.nc"


@pytest.mark.usefixtures("place")
def test_interrupted_a_run_says_how_to_go_on(tmp_path: Path) -> None:
    words = ["run", "scenarios/current.toml", "--region", "13", "--end", "2100"]
    # Who starts the tests in the background has Ctrl-C ignored in all of them.
    heeding = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from projection.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", heeding, *words],
        cwd=tmp_path,
        env=plain_environment(),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "fitting base rates of 62 municipalities\n"
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 130
    assert told == (
        "interrupted; the same command with --resume works out only what is missing\n"
    )
    assert list(tmp_path.glob("results/**/*.nc")) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--workers", "2"], "--workers is for runs of many municipalities"),
        (["--resume", "--scheduler", "tcp://x:1"], "--scheduler, --resume is for runs of many"),
        (["--region", AREA, "--workers", "2", "--scheduler", "x"], "exclude each other"),
        (["--region", AREA, "--workers", "0"], "0 is not in the range"),
    ],
)
def test_options_that_do_not_go_together(
    call: Called, place: Path, words: list[str], message: str
) -> None:
    said = call("run", "scenarios/current.toml", *words)
    assert said.code == 2
    assert message in said.err
    assert not (place / "results").exists()


def test_a_scheduler_that_does_not_answer_is_one_message(
    call: Called, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("projection.blocks.clusters.SECONDS_TO_ANSWER", 1)
    address = "tcp://127.0.0.1:9"
    said = call("run", "scenarios/current.toml", "--region", AREA, "--scheduler", address)
    assert said.code == 2
    assert said.err == (
        f"error: no Dask scheduler answers at {address} within 1 seconds; expected an address "
        "such as tcp://host:8786 of one that is running [E308]\n"
    )
    assert not (place / "results").exists()


@pytest.mark.usefixtures("place")
def test_without_dask_the_extra_is_named(call: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projection.blocks.clusters.find_spec", lambda _name: None)
    said = call("run", "scenarios/current.toml", "--region", AREA, "--workers", "2")
    assert said.code == 2
    assert "pip install 'kiyose-projection[distributed]'" in said.err


def test_folders_of_chunks_are_found_and_refused(call: Called, place: Path) -> None:
    words = ["run", "scenarios/current.toml", "--region", AREA, "--workers", "1"]
    assert call(*words).code == 0
    for named in ("results/47/current.zarr", "results/47"):
        said = call("compare", named)
        assert said.code == 2
        assert "this result holds 41 municipalities together" in said.err
