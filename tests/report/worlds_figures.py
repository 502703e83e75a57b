"""Small figures of every form, and a small report with labels that mean harm."""

from __future__ import annotations

import math

from projection.language import Text
from projection.report.content import Chapter, LeftOut, NumberedTable, Paragraphs, Report, Run
from projection.report.figure import (
    Axis,
    Bars,
    Figure,
    Form,
    Heat,
    Lines,
    Panel,
    Pyramid,
    Role,
    Series,
    Step,
    Trails,
    Waterfall,
)
from projection.report.tables import Column, Table

SCRIPT = "<script>alert(1)</script>"
FORMULA = "=cmd|' /C calc'!A0"
PATH = "../../x"
LONG = "長い名前" * 75
WIDE = "＜全角＞Ａ＆Ｂ"
CONTROL = "a\x1b[2J\x00\u202eb\nc"
HOSTILE = (SCRIPT, FORMULA, PATH, LONG, WIDE, CONTROL)

_YEARS = Axis(Text(ja="年", en="Year"))
_PERSONS = Axis(Text(ja="総人口", en="Population"), Text(ja="人", en="persons"), decimals=0)
_CHANGE = Axis(
    Text(ja="増減", en="Change"), Text(ja="人/年", en="persons per year"), decimals=0
)
_SHARE = Axis(Text(ja="割合", en="Share"), Text(ja="%", en="%"), decimals=1)
_RUNS = ("current", "vision", "closed")
_LABELS = {
    "current": Text(ja="現状維持", en="As now"),
    "vision": Text(ja="ビジョン", en="Vision"),
    "closed": Text(ja=SCRIPT, en=SCRIPT),
}
_ROLES: dict[str, Role] = {"current": "base", "vision": "outlook", "closed": "scenario"}


def lines(labels: dict[str, Text] = _LABELS) -> Lines:
    """Six years observed, eleven projected in three scenarios; a gap in the history."""
    history = Series(
        "observed",
        Text(ja="実績（総計）", en="Observed (all residents)"),
        tuple(
            (year, math.nan if year == 2017 else 74_000.0 + 90 * (year - 2015))
            for year in range(2015, 2021)
        ),
        "history",
    )
    return Lines(
        _YEARS,
        _PERSONS,
        (
            history,
            *(
                Series(
                    name,
                    labels[name],
                    tuple(
                        (year, 74_450.0 - slope * (year - 2020)) for year in range(2020, 2031)
                    ),
                    _ROLES[name],
                    scenario=name,
                )
                for name, slope in zip(_RUNS, (310.0, 120.5, 702.25), strict=True)
            ),
        ),
    )


def by_age() -> Lines:
    """Net migration over categories of ages, on both sides of zero."""
    ages = tuple(
        Text(ja=f"{a}〜{a + 4}歳→{a + 5}〜{a + 9}歳", en=f"{a}-{a + 4} to {a + 5}-{a + 9}")
        for a in range(0, 35, 5)
    )
    values = {
        "male": (12.0, 4.0, 60.5, -210.0, -95.0, 31.0, 44.0),
        "female": (9.0, 2.0, 81.0, -150.0, -130.0, 18.0, 52.0),
    }
    names = {"male": Text(ja="男", en="Male"), "female": Text(ja="女", en="Female")}
    return Lines(
        Axis(Text(ja="年齢", en="Age"), categories=ages),
        Axis(Text(ja="純移動数", en="Net migration"), Text(ja="人", en="persons"), decimals=0),
        tuple(Series(sex, names[sex], tuple(enumerate(values[sex])), "part") for sex in values),
    )


def stacked() -> Bars:
    """Three age groups as bars, the aged share as a line on an axis of its own."""
    groups = {
        "young": (Text(ja="年少人口（0〜14歳）", en="0-14"), 9_000.0),
        "working": (Text(ja="生産年齢人口（15〜64歳）", en="15-64"), 45_000.0),
        "aged": (Text(ja="老年人口（65歳以上）", en="65 and over"), 20_000.0),
    }
    years = (2020, 2025, 2030, 2035)
    return Bars(
        _YEARS,
        _PERSONS,
        tuple(
            Series(
                key, label, tuple((year, size - 50.0 * (year - 2020)) for year in years), "part"
            )
            for key, (label, size) in groups.items()
        ),
        lines_axis=_SHARE,
        lines=(
            Series(
                "aged_share",
                Text(ja="高齢化率", en="Aged share"),
                tuple((year, 27.0 + 0.31 * (year - 2020)) for year in years),
                "part",
            ),
        ),
    )


