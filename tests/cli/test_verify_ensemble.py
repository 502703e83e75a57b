"""`projection verify` of ensembles: what a user meets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from projection.results import read_any, read_ensemble, write_ensemble
from tests.cli.conftest import SHIPPED, Called

BOTH = ("ensemble", "scenarios/current.toml", "scenarios/vision.toml", "--draws", "20")
FIRST, SECOND = (f"results/ensemble/{name}.nc" for name in ("current", "vision"))
GOALS = """
title = "Test"
base = "current.toml"
scenario = "vision.toml"
[[goals]]
title = { ja = "維持", en = "Kept" }
measure = "population"
at = 2030
at_least = { published = 2020 }
"""


def rewritten(path: str, **attributes: object) -> None:
    """Write an ensemble anew that says something else of itself; None: nothing."""
    result = read_ensemble(Path(path))
    kept = {
        name: value
        for name, value in {**result.attrs, **attributes}.items()
        if value is not None
    }
    result.attrs = kept
    write_ensemble(result, Path(path))


def rows(call: Called, *words: str) -> list[dict[str, object]]:
    said = call("verify", *words, "--format", "json")
    found: list[dict[str, object]] = json.loads(said.out)["rows"]
    assert said.code == int(any(row["verdict"] != "identical" for row in found))
    return found


@pytest.fixture
def drawn(call: Called, place: Path) -> Path:
    """Two ensembles from inputs of one's own, without chance."""
    (place / "inputs").unlink()
    for name in ("kiyose", "japan"):
        shutil.copytree(SHIPPED / "inputs" / name, place / "inputs" / name)
    assert call(*BOTH, "--no-chance").code == 0
    return place


def test_with_chance_goals_a_seed_and_a_life_table(call: Called, place: Path) -> None:
    (place / "scenarios/goals.toml").write_text(GOALS, encoding="utf-8")
    shutil.copy(SHIPPED / "inputs/japan/death_probability.csv", place / "scenarios/own.csv")
    with (place / "scenarios/current.toml").open("a", encoding="utf-8") as file:
        file.write('[mortality]\ntable = "own.csv"\n')
    vision = ("--vision", "scenarios/goals.toml")
    assert call(*BOTH, *vision, "--seed", "18446744073709551615", "--end", "2027").code == 2
    (place / "scenarios/goals.toml").write_text(GOALS.replace("2030", "2026"), encoding="utf-8")
    assert call(*BOTH, *vision, "--seed", "18446744073709551615", "--end", "2027").code == 0
    # What lies there now is not looked at.
    for name in ("current", "vision", "goals"):
        (place / f"scenarios/{name}.toml").unlink()
    said = call("verify", "results/ensemble")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()[2:4]
    assert [line.partition(":")[0] for line in lines] == [FIRST, SECOND]
    for line in lines:
        assert line.endswith("numbers are the same, bit for bit.")
    assert "goal_probability" in read_ensemble(Path(SECOND))
    found = rows(call, "results/ensemble")
    assert [(row["verdict"], row["what"]) for row in found] == [("identical", None)] * 2
    assert "--seed 18446744073709551615" in str(found[0]["command"])


def test_of_many_municipalities(call: Called, place: Path) -> None:
    words = ("--region", "31", "--end", "2024", "--draws", "9")
    for more in ((), ("--no-chance",), ("--chance",)):
        assert call("ensemble", "scenarios/vision.toml", *words, *more).code == 0
        (row,) = rows(call, "results/31/ensemble/vision.nc")
        assert (row["verdict"], row["what"], row["region"]) == ("identical", None, "31")
    path = place / "results/31/ensemble/vision.nc"
    result = read_any(path)
    mean = result["stock_mean"].copy()
    mean[3, 0, 2] += np.float32(1.0)
    write_ensemble(result.assign(stock_mean=mean), path)
    (row,) = rows(call, str(path))
    code = result["region"].values[3]
    where = f"stock_mean[region={code}, stock=population, year=2022]"
    assert (row["verdict"], row["where"]) == ("different", where)


@pytest.mark.usefixtures("drawn")
def test_numbers_that_were_changed(call: Called) -> None:
    result = read_ensemble(Path(SECOND))
    at = {"stock": "population", "quantile": 0.5, "year": 2025}
    for change, verdict in ((1.5, "different"), (1 + 2**-23, "rounding")):
        values = result["stock_quantile"].copy()
        values.loc[at] *= np.float32(change)
        write_ensemble(result.assign(stock_quantile=values), Path(SECOND))
        untouched, row = rows(call, "results/ensemble")
        assert (untouched["verdict"], row["verdict"]) == ("identical", verdict)
        assert (row["what"], row["name"]) == ("numbers", "stock_quantile")
        assert row["where"] == "stock_quantile[stock=population, quantile=0.5, year=2025]"
    assert "DIFFERENT" not in call("verify", SECOND).out


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    ("name", "value", "differing"),
    [
        ("seed", "2", "stock_quantile"),
        ("draws", 21, "stock_quantile"),
        ("chance", 1, "stock_quantile"),
        ("vision_text", GOALS, None),
    ],
)
def test_what_was_drawn_is_part_of_it(
    call: Called, name: str, value: object, differing: str | None
) -> None:
    rewritten(FIRST, **{name: value})
    found = rows(call, FIRST)
    if differing is None:
        # Goals are asked beside all else.
        assert [row["verdict"] for row in found] == ["identical"]
    else:
        assert differing in [row["name"] for row in found]
        assert {row["verdict"] for row in found} == {"different"}


