from __future__ import annotations

import pytest

from projection.cli.typed import typed_years
from projection.errors import ResultError


def test_years_as_typed() -> None:
    assert typed_years(None) is None
    assert typed_years("2030, 2040") == [2030, 2040]


def test_a_part_that_is_no_year() -> None:
    with pytest.raises(ResultError, match="found '2030,soon'"):
        typed_years("2030,soon")
