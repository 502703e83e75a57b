from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import projection
from projection.errors import RatesError
from projection.rates.fertility import (
    fertility_pattern,
    gross_reproduction_rate,
    mean_age_at_childbearing,
    mean_over_groups,
    net_reproduction_rate,
    rescale_to_tfr,
    shift_pattern,
    standard_deviation_at_childbearing,
    total_fertility_rate,
)
from projection.scenarios.year_path import YearPath

INPUTS = Path(projection.__file__).parents[1] / "inputs"

AGES = np.arange(101)
BELL = np.exp(-(((AGES - 30) / 5) ** 2)) * ((AGES >= 12) & (AGES <= 55))


def mean_age(pattern: np.ndarray) -> float:
    return float(((AGES + 0.5) * pattern).sum() / pattern.sum())


def test_a_pattern_sums_to_one() -> None:
    assert fertility_pattern(BELL).sum() == pytest.approx(1.0)


@given(st.floats(-5, 5))
def test_a_shift_moves_the_mean_age_and_keeps_the_sum(years: float) -> None:
    moved = shift_pattern(BELL, years)
    assert moved.sum() == pytest.approx(BELL.sum(), rel=1e-12)
    assert mean_age(moved) == pytest.approx(mean_age(BELL) + years, abs=1e-3)


def test_no_shift_changes_nothing() -> None:
    np.testing.assert_allclose(shift_pattern(BELL, 0.0), BELL, rtol=1e-14)


@pytest.mark.parametrize("width", [1, 5])
def test_groups_keep_the_total_fertility_rate(width: int) -> None:
    grouped = mean_over_groups(BELL, width)
    assert grouped.size == 100 // width + 1
    assert width * grouped.sum() == pytest.approx(BELL.sum())


EDGES = np.array([15, 20, 25, 35, 50])
SHAPE = np.array([0.004, 0.03, 0.09, 0.006])


@given(st.integers(1, 9), st.floats(0.5, 3.0))
def test_measures_of_groups_of_any_width_are_those_of_their_single_ages(
    cuts: int, level: float
) -> None:
    edges = np.unique(np.linspace(0, BELL.size, cuts + 1).astype(int))
    grouped = np.add.reduceat(level * BELL, edges[:-1]) / np.diff(edges)
    single = np.arange(BELL.size + 1)
    expected = total_fertility_rate(level * BELL, single)
    assert total_fertility_rate(grouped, edges) == pytest.approx(float(expected), rel=1e-12)


def test_reproduction_with_mortality_is_below_that_without() -> None:
    widths = np.diff(EDGES)
    gross = gross_reproduction_rate(SHAPE, 1.05, EDGES)
    assert net_reproduction_rate(SHAPE, widths, 1.05) == pytest.approx(float(gross))
    # 0.004 x 4.95 + 0.03 x 4.9 + 0.09 x 9.7 + 0.006 x 13.5 = 1.1208
    lived = widths * np.array([0.99, 0.98, 0.97, 0.9])
    assert net_reproduction_rate(SHAPE, lived, 1.05) == pytest.approx(1.1208 / 2.05)


def test_national_fertility_as_published() -> None:
    """Japan 2015: TFR 1.441 (Human Fertility Database, printed to three decimals)."""
    table = np.genfromtxt(INPUTS / "japan/fertility_rate.csv", delimiter=",", names=True)
    of_year = table[table["year"] == 2015]
    edges = np.append(of_year["age"], of_year["age"][-1] + 1)
    found = total_fertility_rate(of_year["fertility_rate"], edges)
    assert found == pytest.approx(1.441, abs=0.0005)


def test_a_path_of_tfr_gives_rates_by_year() -> None:
    years = np.array([2019, 2030, 2041])
    path = YearPath.of({2019: 1.31, 2030: 1.8}).at(years)
    rates = rescale_to_tfr(SHAPE, path, EDGES)
    assert rates.shape == (3, 4)
    np.testing.assert_allclose(total_fertility_rate(rates, EDGES), [1.31, 1.8, 1.8])
    mean_ages = mean_age_at_childbearing(rates, EDGES)
    np.testing.assert_allclose(mean_ages, mean_age_at_childbearing(SHAPE, EDGES))


