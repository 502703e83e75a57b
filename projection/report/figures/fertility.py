"""F8: total fertility rate of city, Tokyo and neighbours; child-woman ratio beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain

from projection.analysis import find_measure
from projection.inputs import Row
from projection.language import LANGUAGES, Text
from projection.report.figure import Axis, Bars, Figure, Lines, Panel, Series
from projection.report.material import Material
from projection.report.points import Points
from projection.report.sentences import joined
from projection.report.series import (
    YEARS,
    axis_of,
    last_year,
    observed_key,
    observed_lines,
    result_lines,
    under,
    value_at,
)
from projection.report.sources import people_notes, register_source
from projection.report.words import number

_YEAR = re.compile(r"\d{4}", re.ASCII)
_A_LINE = 3  # years of a published series that make a line, not a comparison of places
_PLACES = Axis(Text(ja="市区町村", en="Place"))
_IMPLIED = Text(
    ja="実績（登録された出生数から算出）", en="Observed (implied by registered births)"
)
_NOT_ACROSS = Text(
    ja="公表値は系列ごとに算出方法が異なる。異なる系列の値を比べて増減を読まないこと。"
    "5年間の値は中央の年に示す。",
    en="Published series are computed differently: do not read a change across them. Values of "
    "five years are shown at the middle one.",
)
_HOW = Text(
    ja="登録された出生数から算出した値は、全国の母の年齢別出生率の型を用い、住民基本台帳の女性人口に"
    "対する出生数から求めたもので、公表値とは算出方法が異なる。",
    en="What registered births imply is found with the national age pattern of fertility and "
    "the women of the register, and so differs from published rates in method.",
)

Published = Mapping[Text, tuple[Row, ...]]


def fertility(material: Material) -> Figure:
    """Return F8: rates of results, published rates by series, and the child-woman ratio."""
    published = _published(material)
    return Figure(
        "F8",
        Text(
            ja=f"{material.place.ja}の合計特殊出生率の推移",
            en=f"{material.place.en}: total fertility rate",
        ),
        joined(_finding(material, published)),
        (
            _rates(material, published),
            *(_places(material, series, rows) for series, rows in _compared(published)),
            _ratio(material),
        ),
        notes=(*_notes(material, published), *people_notes(material)),
        sources=(*published, *register_source(material, "components")),
    )


def _published(material: Material) -> Published:
    """Return the rows of every published series, named by publisher and title."""
    found: dict[Text, list[Row]] = {}
    for row in () if material.inputs is None else material.inputs.published_tfr:
        if _YEAR.search(str(row["period"])):
            found.setdefault(_series_name(row), []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def _series_name(row: Row) -> Text:
    ja, en = (
        [str(row.get(f"{part}_{lang}", "")) for part in ("publisher", "series")]
        for lang in LANGUAGES
    )
    if not ja[1]:
        return Text(ja=ja[0] or "公表値", en=en[0] or "Published")
    return Text(ja=f"{ja[0]}「{ja[1]}」", en=", ".join(part for part in en if part))


def _rates(material: Material, published: Published) -> Panel:
    measure = find_measure("total_fertility_rate")
    official = (
        Series(f"published:{place}", label, points, "official")
        for place, (label, points) in enumerate(_official(material, published), start=1)
    )
    lines = (*_implied(material), *result_lines(material, measure), *official)
    return Panel(Lines(YEARS, axis_of(measure), lines), heading=measure.label)


def _implied(material: Material) -> Iterator[Series]:
    fit = json.loads(material.results[material.base].attrs["fit"])
    if "total_fertility_rates" in fit:
        points = tuple(zip(fit["periods"], fit["total_fertility_rates"], strict=True))
        yield Series(observed_key("births"), _IMPLIED, points, "history")


def _official(material: Material, published: Published) -> Iterator[tuple[Text, Points]]:
    """Yield published lines: the place's own of every series, and of others long ones."""
    for rows in published.values():
        for code in dict.fromkeys(row["code"] for row in rows):
            of_place = [row for row in rows if row["code"] == code]
            if code == _own(material) or len(of_place) >= _A_LINE:
                points = sorted((float(_middle(row)), _value(row)) for row in of_place)
                yield _published_label(of_place[0]), tuple(points)


