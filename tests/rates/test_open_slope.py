from __future__ import annotations

import numpy as np

from projection.rates.open_slope import greville_to_open
from projection.rates.separation import AxRule, separation

AGES = np.array([0, 1, *range(5, 105, 5)])


def test_only_the_last_closed_group_differs_from_the_plain_rule() -> None:
    rates = np.exp(-9 + 0.09 * AGES) * np.ones((3, 2, 1))
    rates[..., -1] *= 1.3
    plain = separation(rates, AGES, AxRule("coale_demeny", "greville"))
    to_open = greville_to_open(rates, AGES, infancy="coale_demeny")
    np.testing.assert_array_equal(to_open[..., :-1], plain[..., :-1])
    assert (to_open[..., -1] != plain[..., -1]).all()


def test_the_slope_is_that_between_its_neighbours() -> None:
    """WPP 2012: k = ln(m(x+5) / m(x-5)) / 10 at the last closed group too."""
    rates = np.exp(-9 + 0.09 * AGES) * np.ones((2, 1))
    rates[..., -1] *= 1.3
    slope = 0.09 + np.log(1.3) / 10
    expected = 2.5 - 25 / 12 * (rates[..., -2] - slope)
    found = greville_to_open(rates, AGES, infancy="coale_demeny")[..., -1]
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_women_alone_are_women() -> None:
    rates = np.exp(-9 + 0.09 * AGES) * np.ones((2, 1))
    both = greville_to_open(rates, AGES, infancy="coale_demeny")
    women = greville_to_open(rates[1:], AGES, ("female",), infancy="coale_demeny")
    np.testing.assert_array_equal(women, both[1:])
    assert both[0, 0] != both[1, 0]
