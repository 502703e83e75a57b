"""Small made-up results that obey the balancing equation; no two dims have the same size."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import xarray as xr

from projection.variables import SEXES


def world(
    *,
    name: str = "alpha",
    start: int = 2020,
    periods: int = 4,
    width: int = 1,
    open_age: int = 100,
    seed: int = 0,
) -> xr.Dataset:
    """Return a result of one scenario: random persons, random flows, consistent stocks."""
    random = np.random.default_rng(seed)
    ages = np.arange(0, open_age + 1, width)
    assert len({periods, periods + 1, len(SEXES), ages.size}) == 4
    flow = (periods, len(SEXES), ages.size)
    stocks = [random.uniform(50.0, 500.0, flow[1:])]
    births = random.uniform(100.0, 300.0, (periods, len(SEXES)))
    deaths, migration = np.empty(flow), np.empty(flow)
    for period in range(periods):
        entered = _entered(stocks[-1], births[period])
        deaths[period] = entered * random.uniform(0.0, 0.3, flow[1:])
        migration[period] = entered * random.uniform(-0.2, 0.3, flow[1:])
        stocks.append(entered - deaths[period] + migration[period])
    years = start + width * np.arange(periods + 1)
    rate = random.uniform(0.0, 0.02, (periods, ages.size))
    rate[:, -1] = 0.0
    dims = ("period", "sex", "age")
    return xr.Dataset(
        {
            "population": (("year", "sex", "age"), np.array(stocks)),
            "births": (dims[:2], births),
            "births_by_mother_age": (
                ("period", "age"),
                rate / rate.sum(1, keepdims=True) * births.sum(1, keepdims=True),
            ),
            "deaths": (dims, deaths),
            "net_migration": (dims, migration),
            "survival_ratio": (dims, random.uniform(0.7, 1.0, flow)),
            "life_expectancy": (dims, random.uniform(5.0, 90.0, flow)),
            "fertility_rate": (("period", "age"), rate),
            "sex_ratio_at_birth": (("period",), np.full(periods, 1.05)),
            "net_migration_count": (dims, random.uniform(-9.0, 9.0, flow)),
            "net_migration_rate": (dims, random.uniform(-0.1, 0.1, flow)),
        },
        coords={
            "year": years,
            "period": years[:-1],
            "sex": list(SEXES),
            "age": ("age", ages, {"width": width, "open_age": open_age}),
        },
        attrs=_attributes(name, start, width),
    )


def together(results: Sequence[xr.Dataset]) -> xr.Dataset:
    """Return results on a leading dim `scenario`, as a run of several gives them."""
    names = xr.DataArray([one.attrs["scenario"] for one in results], dims="scenario")
    joined = xr.concat(
        results, dim="scenario", join="exact", combine_attrs="drop_conflicts", data_vars="all"
    )
    return joined.assign_coords(scenario=names)


def components() -> xr.Dataset:
    """Return yearly components as inputs hold them: Kiyose's register of 2014 and 2018."""
    figures = {
        "births": [484.0, 471.0],
        "deaths": [741.0, 876.0],
        "in_migration": [3547.0, 3709.0],
        "out_migration": [3133.0, 3364.0],
        "other_in": [62.0, 54.0],
        "other_out": [61.0, 102.0],
    }
    return xr.Dataset(
        {name: ("period", values) for name, values in figures.items()},
        coords={"period": [2014, 2018]},
    )


def _entered(stock: np.ndarray, births: np.ndarray) -> np.ndarray:
    moved = np.concatenate([births[:, np.newaxis], stock[:, :-1]], axis=1)
    moved[:, -1] += stock[:, -1]
    return moved


_TABLE = {
    "kind": "population",
    "file": "population.csv",
    "sha256": "0" * 64,
    "publisher": {"ja": "総務省", "en": "Ministry of Internal Affairs and Communications"},
    "source": "台帳",
}


def _attributes(name: str, start: int, width: int) -> dict[str, str | int]:
    return {
        "software": "projection 0.1.0",
        "region": "132217",
        "region_name_ja": "清瀬市",
        "region_name_en": "Kiyose",
        "base_date": f"{start}-01-01",
        "step": width,
        "scenario": name,
        "title_ja": f"シナリオ{name}：出生率1.8",
        "title_en": f"Scenario {name}: TFR 1.8",
        "label_ja": f"略称{name}",
        "label_en": name.capitalize(),
        "scenario_text": f"# {name}\nend = 2065\n",
        "convention": json.dumps({"migration": "even"}),
        "fit": json.dumps({"largest_residual": 1e-9}),
        "inputs": json.dumps([_TABLE]),
    }
