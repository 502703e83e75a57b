"""How much fertility, mortality and migration vary, from departures of past projections.

Past projections are carried forward as the program does it; what followed departed from them.
The spread of departures cumulated over 1, 2, 3 and more years tells how much of a departure is
there from the start and stays, how much joins every year, and how much is gone a year later.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.deviations import Deviations, Scope
from projection.errors import EstimationError, fault
from projection.estimation.uncertainty_modes import (
    Modes,
    cohort_scores,
    cohort_shares,
    estimate_modes,
)
from projection.estimation.uncertainty_paths import (
    Paths,
    degrees_of_freedom,
    fitted_paths,
    heavier,
    mean_variances,
    robust_scale,
    without_bases,
)
from projection.inputs.migration_by_size import SIZES

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Sizes = NDArray[np.int64]

LEVEL = 2
# Cohorts are compared five years after the base date.
COHORT_YEARS = 5
# From this size on ensembles leave out the chance of small numbers.
CHANCE_BELOW = 100_000
_MODES = 3
# Of the median of a normal sample of one; of the log of a variance from the 80 % range of one.
MEDIAN_VARIANCE, _RANGE_VARIANCE = 1.57, 3.2
# A moment of nothing has no logarithm, and no share of the whole.
_LEAST = 1e-4


class Departures(NamedTuple):
    """What followed past projections, against what they had carried forward.

    Parameters
    ----------
    residents
        At the base dates. Shape (base, region).
    turnover
        Arrivals and departures per resident and year, in the five years before.
        Shape (base, region).
    composition
        Share of every sex and five-year group in them, 80+ open.
        Shape (base, region, 2, group).
    departed
        Over the first 1, 2, 3 and more years together: births and deaths over those that the
        projection's rates would have given the people observed, less one; net migrants less
        those carried forward, per person and year. NaN where the register ends.
        Shape (3, base, region, horizon).
    chance
        Their variance by the chance of small numbers, as ensembles draw it.
        Shape (3, base, region, horizon).
    cohorts
        Net migrants beyond those carried forward per person and year, over five years, of the
        cohorts that were born in them or reached ages 5-9, 10-14 and so on in them; NaN where
        their five years are not over. Shape (base, region, 2, group).
    """

    residents: Array
    turnover: Array
    composition: Array
    departed: Array
    chance: Array
    cohorts: Array

    def of(self, base: int, regions: slice) -> Departures:
        """Return views of one base date and some regions."""
        cells, horizons = (base, regions), (slice(None), base, regions)
        return Departures(
            self.residents[cells],
            self.turnover[cells],
            self.composition[cells],
            self.departed[horizons],
            self.chance[horizons],
            self.cohorts[cells],
        )


class Estimates(NamedTuple):
    """What varies, and by how much.

    Parameters
    ----------
    classes
        Of each class of size, as `inputs.uncertainty.SIZES` bounds them.
    turnovers
        Of each class, arrivals and departures per resident and year at which its local
        departures of migration are as estimated; they are in proportion to turnover.
    modes
        Of the net migration rate by single age. Shape (mode, 2, age).
    """

    classes: tuple[Deviations, ...]
    turnovers: tuple[float, ...]
    modes: Array


def estimate_uncertainty(departures: Departures) -> Estimates:
    """Estimate departures by class of size and the modes of migration.

    The assumption that moves numbers: futures depart from the projection as the years after
    the past base dates departed from theirs, systematic errors included, so that moments are
    about zero and not about their mean.

    Parameters
    ----------
    departures
        Of all municipalities and base dates.

    Returns
    -------
    Estimates
        National departures are those that the median municipality of a class shares at a base
        date; local ones are the rest, without what chance adds.

    Raises
    ------
    EstimationError
        A class of size has no municipality at some base date.

    Notes
    -----
    Scales are half the central 80 % range over that of a standard normal, so that intervals of
    80 % cover; a class is drawn towards all sizes as far as its own scale is uncertain
    (empirical Bayes: Efron and Morris 1975, JASA 70-350).
    """
    sizes = np.digitize(departures.residents, SIZES) - 1
    for at, size in enumerate(SIZES):
        if not (sizes == at).any(axis=1).all():
            raise EstimationError(fault("uncertainty_few", size=f"{size:,}"))
    modes = estimate_modes(
        departures.cohorts, departures.composition, departures.residents, _MODES
    )
    typical = [float(np.median(departures.turnover[sizes == at])) for at in range(len(SIZES))]
    relative = departures.turnover / np.array(typical)[sizes]
    samples = _samples(departures, modes, relative)
    national, local = _paths([_moments(one, sizes) for one in samples])
    degrees = np.array([_degrees(samples[LEVEL], sizes == one) for one in range(len(SIZES))])
    shared = _national_correlation(samples)
    own = _local_correlation(samples, sizes)
    classes = [
        Deviations(
            _scope(national, at, shared, np.full(len(samples), np.inf)),
            _scope(
                local, at, own, np.where(np.arange(len(samples)) < LEVEL, np.inf, degrees[at])
            ),
        )
        for at in range(len(SIZES))
    ]
    return Estimates(tuple(classes), tuple(typical), modes.rates)


class Sample(NamedTuple):
    """Departures of one process, means over the first years.

    Parameters
    ----------
    departed, chance
        As in `Departures`, of one process. Shape (base, region, horizon).
    relative
        Local departures are in proportion to this. Shape (base, region).
    """

    departed: Array
    chance: Array
    relative: Array


class Moments(NamedTuple):
    """Second moments about zero by class and horizon, and how many bases know them.

    Parameters
    ----------
    national, local
        Shape (class, horizon).
    bases
        Shape (horizon,).
    """

    national: Array
    local: Array
    bases: Array


def _samples(departures: Departures, modes: Modes, relative: Array) -> list[Sample]:
    """Put net migration on the scale of scores; the modes beyond the first know one horizon."""
    shares = cohort_shares(departures.composition)
    reach = (shares * modes.by_cohort[0]).sum(axis=(-2, -1))[..., None]
    alike = np.ones_like(relative)
    pairs = zip(departures.departed, departures.chance, strict=True)
    found = [Sample(departed, chance, alike) for departed, chance in pairs]
    departed, chance, _ = found[LEVEL]
    found[LEVEL] = Sample(departed / reach, chance / reach**2, relative)
    years = COHORT_YEARS - 1
    scores = cohort_scores(
        modes, departures.cohorts, departures.composition, found[LEVEL].departed[..., years]
    )
    for score, ages in zip(scores, modes.by_cohort[1:], strict=True):
        departed, chance = np.full((2, *departed.shape), np.nan)
        one = Sample(departed, chance, relative)
        one.departed[..., years] = score
        # Who moves by chance is of the ages at which the level departs.
        size = (shares * ages**2).sum(axis=(-2, -1))
        moving = (shares * modes.by_cohort[0] * ages**2).sum(axis=(-2, -1))
        one.chance[..., years] = departures.chance[LEVEL, ..., years] * moving / size**2
        found.append(one)
    return found


def _moments(sample: Sample, sizes: Sizes) -> Moments:
    """Return second moments: of medians of municipalities, and of what departs from these."""
    found = np.full((2, len(SIZES), sample.departed.shape[-1]), np.nan)
    for size in range(len(SIZES)):
        medians, alone, members = _by_base(sample, sizes == size, SIZES[size] < CHANCE_BELOW)
        # The median of a sample departs by chance from that of the nation.
        apart = MEDIAN_VARIANCE * alone / members
        known = np.isfinite(alone).any(axis=0)
        shared = np.nanmean((medians**2 - apart)[:, known], axis=0)
        least = _LEAST * np.nanmean(alone[:, known], axis=0)
        found[0, size, known] = np.maximum(shared, least)
        found[1, size] = without_bases(alone)
    members = np.array([(sizes == size).sum(axis=1).mean() for size in range(len(SIZES))])
    bases = np.isfinite(sample.departed).any(axis=1).sum(axis=0)
    return Moments(found[0], _pooled(found[1], members), bases)


def _by_base(sample: Sample, of_class: Mask, with_chance: bool) -> tuple[Array, Array, Array]:
    """Medians, and variances about them without chance. Shape (base, horizon); members."""
    bases, _, horizons = sample.departed.shape
    medians, alone = np.full((2, bases, horizons), np.nan)
    for base, horizon in product(range(bases), range(horizons)):
        values = sample.departed[base, :, horizon]
        known = of_class[base] & np.isfinite(values)
        if known.any():
            medians[base, horizon] = median = np.median(values[known])
            share = sample.relative[base, known]
            whole = robust_scale((values[known] - median) / share) ** 2
            # Ensembles draw chance apart, but leave it out from some size on.
            chance = sample.chance[base, known, horizon] / share**2
            drawn = np.median(chance) if with_chance else 0.0
            alone[base, horizon] = max(whole - drawn, _LEAST * whole)
    return medians, alone, of_class.sum(axis=1, keepdims=True)


def _pooled(moments: Array, members: Array) -> Array:
    """Draw classes towards their mean, in logs, as far as their own moments are uncertain."""
    logs = np.log(moments)
    # A variance taken from a central 80 % range, of so many independent municipalities.
    uncertain = (_RANGE_VARIANCE / members)[:, None]
    mean = logs.mean(axis=0)
    between = np.maximum(((logs - mean) ** 2).mean(axis=0) - uncertain.mean(axis=0), 0.0)
    own = np.divide(between, between + uncertain, out=np.zeros_like(logs), where=between > 0)
    return np.asarray(np.exp(mean + own * (logs - mean)))


def _paths(moments: list[Moments]) -> tuple[list[Paths], list[Paths]]:
    """Fit paths of every process; modes known at one horizon go as the first mode goes."""
    national: list[Paths] = []
    local: list[Paths] = []
    for process, of_process in enumerate(moments):
        for found, second in ((national, of_process.national), (local, of_process.local)):
            if process <= LEVEL:
                found.append(fitted_paths(second, of_process.bases))
            else:
                found.append(_alike(found[LEVEL], second[:, COHORT_YEARS - 1]))
    return national, local


def _alike(paths: Paths, second: Array) -> Paths:
    """Scale paths so that the mean of the first five years has this second moment."""
    parts = np.stack([paths.initial_sd, paths.innovation_sd, paths.passing_sd], axis=-1)
    basis = mean_variances(paths.autocorrelation, COHORT_YEARS)[:, -1]
    scale = np.sqrt(second / (parts**2 @ basis))
    return Paths(
        paths.initial_sd * scale,
        paths.autocorrelation,
        paths.innovation_sd * scale,
        paths.passing_sd * scale,
    )


def _degrees(sample: Sample, of_class: Mask) -> float:
    """Choose the tail of a class's local departures, mean of all horizons."""
    ratios, weights = [], []
    for horizon in range(sample.departed.shape[-1]):
        values = sample.departed[..., horizon]
        known = of_class & np.isfinite(values)
        rows = zip(values, sample.relative, known, strict=True)
        alone = np.concatenate(
            [
                (row[there] - np.median(row[there])) / share[there]
                for row, share, there in rows
                if there.any()
            ]
        )
        half, most, nearly = (robust_scale(alone, percent) for percent in (50, 80, 95))
        ratios.append([half / most, nearly / most])
        weights.append(known.any(axis=1).sum())
    found = degrees_of_freedom(np.average(np.array(ratios), axis=0, weights=weights))
    return np.inf if found is None else found


