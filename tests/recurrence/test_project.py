from __future__ import annotations

import json

import numpy as np
import pytest
import xarray as xr
from hypothesis import given
from hypothesis import strategies as st

from projection import project_rates
from projection.gross import GrossConvention
from projection.kernel import Convention, OpenGroup, Rates, project
from projection.rates.life_tables import abridged_life_table
from projection.rates.separation import AxRule
from tests.recurrence.worlds import LABELS, entered, gross_world, net_world, refused

CONVENTIONS = [
    Convention("even"),
    Convention("even", births_count_arrivals=False),
    Convention("end", births_count_arrivals=False),
    Convention("end"),
    Convention("start"),
    Convention("even", rate_base="present"),
]


def one_bare(world: xr.Dataset, convention: Convention) -> xr.DataArray:
    """The kernel on one region and one variant."""
    rates = Rates(
        survival=world["survival_ratio"].values,
        fertility=world["fertility_rate"].values,
        sex_ratio=world["sex_ratio_at_birth"].values,
        migration_count=world["net_migration_count"].values,
        migration_rate=world["net_migration_rate"].values,
    )
    run = project(world["population"].values, rates, 5, convention)
    coords = {"year": [*LABELS["period"], 2020], "sex": LABELS["sex"], "age": LABELS["age"]}
    return xr.DataArray(run.population, coords, ("year", "sex", "age"))


@pytest.mark.parametrize("convention", CONVENTIONS, ids=str)
def test_every_leading_label_is_projected_as_if_alone(convention: Convention) -> None:
    world = net_world()
    result = project_rates(world, convention=convention)
    assert result["population"].dims == ("region", "variant", "year", "sex", "age")
    for region, variant in (("south", "b"), ("west", "f")):
        at = {"region": region, "variant": variant}
        alone = one_bare(world.sel(at), convention)
        xr.testing.assert_allclose(result["population"].sel(at, drop=True), alone, rtol=1e-13)


@given(st.sampled_from(CONVENTIONS), st.integers(0, 2**32 - 1))
def test_the_balance_holds_in_every_cell(convention: Convention, seed: int) -> None:
    result = project_rates(net_world(seed), convention=convention)
    born = result["births"].where(result["age"] == 0, 0.0)
    expected = entered(result) + born - result["deaths"] + result["net_migration"]
    end = result["population"].isel(year=slice(1, None)).values
    np.testing.assert_allclose(expected.transpose(*result["deaths"].dims), end, rtol=1e-9)
    mothers = result["births_by_mother_age"].sum("age")
    xr.testing.assert_allclose(mothers, result["births"].sum("sex"))


@given(st.integers(0, 2**32 - 1))
def test_gross_flows_balance_and_transfers_cancel(seed: int) -> None:
    result = project_rates(gross_world(seed), convention=GrossConvention())
    flows = (
        result["in_migration"]
        - result["out_migration"]
        + result["transfers_in"]
        - result["transfers_out"]
    )
    xr.testing.assert_allclose(flows, result["net_migration"])
    born = result["births"].where(result["age"] == 0, 0.0)
    expected = entered(result) + born - result["deaths"] + flows
    end = result["population"].isel(year=slice(1, None)).values
    np.testing.assert_allclose(expected.transpose(*result["deaths"].dims), end, rtol=1e-9)
    passing = (result["transfers_in"] - result["transfers_out"]).sum("region")
    np.testing.assert_allclose(passing, 0.0, atol=1e-9)


def test_gross_flows_without_sub_populations() -> None:
    """Where nobody passes, regions are projected as if alone."""
    world = gross_world().drop_vars(["transfer_rate", "child_share", "to_region"])
    alone = project_rates(world.sel(region="west"), convention=GrossConvention())
    together = project_rates(world, convention=GrossConvention())
    assert alone["population"].dims == ("variant", "year", "sex", "age")
    west = together.sel(region="west", drop=True)
    xr.testing.assert_allclose(west, alone)


def test_a_run_may_be_carried_on_from_the_middle() -> None:
    world = net_world()
    whole = project_rates(world)
    first = project_rates(world.sel(period=[2000, 2005]))
    half = first["population"].sel(year=2010, drop=True)
    second = project_rates(world.sel(period=[2010, 2015]).assign(population=half))
    xr.testing.assert_identical(
        second["population"].sel(year=2020), whole["population"].sel(year=2020)
    )


