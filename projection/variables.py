"""The vocabulary: every quantity of a dataset, its dims, unit, bounds and labels.

Labels in Japanese and English are written here once and read everywhere else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import xarray as xr

from projection.language import Text

SEXES = ("male", "female")
LEADING_DIMS = ("region", "scenario", "draw")

# A cell that empties may end this far below zero; nobody's number is changed to hide it.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Variable:
    """One quantity of the vocabulary.

    Parameters
    ----------
    name, symbol
        Its name in datasets and its symbol in formulas.
    dims
        Its dims after the optional leading ones (`LEADING_DIMS`).
    unit
        Its unit.
    label
        What readers see.
    lower, upper
        Bounds of its values, included.
    source
        Where it is defined.
    """

    name: str
    symbol: str
    dims: tuple[str, ...]
    unit: str
    label: Text
    lower: float = 0.0
    upper: float = math.inf
    source: str = "Preston, Heuveline and Guillot (2001), Demography, ch. 6"


_PHG2 = "Preston, Heuveline and Guillot (2001), Demography, ch. 2"
_PHG5 = "Preston, Heuveline and Guillot (2001), Demography, ch. 5"
_PHG3 = "Preston, Heuveline and Guillot (2001), Demography, ch. 3"
_ROGERS = "Rogers (1975), Introduction to Multiregional Mathematical Demography, ch. 5"
_STOCK = ("year", "sex", "age")
_FLOW = ("period", "sex", "age")
_PERSONS, _YEARS, _RATIO = "persons", "years", "1"
_PER_PERSON_YEAR = "per person-year"

_ALL = (
    Variable("population", "P", _STOCK, _PERSONS, Text("人口", "Population")),
    Variable("births", "B", ("period", "sex"), _PERSONS, Text("出生数", "Births")),
    Variable(
        "births_by_mother_age",
        "B(x)",
        ("period", "age"),
        _PERSONS,
        Text("母の年齢別出生数", "Births by age of mother"),
    ),
    Variable("deaths", "D", _FLOW, _PERSONS, Text("死亡数", "Deaths")),
    Variable(
        "net_migration",
        "M",
        _FLOW,
        _PERSONS,
        Text("純移動数（社会増減）", "Net migration"),
        lower=-math.inf,
    ),
    Variable(
        "net_migration_count",
        "M",
        _FLOW,
        "persons per step",
        Text("純移動数（仮定、人数分）", "Assumed net migration, counts"),
        lower=-math.inf,
    ),
    Variable(
        "net_migration_rate",
        "m",
        _FLOW,
        "per person and step",
        Text("純移動率", "Net migration rate"),
        lower=-math.inf,
    ),
    Variable(
        "in_migration_count",
        "I",
        _FLOW,
        "persons per step",
        Text("転入数（仮定）", "Assumed in-migration, counts"),
    ),
    Variable(
        "out_migration_rate",
        "e",
        _FLOW,
        "per person and step",
        Text("転出率", "Out-migration rate"),
        upper=1.0,
    ),
    Variable(
        "transfer_rate",
        "a",
        _FLOW,
        "per person and step",
        Text("区分間の異動率", "Transfer rate between sub-populations"),
        upper=1.0,
    ),
    Variable(
        "child_share",
        "c",
        ("period",),
        "share of births",
        Text("子の区分別割合", "Share of children by sub-population"),
        upper=1.0,
    ),
    Variable(
        "departure_rate",
        "o",
        _FLOW,
        "per person and step",
        Text("域内転出率", "Rate of moving to other regions of the system"),
        upper=1.0,
        source=_ROGERS,
    ),
    Variable(
        "destination_share",
        "s",
        ("to_region", "period"),
        "share of movers",
        Text("移動先の割合", "Share of movers by destination"),
        upper=1.0,
        source=_ROGERS,
    ),
    Variable(
        "arrivals",
        "A",
        _FLOW,
        _PERSONS,
        Text("域内転入数", "Arrivals from other regions of the system"),
        source=_ROGERS,
    ),
    Variable(
        "departures",
        "O",
        _FLOW,
        _PERSONS,
        Text("域内転出数", "Departures to other regions of the system"),
        source=_ROGERS,
    ),
    Variable("in_migration", "I", _FLOW, _PERSONS, Text("転入数", "In-migration")),
    Variable("out_migration", "E", _FLOW, _PERSONS, Text("転出数", "Out-migration")),
    Variable(
        "transfers_in",
        "A",
        _FLOW,
        _PERSONS,
        Text("他区分からの異動", "Transfers from other sub-populations"),
    ),
    Variable(
        "transfers_out",
        "A",
        _FLOW,
        _PERSONS,
        Text("他区分への異動", "Transfers to other sub-populations"),
    ),
    Variable(
        "mortality_rate",
        "nMx",
        _FLOW,
        _PER_PERSON_YEAR,
        Text("死亡率", "Mortality rate"),
        source=_PHG3,
    ),
    Variable(
        "death_probability",
        "nqx",
        _FLOW,
        "probability",
        Text("死亡確率", "Probability of dying"),
        upper=1.0,
        source=_PHG3,
    ),
    Variable(
        "person_years",
        "nLx",
        _FLOW,
        "person-years per birth",
        Text("生残延べ年数", "Person-years lived"),
        source=_PHG3,
    ),
    Variable(
        "survival_ratio",
        "nSx",
        _FLOW,
        _RATIO,
        Text("生残率", "Survival ratio"),
        upper=1.0,
    ),
    Variable(
        "open_survival_ratio",
        "nSw",
        ("period", "sex"),
        _RATIO,
        Text("最終階級にとどまる生残率", "Survival ratio of the open group into itself"),
        upper=1.0,
    ),
    Variable(
        "life_expectancy",
        "ex",
        _FLOW,
        _YEARS,
        Text("平均余命", "Life expectancy"),
        source=_PHG3,
    ),
    Variable(
        "fertility_rate",
        "ASFR",
        ("period", "age"),
        "births per woman-year",
        Text("年齢別出生率", "Age-specific fertility rate"),
        source=_PHG5,
    ),
    Variable(
        "total_fertility_rate",
        "TFR",
        ("period",),
        "births per woman",
        Text("合計特殊出生率", "Total fertility rate"),
        source=_PHG5,
    ),
    Variable(
        "sex_ratio_at_birth",
        "SRB",
        ("period",),
        "males per female",
        Text("出生性比", "Sex ratio at birth"),
        source=_PHG5,
    ),
    Variable(
        "child_woman_ratio",
        "CWR",
        ("year",),
        _RATIO,
        Text("子ども女性比", "Child-woman ratio"),
        source=_PHG2,
    ),
)

VARIABLES: Mapping[str, Variable] = MappingProxyType({one.name: one for one in _ALL})

# Registers and files have the English words; Japanese readers see these.
UNIT_LABELS: Mapping[str, Text] = MappingProxyType(
    {
        en: Text(ja, en)
        for en, ja in (
            ("1", "1"),
            ("births per woman", "人（女性1人当たり）"),
            ("births per woman-year", "人（女性1人・1年当たり）"),
            ("males per female", "女1に対する男"),
            ("per person and step", "1人・1期間当たり"),
            ("per person-year", "1人・1年当たり"),
            ("person-years per birth", "人年（出生1人当たり）"),
            ("persons", "人"),
            ("persons per step", "人/期間"),
            ("probability", "確率"),
            ("share of births", "出生に占める割合"),
            ("share of movers", "移動者に占める割合"),
            ("years", "年"),
        )
    }
)

SEX_LABELS: Mapping[str, Text] = MappingProxyType(
    {
        "male": Text("男", "Male"),
        "female": Text("女", "Female"),
        "both": Text("男女計", "Both sexes"),
    }
)


def check_dataset(dataset: xr.Dataset) -> list[str]:
    """Compare every variable of `dataset` with the registry.

    Parameters
    ----------
    dataset
        Any dataset of the program.

    Returns
    -------
    list of str
        One English line for each thing that departs from the registry; empty where none does.
    """
    return [
        f"{name}: {what}"
        for name, values in dataset.data_vars.items()
        if (what := _departure(str(name), values))
    ]


def _departure(name: str, values: xr.DataArray) -> str:
    if name not in VARIABLES:
        return "not in the registry"
    variable = VARIABLES[name]
    found = tuple(str(dim) for dim in values.dims)
    leading = found[: len(found) - len(variable.dims)]
    if found[len(leading) :] != variable.dims or not _in_order(leading):
        return f"expected dims {variable.dims}; found {found}"
    if not np.isfinite(values.values).all():
        return "holds values that are not finite"
    low, high = float(values.min()), float(values.max())
    if low < variable.lower - ROUNDING or high > variable.upper + ROUNDING:
        return f"expected {variable.lower} to {variable.upper}; found {low} to {high}"
    return ""


def _in_order(leading: tuple[str, ...]) -> bool:
    return leading == tuple(dim for dim in LEADING_DIMS if dim in leading)
