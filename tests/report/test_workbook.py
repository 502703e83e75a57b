from __future__ import annotations

import importlib.util
import io
from dataclasses import replace

import openpyxl
import pytest

from projection.errors import ProjectionError
from projection.language import Language, Text
from projection.report.tables import Column, Document, Table
from projection.report.workbook import workbook

LABEL = Column("label", Text(ja="シナリオ", en="Scenario"))
YEAR = Column("year", Text(ja="年", en="Year"))
VALUE = Column("value", Text(ja="値", en="Value"), decimals=1)
FORMULA = "=1+1"
READABLE = Table(
    Text(ja="差（人）", en="Difference: [persons] of everything there is"),
    (LABEL, VALUE),
    ((Text(ja="現状", en="Current"), -1234.56), (FORMULA, None)),
)
LONG = Table(Text(ja="値", en="Values"), (LABEL, YEAR, VALUE), (("a", 2030, 1.5),))
DOCUMENT = Document(Text(ja="題", en="Title"), (READABLE,), (Text(ja="注", en="Note"),), LONG)


def opened(lang: Language, document: Document = DOCUMENT) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(document, lang)))


def test_a_sheet_a_table_and_the_long_one_last() -> None:
    book = opened("ja")
    assert book.sheetnames == ["1 差（人）", "データ"]
    assert [[cell.value for cell in row] for row in book["データ"].rows] == [
        ["シナリオ", "年", "値"],
        ["a", 2030, 1.5],
    ]


def test_the_readable_sheet_has_title_heading_table_and_notes() -> None:
    rows = [[cell.value for cell in row] for row in opened("en").worksheets[0].rows]
    assert rows[0][0] == "Title"
    assert rows[1][0] == "Difference: [persons] of everything there is"
    assert rows[3:6] == [["Scenario", "Value"], ["Current", -1234.56], [FORMULA, None]]
    assert rows[-1][0] == "Note"


def test_sentences_stand_between_title_and_heading() -> None:
    said = (Text(ja="一", en="One."), Text(ja="二", en=FORMULA))
    sheet = opened("en", replace(DOCUMENT, sentences=said)).worksheets[0]
    first = [cell.value for cell in sheet["A"]]
    assert first[:5] == ["Title", "One.", FORMULA, None, READABLE.heading.en]
    assert first[5:9] == [None, "Scenario", "Current", FORMULA]
    assert first[-1] == "Note"
    assert sheet["A3"].data_type == "s"


@pytest.mark.parametrize(
    ("lang", "pattern"), [("ja", "#,##0.0;△#,##0.0"), ("en", "#,##0.0;-#,##0.0")]
)
def test_numbers_are_numbers_with_the_minus_of_the_language(
    lang: Language, pattern: str
) -> None:
    cell = opened(lang).worksheets[0]["B5"]
    assert (cell.data_type, cell.number_format) == ("n", pattern)


def test_a_sheet_prints_on_one_page_across() -> None:
    note = Text(ja="注：" + "長い出典の説明、" * 20, en="Note: " + "a long source " * 20)
    sheet = opened("ja", Document(Text(ja="題", en="Title"), (READABLE,), (note,))).worksheets[
        0
    ]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["B4"].alignment.horizontal == "right"
    lines = [str(row[0].value) for row in sheet.iter_rows(min_row=8)]
    assert "".join(lines) == note.ja
    assert max(map(len, lines)) <= 20


def test_a_row_is_as_high_as_its_words() -> None:
    # LibreOffice draws the second line of a cell over the next row otherwise.
    tall = Table(READABLE.heading, (LABEL, VALUE), (("word " * 30, 1.0), ("short", 2.0)))
    sheet = opened("en", replace(DOCUMENT, tables=(tall,))).worksheets[0]
    heights = [sheet.row_dimensions[row].height for row in (4, 5, 6)]
    assert heights[1] == 45
    assert {heights[0], heights[2]} <= {None, 15}


def test_a_title_is_never_a_formula() -> None:
    assert opened("en").worksheets[0]["A6"].data_type == "s"


def test_a_title_stays_on_one_line() -> None:
    rows = (("two\nlines", 1.0),)
    table = Table(Text(ja="値", en="Values"), (LABEL, VALUE), rows)
    book = opened("en", Document(Text(ja="題", en="Title"), (table,)))
    assert book.worksheets[0]["A5"].value == "two lines"


def test_sheet_names_keep_to_the_limits_of_excel() -> None:
    name = opened("en").sheetnames[0]
    assert name == "1 Difference   persons  of ever"


def test_a_table_that_is_its_own_data_is_written_once() -> None:
    alone = Document(Text(ja="題", en="Title"), (LONG,))
    assert len(opened("en", alone).sheetnames) == 1


def test_without_xlsxwriter_the_message_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ProjectionError) as caught:
        workbook(DOCUMENT, "en")
    assert caught.value.text("en") == (
        "writing Excel files needs XlsxWriter; run: python -m pip install XlsxWriter"
    )
