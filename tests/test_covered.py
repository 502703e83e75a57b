from __future__ import annotations

from typing import Any

from tests.covered import too_low


def report(total: float, **files: float) -> dict[str, Any]:
    named = {name: {"summary": {"percent_covered": share}} for name, share in files.items()}
    return {"totals": {"percent_covered": total}, "files": named}


def test_what_is_covered_well_enough_passes() -> None:
    assert too_low(report(95.0, kernel=85.0, results=100.0)) == []


def test_all_and_each_are_held() -> None:
    assert too_low(report(94.9, kernel=84.9, results=99.0)) == [
        "all files: 94.9 % of the lines; at least 95 %",
        "kernel: 84.9 % of the lines; at least 85 %",
    ]
