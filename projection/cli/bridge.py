"""Tables of a bridge: a waterfall with years side by side, or age groups, a table a year."""

from __future__ import annotations

from collections.abc import Iterator

import xarray as xr

from projection.analysis.bridge import Bridge, rounded, tidy_bridge, with_total
from projection.cli.frames import frame_rows
from projection.language import Text
from projection.report.labels import year_column
from projection.report.tables import Column, Table

_ITEM = Column("item", Text(ja="内訳", en="Item"))
_GROUP = Column("group", Text(ja="区分", en="Group"))
_LONG = {
    "region": Text(ja="地域コード", en="Region code"),
    "measure": Text(ja="指標", en="Measure"),
    "unit": Text(ja="単位", en="Unit"),
    "sex": Text(ja="性別", en="Sex"),
    "age": Text(ja="年齢", en="Age"),
    "year": Text(ja="年", en="Year"),
    "period": Text(ja="年", en="Year"),
    "part": Text(ja="要素", en="Part"),
    "label": Text(ja="内訳", en="Item"),
    "start": Text(ja="始め", en="Start"),
    "end": Text(ja="終わり", en="End"),
    "change": Text(ja="増減", en="Change"),
}
_NUMBERS = ("start", "end", "change")


def heading(parts: Bridge) -> Text:
    """Return the figure with its unit: "Population, Female (persons)"."""
    figure, unit = parts.question.label, parts.question.measure.unit
    return Text(ja=f"{figure.ja}（{unit.ja}）", en=f"{figure.en} ({unit.en})")


def bridge_tables(parts: Bridge) -> tuple[Table, ...]:
    """Return a bridge as readers want it; the printed parts add up.

    Parameters
    ----------
    parts
        With one age group: one table, the years side by side. With several: one table a year,
        with the sum of the groups in the last row.
    """
    whole = with_total(parts)
    shown = rounded(whole)
    if len(whole.groups) == 1:
        return (_waterfall(whole, shown.isel(age_group=0)),)
    return tuple(_by_age(whole, shown))


def bridge_data(parts: Bridge, region: str) -> Table:
    """Return a bridge for machines: a row a part, not rounded.

    Parameters
    ----------
    parts
        The bridge.
    region
        Code of the municipality.
    """
    frame = tidy_bridge(parts)
    labels = {one.name: one.label for one in parts.parts}
    frame.insert(3, "label", [labels[name] for name in frame["part"]])
    constant = {
        "sex": parts.question.sex,
        "unit": parts.question.measure.unit,
        "measure": parts.question.measure.name,
        "region": region,
    }
    for key, value in constant.items():
        frame.insert(0, key, [value] * len(frame))
    decimals = parts.question.measure.decimals
    columns = tuple(
        Column(str(key), _LONG[str(key)], decimals if key in _NUMBERS else None)
        for key in frame.columns
    )
    return Table(heading(parts), columns, frame_rows(frame))


def _waterfall(parts: Bridge, shown: xr.Dataset) -> Table:
    years = (year_column(parts.question.measure, year, 1) for year in parts.years)
    first, last = parts.ends
    rows = (
        (first, *shown["start"].values.tolist()),
        *(
            (one.label, *values)
            for one, values in zip(parts.parts, shown["change"].values.tolist(), strict=True)
        ),
        (last, *shown["end"].values.tolist()),
    )
    return Table(heading(parts), (_ITEM, *years), rows)


def _by_age(parts: Bridge, shown: xr.Dataset) -> Iterator[Table]:
    decimals, what = parts.question.measure.decimals, heading(parts)
    names = ["start", *(one.name for one in parts.parts), "end"]
    labels = (parts.ends[0], *(one.label for one in parts.parts), parts.ends[1])
    columns = [Column(*one, decimals) for one in zip(names, labels, strict=True)]
    for index, year in enumerate(parts.years):
        of_year = shown.isel({parts.question.measure.dim: index})
        cells = xr.concat(
            [of_year["start"], *of_year["change"].transpose("part", ...), of_year["end"]],
            dim="item",
            join="exact",
            coords="minimal",
            compat="override",
        )
        rows = zip(parts.groups.values(), cells.T.values.tolist(), strict=True)
        yield Table(
            Text(ja=f"{year}年：{what.ja}", en=f"{year}: {what.en}"),
            (_GROUP, *columns),
            tuple((label, *values) for label, values in rows),
        )
