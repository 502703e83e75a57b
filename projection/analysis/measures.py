"""The registry of measures: what can be asked of a result, its unit and its words."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import xarray as xr

from projection.analysis import indicators
from projection.analysis.indicators import years_in_step
from projection.analysis.labelled import exact_join
from projection.errors import ResultError, fault
from projection.language import Text
from projection.variables import VARIABLES

Kind = Literal["stock", "flow", "rate"]
Sexes = Literal["any", "each", "both"]


@dataclass(frozen=True)
class Measure:
    """One thing to ask of a result.

    Parameters
    ----------
    name, label
        Its name in commands, and what readers see.
    kind
        A stock or flow counts persons and adds up over sexes and ages; a rate does not.
    dim
        "year" (as of the day of the base date) or "period" (named by its first year).
    unit
        Of `evaluate`.
    decimals
        How many are shown.
    function
        The formula, from `indicators`.
    by_age
        Whether it can be split by age.
    sexes
        Whether it exists for both sexes together and for each ("any"), for each sex only, or
        for both together only.
    """

    name: str
    label: Text
    kind: Kind
    dim: Literal["year", "period"]
    unit: Text
    decimals: int
    function: Callable[[xr.Dataset], xr.DataArray]
    by_age: bool = False
    sexes: Sexes = "any"

    @property
    def difference_unit(self) -> Text:
        """The unit of a difference between two results."""
        return _POINTS if self.unit == _PERCENT else self.unit


_PERSONS = Text(ja="人", en="persons")
_PER_YEAR = Text(ja="人/年", en="persons per year")
_PERCENT = Text(ja="%", en="%")
_POINTS = Text(ja="ポイント", en="points")
_PER_THOUSAND = Text(ja="人口千対", en="per 1,000")
_PER_HUNDRED = Text(ja="15〜64歳100人当たり", en="per 100 aged 15-64")
_AGE = Text(ja="歳", en="years")
_YEARS = Text(ja="年", en="years")


def _stock(
    name: str, label: Text, function: Callable[[xr.Dataset], xr.DataArray], *, split: bool
) -> Measure:
    sexes: Sexes = "any" if split else "both"
    return Measure(name, label, "stock", "year", _PERSONS, 0, function, split, sexes)


def _flow(
    name: str, label: Text, function: Callable[[xr.Dataset], xr.DataArray], by_age: bool = True
) -> Measure:
    return Measure(name, label, "flow", "period", _PER_YEAR, 0, function, by_age)


def _crude(name: str, label: Text, function: Callable[[xr.Dataset], xr.DataArray]) -> Measure:
    return Measure(name, label, "rate", "period", _PER_THOUSAND, 1, function)


def _share(name: str, label: Text, function: Callable[[xr.Dataset], xr.DataArray]) -> Measure:
    return Measure(name, label, "rate", "year", _PERCENT, 1, function)


def _dependency(
    name: str, label: Text, function: Callable[[xr.Dataset], xr.DataArray]
) -> Measure:
    return Measure(name, label, "rate", "year", _PER_HUNDRED, 1, function)


_ALL = (
    _stock("population", VARIABLES["population"].label, indicators.population, split=True),
    _flow("births", VARIABLES["births"].label, indicators.births, by_age=False),
    _flow("deaths", VARIABLES["deaths"].label, indicators.deaths),
    _flow(
        "natural_change", Text(ja="自然増減", en="Natural change"), indicators.natural_change
    ),
    _flow("net_migration", VARIABLES["net_migration"].label, indicators.net_migration),
    _flow("total_change", Text(ja="人口増減", en="Population change"), indicators.total_change),
    _crude(
        "crude_birth_rate",
        Text(ja="普通出生率", en="Crude birth rate"),
        indicators.crude_birth_rate,
    ),
    _crude(
        "crude_death_rate",
        Text(ja="普通死亡率", en="Crude death rate"),
        indicators.crude_death_rate,
    ),
    _crude(
        "crude_natural_change_rate",
        Text(ja="自然増減率", en="Crude rate of natural change"),
        indicators.crude_natural_change_rate,
    ),
    _crude(
        "crude_net_migration_rate",
        Text(ja="社会増減率", en="Crude net migration rate"),
        indicators.crude_net_migration_rate,
    ),
    Measure(
        "total_fertility_rate",
        VARIABLES["total_fertility_rate"].label,
        "rate",
        "period",
        Text(ja="女性1人当たり", en="births per woman"),
        2,
        indicators.total_fertility_rate,
        sexes="both",
    ),
    Measure(
        "life_expectancy",
        Text(ja="平均寿命（0歳の平均余命）", en="Life expectancy at birth"),
        "rate",
        "period",
        _YEARS,
        2,
        indicators.life_expectancy_at_birth,
        sexes="each",
    ),
    _share(
        "child_share",
        Text(ja="年少人口割合（0〜14歳）", en="Share of children (0-14)"),
        indicators.child_share,
    ),
    _share(
        "working_age_share",
        Text(ja="生産年齢人口割合（15〜64歳）", en="Share of working ages (15-64)"),
        indicators.working_age_share,
    ),
    _share(
        "aged_share",
        Text(ja="高齢化率（65歳以上）", en="Aged share (65+)"),
        indicators.aged_share,
    ),
    _share(
        "aged_share_75",
        Text(ja="75歳以上人口割合", en="Aged share (75+)"),
        indicators.aged_share_75,
    ),
    _dependency(
        "dependency_ratio",
        Text(ja="従属人口指数", en="Dependency ratio"),
        indicators.dependency_ratio,
    ),
    _dependency(
        "child_dependency_ratio",
        Text(ja="年少人口指数", en="Child dependency ratio"),
        indicators.child_dependency_ratio,
    ),
    _dependency(
        "old_age_dependency_ratio",
        Text(ja="老年人口指数", en="Old-age dependency ratio"),
        indicators.old_age_dependency_ratio,
    ),
    Measure(
        "median_age",
        Text(ja="年齢中位数", en="Median age"),
        "rate",
        "year",
        _AGE,
        1,
        indicators.median_age,
    ),
    Measure(
        "child_woman_ratio",
        VARIABLES["child_woman_ratio"].label,
        "rate",
        "year",
        Text(ja="15〜49歳女性1人当たり", en="per woman aged 15-49"),
        4,
        indicators.child_woman_ratio,
        sexes="both",
    ),
    _stock(
        "women_20_39",
        Text(ja="20〜39歳女性人口", en="Women aged 20-39"),
        indicators.women_20_39,
        split=False,
    ),
    Measure(
        "sex_ratio",
        Text(ja="性比", en="Sex ratio"),
        "rate",
        "year",
        Text(ja="女性100人に対する男性", en="males per 100 females"),
        1,
        indicators.sex_ratio,
        sexes="both",
    ),
)

MEASURES: Mapping[str, Measure] = MappingProxyType({one.name: one for one in _ALL})

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "tfr": "total_fertility_rate",
        "e0": "life_expectancy",
        "cwr": "child_woman_ratio",
        "cbr": "crude_birth_rate",
        "cdr": "crude_death_rate",
    }
)


def find_measure(name: str) -> Measure:
    """Return a measure by its name or alias.

    Raises
    ------
    ResultError
        No such measure; a near name is suggested.

    Examples
    --------
    >>> find_measure("tfr").name
    'total_fertility_rate'
    """
    full = ALIASES.get(name, name)
    if full in MEASURES:
        return MEASURES[full]
    near = difflib.get_close_matches(name, [*MEASURES, *ALIASES], n=1)
    if near:
        raise ResultError(fault("measure_unknown_near", found=name, near=near[0]))
    raise ResultError(fault("measure_unknown", found=name, known=", ".join(MEASURES)))


def evaluate(measure: Measure, dataset: xr.Dataset) -> xr.DataArray:
    """Evaluate a measure on results.

    Parameters
    ----------
    measure
        From the registry.
    dataset
        A result, with any leading dims; or, for natural change and net migration, the yearly
        components of the inputs.

    Returns
    -------
    xarray.DataArray
        With all of the measure's dims that the dataset has. Flows are per year, whatever the
        length of the step.
    """
    with exact_join():
        values = measure.function(dataset)
        return values / years_in_step(dataset) if measure.kind == "flow" else values
