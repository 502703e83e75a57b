"""The words and tables of `projection ipss --assess`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import xarray as xr

from projection.analysis.grades import Grades
from projection.analysis.young_women import YoungWomenClasses
from projection.inputs import SourceFile
from projection.language import Text
from projection.report.tables import Cell, Column, Document, Table
from projection.report.words import number

_CODE = Column("region", Text(ja="コード", en="Code"))
_NAME = Column("name", Text(ja="市区町村", en="Area"))
_MEANING = Text(
    ja="注：自然増減はシミュレーション1÷パターン1、社会増減はシミュレーション2÷シミュレーション1の総人口の比（%）、"
    "影響度は1〜5。段階は人口減少段階（－は基準年より減っていない）。若年女性は20〜39歳女性の{first}年から{last}年"
    "の増減率（%）：移動ありはパターン1、封鎖は出生と死亡だけによる。",
    en="Note: births, simulation 1 over pattern 1; moves, simulation 2 over simulation 1, "
    "totals in %; grades run from 1 to 5. Stage of decline: '-' where there is none. "
    "Young women: change of those aged 20-39 from {first} to {last} in %, with migration as in "
    "pattern 1, and closed, with births and deaths alone.",
)
_SPLIT = Text(
    ja="注：シミュレーション1の出生率は{by}年に2.1。生残率と純移動率の分割、出生率と子ども女性比の換算は、"
    "全国の値による近似。",
    en="Note: simulation 1 reaches a TFR of 2.1 in {by}. The split into survival and "
    "migration, and the conversion of TFR to child-woman ratio, are approximations by the "
    "figures of Japan.",
)


def assessment_document(
    found: xr.Dataset,
    grades: Grades,
    classes: YoungWomenClasses,
    source: SourceFile,
    by: int,
) -> Document:
    """Return an assessment as a table, a row an area.

    Parameters
    ----------
    found
        As `assess` gives it, with the coordinate `name`.
    grades, classes
        The thresholds used.
    source
        The published projection.
    by
        The year of simulation 1.
    """
    years = found["year"].values.tolist()
    rows = tuple(_row(found.isel(region=at)) for at in range(found.sizes["region"]))
    single = found.isel(region=0) if len(rows) == 1 else None
    sentences = (
        _of_one(single, years, classes) if single is not None else _of_many(found, classes)
    )
    table = Table(
        Text(
            ja="影響度・人口減少段階・若年女性人口",
            en="Grades of influence, stages of decline, young women",
        ),
        _columns(years),
        rows,
    )
    return Document(
        _title(single),
        (table,),
        notes=(*_notes(grades, classes, source, by),),
        sentences=tuple(sentences),
    )


def _title(single: xr.Dataset | None) -> Text:
    if single is None:
        return Text(
            ja="社人研の推計による影響度・人口減少段階・若年女性人口",
            en="Influence, stages and young women by the official projection",
        )
    name = str(single["name"].item())
    return Text(
        ja=f"{name}：社人研の推計による影響度・人口減少段階・若年女性人口",
        en=f"{name}: influence, stages and young women by the official projection",
    )


def _columns(years: list[int]) -> tuple[Column, ...]:
    first, last = years
    return (
        _CODE,
        _NAME,
        *(
            Column(f"population_{year}", Text(ja=f"{year}年人口", en=f"Pop. {year}"), 0)
            for year in (first, last)
        ),
        Column("natural_ratio", Text(ja="自然増減(%)", en="Births (%)"), 1),
        Column("natural_grade", Text(ja="影響度", en="Grade"), 0),
        Column("social_ratio", Text(ja="社会増減(%)", en="Moves (%)"), 1),
        Column("social_grade", Text(ja="影響度", en="Grade"), 0),
        Column("stage", Text(ja="段階", en="Stage"), 0),
        Column("young_women_moving", Text(ja="若年女性・移動あり(%)", en="Young women (%)"), 1),
        Column("young_women_closed", Text(ja="若年女性・封鎖(%)", en="Closed (%)"), 1),
        Column("young_class", Text(ja="分類", en="Class")),
    )


def _row(area: xr.Dataset) -> tuple[Cell, ...]:
    figures = ("natural_ratio", "natural_grade", "social_ratio", "social_grade")
    changes = ("young_women_moving", "young_women_closed", "young_class")
    return (
        str(area["region"].item()),
        str(area["name"].item()),
        *area["population"].values.tolist(),
        *(area[name].item() for name in figures),
        area["stage"].item() or None,
        *(area[name].item() for name in changes),
    )


def _of_one(area: xr.Dataset, years: list[int], classes: YoungWomenClasses) -> Iterator[Text]:
    persons = [number(value) for value in area["population"].values.tolist()]
    natural, social = (area[f"{name}_grade"].item() for name in ("natural", "social"))
    yield Text(
        ja=f"総人口は{years[0]}年の{persons[0].ja}人から{years[1]}年の{persons[1].ja}人になります。"
        f"自然増減の影響度は{natural}、社会増減の影響度は{social}です（いずれも1〜5）。",
        en=f"The population goes from {persons[0].en} in {years[0]} to {persons[1].en} in "
        f"{years[1]}. The influence of births is grade {natural}, that of moves grade {social} "
        "(of 5).",
    )
    moving, closed = (
        number(area[f"young_women_{name}"].item(), 1) for name in ("moving", "closed")
    )
    name = str(area["young_class"].item())
    meaning = classes.names.get(name[0], Text(ja=name, en=name))
    yield Text(
        ja=f"20〜39歳の女性は、移動が続けば{moving.ja}%、封鎖人口では{closed.ja}%変わり、"
        f"分類は{name}（{meaning.ja}）です。",
        en=f"Women aged 20-39 change by {moving.en} % with migration, by {closed.en} % "
        f"without: class {name} ({meaning.en}).",
    )


def _of_many(found: xr.Dataset, classes: YoungWomenClasses) -> Iterator[Text]:
    counts = Counter(found["young_class"].values.tolist())
    order = sorted(counts)
    listed = [(name, counts[name], classes.names.get(name[0])) for name in order]
    ja = "、".join(f"{name} {count}" for name, count, _ in listed)
    en = ", ".join(f"{name} {count}" for name, count, _ in listed)
    letters = {name[0]: meaning for name, _, meaning in listed if meaning is not None}
    meanings_ja = "、".join(f"{letter}＝{text.ja}" for letter, text in letters.items())
    meanings_en = ", ".join(f"{letter}: {text.en}" for letter, text in letters.items())
    yield Text(
        ja=f"{found.sizes['region']}市区町村の若年女性人口による分類：{ja}（{meanings_ja}）。",
        en=f"Classes by young women of {found.sizes['region']} areas: {en} ({meanings_en}).",
    )


def _notes(
    grades: Grades, classes: YoungWomenClasses, source: SourceFile, by: int
) -> Iterator[Text]:
    first, last = classes.years
    yield Text(
        ja=f"出典：{source.publisher.ja}「{source.source}」から計算。",
        en=f"Source: computed from {source.publisher.en}, {source.source}.",
    )
    yield _filled(_MEANING, first=first, last=last)
    yield _filled(_SPLIT, by=by)
    yield Text(
        ja=f"注：影響度・段階のしきい値は、{grades.source.ja}。",
        en=f"Note: thresholds {grades.source.en}.",
    )
    yield Text(
        ja=f"注：若年女性の分類は、{classes.source.ja}。ここでの分類は公表された分類ではありません。",
        en=f"Note: {classes.source.en}. The classes shown here are not the published ones.",
    )


def _filled(text: Text, **filling: int) -> Text:
    return Text(ja=text.ja.format(**filling), en=text.en.format(**filling))
