"""The door of the regional projections: names, dims, labels and values, all faults at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.errors import Fault, RatesError, fault
from projection.language import Text
from projection.messages import MESSAGES
from projection.variables import SEXES

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

# Dims with a meaning of their own; all others (scenarios, draws) lead and broadcast.
_OWN = ("region", "to_region", "period", "sex", "age")


@dataclass(frozen=True)
class Wanted:
    """What one variable of a set of rates must be.

    Parameters
    ----------
    dims, free
        Dims that it has, and that it may have; where it has not, it is the same along them.
    lower, upper
        Bounds of its values, included.
    needed
        Whether it must be there.
    """

    dims: tuple[str, ...]
    free: tuple[str, ...] = ()
    lower: float = 0.0
    upper: float = math.inf
    needed: bool = True


def check_rates(rates: xr.Dataset, wanted: Mapping[str, Wanted]) -> None:
    """Refuse a set of rates that cannot be projected.

    Parameters
    ----------
    rates
        A labelled set of rates.
    wanted
        What it must hold, by name.

    Raises
    ------
    RatesError
        With every fault: names, dims, labels, values; sums of shares last, if all else is well.
    """
    faults = [*_name_faults(rates, wanted)]
    faults += [
        each for name in _known(rates, wanted) for each in _dim_faults(rates, name, wanted)
    ]
    if not faults:
        faults += [*_label_faults(rates)]
        for name in _known(rates, wanted):
            faults += _value_faults(rates[name], wanted[name])
    if not faults and "destination_share" in rates:
        faults += _share_faults(rates["destination_share"], rates["departure_rate"])
    if faults:
        raise RatesError(*faults)


def refuse(
    key: str, values: xr.DataArray, wrong: Mask, **words: Text | str | int
) -> Iterator[Fault]:
    """Yield one fault that names the first wrong cell, its value and how many more there are.

    Parameters
    ----------
    key
        Of the message, with the braces {found} and {more}.
    values
        What was found.
    wrong
        Which cells are wrong; the same shape.
    **words
        Whatever else fills the message.
    """
    count = int(wrong.sum())
    if count == 0:
        return
    cell = tuple(int(index) for index in np.argwhere(wrong)[0])
    labels = [
        f"{dim}={values[dim].values[index]}"
        for dim, index in zip(values.dims, cell, strict=True)
    ]
    place = f"{values.name}[{', '.join(labels)}]" if labels else str(values.name)
    found = _figure(float(values.values[cell]))
    yield Fault(key, {"found": found, "more": _more(count - 1), **words}, place=place)


def leading_dims(rates: xr.Dataset) -> tuple[str, ...]:
    """Return the dims before a region's own: scenarios, draws, in their order of appearance."""
    dims = (str(dim) for values in rates.data_vars.values() for dim in values.dims)
    return tuple(dict.fromkeys(dim for dim in dims if dim not in _OWN))


def step_width(rates: xr.Dataset) -> int:
    """Return the years in a step and in a closed age group."""
    ages = rates["age"].values
    return int(ages[1] - ages[0])


def bare(
    rates: xr.Dataset, name: str, dims: tuple[str, ...], single: tuple[str, ...] = ()
) -> Array:
    """Return one variable as a plain array.

    Parameters
    ----------
    rates
        A checked set of rates.
    name, dims
        The variable, and its axes in order. It is repeated along dims that it has not.
    single
        Dims that get one cell instead of being repeated.
    """
    values = rates[name]
    sizes = {dim: 1 if dim in single else rates.sizes[dim] for dim in dims}
    missing = {dim: size for dim, size in sizes.items() if dim not in values.dims}
    return np.asarray(values.expand_dims(missing).transpose(*dims).values, dtype=np.float64)


def _known(rates: xr.Dataset, wanted: Mapping[str, Wanted]) -> list[str]:
    return [name for name in wanted if name in rates.data_vars]


def _name_faults(rates: xr.Dataset, wanted: Mapping[str, Wanted]) -> Iterator[Fault]:
    needed = [name for name, one in wanted.items() if one.needed]
    for name in needed:
        if name not in rates.data_vars:
            yield fault("regions_missing", name=name, needed=", ".join(needed))
    for name in map(str, rates.data_vars):
        if name not in wanted:
            yield fault("regions_unknown", name=name, known=", ".join(wanted))


def _dim_faults(rates: xr.Dataset, name: str, wanted: Mapping[str, Wanted]) -> Iterator[Fault]:
    one, found = wanted[name], [str(dim) for dim in rates[name].dims]
    surplus = {dim for dim in found if dim in _OWN} - {*one.dims, *one.free}
    unlabelled = [dim for dim in found if dim not in rates.coords]
    if surplus or unlabelled or not set(one.dims) <= set(found):
        words = {"expected": ", ".join(one.dims), "found": ", ".join(found)}
        if one.free:
            yield Fault("regions_dims_free", words | {"free": ", ".join(one.free)}, place=name)
        else:
            yield Fault("regions_dims", words, place=name)


def _label_faults(rates: xr.Dataset) -> Iterator[Fault]:
    regions = rates["region"].values.tolist()
    for dim, expected in {"sex": list(SEXES), "to_region": regions}.items():
        found = list(rates[dim].values.tolist()) if dim in rates.dims else expected
        if found != expected:
            yield fault(
                "regions_labels", place=dim, expected=_listed(expected), found=_listed(found)
            )
    for own in sorted({*map(str, rates.dims)} & {*_OWN}):
        again = [
            label for label, count in Counter(rates[own].values.tolist()).items() if count > 1
        ]
        if again:
            yield fault("regions_twice", place=own, found=_listed(again))
    ages = rates["age"].values
    periods = rates["period"].values if "period" in rates.dims else ages[:1]
    gaps = {*np.diff(ages).tolist(), *np.diff(periods).tolist()}
    if ages[0] != 0 or len(ages) < 2 or len(gaps) != 1 or min(gaps) <= 0:
        yield fault("regions_widths", place="age, period", found=_listed([*ages, *periods]))


def _value_faults(values: xr.DataArray, wanted: Wanted) -> Iterator[Fault]:
    finite = np.isfinite(values.values)
    yield from refuse("regions_not_finite", values, ~finite)
    for key, limit, wrong in (
        ("regions_too_low", wanted.lower, values.values < wanted.lower),
        ("regions_too_high", wanted.upper, values.values > wanted.upper),
    ):
        yield from refuse(key, values, wrong & finite, limit=_figure(limit))


def _share_faults(share: xr.DataArray, leaving: xr.DataArray) -> Iterator[Fault]:
    total = share.sum("to_region").rename(share.name)
    some = (leaving > 0).any([dim for dim in leaving.dims if dim not in total.dims])
    wrong = (abs(total - 1) > 1e-9) & some
    yield from refuse("regions_share_sum", total, wrong.transpose(*total.dims).values)
    if "region" in share.dims:
        own = share.sel(to_region=share["region"]).rename(share.name)
        yield from refuse("regions_share_own", own, np.asarray(own.values != 0))


def _figure(value: float) -> Text:
    shown = f"{value:.6g}"
    return Text(ja="△" + shown[1:] if shown.startswith("-") else shown, en=shown)


def _more(count: int) -> Text | str:
    words = MESSAGES["regions_more"]
    if count == 0:
        return ""
    return Text(ja=words.of("ja").format(count=count), en=words.of("en").format(count=count))


def _listed(labels: Sequence[object]) -> str:
    shown = ", ".join(str(label) for label in labels[:12])
    return shown if len(labels) <= 12 else f"{shown}, ..."
