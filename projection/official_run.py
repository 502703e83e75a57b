"""A run in the official five-year form: checked inputs and scenarios to a labelled dataset."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import xarray as xr

from projection.balance import check_balance
from projection.errors import RunError, fault
from projection.estimation.official import OfficialBase, official_base
from projection.inputs import OfficialInputs
from projection.official import OfficialRates, official_projection
from projection.recording import labelled_run, provenance, scenario_texts
from projection.scenarios import Scenario
from projection.scenarios.official_rates import OfficialPeriodRates, official_rates
from projection.variables import ROUNDING, SEX_LABELS, SEXES

# What of a run is no more than an approximation, for those who read its result.
_APPROXIMATIONS = {
    "survival_ratio": "split from net migration by national survival",
    "births": "worked back from ages 0-4 by survival; nobody moves at these ages",
    "births_by_mother_age": "spread by the national age pattern of fertility",
    "fertility_rate": "from the child-woman ratio by the national conversion",
    "life_expectancy": "worked back from survival ratios",
}


def run_official(inputs: OfficialInputs, scenarios: Sequence[Scenario], end: int) -> xr.Dataset:
    """Project a region in the official form, all scenarios in one call of the recurrence.

    Parameters
    ----------
    inputs
        Checked inputs; stocks are as of the day of their base date.
    scenarios
        Of the method "ipss".
    end
        Last year; whole steps of five years after the base date. Beyond the inputs' last period
        its rates are held.

    Returns
    -------
    xarray.Dataset
        As `projection.run` gives it. `net_migration_rate` and `net_migration_count` are by
        the age reached at the end of the step.

    Raises
    ------
    RunError
        A scenario takes out more people than there are.
    ScenarioError
        A lever cannot be worked out.
    """
    base = official_base(inputs)
    worked_out = [official_rates(scenario, base, end) for scenario in scenarios]
    rates = _stacked(worked_out)
    trajectory = official_projection(base.population, rates)
    check_balance(trajectory)
    for position, scenario in enumerate(scenarios):
        _refuse_negative(trajectory.population[position], scenario, base)
    made = _made(worked_out, rates)
    names = [one.name for one in scenarios]
    dataset = labelled_run(names, base.start, base.ages, trajectory, made)
    labelled = dataset.assign_coords(scenario_texts(scenarios))
    return labelled.assign_attrs(_provenance(inputs, base))


def _stacked(worked_out: Sequence[OfficialPeriodRates]) -> OfficialRates:
    each = (one.rates for one in worked_out)
    return OfficialRates(*(np.stack(parts) for parts in zip(*each, strict=True)))


def _made(
    worked_out: Sequence[OfficialPeriodRates], rates: OfficialRates
) -> dict[str, np.ndarray]:
    fertility = np.stack([one.total_fertility_rate for one in worked_out])
    return {
        "survival_ratio": rates.survival,
        "life_expectancy": np.stack([one.life_expectancy for one in worked_out]),
        "fertility_rate": fertility[..., None] * rates.mothers,
        "sex_ratio_at_birth": np.stack([one.sex_ratio_at_birth for one in worked_out]),
        "net_migration_count": rates.migration_count,
        "net_migration_rate": rates.migration_rate,
    }


def _refuse_negative(population: np.ndarray, scenario: Scenario, base: OfficialBase) -> None:
    wrong = population < -ROUNDING
    if wrong.any():
        at, sex, cell = (int(index) for index in np.argwhere(wrong)[0])
        raise RunError(
            fault(
                "official_negative",
                file=str(scenario.file),
                year=base.start + base.width * at,
                sex=SEX_LABELS[SEXES[sex]],
                age=int(base.ages[cell]),
                persons=f"{population[at, sex, cell]:,.1f}",
            )
        )


def _provenance(inputs: OfficialInputs, base: OfficialBase) -> dict[str, str | int]:
    last = base.start + base.width * base.periods
    return provenance(
        inputs.region,
        inputs.sources,
        base_date=inputs.base_date.isoformat(),
        step=base.width,
        convention={"method": "ipss", "open_group": "joint"},
        fit={"rates_held_after": last, "approximations": _APPROXIMATIONS},
    )
