"""A report as an Excel workbook: contents, figures as native charts, tables, and their data.

What readers look at and what machines read stand in sheets of their own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from projection.language import Language, Text
from projection.report.book_data import DATA, Block, DataSheet, blocks, data_sheets
from projection.report.book_drawing import DrawingSheet, drawing_sheets
from projection.report.book_figures import write_figure
from projection.report.captions import item_number, traced
from projection.report.content import NumberedTable, Paragraphs, Report
from projection.report.figure import Figure
from projection.report.sheets import (
    Formats,
    formats_of,
    new_workbook,
    shortened,
    write_document,
    write_lines,
    write_table,
)
from projection.report.tables import Column, Document, Table, one_line
from projection.report.wrapping import wrap

MARKER = "projection-data-sheets"
"""The custom property of a workbook that says how the names of its data sheets begin."""

_CONTENTS = Text(ja="目次", en="Contents")
_TEXT = Text(ja="本文", en="Text")
_BACK = Text(ja="目次へ", en="Back to contents")
_LEFT_OUT = Text(ja="作成していない図表", en="Figures and tables left out")
_RUNS = Text(ja="推計", en="Runs")
_RUN_COLUMNS = (
    Column("identifier", Text(ja="推計番号", en="Run")),
    Column("label", Text(ja="シナリオ", en="Scenario")),
    Column("software", Text(ja="ソフトウェア", en="Software")),
    Column("title", Text(ja="題名", en="Title")),
)
_WIDE = 96  # cells of text across an upright page
_TITLE, _LABEL = 62, 46  # cells of text in the contents, which send on to whole titles
_LINKS = 4  # beside each other
_A4 = 9

Item = Figure | NumberedTable


@dataclass(frozen=True)
class _Book:
    """A workbook under way: every sheet is there, most are empty."""

    workbook: Any
    formats: Formats
    sheets: Mapping[str, Any]
    data: Sequence[DataSheet]
    report: Report

    def of(self, text: Text) -> str:
        return one_line(text.of(self.formats.lang))

    def short(self, text: Text, longest: int) -> str:
        return shortened(text.of(self.formats.lang), longest)

    def link(self, sheet: Any, place: tuple[int, int], target: Text, words: str) -> None:
        """Write a link to another sheet."""
        name = target.of(self.formats.lang)
        sheet.write_url(*place, f"internal:'{name}'!A1", self.formats.link, words)


def book(report: Report, lang: Language) -> bytes:
    """Return a report as an Excel file.

    Parameters
    ----------
    report
        What `chapters.make_report` returns.
    lang
        The language of its words; △ stands before negative numbers in Japanese.

    Returns
    -------
    bytes
        Contents with links; a sheet for every figure and table; the text; a sheet of data for
        every table, with nothing but a header and rows; numbers that only charts need. Numbers
        are those of the results, not rounded. The same report gives the same bytes.

    Raises
    ------
    ProjectionError
        XlsxWriter is not installed.
    """
    file = io.BytesIO()
    workbook = new_workbook(file)
    workbook.set_custom_property(MARKER, DATA.of(lang))
    drawing = {figure.id: drawing_sheets(figure) for figure in report.figures}
    data = data_sheets(report, lang)
    names = [one.of(lang) for one in _sheet_names(report, data, drawing)]
    sheets = {name: workbook.add_worksheet(name) for name in names}
    under_way = _Book(workbook, formats_of(workbook, lang), sheets, data, report)
    _write_contents(under_way)
    for figure in report.figures:
        _write_figure(figure, drawing[figure.id], under_way)
    for table in report.tables:
        _write_numbered(table, under_way)
    _write_text(under_way)
    for one in data:
        _write_data(sheets[one.name.of(lang)], one.table, under_way.formats)
    for aid in (one for several in drawing.values() for one in several):
        _write_data(sheets[aid.name.of(lang)], aid.table, under_way.formats)
    workbook.close()
    return file.getvalue()


def _sheet_names(
    report: Report, data: Sequence[DataSheet], drawing: Mapping[str, Sequence[DrawingSheet]]
) -> Iterator[Text]:
    """Yield the names of all sheets in their order; none holds words of a user."""
    yield _CONTENTS
    yield from (item_number(item.id) for item in _items(report))
    if _paragraphs(report):
        yield _TEXT
    yield from (one.name for one in data)
    yield from (one.name for several in drawing.values() for one in several)


def _items(report: Report) -> Iterator[Item]:
    for chapter in report.chapters:
        yield from (one for one in chapter.items if isinstance(one, Figure | NumberedTable))


def _paragraphs(report: Report) -> list[Paragraphs]:
    return [
        item
        for chapter in report.chapters
        for item in chapter.items
        if isinstance(item, Paragraphs)
    ]


def _write_contents(book: _Book) -> None:
    sheet, formats = book.sheets[book.of(_CONTENTS)], book.formats
    _upright(sheet)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 64)
    sheet.set_column(2, 5, 17)
    title = wrap(book.of(book.report.title), _WIDE)
    write_lines(sheet, title, 0, formats.title)
    findings = [line for one in book.report.summary for line in wrap(book.of(one), _WIDE)]
    write_lines(sheet, findings, len(title) + 1)
    row = len(title) + len(findings) + 2
    for chapter in book.report.chapters:
        sheet.write_string(row, 0, book.of(chapter.title), formats.heading)
        row += 1
        for item in chapter.items:
            if isinstance(item, Figure | NumberedTable):
                _write_entry(sheet, row, item, book)
                row += 1
            elif isinstance(item, Paragraphs):
                book.link(sheet, (row, 0), _TEXT, book.of(_TEXT))
                sheet.write_string(row, 1, book.short(item.heading, _TITLE))
                row += 1
    row = _write_left_out(sheet, row + 1, book)
    _write_runs(sheet, row, book)


def _write_entry(sheet: Any, row: int, item: Item, book: _Book) -> None:
    number = item_number(item.id)
    book.link(sheet, (row, 0), number, book.of(number))
    sheet.write_string(row, 1, book.short(item.title, _TITLE))
    for column, one in enumerate((one for one in book.data if one.item == item.id), start=2):
        book.link(sheet, (row, column), one.name, book.of(one.name))


def _write_left_out(sheet: Any, row: int, book: _Book) -> int:
    if not book.report.left_out:
        return row
    sheet.write_string(row, 0, book.of(_LEFT_OUT), book.formats.heading)
    for item in book.report.left_out:
        row += 1
        sheet.write_string(row, 0, book.of(item_number(item.id)))
        sheet.write_string(row, 1, book.short(item.title, _TITLE))
        for line in wrap(book.of(item.remedy), _WIDE):
            row += 1
            sheet.write_string(row, 1, line)
    return row + 2


def _write_runs(sheet: Any, row: int, book: _Book) -> None:
    rows = [
        (
            one.identifier,
            book.short(one.label, _LABEL),
            one.software,
            book.short(one.title, _LABEL),
        )
        for one in book.report.runs
    ]
    sheet.write_string(row, 0, book.of(_RUNS), book.formats.heading)
    for column, head in enumerate(_RUN_COLUMNS):
        sheet.write_string(row + 1, column, book.of(head.label), book.formats.header)
    for down, cells in enumerate(rows, start=row + 2):
        for column, words in enumerate(cells):
            sheet.write_string(down, column, one_line(words))


def _upright(sheet: Any) -> None:
    sheet.set_portrait()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _write_figure(figure: Figure, drawing: Sequence[DrawingSheet], book: _Book) -> None:
    number = item_number(figure.id)
    sheet = book.sheets[book.of(number)]
    of_data = blocks(figure, book.data)
    where: dict[int, Block] = dict(enumerate(of_data))
    for one in drawing:
        where |= one.blocks
    top = _write_links(sheet, figure, book) + 1
    captions = (*_said(figure), traced(book.report))
    write_figure(sheet, figure, where, captions, (book.workbook, book.formats), top)


def _write_data(sheet: Any, table: Table, formats: Formats) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    write_table(sheet, table, 0, formats)


def _write_links(sheet: Any, item: Figure, book: _Book) -> int:
    """Write links back to the contents, and to the numbers; return how many rows they take."""
    book.link(sheet, (0, 0), _CONTENTS, book.of(_BACK))
    own = [one for one in book.data if one.item == item.id]
    for place, one in enumerate(own):
        row, column = divmod(place, _LINKS)
        book.link(sheet, (row, 2 * column + 2), one.name, book.of(one.name))
    return 1 + (len(own) - 1) // _LINKS


def _said(item: Item) -> Iterator[Text]:
    """Yield 注 and 出典 as they stand below a figure or table."""
    for note in item.notes:
        yield Text(ja=f"注：{note.ja}", en=f"Note: {note.en}")
    for source in item.sources:
        yield Text(ja=f"出典：{source.ja}", en=f"Source: {source.en}")


def _write_numbered(item: NumberedTable, book: _Book) -> None:
    number = item_number(item.id)
    sheet = book.sheets[book.of(number)]
    title = Text(
        ja=f"{number.ja}  {item.title.ja}",
        en=f"{number.en}  {item.title.en}",
    )
    notes = (*_said(item), traced(book.report))
    document = Document(title, (item.table,), notes, sentences=(item.finding,))
    # Below each other: the first column may be narrower than a link.
    book.link(sheet, (0, 0), _CONTENTS, book.of(_BACK))
    (data,) = (one for one in book.data if one.item == item.id)
    book.link(sheet, (1, 0), data.name, book.of(data.name))
    write_document(sheet, document, item.table, book.formats, top=2)


def _write_text(book: _Book) -> None:
    paragraphs = _paragraphs(book.report)
    if not paragraphs:
        return
    sheet, row = book.sheets[book.of(_TEXT)], 2
    _upright(sheet)
    book.link(sheet, (0, 0), _CONTENTS, book.of(_BACK))
    for one in paragraphs:
        sheet.write_string(row, 0, book.of(one.heading), book.formats.heading)
        lines = [line for text in one.lines for line in wrap(book.of(text), _WIDE)]
        write_lines(sheet, lines, row + 1)
        row += len(lines) + 2
