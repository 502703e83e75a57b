from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from projection.cli.documents import chosen_format, write_document
from projection.cli.speaking import Manner, speaking
from projection.errors import ProjectionError
from projection.language import Text
from projection.report.tables import Column, Document, Table

TITLE = Text(ja="題", en="Title")
TABLE = Table(TITLE, (Column("label", TITLE), Column("value", TITLE, 0)), (("人", -1.0),))
DOCUMENT = Document(TITLE, (TABLE,))
KNOWN = ("text", "csv", "xlsx", "md", "json")


@pytest.mark.parametrize(
    ("asked", "output", "expected"),
    [
        (None, None, "text"),
        ("csv", None, "csv"),
        (None, "a.CSV", "csv"),
        (None, "folder.x/a.json", "json"),
        (None, "a.txt", "text"),
        ("md", "a.csv", "md"),
    ],
)
def test_the_format_is_asked_for_or_follows_from_the_file(
    asked: str | None, output: str | None, expected: str
) -> None:
    assert chosen_format(asked, output, known=KNOWN) == expected


@pytest.mark.parametrize("output", ["table.pdf", "table"])
def test_an_ending_that_is_no_format_is_refused(output: str) -> None:
    with pytest.raises(ProjectionError, match="known formats: text, csv, xlsx, md, json"):
        chosen_format(None, output, known=KNOWN)


def test_csv_has_a_byte_order_mark_in_a_file_and_none_in_a_pipe(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "new" / "table.csv"
    with speaking(Manner(), "ja"):
        write_document(DOCUMENT, "ja", "csv", str(path))
        write_document(DOCUMENT, "ja", "csv")
    captured = capsysbinary.readouterr()
    assert path.read_bytes() == b"\xef\xbb\xbf" + captured.out
    assert captured.out == "label,value\n人,-1.0\n".encode()
    assert captured.err == f"書き出しました：{path}\n".encode()


@pytest.mark.parametrize("form", KNOWN)
def test_every_format_is_the_same_in_a_file_as_in_a_pipe(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], form: str
) -> None:
    write_document(DOCUMENT, "en", form)
    write_document(DOCUMENT, "en", form, str(tmp_path / "table"))
    written = (tmp_path / "table").read_bytes().removeprefix(b"\xef\xbb\xbf")
    printed = capsysbinary.readouterr().out
    # A workbook holds the time of its making.
    assert written == printed or (form == "xlsx" and written[:2] == printed[:2] == b"PK")


def test_no_excel_file_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(ProjectionError, match="name a file to write with -o"):
        write_document(DOCUMENT, "en", "xlsx")


def test_a_terminal_without_a_character_shows_another(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, "ascii", errors="replace"))
    write_document(DOCUMENT, "ja", "text")
    assert raw.getvalue().splitlines()[-1].split() == [b"?", b"|", b"?1"]


@pytest.mark.parametrize("form", ["text", "csv"])
def test_an_older_file_survives_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    path = tmp_path / "table"
    path.write_text("older")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ProjectionError, match="No space left on device"):
        write_document(DOCUMENT, "en", form, str(path))
    assert [one.name for one in tmp_path.iterdir()] == ["table"]
    assert path.read_text() == "older"
