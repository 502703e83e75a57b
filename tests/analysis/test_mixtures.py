"""Which components two scenarios of Kiyose differ in, and what mixtures of them are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from projection.analysis.experiment import Experiment
from projection.analysis.mixtures import Side, components, run_mixtures
from projection.errors import ResultError
from projection.scenarios import Scenario, load_scenario
from tests.estimation.test_kiyose import base, kiyose
from tests.scenarios.test_levers import lever, scenario

END = 2040
MOTHERS = "[fertility]\ntfr = { 2019 = 1.31, 2030 = 1.8 }\n"
LONG_LIVES = "[mortality]\nimprovement = 0.02\n"


def experiment() -> Experiment:
    return Experiment(kiyose(), base(), END)


def side(folder: Path, name: str, *text: str) -> Side:
    place = folder / name
    place.mkdir()
    return Side(experiment(), scenario(place, "".join(text)))


def names(a: Side, b: Side) -> list[str]:
    return [one.name for one in components(a, b)]


def persons(dataset: xr.Dataset) -> xr.DataArray:
    return dataset["population"].sum("sex").isel(year=-1)


def own(one: Side) -> np.ndarray:
    return persons(one.experiment.run([one.scenario])).values[0]


def test_each_section_and_each_lever_is_a_component(tmp_path: Path) -> None:
    a = side(tmp_path, "a", lever("closed = true", "x"), lever("halve_by = 2030", "y"))
    head = 'basis = "count"\n'
    changed = lever("halve_by = 2035", "y"), lever("add_rate = 0.01", "z")
    b = side(tmp_path, "b", head, MOTHERS, LONG_LIVES, *changed)
    expected = ["fertility", "mortality", "base_migration"]
    levers = ["migration: x", "migration: y", "migration: z"]
    assert names(a, b) == [*expected, *levers]
    sides = [tuple(one is not None for one in each.levers) for each in components(a, b)[3:]]
    assert sides == [(True, False), (True, True), (False, True)]


def test_what_says_the_same_in_other_words_is_none(tmp_path: Path) -> None:
    tfr = base().total_fertility_rate
    words = 'title = { ja = "定着", en = "Stay" }\nhalve_by = 2030\n'
    other = 'title = { ja = "定着", en = "Remain" }\nhalve_by = 2030\n'
    a = side(tmp_path, "a", '[fertility]\ntfr = "observed"\n', f"[[migration]]\n{words}")
    b = side(tmp_path, "b", f"[fertility]\ntfr = {tfr!r}\n", f"[[migration]]\n{other}")
    assert names(a, b) == []


def test_a_lever_is_matched_with_one_other_at_most(tmp_path: Path) -> None:
    def titled(ja: str, en: str) -> str:
        return f'[[migration]]\ntitle = {{ ja = "{ja}", en = "{en}" }}\nhalve_by = 2030\n'

    a = side(tmp_path, "a", titled("甲", "one"))
    b = side(tmp_path, "b", titled("甲", "two"), titled("乙", "one"))
    assert [one.levers[0] for one in components(a, b)] == [None]


def test_mixtures_run_from_the_one_to_the_other(tmp_path: Path) -> None:
    a = side(tmp_path, "a", lever("balance_by = 2030\nages = [20, 39]", "x"))
    b = side(tmp_path, "b", MOTHERS, LONG_LIVES, lever("add_per_year = 30", "z"))
    found = run_mixtures(a, b, [[one] for one in components(a, b)], persons)
    assert len(found) == 2**4
    np.testing.assert_allclose(found[0], own(a), rtol=1e-12)
    np.testing.assert_allclose(found[-1], own(b), rtol=1e-12)


def test_a_mixture_is_the_scenario_that_says_so(tmp_path: Path) -> None:
    stay, come = lever("balance_by = 2030\nages = [20, 39]", "x"), lever("add_rate = 0.01", "z")
    a, b = side(tmp_path, "a", stay), side(tmp_path, "b", MOTHERS, LONG_LIVES, come)
    mixed = side(tmp_path, "mixed", LONG_LIVES, stay, come)
    groups = [[one] for one in components(a, b) if one.name in ("mortality", "migration: z")]
    np.testing.assert_allclose(run_mixtures(a, b, groups, persons)[-1], own(mixed), rtol=1e-12)


def test_more_mixtures_than_a_block_holds(tmp_path: Path) -> None:
    levers = [lever(f"add_per_year = {10 * 2**k}", f"l{k}") for k in range(7)]
    a, b = side(tmp_path, "a"), side(tmp_path, "b", *levers)
    found = run_mixtures(a, b, [[one] for one in components(a, b)], persons)
    # Runs are linear in the persons added: mixture k adds 10 k of them a year.
    one = found[1] - found[0]
    expected = found[0] + np.arange(2**7)[:, None] * one
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-6)


def fewer(one: Side) -> Side:
    """The same side from a base in which everything differs."""
    other = replace(
        one.base,
        population=one.base.population * 0.9,
        net_migrants=one.base.net_migrants * 0.5,
        multiplier=one.base.multiplier * 1.1,
        total_fertility_rate=1.0,
    )
    return Side(replace(one.experiment, base=other), one.scenario)


def test_two_bases_differ_in_what_they_hold(tmp_path: Path) -> None:
    a = side(tmp_path, "a", lever("add_per_year = 30\nages = [20, 29]", "x"))
    b = fewer(a)
    assert names(a, b) == ["base_population", "fertility", "mortality", "base_migration"]
    found = run_mixtures(a, b, [components(a, b)], persons)
    np.testing.assert_allclose(found, [own(a), own(b)], rtol=1e-12)
    (people, *_) = components(a, b)
    nine_tenths = run_mixtures(a, b, [[people]], lambda runs: runs["population"].isel(year=0))
    np.testing.assert_allclose(nine_tenths[1], 0.9 * base().population, rtol=1e-12)


def test_sides_must_cover_the_same_years(tmp_path: Path) -> None:
    a = side(tmp_path, "a")
    with pytest.raises(ResultError, match="same years and ages: 2020-2035 and 2020-2040"):
        components(a, Side(replace(a.experiment, end=2035), a.scenario))


def test_a_side_is_worked_out_once(tmp_path: Path) -> None:
    one = side(tmp_path, "one", "[fertility]\ntfr = 1.4\n")
    assert one.run is one.run
    assert one.rates is one.rates
    xr.testing.assert_identical(one.run, one.experiment.run([one.scenario]))


def test_labels_name_the_lever_in_both_languages() -> None:
    folder = Path(__file__).parents[2] / "scenarios" / "kiyose"
    current, stay = (load_scenario(folder / f"{one}.toml") for one in ("current", "retention"))
    (only,) = components(_of(current), _of(stay))
    assert (only.label.ja, only.label.en) == (
        "移動「20〜39歳の転出超過の解消」",
        "Migration 'Ages 20-39 stay'",
    )


def _of(one: Scenario) -> Side:
    return Side(experiment(), one)
