"""The methods that a backtest compares: ours, as it is and steadied, and naive rivals.

All give figures at whole years after the base date; what stands between two years is read off
the line between them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from projection.estimation.course import each_year
from projection.estimation.many import ManyBaseRates
from projection.kernel import FEMALE, Rates, entered, project
from projection.rates.age_groups import regroup
from projection.rates.life_table import death_probability, survival_ratios
from projection.running import CONVENTION
from projection.scenarios.levers import Migration

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

_WIDTH = 5
_CHILDBEARING = slice(3, 10)
_BLOCK = 64

# A municipality of this size and its class weigh alike in its steadied migration.
_OWN_WEIGHT = 2_000.0
# Limits of the classes within which migration is pooled.
_POOLS = (5_000, 10_000, 20_000, 50_000, 100_000, 300_000)


def shipped(base: ManyBaseRates, years: int) -> Array:
    """Project as the program does where a scenario assumes nothing.

    The TFR of the window's last year goes on; mortality is the national one times the window's
    multiplier, and improves as the tables known then did; mean net migration is a count where
    people arrive on balance and a rate where they leave.

    Parameters
    ----------
    base
        As `fit_many` gives it by single years.
    years
        How many to project.

    Returns
    -------
    ndarray
        Persons by five-year group to 80+. Shape (region, year + 1, 2, group).
    """
    # As `scenarios.levers.base_migration` of one municipality.
    persons = base.net_migrants
    leaving = persons < 0
    living = np.maximum(base.exposed, -persons)
    rate = np.divide(persons, living, out=np.zeros_like(persons), where=leaving)
    migration = Migration(np.where(leaving, 0.0, persons), rate)
    return _project(base, migration, base.total_fertility_rate, years)


def steadied(base: ManyBaseRates, years: int) -> Array:
    """Project with base rates that rest on more than the municipality's own last years.

    The window's years weigh 1, 2, 3, 4, 5, the last most, in the TFR and in net migration.
    Migration by sex and age is the municipality's own to n / (n + 2,000), n residents, and for
    the rest that of all municipalities of its class; one half of it stays a number of persons,
    the other half becomes a rate, whether people come or leave. The rest is as in `shipped`.

    Parameters
    ----------
    base, years
        As in `shipped`; classes are formed of the municipalities of `base`.

    Returns
    -------
    ndarray
        As `shipped`.

    Notes
    -----
    Weights, size and halves are round numbers close to the best of those tried
    (DECISIONS.md). Partial pooling: Efron and Morris (1975), Data Analysis Using Stein's
    Estimator and its Generalizations, JASA 70-350.
    """
    fits = base.fits
    weights = np.arange(1.0, fits.years.size + 1)
    weights /= weights.sum()
    own = np.einsum("rpsa,p->rsa", fits.net_migrants, weights)
    residents = base.population.sum(axis=(1, 2))
    share = (residents / (residents + _OWN_WEIGHT))[:, None, None]
    persons = share * own + (1 - share) * base.exposed * pooled_rates(
        own, base.exposed, np.digitize(residents, _POOLS)
    )
    living = np.maximum(base.exposed, np.abs(persons))
    rate = np.divide(persons, living, out=np.zeros_like(persons), where=living > 0)
    migration = Migration(persons / 2, rate / 2)
    return _project(base, migration, fits.total_fertility_rates @ weights, years)


def pooled_rates(persons: Array, exposed: Array, classes: Bounds) -> Array:
    """Return net migrants per person of every class, at the places of its members.

    Parameters
    ----------
    persons, exposed
        Net migrants and residents. Shape (region, 2, age).
    classes
        Shape (region,).

    Returns
    -------
    ndarray
        Zero where a class has nobody. Shape (region, 2, age).

    Examples
    --------
    >>> persons = np.array([1.0, 3.0, -5.0])[:, None, None]
    >>> exposed = np.array([10.0, 30.0, 100.0])[:, None, None]
    >>> pooled_rates(persons, exposed, np.array([0, 0, 1])).ravel().tolist()
    [0.1, 0.1, -0.05]
    """
    found = np.zeros_like(persons)
    for one in np.unique(classes):
        members = classes == one
        together, living = persons[members].sum(axis=0), exposed[members].sum(axis=0)
        found[members] = np.divide(
            together, living, out=np.zeros_like(together), where=living > 0
        )
    return found


def no_change(before: Array, now: Array, years: int) -> Array:
    """Keep every figure as it is. Arguments and result as in `linear`."""
    return np.repeat(now[:, None], years + 1, axis=1)


def linear(before: Array, now: Array, years: int) -> Array:
    """Let every figure go on changing by as many persons a year as in the last five.

    Parameters
    ----------
    before, now
        Figures five years before the base date, and at it. Shape (region, figure).
    years
        How many to carry on.

    Returns
    -------
    ndarray
        Not below zero. Shape (region, year + 1, figure).

    Examples
    --------
    >>> linear(np.array([[110.0]]), np.array([[100.0]]), 2).ravel().tolist()
    [100.0, 98.0, 96.0]
    """
    elapsed = np.arange(years + 1)[:, None]
    return np.maximum(now[:, None] + (now - before)[:, None] * elapsed / _WIDTH, 0.0)


def constant_growth(before: Array, now: Array, years: int) -> Array:
    """Let every figure go on changing by the percentage a year of the last five.

    Arguments and result as in `linear`; a figure that was zero stays as it is.

    Examples
    --------
    >>> constant_growth(np.array([[50.0]]), np.array([[100.0]]), 5).ravel()[-1].tolist()
    200.0
    """
    growth = np.divide(now, before, out=np.ones_like(now), where=before > 0)
    elapsed = np.arange(years + 1)[:, None]
    return now[:, None] * growth[:, None] ** (elapsed / _WIDTH)


def cohort_change(before: Array, now: Array, years: int) -> Array:
    """Project by cohort-change ratios (Hamilton-Perry), in steps of five years.

    Every cohort goes on growing or shrinking as the one five years older did in the five years
    before the base date; children are counted by the child-woman ratio (0-4 over women 15-49)
    of the base date.

    Parameters
    ----------
    before, now
        Persons five years before the base date, and at it, five-year groups, the last open.
        Shape (region, 2, group).
    years
        How many to project.

    Returns
    -------
    ndarray
        Shape (region, year + 1, 2, group).

    Notes
    -----
    A ratio to nobody counts as one. Hamilton and Perry (1962), A Short Method for Projecting
    Population by Age from One Decennial Census to Another, Social Forces 41-2.
    """
    ratios = np.ones_like(now)
    came_from = entered(before)
    np.divide(now, came_from, out=ratios, where=came_from > 0)
    women = now[:, FEMALE, _CHILDBEARING].sum(axis=-1)
    children = np.divide(
        now[..., 0], women[:, None], out=np.zeros_like(now[..., 0]), where=women[:, None] > 0
    )
    steps = [now]
    for _ in range(-(-years // _WIDTH)):
        later = entered(steps[-1]) * ratios
        later[..., 0] = children * later[:, FEMALE, _CHILDBEARING].sum(axis=-1)[:, None]
        steps.append(later)
    return at_dates(np.stack(steps, axis=1), np.arange(years + 1) / _WIDTH)


def at_dates(yearly: Array, elapsed: Array) -> Array:
    """Read figures off the lines between whole years.

    Parameters
    ----------
    yearly
        Shape (region, year, ...).
    elapsed
        Years since the first. Shape (date,).

    Examples
    --------
    >>> at_dates(np.array([[10.0, 20.0, 40.0]]), np.array([0.5, 2.0])).ravel().tolist()
    [15.0, 40.0]
    """
    before = np.minimum(np.floor(elapsed).astype(np.int64), yearly.shape[1] - 2)
    share = (elapsed - before).reshape(-1, *[1] * (yearly.ndim - 2))
    return (1 - share) * yearly[:, before] + share * yearly[:, before + 1]


def _project(base: ManyBaseRates, migration: Migration, fertility: Array, years: int) -> Array:
    blocks = [slice(at, at + _BLOCK) for at in range(0, len(base.codes), _BLOCK)]
    return np.concatenate(
        [_project_block(base, migration, fertility, years, block) for block in blocks]
    )


def _project_block(
    base: ManyBaseRates, migration: Migration, fertility: Array, years: int, block: slice
) -> Array:
    calendar = np.arange(base.start, base.start + years)
    hazards = each_year(base.course.hazard, calendar)
    levels = base.multiplier[block, None, None, None]
    survival = survival_ratios(death_probability(hazards * levels), 1, int(base.ages[-1]))
    regions = survival.shape[0]
    shape = (regions, years, *base.population.shape[1:])
    counts, rates = (np.broadcast_to(one[block, None], shape) for one in migration)
    ratios = np.broadcast_to(each_year(base.course.sex_ratio, calendar), (regions, years))
    births = np.broadcast_to(
        (fertility[block, None] * base.pattern)[:, None], (regions, years, base.pattern.size)
    )
    trajectory = project(
        base.population[block], Rates(survival, births, ratios, counts, rates), 1, CONVENTION
    )
    return regroup(trajectory.population, base.ages, np.arange(0, 81, _WIDTH))
