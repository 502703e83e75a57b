"""Two datasets of the same labels, number by number and bit by bit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

# By how much figures of one formula differ where another processor or library rounds: in
# double precision, and in the single precision of many regions.
_ROUNDING = {8: 1e-9, 4: 1e-6}


@dataclass(frozen=True)
class Difference:
    """A variable whose bits differ.

    Parameters
    ----------
    name
        The variable.
    recorded, found
        The two values that are furthest apart; or the two sizes, where these differ.
    largest
        The largest absolute difference, in the variable's unit; None where sizes or words
        differ.
    where
        Its cell ("population[year=2065, sex=female, age=85]").
    is_rounding
        Whether all values agree to a billionth of themselves or of one (a millionth in single
        precision).
    """

    name: str
    recorded: str
    found: str
    largest: float | None
    where: str
    is_rounding: bool


def differing_numbers(recorded: xr.Dataset, found: xr.Dataset) -> list[Difference]:
    """Compare every variable, coordinates included, bit for bit.

    Parameters
    ----------
    recorded, found
        What is compared; variables that `found` has beside those of `recorded` are not
        looked at.

    Returns
    -------
    list of Difference
        One for each variable that is not the same; empty where all bits are.

    Examples
    --------
    >>> one = xr.Dataset({"births": ("period", [10.0, 20.0])}, {"period": [2020, 2021]})
    >>> (difference,) = differing_numbers(one, one.assign(births=("period", [10.25, 20.0])))
    >>> difference.largest, difference.where, difference.is_rounding
    (0.25, 'births[period=2020]', False)
    """
    compared = (_compared(str(name), recorded, found) for name in recorded.variables)
    return [one for one in compared if one is not None]


def _compared(name: str, recorded: xr.Dataset, found: xr.Dataset) -> Difference | None:
    old = recorded[name].values
    new = found[name].values if name in found.variables else np.empty(0)
    if old.shape != new.shape:
        return Difference(name, f"{old.shape}", f"{new.shape}", None, "", is_rounding=False)
    if old.dtype.kind != "f":
        unlike = old != new
        return _furthest(recorded[name], new, unlike, None, is_rounding=False)
    # As a file keeps it.
    new = new.astype(old.dtype)
    kind = np.dtype(f"u{old.dtype.itemsize}")
    unlike = old.view(kind) != new.view(kind)
    apart = np.abs(old.astype(np.float64) - new)
    allowed = _ROUNDING[old.dtype.itemsize] * np.maximum(1.0, np.abs(old))
    # Where one of the two is no number, nothing is near.
    near = bool((apart[unlike] <= allowed[unlike]).all())
    weight = np.where(unlike, np.nan_to_num(apart, nan=np.inf), -1.0)
    return _furthest(recorded[name], new, unlike, weight, is_rounding=near)


def _furthest(
    recorded: xr.DataArray,
    new: NDArray[Any],
    unlike: NDArray[np.bool_],
    weight: NDArray[np.float64] | None,
    *,
    is_rounding: bool,
) -> Difference | None:
    if not unlike.any():
        return None
    cell = np.unravel_index(int((unlike if weight is None else weight).argmax()), new.shape)
    labels = (recorded[dim].values[at] for dim, at in zip(recorded.dims, cell, strict=True))
    place = ", ".join(f"{dim}={one}" for dim, one in zip(recorded.dims, labels, strict=True))
    return Difference(
        str(recorded.name),
        str(recorded.values[cell].item()),
        str(new[cell].item()),
        None if weight is None else float(weight[cell]),
        f"{recorded.name}[{place}]" if place else str(recorded.name),
        is_rounding=is_rounding,
    )
