"""`projection monitor`: when registered figures tell two scenarios apart, and alarm lines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import xarray as xr

from projection.analysis.monitor import (
    PATHS,
    Monitor,
    contradicted,
    monitor,
    tidy_lines,
    watched,
)
from projection.cli.documents import chosen_format, write_document
from projection.cli.frames import frame_rows
from projection.cli.questions import Asking, open_question
from projection.errors import ResultError, fault
from projection.inputs import Inputs
from projection.language import Language, Text
from projection.report.labels import inputs_note
from projection.report.tables import Column, Document, Table
from projection.report.words import inside, number

_FORMATS = ("text", "csv", "xlsx", "json")
_FEWEST_ROWS = 10
_YEAR = Column("period", Text(ja="年", en="Year"))
_COUNT_WORDS = {
    "cumulated": Text(ja="最初の年からの累計", en="all years so far"),
    "yearly": Text(ja="その年だけ", en="each year alone"),
}
_ALARM = Text(ja="警戒線（この数以下）", en="Alarm at or below")
_LONG = {
    "region": Text(ja="地域コード", en="Region code"),
    "measure": Text(ja="数えるもの", en="Count of"),
    "count": Text(ja="数え方", en="Counted"),
    "period": _YEAR.label,
    "low": Text(ja="低い方の見込み", en="Expected, low"),
    "high": Text(ja="高い方の見込み", en="Expected, high"),
    "alarm": _ALARM,
    "found": Text(ja="低い方が正しいとき警報が出る確率", en="Chance of alarm if low holds"),
    "false_alarm_so_far": Text(
        ja="毎年確かめたとき、高い方が正しいのに警報が出る確率",
        en="Chance of an alarm so far if high holds, looking every year",
    ),
    "found_so_far": Text(
        ja="毎年確かめたとき、低い方が正しくて警報が出る確率",
        en="Chance of an alarm so far if low holds, looking every year",
    ),
}


@dataclass(frozen=True)
class Options(Asking):
    """What was asked for."""

    low: str
    high: str
    measure: Literal["births", "net_migration"]
    sex: str
    ages: str | None
    alpha: str
    beta: str
    since: int | None


def command(options: Options, lang: Language) -> None:
    """Write when the two paths can be told apart."""
    form = chosen_format(options.format, options.output, known=_FORMATS)
    alpha, beta = _chance("alpha", options.alpha), _chance("beta", options.beta)
    experiment, paths = open_question([options.low, options.high], options, lang)
    start = experiment.base.start
    found = monitor(
        experiment,
        paths,
        watched(options.measure, start, sex=options.sex, ages=options.ages),
        alpha=alpha,
        beta=beta,
        since=options.since,
    )
    write_document(monitor_document(found, experiment.inputs), lang, form, options.output)


def _chance(name: str, typed: str) -> float:
    try:
        return float(typed)
    except ValueError as error:
        raise ResultError(fault("monitor_error_rate", name=name, found=typed)) from error


def monitor_document(found: Monitor, inputs: Inputs) -> Document:
    """Return the answer: sentences, alarm lines and, where there is one, the comparison."""
    (low, high), label = found.labels, found.question.label
    tables = [_table_of_lines(found, count) for count in _COUNT_WORDS]
    if found.registered is not None:
        tables.append(_table_of_registered(found, found.registered))
    return Document(
        Text(
            ja=f"{inputs.region.name.ja}：「{low.ja}」と「{high.ja}」を{label.ja}で見分ける",
            en=f"{inputs.region.name.en}: telling '{low.en}' from '{high.en}' ({label.en})",
        ),
        tuple(tables),
        notes=(inputs_note(inputs, found.question.year), *_notes(found)),
        data=_long(found, inputs.region.code),
        sentences=tuple(_sentences(found)),
    )


def _sentences(found: Monitor) -> Iterator[Text]:
    yield _when_cumulated(found)
    yield _when_alone(found)
    if found.registered is not None:
        yield from _standing(found, found.registered)


def _when_cumulated(found: Monitor) -> Text:
    (low, high), year = found.labels, found.told_apart("cumulated")
    first, label = found.question.year, inside(found.question.label)
    if year is None:
        last = int(found.lines["period"][-1])
        return Text(
            ja=f"{last}年までの{label.ja}では、「{low.ja}」と「{high.ja}」を見分けられません。",
            en=f"Up to {last}, '{low.en}' and '{high.en}' cannot be told apart by registered "
            f"{label.en}.",
        )
    line = found.lines.sel(count="cumulated", period=year)
    alarm, detected = number(float(line["alarm"])), _percent(float(line["found"]))
    many, alpha = _years_until(found, year), _percent(found.alpha)
    years, span = "1 year" if many == 1 else f"{many} years", _span(first, year)
    return Text(
        ja=f"「{low.ja}」と「{high.ja}」は、{many}年分（{span.ja}）の{label.ja}で見分けられます。"
        f"累計が{alarm.ja}以下なら、「{high.ja}」はもう成り立ちません"
        f"（「{high.ja}」が正しいのにそうなる確率は{alpha.ja}以下、"
        f"「{low.ja}」が正しければ{detected.ja}の確率でそうなります）。",
        en=f"It takes {years} ({span.en}) of registered {label.en} to tell '{low.en}' and "
        f"'{high.en}' apart: at {alarm.en} or fewer in that time, '{high.en}' is no longer "
        f"credible (a chance of {alpha.en} at most if '{high.en}' holds, of {detected.en} if "
        f"'{low.en}' does).",
    )


def _span(first: int, last: int) -> Text:
    if first == last:
        return Text(ja=f"{first}年", en=str(first))
    return Text(ja=f"{first}〜{last}年", en=f"{first}-{last}")


def _years_until(found: Monitor, year: int) -> int:
    return int((found.lines["period"] <= year).sum())


def _when_alone(found: Monitor) -> Text:
    year, label = found.told_apart("yearly"), inside(found.question.label)
    if year is None:
        return Text(
            ja="1年だけの数では、どの年でも見分けられません。",
            en="The figure of a single year never tells them apart.",
        )
    alarm = number(float(found.lines["alarm"].sel(count="yearly", period=year)))
    if not found.apart_for_good("yearly"):
        return Text(
            ja=f"1年だけの{label.ja}で見分けられる最初の年は{year}年（{alarm.ja}以下なら警報）ですが、"
            "後の年には見分けられないことがあります。",
            en=f"A single year of {label.en} first tells them apart in {year} (alarm at "
            f"{alarm.en} or fewer), but not in every year after it.",
        )
    return Text(
        ja=f"1年だけの{label.ja}で見分けられるのは{year}年から（{alarm.ja}以下なら警報）です。",
        en=f"A single year of {label.en} tells them apart from {year} on (alarm at {alarm.en} "
        "or fewer).",
    )


def _standing(found: Monitor, registered: xr.Dataset) -> Iterator[Text]:
    first, last = (int(registered["period"][at]) for at in (0, -1))
    total = registered.sel(count="cumulated", period=last)
    counted, label = number(float(total["registered"])), inside(found.question.label)
    expected = [number(float(total["mean"].sel(path=path))) for path in PATHS]
    (low, high), (of_low, of_high) = found.labels, expected
    years = _span(first, last)
    yield Text(
        ja=f"公表された{years.ja}の{label.ja}は{counted.ja}です。{first}年から推計すると、"
        f"「{low.ja}」では{of_low.ja}、「{high.ja}」では{of_high.ja}の見込みでした。",
        en=f"Published {label.en} of {years.en}: {counted.en}; run from {first}, "
        f"'{low.en}' expects {of_low.en} and '{high.en}' {of_high.en}.",
    )
    if of_low == of_high:
        yield Text(
            ja="この期間には、2つの道はまだ分かれていません。",
            en="In these years the two paths do not differ yet.",
        )
    chances = [_far_off(total.sel(path=path)) for path in PATHS]
    yield Text(
        ja=f"「{low.ja}」が正しいとき{chances[0].ja}、「{high.ja}」が正しいとき"
        f"{chances[1].ja}です。{_verdict(found).ja}",
        en=f"If '{low.en}' held, {chances[0].en}; if '{high.en}' did, {chances[1].en}: "
        f"{_verdict(found).en}",
    )


def _far_off(of_path: xr.Dataset) -> Text:
    chance = _percent(float(of_path["so_far_off"]))
    if float(of_path["registered"]) < float(of_path["mean"]):
        return Text(
            ja=f"これほど少なくなる確率は{chance.ja}",
            en=f"so few or fewer would have a chance of {chance.en}",
        )
    return Text(
        ja=f"これほど多くなる確率は{chance.ja}",
        en=f"so many or more would have a chance of {chance.en}",
    )


def _verdict(found: Monitor) -> Text:
    against = contradicted(found)
    if len(against) == len(PATHS):
        return Text(ja="どちらの道とも合いません。", en="the figures agree with neither.")
    if not against:
        return Text(ja="どちらの道とも矛盾しません。", en="the figures agree with both.")
    label = found.labels[PATHS.index(against[0])]
    return Text(
        ja=f"「{label.ja}」とは合いません。", en=f"the figures do not agree with '{label.en}'."
    )


def _percent(chance: float) -> Text:
    """Return a chance in %, with two figures that say something."""
    percent = 100.0 * chance
    if percent < 0.01:
        return Text(ja="0.01%未満", en="less than 0.01 %")
    if percent > 99.9:
        return Text(ja="99.9%超", en="more than 99.9 %")
    whole = math.isclose(percent, round(percent)) or 9.95 <= percent < 99.0
    words = number(percent, 0 if whole else 1 if percent >= 0.95 else 2)
    return Text(ja=f"{words.ja}%", en=f"{words.en} %")


def _paths(found: Monitor, more: Text) -> list[Column]:
    return [
        Column(path, Text(ja=f"{label.ja}：{more.ja}", en=f"{label.en}: {more.en}"), 0)
        for path, label in zip(PATHS, found.labels, strict=True)
    ]


def _table_of_lines(found: Monitor, count: str) -> Table:
    words, low = _COUNT_WORDS[count], found.labels[0]
    columns = (
        _YEAR,
        *_paths(found, Text(ja="見込み", en="expected")),
        Column("alarm", _ALARM, 0),
        Column(
            "found",
            Text(
                ja=f"「{low.ja}」が正しければ出る確率（%）", en=f"% alarm if '{low.en}' holds"
            ),
            1,
        ),
    )
    lines = found.lines.sel(count=count).isel(period=slice(_rows(found)))
    chances = (100.0 * lines["found"]).values.tolist()
    parts = (lines[name].values.tolist() for name in ("period", "low", "high", "alarm"))
    heading = Text(
        ja=f"警戒線：{found.question.label.ja}（{words.ja}）",
        en=f"Alarm lines: {found.question.label.en} ({words.en})",
    )
    return Table(heading, columns, tuple(zip(*parts, chances, strict=True)))


def _rows(found: Monitor) -> int:
    """Show all years until both counts tell the paths apart, and ten at least."""
    years = [found.told_apart(count) for count in _COUNT_WORDS]
    return max([_FEWEST_ROWS, *(_years_until(found, year) for year in years if year)])


def _table_of_registered(found: Monitor, registered: xr.Dataset) -> Table:
    label, yearly = found.question.label, registered.sel(count="yearly")
    total = registered.sel(count="cumulated").isel(period=-1)
    columns = (
        _YEAR,
        Column("registered", Text(ja="公表", en="Published"), 0),
        *_paths(found, Text(ja="見込み", en="expected")),
        *(
            Column(
                f"so_far_off_{path}",
                Text(ja=f"{one.ja}：これほど離れる確率（%）", en=f"{one.en}: % so far off"),
                2,
            )
            for path, one in zip(PATHS, found.labels, strict=True)
        ),
    )
    rows: list[tuple[str | Text, xr.Dataset]] = [
        (str(year), yearly.sel(period=year)) for year in yearly["period"].values.tolist()
    ]
    rows.append((Text(ja="計", en="Sum"), total))
    heading = Text(
        ja=f"公表された{label.ja}と、その年から推計した見込み",
        en=f"Published and expected by runs that start there: {label.en}",
    )
    return Table(heading, columns, tuple((name, *_standing_cells(one)) for name, one in rows))


def _standing_cells(one: xr.Dataset) -> tuple[float, ...]:
    means, chances = one["mean"].values.tolist(), (100.0 * one["so_far_off"]).values.tolist()
    return (float(one["registered"]), *means, *chances)


def _notes(found: Monitor) -> Iterator[Text]:
    if found.question.measure.name == "births":
        looked = found.lines["false_alarm_so_far"].sel(count="cumulated")
        year = found.told_apart("cumulated") or int(looked["period"][-1])
        chance, alpha = _percent(float(looked.sel(period=year))), _percent(found.alpha)
        yield Text(
            ja=f"注：出生数はポアソン分布に従うとした。確率は年を1つ決めて1回だけ確かめる場合のもの。毎年確かめると、"
            f"「{found.labels[1].ja}」が正しくても、{year}年までに警報が出る確率は{alpha.ja}ではなく"
            f"{chance.ja}になる。",
            en="Note: births are taken as Poisson. Chances are those of one look in one year; "
            f"looking every year, the chance of an alarm up to {year} though "
            f"'{found.labels[1].en}' holds is {chance.en}, not {alpha.en}.",
        )
    else:
        yield Text(
            ja="注：純移動数は正規分布に従い、分散は転入と転出の合計とした。公表された転入・転出には年齢がないため、"
            "どの年齢も1人当たりの移動は市全体と同じとした（若い人の移動はもっと多く、"
            "家族は一緒に動くので、実際には見分けるのにもっと長くかかる）。年齢は年末の年齢。",
            en="Note: net moves are taken as normal, with arrivals plus departures as their "
            "variance. What is published has no ages: every age is given the moves per "
            "resident of all (the young move more, and families together: it really takes "
            "longer). Ages are those at the end of the year.",
        )
    if found.registered is not None:
        half = _percent(found.alpha / 2)
        yield Text(
            ja=f"注：公表された数から離れる確率は、離れた側だけのもの。{half.ja}以下なら「合わない」とした。",
            en="Note: the chance to be so far off is that of the side on which the published "
            f"figure lies; at {half.en} or less they do not agree.",
        )
    yield Text(
        ja="注：偶然の変動だけを考えている。母となる女性の数など、ほかの見込みが外れることは含まない。",
        en="Note: chance alone is considered, not that other assumptions, such as the number "
        "of women, may turn out wrong.",
    )


def _long(found: Monitor, region: str) -> Table:
    frame = tidy_lines(found.lines)
    frame.insert(0, "measure", found.question.measure.name)
    frame.insert(0, "region", region)
    columns = tuple(
        Column(str(key), _LONG[str(key)], _decimals(str(key))) for key in frame.columns
    )
    return Table(found.question.label, columns, frame_rows(frame))


def _decimals(key: str) -> int | None:
    if key in ("low", "high", "alarm"):
        return 1
    return 4 if key.startswith("f") else None
