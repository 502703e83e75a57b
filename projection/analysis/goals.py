"""Whether the goals of a vision are met: a figure of a run held against a limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.asked import Asked, asked
from projection.errors import Fault, ProjectionError, ResultError, fault
from projection.inputs import Inputs
from projection.inputs.ages import AgeGroup
from projection.scenarios.vision_fields import Limit
from projection.scenarios.vision_model import Goal

Array = NDArray[np.float64]
Check = Callable[[xr.Dataset], list["Outcome"]]

# What the register's yearly accounts hold; they have no sex and age.
PUBLISHED_FLOWS = ("births", "deaths", "natural_change", "net_migration", "total_change")
# Two figures that differ by less are the same one, computed twice.
_SAME = 1e-9
# Where a fault of a figure stands in a goal; at its measure otherwise.
_PLACES = {
    "measure_not_by_age": "ages",
    "vision_too_old": "ages",
    "measure_not_by_sex": "sex",
    "asked_sex_needed": "sex",
}


@dataclass(frozen=True)
class Outcome:
    """How one goal fares in one run.

    Parameters
    ----------
    goal, asked
        The goal, and its figure in the year that decides.
    met
        Whether it is met.
    value, limit
        The figure in that year, and what it is held against.
    margin
        By how much the goal is met; negative where it is missed. In the unit of the figure.
    first
        Of a goal for every year: the first year in which it fails, None where it never does.
    """

    goal: Goal
    asked: Asked
    met: bool
    value: float
    limit: float
    margin: float
    first: int | None

    @property
    def year(self) -> int:
        """The year that decides: the worst of all for `every`, the first good one for `by`."""
        return self.asked.year


def outcomes(goal: Goal, dataset: xr.Dataset, inputs: Inputs) -> list[Outcome]:
    """Check a goal in every run of a dataset.

    With `x` the figure and `l` the limit, the margin is `x - l` for `above` and `at_least` and
    `l - x` for `below` and `at_most`; a goal is met in a year whose margin is positive (or
    zero, for the latter of each pair). It is met `at` a year if in that year, `by` a year if in
    any year up to it, in `every` year if in all; the year with the least margin decides.

    Parameters
    ----------
    goal
        The goal.
    dataset
        Runs on a leading dim `scenario`.
    inputs
        Where published figures come from.

    Returns
    -------
    list of Outcome
        One a run.

    Raises
    ------
    ResultError
        The figure cannot be asked, or not in these years; its place names the goal's key.
    """
    question, years, figures, limits = _held_against(goal, dataset, inputs)
    return [
        _outcome(goal, question, np.array(years), *one)
        for one in zip(figures, limits.tolist(), strict=True)
    ]


def met_in(goal: Goal, dataset: xr.Dataset, inputs: Inputs) -> NDArray[np.bool_]:
    """Say in which runs of a dataset a goal is met, as `outcomes` does, of many runs quickly.

    Parameters
    ----------
    goal, dataset, inputs
        As in `outcomes`.

    Raises
    ------
    ResultError
        As in `outcomes`.
    """
    _, _, figures, limits = _held_against(goal, dataset, inputs)
    good = _is_good(goal, _margins(goal, figures, limits[:, None]), limits[:, None])
    return np.asarray(good.all(axis=-1) if goal.by is None else good.any(axis=-1))


def published(question: Asked, inputs: Inputs) -> float:
    """Return a published figure: of the register on 1 January, or of its yearly accounts.

    Parameters
    ----------
    question
        The figure and its year.
    inputs
        Of the region.

    Raises
    ------
    ResultError
        Such a figure is not published, or not for that year.
    """
    measure = question.measure
    if measure.dim == "year":
        register = inputs.population.to_dataset(name="population")
    elif measure.name in PUBLISHED_FLOWS and question.sex == "both" and question.ages is None:
        register = inputs.components
    else:
        raise ResultError(fault("vision_not_published", label=question.label))
    years = register[measure.dim].values.tolist()
    if question.year not in years:
        known = ", ".join(map(str, years))
        raise ResultError(fault("vision_published_year", year=question.year, known=known))
    return question.value(register).item()


def _held_against(
    goal: Goal, dataset: xr.Dataset, inputs: Inputs
) -> tuple[Asked, list[int], Array, Array]:
    """Return the question, the years that count, and figures (run, year) and limits of runs."""
    question, years = _question(goal, dataset)
    limits = np.broadcast_to(_limit(goal, question, dataset, inputs), dataset.sizes["scenario"])
    dim = question.measure.dim
    figures = question.series(dataset).sel({dim: years}).transpose("scenario", dim).values
    return question, years, figures, limits


def _question(goal: Goal, dataset: xr.Dataset) -> tuple[Asked, list[int]]:
    """Return a goal's figure in its last year, and the years that count."""
    try:
        ages = None if goal.ages is None else _group(*goal.ages, dataset).label
        question = asked(goal.measure, goal.last_year, sex=goal.sex, ages=ages)
        question.series(dataset)
    except ResultError as error:
        raise _placed(error, lambda one: _PLACES.get(one.key, "measure")) from error
    known = dataset[question.measure.dim].values.tolist()
    first, last = goal.every or (known[0] if goal.by else goal.last_year, goal.last_year)
    outside = [year for year in (first, last) if year not in known]
    if outside:
        filling = {"year": outside[0], "first": known[0], "last": known[-1]}
        raise ResultError(fault("asked_year_outside", place=goal.when, **filling))
    return question, [year for year in known if first <= year <= last]


