"""Results side by side: levels, differences and % against one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import xarray as xr

from projection.analysis.age_groups import (
    ALL_AGES,
    GROUPINGS,
    age_label,
    group_ages,
    parse_age_groups,
    scale,
)
from projection.analysis.comparable import check_comparable, result_labels, result_names
from projection.analysis.indicators import years_in_step
from projection.analysis.labelled import exact_join, sum_over
from projection.analysis.measures import MEASURES, Measure, evaluate, find_measure
from projection.errors import Fault, ResultError, fault
from projection.inputs.ages import AgeGroup
from projection.language import Text
from projection.variables import SEX_LABELS, SEXES

_ALSO_YEARS = (2030, 2040, 2050, 2060)


@dataclass(frozen=True)
class Comparison:
    """Results side by side.

    Parameters
    ----------
    data
        `value`, `difference` and `percent` on (scenario, sex, age_group, year or period);
        `percent` is 100 times the difference over the size of the reference's value, NaN
        where that is zero.
    measure
        What is compared, with its unit, decimals and words.
    reference
        Name of the result that all others are compared with.
    labels
        Short label of every result, by name, in their order.
    rows
        Label of every (sex, age group) of `data`, in their order.
    region, region_name, base_date, step
        What the results have in common.
    """

    data: xr.Dataset
    measure: Measure
    reference: str
    labels: Mapping[str, Text]
    rows: Mapping[tuple[str, str], Text]
    region: str
    region_name: Text
    base_date: str
    step: int

    @property
    def years(self) -> tuple[int, ...]:
        """The years compared; of a flow, the first years of the periods."""
        return tuple(self.data[self.measure.dim].values.tolist())


def compare(
    results: Sequence[xr.Dataset],
    *,
    years: Sequence[int] | None = None,
    by: str = "total",
    ages: str | None = None,
    measure: str = "population",
    to: str | None = None,
) -> Comparison:
    """Compare results of one region.

    Flows are persons per year; those by age are by cohort, at the age at the end of the period.

    Parameters
    ----------
    results
        Of one scenario each, with the same region, base date and step. Those of one name are
        told apart by their paths.
    years
        A stock is that of the base date's day, a flow that of the period from the year on.
        The first year, 2030, 2040, 2050 and 2060 where left out, as far as all results have
        them; with the last where they have none of these four.
    by
        "total", "sex", or one of `age_groups.GROUPINGS`.
    ages
        Age groups of one's own ("6-11,12-14,20-39,75+"), with `by` "total" or "sex".
    measure
        Name or alias of a measure.
    to
        Name of the reference; the first result where left out.

    Raises
    ------
    ResultError
        The results cannot be compared, or do not have what is asked for.
    """
    names = result_names(results)
    check_comparable(results, names)
    chosen = find_measure(measure)
    reference = _reference(names, to)
    groups = _age_groups(results[0], chosen, by, ages)
    sexes = _sexes(chosen, by)
    columns = _years(results, chosen, years)
    values = xr.concat(
        [_values(one, chosen, sexes, groups).sel({chosen.dim: columns}) for one in results],
        dim=pd.Index(names, name="scenario"),
        join="exact",
    )
    first = results[0].attrs
    return Comparison(
        data=_against(values, reference),
        measure=chosen,
        reference=reference,
        labels=dict(zip(names, result_labels(results, names), strict=True)),
        rows=_rows(sexes, groups, chosen),
        region=first["region"],
        region_name=Text(ja=first["region_name_ja"], en=first["region_name_en"]),
        base_date=first["base_date"],
        step=years_in_step(results[0]),
    )


def tidy_comparison(comparison: Comparison) -> pd.DataFrame:
    """Return a comparison as one long table.

    Returns
    -------
    pandas.DataFrame
        Columns scenario, sex, age, year (or period), value, difference, percent.
    """
    order = ["scenario", "sex", "age_group", comparison.measure.dim]
    table = comparison.data.to_dataframe(dim_order=order).reset_index()
    return table.rename(columns={"age_group": "age"})


def default_years(axes: Sequence[Sequence[int]]) -> list[int]:
    """Return the years that tables show: the first, 2030 to 2060, or first and last.

    Parameters
    ----------
    axes
        The years of each result; only what all have is taken.

    Examples
    --------
    >>> default_years([range(2020, 2046)]), default_years([range(2018, 2026)])
    ([2020, 2030, 2040], [2018, 2025])
    """
    common = sorted(set(axes[0]).intersection(*axes[1:]))
    inside = [year for year in _ALSO_YEARS if year in common]
    return sorted({*common[:1], *(inside or common[-1:])})


def _reference(names: Sequence[str], to: str | None) -> str:
    if to is not None and to not in names:
        raise ResultError(fault("compare_reference", found=to, known=", ".join(names)))
    return to or names[0]


def _age_groups(
    result: xr.Dataset, measure: Measure, by: str, ages: str | None
) -> Sequence[AgeGroup]:
    if by not in (*GROUPINGS, "sex"):
        known = ", ".join((*GROUPINGS, "sex"))
        raise ResultError(fault("grouping_unknown", found=by, known=known))
    if ages is not None and by not in ("total", "sex"):
        raise ResultError(fault("grouping_and_ages", by=by, ages=ages))
    if ages is None and by in ("total", "sex"):
        return (ALL_AGES,)
    if not measure.by_age:
        known = ", ".join(name for name, one in MEASURES.items() if one.by_age)
        raise ResultError(fault("measure_not_by_age", label=measure.label, known=known))
    if ages is not None:
        return parse_age_groups(ages)
    return GROUPINGS[by](scale(result["age"]).open_age)


def _sexes(measure: Measure, by: str) -> tuple[str, ...]:
    if by == "sex" and measure.sexes == "both":
        known = ", ".join(name for name, one in MEASURES.items() if one.sexes != "both")
        raise ResultError(fault("measure_not_by_sex", label=measure.label, known=known))
    return SEXES if by == "sex" or measure.sexes == "each" else ("both",)


def _years(
    results: Sequence[xr.Dataset], measure: Measure, years: Sequence[int] | None
) -> list[int]:
    axes = [one[measure.dim].values.tolist() for one in results]
    if years is None:
        found = default_years(axes)
        if not found:
            raise ResultError(fault("compare_no_common_years"))
        return found
    asked = sorted({*years})
    faults = [
        _years_outside(one, name, measure, missing)
        for one, name, axis in zip(results, result_names(results), axes, strict=True)
        if (missing := [str(year) for year in asked if year not in axis])
    ]
    if faults:
        raise ResultError(*faults)
    return asked


def _years_outside(
    result: xr.Dataset, name: str, measure: Measure, missing: Sequence[str]
) -> Fault:
    axis = result[measure.dim].values.tolist()
    return fault(
        "compare_years_stock" if measure.dim == "year" else "compare_years_flow",
        file=name,
        missing=", ".join(missing),
        first=axis[0],
        last=axis[-1],
        step=years_in_step(result),
    )


def _values(
    result: xr.Dataset, measure: Measure, sexes: Sequence[str], groups: Sequence[AgeGroup]
) -> xr.DataArray:
    parts = [_of_sex(result, measure, sex, groups) for sex in sexes]
    stacked = xr.concat(parts, dim=pd.Index(sexes, name="sex"), join="exact")
    return stacked.transpose("sex", "age_group", measure.dim)


def _of_sex(
    result: xr.Dataset, measure: Measure, sex: str, groups: Sequence[AgeGroup]
) -> xr.DataArray:
    chosen = result if sex == "both" else result.sel(sex=[sex])
    values = sum_over(evaluate(measure, chosen), "sex")
    if "age" in values.dims:
        return group_ages(values, groups)
    return values.expand_dims(age_group=[one.label for one in groups])


def _against(values: xr.DataArray, reference: str) -> xr.Dataset:
    with exact_join():
        base = values.sel(scenario=reference, drop=True)
        difference = values - base
        percent = 100.0 * difference / abs(base).where(base != 0.0)
    return xr.Dataset({"value": values, "difference": difference, "percent": percent})


def _rows(
    sexes: Sequence[str], groups: Sequence[AgeGroup], measure: Measure
) -> dict[tuple[str, str], Text]:
    return {(sex, one.label): _row(sex, one, measure) for sex in sexes for one in groups}


def _row(sex: str, group: AgeGroup, measure: Measure) -> Text:
    ages = age_label(group, of_population=measure.name == "population")
    if sex == "both":
        return ages
    if group == ALL_AGES:
        return SEX_LABELS[sex]
    named = SEX_LABELS[sex]
    return Text(ja=f"{named.ja} {ages.ja}", en=f"{named.en} {ages.en}")
