"""What the file of an ensemble holds: its quantities, with dims and words for other readers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import xarray as xr

COORDINATES: Mapping[str, str] = MappingProxyType(
    {
        "quantile": "share of simulated futures at or below",
        "stock": "figure by year: measure, sex, ages",
        "flow": "figure by period: measure, sex, ages",
        "year": "day of base_date in the year",
        "period": "first year of the period",
        "sex": "sex",
        "age": "lower bound of the age group in completed years",
        "event": "event: figure, below or above, limit",
        "event_ja": "event in Japanese",
        "event_en": "event in English",
        "event_over_50": "first year in which it is likelier than 50 %; 0: none",
        "event_over_80": "first year in which it is likelier than 80 %; 0: none",
        "goal": "position of the goal in the vision file, from 0",
        "goal_ja": "goal in Japanese",
        "goal_en": "goal in English",
    }
)
_STOCK, _FLOW = ("stock", "quantile", "year"), ("flow", "quantile", "period")
QUANTITIES: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        "stock_quantile": (_STOCK, "quantiles of figures by year"),
        "stock_mean": (_STOCK[::2], "means of figures by year"),
        "stock_projected": (_STOCK[::2], "figures by year of the projection itself"),
        "flow_quantile": (_FLOW, "quantiles of figures by period, per year"),
        "flow_mean": (_FLOW[::2], "means of figures by period, per year"),
        "flow_projected": (_FLOW[::2], "figures by period of the projection itself, per year"),
        "population_quantile": (("quantile", "year", "sex", "age"), "quantiles of persons"),
        "both_sexes_quantile": (
            ("quantile", "year", "age"),
            "quantiles of persons, both sexes",
        ),
        "population_mean": (("year", "sex", "age"), "means of persons"),
        "event_probability": (("event", "year"), "share of simulated futures"),
    }
)
# Where there are several scenarios, and where a vision was given.
MORE: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        "stock_difference": (_STOCK, "quantiles of differences from the reference"),
        "flow_difference": (_FLOW, "quantiles of differences from the reference, per year"),
        "goal_probability": (("goal",), "share of simulated futures in which it is met"),
    }
)
_AREA = {
    f"{whole}{name}": ((*(() if whole else ("region",)), *dims), f"{words}{of}")
    for whole, of in (("", ", by region"), ("total_", ", of all regions together"))
    for name, (dims, words) in QUANTITIES.items()
    if name.startswith(("stock_", "flow_", "event_"))
}
AREA_QUANTITIES: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(_AREA)
ATTRIBUTES = (
    *("draws", "seed", "chance", "uncertainty"),
    *("reference", "reference_ja", "reference_en"),
)
AREA_COORDINATES = (
    *("region", "name", "hazard_multiplier", "base_total_fertility_rate"),
    *("quantile", "stock", "flow", "year", "period"),
    *("event", "event_ja", "event_en"),
)
AREA_NEEDED = (*AREA_COORDINATES, *AREA_QUANTITIES, *ATTRIBUTES[:4])
NEEDED = (
    *("quantile", "stock", "flow", "year", "period", "sex", "age", "event"),
    *QUANTITIES,
    *ATTRIBUTES,
)


def is_ensemble(dataset: xr.Dataset) -> bool:
    """Whether a result holds intervals instead of one projection."""
    return "quantile" in dataset.dims


def check_ensemble(dataset: xr.Dataset) -> list[str]:
    """Compare a dataset with this vocabulary.

    Returns
    -------
    list of str
        One English line for each thing that departs from it; empty where none does.
    """
    known = AREA_QUANTITIES if "region" in dataset.dims else {**QUANTITIES, **MORE}
    named = {*known, *COORDINATES, *AREA_COORDINATES}
    departures = [
        f"{name}: not in the vocabulary" for name in dataset.variables if name not in named
    ]
    for name, values in dataset.data_vars.items():
        dims = known.get(str(name), (values.dims, ""))[0]
        if values.dims != dims:
            departures.append(f"{name}: expected dims {dims}; found {values.dims}")
    return departures
