"""What a scenario says, as frozen models; they refuse unknown keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from projection.errors import Fault, fault
from projection.language import Text
from projection.messages import MESSAGES
from projection.scenarios.fields import (
    Ages,
    AgeShift,
    FertilityPath,
    FileName,
    Flag,
    Improvement,
    Level,
    PersonRate,
    Persons,
    Region,
    StepWidth,
    TableFile,
    TextField,
    Year,
)
from projection.scenarios.refusal import Loc, listed, refuse, wrong_kind
from projection.scenarios.year_path import YearPath

EFFECTS = ("add_per_year", "add_rate", "balance_by", "halve_by", "closed")
LONGEST = 200

_OFFICIAL_STEP = 5


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Fertility(_Strict):
    """Fertility from the start of the projection on (出生に関する仮定)."""

    tfr: FertilityPath = Field(
        default="observed",
        description=(
            "Total fertility rate, births per woman: a number, values by year, or "
            '"observed", the rate that the registered births imply (合計特殊出生率).'
        ),
    )
    mean_age_shift: AgeShift = Field(
        default=YearPath.constant(0),
        json_schema_extra={"default": 0},
        description="Years by which mothers are older than nationally (母の平均年齢のずれ).",
    )


class Mortality(_Strict):
    """Mortality from the start of the projection on (死亡に関する仮定)."""

    course: Literal["national", "published"] = Field(
        default="national",
        description=(
            "How mortality changes where no improvement is given: as between the national "
            "life tables, or as in the inputs' table mortality_course, such as the United "
            "Nations' projection (死亡率の推移。national＝全国の生命表、"
            "published＝公表された推移)."
        ),
    )
    improvement: Improvement | None = Field(
        default=None,
        description=(
            "Yearly fall of the hazard of death, 0.01 for 1 %; that of `course` where "
            "left out (死亡率の年あたり改善率)."
        ),
    )
    level: Level = Field(
        default=YearPath.constant(1),
        json_schema_extra={"default": 1},
        description="Multiplier on the hazard of death (死亡率の倍率).",
    )
    table: TableFile | None = Field(
        default=None,
        description=(
            "CSV file of the municipality's own death probabilities, beside this file; its "
            "columns: year, sex, age, death_probability (独自の生命表)."
        ),
    )


class Lever(_Strict):
    """One change of net migration; exactly one of its effects is given (移動に関する仮定)."""

    title: TextField = Field(
        description="What the lever stands for; each has its own in a scenario (題名)."
    )
    sex: Literal["male", "female", "both"] = Field(
        default="both", description="Whom it concerns (男女)."
    )
    ages: Ages | None = Field(
        default=None,
        description="First and last age, both included; all ages where left out (年齢).",
    )
    add_per_year: Persons | None = Field(
        default=None,
        description="Persons added a year, in proportion to the base population (追加人数).",
    )
    add_rate: PersonRate | None = Field(
        default=None,
        description="Added net migration a year per person living there (純移動率への上乗せ).",
    )
    balance_by: Year | None = Field(
        default=None,
        description="Year by which base net migration reaches zero (転入転出の均衡年).",
    )
    halve_by: Year | None = Field(
        default=None, description="Year by which base net migration is halved (純移動の半減年)."
    )
    closed: Flag = Field(
        default=False,
        description="No net migration at these ages, whatever other levers say (封鎖).",
    )
    losses_only: Flag = Field(
        default=False,
        description=(
            "With balance_by and halve_by: only where people are lost in the base period "
            "(転出超過の年齢だけ)."
        ),
    )

    @model_validator(mode="after")
    def _one_effect(self) -> Lever:
        given = [name for name in EFFECTS if getattr(self, name) not in (None, False)]
        if len(given) != 1:
            known = listed((*EFFECTS[:-1], f"{EFFECTS[-1]} = true"))
            refuse(((), fault("scenario_effects", known=known, found=listed(given))))
        if self.losses_only and given[0] not in ("balance_by", "halve_by"):
            refuse((("losses_only",), fault("scenario_losses_only")))
        return self

    def same_effect(self, other: Lever) -> bool:
        """Return whether another lever does the same, whatever its title."""
        return self.model_copy(update={"title": other.title}) == other


def _as_tuple(value: object) -> object:
    if isinstance(value, dict):
        section = "[[migration]]"
        refuse(((), wrong_kind("scenario_a_section", value, section=section)))
    return tuple(value) if isinstance(value, list) else value


Levers = Annotated[tuple[Lever, ...], BeforeValidator(_as_tuple)]


class Assumptions(_Strict):
    """What scenario files and resolved scenarios have in common."""

    title: TextField = Field(description="What the scenario is called (題名).")
    label: TextField | None = Field(
        default=None,
        description="A short name for tables and charts; the title where left out (略称).",
    )
    notes: TextField | None = Field(
        default=None,
        description="What is assumed, and where the figures come from (説明・出典).",
    )
    region: Region | None = Field(
        default=None, description="Municipality code, six digits (全国地方公共団体コード)."
    )
    start: Year | None = Field(
        default=None,
        description="First year, as of 1 January; the base date where left out (開始年).",
    )
    end: Year | None = Field(
        default=None,
        description="Last year, as of 1 January; ipss: of the day of the base date (終了年).",
    )
    method: Literal["cohort-component", "ipss"] = Field(
        default="cohort-component",
        description=(
            "How people are carried forward: the cohort-component method, or the five-year "
            "form of the official projections, ipss (推計の方法。ipss＝社人研の方法)."
        ),
    )
    step: StepWidth | None = Field(
        default=None,
        description="Years in a step, 1 or 5; that of the inputs where left out (きざみ).",
    )
    basis: Literal["rate", "count"] = Field(
        default="rate",
        description=(
            "Base net migration as rates where people leave on balance and counts where "
            "they arrive, or as counts throughout (純移動の持ち方)."
        ),
    )
    fertility: Fertility = Field(
        default=Fertility(),
        json_schema_extra={"default": {}},
        description="Fertility (出生).",
    )
    mortality: Mortality = Field(
        default=Mortality(),
        json_schema_extra={"default": {}},
        description="Mortality (死亡).",
    )
    migration: Levers = Field(default=(), description="Levers on net migration (移動).")

    @field_validator("end")
    @classmethod
    def _end_after_start(cls, end: int | None, info: ValidationInfo) -> int | None:
        start = info.data.get("start")
        if start is None or end is None:
            return end
        if end <= start:
            refuse(((), fault("scenario_end_before_start", start=start, end=end)))
        if end - start > LONGEST:
            refuse(((), fault("scenario_too_long", limit=LONGEST, start=start, end=end)))
        return end

    @field_validator("migration")
    @classmethod
    def _levers_agree(
        cls, levers: tuple[Lever, ...], info: ValidationInfo
    ) -> tuple[Lever, ...]:
        found = [*_twice(levers), *_too_early(levers, info.data.get("start"))]
        if found:
            refuse(*found)
        return levers


class ScenarioFile(Assumptions):
    """What one scenario file says by itself."""

    extends: FileName | None = Field(
        default=None, description="Scenario file that this one builds on (もとにするファイル)."
    )


class Scenario(Assumptions):
    """A scenario with everything that it inherits.

    Parameters
    ----------
    name
        Its name among other scenarios: the file's name without ending, until a caller
        gives it another.
    file
        The file, as it was given.
    """

    name: str
    file: Path
    label: TextField

    @model_validator(mode="after")
    def _goes_together(self) -> Scenario:
        official = self.method == "ipss"
        if found := [*(_beyond_official(self) if official else _two_courses(self.mortality))]:
            refuse(*found)
        return self


def same_title(one: Text, other: Text) -> bool:
    """Return whether two titles agree in a language; then they name the same lever."""
    return one.ja == other.ja or one.en == other.en


def _twice(levers: tuple[Lever, ...]) -> Iterator[tuple[Loc, Fault]]:
    # Title by title, not pair by pair: a file may hold thousands.
    seen: set[tuple[str, str]] = set()
    for at, one in enumerate(levers):
        names = {("ja", one.title.ja), ("en", one.title.en)}
        if not names.isdisjoint(seen):
            yield (at, "title"), fault("scenario_lever_twice", title=one.title)
        seen |= names


def _too_early(levers: tuple[Lever, ...], start: int | None) -> Iterator[tuple[Loc, Fault]]:
    for index, lever in enumerate(levers):
        for key in ("balance_by", "halve_by"):
            year = getattr(lever, key)
            if start is not None and year is not None and year <= start:
                filling = {"title": lever.title, "start": start, "found": year}
                yield (index, key), fault("scenario_lever_too_early", **filling)


def _two_courses(mortality: Mortality) -> Iterator[tuple[Loc, Fault]]:
    if mortality.course != "national" and mortality.improvement is not None:
        yield ("mortality", "course"), fault("scenario_course_and_improvement")


def _beyond_official(scenario: Scenario) -> Iterator[tuple[Loc, Fault]]:
    """Say what has no meaning where people are carried forward in the official form."""
    if scenario.step not in (None, _OFFICIAL_STEP):
        yield ("step",), fault("official_step", found=scenario.step)
    reasons: dict[Loc, str] = {
        ("fertility", "mean_age_shift"): "official_reason_mothers",
        ("mortality", "course"): "official_reason_deaths",
        ("mortality", "improvement"): "official_reason_deaths",
        ("mortality", "table"): "official_reason_deaths",
        ("basis",): "official_reason_basis",
    }
    for loc, reason in reasons.items():
        model = getattr(scenario, str(loc[0])) if loc[1:] else scenario
        if getattr(model, str(loc[-1])) != type(model).model_fields[str(loc[-1])].default:
            yield loc, _official_only(str(loc[-1]), reason)
    for at, lever in enumerate(scenario.migration):
        adds = lever.add_per_year is not None or lever.add_rate is not None
        if adds and lever.ages is not None and lever.ages[0] < _OFFICIAL_STEP:
            first, last = lever.ages
            yield ("migration", at, "ages"), fault("official_children", lower=first, upper=last)


def _official_only(name: str, reason: str) -> Fault:
    return fault("official_only", name=name, reason=MESSAGES[reason])