def changes() -> Bars:
    """Natural and social change, stacked on both sides of zero."""
    return Bars(
        _YEARS,
        _CHANGE,
        (
            Series("natural", Text(ja="自然増減", en="Natural change"),
                   ((2018, -210.0), (2019, -244.0), (2020, -251.5)), "part"),
            Series("social", Text(ja="社会増減", en="Social change"),
                   ((2018, 301.0), (2019, -12.0), (2020, 95.0)), "part"),
        ),
    )  # fmt: skip


def grouped() -> Bars:
    """Bars of two scenarios side by side over categories."""
    return Bars(
        Axis(
            Text(ja="条件", en="Condition"),
            categories=(Text(ja="閉鎖", en="Closed"), Text(ja="移動あり", en="Open")),
        ),
        Axis(Text(ja="増減率", en="Change"), Text(ja="%", en="%"), decimals=1),
        (
            Series("current", _LABELS["current"], ((0, -12.3), (1, 4.5)), "base", "current"),
            Series("vision", _LABELS["vision"], ((0, -8.0), (1, 6.25)), "outlook", "vision"),
        ),
        stacked=False,
    )


def pyramid(slope: float) -> Pyramid:
    """Five age groups in four years, over the outline of the first."""
    ages = tuple(Text(ja=f"{a}〜{a + 4}歳", en=f"{a}-{a + 4}") for a in range(0, 20, 5))
    ages = (*ages, Text(ja="20歳以上", en="20 and over"))
    years = (2020, 2021, 2025, 2030)

    def people(year: int, most: float) -> tuple[float, ...]:
        return tuple(most - 120.0 * age - slope * (year - 2020) for age in range(5))

    return Pyramid(
        Axis(Text(ja="年齢", en="Age"), categories=ages),
        Axis(Text(ja="人口", en="Population"), Text(ja="人", en="persons"), decimals=0),
        limit=2500.0,
        years=years,
        males=tuple(people(year, 2_300.0) for year in years),
        females=tuple(people(year, 2_210.0) for year in years),
        year=2030,
        outline=(people(2020, 2_300.0), people(2020, 2_210.0)),
        outline_label=Text(ja="2020年", en="2020"),
    )


def trails() -> Trails:
    """Social and natural change, joined by year."""
    return Trails(
        Axis(Text(ja="社会増減", en="Social change"), _CHANGE.unit, decimals=0),
        Axis(Text(ja="自然増減", en="Natural change"), _CHANGE.unit, decimals=0),
        (
            Series("observed", Text(ja="実績", en="Observed"),
                   ((301.0, -110.0), (-12.0, -144.0), (95.0, -180.0)), "history"),
            Series("current", _LABELS["current"],
                   ((60.0, -200.0), (44.0, -290.0)), "base", "current"),
        ),
        names=(tuple(Text(ja=f"{y}年", en=str(y)) for y in (2017, 2018, 2019)), ()),
    )  # fmt: skip


def waterfall() -> Waterfall:
    """From one level to another: one part raises, one lowers."""
    return Waterfall(
        _PERSONS,
        (
            Step(Text(ja="現状維持", en="As now"), 61_350.0, "level"),
            Step(Text(ja="出生率の変化", en="Fertility"), 3_120.0, "change"),
            Step(Text(ja="純移動の変化", en="Migration"), -410.5, "change"),
            Step(Text(ja="ビジョン", en="Vision"), 64_059.5, "level"),
        ),
    )


