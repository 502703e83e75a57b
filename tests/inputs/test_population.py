"""Whatever form a table of persons has, the same values come out."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import Fault
from projection.inputs.ages import AgeGroup, scale_of
from projection.inputs.cellgrid import Cells
from projection.inputs.csv_table import parse_table
from projection.inputs.population import population_faults, populations_of, read_persons
from projection.inputs.regions import Region
from projection.inputs.text import SourceText, read_text
from projection.language import Text
from projection.variables import SEXES
from tests.inputs.strategies import lower_bounds

REGIONS = (Region("132217", Text("架空市", "Nowhere")),)
YEARS = (2015, 2016, 2017)
NEWER = "全国地方公共団体コード,地域コード,地方公共団体名,調査年月日,地域名,総人口,男性,女性"
OLDER = (
    "都道府県コード又は市区町村コード,地域コード,都道府県名,市区町村名,調査年月日,地域名,"
    "総人口,男性,女性"
)


@dataclass(frozen=True)
class Persons:
    """What is true: shape (year, sex, age)."""

    lower: list[int]
    values: np.ndarray


@st.composite
def persons(draw: st.DrawFn) -> Persons:
    lower = draw(lower_bounds())
    shape = (len(YEARS), len(SEXES), len(lower))
    size = int(np.prod(shape))
    counts = draw(st.lists(st.integers(0, 99_999), min_size=size, max_size=size))
    return Persons(lower, np.array(counts).reshape(shape))


def tidy(truth: Persons, *, japanese: bool = False) -> str:
    """A tidy table; ages in Japanese where asked for."""
    labels = [japanese_label(one) if japanese else one.label for one in groups(truth)]
    rows = [
        f"{year}-01-01,{sex},{age},{truth.values[place]}"
        for place, (year, sex, age) in zip(
            np.ndindex(*truth.values.shape),
            ((year, sex, age) for year in YEARS for sex in SEXES for age in labels),
            strict=True,
        )
    ]
    return "\n".join(["date,sex,age,population", *rows]) + "\n"


def groups(truth: Persons) -> tuple[AgeGroup, ...]:
    return scale_of(truth.lower).groups


def japanese_label(group: AgeGroup) -> str:
    if group.upper is None:
        return f"{group.lower}歳以上"
    return f"{group.lower}歳" if group.upper == group.lower else f"{group.label}歳"


def open_data(truth: Persons, *, older: bool, areas: int, with_total: bool) -> str:
    """An open-data file; the municipality in so many areas, with a line for all or without."""
    columns = [
        f"{japanese_label(one)}の{sex}" for one in groups(truth) for sex in ("男性", "女性")
    ]
    unknown = ["年齢不詳の男性", "年齢不詳の女性"] if older else []
    header = ",".join([OLDER if older else NEWER, *columns, *unknown, "世帯数", "備考"])
    lines = [header]
    for year, of_year in zip(YEARS, truth.values, strict=True):
        wide = of_year.T.reshape(-1)
        parts = [wide // areas] * (areas - 1)
        parts = [*parts, wide - sum(parts)]
        if with_total:
            lines.append(line(year, "", wide, older=older))
        lines += [
            line(year, f"{number}丁目", part, older=older) for number, part in enumerate(parts)
        ]
    return "\n".join(lines) + "\n"


def line(year: int, area: str, wide: np.ndarray, *, older: bool) -> str:
    male, female = wide[::2].sum(), wide[1::2].sum()
    names = ["東京都", "架空市"] if older else ["架空市"]
    date = f"{year}/1/1"
    cells = ["132217", "", *names, date, area, male + female, male, female]
    # Counts as offices write them: with commas, and here and there in full width.
    shown = [f'"{count:,}"' if count % 3 else full_width(count) for count in wide.tolist()]
    return ",".join(map(str, [*cells, *shown, *(["0", ""] if older else []), "", ""]))


def full_width(count: int) -> str:
    return "".join(unicodedata.lookup(f"FULLWIDTH DIGIT {name}") for name in digit_names(count))


def digit_names(count: int) -> list[str]:
    return [unicodedata.name(digit).removeprefix("DIGIT ") for digit in str(count)]


def read(source: SourceText | Fault) -> tuple[Cells, list[Fault]]:
    assert isinstance(source, SourceText)
    faults: list[Fault] = []
    table = parse_table(source, faults)
    assert table is not None
    cells = read_persons(table, REGIONS, faults)
    assert cells is not None
    return cells, faults + population_faults(cells, REGIONS, YEARS)


def read_from(text: str, encoding: str, folder: Path) -> xr.DataArray:
    path = folder / "population.csv"
    path.write_bytes(text.encode(encoding))
    cells, faults = read(read_text(path))
    assert faults == []
    return populations_of(cells, REGIONS, 1.0)["132217"]


def same(population: xr.DataArray, truth: Persons) -> bool:
    assert population.dims == ("year", "sex", "age")
    assert population["year"].values.tolist() == list(YEARS)
    assert population["sex"].values.tolist() == list(SEXES)
    assert population["age"].values.tolist() == truth.lower
    assert population["age"].attrs["open_age"] == truth.lower[-1]
    return bool((population.values == truth.values).all())


encodings = st.sampled_from(["utf-8", "utf-8-sig", "cp932"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("population")


@given(persons(), encodings, st.booleans())
def test_tidy_tables(folder: Path, truth: Persons, encoding: str, japanese: bool) -> None:
    assert same(read_from(tidy(truth, japanese=japanese), encoding, folder), truth)


@given(persons(), encodings, st.booleans(), st.integers(1, 3), st.booleans())
def test_open_data_files(
    folder: Path, truth: Persons, encoding: str, older: bool, areas: int, with_total: bool
) -> None:
    text = open_data(truth, older=older, areas=areas, with_total=with_total)
    assert same(read_from(text, encoding, folder), truth)


@given(persons())
def test_rows_may_come_in_any_order_of_dates_and_sexes(truth: Persons) -> None:
    header, *rows = tidy(truth).splitlines()
    by_age = sorted(rows, key=lambda row: rows.index(row) % len(truth.lower))
    cells, faults = read(SourceText("a.csv", "\n".join([header, *by_age]), ""))
    assert faults == []
    assert same(populations_of(cells, REGIONS, 1.0)["132217"], truth)


@given(persons(), st.data())
def test_any_row_left_out_is_found(truth: Persons, data: st.DataObject) -> None:
    header, *rows = tidy(truth).splitlines()
    taken = data.draw(st.integers(0, len(rows) - 1))
    rest = [row for number, row in enumerate(rows) if number != taken]
    _, faults = read(SourceText("a.csv", "\n".join([header, *rest]), ""))
    year, sex, age = rows[taken].split(",")[:3]
    message = " ".join(one.message() for one in faults)
    assert len(faults) == 1
    assert year in message
    assert sex in message
    assert age in message or "there are no rows of" in message


@given(persons(), st.data())
def test_any_row_repeated_is_found_with_both_lines(truth: Persons, data: st.DataObject) -> None:
    header, *rows = tidy(truth).splitlines()
    again = data.draw(st.integers(0, len(rows) - 1))
    text = "\n".join([header, *rows, rows[again]])
    _, faults = read(SourceText("a.csv", text, ""))
    found = [one for one in faults if one.key == "inputs_duplicate"]
    assert [(one.line, one.values["other"]) for one in found] == [(len(rows) + 2, again + 2)]


def test_areas_are_left_aside_where_a_line_holds_the_whole(folder: Path) -> None:
    truth = Persons([0, 5, 10, 15], np.arange(24).reshape(3, 2, 4))
    text = open_data(truth, older=False, areas=3, with_total=True)
    withheld = "\n".join(
        f"{row.rsplit('丁目', 1)[0]}丁目,X,X,X,{',' * 9}" if "丁目" in row else row
        for row in text.splitlines()
    )
    assert same(read_from(withheld, "utf-8", folder), truth)


def test_a_line_named_as_the_municipality_holds_the_whole(folder: Path) -> None:
    truth = Persons([0, 5, 10, 15], np.arange(24).reshape(3, 2, 4))
    text = open_data(truth, older=True, areas=2, with_total=True)
    named = text.replace("/1/1,,", "/1/1,架空市,")
    assert same(read_from(named, "utf-8", folder), truth)


def test_thousands() -> None:
    truth = Persons([0, 5, 10, 15], np.arange(24).reshape(3, 2, 4))
    cells, _ = read(SourceText("a.csv", tidy(truth), ""))
    in_persons = replace(truth, values=truth.values * 1000)
    assert same(populations_of(cells, REGIONS, 1000.0)["132217"], in_persons)
