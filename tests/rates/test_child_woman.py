from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.kernel import FEMALE, Rates, project_step
from projection.rates.child_woman import (
    child_woman_ratio,
    children_from_tfr,
    cwr_from_tfr,
    tfr_from_children,
    tfr_from_cwr,
)

LEVELS = st.floats(0.1, 4.0)


@given(LEVELS, LEVELS, LEVELS)
def test_the_national_conversion_goes_there_and_back(
    cwr: float, national_tfr: float, national_cwr: float
) -> None:
    tfr = tfr_from_cwr(cwr, national_tfr, national_cwr)
    assert cwr_from_tfr(tfr, national_tfr, national_cwr) == pytest.approx(cwr)


def test_the_nation_has_its_own_tfr() -> None:
    np.testing.assert_allclose(tfr_from_cwr([0.2, 0.1], 1.42, 0.2), [1.42, 0.71])


def test_a_ratio_is_of_all_children() -> None:
    assert child_woman_ratio([[10.0], [20.0]], [[100.0], [50.0]]).tolist() == [[0.1], [0.4]]


@given(st.integers(0, 10**6), st.floats(0.3, 3.0))
def test_by_survival_the_recurrence_gets_its_own_tfr_back(seed: int, tfr: float) -> None:
    """A closed step of five years of the kernel: ages 0-4 to 60+, births at 15-49."""
    rng = np.random.default_rng(seed)
    population = rng.uniform(50.0, 150.0, (2, 13))
    survival = rng.uniform(0.5, 1.0, (2, 13))
    survival[0, 0] = survival[1, 0]
    pattern = np.zeros(13)
    pattern[3:10] = rng.uniform(0.01, 0.4, 7)
    pattern *= tfr / (5 * pattern.sum())
    none = np.zeros((2, 13))
    rates = Rates(survival, pattern, np.array(1.05), none, none)
    end = project_step(population, rates, 5).population
    women, of_women = end[FEMALE, 3:11], survival[FEMALE, 4:11]
    children = end[:, 0].sum()
    arguments = (women, pattern[3:10], of_women, survival[0, 0])
    assert tfr_from_children(children, *arguments) == pytest.approx(tfr)
    assert children_from_tfr(tfr, *arguments) == pytest.approx(children)
