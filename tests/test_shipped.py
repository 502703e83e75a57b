"""The data that travel with the program."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from projection import shipped

CHECKOUT = Path(__file__).parents[1]


def test_a_checkout_reads_its_own_folder() -> None:
    assert shipped.japan() == CHECKOUT / "inputs" / "japan"


def test_an_installed_program_reads_its_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "japan").mkdir()
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path)
    assert shipped.japan() == tmp_path / "japan"
    shutil.copy(CHECKOUT / "inputs/japan" / shipped.NAMES, tmp_path / "japan")
    assert next(shipped.municipality_rows())["name"] == "北海道札幌市"


def test_rows_are_those_of_the_table() -> None:
    with (CHECKOUT / "inputs/japan" / shipped.NAMES).open(encoding="utf-8") as file:
        rows = [*csv.DictReader(file)]
    assert [*shipped.municipality_rows()] == rows
    assert len(rows) == 1741
