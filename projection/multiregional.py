"""The matrix form of the multiregional life table and projection, on bare arrays.

One sex, one set of rates, and what a register of moves gives: the rate of moving between every
pair of regions at every age. In matrices the row is the region people are in at the end, the
column the one they came from, so that a matrix times a column of people is a column of people.
Axes are counted from the end; everything before broadcasts.

Sources: Rogers (1975), Introduction to Multiregional Mathematical Demography, ch. 3 to 5;
Willekens and Rogers (1978), Spatial Population Analysis: Methods and Computer Programs, IIASA
RR-78-18, ch. 2 and 3 (their option 3: several moves within a step).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# What becomes of those who are in the open group already: they stay in it by the same survival
# as those who enter it, or they are dropped, as the publication of 1978 does.
OpenRule = Literal["joint", "dropped"]


class MultiregionalTable(NamedTuple):
    """A multiregional life table; matrices (to, from).

    Parameters
    ----------
    transition
        Probability of being alive in a region at the end of the group, by region at its start;
        in the open group zero. Shape (..., age, to, from).
    survivors
        Alive at the start of the group in a region, per birth in another. Same shape.
    person_years
        Lived in the group in a region, per birth in another. Same shape.
    """

    transition: Array
    survivors: Array
    person_years: Array


def multiregional_life_table(
    death_rate: Array, move_rate: Array, width: int
) -> MultiregionalTable:
    """Build a multiregional life table from observed rates.

    People may move several times in a step; deaths and moves are spread evenly over each group:
    P = (I + n/2 M)^-1 (I - n/2 M), with deaths and all out-moves on the diagonal of M and moves
    between regions, negative, off it.

    Parameters
    ----------
    death_rate
        Deaths per person-year. Shape (..., age, region); the last age is open.
    move_rate
        Moves per person-year. Shape (..., age, origin, destination); the diagonal is not read.
    width
        Years in a closed group.

    Returns
    -------
    MultiregionalTable
        With one region and no moves, the life table whose members die half-way through a group.

    Examples
    --------
    Nobody dies before the open group; 4 moves in 100 person-years of five-year groups, one way.

    >>> moves = np.zeros((2, 2, 2))
    >>> moves[:, 0, 1] = 0.04
    >>> table = multiregional_life_table(np.array([[0.0, 0.0], [0.1, 0.1]]), moves, 5)
    >>> table.transition[0].round(4).tolist()
    [[0.8182, 0.0], [0.1818, 1.0]]
    >>> table.person_years.sum(axis=(0, 1)).round(6).tolist()  # life expectancy at birth
    [15.0, 15.0]
    """
    rates = _rate_matrices(death_rate, move_rate)
    one = np.eye(rates.shape[-1])
    transition = np.empty_like(rates)
    transition[:] = np.linalg.solve(one + width / 2 * rates, one - width / 2 * rates)
    transition[..., -1, :, :] = 0.0
    survivors = np.empty_like(transition)
    survivors[..., 0, :, :] = one
    for age in range(1, rates.shape[-3]):
        survivors[..., age, :, :] = (
            transition[..., age - 1, :, :] @ survivors[..., age - 1, :, :]
        )
    person_years = np.empty_like(survivors)
    person_years[..., :-1, :, :] = (
        width / 2 * (survivors[..., :-1, :, :] + survivors[..., 1:, :, :])
    )
    person_years[..., -1, :, :] = np.linalg.solve(
        rates[..., -1, :, :], survivors[..., -1, :, :]
    )
    return MultiregionalTable(transition, survivors, person_years)


def survival_matrices(table: MultiregionalTable, open_rule: OpenRule = "joint") -> Array:
    """Survival from every age group into the next: S(x) = L(x + n) L(x)^-1.

    Within a group people are taken to be spread as in the life table.

    Parameters
    ----------
    table
        A multiregional life table.
    open_rule
        "joint": the last two groups together enter the open one by L(w) (L(w - n) + L(w))^-1.
        "dropped": the last closed group enters it by L(w) L(w - n)^-1, and who is in it leaves
        the projection (Willekens and Rogers 1978).

    Returns
    -------
    ndarray
        Shape (..., age, to, from), by the age people come from; the last is the survival of the
        open group into itself.

    Examples
    --------
    One region; each group loses a third of those who enter it.

    >>> rate = np.array([[0.4], [0.4], [1.0]])
    >>> table = multiregional_life_table(rate, np.zeros((3, 1, 1)), 1)
    >>> survival_matrices(table, "dropped")[:, 0, 0].round(4).tolist()
    [0.6667, 0.8, 0.0]
    >>> survival_matrices(table)[:, 0, 0].round(4).tolist()
    [0.6667, 0.4444, 0.4444]
    """
    years = table.person_years
    survival = np.zeros_like(years)
    survival[..., :-1, :, :] = years[..., 1:, :, :] @ np.linalg.inv(years[..., :-1, :, :])
    if open_rule == "joint":
        last = years[..., -1, :, :] @ np.linalg.inv(years[..., -2:, :, :].sum(axis=-3))
        survival[..., -2, :, :] = survival[..., -1, :, :] = last
    return survival


def birth_matrices(
    table: MultiregionalTable, survival: Array, fertility: Array, width: int
) -> Array:
    """Children alive at the end of the step, by region of the mother at its start.

    B(x) = n/2 L(0)/n (F(x) + F(x + n) S(x)): women bear at the rates of the region they are in,
    half of the step before and half after they move.

    Parameters
    ----------
    table, survival
        As above.
    fertility
        Births per person-year (of the sex that the table is of). Shape (..., age, region).
    width
        Years in the step.

    Returns
    -------
    ndarray
        Shape (..., age, to, from), by the age of the mother at the start of the step.

    Examples
    --------
    One region in which nobody dies young: 5 years, half at each of two rates.

    >>> death = np.array([[0.0], [0.0], [1.0]])
    >>> table = multiregional_life_table(death, np.zeros((3, 1, 1)), 5)
    >>> fertility = np.array([[0.1], [0.2], [0.0]])
    >>> births = birth_matrices(table, survival_matrices(table), fertility, 5)
    >>> births[:, 0, 0].round(6).tolist()
    [0.75, 0.5, 0.0]
    """
    rates = fertility[..., :, None] * np.eye(fertility.shape[-1])
    later = np.concatenate([rates[..., 1:, :, :], rates[..., -1:, :, :]], axis=-3)
    young = table.person_years[..., :1, :, :] / width
    return width / 2 * young @ (rates + later @ survival)


def project_matrices(population: Array, survival: Array, births: Array, steps: int) -> Array:
    """Project regions by the same matrices in every step.

    Parameters
    ----------
    population
        Persons at the start. Shape (..., age, region).
    survival, births
        As `survival_matrices` and `birth_matrices` give them.
    steps
        Number of steps.

    Returns
    -------
    ndarray
        Shape (..., step + 1, age, region).

    Examples
    --------
    >>> one = np.array([[[0.5]], [[0.25]]])
    >>> stocks = project_matrices(np.array([[8.0], [4.0]]), one, np.zeros((2, 1, 1)), 1)
    >>> stocks[:, :, 0].tolist()
    [[8.0, 4.0], [0.0, 5.0]]
    """
    stocks = [population]
    for _ in range(steps):
        persons = stocks[-1][..., None]
        older = (survival @ persons)[..., 0]
        born = (births @ persons)[..., 0].sum(axis=-2)
        stocks.append(np.concatenate([born[..., None, :], older[..., :-1, :]], axis=-2))
        stocks[-1][..., -1, :] += older[..., -1, :]
    return np.stack(np.broadcast_arrays(*stocks), axis=-3)


class StableRegions(NamedTuple):
    """What a system of regions tends to under constant rates.

    Parameters
    ----------
    growth
        Factor of a step.
    share
        Of all people. Shape (age, region); sums to one.
    """

    growth: float
    share: Array


def stable_regions(survival: Array, births: Array) -> StableRegions:
    """Find the stable population of a system of regions, all of which exchange people.

    The dominant eigenvector of the growth matrix that stacks births over survival.

    Parameters
    ----------
    survival, births
        Of one set of rates. Shape (age, to, from).

    Returns
    -------
    StableRegions
        A population in these shares keeps them in `project_matrices`, growing by `growth`.

    Examples
    --------
    One region: all survive once and every one of the first group leaves one child.

    >>> survival = np.array([[[1.0]], [[0.0]]])
    >>> stable = stable_regions(survival, np.array([[[1.0]], [[0.0]]]))
    >>> stable.growth, stable.share[:, 0].round(6).tolist()
    (1.0, [0.5, 0.5])
    """
    ages, regions = survival.shape[:2]
    growth = np.zeros((ages, regions, ages, regions))
    growth[0] = births.transpose(1, 0, 2)
    for age in range(ages):
        growth[min(age + 1, ages - 1), :, age] += survival[age]
    values, vectors = np.linalg.eig(growth.reshape(ages * regions, -1))
    dominant = int(np.argmax(values.real))
    share = vectors[:, dominant].real.reshape(ages, regions)
    return StableRegions(float(values[dominant].real), share / share.sum())


def _rate_matrices(death_rate: Array, move_rate: Array) -> Array:
    """M: deaths and all out-moves on the diagonal, moves between regions, negative, off it."""
    regions = move_rate.shape[-1]
    moves = np.where(np.eye(regions, dtype=bool), 0.0, move_rate)
    losses = death_rate + moves.sum(axis=-1)
    return losses[..., :, None] * np.eye(regions) - np.swapaxes(moves, -1, -2)