def _published_label(row: Row) -> Text:
    ja, en = (str(row.get(f"publisher_{lang}", "")) for lang in LANGUAGES)
    name = _place(row)
    return Text(
        ja=f"{name.ja}（{'：'.join(filter(None, ('公表値', ja)))}）",
        en=f"{name.en} ({': '.join(filter(None, ('published', en)))})",
    )


def _own(material: Material) -> str:
    return str(material.results[material.base].attrs["region"])


def _place(row: Row) -> Text:
    return Text(ja=str(row["name_ja"]), en=str(row["name_en"]))


def _value(row: Row) -> float:
    return float(row["total_fertility_rate"])


def _middle(row: Row) -> int:
    years = [int(year) for year in _YEAR.findall(str(row["period"]))]
    return (years[0] + years[-1]) // 2


def _compared(published: Published) -> Iterator[tuple[Text, tuple[Row, ...]]]:
    """Yield the series that compare places."""
    for series, rows in published.items():
        if len({row["code"] for row in rows}) > 1:
            yield series, rows


def _places(material: Material, series: Text, rows: tuple[Row, ...]) -> Panel:
    """Return bars of every place, our own first, side by side for every period."""
    own = _own(material)
    names = dict(sorted(((r["code"], _place(r)) for r in rows), key=lambda one: one[0] != own))
    codes = list(names)
    axis = axis_of(find_measure("total_fertility_rate"))
    bars = tuple(
        Series(
            period,
            Text(ja=f"{period.replace('-', '〜')}年", en=period),
            tuple(
                (float(codes.index(row["code"])), _value(row))
                for row in rows
                if row["period"] == period
            ),
            "part",
        )
        for period in dict.fromkeys(str(row["period"]) for row in rows)
    )
    places = Axis(_PLACES.label, categories=tuple(names.values()))
    return Panel(Bars(places, axis, bars, stacked=False), heading=series)


def _ratio(material: Material) -> Panel:
    measure = find_measure("child_woman_ratio")
    lines = (*observed_lines(material, measure), *result_lines(material, measure))
    return Panel(Lines(YEARS, axis_of(measure), lines), heading=measure.label)


def _notes(material: Material, published: Published) -> Iterator[Text]:
    if any(True for _ in _implied(material)):
        yield _HOW
    if published:
        yield _NOT_ACROSS


def _finding(material: Material, published: Published) -> Iterator[Text]:
    """Say what results assume, what births imply, and what was published."""
    measure, year = find_measure("total_fertility_rate"), last_year(material)
    for name in material.main:
        rate, words = (
            _two(value_at(material, name, measure, material.year)),
            under(material, name),
        )
        yield Text(
            ja=f"{words.ja}、{year.ja}の合計特殊出生率は{rate.ja}。",
            en=f"{words.en}, the total fertility rate is {rate.en} in {year.en}.",
        )
    for series in _implied(material):
        last, implied = series.points[-1]
        yield Text(
            ja=f"登録された出生数から算出した値は{last:.0f}年に{_two(implied).ja}。",
            en=f"Registered births imply {_two(implied).en} in {last:.0f}.",
        )
    own = [row for row in chain(*published.values()) if row["code"] == _own(material)]
    if own:
        yield _latest(max(own, key=_middle))


def _latest(row: Row) -> Text:
    rate, period, series = _two(_value(row)), str(row["period"]), _series_name(row)
    return Text(
        ja=f"最も新しい公表値は{period.replace('-', '〜')}年の{rate.ja}（{series.ja}）。",
        en=f"The latest published rate is {rate.en} for {period} ({series.en}).",
    )


def _two(rate: float) -> Text:
    return number(rate, find_measure("total_fertility_rate").decimals)
