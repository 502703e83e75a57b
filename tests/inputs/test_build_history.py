"""The history of municipalities, made from tables of a country of six entries."""

from __future__ import annotations

import pandas as pd
import pytest
import xarray as xr

from projection.inputs.build_history import PERIODS, YEARS, build_history
from projection.inputs.history import MISSING
from projection.inputs.register import COMPONENTS

CITY, TOWN, BECAME, GREW, LOST = "132217", "132225", "132233", "132241", "132250"
# The town became a city in 2010; in 2004 one village went to another city.
TOWN_UNTIL, LOST_UNTIL = 2010, 2004
AGES = [*range(0, 81, 5), 85]


def date(year: int) -> str:
    return f"{year}-03-31" if year <= 2013 else f"{year}-01-01"


def persons(code: str, year: int, residents: str) -> int:
    """Persons of each cell: they grow by one each year, in each of 2 x 18 cells."""
    grown = 40 + year - 1995
    if code == GREW and year > LOST_UNTIL:
        grown += 40 + year - 1995
    return grown + (3 if residents == "total" else 0)


def exists(code: str, year: int) -> bool:
    if code == LOST:
        return year <= LOST_UNTIL
    if code in (TOWN, BECAME):
        return (code == TOWN) == (year <= TOWN_UNTIL)
    return True


def tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    codes = [CITY, TOWN, BECAME, GREW, LOST]
    stocks = [
        (code, date(year), residents, sex, age, persons(code, year, residents))
        for code in codes
        for year in YEARS.tolist()
        if exists(code, year)
        for residents in ("japanese", "total")
        if residents == "japanese" or year >= 2013
        for sex in ("female", "male")
        for age in AGES
    ]
    cells = 2 * len(AGES)
    flows = []
    for code in codes:
        for year in PERIODS.tolist():
            growth = cells * (2 if code == GREW and year > LOST_UNTIL else 1)
            start = f"{year}-04-01" if year <= 2012 else f"{year}-01-01"
            for residents in ("japanese", "total"):
                if exists(code, year + 1) and (residents == "japanese" or year >= 2013):
                    flows.append((code, residents, start, growth, 5, 70, 60, 0, 5))
    municipalities = [(code, "東京都", f"市{code}", "municipality") for code in codes]
    return (
        pd.DataFrame(stocks, columns=["code", "date", "residents", "sex", "age", "persons"]),
        pd.DataFrame(flows, columns=["code", "residents", "from", *COMPONENTS]),
        pd.DataFrame(municipalities, columns=["code", "prefecture", "municipality", "level"]),
    )


@pytest.fixture(scope="module")
def history() -> xr.Dataset:
    return build_history(*tables())


def test_the_municipalities_are_those_of_2020(history: xr.Dataset) -> None:
    assert history["region"].values.tolist() == [CITY, BECAME, GREW]
    assert history["name"].values.tolist() == [f"東京都市{CITY}", f"東京都市{BECAME}",
                                               f"東京都市{GREW}"]  # fmt: skip


def test_a_code_that_changed_is_followed(history: xr.Dataset) -> None:
    own = history.sel(region=BECAME)
    assert own["since"].item() == 1995
    assert own["population"].sel(
        year=[1995, 2010, 2011], sex="male", age=5
    ).values.tolist() == [
        40,
        55,
        56,
    ]
    assert own["in_migration"].sel(period=[1995, 2009, 2010]).values.tolist() == [70, 70, 70]


def test_a_municipality_begins_with_its_present_area(history: xr.Dataset) -> None:
    own = history.sel(region=GREW)
    assert own["since"].item() == LOST_UNTIL + 1
    found = own["population"].sel(year=[2004, 2005], sex="female", age=0)
    assert found.values.tolist() == [MISSING, 100]
    assert own["births"].sel(period=[2004, 2005]).values.tolist() == [MISSING, 72]


def test_the_oldest_are_one_group(history: xr.Dataset) -> None:
    assert history["age"].values[-1] == 80
    found = history["population"].sel(region=CITY, year=2020, sex="male", age=[75, 80])
    assert found.values.tolist() == [65, 130]


def test_all_residents_stand_apart(history: xr.Dataset) -> None:
    found = history["total_population"].sel(region=CITY, sex="male", age=0)
    assert found.values.tolist() == [61, 62]
    assert history["total_births"].sel(region=CITY).values.tolist() == [36, 36]
    assert history["births"].sel(region=CITY, period=[2012, 2013]).values.tolist() == [36, 36]


def test_figures_that_are_missing_are_not_made_up() -> None:
    population, changes, municipalities = tables()
    early = (changes["code"] == CITY) & (changes["from"] == "2012-04-01")
    whole = build_history(population, changes[~early], municipalities)
    assert whole["since"].sel(region=CITY).item() == 2013
    total = (changes["code"] == CITY) & (changes["from"] == "2014-01-01")
    total &= changes["residents"] == "total"
    with pytest.raises(ValueError, match="births: figures are missing"):
        build_history(population, changes[~total], municipalities)
