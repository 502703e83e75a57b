import re
from pathlib import Path

import pytest

from projection.scenarios import (
    Lever,
    Scenario,
    YearPath,
    find_scenarios,
    load_scenario,
    load_vision,
    scenario_warnings,
)
from projection.scenarios.finding import is_vision

FOLDER = Path(__file__).parents[2] / "scenarios"
FILES = find_scenarios([str(FOLDER / "kiyose")])
TO_VISION = YearPath((2019, 2030), (1.31, 1.8))
NEIGHBOURS = {
    "kodaira": 1.33,
    "higashimurayama": 1.22,
    "higashikurume": 1.37,
    "nishitokyo": 1.21,
    "higashiyamato": 1.59,
    "musashimurayama": 1.34,
    "akiruno": 1.44,
    "tokyo": 1.21,
}


def kiyose(name: str) -> Scenario:
    return load_scenario(FOLDER / "kiyose" / f"{name}.toml")


def without_title(lever: Lever) -> dict[str, object]:
    return lever.model_dump(exclude={"title"}, exclude_defaults=True)


def test_which_files_are_shipped() -> None:
    assert {one.name for one in FILES} == {
        "current",
        "observed",
        "vision",
        "retention",
        "vision-retention",
        "vision-families",
        "closed",
        "simulation-1",
        "simulation-2",
        "un-mortality",
        *(f"neighbours/{name}" for name in NEIGHBOURS),
    }


@pytest.mark.parametrize(("name", "path"), FILES)
def test_each_is_complete_in_both_languages(name: str, path: Path) -> None:
    scenario = load_scenario(path)
    assert (scenario.region, scenario.start, scenario.end) == ("132217", 2020, 2065)
    assert scenario.basis == "rate"
    assert scenario.title.ja != scenario.title.en
    assert scenario.notes is not None or name.startswith("neighbours/")
    # The simulations of the population visions assume the replacement level, 2.1.
    expected = ["scenario_tfr_high"] if name.startswith("simulation-") else []
    assert [one.key for one in scenario_warnings(scenario)] == expected


@pytest.mark.parametrize("path", [one.path for one in FILES], ids=lambda path: path.stem)
def test_each_names_the_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("#:schema ")
    named = path.parent / first.removeprefix("#:schema ")
    assert named.samefile(FOLDER / "scenario.schema.json")


def test_labels_are_distinct() -> None:
    labels = [load_scenario(one.path).label for one in FILES]
    assert len({one.ja for one in labels}) == len({one.en for one in labels}) == len(FILES)


@pytest.mark.parametrize(
    ("name", "tfr"),
    [
        ("current", YearPath.constant(1.31)),
        ("observed", "observed"),
        ("vision", TO_VISION),
        ("retention", YearPath.constant(1.31)),
        ("vision-retention", TO_VISION),
        ("vision-families", TO_VISION),
        ("closed", YearPath.constant(1.31)),
        ("simulation-1", YearPath((2019, 2030), (1.31, 2.1))),
        ("simulation-2", YearPath((2019, 2030), (1.31, 2.1))),
    ],
)
def test_fertility(name: str, tfr: YearPath | str) -> None:
    assert kiyose(name).fertility.tfr == tfr


def test_migration() -> None:
    stay = {"ages": (20, 39), "balance_by": 2030, "losses_only": True}
    for name in ("current", "observed", "vision", "simulation-1"):
        assert kiyose(name).migration == ()
    for name in ("retention", "vision-retention"):
        assert [without_title(one) for one in kiyose(name).migration] == [stay]
    for name in ("closed", "simulation-2"):
        assert [without_title(one) for one in kiyose(name).migration] == [{"closed": True}]
    lever, parents, children = kiyose("vision-families").migration
    assert without_title(lever) == stay
    assert (parents.ages, children.ages) == ((30, 39), (0, 9))
    years = [2020, 2025, 2030]
    assert parents.add_per_year is not None
    assert parents.add_per_year.at(years).tolist() == [0, 20, 60]
    assert children.add_per_year is not None
    assert children.add_per_year.at(years).tolist() == [0, 15, 45]


@pytest.mark.parametrize(("name", "tfr"), NEIGHBOURS.items())
def test_neighbours_are_three_lines(name: str, tfr: float) -> None:
    path = FOLDER / "kiyose" / "neighbours" / f"{name}.toml"
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1 + 3
    assert load_scenario(path).fertility.tfr == YearPath.constant(tfr)


def examples() -> list[str]:
    readmes = [FOLDER / "README.md", FOLDER / "README.ja.md"]
    texts = (one.read_text(encoding="utf-8") for one in readmes)
    return [found for text in texts for found in re.findall("```toml\n(.*?)```", text, re.S)]


@pytest.mark.parametrize("text", examples())
def test_examples_of_the_readme_load(text: str, tmp_path: Path) -> None:
    (tmp_path / "own_table.csv").touch()
    current = (FOLDER / "kiyose" / "current.toml").read_text(encoding="utf-8")
    for name in ("current", "my-city"):
        (tmp_path / f"{name}.toml").write_text(current, encoding="utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_text(text, encoding="utf-8")
    if is_vision(mine):
        assert len(load_vision(mine).said.goals) == 2
    else:
        assert load_scenario(mine).region == "132217"


def test_the_vision_file_is_complete_in_both_languages() -> None:
    path = FOLDER / "kiyose" / "vision-test.toml"
    said = load_vision(path).said
    assert said.notes is not None
    goals, basic_goals = said.goals, said.basic_goals
    titles = [*(one.title for one in goals), *(one.title for one in basic_goals), said.title]
    assert all(title.ja != title.en for title in titles)
    assert all(goal.chapter is not None for goal in said.goals)
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "#:schema ../vision.schema.json"
