"""Whether a workbook obeys 総務省's rules for tables that machines can read."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from projection.errors import ProjectionError, fault
from projection.files import reason_of
from projection.language import Text
from projection.report.book import MARKER
from projection.report.libraries import library
from projection.report.machine_rules import (
    RULES,
    Finding,
    Grid,
    cell_findings,
    cell_name,
    table_findings,
)
from projection.report.tables import Column, Document, Table

_OBJECTS = ("/drawing", "/vmlDrawing", "/comments", "/oleObject", "/control")
_OBJECT = Text(ja="図形・グラフ・画像・コメント", en="drawings, charts, pictures or comments")
_HIDDEN_ROW = Text(ja="非表示の行", en="a hidden row")
_HIDDEN_COLUMN = Text(ja="非表示の列", en="a hidden column")
_HIDDEN_SHEET = Text(ja="非表示のシート", en="a hidden sheet")
_MERGED = Text(ja="結合されたセル", en="merged cells")
_TITLE = Text(ja="機械判読可能な表記の検査", en="Test of machine-readability")
_NOTHING = Text(
    ja="{file} に、確認できる規則への違反は見つかりませんでした。",
    en="{file} breaks none of the rules that can be tested.",
)
_FOUND = Text(
    ja="{file} に {count} 件の指摘があります。", en="There are {count} findings in {file}."
)
_SOURCE = Text(
    ja="注：総務省「統計表における機械判読可能なデータの表記方法の統一ルール」（2020年12月18日）の"
    "チェック項目による（項目名は要約資料による）。1-1・1-13 と、意味の確認が要る事項は"
    "検査していない。",
    en="Note: by the check items of the Ministry of Internal Affairs and Communications' rules "
    "for machine-readable tables (18 December 2020), as summarised by others. Items 1-1 and "
    "1-13, and whatever takes knowledge of the subject, are not tested.",
)
_RULE = Column("rule", Text(ja="項目", en="Item"))
_NAME = Column("name", Text(ja="規則", en="Rule"))
_SHEET = Column("sheet", Text(ja="シート", en="Sheet"))
_CELL = Column("cell", Text(ja="セル", en="Cell"))
_FIRST = Column("cell", Text(ja="最初のセル", en="First cell"))
_CONTENT = Column("found", Text(ja="内容", en="Found"))
_COUNT = Column("count", Text(ja="件数", en="Findings"), 0)


def check_workbook(path: Path) -> tuple[Finding, ...]:
    """Test a workbook against the rules.

    Parameters
    ----------
    path
        Any .xlsx file. Of a workbook of this program the sheets of data are tested, which its
        property `MARKER` tells; of any other, all sheets.

    Returns
    -------
    tuple of Finding
        In the order of sheets; empty where nothing was found.

    Raises
    ------
    ProjectionError
        The file cannot be read, is no .xlsx file, or openpyxl is not installed.
    """
    opened = _opened(path)
    marks = [one.value for one in opened.custom_doc_props if one.name == MARKER]
    sheets = [
        sheet
        for sheet in opened.worksheets
        if not marks or sheet.title.startswith(str(marks[0]))
    ]
    return tuple(finding for sheet in sheets for finding in _of_sheet(sheet))


def _opened(path: Path) -> Any:
    openpyxl = library("openpyxl", "openpyxl")
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            # It warns of parts of a workbook that it would lose if it wrote it again.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(file)
    except OSError as error:
        raise ProjectionError(
            fault("file_unreadable", file=str(path), reason=reason_of(error))
        ) from error
    except Exception as error:  # it has no error of its own for files that are none of Excel's
        raise ProjectionError(fault("report_no_workbook", file=str(path))) from error


def _of_sheet(sheet: Any) -> Iterator[Finding]:
    yield from _of_layout(sheet)
    grid = _grid(sheet)
    yield from cell_findings(grid)
    yield from table_findings(grid)


def _of_layout(sheet: Any) -> Iterator[Finding]:
    for merged in sheet.merged_cells.ranges:
        yield Finding("1-4", sheet.title, str(merged), _MERGED)
    if any(one.Type.endswith(_OBJECTS) for one in sheet._rels):
        yield Finding("1-8", sheet.title, cell_name(1, 1), _OBJECT)
    if sheet.sheet_state != "visible":
        yield Finding("hidden", sheet.title, cell_name(1, 1), _HIDDEN_SHEET)
    for row, look in sheet.row_dimensions.items():
        if look.hidden:
            yield Finding("hidden", sheet.title, cell_name(row, 1), _HIDDEN_ROW)
    for letters, look in sheet.column_dimensions.items():
        if look.hidden:
            yield Finding("hidden", sheet.title, f"{letters}1", _HIDDEN_COLUMN)


def _grid(sheet: Any) -> Grid:
    filled = [cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]
    rows: dict[int, dict[int, Any]] = {}
    for cell in filled:
        # A formula of several cells is an object with the text in it.
        value = getattr(cell.value, "text", cell.value)
        rows.setdefault(cell.row, {})[cell.column] = value
    formulas = frozenset((cell.row, cell.column) for cell in filled if cell.data_type == "f")
    return Grid(sheet.title, rows, formulas)


def machine_readable_document(findings: Sequence[Finding], file: str) -> Document:
    """Return findings for readers: how many of each kind a sheet has; one a row as data.

    Parameters
    ----------
    findings
        As `check_workbook` returns them.
    file
        What was tested.
    """
    said = _FOUND if findings else _NOTHING
    count = len(findings)
    sentence = Text(
        ja=said.ja.format(file=file, count=f"{count:,}"),
        en=said.en.format(file=file, count=f"{count:,}"),
    )
    counts = Counter((one.sheet, one.rule) for one in findings)
    first: dict[tuple[str, str], Finding] = {}
    for one in findings:
        first.setdefault((one.sheet, one.rule), one)
    rows = tuple(
        (one.sheet, one.rule, RULES[one.rule], float(counts[place]), one.cell, one.found)
        for place, one in first.items()
    )
    summary = Table(_TITLE, (_SHEET, _RULE, _NAME, _COUNT, _FIRST, _CONTENT), rows)
    every = Table(
        _TITLE,
        (_SHEET, _CELL, _RULE, _NAME, _CONTENT),
        tuple((one.sheet, one.cell, one.rule, RULES[one.rule], one.found) for one in findings),
    )
    return Document(
        _TITLE,
        (summary,) if findings else (),
        notes=(_SOURCE,),
        data=every,
        sentences=(sentence,),
    )
