"""What a scenario may say but has hardly been seen; a layer apart from validity."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from projection import shipped
from projection.errors import Fault, fault
from projection.language import Text
from projection.messages import MESSAGES
from projection.scenarios.model import Lever, Scenario

if TYPE_CHECKING:
    from projection.inputs.residents import Residents

_FILE = "plausible.csv"
_ALL = "all"
_OLDEST = 130
# What is said of a rate, and of persons, that are too high or too low.
_MOVES = ("scenario_moves_high", "scenario_moves_low")
_PERSONS = ("scenario_persons_high", "scenario_persons_low")


@dataclass(frozen=True)
class Usual:
    """What 98 of 100 municipalities of Japan lie between.

    Parameters
    ----------
    sex, ages
        Of whom, as the table labels them; empty where the figure is of nobody in particular.
    low, high
        The 1st and 99th percentiles over municipalities, each counted once.
    """

    sex: str
    ages: str
    low: float
    high: float

    @property
    def span(self) -> tuple[int, int]:
        """First and last age."""
        first, _, last = self.ages.rstrip("+").partition("-")
        return int(first), int(last) if last else _OLDEST


def usual(
    figure: Literal["total_fertility_rate", "net_migration_rate"], size: str = _ALL
) -> list[Usual]:
    """Return between which figures municipalities usually lie, 2015 to 2019.

    Parameters
    ----------
    figure
        Births per woman, or net migrants per person and year by sex and five-year age.
    size
        Residents from which a class of municipalities begins, or "all".

    Notes
    -----
    Source: the register of all municipalities, inputs/japan/plausible.csv; made by
    `projection.estimation.build_plausible`.
    """
    return [
        Usual(row["sex"], row["age"], float(row["p1"]), float(row["p99"]))
        for row in _rows()
        if (row["figure"], row["residents_from"]) == (figure, size)
    ]


def _rows() -> list[dict[str, str]]:
    with (shipped.japan() / _FILE).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


@dataclass(frozen=True)
class _Compared:
    """With whom a scenario is compared: a class of the table, in words."""

    size: str
    whom: Text


def _compared(residents: Residents | None) -> _Compared:
    if residents is None:
        return _Compared(_ALL, MESSAGES["scenario_whom_all"])
    names = {row["residents_from"] for row in _rows()} - {_ALL}
    sizes = sorted(map(int, names))
    return _of_class(sizes, float(residents.persons.sum()))


def _of_class(sizes: Sequence[int], residents: float) -> _Compared:
    at = bisect_right(sizes, residents) - 1
    first, beyond = sizes[at], (*sizes, None)[at + 1]
    key = "between" if first and beyond else "under" if beyond else "above"
    words = MESSAGES[f"scenario_whom_{key}"]
    shown = {"first": first, "beyond": beyond}
    return _Compared(str(first), Text(ja=words.ja.format(**shown), en=words.en.format(**shown)))


def warnings_of_all(
    scenarios: Iterable[Scenario], residents: Residents | None = None
) -> list[Fault]:
    """Say what is far from anything seen in scenarios of one place, what they share once.

    Parameters
    ----------
    scenarios, residents
        As in `scenario_warnings`.

    Returns
    -------
    list of Fault
        Each with the names of all files that it is about.
    """
    files: dict[str, list[str]] = {}
    said: dict[str, Fault] = {}
    for scenario in scenarios:
        for one in scenario_warnings(scenario, residents):
            known = repr((one.key, one.place, one.values))
            said.setdefault(known, one)
            files.setdefault(known, []).append(one.file)
    return [one.in_file(_together(files[known])) for known, one in said.items()]


def _together(files: Sequence[str]) -> str:
    """Name files, those of one folder by their own names after the first.

    Examples
    --------
    >>> _together(["plans/a.toml", "plans/b.toml", "plans/b.toml"])
    'plans/a.toml, b.toml'
    """
    first, *others = dict.fromkeys(files)
    folder = Path(first).parent
    near = [Path(one).name if Path(one).parent == folder else one for one in others]
    return ", ".join([first, *near])


def scenario_warnings(scenario: Scenario, residents: Residents | None = None) -> list[Fault]:
    """Say what is far from anything seen, naming the figure that it is compared with.

    Parameters
    ----------
    scenario
        A resolved scenario.
    residents
        Of the place: it is compared with municipalities of its size, and what levers add in
        persons with the residents of those ages. Where left out, with all municipalities, and
        persons are not looked at.

    Returns
    -------
    list of Fault
        Warnings, none of which stops a run.
    """
    compared = _compared(residents)
    found = [
        *_of_fertility(scenario, compared),
        *_of_migration(scenario, compared, residents),
    ]
    return [replace(one, file=str(scenario.file)) for one in found]


def _of_fertility(scenario: Scenario, compared: _Compared) -> Iterator[Fault]:
    tfr = scenario.fertility.tfr
    if tfr == "observed":
        return
    (known,) = usual("total_fertility_rate", compared.size)
    low, high = min(tfr.values), max(tfr.values)
    for key, found, figure, far in (
        ("scenario_tfr_high", high, known.high, high > known.high),
        ("scenario_tfr_low", low, known.low, low < known.low),
    ):
        if far:
            shown = round(figure, 2)
            words = {"found": found, "figure": shown, "whom": compared.whom}
            yield Fault(key, words, place="fertility.tfr")


def _of_migration(
    scenario: Scenario, compared: _Compared, residents: Residents | None
) -> Iterator[Fault]:
    known = usual("net_migration_rate", compared.size) if scenario.migration else []
    for at, lever in enumerate(scenario.migration):
        if lever.add_rate is not None:
            place, living = "add_rate", 1.0
            added = lever.add_rate.values
        elif lever.add_per_year is not None and residents is not None:
            place, living = "add_per_year", _living(lever, residents)
            added = lever.add_per_year.values
        else:
            continue
        for one in _of_lever(lever, added, living, known) if living > 0 else ():
            values = {**one.values, "whom": compared.whom}
            yield replace(one, values=values, place=f"migration[{at}].{place}")


def _living(lever: Lever, residents: Residents) -> float:
    """Return how many persons a lever is about; a group that it cuts counts by its years."""
    # It brings NumPy and xarray, which showing a scenario has no need of.
    from projection.variables import SEXES  # noqa: PLC0415

    first, last = lever.ages or (0, _OLDEST)
    uppers = (*residents.ages[1:], _OLDEST + 1)
    total = 0.0
    for sex, persons in zip(SEXES, residents.persons.tolist(), strict=True):
        if lever.sex in (sex, "both"):
            for low, beyond, number in zip(residents.ages, uppers, persons, strict=True):
                years = min(last + 1, beyond) - max(first, low)
                # Nobody knows how the open group is spread.
                whole = beyond > _OLDEST or years >= beyond - low
                total += number * (0 if years <= 0 else 1 if whole else years / (beyond - low))
    return total


def _of_lever(
    lever: Lever, added: Sequence[float], living: float, known: list[Usual]
) -> Iterator[Fault]:
    first, last = lever.ages or (0, _OLDEST)
    reached = [
        one
        for one in known
        if lever.sex in (one.sex, "both") and one.span[0] <= last and one.span[1] >= first
    ]
    highest = max(reached, key=lambda one: one.high)
    lowest = min(reached, key=lambda one: one.low)
    keys = _MOVES if lever.add_rate is not None else _PERSONS
    if (most := max(added)) / living > highest.high:
        yield _moves(keys[0], lever, (most, living), highest.high, highest.ages)
    if (least := min(added)) / living < lowest.low:
        yield _moves(keys[1], lever, (-least, living), -lowest.low, lowest.ages)


def _moves(
    key: str, lever: Lever, found: tuple[float, float], figure: float, ages: str
) -> Fault:
    number, living = found
    return fault(
        key,
        title=lever.title,
        found=number,
        living=living,
        rate=number / living,
        figure=figure,
        ages=ages,
    )
