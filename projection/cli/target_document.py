"""The answer of `projection target` for one lever: sentences, tables and data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from projection.analysis.experiment import Experiment
from projection.analysis.proportion import Concept, Pace, Proportion, in_proportion, pace
from projection.analysis.target import Solution, Target
from projection.analysis.unknowns import Unknown
from projection.cli.target_words import answer, goal, pace_words, proportion_words
from projection.inputs import Register
from projection.language import Text
from projection.report.labels import SCENARIO, inputs_note, of_measure, year_column
from projection.report.tables import Cell, Column, Document, Table
from projection.scenarios import Scenario

_EVERY = 10
_ANSWER = Text(ja="答え", en="Answer")
_LEVER = Column("lever", Text(ja="求めるもの", en="Lever"))
_UNIT = Column("unit", Text(ja="単位", en="Unit"))
_GROUP = Column("group", Text(ja="市区町村", en="Municipalities"))
_OF = Column("municipalities", Text(ja="数", en="Number"), 0)
_COUNTED = Column("counted", Text(ja="当てはまる数", en="At or beyond"), 0)
_PERCENT = Column("percent", Text(ja="割合（%）", en="Share (%)"), 1)


def target_document(
    solution: Solution,
    target: Target,
    experiment: Experiment,
    scenario: Scenario,
    register: Register | None,
) -> Document:
    """Return the answer for one lever.

    Parameters
    ----------
    solution, target
        What was found, and for what.
    experiment, scenario
        What was run.
    register
        All municipalities; without it nothing is put in proportion to them.
    """
    base, region = experiment.base, experiment.inputs.region
    (found,) = in_proportion(solution.unknown, [solution.value], base, register, region.code)
    speed = pace(solution.value, base) if solution.unknown.kind == "improvement" else None
    what = goal(target)
    return Document(
        Text(ja=f"{region.name.ja}：{what.ja}にするには", en=f"{region.name.en}: {what.en}"),
        tuple(_tables(solution, target, experiment, scenario, found)),
        notes=tuple(_notes(solution, target, experiment, register, found)),
        data=_long(solution, target, region.code, found, speed),
        sentences=(
            *answer(solution, target, scenario),
            *(proportion_words(found, solution.unknown, region.name) if found else ()),
            *((pace_words(speed),) if speed else ()),
        ),
    )


def _tables(
    solution: Solution,
    target: Target,
    experiment: Experiment,
    scenario: Scenario,
    found: Proportion | None,
) -> Iterator[Table]:
    yield _lever_table(solution, scenario)
    yield _figure_table(solution, target, experiment, scenario)
    if found is not None:
        yield _proportion_table(found)


def _lever_table(solution: Solution, scenario: Scenario) -> Table:
    unknown, bounds = solution.unknown, solution.bounds
    own = None if solution.own is None else unknown.scale * solution.own
    lower, upper = unknown.scale * bounds.lower, unknown.scale * bounds.upper
    solved = Text(ja="答え", en="Solved") if solution.reached else _CLOSEST
    columns = (
        _LEVER,
        _UNIT,
        Column("own", scenario.label, unknown.decimals),
        Column("value", solved, unknown.decimals),
        Column("lower", Text(ja="探した下限", en="Sought from"), unknown.decimals),
        Column("upper", Text(ja="探した上限", en="to"), unknown.decimals),
    )
    row: tuple[Cell, ...] = (
        unknown.label,
        unknown.unit,
        own,
        unknown.scale * solution.value,
        lower,
        upper,
    )
    heading = Text(ja="必要な値", en="What it takes")
    return Table(heading, columns, (row,))


_CLOSEST = Text(ja="最も近い値", en="Closest")


def _figure_table(
    solution: Solution, target: Target, experiment: Experiment, scenario: Scenario
) -> Table:
    measure = target.asked.measure
    solved = solution.scenario.model_copy(update={"name": f"{scenario.name} (target)"})
    series = target.asked.series(experiment.run([scenario, solved]))
    years = series[measure.dim].values.tolist()
    shown = sorted({years[0], target.asked.year, *(one for one in years if one % _EVERY == 0)})
    values = series.sel({measure.dim: shown}).transpose("scenario", measure.dim).values
    columns = (SCENARIO, *(year_column(measure, year, 1) for year in shown))
    label = _ANSWER if solution.reached else _CLOSEST
    rows = zip((scenario.label, label), values.tolist(), strict=True)
    return Table(of_measure(measure), columns, tuple((one, *row) for one, row in rows))


def _proportion_table(found: Proportion) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = (
        (Text(ja="全国", en="Japan"), found.every.of, found.every.counted, found.every.percent),
        (found.size, found.alike.of, found.alike.counted, found.alike.percent),
    )
    return Table(
        Text(
            ja=f"それを実現していた市区町村（{found.first}〜{found.last}年）",
            en=f"Municipalities that have had it ({found.first}-{found.last})",
        ),
        (_GROUP, _OF, _COUNTED, _PERCENT),
        rows,
    )


def _notes(
    solution: Solution,
    target: Target,
    experiment: Experiment,
    register: Register | None,
    found: Proportion | None,
) -> Iterator[Text]:
    yield inputs_note(experiment.inputs, experiment.base.start)
    yield path_note(target, [solution.unknown])
    reason = solution.bounds.reason
    yield Text(ja=f"注：探した範囲は、{reason.ja}。", en=f"Note: sought within: {reason.en}.")
    yield from proportion_notes(register, [found])


def path_note(target: Target, unknowns: Sequence[Unknown]) -> Text:
    """Return how levers come to their values."""
    first, by = target.span.first, target.span.by
    ja = f"注：{first}年まではもとのシナリオのまま、{by}年まで直線で変わり、その後は一定。"
    en = f"Note: as the scenario says up to {first}, a straight line to {by}, then held."
    if any(one.kind == "improvement" for one in unknowns):
        ja += "死亡率の改善率は、もとが全国や公表された推移に従うときは全期間一定。"
        en += (
            " A yearly fall of mortality holds throughout where the scenario follows a course."
        )
    return Text(ja=ja, en=en)


def proportion_notes(
    register: Register | None, found: Sequence[Proportion | None]
) -> Iterator[Text]:
    """Return where shares of municipalities come from.

    Parameters
    ----------
    register
        None where the inputs have none.
    found
        What was counted, None where nothing was.
    """
    if register is None:
        yield _NO_REGISTER
        return
    publisher, source = register.source.publisher, register.source.source
    for concept in dict.fromkeys(one.concept for one in found if one is not None):
        method = _METHODS[concept]
        yield Text(
            ja=f"注：市区町村の値は{publisher.ja}「{source}」から。{method.ja}",
            en=f"Note: figures of municipalities from {publisher.en}, {source}. {method.en}",
        )


_NO_REGISTER = Text(
    ja="注：入力データに全市区町村の登録人口（municipal_register）がないため、全国との比較はありません。",
    en="Note: the inputs have no register of all municipalities (municipal_register), so "
    "nothing is said of others.",
)
_METHODS: Mapping[Concept, Text] = MappingProxyType(
    {
        "tfr": Text(
            ja="合計特殊出生率は、5年間の出生数を、5歳階級の女性人口に全国の出生率の年齢の形を"
            "掛けたもので割った値（日本全体では1.35）。小さな町村の値は偶然の変動が大きい。",
            en="TFR: births of five years over women by five-year age times the national age "
            "pattern of fertility (1.35 for Japan as a whole). In small places chance moves "
            "it.",
        ),
        "mortality_ratio": Text(
            ja="標準化死亡比は、5年間の死亡数を、男女・5歳階級の人口に全国の死亡率を掛けた"
            "期待死亡数で割った値。",
            en="Mortality ratio: deaths of five years over those expected of the population by "
            "sex and five-year age at national rates.",
        ),
        "net_rate": Text(
            ja="純移動は、5歳階級のコーホートの5年間の変化から全国の生残率による死亡を除いた残差で、"
            "移動時の年齢の人口1人当たり、1年当たり。小さな町村の率は偶然の変動が大きい。",
            en="Net migration: change of five-year cohorts over five years less deaths at "
            "national rates, a year per person of the age at the move. In small places chance "
            "moves it.",
        ),
    }
)


def _long(
    solution: Solution,
    target: Target,
    region: str,
    found: Proportion | None,
    speed: Pace | None,
) -> Table:
    question, unknown = target.asked, solution.unknown
    cells: dict[str, Cell] = {
        "region": region,
        "measure": question.measure.name,
        "sex": question.sex,
        "ages": question.ages,
        "year": question.year,
        "target": target.value,
        "solve": unknown.typed,
        "from": target.span.first,
        "by": target.span.by,
        "reached": "yes" if solution.reached else "no",
        "value": solution.value,
        "lower": solution.bounds.lower,
        "upper": solution.bounds.upper,
        "figure": solution.figure,
        "scenario_value": solution.own,
        "scenario_figure": solution.own_figure,
        **_counted(found),
        "national_pace": speed.national if speed else None,
        "deaths_as_fast_percent": speed.as_fast if speed else None,
    }
    columns = tuple(Column(key, Text(ja=key, en=key)) for key in cells)
    return Table(_ANSWER, columns, (tuple(cells.values()),))


def _counted(found: Proportion | None) -> dict[str, Cell]:
    keys = (
        *("concept", "needed", "own", "change", "counted_at"),
        *("municipalities", "counted", "percent"),
        *("same_size", "same_size_municipalities", "same_size_counted", "same_size_percent"),
    )
    if found is None:
        return dict.fromkeys(keys)
    values: tuple[Cell, ...] = (
        found.concept,
        found.needed,
        found.own,
        found.change,
        "at least" if found.at_least else "at most",
        found.every.of,
        found.every.counted,
        found.every.percent,
        found.size.en,
        found.alike.of,
        found.alike.counted,
        found.alike.percent,
    )
    return dict(zip(keys, values, strict=True))
