"""What the room hands on: the checked inputs of one region, and a summary of a folder."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import xarray as xr

from projection.errors import Fault
from projection.inputs.groups import GroupPopulation
from projection.inputs.regions import Region
from projection.language import Text

Row = Mapping[str, str | float | int]


@dataclass(frozen=True)
class SourceFile:
    """One table and where its figures come from.

    Parameters
    ----------
    kind, file, sha256
        The kind of table, its path as shown, and the SHA-256 of its bytes.
    unit, publisher, source, terms, notes
        As `inputs.toml` says.
    """

    kind: str
    file: str
    sha256: str
    unit: str
    publisher: Text
    source: str
    terms: Text
    notes: Text | None


@dataclass(frozen=True)
class Schedules:
    """The age patterns of a standard population.

    Parameters
    ----------
    death_probability
        Dims (year, sex, age): single ages from 0 to the highest that all tables hold.
    fertility_rate
        Births per woman-year, dims (year, age): single ages of the mother.
    sex_ratio_at_birth
        Males per female, dim (period): every year of the published ranges.
    mortality_course
        Deaths per person-year, dims (year, sex, age), that a scenario may follow: groups of
        any width, `age` with the attributes of a population's. None where no folder holds it.
    migration_by_size
        Net migrants per person and year of classes of municipalities, dims (residents, sex,
        age): residents from which a class begins, ages 0 to 100+. None where no folder holds
        it.
    """

    death_probability: xr.DataArray
    fertility_rate: xr.DataArray
    sex_ratio_at_birth: xr.DataArray
    mortality_course: xr.DataArray | None = None
    migration_by_size: xr.DataArray | None = None


@dataclass(frozen=True)
class Inputs:
    """Everything that is known about one region, checked.

    Parameters
    ----------
    region, folder, title
        Whose figures, from which folder, and its title.
    base_date, window
        The date of the base population, 1 January; the years before it that base rates are
        fitted to.
    step
        Years in a step where a run does not say.
    population
        Persons on 1 January, dims (year, sex, age). The coordinate `age` holds the groups'
        lower bounds, with the attributes `width` (0 where widths differ) and `open_age`.
    components
        births, deaths, in_migration, out_migration, other_in and other_out of all residents
        by calendar year, dim (period).
    schedules
        Of the standard population.
    history
        Rows region, residents, date, sex, age (a label), population; dates apart may have
        other age groups.
    published_tfr, other_projections
        The rows of these tables as they stand; empty where the folder has none.
    sources
        Every table used.
    groups
        Residents of institutions, part of the population, who are carried by their own path.
    """

    region: Region
    folder: Path
    title: Text
    base_date: datetime.date
    window: int
    step: int
    population: xr.DataArray
    components: xr.Dataset
    schedules: Schedules
    history: tuple[Row, ...]
    published_tfr: tuple[Row, ...]
    other_projections: tuple[Row, ...]
    sources: tuple[SourceFile, ...]
    groups: tuple[GroupPopulation, ...] = ()


@dataclass(frozen=True)
class YearlyChange:
    """What happened in one calendar year, in persons.

    `net_migration` holds the other entries and removals of the register.
    """

    period: int
    births: float
    deaths: float
    natural_change: float
    net_migration: float


@dataclass(frozen=True)
class RegionSummary:
    """The figures of one region that tell whether the right ones were read.

    Parameters
    ----------
    region
        Whose.
    population
        Persons on the base date by sex ("male", "female").
    years
        Every 1 January that is there.
    ages
        The labels of the age groups.
    changes
        One entry a calendar year.
    """

    region: Region
    population: Mapping[str, float]
    years: tuple[int, ...]
    ages: tuple[str, ...]
    changes: tuple[YearlyChange, ...]

    @property
    def total(self) -> float:
        """Persons on the base date."""
        return sum(self.population.values())


@dataclass(frozen=True)
class Report:
    """A folder in which nothing is wrong.

    A folder of schedules alone has no base date and no regions.

    Parameters
    ----------
    folder, title, base_date, window, sources
        As in `Inputs`.
    regions
        One summary a region.
    warnings
        What is not as it should be, but no reason to stop.
    """

    folder: Path
    title: Text
    base_date: datetime.date | None
    window: int
    regions: tuple[RegionSummary, ...]
    sources: tuple[SourceFile, ...]
    warnings: tuple[Fault, ...]
