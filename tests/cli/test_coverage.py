from __future__ import annotations

import csv
import io

import pytest

from tests.cli.conftest import Called
from tests.worlds_register import write_few

WORDS = ("backtest", "--coverage", "--base", "2006", "--draws", "50")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("few") / "country"
    write_few(folder)
    return str(folder)


def test_in_words_and_tables(call: Called, few: str) -> None:
    said = call(*WORDS, "--inputs", few, "--lang", "ja")
    assert (said.code, said.err) == (0, "")
    assert "5年後：80％の区間に、実際の総人口は" in said.out
    assert "2006年3月31日から2011年3月31日" in said.out
    assert "80％区間の半幅" in said.out
    assert "区間は50回の試行の分位点" in said.out
    assert "予測" not in said.out


def test_machines_get_every_date_size_and_age(call: Called, few: str) -> None:
    said = call(*WORDS, "--inputs", few, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    of_base = [row for row in rows if row["base"] == "2006"]
    assert {row["year"] for row in of_base} == {str(year) for year in range(2007, 2021)}
    assert {row["age"] for row in rows} == {"total", "0-14", "15-64", "65+", "75+"}
    together = [row for row in rows if not row["base"]]
    assert {float(row["horizon"]) for row in together} == set(range(1, 15))
    for row in rows:
        shares = [float(row[f"inside_{level}"]) for level in (50, 80, 95)]
        assert shares == sorted(shares)
        assert float(row["half_width_80"]) > 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--draws", "5"), "expected 50 draws or more; found 5"),
        (("--base", "2001"), "expected a year from 2005 to 2019"),
        (("--seed", "-1"), "-1 is not in the range"),
    ],
)
def test_mistakes(call: Called, words: tuple[str, ...], message: str) -> None:
    said = call("backtest", "--coverage", "--region", "31", "--base", "2006", *words)
    assert said.code == 2
    assert message in said.err
    assert "Traceback" not in said.err
