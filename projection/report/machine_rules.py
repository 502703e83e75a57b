"""What a sheet of data may not have: one function a rule, over the cells of a sheet.

Source: 総務省「統計表における機械判読可能なデータの表記方法の統一ルール」 (18 December 2020).
Numbers and names of the rules are the check items of that document, as summarised by others:
the document itself could not be read. How a rule is tested is ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from projection.language import Text

Value = str | float | bool | None

RULES: Mapping[str, Text] = MappingProxyType(
    {
        "1-2": Text(ja="1セル1データとなっているか", en="One value a cell"),
        "1-3": Text(
            ja="数値データは数値属性とし、文字列を含まないこと",
            en="Numbers are numeric, without text",
        ),
        "1-4": Text(ja="セルの結合をしていないか", en="No merged cells"),
        "1-5": Text(
            ja="スペースや改行等で体裁を整えていないか",
            en="No spaces or line breaks for layout",
        ),
        "1-6": Text(ja="項目名等を省略していないか", en="No names of items left out"),
        "1-7": Text(
            ja="数式を使用している場合は、数値データに修正しているか",
            en="Values in place of formulas",
        ),
        "1-8": Text(ja="オブジェクトを使用していないか", en="No objects"),
        "1-9": Text(ja="データの単位を記載しているか", en="Units are stated"),
        "1-10": Text(ja="機種依存文字を使用していないか", en="No machine-dependent characters"),
        "1-11": Text(
            ja="e-Stat の時間軸コードの表記、西暦表記又は和暦に西暦の併記がされているか",
            en="Western years, or era years with western years",
        ),
        "1-12": Text(
            ja="地域コード又は地域名称が表記されているか",
            en="Codes or names of areas are given",
        ),
        "2-1": Text(ja="データが分断されていないか", en="Data are not divided"),
        "2-2": Text(ja="1シートに複数の表が掲載されていないか", en="One table a sheet"),
        "hidden": Text(
            ja="非表示の行・列・シートがないか（本ソフトの確認項目）",
            en="No hidden rows, columns or sheets (a check of this program)",
        ),
    }
)

_UNITS = (
    "千人|万人|百万円|千円|億円|万円|人/年|km2|㎡|ha|人|円|世帯|戸|件|組|校|台|%|％|倍|ポイント|"
    "persons|people"
)
_DIGITS = r"[△▲▼+＋\-−－]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?"
_NUMBER = re.compile(rf"{_DIGITS}")
_WITH_TEXT = re.compile(
    rf"[(（]?{_DIGITS}[)）]?\s*(?:(?:{_UNITS})|[*＊※]+\d*|注\d*|[(（]注?\d*[)）])*"
)
_SEVERAL = re.compile(
    rf"{_DIGITS}(?:{_UNITS})?\s*(?:[/／・、;；]|,\s|\s|[(（])\s*{_DIGITS}(?:{_UNITS})?[)）]?"
)
_SPACES = re.compile(r"^\s|\s$|\s\s|[\u3000\t\r\n]")
_SPREAD = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff](?: [\u3040-\u30ff\u4e00-\u9fff])+")
_ERA = re.compile(
    r"(?:明治|大正|昭和|平成|令和)\s*(?:元|[\d０-９]{1,2})|^[MTSHR]\s?\d{1,2}(?:年|年度|(?:[./]\d{1,2}){1,2})?$"
)
_ERAS: Mapping[str, int] = MappingProxyType(
    {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
)
_ERA_YEAR = re.compile(r"(明治|大正|昭和|平成|令和)(元|[\d０-９]{1,2})(年度|年)")
_WESTERN = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")
_DITTO = ("〃", "々", "同上", "同左", '"', "''")
# e-Stat's signs for numbers that are not there: rule 1-13 lets them stand among numbers.
_ABSENT = ("-", "－", "―", "…", "***", "*", "X", "x", "χ")
_CODE = re.compile(r"コード|番号|ｺｰﾄﾞ|code|\bid\b|\bno\b", re.IGNORECASE)
_NO_UNIT = re.compile(
    r"コード|番号|年$|年次|年度|年月|月$|日$|年齢|時点|code|\bid\b|year|period|date|\bage\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[(（]([^()（）]+)[)）]$")
_AGES = re.compile(r"\d+\s*[〜～\-–]\s*\d+\s*歳?|\d+\s*歳以上|\d+\+")
_UNIT_WORDS = re.compile(r"単位|\bunit", re.IGNORECASE)
_AREA_WORDS = re.compile(
    r"地域|都道府県|市区町村|市町村|自治体|団体|地方公共団体|区市町村|町丁|町名|丁目|大字|地区|学区|"
    r"行政区|\barea|region|municipality|ref_area",
    re.IGNORECASE,
)
_AREA_NAME = re.compile(r".+[都道府県市区町村]$|全国|\d{5,6}")
# Characters of Windows that have a twin in JIS X 0208: typed everywhere, read everywhere.
_TWINS = frozenset("～∥－￠￡￢")


def with_western_years(text: str) -> str:
    """Return a text with the western year beside every year of an era that has none.

    Examples
    --------
    >>> with_western_years("平成25年推計"), with_western_years("2020年（令和2年）")
    ('平成25年（2013年）推計', '2020年（令和2年）')
    """
    if _WESTERN.search(text):
        return text
    return _ERA_YEAR.sub(_both_years, text)


def _both_years(found: re.Match[str]) -> str:
    year = _ERAS[found[1]] + (1 if found[2] == "元" else int(found[2])) - 1
    return f"{found[0]}（{year}{found[3]}）"


@dataclass(frozen=True)
class Finding:
    """One thing that a rule does not allow.

    Parameters
    ----------
    rule
        A key of `RULES`.
    sheet, cell
        Where: "B3", or "A1:C2".
    found
        What stands there.
    """

    rule: str
    sheet: str
    cell: str
    found: Text


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet that have something in them.

    Parameters
    ----------
    sheet
        Its name.
    rows
        Values by row and column, from 1; text as it stands, formulas with their "=".
    formulas
        The (row, column) of formulas.
    """

    sheet: str
    rows: Mapping[int, Mapping[int, Value]]
    formulas: frozenset[tuple[int, int]]

    @cached_property
    def header(self) -> int:
        """The row with the names of columns: above it there are titles, which are narrow."""
        widest = max(map(len, self.rows.values()), default=0)
        return next((row for row in sorted(self.rows) if 2 * len(self.rows[row]) >= widest), 1)

    @property
    def names(self) -> Mapping[int, Value]:
        """What the header says, by column."""
        return self.rows.get(self.header, {})

    @property
    def titles(self) -> list[str]:
        """What stands above the header."""
        above = [cells for row, cells in self.rows.items() if row < self.header]
        return [str(value) for cells in above for value in cells.values()]

    @cached_property
    def last(self) -> int:
        """The last row of the table: below it there are notes, which are narrow."""
        narrowest = min(2, len(self.names))
        wide = (row for row, cells in self.rows.items() if len(cells) >= narrowest)
        return max(wide, default=0)

    @cached_property
    def body(self) -> Mapping[int, Mapping[int, Value]]:
        """The data by column and row."""
        columns: dict[int, dict[int, Value]] = {}
        for row in sorted(row for row in self.rows if self.header < row <= self.last):
            for column, value in self.rows[row].items():
                columns.setdefault(column, {})[row] = value
        return dict(sorted(columns.items()))


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, as Excel has it.

    Examples
    --------
    >>> cell_name(3, 2), cell_name(1, 28)
    ('B3', 'AB1')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def cell_findings(grid: Grid) -> Iterator[Finding]:
    """Yield what single cells hold that they should not."""
    numeric = {column for column, cells in grid.body.items() if _is_numeric(cells)}
    for row, cells in sorted(grid.rows.items()):
        for column, value in sorted(cells.items()):
            if (row, column) in grid.formulas:
                yield _finding(grid, "1-7", row, column, value)
            elif isinstance(value, str):
                for rule in _rules_of_text(value, grid, (row, column), column in numeric):
                    yield _finding(grid, rule, row, column, value)