def test_mean_and_deviation_are_those_of_the_distribution() -> None:
    middles = np.repeat(
        [17.5, 22.5, 30.0, 42.5], np.rint(SHAPE * np.diff(EDGES) * 1000).astype(int)
    )
    assert mean_age_at_childbearing(SHAPE, EDGES) == pytest.approx(middles.mean())
    assert standard_deviation_at_childbearing(SHAPE, EDGES) == pytest.approx(middles.std())


def test_every_region_has_its_own_measures() -> None:
    """Three regions of two groups; the second has births at one age only."""
    asfr = np.array([[0.1, 0.1], [0.2, 0.0], [0.0, 0.05]])
    lived = np.array([[5.0, 10.0], [4.0, 8.0], [5.0, 10.0]])
    found = net_reproduction_rate(asfr, lived, [1.0, 1.0, 1.5])
    np.testing.assert_allclose(found, [0.75, 0.4, 0.2])
    edges = [20, 25, 35]  # births at 22.5 and 30, one part of three and two: 22.5 + 5
    np.testing.assert_allclose(mean_age_at_childbearing(asfr, edges), [27.5, 22.5, 30.0])
    # sqrt(1/3 x 5^2 + 2/3 x 2.5^2) = sqrt(12.5)
    found = standard_deviation_at_childbearing(asfr, edges)
    np.testing.assert_allclose(found, [12.5**0.5, 0.0, 0.0], atol=1e-9)


def test_one_age_group_is_enough() -> None:
    assert net_reproduction_rate([0.1], [5.0], 1.0) == pytest.approx(0.25)
    assert rescale_to_tfr([0.1], 2.0, [15, 25]).tolist() == [pytest.approx(0.2)]
    assert mean_over_groups(np.array([0.2]), 2).tolist() == [0.1]


def test_the_sum_is_kept_where_a_shift_leaves_the_ages() -> None:
    moved = shift_pattern(np.array([0.0, 0.0, 0.2, 0.2, 0.0]), 2.0)
    np.testing.assert_allclose(moved, [0.0, 0.0, 0.0, 0.0, 0.4], atol=1e-15)


@pytest.mark.parametrize(
    ("pattern", "years", "expected"),
    [([1.0, 1.0, 0.0], 1.0, [0.0, 1.0, 1.0]), ([0.0, 1.0, 1.0], -1.0, [1.0, 1.0, 0.0])],
)
def test_nothing_comes_in_from_beyond_the_ages(
    pattern: list[float], years: float, expected: list[float]
) -> None:
    assert shift_pattern(np.array(pattern), years).tolist() == expected


APART = "the shape does not fit; expected a shape that goes with that of"
ONE_AXIS = "the shape does not fit; expected one axis"
BARREN = np.ones((3, 2, 4)) * np.array([[1.0, 1.0], [1.0, 0.0], [1.0, 1.0]])[..., None]

REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: fertility_pattern(BARREN), "asfr[1, 1]: all fertility"),
    (lambda: shift_pattern(np.ones((2, 3)), 1.0), f"pattern: {ONE_AXIS}"),
    (lambda: mean_over_groups(np.array(0.1), 2), f"asfr: {ONE_AXIS}"),
    (lambda: mean_over_groups(np.array([]), 2), f"asfr: {ONE_AXIS}"),
    (lambda: net_reproduction_rate([0.1, -0.1], [5, 5], 1), "asfr[1]: below zero"),
    (lambda: net_reproduction_rate([0.1], [5, 4], 1), f"person_years: {APART} asfr"),
    (lambda: net_reproduction_rate(0.1, 5.0, 1), f"person_years: {APART} asfr"),
    (lambda: net_reproduction_rate([0.1], [5], 0), "sex_ratio: not above zero"),
    (
        lambda: net_reproduction_rate([[0.1]] * 3, [[5.0]] * 2, 1),
        f"person_years: {APART} asfr",
    ),
    (lambda: net_reproduction_rate([[0.1]] * 3, [5], [1, 1]), f"sex_ratio: {APART} asfr"),
    (
        lambda: net_reproduction_rate([0.1], [[5.0]] * 3, [1, 1]),
        f"sex_ratio: {APART} asfr",
    ),
]


@pytest.mark.parametrize(("call", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_bad_input_is_refused_by_the_name_of_the_argument(
    call: Callable[[], object], words: str
) -> None:
    with pytest.raises(RatesError, match="^" + re.escape(words)):
        call()
