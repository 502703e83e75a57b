"""A value of what is solved for, put into a scenario; and between which values it may lie."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from projection.analysis.unknowns import Member, Unknown
from projection.errors import ResultError, fault
from projection.estimation import BaseRates
from projection.inputs.ages import HIGHEST_AGE
from projection.language import Text
from projection.scenarios import Lever, Scenario, YearPath
from projection.scenarios.model import same_title
from projection.variables import SEXES

Array = NDArray[np.float64]

# Municipalities with 5,000 residents or more, 2015-2019, by `analysis.register`: TFR 0.62 to
# 2.30, deaths 0.79 to 1.50 times those expected. Of the five-year groups below 90 in those
# with 50,000 or more, 99.8 % have a net rate within 10 % a year. Tests hold these figures.
TFR_BOUNDS = (0.6, 3.0)
LEVEL_BOUNDS = (0.5, 1.5)
LARGEST_RATE = 0.1


@dataclass(frozen=True)
class Span:
    """When a lever works: from its first year linearly to its full value, then held.

    Parameters
    ----------
    first
        Up to this year the scenario stays as it is.
    by
        Year of the full value.
    """

    first: int
    by: int


@dataclass(frozen=True)
class Bounds:
    """Between which values a solution is looked for, and why."""

    lower: float
    upper: float
    reason: Text


def span_of(base: BaseRates, end: int, first: int | None, by: int | None) -> Span:
    """Return the years of a lever: from the base year, over ten years, where not said.

    Raises
    ------
    ResultError
        A year outside the run, or `by` not after `first`.
    """
    start = base.start if first is None else first
    full = min(start + 10, end) if by is None else by
    for year in (start, full):
        if not base.start <= year <= end:
            raise ResultError(
                fault("target_span_outside", year=year, first=base.start, last=end)
            )
    if start >= full:
        raise ResultError(fault("target_span_order", first=start, by=full))
    return Span(start, full)


def bounds_of(unknown: Unknown, base: BaseRates) -> Bounds:
    """Return plausible bounds of a lever's value, with their reason."""
    match unknown.kind:
        case "tfr":
            return Bounds(*TFR_BOUNDS, _TFR_REASON)
        case "level":
            return Bounds(*LEVEL_BOUNDS, _LEVEL_REASON)
        case "improvement":
            return _improvement_bounds(base)
        case "rate":
            return Bounds(-LARGEST_RATE, LARGEST_RATE, _RATE_REASON)
    most = min(
        LARGEST_RATE * living(member, base) / member.persons for member in unknown.members
    )
    return Bounds(-_two_digits(most), _two_digits(most), _RATE_REASON)


def own_value(
    scenario: Scenario, unknown: Unknown, span: Span, base: BaseRates
) -> float | None:
    """Return what the scenario itself says of the lever in the year of its full value.

    None where it follows a course of mortality, national or published: no single figure.
    """
    if unknown.kind == "tfr":
        return float(_tfr(scenario, base).at(span.by))
    if unknown.kind == "level":
        return float(scenario.mortality.level.at(span.by))
    if unknown.kind == "improvement":
        path = scenario.mortality.improvement
        return None if path is None else float(path.at(span.by))
    return 0.0


def applied(
    scenario: Scenario, unknown: Unknown, value: float, span: Span, base: BaseRates
) -> Scenario:
    """Return the scenario with the lever at a value.

    Parameters
    ----------
    scenario
        What is as it says up to `span.first`.
    unknown, value
        The lever and its value in `span.by` and after. A yearly fall of mortality has no
        path to join where the scenario follows a course of mortality: it takes the place of
        the course and holds throughout.
    span, base
        When, and from what.
    """
    fertility, mortality = scenario.fertility, scenario.mortality
    if unknown.kind == "tfr":
        path = _joined(_tfr(scenario, base), span, value)
        return scenario.model_copy(
            update={"fertility": fertility.model_copy(update={"tfr": path})}
        )
    if unknown.kind in ("level", "improvement"):
        old = mortality.level if unknown.kind == "level" else mortality.improvement
        path = YearPath.constant(value) if old is None else _joined(old, span, value)
        # A fall that is asked for takes the place of a course that is followed.
        course = "national" if unknown.kind == "improvement" else mortality.course
        changed = mortality.model_copy(update={unknown.kind: path, "course": course})
        return scenario.model_copy(update={"mortality": changed})
    levers = list(scenario.migration)
    for member in unknown.members:
        levers.append(_lever(unknown, member, value, span, levers))
    return scenario.model_copy(update={"migration": tuple(levers)})


