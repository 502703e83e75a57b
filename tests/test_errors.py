"""Of many faults alike an error tells the first, and how many more there are."""

from __future__ import annotations

import pickle

from projection.errors import (
    MOST_ALIKE,
    Fault,
    ProjectionError,
    fault,
    few_alike,
    more_alike,
)


def faults(key: str, file: str, count: int, first: int = 1) -> list[Fault]:
    return [fault(key, file=file, line=first + n, found="x") for n in range(count)]


def test_as_many_as_are_told() -> None:
    found = faults("inputs_number", "a.csv", MOST_ALIKE)
    assert few_alike(found) == found
    assert few_alike([]) == []


def test_one_more_is_counted() -> None:
    found = faults("inputs_number", "a.csv", MOST_ALIKE + 1)
    *told, last = few_alike(found)
    assert told == found[:-1]
    assert (last.key, last.file, last.line, last.code) == ("more_alike", "a.csv", 21, "")
    assert last.message() == "and 1 more faults of the same kind from here on"


def test_kinds_and_files_are_counted_apart_and_files_kept_together() -> None:
    found = [
        *faults("inputs_number", "a.csv", 25),
        *faults("inputs_number", "b.csv", 22),
        *faults("inputs_sex", "a.csv", 21, first=100),
        *faults("inputs_sex", "b.csv", 20),
    ]
    told = few_alike(found)
    files = [one.file for one in told]
    assert files == ["a.csv"] * 42 + ["b.csv"] * 41
    more = [(one.file, one.line, one.values) for one in told if one.key == "more_alike"]
    assert more == [
        ("a.csv", 21, {"more": 5, "of": "inputs_number"}),
        ("a.csv", 120, {"more": 1, "of": "inputs_sex"}),
        ("b.csv", 21, {"more": 2, "of": "inputs_number"}),
    ]


def test_what_was_counted_before_is_added() -> None:
    """A table counts by columns what the folder then counts together."""
    first = faults("inputs_number", "a.csv", 15)
    second = faults("inputs_number", "a.csv", 15)
    counted = more_alike(fault("inputs_number", file="a.csv", line=16, place="x"), 1_000)
    *_, last = few_alike([*first, counted, *second])
    assert last.values == {"more": 1_010, "of": "inputs_number"}
    assert (last.line, last.place) == (16, "")
    again = few_alike([*first, *second[:5], last])
    assert again == [*first, *second[:5], last]


def test_the_number_of_faults_is_that_of_all() -> None:
    found = [*faults("inputs_number", "a.csv", 1_000), fault("inputs_no_rows", file="a.csv")]
    error = ProjectionError(*found)
    lines = error.text().splitlines()
    assert lines[0] == "a.csv: 1001 faults"
    assert len(lines) == 1 + MOST_ALIKE + 1 + 1
    assert pickle.loads(pickle.dumps(error)).text() == error.text()  # noqa: S301  our own bytes
