"""What the recurrence in the browser starts from: people and rates of one scenario, as numbers.

Arrays are 64-bit floats, little-endian, in base64: a decimal digit less and the page would not
agree with the engine. Years that are alike are stored once.
"""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray

from projection.estimation import BaseRates
from projection.estimation.course import each_year
from projection.estimation.institutions import refuse_institutions
from projection.report.explorer.sliders import spread
from projection.scenarios import Scenario, YearPath
from projection.scenarios.levers import scenario_migration
from projection.scenarios.rates import calendar_years, fertility, hazards

Array = NDArray[np.float64]


def engine_data(
    scenario: Scenario, base: BaseRates, end: int, movers: list[str]
) -> dict[str, Any]:
    """Return people and rates, the scenario's own levers worked out.

    Parameters
    ----------
    scenario
        What the reader starts from.
    base
        Base rates by single years.
    end
        Last year, as of 1 January.
    movers
        Keys of `sliders.MOVERS` that the page has.

    Returns
    -------
    dict
        For JSON: `population` and the `spread` of one unit of each mover (2, age); by period
        `hazards` (2, single age), `patterns` of fertility (age), `counts` and `rates` of net
        migration (2, age), `sexRatio` and `level` (of mortality); the path `tfr`.
    """
    refuse_institutions(base.institutions)
    years = calendar_years(base, end)
    migration = scenario_migration(scenario, base, years)
    one_child = scenario.fertility.model_copy(update={"tfr": YearPath.constant(1.0)})
    patterns = fertility(scenario.model_copy(update={"fertility": one_child}), base, years)
    return {
        "start": base.start,
        "end": end,
        "ages": base.ages.size,
        "population": packed(base.population),
        "hazards": by_year(hazards(scenario, base, years)[:, 0]),
        "patterns": by_year(patterns),
        "tfr": _tfr(scenario, base),
        "sexRatio": each_year(base.course.sex_ratio, years)[:, 0].tolist(),
        "counts": by_year(migration.counts),
        "rates": by_year(migration.rates),
        "level": scenario.mortality.level.at(years[:, 0]).tolist(),
        "spread": {key: packed(spread(key, scenario, base)) for key in movers},
    }


def packed(values: Array) -> str:
    """Return an array, its last axis fastest, as base64.

    Examples
    --------
    >>> packed(np.array([1.0]))
    'AAAAAAAA8D8='
    """
    return base64.b64encode(values.astype("<f8").tobytes()).decode("ascii")


def by_year(values: Array) -> dict[str, Any]:
    """Return an array with a leading axis of years: every different year once.

    Examples
    --------
    >>> by_year(np.array([[1.0], [1.0], [2.0]]))["of"]
    [0, 0, 1]
    """
    rows: dict[str, int] = {}
    of = [rows.setdefault(packed(year), len(rows)) for year in values]
    return {"rows": list(rows), "of": of}


def _tfr(scenario: Scenario, base: BaseRates) -> dict[str, list[float]]:
    path = scenario.fertility.tfr
    if not isinstance(path, YearPath):
        path = YearPath.constant(base.total_fertility_rate)
    return {"years": [*path.years], "values": [*path.values]}
