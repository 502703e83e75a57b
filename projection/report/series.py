"""Lines that several figures draw: a measure of every result, and of the register before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from projection.analysis import Measure, evaluate
from projection.language import Text
from projection.report.figure import Axis, Role, Series
from projection.report.material import Material
from projection.report.observed import observed_points
from projection.report.points import Points, points_of
from projection.report.sentences import year_words

YEARS = Axis(Text(ja="年", en="Year"))
PEOPLE_LABELS: Mapping[str, Text] = MappingProxyType(
    {
        "japanese": Text(ja="実績（日本人住民）", en="Observed (Japanese residents)"),
        "total": Text(ja="実績（総計）", en="Observed (all residents)"),
    }
)
CHANGE_LABELS: Mapping[str, Text] = MappingProxyType(
    {
        "japanese": Text(
            ja="実績（日本人住民、年度）", en="Observed (Japanese residents, fiscal years)"
        ),
        "total": Text(ja="実績（総計、暦年）", en="Observed (all residents, calendar years)"),
    }
)


def role_of(material: Material, name: str) -> Role:
    """Return what a result is in the report."""
    if name == material.base:
        return "base"
    return "outlook" if name == material.outlook else "scenario"


def heading_of(material: Material, name: str) -> Text:
    """Return what a chart of one result is headed by: 推計 or 将来展望, and its label."""
    label = material.labels[name]
    if name == material.outlook:
        return Text(ja=f"将来展望：{label.ja}", en=f"Outlook: {label.en}")
    return Text(ja=f"推計：{label.ja}", en=f"Projection: {label.en}")


def under(material: Material, name: str) -> Text:
    """Return how a sentence about a result begins: 「現状」の推計では, 将来展望「…」では."""
    label = material.labels[name]
    if name == material.outlook:
        return Text(ja=f"将来展望「{label.ja}」では", en=f"In the outlook ({label.en})")
    return Text(ja=f"「{label.ja}」の推計では", en=f"In the projection ({label.en})")


def axis_of(measure: Measure) -> Axis:
    """Return the axis of a measure."""
    return Axis(measure.label, measure.unit, measure.decimals)


def value_at(material: Material, name: str, measure: Measure, year: int) -> float:
    """Return what a result says of a year; of a flow, in the step that ends with the year.

    Parameters
    ----------
    material, name
        Whose result.
    measure
        What is asked.
    year
        As of 1 January. Of the base year's flows, the first step tells.
    """
    result = material.results[name]
    before = int(result.attrs["step"]) if measure.dim == "period" else 0
    return dict(material.points(name, measure))[max(material.start, year - before)]


def last_year(material: Material) -> Text:
    """Return the step that ends with the target year, of which `value_at` tells flows."""
    step = int(material.results[material.base].attrs["step"])
    first = max(material.start, material.year - step)
    if step == 1:
        return year_words(first)
    last = first + step - 1
    return Text(ja=f"{first}〜{last}年（年平均）", en=f"{first}-{last} (yearly mean)")


def result_lines(material: Material, measure: Measure) -> Iterator[Series]:
    """Return a line of every result."""
    for name in material.results:
        yield Series(
            name,
            material.labels[name],
            material.points(name, measure),
            role_of(material, name),
            scenario=name,
        )


def observed_lines(material: Material, measure: Measure) -> Iterator[Series]:
    """Return a line of each kind of residents that the register knows the measure of."""
    if measure.dim == "period":
        changes = material.changes.items()
        points = {residents: points_of(measure, one) for residents, one in changes}
        yield from _history(points, CHANGE_LABELS)
    else:
        people = observed_points(material.people, partial(evaluate, measure))
        yield from _history(people, PEOPLE_LABELS)


def observed_key(residents: str) -> str:
    """Return the key of a line of the register, which no scenario's file name is."""
    return f"observed:{residents}"


def _history(points: Mapping[str, Points], labels: Mapping[str, Text]) -> Iterator[Series]:
    for residents, label in labels.items():
        if points.get(residents):
            yield Series(observed_key(residents), label, points[residents], "history")


def every_five(start: int, years: Iterable[float]) -> tuple[int, ...]:
    """Return those of `years` that are whole multiples of five years from `start`.

    Examples
    --------
    >>> every_five(2018, range(2006, 2025))
    (2008, 2013, 2018, 2023)
    """
    return tuple(int(year) for year in years if (int(year) - start) % 5 == 0)
