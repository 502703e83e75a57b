"""What a result must be like before anything is made of it: its words, records and labels.

A checksum tells that a file is as it was written, not who wrote it. What this lets pass is of
the kinds that the rooms above count on, so that a forged file ends in words too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

import numpy as np
import xarray as xr

from projection.ensemble.vocabulary import is_ensemble
from projection.variables import SEXES

_YEARS = range(1, 10_000)
_LONGEST_STEP = 50
# Of every input table; `publisher` in both languages.
_RECORDED = ("kind", "file", "sha256", "source")


def departures_of_form(dataset: xr.Dataset, attributes: tuple[str, ...]) -> list[str]:
    """Say where a dataset that was read has not the form of a result.

    Parameters
    ----------
    dataset
        With all of its attributes and coordinates.
    attributes
        Those that every result has.

    Returns
    -------
    list of str
        One English line for each departure; empty where there is none.
    """
    return [*_of_attributes(dataset.attrs, attributes), *_of_labels(dataset)]


def without_left_out(dataset: xr.Dataset) -> xr.Dataset:
    """Drop the regions that could not be run, whose place in a folder of chunks holds NaN."""
    fit = _parsed(dataset.attrs.get("fit"))
    left_out = fit.get("left_out") if isinstance(fit, dict) else None
    if "region" not in dataset.coords or not isinstance(left_out, list) or not left_out:
        return dataset
    codes = {code for code in left_out if isinstance(code, str)}
    good = [code not in codes for code in dataset["region"].values.tolist()]
    return dataset.isel(region=good)


def _of_attributes(found: Mapping[str, object], known: tuple[str, ...]) -> Iterator[str]:
    for name, value in found.items():
        holds = _FORMS.get(name, _is_text if name in known else _is_writable)
        if not holds(value):
            yield f"attribute {name}: not of its form"


def _of_labels(dataset: xr.Dataset) -> Iterator[str]:
    for dim, size in dataset.sizes.items():
        if size == 0:
            yield f"{dim}: nothing in it"
    for name, holds in _LABELS.items():
        if name in dataset.coords and not holds(dataset[name]):
            yield f"{name}: not labels of a result"
    if "age" in dataset.coords and not is_ensemble(dataset):
        said = dataset["age"].attrs
        if not all(_is_whole(said.get(one)) for one in ("width", "open_age")):
            yield "age: no whole width and open age"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and _is_writable(value)


def _is_writable(value: object) -> bool:
    """Whether a text can be written: what no encoding has comes from damaged bytes."""
    try:
        str(value).encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_step(value: object) -> bool:
    return isinstance(value, int | np.integer) and bool(1 <= value <= _LONGEST_STEP)


def _is_whole(value: object) -> bool:
    return isinstance(value, int | np.integer)


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).year in _YEARS
    except ValueError:
        return False


def _parsed(value: object) -> object:
    try:
        return json.loads(value) if _is_text(value) and isinstance(value, str) else None
    except (ValueError, RecursionError):
        return None


def _is_record(value: object) -> bool:
    return isinstance(_parsed(value), dict)


def _are_tables(value: object) -> bool:
    found = _parsed(value)
    return isinstance(found, list) and all(map(_is_table, found))


def _is_table(one: object) -> bool:
    if not isinstance(one, dict) or not isinstance(one.get("publisher"), dict):
        return False
    words = [*map(one.get, _RECORDED), *map(one["publisher"].get, ("ja", "en"))]
    return all(map(_is_text, words))


def _are_years(labels: xr.DataArray) -> bool:
    return _rise(labels) and int(labels[0]) in _YEARS and int(labels[-1]) in _YEARS


def _rise(labels: xr.DataArray) -> bool:
    rising = labels.ndim == 1 and labels.size > 0 and labels.dtype.kind in "iu"
    return bool(rising and (labels.values[1:] > labels.values[:-1]).all())


def _are_sexes(labels: xr.DataArray) -> bool:
    return bool(labels.values.tolist() == [*SEXES])


def _are_codes(labels: xr.DataArray) -> bool:
    words = labels.values.tolist()
    return labels.ndim == 1 and all(map(_is_text, words)) and len({*words}) == len(words)


_FORMS: Mapping[str, Callable[[object], bool]] = MappingProxyType(
    {
        "step": _is_step,
        "base_date": _is_date,
        "convention": _is_record,
        "fit": _is_record,
        "environment": _is_record,
        "inputs": _are_tables,
    }
)
_LABELS: Mapping[str, Callable[[xr.DataArray], bool]] = MappingProxyType(
    {
        "year": _are_years,
        "period": _are_years,
        "sex": _are_sexes,
        "age": _rise,
        "region": _are_codes,
    }
)
