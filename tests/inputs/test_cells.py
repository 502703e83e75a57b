from __future__ import annotations

import datetime
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import Fault
from projection.inputs.cells import (
    number_between,
    parse_date,
    parse_number,
    parse_official_number,
    parse_year,
)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_is_read_back(value: float) -> None:
    assert parse_number(repr(value)) == value


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("1,417", "inputs_number_comma"),
        ("1,41", "inputs_number"),
        ("1_417", "inputs_number"),
        ("１４", "inputs_number"),
        ("0x10", "inputs_number"),
        ("-", "inputs_number"),
        ("nan", "inputs_not_finite"),
        ("-Infinity", "inputs_not_finite"),
        ("1e400", "inputs_not_finite"),
    ],
)
def test_what_is_no_number(cell: str, key: str) -> None:
    found = parse_number(cell)
    assert isinstance(found, Fault)
    assert found.key == key


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,417", 1417), ("１，４１７", 1417), ("１２", 12), ("0", 0), ("3.5", 3.5)],
)
def test_open_data_counts(cell: str, value: float) -> None:
    assert parse_official_number(cell) == value


@pytest.mark.parametrize("cell", ["-", "X", "***", "1,41", "－"])
def test_what_is_no_open_data_count(cell: str) -> None:
    found = parse_official_number(cell)
    assert isinstance(found, Fault)
    assert found.key == "inputs_official_number"


@pytest.mark.parametrize(
    ("lower", "upper", "cell", "key"),
    [
        (0, 1, "-0.1", "inputs_negative"),
        (0, 1, "1.1", "inputs_bounds"),
        (0.5, 2, "0.4", "inputs_bounds"),
        (0, math.inf, "-1", "inputs_negative"),
    ],
)
def test_bounds(lower: float, upper: float, cell: str, key: str) -> None:
    found = number_between(lower, upper)(cell)
    assert isinstance(found, Fault)
    assert found.key == key


@pytest.mark.parametrize("cell", ["0", "1", "0.25"])
def test_bounds_are_included(cell: str) -> None:
    assert number_between(0, 1)(cell) == float(cell)


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]))
def test_dates_are_read_back(date: datetime.date, form: str) -> None:
    text = form.replace("%Y", f"{date.year:04}").replace("%m", str(date.month))
    assert parse_date(text.replace("%d", str(date.day))) == date


@pytest.mark.parametrize(
    "cell", ["2020-02-30", "2020-13-01", "20-01-01", "令和2年1月1日", "2020"]
)
def test_what_is_no_date(cell: str) -> None:
    assert isinstance(parse_date(cell), Fault)


@pytest.mark.parametrize("cell", ["20", "20200", "2020.0", "1499", "２０２０", "-2020"])
def test_what_is_no_year(cell: str) -> None:
    assert isinstance(parse_year(cell), Fault)
