"""The recurrence run backwards: what one more person is worth to a figure of a trajectory.

The recurrence of `kernel` is linear in people: `P[t+1] = A[t] P[t] + B[t] M[t]` with the
migrants `M`. For a scalar `J` of the trajectory, let `v[t]` be what one more person on
1 January of year t adds to it in that year and all that follow. Then, from the last year on,

    v[t] = dJ/dP[t] + A[t]' v[t+1]        and        dJ/dM[t] = B[t]' v[t+1],

where dJ/dP[t] looks at the figures of year t alone. One backward loop thus gives the
derivatives with respect to every cell of every period; forward it takes a run a cell.

Axes are those of `kernel`. Source: Caswell (2001), Matrix Population Models, ch. 9, on
sensitivities, of which `v` is the reproductive value; Willekens (1977), Sensitivity analysis
in multiregional demographic models, Environment and Planning A 9, for changing matrices.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from projection.kernel import (
    FEMALE,
    SHARE_AT_START,
    Array,
    Convention,
    Rates,
    Step,
    Trajectory,
    entered,
)


class Derivatives(NamedTuple):
    """What a scalar gains from one more of each, with all that follows from it.

    Parameters
    ----------
    population
        One more person on 1 January of every year. Shape (..., period + 1, 2, age).
    migration_count
        One more migrant in the step, by age at the event. Shape (..., period, 2, age).
    migration_rate
        A migration rate one higher. Same shape.
    births
        One more birth, by sex of the child and age of the mother. Same shape.
    survivors
        One death avoided, by the age reached at the end of the step. Same shape.
    fertility
        A fertility rate one higher. Shape (..., period, age).
    survival
        A survival ratio one higher. Ages as in `Rates.survival`.
    """

    population: Array
    migration_count: Array
    migration_rate: Array
    births: Array
    survivors: Array
    fertility: Array
    survival: Array


class _People(NamedTuple):
    """Derivatives with respect to people; children by age of mother, without regard to sex.

    `first` and `second` are the migrants who join at the start and at the end, each as a whole.
    """

    start: Array
    first: Array
    second: Array
    births: Array
    survivors: Array
    children: Array


def adjoint(
    trajectory: Trajectory,
    rates: Rates,
    gradient: Trajectory,
    width: int,
    convention: Convention = Convention(),
) -> Derivatives:
    """Return the derivatives of a scalar of a trajectory.

    Parameters
    ----------
    trajectory
        What `kernel.project` made of `rates`; only derivatives with respect to rates look at
        it.
    rates, width, convention
        As `project` was given them.
    gradient
        The derivative of the scalar with respect to every stock and flow of the trajectory,
        each for itself. It may have leading axes of its own: several scalars.

    Returns
    -------
    Derivatives
        Leading axes are those of `trajectory` and `gradient`, broadcast. Exact for a change
        of any size, since trajectories are linear in people, and in the rates of one period
        (where a migration rate meets those "present", the open group's and the newborn's
        enters twice: there it is the derivative).

    Examples
    --------
    Three ages, nobody moves or has children, one in two survives the step. To the number of
    people at its end a person is worth half, a death avoided a whole one.

    >>> from projection.kernel import project
    >>> population, none = np.full((2, 3), 10.0), np.zeros((1, 2, 3))
    >>> rates = Rates(none + 0.5, none[:, 0], np.ones(1), none, none)
    >>> trajectory = project(population, rates, width=1)
    >>> end = np.concatenate([none, none + 1.0])
    >>> found = adjoint(trajectory, rates, Trajectory(end, none, none, none), width=1)
    >>> found.population[0, FEMALE].tolist(), found.survivors[0, FEMALE].tolist()
    ([0.5, 0.5, 0.5], [1.0, 1.0, 1.0])
    """
    leading = np.broadcast_shapes(
        trajectory.population.shape[:-3], *(part.shape[:-3] for part in gradient)
    )
    leaving = _leaving(rates.survival, convention)
    value = np.empty((*leading, *trajectory.population.shape[-3:]))
    value[:] = gradient.population
    for period in reversed(range(rates.fertility.shape[-2])):
        after = Step(value[..., period + 1, :, :], *_of_period(gradient, period))
        now = leaving[..., period, :, :]
        people = _pull_back(after, rates.at(period), now, width, convention)
        value[..., period, :, :] += people.start
    after = Step(value[..., 1:, :, :], *gradient[1:])
    people = _pull_back(after, rates, leaving, width, convention)
    return _with_rates(value, people, trajectory, rates, width, convention)


def _of_period(gradient: Trajectory, period: int) -> list[Array]:
    return [part[..., period, :, :] for part in gradient[1:]]


def _pull_back(
    after: Step, rates: Rates, leaving: Array, width: int, convention: Convention
) -> _People:
    """Carry the derivatives at the end of a step to its start, in the order of `kernel`.

    Parameters
    ----------
    after
        Derivatives with respect to population at the end and to the flows.
    rates, leaving
        Of one period, or of all.
    width, convention
        As in `adjoint`.
    """
    share = SHARE_AT_START[convention.timing]
    at_end = 0.0 * rates.migration_rate
    if convention.rate_base == "present":
        at_end = (1 - share) * rates.migration_rate
    second = after.population + after.net_migration
    dies, stays = after.deaths, after.population - after.deaths
    child = stays[..., 0] + at_end[..., 0] * second[..., 0]
    newborn = dies[..., 0] + child * rates.survival[..., 0]
    births = after.births + newborn[..., None]
    male = (rates.sex_ratio / (1 + rates.sex_ratio))[..., None]
    children = births[..., 0, :] * male + births[..., FEMALE, :] * (1 - male)
    # Births are counted of half the women at the start and half of those at the end.
    mother = children * rates.fertility * (width / 2)
    if convention.births_count_arrivals:
        second[..., FEMALE, :] += mother
    survivors = stays + at_end * second
    survivors[..., FEMALE, 1:] += mother[..., 1:]
    survivors[..., 0] = child
    present = leaving * _younger(survivors) + _younger(dies)
    present[..., FEMALE, :] += mother
    first = present + _younger(after.net_migration)
    start = present + rates.migration_rate * share * first
    if convention.rate_base == "start":
        start += rates.migration_rate * (1 - share) * second
    return _People(start, first, second, births, survivors, children)


def _with_rates(
    value: Array,
    people: _People,
    trajectory: Trajectory,
    rates: Rates,
    width: int,
    convention: Convention,
) -> Derivatives:
    """Add the derivatives with respect to rates: those of people times whom a rate meets."""
    share = SHARE_AT_START[convention.timing]
    stock = trajectory.population[..., :-1, :, :]
    start = stock + share * (rates.migration_count + rates.migration_rate * stock)
    alive = entered(start * _leaving(rates.survival, convention))
    met = stock if convention.rate_base == "start" else alive.copy()
    women = start + alive
    if convention.births_count_arrivals:
        women += (1 - share) * (rates.migration_count + rates.migration_rate * met)
    newborn = rates.survival[..., 0] * trajectory.births.sum(axis=-1)
    if convention.rate_base == "present":
        met[..., 0] = newborn
    leavers = _younger(people.survivors) * start
    survival = entered(leavers)
    if convention.open_group == "separate":
        survival = np.concatenate([np.zeros_like(leavers[..., :1]), leavers], axis=-1)
    survival[..., 0] = people.survivors[..., 0] * trajectory.births.sum(axis=-1)
    return Derivatives(
        population=value,
        migration_count=share * people.first + (1 - share) * people.second,
        migration_rate=share * people.first * stock + (1 - share) * people.second * met,
        births=people.births,
        survivors=people.survivors,
        fertility=people.children * women[..., FEMALE, :] * (width / 2),
        survival=survival,
    )


def _leaving(survival: Array, convention: Convention) -> Array:
    """Survival ratios by the group left, where `Rates` has them by the group entered."""
    if convention.open_group == "separate":
        return survival[..., 1:]
    return _younger(survival)


def _younger(older: Array) -> Array:
    """Give every group what stands in the one that it enters: the transpose of `entered`."""
    return np.concatenate([older[..., 1:], older[..., -1:]], axis=-1)
