from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from projection.deviations import Scope, degrees_by_process
from projection.errors import EstimationError
from projection.estimation.uncertainty import (
    CHANCE_BELOW,
    COHORT_YEARS,
    LEVEL,
    Departures,
    Estimates,
    estimate_uncertainty,
    shrunk,
)
from projection.estimation.uncertainty_modes import (
    at_single_ages,
    cohort_shares,
    estimate_modes,
)
from projection.estimation.uncertainty_paths import (
    fitted_paths,
    mean_variances,
    robust_scale,
    without_bases,
)
from projection.inputs.migration_by_size import SIZES
from projection.kernel import Array

BASES, OF_CLASS, HORIZONS, GROUPS = 6, 150, 8, 17
REGIONS = OF_CLASS * len(SIZES)
STAYS, PASSES, SHARED, CHANCE = 0.004, 0.003, 0.02, 0.003
AGES = np.concatenate([np.linspace(2, 3, 6), np.linspace(2, 0.1, 11)])


def departures(*, tail: float = np.inf) -> Departures:
    """What municipalities would show whose departures are known.

    Births depart together, by a share of a base date's own; deaths by chance alone; migration
    by a part that stays and one that passes, in proportion to turnover, at ages in proportion
    to `AGES`, the aged apart.
    """
    random = np.random.default_rng(5)
    every = (BASES, REGIONS)
    years = np.arange(1, HORIZONS + 1)
    residents = np.broadcast_to(np.repeat(np.array(SIZES) + 2_000.0, OF_CLASS), every)
    turnover = np.exp(random.normal(np.log(0.08), 0.4, REGIONS)) * np.ones(every)
    composition = np.full((*every, 2, GROUPS), 1 / (2 * GROUPS))
    relative = turnover / np.median(turnover[0, :OF_CLASS])
    shares = cohort_shares(composition)
    pattern = AGES / (shares[0, 0] * AGES).sum()
    stays = STAYS * random.normal(size=every)
    if np.isfinite(tail):
        stays = STAYS * random.standard_t(tail, every) * np.sqrt((tail - 2) / tail)
    passing = PASSES * random.normal(size=(*every, HORIZONS)).cumsum(axis=-1) / years
    moved = relative[..., None] * (stays[..., None] + passing)
    drawn = CHANCE * random.normal(size=(*every, HORIZONS)).cumsum(axis=-1) / years
    shared = SHARED * random.normal(size=(BASES, 1, 1)) * np.ones((*every, HORIZONS))
    small = (residents < CHANCE_BELOW)[..., None]
    departed = np.stack([shared + drawn, drawn, moved + drawn * small])
    chance = np.broadcast_to(CHANCE**2 / years, departed.shape)
    old = 0.002 * random.normal(size=(*every, 1, 1)) * (np.arange(GROUPS) >= 13)
    old = old + np.zeros((2, 1))
    cohorts = moved[..., COHORT_YEARS - 1, None, None] * pattern + old
    noise = 0.0005 * random.normal(size=cohorts.shape)
    return Departures(residents, turnover, composition, departed, chance, cohorts + noise)


@cache
def estimates() -> Estimates:
    return estimate_uncertainty(departures())


def scopes(name: str) -> list[Scope]:
    return [getattr(one, name) for one in estimates().classes]


def of_means(scope: Scope, process: int) -> Array:
    """Variances of the mean departure over 1, 2 and more years."""
    parts = (scope.initial_sd, scope.innovation_sd, np.ravel(scope.passing_sd))
    squares = np.array([one[process] for one in parts]) ** 2
    return squares @ mean_variances(float(scope.autocorrelation[process]), HORIZONS)


def test_departures_grow_with_the_horizon_as_they_did() -> None:
    years = np.arange(1, HORIZONS + 1)
    for one, turnover in zip(scopes("local"), estimates().turnovers, strict=True):
        found = of_means(one, LEVEL) / (turnover / estimates().turnovers[0]) ** 2
        # A variance from the central 80 % of 900 departures has the standard error
        # sqrt(3.2 / 900) = 6 %; the classes are drawn together.
        np.testing.assert_allclose(found, STAYS**2 + PASSES**2 / years, rtol=0.18)


def test_chance_is_not_counted_twice_where_ensembles_draw_it() -> None:
    small, large = (of_means(scopes("local")[at], 1)[0] for at in (0, -1))
    # Deaths depart by chance alone; the standard error of its variance is 6 %.
    assert small < 0.18 * CHANCE**2
    assert large == pytest.approx(CHANCE**2, rel=0.18)


