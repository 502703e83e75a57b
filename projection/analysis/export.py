"""A result as one long table, for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pandas as pd
import xarray as xr

from projection.analysis.age_groups import scale
from projection.analysis.measures import MEASURES
from projection.variables import SEXES, VARIABLES

COLUMNS = (
    "region",
    "scenario",
    "variable",
    "year",
    "period",
    "sex",
    "age",
    "value",
    "unit",
)
OF_ENSEMBLE = (
    *("region", "scenario", "measure", "statistic"),
    *("year", "period", "sex", "age", "quantile", "value", "unit"),
)
# Variables of an ensemble that are no figures by name: what they are of, and which statistic.
_OTHERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "population_quantile": ("population", "quantile"),
        "both_sexes_quantile": ("population", "quantile"),
        "population_mean": ("population", "mean"),
        "event_probability": ("", "probability"),
        "goal_probability": ("", "probability"),
    }
)


def tidy(result: xr.Dataset) -> pd.DataFrame:
    """Return all variables of a result, one value a row.

    Parameters
    ----------
    result
        Of one scenario, or of several on the dim `scenario`.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`. `year` is filled for stocks (as of the day of `base_date`), `period`
        for flows and rates (its first year), the other one is missing; `sex` and `age` are
        missing where a variable does not have them. Ages are written `35`, `35-39` or `100+`,
        as in tables of inputs.
    """
    labelled = result.assign_coords(age=list(scale(result["age"]).labels))
    tables = [_rows(values, str(name)) for name, values in labelled.data_vars.items()]
    table = pd.concat(tables, ignore_index=True)
    if "scenario" not in table:
        table["scenario"] = result.attrs["scenario"]
    table["region"] = result.attrs["region"]
    whole = table.reindex(columns=COLUMNS)
    return whole.astype({"year": "Int64", "period": "Int64"})


def _rows(values: xr.DataArray, name: str) -> pd.DataFrame:
    table = values.to_series().rename("value").reset_index()
    return table.assign(variable=name, unit=VARIABLES[name].unit)


def tidy_ensemble(ensemble: xr.Dataset) -> pd.DataFrame:
    """Return all variables of an ensemble, one value a row.

    Parameters
    ----------
    ensemble
        Of one region, as `results.read_ensemble` gives it.

    Returns
    -------
    pandas.DataFrame
        Columns `OF_ENSEMBLE`. `statistic` is "projected" (the projection itself), "mean" or
        "quantile" of the futures, "difference" (a quantile of differences from the scenario
        that the file names as its reference) or "probability" (the share of futures in which
        an event or a goal comes true, which stands as the measure). `quantile` is the share of
        futures at or below. `year` is filled for stocks, `period` for flows; `sex` and `age`
        are missing where a figure is of everybody.
    """
    labels: dict[str, object] = {"age": list(scale(ensemble["age"]).labels)}
    if "goal" in ensemble.coords:
        labels["goal"] = ensemble["goal_en"].values
    labelled = ensemble.assign_coords(labels)
    table = pd.concat([*_statistics(labelled)], ignore_index=True)
    table["scenario"] = ensemble.attrs["scenario"]
    table["region"] = ensemble.attrs["region"]
    whole = table.reindex(columns=OF_ENSEMBLE)
    return whole.astype({"year": "Int64", "period": "Int64"})


def _statistics(ensemble: xr.Dataset) -> Iterator[pd.DataFrame]:
    for name, values in ensemble.data_vars.items():
        plain = values.reset_coords(drop=True).to_series().rename("value").reset_index()
        if name in _OTHERS:
            measure, statistic = _OTHERS[str(name)]
            table = plain.rename(columns={"event": "measure", "goal": "measure"})
            table = table.assign(measure=measure) if measure else table
        else:
            kind, statistic = str(name).split("_")
            table = _by_parts(plain.rename(columns={kind: "measure"}))
        yield table.assign(statistic=statistic, unit=_units(table, statistic))


def _by_parts(table: pd.DataFrame) -> pd.DataFrame:
    """Part the names of figures ("population:female:75+") in measure, sex and ages."""
    parted = {name: _parts(name) for name in table["measure"].unique()}
    columns = zip(*(parted[name] for name in table["measure"]), strict=True)
    return table.assign(**dict(zip(("measure", "sex", "age"), map(list, columns), strict=True)))


def _parts(name: str) -> tuple[str, str | None, str | None]:
    measure, *rest = name.split(":")
    sex = next((one for one in rest if one in SEXES), None)
    return measure, sex, next((one for one in rest if one not in SEXES), None)


def _units(table: pd.DataFrame, statistic: str) -> list[str]:
    if statistic == "probability":
        return ["share"] * len(table)
    measures = [MEASURES[name] for name in table["measure"]]
    differs = statistic == "difference"
    return [(one.difference_unit if differs else one.unit).en for one in measures]
