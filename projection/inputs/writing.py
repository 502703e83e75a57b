"""Tables and blocks of `inputs.toml` as text, for folders that the program writes."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import xarray as xr

from projection.inputs.ages import scale_of
from projection.inputs.data import SourceFile
from projection.language import Text
from projection.toml import bilingual, quoted
from projection.variables import SEXES

COMPONENTS_HEADER = (
    "from,to,residents,births,deaths,in_migration,out_migration,other_in,other_out"
)
POPULATION_HEADER = "date,sex,age,population"


def csv_text(header: str, rows: Iterable[Iterable[str | float]]) -> str:
    r"""Return a CSV table; figures have ten significant digits.

    Examples
    --------
    >>> csv_text("age,persons", [["0-4", 12.0], ["5+", 1 / 3]])
    'age,persons\n0-4,12\n5+,0.3333333333\n'
    """
    return "\n".join([header, *(",".join(map(_cell, row)) for row in rows)]) + "\n"


def _cell(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.10g}"


def population_rows(population: xr.DataArray) -> Iterable[list[str | float]]:
    """Yield the rows of a table `population`: 1 January of every year, sex and age group.

    Parameters
    ----------
    population
        Persons, dims (year, sex, age).
    """
    labels = scale_of(population["age"].values.tolist()).labels
    for year in population["year"].values.tolist():
        for sex in SEXES:
            persons = population.sel(year=year, sex=sex).values.tolist()
            for label, value in zip(labels, persons, strict=True):
                yield [f"{year}-01-01", sex, label, value]


def components_rows(components: xr.Dataset) -> Iterable[list[str | float]]:
    """Yield the rows of a table `components`: all residents, by calendar year.

    Parameters
    ----------
    components
        Counts named as the columns, dim (period).
    """
    names = COMPONENTS_HEADER.split(",")[3:]
    counts = np.stack([components[name].values for name in names], axis=-1).tolist()
    for year, row in zip(components["period"].values.tolist(), counts, strict=True):
        yield [f"{year}-01-01", f"{year + 1}-01-01", "total", *row]


def table_block(kind: str, unit: str, source: SourceFile, notes: Text) -> str:
    """Return the block `[tables.KIND]` of a table in a file of the same name.

    Parameters
    ----------
    kind, unit
        Of the table.
    source
        Its publisher, title and terms.
    notes
        What readers should know of it.
    """
    lines = [
        f"\n[tables.{kind}]",
        f"file = {quoted(f'{kind}.csv')}",
        f"unit = {quoted(unit)}",
        f"publisher = {bilingual(source.publisher)}",
        f"source = {quoted(source.source)}",
        f"terms = {bilingual(source.terms)}",
        f"notes = {bilingual(notes)}",
    ]
    return "\n".join(lines)
