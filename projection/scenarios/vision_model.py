"""What a vision file says, as frozen models: goals to check, and who owns which lever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from projection.errors import Fault, fault
from projection.language import Text
from projection.scenarios.fields import Ages, FileName, TextField, Year
from projection.scenarios.model import same_title
from projection.scenarios.refusal import Loc, listed, refuse, wrong_kind
from projection.scenarios.vision_fields import Files, Limit, LimitField, Names, Span

WHENS = ("at", "by", "every")
LIMITS = ("above", "below", "at_least", "at_most")
FERTILITY, MORTALITY, BASIS = "fertility", "mortality", "basis"
# Contributions take two runs for the first and twice as many for each further one.
MOST_BASIC_GOALS = 8
NAMED_PARTS = (FERTILITY, MORTALITY, BASIS)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Goal(_Strict):
    """One goal: a figure, when it counts, and what it is held against (目標)."""

    title: TextField = Field(description="The goal in words (題名).")
    chapter: TextField | None = Field(
        default=None, description="Where the strategy says so (戦略の章・項目)."
    )
    measure: str = Field(description="What is measured, as in `projection compare` (指標).")
    sex: Literal["male", "female", "both"] = Field(
        default="both", description="Of whom (男女)."
    )
    ages: Ages | None = Field(
        default=None,
        description="First and last age, both included; all ages where left out (年齢).",
    )
    at: Year | None = Field(default=None, description="In this year (その年).")
    by: Year | None = Field(
        default=None, description="In some year, this one at the latest (その年までに)."
    )
    every: Span | None = Field(
        default=None, description="In every year from the first to the last (その間の毎年)."
    )
    above: LimitField | None = Field(default=None, description="More than this (より大きい).")
    below: LimitField | None = Field(default=None, description="Less than this (より小さい).")
    at_least: LimitField | None = Field(default=None, description="This or more (以上).")
    at_most: LimitField | None = Field(default=None, description="This or less (以下).")

    @field_validator("measure", mode="before")
    @classmethod
    def _measure_is_a_word(cls, value: object) -> object:
        if not isinstance(value, str) or not value:
            refuse(((), wrong_kind("vision_a_measure", value)))
        return value

    @model_validator(mode="after")
    def _one_of_each(self) -> Goal:
        wrong = [
            ((), fault("vision_exactly_one", known=listed(keys), found=listed(given)))
            for keys in (WHENS, LIMITS)
            if len(given := [key for key in keys if getattr(self, key) is not None]) != 1
        ]
        if wrong:
            refuse(*wrong)
        return self

    @property
    def when(self) -> str:
        """Which of `WHENS` is given."""
        return next(key for key in WHENS if getattr(self, key) is not None)

    @property
    def comparison(self) -> str:
        """Which of `LIMITS` is given."""
        return next(key for key in LIMITS if getattr(self, key) is not None)

    @property
    def limit(self) -> Limit:
        """What the figure is held against."""
        limit: Limit = getattr(self, self.comparison)
        return limit

    @property
    def last_year(self) -> int:
        """The last year that counts."""
        return self.at or self.by or (self.every or (0, 0))[1]


class BasicGoal(_Strict):
    """A basic goal of the strategy, as a group of what scenarios say (基本目標)."""

    title: TextField = Field(description="The basic goal in words (題名).")
    components: Names = Field(
        default=(),
        json_schema_extra={"default": []},
        description=(
            'What it owns: "fertility", "mortality", "basis", or titles of levers in either '
            "language (受け持つ仮定・レバー)."
        ),
    )
    ages: Ages | None = Field(
        default=None,
        description=(
            "It owns as well each lever within these ages that no basic goal names "
            "(この年齢に収まるレバー)."
        ),
    )

    @model_validator(mode="after")
    def _owns_something(self) -> BasicGoal:
        if not self.components and self.ages is None:
            refuse(((), fault("vision_owns_nothing")))
        return self


def _sections(section: str) -> BeforeValidator:
    def as_tuple(value: object) -> object:
        if not isinstance(value, list | tuple) or not value:
            refuse(((), wrong_kind("scenario_a_section", value, section=f"[[{section}]]")))
        return tuple(value)

    return BeforeValidator(as_tuple)


class VisionFile(_Strict):
    """What one vision file says."""

    title: TextField = Field(description="What the vision is called (題名).")
    notes: TextField | None = Field(
        default=None, description="What is tested, and where the goals come from (説明・出典)."
    )
    base: FileName = Field(
        description="Scenario file of what happens without the strategy (戦略がない場合)."
    )
    scenario: Files = Field(
        description="Scenario file to test, or a list of them (検証するシナリオ)."
    )
    goals: Annotated[tuple[Goal, ...], _sections("goals")] = Field(
        description="Goals to check (目標)."
    )
    basic_goals: Annotated[tuple[BasicGoal, ...], _sections("basic_goals")] = Field(
        default=(),
        json_schema_extra={"default": []},
        description="Who owns which part of the strategy (基本目標).",
    )

    @field_validator("goals", "basic_goals")
    @classmethod
    def _titles_differ(cls, value: tuple[Goal, ...] | tuple[BasicGoal, ...]) -> object:
        found = [*_twice([one.title for one in value])]
        if len(value) > MOST_BASIC_GOALS and isinstance(value[0], BasicGoal):
            count = fault("vision_too_many", most=MOST_BASIC_GOALS, found=len(value))
            found.append(((), count))
        if found:
            refuse(*found)
        return value


@dataclass(frozen=True)
class Vision:
    """A vision file with its place.

    Parameters
    ----------
    said
        What the file says.
    file
        The file, as it was given.
    lines
        The file's lines by path of keys, for messages.
    text
        The whole file, as results record it.
    """

    said: VisionFile
    file: Path
    lines: Mapping[Loc, int]
    text: str

    @property
    def base(self) -> Path:
        """The scenario file without the strategy."""
        return self.file.parent / self.said.base

    @property
    def scenarios(self) -> tuple[Path, ...]:
        """The scenario files to test."""
        return tuple(self.file.parent / name for name in self.said.scenario)


def _twice(titles: Sequence[Text]) -> Iterator[tuple[Loc, Fault]]:
    seen = set()
    for (_, one), (later, other) in combinations(enumerate(titles), 2):
        if same_title(one, other) and later not in seen:
            seen.add(later)
            yield (later, "title"), fault("vision_title_twice", title=other)
