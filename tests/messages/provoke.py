"""Messages that no other test causes: each key with what does.

`tests/provoked.py` tells, in a run of the whole suite, which messages nothing provokes; what
is provoked beside the room that says it does not stand here.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import pytest
import xarray as xr

from projection.analysis.applying import living
from projection.analysis.asked import asked
from projection.analysis.departures import departures
from projection.analysis.experiment import Experiment
from projection.analysis.unknowns import Member
from projection.blocks import cluster, run_folders
from projection.cli.output import print_text
from projection.estimation.published import country_of
from projection.inputs import find_past_register, find_published
from projection.inputs.ages import AgeGroup
from projection.inputs.build_published import build_published
from projection.inputs.official import read_official
from projection.regions import project_multiregional
from projection.report.goal import way_to_goal
from projection.report.material import gather_material
from projection.results import read_ensemble, result_path, write_result
from tests.blocks.areas import area, scenarios
from tests.estimation.test_kiyose import base
from tests.inputs.test_published import folder_with, tables
from tests.regions.test_checking import table
from tests.report.figures.worlds_material import alone, results, town
from tests.worlds import world

SHIPPED = Path(__file__).parents[2] / "inputs"


def published_incomplete(folder: Path, _: pytest.MonkeyPatch) -> None:
    folder_with(build_published(*tables()), folder)
    xr.Dataset({"year": [2020]}).to_netcdf(folder / "ipss2018.nc", engine="h5netcdf")
    find_published(folder)


def published_schedules(folder: Path, _: pytest.MonkeyPatch) -> None:
    found = find_published(folder_with(build_published(*tables()), folder))
    manifest = folder / "inputs.toml"
    words = manifest.read_text(encoding="utf-8")
    head = words.partition("[tables.")[0]
    mark, more = words.partition("[tables.published_projection]")[1:]
    manifest.write_text(head + mark + more.partition("\n[")[0] + "\n", encoding="utf-8")
    country_of(found)


def official_no_ratio(_: Path, __: pytest.MonkeyPatch) -> None:
    read_official(SHIPPED / "kiyose")


def blocks_folder_unseen(folder: Path, _: pytest.MonkeyPatch) -> None:
    def elsewhere(function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        for one in folder.rglob("*"):
            if one.is_dir() and one.name != "out":
                shutil.rmtree(one, ignore_errors=True)
        return map(function, items)

    list(run_folders(area(folder / "out"), scenarios()[:1], cast(Any, elsewhere)))


class OtherWorkers:
    """What a Dask client answers where workers have another version."""

    def __init__(self, *_: object, **__: object) -> None: ...

    def __enter__(self) -> OtherWorkers:
        return self

    def __exit__(self, *_: object) -> None: ...

    def wait_for_workers(self, *_: object, **__: object) -> None: ...

    def run(self, _: object) -> dict[str, str]:
        return {"tcp://one": "0.0"}


def blocks_other_version(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("distributed.Client", OtherWorkers)
    with cluster(scheduler="tcp://one:8786"):
        raise AssertionError


def uncertainty_nobody(_: Path, __: pytest.MonkeyPatch) -> None:
    past = find_past_register(SHIPPED)
    moved = past.data.isel(region=(past.data["since"] > 2010).values)
    departures(moved, past.schedules, 2012)


def result_not_ensemble(folder: Path, _: pytest.MonkeyPatch) -> None:
    path = result_path(folder, "alpha")
    write_result(world(), path)
    read_ensemble(path)


def asked_one_group(_: Path, __: pytest.MonkeyPatch) -> None:
    asked("population", 2030, ages="0-14,15-64")


def target_nobody(_: Path, __: pytest.MonkeyPatch) -> None:
    empty = replace(base(), population=np.zeros_like(base().population))
    living(Member("female", AgeGroup(20, 39)), empty)


def regions_dims(_: Path, __: pytest.MonkeyPatch) -> None:
    rates = table()
    rates["mortality_rate"] = rates["mortality_rate"].isel(region=0, drop=True)
    project_multiregional(rates, start=2020, steps=2)


def report_inputs_changed(folder: Path, _: pytest.MonkeyPatch) -> None:
    ran = list(town(folder).results.values())
    changed = next(folder.rglob("components.csv"))
    changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    why = gather_material(ran, folder).why_no_inputs
    assert why is not None
    raise why


def report_no_goal(_: Path, __: pytest.MonkeyPatch) -> None:
    way_to_goal(alone(results()), cast(Experiment, None))


def output_unwritable(_: Path, patch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        patch.setattr(sys, "stdout", full)
        print_text("words")


PROVOKE: Mapping[str, Callable[[Path, pytest.MonkeyPatch], None]] = MappingProxyType(
    {
        one.__name__: one
        for one in (
            *(published_incomplete, published_schedules, official_no_ratio),
            *(blocks_folder_unseen, blocks_other_version, uncertainty_nobody),
            *(result_not_ensemble, asked_one_group, target_nobody, regions_dims),
            *(report_inputs_changed, report_no_goal, output_unwritable),
        )
    }
)
