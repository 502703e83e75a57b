"""What a question is about: one figure of a result, as a number for every run."""

from __future__ import annotations

from dataclasses import dataclass

import xarray as xr

from projection.analysis.age_groups import age_label, group_total, parse_age_groups
from projection.analysis.labelled import sum_over
from projection.analysis.measures import MEASURES, Measure, evaluate, find_measure
from projection.errors import ResultError, fault
from projection.language import Text
from projection.variables import SEX_LABELS


@dataclass(frozen=True)
class Asked:
    """One figure: a measure, for a sex and an age group, in a year.

    Parameters
    ----------
    measure
        What is measured.
    year
        1 January of a stock, first year of a flow's period.
    sex
        "both", "male" or "female".
    ages
        An age group as typed ("20-39", "75+"); all ages where None.
    """

    measure: Measure
    year: int
    sex: str = "both"
    ages: str | None = None

    @property
    def label(self) -> Text:
        """What readers see, without the year: "Population, female, 20-39"."""
        parts = [self.measure.label]
        if self.sex != "both":
            parts.append(SEX_LABELS[self.sex])
        if self.ages is not None:
            parts.append(age_label(parse_age_groups(self.ages)[0], of_population=False))
        return Text(
            ja="、".join(part.ja for part in parts), en=", ".join(part.en for part in parts)
        )

    def series(self, dataset: xr.Dataset) -> xr.DataArray:
        """Return the figure in every year, with the leading dims of `dataset`.

        Raises
        ------
        ResultError
            An age group that cuts through the groups of the result.
        """
        chosen = dataset if self.sex == "both" else dataset.sel(sex=[self.sex])
        values = sum_over(evaluate(self.measure, chosen), "sex")
        if self.ages is not None:
            return group_total(values, parse_age_groups(self.ages)[0])
        return sum_over(values, "age")

    def value(self, dataset: xr.Dataset) -> xr.DataArray:
        """Return the figure of its year, with the leading dims of `dataset`.

        Raises
        ------
        ResultError
            The year lies outside the result, or as in `series`.
        """
        years = dataset[self.measure.dim].values.tolist()
        if self.year not in years:
            raise ResultError(
                fault("asked_year_outside", year=self.year, first=years[0], last=years[-1])
            )
        return self.series(dataset).sel({self.measure.dim: self.year}, drop=True)


def asked(measure: str, year: int, *, sex: str = "both", ages: str | None = None) -> Asked:
    """Check a question.

    Parameters
    ----------
    measure
        Name or alias of a measure.
    year, sex, ages
        As in `Asked`.

    Raises
    ------
    ResultError
        An unknown measure, or one that cannot be split by sex or age.

    Examples
    --------
    >>> asked("population", 2060, sex="female", ages="20-39").label.en
    'Population, Female, 20-39'
    """
    found = find_measure(measure)
    if ages is not None:
        if not found.by_age:
            known = ", ".join(name for name, one in MEASURES.items() if one.by_age)
            raise ResultError(fault("measure_not_by_age", label=found.label, known=known))
        if len(parse_age_groups(ages)) > 1:
            raise ResultError(fault("asked_one_group", found=ages))
    if sex == "both" and found.sexes == "each":
        raise ResultError(fault("asked_sex_needed", label=found.label))
    if sex != "both" and found.sexes == "both":
        known = ", ".join(name for name, one in MEASURES.items() if one.sexes != "both")
        raise ResultError(fault("measure_not_by_sex", label=found.label, known=known))
    return Asked(found, year, sex, ages)
