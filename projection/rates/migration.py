"""Migration measured: flows and balances, and the residual of two populations.

Flows and people are counts; rates are per person-year. Net figures may have either sign.

Source: United Nations (1970), Manual VI, Methods of Measuring Internal Migration, ch. II.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.rates.checking import (
    check_choice,
    check_shape,
    check_together,
    checked,
    checked_finite,
)

Array = NDArray[np.float64]

Residual = Literal["forward", "reverse", "average"]


class MigrationBalance(NamedTuple):
    """What flows in and out amount to; every field has the shape of the flows.

    Parameters
    ----------
    net, gross
        Arrivals less, and plus, departures, persons.
    in_rate, out_rate, net_rate, gross_rate
        Per person-year.
    effectiveness
        Net over gross, from -1 (nobody comes) to 1 (nobody leaves); 0 where nobody moves.
    """

    net: Array
    gross: Array
    in_rate: Array
    out_rate: Array
    net_rate: Array
    gross_rate: Array
    effectiveness: Array


def migration_balance(
    arrivals: ArrayLike, departures: ArrayLike, person_years: ArrayLike
) -> MigrationBalance:
    """Net and gross migration, their rates, and the effectiveness of moving.

    All rates are on the people living here, arrivals as well, though it is not they who arrive.

    Parameters
    ----------
    arrivals, departures
        Persons. Any shape.
    person_years
        Lived here in the same time, above zero. Same shape.

    Returns
    -------
    MigrationBalance
        Net and gross, as counts and rates, are the difference and the sum of in and out.

    Raises
    ------
    RatesError
        A value is negative or no number; nobody lives here; shapes differ.

    Notes
    -----
    Effectiveness: Shryock and Siegel (1976), The
    Methods and Materials of Demography, ch. 21.

    Examples
    --------
    >>> balance = migration_balance(60, 40, 1000)
    >>> [float(value) for value in balance]
    [20.0, 100.0, 0.06, 0.04, 0.02, 0.1, 0.2]
    """
    lived = checked(person_years, "person_years", positive=True)
    come, gone = checked(arrivals, "arrivals"), checked(departures, "departures")
    for values, name in ((come, "arrivals"), (gone, "departures")):
        fits = values.shape == lived.shape
        check_shape(values, name, fits, "rates_shape_alike", other="person_years")
    net, gross = come - gone, come + gone
    return MigrationBalance(
        net,
        gross,
        come / lived,
        gone / lived,
        net / lived,
        gross / lived,
        np.divide(net, gross, out=np.zeros_like(net), where=gross > 0),
    )


def net_migration_rate(net_migrants: ArrayLike, person_years: ArrayLike) -> Array:
    """Net migrants of either sign per person-year, where arrivals are not known apart.

    Parameters
    ----------
    net_migrants
        Persons. Any shape.
    person_years
        Lived here in the same time, above zero. Same shape.

    Returns
    -------
    ndarray
        Per person-year. Same shape.

    Raises
    ------
    RatesError
        A value is no number; nobody lives here; shapes differ.

    Examples
    --------
    >>> net_migration_rate([-5, 10], [500, 400]).tolist()
    [-0.01, 0.025]
    """
    lived = checked(person_years, "person_years", positive=True)
    net = checked_finite(net_migrants, "net_migrants")
    check_shape(
        net, "net_migrants", net.shape == lived.shape, "rates_shape_alike", other="person_years"
    )
    return net / lived


def residual_migration(
    start: ArrayLike,
    end: ArrayLike,
    births: ArrayLike,
    survival: ArrayLike,
    method: Residual = "average",
) -> Array:
    """Net migrants as the residual between two populations and those who survive.

    The methods differ in when migrants move: "forward" counts those present at the end, as if
    all came then; "reverse" counts them at the start, with those who died since; "average"
    takes the mean of both, as if half moved at either end.

    Parameters
    ----------
    start, end
        Persons at the start and the end of a step as long as the closed groups are wide; the
        last group is open. Shape (..., age).
    births
        Of the step, who enter the youngest group. Shape (...).
    survival
        Survival ratios into each group, above zero and not above one: of births into the
        youngest, of each group into the next, of the last two together into the open one.
        With one column more, the last two are those of the last closed group and of the open
        group into the open one. Shape (..., age) or (..., age + 1).
    method
        "forward", "reverse" or "average".

    Returns
    -------
    ndarray
        Net migrants by cohort: the age is that reached at the end, newborn at 0. Shape
        (..., age). Forward: end = start, moved up and surviving, plus net migrants.

    Raises
    ------
    RatesError
        A value is negative or no number, a ratio is zero or above one; shapes do not fit.

    Notes
    -----
    United Nations (1970), Manual VI, ch. II; Siegel and Hamilton (1952), Some considerations in
    the use of the residual method of estimating net migration, Journal of the American
    Statistical Association 47.

    Examples
    --------
    >>> start, end, survival = [100, 80, 50], [95, 90, 99], [0.9, 0.8, 0.7]
    >>> residual_migration(start, end, 100, survival, "forward").round(9).tolist()
    [5.0, 10.0, 8.0]
    >>> residual_migration(start, end, 100, survival, "reverse").round(2).tolist()
    [5.56, 12.5, 11.43]
    """
    check_choice(method, "method", Residual)
    before, after = checked(start, "start"), checked(end, "end")
    ratios = checked(survival, "survival", positive=True, limit=1.0)
    born = checked(births, "births")
    fits = before.ndim > 0 and before.shape[-1] > 1
    check_shape(before, "start", fits, "schedules_shape_two_ages")
    check_shape(after, "end", after.shape == before.shape, "rates_shape_alike", other="start")
    check_shape(
        born, "births", born.shape == before.shape[:-1], "rates_shape_alike", other="start"
    )
    ages = before.shape[-1]
    fits = ratios.shape[-1:] in ((ages,), (ages + 1,))
    check_shape(ratios, "survival", fits, "rates_shape_ages", count=ages)
    check_together(start=before[..., 0], survival=ratios[..., 0])
    if ratios.shape[-1] == ages:
        ratios = np.concatenate([ratios, ratios[..., -1:]], axis=-1)
    entering = np.concatenate([born[..., None], before], axis=-1)
    surviving = _last_two_joined(entering * ratios)
    forward = after - surviving
    if method == "forward":
        return forward
    exposed = _last_two_joined(entering)
    nobody = exposed == 0
    lasting = np.where(nobody, ratios[..., :-1], surviving / np.where(nobody, 1.0, exposed))
    reverse = forward / lasting
    return reverse if method == "reverse" else (forward + reverse) / 2


def _last_two_joined(values: Array) -> Array:
    return np.concatenate(
        [values[..., :-2], values[..., -2:].sum(axis=-1, keepdims=True)], axis=-1
    )