def heat() -> Heat:
    """Two by three cells, one without a value, one below zero."""
    return Heat(
        Axis(Text(ja="純移動", en="Migration"),
             categories=tuple(Text(ja=f"{n}人/年", en=f"{n} a year") for n in (0, 50, 100))),
        Axis(Text(ja="合計特殊出生率", en="TFR"), Text(ja="女性1人当たり", en="per woman"),
             categories=(Text(ja="1.3", en="1.3"), Text(ja="1.8", en="1.8"))),
        Axis(Text(ja="増減率", en="Change"), Text(ja="%", en="%"), decimals=1),
        ((-18.2, math.nan, 0.04), (-9.9, 3.3, 11.0)),
    )  # fmt: skip


def _figure(number: int, name: Text, *panels: Panel) -> Figure:
    return Figure(
        f"F{number}",
        name,
        Text(ja=f"{name.ja}の要点。", en=f"What {name.en.lower()} say."),
        panels,
        notes=(Text(ja="各年1月1日現在。", en="On 1 January."),),
        sources=(Text(ja="総務省「住民基本台帳」", en="MIC, resident register"),),
    )


def _alone(number: int, name: Text, form: Form) -> Figure:
    return _figure(number, name, Panel(form))


def pyramids(labels: dict[str, Text] = _LABELS) -> Figure:
    """A pyramid for every scenario; the third only where there is room."""
    return _figure(
        5,
        Text(ja="人口ピラミッド", en="Pyramids"),
        *(
            Panel(pyramid(slope), labels[name], scenario=name, still=name != "closed")
            for name, slope in zip(_RUNS, (40.0, 15.0, 66.0), strict=True)
        ),
    )


def every_form() -> tuple[Figure, ...]:
    """Return figures of every form, F1 to F8."""
    return (
        _alone(1, Text(ja="総人口", en="Totals"), lines()),
        _alone(2, Text(ja="年齢3区分", en="Age groups"), stacked()),
        _figure(
            3,
            Text(ja="自然増減・社会増減", en="Changes"),
            Panel(changes(), Text(ja="推移", en="By year")),
            Panel(trails(), Text(ja="散布図", en="Trails")),
        ),
        _alone(4, Text(ja="増減率", en="Rates of change"), grouped()),
        pyramids(),
        _alone(6, Text(ja="年齢別純移動", en="Migrants"), by_age()),
        _alone(7, Text(ja="差の要因", en="Parts"), waterfall()),
        _alone(8, Text(ja="条件の組合せ", en="Combinations"), heat()),
    )


def small_report() -> Report:
    """Return a report of every kind of item; one scenario's label and titles mean harm."""
    table = NumberedTable(
        "T1",
        Text(ja="増減率", en="Rates of change"),
        Text(ja="総人口は減る。", en="The population falls."),
        Table(
            Text(ja="増減率（単位：%）", en="Change (%)"),
            (
                Column("label", Text(ja="シナリオ", en="Scenario")),
                Column("total", Text(ja="総人口", en="Total"), 1),
            ),
            tuple((text, -7.25 + n) for n, text in enumerate(HOSTILE)),
        ),
        notes=(Text(ja=SCRIPT, en=FORMULA),),
        sources=(Text(ja="総務省「住民基本台帳」", en="MIC, resident register"),),
    )
    hostile = Paragraphs(
        Text(ja="推計方法", en="Methods"), tuple(Text(ja=text, en=text) for text in HOSTILE)
    )
    missing = LeftOut(
        "F12",
        Text(ja="施策効果", en="Effect of measures"),
        Text(ja="projection run で結果を作成。", en="Run `projection run`."),
    )
    return Report(
        title=Text(ja="試験市 将来人口推計報告書", en="Test city: projection report"),
        place=Text(ja="試験市", en="Test city"),
        region="132217",
        summary=(Text(ja="総人口は減る見込み。", en="The population falls."),),
        chapters=(
            Chapter(Text(ja="1 人口動向分析", en="1 Trends"), every_form()[:3]),
            Chapter(Text(ja="2 将来人口推計", en="2 Projections"), (*every_form()[3:], table)),
            Chapter(Text(ja="資料編", en="Appendix"), (hostile, missing)),
        ),
        base_date="2020-01-01",
        runs=tuple(
            Run(name, _LABELS[name], Text(ja=LONG, en=LONG), f"{n:08x}", "projection 0.1.0")
            for n, name in enumerate(_RUNS)
        ),
    )
