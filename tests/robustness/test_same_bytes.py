"""The same inputs give the same data, and the same command the same file, bit for bit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from projection.results import read_any
from tests.cli.conftest import plain_environment

AREA = ("--region", "47")
ENSEMBLE = ("ensemble", "scenarios/current.toml", "scenarios/vision.toml")


def ran(folder: Path, *words: str, **environment: str) -> Path:
    """Run a command in a process of its own, and return the folder that it wrote to."""
    ended = subprocess.run(
        [sys.executable, "-m", "projection", *words],
        cwd=folder,
        env=plain_environment(**environment),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return folder / "results"


def data(path: Path) -> dict[str, bytes]:
    """The bytes of every variable of a result."""
    result: xr.Dataset = read_any(path)
    return {
        str(name): np.ascontiguousarray(one.values).tobytes()
        for name, one in result.variables.items()
    }


def test_the_same_command_gives_the_same_file(folder: Path) -> None:
    for words in (
        ("run", "scenarios"),
        ("run", "scenarios/current.toml", *AREA),
        (*ENSEMBLE, "--draws", "60"),
    ):
        # Sets are walked through in another order each time.
        files = []
        for seed in ("1", "2"):
            found = ran(folder, *words, PYTHONHASHSEED=seed).rglob("*.nc")
            files.append({one: one.read_bytes() for one in found})
        assert files[0] == files[1]


def test_companions_and_folders_change_no_data(folder: Path) -> None:
    results = ran(folder, "run", "scenarios")
    together = data(results / "vision.nc")
    (folder / "there").mkdir()
    (folder / "inputs").rename(folder / "there/data")
    ran(folder, "run", "scenarios/vision.toml", "--inputs", "there/data", "--out", "there")
    assert data(folder / "there/vision.nc") == together
    assert data(results / "current.nc") != together


def test_threads_of_linear_algebra_change_nothing(folder: Path) -> None:
    each = []
    for threads in ("1", "2"):
        results = ran(folder, "run", "scenarios", OPENBLAS_NUM_THREADS=threads)
        ran(folder, "run", "scenarios/current.toml", *AREA, OPENBLAS_NUM_THREADS=threads)
        each.append({one: one.read_bytes() for one in results.rglob("*.nc")})
    assert each[0] == each[1]


# Members are projected in blocks of 64 and 500: more than one of each. The second is so many
# that chance is worked out by the compiled body.
@pytest.mark.parametrize("drawn", [("--no-chance", "--draws", "601"), ("--draws", "601")])
def test_workers_of_an_ensemble_change_nothing(folder: Path, drawn: tuple[str, str]) -> None:
    each = []
    for workers in ("1", "2", "5"):
        results = ran(folder, *ENSEMBLE, *drawn, "--workers", workers)
        each.append([data(results / f"ensemble/{one}.nc") for one in ("current", "vision")])
    assert each[0] == each[1] == each[2]
    assert each[0][0] != each[0][1]


def test_companions_change_no_ensemble(folder: Path) -> None:
    few = ("--draws", "60", "--no-chance")
    results = ran(folder, *ENSEMBLE, *few)
    together = data(results / "ensemble/vision.nc")
    ran(folder, "ensemble", "scenarios/vision.toml", *few, "--out", "alone")
    alone = data(folder / "alone/ensemble/vision.nc")
    assert {name: together[name] for name in alone} == alone
    assert {*together} - {*alone} == {"stock_difference", "flow_difference"}