def _group(lower: int, upper: int, dataset: xr.Dataset) -> AgeGroup:
    # Ages of scenario files go on to 130, those of results end in an open group.
    oldest = int(dataset["age"].values[-1])
    if lower > oldest:
        raise ResultError(fault("vision_too_old", oldest=oldest, found=lower))
    return AgeGroup(lower, None if upper >= oldest else upper)


def _limit(goal: Goal, question: Asked, dataset: xr.Dataset, inputs: Inputs) -> Array:
    """Return what the figure is held against: one number, or one a run."""
    limit: Limit = goal.limit
    if limit.year is None:
        return np.array(limit.number)
    reference = replace(question, year=limit.year)
    try:
        if limit.published:
            return np.array(published(reference, inputs))
        return _of_run(reference, dataset)
    except ResultError as error:
        raise _placed(error, lambda _: goal.comparison) from error


def _of_run(reference: Asked, dataset: xr.Dataset) -> Array:
    known = dataset[reference.measure.dim].values.tolist()
    if reference.year not in known:
        filling = {"year": reference.year, "first": known[0], "last": known[-1]}
        raise ResultError(fault("vision_limit_year", **filling))
    return np.asarray(reference.value(dataset).values, dtype=np.float64)


def _placed(error: ProjectionError, place: Callable[[Fault], str]) -> ResultError:
    return ResultError(*(replace(one, place=place(one)) for one in error.faults))


def _outcome(
    goal: Goal, question: Asked, years: NDArray[np.int64], figures: Array, limit: float
) -> Outcome:
    margins = _margins(goal, figures, limit)
    good = _is_good(goal, margins, limit)
    at, met = _deciding(goal, good, margins)
    failing = years[~good]
    return Outcome(
        goal=goal,
        asked=replace(question, year=int(years[at])),
        met=met,
        value=float(figures[at]),
        limit=float(limit),
        margin=float(margins[at]),
        first=int(failing[0]) if goal.every and failing.size else None,
    )


def _margins(goal: Goal, figures: Array, limits: Array | float) -> Array:
    upwards = goal.comparison in ("above", "at_least")
    return figures - limits if upwards else limits - figures


def _is_good(goal: Goal, margins: Array, limits: Array | float) -> NDArray[np.bool_]:
    least = _SAME * np.maximum(1.0, np.abs(limits))
    strict = goal.comparison in ("above", "below")
    return np.asarray(margins > least if strict else margins >= -least)


def _deciding(goal: Goal, good: NDArray[np.bool_], margins: Array) -> tuple[int, bool]:
    """Return the position of the year that decides, and whether the goal is met."""
    if goal.by is None:
        return int(np.argmin(margins)), bool(good.all())
    return int(np.argmax(good) if good.any() else np.argmax(margins)), bool(good.any())
