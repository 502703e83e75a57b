"""Make the table of names of all municipalities from postal data and the register.

    python -m projection.inputs.build_names KEN_ALL REGISTER.nc OUT.csv

KEN_ALL is Japan Post's table of postal codes (UTF-8 or CP932, kana of any width): without a
header, in the columns 1, 5 and 8 the code of five digits, and the municipality's reading and
name.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from projection.errors import Fault, InputsError
from projection.files import replacing
from projection.inputs.netcdf import decoded, read_content
from projection.inputs.register import DIMS
from projection.inputs.romaji import romaji
from projection.inputs.text import read_text

COLUMNS = ("code", "name", "kana", "romaji")
_ENDINGS = MappingProxyType(
    {"市": ("シ",), "区": ("ク",), "町": ("マチ", "チョウ"), "村": ("ムラ", "ソン")}
)
# What stands before the name of a town or village: its district, or its island.
_BEFORE = MappingProxyType({"郡": "グン", "島": "ジマ"})
# Readings whose elements meet in two vowels that are no long one; all others of the register in
# which ou, oo or uu stand were looked through.
_PARTED = MappingProxyType(
    {
        one.replace("|", ""): one
        for one in (
            *("カツ|ウラ", "ナチカツ|ウラ", "マツ|ウラ", "コト|ウラ", "トヨ|ウラ", "コ|ウミ"),
            *("ヤマノ|ウチ", "ワノ|ウチ", "セト|ウチ", "タキノ|ウエ", "トヨ|オカ", "ヒロ|オ"),
            *("ニシノ|オモテ", "ソ|オ"),
        )
    }
)


class Postal(NamedTuple):
    """How postal data write a municipality: its name with its district, and its reading."""

    name: str
    kana: str


def names_table(
    postal: Mapping[str, Postal], register: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """Return the rows code, name with the prefecture, reading, and reading in Latin letters.

    Parameters
    ----------
    postal
        By code of five digits. Designated cities stand there by ward alone.
    register
        Names with the prefecture, by code of six digits.

    Raises
    ------
    ValueError
        A municipality has no reading, or one that does not end as its name does.

    Examples
    --------
    >>> postal = {"13221": Postal("清瀬市", "キヨセシ"), "01400": Postal("虻田郡倶知安町",
    ...     "アブタグンクッチャンチョウ")}
    >>> names_table(postal, {"132217": "東京都清瀬市", "014001": "北海道虻田郡倶知安町"})[1]
    ('014001', '北海道虻田郡倶知安町', 'クッチャンチョウ', 'kutchan')
    """
    return [(code, name, *_reading(code, name, postal)) for code, name in register.items()]


def _reading(code: str, name: str, postal: Mapping[str, Postal]) -> tuple[str, str]:
    found = postal.get(code[:5]) or _of_wards(code, name, postal)
    kana = found.kana
    if found.name.endswith(("町", "村")):
        for sign, reading in _BEFORE.items():
            if re.search(f".{sign}..", found.name):
                kana = kana[kana.rindex(reading) + len(reading) :]
                break
    ending = next((one for one in _ENDINGS[name[-1]] if kana.endswith(one)), None)
    if ending is None:
        raise ValueError(f"{code} {name}: reading {kana}")
    stem = kana.removesuffix(ending)
    return kana, romaji(_PARTED.get(stem, stem))


def _of_wards(code: str, name: str, postal: Mapping[str, Postal]) -> Postal:
    """Return what the wards of a designated city have in common."""
    wards = [
        one
        for key, one in postal.items()
        if key[:2] == code[:2] and re.fullmatch(r"(.+市).+区", one.name)
        if name.endswith(one.name[: one.name.index("市") + 1])
    ]
    if not wards:
        raise ValueError(f"{code} {name}: no reading")
    pairs = zip(*(one.kana for one in wards), strict=False)
    shared = takewhile(lambda signs: len({*signs}) == 1, pairs)
    kana = "".join(signs[0] for signs in shared)
    return Postal(name, kana[: kana.rindex("シ") + 1])


def _postal(path: Path) -> dict[str, Postal]:
    source = read_text(path)
    if isinstance(source, Fault):
        raise InputsError(source)
    rows = csv.reader(source.text.splitlines())
    return {row[0]: Postal(row[7], normalize("NFKC", row[4])) for row in rows}


def _register(path: Path) -> dict[str, str]:
    data = decoded(read_content(path), str(path), DIMS, "register_incomplete")
    return dict(zip(data["region"].values.tolist(), data["name"].values.tolist(), strict=True))


def _main(postal: str, register: str, output: str) -> None:
    rows = names_table(_postal(Path(postal)), _register(Path(register)))
    with replacing(Path(output)) as temporary:
        lines = [",".join(row) for row in (COLUMNS, *rows)]
        temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main(*sys.argv[1:])
