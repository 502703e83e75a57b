"""Populations as SDMX-CSV, for statistical offices.

Source: SDMX Technical Working Group, SDMX-CSV field guide; code lists CL_FREQ, CL_SEX, CL_AGE
and CL_UNIT_MEASURE of SDMX.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import xarray as xr

from projection.analysis.age_groups import scale
from projection.inputs.ages import AgeGroup
from projection.report.material import Material

COLUMNS = (
    "FREQ",
    "REF_AREA",
    "SCENARIO",
    "SEX",
    "AGE",
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
)
_FREQUENCIES = {1: "A", 5: "A5"}
_SEXES = {"male": "M", "female": "F", "both": "_T"}
_TOTAL = "_T"
_PERSONS = "PS"
_OTHER = re.compile(r"[^A-Za-z0-9_\-]")


def sdmx_csv(material: Material) -> bytes:
    """Return the population of all results by sex and age, with totals.

    Parameters
    ----------
    material
        Of a report.

    Returns
    -------
    bytes
        ASCII, one observation a row, with the columns `COLUMNS`. FREQ is A (yearly) or A5
        (every five years); REF_AREA the code of the municipality, six digits; SCENARIO the name
        of the result as a code (`scenario_code`); SEX M, F or _T; AGE Y35, Y35T39, Y_GE100 or
        _T; TIME_PERIOD the year, as of the day of the base date; UNIT_MEASURE PS (persons).
        Totals are the sums of their parts. Numbers are the shortest that read back as the
        results' own.
    """
    tables = [_observations(result, name) for name, result in material.results.items()]
    whole = pd.concat(tables, ignore_index=True)
    return whole.to_csv(index=False, lineterminator="\n").encode("ascii")


def scenario_code(name: str) -> str:
    """Return a name as an SDMX code, which has letters, digits, _ - and $ only.

    Two names never give the same code: any other character is its number between two $.

    Examples
    --------
    >>> scenario_code("vision-families"), scenario_code("=1"), scenario_code("展望")
    ('vision-families', '$3D$1', '$5C55$$671B$')
    """
    return _OTHER.sub(lambda found: f"${ord(found[0]):X}$", name)


def age_code(group: AgeGroup) -> str:
    """Return an age group as CL_AGE has it.

    Examples
    --------
    >>> [age_code(AgeGroup(*ages)) for ages in ((0, 0), (35, 39), (100, None))]
    ['Y0', 'Y35T39', 'Y_GE100']
    """
    if group.upper is None:
        return f"Y_GE{group.lower}"
    return f"Y{group.lower}" + (f"T{group.upper}" if group.upper > group.lower else "")


def _observations(result: xr.Dataset, name: str) -> pd.DataFrame:
    people = result["population"].transpose("year", "sex", "age")
    values = _with_totals(people.values)
    ages = [*map(age_code, scale(result["age"]).groups), _TOTAL]
    sexes = [*(_SEXES[sex] for sex in people["sex"].values.tolist()), _SEXES["both"]]
    axes = (people["year"].values.tolist(), sexes, ages)
    index = pd.MultiIndex.from_product(axes, names=("TIME_PERIOD", "SEX", "AGE"))
    table = pd.DataFrame({"OBS_VALUE": values.ravel()}, index=index).reset_index()
    table = table.assign(
        FREQ=_FREQUENCIES[int(result.attrs["step"])],
        REF_AREA=str(result.attrs["region"]),
        SCENARIO=scenario_code(name),
        UNIT_MEASURE=_PERSONS,
    )
    return table[[*COLUMNS]]


def _with_totals(values: np.ndarray) -> np.ndarray:
    """Return persons by (year, sex, age) with the sums over ages, then over sexes, added."""
    by_sex = np.concatenate([values, values.sum(axis=2, keepdims=True)], axis=2)
    return np.concatenate([by_sex, by_sex.sum(axis=1, keepdims=True)], axis=1)
