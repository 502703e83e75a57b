"""The members of an ensemble as results: every measure of the registry can be asked of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, TypeVar

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.asked import Asked
from projection.analysis.experiment import Experiment
from projection.analysis.indicators import total_fertility_rate
from projection.analysis.measures import MEASURES
from projection.ensemble import Drawn, Members, room
from projection.rates.life_table import death_probability, life_table
from projection.scenarios import Scenario
from projection.scenarios.rates import calendar_years, hazards
from projection.variables import SEXES

Array = NDArray[np.float64]
Single = NDArray[np.float32]
Bounds = NDArray[np.int64]

F = TypeVar("F", bound=np.floating[Any])
Dim = Literal["year", "period"]

DIMS: tuple[Dim, ...] = ("year", "period")
FIVE_YEARS = 5
# Where the age groups of measures begin: figures of all members are worked out from these.
_OF_MEASURES = (0, 5, 15, 20, 40, 50, 65, 75, 85)
# Measures that look at the whole distribution of ages.
_OF_ALL_GROUPS = ("median_age",)
_AGES = ("0-14", "15-64", "65+", "75+", "85+")
# Members whose figures are worked out together: their age groups take 13 MB.
_PIECE = 1000
# Log levels of the hazard between which life expectancy is interpolated, to 0.001 years.
_LEVELS = np.linspace(-2.0, 2.0, 161)


@dataclass(frozen=True)
class Future:
    """The members of one scenario.

    Parameters
    ----------
    projected
        The projection itself, without the dim `scenario`.
    members
        Their sums.
    bounds
        Lower bounds of the age groups of `members`.
    levels
        Log levels of fertility and of the hazard. Each of shape (period, draw).
    life_expectancies
        At age 0 by `_LEVELS` of the hazard. Shape (period, 2, level).
    """

    projected: xr.Dataset
    members: Members
    bounds: Bounds
    levels: tuple[Array, Array]
    life_expectancies: Array

    @property
    def draws(self) -> int:
        """How many members there are."""
        return int(self.members.births.shape[-1])

    def pieces(self) -> Iterator[slice]:
        """Yield all members, some at a time."""
        for first in range(0, self.draws, _PIECE):
            yield slice(first, min(first + _PIECE, self.draws))

    def dataset(self, some: slice, bounds: Collection[int]) -> xr.Dataset:
        """Return members as a result, as far as measures look at one.

        Parameters
        ----------
        some
            Which members.
        bounds
            Lower bounds of its age groups, some of those of `members`.

        Returns
        -------
        xarray.Dataset
            Dims (year or period, sex, age, draw). Flows have no ages. Fertility is the same at
            all ages and life expectancy that at birth: TFR and life expectancy at birth are
            right, single ages mean nothing.
        """
        at = np.flatnonzero(np.isin(self.bounds, [*bounds]))
        flows = (one[..., some].astype(np.float64) for one in self.members[1:])
        names, ages = ("births", "deaths", "net_migration"), self.bounds[at]
        flow_dims, by_age = ("period", "sex", "draw"), ("period", "sex", "age", "draw")
        periods = self.projected["period"].values
        shape = (periods.size, ages.size, some.stop - some.start)
        fertility = np.broadcast_to(self._fertility(some, ages)[:, None], shape)
        living = self._life_expectancy(some)[:, :, None]
        living = np.broadcast_to(living, (periods.size, 2, *shape[1:]))
        return xr.Dataset(
            {
                "population": self.people(some, bounds),
                **{name: (flow_dims, of) for name, of in zip(names, flows, strict=True)},
                "fertility_rate": (("period", "age", "draw"), fertility),
                "life_expectancy": (by_age, living),
            },
            coords={"period": periods},
            attrs={"step": 1},
        )

    def people(self, some: slice, bounds: Collection[int]) -> xr.DataArray:
        """Return the population alone, as in `dataset`."""
        at = np.flatnonzero(np.isin(self.bounds, [*bounds]))
        ages = self.bounds[at]
        return xr.DataArray(
            added_up(self.members.population[..., some], at, np.float64),
            dims=("year", "sex", "age", "draw"),
            coords={
                "year": self.projected["year"].values,
                "sex": list(SEXES),
                "age": ("age", ages, {"width": 0, "open_age": int(ages[-1])}),
            },
        )

    def _fertility(self, some: slice, ages: Bounds) -> Array:
        total = total_fertility_rate(self.projected).values[:, None]
        return total * np.exp(self.levels[0][:, some]) / float(ages[-1])

    def _life_expectancy(self, some: slice) -> Array:
        levels = self.levels[1][:, some]
        return np.array(
            [
                [np.interp(now, _LEVELS, of_sex) for of_sex in table]
                for now, table in zip(levels, self.life_expectancies, strict=True)
            ]
        )


def future_of(
    experiment: Experiment,
    scenario: Scenario,
    drawn: Drawn,
    members: Members,
    projected: xr.Dataset,
    bounds: Bounds,
) -> Future:
    """Put together the members of a scenario and its projection.

    Parameters
    ----------
    experiment, scenario
        What was projected.
    drawn, members
        How members depart from the projection, and their sums.
    projected, bounds
        The projection, and the age groups of `members`.
    """
    years = calendar_years(experiment.base, experiment.end)
    found = hazards(scenario, experiment.base, years).mean(axis=1)
    tables = [
        life_table(death_probability(found * np.exp(level))).life_expectancy[..., 0]
        for level in _LEVELS
    ]
    fertility, mortality = (drawn.departures[..., process].T for process in (0, 1))
    return Future(
        projected=projected,
        members=members,
        bounds=bounds,
        levels=(fertility, mortality),
        life_expectancies=np.stack(tables, axis=-1),
    )


def standard_figures() -> tuple[Asked, ...]:
    """Return every measure of the registry, and the population of the usual age groups."""
    whole = [
        Asked(measure, 0, sex)
        for measure in MEASURES.values()
        for sex in (SEXES if measure.sexes == "each" else ("both",))
    ]
    population = MEASURES["population"]
    parts = [Asked(population, 0, sex) for sex in SEXES]
    ages = [Asked(population, 0, ages=ages) for ages in _AGES]
    return (*whole, *parts, *ages)


def figure_key(asked: Asked) -> str:
    """Return the name of a figure for machines.

    Examples
    --------
    >>> figure_key(Asked(MEASURES["population"], 0, "female", "75+"))
    'population:female:75+'
    """
    sex = [] if asked.sex == "both" else [asked.sex]
    return ":".join([asked.measure.name, *sex, *([asked.ages] if asked.ages else [])])


def group_bounds(open_age: int, more: Collection[int] = ()) -> Bounds:
    """Return lower bounds of five-year groups, and `more` of them.

    Examples
    --------
    >>> group_bounds(15, [6, 20]).tolist()
    [0, 5, 6, 10, 15]
    """
    fives = {*range(0, open_age + 1, FIVE_YEARS), *(one for one in more if one < open_age)}
    return np.array(sorted(fives), dtype=np.int64)


def coarse_bounds(more: Collection[int] = ()) -> tuple[int, ...]:
    """Return lower bounds of the groups that measures are made of, and `more` of them."""
    return tuple(sorted({*_OF_MEASURES, *more}))


@dataclass(frozen=True)
class Series:
    """Figures of all members, worked out some members at a time.

    Parameters
    ----------
    future
        The members.
    figures
        What is worked out, by the dim on which it stands.
    found
        Shape (figure, year or period, draw).
    """

    future: Future
    figures: Mapping[Dim, Sequence[Asked]]
    found: Mapping[Dim, Single]

    def work_out(self, some: slice) -> None:
        """Work figures out for some members; labels must be joined exactly around all calls."""
        coarse = self.future.dataset(some, coarse_bounds())
        whole = self.future.people(some, self.future.bounds.tolist()).to_dataset(
            name="population"
        )
        for dim, asked in self.figures.items():
            for at, one in enumerate(asked):
                given = whole if one.measure.name in _OF_ALL_GROUPS else coarse
                self.found[dim][at, :, some] = one.series(given).transpose(dim, "draw").values

    @property
    def by_dim(self) -> tuple[Single, Single]:
        """Return those on `year` and those on `period`, in their order."""
        return self.found["year"], self.found["period"]


def added_up(persons: Single, at: Bounds, dtype: type[F]) -> NDArray[F]:
    """Add up age groups from each of `at` to the one before the next.

    Parameters
    ----------
    persons
        Shape (..., group, draw).
    at
        The first of every sum, in order, from 0 on.
    dtype
        In which they are added.

    Examples
    --------
    >>> persons = np.array([[1.0], [2.0], [4.0]], np.float32)
    >>> added_up(persons, np.array([0, 2]), np.float64).tolist()
    [[3.0], [4.0]]
    """
    groups = persons.shape[-2]
    if len(at) == groups:
        return persons.astype(dtype, copy=False)
    found = np.empty((*persons.shape[:-2], len(at), persons.shape[-1]), dtype)
    # By far faster than `np.add.reduceat` along an axis that is not the last.
    for place, (first, end) in enumerate(pairwise([*at.tolist(), groups])):
        part = persons[..., first:end, :]
        np.sum(part, axis=-2, dtype=dtype, out=found[..., place, :])
    return found


def series_of(future: Future, figures: Sequence[Asked]) -> Series:
    """Make room for figures of all members.

    Parameters
    ----------
    future
        The members.
    figures
        Of both dims, in any order.
    """
    sizes, draws = future.projected.sizes, future.draws
    parts = {dim: [one for one in figures if one.measure.dim == dim] for dim in DIMS}
    found = {dim: room((len(parts[dim]), sizes[dim], draws)) for dim in DIMS}
    return Series(future, parts, found)
