from __future__ import annotations

import pytest

from projection.analysis.comparable import check_comparable, result_labels, result_names
from projection.errors import ResultError
from tests.worlds import world


def test_results_of_one_name_are_told_apart() -> None:
    results = [world(), world(name="beta"), world()]
    results[0].encoding["source"] = "old/alpha.nc"
    names = result_names(results)
    assert names == ["alpha (old/alpha.nc)", "beta", "alpha (3)"]
    assert [label.en for label in result_labels(results, names)] == [
        "Alpha [alpha (old/alpha.nc)]",
        "Beta",
        "Alpha [alpha (3)]",
    ]


def test_every_result_that_differs_is_named_with_both_sides() -> None:
    elsewhere, later, coarse = (
        world(name="beta"),
        world(name="gamma", start=2025),
        world(name="delta", width=5, open_age=85),
    )
    elsewhere.attrs |= {
        "region": "132110",
        "region_name_ja": "小平市",
        "region_name_en": "Kodaira",
    }
    results = [world(), elsewhere, later, coarse]
    with pytest.raises(ResultError) as caught:
        check_comparable(results, result_names(results))
    assert caught.value.text().splitlines() == [
        "beta: this is a result of another region, Kodaira (132110); that of 'alpha' is "
        "Kiyose (132217); compare results of one region",
        "gamma: this result has another base date, 2025-01-01; that of 'alpha' is 2020-01-01; "
        "compare results that start from one base date",
        "delta: this result has a step of 5 (years), that of 'alpha' 1; "
        "compare results run with one --step",
    ]
    assert caught.value.text("ja").splitlines()[0] == (
        "beta: 別の地域の結果です：小平市（132110）。「alpha」は 清瀬市（132217） の結果です。"
        "同じ地域の結果だけを比べてください"
    )


def test_nothing_to_compare() -> None:
    with pytest.raises(ResultError, match="there is nothing to compare"):
        check_comparable([], [])
