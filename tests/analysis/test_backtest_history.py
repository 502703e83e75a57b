from __future__ import annotations

import numpy as np
import pytest

from projection.analysis.backtest_history import stocks, unchanged, whole_years
from tests.analysis.worlds_backtest import AGES, small_history


def test_a_municipality_without_earlier_figures_counts_from_its_first() -> None:
    history = small_history()
    history["population"].loc[{"region": "132217", "year": slice(None, 2004)}] = np.nan
    history["births"].loc[{"region": "132217", "period": slice(None, 2004)}] = np.nan
    assert unchanged(history, 2005, 2020).tolist() == [True, True, True]
    assert unchanged(history, 2004, 2020).tolist() == [True, False, True]


@pytest.mark.parametrize("name", ["births", "other_out"])
def test_every_flow_must_be_known(name: str) -> None:
    history = small_history()
    history[name].loc[{"region": "473821", "period": 2012}] = np.nan
    assert unchanged(history, 2010, 2020).tolist() == [True, True, False]
    assert unchanged(history, 2013, 2020).all()


def test_places_without_residents_are_not_tested() -> None:
    history = small_history()
    history["population"].loc[{"region": "011002"}] = 0.0
    assert unchanged(history, 2010, 2020).tolist() == [False, True, True]


def test_to_2013_registers_and_flows_are_taken_as_they_are() -> None:
    history = small_history(spring=80.0)
    found = whole_years(history, 2003, 2008)
    assert found["year"].values.tolist() == [2003, 2004, 2005, 2006, 2007, 2008]
    np.testing.assert_array_equal(
        found["population"].values, stocks(history, np.arange(2003, 2009))
    )
    np.testing.assert_array_equal(
        found["births"].values, history["births"].sel(period=slice(2003, 2007)).values
    )


@pytest.mark.parametrize("spring", [0.0, 80.0, -80.0])
def test_earlier_registers_are_carried_back_to_january(spring: float) -> None:
    # In the small world the January of every year is known: a quarter's loss less, and those
    # who leave in March still there. A line between two registers is off by less than 0.01 %.
    history = small_history(spring=spring)
    found = whole_years(history, 2010, 2015)["population"].values
    loss = np.array([0.99, 0.98, 0.97])[:, None, None, None]
    march = stocks(history, np.array([2010, 2011, 2012, 2013]))
    # A register of 1 January 2014 is not carried anywhere.
    np.testing.assert_array_equal(found[:, 4:], stocks(history, np.array([2014, 2015])))
    leaving = spring * np.isin(AGES, [15, 20]) / 4
    expected = march * loss**-0.25 + leaving
    np.testing.assert_allclose(
        found[:, :4].sum(axis=(2, 3)), expected.sum(axis=(2, 3)), rtol=1e-4
    )
    others = ~np.isin(AGES, [15, 20])
    np.testing.assert_allclose(found[:, :4][..., others], expected[..., others], rtol=1e-4)


def test_january_of_2013_closes_the_accounts_of_that_year() -> None:
    history = small_history(spring=80.0)
    found = whole_years(history, 2012, 2015)
    change = found["population"].sum(("sex", "age")).diff("year").sel(year=2014).values
    flows = history.sel(period=2013)
    accounts = (
        flows["births"] - flows["deaths"] + flows["in_migration"] - flows["out_migration"]
    )
    np.testing.assert_allclose(change, accounts.values, rtol=1e-9)


def test_flows_of_calendar_years_are_parts_of_two_fiscal_years() -> None:
    history = small_history()
    deaths = whole_years(history, 2011, 2014)["deaths"]
    fiscal = history["deaths"]
    np.testing.assert_allclose(
        deaths.sel(period=2011), 0.25 * fiscal.sel(period=2010) + 0.75 * fiscal.sel(period=2011)
    )
    np.testing.assert_array_equal(deaths.sel(period=2013), fiscal.sel(period=2013))
