"""The first population goes towards its refinement group by group."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from projection.estimation.cohorts import first_population, towards
from projection.estimation.observed import course_of, observe
from projection.estimation.panel import observe_many
from projection.estimation.panel_cohorts import first_populations
from projection.rates.age_groups import regroup
from tests.estimation.test_many import alone, country

CELLS, GROUPS = np.arange(7), np.array([0, 3, 5])
HOROKANAI = "014729"


@st.composite
def pairs(draw: st.DrawFn) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    graduated = rng.uniform(0, 3, (2, CELLS.size)) * rng.integers(0, 2, (2, CELLS.size))
    change = rng.normal(0, draw(st.sampled_from([0.1, 3.0])), graduated.shape)
    sums = regroup(change, CELLS, GROUPS)
    change[:, GROUPS] -= sums
    return graduated, graduated + change


@given(pairs())
def test_groups_keep_their_totals_and_nobody_is_below_zero(
    both: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> None:
    graduated, refined = both
    found = towards(graduated, refined, CELLS, GROUPS)
    assert (found >= 0).all()
    np.testing.assert_allclose(
        regroup(found, CELLS, GROUPS), regroup(graduated, CELLS, GROUPS), atol=1e-12
    )
    # A group in which the refinement stays above zero is refined whole.
    whole = np.minimum.reduceat(refined, GROUPS, axis=-1) >= 0
    cells = np.repeat(whole, np.diff(GROUPS, append=CELLS.size), axis=-1)
    np.testing.assert_allclose(found[cells], refined[cells], atol=1e-12)


def test_villages_with_few_of_the_oldest_keep_their_cohorts() -> None:
    # Horokanai, 1,600 people: its refinement falls below zero at 97-99. In all Japan 2.7
    # million were born in each of 1947-49, fewer than 2 million in 1945 and in 1946.
    inputs = alone(HOROKANAI)
    found = first_population(observe(inputs, course_of(inputs), 2020))
    both = found.sum(axis=0)
    assert both[65:68].mean() > 1.3 * both[68:70].mean()
    assert found.min() >= 0
    of = country()
    panel = observe_many(of.register, course_of(inputs), [HOROKANAI], 2020, 5)
    np.testing.assert_allclose(first_populations(panel)[0], found, rtol=1e-9, atol=1e-9)
