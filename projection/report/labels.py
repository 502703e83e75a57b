"""Words that several tables share."""

from __future__ import annotations

import datetime
import json

import xarray as xr

from projection.analysis import Measure
from projection.inputs import Inputs
from projection.language import Text
from projection.report.tables import Column

SCENARIO = Column("label", Text(ja="シナリオ", en="Scenario"))


def of_measure(measure: Measure) -> Text:
    """Return a measure with its unit: "Population (persons)"."""
    return Text(
        ja=f"{measure.label.ja}（{measure.unit.ja}）",
        en=f"{measure.label.en} ({measure.unit.en})",
    )


def year_column(measure: Measure, year: int, step: int, decimals: int | None = None) -> Column:
    """Return the column of a year, or of the period that begins with it.

    Parameters
    ----------
    measure
        A flow of five-year steps has periods in its head: "2030-2034".
    year
        The year, or the first year of the period.
    step
        Years in a period.
    decimals
        The measure's own where left out.
    """
    label = Text(ja=f"{year}年", en=str(year))
    if measure.dim == "period" and step > 1:
        last = year + step - 1
        label = Text(ja=f"{year}〜{last}年", en=f"{year}-{last}")
    return Column(str(year), label, measure.decimals if decimals is None else decimals)


def source_note(result: xr.Dataset) -> Text:
    """Return what the projection of a result starts from, and as of which day figures are."""
    # As the inputs said, which may have changed since.
    tables = json.loads(result.attrs["inputs"])
    population = next(one for one in tables if one["kind"] == "population")
    names = population["publisher"]
    publisher = Text(ja=names["ja"], en=names["en"])
    return _source_note(publisher, population["source"], result.attrs["base_date"])


def inputs_note(inputs: Inputs, start: int) -> Text:
    """Return what a projection from `inputs` starts from, as `source_note` does of a result.

    Parameters
    ----------
    inputs
        Of one region.
    start
        The first year.
    """
    population = next(one for one in inputs.sources if one.kind == "population")
    return _source_note(population.publisher, population.source, f"{start}-01-01")


def day_words(base_date: str) -> Text:
    """Return the day of the year on which people are counted.

    Examples
    --------
    >>> day_words("2015-10-01").ja, day_words("2020-01-01").en
    ('10月1日', '1 January')
    """
    day = datetime.date.fromisoformat(base_date)
    return Text(ja=f"{day.month}月{day.day}日", en=f"{day.day} {day:%B}")


def _source_note(publisher: Text, source: str, base_date: str) -> Text:
    day, year = day_words(base_date), base_date[:4]
    return Text(
        ja=f"注：{publisher.ja}「{source}」（{year}年{day.ja}）からの推計。"
        f"人口は各年{day.ja}現在、出生・死亡・移動は1年当たり。",
        en=f"Note: projected from {publisher.en}, {source} ({day.en} {year}). "
        f"Population as of {day.en}; births, deaths and migration per year.",
    )
