"""The matrix of several schedules at once; its identities are in test_stable."""

from __future__ import annotations

import numpy as np

from projection.rates.leslie import leslie_matrix


def test_several_fertility_schedules_may_share_one_survival() -> None:
    survival = [0.9, 0.8, 0.3]
    fertility = np.array([[0.0, 1.5, 0.0], [0.2, 1.0, 0.0]])
    together = leslie_matrix(survival, fertility, 1.05, 1)
    assert together.shape == (2, 3, 3)
    for found, alone in zip(together, fertility, strict=True):
        np.testing.assert_array_equal(found, leslie_matrix(survival, alone, 1.05, 1))


def test_scenarios_and_areas_lead_each_schedule() -> None:
    fertility = np.arange(24.0).reshape(4, 2, 3) / 20
    together = leslie_matrix([0.9, 0.8, 0.3], fertility, 1.05, 1)
    assert together.shape == (4, 2, 3, 3)
    last = leslie_matrix([0.9, 0.8, 0.3], fertility[3, 1], 1.05, 1)
    np.testing.assert_array_equal(together[3, 1], last)
