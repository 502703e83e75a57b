from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import Fault
from projection.inputs.ages import AgeGroup, AgeScale, parse_age, scale_of, tiling_faults
from tests.inputs.strategies import lower_bounds


@pytest.mark.parametrize(
    ("cell", "group"),
    [
        ("35", AgeGroup(35, 35)),
        ("0", AgeGroup(0, 0)),
        ("35歳", AgeGroup(35, 35)),
        ("35-39", AgeGroup(35, 39)),
        ("35 - 39", AgeGroup(35, 39)),
        ("35–39", AgeGroup(35, 39)),
        ("35〜39歳", AgeGroup(35, 39)),
        ("35～39歳", AgeGroup(35, 39)),  # full-width tilde, as CP932 files have it
        ("３５－３９歳", AgeGroup(35, 39)),
        ("35歳～39歳", AgeGroup(35, 39)),
        ("85+", AgeGroup(85, None)),
        ("85歳以上", AgeGroup(85, None)),
        ("８５歳以上", AgeGroup(85, None)),
        ("0+", AgeGroup(0, None)),
    ],
)
def test_spellings(cell: str, group: AgeGroup) -> None:
    assert parse_age(cell) == group


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("", "inputs_age"),
        ("total", "inputs_age"),
        ("-5", "inputs_age"),
        ("5-", "inputs_age"),
        ("85++", "inputs_age"),
        ("35.5", "inputs_age"),
        ("131+", "inputs_age"),
        ("100-999", "inputs_age"),
        ("39-35", "inputs_age_reversed"),
        ("9-May", "inputs_age_date"),
        ("Oct-14", "inputs_age_date"),
        ("10月14日", "inputs_age_date"),
        ("2020/10/14", "inputs_age_date"),
    ],
)
def test_what_is_no_age(cell: str, key: str) -> None:
    found = parse_age(cell)
    assert isinstance(found, Fault)
    assert found.key == key


@given(lower_bounds())
def test_labels_are_read_back(lower: list[int]) -> None:
    scale = scale_of(lower)
    assert AgeScale(tuple(group for label in scale.labels if (group := _read(label)))) == scale
    assert scale.lower == lower
    assert scale.open_age == lower[-1]


def _read(label: str) -> AgeGroup:
    group = parse_age(label)
    assert isinstance(group, AgeGroup)
    return group


@pytest.mark.parametrize(
    ("lower", "width"),
    [([0, 5, 10, 85], 0), ([0, 5, 10, 15], 5), ([0, 1, 2], 1), ([0, 1, 5, 10], 0), ([0], 0)],
)
def test_width_is_that_of_all_closed_groups_or_none(lower: list[int], width: int) -> None:
    assert scale_of(lower).width == width


@given(lower_bounds())
def test_groups_of_a_scale_tile(lower: list[int]) -> None:
    assert tiling_faults(dict.fromkeys(scale_of(lower).groups, 2)) == []


@given(lower_bounds(least=3), st.data())
def test_a_group_taken_out_or_repeated_is_found(lower: list[int], data: st.DataObject) -> None:
    groups = list(scale_of(lower).groups)
    taken = data.draw(st.integers(0, len(groups) - 1))
    rest = [group for number, group in enumerate(groups) if number != taken]
    assert len(tiling_faults(dict.fromkeys(rest, 2))) == 1
    again = AgeGroup(groups[taken].lower, 129) if taken < len(groups) - 1 else AgeGroup(0, 129)
    assert tiling_faults({**dict.fromkeys(groups, 2), again: 3})