def _is_numeric(cells: Mapping[int, Value]) -> bool:
    """Say whether a column is one of numbers: half of its cells are, or look like it."""
    likely = sum(
        not isinstance(value, str) or bool(_WITH_TEXT.fullmatch(value.strip()))
        for value in cells.values()
    )
    return 2 * likely >= len(cells)


def _rules_of_text(
    value: str, grid: Grid, place: tuple[int, int], numeric: bool
) -> Iterator[str]:
    row, column = place
    text = value.strip()
    if _SEVERAL.fullmatch(text):
        yield "1-2"
    elif grid.header < row <= grid.last and _is_wrong_number(text, grid, column, numeric):
        yield "1-3"
    inside = grid.header <= row <= grid.last
    if inside and (_SPACES.search(value) or _SPREAD.fullmatch(text)):
        yield "1-5"
    if text in _DITTO:
        yield "1-6"
    if any(map(_machine_dependent, value)):
        yield "1-10"
    if inside and _ERA.search(text) and not _WESTERN.search(text):
        around = grid.rows[row].values() if row > grid.header else ()
        if not any(_WESTERN.search(str(one)) for one in around):
            yield "1-11"


def _is_wrong_number(text: str, grid: Grid, column: int, numeric: bool) -> bool:
    if _CODE.search(str(grid.names.get(column, ""))):
        return False
    if numeric:
        return text not in _ABSENT
    return bool(_WITH_TEXT.fullmatch(text)) and not _NUMBER.fullmatch(text)


