"""The textbook loop with plain lists: the judge of the kernel, never optimised.

One population (two sexes), one step at a time, every number in a loop of its own.
Preston, Heuveline and Guillot (2001), Demography, ch. 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from projection.kernel import Convention, Rates

Cells = list[list[float]]

BEFORE = {"start": 1.0, "even": 0.5, "end": 0.0}


@dataclass
class SlowStep:
    population: Cells
    births: Cells
    deaths: Cells
    net_migration: Cells


def slow_step(population: Cells, rates: Rates, width: int, convention: Convention) -> SlowStep:
    survival: Cells = rates.survival.tolist()
    fertility: list[float] = rates.fertility.tolist()
    sex_ratio = float(rates.sex_ratio)
    counts: Cells = rates.migration_count.tolist()
    migration_rates: Cells = rates.migration_rate.tolist()
    ages = len(fertility)
    before = BEFORE[convention.timing]
    after = 1 - before
    end = [[0.0] * ages, [0.0] * ages]
    deaths = [[0.0] * ages, [0.0] * ages]
    net = [[0.0] * ages, [0.0] * ages]
    for sex in (0, 1):
        for age in range(ages):
            first = before * (
                counts[sex][age] + migration_rates[sex][age] * population[sex][age]
            )
            start = population[sex][age] + first
            reached = min(age + 1, ages - 1)
            ratio = survival[sex][reached]
            if convention.open_group == "separate" and age == ages - 1:
                ratio = survival[sex][ages]
            end[sex][reached] += start * ratio
            deaths[sex][reached] += start * (1 - ratio)
            net[sex][reached] += first

    def joins_at_end(sex: int, age: int) -> float:
        met = population[sex][age] if convention.rate_base == "start" else end[sex][age]
        return after * (counts[sex][age] + migration_rates[sex][age] * met)

    births = [[0.0] * ages, [0.0] * ages]
    for age in range(ages):
        moved = counts[1][age] + migration_rates[1][age] * population[1][age]
        at_start = population[1][age] + before * moved
        at_end = end[1][age]
        if convention.births_count_arrivals:
            at_end += joins_at_end(1, age)
        children = width * fertility[age] * (at_start + at_end) / 2
        births[0][age] = children * sex_ratio / (1 + sex_ratio)
        births[1][age] = children / (1 + sex_ratio)
    for sex in (0, 1):
        newborn = sum(births[sex])
        end[sex][0] += newborn * survival[sex][0]
        deaths[sex][0] += newborn * (1 - survival[sex][0])
        for age in range(ages):
            joining = joins_at_end(sex, age)
            end[sex][age] += joining
            net[sex][age] += joining
    return SlowStep(end, births, deaths, net)
