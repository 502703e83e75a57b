from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import RatesError
from projection.rates.life_tables import complete_life_table
from projection.rates.old_age import Kannisto, extend_kannisto, fit_kannisto
from tests.rates.worlds_mortality import said

SINGLE = np.arange(99)
ABRIDGED = np.array([0, 1, *range(5, 105, 5)])


@st.composite
def laws(draw: st.DrawFn) -> Kannisto:
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    return Kannisto(rng.uniform(-14.0, -11.0, (3, 2)), rng.uniform(0.09, 0.13, (3, 2)))


@given(laws(), st.sampled_from([SINGLE, ABRIDGED]))
def test_a_table_of_the_law_gives_the_law_and_goes_on_with_it(
    law: Kannisto, age: np.ndarray
) -> None:
    width = int(age[-1] - age[-2])
    middles = np.append((age[:-1] + age[1:]) / 2, age[-1] + 5.0)
    rates = law.hazard(middles)
    fitted = fit_kannisto(rates, age, (80, 98))
    np.testing.assert_allclose(fitted.log_a, law.log_a, rtol=1e-9)
    np.testing.assert_allclose(fitted.b, law.b, rtol=1e-9)

    open_age = int(age[-1]) + 4 * width
    found, bounds = extend_kannisto(rates, age, open_age, (80, 98))
    np.testing.assert_array_equal(found[..., : age.size - 1], rates[..., :-1])
    added = bounds[age.size - 1 : -1]
    np.testing.assert_array_equal(np.diff(bounds[age.size - 2 :]), width)
    np.testing.assert_allclose(
        found[..., age.size - 1 : -1], law.hazard(added + width / 2), rtol=1e-9
    )
    assert bounds[-1] == open_age
    # Those in the open group die faster than on its threshold, and nobody's hazard is above 1.
    assert (found[..., -1] > law.hazard([float(open_age)])[..., 0]).all()
    assert (found[..., -1] < 1).all()


@given(laws())
def test_the_open_group_is_what_a_longer_table_says(law: Kannisto) -> None:
    middles = np.append(SINGLE[:-1] + 0.5, 103.0)
    rates = law.hazard(middles)
    short, _ = extend_kannisto(rates, SINGLE, 105, (80, 98))
    long, _ = extend_kannisto(rates, SINGLE, 130, (80, 98))
    left = complete_life_table(long).life_expectancy[..., 105]
    # Single ages with the hazard of their middle, against the law itself.
    np.testing.assert_allclose(1 / short[..., -1], left, rtol=0.02)


@pytest.mark.parametrize(
    ("rates", "ages", "open_age", "words"),
    [
        (
            [0.01, 0.1, 0.3, 0.5],
            (85, 100),
            110,
            "ages: only 1 values can be used for the fit; expected 2 or more",
        ),
        (
            [0.01, 0.0, 0.3, 0.5],
            (80, 100),
            110,
            "mortality_rate[age 80]: not above zero; expected a value above zero; found 0",
        ),
        (
            [0.01, 0.1, 1.3, 0.5],
            (80, 100),
            110,
            "mortality_rate[age 90]: too large; expected 1 at most; found 1.3",
        ),
        (
            [0.01, 0.1, 1.0, 0.5],
            (80, 100),
            110,
            "mortality_rate[age 90]: too large; expected 1 at most; found 1",
        ),
        (
            [0.01, 0.3, 0.3, 0.5],
            (80, 100),
            110,
            "mortality_rate: mortality does not rise over the ages used for the fit (logit per "
            "year of age: 0); use other ages, or check the table",
        ),
        (
            [0.01, 0.3, 0.1, 0.5],
            (80, 100),
            110,
            "mortality_rate: mortality does not rise over the ages used for the fit (logit per "
            "year of age: -0.135); use other ages, or check the table",
        ),
        (
            [0.01, 0.1, 0.3, 0.5],
            (80, 100),
            105,
            "open_age: the new open group 105+ must begin above the table's 100+, by a "
            "multiple of 10 years",
        ),
        (
            [0.01, 0.1, 0.3, 0.5],
            (80, 100),
            100,
            "open_age: the new open group 100+ must begin above the table's 100+, by a "
            "multiple of 10 years",
        ),
        (
            [0.01, np.nan, 0.3, 0.5],
            (80, 100),
            110,
            "mortality_rate[age 80]: not a finite number; expected a number; found nan",
        ),
    ],
)
def test_what_is_refused(
    rates: list[float], ages: tuple[int, int], open_age: int, words: str
) -> None:
    with pytest.raises(RatesError) as caught:
        extend_kannisto(rates, [0, 80, 90, 100], open_age, ages)
    assert said(caught.value) == words


def test_a_table_with_other_ages_is_refused() -> None:
    with pytest.raises(RatesError) as caught:
        fit_kannisto([0.01, 0.1, 0.3], [0, 80, 90, 100])
    assert said(caught.value) == (
        "mortality_rate: the shape does not fit; expected as many cells on the last axis as "
        "ages, 4; found (3,)"
    )
