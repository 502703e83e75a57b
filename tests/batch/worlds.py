"""Batches of every convention: three scenarios, five draws; no two dims have the same size."""

from __future__ import annotations

import numpy as np

from projection.batch import Chance, Factors
from projection.kernel import Convention, Rates
from tests.worlds_kernel import AGES, PERIODS, SCENARIOS, Array, world

DRAWS, MODES = 5, 2
# More ages than a vector of any processor is long, so that compiled loops have whole ones.
MANY_AGES = 37


def factors(seed: int, ages: int = AGES) -> Factors:
    rng = np.random.default_rng(seed)
    return Factors(
        mortality=rng.normal(0.0, 0.3, (DRAWS, PERIODS)),
        fertility=rng.normal(0.0, 0.3, (DRAWS, PERIODS)),
        migration=rng.normal(0.0, 0.5, (DRAWS, PERIODS, MODES)),
        modes=rng.normal(0.0, 0.03, (MODES, 2, ages)),
        mode_counts=rng.normal(0.0, 2.0, (MODES, 2, ages)),
    )


def batch(
    seed: int, convention: Convention = Convention(), ages: int = AGES
) -> tuple[Array, Rates, Factors]:
    """Scenarios on an axis of their own before that of the draws."""
    population, rates = world(seed, convention, (SCENARIOS, 1), ages)
    return population, rates, factors(seed, ages)


def written_out(rates: Rates, drawn: Factors) -> Rates:
    """The rates of every draw, as nobody should make them."""
    assert drawn.mortality is not None
    assert drawn.fertility is not None
    counts = np.einsum("...m,mc->...c", np.asarray(drawn.migration), cells(drawn.mode_counts))
    rated = np.einsum("...m,mc->...c", np.asarray(drawn.migration), cells(drawn.modes))
    shape = (DRAWS, PERIODS, *rates.migration_rate.shape[-2:])
    return Rates(
        rates.survival ** np.exp(drawn.mortality)[:, :, None, None],
        rates.fertility * np.exp(drawn.fertility)[:, :, None],
        rates.sex_ratio,
        rates.migration_count + counts.reshape(shape),
        rates.migration_rate + rated.reshape(shape),
    )


def by_chance(gross: Array | None = None) -> Chance:
    scenarios = np.arange(SCENARIOS)[:, None]
    return Chance(2**40 + 7, np.array(13), scenarios, np.arange(DRAWS), gross)


def cells(modes: Array | None) -> Array:
    return np.asarray(modes).reshape(MODES, -1)
