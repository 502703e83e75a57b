from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import RatesError
from projection.rates.group_survival import group_survival_ratios
from projection.rates.life_tables import abridged_life_table, complete_life_table
from projection.rates.separation import MIDPOINT
from tests.rates.worlds_mortality import (
    ABRIDGED_AGES,
    Array,
    GoldenTable,
    golden_tables,
    mortality,
    said,
)

SINGLE = np.arange(24)


@pytest.mark.parametrize("published", golden_tables(), ids=lambda one: one.name)
def test_survival_ratios_as_the_united_nations_make_them(published: GoldenTable) -> None:
    # The same formulas; the figures have 13 digits.
    rates, age = published.columns["mortality_rate"][None], published.columns["age"]
    table = abridged_life_table(rates, age, published.rule, (published.sex,))
    expected = published.columns["survival_ratio"]
    found = group_survival_ratios(table, published.width)[0]
    np.testing.assert_allclose(found, expected[~np.isnan(expected)], rtol=1e-10)


@given(mortality(), st.sampled_from([40, 80, 85]))
def test_the_stationary_population_renews_itself(rates: Array, open_age: int) -> None:
    table = abridged_life_table(rates, ABRIDGED_AGES)
    groups = np.arange(0, open_age + 1, 5)
    above = table.person_years_above[..., np.searchsorted(ABRIDGED_AGES, groups)]
    lived = np.concatenate([above[..., :-1] - above[..., 1:], above[..., -1:]], axis=-1)
    before = np.concatenate([np.full((3, 2, 1), 5.0), lived[..., :-1]], axis=-1)

    joint = group_survival_ratios(table, 5, open_age)
    together = before.copy()
    together[..., -1] += lived[..., -1]
    np.testing.assert_allclose(together * joint, lived, rtol=1e-10)

    apart = group_survival_ratios(table, 5, open_age, "separate")
    assert apart.shape[-1] == joint.shape[-1] + 1
    np.testing.assert_array_equal(apart[..., :-2], joint[..., :-1])
    entering = before[..., -1] * apart[..., -2]
    np.testing.assert_allclose(
        entering + lived[..., -1] * apart[..., -1], lived[..., -1], rtol=1e-10
    )
    assert ((apart >= 0) & (apart <= 1)).all()


@given(mortality(SINGLE))
def test_five_year_steps_from_a_complete_table(rates: Array) -> None:
    table = complete_life_table(rates)
    found = group_survival_ratios(table, 5, 20)
    lived = np.add.reduceat(table.person_years, np.arange(0, 24, 5), axis=-1)
    np.testing.assert_allclose(found[..., 0], lived[..., 0] / 5, rtol=1e-12)
    np.testing.assert_allclose(found[..., 1:4], lived[..., 1:4] / lived[..., :3], rtol=1e-12)
    last = lived[..., 4] / (lived[..., 3] + lived[..., 4])
    np.testing.assert_allclose(found[..., 4], last, rtol=1e-12)


def test_above_the_last_age_mortality_is_constant() -> None:
    table = abridged_life_table([0.01, 0.1, 0.2], [0, 5, 10], MIDPOINT)
    staying = group_survival_ratios(table, 5, open_group="separate")[-1]
    assert staying == pytest.approx(np.exp(-5 * 0.2), rel=1e-12)


@pytest.mark.parametrize("beyond", [20, 25])
def test_within_the_table_the_open_group_survives_as_the_table_says(beyond: int) -> None:
    table = abridged_life_table([0.01, 0.1, 0.2, 0.3], [0, 5, 10, 15], MIDPOINT)
    staying = group_survival_ratios(table, 5, beyond - 15, "separate")[-1]
    above = table.person_years_above
    at = {5: 1, 10: 2}[beyond - 15]
    assert staying == pytest.approx(above[at + 1] / above[at], rel=1e-12)


def test_nobody_left_is_no_division_by_zero() -> None:
    rates = np.full(ABRIDGED_AGES.size, 40.0)
    own = np.full(ABRIDGED_AGES.size - 1, 1 / 40)
    ratios = group_survival_ratios(abridged_life_table(rates, ABRIDGED_AGES, own), 5)
    assert ((ratios >= 0) & (ratios <= 1)).all()


@pytest.mark.parametrize(
    ("width", "open_age", "words"),
    [
        (1, None, "age: age 2 is no lower bound of the table's groups; found [0, 1, 5, 10]"),
        (5, 7, "open_age: the open age 7 must be a multiple of the step's 5 years, above 0"),
        (5, 0, "open_age: the open age 0 must be a multiple of the step's 5 years, above 0"),
        (5, 15, "age: age 15 is no lower bound of the table's groups; found [0, 1, 5, 10]"),
    ],
)
def test_what_is_refused(width: int, open_age: int | None, words: str) -> None:
    table = abridged_life_table([0.1, 0.1, 0.1, 0.1], [0, 1, 5, 10], MIDPOINT)
    with pytest.raises(RatesError) as caught:
        group_survival_ratios(table, width, open_age)
    assert said(caught.value) == words


def test_unknown_rules_for_the_open_group_are_refused() -> None:
    table = abridged_life_table([0.1, 0.1], [0, 5], MIDPOINT)
    with pytest.raises(RatesError, match="open_group: unknown choice 'both'"):
        group_survival_ratios(table, 5, open_group="both")  # type: ignore[arg-type]
