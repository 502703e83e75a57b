"""Functions of +, -, *, / and the bits of a number alone: the same bits on every machine.

Each is written once, for arrays of NumPy and for single numbers compiled by Numba. Library
functions differ in the last bit from one processor to the next, and where chance compares with
a threshold, one bit makes another person die.
"""

from __future__ import annotations

from typing import Any

import numpy as np

# ln 2 in two parts; a whole number times the first is exact.
LN2_HIGH, LN2_LOW = 0.6931471803691238, 1.9082149292705877e-10
LOG2_E = 1.4426950408889634
# Added to a small number, it leaves the nearest whole one in the last bits.
ROUNDING = 6755399441055744.0
SQRT_HALF_BITS = 0x3FE6A09E667F3BCD
# Below, the exponential is smaller than any normal number.
SMALLEST = -708.0


def exponential(x: Any) -> Any:
    """Return the exponential to 4e-16 relative, for `x` from `SMALLEST` to 709.

    The argument is reduced to |r| <= ln 2 / 2, where the Taylor series to r^12 / 12! suffices.

    Examples
    --------
    >>> float(exponential(np.float64(-1.0)))
    0.36787944117144233
    """
    shifted = x * LOG2_E + ROUNDING
    k = shifted - ROUNDING
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    p = 1.0 / 479001600.0
    p = p * r + 1.0 / 39916800.0
    p = p * r + 1.0 / 3628800.0
    p = p * r + 1.0 / 362880.0
    p = p * r + 1.0 / 40320.0
    p = p * r + 1.0 / 5040.0
    p = p * r + 1.0 / 720.0
    p = p * r + 1.0 / 120.0
    p = p * r + 1.0 / 24.0
    p = p * r + 1.0 / 6.0
    p = p * r + 0.5
    p = p * r + 1.0
    p = p * r + 1.0
    doubled = np.float64(p).view(np.int64) + (np.float64(shifted).view(np.int64) << 52)
    return np.int64(doubled).view(np.float64)


def logarithm(x: Any) -> Any:
    """Return the natural logarithm to 4e-16 relative, for normal positive `x`.

    With x = m 2^e, m from 0.707 to 1.414 and s = (m - 1) / (m + 1), ln m is the series
    2 (s + s^3 / 3 + ...), to s^19 / 19.

    Examples
    --------
    >>> float(logarithm(np.float64(0.5)))
    -0.6931471805599453
    """
    bits = np.float64(x).view(np.int64)
    e = (bits - SQRT_HALF_BITS) >> 52
    m = np.int64(bits - (e << 52)).view(np.float64)
    s = (m - 1.0) / (m + 1.0)
    z = s * s
    p = 2.0 / 19.0
    p = p * z + 2.0 / 17.0
    p = p * z + 2.0 / 15.0
    p = p * z + 2.0 / 13.0
    p = p * z + 2.0 / 11.0
    p = p * z + 2.0 / 9.0
    p = p * z + 2.0 / 7.0
    p = p * z + 2.0 / 5.0
    p = p * z + 2.0 / 3.0
    exponent = np.float64(e)
    return exponent * LN2_HIGH + (exponent * LN2_LOW + (s * z * p + 2.0 * s))


def central_quantile(q: Any) -> Any:
    """Return the standard normal quantile of 0.5 + q, |q| <= 0.425, to 1e-7 relative.

    Source: Wichura (1988), Algorithm AS 241, Applied Statistics 37, routine PPND7.

    Examples
    --------
    >>> round(float(central_quantile(np.float64(0.4))), 5)
    1.28155
    """
    r = 0.180625 - q * q
    a = ((5.9109374720e1 * r + 1.5929113202e2) * r + 5.0434271938e1) * r + 3.3871327179
    b = ((6.7187563600e1 * r + 7.8757757664e1) * r + 1.7895169469e1) * r + 1.0
    return q * a / b


def tail_quantile(log_tail: Any) -> Any:
    """Return the standard normal quantile of 1 - u, given ln u; to 2e-7 relative.

    For u from 1e-16 to 0.075.

    Source: as `central_quantile`.

    Examples
    --------
    >>> round(float(tail_quantile(np.log(0.025))), 5)
    1.95996
    """
    r = np.sqrt(-log_tail)
    near, far = r - 1.6, r - 5.0
    a = ((1.7023821103e-1 * near + 1.3067284816) * near + 2.7568153900) * near + 1.4234372777
    b = (1.2021132975e-1 * near + 7.3700164250e-1) * near + 1.0
    c = ((1.7337203997e-2 * far + 4.2868294337e-1) * far + 3.0812263860) * far + 6.6579051150
    d = (1.2258202635e-2 * far + 2.4197894225e-1) * far + 1.0
    return (a / b) * (r <= 5.0) + (c / d) * (r > 5.0)


def power(base: Any, number: Any) -> Any:
    """Return the power of a base to a whole number from 0 to 127.

    Examples
    --------
    >>> float(power(np.float64(0.5), np.float64(5.0)))
    0.03125
    """
    bits, raised, factor = np.int64(number), base * 0.0 + 1.0, base
    for bit in range(7):
        set_here = np.float64((bits >> bit) & 1)
        raised = raised * (set_here * factor + (1.0 - set_here))
        factor = factor * factor
    return raised


def rounded_quantile(mean: Any, variance: Any, skew: Any, peak: Any, z: Any) -> Any:
    """Return whole numbers at standard normal quantiles, of a law given by its cumulants.

    The expansion in cumulants to the fourth, rounded, with the variance that rounding adds
    taken off. From a variance of 4 its distribution is within 0.0025 (total variation) of the
    Poisson, the Skellam and (from a mean of 4) the binomial, mean and variance within 0.0005 of
    theirs.

    Parameters
    ----------
    mean, variance
        The first two cumulants.
    skew, peak
        The third and the fourth cumulant, by the variance.
    z
        Standard normal quantiles.

    Source: Cornish and Fisher (1938), Moments and cumulants in the specification of
    distributions, Review of the International Statistical Institute 5; for 1/12 Sheppard
    (1898).

    Examples
    --------
    Of 100 expected, at most 120 come with 0.977 (two standard deviations):

    >>> float(rounded_quantile(100.0, 100.0, 1.0, 1.0, 2.0))
    120.0
    """
    deviation = np.sqrt(variance - 1.0 / 12.0)
    square = z * z
    # A division takes as long as ten multiplications.
    second = skew * (square - 1.0) * (1.0 / 6.0)
    third = peak * (square - 3.0) * (1.0 / 24.0)
    third = third - skew * skew * (2.0 * square - 5.0) * (1.0 / 36.0)
    shift = deviation * z + second + third * z / deviation
    return np.floor(mean + shift + 0.5)
