from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from projection.analysis.backtest import (
    BROAD,
    FIGURES,
    OFFICIAL,
    Backtest,
    backtest,
    figures,
    known_then,
)
from projection.analysis.backtest_errors import (
    ALL_SIZES,
    EVERY,
    WITH_OFFICIAL,
    SizeClass,
    errors,
    measured,
    select,
    size_classes,
)
from projection.errors import EstimationError
from projection.inputs import PastRegister, find_past_register, find_published
from tests.analysis.worlds_backtest import small_history

SHIPPED = Path(__file__).parents[2] / "inputs"
KIYOSE = "132217"


@pytest.fixture(scope="module")
def past() -> PastRegister:
    return find_past_register(SHIPPED)


@pytest.fixture(scope="module")
def tokyo(past: PastRegister) -> Backtest:
    """Tokyo from 2015, with two places that the published projection leaves out."""
    codes = past.data["region"].values
    chosen = [code for code in codes if code[:2] == "13" or code in ("072010", "072028")]
    return backtest(
        past.data.sel(region=chosen),
        past.schedules,
        2015,
        official=find_published(SHIPPED),
    )


def test_what_later_registers_say_is_as_registered(tokyo: Backtest, past: PastRegister) -> None:
    at = tokyo.codes.index(KIYOSE)
    of_2020 = past.data["population"].sel(region=KIYOSE, year=2020)
    assert tokyo.years == (2016, 2017, 2018, 2019, 2020)
    observed = dict(zip(FIGURES, tokyo.observed[at, -1].tolist(), strict=True))
    assert observed["total"] == of_2020.sum()
    assert observed["65+"] == of_2020.sel(age=slice(65, None)).sum()
    assert observed["20-24"] == of_2020.sel(age=20).sum()


def test_errors_of_tokyo_from_2015(tokyo: Backtest) -> None:
    # From this program, 23 November 2026. Half of 61 places lie within 0.1 points of the median
    # error: small changes of the fit move it by less than that.
    found = select(errors(tokyo), year=2020)
    medians = {name: one.median_absolute for name, one in found.items()}
    assert found["shipped"].municipalities == len(tokyo.codes) == 61
    assert medians["shipped"] == pytest.approx(1.2, abs=0.15)
    assert medians["plain"] == pytest.approx(1.2, abs=0.15)
    assert max(medians["shipped"], medians["plain"]) < medians["no_change"] / 2


def test_the_published_projection_is_compared_where_it_speaks(tokyo: Backtest) -> None:
    found = errors(tokyo)
    assert OFFICIAL not in select(found, year=2020)
    with_official = select(found, year=2020, among=WITH_OFFICIAL)
    assert {one.municipalities for one in with_official.values()} == {59}
    assert select(found, year=2019, among=WITH_OFFICIAL) == {}
    # Kiyose: IPSS 2018 has 74,864 in 2015 and its projection of 2020; the register's people of
    # 2015 grow alike.
    areas = find_published(SHIPPED).population.sel(region=KIYOSE).sum(("sex", "age"))
    growth = float(areas.sel(year=2020) / areas.sel(year=2015))
    at = tokyo.codes.index(KIYOSE)
    said = tokyo.projected[OFFICIAL][at, -1, 0]
    assert said == pytest.approx(growth * tokyo.residents[at])


def test_official_growth_is_left_out_of_other_base_years(past: PastRegister) -> None:
    few = past.data.sel(region=[KIYOSE, "132136", "132101"])
    tested = backtest(few, past.schedules, 2010, official=find_published(SHIPPED))
    assert np.isnan(tested.projected[OFFICIAL]).all()
    assert {one.among for one in errors(tested)} == {EVERY}
    assert tested.horizon(2011) == 1
    assert tested.horizon(2020) == 9.75


def test_naive_rivals_are_their_formulas(past: PastRegister) -> None:
    few = past.data.sel(region=[KIYOSE, "132136", "132101"])
    tested = backtest(few, past.schedules, 2008)
    totals = past.data["population"].sum(("sex", "age"))
    before, now = (totals.sel(region=list(tested.codes), year=year) for year in (2003, 2008))
    at = tested.years.index(2013)
    projected = {name: values[:, at, 0] for name, values in tested.projected.items()}
    np.testing.assert_allclose(projected["no_change"], now)
    np.testing.assert_allclose(projected["linear"], 2 * now - before)
    np.testing.assert_allclose(projected["constant_growth"], now * now / before)


def test_a_base_year_knows_nothing_later(past: PastRegister) -> None:
    then = known_then(past.schedules, 2010)
    assert then.death_probability["year"].values.tolist() == [2000, 2005, 2010]
    assert then.fertility_rate["year"].values.max() == 2009
    assert then.mortality_course is None
    assert then.migration_by_size is None
    assert known_then(past.schedules, 2003).death_probability["year"].values.max() == 2005


def test_later_registers_change_no_projection(past: PastRegister) -> None:
    few = past.data.sel(region=[KIYOSE, "132136"])
    other = few.copy(deep=True)
    other["population"].loc[{"year": slice(2011, None)}] *= 1.1
    one, two = (backtest(data, past.schedules, 2010) for data in (few, other))
    assert (one.observed != two.observed).all()
    for name, values in one.projected.items():
        np.testing.assert_array_equal(values, two.projected[name])


def test_what_is_left_out_is_counted(past: PastRegister) -> None:
    few = past.data.sel(region=[KIYOSE, "133621", "202011"])
    # Toshima had a year without deaths; the area of Nagano changed in 2010.
    assert backtest(few, past.schedules, 2015).left_out == (1, 1)


def test_nobody_left_to_test(past: PastRegister) -> None:
    with pytest.raises(
        EstimationError, match=r"no municipality can be tested from 2010 \(of 1\)"
    ):
        backtest(past.data.sel(region=["202011"]), past.schedules, 2010)


@pytest.mark.parametrize("base", [1999, 2020])
def test_base_years_without_window_or_future(past: PastRegister, base: int) -> None:
    with pytest.raises(EstimationError, match="expected a year from 2000 to 2019"):
        backtest(small_history(), past.schedules, base)


def test_broad_figures_add_up() -> None:
    persons = np.random.default_rng(3).uniform(0, 9, (5, 2, 17))
    found = dict(zip(FIGURES, np.moveaxis(figures(persons), -1, 0), strict=True))
    np.testing.assert_allclose(found["0-14"] + found["15-64"] + found["65+"], found["total"])
    assert list(FIGURES)[: len(BROAD)] == list(BROAD)
    np.testing.assert_allclose(sum(list(found.values())[len(BROAD) :]), found["total"])


def test_every_size_is_in_one_class() -> None:
    residents = np.array([0.0, 4_999.0, 5_000.0, 99_999.0, 100_000.0, 4e6])
    inside = np.array([size.holds(residents) for size in size_classes()])
    assert inside.sum(axis=0).tolist() == [1] * residents.size
    assert ALL_SIZES.holds(residents).all()
    assert (
        SizeClass(5_000, 20_000).holds(residents).tolist() == [False] * 2 + [True] + [False] * 3
    )


def test_where_nobody_lives_there_is_no_percentage() -> None:
    found = measured(np.array([5.0, 11.0, np.nan]), np.array([0.0, 10.0, 7.0]))
    assert found.municipalities == 1
    assert found.median_absolute == pytest.approx(10)
    assert np.isnan(measured(np.ones(2), np.zeros(2)).weighted)
