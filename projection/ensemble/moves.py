"""Moves in both directions, of which chance must know: net migration alone has too few."""

from __future__ import annotations

import numpy as np

from projection.kernel import Array
from projection.rates.rogers_castro import ModelSchedule, model_migration_rate

# The standard schedule; its level is not used.
STANDARD = ModelSchedule(
    a1=0.02, alpha1=0.1, a2=0.06, alpha2=0.1, mu2=20.0, lambda2=0.4, c=0.003
)


def gross_moves(yearly: float, exposed: Array, population: Array) -> Array:
    """Spread observed moves over ages, and carry them on with the population.

    The assumption that moves numbers: by age, people move as in the standard schedule, both
    sexes alike, whatever the place; how many do in all is observed. Only chance depends on it.

    Parameters
    ----------
    yearly
        Arrivals and departures of a year, observed, together.
    exposed
        Persons among whom they were, single years of age. Shape (2, cell).
    population
        Persons at the start of every period. Shape (period, 2, cell).

    Returns
    -------
    ndarray
        Moves of every period and cell. Shape (period, 2, cell); they sum to `yearly` where the
        population is `exposed`.

    Notes
    -----
    Source: Rogers and Castro (1981), Model Migration Schedules, IIASA RR-81-30: the standard
    schedule of seven parameters.

    Examples
    --------
    >>> people = np.full((2, 101), 10.0)
    >>> round(float(gross_moves(500.0, people, people[None]).sum()), 6)
    500.0
    """
    pattern = model_migration_rate(STANDARD, np.arange(exposed.shape[-1]) + 0.5)
    total = float((exposed * pattern).sum())
    return yearly / total * pattern * np.maximum(population, 0.0)