def test_what_lacks_a_period_or_a_sex_holds_for_all() -> None:
    world = net_world()
    same = world.assign(survival_ratio=world["survival_ratio"].isel(period=0, sex=0, drop=True))
    spread = same.assign(
        survival_ratio=same["survival_ratio"] * xr.ones_like(world["survival_ratio"])
    )
    xr.testing.assert_allclose(project_rates(same), project_rates(spread))


def test_rates_may_be_constant_throughout() -> None:
    """Then the labels of the coordinate say which periods they hold for."""
    for world, convention in (
        (net_world(), Convention()),
        (gross_world(), GrossConvention()),
    ):
        constant = world.isel(period=0, drop=True)
        repeated = constant.expand_dims(period=world["period"].values)
        repeated = repeated.assign(population=world["population"])
        expected = project_rates(repeated, convention=convention)
        found = project_rates(
            constant.assign_coords(period=world["period"].values), convention=convention
        )
        xr.testing.assert_allclose(found, expected)


def test_the_order_of_sexes_and_dims_does_not_matter() -> None:
    world = net_world()
    turned = world.isel(sex=[1, 0]).transpose("age", "sex", "period", "variant", "region")
    xr.testing.assert_identical(project_rates(turned), project_rates(world))


def test_women_alone_are_the_women_of_both() -> None:
    world = net_world()
    women = project_rates(world.sel(sex=["female"]))
    both = project_rates(world).sel(sex=["female"])
    xr.testing.assert_allclose(women, both)


def test_two_ratios_into_the_open_group() -> None:
    """Both the same as the joint one: nothing changes; else each meets its own group."""
    world = net_world()
    joint = world["survival_ratio"].isel(age=-1, drop=True)
    convention = Convention("even", open_group="separate")
    same = project_rates(world.assign(open_survival_ratio=joint), convention=convention)
    xr.testing.assert_allclose(same["population"], project_rates(world)["population"])
    none = project_rates(world.assign(open_survival_ratio=0 * joint), convention=convention)
    gone = same["population"] - none["population"]
    moved = world["net_migration_count"] + world["net_migration_rate"] * world["population"]
    start = (world["population"] + moved / 2).isel(age=-1, period=0)
    expected = start * joint.isel(period=0)
    first = gone.sel(year=2005, age=20).isel(variant=0)
    np.testing.assert_allclose(first, expected.transpose(*first.dims))


def test_person_years_are_survival_ratios() -> None:
    """L of 4, 3, 2, 1, 1 a birth: 4/5, 3/4, 2/3, 1/2, and 1/2 of the last two together."""
    years = xr.DataArray([4.0, 3.0, 2.0, 1.0, 1.0], {"age": LABELS["age"]})
    world = net_world().drop_vars("survival_ratio").assign(person_years=years)
    used = project_rates(world)["survival_ratio"].isel(region=0, variant=0, period=0, sex=0)
    np.testing.assert_allclose(used, [0.8, 0.75, 2 / 3, 0.5, 0.5])


def test_mortality_of_a_table_of_other_ages() -> None:
    world = net_world().drop_vars("survival_ratio")
    ages = [0, 1, 5, 10, 15, 20, 25]
    rates = xr.DataArray(
        np.array([[0.01, 0.002, 0.001, 0.001, 0.01, 0.05, 0.3]] * 2) * [[1.2], [1.0]],
        {"sex": LABELS["sex"], "life_table_age": ages},
    )
    rule = AxRule("coale_demeny", "midpoint")
    by_rate = project_rates(world.assign(mortality_rate=rates), ax=rule)
    assert (by_rate["survival_ratio"].isel(age=0) > by_rate["survival_ratio"].isel(age=4)).all()
    constant = world.assign(mortality_rate=0 * rates + 0.1)
    midpoint = AxRule("midpoint", "midpoint")
    used = project_rates(constant, ax=midpoint)["survival_ratio"].isel(age=slice(2, None))
    # Of groups of five years, 5 x 0.1 / (1 + 2.5 x 0.1) = 0.4 die, those of the open one too.
    np.testing.assert_allclose(used, 0.6 * np.ones(used.shape))


