"""The form of `life_tables.toml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from projection.inputs.model import Words
from projection.inputs.rates_model import Published, positive
from projection.rates.separation import Older

Tolerance = Annotated[float, Field(strict=False), AfterValidator(positive)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class LifeTablesFile(_Model):
    """A file of life tables: country, year, sex, infancy, age and the columns."""

    file: str = Field(min_length=1)
    older: Older
    width: int = Field(description="years in the groups of the survival ratios")


class LifeTablesExpected(_Model):
    """How near the columns must come."""

    compared: Literal["absolute", "relative"]
    tolerance: Tolerance
    reason: Words


class LifeExpectancyModel(_Model):
    """Life expectancy published beside the tables, in years: those keys, age and the figure."""

    title: Words
    file: str = Field(min_length=1)
    tolerance: Tolerance
    reason: Words


class LifeTablesManifest(Published):
    """What `life_tables.toml` says."""

    model_config = ConfigDict(title="life_tables.toml")

    tables: Annotated[tuple[LifeTablesFile, ...], Field(strict=False)]
    expected: LifeTablesExpected
    life_expectancy: LifeExpectancyModel | None = None
