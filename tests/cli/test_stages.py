"""What `--verbose` tells a command is at."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Called


def test_the_stages_of_a_run_in_their_order(call: Called) -> None:
    said = call("run", "scenarios/current.toml", "--out", "out", "--verbose", "--json-log")
    assert said.code == 0
    told = [json.loads(line) for line in said.err.splitlines()]
    events = [one["event"] for one in told]
    assert list(dict.fromkeys(events)) == [
        *("at_work", "stage_reading", "stage_fitting", "stage_running", "wrote"),
        "stage_finished",
    ]
    read = {one["message"].removeprefix("reading ") for one in told}
    assert {"scenarios/current.toml", "inputs/kiyose/population.csv"} <= read
    running = told[events.index("stage_running")]
    assert running["message"] == "projecting to 2030 (scenarios: 1)"


def test_results_that_are_read_are_named(call: Called, finished: Path) -> None:
    said = call("compare", str(finished / "vision.nc"), "--verbose")
    lines = [line.split("] ", 1)[1] for line in said.err.splitlines()]
    assert f"reading {finished / 'vision.nc'}" in lines
    assert lines[-1] == "finished"
