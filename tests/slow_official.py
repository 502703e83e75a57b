"""The official five-year form with plain lists: the judge of the fast one, never optimised."""

from __future__ import annotations

from projection.official import OfficialRates

Cells = list[list[float]]


def slow_official_step(population: Cells, rates: OfficialRates) -> tuple[Cells, Cells, Cells]:
    """Return population, deaths and net migration at the end of one step."""
    survival: Cells = rates.survival.tolist()
    moving: Cells = rates.migration_rate.tolist()
    count: Cells = rates.migration_count.tolist()
    factor: Cells = rates.correction.tolist()
    ages = len(population[0])
    end = [[0.0] * ages, [0.0] * ages]
    deaths = [[0.0] * ages, [0.0] * ages]
    net = [[0.0] * ages, [0.0] * ages]
    bare_women = 0.0
    for sex in (0, 1):
        for age in range(1, ages):
            start = population[sex][age - 1]
            if age == ages - 1:
                start += population[sex][age]
            bare = start * (survival[sex][age] + moving[sex][age]) + count[sex][age]
            if sex == 1 and 3 <= age <= 9:
                bare_women += bare
            end[sex][age] = bare * factor[sex][age]
            deaths[sex][age] = start * (1 - survival[sex][age])
            net[sex][age] = end[sex][age] - start * survival[sex][age]
    children = float(rates.child_woman_ratio) * bare_women
    males = float(rates.child_sex_ratio)
    for sex, share in ((0, males / (1 + males)), (1, 1 / (1 + males))):
        born_here = children * share * factor[sex][0]
        net[sex][0] = count[sex][0] * factor[sex][0]
        end[sex][0] = born_here + net[sex][0]
        deaths[sex][0] = born_here / survival[sex][0] - born_here
    return end, deaths, net
