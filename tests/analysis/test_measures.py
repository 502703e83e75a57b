from __future__ import annotations

import pytest

from projection.analysis.measures import ALIASES, MEASURES, evaluate, find_measure
from projection.errors import ResultError
from projection.language import LANGUAGES
from tests.worlds import world


def test_names_are_words_and_aliases_lead_to_them() -> None:
    assert all(name == measure.name for name, measure in MEASURES.items())
    assert set(ALIASES.values()) <= set(MEASURES)
    assert not set(ALIASES) & set(MEASURES)
    assert find_measure("tfr") is MEASURES["total_fertility_rate"]
    assert find_measure("e0") is MEASURES["life_expectancy"]


def test_labels_are_told_apart() -> None:
    for lang in LANGUAGES:
        labels = [measure.label.of(lang) for measure in MEASURES.values()]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", MEASURES)
def test_the_registry_says_what_values_are_like(name: str) -> None:
    measure = MEASURES[name]
    values = evaluate(measure, world())
    rest = {str(dim) for dim in values.dims} - {measure.dim}
    assert measure.dim in values.dims
    assert ("age" in rest) is measure.by_age
    assert measure.kind != "rate" or measure.sexes != "each" or rest == {"sex"}
    assert "sex" not in rest or measure.sexes != "both"
    assert (measure.kind == "stock") <= (measure.dim == "year")
    assert (measure.kind == "flow") <= (measure.dim == "period")


def test_differences_of_shares_are_points() -> None:
    assert MEASURES["aged_share"].difference_unit.ja == "ポイント"
    assert MEASURES["population"].difference_unit.ja == "人"
    assert MEASURES["births"].unit.ja == "人/年"


def test_a_near_name_is_suggested() -> None:
    with pytest.raises(ResultError) as caught:
        find_measure("aged_shere")
    assert caught.value.text() == "unknown measure 'aged_shere'; did you mean 'aged_share'?"
    assert caught.value.text("ja") == (
        "知らない指標「aged_shere」です。「aged_share」ではありませんか"
    )


def test_all_names_are_listed_where_none_is_near() -> None:
    with pytest.raises(
        ResultError, match="unknown measure 'zzz'; known measures: population, "
    ):
        find_measure("zzz")
