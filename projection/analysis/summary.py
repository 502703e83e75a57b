"""The few figures that a run shows of every scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.comparable import result_labels, result_names
from projection.analysis.labelled import sum_over
from projection.analysis.measures import MEASURES, Measure, evaluate
from projection.language import Text

_POPULATION_YEARS = (2030, 2040, 2050, 2060)
_FLOW_YEARS = (2030, 2060)
_FLOWS = ("natural_change", "net_migration", "births")


@dataclass(frozen=True)
class Column:
    """One figure of every scenario: a measure in a year, or in the period from that year."""

    measure: Measure
    year: int


@dataclass(frozen=True)
class Summary:
    """The main figures of scenarios.

    Parameters
    ----------
    labels
        Short label of every result, by name: the rows.
    columns
        What stands in each column.
    values
        Shape (row, column); NaN where a result does not have the year.
    """

    labels: Mapping[str, Text]
    columns: tuple[Column, ...]
    values: NDArray[np.float64]


def summary(results: Sequence[xr.Dataset]) -> Summary:
    """Summarise results: population, aged share, and flows per year.

    Parameters
    ----------
    results
        Of one scenario each, one or more.

    Returns
    -------
    Summary
        Population in the first year, 2030, 2040, 2050 and 2060; aged share in the first and
        last of these; natural change, net migration and births in the first year, 2030 and
        2060. Years that no result has are left out; where none of 2030 to 2060 is left, the
        last one stands for them.
    """
    names = result_names(results)
    columns = tuple(_columns(results))
    measures = {column.measure.name: column.measure for column in columns}
    values = [_row(one, columns, measures) for one in results]
    labels = dict(zip(names, result_labels(results, names), strict=True))
    return Summary(labels, columns, np.array(values))


def _columns(results: Sequence[xr.Dataset]) -> Iterator[Column]:
    stocks = _years(results, "year", _POPULATION_YEARS)
    flows = _years(results, "period", _FLOW_YEARS)
    yield from (Column(MEASURES["population"], year) for year in stocks)
    yield from (Column(MEASURES["aged_share"], year) for year in (stocks[0], stocks[-1]))
    yield from (Column(MEASURES[name], year) for name in _FLOWS for year in flows)


def _years(results: Sequence[xr.Dataset], dim: str, also: Sequence[int]) -> list[int]:
    present = sorted({year for one in results for year in one[dim].values.tolist()})
    inside = [year for year in also if year in present]
    return sorted({present[0], *(inside or present[-1:])})


def _row(
    result: xr.Dataset, columns: Sequence[Column], measures: Mapping[str, Measure]
) -> list[float]:
    series = {
        name: sum_over(evaluate(measure, result), "sex", "age").to_series()
        for name, measure in measures.items()
    }
    return [float(series[one.measure.name].get(one.year, np.nan)) for one in columns]