def _national_correlation(samples: list[Sample]) -> Array:
    """Correlate what municipalities share in the first year after every base date."""
    medians = [np.nanmedian(one.departed[..., 0], axis=1) for one in samples[: LEVEL + 1]]
    found = np.eye(len(samples))
    found[: LEVEL + 1, : LEVEL + 1] = shrunk(np.corrcoef(medians), len(medians[0]))
    return found


def shrunk(correlation: Array, pairs: int) -> Array:
    """Draw correlations of few pairs towards none, all alike (positive part James-Stein).

    Examples
    --------
    >>> shrunk(np.array([[1.0, 0.5], [0.5, 1.0]]), 10).round(3).tolist()
    [[1.0, 0.375], [0.375, 1.0]]
    """
    apart = correlation[np.triu_indices(len(correlation), 1)]
    uncertain = float(((1 - apart**2) ** 2).sum()) / (pairs - 1)
    kept = max(0.0, 1 - uncertain / max(float((apart**2).sum()), uncertain))
    none = np.eye(len(correlation))
    return np.asarray(none + kept * (correlation - none) * (1 - none))


def _local_correlation(samples: list[Sample], sizes: Sizes) -> Array:
    """Correlate ranks of five-year departures among municipalities of a class and base date."""
    scores = [_ranked(one.departed[..., COHORT_YEARS - 1], sizes) for one in samples]
    found = np.eye(len(samples))
    for one, other in combinations(range(len(samples)), 2):
        both = np.isfinite(scores[one]) & np.isfinite(scores[other])
        value = float(np.corrcoef(scores[one][both], scores[other][both])[0, 1])
        found[[one, other], [other, one]] = value
    return found


def _ranked(values: Array, sizes: Sizes) -> Array:
    """Turn values into normal scores within every base date and class."""
    from scipy.special import ndtri  # noqa: PLC0415  not on the way of other commands

    found = np.full_like(values, np.nan)
    for base, row in enumerate(values):
        for size in range(len(SIZES)):
            there = np.flatnonzero((sizes[base] == size) & np.isfinite(row))
            order = np.argsort(np.argsort(row[there]))
            found[base, there] = ndtri((order + 0.5) / max(there.size, 1))
    return found


def _scope(paths: list[Paths], at: int, correlation: Array, degrees: Array) -> Scope:
    heavy = np.array([heavier(None if np.isinf(one) else one) for one in degrees])
    return Scope(
        initial_sd=heavy * [one.initial_sd[at] for one in paths],
        autocorrelation=np.array([one.autocorrelation for one in paths]),
        innovation_sd=heavy * [one.innovation_sd[at] for one in paths],
        correlation=correlation,
        degrees_of_freedom=degrees,
        passing_sd=heavy * [one.passing_sd[at] for one in paths],
    )
