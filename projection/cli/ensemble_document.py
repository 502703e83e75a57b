"""The tables of `projection ensemble`: intervals, figures of a year, a calendar, goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import xarray as xr

from projection.analysis import MEASURES
from projection.analysis.asked import Asked
from projection.analysis.futures import figure_key, standard_figures
from projection.inputs import Inputs
from projection.inputs.uncertainty import Uncertainty
from projection.language import Text
from projection.report.labels import SCENARIO, inputs_note, of_measure
from projection.report.likely import (
    chance_words,
    difference_words,
    event_words,
    goal_words,
    interval_words,
    label_of,
    reference_of,
)
from projection.report.tables import Cell, Column, Document, Table
from projection.report.words import number

_STATISTIC = Column("statistic", Text(ja="試算", en="Futures"))
_FIGURE = Column("figure", Text(ja="数値", en="Figure"))
_EVENT = Column("event", Text(ja="節目", en="Threshold"))
_GOAL = Column("goal", Text(ja="目標", en="Goal"))
_PROJECTED = Text(ja="推計", en="Projection")
_MEAN = Text(ja="試算の平均", en="Mean")
_NEVER = Text(ja="なし", en="none")
_SHOWN = (0.1, 0.5, 0.9)
_APART = 10
_KINDS = {"stock": "year", "flow": "period"}
_LONG = (
    Column("scenario", SCENARIO.label),
    Column("kind", Text(ja="種類", en="Kind")),
    Column("figure", Text(ja="数値", en="Figure")),
    Column("year", Text(ja="年", en="Year")),
    Column("projected", _PROJECTED, 2),
    Column("mean", _MEAN, 2),
)
_PROBABILITY = Column("probability", Text(ja="確率", en="Probability"), 3)

Row = tuple[Cell, ...]


def ensemble_document(
    ensembles: Sequence[xr.Dataset], inputs: Inputs, table: Uncertainty, year: int
) -> Document:
    """Return ensembles of one region as sentences, tables for readers and one for machines.

    Parameters
    ----------
    ensembles
        The first is the one from which differences are taken.
    inputs, table
        What they start from, and what says how much varies.
    year
        The year of sentences and of the table of all figures.
    """
    first, region = ensembles[0], inputs.region.name
    draws = number(first.attrs["draws"])
    return Document(
        Text(
            ja=f"{region.ja}：{draws.ja}通りの将来の試算",
            en=f"{region.en}: {draws.en} simulated futures",
        ),
        tuple(_tables(ensembles, year)),
        notes=tuple(_notes(first, inputs, table)),
        data=_long_table(ensembles),
        sentences=tuple(_sentences(ensembles, year)),
    )


def _sentences(ensembles: Sequence[xr.Dataset], year: int) -> Iterator[Text]:
    for one in ensembles:
        yield interval_words(one, year)
        if one.attrs["reference"]:
            yield difference_words(one, year)
        yield from event_words(one)
        yield from goal_words(one)


def _notes(first: xr.Dataset, inputs: Inputs, table: Uncertainty) -> Iterator[Text]:
    yield inputs_note(inputs, int(first["year"][0]))
    begin, end = table.window
    yield Text(
        ja=f"注：出生・死亡・移動のばらつきは、全国の市区町村の{begin}〜{end}年の実績からの推定値"
        f"（{table.made.isoformat()}作成）。シナリオの仮定そのものの当否は含まない。",
        en=f"Note: how much fertility, mortality and migration vary is estimated from all "
        f"municipalities of Japan, {begin}-{end} (table of {table.made.isoformat()}). Whether "
        "a scenario's own assumptions come true is not part of it.",
    )
    if first.attrs["chance"]:
        yield Text(
            ja="注：1人ひとりの出生・死亡・移動の偶然を含む。",
            en="Note: the chance of single births, deaths and moves is included.",
        )
    yield Text(
        ja=f"注：乱数の種は{first.attrs['seed']}。同じ種からは同じ数値が得られる。",
        en=f"Note: seed {first.attrs['seed']}; the same seed gives the same figures.",
    )


def _tables(ensembles: Sequence[xr.Dataset], year: int) -> Iterator[Table]:
    for one in ensembles:
        yield _population(one, "stock_quantile")
        if one.attrs["reference"]:
            yield _population(one, "stock_difference")
        yield _all_figures(one, year)
        yield _calendar(one)
        if "goal_probability" in one:
            yield _goals(one)


def shown_years(ensemble: xr.Dataset) -> list[int]:
    """Return the years of tables: the first, each tenth, the last."""
    years: list[int] = ensemble["year"].values.tolist()
    return [one for one in years if one in (years[0], years[-1]) or not one % _APART]


def _population(ensemble: xr.Dataset, name: str) -> Table:
    measure, years = MEASURES["population"], shown_years(ensemble)
    at = {"stock": "population", "year": years}
    rows: list[Row] = []
    differs = name == "stock_difference"
    if not differs:
        rows.append((_PROJECTED, *ensemble["stock_projected"].sel(at).values.tolist()))
        rows.append((_MEAN, *ensemble["stock_mean"].sel(at).values.tolist()))
    for level, values in zip(ensemble["quantile"].values, ensemble[name].sel(at), strict=True):
        rows.append((at_most(float(level)), *values.values.tolist()))
    label, words = label_of(ensemble), of_measure(measure)
    heading = Text(ja=f"「{label.ja}」の{words.ja}", en=f"'{label.en}': {words.en}")
    if differs:
        other = reference_of(ensemble)
        heading = Text(
            ja=f"「{label.ja}」の{words.ja}：「{other.ja}」との差",
            en=f"'{label.en}': {words.en}, difference from '{other.en}'",
        )
    columns = [Column(str(one), Text(ja=f"{one}年", en=str(one)), 0) for one in years]
    return Table(heading, (_STATISTIC, *columns), tuple(rows))


def at_most(level: float) -> Text:
    """Return which part of the futures lies at or below: "10 %"; the middle one is named."""
    if level == 0.5:
        return Text(ja="中央値（50%）", en="Median (50 %)")
    return Text(ja=f"下から{level * 100:.0f}%", en=f"{level * 100:.0f} % lie below")


def _all_figures(ensemble: xr.Dataset, year: int) -> Table:
    label = label_of(ensemble)
    levels = tuple(Column(f"q{level * 100:02.0f}", at_most(level)) for level in _SHOWN)
    return Table(
        Text(
            ja=f"「{label.ja}」の{year}年の各数値（出生・死亡・移動などは{year - 1}年の1年間）",
            en=f"'{label.en}': all figures of {year} (births, deaths, moves: of {year - 1})",
        ),
        (_FIGURE, Column("projected", _PROJECTED), Column("mean", _MEAN), *levels),
        tuple(_figure_row(ensemble, one, year) for one in standard_figures()),
    )


def _figure_row(ensemble: xr.Dataset, asked: Asked, year: int) -> Row:
    kind, when = ("stock", year) if asked.measure.dim == "year" else ("flow", year - 1)
    at = {kind: figure_key(asked), _KINDS[kind]: when}
    quantiles = ensemble[f"{kind}_quantile"].sel(at)
    values = [
        float(ensemble[f"{kind}_projected"].sel(at)),
        float(ensemble[f"{kind}_mean"].sel(at)),
        *(float(quantiles.sel(quantile=level, method="nearest")) for level in _SHOWN),
    ]
    unit, label = asked.measure.unit, asked.label
    name = Text(ja=f"{label.ja}（{unit.ja}）", en=f"{label.en} ({unit.en})")
    # Figures of one column have decimals of their own.
    return (name, *(number(value, asked.measure.decimals) for value in values))


def _calendar(ensemble: xr.Dataset) -> Table:
    label, years = label_of(ensemble), shown_years(ensemble)[1:]
    chances = ensemble["event_probability"].sel(year=years).values
    columns = [Column(str(one), Text(ja=f"{one}年", en=str(one))) for one in years]
    over = [
        Column(f"event_over_{level}", Text(ja=f"{level}%超", en=f"Over {level} %"))
        for level in (50, 80)
    ]
    names = zip(ensemble["event_ja"].values, ensemble["event_en"].values, strict=True)
    rows = [
        (
            Text(ja=str(ja), en=str(en)),
            *(chance_words(one) for one in of_event),
            *(int(ensemble[one.key][at]) or _NEVER for one in over),
        )
        for at, ((ja, en), of_event) in enumerate(zip(names, chances.tolist(), strict=True))
    ]
    return Table(
        Text(
            ja=f"「{label.ja}」で節目を迎えている確率と、それが50%・80%を超える最初の年",
            en=f"'{label.en}': probability of thresholds, and first year it is over 50 or 80 %",
        ),
        (_EVENT, *columns, *over),
        tuple(rows),
    )


def _goals(ensemble: xr.Dataset) -> Table:
    label = label_of(ensemble)
    names = zip(ensemble["goal_ja"].values, ensemble["goal_en"].values, strict=True)
    chances = ensemble["goal_probability"].values.tolist()
    return Table(
        Text(
            ja=f"「{label.ja}」で目標を達成する確率",
            en=f"'{label.en}': probability that goals are met",
        ),
        (_GOAL, Column("probability", _PROBABILITY.label)),
        tuple(
            (Text(ja=str(ja), en=str(en)), chance_words(one))
            for (ja, en), one in zip(names, chances, strict=True)
        ),
    )


def _long_table(ensembles: Sequence[xr.Dataset]) -> Table:
    """Return all figures of all years; `kind` is stock, flow, difference, event or goal."""
    levels = ensembles[0]["quantile"].values
    quantiles = [Column(f"q{level * 100:02.0f}", at_most(float(level)), 2) for level in levels]
    rows = [row for one in ensembles for row in _long_rows(one)]
    heading = Text(ja="試算の結果", en="Simulated futures")
    return Table(heading, (*_LONG, *quantiles, _PROBABILITY), tuple(rows))


def _long_rows(ensemble: xr.Dataset) -> Iterator[Row]:
    name, nothing = str(ensemble.attrs["scenario"]), (None,) * ensemble.sizes["quantile"]
    for kind, dim in _KINDS.items():
        yield from _long_figures(ensemble, name, kind, dim)
    events = ensemble["event_probability"]
    for key, chances in zip(ensemble["event"].values, events.values, strict=True):
        for year, one in zip(ensemble["year"].values.tolist(), chances.tolist(), strict=True):
            yield (name, "event", str(key), year, None, None, *nothing, one)
    if "goal_probability" in ensemble:
        chances = ensemble["goal_probability"].values.tolist()
        titles = zip(ensemble["goal_ja"].values, ensemble["goal_en"].values, strict=True)
        for (ja, en), one in zip(titles, chances, strict=True):
            yield (name, "goal", Text(str(ja), str(en)), None, None, None, *nothing, one)


def _long_figures(ensemble: xr.Dataset, name: str, kind: str, dim: str) -> Iterator[Row]:
    cells = [
        (at, when, str(figure), year)
        for at, figure in enumerate(ensemble[kind].values)
        for when, year in enumerate(ensemble[dim].values.tolist())
    ]
    # As nested lists: single cells of labelled arrays are slow to take out.
    projected, mean = (
        ensemble[f"{kind}_{one}"].values.tolist() for one in ("projected", "mean")
    )
    levels = np.moveaxis(ensemble[f"{kind}_quantile"].values, 1, -1).tolist()
    for at, when, figure, year in cells:
        of_figure = (projected[at][when], mean[at][when], *levels[at][when])
        yield (name, kind, figure, year, *of_figure, None)
    if f"{kind}_difference" in ensemble:
        levels = np.moveaxis(ensemble[f"{kind}_difference"].values, 1, -1).tolist()
        for at, when, figure, year in cells:
            yield (name, "difference", figure, year, None, None, *levels[at][when], None)
