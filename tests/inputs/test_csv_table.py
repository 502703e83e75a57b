from __future__ import annotations

import pytest

from projection.errors import Fault
from projection.inputs.cells import parse_number
from projection.inputs.csv_table import Table, parse_table, read_column
from projection.inputs.text import SourceText


def parse(text: str) -> tuple[Table, list[Fault]]:
    faults: list[Fault] = []
    table = parse_table(SourceText("a.csv", text, ""), faults)
    assert table is not None
    return table, faults


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_what_is_passed_over(end: str) -> None:
    text = end.join(["a,b", "1,2", "", ",", '"x', 'y",3', "4,5"])
    table, faults = parse(text)
    assert table.lines == [2, 5, 7]
    assert table.columns == {"a": ["1", f"x{end}y", "4"], "b": ["2", "3", "5"]}
    assert not faults


@pytest.mark.parametrize(("mark", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_columns_that_commas_do_not_separate(mark: str, word: str) -> None:
    faults: list[Fault] = []
    text = f"date{mark}age\n2020-01-01{mark}5\n"
    assert parse_table(SourceText("a.csv", text, ""), faults) is None
    assert [one.message() for one in faults] == [
        f"the columns are separated by {word}; save the file as CSV with commas"
    ]


def test_cells_are_stripped_and_quotation_marks_undone() -> None:
    table, _ = parse(' a ,"b"\n 1 ,"2,5"\n')
    assert table.columns == {"a": ["1"], "b": ["2,5"]}


def test_uneven_rows_are_left_out_and_said() -> None:
    table, faults = parse("a,b\n1,2\n3\n4,5,6\n7,8\n")
    assert table.lines == [2, 5]
    assert not table.whole
    assert [(one.line, one.key) for one in faults] == [(3, "inputs_cells"), (4, "inputs_cells")]


def test_faults_of_cells_have_their_line_and_column() -> None:
    table, faults = parse("a\n1\nx\n2\n\nx\n")
    assert read_column(table, "a", parse_number, faults) == [1, None, 2, None]
    assert [(one.line, one.place) for one in faults] == [(3, "a"), (6, "a")]


def test_an_empty_cell_is_not_zero() -> None:
    table, faults = parse("a,b\n1,\n")
    assert read_column(table, "b", parse_number, faults) == [None]
    assert [one.key for one in faults] == ["inputs_empty"]
