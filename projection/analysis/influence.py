"""What the government's population visions ask: influence of births and of moves, and stages.

Source: 内閣府「地方人口ビジョンの策定のための手引き」 (Cabinet Office, guide to drawing up
municipal population visions); the thresholds stand in `influence.toml`, which says how far they
are checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import xarray as xr

from projection.analysis.age_groups import AGED, ALL_AGES, CHILDREN, WORKING_AGES, group_ages
from projection.analysis.bridge import check_years
from projection.analysis.grades import Grades
from projection.analysis.labelled import exact_join
from projection.inputs.ages import AgeGroup
from projection.language import Text

SCENARIOS = ("base", "simulation_1", "simulation_2")
STAGE_GROUPS: Mapping[str, AgeGroup] = MappingProxyType(
    {"total": ALL_AGES, "children": CHILDREN, "working": WORKING_AGES, "aged": AGED}
)

# What a base scenario compared with itself leaves of 100 % by rounding.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Influence:
    """Grades of influence and stages of decline.

    Parameters
    ----------
    data
        On `year`: `population` (also on scenario: base, simulation_1, simulation_2),
        `natural_ratio` and `social_ratio` (%), `natural_grade` and `social_grade` (1 to 5).
    stages
        On `year`, every year of the run: `index` (also on age_group: all, 0-14, 15-64, 65+;
        base year = 100) and `stage` (1 to 3; 0 where the population has not declined).
    labels
        Short labels of the three scenarios.
    grades
        The thresholds used.
    year
        The year that the grades are about.
    """

    data: xr.Dataset
    stages: xr.Dataset
    labels: tuple[Text, Text, Text]
    grades: Grades
    year: int


def influence(
    runs: xr.Dataset, grades: Grades, *, year: int | None = None, years: Sequence[int] = ()
) -> Influence:
    """Grade the influence of natural change and of migration on the population of a year.

    Natural (自然増減の影響度): 100 * population of simulation 1 / population of the base
    scenario. Social (社会増減の影響度): 100 * population of simulation 2 / population of
    simulation 1. Grade 1 lies below the first threshold; each threshold belongs to the grade
    above it. Simulation 1 is the base scenario with fertility at replacement, simulation 2 is
    simulation 1 without net migration. The more births, or balanced moves, would change, the
    higher the grade.

    Parameters
    ----------
    runs
        The three scenarios, in this order, on the dim `scenario`.
    grades
        Thresholds.
    year
        The year compared; that of `grades` where left out.
    years
        More years.

    Raises
    ------
    ResultError
        A year outside the run.
    """
    asked = grades.year if year is None else year
    columns = check_years([*years, asked], runs["year"].values.tolist())
    labels = [
        Text(ja=str(one["label_ja"].item()), en=str(one["label_en"].item()))
        for one in (runs.isel(scenario=index) for index in range(3))
    ]
    persons = runs["population"].sum(["sex", "age"]).sel(year=columns)
    named = persons.drop_vars([name for name in persons.coords if name != "year"])
    base, first, second = (named.isel(scenario=index) for index in range(3))
    natural, social = 100.0 * first / base, 100.0 * second / first
    data = xr.Dataset(
        {
            "population": named.assign_coords(scenario=list(SCENARIOS)),
            "natural_ratio": natural,
            "social_ratio": social,
            "natural_grade": _grade(natural, grades.natural),
            "social_grade": _grade(social, grades.social),
        }
    )
    declining = stages(runs.isel(scenario=0, drop=True), grades)
    return Influence(data, declining, (labels[0], labels[1], labels[2]), grades, asked)


def stages(run: xr.Dataset, grades: Grades) -> xr.Dataset:
    """Tell the stage of decline of every year from the population of the base year.

    With the base year = 100, once the total is below 100: stage 1 while the aged (65+) are
    above 100, stage 2 from 100 down to a fall of `grades.steep` %, stage 3 from that fall on.
    Levels are compared with the base year, not one year with the year before.

    Parameters
    ----------
    run
        One scenario, without the dim `scenario`.
    grades
        Thresholds.

    Returns
    -------
    xarray.Dataset
        `index` on (age_group, year), `stage` on (year): 0 where the total has not fallen.
    """
    persons = group_ages(run["population"].sum("sex"), tuple(STAGE_GROUPS.values()))
    with exact_join():
        index = 100.0 * persons / persons.isel(year=0, drop=True)
    places = [list(STAGE_GROUPS).index(name) for name in ("total", "aged")]
    total, aged = (index.isel(age_group=place, drop=True) for place in places)
    steep = aged <= 100.0 - grades.steep + _ROUNDING
    stage = 1 + (aged <= 100.0 + _ROUNDING) + steep
    fallen = total < 100.0 - _ROUNDING
    return xr.Dataset(
        {"index": index.transpose(..., "age_group", "year"), "stage": stage.where(fallen, 0)}
    )


def _grade(ratio: xr.DataArray, bounds: Sequence[float]) -> xr.DataArray:
    # A scenario that changes nothing has 100 %, whatever the last digit.
    reached = np.add.outer(ratio.values, -np.array(bounds)) >= -_ROUNDING
    return ratio.copy(data=1 + reached.sum(axis=-1))
