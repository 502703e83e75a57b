from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import RatesError
from projection.rates.brass import apply_brass, fit_brass, probabilities_of_dying
from projection.rates.life_tables import abridged_life_table
from projection.rates.mortality_rates import rates_from_probabilities
from tests.rates.worlds_mortality import ABRIDGED_AGES, Array, mortality, said


@given(mortality())
def test_level_zero_and_slope_one_are_the_standard(rates: Array) -> None:
    standard = abridged_life_table(rates, ABRIDGED_AGES).survivors
    np.testing.assert_allclose(apply_brass(standard, 0.0, 1.0), standard, rtol=1e-12)


@given(mortality(), st.floats(-0.8, 0.8), st.floats(0.6, 1.4))
def test_the_fit_finds_what_was_applied(rates: Array, alpha: float, beta: float) -> None:
    standard = abridged_life_table(rates, ABRIDGED_AGES).survivors
    levels = np.full((3, 2), alpha) + np.arange(3)[:, None] / 10
    changed = apply_brass(standard, levels, beta)
    assert (np.diff(changed, axis=-1) <= 0).all()
    fitted = fit_brass(changed, standard)
    np.testing.assert_allclose(fitted.alpha, levels, atol=1e-8)
    np.testing.assert_allclose(fitted.beta, beta, rtol=1e-8)


def test_ages_that_nobody_reaches_are_left_out() -> None:
    standard = np.array([1.0, 0.9, 0.5, 0.1, 0.0])
    changed = apply_brass(standard, 0.3, 1.2)
    assert changed[-1] == 0.0
    fitted = fit_brass(changed, standard)
    assert fitted.alpha == pytest.approx(0.3, abs=1e-12)


@given(mortality())
def test_survivors_lead_back_to_the_life_table(rates: Array) -> None:
    table = abridged_life_table(rates, ABRIDGED_AGES)
    dying = probabilities_of_dying(table.survivors)
    np.testing.assert_allclose(dying, table.death_probability, rtol=1e-6, atol=1e-14)
    found = rates_from_probabilities(dying, ABRIDGED_AGES, open_rate=rates[..., -1])
    np.testing.assert_allclose(found, rates, rtol=1e-5)


@pytest.mark.parametrize(
    ("survivors", "words"),
    [
        ([0.9, 0.5], "survivors[0]: survivors do not begin with 1; expected them per birth"),
        (
            [1.0, 0.5, 0.6],
            "survivors[2]: survivors rise by 0.1; expected them to fall with age",
        ),
        ([1.0, 1.2], "survivors[1]: too large; expected 1 at most; found 1.2"),
        ([1.0, np.nan], "survivors[1]: not a finite number"),
    ],
)
def test_survivors_that_are_refused(survivors: list[float], words: str) -> None:
    with pytest.raises(RatesError) as caught:
        probabilities_of_dying(survivors)
    assert said(caught.value).startswith(words)


def test_other_refusals() -> None:
    with pytest.raises(RatesError, match=r"survivors\[1\]: not above zero"):
        probabilities_of_dying([1.0, 0.0])
    with pytest.raises(RatesError) as caught:
        fit_brass([[1.0, 0.9, 0.8], [1.0, 1.0, 0.8]], [1.0, 0.8, 0.5])
    assert said(caught.value) == (
        "survivors[1]: only 1 values can be used for the fit; expected 2 or more"
    )
    with pytest.raises(RatesError, match="survivors: the shape does not fit"):
        fit_brass([1.0, 0.9, 0.8], [1.0, 0.8])
    with pytest.raises(RatesError, match="beta: not above zero"):
        apply_brass([1.0, 0.5], 0.0, 0.0)
    with pytest.raises(RatesError, match="alpha: not a finite number"):
        apply_brass([1.0, 0.5], np.nan, 1.0)


def test_ages_without_a_logit_in_either_table_are_left_out() -> None:
    """At four ages the standard shifted by 0.3; at the others one of the two is 1 or 0."""
    standard = np.array([1.0, 1.0, 0.9, 0.8, 0.5, 0.3, 0.2, 0.0])
    survivors = apply_brass(standard, 0.3, 1.0)
    survivors[[1, 6, 7]] = 0.99, 0.0, 0.0
    fitted = fit_brass(survivors, standard)
    assert fitted.alpha == pytest.approx(0.3, abs=1e-12)
    assert fitted.beta == pytest.approx(1.0, abs=1e-12)
    back = fit_brass(standard, survivors)
    assert back.alpha == pytest.approx(-0.3, abs=1e-12)


def test_a_standard_that_stays_level_is_refused() -> None:
    with pytest.raises(RatesError) as caught:
        fit_brass([[1.0, 0.9, 0.7], [1.0, 0.8, 0.6]], [[1.0, 0.9, 0.8], [1.0, 0.8, 0.8]])
    assert said(caught.value) == (
        "standard[1]: only 1 values can be used for the fit; expected 2 or more"
    )


def test_refusals_name_the_table_the_place_and_the_value() -> None:
    with pytest.raises(RatesError) as caught:
        fit_brass([1.0, 0.9], [0.9, 0.8])
    assert said(caught.value).startswith("standard[0]: survivors do not begin with 1")
    assert "found 0.9" in said(caught.value)
    rising = [[1.0, 0.9, 0.8], [1.0, 0.5, 0.6], [1.0, 0.2, 0.4]]
    with pytest.raises(RatesError) as caught:
        probabilities_of_dying(rising)
    assert said(caught.value) == (
        "survivors[1, 2]: survivors rise by 0.1; expected them to fall with age (and 1 more)"
    )
    with pytest.raises(RatesError, match="that goes with that of standard"):
        fit_brass([1.0, 0.9, 0.8], [1.0, 0.8])
    with pytest.raises(RatesError, match=r"beta: the shape .* goes with that of standard"):
        apply_brass([[1.0, 0.5]] * 3, 0.0, [1.0, 1.1])
