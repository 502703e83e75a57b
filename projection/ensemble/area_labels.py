"""The ensemble of an area as a labelled dataset, as `results.write_ensemble` takes it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import xarray as xr

from projection.ensemble.area_events import AREA_EVENTS
from projection.ensemble.area_figures import FIGURES, KINDS, dims_of
from projection.ensemble.order import QUANTILES
from projection.estimation.many import ManyBaseRates
from projection.inputs import MunicipalInputs
from projection.kernel import Array
from projection.running_many import Plan, area_frame, fit_without


def labelled(
    inputs: MunicipalInputs,
    base: ManyBaseRates,
    plan: Plan,
    figures: Mapping[str, Array],
    total: Mapping[str, Array],
    left_out: Collection[str],
) -> xr.Dataset:
    """Put labels on the figures of an area, without those of who is left out.

    Parameters
    ----------
    inputs, base, plan
        The area, its base rates and the scenario.
    figures
        By name, of every municipality of `base`; its axis is the first.
    total
        By name, of all of them together, but for the projection, which is their sum.
    left_out
        Codes of some of them.
    """
    frame = area_frame(inputs, base, plan).drop_dims(["sex", "age"])
    good = [code not in left_out for code in base.codes]
    kept = {name: values[good] for name, values in figures.items()}
    projected = {
        f"{kind}_projected": kept[f"{kind}_projected"].sum(axis=0, dtype=np.float64)
        for kind in KINDS
    }
    by_region = {name: (("region", *dims_of(name)), one) for name, one in kept.items()}
    of_all = {
        f"total_{name}": (dims_of(name), one) for name, one in {**total, **projected}.items()
    }
    return (
        frame.isel(region=good)
        .assign({**by_region, **of_all})
        .assign_coords({"quantile": [*QUANTILES], **_figures(), **_events(base.start)})
        .assign_attrs(fit=fit_without(frame, left_out))
    )


def _figures() -> dict[str, list[str]]:
    return {kind: [*names] for kind, names in FIGURES.items()}


def _events(year: int) -> dict[str, tuple[str, list[str]]]:
    words = {
        "event": [one.key for one in AREA_EVENTS],
        "event_ja": [one.label.ja.format(year=year) for one in AREA_EVENTS],
        "event_en": [one.label.en.format(year=year) for one in AREA_EVENTS],
    }
    return {name: ("event", values) for name, values in words.items()}
