"""Codes of municipalities (JIS X 0402) and the regions that a folder declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from projection.errors import Fault, InputsError, fault
from projection.language import Text

# Spreadsheets cut a leading zero, so five digits may be a damaged six: only the regions
# that a folder declares are accepted in its tables.
_CODE = re.compile(r"\d{5,6}", re.ASCII)


@dataclass(frozen=True)
class Region:
    """A municipality: its code of six digits and its name."""

    code: str
    name: Text


def check_digit(code: str) -> str:
    """Return the sixth digit of a municipality's code.

    Source: JIS X 0402, modulus 11 with the weights 6 to 2.

    Examples
    --------
    >>> check_digit("13221"), check_digit("01100")
    ('7', '2')
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=True)
    )
    return str((11 - total % 11) % 10)


def parse_code(cell: str) -> str | Fault:
    """Read a code of six digits, or of five without the check digit.

    Returns
    -------
    str
        Six digits.
    """
    if not _CODE.fullmatch(cell):
        return fault("inputs_code", found=cell)
    expected = cell[:5] + check_digit(cell[:5])
    if len(cell) == 6 and cell != expected:
        return fault("inputs_check_digit", found=cell, expected=expected)
    return expected


def code_among(regions: Sequence[Region]) -> Callable[[str], str | Fault]:
    """Return the reader of codes that are declared in `regions`."""
    codes = {region.code for region in regions}

    def parse(cell: str) -> str | Fault:
        code = parse_code(cell)
        if isinstance(code, Fault) or code in codes:
            return code
        return fault("inputs_region_undeclared", found=cell, known=describe(regions))

    return parse


def match_region(regions: Sequence[Region], wanted: str) -> Region | None:
    """Find a region by code (5 or 6 digits) or by its name in either language."""
    code = parse_code(wanted.strip())
    name = wanted.strip().casefold()
    return next(
        (
            region
            for region in regions
            if region.code == code
            or name in (region.name.ja.casefold(), region.name.en.casefold())
        ),
        None,
    )


def choose(regions: Sequence[Region], wanted: str | None, folder: Path) -> Region:
    """Return the region that is wanted: the only one where nothing is said.

    Raises
    ------
    InputsError
        There are several and none is named, or there is none of that code or name.
    """
    if wanted is None and len(regions) == 1:
        return regions[0]
    found = None if wanted is None else match_region(regions, wanted)
    if found is None:
        key = "inputs_region_needed" if wanted is None else "inputs_region_unknown"
        known = describe(regions)
        raise InputsError(fault(key, file=str(folder), found=wanted, known=known))
    return found


def describe(regions: Sequence[Region]) -> Text:
    """List regions for a message: code and name."""
    return Text(
        ja="、".join(f"{one.code} {one.name.ja}" for one in regions) or "なし",
        en=", ".join(f"{one.code} {one.name.en}" for one in regions) or "none",
    )
