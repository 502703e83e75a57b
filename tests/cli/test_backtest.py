from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import Called


def test_a_prefecture_from_one_base_year(call: Called) -> None:
    said = call("backtest", "--base", "2015", "--region", "31")
    assert (said.code, said.err) == (0, "")
    assert (
        "5 years after 1 January 2015 (19 municipalities): half of the projections" in said.out
    )
    assert "Median absolute error of the total, %: 1 January 2015 to 1 January 2020" in said.out
    assert "IPSS 2018" in said.out
    assert "Japanese residents alone." in said.out


def test_in_japanese(call: Called) -> None:
    said = call("backtest", "--base", "2008", "--region", "31", "--lang", "ja")
    assert (said.code, said.err) == (0, "")
    assert "2008年3月31日から5年後（" in said.out
    assert "2008年3月31日から9.75年後（" in said.out
    assert "5,000〜19,999人" in said.out
    assert "forecast" not in said.out
    assert "予測" not in said.out


def test_machines_get_every_date_size_age_and_method(call: Called) -> None:
    said = call("backtest", "--base", "2017", "--region", "31", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert {row["year"] for row in rows} == {"2018", "2019", "2020"}
    assert {row["method"] for row in rows} == {
        *("shipped", "plain", "cohort_change", "linear", "constant_growth", "no_change")
    }
    assert {"total", "65+", "0-4", "80+"} <= {row["age"] for row in rows}
    whole = [row for row in rows if (row["size_from"], row["size_below"]) == ("0", "")]
    assert {row["municipalities"] for row in whole if row["age"] == "total"} == {"19"}
    parts = [row for row in rows if row not in whole and row["age"] == "total"]
    assert sum(int(row["municipalities"]) for row in parts) == 19 * 3 * 6


def test_several_base_years_stand_in_order(call: Called) -> None:
    words = ("--base", "2018", "--base", "2016", "--region", "31", "--format", "json")
    rows = json.loads(call("backtest", *words).out)["rows"]
    bases = [row["base"] for row in rows]
    assert bases == sorted(bases)
    assert set(bases) == {2016, 2018}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--region", "99"), "no history of municipalities of prefecture '99'"),
        (("--base", "1999", "--region", "31"), "expected a year from 2000 to 2019"),
        (("--inputs", "inputs/kiyose"), "municipal_history"),
    ],
)
def test_one_clear_message(call: Called, words: tuple[str, ...], message: str) -> None:
    said = call("backtest", *words)
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert len(said.err.splitlines()) == 1
