"""What tests of tables share."""

from __future__ import annotations

from projection.language import Text
from projection.report.content import LeftOut, NumberedTable, Paragraphs
from projection.report.tables import Cell


def table(item: NumberedTable | LeftOut) -> NumberedTable:
    assert isinstance(item, NumberedTable), item
    assert item.sources
    assert item.notes
    for words in (item.title, item.finding, item.table.heading):
        assert words.ja
        assert words.en
    keys = [column.key for column in item.table.columns]
    assert len({*keys}) == len(keys)
    assert all(len(row) == len(keys) for row in item.table.rows)
    return item


def left_out(item: object) -> LeftOut:
    assert isinstance(item, LeftOut), item
    return item


def paragraphs(item: Paragraphs | LeftOut) -> Paragraphs:
    assert isinstance(item, Paragraphs), item
    return item


def words(cell: Cell) -> Text:
    assert isinstance(cell, Text), cell
    return cell


def value(cell: Cell) -> float:
    assert isinstance(cell, int | float), cell
    return float(cell)


def rows_by_label(item: NumberedTable) -> dict[str, tuple[Cell, ...]]:
    """Return the rest of every row by its first cell in English."""
    rows = {}
    for first, *rest in item.table.rows:
        name = first.en if isinstance(first, Text) else str(first)
        assert name not in rows
        rows[name] = tuple(rest)
    return rows
