from __future__ import annotations

import numpy as np
import pytest

from projection.analysis.calendar_events import (
    first_over,
    probability,
    round_levels,
    usual_events,
)
from projection.analysis.measures import evaluate
from tests.worlds import world


def test_the_usual_events_are_measured_by_the_base_year() -> None:
    projected = world()
    total = float(projected["population"].isel(year=0).sum())
    events = {one.key: one for one in usual_events(projected)}
    assert events["population<half"].limit == pytest.approx(total / 2)
    women = events["women_20_39<half"]
    at_base = float(evaluate(women.asked.measure, projected)[0])
    assert women.limit == pytest.approx(at_base / 2)
    assert women.label.ja == "20〜39歳女性人口が2020年の半分を下回る"
    assert [one.limit for one in events.values() if not one.below] == [40.0, 25.0]


@pytest.mark.parametrize(
    ("persons", "levels"),
    [
        (74_636.0, (70_000, 60_000, 50_000)),
        (70_000.0, (60_000, 50_000, 40_000)),
        (100_000.0, (90_000, 80_000, 70_000)),
        (3_482.0, (3_000, 2_000, 1_000)),
        (2_000.0, (1_900, 1_800, 1_700)),
        (4.0, (3, 2, 1)),
        (2.0, (1,)),
        (0.0, ()),
    ],
)
def test_round_numbers_below(persons: float, levels: tuple[int, ...]) -> None:
    assert round_levels(persons) == levels


def test_a_probability_is_the_share_of_members() -> None:
    half = usual_events(world())[1]
    values = half.limit * np.array([[0.9, 1.0, 1.1], [0.5, 0.6, 2.0]], np.float32)
    assert probability(half, values) == pytest.approx([1 / 3, 2 / 3])


def test_the_first_year_that_is_likelier() -> None:
    years = np.array([2020, 2021, 2022])
    chances = np.array([0.1, 0.51, 0.2])
    assert first_over(chances, years, 0.5) == 2021
    assert first_over(chances, years, 0.8) is None
