from __future__ import annotations

import pytest

from projection.language import Text
from projection.report.numbered.services import service_ages
from tests.report.figures.worlds_material import alone, results
from tests.report.numbered.worlds_tables import left_out, table, words


def test_ages_are_summed_every_five_years_and_in_the_target_year() -> None:
    several = results(["alpha", "beta", "gamma"])
    found = table(service_ages(alone(several, year=2031)))
    assert [one.key for one in found.table.columns[2:]] == ["2020", "2025", "2030", "2031"]
    people = several[1]["population"].sum("sex").transpose("year", "age").values
    rows = [row for row in found.table.rows if row[0] == Text(ja="略称beta", en="Beta")]
    for row, ages in zip(rows, (slice(6, 12), slice(12, 15), slice(75, None), slice(85, None)),
                         strict=True):  # fmt: skip
        assert row[2:] == tuple(pytest.approx(people[at, ages].sum()) for at in (0, 5, 10, 11))


def test_base_and_outlook_are_shown_the_others_not() -> None:
    found = table(service_ages(alone(results(["alpha", "beta", "gamma"]))))
    assert [words(row[0]).en for row in found.table.rows] == ["Alpha"] * 4 + ["Beta"] * 4


def test_a_year_that_one_result_lacks_is_empty() -> None:
    short, long = results(["alpha"], periods=7)[0], results(["beta"], periods=12)[0]
    found = table(service_ages(alone([short, long], year=2025)))
    assert found.table.columns[-1].key == "2030"
    assert found.table.rows[0][-1] is None
    assert found.table.rows[4][-1] is not None


def test_groups_of_five_years_do_not_tell_school_ages() -> None:
    found = left_out(service_ages(alone(results(["alpha"], width=5))))
    assert "projection run --step 1" in found.remedy.ja
