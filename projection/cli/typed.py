"""Values of options that are lists."""

from __future__ import annotations

from projection.errors import ResultError, fault


def typed_years(typed: str | None) -> list[int] | None:
    """Read years as typed ("2030,2040"); None where none are.

    Raises
    ------
    ResultError
        A part is no whole number.
    """
    if typed is None:
        return None
    try:
        return [int(year) for year in typed.split(",")]
    except ValueError as error:
        raise ResultError(fault("years_not_numbers", found=typed)) from error
