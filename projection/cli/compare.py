"""`projection compare`: results side by side, levels, differences and % of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import xarray as xr

from projection.analysis import Comparison, Measure, compare, tidy_comparison
from projection.cli.declaring import FORMATS
from projection.cli.documents import chosen_format, write_document
from projection.cli.frames import frame_rows
from projection.cli.result_files import find_results
from projection.cli.typed import typed_years
from projection.language import Language, Text
from projection.report.labels import SCENARIO, of_measure, source_note, year_column
from projection.report.tables import Column, Document, Table
from projection.results import read_results

_GROUP = Column("group", Text(ja="区分", en="Group"))
_ROUNDING = Text(
    ja="注：端数処理のため合計が一致しない場合があります。",
    en="Note: figures may not add up because of rounding.",
)
_PERCENT_DECIMALS = 1
_LONG_LABELS = {
    "region": Text(ja="地域コード", en="Region code"),
    "measure": Text(ja="指標", en="Measure"),
    "unit": Text(ja="単位", en="Unit"),
    "label": SCENARIO.label,
    "scenario": Text(ja="シナリオ名", en="Scenario name"),
    "sex": Text(ja="性別", en="Sex"),
    "age": Text(ja="年齢", en="Age"),
    "year": Text(ja="年", en="Year"),
    "period": Text(ja="年", en="Year"),
    "value": Text(ja="値", en="Value"),
    "difference": Text(ja="差", en="Difference"),
    "percent": Text(ja="差（%）", en="Difference (%)"),
}


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    results: tuple[str, ...]
    to: str | None
    measure: str
    by: str
    ages: str | None
    years: str | None
    format: str | None
    output: str | None


def command(options: Options, lang: Language) -> None:
    """Write the comparison."""
    form = chosen_format(options.format, options.output, known=FORMATS)
    years = typed_years(options.years)
    # Options first: a typing error should not wait for the files.
    results = read_results(find_results(options.results))
    comparison = compare(
        results,
        years=years,
        by=options.by,
        ages=options.ages,
        measure=options.measure,
        to=options.to,
    )
    document = comparison_document(comparison, source_note(results[0]))
    write_document(document, lang, form, options.output)


def comparison_document(comparison: Comparison, source: Text) -> Document:
    """Return a comparison as tables: levels, then differences from the reference, then in %.

    Parameters
    ----------
    comparison
        What is compared.
    source
        The note that says where the figures come from.
    """
    measure, region = comparison.measure, comparison.region_name
    reference = comparison.labels[comparison.reference]
    return Document(
        Text(
            ja=f"{region.ja}：{measure.label.ja}（基準は「{reference.ja}」）",
            en=f"{region.en}: {measure.label.en}, compared with '{reference.en}'",
        ),
        tuple(_tables(comparison, reference)),
        notes=(source, _ROUNDING) if len(comparison.rows) > 1 else (source,),
        data=_long(comparison),
    )


def _tables(comparison: Comparison, reference: Text) -> Iterator[Table]:
    measure = comparison.measure
    # The reference differs from itself by nothing, which is not worth a row.
    others = [name for name in comparison.labels if name != comparison.reference]
    yield _table(comparison, "value", of_measure(measure), list(comparison.labels))
    if not others:
        return
    unit = measure.difference_unit
    yield _table(comparison, "difference", _difference(reference, unit), others)
    # A share's difference is in points; % of % would be read as points too.
    if unit == measure.unit:
        percent = _difference(reference, Text(ja="%", en="%"))
        yield _table(comparison, "percent", percent, others, _PERCENT_DECIMALS)


def _difference(reference: Text, unit: Text) -> Text:
    return Text(
        ja=f"「{reference.ja}」との差（{unit.ja}）",
        en=f"Difference from '{reference.en}' ({unit.en})",
    )


def _table(
    comparison: Comparison,
    quantity: str,
    heading: Text,
    names: list[str],
    decimals: int | None = None,
) -> Table:
    years = [
        year_column(comparison.measure, year, comparison.step, decimals)
        for year in comparison.years
    ]
    values = comparison.data[quantity]
    groups = (_GROUP,) if len(comparison.rows) > 1 else ()
    rows = tuple(
        (*((group,) if groups else ()), comparison.labels[name], *_cells(values, name, key))
        for key, group in comparison.rows.items()
        for name in names
    )
    return Table(heading, (*groups, SCENARIO, *years), rows)


def _cells(values: xr.DataArray, name: str, key: tuple[str, str]) -> list[float]:
    sex, ages = key
    cells: list[float] = values.sel(scenario=name, sex=sex, age_group=ages).values.tolist()
    return cells


def _long(comparison: Comparison) -> Table:
    frame = tidy_comparison(comparison)
    frame.insert(0, "label", [comparison.labels[name] for name in frame["scenario"]])
    frame.insert(0, "unit", [comparison.measure.unit] * len(frame))
    # Constant columns let tables of several comparisons be put under each other.
    frame.insert(0, "measure", comparison.measure.name)
    frame.insert(0, "region", comparison.region)
    columns = tuple(_long_column(str(name), comparison.measure) for name in frame.columns)
    return Table(of_measure(comparison.measure), columns, frame_rows(frame))


def _long_column(key: str, measure: Measure) -> Column:
    decimals = {
        "value": measure.decimals,
        "difference": measure.decimals,
        "percent": _PERCENT_DECIMALS,
    }
    return Column(key, _LONG_LABELS[key], decimals.get(key))
