"""Tables of residents of one's own: read in any usual form, completed from the register."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from projection.errors import InputsError
from projection.inputs import Inputs, inputs_of_one, match_municipality, read_municipal
from projection.inputs.from_csv import completed, read_own_table

SHIPPED = Path(__file__).parents[2] / "inputs"
HEAD = "全国地方公共団体コード,地域名,調査年月日,地方公共団体名"


def own(path: Path, header: str, sexes: Iterable[str], step: int = 10, top: int = 90) -> Path:
    rows = [header]
    for number, sex in enumerate(sexes, start=1):
        rows += [
            f"{sex},{age}-{age + step - 1},{100 * number + age}" for age in range(0, top, step)
        ]
        rows += [f"{sex},{top}+,{7 * number}"]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def open_data(path: Path, date: str, codes: Iterable[str] = ("132110",)) -> Path:
    ages = [f"{age}-{age + 4}歳" for age in range(0, 85, 5)] + ["85歳以上"]
    columns = [f"{age}の{sex}性" for age in ages for sex in "男女"]
    counts = ",".join(str(1000 + at) for at in range(len(columns)))
    lines = [f"{HEAD},{','.join(columns)}", *(f"{code},,{date},市,{counts}" for code in codes)]
    path.write_text("\n".join(lines), encoding="cp932")
    return path


def test_open_data_names_its_municipality(tmp_path: Path) -> None:
    table = read_own_table(open_data(tmp_path / "o.csv", "2024-01-01"), None, None)
    assert (table.municipality.folder, table.base_year) == ("kodaira", 2024)
    assert table.population.shape == (1, 2, 18)
    assert float(table.population.sel(year=2024, sex="female", age=0).item()) == 1001


@pytest.mark.parametrize(
    ("header", "sexes"),
    [
        ("sex,age,population", ("male", "female")),
        ("性別,年齢,人口", ("男", "女", "計")),
        ("性別,年齢階級,人数", ("男性", "女性")),
    ],
)
def test_tables_in_either_language(tmp_path: Path, header: str, sexes: tuple[str, ...]) -> None:
    table = read_own_table(own(tmp_path / "t.csv", header, sexes), "小平市", "2020-01-01")
    values = table.population.sel(year=2020)
    assert values.sel(sex="male").values.tolist() == [*range(100, 190, 10), 7]
    assert values.sel(sex="female").values.tolist() == [*range(200, 290, 10), 14]


def register() -> Inputs:
    many = read_municipal(SHIPPED / "japan", "13")
    return inputs_of_one(many, match_municipality("132110").region)


def test_years_of_the_register_come_in_shared_age_groups(tmp_path: Path) -> None:
    table = read_own_table(
        own(tmp_path / "t.csv", "sex,age,population", ("male", "female")), "13211", "2021-01-01"
    )
    inputs = completed(table, register())
    assert inputs.base_date.isoformat() == "2021-01-01"
    assert inputs.population["year"].values.tolist() == [2016, 2017, 2018, 2019, 2020, 2021]
    assert inputs.population["age"].values.tolist() == [*range(0, 100, 10)]
    assert inputs.components["period"].values.tolist() == [2016, 2017, 2018, 2019]
    sums = inputs.population.sum(("sex", "age")).sel(year=slice(2016, 2020))
    np.testing.assert_array_equal(
        sums, register().population.sum(("sex", "age")).sel(year=slice(2016, 2020))
    )


def test_a_table_beyond_the_register_stays_as_it_is(tmp_path: Path) -> None:
    table = read_own_table(open_data(tmp_path / "o.csv", "2031-01-01"), None, None)
    inputs = completed(table, register())
    assert inputs.population.identical(table.population)
    assert inputs.components.sizes["period"] == 0


@pytest.mark.parametrize(
    ("date", "codes", "wanted", "words"),
    [
        ("2024-04-01", ("132110",), None, "2024-04-01"),
        ("2024-01-01", ("132110", "132217"), None, "codes found: 132110, 132217"),
        ("2024-01-01", ("132217",), "小平市", "132217"),
    ],
)
def test_what_open_data_lack(
    tmp_path: Path, date: str, codes: tuple[str, ...], wanted: str | None, words: str
) -> None:
    with pytest.raises(InputsError) as caught:
        read_own_table(open_data(tmp_path / "o.csv", date, codes), wanted, None)
    assert words in caught.value.text()


@pytest.mark.parametrize(
    ("header", "wanted", "date", "words"),
    [
        ("sex,age,population", None, None, "does not say of which municipality"),
        ("sex,age,population", "小平市", None, "--date 2024-01-01"),
        ("sex,age,population", "小平市", "2024-13-01", "2024-13-01"),
        ("kind,age,population", "小平市", "2024-01-01", "sex"),
        ("sex,age,persons", "小平市", "2024-01-01", "population"),
    ],
)
def test_what_tables_lack(
    tmp_path: Path, header: str, wanted: str | None, date: str | None, words: str
) -> None:
    path = own(tmp_path / "t.csv", header, ("male", "female"))
    with pytest.raises(InputsError) as caught:
        read_own_table(path, wanted, date)
    assert words in caught.value.text()


def test_files_that_are_not_there_or_empty(tmp_path: Path) -> None:
    with pytest.raises(InputsError, match="is not there"):
        read_own_table(tmp_path / "no.csv", "小平市", None)
    (tmp_path / "empty.csv").write_text("sex,age,population\n", encoding="utf-8")
    with pytest.raises(InputsError, match="rows"):
        read_own_table(tmp_path / "empty.csv", "小平市", None)
