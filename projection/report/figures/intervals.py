"""F14: how sure the projections are, as bands of simulated futures around them."""

from __future__ import annotations

from collections.abc import Iterator

import xarray as xr

from projection.analysis import find_measure
from projection.language import Text
from projection.report.content import LeftOut
from projection.report.figure import Figure, Lines, Panel, Series
from projection.report.figures.population import PERSONS
from projection.report.likely import difference_words, interval_words
from projection.report.material import Material
from projection.report.sentences import joined
from projection.report.series import (
    YEARS,
    heading_of,
    observed_key,
    observed_lines,
    role_of,
)
from projection.report.sources import people_notes, register_source
from projection.report.words import number

# Pairs of quantiles: of ten futures eight, and half of them.
_BANDS = ((0.1, 0.9), (0.25, 0.75))
_ID = "F14"
# Projections are of all residents; a second count would be taken for a band by native charts.
_EVERYBODY = observed_key("total")


def simulated_futures(material: Material) -> Figure | LeftOut:
    """Return F14: a chart of every result of which there is an ensemble."""
    title = Text(
        ja=f"{material.place.ja}の総人口の推計の幅",
        en=f"{material.place.en}: intervals around the projected population",
    )
    drawn = {
        name: material.ensembles[name]
        for name in material.results
        if name in material.ensembles
    }
    if not drawn:
        return LeftOut(_ID, title, _REMEDY)
    return Figure(
        _ID,
        title,
        joined(_finding(material, drawn)),
        tuple(
            Panel(_lines(material, name, one), heading_of(material, name), scenario=name)
            for name, one in drawn.items()
        ),
        notes=(*people_notes(material), *_notes(next(iter(drawn.values())))),
        sources=register_source(material, "population"),
    )


_REMEDY = Text(
    ja="projection ensemble を実行し、できた結果も projection report に指定してください",
    en="run `projection ensemble`, and name the file it makes too in `projection report`",
)


def _finding(material: Material, drawn: dict[str, xr.Dataset]) -> Iterator[Text]:
    for one in drawn.values():
        yield interval_words(one, material.year)
        if one.attrs["reference"] in drawn:
            yield difference_words(one, material.year)


def _lines(material: Material, name: str, ensemble: xr.Dataset) -> Lines:
    measure = find_measure("population")
    projected = Series(
        name,
        material.labels[name],
        material.points(name, measure),
        role_of(material, name),
        scenario=name,
    )
    levels = sorted(level for pair in _BANDS for level in pair)
    return Lines(
        YEARS,
        PERSONS,
        (
            *(one for one in observed_lines(material, measure) if one.key == _EVERYBODY),
            projected,
            *(_quantile(name, ensemble, level) for level in levels),
        ),
        bands=tuple((_key(name, low), _key(name, high)) for low, high in _BANDS),
    )


def _quantile(name: str, ensemble: xr.Dataset, level: float) -> Series:
    of_level = ensemble["stock_quantile"].sel(stock="population")
    values = of_level.sel(quantile=level, method="nearest")
    years = [float(year) for year in ensemble["year"].values]
    share = f"{level * 100:.0f}"
    return Series(
        _key(name, level),
        Text(ja=f"試算の下から{share}%", en=f"{share} % of futures lie below"),
        tuple(zip(years, values.values.tolist(), strict=True)),
        "interval",
        scenario=name,
    )


def _key(name: str, level: float) -> str:
    return f"{name}:q{level * 100:02.0f}"


def _notes(ensemble: xr.Dataset) -> Iterator[Text]:
    draws = number(ensemble.attrs["draws"])
    yield Text(
        ja=f"幅は{draws.ja}通りの将来の試算による。濃い帯に半分、薄い帯までに8割が入る。"
        "ばらつきは全国の市区町村の過去の実績からの推定値で、シナリオの仮定の当否は含まない。",
        en=f"Intervals are of {draws.en} simulated futures: half lie in the dark band, 8 of 10 "
        "in the light one. How much varies is estimated from the past of all municipalities; "
        "whether a scenario's assumptions come true is not part of it.",
    )
