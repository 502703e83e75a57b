from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from projection.analysis.asked import asked
from projection.analysis.bridge import (
    Bridge,
    Part,
    bridge,
    check_years,
    groups_of,
    rounded,
    tidy_bridge,
    with_total,
    year_of,
)
from projection.analysis.experiment import Experiment
from projection.errors import ResultError
from projection.language import Text
from tests.estimation.test_kiyose import base, kiyose
from tests.worlds import world

AGES = ["0-14", "15-64", "65+"]
ENDS = (Text(ja="甲", en="A"), Text(ja="乙", en="B"))
BIRTHS, MOVES, AGEING = (
    Part("births", Text(ja="出生", en="Births")),
    Part("moves", Text(ja="移動", en="Moves")),
    Part("ageing", Text(ja="年齢", en="Ageing"), between_ages=True),
)


def made(start: np.ndarray, changes: np.ndarray, measure: str = "population") -> Bridge:
    """A bridge with three age groups and two years."""

    def labelled(values: np.ndarray) -> xr.DataArray:
        coords = {"age_group": AGES, "year": [2030, 2060]}
        return xr.DataArray(values, coords, ("age_group", "year"))

    parts = dict(zip((BIRTHS, MOVES, AGEING), map(labelled, changes), strict=False))
    end = labelled(start + changes.sum(axis=0))
    return bridge(labelled(start), parts, end, asked(measure, 2060), ENDS)


LEVELS = arrays(np.float64, (3, 2), elements=st.floats(0.0, 1e5))
CHANGES = arrays(np.float64, (2, 3, 2), elements=st.floats(-1e4, 1e4))


@given(LEVELS, CHANGES, st.sampled_from(["population", "aged_share"]))
def test_what_is_printed_adds_up(start: np.ndarray, changes: np.ndarray, measure: str) -> None:
    parts = made(start, changes, measure)
    unit = 10**parts.question.measure.decimals
    shown = (rounded(parts) * unit).round(6)
    left = shown["start"] + shown["change"].sum("part") - shown["end"]
    np.testing.assert_allclose(left, 0.0, atol=1e-3)
    np.testing.assert_allclose(shown["change"], shown["change"].round(), atol=1e-3)
    assert (abs(shown["change"] - parts.data["change"] * unit) <= 1.0 + 1e-6).all()


def test_the_total_is_the_last_group() -> None:
    start = np.arange(6.0).reshape(3, 2)
    changes = np.arange(18.0).reshape(3, 3, 2)
    whole = with_total(made(start, changes))
    assert list(whole.groups) == [*AGES, "0+"]
    assert whole.groups["0+"].en == "Total"
    total = whole.data.isel(age_group=-1)
    assert total["start"].values.tolist() == [6.0, 9.0]
    assert total["change"].values.tolist() == [[6.0, 9.0], [24.0, 27.0], [0.0, 0.0]]
    assert whole.data["change"].dims == ("part", "age_group", "year")


def test_one_group_is_its_own_total() -> None:
    whole = made(np.ones((3, 2)), np.ones((1, 3, 2)))
    first = {"0-14": whole.groups["0-14"]}
    alone = replace(whole, data=whole.data.isel(age_group=[0]), groups=first)
    assert with_total(alone) is alone


def test_the_long_table_has_a_row_a_part() -> None:
    frame = tidy_bridge(made(np.zeros((3, 2)), np.ones((2, 3, 2))))
    assert frame.columns.tolist() == ["age", "year", "part", "start", "end", "change"]
    assert frame.iloc[0].tolist() == ["0-14", 2030, "births", 0.0, 2.0, 1.0]
    assert len(frame) == 12


def test_groups_of_a_figure() -> None:
    run = world()
    assert [one.label for one in groups_of(asked("population", 2020), "age3", run)] == AGES
    own = asked("population", 2020, ages="20-39")
    assert [one.label for one in groups_of(own, "total", run)] == ["20-39"]


@pytest.mark.parametrize(
    ("measure", "ages", "by", "message"),
    [
        ("population", None, "age", "unknown way to split 'age'"),
        ("population", "20-39", "age3", "'age3' and the ages '20-39' exclude each other"),
        ("aged_share", None, "age5", "'Aged share .65..' cannot be split by age"),
    ],
)
def test_a_split_that_is_none(measure: str, ages: str | None, by: str, message: str) -> None:
    with pytest.raises(ResultError, match=message):
        groups_of(asked(measure, 2020, ages=ages), by, world())


def test_years_are_sorted_and_those_outside_named() -> None:
    assert check_years([2030, 2025, 2030], range(2020, 2031)) == [2025, 2030]
    with pytest.raises(ResultError, match="no figure for 2019; expected a year from 2020"):
        check_years([2019, 2025], range(2020, 2031))


def test_the_last_year_stands_for_none() -> None:
    run = Experiment(kiyose(), base(), 2065)
    assert year_of("population", None, run) == 2065
    assert year_of("births", None, run) == 2064
    assert year_of("births", 2030, run) == 2030
