"""How futures depart from a projection: autocorrelated paths, national and local, by draw.

A process is a departure on the scale on which it adds up: the log of the level of fertility,
that of the hazard of death, the scores of modes of the net migration rate.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.batch.chance import normal_quantile
from projection.batch.model import Body
from projection.batch.normals import normals, uniforms_of
from projection.batch.portable import logarithm
from projection.batch.stream import place
from projection.errors import Fault, RunError, fault

Array = NDArray[np.float64]
Draws = NDArray[np.integer[Any]]
Words = NDArray[np.uint64]

NATIONAL = 0
# Kinds of events in the stream that demographic chance (`batch.Chance`) does not use.
SHOCK, TAIL, PASSING = 15, 14, 13
# Draws worked out together, so that their numbers stay in a core's cache.
_PIECE = 256
LEAST_DEGREES = 3
_ROUNDING = 1e-9


class Scope(NamedTuple):
    """Departures of one scope: of the nation as a whole, or of every municipality for itself.

    In year h of the projection the departure is d(h) + passing_sd w(h), where w and e are
    standard normal, d(1) ~ N(0, initial_sd**2) and
    d(h) = autocorrelation d(h - 1) + innovation_sd e(h).

    Parameters
    ----------
    initial_sd
        Standard deviation in the first year: what the base rates miss from the start.
        Shape (process,).
    autocorrelation
        From one year to the next, above -1 and at most 1 (a random walk). Shape (process,).
    innovation_sd
        Standard deviation of what every later year adds. Shape (process,).
    correlation
        Of the first years and of the innovations. Shape (process, process).
    degrees_of_freedom
        Of t distributions of the same standard deviations, whole numbers of 3 or more; a draw
        that is far out in one process is so in all that have any. Infinite or None: normal.
        Shape (process,), or one for all.
    passing_sd
        Standard deviation of what is gone a year later. Shape (process,).
    """

    initial_sd: Array
    autocorrelation: Array
    innovation_sd: Array
    correlation: Array
    degrees_of_freedom: Array | float | None
    passing_sd: Array | float = 0.0


class _Stream(NamedTuple):
    """Where the random numbers of one scope come from."""

    seed: int
    region: int
    body: Body

    @property
    def key(self) -> tuple[np.uint64, np.uint64]:
        return np.uint64(self.seed & 0xFFFFFFFF), np.uint64(self.seed >> 32)


class Deviations(NamedTuple):
    """Departures that all municipalities share, and those of each alone.

    Parameters
    ----------
    national, local
        Of the same processes: fertility, mortality, migration_1 and so on.
    """

    national: Scope
    local: Scope


def simulate(
    deviations: Deviations,
    *,
    seed: int,
    region: int,
    draws: Draws,
    periods: int,
    body: Body = "numpy",
) -> Array:
    """Draw paths of departures of one municipality, the national ones included.

    The assumption that moves numbers: departures go on as they went in the register's years,
    so that their spread grows with the horizon as `variances` says.

    Parameters
    ----------
    deviations
        Of this municipality.
    seed
        0 to 2**64 - 1.
    region
        Number of the municipality, 1 to 2**32 - 1.
    draws
        Numbers of the draws wanted, 0 to 2**32 - 1. Shape (draw,).
    periods
        Years.
    body
        "numba" is the faster where it is installed; the numbers are the same, bit for bit.

    Returns
    -------
    ndarray
        Every number is a function of the seed, region, draw, period and process alone; the
        national part of the seed, draw, period and process. Scenarios do not enter, so they
        share their paths. Shape (draw, period, process).

    Raises
    ------
    RunError
        A negative standard deviation, an autocorrelation beyond -1 or 1, a matrix that is none
        of correlations, or degrees of freedom below 3.

    Examples
    --------
    Without innovations, a random walk keeps the first year's departure.

    >>> one = np.ones(1)
    >>> still = Scope(0.1 * one, one, 0 * one, np.eye(1), None)
    >>> alone = still._replace(initial_sd=0 * one)
    >>> both, draws = Deviations(still, alone), np.arange(2)
    >>> paths = simulate(both, seed=1, region=7, draws=draws, periods=3)
    >>> bool((paths == paths[:, :1]).all()), paths.shape
    (True, (2, 3, 1))
    """
    faults = [wrong for scope in deviations if (wrong := fault_of(scope))]
    if faults:
        raise RunError(*faults)
    places = ((deviations.national, NATIONAL), (deviations.local, region))
    roots = [_root(scope.correlation) for scope in deviations]
    found = np.empty((len(draws), periods, deviations.local.initial_sd.size))
    for first in range(0, len(draws), _PIECE):
        some = draws[first : first + _PIECE].astype(np.uint64)
        parts = [
            _paths(scope, root, _Stream(seed, number, body), some, periods)
            for (scope, number), root in zip(places, roots, strict=True)
        ]
        found[first : first + _PIECE] = parts[0] + parts[1]
    return found


def variances(scope: Scope, periods: int) -> Array:
    """Return the variance of departures in every year. Shape (period, process).

    Examples
    --------
    A random walk from nothing gains the same every year.

    >>> one = np.ones(1)
    >>> variances(Scope(0 * one, one, 0.1 * one, np.eye(1), None), 4).round(3).ravel().tolist()
    [0.0, 0.01, 0.02, 0.03]
    """
    found = np.empty((periods, scope.initial_sd.size))
    now = scope.initial_sd**2
    for period in range(periods):
        found[period] = now + np.square(scope.passing_sd)
        now = scope.autocorrelation**2 * now + scope.innovation_sd**2
    return found


def _paths(scope: Scope, root: Array, stream: _Stream, draws: Words, periods: int) -> Array:
    """Return the paths of one scope. Shape (draw, period, process)."""
    shape = periods, scope.initial_sd.size
    shocks = _normals(stream, draws, shape, SHOCK)
    paths = np.zeros_like(shocks)
    # Sums one by one: those of BLAS differ from machine to machine.
    for process, of_process in enumerate(root):
        for other in range(process + 1):
            paths[..., process] += of_process[other] * shocks[..., other]
    paths[:, 0] *= scope.initial_sd
    paths[:, 1:] *= scope.innovation_sd
    for period in range(1, periods):
        paths[:, period] += scope.autocorrelation * paths[:, period - 1]
    if np.any(scope.passing_sd):
        paths += scope.passing_sd * _normals(stream, draws, shape, PASSING)
    degrees = degrees_by_process(scope)
    for one in np.unique(degrees[np.isfinite(degrees)]).astype(int).tolist():
        scales = np.sqrt((one - 2) / _chi_squares(stream, draws, one))
        paths[..., degrees == one] *= scales[:, None, None]
    return paths


def _normals(stream: _Stream, draws: Words, shape: tuple[int, int], kind: int) -> Array:
    """Return a standard normal number a draw, period and process."""
    periods, processes = shape
    pairs = np.arange(-(-processes // 2), dtype=np.uint64)
    where = np.stack([np.uint64(place(period, kind, 0)) + pairs for period in range(periods)])
    drawn = normals(stream.key, where.reshape(-1), draws, stream.region, stream.body)
    return drawn.reshape(len(draws), periods, -1)[..., :processes]


def _chi_squares(stream: _Stream, draws: Words, degrees: int) -> Array:
    """Sum exponentials, two degrees each, and the square of a normal where one is left."""
    ones = np.uint64(place(0, TAIL, 0)) + np.arange(degrees // 2 + 1, dtype=np.uint64)
    uniforms, _ = uniforms_of(stream.key, ones, draws[:, None], stream.region)
    found = np.zeros(len(draws))
    for half in range(degrees // 2):
        found -= 2 * logarithm(uniforms[:, half])
    if degrees % 2:
        found += normal_quantile(uniforms[:, -1]) ** 2
    return found


def _root(correlation: Array) -> Array:
    """Return the lower triangular root of a matrix of correlations (Cholesky).

    Examples
    --------
    >>> _root(np.array([[1.0, 0.6], [0.6, 1.0]])).round(3).tolist()
    [[1.0, 0.0], [0.6, 0.8]]
    """
    root = np.zeros_like(correlation)
    for row in range(len(root)):
        for column in range(row + 1):
            left = correlation[row, column] - sum(
                root[row, k] * root[column, k] for k in range(column)
            )
            if row == column:
                root[row, row] = np.sqrt(max(left, 0.0))
            # What is left of a pair whose one is told by others is rounding.
            elif root[column, column] > _ROUNDING:
                root[row, column] = left / root[column, column]
    return root


def degrees_by_process(scope: Scope) -> Array:
    """Return degrees of freedom, infinite for a normal distribution. Shape (process,).

    Examples
    --------
    >>> one = np.ones(2)
    >>> degrees_by_process(Scope(one, one, one, np.eye(2), None)).tolist()
    [inf, inf]
    """
    given = np.inf if scope.degrees_of_freedom is None else scope.degrees_of_freedom
    return np.broadcast_to(np.asarray(given, dtype=np.float64), scope.initial_sd.shape)


def fault_of(scope: Scope) -> Fault | None:
    """Say what is wrong with a scope, if anything."""
    scales = (scope.initial_sd, scope.innovation_sd, scope.passing_sd)
    lowest = float(np.concatenate([np.ravel(one) for one in scales]).min())
    if not lowest >= 0:
        return fault("deviations_negative", found=f"{lowest:g}")
    for value in scope.autocorrelation.tolist():
        if not -1 < value <= 1:
            return fault("deviations_autocorrelation", found=f"{value:g}")
    for degrees in degrees_by_process(scope).tolist():
        if not (degrees >= LEAST_DEGREES and degrees in (np.inf, np.floor(degrees))):
            return fault("deviations_degrees", least=LEAST_DEGREES, found=f"{degrees:g}")
    matrix = scope.correlation
    # Correlations worked out in either order may differ in the last bit.
    symmetric = float(np.abs(matrix - matrix.T).max()) <= _ROUNDING
    symmetric &= bool((np.diag(matrix) == 1).all())
    if not (symmetric and np.linalg.eigvalsh(matrix).min() >= -_ROUNDING):
        return fault("deviations_correlation", found=matrix.round(3).tolist())
    return None
