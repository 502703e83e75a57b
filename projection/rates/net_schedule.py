"""A smooth schedule for net migration, and residuals of small areas smoothed with it.

Net migration has no schedule of its own; it is what two gross flows leave. Here the schedule of
Rogers and Castro has levels of either sign and two peaks at the ages of the labour force, for
those who come and those who go are not of the same age:

    n(x) = a1 exp(-alpha1 x) + a2 peak(x - mu2) + a3 peak(x - mu3) + c

with peak(y) = exp(-alpha y - exp(-4 alpha y)). Both peaks have one width, and the ratio of
ascent to descent, 4, is that of the fundamental parameters.

Source: Rogers and Castro (1981), Model Migration Schedules, IIASA Research Report 81-30.
Against reading more into net figures than that: Rogers (1990), Requiem for the net migrant,
Geographical Analysis 22-4.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import check_shape, checked_finite, refuse
from projection.rates.migration import net_migration_rate
from projection.rates.rogers_castro import ModelSchedule, group_mean_rate
from projection.rates.schedule_fit import averaging_matrix, checked_weights

Array = NDArray[np.float64]

_ASCENT_TO_DESCENT = 4.0
_PARAMETERS = 8

# Values tried: alpha1, alpha, and every two of the positions.
_CHILDHOODS = (0.02, 0.04, 0.08, 0.16, 0.32, 0.64)
_DESCENTS = (0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
_POSITIONS = range(14, 41)

# Weight of the squared levels of childhood and peaks, in multiples of the mean absolute rate:
# two high peaks that nearly cancel could follow any group. Of Kiyose 2015-2019, the smoothed
# mean of four years is nearest to the fifth with 0.0001 or less, one smoothed year to the mean
# of the others with 0.003; over that range the distances change by 3 and 7 %.
_RIDGE = 0.0001


def fit_net_schedule(
    rate: ArrayLike, edges: ArrayLike, weight: ArrayLike | None = None
) -> ModelSchedule:
    """Fit a smooth schedule to net migration rates by least squares.

    High levels are held down a little (ridge), so that peaks that nearly cancel do not follow
    chance. Widths and positions are the best of a list, positions by whole years of age; levels
    are solved for. So the answer is the best of all, and rounding does not sway it.

    Parameters
    ----------
    rate
        Net migration rates of either sign, not all zero, eight or more. Shape (age,).
    edges
        Exact whole ages between the groups; an open group ends where nobody is left. Shape
        (age + 1,).
    weight
        Of each squared difference: person-years. Equal where left out. Shape (age,).

    Returns
    -------
    ModelSchedule
        With levels of either sign and the second peak in the place of that of retirement; its
        weighted mean over the groups is that of the rates.

    Raises
    ------
    RatesError
        A rate is no number, or all are zero; a weight is negative; fewer than eight rates;
        edges that do not ascend.

    Examples
    --------
    >>> edges = range(0, 91, 5)
    >>> came = ModelSchedule(0.0, 0.1, 0.06, 0.1, 20.0, 0.4, 0.003)
    >>> found = fit_net_schedule(group_mean_rate(came, edges), edges)
    >>> group_mean_rate(found, [10, 15, 20, 25, 30]).round(3).tolist()
    [0.003, 0.011, 0.033, 0.03]
    """
    averaging, middles = averaging_matrix(edges)
    rates = checked_finite(rate, "rate")
    weights = checked_weights(weight, rates, averaging.shape[0], _PARAMETERS)
    scale = float(weights @ np.abs(rates))
    if scale == 0:
        refuse(fault("schedules_no_migration", place="rate"))
    aim = rates / scale
    shapes, components = _tried(averaging, middles)
    weighted = np.swapaxes(components, -1, -2) * weights
    held = np.diag([_RIDGE, _RIDGE, _RIDGE, 0.0])
    right = weighted @ aim
    levels = np.linalg.solve(weighted @ components + held, right[..., None])[..., 0]
    # Of a solved system, right @ levels is what it takes off the sum of squares.
    best = int((right * levels).sum(axis=-1).argmax())
    return _schedule(shapes[best], levels[best] * scale)


def smooth_net_migration(
    net_migrants: ArrayLike, person_years: ArrayLike, edges: ArrayLike
) -> Array:
    """Smooth the net migrants of a small area over age.

    What one age group has more than its neighbours is taken as chance, but for what movers of
    childhood and of the labour force explain.

    Parameters
    ----------
    net_migrants
        Residuals of either sign, persons by age at the move. Shape (..., age).
    person_years
        Lived in the same groups and years, above zero. Same shape.
    edges
        As in `fit_net_schedule`.

    Returns
    -------
    ndarray
        Same shape; the sum over age is kept in every row.

    Raises
    ------
    RatesError
        As `fit_net_schedule`; nobody lives in a group; shapes differ.

    Examples
    --------
    >>> people = np.full(18, 1000.0)
    >>> edges = range(0, 91, 5)
    >>> noisy = np.array([9, 3, 2, 8, 30, 20, 12, 3, 9, 1, 5, 0, 6, 1, 5, 2, 4, 3])
    >>> smooth = smooth_net_migration(noisy, people, edges)
    >>> round(float(smooth.sum()), 6), smooth[8:12].round(1).tolist()
    (123.0, [6.2, 4.6, 3.6, 3.1])
    """
    rates = net_migration_rate(net_migrants, person_years)
    check_shape(rates, "net_migrants", rates.ndim > 0, "schedules_shape_two_ages")
    lived = np.asarray(person_years, dtype=np.float64)
    rows = [
        group_mean_rate(fit_net_schedule(rate, edges, years), edges)
        for rate, years in zip(
            rates.reshape(-1, rates.shape[-1]), lived.reshape(-1, lived.shape[-1]), strict=True
        )
    ]
    smooth: Array = np.reshape(rows, rates.shape) * lived
    return smooth


def _tried(averaging: Array, middles: Array) -> tuple[Array, Array]:
    """Every combination of alpha1, alpha and two positions, and its components of level one.

    Shapes (combination, 4) and (combination, age, 4): childhood, both peaks, the constant.
    """
    childhoods, descents = np.array(_CHILDHOODS), np.array(_DESCENTS)
    positions = np.array(_POSITIONS, dtype=np.float64)
    one, other = np.triu_indices(positions.size, k=1)
    distance = descents[:, None, None] * (middles - positions[:, None])
    peaks = np.exp(-distance - np.exp(-_ASCENT_TO_DESCENT * distance)) @ averaging.T
    young = np.exp(-childhoods[:, None] * middles) @ averaging.T
    counts = (childhoods.size, descents.size, one.size)
    components = np.ones((*counts, len(averaging), 4))
    components[..., 0] = young[:, None, None]
    components[..., 1] = peaks[:, one]
    components[..., 2] = peaks[:, other]
    shapes = np.empty((*counts, 4))
    shapes[..., 0] = childhoods[:, None, None]
    shapes[..., 1] = descents[:, None]
    shapes[..., 2], shapes[..., 3] = positions[one], positions[other]
    return shapes.reshape(-1, 4), components.reshape(-1, len(averaging), 4)


def _schedule(shape: Array, levels: Array) -> ModelSchedule:
    alpha1, alpha, mu2, mu3 = shape.tolist()
    a1, a2, a3, c = levels.tolist()
    ascent = _ASCENT_TO_DESCENT * alpha
    return ModelSchedule(a1, alpha1, a2, alpha, mu2, ascent, c, a3, alpha, mu3, ascent)
