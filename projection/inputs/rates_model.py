"""The form of `rates.toml`, a complete set of rates, and its JSON Schema for editors."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from projection.inputs.model import Words
from projection.kernel import OpenGroup, RateBase, Timing
from projection.rates.separation import Infancy

_PERSONS = MappingProxyType({"persons": 1.0, "thousands": 1000.0})
_PER_STEP = MappingProxyType({"per person and step": 1.0})

# What a figure of 1 stands for, in the unit that the program computes in.
UNITS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "population": _PERSONS,
        "survival_ratio": {"ratio": 1.0},
        "open_survival_ratio": {"ratio": 1.0},
        "person_years": {"per birth": 1.0, "per 100000 births": 1e-5},
        "mortality_rate": {"per person-year": 1.0, "per 1000": 0.001},
        "death_probability": {"probability": 1.0, "per 1000": 0.001},
        "fertility_rate": {"births per woman-year": 1.0, "per 1000": 0.001},
        "sex_ratio_at_birth": {"males per female": 1.0},
        "net_migration_count": _PERSONS,
        "net_migration_rate": _PER_STEP,
        "in_migration_count": _PERSONS,
        "out_migration_rate": _PER_STEP,
        "transfer_rate": _PER_STEP,
        "child_share": {"share": 1.0},
    }
)
FIGURES = (
    *("population", "births", "births_by_mother_age", "deaths", "net_migration"),
    *("in_migration", "out_migration", "transfers_in", "transfers_out"),
)


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class ConventionModel(_Model):
    """The order of events within a step of net migration."""

    timing: Timing
    births_count_arrivals: bool
    open_group: OpenGroup
    rate_base: RateBase = "start"
    floors: bool = Field(
        False, description="cells that more leave than live there are filled up, not refused"
    )


def _part(value: float) -> float:
    if not 0 <= value <= 1:
        raise PydanticCustomError("inputs_part", "", {"found": f"{value:g}"})
    return value


_Part = Annotated[float, Field(strict=False), AfterValidator(_part)]


class GrossModel(_Model):
    """How much of a step's mortality meets movers, where migration comes as gross flows."""

    exposure: _Part
    newborn_exposure: _Part


class LifeTableModel(_Model):
    """The rules for nax, where survival comes from mortality rates or probabilities."""

    infancy: Infancy
    older: Literal["midpoint", "greville", "greville_to_open"]


class TableModel(_Model):
    """One table: its file, and the unit of its figures."""

    file: str = Field(min_length=1, description="CSV, or CSV packed as .gz")
    unit: str = Field(min_length=1)


def _known_unit(table: TableModel | None, info: ValidationInfo) -> TableModel | None:
    units = UNITS[str(info.field_name)]
    if table is not None and table.unit not in units:
        known = ", ".join(f'"{unit}"' for unit in units)
        raise PydanticCustomError("inputs_unit", "", {"found": table.unit, "known": known})
    return table


_Table = Annotated[TableModel | None, AfterValidator(_known_unit)]


class RatesTables(_Model):
    """The tables of a set of rates, by kind."""

    population: _Table = None
    survival_ratio: _Table = None
    open_survival_ratio: _Table = None
    person_years: _Table = None
    mortality_rate: _Table = None
    death_probability: _Table = None
    fertility_rate: _Table = None
    sex_ratio_at_birth: _Table = None
    net_migration_count: _Table = None
    net_migration_rate: _Table = None
    in_migration_count: _Table = None
    out_migration_rate: _Table = None
    transfer_rate: _Table = None
    child_share: _Table = None


def positive(value: float) -> float:
    """Refuse a tolerance that nothing can meet."""
    if not value > 0:
        raise PydanticCustomError("inputs_tolerance", "", {"found": f"{value:g}"})
    return value


def _two_ages(ages: tuple[int, ...] | None) -> tuple[int, ...] | None:
    if ages is not None and (len(ages) != 2 or ages[0] > ages[1]):
        raise PydanticCustomError("inputs_expected_ages", "", {"found": list(ages)})
    return ages


class ExpectedModel(_Model):
    """Published figures to compare with, and how near they must be met."""

    title: Words
    figure: Literal[FIGURES]  # type: ignore[valid-type]
    file: str = Field(min_length=1)
    unit: Literal["persons", "thousands"] = "persons"
    compared: Literal["absolute", "relative"]
    tolerance: Annotated[float, Field(strict=False), AfterValidator(positive)]
    reason: Words
    # TOML has lists, a frozen model wants a tuple: strictness is lifted for these alone.
    ages: Annotated[
        tuple[int, ...] | None,
        Field(strict=False, description="lowest and highest lower bound compared"),
        AfterValidator(_two_ages),
    ] = None
    sum_over: Annotated[tuple[str, ...], Field(strict=False)] = ()
    each_step: bool = Field(False, description="every step from the published population")


class Published(_Model):
    """Where the figures of a case come from."""

    title: Words
    publication: Words
    publisher: Words
    source: Words
    terms: Words
    notes: Words | None = None


def _leading(dims: tuple[str, ...]) -> tuple[str, ...]:
    own = ("sex", "age", "period", "year", "life_table_age")
    wrong = any(dim in own or dim.startswith("to_") for dim in dims)
    if wrong or len(set(dims)) < len(dims):
        raise PydanticCustomError("inputs_dims", "", {"found": ", ".join(dims)})
    return dims


class RatesManifest(Published):
    """What `rates.toml` says: exactly one of `convention` and `gross`."""

    model_config = ConfigDict(title="rates.toml")

    dims: Annotated[
        tuple[str, ...],
        Field(strict=False, description="sub-populations"),
        AfterValidator(_leading),
    ] = ()
    start: Annotated[
        int | None, Field(description="first year, where no table has a column period")
    ] = None
    steps: Annotated[
        int | None, Field(description="how many, where no table has a column period")
    ] = None
    convention: ConventionModel | None = None
    gross: GrossModel | None = None
    life_table: LifeTableModel | None = None
    tables: RatesTables
    expected: Annotated[tuple[ExpectedModel, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _one_convention(self) -> RatesManifest:
        if (self.convention is None) == (self.gross is None):
            raise PydanticCustomError("inputs_one_convention", "", {})
        return self


def rates_schema() -> dict[str, Any]:
    """Return the JSON Schema of `rates.toml`, as editors use it."""
    schema = RatesManifest.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
