"""What every run must obey: the balancing equation, and nobody's number below zero."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from projection.errors import BalanceError, RunError, fault
from projection.estimation import BaseRates
from projection.kernel import Trajectory, entered
from projection.language import Text
from projection.messages import MESSAGES
from projection.scenarios import Scenario
from projection.scenarios.levers import lever_migration
from projection.variables import ROUNDING, SEX_LABELS, SEXES

Array = NDArray[np.float64]

TOLERANCE = 1e-9


def check_balance(trajectory: Trajectory) -> None:
    """Check P' = P + B - D + M in every cell, by cohort.

    Parameters
    ----------
    trajectory
        Of any leading axes.

    Raises
    ------
    BalanceError
        A cell is off by more than 1e-9 of the persons in it (of one person where fewer).
    """
    expected = entered(trajectory.population[..., :-1, :, :])
    expected[..., 0] += trajectory.births.sum(axis=-1)
    scale = np.maximum(expected, 1.0)
    expected += trajectory.net_migration - trajectory.deaths
    off = np.abs(trajectory.population[..., 1:, :, :] - expected) / scale
    # Written so that a NaN fails too.
    if not (off <= TOLERANCE).all():
        cell = tuple(int(index) for index in np.unravel_index(int(np.argmax(off)), off.shape))
        raise BalanceError(f"balancing equation off by {off[cell]:.3g} relative in cell {cell}")


def refuse_negative(trajectory: Trajectory, scenario: Scenario, base: BaseRates) -> None:
    """Refuse a scenario under which more people leave a cell than live in it.

    Parameters
    ----------
    trajectory
        Of this scenario alone.
    scenario, base
        Where it came from, to name the cause.

    Raises
    ------
    RunError
        Names the first cell that would go negative and the lever that takes out most.
    """
    ends = trajectory.population[1:]
    # Deaths below zero: more left at the start of the step than were there, and those who came
    # at its end hide it.
    wrong = (ends < -ROUNDING) | (trajectory.deaths < -ROUNDING)
    if not wrong.any():
        return
    period, sex, cell = (int(index) for index in np.argwhere(wrong)[0])
    persons = min(ends[period, sex, cell], trajectory.deaths[period, sex, cell])
    raise RunError(
        fault(
            "population_negative",
            file=str(scenario.file),
            year=base.start + base.width * (period + 1),
            sex=SEX_LABELS[SEXES[sex]],
            age=int(base.ages[cell]),
            persons=f"{persons:,.1f}",
            cause=_cause(trajectory, scenario, base, period, (sex, cell)),
        )
    )


def _cause(
    trajectory: Trajectory,
    scenario: Scenario,
    base: BaseRates,
    period: int,
    cell: tuple[int, int],
) -> Text:
    """Name the lever that takes most people out of the cohort up to this period."""
    sex, reached = cell
    years = np.arange(base.start, base.start + base.width * (period + 1))
    steps = years.reshape(-1, base.width)
    taken: dict[int, float] = {}
    for position, lever in enumerate(scenario.migration):
        count, rate = lever_migration(scenario, lever, base, steps)
        persons = count + rate * trajectory.population[: period + 1]
        ages = np.clip(reached - np.arange(period, -1, -1), 0, None)
        taken[position] = float(persons[np.arange(period + 1), sex, ages].sum())
    worst = min(taken, key=lambda position: taken[position], default=None)
    if worst is None or taken[worst] >= 0:
        return MESSAGES["cause_base"]
    title, words = scenario.migration[worst].title, MESSAGES["cause_lever"]
    return Text(
        ja=words.of("ja").format(title=title.of("ja")),
        en=words.of("en").format(title=title.of("en")),
    )
