from __future__ import annotations

import numpy as np
import pytest

from projection.ensemble import gross_moves


def test_moves_follow_the_population_and_the_schedule() -> None:
    exposed = np.full((2, 101), 10.0)
    later = np.stack([exposed, 2 * exposed, 0 * exposed])
    moves = gross_moves(300.0, exposed, later)
    assert moves.sum(axis=(1, 2)) == pytest.approx([300.0, 600.0, 0.0])
    assert moves[0].argmax(axis=-1).tolist() == [23, 23]


def test_nobody_moves_out_of_an_empty_cell() -> None:
    exposed = np.full((2, 101), 10.0)
    below = exposed.copy()
    below[0, 3] = -1e-12
    assert gross_moves(300.0, exposed, below[None])[0, 0, 3] == 0.0
