from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

from projection.analysis.differing_numbers import differing_numbers
from tests.worlds import world


def changed(name: str, change: object, *cell: int) -> xr.Dataset:
    result = world()
    values = result[name].values.copy()
    values[cell] = change(values[cell]) if callable(change) else change
    return result.assign({name: (result[name].dims, values)})


def test_the_same_numbers_are_the_same() -> None:
    assert differing_numbers(world(), world()) == []


def test_the_last_bit_counts_and_is_told_as_rounding() -> None:
    other = changed("population", lambda one: np.nextafter(one, 1e9), 4, 1, 30)
    (found,) = differing_numbers(world(), other)
    assert (found.name, found.is_rounding) == ("population", True)
    assert found.where == "population[year=2024, sex=female, age=30]"
    assert 0 < float(found.largest or 0) < 1e-12


def test_zero_has_a_sign() -> None:
    one, other = (xr.Dataset({"births": ("period", [zero])}) for zero in (0.0, -0.0))
    (found,) = differing_numbers(one, other)
    assert (found.recorded, found.found, found.largest) == ("0.0", "-0.0", 0.0)


@pytest.mark.parametrize(
    ("off", "rounding"), [(5e-10, True), (5e-9, False), (np.nan, False), (np.inf, False)]
)
def test_how_much_is_rounding(off: float, rounding: bool) -> None:
    other = changed("births", lambda one: one * (1 + off), 2, 1)
    (found,) = differing_numbers(world(), other)
    assert found.is_rounding is rounding
    assert found.where == "births[period=2022, sex=female]"


def test_single_precision_rounds_sooner() -> None:
    one = xr.Dataset({"deaths": ("region", np.array([7.0, 9.0], np.float32))})
    near = xr.Dataset({"deaths": ("region", np.array([7.0, 9.000001], np.float32))})
    (found,) = differing_numbers(one, near)
    assert found.is_rounding
    # A run in double precision is compared as the file keeps it.
    assert differing_numbers(one, one.astype(np.float64)) == []


def test_another_size_or_word_is_no_rounding() -> None:
    shorter = world(periods=3)
    found = {one.name: one for one in differing_numbers(world(), shorter)}
    assert (found["population"].recorded, found["population"].found) == (
        "(5, 2, 101)",
        "(4, 2, 101)",
    )
    assert not any(one.is_rounding for one in found.values())
    (lacking,) = differing_numbers(world(), world().drop_vars("deaths"))
    assert (lacking.name, lacking.found, lacking.largest) == ("deaths", "(0,)", None)
    named = world().assign_coords(sex=["male", "women"])
    (word,) = differing_numbers(world(), named)
    assert (word.where, word.found) == ("sex[sex=female]", "women")
