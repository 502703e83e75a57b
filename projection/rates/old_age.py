"""Mortality at ages at which tables stop early: Kannisto's logistic law.

The hazard at exact age x is a exp(b x) / (1 + a exp(b x)): its logit is a straight line, and it
never exceeds one. Death rates of a group are taken as the hazard at its middle.

Source: Thatcher, Kannisto and Vaupel (1998), The Force of Mortality at Ages 80 to 120; least
squares on logits as in the United Nations' World Population Prospects.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import cell, check_ages_of, checked, checked_ages, first, refuse

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

# The open group's survivors are followed this far, in steps of one over this many years.
_FOLLOWED, _STEPS = 200, 20


class Kannisto(NamedTuple):
    """The law's parameters; shapes (...).

    Parameters
    ----------
    log_a
        Logit of the hazard at age 0, ln a.
    b
        Its slope per year of age.
    """

    log_a: Array
    b: Array

    def hazard(self, age: ArrayLike) -> Array:
        """Return the hazard at exact ages. Shape (..., age)."""
        logit = self.log_a[..., None] + self.b[..., None] * np.asarray(age, dtype=np.float64)
        return 1 / (1 + np.exp(-logit))


def fit_kannisto(
    mortality_rate: ArrayLike, age: ArrayLike, ages: tuple[int, int] = (80, 100)
) -> Kannisto:
    """Fit the law to the closed groups of some ages, by least squares on logits.

    Every group counts alike.

    Parameters
    ----------
    mortality_rate
        nMx. Shape (..., age).
    age
        Lower bounds from 0, the last open. Shape (age,).
    ages
        Groups used: those that begin at the first age or above and end at the second or below.

    Returns
    -------
    Kannisto
        Exact where the rates follow the law.

    Raises
    ------
    RatesError
        Rates negative or not finite, ages that do not tile, fewer than two closed groups in
        `ages`, or a rate there that is zero or not below 1.

    Examples
    --------
    Logits of 0.2 and 0.5 are -ln 4 and 0, ten years apart: b = 0.1386.

    >>> fitted = fit_kannisto([0.01, 0.2, 0.5, 0.7], [0, 80, 90, 100])
    >>> float(fitted.b.round(4)), fitted.hazard([95.0]).round(9).tolist()
    (0.1386, [0.5])
    """
    bounds = checked_ages(age)
    rates = checked(mortality_rate, "mortality_rate", ages=bounds)
    check_ages_of(rates, "mortality_rate", bounds)
    used = np.flatnonzero((bounds[:-1] >= ages[0]) & (bounds[1:] <= ages[1]))
    if used.size < 2:
        refuse(fault("rates_too_few_cells", place="ages", found=used.size, needed=2))
    seen = rates[..., used]
    checked(seen, "mortality_rate", ages=bounds[used], positive=True, limit=1 - 1e-9)
    middles = (bounds[used] + bounds[used + 1]) / 2
    off = middles - middles.mean()
    logits = np.log(seen / (1 - seen))
    b = (off * logits).sum(axis=-1) / (off**2).sum()
    for where, _ in first(b <= 0):
        found = f"{b[where]:.4g}"
        refuse(fault("rates_not_rising", place=cell("mortality_rate", where), found=found))
    return Kannisto(logits.mean(axis=-1) - b * middles.mean(), b)


def extend_kannisto(
    mortality_rate: ArrayLike, age: ArrayLike, open_age: int, ages: tuple[int, int] = (80, 100)
) -> tuple[Array, Bounds]:
    """Close a table's open group at a higher age, by Kannisto's law.

    The law fitted to the ages below is taken to hold above; the rate of the old open group is
    not used. Closed groups stay as they are.

    Parameters
    ----------
    mortality_rate, age, ages
        As `fit_kannisto` takes them.
    open_age
        Lower bound of the new open group: the old one's and a multiple of the width of the last
        closed group, which the new groups have as well.

    Returns
    -------
    mortality_rate
        nMx; that of the open group is one over the years still to be lived under the law.
        Shape (..., new age).
    age
        Lower bounds. Shape (new age,).

    Raises
    ------
    RatesError
        As `fit_kannisto`, or an `open_age` that does not fit.

    Examples
    --------
    The logit is -ln 4 at 85, 0 at 95, ln 4 at 105 (0.8), and at 111, where those who reach 110
    die on average, 16/10 of ln 4 (0.90).

    >>> rates, age = extend_kannisto([0.01, 0.2, 0.5, 0.7], [0, 80, 90, 100], 110)
    >>> age.tolist(), rates.round(4).tolist()
    ([0, 80, 90, 100, 110], [0.01, 0.2, 0.5, 0.8, 0.9023])
    """
    law = fit_kannisto(mortality_rate, age, ages)
    rates, bounds = np.asarray(mortality_rate, dtype=np.float64), checked_ages(age)
    last, width = int(bounds[-1]), int(bounds[-1] - bounds[-2])
    if open_age <= last or (open_age - last) % width:
        refuse(
            fault(
                "rates_beyond_base_ages",
                place="open_age",
                open_age=open_age,
                last=last,
                width=width,
            )
        )
    added = np.arange(last, open_age, width)
    closed = law.hazard(added + width / 2)
    found = np.concatenate([rates[..., :-1], closed, _open_rate(law, open_age)], axis=-1)
    return found, np.concatenate([bounds[:-1], added, [open_age]])


def _open_rate(law: Kannisto, open_age: int) -> Array:
    """Return the deaths per person-year above an age under the law. Shape (..., 1)."""
    step = 1 / _STEPS
    middles = (np.arange(_FOLLOWED * _STEPS) + 0.5) * step
    hazards = law.hazard(open_age + middles)
    to_middle = (np.cumsum(hazards, axis=-1) - hazards / 2) * step
    return 1 / (np.exp(-to_middle).sum(axis=-1, keepdims=True) * step)
