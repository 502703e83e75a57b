from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import Fault
from projection.inputs.csv_table import parse_table
from projection.inputs.cube import Cube, Wanted, read_cube
from projection.inputs.text import SourceText

WANTED = Wanted("value", ("period", "age"), ("town", "sex"))


def cube_of(text: str, wanted: Wanted = WANTED) -> tuple[Cube | None, list[str]]:
    faults: list[Fault] = []
    table = parse_table(SourceText("x.csv", text, ""), faults)
    assert table is not None
    return read_cube(table, wanted, faults), [one.message() for one in faults]


def test_labels_come_in_their_own_order() -> None:
    """Sexes as in the vocabulary, years and ages ascending, towns as they first stand."""
    rows = [
        f"{town},{sex},{period},{age},{at}"
        for at, (town, sex, period, age) in enumerate(
            (town, sex, period, age)
            for town in ("z", "a", "m")
            for sex in ("female", "male")
            for period in (2010, 2000, 1990, 1980)
            for age in ("0-4", "5-9", "10-14", "15-19", "20+")
        )
    ]
    cube, faults = cube_of("\n".join(["town,sex,period,age,value", *rows]))
    assert faults == []
    assert cube is not None
    array = cube.array
    assert array.dims == ("town", "sex", "period", "age")
    assert array["town"].values.tolist() == ["z", "a", "m"]
    assert array["sex"].values.tolist() == ["male", "female"]
    assert array["period"].values.tolist() == [1980, 1990, 2000, 2010]
    assert array["age"].values.tolist() == [0, 5, 10, 15, 20]
    assert cube.age_groups == ("0-4", "5-9", "10-14", "15-19", "20+")
    at = {"town": "a", "sex": "male", "period": 2000, "age": 5}
    assert float(array.sel(at)) == 40 + 20 + 5 + 1


@given(st.permutations(range(12)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    rows = [
        f"{town},{age},{period * 10 + len(age)}"
        for town in "ab"
        for age in ("0", "1+")
        for period in (2000, 2001, 2002)
    ]
    cells = [f"{row},{2000 + at % 3}" for at, row in enumerate(rows)]
    plain, _ = cube_of("\n".join(["town,age,value,period", *cells]))
    turned, _ = cube_of("\n".join(["town,age,value,period", *(cells[one] for one in order)]))
    assert plain is not None
    assert turned is not None
    same = turned.array.reindex_like(plain.array)
    np.testing.assert_array_equal(same.values, plain.array.values)


def test_missing_twice_and_unread_rows() -> None:
    head = "period,age,value\n"
    assert cube_of(head + "2000,0,1\n2000,1+,2\n2001,0,3\n")[1] == [
        "there are no rows of 2001, 1+"
    ]
    assert cube_of(head + "2000,0,1\n2000,1+,2\n2000,0,3\n")[1] == [
        "duplicate of line 2 (2000, 0)"
    ]
    assert cube_of(head + "2000,0,1\n2000,1+,many\n")[1] == ["expected a number; found 'many'"]
    # A missing age leaves a gap: that is said once, not for every year.
    assert cube_of(head + "2000,0,1\n2000,2+,2\n2001,0,1\n2001,2+,2\n")[1] == [
        "no group holds the ages 1 (the next is 2+); expected groups from age 0 on without "
        "a gap"
    ]


def test_ages_that_need_not_be_whole_follow_one_another() -> None:
    some = Wanted("value", ("period", "age"), whole=False)
    cube, faults = cube_of("period,age,value\n2000,15-19,1\n2000,20-24,2\n", some)
    assert faults == []
    assert cube is not None
    _, faults = cube_of("period,age,value\n2000,15-19,1\n2000,25-29,2\n", some)
    assert faults == ["the age groups do not follow one another: 25-29 comes after 15-19"]
