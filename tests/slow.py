"""The textbook loop with plain lists: the judge of the kernel, never optimised.

One population (two sexes), one step at a time, every number in a loop of its own.
Preston, Heuveline and Guillot (2001), Demography, ch. 6.
"""

from __future__ import annotations

from dataclasses import dataclass

from projection.kernel import Convention

Cells = list[list[float]]

BEFORE = {"start": 1.0, "even": 0.5, "end": 0.0}


@dataclass
class SlowStep:
    population: Cells
    births: Cells
    deaths: Cells
    net_migration: Cells


def slow_step(
    population: Cells,
    survival: Cells,
    fertility: list[float],
    sex_ratio: float,
    migrants: Cells,
    width: int,
    convention: Convention,
) -> SlowStep:
    ages = len(fertility)
    before = BEFORE[convention.timing]
    after = 1 - before
    end = [[0.0] * ages, [0.0] * ages]
    deaths = [[0.0] * ages, [0.0] * ages]
    net = [[0.0] * ages, [0.0] * ages]
    for sex in (0, 1):
        for age in range(ages):
            start = population[sex][age] + before * migrants[sex][age]
            reached = min(age + 1, ages - 1)
            ratio = survival[sex][reached]
            if convention.open_group == "separate" and age == ages - 1:
                ratio = survival[sex][ages]
            end[sex][reached] += start * ratio
            deaths[sex][reached] += start * (1 - ratio)
            net[sex][reached] += before * migrants[sex][age]
    births = [[0.0] * ages, [0.0] * ages]
    for age in range(ages):
        at_start = population[1][age] + before * migrants[1][age]
        at_end = end[1][age]
        if convention.births_count_arrivals:
            at_end += after * migrants[1][age]
        children = width * fertility[age] * (at_start + at_end) / 2
        births[0][age] = children * sex_ratio / (1 + sex_ratio)
        births[1][age] = children / (1 + sex_ratio)
    for sex in (0, 1):
        newborn = sum(births[sex])
        end[sex][0] += newborn * survival[sex][0]
        deaths[sex][0] += newborn * (1 - survival[sex][0])
        for age in range(ages):
            end[sex][age] += after * migrants[sex][age]
            net[sex][age] += after * migrants[sex][age]
    return SlowStep(end, births, deaths, net)
