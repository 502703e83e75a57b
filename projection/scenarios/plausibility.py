"""What a scenario may say but has hardly been seen; a layer apart from validity."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from projection import shipped
from projection.errors import Fault, fault
from projection.scenarios.model import Lever, Scenario

_FILE = "plausible.csv"
_ALL = "all"
_OLDEST = 130


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
    with (shipped.japan() / _FILE).open(encoding="utf-8", newline="") as file:
        return [
            Usual(row["sex"], row["age"], float(row["p1"]), float(row["p99"]))
            for row in csv.DictReader(file)
            if (row["figure"], row["residents_from"]) == (figure, size)
        ]


def scenario_warnings(scenario: Scenario) -> list[Fault]:
    """Say what is far from anything seen, naming the figure that it is compared with.

    What levers add in persons is not looked at: how many are many depends on the residents,
    which a scenario does not know.

    Parameters
    ----------
    scenario
        A resolved scenario.

    Returns
    -------
    list of Fault
        Warnings, none of which stops a run.
    """
    found = [*_of_fertility(scenario), *_of_migration(scenario)]
    return [replace(one, file=str(scenario.file)) for one in found]


def _of_fertility(scenario: Scenario) -> Iterator[Fault]:
    tfr = scenario.fertility.tfr
    if tfr == "observed":
        return
    (known,) = usual("total_fertility_rate")
    place, low, high = "fertility.tfr", min(tfr.values), max(tfr.values)
    if high > known.high:
        yield fault("scenario_tfr_high", place=place, found=high, figure=round(known.high, 2))
    if low < known.low:
        yield fault("scenario_tfr_low", place=place, found=low, figure=round(known.low, 2))


def _of_migration(scenario: Scenario) -> Iterator[Fault]:
    rates = [lever.add_rate.values if lever.add_rate else () for lever in scenario.migration]
    known = usual("net_migration_rate") if any(rates) else []
    for at, (lever, added) in enumerate(zip(scenario.migration, rates, strict=True)):
        for one in _of_lever(lever, added, known) if added else ():
            yield replace(one, place=f"migration[{at}].add_rate")


def _of_lever(lever: Lever, rates: Sequence[float], known: list[Usual]) -> Iterator[Fault]:
    first, last = lever.ages or (0, _OLDEST)
    reached = [
        one
        for one in known
        if lever.sex in (one.sex, "both") and one.span[0] <= last and one.span[1] >= first
    ]
    highest = max(reached, key=lambda one: one.high)
    lowest = min(reached, key=lambda one: one.low)
    if (added := max(rates)) > highest.high:
        yield _moves("scenario_moves_high", lever, added, highest.high, highest.ages)
    if (taken := min(rates)) < lowest.low:
        yield _moves("scenario_moves_low", lever, -taken, -lowest.low, lowest.ages)


def _moves(key: str, lever: Lever, found: float, figure: float, ages: str) -> Fault:
    return fault(key, title=lever.title, found=found, figure=figure, ages=ages)
