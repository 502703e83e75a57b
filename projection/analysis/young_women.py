"""Women aged 20-39 with and without migration, and the nine classes made of the two.

Source: 人口戦略会議 (2024), 令和6年・地方自治体「持続可能性」分析レポート; bounds and years
stand in `young_women.toml`, which a user can replace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.grades import found_in, is_bilingual
from projection.analysis.indicators import women_20_39
from projection.errors import Fault, ResultError, fault
from projection.language import Text
from projection.scenarios.reading import parse_toml, read_text

STANDARD = Path(__file__).with_name("young_women.toml")

Array = NDArray[np.float64]

_KEYS = ("years", "bounds", "classes", "names", "source")
_SIDE = 3
_ROUNDING = 1e-9


@dataclass(frozen=True)
class YoungWomenClasses:
    """Classes of municipalities by the fall in women aged 20-39.

    Parameters
    ----------
    years
        The two years compared.
    bounds
        Lower bounds of the second and third interval of the fall, %.
    classes
        Rows by the fall of the closed population, columns by that with migration.
    names
        What the first letter of a class stands for.
    source
        Where they come from.
    """

    years: tuple[int, int]
    bounds: tuple[float, float]
    classes: tuple[tuple[str, ...], ...]
    names: Mapping[str, Text]
    source: Text

    def of(self, closed: Array, moving: Array) -> NDArray[np.str_]:
        """Return the classes of changes in %, both below zero where women are lost.

        A fall of exactly a bound belongs to the interval above it; "-" where a change is not
        known.

        Parameters
        ----------
        closed, moving
            With births and deaths alone, and with migration. Same shapes.

        Examples
        --------
        >>> found = read_classes().of(np.array([-20.0, -10.0]), np.array([-19.9, -50.0]))
        >>> found.tolist()
        ['D-1', 'C-1']
        """
        names = np.array(self.classes)
        found = names[self._interval(closed), self._interval(moving)]
        return np.where(np.isnan(closed) | np.isnan(moving), "-", found)

    def _interval(self, change: Array) -> NDArray[np.int64]:
        fall = -np.nan_to_num(change) + _ROUNDING
        return np.searchsorted(np.array(self.bounds), fall, side="right")


def read_classes(path: Path = STANDARD) -> YoungWomenClasses:
    """Read years, bounds and classes.

    Parameters
    ----------
    path
        A TOML file in the form of `young_women.toml` beside this module, the default.

    Raises
    ------
    ResultError, ScenarioError
        The file cannot be read, or something in it is missing or wrong; names everything.
    """
    table, faults = parse_toml(read_text(path))
    faults = faults or list(_faults(table))
    if faults:
        raise ResultError(*(one.in_file(str(path)) for one in faults))
    first, last = table["years"]
    lower, upper = table["bounds"]
    return YoungWomenClasses(
        years=(first, last),
        bounds=(float(lower), float(upper)),
        classes=tuple(map(tuple, table["classes"])),
        names={key: _text(words) for key, words in table["names"].items()},
        source=_text(table["source"]),
    )


def change_of_young_women(dataset: xr.Dataset, years: tuple[int, int]) -> xr.DataArray:
    """Return the change of women aged 20-39 between two years, %.

    Parameters
    ----------
    dataset
        Results with any leading dims.
    years
        The two years.

    Returns
    -------
    xarray.DataArray
        On the leading dims; NaN where there are no such women in the first year.

    Raises
    ------
    ResultError
        A year outside the results.
    """
    women = women_20_39(dataset)
    known = women["year"].values.tolist()
    if any(year not in known for year in years):
        raise ResultError(fault("young_years", found=", ".join(map(str, years))))
    before, after = (women.sel(year=year, drop=True) for year in years)
    return 100.0 * (after - before) / before.where(before > 0)


def _faults(table: Mapping[str, Any]) -> Iterator[Fault]:
    for key in table:
        if key not in _KEYS:
            yield fault("unknown_key", found=key, known=", ".join(_KEYS))
    if not _ascending(table.get("years"), int):
        yield fault("young_years", place="years", found=found_in(table, "years"))
    if not _ascending(table.get("bounds"), (int, float)) or not 0 <= table["bounds"][0] <= 100:
        yield fault("young_bounds", place="bounds", found=found_in(table, "bounds"))
    if not _square(table.get("classes")):
        yield fault("young_classes", place="classes", found=found_in(table, "classes"))
    names = table.get("names")
    if not isinstance(names, dict) or not all(map(is_bilingual, names.values())):
        yield fault("young_names", place="names", found=found_in(table, "names"))
    if not is_bilingual(table.get("source")):
        yield fault("grades_source", place="source", found=found_in(table, "source"))


def _text(words: Mapping[str, str]) -> Text:
    return Text(ja=words["ja"], en=words["en"])


def _ascending(value: object, kind: type | tuple[type, ...]) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(one, kind) and not isinstance(one, bool) for one in value)
        and value[0] < value[1]
    )


def _square(value: object) -> bool:
    rows = value if isinstance(value, list) else []
    return len(rows) == _SIDE and all(
        isinstance(row, list)
        and len(row) == _SIDE
        and all(isinstance(one, str) and one for one in row)
        for row in rows
    )
