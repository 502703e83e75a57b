"""When do two paths become visible in what is registered: alarm lines, and years needed.

Two scenarios expect the counts l[t] (the lower path) and h[t] (the higher one) in year t. The
number registered, of one year or of all years so far, is X. The higher path is given up where
X <= c, with the largest c such that

    P(X <= c | h) <= alpha,    and the paths are told apart once    P(X > c | l) <= beta.

Births are Poisson with the expected number as their mean, so that sums of years are too. Net
moves are a difference of two Poisson numbers (Skellam 1946), arrivals and departures, whose
variance is arrivals plus departures; they are taken as normal. What is published of moves has
no ages: every age is given the moves per resident of the whole population.

Only chance is in these figures, not that the population of mothers or the other rates of a
scenario may be wrong. The sum of years is what people can follow; the likelihood ratio, which
weighs each year by ln(h[t] / l[t]), tells paths apart no later.

Sources: Neyman and Pearson (1933), On the problem of the most efficient tests of statistical
hypotheses; Lehmann and Romano (2005), Testing Statistical Hypotheses, 3rd ed., sections 3.2
and 3.4 (no other test on X finds the lower path more often at the same alpha); Skellam (1946),
The frequency distribution of the difference between two Poisson variates, Journal of the Royal
Statistical Society 109.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import xarray as xr
from scipy.special import ndtr, ndtri

from projection.analysis.asked import Asked, asked
from projection.analysis.chances import (
    looking_every_year,
    poisson_at_or_below,
    poisson_line,
)
from projection.analysis.experiment import Experiment, prepare
from projection.analysis.indicators import net_migration
from projection.analysis.labelled import sum_over
from projection.errors import ResultError, fault
from projection.inputs import Inputs
from projection.language import Text
from projection.scenarios import Scenario

WATCHED = ("births", "net_migration")
PATHS = ("low", "high")
COUNTS = ("yearly", "cumulated")

_LATEST_YEARS = 2


@dataclass(frozen=True)
class Monitor:
    """Two paths beside what will be registered.

    Parameters
    ----------
    question
        What is counted; its year is the first.
    labels
        Of the lower and the higher path.
    alpha, beta
        The accepted chances of giving up a higher path that holds, and of missing a lower one.
    lines
        As `alarm_lines` gives them.
    registered
        As `against_registered` gives it; None where nothing comparable is published.
    """

    question: Asked
    labels: tuple[Text, Text]
    alpha: float
    beta: float
    lines: xr.Dataset
    registered: xr.Dataset | None

    def told_apart(self, count: str) -> int | None:
        """Return the first year whose count ("yearly", "cumulated") tells the paths apart."""
        found = self.lines["found"].sel(count=count)
        enough = found["period"].values[found.values >= 1.0 - self.beta]
        return int(enough[0]) if enough.size else None

    def apart_for_good(self, count: str) -> bool:
        """Return whether every year after the first that tells the paths apart does so too."""
        found = self.lines["found"].sel(count=count).values >= 1.0 - self.beta
        return bool(found[int(np.argmax(found)) :].all())


def monitor(
    experiment: Experiment,
    paths: Sequence[Scenario],
    question: Asked,
    *,
    alpha: float = 0.05,
    beta: float = 0.20,
    since: int | None = None,
) -> Monitor:
    """Return the alarm lines of two scenarios, and where the register stands.

    Parameters
    ----------
    experiment
        Region, base rates and last year.
    paths
        The scenario that expects less, and the one that expects more.
    question
        As `watched` makes it.
    alpha, beta
        Error rates, above 0 and below 0.5.
    since
        First registered year to look at; the last two years by default.

    Raises
    ------
    ResultError
        Error rates out of bounds; the first path does not expect less than the second; no
        year is registered from `since` on, or the years before it are not known.
    RunError, ScenarioError, InputsError
        As in `projection.run.run`.
    """
    for name, value in (("alpha", alpha), ("beta", beta)):
        if not 0.0 < value < 0.5:
            raise ResultError(fault("monitor_error_rate", name=name, found=value))
    labels = (paths[0].label, paths[1].label)
    expected = expected_counts(experiment, paths, question)
    low, high = expected["mean"].sum("period").values
    if not low < high:
        raise ResultError(
            fault("monitor_order", label=question.label, low=labels[0], high=labels[1])
        )
    registered = _registered(experiment, paths, question, since)
    return Monitor(question, labels, alpha, beta, alarm_lines(expected, alpha), registered)


def watched(measure: str, start: int, *, sex: str = "both", ages: str | None = None) -> Asked:
    """Check what is to be counted.

    Parameters
    ----------
    measure
        "births" or "net_migration"; the latter for a sex and an age group too (the age
        reached at the end of the year).
    start, sex, ages
        The first year; as in `Asked`.

    Raises
    ------
    ResultError
        Another measure, or births by sex or age.
    """
    if measure not in WATCHED:
        raise ResultError(fault("monitor_measure", found=measure, known=", ".join(WATCHED)))
    if measure == "births" and (sex, ages) != ("both", None):
        raise ResultError(fault("monitor_births_whole"))
    return asked(measure, start, sex=sex, ages=ages)


def expected_counts(
    experiment: Experiment, paths: Sequence[Scenario], question: Asked
) -> xr.Dataset:
    """Return what both paths expect in every year.

    Parameters
    ----------
    experiment, paths, question
        As in `monitor`.

    Returns
    -------
    xarray.Dataset
        `mean` and `variance` on (path, period). The variance of births is their mean; that of
        net moves is G P[t], with P[t] the persons concerned on 1 January and G the
        arrivals and departures per resident and year of the window, other entries and
        removals included.
    """
    result = experiment.run(paths).reset_coords(drop=True).rename(scenario="path")
    result = result.assign_coords(path=list(PATHS))
    mean = question.series(result)
    if question.measure.name == "births":
        return xr.Dataset({"mean": mean, "variance": mean})
    persons = asked("population", question.year, sex=question.sex, ages=question.ages)
    stock = persons.series(result).isel(year=slice(None, -1)).rename(year="period")
    moves = _moves_per_resident(experiment) * stock.assign_coords(period=mean["period"])
    return xr.Dataset({"mean": mean, "variance": moves})


def alarm_lines(expected: xr.Dataset, alpha: float) -> xr.Dataset:
    """Return the alarm line of every year, alone and with all years before it.

    Parameters
    ----------
    expected
        `mean` and `variance` on (path, period); Poisson where both are equal, else normal.
    alpha
        The accepted chance of an alarm though the higher path holds.

    Returns
    -------
    xarray.Dataset
        On (count, period): the expected counts `low` and `high`; `alarm`, the count at or
        below which the higher path is given up; `found`, the probability of that if the lower
        path holds. For Poisson counts also `false_alarm_so_far` and `found_so_far`: that any
        of the cumulated counts up to this year was at or below its line, for those who look
        every year.
    """
    both = _with_sums(expected)
    poisson = expected["mean"].equals(expected["variance"])
    low, high = (both.sel(path=path, drop=True) for path in PATHS)
    alarm = _line(high, poisson, alpha)
    lines = {
        "low": low["mean"],
        "high": high["mean"],
        "alarm": alarm,
        "found": _at_or_below(alarm, low, poisson),
    }
    if poisson:
        line = alarm.sel(count="cumulated")
        for name, path in (("false_alarm_so_far", "high"), ("found_so_far", "low")):
            met = looking_every_year(expected["mean"].sel(path=path).values, line.values)
            so_far = line.copy(data=met).expand_dims("count")
            lines[name] = so_far.reindex(count=list(COUNTS))
    return xr.Dataset(lines)


def against_registered(
    inputs: Inputs, paths: Sequence[Scenario], question: Asked, since: int
) -> xr.Dataset:
    """Compare registered counts with what both paths expect when started before them.

    Parameters
    ----------
    inputs
        Checked inputs of the region.
    paths, question
        As in `monitor`.
    since
        The first registered year; base rates come from the years before it.

    Returns
    -------
    xarray.Dataset
        On (count, period): `registered`; on (path, count, period): `mean`, and, if the path
        holds, the probabilities `so_few` and `so_many` of the registered count or fewer, or
        more; `so_far_off` is the smaller of the two.

    Raises
    ------
    EstimationError
        The years before `since` were not observed.
    """
    counts = sum_over(_published(inputs, question).sel(period=slice(since, None)), "sex")
    last = int(counts["period"][-1])
    experiment = prepare(inputs, paths, start=since, end=last + 1)
    expected = expected_counts(experiment, paths, question).sel(period=counts["period"])
    both = _with_sums(expected)
    numbers = _with_sums(counts.to_dataset(name="registered"))["registered"]
    poisson = question.measure.name == "births"
    # One birth is a whole step of a Poisson number: "so many" counts the number itself.
    step = 1.0 if poisson else 0.0
    few = _at_or_below(numbers, both, poisson)
    many = 1.0 - _at_or_below(numbers - step, both, poisson)
    return xr.Dataset(
        {
            "registered": numbers,
            "mean": both["mean"],
            "so_few": few,
            "so_many": many,
            "so_far_off": few.where(few < many, many),
        }
    )


def contradicted(found: Monitor) -> tuple[str, ...]:
    """Return the paths with which the sum of the registered years does not agree.

    In either direction: so few, or so many, have a chance of alpha / 2 or less.
    """
    if found.registered is None:
        return ()
    chances = found.registered["so_far_off"].sel(count="cumulated").isel(period=-1)
    return tuple(path for path in PATHS if float(chances.sel(path=path)) <= found.alpha / 2)


def tidy_lines(lines: xr.Dataset) -> pd.DataFrame:
    """Return alarm lines as one long table: columns count, period, then what there is."""
    names = [str(name) for name in lines.data_vars]
    return lines.to_dataframe(dim_order=["count", "period"]).reset_index()[
        ["count", "period", *names]
    ]


def _registered(
    experiment: Experiment, paths: Sequence[Scenario], question: Asked, since: int | None
) -> xr.Dataset | None:
    # The register's yearly figures are of everybody.
    if (question.sex, question.ages) != ("both", None):
        return None
    inputs = experiment.inputs
    known = _comparable_years(inputs)
    if since is None:
        if not known:
            return None
        since = known[-_LATEST_YEARS:][0]
    if since not in known:
        listed = ", ".join(str(year) for year in known)
        raise ResultError(fault("monitor_since", year=since, known=listed))
    return against_registered(inputs, paths, question, since)


def _comparable_years(inputs: Inputs) -> list[int]:
    """Years whose components are published and before which a year was observed."""
    stocks = set(inputs.population["year"].values.tolist())
    flows = set(inputs.components["period"].values.tolist())
    observed = stocks & flows
    return sorted(year for year in flows if year in stocks and year - 1 in observed)


def _published(inputs: Inputs, question: Asked) -> xr.DataArray:
    if question.measure.name == "births":
        return inputs.components["births"]
    return net_migration(inputs.components)


def _moves_per_resident(experiment: Experiment) -> float:
    years = experiment.base.fit.years
    flows = experiment.inputs.components.sel(period=years)
    moves = sum(
        flows[name].sum() for name in ("in_migration", "out_migration", "other_in", "other_out")
    )
    return float(moves / experiment.inputs.population.sel(year=years).sum())


def _with_sums(each: xr.Dataset) -> xr.Dataset:
    both = xr.concat([each, each.cumsum("period")], dim="count", join="override")
    return both.assign_coords(count=list(COUNTS), period=each["period"])


def _line(of: xr.Dataset, poisson: bool, alpha: float) -> xr.DataArray:
    if poisson:
        return of["mean"].copy(data=poisson_line(of["mean"].values, alpha))
    return of["mean"] + float(ndtri(alpha)) * np.sqrt(of["variance"])


def _at_or_below(numbers: xr.DataArray, of: xr.Dataset, poisson: bool) -> xr.DataArray:
    if poisson:
        return xr.apply_ufunc(poisson_at_or_below, numbers, of["mean"], join="exact")
    return xr.apply_ufunc(ndtr, (numbers - of["mean"]) / np.sqrt(of["variance"]))
