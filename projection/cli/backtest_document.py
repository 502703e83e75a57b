"""The tables and sentences of `projection backtest`."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from projection.analysis.backtest import (
    FIGURES,
    METHODS,
    OFFICIAL,
    OWN,
    PLAIN,
    RIVALS,
    Backtest,
)
from projection.analysis.backtest_errors import (
    ALL_SIZES,
    EVERY,
    WITH_OFFICIAL,
    Errors,
    Measured,
    errors,
    select,
    size_classes,
)
from projection.analysis.backtest_history import FIRST_IN_JANUARY
from projection.analysis.coverage import Coverage
from projection.analysis.past_errors import size_words
from projection.language import Text
from projection.report.tables import Cell, Column, Document, Table

# Years ahead that readers see, each with the nearest register; machines get all.
_AHEAD = (5, 10, 15)

METHOD_NAMES = MappingProxyType(
    {
        OWN: Text(ja="本プログラム", en="This program"),
        PLAIN: Text(ja="同・単純平均", en="Plain mean"),
        "cohort_change": Text(ja="コーホート変化率", en="Cohort change"),
        "linear": Text(ja="直線", en="Linear"),
        "constant_growth": Text(ja="一定の増減率", en="Constant growth"),
        "no_change": Text(ja="変化なし", en="No change"),
        OFFICIAL: Text(ja="社人研2018", en="IPSS 2018"),
    }
)
_MEASURES = MappingProxyType(
    {
        "median_absolute": Text(ja="絶対誤差率の中央値", en="Median absolute error"),
        "mean_absolute": Text(ja="絶対誤差率の平均", en="Mean absolute error"),
        "weighted": Text(ja="人口で加重した絶対誤差率", en="Error weighted by people"),
        "bias": Text(ja="誤差率の平均（正は過大）", en="Bias (above zero: too many)"),
        "eight_in_ten": Text(ja="10件中8件がこれ未満", en="Eight in ten off by less"),
    }
)
_SIZE = Column("size", Text(ja="規模", en="Size"))
_COUNT = Column("municipalities", Text(ja="市区町村数", en="Municipalities"), 0)
_AGE = Column("age", Text(ja="年齢", en="Age"))
_MEASURE = Column("measure", Text(ja="誤差の測り方", en="Measure"))
_WITH_OFFICIAL = Text(ja="、社人研の推計がある市区町村", en=", those with an IPSS projection")


def backtest_document(tested: Sequence[Backtest]) -> Document:
    """Return sentences, tables for readers, and all errors for machines.

    Parameters
    ----------
    tested
        One a base year.
    """
    found = {one.base: errors(one) for one in tested}
    tables, sentences = [], []
    for one in tested:
        for year in shown_years(one):
            for among in _sets(found[one.base], year):
                tables += _tables(one, found[one.base], year, among)
                sentences.append(_sentence(one, found[one.base], year, among))
    return Document(
        Text(
            ja="過去の推計と実績の比較（バックテスト）",
            en="Past projections against what came of them (backtest)",
        ),
        tuple(tables),
        notes=_notes(tested),
        data=_long([row for rows in found.values() for row in rows]),
        sentences=tuple(sentences),
    )


def shown_years(tested: Backtest | Coverage) -> list[int]:
    """Return the registers about 5, 10 and 15 years ahead; the last one where it is nearer."""
    near = [year for year in tested.years if round(tested.horizon(year)) in _AHEAD]
    return near or [tested.years[-1]]


def day(year: int) -> Text:
    """Return the date of a register as readers see it."""
    if year >= FIRST_IN_JANUARY:
        return Text(ja=f"{year}年1月1日", en=f"1 January {year}")
    return Text(ja=f"{year}年3月31日", en=f"31 March {year}")


def _sets(found: Sequence[Errors], year: int) -> list[str]:
    return list(dict.fromkeys(one.among for one in found if one.year == year))


def _tables(tested: Backtest, found: Sequence[Errors], year: int, among: str) -> list[Table]:
    start, end, (ja, en) = day(tested.base), day(year), _which(among)
    over = Text(ja=f"{start.ja}から{end.ja}{ja}", en=f"{start.en} to {end.en}{en}")
    tables = [_by_size(found, year, among, over), _by_measure(found, year, among, over)]
    return [*tables, _by_age(found, year, among, over)] if among == EVERY else tables


def _which(among: str) -> tuple[str, str]:
    """Say which municipalities are compared, where it is not all, in both languages."""
    return (_WITH_OFFICIAL.ja, _WITH_OFFICIAL.en) if among == WITH_OFFICIAL else ("", "")


def _by_size(found: Sequence[Errors], year: int, among: str, over: Text) -> Table:
    rows: list[tuple[Cell, ...]] = []
    methods = _methods(found, year, among)
    for size in (ALL_SIZES, *size_classes()):
        if of_size := select(found, year=year, size=size, among=among):
            count = of_size[methods[0]].municipalities
            medians = (of_size[name].median_absolute for name in methods)
            rows.append((size_words(size), count, *medians))
    heading = Text(
        ja=f"総人口の絶対誤差率の中央値（％）：{over.ja}",
        en=f"Median absolute error of the total, %: {over.en}",
    )
    return Table(heading, (_SIZE, _COUNT, *_columns(methods)), tuple(rows))


def _by_measure(found: Sequence[Errors], year: int, among: str, over: Text) -> Table:
    methods = _methods(found, year, among)
    of_all = select(found, year=year, among=among)
    heading = Text(
        ja=f"総人口の誤差率（％）、全規模：{over.ja}",
        en=f"Errors of the total, %, all sizes: {over.en}",
    )
    return Table(
        heading,
        (_MEASURE, *_columns(methods)),
        tuple(
            (words, *(getattr(of_all[name], key) for name in methods))
            for key, words in _MEASURES.items()
        ),
    )


def _by_age(found: Sequence[Errors], year: int, among: str, over: Text) -> Table:
    methods = _methods(found, year, among)
    heading = Text(
        ja=f"年齢別の絶対誤差率の中央値（％）、全規模：{over.ja}",
        en=f"Median absolute error by age, %, all sizes: {over.en}",
    )
    rows: list[tuple[Cell, ...]] = []
    for figure in list(FIGURES)[1:]:
        of_age = select(found, year=year, figure=figure, among=among)
        rows.append((age_words(figure), *(of_age[one].median_absolute for one in methods)))
    return Table(heading, (_AGE, *_columns(methods)), tuple(rows))


def age_words(figure: str) -> Text:
    """Return a figure of `backtest.FIGURES` as readers see it."""
    ja = figure.replace("-", "〜")
    return Text(ja=f"{ja[:-1]}歳以上" if ja.endswith("+") else f"{ja}歳", en=figure)


def _methods(found: Sequence[Errors], year: int, among: str) -> list[str]:
    there = select(found, year=year, among=among)
    return [name for name in METHODS if name in there]


def _columns(methods: Sequence[str]) -> tuple[Column, ...]:
    return tuple(Column(name, METHOD_NAMES[name], 2) for name in methods)


def _sentence(tested: Backtest, found: Sequence[Errors], year: int, among: str) -> Text:
    by_method = select(found, year=year, among=among)
    half = {name: f"{one.median_absolute:.2f}" for name, one in by_method.items()}
    rivals = [name for name in RIVALS if name in by_method]
    best = min(rivals, key=lambda name: by_method[name].median_absolute)
    count, named = f"{by_method[best].municipalities:,}", METHOD_NAMES[best]
    (which_ja, which_en), start = _which(among), day(tested.base)
    years = f"{tested.horizon(year):.2f}".rstrip("0").rstrip(".")
    ja, en = "", ""
    if OFFICIAL in half:
        ja = f"、社人研2018では{half[OFFICIAL]}％未満"
        en = f", IPSS 2018 by less than {half[OFFICIAL]} %"
    return Text(
        ja=f"{start.ja}から{years}年後（{count}市区町村{which_ja}）："
        f"推計の半数は総人口の誤差が{half[OWN]}％未満、"
        f"単純な方法のうち最良の「{named.ja}」では{half[best]}％未満{ja}でした。",
        en=f"{years} years after {start.en} ({count} municipalities{which_en}): half of the "
        f"projections were off by less than {half[OWN]} % of the total, by the best naive "
        f"method ({named.en}) by less than {half[best]} %{en}.",
    )


def _notes(tested: Sequence[Backtest]) -> tuple[Text, ...]:
    left = [
        Text(
            ja=f"{one.base}年からは、区域が変わった{one.left_out[0]:,}市区町村と、"
            f"率を推定できない{one.left_out[1]:,}市区町村を除いた。",
            en=f"From {one.base}, {one.left_out[0]:,} municipalities are left out whose "
            f"territory changed, and {one.left_out[1]:,} that admit no base rates.",
        )
        for one in tested
    ]
    return (
        Text(
            ja="日本人住民のみ。推計に使うのは、基準日までの5年間の台帳と、"
            "基準年までの生命表・出生率。",
            en="Japanese residents alone. Projections use the register of the five years "
            "before the base date, and life tables and fertility rates up to the base year.",
        ),
        Text(
            ja="誤差率は（推計－実績）÷実績。社人研2018は国勢調査人口の推計なので、"
            "その増減率を台帳の人口に掛けて比べた。",
            en="Errors are (projected - observed) / observed. IPSS 2018 counts the people of "
            "the census: its growth is applied to the register.",
        ),
        Text(
            ja="同・単純平均：期間の各年を同じ重みとし、純移動は自らの値だけを使い、"
            "転出超過を初めから率とする、以前の方法（docs/backtest.ja.md）。",
            en="Plain mean: this program as it was, all years of the window alike, net "
            "migration the municipality's own, and a rate from the start where people leave "
            "(docs/backtest.md).",
        ),
        *left,
    )


def _long(found: Sequence[Errors]) -> Table:
    return Table(
        Text(ja="誤差率（％）", en="Errors, %"),
        tuple(Column(name, Text(ja=name, en=name)) for name in (*_KEYS, *Measured._fields)),
        tuple(_cells(one) for one in found),
    )


_KEYS = ("base", "year", "horizon", "among", "size_from", "size_below", "age", "method")


def _cells(one: Errors) -> tuple[Cell, ...]:
    size = one.size
    keys = (one.base, one.year, one.horizon, one.among, size.low, size.high, one.figure)
    return (*keys, one.method, *one.measured)