def test_ages_of_the_population_may_be_those_of_the_table() -> None:
    world = (
        net_world()
        .drop_vars("survival_ratio")
        .assign_coords(age=[0, 1, 2, 3, 4], period=[2000, 2001, 2002, 2003])
    )
    dying = xr.DataArray([0.1, 0.2, 0.2, 0.2, 0.2], {"age": [0, 1, 2, 3, 4]})
    rule = AxRule("midpoint", "midpoint")
    result = project_rates(world.assign(death_probability=dying), ax=rule)
    # 1 - 0.1 / 2 from births; then (0.9 x 0.9) / (1 - 0.05).
    used = result["survival_ratio"].isel(region=0, variant=0, period=0, sex=1, age=[0, 1])
    np.testing.assert_allclose(used, [0.95, 0.81 / 0.95])


@pytest.mark.parametrize("open_group", ["joint", "separate"])
def test_a_stationary_population_stays_under_either_open_rule(open_group: OpenGroup) -> None:
    """People in proportion to nLx, by either rule for the open group of a life table."""
    mortality, ages = np.array([0.1, 0.02, 0.03, 0.2, 0.4]), np.arange(5)
    rule = AxRule("midpoint", "midpoint")
    years = abridged_life_table(mortality[None], ages, rule, ("female",)).person_years
    world = xr.Dataset(
        {
            "population": (("sex", "age"), 1000 * years),
            "mortality_rate": ("age", mortality),
            "fertility_rate": ("age", np.zeros(5)),
            "sex_ratio_at_birth": 1.05,
        },
        {"sex": ["female"], "age": ages, "period": [2000, 2001, 2002]},
    )
    convention = Convention(open_group=open_group)
    found = project_rates(world, convention=convention, ax=rule)["population"]
    start, after = (found.sel(year=year, drop=True) for year in (2000, 2001))
    xr.testing.assert_allclose(after.isel(age=slice(1, None)), start.isel(age=slice(1, None)))
    # Those in the open group alone die at its rate; joint, with the younger ones who enter it.
    used = project_rates(
        world.assign(population=world["population"].where(world["age"] == 4, 0.0)),
        convention=convention,
        ax=rule,
    )["population"]
    left = float((used.sel(year=2001, age=4) / used.sel(year=2000, age=4)).item())
    both = years[0, 4] / (years[0, 3] + years[0, 4])
    assert (left == pytest.approx(both)) == (open_group == "joint")


def test_the_result_says_how_it_was_made() -> None:
    result = project_rates(net_world(), convention=Convention("end"))
    assert json.loads(result.attrs["convention"])["timing"] == "end"
    assert result.attrs["step"] == 5
    assert result["age"].attrs == {"width": 5, "open_age": 20}


def test_more_leaving_than_live_there_are_named() -> None:
    world = net_world()
    men = {"region": "west", "period": 2005, "sex": "male", "age": 20}
    world["net_migration_count"].loc[men] = -999
    said = refused(lambda: project_rates(world))
    assert said.startswith("population[region=west, variant=a, year=2010, sex=male, age=20]: ")
    assert "more leave than live there" in said


@pytest.mark.parametrize(("left", "said"), [(-98000.0, "-98,000.0"), (-0.001, "-0.001")])
def test_what_is_missing_is_shown_to_be_below_zero(left: float, said: str) -> None:
    rates = net_world().sel(period=[2000], region="west", variant="a", drop=True)
    late = Convention("end")
    rates["net_migration_rate"] *= 0
    rates["net_migration_count"] *= 0
    there = project_rates(rates, convention=late)["population"]
    cell = {"sex": "male", "age": 10}
    rates["net_migration_count"].loc[cell] = left - float(there.sel(year=2005).sel(cell))
    found = refused(lambda: project_rates(rates, convention=late))
    assert f"would be {said} persons" in found


def test_more_leaving_at_the_start_than_live_there_are_named_though_others_hide_it() -> None:
    """Half of the migrants leave at the start; who comes at the end fills both cells up."""
    rates = net_world().sel(period=[2000])
    rates["population"].loc[{"region": "west", "age": 5}] = 1000
    rates["net_migration_count"].loc[{"region": "west", "age": 10}] = -300
    rates["net_migration_count"].loc[{"region": "west", "age": 15}] = 999
    said = refused(lambda: project_rates(rates))
    assert said.startswith("deaths[region=west, variant=a, period=2000, sex=male, age=15]: ")
    assert "more leave than live there" in said
