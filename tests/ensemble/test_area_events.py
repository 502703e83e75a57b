"""Events of areas: how likely, by whom they are named, and where they are likely."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.calendar_events import usual_events
from projection.ensemble import AREA_EVENTS, likely_in
from projection.ensemble.area_events import event_probabilities
from projection.ensemble.area_figures import FIGURES
from tests.analysis.worlds_ensemble import experiment, scenario
from tests.ensemble.test_area import drawn

WOMEN, PEOPLE, AGED, OLD = range(4)


def members(**rows: list[float]) -> NDArray[np.float32]:
    """One year and the next of two members: 100 people of whom 30 are women of 20-39."""
    figures = {
        "population": [100.0, 100.0],
        "women_20_39": [30.0, 30.0],
        "population:65+": [40.0, 40.0],
        "population:75+": [25.0, 25.0],
    }
    later = figures | {name.replace("__", ":"): one for name, one in rows.items()}
    stock = np.zeros((len(FIGURES["stock"]), 2, 2), np.float32)
    for at, name in enumerate(FIGURES["stock"]):
        stock[at] = figures.get(name, [0.0, 0.0]), later.get(name, [0.0, 0.0])
    return stock


@pytest.mark.parametrize(
    ("later", "event", "share"),
    [
        ({"women_20_39": [15.0, 14.0]}, WOMEN, 0.5),
        ({"women_20_39": [15.0, 15.0]}, WOMEN, 0.0),
        ({"population": [49.0, 49.0]}, PEOPLE, 1.0),
        ({"population:65+": [40.0, 41.0]}, AGED, 0.5),
        ({"population:75+": [26.0, 26.0]}, OLD, 1.0),
    ],
)
def test_an_event_is_counted_by_members(
    later: dict[str, list[float]], event: int, share: float
) -> None:
    found = event_probabilities(members(**later))
    assert found[:, 0].tolist() == [0.0] * 4
    assert found[event, 1] == share


def test_where_nobody_is_left_no_share_is_above_a_limit() -> None:
    nobody = {name: [0.0, 0.0] for name in FIGURES["stock"]}
    assert event_probabilities(members(**nobody))[:, 1].tolist() == [1.0, 1.0, 0.0, 0.0]


def test_they_are_named_as_those_of_one_municipality() -> None:
    projected = experiment().run([scenario("current")]).isel(scenario=0)
    usual = {one.key: one.label for one in usual_events(projected)}
    for one in AREA_EVENTS:
        for lang in ("ja", "en"):
            assert one.label.of(lang).format(year=2020) == usual[one.key].of(lang)


def test_figures_of_events_are_those_by_year() -> None:
    named = [FIGURES["stock"][one.figure] for one in AREA_EVENTS]
    assert named == ["women_20_39", "population", "population:65+", "population:75+"]


def test_the_area_has_them_by_place_and_of_its_sum() -> None:
    found = drawn(0.3, 20)
    by_place, of_all = found["event_probability"], found["total_event_probability"]
    assert by_place.dims == ("region", "event", "year")
    assert (by_place[:, :2, 0] == 0).all()
    assert (of_all[:2, 0] == 0).all()
    # Where departures are this large, some futures are on one side and some on the other.
    assert 0 < float(by_place.mean()) < 1
    # The sum's share of the aged follows from its quantiles alone where all agree.
    aged = found["total_stock_projected"].sel(stock="population:65+")
    share = aged / found["total_stock_projected"].sel(stock="population")
    assert float(of_all.sel(event="aged_share>40")[0]) == float(share[0] > 0.4)


def test_places_where_an_event_is_likely_are_counted() -> None:
    chances = xr.DataArray([[[0.5]], [[0.51]], [[1.0]]], dims=("region", "event", "year"))
    assert likely_in(xr.Dataset({"event_probability": chances})).item() == 2
