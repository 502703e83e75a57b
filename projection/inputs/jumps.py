"""Cohorts from one 1 January to the next, beside what the register has seen of others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault, fault
from projection.inputs.ages import scale_of
from projection.rates.age_groups import regroup
from projection.variables import SEX_LABELS, SEXES

Array = NDArray[np.float64]

# So many cells of the nearest size are looked at.
_COMPARED = 2000
# Changes up to the range seen are usual; beyond twice the range, something is wrong.
_BEYOND = 2.0
_FEWEST = 5.0


class Jumps(NamedTuple):
    """What is unusual.

    Parameters
    ----------
    unusual
        Beyond what the register has seen.
    wrong
        Beyond twice that.
    """

    unusual: tuple[Fault, ...]
    wrong: tuple[Fault, ...]


def expected(before: Array, births: Array, lower: Array) -> Array:
    """Return the cohorts of a year later if nobody died or moved.

    Of a closed group of w years, one in w passes on to the next; those born join the first.

    Parameters
    ----------
    before
        Persons by age group. Shape (..., sex, group).
    births
        In the year, both sexes. Shape (...).
    lower
        Lower bounds of the groups, the last open. Shape (group,).

    Returns
    -------
    ndarray
        Shape (..., sex, group); its sum is that of `before` and `births`.

    Examples
    --------
    >>> before = np.array([[10.0, 20.0, 5.0], [10.0, 20.0, 5.0]])
    >>> expected(before, np.array(4.0), np.array([0, 5, 10]))[0].tolist()
    [10.0, 18.0, 9.0]
    """
    passing = before[..., :-1] / np.diff(lower)
    after = before.copy()
    after[..., :-1] -= passing
    after[..., 1:] += passing
    after[..., 0] += births[..., None] / 2
    return after


def jumps(
    before: xr.DataArray, after: xr.DataArray, births: float, register: xr.Dataset
) -> Jumps:
    """Say which cohorts grow or shrink as none of similar size did in the register.

    Parameters
    ----------
    before, after
        Persons on two 1 January a year apart, dims (sex, age).
    births
        In the year between.
    register
        All municipalities, as `Register.data`.

    Returns
    -------
    Jumps
        One fault a cell, naming the change, and the range in the register: of the same sex and
        age, the cells nearest in size.
    """
    lower = np.array(sorted({*before["age"].values} & {*register["age"].values}))
    stocks = regroup(register["population"].values.astype(float), _ages(register), lower)
    born = register["births"].values.astype(float)
    usual = expected(stocks[:, :-1], born, lower)
    changes = stocks[:, 1:] / np.maximum(usual, 1e-9) - 1
    old, new = (regroup(one.values.astype(float), _ages(one), lower) for one in (before, after))
    wanted = expected(old, np.array(births), lower)
    unusual, wrong = list[Fault](), list[Fault]()
    for sex, age in np.argwhere(wanted >= _FEWEST):
        sizes, of_cell = usual[..., sex, age].ravel(), changes[..., sex, age].ravel()
        low, high = _range(sizes, of_cell, wanted[sex, age])
        change = new[sex, age] / wanted[sex, age] - 1
        if low <= change <= high:
            continue
        told = fault(
            "year_jump",
            sex=SEX_LABELS[SEXES[sex]],
            age=scale_of(lower.tolist()).labels[age],
            persons=f"{new[sex, age]:,.0f}",
            expected=f"{wanted[sex, age]:,.0f}",
            change=f"{change:+.1%}",
            low=f"{low:+.1%}",
            high=f"{high:+.1%}",
            count=_COMPARED,
        )
        beyond = not _BEYOND * low <= change <= _BEYOND * high
        (wrong if beyond else unusual).append(told)
    return Jumps(tuple(unusual), tuple(wrong))


def _ages(data: xr.DataArray | xr.Dataset) -> NDArray[np.int64]:
    return np.asarray(data["age"].values, dtype=np.int64)


def _range(sizes: Array, changes: Array, size: float) -> tuple[float, float]:
    there = sizes >= _FEWEST
    distance = np.abs(np.log(np.where(there, sizes, _FEWEST)) - np.log(size))
    nearest = np.argsort(np.where(there, distance, np.inf), kind="stable")[:_COMPARED]
    seen = changes[nearest][there[nearest]]
    if not seen.size:
        return -np.inf, np.inf
    return min(float(seen.min()), 0.0), max(float(seen.max()), 0.0)
