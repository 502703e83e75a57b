"""The textbook loop for regions that exchange people, with plain lists: never optimised."""

from __future__ import annotations

from projection.exchange import RegionalRates
from projection.kernel import Convention
from tests.slow import BEFORE
from tests.worlds_kernel import Array


def slow_regions(
    population: Array, rates: RegionalRates, width: int, convention: Convention
) -> dict[str, list[list[list[float]]]]:
    """Carry one population of regions over one step; persons by region, sex and age."""
    regions, sexes, ages = population.shape
    cells = [(r, s, a) for r in range(regions) for s in range(sexes) for a in range(ages)]
    names = ("population", "deaths", "exchange", "arrivals", "departures")
    total = {
        name: [[[0.0] * ages for _ in range(sexes)] for _ in range(regions)] for name in names
    }
    before = BEFORE[convention.timing]
    survival = rates.within.survival.tolist()

    def leaving(r: int, s: int, a: int, persons: float) -> float:
        return float(rates.out_rate[r, s, a]) * persons

    def share(r: int, to: int, s: int, a: int) -> float:
        origin = 0 if rates.share.shape[0] == 1 else r
        return float(rates.share[origin, to, s, a])

    def abroad(r: int, s: int, a: int, persons: float) -> float:
        rate = float(rates.within.migration_rate[r, s, a])
        return float(rates.within.migration_count[r, s, a]) + rate * persons

    def come(r: int, s: int, a: int, present: list[list[list[float]]]) -> float:
        return sum(
            share(origin, r, s, a) * leaving(origin, s, a, present[origin][s][a])
            for origin in range(regions)
        )

    start = [[[0.0] * ages for _ in range(sexes)] for _ in range(regions)]
    people = population.tolist()
    for r, s, a in cells:
        moved = {
            "exchange": before * abroad(r, s, a, people[r][s][a]),
            "arrivals": before * come(r, s, a, people),
            "departures": before * leaving(r, s, a, people[r][s][a]),
        }
        up = min(a + 1, ages - 1)
        for name, persons in moved.items():
            total[name][r][s][up] += persons
        start[r][s][a] = (
            people[r][s][a] + moved["exchange"] + moved["arrivals"] - moved["departures"]
        )
    end = total["population"]
    for r, s, a in cells:
        up = min(a + 1, ages - 1)
        own = convention.open_group == "separate" and a == ages - 1
        ratio = survival[r][s][ages if own else up]
        end[r][s][up] += start[r][s][a] * ratio
        total["deaths"][r][s][up] += start[r][s][a] * (1 - ratio)
    met = people if convention.rate_base == "start" else [[row[:] for row in r] for r in end]
    late = 1 - before
    for r in range(regions):
        children = 0.0
        for a in range(ages):
            at_end = end[r][1][a]
            if convention.births_count_arrivals:
                net = abroad(r, 1, a, met[r][1][a]) + come(r, 1, a, met)
                at_end += late * (net - leaving(r, 1, a, met[r][1][a]))
            women = (start[r][1][a] + at_end) / 2
            children += width * float(rates.within.fertility[r, a]) * women
        ratio = float(rates.within.sex_ratio[r])
        for s, born in enumerate((children * ratio / (1 + ratio), children / (1 + ratio))):
            end[r][s][0] += born * survival[r][s][0]
            total["deaths"][r][s][0] += born * (1 - survival[r][s][0])
    if convention.rate_base == "present":
        met = [[row[:] for row in r] for r in end]
    for r, s, a in cells:
        moved = {
            "exchange": late * abroad(r, s, a, met[r][s][a]),
            "arrivals": late * come(r, s, a, met),
            "departures": late * leaving(r, s, a, met[r][s][a]),
        }
        for name, persons in moved.items():
            total[name][r][s][a] += persons
        end[r][s][a] += moved["exchange"] + moved["arrivals"] - moved["departures"]
    return total
