"""The table that a run prints: the main figures of every scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import xarray as xr

from projection.analysis import Summary, summary
from projection.language import Text
from projection.report.labels import SCENARIO, of_measure, source_note, year_column
from projection.report.tables import Document, Table


def summary_document(results: Sequence[xr.Dataset]) -> Document:
    """Return the main figures of results, a table a measure, a row a scenario.

    Parameters
    ----------
    results
        Of one scenario each, one or more.
    """
    names = {one.attrs["region"]: _name(one) for one in results}
    ja, en = (
        "、".join(one.ja for one in names.values()),
        ", ".join(one.en for one in names.values()),
    )
    return Document(
        Text(ja=f"{ja}の将来人口（推計）", en=f"Projected population of {en}"),
        tuple(_tables(summary(results), results[0].attrs["step"])),
        notes=tuple(dict.fromkeys(source_note(one) for one in results)),
    )


def _name(result: xr.Dataset) -> Text:
    return Text(ja=result.attrs["region_name_ja"], en=result.attrs["region_name_en"])


def _tables(figures: Summary, step: int) -> Iterator[Table]:
    measures = {one.measure.name: one.measure for one in figures.columns}
    for name, measure in measures.items():
        own = [at for at, one in enumerate(figures.columns) if one.measure.name == name]
        years = (year_column(measure, figures.columns[at].year, step) for at in own)
        rows = zip(figures.labels.values(), figures.values[:, own].tolist(), strict=True)
        yield Table(
            of_measure(measure), (SCENARIO, *years), tuple((label, *row) for label, row in rows)
        )