def cells_of(member: Member, ages: NDArray[np.int64]) -> Array:
    """Return one where a cell begins within a member's ages, else zero, by `SEXES` and age.

    Parameters
    ----------
    member
        Sex and ages; the open cell belongs to it where its ages reach so far.
    ages
        Lower bounds of the cells, the last open.
    """
    upper = math.inf if member.ages.upper is None else member.ages.upper
    within = (ages >= member.ages.lower) & (ages <= upper)
    within[-1] = upper >= ages[-1]
    sexes = [member.sex in (sex, "both") for sex in SEXES]
    return np.outer(sexes, within).astype(np.float64)


def living(member: Member, base: BaseRates) -> float:
    """Return the persons of a member's sex and ages at the base date.

    Raises
    ------
    ResultError
        Nobody lives there.
    """
    cells = cells_of(member, base.ages)
    persons = float((cells * base.population).sum())
    if persons <= 0:
        raise ResultError(fault("target_nobody", who=member.label))
    return persons


def _improvement_bounds(base: BaseRates) -> Bounds:
    fastest = float(base.course.improvement.max())
    years = base.course.table_years
    shown = f"{100 * fastest:.1f}"
    return Bounds(
        0.0,
        fastest,
        Text(
            ja=f"0から、全国の完全生命表（{years[0]}〜{years[-1]}年）で最も速く下がった年齢の"
            f"年{shown}%まで",
            en=f"0 to {shown} % a year, the fastest fall at any age between the national "
            f"life tables of {years[0]} and {years[-1]}",
        ),
    )


def _tfr(scenario: Scenario, base: BaseRates) -> YearPath:
    path = scenario.fertility.tfr
    return path if isinstance(path, YearPath) else YearPath.constant(base.total_fertility_rate)


def _joined(path: YearPath, span: Span, value: float) -> YearPath:
    """Follow a path up to the first year of a span, then a line to the value."""
    known = zip(path.years, path.values, strict=True) if path.years else ()
    before = {year: old for year, old in known if year < span.first}
    return YearPath.of({**before, span.first: float(path.at(span.first)), span.by: value})


def _lever(
    unknown: Unknown, member: Member, value: float, span: Span, others: list[Lever]
) -> Lever:
    effect = "add_rate" if unknown.kind == "rate" else "add_per_year"
    path = YearPath.of({span.first: 0.0, span.by: value * member.persons})
    return _made(_title(unknown, member, others), member, **{effect: path})


def _title(unknown: Unknown, member: Member, others: list[Lever]) -> Text:
    """Name a lever as none of the others is named: the same title would replace it."""
    who = member.label
    head = Text(ja="目標のための純移動", en="Net migration for the target")
    if unknown.kind == "households":
        head = Text(ja="目標のための世帯", en="Households for the target")
    number = 1
    while True:
        more = "" if number == 1 else f" {number}"
        title = Text(ja=f"{head.ja}：{who.ja}{more}", en=f"{head.en}: {who.en}{more}")
        if not any(same_title(title, other.title) for other in others):
            return title
        number += 1


def _made(title: Text, member: Member, **effect: YearPath) -> Lever:
    upper = HIGHEST_AGE if member.ages.upper is None else member.ages.upper
    ages = (member.ages.lower, upper)
    fields = {"title": title, "sex": member.sex, "ages": ages, **effect}
    return Lever.model_validate(fields)


def _two_digits(value: float) -> float:
    """Round down to two digits: bounds are read, too."""
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    return math.floor(value / step) * step


_TFR_REASON = Text(
    ja=f"{TFR_BOUNDS[0]}〜{TFR_BOUNDS[1]}。住民基本台帳から求めた2015〜2019年の値は、"
    "人口5千人以上の市区町村で0.62〜2.30",
    en=f"{TFR_BOUNDS[0]} to {TFR_BOUNDS[1]}; municipalities of 5,000 residents or more had "
    "0.62 to 2.30 in 2015-2019 by the register",
)
_LEVEL_REASON = Text(
    ja=f"{LEVEL_BOUNDS[0]}〜{LEVEL_BOUNDS[1]}倍。2015〜2019年の標準化死亡比は、"
    "人口5千人以上の市区町村で0.79〜1.50",
    en=f"{LEVEL_BOUNDS[0]} to {LEVEL_BOUNDS[1]} times; municipalities of 5,000 residents or "
    "more had 0.79 to 1.50 times the national mortality in 2015-2019",
)
_RATE_REASON = Text(
    ja="その年齢の人口の年±10%。2015〜2019年に人口5万人以上の市区町村の5歳階級（90歳未満）の"
    "99.8%がこの範囲",
    en="10 % a year of the population of these ages, in or out; 99.8 % of the five-year "
    "groups below 90 in municipalities of 50,000 or more were within this in 2015-2019",
)
