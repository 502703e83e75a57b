"""Schedulers of others: one that runs, one without workers, and none."""

from __future__ import annotations

import gc
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from projection.blocks import cluster, run_folders
from projection.errors import RunError
from tests.blocks.areas import area, bytes_below, in_turn, scenarios

ROOT = Path(__file__).parents[2]


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projection.blocks.clusters.SECONDS_TO_ANSWER", 1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(RunError, match="no Dask scheduler answers at tcp"):
            enter(address)
    with pytest.raises(RunError, match="no Dask scheduler answers at nonsense"):
        enter("nonsense")


def enter(address: str) -> None:
    with cluster(scheduler=address):
        raise AssertionError("nobody should have answered")


def test_no_garbage_is_collected_while_a_client_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client of an earlier, silent address would end itself in there, and wait for ever."""
    seen: list[bool] = []

    def silent(*_: object, **__: object) -> None:
        seen.append(gc.isenabled())
        raise OSError

    monkeypatch.setattr("distributed.Client", silent)
    with pytest.raises(RunError, match="no Dask scheduler answers"):
        enter("tcp://127.0.0.1:1")
    assert seen == [False]
    assert gc.isenabled()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A scheduler in a process of its own, without workers."""
    file = tmp_path / "scheduler.json"
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
    words += ["--scheduler-file", str(file)]
    with started("distributed.cli.dask_scheduler", *words):
        while not file.exists():
            time.sleep(0.05)
        yield json.loads(wait_for_text(file))["address"]


def test_a_scheduler_without_workers_is_told(
    scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("projection.blocks.clusters.SECONDS_TO_ANSWER", 2)
    with pytest.raises(RunError, match=f"the Dask scheduler at {scheduler} has no workers"):
        enter(scheduler)


def test_the_workers_of_a_scheduler_write_the_same_bits(tmp_path: Path, scheduler: str) -> None:
    list(run_folders(area(tmp_path / "whole"), scenarios(), in_turn))
    words = [scheduler, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
    words += ["--local-directory", str(tmp_path / "scratch")]
    with started("distributed.cli.dask_worker", *words), cluster(scheduler=scheduler) as each:
        list(run_folders(area(tmp_path / "out"), scenarios(), each))
    assert bytes_below(tmp_path / "out") == bytes_below(tmp_path / "whole")


@contextmanager
def started(module: str, *words: str) -> Iterator[None]:
    """A process of Dask, ended afterwards."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", module, *words]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def wait_for_text(file: Path) -> str:
    while not (text := file.read_text(encoding="utf-8")):
        time.sleep(0.05)
    return text
