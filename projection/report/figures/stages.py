"""F10: stages of decline."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import xarray as xr

from projection.analysis.age_groups import age_label
from projection.analysis.grades import Grades, read_grades
from projection.analysis.influence import STAGE_GROUPS, stages
from projection.language import Text
from projection.report.figure import Axis, Figure, Heat, Lines, Panel, Series
from projection.report.material import Material
from projection.report.sentences import joined, year_words
from projection.report.series import YEARS, every_five, heading_of, under
from projection.report.sources import people_notes, projected
from projection.report.words import listed

_INDEX = Axis(
    Text(ja="人口の指数", en="Population index"),
    Text(ja="基準年＝100", en="base year = 100"),
    decimals=1,
)
_SCENARIOS = Text(ja="シナリオ", en="Scenario")
_STAGE = Axis(Text(ja="人口減少段階", en="Stage of decline"), Text(ja="段階", en="stages"), 0)
_BY_SCENARIO = Text(ja="シナリオ別の人口減少段階", en="Stage by scenario")
_FEW = 4  # spans that a sentence can list
_NAMES: Mapping[int, Text] = {
    0: Text(ja="減少していない", en="no decline"),
    1: Text(ja="第1段階（老年人口は増加）", en="stage 1 (the aged increase)"),
    2: Text(ja="第2段階（老年人口は維持・微減）", en="stage 2 (the aged stay, or few fewer)"),
    3: Text(ja="第3段階（老年人口も減少）", en="stage 3 (the aged decline as well)"),
}  # fmt: skip


def stages_of_decline(material: Material) -> Figure:
    """Return F10: indices of the base by age group, and the stage of every result."""
    grades = read_grades()
    told = {name: stages(one, grades) for name, one in material.results.items()}
    base = told[material.base]
    return Figure(
        "F10",
        Text(
            ja=f"{material.place.ja}の人口の減少段階（{material.start}年＝100）",
            en=f"{material.place.en}: stages of decline ({material.start} = 100)",
        ),
        joined(_finding(material, told)),
        (
            Panel(
                Lines(YEARS, _INDEX, tuple(_lines(base))), heading_of(material, material.base)
            ),
            Panel(_grid(material, told), _BY_SCENARIO),
        ),
        notes=(*_notes(grades), *people_notes(material)[:1]),
        sources=(projected(material),),
    )


def _lines(base: xr.Dataset) -> Iterator[Series]:
    years = base["year"].values.astype(float).tolist()
    for key, group in STAGE_GROUPS.items():
        values = base["index"].sel(age_group=group.label).values.tolist()
        # Of nobody no index can be told.
        known = (value if math.isfinite(value) else math.nan for value in values)
        points = tuple(zip(years, known, strict=True))
        yield Series(key, age_label(group, of_population=True), points, "part")


def _grid(material: Material, told: Mapping[str, xr.Dataset]) -> Heat:
    known = {
        name: dict(zip(one["year"].values.tolist(), one["stage"].values.tolist(), strict=True))
        for name, one in told.items()
    }
    years = every_five(material.start, sorted({year for one in known.values() for year in one}))
    return Heat(
        Axis(YEARS.label, categories=tuple(Text(f"{year}年", str(year)) for year in years)),
        Axis(_SCENARIOS, categories=tuple(material.labels[name] for name in known)),
        _STAGE,
        tuple(
            tuple(float(one.get(year, math.nan)) for year in years) for one in known.values()
        ),
    )


def _notes(grades: Grades) -> Iterator[Text]:
    steep, source = f"{grades.steep:g}", grades.source
    yield Text(
        ja="段階は、総人口が基準年を下回ったあとについて、第1段階＝老年人口（65歳以上）が基準年より多い、"
        f"第2段階＝老年人口の減少が{steep}%未満、第3段階＝{steep}%以上。0は総人口が基準年を"
        "下回っていないことを示す。",
        en="Stages, once the population is below that of the base year: 1, more of the aged "
        f"(65+) than then; 2, a fall of the aged of less than {steep} %; 3, of {steep} % or "
        "more. 0: the population has not fallen.",
    )
    yield Text(ja=f"しきい値は、{source.ja}。", en=f"Thresholds {source.en}.")


def _finding(material: Material, told: Mapping[str, xr.Dataset]) -> Iterator[Text]:
    for name in material.main:
        words, spans = under(material, name), _spans(told[name])
        if [stage for stage, _, _ in spans] == [0]:
            yield Text(
                ja=f"{words.ja}、総人口は基準年を下回らない。",
                en=f"{words.en}, the population does not fall below that of the base year.",
            )
        elif len(spans) > _FEW:
            yield _in_short(words, told[name], material.year)
        else:
            periods = listed(_span(*one) for one in spans if one[0])
            yield Text(ja=f"{words.ja}、{periods.ja}となる。", en=f"{words.en}: {periods.en}.")


def _in_short(words: Text, told: xr.Dataset, year: int) -> Text:
    """Say when decline begins, its stage in the target year, and that it came and went."""
    spans = _spans(told)
    stage, first, _ = next(one for one in spans if one[0])
    begin, end = year_words(first), year_words(year)
    enters, then = _NAMES[stage], _NAMES[int(told["stage"].sel(year=year))]
    changes = sum(one[1] <= year for one in spans) - 1
    return Text(
        ja=f"{words.ja}、{begin.ja}から{enters.ja}となり、{end.ja}は{then.ja}である"
        f"（{end.ja}までに区分は{changes}回変わる）。",
        en=f"{words.en}: {enters.en} from {begin.en}, {then.en} in {end.en} "
        f"({changes} changes up to {end.en}).",
    )


def _spans(told: xr.Dataset) -> Sequence[tuple[int, int, int]]:
    """Return (stage, first year, last year) of every unbroken span."""
    years = zip(told["year"].values.tolist(), told["stage"].values.tolist(), strict=True)
    spans = [(stage, list(of_stage)) for stage, of_stage in groupby(years, lambda one: one[1])]
    return [(stage, several[0][0], several[-1][0]) for stage, several in spans]


def _span(stage: int, first: int, last: int) -> Text:
    name = _NAMES[stage]
    if first == last:
        year = year_words(first)
        return Text(ja=f"{year.ja}は{name.ja}", en=f"{name.en} in {year.en}")
    begin, end = year_words(first), year_words(last)
    return Text(
        ja=f"{begin.ja}から{end.ja}までは{name.ja}",
        en=f"{name.en} from {begin.en} to {end.en}",
    )
