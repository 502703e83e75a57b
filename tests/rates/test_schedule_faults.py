"""Bad input to fertility, migration, age groups and stable population: value and place."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from projection.errors import RatesError
from projection.rates.age_groups import regroup
from projection.rates.child_woman import (
    child_woman_ratio,
    children_from_tfr,
    cwr_from_tfr,
    tfr_from_children,
    tfr_from_cwr,
)
from projection.rates.fertility import (
    fertility_pattern,
    gross_reproduction_rate,
    mean_age_at_childbearing,
    mean_over_groups,
    net_reproduction_rate,
    rescale_to_tfr,
    shift_pattern,
    standard_deviation_at_childbearing,
    total_fertility_rate,
)
from projection.rates.fertility_patterns import (
    indirectly_standardised_asfr,
    own_asfr,
    shift_and_spread,
    single_age_asfr,
)
from projection.rates.graduation import single_ages
from projection.rates.leslie import leslie_matrix
from projection.rates.migration import (
    migration_balance,
    net_migration_rate,
    residual_migration,
)
from projection.rates.migration_pool import in_migration_share, pooled_moves
from projection.rates.momentum import keyfitz_momentum, momentum
from projection.rates.net_schedule import fit_net_schedule, smooth_net_migration
from projection.rates.open_group import extend_open_group
from projection.rates.rogers_castro import (
    ModelSchedule,
    fit_model_schedule,
    group_mean_rate,
    model_migration_rate,
)
from projection.rates.stable import (
    discrete_net_reproduction_rate,
    intrinsic_growth_rate,
    reproductive_value,
    stable_population,
)

NAN = float("nan")
EDGES = [15, 20, 30]
FIVES = [0, 5, 10, 15, 20, 25]
USUAL = ModelSchedule(0.02, 0.1, 0.06, 0.1, 20.0, 0.4, 0.003)
REGIONS = np.ones((2, 2, 3))
SURVIVAL = [[1.0, 0.5, 0.5], [1.0, 0.5, 0.5]]
BARREN = [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.5, 0.5]]

CASES: list[tuple[Callable[[], object], str]] = [
    # Fertility
    (lambda: total_fertility_rate([0.1, -0.2], EDGES), "asfr[1]: below zero"),
    (lambda: total_fertility_rate([[0.1, NAN]], EDGES), "asfr[0, 1]: not a finite number"),
    (lambda: total_fertility_rate([0.1] * 3, EDGES), "asfr: the shape does not fit"),
    (lambda: total_fertility_rate([0.1, 0.1], [15, 30, 20]), "edges: not ascending"),
    (lambda: total_fertility_rate([], [15]), "edges: the shape does not fit"),
    (lambda: gross_reproduction_rate([0.1, 0.1], 0.0, EDGES), "sex_ratio: not above zero"),
    (lambda: net_reproduction_rate([0.1], [[5.0, 4.0]], 1.0), "person_years: the shape"),
    (lambda: net_reproduction_rate([0.1], [-5.0], 1.0), "person_years[0]: below zero"),
    (
        lambda: mean_age_at_childbearing([[0.1, 0.0], [0.0, 0.0]], EDGES),
        "asfr[1]: all fertility",
    ),
    (lambda: standard_deviation_at_childbearing([0, 0], EDGES), "asfr: all fertility rates"),
    (lambda: rescale_to_tfr([0.0, 0.0], 1.8, EDGES), "asfr: all fertility rates are zero"),
    (lambda: rescale_to_tfr([0.1, 0.1], [1.8, -1], EDGES), "tfr[1]: below zero"),
    (lambda: shift_and_spread([0.0, 0.1, 0.1, 0.0], 9.0), "asfr: the ages have no room"),
    (lambda: shift_and_spread([0.0, 0.1, 0.1, 0.0], 0.0, 0.0), "spread: not above zero"),
    (lambda: shift_and_spread([0.0, 0.1, 0.1, 0.0], NAN), "shift: not a finite number"),
    (lambda: shift_and_spread([[0.1, 0.1]], 0.0), "asfr: the shape does not fit"),
    (lambda: fertility_pattern(np.array([[0.1, 0.2], [0, 0]])), "asfr[1]: all fertility"),
    (lambda: fertility_pattern(np.array([0.1, NAN])), "asfr[1]: not a finite number"),
    (lambda: shift_pattern(np.array([0, 0.1, 0]), 9.0), "pattern: moved by 9 years, no"),
    (lambda: shift_pattern(np.array([0, -0.1, 0]), 1.0), "pattern[1]: below zero"),
    (lambda: shift_pattern(np.array([0, 0.1, 0]), NAN), "years: not a finite number"),
    (lambda: mean_over_groups(np.array([0.1, -0.1]), 2), "asfr[1]: below zero"),
    (lambda: mean_over_groups(np.array([0.1, 0.1]), 0), "width: not above zero"),
    (lambda: single_age_asfr([0.1, 0.1], [15, 20.5, 30]), "edges: ages are not whole"),
    (lambda: single_age_asfr([0.1, 0.1, 0.1], EDGES), "asfr: the shape does not fit"),
    (
        lambda: single_age_asfr([0.1, 0.1], EDGES, women=[1.0] * 14 + [0.0]),
        "women[age 29]: not above zero; expected a value above zero; found 0",
    ),
    (lambda: single_age_asfr([0.1, 0.1], EDGES, standard=[1.0]), "standard: the shape"),
    (lambda: own_asfr([3, 4], [100, 0]), "woman_years[1]: not above zero"),
    (lambda: own_asfr([3, 4], [100, 90, 80]), "births: the shape does not fit"),
    (lambda: indirectly_standardised_asfr(9, [100, 0], [0.0, 0.1]), "woman_years: no births"),
    (lambda: indirectly_standardised_asfr(9, [100], [0.1, 0.1]), "woman_years: the shape"),
    (lambda: rescale_to_tfr([[0.1, 0.1]] * 3, [1.8, 1.7], EDGES), "tfr: the shape does not"),
    (lambda: gross_reproduction_rate([[0.1, 0.1]] * 3, [1, 1], EDGES), "sex_ratio: the shape"),
    # Child-woman ratio
    (lambda: tfr_from_cwr([0.2] * 3, [1.4] * 2, 0.2), "national_tfr: the shape does not fit"),
    (lambda: child_woman_ratio([1] * 3, [1] * 2), "women: the shape does not fit"),
    (lambda: child_woman_ratio(10, [5, 0]), "women[1]: not above zero"),
    (lambda: tfr_from_cwr(0.2, 1.4, 0.0), "national_cwr: not above zero"),
    (lambda: cwr_from_tfr(1.4, 0.0, 0.2), "national_tfr: not above zero"),
    (
        lambda: tfr_from_children(9, [1] * 8, [1] * 7, [1, 1, 1, 1.2, 1, 1, 1], 1),
        "survival_of_women[age 30]: too large; expected 1 at most; found 1.2",
    ),
    (
        lambda: tfr_from_children(9, [0, 0, 1, 0, 0, 0, 0, 0], [1, *[0] * 6], [1] * 7, 1),
        "women: no women of the ages",
    ),
    (lambda: children_from_tfr(1, [1] * 7, [1] * 7, [1] * 7, 1), "women: the shape"),
    (lambda: children_from_tfr(1, [1] * 8, [0] * 7, [1] * 7, 1), "asfr: all fertility rates"),
    # Migration
    (lambda: migration_balance([1, 2], [1, -2], [9, 9]), "departures[1]: below zero"),
    (lambda: migration_balance([1, 2], [1, 2], [9, 0]), "person_years[1]: not above zero"),
    (lambda: migration_balance([1, 2], [1], [9, 9]), "departures: the shape"),
    (lambda: net_migration_rate([1, NAN], [9, 9]), "net_migrants[1]: not a finite number"),
    (lambda: net_migration_rate([1], [9, 9]), "net_migrants: the shape"),
    (
        lambda: residual_migration([9, 9], [9, 9], 5, [0.9, 1.1]),
        "survival[1]: too large; expected 1 at most; found 1.1",
    ),
    (lambda: residual_migration([9, 9], [9, 9], 5, [0.9, 0.0]), "survival[1]: not above zero"),
    (lambda: residual_migration([9, 9], [9, 9], 5, [0.9]), "survival: the shape"),
    (lambda: residual_migration([9, 9], [9], 5, [0.9, 0.9]), "end: the shape"),
    (lambda: residual_migration([9, 9], [9, 9], [5], [0.9, 0.9]), "births: the shape"),
    (lambda: residual_migration([9], [9], 5, [0.9]), "start: the shape"),
    (
        lambda: residual_migration([9, 9], [9, 9], 5, [0.9, 0.9], "backward"),  # type: ignore[arg-type]
        "method: unknown choice 'backward'; known ones: forward, reverse, average",
    ),
    (lambda: in_migration_share(REGIONS * [1, 0, 1]), "arrivals[0, 0, 1]: nobody arrives"),
    (lambda: in_migration_share([1.0, 2.0]), "arrivals: the shape"),
    (lambda: pooled_moves(REGIONS, 1.5 * REGIONS, REGIONS / 2), "out_rate[0, 0, 0]: too large"),
    (
        lambda: pooled_moves(REGIONS, REGIONS, REGIONS * [0.5, 0.5, 0.45]),
        "in_share[0, 2]: shares sum to 0.9 over the regions; expected 1 (and 1 more)",
    ),
    (lambda: pooled_moves(REGIONS, REGIONS[0], REGIONS / 2), "out_rate: the shape"),
    (lambda: pooled_moves(REGIONS, REGIONS, REGIONS / 2, [1, 2]), "from_outside: the shape"),
    (lambda: model_migration_rate(USUAL, [1, -1]), "age[1]: below zero"),
    (lambda: group_mean_rate(USUAL, [0, 0.5]), "edges: ages are not whole"),
    (lambda: fit_model_schedule([0.1] * 5, FIVES), "rate: only 5 values can be used"),
    (lambda: fit_model_schedule([0.1] * 4, FIVES), "rate: the shape"),
    (lambda: fit_model_schedule([0.0] * 9, range(10)), "rate: all migration rates are zero"),
    (lambda: fit_model_schedule([0.1] * 9, range(10), weight=[0] * 9), "weight: all weights"),
    (lambda: fit_model_schedule([0.1] * 9, range(10), weight=[1]), "weight: the shape"),
    (
        lambda: fit_model_schedule([0.1] * 9, range(10), 8),  # type: ignore[arg-type]
        "parameters: unknown choice '8'; known ones: 7, 9, 11, 13",
    ),
    (lambda: fit_net_schedule([0.1] * 8 + [NAN], range(10)), "rate[8]: not a finite number"),
    (lambda: fit_net_schedule([0.0] * 9, range(10)), "rate: all migration rates are zero"),
    (lambda: smooth_net_migration([1] * 9, [1] * 8 + [0], range(10)), "person_years[8]: not"),
    (lambda: smooth_net_migration(1, 1, range(10)), "net_migrants: the shape"),
    # Age groups
    (
        lambda: regroup(np.ones(3), np.array([0, 5, 10]), np.array([0, 3])),
        "groups: the group that begins at age 3 begins within another; cells begin at [0, 5",
    ),
    (lambda: regroup(np.ones(3), np.array([0, 5, 10]), np.array([0, 15])), "groups: the group"),
    (lambda: regroup(np.ones(2), np.array([0, 5, 10]), np.array([0, 5])), "values: the shape"),
    (lambda: single_ages([1, 2], [0, 5, 10]), "totals: the shape"),
    (lambda: single_ages([1, -2, 3], [0, 5, 10]), "totals[age 5]: below zero"),
    (lambda: single_ages([1, 2, 3], [5, 10, 15]), "age: the ages do not tile"),
    (
        lambda: single_ages([1, 2, 3], [0, 5, 10], "sprague"),
        "age: the multipliers of 'sprague'",
    ),
    (
        lambda: single_ages([1] * 7, [0, 1, 5, 10, 15, 20, 25], "beers"),
        "age: the multipliers of 'beers' take five or more groups of five years",
    ),
    (
        lambda: single_ages([1, 2], [0, 5], "karup"),  # type: ignore[arg-type]
        "method: unknown choice 'karup'; known ones: monotone, sprague, beers",
    ),
    (lambda: extend_open_group(-1, [1, 1], [85, 86]), "persons: below zero"),
    (lambda: extend_open_group(9, [0, 0], [85, 86]), "person_years: all person-years are zero"),
    (lambda: extend_open_group(9, [1, 1], [85, 85]), "age: not ascending"),
    (lambda: extend_open_group(9, [1, 1], [85]), "age: the shape"),
    (lambda: extend_open_group(9, [1, 1], [85, 85.5]), "age: ages are not whole"),
    (lambda: extend_open_group(9, [1, 1], [85, 86], NAN), "growth_rate: not a finite number"),
    # Stable population
    (lambda: leslie_matrix([1, 1.5], [0, 1], 1, 1), "survival[1]: too large"),
    (lambda: leslie_matrix([1, 0.5], [0, -1], 1, 1), "fertility[1]: below zero"),
    (lambda: leslie_matrix([1] * 5, [0, 1], 1, 1), "survival: the shape"),
    (lambda: leslie_matrix([1], [1], 1, 1), "fertility: the shape"),
    (lambda: leslie_matrix([[1, 1]] * 3, [[0, 1]] * 2, 1, 1), "fertility: the shape"),
    (lambda: leslie_matrix([1, 1], [0, 1], 1, 0), "width: not above zero"),
    (lambda: discrete_net_reproduction_rate([[1, 1]]), "matrix: the shape"),
    (lambda: intrinsic_growth_rate([[1, 1], [1, 1]], 1), "matrix[0, 1]: births in the open"),
    (lambda: intrinsic_growth_rate(BARREN, 1), "matrix: nobody is ever born"),
    (lambda: reproductive_value([[1, -1], [1, 1]]), "matrix[0, 1]: below zero"),
    (
        lambda: stable_population(SURVIVAL, [0.1, 0.1, 0], 1, 1),
        "survival[0, 2]: the population shrinks faster than its open group dies out",
    ),
    (lambda: stable_population(SURVIVAL[0], [1, 1, 0], 1, 1), "survival: the shape"),
    (lambda: stable_population([[1, 2], [1, 1]], [1, 0], 1, 1), "survival[male, 1]: too large"),
    (lambda: momentum(np.ones((2, 3)), [1, 1, 1], [1, 1, 0], 1, 1), "survival: the shape"),
    (lambda: momentum(np.zeros((2, 3)), SURVIVAL, [1, 1, 0], 1, 1), "population: nobody is"),
    (lambda: momentum(np.ones((3, 3)), SURVIVAL, [1, 1, 0], 1, 1), "population: the shape"),
    (lambda: keyfitz_momentum(0.04, 60, 0.0, 2, 29), "growth_rate: the growth rate is zero"),
    (lambda: keyfitz_momentum(0.04, 60, 0.03, 0.0, 29), "net_reproduction_rate: not above"),
]


@pytest.mark.parametrize(("call", "words"), CASES, ids=[words for _, words in CASES])
def test_bad_input_is_refused_with_value_and_place(
    call: Callable[[], object], words: str
) -> None:
    with pytest.raises(RatesError, match="^" + re.escape(words)) as caught:
        call()
    assert re.search(r"[ぁ-ん]", caught.value.text("ja"))
