"""Bad input to what changes and forecasts mortality: value and place."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from projection.errors import RatesError
from projection.rates.brass import apply_brass, fit_brass, probabilities_of_dying
from projection.rates.checking import checked_ages
from projection.rates.lee_carter import (
    fit_lee_carter,
    lee_carter_rates,
    project_lee_carter,
)
from projection.rates.life_tables import complete_life_table
from projection.rates.mortality_models import improved_mortality, multiply_hazard

NAN = float("nan")
SURFACE = [[0.4, 0.1], [0.2, 0.1]]
FITTED = fit_lee_carter(SURFACE, [2000, 2010])

CASES: list[tuple[Callable[[], object], str]] = [
    (lambda: fit_brass([], [1.0, 0.5]), "survivors: the shape does not fit"),
    (
        lambda: fit_brass([1.0, 0.9, 0.8, 0.7], [1.0, 0.5, 0.5, 0.5]),
        "standard: only 1 values can be used for the fit; expected 2 or more",
    ),
    (lambda: apply_brass([], 0.0, 1.0), "standard: the shape does not fit"),
    (lambda: apply_brass([1.0, 0.5], -NAN, 1.0), "alpha: not a finite number"),
    (lambda: apply_brass([[1.0, 0.5]] * 3, [0.1, 0.2], 1.0), "alpha: the shape does not fit"),
    (lambda: probabilities_of_dying([1.0]), "survivors: the shape does not fit"),
    (
        lambda: improved_mortality([0.1, 0.2], [0.0, -1.5], [1]),
        "improvement[1]: out of range; expected from -1 to 1; found -1.5",
    ),
    (lambda: improved_mortality([0.1], 0.0, [[1, 2]]), "years: the shape does not fit"),
    (lambda: multiply_hazard("high", 1.0), "death_probability: not an array of numbers"),
    (lambda: complete_life_table([[0.1, 0.2], [0.3]]), "mortality_rate: not an array of"),
    (lambda: checked_ages(["0", "one"]), "age: not an array of numbers; found ['0', 'one']"),
    (lambda: lee_carter_rates(FITTED, [0.1, NAN]), "trend[1]: not a finite number"),
    (lambda: lee_carter_rates(FITTED, 0.1), "trend: the shape does not fit"),
    (lambda: project_lee_carter(FITTED, [2015], 0.1), "last_rates: the shape does not fit"),
    (lambda: project_lee_carter(FITTED, [2015], [0.1]), "last_rates: the shape does not fit"),
    (lambda: project_lee_carter(FITTED, [[2015]]), "years: the shape does not fit"),
    (
        lambda: fit_lee_carter(SURFACE, [2000, 2010], np.ones((3, 2, 2))),
        "exposure: the shape does not fit",
    ),
]


@pytest.mark.parametrize(("call", "words"), CASES, ids=[words for _, words in CASES])
def test_bad_input_is_refused_with_value_and_place(
    call: Callable[[], object], words: str
) -> None:
    with pytest.raises(RatesError, match="^" + re.escape(words)) as caught:
        call()
    assert re.search(r"[ぁ-ん]", caught.value.text("ja"))


def test_a_level_beyond_all_numbers_leaves_nobody() -> None:
    assert apply_brass([1.0, 0.5], 1e6, 1.0).tolist() == [1.0, 0.0]
