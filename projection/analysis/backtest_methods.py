"""The methods that a backtest compares: ours, the plain mean that it was, and naive rivals.

All give figures at whole years after the base date; what stands between two years is read off
the line between them.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from projection.estimation.course import each_year
from projection.estimation.many import ManyBaseRates
from projection.kernel import FEMALE, Rates, entered, project
from projection.rates.age_groups import regroup
from projection.rates.life_table import death_probability, survival_ratios
from projection.running import CONVENTION
from projection.scenarios.levers import base_migration

Array = NDArray[np.float64]

_WIDTH = 5
_CHILDBEARING = slice(3, 10)
_BLOCK = 64


def shipped(base: ManyBaseRates, years: int) -> Array:
    """Project as the program does where a scenario assumes nothing.

    Fertility goes on as the window tells, relative to the nation's; mortality is the national
    one times the window's multiplier, and improves as the tables known then did; net migration
    is as `scenarios.levers.base_migration` takes it on.

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
    return _project(base, years)


def plain(base: ManyBaseRates, years: int) -> Array:
    """Project with the plain mean of the window, as this program did at first.

    All years of the window weigh alike in net migration, which is the municipality's own; the
    TFR is that of the last year. Where people leave on balance net migration is a rate from
    the first year on.

    Parameters
    ----------
    base, years
        As in `shipped`.

    Returns
    -------
    ndarray
        As `shipped`.
    """
    fits = base.fits
    stocks = fits.population
    mean = replace(
        base,
        total_fertility_rate=fits.total_fertility_rates[:, -1],
        net_migrants=fits.net_migrants.mean(axis=1),
        exposed=(stocks[:, :-1].mean(axis=1) + stocks[:, 1:].mean(axis=1)) / 2,
        held_at_most=np.zeros_like(base.held_at_most),
    )
    return _project(mean, years)


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


def _project(base: ManyBaseRates, years: int) -> Array:
    regions = range(0, len(base.codes), _BLOCK)
    blocks = [base.of(slice(at, at + _BLOCK)) for at in regions]
    return np.concatenate([_project_block(block, years) for block in blocks])


def _project_block(base: ManyBaseRates, years: int) -> Array:
    calendar = np.arange(base.start, base.start + years)
    hazards = each_year(base.course.hazard, calendar)
    levels = base.multiplier[:, None, None, None]
    survival = survival_ratios(death_probability(hazards * levels), 1, int(base.ages[-1]))
    counts, rates = base_migration(base, "rate", calendar[:, None])
    regions = len(base.codes)
    ratios = np.broadcast_to(each_year(base.course.sex_ratio, calendar), (regions, years))
    births = np.broadcast_to(
        (base.total_fertility_rate[:, None] * base.pattern)[:, None],
        (regions, years, base.pattern.size),
    )
    trajectory = project(
        base.population, Rates(survival, births, ratios, counts, rates), 1, CONVENTION
    )
    return regroup(trajectory.population, base.ages, np.arange(0, 81, _WIDTH))