def _machine_dependent(character: str) -> bool:
    """Say whether a character is one of NEC's or IBM's, or of a user's own making.

    Examples
    --------
    >>> [_machine_dependent(one) for one in "①㈱年～A"]
    [True, True, False, False, False]
    """
    if character in _TWINS or character.isascii():
        return False
    if "\ue000" <= character <= "\uf8ff":
        return True
    return _encodes(character, "cp932") and not _encodes(character, "shift_jis")


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def table_findings(grid: Grid) -> Iterator[Finding]:
    """Yield what a table as a whole lacks: names, units, areas, or a whole."""
    if not grid.rows:
        return
    yield from _omitted(grid)
    yield from _without_unit(grid)
    yield from _divided(grid)
    said = [*map(str, grid.names.values()), *grid.titles]
    cells = [value for column in grid.body.values() for value in column.values()]
    if not any(map(_AREA_WORDS.search, said)) and not any(
        isinstance(one, str) and _AREA_NAME.fullmatch(one.strip()) for one in cells
    ):
        yield Finding("1-12", grid.sheet, cell_name(grid.header, 1), _NO_AREA)


_NO_AREA = Text(ja="地域の列がない", en="no column of areas")
_NO_NAME = Text(ja="項目名がない", en="no name of the column")
_BLANK = Text(ja="空白（上と同じ値の省略か）", en="blank (the same as above?)")
_NO_UNIT_FOUND = Text(ja="単位がない：{name}", en="no unit: {name}")
_BLANK_ROW = Text(ja="空白の行", en="a blank row")
_BLANK_COLUMN = Text(ja="空白の列", en="a blank column")
_SECOND = Text(ja="2つ目の表の見出し：{name}", en="the header of a second table: {name}")


def _omitted(grid: Grid) -> Iterator[Finding]:
    for column in grid.body:
        name = grid.names.get(column)
        if not isinstance(name, str) and not _is_year(name):
            yield Finding("1-6", grid.sheet, cell_name(grid.header, column), _NO_NAME)
    rows = sorted({row for cells in grid.body.values() for row in cells})
    for column, cells in grid.body.items():
        if not all(isinstance(value, str) for value in cells.values()):
            break  # names of rows stand left of the numbers
        for row in rows:
            if row not in cells and row > min(cells):
                yield Finding("1-6", grid.sheet, cell_name(row, column), _BLANK)


def _is_year(value: Value) -> bool:
    return isinstance(value, float | int) and 1500 <= value <= 2200 and value == int(value)


def _without_unit(grid: Grid) -> Iterator[Finding]:
    said = [*map(str, grid.names.values()), *grid.titles]
    if any(map(_UNIT_WORDS.search, said)):
        return
    for column, cells in grid.body.items():
        name = str(grid.names.get(column, ""))
        numbers = [value for value in cells.values() if isinstance(value, float | int)]
        # "2020年" over numbers is no unit of theirs.
        of_years = _NO_UNIT.search(name) and not _WESTERN.match(name)
        if not numbers or of_years or all(map(_is_year, numbers)):
            continue
        unit = _UNIT.search(name)
        if unit is None or _AGES.fullmatch(unit[1]):
            place = cell_name(grid.header, column)
            yield Finding("1-9", grid.sheet, place, _named(_NO_UNIT_FOUND, name))


def _divided(grid: Grid) -> Iterator[Finding]:
    rows = sorted({row for cells in grid.body.values() for row in cells})
    for before, row in pairwise([grid.header, *rows]):
        if row - before > 1:
            yield _divided_by_row(grid, row, before)
    columns = list(grid.body)
    for left, right in pairwise(columns):
        if right - left > 1:
            yield _divided_by_column(grid, left, right)


def _divided_by_row(grid: Grid, row: int, before: int) -> Finding:
    """Tell a second table, which begins with words alone, from one that is cut in two."""
    # A title may stand above its header.
    first = next(
        (one for one in range(row, grid.last + 1) if len(grid.rows.get(one, ())) > 1), row
    )
    values = list(grid.rows[first].values())
    if len(values) > 1 and all(isinstance(value, str) for value in values):
        place = cell_name(first, min(grid.rows[first]))
        return Finding("2-2", grid.sheet, place, _named(_SECOND, str(values[0])))
    return Finding("2-1", grid.sheet, cell_name(before + 1, 1), _BLANK_ROW)


def _divided_by_column(grid: Grid, left: int, right: int) -> Finding:
    """Tell a second table, of which a column has the same name, from one that is cut in two."""
    name = grid.names.get(right)
    if name is not None and name in [grid.names.get(one) for one in grid.body if one <= left]:
        place = cell_name(grid.header, right)
        return Finding("2-2", grid.sheet, place, _named(_SECOND, str(name)))
    return Finding("2-1", grid.sheet, cell_name(grid.header, left + 1), _BLANK_COLUMN)


def _named(text: Text, name: str) -> Text:
    return Text(ja=text.ja.format(name=name), en=text.en.format(name=name))


def _finding(grid: Grid, rule: str, row: int, column: int, value: Value) -> Finding:
    shown = str(value)
    return Finding(rule, grid.sheet, cell_name(row, column), Text(ja=shown, en=shown))