def test_what_a_base_date_shares_is_national() -> None:
    departed = departures().departed[0, :, 0].mean(axis=-1)
    shared = float(np.sqrt((departed**2).mean()))
    for one in scopes("national"):
        level = one.initial_sd[0] ** 2 + np.ravel(one.passing_sd)[0] ** 2
        assert np.sqrt(level) == pytest.approx(shared, rel=0.3)
        assert one.initial_sd[LEVEL] < STAYS / 5


def test_tails() -> None:
    assert np.isinf(degrees_by_process(scopes("local")[1])[:LEVEL]).all()
    assert min(degrees_by_process(one)[LEVEL] for one in scopes("local")) > 5
    heavy = estimate_uncertainty(departures(tail=3.0)).classes
    assert max(degrees_by_process(one.local)[LEVEL] for one in heavy) < 9


def test_modes_are_those_of_the_departures() -> None:
    made = departures()
    modes = estimate_modes(made.cohorts, made.composition, made.residents, 3)
    shares = cohort_shares(made.composition)[0, 0]
    pattern = AGES / (shares * AGES).sum()
    np.testing.assert_allclose(modes.by_cohort[0, 0], pattern, atol=0.15)
    assert (modes.by_cohort[0] * shares).sum() == pytest.approx(1)
    assert (modes.by_cohort[1, :, :12] == 0).all()
    assert (modes.by_cohort[1, :, 14:] > 0.5).all()
    squares = (shares * modes.by_cohort[1:] ** 2).sum(axis=(-2, -1))
    np.testing.assert_allclose(squares, 1)
    assert modes.rates.shape == (3, 2, 101)


def test_single_ages_lie_between_the_middles_of_cohorts() -> None:
    ages = at_single_ages(np.arange(17.0)[None])[0]
    # Who reaches 20-24 in five years is 20 in their middle: age 19 (19.5) is half a year short.
    assert ages[19] == pytest.approx(3.9)
    assert ages[0] == 0
    assert ages[100] == 16


def test_cohorts_share_all_people() -> None:
    assert cohort_shares(np.full((3, 2, 17), 1 / 34)).sum(axis=(-2, -1)) == pytest.approx(1)


@pytest.mark.parametrize("autocorrelation", [0.7, 0.95, 1.0])
def test_paths_are_found_from_their_own_variances(autocorrelation: float) -> None:
    parts = np.array([[0.09, 0.01, 0.04], [0.01, 0.04, 0.09]])
    second = parts @ mean_variances(autocorrelation, 12)
    found = fitted_paths(second, np.ones(12))
    assert found.autocorrelation == autocorrelation
    squares = np.stack([found.initial_sd, found.innovation_sd, found.passing_sd], axis=-1) ** 2
    np.testing.assert_allclose(squares, parts, rtol=1e-6)


def test_means_of_paths_vary_as_their_members_do() -> None:
    path = np.zeros((4, 3))
    for year in range(4):
        # One innovation at a time: in year 1, 2, 3 of a path with autocorrelation 0.5.
        path[year] = [0.5 ** (year - one) if year >= one else 0 for one in (1, 2, 3)]
    means = path.cumsum(axis=0) / np.arange(1, 5)[:, None]
    np.testing.assert_allclose(mean_variances(0.5, 4)[1], (means**2).sum(axis=1))


def test_hard_base_dates_do_not_make_variances_grow() -> None:
    variances = np.exp(np.linspace(1, 0, 5))[:, None] * np.array([1.0, 1.2, 1.3, 1.5])
    late = np.arange(5)[:, None] + np.arange(4) > 5
    found = without_bases(np.where(late, np.nan, variances))
    np.testing.assert_allclose(found / found[0], [1.0, 1.2, 1.3, 1.5])


def test_a_few_places_do_not_move_the_scale() -> None:
    normal = np.random.default_rng(1).normal(size=2_000)
    odd: Array = np.where(np.arange(2_000) < 20, 1_000.0, normal)
    assert robust_scale(odd) == pytest.approx(robust_scale(normal), rel=0.05)


@pytest.mark.parametrize("pairs", [3, 5, 14])
def test_correlations_of_few_pairs_are_still_some(pairs: int) -> None:
    drawn = np.random.default_rng(pairs).normal(size=(4, pairs)).cumsum(axis=-1)
    raw = np.corrcoef(drawn)
    found = shrunk(raw, pairs)
    assert np.linalg.eigvalsh(found).min() > -1e-12
    np.testing.assert_array_equal(np.diag(found), 1)
    assert (np.abs(found) <= np.abs(raw) + 1e-12).all()


def test_every_class_must_be_there() -> None:
    made = departures()
    with pytest.raises(EstimationError, match="class from 100,000 residents on"):
        estimate_uncertainty(made._replace(residents=np.minimum(made.residents, 60_000.0)))
