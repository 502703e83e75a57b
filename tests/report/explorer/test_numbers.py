"""In a real browser, the page's numbers are the engine's: its saved files prove it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import xarray as xr

from projection.analysis.applying import Span, applied
from projection.analysis.asked import asked
from projection.analysis.goals import outcomes
from projection.analysis.measures import MEASURES
from projection.analysis.unknowns import parse_unknown
from projection.cli.main import main
from projection.results import read_result
from projection.scenarios import YearPath, load_scenario
from tests.browser import opened
from tests.report.explorer.handling import DATA, go, save, table
from tests.report.explorer.worlds import World, nowhere, shipped

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The recurrence adds in another order; a table of 75,000 people keeps ten digits at least.
TOLERANCE = 1e-6

CHOICES = {
    "tfr": ("", "0.9", "2.13"),
    "young": ("", "-45"),
    "families": ("", "30"),
    "mortality": ("", "0.7"),
    "start": ("", "2033"),
}
GRID = [
    "&".join(f"{key}={value}" for key, value in zip(CHOICES, values, strict=True) if value)
    for values in itertools.product(*CHOICES.values())
]


def agrees(page: Page, result: xr.Dataset) -> None:
    for name, of_page in (
        ("population", "population"),
        ("deaths", "deaths"),
        ("net_migration", "migration"),
        ("births", "births"),
    ):
        expected = result[name].values
        found = table(page, of_page).reshape(expected.shape)
        np.testing.assert_allclose(found, expected, rtol=0, atol=TOLERANCE)
        total = expected.reshape(len(expected), -1).sum(axis=1)
        np.testing.assert_allclose(
            found.reshape(len(found), -1).sum(axis=1), total, rtol=0, atol=TOLERANCE
        )


def rerun(world: World, path: Path) -> xr.Dataset:
    return world.experiment.run([load_scenario(path)]).isel(scenario=0)


def test_a_base_with_a_published_course_of_mortality_agrees(
    browser: Browser, tmp_path: Path
) -> None:
    world = shipped("un-mortality")
    with opened(browser, world.page(tmp_path)) as watched:
        for fragment in (
            "year=2050",
            "mortality=0.7&start=2033",
            "tfr=0.9&young=-45&mortality=-1",
        ):
            go(watched.page, fragment)
            path = tmp_path / "saved.toml"
            path.write_text(watched.page.evaluate("() => Page.file().text"), encoding="utf-8")
            assert 'course = "published"' in path.read_text(encoding="utf-8")
            agrees(watched.page, rerun(world, path))


def test_every_slider_position_gives_the_numbers_of_its_saved_file(
    kiyose: Page, tmp_path: Path
) -> None:
    assert len(GRID) == 48
    totals = set()
    for fragment in GRID:
        go(kiyose, f"{fragment}&year=2050")
        # What the button saves, without the browser's half second for a download.
        path = tmp_path / "saved.toml"
        path.write_text(kiyose.evaluate("() => Page.file().text"), encoding="utf-8")
        result = rerun(shipped(), path)
        agrees(kiyose, result)
        totals.add(round(float(result["population"].sel(year=2065).sum()), 3))
    # A later start of nothing is nothing; every other position is a projection of its own.
    assert len(totals) == len(GRID) - 1


def test_the_command_line_runs_a_saved_file(kiyose: Page, tmp_path: Path) -> None:
    go(kiyose, "tfr=1.75&families=12&mortality=-0.4&start=2024")
    path = save(kiyose, tmp_path)
    assert path.name == "explorer-tfr1.75-families12-mortality-0.4-start2024.toml"
    inputs = shipped().experiment.inputs.folder
    words = ["run", str(path), "--inputs", str(inputs), "--step", "1", "--out", str(tmp_path)]
    assert main(words) == 0
    result = read_result(path.with_suffix(".nc"))
    agrees(kiyose, result)
    assert result.attrs["title_ja"] == (
        "試算：2034年の出生率1.75、子育て世帯＋12世帯/年、死亡率の改善△0.4%/年、2024年から"
    )
    assert "現状維持：出生率1.31" in result.attrs["scenario_text"]


def test_a_saved_file_says_what_the_sliders_say(browser: Browser, tmp_path: Path) -> None:
    world = nowhere(tmp_path)
    base, before = world.experiment.base, world.scenarios[0]
    fragment = "tfr=1.9&young=6&families=4&mortality=0.5&start=2021"
    with opened(browser, world.page(tmp_path), fragment=fragment) as watched:
        saved = load_scenario(save(watched.page, tmp_path))
    expected = applied(before, parse_unknown("fertility.tfr"), 1.9, Span(2021, 2031), base)
    assert saved.fertility == expected.fertility
    years = np.arange(2015, 2032)
    fallen = 0.995 ** np.maximum(years - 2021, 0) * before.mortality.level.at(years)
    np.testing.assert_allclose(saved.mortality.level.at(years), fallen, rtol=1e-8)
    assert saved.mortality.improvement == before.mortality.improvement
    assert saved.migration[: len(before.migration)] == before.migration
    added = saved.migration[len(before.migration) :]
    assert [(one.ages, one.add_per_year) for one in added] == [
        ((20, 39), YearPath.of({2021: 0, 2031: 6})),
        ((30, 39), YearPath.of({2021: 0, 2031: 8})),
        ((0, 9), YearPath.of({2021: 0, 2031: 6})),
    ]
    assert (saved.start, saved.end, saved.region) == (2015, 2032, "132217")


def test_it_carries_everything_a_scenario_can_say(browser: Browser, tmp_path: Path) -> None:
    world = nowhere(tmp_path)
    with opened(browser, world.page(tmp_path)) as watched:
        page = watched.page
        agrees(page, world.experiment.run(world.scenarios[:1]).isel(scenario=0))
        for fragment in (
            "",
            "young=5&families=-3",
            "tfr=1.1&mortality=0.3&start=2021",
            "tfr=2.5&young=8&families=4&mortality=-1&start=2031",
        ):
            go(page, f"{fragment}&lang=en")
            agrees(page, rerun(world, save(page, tmp_path)))


def test_measures_and_goals_are_those_of_the_analysis(browser: Browser, tmp_path: Path) -> None:
    world = nowhere(tmp_path)
    with opened(browser, world.page(tmp_path, "en"), fragment="young=7&tfr=1.7") as watched:
        page = watched.page
        result = rerun(world, save(page, tmp_path)).expand_dims("scenario")
        for measure, sex, ages in questions():
            question = asked(measure, 2029, sex=sex, ages=ages)
            found = page.evaluate(
                "(said) => Measures.value(Page.run(), ...said)",
                [2029, measure, sex, None if ages is None else [70, 1000]],
            )
            assert found == pytest.approx(question.value(result).item(), rel=1e-9), measure
        assert world.vision is not None
        said = page.evaluate(
            f"() => {DATA}.goals.map((one) => Measures.outcome(Page.run(), one))"
        )
        expected = [
            outcomes(goal, result, world.experiment.inputs)[0]
            for goal in world.vision.said.goals
        ]
        assert [(one["met"], one["year"]) for one in said] == [
            (one.met, one.year) for one in expected
        ]
        assert {one["met"] for one in said} == {True, False}
        for one, right in zip(said, expected, strict=True):
            assert (one["value"], one["limit"]) == pytest.approx((right.value, right.limit))


def questions() -> Iterator[tuple[str, str, str | None]]:
    """Every measure, for every sex and age that it can be asked for."""
    for name, measure in MEASURES.items():
        sexes = {"any": ("both", "male", "female"), "each": ("male", "female")}
        for sex in sexes.get(measure.sexes, ("both",)):
            yield name, sex, None
            if measure.by_age:
                yield name, sex, "70+"


def test_how_long_it_takes_is_printed(kiyose: Page) -> None:
    engine, page = kiyose.evaluate(
        """() => {
            const middle = (task) => {
                const times = Array.from({ length: 31 }, (_, at) => {
                    const began = performance.now();
                    task(at);
                    return performance.now() - began;
                });
                return times.sort((one, other) => one - other)[15];
            };
            const slider = document.querySelector("#tfr-range");
            const data = DATA, base = Recurrence.decoded(data.engine);
            const change = State.change(data, { ...Page.state(), tfr: 1.5, mortality: 0.5 });
            return [
                middle(() => Recurrence.project(base, change)),
                middle((at) => {
                    slider.value = 1 + at / 100;
                    slider.dispatchEvent(new Event("input"));
                }),
            ];
        }""".replace("DATA", DATA)
    )
    print(f"explorer: {engine:.1f} ms for the recurrence, {page:.1f} ms with all charts")
    assert kiyose.evaluate("() => Page.state().tfr") == 1.3
