"""The tables and sentences of `projection verify`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from projection.analysis.recorded_inputs import RecordedTable
from projection.analysis.verification import Departure, Verdict, Verification
from projection.language import LANGUAGES, Language, Text
from projection.report.tables import Cell, Column, Document, Table
from projection.report.words import listed

_VERDICTS = MappingProxyType(
    {
        "identical": Text(ja="一致", en="identical"),
        "rounding": Text(ja="端数を除き一致", en="but for rounding"),
        "different": Text(ja="不一致", en="DIFFERENT"),
        "not_run": Text(ja="推計できず", en="NOT RUN"),
    }
)
_KINDS = MappingProxyType(
    {
        "inputs": Text(ja="入力データ", en="inputs"),
        "scenario": Text(ja="シナリオ", en="scenario"),
        "version": Text(ja="プログラムの版", en="version"),
        "environment": Text(ja="計算環境", en="environment"),
        "convention": Text(ja="計算方法", en="convention"),
        "fit": Text(ja="基準率の当てはめ", en="fit of base rates"),
        "numbers": Text(ja="数値", en="numbers"),
    }
)
_RESULT = Column("result", Text(ja="結果", en="Result"))
_SCENARIO = Column("scenario", Text(ja="シナリオ", en="Scenario"))
_REGION = Column("region", Text(ja="地域", en="Region"))
_VERDICT = Column("verdict", Text(ja="判定", en="Verdict"))
_FIGURES = Column("figures", Text(ja="数値の個数", en="Numbers"), 0)
_SOFTWARE = Column("software", Text(ja="推計した版", en="Run by"))
_RESIDUAL = Column(
    "largest_residual",
    Text(ja="当てはめの残差（最大、人）", en="Residual of the fit (persons)"),
)
_COMMAND = Column("command", Text(ja="コマンド", en="Command"))
_WHAT = Column("what", Text(ja="違うもの", en="What"))
_NAME = Column("name", Text(ja="名前", en="Name"))
_RECORDED = Column("recorded", Text(ja="結果の記録", en="In the result"))
_FOUND = Column("found", Text(ja="今回", en="Now"))
_DIFFERENCE = Column("difference", Text(ja="最大の差", en="Largest difference"))
_WHERE = Column("where", Text(ja="場所", en="Where"))
_TABLE = Column("table", Text(ja="表", en="Table"))
_SOURCE = Column("source", Text(ja="出典", en="Source"))
_SHA256 = Column("sha256", Text(ja="SHA-256", en="SHA-256"))
_NOW = Column("file", Text(ja="同じ内容のファイル", en="File of this content"))


def verification_document(found: Sequence[Verification]) -> Document:
    """Return a sentence a result, what differs, and where the figures come from.

    Parameters
    ----------
    found
        Of every result.
    """
    differing = [row for one in found for row in _departures(one)]
    tables = [_results(found), _sources(found)]
    if differing:
        heading = Text(ja="違うもの", en="What differs")
        columns = (_RESULT, _WHAT, _NAME, _RECORDED, _FOUND, _DIFFERENCE, _WHERE)
        tables.insert(1, Table(heading, columns, tuple(differing)))
    return Document(
        Text(ja="結果の検証", en="Verification of results"),
        tuple(tables),
        data=_long(found),
        sentences=tuple(_sentence(one) for one in found),
    )


def _sentence(one: Verification) -> Text:
    said = _SENTENCES[one.verdict](one)
    return Text(ja=f"{_file(one)}：{said.ja}", en=f"{_file(one)}: {said.en}")


def _identical(one: Verification) -> Text:
    others = _others(one)
    return Text(
        ja=f"{one.figures:,}個の数値は、すべてビット単位まで一致しました"
        + (f"（違うもの：{others.ja}）。" if others else "。"),
        en=f"all {one.figures:,} numbers are the same, bit for bit"
        + (f", though not: {others.en}." if others else "."),
    )


def _rounding(one: Verification) -> Text:
    largest = f"{max(each.difference or 0.0 for each in _numbers(one)):.1g}"
    return Text(
        ja=f"数値は端数を除いて一致しましたが、ビット単位では違います（最大の差は{largest}）。"
        "プロセッサやライブラリの版が変わると生じる差です。",
        en=f"the numbers agree but for rounding (by {largest} at most), not bit for bit; "
        "another processor or version of a library rounds otherwise.",
    )


def _different(one: Verification) -> Text:
    worst = max(_numbers(one), key=lambda each: each.difference or 0.0)
    place = worst.where or worst.name
    by = "" if worst.difference is None else f"{worst.difference:,.4g}"
    others = _others(one) or Text(
        ja="なし（入力データ、シナリオ、版、計算方法は同じ）",
        en="nothing (inputs, scenario, version and convention are the same)",
    )
    return Text(
        ja=f"数値が一致しません（{place}"
        + (f"で最大{by}の差）。" if by else f"：{worst.recorded}と{worst.found}）。")
        + f"ほかに違うもの：{others.ja}。",
        en=f"the numbers differ ({place}: "
        + (f"by {by}, the largest); " if by else f"{worst.recorded} and {worst.found}); ")
        + f"what else differs: {others.en}.",
    )


def _not_run(one: Verification) -> Text:
    reason = next((each.found for each in one.departures if isinstance(each.found, Text)), None)
    if reason is None:
        lacking = [each.kind for each in one.tables if each.needed and each.found is None]
        reason = Text(
            ja=f"記録と同じ内容のファイルがない表：{'、'.join(lacking)}。",
            en=f"no file has the recorded content of {', '.join(lacking)}.",
        )
    return Text(
        ja=f"もう一度推計することができません。{reason.ja}",
        en=f"it cannot be run again; {reason.en}",
    )


_SENTENCES: Mapping[Verdict, Callable[[Verification], Text]] = MappingProxyType(
    {
        "identical": _identical,
        "rounding": _rounding,
        "different": _different,
        "not_run": _not_run,
    }
)


def _others(one: Verification) -> Text | None:
    """Name what differs beside the numbers; None where nothing does."""
    kinds = dict.fromkeys(each.what for each in one.departures if each.what != "numbers")
    return listed(_KINDS[kind] for kind in kinds) if kinds else None


def _numbers(one: Verification) -> list[Departure]:
    return [each for each in one.departures if each.what == "numbers"]


def _file(one: Verification) -> str:
    return str(one.result.encoding["source"])


def _results(found: Sequence[Verification]) -> Table:
    rows = tuple(
        (
            _file(one),
            _VERDICTS[one.verdict],
            one.figures,
            one.result.attrs["software"],
            _residual(one),
            one.result.attrs.get("command") or None,
        )
        for one in found
    )
    columns = (_RESULT, _VERDICT, _FIGURES, _SOFTWARE, _RESIDUAL, _COMMAND)
    return Table(Text(ja="結果", en="Results"), columns, rows)


def _residual(one: Verification) -> str | None:
    fit = json.loads(one.result.attrs["fit"])
    # One region has the largest of each kind, many have one figure, the official form none.
    each = fit.get("largest_residuals_persons", {}).values()
    largest = max(each, default=fit.get("largest_residual_persons"))
    return None if largest is None else f"{largest:.1g}"


def _departures(one: Verification) -> Iterator[tuple[Cell, ...]]:
    for each in one.departures:
        by = None if each.difference is None else f"{each.difference:.4g}"
        what = (each.name, each.recorded or None, each.found or None, by, each.where or None)
        yield (_file(one), _KINDS[each.what], *what)


def _sources(found: Sequence[Verification]) -> Table:
    """Name every table once, however many results stand on it."""
    each = {(table.kind, table.sha256): table for one in found for table in one.tables}
    rows = tuple(
        (
            table.kind,
            table.sha256,
            None if table.found is None else str(table.found),
            Text(**{lang: _cited(table, lang) for lang in LANGUAGES}),
        )
        for table in each.values()
    )
    heading = Text(ja="入力データの出所", en="Where the inputs come from")
    return Table(heading, (_TABLE, _SHA256, _NOW, _SOURCE), rows)


def _cited(table: RecordedTable, lang: Language) -> str:
    publisher, source = table.described["publisher"][lang], table.described["source"]
    return f"{publisher}「{source}」" if lang == "ja" else f"{publisher}, {source}"


def _long(found: Sequence[Verification]) -> Table:
    """Return one row for each thing that differs, or one for a result where nothing does."""
    columns = (_RESULT, _SCENARIO, _REGION, _VERDICT, _FIGURES, _SOFTWARE, _COMMAND)
    departing = (_WHAT, _NAME, _RECORDED, _FOUND, _DIFFERENCE, _WHERE)
    rows = tuple(
        (*_of_result(one), *row)
        for one in found
        for row in [_raw(each) for each in one.departures] or [(None,) * len(departing)]
    )
    return Table(Text(ja="検証", en="Verification"), (*columns, *departing), rows)


def _of_result(one: Verification) -> tuple[Cell, ...]:
    attrs = one.result.attrs
    said = (attrs["software"], attrs.get("command") or None)
    return (_file(one), attrs["scenario"], attrs["region"], one.verdict, one.figures, *said)


def _raw(one: Departure) -> tuple[Cell, ...]:
    found = one.found or None
    return (one.what, one.name, one.recorded or None, found, one.difference, one.where or None)
