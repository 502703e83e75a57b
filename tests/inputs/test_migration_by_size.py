"""The table of migration by class of size, and what can be wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from projection.errors import Fault
from projection.inputs import find_inputs, read_inputs
from projection.inputs.csv_table import parse_table
from projection.inputs.migration_by_size import read_migration_by_size
from projection.inputs.text import read_text

SHIPPED = Path(__file__).parents[2] / "inputs"
HEADER = "residents_from,sex,age,net_migration_rate"
AGES = [*map(str, range(100)), "100+"]


def lines(*sizes: str) -> list[str]:
    return [
        f"{size},{sex},{age},{-0.001 * at:.3f}"
        for size in sizes
        for sex in ("male", "female")
        for at, age in enumerate(AGES)
    ]


def faults_of(folder: Path, rows: list[str]) -> list[str]:
    path = folder / "sizes.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    source, faults = read_text(path), list[Fault]()
    assert not isinstance(source, Fault)
    table = parse_table(source, faults)
    found = read_migration_by_size(table, 1.0, faults) if table else None
    assert (found is None) == bool(faults)
    return [one.message() for one in faults]


def test_the_shipped_table() -> None:
    table = read_inputs(find_inputs(SHIPPED, "132217")).schedules.migration_by_size
    assert table is not None
    assert table.dims == ("residents", "sex", "age")
    assert table["residents"].values.tolist() == [0, 5_000, 20_000, 50_000, 100_000]
    assert table["age"].values.tolist() == list(range(101))
    # Young people leave small municipalities, and go to the largest.
    young = table.sel(age=slice(18, 22)).mean(("sex", "age")).values
    assert young[:3].max() < -0.02
    assert young[-1] > 0.02


def test_classes_may_stand_in_any_order(tmp_path: Path) -> None:
    assert faults_of(tmp_path, lines("20000", "0", "5000")) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows[202:], "expected a first class that begins at 0 residents"),
        (lambda rows: rows[:5] + rows[6:], "0, male"),
        (lambda rows: [*rows, "0,male,100+,0"], "duplicate of line 102"),
        (lambda rows: ["0,male,0,1.2", *rows[1:]], "expected"),
        (lambda rows: ["0,male,0-4,0.2", *rows[1:]], "expected a single age, 0 to 99, or 100+"),
        (lambda rows: ["few,male,0,0.2", *rows[1:]], "expected a whole number of residents"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, change: object, said: str) -> None:
    assert callable(change)
    found = faults_of(tmp_path, change(lines("0", "5000")))
    assert len(found) == 1
    assert said in found[0]