@pytest.mark.usefixtures("drawn")
def test_the_reference_is_part_of_it(call: Called) -> None:
    text = read_ensemble(Path(SECOND)).attrs["reference_text"]
    assert "tfr = 1.31" in text
    rewritten(SECOND, reference_text=text.replace("tfr = 1.31", "tfr = 1.40"))
    found = rows(call, SECOND)
    assert ("scenario", "reference_text", "tfr = 1.40", "tfr = 1.4") in [
        (row["what"], row["name"], row["recorded"], row["found"]) for row in found
    ]
    named = {row["name"] for row in found if row["what"] == "numbers"}
    assert named == {"stock_difference", "flow_difference"}


@pytest.mark.usefixtures("drawn")
def test_texts_that_this_version_cannot_read(call: Called) -> None:
    attrs = read_ensemble(Path(SECOND)).attrs
    for name, text, file in (
        ("reference_text", attrs["reference_text"], "current.toml"),
        ("vision_text", GOALS, "vision.toml"),
    ):
        rewritten(SECOND, **{name: f"colour = 1\n{text}"})
        said = call("verify", SECOND)
        assert said.code == 1
        told = f"it cannot be run again; {file}, line 1: unknown key 'colour'"
        assert told in said.out
        rewritten(SECOND, **{name: attrs[name]})


def test_a_table_of_uncertainty_that_changed(call: Called, drawn: Path) -> None:
    table = drawn / "inputs/japan/uncertainty_modes.csv"
    content = table.read_bytes()
    table.write_bytes(content + b"\n")
    (row,) = rows(call, FIRST)
    assert (row["verdict"], row["what"], row["name"]) == (
        "not_run",
        "inputs",
        "uncertainty_modes",
    )
    assert row["where"] == "inputs/japan/uncertainty_modes.csv"
    # Another file of the same content takes its place.
    (drawn / "inputs/kept.csv").write_bytes(content)
    said = call("verify", FIRST)
    assert said.code == 0
    assert "inputs/kept.csv" in said.out


@pytest.mark.usefixtures("drawn")
def test_another_version_and_library_are_told(call: Called) -> None:
    environment = json.loads(read_ensemble(Path(FIRST)).attrs["environment"])
    assert "numba" in environment
    told = json.dumps({**environment, "numba": "0.1.0"})
    rewritten(FIRST, software="projection 0.0.9", environment=told)
    said = call("verify", FIRST)
    assert said.code == 0
    assert "though not: version, environment." in said.out
    assert [(row["what"], row["name"]) for row in rows(call, FIRST)] == [
        ("version", "software"),
        ("environment", "numba"),
    ]


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize("lacking", ["reference_text", "vision_text", "inputs"])
def test_an_ensemble_that_does_not_record_enough(call: Called, lacking: str) -> None:
    recorded = json.loads(read_ensemble(Path(FIRST)).attrs["inputs"])
    kept = [one for one in recorded if not one["kind"].startswith("uncertainty")]
    rewritten(FIRST, **{lacking: json.dumps(kept) if lacking == "inputs" else None})
    said = call("verify", FIRST)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"error: {FIRST}: the result was written by projection ")
    assert "write it anew with `projection ensemble` [E414]" in said.err


def test_a_run_does_not_need_tables_of_uncertainty(call: Called, drawn: Path) -> None:
    # They may lie in the folder of the region itself.
    own = drawn / "inputs/kiyose"
    japan = (drawn / "inputs/japan/inputs.toml").read_text(encoding="utf-8")
    with (own / "inputs.toml").open("a", encoding="utf-8") as toml:
        toml.write(japan[japan.index("[tables.uncertainty]") :].partition("[[")[0])
    for table in (drawn / "inputs/japan").glob("uncertainty*.csv"):
        shutil.copy(table, own)
    assert call("run", "scenarios/current.toml").code == 0
    assert call(*BOTH, "--no-chance", "--inputs", "inputs/kiyose").code == 0
    kinds = [one["kind"] for one in json.loads(read_ensemble(Path(FIRST)).attrs["inputs"])]
    assert kinds.count("uncertainty") == 1
    for table in (drawn / "inputs").glob("*/uncertainty*.csv"):
        table.unlink()
    assert [row["verdict"] for row in rows(call, "results/current.nc")] == ["identical"] * 3
    assert {row["verdict"] for row in rows(call, FIRST)} == {"not_run"}
