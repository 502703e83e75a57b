"""The only door to `results/`: one NetCDF-4 file a scenario, of a region, of many, or drawn.

The file is put together in memory and written in one go, and read in one go: what goes wrong
with disks and folders does so in plain file operations, with plain reasons. A checksum follows
the NetCDF content, where other readers do not look: HDF5 notices only some of the damage a file
can take, fails on it in ways of its own, and reads changed words and years as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal, ParamSpec, TypeVar

import xarray as xr

from projection.admitting import departures_of_form, without_left_out
from projection.chunked import CHUNKED_ENDING, read_chunks, read_frame
from projection.ensemble import vocabulary
from projection.errors import ResultError, fault
from projection.files import replacing, safe_name
from projection.sealed import (
    COORDINATES,
    ENDING,
    REGION_COORDINATES,
    SealedBytes,
    each_decoded,
    encoded,
    listed,
    read_sealed,
    seal,
)
from projection.variables import check_dataset

Given = ParamSpec("Given")
Returned = TypeVar("Returned")

QUANTITIES = (
    "population",
    "births",
    "births_by_mother_age",
    "deaths",
    "net_migration",
    "survival_ratio",
    "life_expectancy",
    "fertility_rate",
    "sex_ratio_at_birth",
    "net_migration_count",
    "net_migration_rate",
)
# Of many regions a file holds people and flows alone: with what made them it would be four
# times as large, and one region's run gives that again.
REGION_QUANTITIES = ("population", "births", "deaths", "net_migration")
ATTRIBUTES = (
    "region",
    "region_name_ja",
    "region_name_en",
    "base_date",
    "step",
    "scenario",
    "title_ja",
    "title_en",
    "label_ja",
    "label_en",
    "scenario_text",
    "convention",
    "fit",
    "inputs",
    "software",
)

Kind = Literal["run", "regions", "ensemble", "ensembles"]
# What is wrong where a file of one kind was wanted and another found.
_ANOTHER_KIND: Mapping[tuple[Kind, Kind], str] = MappingProxyType(
    {
        ("run", "regions"): "result_regions",
        ("run", "ensemble"): "result_ensemble",
        ("run", "ensembles"): "result_ensemble",
        ("regions", "run"): "result_one_region",
        ("regions", "ensemble"): "result_ensemble",
        ("regions", "ensembles"): "result_ensemble",
        ("ensemble", "run"): "result_not_ensemble",
        ("ensemble", "regions"): "result_not_ensemble",
        ("ensemble", "ensembles"): "result_regions",
        ("ensembles", "run"): "result_not_ensemble",
        ("ensembles", "regions"): "result_not_ensemble",
        ("ensembles", "ensemble"): "result_one_region",
    }
)
_NAMES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "run": (*COORDINATES, *QUANTITIES),
        "regions": (*REGION_COORDINATES, *REGION_QUANTITIES),
        "ensemble": vocabulary.NEEDED,
        "ensembles": vocabulary.AREA_NEEDED,
    }
)


def result_path(folder: Path, name: str) -> Path:
    """Return where the result of the scenario `name` lies ("neighbours/kodaira" included)."""
    return folder / f"{safe_name(name)}{ENDING}"


def write_result(dataset: xr.Dataset, path: Path) -> None:
    """Write the result of one scenario, whole or not at all.

    Parameters
    ----------
    dataset
        With all of `QUANTITIES` and `ATTRIBUTES`, no leading dims.
    path
        The file; its folder is made if needed, an older file replaced.

    Raises
    ------
    ProjectionError
        The file cannot be written; an older one is left as it was.
    ValueError
        The dataset is not a result, which is a bug of ours.

    Notes
    -----
    The same dataset gives the same bytes: nothing in the file tells the time.
    """
    _write(dataset, path, (*COORDINATES, *QUANTITIES))


def write_regions(dataset: xr.Dataset, path: Path) -> None:
    """Write the result of one scenario for many regions, whole or not at all.

    Parameters
    ----------
    dataset
        With the leading dim `region`, all of `REGION_COORDINATES`, `REGION_QUANTITIES` (in
        single precision) and `ATTRIBUTES`.
    path
        The file; its folder is made if needed, an older file replaced.

    Raises
    ------
    ProjectionError
        The file cannot be written; an older one is left as it was.
    ValueError
        The dataset is not such a result, which is a bug of ours.
    """
    _write(dataset, path, (*REGION_COORDINATES, *REGION_QUANTITIES))


def write_ensemble(dataset: xr.Dataset, path: Path) -> None:
    """Write the ensemble of one scenario, of one region or of many, whole or not at all.

    Parameters
    ----------
    dataset
        As `analysis.ensembles.run_ensembles` or `ensemble.run_area` gives it.
    path
        The file; its folder is made if needed, an older file replaced.

    Raises
    ------
    ProjectionError
        The file cannot be written; an older one is left as it was.
    ValueError
        The dataset is not an ensemble, which is a bug of ours.
    """
    _write(dataset, path, _NAMES[_kind_of(dataset)])


def _write(dataset: xr.Dataset, path: Path, names: Sequence[str]) -> None:
    if departures := [*_lacking(dataset, names), *_departures(dataset)]:
        raise ValueError(f"not a result: {'; '.join(departures)}")
    content = encoded(dataset)
    with replacing(path) as temporary, temporary.open("wb") as file:
        file.writelines((content, seal(content)))


def read_result(path: Path) -> xr.Dataset:
    """Read a result file into memory.

    Parameters
    ----------
    path
        As `write_result` wrote it.

    Returns
    -------
    xarray.Dataset
        What was written; `encoding["source"]` is the path.

    Raises
    ------
    ResultError
        No such file; not a NetCDF-4 file, or a damaged one; not a whole result of this program;
        a result of many regions.
    """
    return _read(path, "run")


def read_regions(path: Path) -> xr.Dataset:
    """Read a result of many regions into memory, in the single precision it is kept in.

    Parameters
    ----------
    path
        A file as `write_regions` wrote it, or a folder of chunks (.zarr).

    Returns
    -------
    xarray.Dataset
        What was written; `encoding["source"]` is the path. The balancing equation holds in
        every cell to a millionth of the persons in it.

    Raises
    ------
    ResultError
        As in `read_result`; a result of one region.
    """
    names = (*REGION_COORDINATES, *REGION_QUANTITIES)
    if path.suffix == CHUNKED_ENDING and path.is_dir():
        return _checked(without_left_out(read_chunks(path)), str(path), names)
    return _read(path, "regions")


def read_ensemble(path: Path) -> xr.Dataset:
    """Read the file of an ensemble into memory.

    Parameters
    ----------
    path
        As `write_ensemble` wrote it.

    Raises
    ------
    ResultError
        As in `read_result`; a result of `projection run`.
    """
    return _read(path, "ensemble")


def read_ensembles(path: Path) -> xr.Dataset:
    """Read the file of an ensemble of many regions into memory.

    Parameters
    ----------
    path
        As `write_ensemble` wrote it.

    Raises
    ------
    ResultError
        As in `read_result`; of one region, or a result of `projection run`.
    """
    return _read(path, "ensembles")


def read_any(path: Path) -> xr.Dataset:
    """Read a run or an ensemble, of one region or of many: with the dim `region`, or without.

    Parameters
    ----------
    path
        As a writer of this module wrote it, or a folder of chunks (.zarr).

    Raises
    ------
    ResultError
        As in `read_result`.
    """
    if path.suffix == CHUNKED_ENDING and path.is_dir():
        return read_regions(path)
    return _read(path, "run", "regions", "ensemble", "ensembles")


def _read(path: Path, *kinds: Kind) -> xr.Dataset:
    (dataset,) = _read_each([path], *kinds)
    return dataset


def _opened(path: Path, kinds: Sequence[Kind]) -> SealedBytes:
    file = str(path)
    if path.suffix == CHUNKED_ENDING and path.is_dir():
        count = f"{read_frame(path).sizes['region']:,}"
        raise ResultError(fault(_ANOTHER_KIND[kinds[0], "regions"], file=file, count=count))
    return read_sealed(path)


def _made(
    opened: SealedBytes, dataset: xr.Dataset | Exception, kinds: Sequence[Kind]
) -> xr.Dataset:
    damaged = ResultError(opened.damaged())
    if isinstance(dataset, Exception):
        raise damaged from dataset
    if (found := _kind_of(dataset)) not in kinds:
        regions = f"{dataset.sizes.get('region', 1):,}"
        # Who reads ensembles too is told that this one is of many regions.
        both = found == "ensembles" and "ensemble" in kinds
        key = _ANOTHER_KIND["ensemble" if both else kinds[0], found]
        raise ResultError(fault(key, file=opened.file, count=regions))
    checked = _checked(dataset, opened.file, _NAMES[found])
    if not opened.whole:
        raise damaged
    return checked


def _checked(dataset: xr.Dataset, file: str, names: Sequence[str]) -> xr.Dataset:
    lacking = _lacking(dataset, names)
    if any(name in ATTRIBUTES for name in lacking):
        raise ResultError(fault("result_foreign", file=file, missing=listed(lacking)))
    if lacking:
        raise ResultError(fault("result_incomplete", file=file, missing=listed(lacking)))
    if departures := departures_of_form(dataset, ATTRIBUTES) or _departures(dataset):
        raise ResultError(
            *(fault("result_departs", file=file, departure=one) for one in departures)
        )
    dataset.encoding["source"] = file
    return dataset


def read_results(paths: Iterable[Path]) -> list[xr.Dataset]:
    """Read result files in their order.

    Raises
    ------
    ResultError
        The faults of all files at once.
    """
    return _read_each(paths, "run")


def read_results_and_ensembles(
    paths: Iterable[Path],
) -> tuple[list[xr.Dataset], list[xr.Dataset]]:
    """Read result files and those of ensembles, each in their order.

    Raises
    ------
    ResultError
        The faults of all files at once.
    """
    found = _read_each(paths, "run", "ensemble")
    drawn = [vocabulary.is_ensemble(one) for one in found]
    runs = [one for one, is_drawn in zip(found, drawn, strict=True) if not is_drawn]
    return runs, [one for one, is_drawn in zip(found, drawn, strict=True) if is_drawn]


def _read_each(paths: Iterable[Path], *kinds: Kind) -> list[xr.Dataset]:
    opened = [_or_error(_opened, path, kinds) for path in paths]
    contents = [one.content for one in opened if isinstance(one, SealedBytes)]
    # All of them at once: the child that takes them apart ends with the last.
    decoded = iter([*each_decoded(contents)])
    read = [
        _or_error(_made, one, next(decoded), kinds) if isinstance(one, SealedBytes) else one
        for one in opened
    ]
    faults = [each for one in read if isinstance(one, ResultError) for each in one.faults]
    if faults:
        raise ResultError(*faults)
    return [one for one in read if isinstance(one, xr.Dataset)]


def _or_error(
    function: Callable[Given, Returned], *given: Given.args, **named: Given.kwargs
) -> Returned | ResultError:
    try:
        return function(*given, **named)
    except ResultError as error:
        return error


def _kind_of(dataset: xr.Dataset) -> Kind:
    if vocabulary.is_ensemble(dataset):
        return "ensembles" if "region" in dataset.dims else "ensemble"
    return "regions" if "region" in dataset.dims else "run"


def _departures(dataset: xr.Dataset) -> list[str]:
    if vocabulary.is_ensemble(dataset):
        return vocabulary.check_ensemble(dataset)
    return check_dataset(dataset)


def _lacking(dataset: xr.Dataset, names: Sequence[str]) -> list[str]:
    present = {*dataset.attrs, *dataset.variables}
    return [name for name in (*ATTRIBUTES, *names) if name not in present]
