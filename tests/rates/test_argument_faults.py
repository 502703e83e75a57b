"""A fault of the toolbox names the argument at fault, as its caller knows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from projection.errors import RatesError
from projection.rates.fertility_patterns import (
    indirectly_standardised_asfr,
    own_asfr,
    shift_and_spread,
    single_age_asfr,
)
from projection.rates.graduation import single_ages
from projection.rates.lee_carter import fit_lee_carter, lee_carter_rates, project_lee_carter
from projection.rates.leslie import leslie_matrix
from projection.rates.life_tables import abridged_life_table
from projection.rates.migration import (
    migration_balance,
    net_migration_rate,
    residual_migration,
)
from projection.rates.migration_pool import in_migration_share, pooled_moves
from projection.rates.momentum import keyfitz_momentum, momentum
from projection.rates.separation import MIDPOINT
from tests.rates.worlds_mortality import said

NAN = float("nan")
RATES = [[0.4, 0.1], [0.2, 0.1]]
FITTED = fit_lee_carter(RATES, [2000, 2010])
REGIONS = np.ones((4, 2, 3))
SURVIVAL = [[1.0, 0.5, 0.5], [1.0, 0.5, 0.5]]


def fit_with_deaths(exposure: object) -> object:
    return fit_lee_carter(RATES, [2000, 2010], exposure)  # type: ignore[arg-type]


def course(**arguments: Any) -> object:
    return project_lee_carter(FITTED, **arguments)


def rates_at(trend: Any) -> object:
    return lee_carter_rates(FITTED, trend)


SOUND: list[tuple[Callable[..., object], dict[str, Any]]] = [
    (shift_and_spread, {"asfr": [0, 0.1, 0.1, 0], "shift": 0.0, "spread": 1.0}),
    (single_age_asfr, {"asfr": [0.1, 0.2], "edges": [20, 22, 25]}),
    (own_asfr, {"births": [3, 4], "woman_years": [90, 80]}),
    (
        indirectly_standardised_asfr,
        {"births": 5, "woman_years": [90, 80], "standard": [0.1, 0.1]},
    ),
    (course, {"years": [2015.0], "last_rates": [0.2, 0.1]}),
    (rates_at, {"trend": [0.0, 1.0]}),
    (fit_with_deaths, {"exposure": [[9.0, 8.0], [7.0, 6.0]]}),
    (
        leslie_matrix,
        {"survival": [1, 0.5, 0.5], "fertility": [0, 1, 0], "sex_ratio": 1.05, "width": 1},
    ),
    (migration_balance, {"arrivals": [1, 2], "departures": [2, 1], "person_years": [9, 8]}),
    (net_migration_rate, {"net_migrants": [1, -2], "person_years": [9, 8]}),
    (
        residual_migration,
        {"start": [9, 8, 7], "end": [9, 8, 7], "births": 5, "survival": [0.9, 0.8, 0.7]},
    ),
    (in_migration_share, {"arrivals": REGIONS}),
    (
        pooled_moves,
        {
            "population": REGIONS,
            "out_rate": REGIONS / 9,
            "in_share": REGIONS / 4,
            "from_outside": 5.0,
        },
    ),
    (
        momentum,
        {
            "population": np.ones((2, 3)),
            "survival": SURVIVAL,
            "fertility": [0, 2, 0],
            "sex_ratio": 1.05,
            "width": 1,
        },
    ),
    (
        keyfitz_momentum,
        {
            "birth_rate": 0.04,
            "life_expectancy": 60.0,
            "growth_rate": 0.03,
            "net_reproduction_rate": 2.5,
            "mean_age": 29.0,
        },
    ),
]
ARGUMENTS = [
    pytest.param(call, sound, name, id=f"{call.__name__} {name}")
    for call, sound in SOUND
    for name in sound
]

# What cannot be zero: a divisor, or the years of a step.
ABOVE_ZERO = {
    shift_and_spread: ["spread"],
    own_asfr: ["woman_years"],
    course: ["last_rates"],
    fit_with_deaths: ["exposure"],
    leslie_matrix: ["sex_ratio", "width"],
    migration_balance: ["person_years"],
    net_migration_rate: ["person_years"],
    residual_migration: ["survival"],
    momentum: ["sex_ratio", "width"],
    keyfitz_momentum: ["birth_rate", "life_expectancy", "net_reproduction_rate", "mean_age"],
}


def refusal(call: Callable[..., object], sound: dict[str, Any], **wrong: Any) -> str:
    """Return what is said to one wrong argument; the others go through."""
    call(**sound)
    with pytest.raises(RatesError) as caught:
        call(**sound | wrong)
    return said(caught.value)


@pytest.mark.parametrize(("call", "sound", "name"), ARGUMENTS)
def test_no_number_is_told_by_its_argument(
    call: Callable[..., object], sound: dict[str, Any], name: str
) -> None:
    words = refusal(call, sound, **{name: np.full(np.shape(sound[name]), NAN)})
    assert words.replace("[", ":").startswith(f"{name}:")
    assert "not a finite number" in words


@pytest.mark.parametrize(
    ("call", "sound", "name"),
    [
        pytest.param(call, sound, name, id=f"{call.__name__} {name}")
        for call, sound in SOUND
        for name in ABOVE_ZERO.get(call, [])
    ],
)
def test_zero_is_refused_where_it_cannot_be(
    call: Callable[..., object], sound: dict[str, Any], name: str
) -> None:
    words = refusal(call, sound, **{name: np.zeros(np.shape(sound[name]))})
    assert words.replace("[", ":").startswith(f"{name}:")
    assert "not above zero" in words


ALIKE = "a shape that goes with that of "
AGES = "as many cells on the last axis as ages, "
REGIONAL = "region, sex and age as the last three axes"
TWO_AGES = "two or more age groups on the last axis"
THREE = np.ones(3)


@pytest.mark.parametrize(
    ("call", "wrong", "expected"),
    [
        (single_age_asfr, {"asfr": [0.1] * 3}, f"{AGES}2"),
        (single_age_asfr, {"women": [1.0]}, f"{AGES}5"),
        (own_asfr, {"births": THREE}, f"{ALIKE}woman_years"),
        (indirectly_standardised_asfr, {"woman_years": THREE}, f"{ALIKE}standard"),
        (indirectly_standardised_asfr, {"woman_years": 9.0}, f"{ALIKE}standard"),
        (course, {"last_rates": THREE}, f"{ALIKE}pattern"),
        (rates_at, {"trend": 1.0}, f"{ALIKE}pattern"),
        (fit_with_deaths, {"exposure": THREE}, f"{ALIKE}mortality_rate"),
        (fit_with_deaths, {"exposure": np.ones((3, 2, 2))}, f"{ALIKE}mortality_rate"),
        (leslie_matrix, {"survival": [0.5] * 5}, f"{AGES}3"),
        (leslie_matrix, {"fertility": 1.0}, TWO_AGES),
        (migration_balance, {"arrivals": THREE}, f"{ALIKE}person_years"),
        (migration_balance, {"departures": THREE}, f"{ALIKE}person_years"),
        (net_migration_rate, {"net_migrants": THREE}, f"{ALIKE}person_years"),
        (residual_migration, {"start": 9.0}, TWO_AGES),
        (residual_migration, {"end": [9, 8]}, f"{ALIKE}start"),
        (residual_migration, {"births": [5, 5]}, f"{ALIKE}start"),
        (residual_migration, {"survival": [0.9, 0.8]}, f"{AGES}3"),
        (in_migration_share, {"arrivals": np.ones((4, 2))}, REGIONAL),
        (pooled_moves, {"population": np.ones((2, 3))}, REGIONAL),
        (pooled_moves, {"out_rate": REGIONS[1:] / 9}, f"{ALIKE}population"),
        (pooled_moves, {"in_share": np.ones((1, 2, 3))}, f"{ALIKE}population"),
        (pooled_moves, {"from_outside": THREE}, f"{ALIKE}population"),
        (
            momentum,
            {"population": np.ones((3, 3))},
            "both sexes and as many ages as fertility has on the last two axes",
        ),
        *(
            (keyfitz_momentum, {"birth_rate": [0.04, 0.03], name: THREE}, f"{ALIKE}birth_rate")
            for name in (
                "life_expectancy",
                "growth_rate",
                "net_reproduction_rate",
                "mean_age",
            )
        ),
    ],
)
def test_a_shape_that_does_not_fit_is_told_with_what_would(
    call: Callable[..., object], wrong: dict[str, Any], expected: str
) -> None:
    words = refusal(call, dict(SOUND)[call], **wrong)
    *_, name = wrong
    assert words.startswith(f"{name}: the shape does not fit; expected {expected}; found (")


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: indirectly_standardised_asfr([5, 6], np.ones((3, 4)), np.ones(4)), "woman"),
        (lambda: indirectly_standardised_asfr([5, 6], np.ones(4), np.ones((3, 4))), "standard"),
        (lambda: leslie_matrix(np.ones((3, 2)), [0, 1], [1.0, 1.1], 1), "sex_ratio"),
        (
            lambda: residual_migration(
                np.ones((3, 4)), np.ones((3, 4)), THREE, np.ones((2, 4))
            ),
            "survival",
        ),
        (lambda: momentum(np.ones((3, 2, 3)), [SURVIVAL] * 4, [0, 2, 0], 1, 1), "population"),
        (lambda: fit_lee_carter([0.4, 0.1], [2000, 2010]), "mortality_rate"),
    ],
)
def test_leading_axes_that_do_not_go_together_are_refused(
    call: Callable[[], object], name: str
) -> None:
    with pytest.raises(RatesError, match=f"^{name}.*: the shape does not fit"):
        call()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda: shift_and_spread([0.0, 0.1, 0.1, 0.0], 9.0, 2.0),
            "asfr: the ages have no room for a pattern of mean 11.000 and standard deviation "
            "1.000, counted",
        ),
        (
            lambda: single_ages([1, 2, 3], [0, 5, 10], "sprague"),
            "age: the multipliers of 'sprague' take five or more groups of five years before "
            "the open one; found [0, 5, 10];",
        ),
        (
            lambda: single_ages([1, 2], [0, 5, 10]),
            f"totals: the shape does not fit; expected {AGES}3; found (2,)",
        ),
        (
            lambda: abridged_life_table([[0.1, 0.1], [-0.2, 0.1]], [0, 5]),
            "mortality_rate[female, age 0]: below zero",
        ),
        (
            lambda: momentum([[1, 1, 1], [1, 1, -1]], SURVIVAL, [0, 2, 0], 1, 1),
            "population[female, 2]: below zero",
        ),
        (
            lambda: momentum([[1, 1, -1], [1, 1, 1]], SURVIVAL, [0, 2, 0], 1, 1),
            "population[male, 2]: below zero",
        ),
    ],
)
def test_the_fault_tells_what_was_found(call: Callable[[], object], words: str) -> None:
    with pytest.raises(RatesError) as caught:
        call()
    assert said(caught.value).startswith(words)


@pytest.mark.parametrize(
    "call",
    [
        lambda: momentum(np.zeros((3, 2, 3)), SURVIVAL, [0, 2, 0], 1, 1),
        lambda: keyfitz_momentum(0.04, 60, [0.0, 0.0, 0.0], 2.5, 29),
        lambda: abridged_life_table([[0.5, 0.2]] * 3, [0, 5], MIDPOINT),
    ],
)
def test_the_fault_tells_how_many_more_there_are(call: Callable[[], object]) -> None:
    with pytest.raises(RatesError, match=r"\(and 2 more\)"):
        call()
