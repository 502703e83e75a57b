"""The rules for machine-readable tables: one small bad workbook a rule."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from projection.errors import ProjectionError
from projection.language import LANGUAGES, Language
from projection.report.book import book
from projection.report.machine_readable import check_workbook, machine_readable_document
from projection.report.machine_rules import RULES
from projection.report.tables import markdown
from tests.report.worlds_figures import FORMULA, LONG, SCRIPT, small_report

GOOD: list[list[Any]] = [
    ["地域コード", "地域名", "年", "総人口（人）", "高齢化率（65歳以上）（%）"],
    ["132217", "清瀬市", 2020, 74_636, 28.2],
    ["132217", "清瀬市", 2025, 74_435, 28.3],
    ["132217", "清瀬市", 2030, -12, "-"],
    ["132217", "清瀬市", 2035, 74_101, 30.5],
]


def written(folder: Path, change: Callable[[Any], None] = lambda _: None) -> Path:
    """Write the good table, changed."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "表"
    for row in GOOD:
        sheet.append(row)
    change(sheet)
    path = folder / "book.xlsx"
    workbook.save(path)
    return path


def put(**cells: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return change


def merge(sheet: Any) -> None:
    sheet.merge_cells("A4:A5")
    sheet["A4"] = "132217"


def chart(sheet: Any) -> None:
    bars = BarChart()
    bars.add_data(Reference(sheet, min_col=4, min_row=1, max_row=5), titles_from_data=True)
    sheet.add_chart(bars, "H2")


def comment(sheet: Any) -> None:
    sheet["D2"].comment = Comment("速報値", "x")


def hide_row(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_column(sheet: Any) -> None:
    sheet.column_dimensions["D"].hidden = True


def blank_row(sheet: Any) -> None:
    sheet.insert_rows(4)


def blank_column(sheet: Any) -> None:
    sheet.insert_cols(4)


def second_below(sheet: Any) -> None:
    for row in GOOD[:3]:
        sheet.append([] if row is GOOD[0] else row)
    for column, name in enumerate(GOOD[0], start=1):
        sheet.cell(7, column).value = name


def second_below_a_title(sheet: Any) -> None:
    sheet["A7"] = "表2　世帯数"
    sheet.append(GOOD[0])
    for row in GOOD[1:]:
        sheet.append(row)


def second_beside(sheet: Any) -> None:
    for row, cells in enumerate(GOOD, start=1):
        sheet.cell(row, 7).value = cells[2]
        sheet.cell(row, 8).value = cells[3]


def town(sheet: Any) -> None:
    sheet.delete_cols(1)
    sheet["A1"] = "町名"
    for row in range(2, 6):
        sheet.cell(row, 1).value = f"中里{row}丁目"


def without_area(sheet: Any) -> None:
    sheet.delete_cols(1, 2)


@pytest.mark.parametrize(
    ("change", "rule", "cell"),
    [
        (put(D3="74,435（1,200）"), "1-2", "D3"),
        (put(D3="12／34"), "1-2", "D3"),
        (put(D3="120\n130"), "1-2", "D3"),
        (put(D3="74435"), "1-3", "D3"),
        (put(D3="74,435人"), "1-3", "D3"),
        (put(D3="△1,234"), "1-3", "D3"),
        (put(D3="▲ 5"), "1-3", "D3"),
        (put(D3="74435*"), "1-3", "D3"),
        (put(D3="７４４３５（注1）"), "1-3", "D3"),
        (put(D3="速報"), "1-3", "D3"),
        (merge, "1-4", "A4:A5"),
        (put(B3="清　瀬　市"), "1-5", "B3"),
        (put(B3=" 清瀬市"), "1-5", "B3"),
        (put(B3="清 瀬 市"), "1-5", "B3"),
        (put(B3="東京都\n清瀬市"), "1-5", "B3"),
        (put(B3="〃"), "1-6", "B3"),
        (put(B3=None), "1-6", "B3"),
        (put(D1=None), "1-6", "D1"),
        (put(D3="=SUM(D4:D5)"), "1-7", "D3"),
        (chart, "1-8", "A1"),
        (comment, "1-8", "A1"),
        (put(D1="総人口"), "1-9", "D1"),
        (put(E1="老年人口（65歳以上）"), "1-9", "E1"),
        (put(B3="㈱清瀬"), "1-10", "B3"),
        (put(B3="①清瀬市"), "1-10", "B3"),
        (put(C1="時点", C2="令和2年", C3="2025年", C4="2030年", C5="2035年"), "1-11", "C2"),
        (put(C1="時点", C2="R2", C3="2025年", C4="2030年", C5="2035年"), "1-11", "C2"),
        (put(C1="年月日", C2="R2.4.1", C3="2025年", C4="2030年", C5="2035年"), "1-11", "C2"),
        (put(C1="年月日", C2="H30/10", C3="2025年", C4="2030年", C5="2035年"), "1-11", "C2"),
        (without_area, "1-12", "A1"),
        (blank_row, "2-1", "A4"),
        (blank_column, "2-1", "D1"),
        (second_below, "2-2", "A7"),
        (second_below_a_title, "2-2", "A8"),
        (second_beside, "2-2", "G1"),
        (hide_row, "hidden", "A3"),
        (hide_column, "hidden", "D1"),
    ],
)
def test_each_rule(tmp_path: Path, change: Callable[[Any], None], rule: str, cell: str) -> None:
    found = check_workbook(written(tmp_path, change))
    assert (rule, "表", cell) in [(one.rule, one.sheet, one.cell) for one in found]
    assert rule in RULES


def test_a_good_table_passes(tmp_path: Path) -> None:
    assert check_workbook(written(tmp_path)) == ()


@pytest.mark.parametrize(
    "change",
    [
        put(C1="時点", C2="令和2年（2020年）", C3="2025年", C4="2030年", C5="2035年"),
        put(E4="***", D4="X"),
        town,
        put(B3="清瀬市～小平市"),
        put(A8="注：速報値による。", A9="出典：総務省　住民基本台帳"),
        put(D1="総人口", E1="割合", F1="単位", F2="人", F3="人", F4="人", F5="人"),
    ],
)
def test_what_the_rules_allow(tmp_path: Path, change: Callable[[Any], None]) -> None:
    assert check_workbook(written(tmp_path, change)) == ()


def test_titles_may_stand_above_and_say_the_unit(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["D1"] = "総人口"
        sheet.insert_rows(1, 2)
        sheet["A1"], sheet["E1"] = "人口の推移", "単位：人"

    found = check_workbook(written(tmp_path, change))
    assert [(one.rule, one.cell) for one in found] == []


def test_hidden_sheets_are_found(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.parent.create_sheet("控え").sheet_state = "hidden"

    found = check_workbook(written(tmp_path, change))
    assert [(one.rule, one.sheet) for one in found] == [("hidden", "控え")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_our_workbook_passes(tmp_path: Path, lang: Language) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(book(small_report(), lang))
    assert check_workbook(path) == ()


def test_of_our_workbook_only_sheets_of_data_are_tested(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(book(small_report(), "ja"))
    workbook = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    workbook["データ_図1"]["D2"] = "=1+1"
    workbook["図1"]["D2"] = "=1+1"
    workbook.save(path)
    assert [(one.rule, one.sheet, one.cell) for one in check_workbook(path)] == [
        ("1-7", "データ_図1", "D2")
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"a,b\n1,2\n"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(content)
    with pytest.raises(ProjectionError, match="cannot be read as an Excel workbook"):
        check_workbook(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectionError) as caught:
        check_workbook(tmp_path / "none.xlsx")
    assert "フォルダかファイルがありません" in caught.value.text("ja")


def test_findings_are_counted_by_sheet_and_rule(tmp_path: Path) -> None:
    found = check_workbook(written(tmp_path, put(D3="1人", D4="2人", B3="〃")))
    document = machine_readable_document(found, "book.xlsx")
    assert document.sentences[0].en == "There are 3 findings in book.xlsx."
    assert [row[:2] + row[3:5] for row in document.tables[0].rows] == [
        ("表", "1-6", 1, "B3"),
        ("表", "1-3", 2, "D3"),
    ]
    assert len(document.long_table.rows) == 3


def test_without_findings_there_is_no_table() -> None:
    document = machine_readable_document((), "book.xlsx")
    assert document.tables == ()
    assert "breaks none" in markdown(document, "en")


def test_what_a_workbook_holds_is_shown_as_words(tmp_path: Path) -> None:
    found = check_workbook(written(tmp_path, put(D3=SCRIPT, D4=LONG, E3=FORMULA)))
    assert [one.rule for one in found] == ["1-3", "1-7", "1-3"]
    shown = markdown(machine_readable_document(found, f"{SCRIPT}.xlsx"), "ja")
    assert re.search(r"(?<!\\)<", shown) is None
