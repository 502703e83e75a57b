"""What one more person is worth: a figure's derivatives with respect to people and fertility.

For a figure J of a target year (`Asked`), one backward pass through the recurrence
(`projection.adjoint`, where the recursion stands) gives dJ/dM for one more migrant of every
sex, age and year of arrival, and the same for births, deaths avoided and fertility. Newcomers
then live by the rates of the scenario as everybody of their age: some die, bear children,
move on; what the scenario counts in persons stays as it was.

The start of the pass, dJ/dP of every stock and flow of the target year, comes from the
formulas of `indicators` themselves by a complex step: for an analytic f,
Im f(x + ih) / h = f'(x) - h^2 f'''(x) / 6 + ..., exact to rounding for h = 1e-20.

Counts of people are linear: their leverage is exact for any number of persons. Shares and
ratios N / D are smooth, (dN - (N / D) dD) / D to the first order.

Sources: Caswell (2001), Matrix Population Models, ch. 9; Willekens (1977), Sensitivity analysis
in multiregional demographic models, Environment and Planning A 9; for the complex step, Squire
and Trapp (1998), Using complex variables to estimate derivatives of real functions, SIAM
Review 40.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from projection.adjoint import Derivatives, adjoint
from projection.analysis.age_groups import group_ages
from projection.analysis.asked import Asked
from projection.analysis.experiment import Experiment
from projection.analysis.labelled import exact_join
from projection.analysis.measures import MEASURES, find_measure
from projection.errors import ResultError, fault
from projection.inputs.ages import AgeGroup
from projection.kernel import Rates, Trajectory
from projection.running import CONVENTION
from projection.scenarios import Scenario

Array = NDArray[np.float64]

MORE_TFR = 0.1

# Set by the scenario, whoever lives there; or with a kink wherever an age group begins.
_REFUSED = frozenset({"total_fertility_rate", "life_expectancy", "median_age"})
_FLOWS = ("births", "deaths", "net_migration")
_H = 1e-20
_MANY = 100
_SOON = 5


@dataclass(frozen=True)
class Leverage:
    """What a figure gains from one more of each.

    Parameters
    ----------
    question
        The figure.
    value
        What it is under the scenario.
    people
        In how many persons readers think of it: 1 for a count of residents, 100 for yearly
        flows and for rates.
    data
        Up to the target year, in the figure's unit: `migrant` (period, sex, age at the move),
        `birth` (period, sex), `death_avoided` (period, sex, age reached that year) and
        `average_death_avoided` (period; weighted with the deaths of the year), per person;
        `fertility` (period) per 0.1 of the TFR in that year alone.
    """

    question: Asked
    value: float
    people: int
    data: xr.Dataset

    def for_readers(self) -> xr.Dataset:
        """Return the data per `people` persons; `fertility` stays per 0.1 of the TFR."""
        return (self.people * self.data).assign(fertility=self.data["fertility"])


class Who(NamedTuple):
    """A kind of migrant, and what one of them is worth."""

    sex: str
    age: int
    gain: float


def leverage(experiment: Experiment, scenario: Scenario, question: Asked) -> Leverage:
    """Return what one more person, or a higher TFR, is worth to a figure.

    Parameters
    ----------
    experiment
        Region, base rates and last year.
    scenario
        The future in which they live.
    question
        A measure of people in a year after the first: counts and, at the margin, their rates
        and shares.

    Returns
    -------
    Leverage
        A migrant counts as one person in the net migration of the year: half a chance each
        of joining at its start and at its end. Agrees with a run with one more person.

    Raises
    ------
    ResultError
        The measure does not depend on people or not smoothly, or nothing can happen before
        the year asked for.
    RunError, ScenarioError, InputsError
        As in `projection.run.run`.
    """
    _check(question, experiment.base.start)
    result = experiment.run([scenario]).isel(scenario=0)
    value = float(question.value(result))
    rates = experiment.rates(scenario).rates
    gradient = figure_gradient(question, result)
    found = adjoint(_trajectory(result), rates, gradient, experiment.base.width, CONVENTION)
    people = 1 if question.measure.kind == "stock" else _MANY
    data = _labelled(found, rates, result)
    before = data["period"] < question.year + (question.measure.dim == "period")
    return Leverage(question, value, people, data.isel(period=before.values))


def figure_gradient(question: Asked, result: xr.Dataset) -> Trajectory:
    """Return the derivative of a figure with respect to every stock and flow, each for itself.

    Parameters
    ----------
    question
        The figure.
    result
        One run, with dims year or period, sex and age.

    Returns
    -------
    Trajectory
        In the shapes of the kernel; zero but in the year of the figure. A birth counts the
        same whatever the age of the mother.
    """
    of_year = question.measure.dim == "year"
    only = {"year": [question.year]}
    if not of_year:
        only = {"year": [question.year, question.year + 1], "period": [question.year]}
    there = result[["population", *_FLOWS]].sel(only)
    first = int(np.flatnonzero(result["year"].values == question.year)[0])
    stocks, flows = result["population"].shape, result["deaths"].shape
    whole = Trajectory(np.zeros(stocks), np.zeros(flows), np.zeros(flows), np.zeros(flows))
    for name, part in zip(("population", *_FLOWS), whole, strict=True):
        if name == "population" or not of_year:
            found = _complex_step(question, there, name)
            of_ages = found if found.ndim == part.ndim else found[..., None]
            part[first : first + of_ages.shape[0]] = of_ages
    return whole


def in_groups(each: xr.DataArray, groups: Sequence[AgeGroup]) -> xr.DataArray:
    """Return the plain mean over the ages of every group: one person of any of these ages.

    Parameters
    ----------
    each
        A gain per person, by age.
    groups
        Made of whole ages of `each`.

    Returns
    -------
    xarray.DataArray
        Dim `age_group` in place of `age`.
    """
    with exact_join():
        return group_ages(each, groups) / group_ages(xr.ones_like(each), groups)


def extremes(migrant: xr.DataArray) -> tuple[Who, Who]:
    """Return the migrant of one year who is worth most, and the one who is worth least.

    Parameters
    ----------
    migrant
        Dims (sex, age).
    """
    gains = migrant.transpose("sex", "age")
    return _who(gains, int(gains.values.argmax())), _who(gains, int(gains.values.argmin()))


def last_year(experiment: Experiment, measure: str) -> int:
    """Return the last year in which a measure exists: that of the last stock or flow.

    Raises
    ------
    ResultError
        An unknown measure.
    """
    of_flow = find_measure(measure).dim == "period"
    return experiment.end - experiment.base.width * of_flow


def arrival_year(found: Leverage, wanted: int | None) -> int:
    """Return the year of arrival to speak of: as wanted, or five years on where that counts.

    Raises
    ------
    ResultError
        Who arrives in the year wanted cannot count: it lies before the run or too late.
    """
    years = found.data["period"].values.tolist()
    if wanted is None:
        return int(years[min(_SOON, len(years) - 1)])
    if wanted not in years:
        raise ResultError(
            fault("leverage_arrival_outside", year=wanted, first=years[0], last=years[-1])
        )
    return wanted


def tidy_leverage(found: Leverage) -> pd.DataFrame:
    """Return the data as one long table.

    Returns
    -------
    pandas.DataFrame
        Columns event (a variable of `Leverage.data`), period, sex, age, value: per person, or
        per 0.1 of the TFR. Sex and age are missing where an event has none.
    """
    columns = ["event", "period", "sex", "age", "value"]
    parts = [
        values.to_dataframe("value").reset_index().assign(event=str(name))
        for name, values in found.data.items()
    ]
    whole = pd.concat(parts, ignore_index=True).reindex(columns=columns)
    return whole.astype({"age": "Int64"})


def _check(question: Asked, start: int) -> None:
    measure = question.measure
    if measure.name in _REFUSED:
        known = ", ".join(name for name in MEASURES if name not in _REFUSED)
        raise ResultError(fault("leverage_not_of_people", label=measure.label, known=known))
    if measure.dim == "year" and question.year == start:
        raise ResultError(fault("leverage_nothing_before", year=start))


def _complex_step(question: Asked, there: xr.Dataset, name: str) -> Array:
    """Return the derivative with respect to one variable, in the shape of the variable."""
    own = there[name]
    steps = 1j * _H * np.eye(own.size).reshape(own.size, *own.shape)
    moved = own + xr.DataArray(steps, dims=("cell", *own.dims), coords=own.coords)
    values = question.value(there.assign({name: moved}))
    if "cell" not in values.dims:
        return np.zeros(own.shape)
    return (values.values.imag / _H).reshape(own.shape)


def _trajectory(result: xr.Dataset) -> Trajectory:
    # Nothing looks at the ages of mothers: one column holds them all.
    births = result["births"].values[..., None]
    deaths, moves = result["deaths"].values, result["net_migration"].values
    return Trajectory(result["population"].values, births, deaths, moves)


def _labelled(found: Derivatives, rates: Rates, result: xr.Dataset) -> xr.Dataset:
    cells, deaths = ("period", "sex", "age"), result["deaths"].values
    # The pattern keeps its form: a TFR higher by 0.1 lifts every rate in proportion.
    level = rates.fertility.sum(axis=-1, keepdims=True)
    shape = np.divide(
        rates.fertility, level, out=np.full_like(rates.fertility, np.nan), where=level > 0
    )
    average = (found.survivors * deaths).sum(axis=(-1, -2)) / deaths.sum(axis=(-1, -2))
    return xr.Dataset(
        {
            "migrant": (cells, found.migration_count),
            "birth": (cells[:2], found.births[..., 0]),
            "death_avoided": (cells, found.survivors),
            "average_death_avoided": ("period", average),
            "fertility": ("period", MORE_TFR * (found.fertility * shape).sum(axis=-1)),
        },
        coords={name: result[name] for name in cells},
    )


def _who(migrant: xr.DataArray, position: int) -> Who:
    sex, age = np.unravel_index(position, migrant.shape)
    one = migrant.isel(sex=int(sex), age=int(age))
    return Who(str(one["sex"].item()), int(one["age"]), float(one))
