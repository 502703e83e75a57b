"""What each lever does to the net migration of Kiyose's base period."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from projection.errors import ScenarioError
from projection.estimation import fit_base_rates
from projection.scenarios import Scenario, load_scenario
from projection.scenarios.levers import Migration, base_migration, scenario_migration
from tests.estimation.test_kiyose import base, kiyose

YEARS = np.arange(2020, 2035)[:, None]
AGES = np.arange(101)
HEAD = 'title = "t"\nregion = "132217"\nstart = 2020\nend = 2065\n'


def scenario(folder: Path, text: str, head: str = HEAD) -> Scenario:
    path = folder / "scenario.toml"
    path.write_text(head + text, encoding="utf-8")
    return load_scenario(path)


def lever(text: str, title: str = "l") -> str:
    return f'[[migration]]\ntitle = "{title}"\n{text}\n'


def migration(folder: Path, *levers: str, head: str = HEAD) -> Migration:
    return scenario_migration(scenario(folder, "".join(levers), head), base(), YEARS)


def whole_base(basis: str = "rate") -> Migration:
    return base_migration(base(), basis, YEARS)


def assert_same(left: Migration, right: Migration) -> None:
    np.testing.assert_allclose(left.counts, right.counts, atol=1e-12)
    np.testing.assert_allclose(left.rates, right.rates, atol=1e-12)


def test_without_levers_it_is_the_base(tmp_path: Path) -> None:
    assert_same(migration(tmp_path), whole_base())


def test_basis_rate_keeps_arrivals_as_counts() -> None:
    counts, rates = whole_base()
    arriving = base().net_migrants > 0
    expected = np.broadcast_to(base().net_migrants, counts.shape)[:, arriving]
    np.testing.assert_array_equal(counts[:, arriving], expected)
    assert not rates[:, arriving].any()
    assert (counts[:, ~arriving] <= 0).all()
    assert (rates <= 0).all()
    # Whatever is a number and whatever a rate, as many move among those of the base period.
    persons = counts + rates * base().exposed
    np.testing.assert_allclose(persons, np.broadcast_to(base().net_migrants, persons.shape))


def test_departures_turn_from_a_number_into_a_rate_in_twenty_years() -> None:
    years = np.arange(2020, 2045)[:, None]
    held = base_migration(base(), "rate", years).counts[:, 0, 27]
    assert base().net_migrants[0, 27] < held[0] < 0
    # In the middle of the first year 39 of 40 parts are held, in that of the last one.
    left = np.append(np.arange(39, 0, -2), np.zeros(5)) / 40
    np.testing.assert_allclose(held / held[0], left / left[0], atol=1e-12)


def test_a_number_held_is_a_small_part_of_the_smallest_cohort_to_come() -> None:
    one = replace(base(), held_at_most=np.full((2, 101), 0.5))
    first = base_migration(one, "rate", YEARS).counts[0]
    leaving = base().net_migrants < -0.6
    share = base().net_migrants / base().exposed
    expected = -0.5 * (1 + share) * 39 / 40
    np.testing.assert_allclose(first[leaving], expected[leaving])
    none = replace(base(), held_at_most=np.zeros((2, 101)))
    assert (base_migration(none, "rate", YEARS).counts >= 0).all()


@pytest.mark.parametrize("living", [0.0, 1e-17, 0.01])
def test_a_base_rate_takes_out_at_most_everybody(living: float) -> None:
    exposed = base().exposed.copy()
    exposed[0, 100] = living
    migrants = base().net_migrants.copy()
    migrants[0, 100] = -0.02
    counts, rates = base_migration(
        replace(base(), exposed=exposed, net_migrants=migrants), "rate", YEARS
    )
    assert (rates[:, 0, 100] == -1).all()
    assert not counts[:, 0, 100].any()


def test_basis_count_is_counts_throughout(tmp_path: Path) -> None:
    head = HEAD + 'basis = "count"\n'
    found = migration(tmp_path, head=head)
    assert not found.rates.any()
    assert_same(found, whole_base("count"))


def test_persons_added_are_spread_over_those_who_live_there(tmp_path: Path) -> None:
    text = 'sex = "female"\nages = [25, 39]\nadd_per_year = { 2020 = 0, 2030 = 40 }'
    added = migration(tmp_path, lever(text)).counts - whole_base().counts
    np.testing.assert_allclose(added.sum(axis=(1, 2))[:11], np.linspace(0, 40, 11))
    assert not added[:, 0].any()
    assert not added[:, 1, :25].any()
    assert not added[:, 1, 40:].any()
    women = base().population[1, 25:40]
    np.testing.assert_allclose(added[10, 1, 25:40], 40 * women / women.sum())


def test_a_rate_is_added_to_every_cell_of_the_ages(tmp_path: Path) -> None:
    more = migration(tmp_path, lever("ages = [90, 130]\nadd_rate = -0.01")).rates
    expected = np.where(AGES >= 90, -0.01, 0.0)
    np.testing.assert_allclose(more - whole_base().rates, np.broadcast_to(expected, more.shape))


@pytest.mark.parametrize(("effect", "left"), [("balance_by", 0.0), ("halve_by", 0.5)])
def test_balance_runs_linearly_from_the_start_year(
    effect: str, left: float, tmp_path: Path
) -> None:
    found = migration(tmp_path, lever(f"ages = [20, 39]\n{effect} = 2030"))
    years = np.arange(YEARS.size)
    kept = np.interp(years, [0, 10], [1.0, left])[:, None, None]
    inside = (AGES >= 20) & (AGES <= 39)
    factor = np.where(inside, kept, 1.0)
    whole = whole_base()
    assert_same(found, Migration(whole.counts * factor, whole.rates * factor))
    assert factor[5, 0, 30] == pytest.approx((1 + left) / 2)


def test_losses_only_spares_the_groups_that_gain(tmp_path: Path) -> None:
    text = "ages = [20, 34]\nbalance_by = 2030\nlosses_only = true"
    found, whole = migration(tmp_path, lever(text)), whole_base()
    # Women and men of 25-29 leave Kiyose on balance; those of 20-24 and 30-34 arrive.
    for part, before in zip(found, whole, strict=True):
        assert not part[10:, :, 25:30].any()
        np.testing.assert_allclose(part[:, :, :25], before[:, :, :25])
        np.testing.assert_allclose(part[:, :, 30:], before[:, :, 30:])


def test_where_balance_levers_overlap_the_stronger_counts(tmp_path: Path) -> None:
    weak, strong = lever("halve_by = 2030", "w"), lever("balance_by = 2030", "s")
    assert_same(migration(tmp_path, weak, strong), migration(tmp_path, strong))


def test_closed_ages_stay_closed_whatever_is_added(tmp_path: Path) -> None:
    add = lever("add_per_year = 100", "a")
    found = migration(tmp_path, lever("closed = true", "c"), add)
    assert not found.counts.any()
    assert not found.rates.any()


def test_the_order_of_levers_does_not_matter(tmp_path: Path) -> None:
    levers = [
        lever("ages = [20, 39]\nbalance_by = 2030", "a"),
        lever("ages = [0, 9]\nadd_per_year = 12", "b"),
        lever("ages = [5, 12]\nclosed = true", "c"),
        lever('sex = "male"\nadd_rate = 0.002', "d"),
    ]
    assert_same(migration(tmp_path, *levers), migration(tmp_path, *reversed(levers)))


def test_nobody_there_to_spread_over(tmp_path: Path) -> None:
    one = scenario(tmp_path, lever('sex = "male"\nages = [30, 30]\nadd_per_year = 5', "x"))
    population = base().population.copy()
    population[0, 30] = 0.0
    empty = replace(base(), population=population)
    with pytest.raises(ScenarioError, match=r"scenario\.toml.*'x'"):
        scenario_migration(one, empty, YEARS)


def test_a_balance_due_before_the_base_date(tmp_path: Path) -> None:
    without_start = 'title = "t"\nend = 2065\n'
    one = scenario(tmp_path, lever("balance_by = 2020", "x"), without_start)
    with pytest.raises(ScenarioError, match=r"after the start, 2020, for the lever 'x'"):
        scenario_migration(one, base(), YEARS)


def test_five_year_groups_take_the_share_of_a_lever_s_ages(tmp_path: Path) -> None:
    five = fit_base_rates(kiyose(), width=5)
    years: NDArray[np.int64] = np.arange(2020, 2035).reshape(3, 5)
    one = scenario(tmp_path, lever("ages = [6, 11]\nadd_per_year = 12"))
    nothing = scenario(tmp_path, "")
    added = (
        scenario_migration(one, five, years).counts
        - scenario_migration(nothing, five, years).counts
    )
    # 6-9 is four fifths of 5-9, 10-11 two fifths of 10-14; five years of 12 persons each.
    weights = five.population[:, 1:3] * np.array([0.8, 0.4])
    np.testing.assert_allclose(added[0, :, 1:3], 60 * weights / weights.sum())
    assert added.sum() == pytest.approx(3 * 60)


def five_year_migration(folder: Path, *levers: str) -> Migration:
    five = fit_base_rates(kiyose(), width=5)
    years = np.arange(2020, 2035).reshape(3, 5)
    added = scenario_migration(scenario(folder, "".join(levers)), five, years)
    once = base_migration(five, "rate", years)
    return Migration(added.counts - once.counts, added.rates - once.rates)


def test_in_five_year_steps_a_yearly_rate_counts_five_times(tmp_path: Path) -> None:
    found = five_year_migration(tmp_path, lever("ages = [90, 130]\nadd_rate = -0.01")).rates
    expected = np.where(np.arange(0, 101, 5) >= 90, -0.05, 0.0)
    np.testing.assert_allclose(found, np.broadcast_to(expected, found.shape), atol=1e-12)


def test_in_five_year_steps_persons_of_every_year_are_added(tmp_path: Path) -> None:
    """0 to 40 in 2020-2024 make 100, then 50 a year."""
    found = five_year_migration(tmp_path, lever("add_per_year = { 2020 = 0, 2025 = 50 }"))
    np.testing.assert_allclose(found.counts.sum(axis=(1, 2)), [100.0, 250.0, 250.0])


def test_the_open_group_is_concerned_whole_or_not_at_all(tmp_path: Path) -> None:
    whole = five_year_migration(tmp_path, lever("ages = [95, 100]\nadd_rate = 0.01")).rates
    np.testing.assert_allclose(whole[..., -2:], 0.05)
    none = five_year_migration(tmp_path, lever("ages = [95, 99]\nadd_rate = 0.01")).rates
    assert not none[..., -1].any()


def test_a_rate_is_not_added_to_closed_ages(tmp_path: Path) -> None:
    levers = lever("closed = true", "closed"), lever("add_rate = 0.01", "rate")
    found = migration(tmp_path, *levers)
    assert not found.rates.any()
    assert not found.counts.any()
