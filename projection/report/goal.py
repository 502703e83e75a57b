"""The goal that a report asks the way to: people, or births, to keep or to reach."""

from __future__ import annotations

from dataclasses import dataclass

from projection.analysis.applying import span_of
from projection.analysis.experiment import Experiment
from projection.analysis.goals import Outcome, outcomes
from projection.analysis.target import Target
from projection.analysis.unknowns import Unknown
from projection.errors import ResultError, fault
from projection.language import Text
from projection.report.material import Material
from projection.report.sentences import year_words
from projection.report.words import number
from projection.scenarios import Scenario
from projection.scenarios.vision_model import Goal

FAMILIES = "households: 1 male 30-34, 1 female 30-34, 1 both 0-4"
NO_VISION = Text(
    ja="目標がない。projection report … --vision ビジョンファイル で指定する。",
    en="there are no goals; projection report ... --vision FILE gives them.",
)
_MEASURES = ("population", "births", "natural_change")


@dataclass(frozen=True)
class Way:
    """What is sought: from which scenario to which target.

    Parameters
    ----------
    goal
        The goal of the vision file.
    scenario
        The base, which the way starts from.
    target
        The goal's figure, its limit, and the years in which a lever works.
    outcome
        How the goal fares under the base.
    """

    goal: Goal
    scenario: Scenario
    target: Target
    outcome: Outcome


def way_to_goal(material: Material, experiment: Experiment) -> Way:
    """Return the first goal of the vision file that asks for people, or else for births.

    A limit taken from a run is left alone but for the base year's: levers would move it.

    Parameters
    ----------
    material
        With a vision.
    experiment
        Of the base.

    Raises
    ------
    ResultError
        No goal asks for population, births or natural change of at least some number; or it
        cannot be checked.
    """
    goals = () if material.vision is None else material.vision.said.goals
    fitting = sorted(
        (one for one in goals if _asks(one, material.start)),
        key=lambda one: one.measure != _MEASURES[0],
    )
    if not fitting:
        raise ResultError(fault("report_no_goal", known=", ".join(_MEASURES)))
    goal, scenario = fitting[0], material.scenario(material.base)
    (outcome,) = outcomes(goal, experiment.run([scenario]), experiment.inputs)
    span = span_of(experiment.base, experiment.end, None, None)
    return Way(goal, scenario, Target(outcome.asked, outcome.limit, span), outcome)


def target_words(target: Target) -> Text:
    """Return what is to be reached: "2060年の人口 70,000人".

    Parameters
    ----------
    target
        The figure and its limit.
    """
    question, year = target.asked, year_words(target.asked.year)
    value, unit = number(target.value, question.measure.decimals), question.measure.unit
    en = value.en if unit.en == "persons" else f"{value.en} {unit.en}"
    return Text(
        ja=f"{year.ja}の{question.label.ja} {value.ja}{unit.ja}",
        en=f"{question.label.en.lower()} of {en} in {year.en}",
    )


def lever_level(unknown: Unknown, value: float) -> Text:
    """Return a lever's value with its unit: "44.1世帯/年"; a TFR has none.

    Examples
    --------
    >>> from projection.analysis.unknowns import parse_unknown
    >>> lever_level(parse_unknown(FAMILIES), 44.1).en
    '44.1 households a year'
    >>> lever_level(parse_unknown("fertility.tfr"), 1.75).ja
    '1.75'
    """
    shown = number(unknown.scale * value, unknown.decimals)
    if unknown.kind == "tfr":
        return shown
    return Text(ja=f"{shown.ja}{unknown.unit.ja}", en=f"{shown.en} {unknown.unit.en}")


def path_note(target: Target) -> Text:
    """Say from when to when a lever works."""
    first, by = target.span.first, target.span.by
    return Text(
        ja=f"いずれも{first}年までは推計の仮定のまま、{by}年まで直線的に変わり、その後は一定とした値。",
        en=f"Each as the projection assumes up to {first}, a straight line to {by}, then held.",
    )


def _asks(goal: Goal, start: int) -> bool:
    limit = goal.limit
    fixed = limit.year is None or limit.published or limit.year <= start
    return goal.measure in _MEASURES and goal.comparison in ("at_least", "above") and fixed
