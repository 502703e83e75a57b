"""What the regional projections refuse, in both languages, with value and place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import xarray as xr

from projection import Convention, project_multiregional, project_regions
from projection.errors import RatesError
from tests.regions.worlds import drawn, filled, world

Change = Callable[[xr.Dataset], xr.Dataset]


def put(name: str, value: float, **cell: object) -> Change:
    """Return a change of one cell."""

    def changed(rates: xr.Dataset) -> xr.Dataset:
        one = rates[name].copy()
        one.loc[cell] = value
        return rates.assign({name: one})

    return changed


CELL = {"region": "kodaira", "sex": "female", "age": 3}
AT = CELL | {"period": 2021}

BAD: dict[str, tuple[Change, str, str]] = {
    "nan": (
        put("population", np.nan, **CELL),
        "population[region=kodaira, sex=female, age=3]: not a finite number; found nan; see "
        "that its labels are those of the other tables",
        "population[region=kodaira, sex=female, age=3]: 数値でない値があります（nan）。"
        "ラベルがほかの表とそろっているか確かめてください",
    ),
    "negative": (
        put("population", -2, **CELL),
        "population[region=kodaira, sex=female, age=3]: too low; expected 0 or above; found -2",
        "population[region=kodaira, sex=female, age=3]: 小さすぎる値です（△2）。"
        "0以上にしてください",
    ),
    "rate above one": (
        put("departure_rate", 1.2, **AT),
        "departure_rate[region=kodaira, period=2021, sex=female, age=3]: too high; "
        "expected 1 or below; found 1.2",
        "departure_rate[region=kodaira, period=2021, sex=female, age=3]: "
        "大きすぎる値です（1.2）。1以下にしてください",
    ),
    "survival above one": (
        put("survival_ratio", 1.01, period=2022),
        "survival_ratio[region=kiyose, period=2022, sex=male, age=0]: too high; expected "
        "1 or below; found 1.01 (and 47 more)",
        "survival_ratio[region=kiyose, period=2022, sex=male, age=0]: "
        "大きすぎる値です（1.01）、ほか47か所。1以下にしてください",
    ),
    "share sum": (
        put("destination_share", 0.0, region="akiruno", to_region="kiyose"),
        "destination_share[region=akiruno]: the shares of the destinations sum to 0.901058; "
        "expected 1",
        "destination_share[region=akiruno]: 移動先の割合の合計が0.901058です。1にしてください",
    ),
    "missing": (
        lambda rates: rates.drop_vars("departure_rate"),
        "'departure_rate' is missing; expected population, survival_ratio, fertility_rate, "
        "sex_ratio_at_birth, departure_rate, destination_share",
        "「departure_rate」がありません。必要なもの：population, survival_ratio, "
        "fertility_rate, sex_ratio_at_birth, departure_rate, destination_share",
    ),
    "unknown": (
        lambda rates: rates.rename(net_migration_count="migration_count"),
        "'migration_count' is not used; mend the name, or leave it out; known names: "
        "population, survival_ratio, fertility_rate, sex_ratio_at_birth, departure_rate, "
        "destination_share, net_migration_count, net_migration_rate",
        "「migration_count」は使われません。名前を直すか、除いてください。使えるもの："
        "population, survival_ratio, fertility_rate, sex_ratio_at_birth, departure_rate, "
        "destination_share, net_migration_count, net_migration_rate",
    ),
    "dims": (
        lambda rates: rates.assign(departure_rate=filled(0.1, "region", "age")),
        "departure_rate: the dims do not fit; expected region, sex, age, and period where they "
        "differ; found region, age",
        "departure_rate: 次元が合いません。region, sex, age が必要で、"
        "ほかは period だけ使えます（region, age）",
    ),
    "sexes": (
        lambda rates: rates.assign_coords(sex=["female", "male"]),
        "sex: the labels do not fit; expected male, female; found female, male",
        "sex: ラベルが合いません。male, female でなければなりません（female, male）",
    ),
    "twice": (
        lambda rates: rates.assign_coords(
            region=["a", "b", "c", "a"], to_region=["a", "b", "c", "a"]
        ),
        "region: a label stands there more than once; expected each once; found a\n"
        "to_region: a label stands there more than once; expected each once; found a",
        "region: 同じラベルが2回以上あります（a）。1回ずつにしてください\n"
        "to_region: 同じラベルが2回以上あります（a）。1回ずつにしてください",
    ),
    "widths": (
        lambda rates: rates.assign_coords(period=[2020, 2025, 2030]),
        "age, period: expected ages from 0 in groups of one width, and periods as far apart; "
        "found 0, 1, 2, 3, 4, 5, 2020, 2025, 2030",
        "age, period: 年齢は0歳から同じ幅の階級で、期間も同じ年数きざみでなければなりません"
        "（0, 1, 2, 3, 4, 5, 2020, 2025, 2030）",
    ),
    "more leave than are there": (
        lambda rates: rates.assign(net_migration_count=filled(-500.0, "region", "sex", "age")),
        "population[region=kiyose, year=2021, sex=male, age=0]: the cell would hold -363.75 "
        "persons: more move and die than live there; lower the rates, or see to the counts of "
        "net migration (and 143 more)",
        "population[region=kiyose, year=2021, sex=male, age=0]: "
        "この区分の人口が△363.75人になります。"
        "移動と死亡の合計が、住んでいる人より多くなっています。"
        "転出率を下げるか、純移動数を見直してください、ほか143か所",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_rates_are_refused(name: str) -> None:
    change, english, japanese = BAD[name]
    with pytest.raises(RatesError) as caught:
        project_regions(change(world()))
    assert caught.value.text("en") == english
    assert caught.value.text("ja") == japanese


def test_more_leaving_at_the_start_than_live_there_are_named_though_others_hide_it() -> None:
    """Half of the migrants leave at the start; who comes at the end fills both cells up."""
    rates = world()
    for name in ("departure_rate", "net_migration_rate"):
        rates[name] *= 0
    rates["population"].loc[{"region": "kodaira", "age": 1}] = 2000
    rates["net_migration_count"].loc[{"region": "kodaira", "age": 2}] = -900
    rates["net_migration_count"].loc[{"region": "kodaira", "age": 3}] = 1999
    with pytest.raises(RatesError) as caught:
        project_regions(rates.sel(period=[2020]), convention=Convention())
    said = caught.value.text("en")
    assert said.startswith("deaths[region=kodaira, period=2020, sex=male, age=3]: ")


def test_own_region_is_no_destination() -> None:
    rates = world()
    rates["destination_share"] = filled(0.25, "region", "to_region")
    with pytest.raises(RatesError) as caught:
        project_regions(rates)
    assert "kiyose" in caught.value.text("en")
    assert (
        "a share of 0.25 moves to the region it comes from; expected 0" in caught.value.text()
    )


def test_all_faults_at_once() -> None:
    rates = put("population", -1, **CELL)(put("fertility_rate", np.nan, age=2)(world()))
    with pytest.raises(RatesError) as caught:
        project_regions(rates)
    assert len(caught.value.faults) == 2


def test_the_open_group_needs_its_ratio_where_separate() -> None:
    with pytest.raises(RatesError, match="'open_survival_ratio' is missing"):
        project_regions(world(), convention=Convention(open_group="separate"))
    with pytest.raises(RatesError, match="'open_survival_ratio' is not used"):
        project_regions(world().assign(open_survival_ratio=filled(0.5, "sex")))


def table() -> xr.Dataset:
    moves = drawn(3, 0.0, 0.1, "region", "to_region", "age")
    moves *= (1 - np.eye(4))[..., None]
    return xr.Dataset(
        {
            "population": drawn(0, 50, 150, "region", "age"),
            "mortality_rate": drawn(1, 0.01, 0.2, "region", "age"),
            "fertility_rate": drawn(2, 0.0, 0.3, "region", "age"),
            "move_rate": moves,
        }
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            put("move_rate", 0.1, region="kodaira", to_region="kodaira", age=1),
            "move_rate[region=kodaira, age=1]: a share of 0.1 moves to the region it comes "
            "from; expected 0",
        ),
        (
            put("mortality_rate", 0.0, region="akiruno", age=5),
            "mortality_rate[region=akiruno]: nobody dies in the open last group; expected a "
            "mortality rate above 0",
        ),
        (
            put("mortality_rate", 1.9, region="kodaira", age=1),
            "mortality_rate[region=kodaira, age=1]: death and move rates add up to 2.1147, "
            "too much for groups 1 wide; expected less than 2",
        ),
        (
            put("mortality_rate", -0.1, region="kodaira", age=1),
            "mortality_rate[region=kodaira, age=1]: too low; expected 0 or above; found -0.1",
        ),
    ],
)
def test_bad_matrices_are_refused(change: Change, message: str) -> None:
    with pytest.raises(RatesError) as caught:
        project_multiregional(change(table()), start=2020, steps=2)
    assert caught.value.text("en") == message


def test_steps_are_counted() -> None:
    with pytest.raises(RatesError, match="the number of steps is 0"):
        project_multiregional(table(), start=2020, steps=0)


def test_good_matrices_are_not_refused() -> None:
    assert project_multiregional(table(), start=2020, steps=2)["population"].sizes["year"] == 3
