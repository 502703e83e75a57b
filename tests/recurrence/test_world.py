from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import xarray as xr

from projection import project_rates
from projection.gross import GrossConvention
from projection.kernel import Convention
from projection.rates.open_slope import greville_to_open
from tests.recurrence.worlds import gross_world, net_world, refused

Change = Callable[[xr.Dataset], xr.Dataset]


def with_value(name: str, value: float, **at: object) -> Change:
    def change(world: xr.Dataset) -> xr.Dataset:
        changed = world.copy(deep=True)
        changed[name].loc[at] = value
        return changed

    return change


CELL = {"region": "south", "period": 2010, "sex": "female", "age": 15}

FAULTS: dict[str, tuple[Change, str]] = {
    "misspelt": (
        lambda world: world.rename(fertility_rate="fertilty_rate"),
        "unknown variable 'fertilty_rate'; did you mean 'fertility_rate'?\n"
        "expected a variable 'fertility_rate'; found ",
    ),
    "unknown": (lambda world: world.assign(zzz=1.0), "unknown variable 'zzz'; known variables"),
    "missing": (
        lambda world: world.drop_vars("sex_ratio_at_birth"),
        "expected a variable 'sex_ratio_at_birth'; found population, survival_ratio",
    ),
    "nobody survives": (
        lambda world: world.drop_vars("survival_ratio"),
        "expected exactly one variable that says who survives",
    ),
    "survival twice": (
        lambda world: world.assign(mortality_rate=0 * world["survival_ratio"] + 0.1),
        "found survival_ratio, mortality_rate",
    ),
    "no periods": (
        lambda world: world.isel(period=0, drop=True),
        "expected a dim 'period'; found",
    ),
    "no labels": (lambda world: world.drop_vars("region"), "the dim 'region' has no labels"),
    "labels twice": (
        lambda world: world.assign_coords(region=["north", "north", "west"]),
        "region: a label stands twice",
    ),
    "no sex": (
        lambda world: world.assign(population=world["population"].isel(sex=0, drop=True)),
        "population: expected the dims sex, age, beside leading ones; found region, age",
    ),
    "surplus dim": (
        lambda world: world.assign(sex_ratio_at_birth=world["fertility_rate"] + 1.0),
        "sex_ratio_at_birth: expected the dims -, beside leading ones; "
        "found variant, period, age",
    ),
    "population of years": (
        lambda world: world.assign(population=world["population"].expand_dims(year=[2000])),
        "population: expected the dims sex, age",
    ),
    "other sexes": (
        lambda world: world.assign_coords(sex=["m", "f"]),
        "sex: expected the sexes male and female, or female alone; found m, f",
    ),
    "men alone": (lambda world: world.sel(sex=["male"]), "found male"),
    "ages": (
        lambda world: world.assign_coords(age=[0, 1, 5, 10, 15]),
        "age: expected two or more lower bounds of ages from 0, equally wide (0, 5, 10); "
        "found 0, 1, 5, 10, 15",
    ),
    "ages from five": (lambda world: world.isel(age=slice(1, None)), "found 5, 10, 15, 20"),
    "periods": (
        lambda world: world.assign_coords(period=[2000, 2001, 2002, 2003]),
        "period: expected first years of periods 5 years apart",
    ),
    "no period": (
        lambda world: world.isel(period=slice(0, 0)),
        "period: expected first years of periods 5 years apart",
    ),
    "ages as words": (
        lambda world: world.assign_coords(age=["0", "5", "10", "15", "20"]),
        "age: expected two or more lower bounds of ages from 0",
    ),
    "ages of half a year": (
        lambda world: world.assign_coords(age=[0, 2.5, 5, 7.5, 10]),
        "age: expected two or more lower bounds of ages from 0",
    ),
    "periods as dates": (
        lambda world: world.assign_coords(
            period=np.array(["2000", "2005", "2010", "2015"], dtype="datetime64[ns]")
        ),
        "period: expected first years of periods 5 years apart",
    ),
    "not a number": (
        with_value("survival_ratio", np.nan, **CELL),
        "survival_ratio[region=south, period=2010, sex=female, age=15]: missing or not finite "
        "(nan; 1 in all)",
    ),
    "misaligned": (
        lambda world: xr.merge(
            [
                world.drop_vars("net_migration_rate"),
                world["net_migration_rate"].isel(age=slice(4)),
            ],
            join="outer",
        ),
        "net_migration_rate[period=2000, sex=male, age=20]: missing",
    ),
    "negative": (
        with_value("population", -1.0, region="west", sex="male", age=5),
        "population[region=west, sex=male, age=5]: expected 0 to inf; found -1 (1 in all)",
    ),
    "above one": (
        with_value("survival_ratio", 1.2, **CELL),
        "age=15]: expected 0 to 1; found 1.2",
    ),
    "person-years of a hundred thousand births": (
        lambda world: world.drop_vars("survival_ratio").assign(
            person_years=xr.DataArray([4e5, 3e5, 2e5, 1e5, 1e5], {"age": world["age"].values})
        ),
        "person_years[age=0]: gives a survival ratio above 1 (8e+04; 1 in all); expected "
        "person-years per birth",
    ),
    "person-years that rise": (
        lambda world: world.drop_vars("survival_ratio").assign(
            person_years=xr.DataArray([4.0, 3.0, 3.3, 0.0, 1.0], {"age": world["age"].values})
        ),
        "person_years[age=10]: gives a survival ratio above 1 (1.1; 1 in all)",
    ),
    "two dims of ages": (
        lambda world: world.drop_vars("survival_ratio").assign(
            mortality_rate=world["survival_ratio"]
            * xr.DataArray([1.0, 1.0], {"life_table_age": [0, 1]})
        ),
        "mortality_rate: expected the dims life_table_age, beside leading ones; found region",
    ),
    "words": (
        lambda world: world.assign(population=world["population"].astype(str)),
        "population: expected numbers; found the type <U",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_place(name: str) -> None:
    change, expected = FAULTS[name]
    assert expected in refused(lambda: project_rates(change(net_world())))


def test_faults_of_values_are_told_together() -> None:
    world = with_value("population", -1.0, region="west", sex="male", age=5)(net_world())
    both = with_value("survival_ratio", 1.2, **CELL)(world)
    assert len(refused(lambda: project_rates(both)).splitlines()) == 2


SEPARATE = Convention("even", open_group="separate")


def test_the_open_group_needs_its_own_ratio_where_separate() -> None:
    world = net_world()
    own = world.assign(open_survival_ratio=world["survival_ratio"].isel(age=0, drop=True))
    assert "needs the variable open_survival_ratio" in refused(
        lambda: project_rates(world, convention=SEPARATE)
    )
    assert "the variable is not used" in refused(lambda: project_rates(own))
    years = world.rename(survival_ratio="person_years")
    assert "do not tell two ratios" in refused(
        lambda: project_rates(years, convention=SEPARATE)
    )


def test_probabilities_take_no_function() -> None:
    world = net_world().rename(survival_ratio="death_probability")
    said = refused(lambda: project_rates(world, ax=lambda *_: np.ones(4)))
    assert said == "ax: death probabilities need an AxRule; found a function"
    assert callable(greville_to_open)


def test_all_children_belong_somewhere_and_nobody_passes_to_where_they_are() -> None:
    world = gross_world()
    less = world.copy(deep=True)
    less["child_share"].loc[{"region": "south", "to_region": "west"}] = 0.0
    staying = world.copy(deep=True)
    at = {"period": 2001, "sex": "male", "age": 2, "region": "west", "to_region": "west"}
    staying["transfer_rate"].loc[at] = 0.1
    assert refused(lambda: project_rates(less, convention=GrossConvention())) == (
        "child_share[region=south]: expected the shares of all children to add up to 1; "
        "found 0.9 (1 in all)"
    )
    assert refused(lambda: project_rates(staying, convention=GrossConvention())) == (
        "transfer_rate[region=west, period=2001, sex=male, age=2]: expected 0 from a "
        "sub-population to itself; found 0.1 (1 in all)"
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda world: world.assign_coords(to_region=["west", "north", "south"]),
        lambda world: world.assign(population=world["population"].isel(region=0, drop=True)),
        lambda world: world.assign(
            sex_ratio_at_birth=world["sex_ratio_at_birth"]
            * xr.ones_like(world["region"], float)
        ),
    ],
)
def test_people_pass_along_one_dim(change: Change) -> None:
    said = refused(lambda: project_rates(change(gross_world()), convention=GrossConvention()))
    assert said.startswith("to_region: people pass along one dim alone, region and to_region")


def test_net_and_gross_variables_do_not_mix() -> None:
    world = net_world().rename(survival_ratio="death_probability")
    said = refused(lambda: project_rates(world, convention=GrossConvention()))
    assert "unknown variable 'net_migration_count'" in said
