"""The form of `inputs.toml`, and its JSON Schema for editors."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from projection.errors import Fault
from projection.inputs.regions import parse_code
from projection.language import Text

COHORT_COMPONENT = "cohort-component"
# The five-year form of the official Japanese projections (社人研).
OFFICIAL = "ipss"


class _Model(BaseModel):
    # Strict: "5" is no number and true is no window of one year.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Bilingual(_Model):
    """A text in Japanese and English; a plain text stands for both."""

    ja: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        """The same as a `Text`."""
        return Text(ja=self.ja, en=self.en)


def _both_languages(value: object) -> object:
    return {"ja": value, "en": value} if isinstance(value, str) else value


Words = Annotated[
    Bilingual, BeforeValidator(_both_languages, json_schema_input_type=str | Bilingual)
]


def _six_digits(value: object) -> object:
    code = parse_code(value) if isinstance(value, str) else value
    if isinstance(code, Fault):
        raise PydanticCustomError(code.key, "{found}", dict(code.values))
    return code


class RegionModel(_Model):
    """A municipality: code of six digits with the check digit (or five without), and name."""

    code: Annotated[
        str,
        BeforeValidator(_six_digits, json_schema_input_type=str),
        Field(examples=["132217"]),
    ]
    name: Words


class TableModel(_Model):
    """One table: its file, and where its figures come from."""

    file: str = Field(min_length=1, description="path relative to this file")
    unit: str = Field(min_length=1)
    publisher: Words
    source: str = Field(min_length=1, description="title of the publication")
    terms: Annotated[Words, Field(description="terms of use, such as CC BY 4.0")]
    notes: Words | None = None


# What a figure of 1 stands for, in the unit that the program computes in.
UNITS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "population": {"persons": 1.0, "thousands": 1000.0},
        "components": {"persons": 1.0},
        "group_population": {"persons": 1.0},
        "population_history": {"persons": 1.0, "thousands": 1000.0},
        "published_tfr": {"births per woman": 1.0},
        "other_projections": {"persons": 1.0},
        "death_probability": {"probability": 1.0},
        "fertility_rate": {"births per woman": 1.0, "per 1000": 0.001},
        "sex_ratio_at_birth": {"males per female": 1.0},
        "mortality_course": {"per person-year": 1.0},
        "migration_by_size": {"per person-year": 1.0},
        "municipal_register": {"persons": 1.0},
        "municipal_history": {"persons": 1.0},
        "published_projection": {"persons": 1.0},
        "uncertainty": {"standard deviation": 1.0},
        "uncertainty_correlation": {"correlation": 1.0},
        "uncertainty_modes": {"per person-year": 1.0},
        "municipality_names": {"names": 1.0},
        "plausible_ranges": {"as named": 1.0},
        "survival_ratio": {"ratio": 1.0},
        "net_migration": {"per person": 1.0},
        "child_woman_ratio": {"children per woman": 1.0},
        "child_sex_ratio": {"males per female": 1.0, "males per 100 females": 0.01},
        "control_totals": {"persons": 1.0, "thousands": 1000.0},
    }
)


def _known_unit(table: TableModel | None, info: ValidationInfo) -> TableModel | None:
    units = UNITS[str(info.field_name)]
    if table is not None and table.unit not in units:
        known = ", ".join(f'"{unit}"' for unit in units)
        context = {"found": table.unit, "known": known}
        raise PydanticCustomError("inputs_unit", "", context)
    return table


_Table = Annotated[TableModel | None, AfterValidator(_known_unit)]


class Tables(_Model):
    """The tables of a folder, by kind."""

    population: _Table = None
    components: _Table = None
    group_population: _Table = None
    population_history: _Table = None
    published_tfr: _Table = None
    other_projections: _Table = None
    death_probability: _Table = None
    fertility_rate: _Table = None
    sex_ratio_at_birth: _Table = None
    mortality_course: _Table = None
    migration_by_size: _Table = None
    municipal_register: _Table = None
    municipal_history: _Table = None
    published_projection: _Table = None
    uncertainty: _Table = None
    uncertainty_correlation: _Table = None
    uncertainty_modes: _Table = None
    municipality_names: _Table = None
    plausible_ranges: _Table = None
    survival_ratio: _Table = None
    net_migration: _Table = None
    child_woman_ratio: _Table = None
    child_sex_ratio: _Table = None
    control_totals: _Table = None


def _method(tables: Tables) -> str:
    return COHORT_COMPONENT if tables.child_woman_ratio is None else OFFICIAL


def _january(date: datetime.date | None, info: ValidationInfo) -> datetime.date | None:
    tables = info.data.get("tables")
    any_day = tables is not None and _method(tables) == OFFICIAL
    if date is not None and not any_day and (date.month, date.day) != (1, 1):
        raise PydanticCustomError("inputs_base_january", "", {"found": date.isoformat()})
    return date


def _each_once(regions: tuple[RegionModel, ...]) -> tuple[RegionModel, ...]:
    codes = [region.code for region in regions]
    if twice := [code for code in codes if codes.count(code) > 1]:
        raise PydanticCustomError("inputs_region_declared_twice", "", {"found": twice[0]})
    return regions


class Manifest(_Model):
    """What `inputs.toml` says.

    `base_date` and `regions` are needed where there is a table `population`.
    """

    model_config = ConfigDict(title="inputs.toml")

    title: Words
    # Before the date: which days are allowed depends on the tables.
    tables: Tables
    base_date: Annotated[datetime.date | None, AfterValidator(_january)] = Field(
        None,
        description="1 January of the base year; any day where there is a child_woman_ratio",
    )
    window: int = Field(5, ge=1, le=50, description="years that base rates are fitted to")
    step: Literal[1, 5] = Field(1, description="years in a step where a run does not say")
    standard: str | None = Field(None, description="folder of schedules not held here")
    known_gaps: Annotated[tuple[int, ...], Field(strict=False)] = Field(
        (), description="calendar years that do not add up as published: warned of, not refused"
    )
    # TOML has lists, a frozen model wants a tuple: strictness is lifted for this step alone.
    regions: Annotated[
        tuple[RegionModel, ...], Field(strict=False), AfterValidator(_each_once)
    ] = ()

    @model_validator(mode="after")
    def _whole(self) -> Manifest:
        for key in ("base_date", "regions"):
            if self.tables.population is not None and not getattr(self, key):
                raise PydanticCustomError("inputs_key_with_population", "", {"name": key})
        return self

    @property
    def method(self) -> str:
        """How the folder's population can be projected."""
        return _method(self.tables)

    def table(self, kind: str) -> TableModel | None:
        """Return the table of a kind, or None where the folder has none."""
        table: TableModel | None = getattr(self.tables, kind)
        return table


def inputs_schema() -> dict[str, Any]:
    """Return the JSON Schema of `inputs.toml`, as editors use it."""
    schema = Manifest.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
