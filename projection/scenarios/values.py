"""The kinds of values of a scenario file: what is read and what is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationInfo

from projection.errors import Fault, fault
from projection.files import fault_of_outside
from projection.language import LANGUAGES, Text
from projection.messages import MESSAGES
from projection.scenarios.finding import exists
from projection.scenarios.refusal import Loc, listed, nearest, refuse, shown, wrong_kind
from projection.scenarios.year_path import YearPath

YEARS = (1900, 2200)
AGES = (0, 130)
STEPS = (1, 5)
FOLDER = "folder"

_SLIPS = (100, 10, 1000)
_LARGEST_SLIP = 1e9


@dataclass(frozen=True)
class Bounds:
    """The bounds of a path's values, both included.

    Parameters
    ----------
    lower, upper
        The bounds.
    unit
        Key of the unit's words in the catalogue.
    usual
        Where values usually lie: a value out of bounds that a shifted decimal point or a per
        cent sign brings there is taken for a slip.
    """

    lower: float
    upper: float
    unit: str
    usual: tuple[float, float] = (0, 0)

    def fault_of(self, value: object, expected: str = "scenario_a_number") -> Fault | None:
        """Return what is wrong with one value, None where nothing is."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return wrong_kind(expected, value)
        if self.lower <= value <= self.upper:
            return None
        filling: dict[str, Any] = {
            "lower": self.lower,
            "upper": self.upper,
            "unit": MESSAGES[self.unit],
            "found": shown(value),
        }
        near = self._meant(value)
        if near is None:
            return fault("scenario_out_of_bounds", **filling)
        return fault("scenario_out_of_bounds_near", near=f"{near:g}", **filling)

    def _meant(self, value: float) -> float | None:
        low, high = self.usual
        if abs(value) > _LARGEST_SLIP:
            return None
        return next((value / by for by in _SLIPS if low <= value / by <= high), None)


def parse_text(value: object) -> Text:
    """Read a text: plain, or a table with `ja`, `en` or both; one stands in for the other."""
    if isinstance(value, Text):
        return value
    table = dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else value
    if not isinstance(table, dict):
        refuse(((), wrong_kind("scenario_a_text", value)))
    if found := _language_faults(table):
        refuse(*found)
    words = {lang: text.strip() for lang, text in table.items() if text.strip()}
    if not words:
        refuse(((), fault("scenario_text_empty")))
    return Text(ja=words.get("ja") or words["en"], en=words.get("en") or words["ja"])


def parse_path(value: Any, bounds: Bounds) -> YearPath:
    """Read a path: a number that holds throughout, or a table of values by year."""
    if isinstance(value, YearPath):
        return value
    if isinstance(value, dict):
        return _points(value, bounds)
    wrong = bounds.fault_of(value, "scenario_a_path")
    if wrong is not None:
        refuse(((), wrong))
    return YearPath.constant(value)


def parse_tfr(value: object, bounds: Bounds) -> YearPath | str:
    """Read a total fertility rate: a path, or the word "observed"."""
    if value == "observed":
        return "observed"
    if isinstance(value, dict | int | float | YearPath) and not isinstance(value, bool):
        return parse_path(value, bounds)
    return refuse(((), wrong_kind("scenario_a_tfr", value)))


def parse_year(value: object) -> int:
    """Read a whole year."""
    lower, upper = YEARS
    if isinstance(value, bool) or not isinstance(value, int) or not lower <= value <= upper:
        refuse(((), wrong_kind("scenario_a_year", value, lower=lower, upper=upper)))
    return value


def parse_ages(value: object) -> tuple[int, int]:
    """Read two ages, both included, the lower first."""
    ages = list(value) if isinstance(value, list | tuple) else []
    whole = all(isinstance(age, int) and not isinstance(age, bool) for age in ages)
    lower, upper = AGES
    if len(ages) == 2 and whole and lower <= ages[0] <= ages[1] <= upper:
        return ages[0], ages[1]
    return refuse(((), wrong_kind("scenario_two_ages", value, lower=lower, upper=upper)))


def parse_region(value: object) -> str:
    """Read a municipality code of six digits, the last of them the check digit."""
    if not isinstance(value, str) or not re.fullmatch("[0-9]{6}", value):
        refuse(((), wrong_kind("scenario_a_region", value)))
    return value


def parse_step(value: object) -> int:
    """Read the years in a step."""
    if isinstance(value, bool) or value not in STEPS or not isinstance(value, int):
        refuse(((), wrong_kind("scenario_a_step", value)))
    return value


def parse_flag(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        refuse(((), wrong_kind("scenario_true_or_false", value)))
    return value


def parse_name(value: object) -> str:
    """Read the name of a file."""
    if not isinstance(value, str) or not value:
        refuse(((), wrong_kind("scenario_a_file", value)))
    return value


def parse_table(value: object, info: ValidationInfo) -> Path:
    """Read the name of a table, which is looked for from the folder of the scenario file."""
    if isinstance(value, Path):
        return value
    folder = Path((info.context or {}).get(FOLDER, ""))
    path = folder / parse_name(value)
    if outside := fault_of_outside(path, folder):
        refuse(((), outside))
    if not (exists(path) and path.is_file()):
        refuse(((), fault("scenario_table_missing", found=listed([str(value)]))))
    return path


def _language_faults(table: Mapping[str, object]) -> list[tuple[Loc, Fault]]:
    found: list[tuple[Loc, Fault]] = [
        ((key,), _unknown_language(key)) for key in table if key not in LANGUAGES
    ]
    found += [
        ((key,), wrong_kind("scenario_a_text", text))
        for key, text in table.items()
        if key in LANGUAGES and not isinstance(text, str)
    ]
    return found


def _unknown_language(key: str) -> Fault:
    near = nearest(key, LANGUAGES)
    if near:
        return fault("unknown_key_near", found=listed([key]), near=near)
    return fault("unknown_key", found=listed([key]), known=listed(LANGUAGES))


def _points(table: Mapping[str, Any], bounds: Bounds) -> YearPath:
    found: list[tuple[Loc, Fault]] = [
        ((year,), one)
        for year, value in table.items()
        for one in (_year_fault(year), bounds.fault_of(value))
        if one is not None
    ]
    if not found and len(table) < 2:
        found = [((), _too_few(table))]
    if found:
        refuse(*found)
    return YearPath.of({int(year): value for year, value in table.items()})


def _year_fault(key: str) -> Fault | None:
    lower, upper = YEARS
    if re.fullmatch("[0-9]{4}", key) and lower <= int(key) <= upper:
        return None
    return fault("scenario_path_year", found=shown(key), lower=lower, upper=upper)


def _too_few(table: Mapping[str, Any]) -> Fault:
    if not table:
        return fault("scenario_path_empty")
    (year, value), *_ = table.items()
    return fault("scenario_path_one_point", year=year, value=value)
