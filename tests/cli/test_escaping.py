"""What files hold stays data: it steers no terminal, runs in no spreadsheet, is no markup."""

from __future__ import annotations

import csv
import io
import json
import tomllib
import zipfile
from pathlib import Path

import pytest

from projection.cli.main import main
from tests.cli.conftest import SHIPPED, Called
from tests.cli.test_terminal import on_terminal

ESCAPE = "\x1b"
OVERRIDE = "\u202e"
# A window's title, a screen wiped, a line turned round, a line of its own, and a formula.
TITLE = (
    f"=cmd|' /C calc'!A0 {ESCAPE}]0;x\x07{ESCAPE}[2J{OVERRIDE}gnp\n<script>alert(1)</script>"
)
SHOWN = r"=cmd|' /C calc'!A0 \x1b]0;x\x07\x1b[2J\u202egnp <script>alert(1)</script>"
STEERING = (ESCAPE, "\x07", OVERRIDE, "\x9b")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scenario of that title, and its result."""
    folder = tmp_path_factory.mktemp("hostile")
    title = json.dumps(TITLE)
    scenario = folder / "bad.toml"
    scenario.write_text(
        f'title = {title}\nlabel = {title}\nregion = "132217"\nend = 2025\n'
        "[fertility]\ntfr = 1.31\n",
        encoding="utf-8",
    )
    inputs = ["--inputs", str(SHIPPED / "inputs")]
    assert main(["run", str(scenario), *inputs, "--out", str(folder)]) == 0
    return folder


def steers(text: str) -> bool:
    return any(one in text for one in STEERING)


def test_a_terminal_is_shown_what_is_there(hostile: Path) -> None:
    for name in ("bad.nc", "bad.nc --lang ja"):
        code, shown = on_terminal(
            ["compare", *f"{hostile}/{name}".split()], NO_COLOR="1", COLUMNS="400"
        )
        assert code == 0
        assert SHOWN in shown
        assert not steers(shown)


def test_a_fault_that_quotes_what_was_found(call: Called, place: Path) -> None:
    (place / "odd.toml").write_text('title = "x"\n"a\\u001b[2J\\n\\u202eb" = 1\n')
    said = call("scenario", "show", "odd.toml")
    assert said.code == 2
    assert not steers(said.err)
    assert len(said.err.splitlines()) == 1


def test_an_argument_that_is_quoted(call: Called) -> None:
    said = call("run", f"--x{ESCAPE}[2J\n{OVERRIDE}")
    assert r"'--x\x1b[2J\n\u202e'" in said.err
    assert not steers(said.err)


def test_toml_keeps_the_title(call: Called, hostile: Path) -> None:
    said = call("scenario", "show", str(hostile / "bad.toml"))
    assert not steers(said.out)
    assert tomllib.loads(said.out)["title"] == TITLE


def test_json_keeps_the_title(call: Called, hostile: Path) -> None:
    said = call("compare", str(hostile / "bad.nc"), "--format", "json")
    assert not steers(said.out)
    assert TITLE in {column["label"] for column in json.loads(said.out)["columns"]} | {
        cell for row in json.loads(said.out)["rows"] for cell in row.values()
    }


def test_csv_runs_nothing_in_a_spreadsheet(call: Called, hostile: Path) -> None:
    said = call("compare", str(hostile / "bad.nc"), "--format", "csv")
    assert not steers(said.out)
    cells = [cell for row in csv.reader(io.StringIO(said.out)) for cell in row]
    assert f"'{SHOWN}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_excel_holds_words_and_no_formula(hostile: Path) -> None:
    book = hostile / "book.xlsx"
    assert main(["compare", str(hostile / "bad.nc"), "-o", str(book)]) == 0
    with zipfile.ZipFile(book) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "sheet" in name]
        strings = parts.read("xl/sharedStrings.xml").decode()
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    assert "=cmd|" in strings
    assert not steers(strings)


def test_pages_show_markup_as_words(hostile: Path) -> None:
    page = hostile / "page.html"
    inputs = ["--inputs", str(SHIPPED / "inputs")]
    assert main(["report", str(hostile / "bad.nc"), *inputs, "-o", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "<script>alert(1)" not in text
    assert "=cmd|" in text
    assert not steers(text)
