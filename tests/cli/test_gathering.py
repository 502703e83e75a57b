from __future__ import annotations

import pytest

from projection.cli.gathering import gather
from projection.errors import Fault, ProjectionError, fault


def refuse_odd(number: int) -> int:
    if number % 2:
        faults: list[Fault] = [fault("file_unreadable", reason="shared")]
        faults.append(fault("file_unreadable", file=str(number), reason="odd"))
        raise ProjectionError(*faults)
    return number * 10


def test_values_come_in_order() -> None:
    assert gather(refuse_odd, [4, 2]) == [40, 20]


def test_all_faults_are_told_at_once_and_shared_ones_once() -> None:
    with pytest.raises(ProjectionError) as caught:
        gather(refuse_odd, [1, 2, 3])
    assert [one.file for one in caught.value.faults] == ["", "1", "3"]


def test_our_own_errors_are_not_gathered() -> None:
    with pytest.raises(ZeroDivisionError):
        gather(lambda number: 1 // number, [1, 0])
