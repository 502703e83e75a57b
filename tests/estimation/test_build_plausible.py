from __future__ import annotations

import csv
from pathlib import Path

import pytest

from projection.estimation.build_plausible import COLUMNS, main

JAPAN = Path(__file__).parents[2] / "inputs/japan"


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_the_shipped_table_is_what_the_register_says(tmp_path: Path) -> None:
    main(JAPAN, tmp_path / "made.csv")
    made, shipped = rows(tmp_path / "made.csv"), rows(JAPAN / "plausible.csv")
    assert len(made) == len(shipped)
    for one, other in zip(made, shipped, strict=True):
        assert [one[name] for name in COLUMNS[:4]] == [other[name] for name in COLUMNS[:4]]
        # Five decimals are written; the last may differ from machine to machine.
        for name in COLUMNS[4:]:
            assert float(one[name]) == pytest.approx(float(other[name]), abs=1.5e-5)


def test_percentiles_are_in_order_and_every_class_has_all_figures() -> None:
    shipped = rows(JAPAN / "plausible.csv")
    assert all(float(one["p1"]) <= float(one["p50"]) <= float(one["p99"]) for one in shipped)
    figures: dict[str, list[tuple[str, ...]]] = {}
    for one in shipped:
        named = tuple(one[name] for name in ("figure", "sex", "age"))
        figures.setdefault(one["residents_from"], []).append(named)
    assert len({tuple(sorted(of_class)) for of_class in figures.values()}) == 1
