from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.cli.text_tables import text_document
from projection.language import Language, Text
from projection.report.tables import (
    Cell,
    Column,
    Document,
    Table,
    comma_separated,
    json_text,
    markdown,
    shown,
)
from projection.report.wrapping import cell_width

LABEL = Column("label", Text(ja="シナリオ", en="Scenario"))
FIRST = Column("2020", Text(ja="2020年", en="2020"), decimals=0)
LAST = Column("2060", Text(ja="2060年", en="2060"), decimals=1)


def document(*rows: tuple[Cell, ...], title: str = "Population") -> Document:
    heading = Text(ja="人口（人）", en="Population (persons)")
    table = Table(heading, (LABEL, FIRST, LAST), rows)
    notes = (Text(ja="注：1月1日", en="Note: 1 January"),)
    return Document(Text(ja="人口", en=title), (table,), notes)


VISION = Text(ja="ビジョン", en="Vision")
TWO_ROWS = document(("Current", 74737.0, -1234.56), (VISION, -0.4, None))


@pytest.mark.parametrize(
    ("cell", "decimals", "japanese", "english"),
    [
        (1234567.0, 0, "1,234,567", "1,234,567"),
        (-1234.56, 1, "△1,234.6", "-1,234.6"),
        (-0.4, 0, "0", "0"),
        (-0.04, 1, "0.0", "0.0"),
        (-0.06, 1, "△0.1", "-0.1"),
        (math.nan, 0, "-", "-"),
        (None, 0, "-", "-"),
        (2030, None, "2030", "2030"),
        (VISION, None, "ビジョン", "Vision"),
        ("a\nb\x1b[1m", None, r"a b\x1b[1m", r"a b\x1b[1m"),
    ],
)
def test_cells_as_readers_see_them(
    cell: Cell, decimals: int | None, japanese: str, english: str
) -> None:
    column = Column("key", VISION, decimals)
    assert (shown(cell, column, "ja"), shown(cell, column, "en")) == (japanese, english)


def test_text_in_english() -> None:
    assert text_document(TWO_ROWS, "en", to_terminal=False) == "\n".join(
        [
            "Population",
            "",
            "Population (persons)",
            "Scenario     2020       2060",
            "────────────────────────────",
            "Current    74,737   -1,234.6",
            "Vision          0          -",
            "",
            "Note: 1 January",
        ]
    )


def test_text_in_japanese_counts_full_width_cells() -> None:
    lines = text_document(TWO_ROWS, "ja", to_terminal=False).splitlines()
    assert lines[5:7] == ["Current    74,737   △1,234.6", "ビジョン        0          -"]
    assert len({cell_width(line.replace("─", "-")) for line in lines[3:7]}) == 1


@given(st.lists(st.text("a口・é", min_size=1, max_size=9), min_size=1), st.integers(-9, 10**9))
def test_columns_stay_in_line_whatever_the_labels(labels: list[str], number: int) -> None:
    rows = [(label, float(number), None) for label in labels]
    lines = text_document(document(*rows), "en", to_terminal=False).splitlines()[5:-2]
    assert len({cell_width(line) for line in lines}) == 1


def test_tables_of_the_same_columns_stand_in_line() -> None:
    narrow = Table(VISION, (LABEL, FIRST), (("a", 1.0),))
    wide = Table(VISION, (LABEL, FIRST), (("a long name", 123456.0),))
    both = Document(VISION, (narrow, wide))
    lines = text_document(both, "en", to_terminal=False).splitlines()
    assert [len(line) for line in lines if line[:1] == "a"] == [21, 21]


def test_long_lines_are_neither_broken_nor_cut() -> None:
    name = "x" * 300
    lines = text_document(document((name, 1.0, 2.0)), "en", to_terminal=False).splitlines()
    assert any(line.startswith(name) and line.endswith("2.0") for line in lines)


def test_titles_cannot_steer_the_terminal_nor_the_markup() -> None:
    steering = document(("[red]\x1b]0;gone\x07", 1.0, 1.0), title="a\x1b[31mb[/]")
    text = text_document(steering, "en", to_terminal=False)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert text.startswith("a\\x1b[31mb[/]\n")


def test_sentences_stand_above_the_tables_in_every_format_for_readers() -> None:
    said = (Text(ja="人口は減ります。", en="There are fewer people."), VISION)
    answer = replace(TWO_ROWS, sentences=said)
    lines = text_document(answer, "ja", to_terminal=False).splitlines()
    assert lines[:6] == ["人口", "", "人口は減ります。", "ビジョン", "", "人口（人）"]
    blocks = markdown(answer, "en").split("\n\n")
    assert blocks[:3] == ["## Population", "There are fewer people.", "Vision"]
    assert json.loads(json_text(answer, "ja"))["sentences"] == ["人口は減ります。", "ビジョン"]
    assert comma_separated(answer, "en") == comma_separated(TWO_ROWS, "en")


def test_csv_is_the_same_in_both_languages_but_for_words() -> None:
    rows = list(csv.reader(io.StringIO(comma_separated(TWO_ROWS, "ja"))))
    assert rows == [
        ["label", "2020", "2060"],
        ["Current", "74737.0", "-1234.56"],
        ["ビジョン", "-0.4", ""],
    ]
    assert comma_separated(TWO_ROWS, "en").replace("Vision", "ビジョン") == comma_separated(
        TWO_ROWS, "ja"
    )


def test_json_has_its_description_and_plain_numbers() -> None:
    read = json.loads(json_text(TWO_ROWS, "en"))
    assert read["title"] == "Population"
    assert read["sentences"] == []
    assert read["notes"] == ["Note: 1 January"]
    assert read["columns"][1] == {"key": "2020", "label": "2020"}
    assert read["rows"] == [
        {"label": "Current", "2020": 74737.0, "2060": -1234.56},
        {"label": "Vision", "2020": -0.4, "2060": None},
    ]


def test_json_writes_not_a_number_as_null() -> None:
    read = json.loads(json_text(document(("a", math.nan, 1.0)), "en"))
    assert read["rows"][0]["2020"] is None


def test_markdown() -> None:
    assert markdown(TWO_ROWS, "ja") == (
        "## 人口\n\n**人口（人）**\n\n"
        "| シナリオ | 2020年 | 2060年 |\n| --- | --: | --: |\n"
        "| Current | 74,737 | △1,234.6 |\n| ビジョン | 0 | - |\n\n"
        "- 注：1月1日\n"
    )


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_markdown_keeps_a_label_in_its_cell(lang: Language) -> None:
    row = markdown(document(("a|b*c", 1.0, 2.0)), lang).splitlines()[6]
    assert row == "| a\\|b\\*c | 1 | 2.0 |"
