"""Results of many municipalities as labelled datasets: empty, filled, and summed up."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from types import MappingProxyType

import numpy as np
import xarray as xr

from projection.errors import Fault
from projection.estimation.many import ManyBaseRates
from projection.inputs import MunicipalInputs
from projection.recording import provenance, scenario_texts
from projection.running import CONVENTION
from projection.running_many.model import Piece, Plan
from projection.running_many.telling import refuse_nobody
from projection.scenarios import Scenario
from projection.variables import SEXES

_FLOW = ("region", "period", "sex", "age")
_DIMS = MappingProxyType(
    {
        "population": ("region", "year", "sex", "age"),
        "births": _FLOW[:3],
        "deaths": _FLOW,
        "net_migration": _FLOW,
    }
)


def area_frame(inputs: MunicipalInputs, base: ManyBaseRates, plan: Plan) -> xr.Dataset:
    """Return a result as it will be, before there are figures: NaN seen as many.

    Parameters
    ----------
    inputs, base, plan
        The area, its base rates and the scenario.
    """
    years = base.start + base.width * np.arange(len(plan.shared.fertility) + 1)
    names = inputs.names
    frame = xr.Dataset(
        coords={
            "region": list(base.codes),
            "name": ("region", [names[code] for code in base.codes]),
            "hazard_multiplier": ("region", base.multiplier),
            "base_total_fertility_rate": ("region", base.total_fertility_rate),
            "year": years,
            "period": years[:-1],
            "sex": list(SEXES),
            "age": ("age", base.ages, {"width": base.width, "open_age": int(base.ages[-1])}),
        },
        attrs=area_attributes(
            inputs, plan.scenario, start=base.start, step=base.width, fit=_fit_of(base)
        ),
    )
    nothing = np.float32(np.nan)
    return frame.assign(
        {
            name: (dims, np.broadcast_to(nothing, [frame.sizes[dim] for dim in dims]))
            for name, dims in _DIMS.items()
        }
    )


def allocated(frame: xr.Dataset, spare: xr.Dataset | None = None) -> xr.Dataset:
    """Return a frame with memory for its figures.

    Parameters
    ----------
    frame
        Of a result.
    spare
        Another of the same shape that is no longer needed: memory that has been used is
        cheaper than new one.
    """
    made = {
        name: (
            one.dims,
            np.empty(one.shape, one.dtype) if spare is None else spare[name].values,
        )
        for name, one in frame.data_vars.items()
    }
    return frame.assign(made)


def put_piece(dataset: xr.Dataset, regions: slice, piece: Piece) -> None:
    """Put what was worked out for some regions in its place."""
    for name, figures in piece.arrays.items():
        dataset[name].values[regions] = figures


def without(
    inputs: MunicipalInputs, dataset: xr.Dataset, left_out: Mapping[str, Fault]
) -> xr.Dataset:
    """Return a result without the regions left out, which its attribute `fit` then names.

    Raises
    ------
    RunError
        Nobody is left.
    """
    codes: list[str] = dataset["region"].values.tolist()
    good = [code for code in codes if code not in left_out]
    refuse_nobody(inputs, good, left_out)
    if good == codes:
        return dataset
    return dataset.sel(region=good).assign_attrs(fit=fit_without(dataset, left_out))


def fit_without(dataset: xr.Dataset, left_out: Collection[str]) -> str:
    """Return the attribute `fit` of a result with the regions that are left out of it."""
    fit = json.loads(dataset.attrs["fit"])
    codes: list[str] = dataset["region"].values.tolist()
    fit["left_out"] += [code for code in codes if code in left_out]
    return json.dumps(fit)


def total_of(dataset: xr.Dataset) -> xr.Dataset:
    """Return the sum of a run over its municipalities, with its attributes."""
    people = {
        name: values.sum("region", dtype=np.float64, skipna=False)
        for name, values in dataset.items()
    }
    return xr.Dataset(people, attrs=dataset.attrs)


def area_attributes(
    inputs: MunicipalInputs,
    scenario: Scenario,
    *,
    start: int,
    step: int,
    fit: Mapping[str, object] = MappingProxyType({}),
) -> dict[str, str | int]:
    """Return what a result of many municipalities says of itself.

    Parameters
    ----------
    inputs, scenario
        The area and the scenario.
    start, step
        Base year, and years in a step.
    fit
        How base rates were found; the only part that is not known before.
    """
    texts = {name: values[0] for name, (_, values) in scenario_texts([scenario]).items()}
    where = provenance(
        inputs.area,
        inputs.sources,
        base_date=f"{start}-01-01",
        step=step,
        convention=asdict(CONVENTION),
        fit=dict(fit),
    )
    return {**where, "scenario": scenario.name, **texts}


def _fit_of(base: ManyBaseRates) -> dict[str, object]:
    return {
        "periods": base.fits.years.tolist(),
        "largest_residual_persons": float(base.fits.residuals.max()),
        "left_out": [*base.left_out],
    }
