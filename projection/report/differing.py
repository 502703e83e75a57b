"""Which numbers of two results differ, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from projection.analysis import MEASURES, Measure
from projection.analysis.age_groups import age_label, scale
from projection.errors import ScenarioError
from projection.language import Text
from projection.recording import TABLE_MARK
from projection.report.identity import run_identifier
from projection.report.labels import of_measure
from projection.report.points import points_of
from projection.report.sentences import year_words
from projection.report.tables import Cell, Column, Document, Table
from projection.report.words import amount, listed, number
from projection.results import QUANTITIES
from projection.scenarios.difference import scenario_difference
from projection.scenarios.loading import resolved_scenario
from projection.variables import SEX_LABELS, UNIT_LABELS, VARIABLES

_TOTALS = ("population", "births", "deaths", "net_migration")
_DATA_MEASURES = (*_TOTALS, "natural_change", "total_change", "total_fertility_rate")
_EVERY = 5

_TITLE = Text(ja="2つの推計結果の違い", en="What differs between two results")
_SAME = Text(
    ja="数値はすべて同じです（{old} と {new}）。",
    en="All numbers are the same ({old} and {new}).",
)
_NO_REASON = Text(
    ja="入力データ、シナリオ、計算規則、ソフトウェアの版は同じで、数値だけが異なります。",
    en="Inputs, scenario, conventions and version are the same; only the numbers differ.",
)
_REASONS = Text(ja="異なるもの：{listed}。", en="What differs: {listed}.")
_STEPS = Text(
    ja="年齢階級または計算の年数が異なるため、年齢別の数値は比べていません。",
    en="Age groups or steps differ: numbers by age are not compared.",
)
_NO_YEARS = Text(ja="共通する年がありません。", en="The results share no year.")
_UNREAD = Text(
    ja="シナリオの文が異なりますが、読み戻せませんでした。{reason}",
    en="The texts of the scenarios differ, but could not be read back. {reason}",
)

_OLD = Column("old", Text(ja="前", en="Old"))
_NEW = Column("new", Text(ja="後", en="New"))
_YEAR = Column("year", Text(ja="年", en="Year"))
_DIFFERENCE = Text(ja="差", en="Difference")
_PLACE = Column("place", Text(ja="項目", en="Place"))
_KINDS = {
    "inputs": Text(ja="入力データ", en="inputs"),
    "scenario": Text(ja="シナリオ", en="scenario"),
    "software": Text(ja="ソフトウェアの版", en="version of the software"),
    "convention": Text(ja="計算規則", en="conventions"),
    "step": Text(ja="計算の年数", en="years in a step"),
    "region": Text(ja="地域", en="region"),
    "base_date": Text(ja="基準日", en="base date"),
}
_ABSENT = Text(ja="なし", en="none")


@dataclass(frozen=True)
class _Total:
    """A measure of both sexes and all ages together, in a year that both results have."""

    measure: Measure
    year: int
    old: float
    new: float

    @property
    def difference(self) -> float:
        return self.new - self.old


@dataclass(frozen=True)
class _Changed:
    """A quantity of the results: how many of its cells differ, and where most."""

    name: str
    count: int
    cells: int
    largest: float
    where: Text


def difference_document(old: xr.Dataset, new: xr.Dataset) -> Document:
    """Say which numbers of two results differ, by how much, and what went in differently.

    Parameters
    ----------
    old, new
        As `results.read_result` gives them. Years that one of them does not have are left
        aside; so are ages where groups or steps differ.

    Returns
    -------
    Document
        Sentences; quantities with cells that differ, exactly, and the largest difference; the
        total of each year; inputs, scenario and conventions that differ. As data, every year
        of the measures of `_DATA_MEASURES`. Differences are new minus old.
    """
    tables = [table for table in _why(old, new) if table.rows]
    reasons = [_KINDS[kind] for kind in _reasons(old, new)]
    changed = _changed(old, new)
    totals = tuple(_totals(old, new))
    differs = any(one.difference for one in totals) or bool(changed)
    numbers = [_quantities(changed), _every_five(totals)] if differs else []
    return Document(
        _TITLE,
        tuple(table for table in (*numbers, *tables) if table.rows),
        notes=(_of_runs(old, new),),
        data=_data(totals),
        sentences=tuple(_sentences(old, new, totals, reasons, differs=differs)),
    )


def _sentences(
    old: xr.Dataset,
    new: xr.Dataset,
    totals: Sequence[_Total],
    reasons: Sequence[Text],
    *,
    differs: bool,
) -> Iterator[Text]:
    if not totals:
        yield _NO_YEARS
    elif differs:
        yield _last_population(totals)
    else:
        yield _filled(_SAME, old=_label(old), new=_label(new))
    if reasons:
        yield _filled(_REASONS, listed=listed(reasons))
    elif differs:
        yield _NO_REASON
    if not _same_cells(old, new):
        yield _STEPS


def _last_population(totals: Sequence[_Total]) -> Text:
    measure = MEASURES["population"]
    last = [one for one in totals if one.measure is measure][-1]
    when, before, after = year_words(last.year), number(last.old), number(last.new)
    if number(last.difference).en == "0":
        return Text(
            ja=f"総人口は{when.ja}に{after.ja}人のままですが、ほかの数値が異なります。",
            en=f"The population of {when.en} still is {after.en}, but other numbers differ.",
        )
    change = amount(last.difference, measure, signed=True)
    return Text(
        ja=f"総人口は{when.ja}に{before.ja}人から{after.ja}人へ変わりました（差{change.ja}）。",
        en=f"The population of {when.en} was {before.en} and is {after.en} ({change.en}).",
    )


def _label(result: xr.Dataset) -> Text:
    return Text(ja=result.attrs["label_ja"], en=result.attrs["label_en"])


def _filled(text: Text, **values: Text) -> Text:
    return Text(
        ja=text.ja.format(**{name: value.ja for name, value in values.items()}),
        en=text.en.format(**{name: value.en for name, value in values.items()}),
    )


def _same_cells(old: xr.Dataset, new: xr.Dataset) -> bool:
    same_ages = np.array_equal(old["age"].values, new["age"].values)
    return same_ages and old.attrs["step"] == new.attrs["step"]


def _changed(old: xr.Dataset, new: xr.Dataset) -> list[_Changed]:
    """Return the quantities of which cells differ, in years that both results have."""
    if not _same_cells(old, new):
        return []
    found = (_compared(name, old[name], new[name]) for name in QUANTITIES)
    return [one for one in found if one.count]


def _compared(name: str, old: xr.DataArray, new: xr.DataArray) -> _Changed:
    before, after = xr.align(old, new, join="inner")
    difference = after - before
    values = difference.values
    if not values.size:
        return _Changed(name, 0, 0, 0.0, _ABSENT)
    place = np.unravel_index(int(np.abs(values).argmax()), values.shape)
    cell = difference[dict(zip(difference.dims, place, strict=True))]
    count = int((before.values != after.values).sum())
    return _Changed(name, count, values.size, float(values[place]), _where(cell, old))


def _where(cell: xr.DataArray, values: xr.DataArray) -> Text:
    parts = []
    for dim in ("year", "period"):
        if dim in cell.coords:
            parts.append(Text(ja=f"{int(cell[dim])}年", en=str(int(cell[dim]))))
    if "sex" in cell.coords:
        parts.append(SEX_LABELS[str(cell["sex"].values)])
    if "age" in cell.coords:
        groups = scale(values["age"]).groups
        parts.append(age_label(groups[values["age"].values.tolist().index(int(cell["age"]))]))
    return listed(parts)


def _quantities(changed: Sequence[_Changed]) -> Table:
    columns = (
        Column("variable", Text(ja="数量", en="Quantity")),
        Column("unit", Text(ja="単位", en="Unit")),
        Column("count", Text(ja="異なる値", en="Values that differ"), 0),
        Column("cells", Text(ja="すべての値", en="All values"), 0),
        Column("largest", Text(ja="最大の差", en="Largest difference"), 6),
        Column("where", Text(ja="その年・性・年齢", en="Its year, sex, age")),
    )
    rows = tuple(
        (
            VARIABLES[one.name].label,
            UNIT_LABELS[VARIABLES[one.name].unit],
            float(one.count),
            float(one.cells),
            one.largest,
            one.where,
        )
        for one in changed
    )
    return Table(Text(ja="異なる数量", en="Quantities that differ"), columns, rows)


def _totals(old: xr.Dataset, new: xr.Dataset) -> Iterator[_Total]:
    for measure in map(MEASURES.__getitem__, _DATA_MEASURES):
        before, after = (dict(points_of(measure, result)) for result in (old, new))
        for year in before:
            if year in after:
                yield _Total(measure, int(year), before[year], after[year])


def _every_five(totals: Sequence[_Total]) -> Table:
    """Return every fifth year and the last one."""
    columns = (
        Column("measure", Text(ja="指標", en="Measure")),
        _YEAR,
        *(Column(one.key, one.label, 0) for one in (_OLD, _NEW)),
        Column("difference", _DIFFERENCE, 1),
    )
    shown = []
    for name in _TOTALS:
        own = [one for one in totals if one.measure is MEASURES[name]]
        shown += [
            one for one in own if (one.year - own[0].year) % _EVERY == 0 or one is own[-1]
        ]
    rows = tuple(
        (of_measure(one.measure), one.year, one.old, one.new, one.difference) for one in shown
    )
    return Table(Text(ja="各年の合計（5年ごと）", en="Totals, every five years"), columns, rows)


def _data(totals: Sequence[_Total]) -> Table:
    columns = (
        Column("measure", Text(ja="指標", en="Measure")),
        _YEAR,
        *(Column(one.key, one.label, 6) for one in (_OLD, _NEW)),
        Column("difference", _DIFFERENCE, 6),
    )
    rows = tuple(
        (one.measure.name, one.year, one.old, one.new, one.difference) for one in totals
    )
    return Table(Text(ja="各年の合計", en="Totals of each year"), columns, rows)


def _reasons(old: xr.Dataset, new: xr.Dataset) -> Iterator[str]:
    if _checksums(old) != _checksums(new):
        yield "inputs"
    if old.attrs["scenario_text"] != new.attrs["scenario_text"]:
        yield "scenario"
    for name in ("software", "convention", "step", "region", "base_date"):
        if old.attrs[name] != new.attrs[name]:
            yield name


def _checksums(result: xr.Dataset) -> Mapping[str, str]:
    return {one["kind"]: one["sha256"] for one in json.loads(result.attrs["inputs"])}


def _why(old: xr.Dataset, new: xr.Dataset) -> Iterator[Table]:
    before, after = _checksums(old), _checksums(new)
    kinds = dict.fromkeys([*before, *after])
    yield _pairs(
        Text(ja="異なる入力データ（SHA-256）", en="Inputs that differ (SHA-256)"),
        [
            (kind, before.get(kind, _ABSENT), after.get(kind, _ABSENT))
            for kind in kinds
            if before.get(kind) != after.get(kind)
        ],
    )
    yield _pairs(
        Text(ja="シナリオの違い", en="What the scenarios say differently"), _scenario(old, new)
    )
    yield _pairs(
        Text(ja="そのほかの違い", en="What else differs"),
        [row for row in _attributes(old, new) if row[1] != row[2]],
    )


def _pairs(heading: Text, rows: Sequence[tuple[Cell, Cell, Cell]]) -> Table:
    # Keys of their own: a checksum would make the columns of numbers as wide as it is.
    columns = (Column("left", _OLD.label), Column("right", _NEW.label))
    return Table(heading, (_PLACE, *columns), tuple(rows))


def _scenario(old: xr.Dataset, new: xr.Dataset) -> list[tuple[Cell, Cell, Cell]]:
    texts = [str(one.attrs["scenario_text"]) for one in (old, new)]
    if texts[0] == texts[1]:
        return []
    try:
        left, right = (resolved_scenario(text, "result") for text in texts)
    except ScenarioError as error:
        reason = Text(ja=error.text("ja"), en=error.text("en"))
        return [(_filled(_UNREAD, reason=reason), None, None), *_own_tables(texts)]
    found = scenario_difference(left, right)
    return [*((one.place, one.left, one.right) for one in found), *_own_tables(texts)]


def _own_tables(texts: Sequence[str]) -> list[tuple[Cell, Cell, Cell]]:
    """Return the checksums of the life tables that scenarios bring along, where they differ."""
    old, new = (text.partition(TABLE_MARK)[2].strip() for text in texts)
    return [("mortality.table (SHA-256)", old or _ABSENT, new or _ABSENT)] if old != new else []


def _attributes(old: xr.Dataset, new: xr.Dataset) -> Iterator[tuple[Cell, Cell, Cell]]:
    for name in ("software", "step", "region", "base_date"):
        yield _KINDS[name], str(old.attrs[name]), str(new.attrs[name])
    before, after = (json.loads(one.attrs["convention"]) for one in (old, new))
    for key in dict.fromkeys([*before, *after]):
        place = _KINDS["convention"]
        named = Text(ja=f"{place.ja}：{key}", en=f"{place.en}: {key}")
        yield named, json.dumps(before.get(key)), json.dumps(after.get(key))


def _of_runs(old: xr.Dataset, new: xr.Dataset) -> Text:
    """Say which runs were compared."""
    parts = [(_label(one), run_identifier(one), one.attrs["software"]) for one in (old, new)]
    (one, first, version), (other, second, later) = parts
    return Text(
        ja=f"注：前は「{one.ja}」[{first}]（{version}）、後は「{other.ja}」[{second}]"
        f"（{later}）。差は後から前を引いたもの。",
        en=f"Note: old is {one.en} [{first}] ({version}), new is {other.en} [{second}] "
        f"({later}). Differences are new minus old.",
    )
