"""`projection check`: everything that is wrong with a folder of inputs, or what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from projection.cli.documents import write_document
from projection.inputs import RegionSummary, Report, check_inputs
from projection.language import Language, Text
from projection.report.tables import Cell, Column, Document, Table
from projection.variables import SEX_LABELS, VARIABLES

_NAME = Column("region", Text(ja="地域", en="Region"))
_CODE = Column("code", Text(ja="コード", en="Code"))
_PERIOD = Column("period", Text(ja="年", en="Year"))
_CHANGES = (
    Column("births", VARIABLES["births"].label, 0),
    Column("deaths", VARIABLES["deaths"].label, 0),
    Column("natural_change", Text(ja="自然増減", en="Natural change"), 0),
    Column("net_migration", Text(ja="社会増減", en="Net migration"), 0),
)
_FACTS = (
    Column("years", Text(ja="人口のある年", en="Years of population")),
    Column("ages", Text(ja="年齢区分", en="Age groups")),
)
_SOURCES_HEAD = Text(ja="資料と利用条件：", en="Sources and terms:")


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    folder: str


def command(options: Options, lang: Language) -> None:
    """Print a summary of the folder; where anything is wrong, the error says all of it."""
    write_document(_document(check_inputs(Path(options.folder))), lang, "text")


def _document(report: Report) -> Document:
    return Document(
        Text(
            ja=f"{report.title.ja}：誤りはありません", en=f"{report.title.en}: nothing is wrong"
        ),
        tuple(_tables_of_regions(report)),
        notes=(*_notes(report), *_sources(report)),
    )


def _tables_of_regions(report: Report) -> Iterator[Table]:
    # A folder of schedules alone has no people.
    if not report.base_date:
        return
    day = report.base_date
    sexes = tuple(Column(sex, SEX_LABELS[sex], 0) for sex in ("both", "male", "female"))
    yield Table(
        Text(
            ja=f"人口（人、{day.year}年{day.month}月{day.day}日）",
            en=f"Population (persons, {day.isoformat()})",
        ),
        (_NAME, _CODE, *sexes, *_FACTS),
        tuple(_population_row(one) for one in report.regions),
    )
    if not _fitted(report):
        return
    yield Table(
        Text(ja="人口動態（人/年）", en="Vital events and migration (persons a year)"),
        (_NAME, _PERIOD, *_CHANGES),
        tuple(row for one in report.regions for row in _change_rows(one)),
    )


def _population_row(region: RegionSummary) -> tuple[Cell, ...]:
    return (
        region.region.name,
        region.region.code,
        region.total,
        region.population["male"],
        region.population["female"],
        _from_to([str(year) for year in region.years], ", "),
        _from_to(list(region.ages), ", "),
    )


def _from_to(names: list[str], comma: str) -> str:
    return comma.join([names[0], "...", names[-1]]) if len(names) > 2 else comma.join(names)


def _change_rows(region: RegionSummary) -> Iterator[tuple[Cell, ...]]:
    for year in region.changes:
        yield (
            region.region.name,
            str(year.period),
            year.births,
            year.deaths,
            year.natural_change,
            year.net_migration,
        )


def _sources(report: Report) -> Iterator[Text]:
    # Names of publications are long: lines that a terminal may break, not a table.
    yield _SOURCES_HEAD
    for one in report.sources:
        yield Text(
            ja=f"- {one.file}：{one.publisher.ja}「{one.source}」（{one.terms.ja}）",
            en=f"- {one.file}: {one.publisher.en}, {one.source} ({one.terms.en})",
        )


def _fitted(report: Report) -> bool:
    """Whether base rates are fitted to yearly changes, or given (official five-year form)."""
    return any(one.changes for one in report.regions)


def _notes(report: Report) -> Iterator[Text]:
    if report.base_date and _fitted(report):
        last = report.base_date.year
        first = last - report.window
        yield Text(
            ja=f"注：基準となる率は{first}年1月1日から{last}年1月1日までの動きから求めます。",
            en=f"Note: base rates are fitted from 1 January {first} to 1 January {last}.",
        )
        yield Text(
            ja="注：社会増減は転入転出のほか、職権などによるその他の記載・消除を含みます。",
            en="Note: net migration includes the register's other entries and removals.",
        )
