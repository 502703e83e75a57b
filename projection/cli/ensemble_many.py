"""`projection ensemble --region all`: every municipality, and the area as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import xarray as xr

from projection.cli.ensemble_document import at_most, shown_years
from projection.cli.output import say_as, say_warnings
from projection.cli.progress import shown
from projection.ensemble import AreaDrawing, Varying, run_area
from projection.errors import RunError, fault
from projection.inputs import MunicipalInputs, read_municipal
from projection.inputs.uncertainty import Uncertainty, find_uncertainty
from projection.language import Language, Text
from projection.messages import MESSAGES
from projection.report.labels import SCENARIO, source_note
from projection.report.likely import area_words, label_of
from projection.report.tables import Cell, Column, Document, Table
from projection.report.words import number
from projection.running_many import (
    fit_area,
    many_horizon,
    many_warnings,
    plans_of,
    told_left_out,
)
from projection.scenarios import Scenario, scenario_warnings

_STATISTIC = Column("statistic", Text(ja="試算", en="Futures"))
_PROJECTED = Text(ja="推計", en="Projection")
_MEAN = Text(ja="試算の平均", en="Mean")
_LONG = (
    Column("scenario", SCENARIO.label),
    Column("region", Text(ja="地域コード", en="Region code")),
    Column("name", Text(ja="市区町村", en="Municipality")),
    Column("figure", Text(ja="数値", en="Figure")),
    Column("year", Text(ja="年", en="Year")),
    Column("projected", _PROJECTED, 0),
    Column("mean", _MEAN, 0),
)


class Wanted(NamedTuple):
    """What was asked for."""

    area: str
    inputs: Path
    start: int | None
    end: int | None
    draws: int
    seed: int
    chance: bool | None


def ensembles_everywhere(
    scenarios: Sequence[Scenario], wanted: Wanted, lang: Language
) -> Iterator[xr.Dataset]:
    """Simulate scenarios for all municipalities of an area, one after the other.

    Yields
    ------
    xarray.Dataset
        One a scenario, as `results.write_ensemble` takes it.
    """
    inputs, table = read_municipal(wanted.inputs, wanted.area), find_uncertainty(wanted.inputs)
    spans = [_span(one, wanted, inputs) for one in scenarios]
    for one in scenarios:
        say_warnings([*scenario_warnings(one), *many_warnings(one)], lang)
    say_as("many_fitting", lang, count=f"{inputs.register.sizes['region']:,}")
    bases = {
        start: fit_area(inputs, start=start, step=1)
        for start in dict.fromkeys(first for first, _ in spans)
    }
    drawing = AreaDrawing(wanted.draws, wanted.seed, wanted.chance, _varying(table))
    for scenario, (start, end) in zip(scenarios, spans, strict=True):
        (plan,) = plans_of([scenario], bases[start], end)
        with shown(MESSAGES["ensemble_bar"].of(lang)) as progress:
            found, left_out = run_area(inputs, bases[start], plan, drawing, progress)
        if left_out:
            say_warnings([told_left_out(inputs, left_out)], lang)
        yield found.assign_attrs(_attributes(wanted, table))


def _varying(table: Uncertainty) -> Callable[[float, float], Varying]:
    return lambda residents, turnover: Varying(table.of(residents, turnover), table.modes)


def _span(scenario: Scenario, wanted: Wanted, inputs: MunicipalInputs) -> tuple[int, int]:
    step = scenario.step or inputs.step
    if step != 1:
        raise RunError(fault("ensemble_step", file=str(scenario.file), found=step))
    return many_horizon(inputs, scenario, wanted.start, wanted.end, 1)


def _attributes(wanted: Wanted, table: Uncertainty) -> dict[str, str | int]:
    made = {
        "made": table.made.isoformat(),
        "window": list(table.window),
        "processes": list(table.processes),
        "sha256": [one.sha256 for one in table.sources],
    }
    return {
        "draws": wanted.draws,
        "seed": str(wanted.seed),
        # 2: where there are less than 100,000 residents.
        "chance": 2 if wanted.chance is None else int(wanted.chance),
        "uncertainty": json.dumps(made),
    }


def area_document(ensembles: Sequence[xr.Dataset], year: int) -> Document:
    """Return ensembles of an area: the sum of it in tables, municipalities for machines.

    Parameters
    ----------
    ensembles
        As `ensembles_everywhere` yields them.
    year
        The year of sentences and of the table for machines.
    """
    attrs = ensembles[0].attrs
    draws = number(attrs["draws"])
    return Document(
        Text(
            ja=f"{attrs['region_name_ja']}：それぞれ{draws.ja}通りの将来の試算",
            en=f"{attrs['region_name_en']}: {draws.en} simulated futures each",
        ),
        tuple(_total(one) for one in ensembles),
        notes=(source_note(ensembles[0]), MESSAGES["many_sum_note"]),
        data=Table(
            Text(ja=f"{year}年の試算", en=f"Simulated futures of {year}"),
            (*_LONG, *_levels(ensembles[0])),
            tuple(row for one in ensembles for row in _rows(one, year)),
        ),
        sentences=tuple(area_words(one, year) for one in ensembles),
    )


def _levels(ensemble: xr.Dataset) -> list[Column]:
    return [
        Column(f"q{level * 100:02.0f}", at_most(float(level)), 0)
        for level in ensemble["quantile"].values
    ]


def _total(ensemble: xr.Dataset) -> Table:
    years = shown_years(ensemble)
    at = {"stock": "population", "year": years}
    quantiles = ensemble["total_stock_quantile"].sel(at)
    rows: list[tuple[Cell, ...]] = [
        (_PROJECTED, *ensemble["total_stock_projected"].sel(at).values.tolist()),
        (_MEAN, *ensemble["total_stock_mean"].sel(at).values.tolist()),
        *(
            (at_most(float(level)), *values.tolist())
            for level, values in zip(quantiles["quantile"], quantiles.values, strict=True)
        ),
    ]
    label = label_of(ensemble)
    columns = [Column(str(one), Text(ja=f"{one}年", en=str(one)), 0) for one in years]
    heading = Text(
        ja=f"「{label.ja}」の人口の合計（人）", en=f"'{label.en}': total population (persons)"
    )
    return Table(heading, (_STATISTIC, *columns), tuple(rows))


def _rows(ensemble: xr.Dataset, year: int) -> Iterator[tuple[Cell, ...]]:
    """Yield figures of every municipality: stocks of a year, flows of the year before it."""
    name, names = str(ensemble.attrs["scenario"]), ensemble["name"].values
    for kind, when in (("stock", {"year": year}), ("flow", {"period": year - 1})):
        parts = (ensemble[f"{kind}_{what}"].sel(when) for what in ("projected", "mean"))
        projected, mean = (one.values.tolist() for one in parts)
        levels = ensemble[f"{kind}_quantile"].sel(when).values.tolist()
        for region, code in enumerate(ensemble["region"].values):
            for at, figure in enumerate(ensemble[kind].values):
                values = (projected[region][at], mean[region][at], *levels[region][at])
                (shown_year,) = when.values()
                yield (name, str(code), str(names[region]), str(figure), shown_year, *values)
