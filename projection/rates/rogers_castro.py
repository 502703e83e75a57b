"""The model migration schedule of Rogers and Castro, and fits to what was observed.

People move with their parents when they are children, most when they begin to work, and some
when they stop. With x the exact age,

    m(x) = a1 exp(-alpha1 x)
         + a2 exp(-alpha2 (x - mu2) - exp(-lambda2 (x - mu2)))
         + a3 exp(-alpha3 (x - mu3) - exp(-lambda3 (x - mu3)))
         + a4 exp(lambda4 x) + c:

childhood, the labour force, retirement, the slope after it, and a constant. Seven parameters
leave retirement and the slope out, nine have the slope, eleven retirement, thirteen both.

Source: Rogers and Castro (1981), Model Migration Schedules, IIASA Research Report 81-30;
Rogers, Little and Raymer (2010), The Indirect Estimation of Migration, ch. 2 and 4.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import checked, refuse
from projection.rates.schedule_fit import averaging_matrix, best_fit, checked_weights

Array = NDArray[np.float64]

Parameters = Literal[7, 9, 11, 13]

_BASIC = ("a1", "alpha1", "a2", "alpha2", "mu2", "lambda2", "c")
_RETIREMENT = ("a3", "alpha3", "mu3", "lambda3")
_SLOPE = ("a4", "lambda4")
_FREE: dict[int, tuple[str, ...]] = {
    7: _BASIC,
    9: (*_BASIC, *_SLOPE),
    11: (*_BASIC, *_RETIREMENT),
    13: (*_BASIC, *_RETIREMENT, *_SLOPE),
}
# Lower bound, upper bound and starts; levels are in multiples of the mean rate. A peak narrower
# than a year (alpha, lambda above 2) or wider than a life says nothing.
_SEARCH: dict[str, tuple[float, float, tuple[float, ...]]] = {
    "a1": (0.0, 100.0, (1.0,)),
    "alpha1": (0.005, 2.0, (0.1,)),
    "a2": (0.0, 100.0, (3.0,)),
    "alpha2": (0.02, 2.0, (0.1,)),
    "mu2": (12.0, 45.0, (18.0, 21.0, 25.0, 30.0)),
    "lambda2": (0.05, 2.0, (0.4,)),
    "a3": (0.0, 100.0, (0.5,)),
    "alpha3": (0.02, 2.0, (0.5,)),
    "mu3": (50.0, 85.0, (60.0, 70.0)),
    "lambda3": (0.05, 2.0, (0.3,)),
    "a4": (0.0, 100.0, (0.05,)),
    "lambda4": (0.002, 0.2, (0.03,)),
    "c": (0.0, 100.0, (0.1,)),
}


@dataclass(frozen=True)
class ModelSchedule:
    """Parameters of a schedule; a component of level zero is not there.

    Parameters
    ----------
    a1, alpha1
        Level and descent of childhood.
    a2, alpha2, mu2, lambda2
        Level, descent, position and ascent of the labour force's peak.
    c
        Constant.
    a3, alpha3, mu3, lambda3
        The same of the peak of retirement.
    a4, lambda4
        Level at age 0 and ascent of the slope after retirement.
    """

    a1: float
    alpha1: float
    a2: float
    alpha2: float
    mu2: float
    lambda2: float
    c: float
    a3: float = 0.0
    alpha3: float = 1.0
    mu3: float = 65.0
    lambda3: float = 1.0
    a4: float = 0.0
    lambda4: float = 0.01


def model_migration_rate(schedule: ModelSchedule, age: ArrayLike) -> Array:
    """Migration rate of a model schedule at exact ages.

    Parameters
    ----------
    schedule
        Its parameters.
    age
        Exact ages, zero or above; x + 0.5 for the year of age x. Any shape.

    Returns
    -------
    ndarray
        Rates in the unit of the levels. Same shape.

    Raises
    ------
    RatesError
        An age is negative or no number.

    Examples
    --------
    The fundamental parameters of Rogers and Castro (1981) at age 20: 0.02 exp(-2) + 0.06
    exp(-1) + 0.003.

    >>> usual = ModelSchedule(0.02, 0.1, 0.06, 0.1, 20.0, 0.4, 0.003)
    >>> round(float(model_migration_rate(usual, 20.0)), 6)
    0.027779
    """
    x = checked(age, "age")
    s = schedule
    return (
        s.a1 * np.exp(-s.alpha1 * x)
        + s.a2 * np.exp(-s.alpha2 * (x - s.mu2) - np.exp(-s.lambda2 * (x - s.mu2)))
        + s.a3 * np.exp(-s.alpha3 * (x - s.mu3) - np.exp(-s.lambda3 * (x - s.mu3)))
        + s.a4 * np.exp(s.lambda4 * x)
        + s.c
    )


def group_mean_rate(schedule: ModelSchedule, edges: ArrayLike) -> Array:
    """Mean rate of a schedule over age groups.

    People are taken to be spread evenly over the single ages of a group.

    Parameters
    ----------
    schedule
        Its parameters.
    edges
        Exact whole ages between the groups. Shape (age + 1,).

    Returns
    -------
    ndarray
        Shape (age,).

    Raises
    ------
    RatesError
        The edges do not ascend or are not whole years.

    Examples
    --------
    >>> constant = ModelSchedule(0.0, 0.1, 0.0, 0.1, 20.0, 0.4, 0.01)
    >>> group_mean_rate(constant, [0, 1, 5]).tolist()
    [0.01, 0.01]
    """
    averaging, middles = averaging_matrix(edges)
    return averaging @ model_migration_rate(schedule, middles)


def fit_model_schedule(
    rate: ArrayLike,
    edges: ArrayLike,
    parameters: Parameters = 7,
    weight: ArrayLike | None = None,
) -> ModelSchedule:
    """Fit a model schedule to gross migration rates by least squares.

    Every parameter is bounded, and the best of several starts counts, so that the same rates
    always give the same schedule.

    Parameters
    ----------
    rate
        Out- or in-migration rates, not all zero. Shape (age,).
    edges
        Exact whole ages between the groups; an open group ends where nobody is left. Shape
        (age + 1,).
    parameters
        7, 9 (slope after retirement), 11 (peak of retirement) or 13 (both); as many rates, at
        least.
    weight
        Of each squared difference: person-years where rates rest on counts. Equal where left
        out. Shape (age,).

    Returns
    -------
    ModelSchedule
        That of the smallest weighted sum of squares. Rates a hundred times as large give levels
        a hundred times as large.

    Raises
    ------
    RatesError
        A rate or weight is negative or no number, or all are zero; fewer rates than parameters;
        edges that do not ascend; an unknown number of parameters.

    Examples
    --------
    >>> usual = ModelSchedule(0.02, 0.1, 0.06, 0.1, 20.0, 0.4, 0.003)
    >>> edges = range(0, 91, 5)
    >>> found = fit_model_schedule(group_mean_rate(usual, edges), edges)
    >>> round(found.mu2, 3), round(found.a2, 4)
    (20.0, 0.06)
    """
    if parameters not in get_args(Parameters):
        known = ", ".join(str(one) for one in get_args(Parameters))
        refuse(fault("rates_unknown_choice", place="parameters", found=parameters, known=known))
    averaging, middles = averaging_matrix(edges)
    rates = checked(rate, "rate")
    weights = checked_weights(weight, rates, averaging.shape[0], parameters)
    scale = float(rates.mean())
    if scale == 0:
        refuse(fault("schedules_no_migration", place="rate"))
    free = _FREE[parameters]

    root = np.sqrt(weights)

    def differences(values: Array) -> Array:
        predicted = averaging @ model_migration_rate(_schedule(free, values), middles)
        return root * (predicted - rates / scale)

    bounds = np.array([_SEARCH[name][:2] for name in free]).T
    starts = (np.array(one) for one in product(*(_SEARCH[name][2] for name in free)))
    found = _schedule(free, best_fit(differences, bounds, starts))
    return replace(
        found,
        a1=found.a1 * scale,
        a2=found.a2 * scale,
        a3=found.a3 * scale,
        a4=found.a4 * scale,
        c=found.c * scale,
    )


def _schedule(free: tuple[str, ...], values: Array) -> ModelSchedule:
    return ModelSchedule(**dict(zip(free, values.tolist(), strict=True)))
