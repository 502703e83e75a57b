"""A labelled set of rates, checked, and its way to bare arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault, RatesError, fault
from projection.variables import ROUNDING, SEXES, VARIABLES

Array = NDArray[np.float64]

# One of these says who survives.
SURVIVAL = ("survival_ratio", "person_years", "mortality_rate", "death_probability")
NET = (
    *("population", *SURVIVAL, "open_survival_ratio", "fertility_rate", "sex_ratio_at_birth"),
    *("net_migration_count", "net_migration_rate"),
)
GROSS = (
    *("population", "death_probability", "fertility_rate", "sex_ratio_at_birth"),
    *("in_migration_count", "out_migration_rate", "transfer_rate", "child_share"),
)
_NEEDED = ("population", "fertility_rate", "sex_ratio_at_birth")
_LIFE_TABLES = ("mortality_rate", "death_probability")
# Who is counted must be counted by sex; rates may be the same for both and in all periods.
_COUNTS = ("population", "net_migration_count", "in_migration_count")
_PAIRED = ("transfer_rate", "child_share")
# Published shares of six decimals add up to one so nearly.
_SUM = 1e-5


@dataclass(frozen=True)
class World:
    """A set of rates that has been checked.

    Parameters
    ----------
    rates
        Every dim with its labels.
    leading
        The dims beside period, sex and age, in the order in which variables have them.
    width
        Years in a step and in every closed age group.
    """

    rates: xr.Dataset
    leading: tuple[str, ...]
    width: int

    def bare(self, name: str, *core: str) -> Array:
        """Return a variable as an array, zero where there is none.

        Parameters
        ----------
        name
            Of the variable.
        *core
            The dims at the end, at full length; the leading ones come before, of length one
            where the variable lacks them.

        Returns
        -------
        ndarray
            With both sexes where `sex` is asked for: the men of a world of women are zero.
        """
        values = self.rates.get(name, xr.DataArray(0.0))
        lacking = {dim: 1 for dim in self.leading if dim not in (*values.dims, *core)}
        whole = {dim: self.rates.sizes[dim] for dim in core if dim not in values.dims}
        order = (*(dim for dim in self.leading if dim not in core), *core)
        array = values.drop_vars(list(values.coords)).expand_dims({**lacking, **whole})
        found = np.asarray(array.transpose(*order).values, dtype=np.float64)
        if "sex" not in core or self.rates.sizes["sex"] == len(SEXES):
            return found
        axis = core.index("sex") - len(core)
        return np.concatenate([np.zeros_like(found), found], axis=axis)


def checked_world(rates: xr.Dataset, kinds: Sequence[str]) -> World:
    """Check a labelled set of rates once, at the door.

    Parameters
    ----------
    rates
        As `project_rates` takes them.
    kinds
        The variables that the convention knows.

    Raises
    ------
    RatesError
        With everything that is wrong.
    """
    _refuse(_variable_faults(rates, kinds))
    ordered = rates[[kind for kind in kinds if kind in rates]]
    # Where all rates are constant, no variable has the dim; its labels say how long they hold.
    if "period" in rates.coords and "period" not in ordered.dims:
        ordered = ordered.assign_coords(period=np.atleast_1d(rates["period"].values))
    _refuse(_dim_faults(ordered))
    _refuse(_grid_faults(ordered))
    by_sex = ordered.sel(sex=[sex for sex in SEXES if sex in ordered["sex"]])
    _refuse(one for name in by_sex.data_vars for one in _value_faults(by_sex[name]))
    _refuse(one for name in _PAIRED if name in by_sex for one in _pair_faults(by_sex[name]))
    known = ("period", "sex", "age", "life_table_age")
    found = dict.fromkeys(str(dim) for name in by_sex.data_vars for dim in by_sex[name].dims)
    leading = tuple(dim for dim in found if dim not in known and not dim.startswith("to_"))
    return World(by_sex, leading, int(by_sex["age"][1] - by_sex["age"][0]))


def place_of(array: xr.DataArray, cell: Sequence[int]) -> str:
    """Name one cell of a labelled array.

    Examples
    --------
    >>> array = xr.DataArray([[0.1], [0.2]], {"sex": ["male", "female"], "age": [85]})
    >>> place_of(array.rename("survival_ratio"), (1, 0))
    'survival_ratio[sex=female, age=85]'
    """
    labels = (
        f"{dim}={array[dim].values[index]}" for dim, index in zip(array.dims, cell, strict=True)
    )
    return f"{array.name}[{', '.join(labels)}]"


def _refuse(faults: Iterable[Fault]) -> None:
    found = list(faults)
    if found:
        raise RatesError(*found)


def _variable_faults(rates: xr.Dataset, kinds: Sequence[str]) -> Iterator[Fault]:
    for name in map(str, rates.data_vars):
        if name not in kinds:
            near = "".join(get_close_matches(name, kinds, 1))
            key = "recurrence_unknown_near" if near else "recurrence_unknown"
            yield fault(key, found=name, near=near, known=", ".join(kinds))
    for name in _NEEDED:
        if name not in rates:
            known = ", ".join(map(str, rates.data_vars)) or "-"
            yield fault("recurrence_missing", name=name, found=known)
    wanted = [kind for kind in SURVIVAL if kind in kinds]
    given = [kind for kind in wanted if kind in rates]
    if len(given) != 1:
        found = ", ".join(given) or "-"
        yield fault("recurrence_survival", known=", ".join(wanted), found=found)


def _dim_faults(rates: xr.Dataset) -> Iterator[Fault]:
    for dim in ("period", "sex", "age"):
        if dim not in rates.dims:
            yield fault("recurrence_no_dim", dim=dim, found=", ".join(map(str, rates.dims)))
    for dim in map(str, rates.dims):
        if dim not in rates.coords:
            yield fault("recurrence_no_labels", dim=dim)
    for name in map(str, rates.data_vars):
        found = tuple(map(str, rates[name].dims))
        needed = [dim for dim in VARIABLES[name].dims if dim not in ("year", "period")]
        if name not in _COUNTS:
            needed = [dim for dim in needed if dim != "sex"]
        if name in _LIFE_TABLES and "life_table_age" in found:
            needed = ["life_table_age"]
        allowed = {*VARIABLES[name].dims, *needed} - {"year"}
        if needed == ["life_table_age"]:
            allowed -= {"age"}
        surplus = {"period", "sex", "age", "life_table_age"}.intersection(found) - allowed
        paired = name not in _PAIRED and any(dim.startswith("to_") for dim in found)
        if surplus or paired or "year" in found or not set(needed) <= set(found):
            expected = ", ".join(needed) or "-"
            shown = ", ".join(found)
            yield fault("recurrence_dims", place=name, expected=expected, found=shown)


def _grid_faults(rates: xr.Dataset) -> Iterator[Fault]:
    for dim in rates.dims:
        if not rates.indexes[dim].is_unique:
            yield fault("recurrence_labels_twice", place=str(dim))
    sexes = rates["sex"].values.tolist()
    if sorted(sexes) not in (["female"], sorted(SEXES)):
        yield fault("recurrence_sexes", place="sex", found=", ".join(map(str, sexes)))
    ages, periods = rates["age"].values, rates["period"].values
    if not (_steps_of(ages) and ages[0] == 0 and ages.size > 1):
        yield fault("recurrence_ages", place="age", found=_shown(ages))
        return
    width = int(ages[1] - ages[0])
    if not (_steps_of(periods) and (np.diff(periods) == width).all()):
        yield fault("recurrence_periods", place="period", width=width, found=_shown(periods))


def _steps_of(labels: NDArray[Any]) -> bool:
    """Whether these are whole numbers, ascending by one width."""
    if not (labels.size and np.issubdtype(labels.dtype, np.number)):
        return False
    widths = np.diff(labels)
    whole = (labels == np.rint(labels)).all()
    return bool(whole and (widths >= 1).all() and (widths == widths[:1]).all())


def _shown(labels: NDArray[Any]) -> str:
    return ", ".join(map(str, labels[:8])) or "-"


def _value_faults(array: xr.DataArray) -> Iterator[Fault]:
    variable = VARIABLES[str(array.name)]
    values = array.values
    if not np.issubdtype(values.dtype, np.number):
        yield fault("recurrence_no_numbers", place=str(array.name), found=values.dtype)
        return
    outside = (values < variable.lower - ROUNDING) | (values > variable.upper + ROUNDING)
    for key, mask in (("recurrence_nan", ~np.isfinite(values)), ("recurrence_bounds", outside)):
        if mask.any():
            cell = tuple(int(index) for index in np.argwhere(mask)[0])
            yield fault(
                key,
                place=place_of(array, cell),
                found=f"{values[cell]:g}",
                lower=f"{variable.lower:g}",
                upper=f"{variable.upper:g}",
                count=int(mask.sum()),
            )


def _pair_faults(array: xr.DataArray) -> Iterator[Fault]:
    """Everybody's child belongs somewhere, and nobody passes to where they are."""
    pairs = [(str(dim), f"to_{dim}") for dim in array.dims if f"to_{dim}" in array.dims]
    if len(pairs) != 1:
        return
    ((dim, to_dim),) = pairs
    labels = array[dim].values.tolist()
    if array[to_dim].values.tolist() != labels:
        return
    if array.name == "child_share":
        values = array.sum(to_dim)
        key, wrong = "recurrence_shares", abs(values - 1) > _SUM
    else:
        values = array.sel({to_dim: xr.DataArray(labels, dims=dim)})
        key, wrong = "recurrence_own", values > 0
    cells = np.argwhere(wrong.values)
    if cells.size:
        cell = tuple(int(index) for index in cells[0])
        place, found = place_of(values.rename(array.name), cell), f"{values.values[cell]:g}"
        yield fault(key, place=place, found=found, count=len(cells))
