"""A register of three made-up municipalities, 1995 to 2020, whose accounts add up."""

from __future__ import annotations

import numpy as np
import xarray as xr

from projection.analysis.backtest_history import FLOWS

YEARS, PERIODS, AGES = np.arange(1995, 2021), np.arange(1995, 2020), np.arange(0, 81, 5)
CODES = ["011002", "132217", "473821"]


def small_history(*, spring: float = 0.0) -> xr.Dataset:
    """Municipalities that lose one, two and three percent of each group a year.

    Parameters
    ----------
    spring
        Persons who leave each municipality between 1 January and 31 March, every year.
    """
    rng = np.random.default_rng(8)
    first = rng.uniform(500, 1500, (len(CODES), 1, 2, AGES.size))
    loss = np.array([0.99, 0.98, 0.97])[:, None, None, None]
    elapsed = np.where(YEARS < 2014, YEARS + 0.25, YEARS) - 1995.25
    # In January those who leave in March are still there, at ages 15-24.
    waiting = np.where(YEARS < 2014, 0.0, spring)[:, None, None] * np.isin(AGES, [15, 20]) / 4
    population = first * loss ** elapsed[:, None, None] + waiting
    total = population.sum(axis=(2, 3))
    change = np.diff(total, axis=1)
    in_2013 = PERIODS.tolist().index(2013)
    january = (first * loss ** (2013.0 - 1995.25)).sum(axis=(1, 2, 3)) + spring
    change[:, in_2013] = total[:, in_2013 + 1] - january
    flows = dict.fromkeys(FLOWS, np.zeros(change.shape))
    flows |= {"births": 0.009 * total[:, :-1], "deaths": 0.012 * total[:, :-1]}
    flows["in_migration"] = 0.05 * total[:, :-1]
    natural = flows["births"] - flows["deaths"]
    flows["out_migration"] = flows["in_migration"] + natural - change
    return xr.Dataset(
        {
            "population": (("region", "year", "sex", "age"), population),
            **{name: (("region", "period"), values) for name, values in flows.items()},
        },
        coords={
            "region": CODES,
            "year": YEARS,
            "period": PERIODS,
            "sex": ["male", "female"],
            "age": AGES,
        },
    )
