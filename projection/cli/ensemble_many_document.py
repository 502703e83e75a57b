"""The tables of `projection ensemble --region all`: the sum in tables, places for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import xarray as xr

from projection.cli.ensemble_document import at_most, shown_years
from projection.ensemble import likely_in
from projection.language import Text
from projection.messages import MESSAGES
from projection.report.labels import SCENARIO, source_note
from projection.report.likely import area_words, label_of
from projection.report.tables import Cell, Column, Document, Table
from projection.report.words import number

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
_PROBABILITY = Column("probability", Text(ja="確率", en="Probability"), 3)
_EVENT = Column("event", Text(ja="節目", en="Threshold"))

Row = tuple[Cell, ...]


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
        tuple(table for one in ensembles for table in (_total(one), _calendar(one))),
        notes=(source_note(ensembles[0]), MESSAGES["many_sum_note"]),
        data=Table(
            Text(ja=f"{year}年の試算", en=f"Simulated futures of {year}"),
            (*_LONG, *_levels(ensembles[0]), _PROBABILITY),
            tuple(row for one in ensembles for row in _rows(one, year)),
        ),
        sentences=tuple(
            words for one in ensembles for words in (area_words(one, year), _likely(one, year))
        ),
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
    rows: list[Row] = [
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


def _likely(ensemble: xr.Dataset, year: int) -> Text:
    """Return the sentence about the first event in a year."""
    found, label = likely_in(ensemble).sel(year=year)[0], label_of(ensemble)
    count, regions = number(int(found)), number(ensemble.sizes["region"])
    return Text(
        ja=f"「{label.ja}」では、{year}年に「{found['event_ja'].item()}」確率が50%を超えるのは"
        f"{regions.ja}市区町村のうち{count.ja}です。",
        en=f"{found['event_en'].item()}: under '{label.en}' likelier than not in {year} in "
        f"{count.en} of {regions.en} municipalities.",
    )


def _calendar(ensemble: xr.Dataset) -> Table:
    """Return in how many municipalities events are likelier than not, by year."""
    label, years = label_of(ensemble), shown_years(ensemble)[1:]
    likely, regions = likely_in(ensemble).sel(year=years), number(ensemble.sizes["region"])
    columns = [Column(str(one), Text(ja=f"{one}年", en=str(one)), 0) for one in years]
    rows = [
        (
            Text(ja=one["event_ja"].item(), en=one["event_en"].item()),
            *one.values.tolist(),
        )
        for one in likely
    ]
    heading = Text(
        ja=f"「{label.ja}」で節目を迎えている確率が50%を超える市区町村の数（{regions.ja}のうち）",
        en=f"'{label.en}': municipalities, of {regions.en}, where thresholds are likelier than "
        "not to have been reached",
    )
    return Table(heading, (_EVENT, *columns), tuple(rows))


def _rows(ensemble: xr.Dataset, year: int) -> Iterator[Row]:
    """Yield figures of every municipality: stocks of a year, flows of the year before it."""
    for kind, when in (("stock", {"year": year}), ("flow", {"period": year - 1})):
        # As nested lists: single cells of labelled arrays are slow to take out.
        parts = (
            ensemble[f"{kind}_{what}"].sel(when).values.tolist()
            for what in ("projected", "mean", "quantile")
        )
        for place, *of_place in zip(_places(ensemble), *parts, strict=True):
            for key, projected, mean, levels in zip(
                ensemble[kind].values.tolist(), *of_place, strict=True
            ):
                yield (*place, key, *when.values(), projected, mean, *levels, None)
    nothing = (None,) * (2 + ensemble.sizes["quantile"])
    chances = ensemble["event_probability"].sel(year=year).values.tolist()
    for place, of_place in zip(_places(ensemble), chances, strict=True):
        for key, chance in zip(ensemble["event"].values.tolist(), of_place, strict=True):
            yield (*place, key, year, *nothing, chance)


def _places(ensemble: xr.Dataset) -> list[tuple[str, str, str]]:
    scenario = str(ensemble.attrs["scenario"])
    codes, names = (ensemble[one].values.tolist() for one in ("region", "name"))
    return [(scenario, code, name) for code, name in zip(codes, names, strict=True)]
