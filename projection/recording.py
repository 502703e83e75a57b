"""Runs as labelled datasets: the one form that results have, whatever the method."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib import metadata
from types import MappingProxyType

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection._version import __version__
from projection.inputs import Region, SourceFile
from projection.kernel import Trajectory
from projection.scenarios import Scenario, to_toml
from projection.variables import SEXES

Array = NDArray[np.float64]

TEXTS = ("title_ja", "title_en", "label_ja", "label_en", "scenario_text")
TABLE_MARK = "# mortality.table: SHA-256 "
"""What begins the last line of a resolved text where a scenario has its own life table."""

_STOCK, _FLOW = ("scenario", "year", "sex", "age"), ("scenario", "period", "sex", "age")
_RATE_DIMS = MappingProxyType(
    {
        "survival_ratio": _FLOW,
        "life_expectancy": _FLOW,
        "fertility_rate": ("scenario", "period", "age"),
        "sex_ratio_at_birth": _FLOW[:2],
        "net_migration_count": _FLOW,
        "net_migration_rate": _FLOW,
    }
)


def labelled_run(
    names: Sequence[str],
    start: int,
    ages: NDArray[np.int64],
    trajectory: Trajectory,
    rates: Mapping[str, Array],
) -> xr.Dataset:
    """Put labels on a run of several scenarios.

    Parameters
    ----------
    names
        Of the scenarios.
    start
        First year.
    ages
        Lower bounds of the cells, the last open; a step is as long as a closed cell is wide.
    trajectory
        With the scenario as its leading axis.
    rates
        What made it: survival_ratio, life_expectancy, fertility_rate, sex_ratio_at_birth,
        net_migration_count, net_migration_rate; the scenario is their leading axis too.

    Returns
    -------
    xarray.Dataset
        Stocks on (scenario, year, sex, age), flows and rates on (scenario, period, ...).
    """
    width = int(ages[1] - ages[0])
    years = start + width * np.arange(trajectory.population.shape[1])
    made = {name: (dims, rates[name]) for name, dims in _RATE_DIMS.items()}
    return xr.Dataset(
        {
            "population": (_STOCK, trajectory.population),
            "births": (_FLOW[:3], trajectory.births.sum(axis=-1)),
            "births_by_mother_age": (
                ("scenario", "period", "age"),
                trajectory.births.sum(axis=-2),
            ),
            "deaths": (_FLOW, trajectory.deaths),
            "net_migration": (_FLOW, trajectory.net_migration),
            **made,
        },
        coords={
            "scenario": list(names),
            "year": years,
            "period": years[:-1],
            "sex": list(SEXES),
            "age": ("age", ages, {"width": width, "open_age": int(ages[-1])}),
        },
    )


def scenario_texts(scenarios: Sequence[Scenario]) -> dict[str, tuple[str, list[str]]]:
    """Return titles, labels and resolved texts as coordinates on `scenario`."""
    texts = (
        [one.title.ja for one in scenarios],
        [one.title.en for one in scenarios],
        [one.label.ja for one in scenarios],
        [one.label.en for one in scenarios],
        [_text(one) for one in scenarios],
    )
    return {name: ("scenario", text) for name, text in zip(TEXTS, texts, strict=True)}


def _text(scenario: Scenario) -> str:
    """Return the resolved text, with the checksum of a life table of the scenario's own."""
    table = scenario.mortality.table
    if table is None:
        return to_toml(scenario)
    # It is no table of the inputs, whose checksums stand in the attributes.
    return f"{to_toml(scenario)}{TABLE_MARK}{hashlib.sha256(table.read_bytes()).hexdigest()}\n"


def provenance(
    region: Region,
    sources: Iterable[SourceFile],
    *,
    base_date: str,
    step: int,
    convention: Mapping[str, object],
    fit: Mapping[str, object],
) -> dict[str, str | int]:
    """Return what a result says of itself, as attributes.

    Nothing in them tells the time: the same run on the same machine says the same.

    Parameters
    ----------
    region
        Whose run it is.
    sources
        Every table used.
    base_date, step
        The day of the first stock, and years in a step.
    convention, fit
        How people are carried forward, and how base rates were found.
    """
    return {
        "software": f"projection {__version__}",
        "environment": json.dumps(environment()),
        "region": region.code,
        "region_name_ja": region.name.ja,
        "region_name_en": region.name.en,
        "base_date": base_date,
        "step": step,
        "convention": json.dumps(convention),
        "fit": json.dumps(fit),
        "inputs": json.dumps(_source_records(sources), ensure_ascii=False),
    }


def environment(*optional: str) -> dict[str, str]:
    """Return on what a run was computed: Python, its libraries of figures, and the machine.

    Parameters
    ----------
    *optional
        Further libraries on which its last digits depend; "" where one is not installed.

    Examples
    --------
    >>> sorted(environment())
    ['machine', 'numpy', 'python', 'scipy']
    >>> environment("no-such-library")["no-such-library"]
    ''
    """
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        # Its version without importing it, which takes longer than a run.
        **{name: _version(name) for name in ("scipy", *optional)},
        "machine": f"{platform.system()} {platform.machine()}",
    }


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _source_records(sources: Iterable[SourceFile]) -> list[dict[str, object]]:
    return [
        {
            "kind": one.kind,
            "file": one.file,
            "sha256": one.sha256,
            "unit": one.unit,
            "publisher": asdict(one.publisher),
            "source": one.source,
            "terms": asdict(one.terms),
        }
        for one in sources
    ]
