"""The recurrence of `kernel`, one trajectory at a time, compiled by Numba.

Step for step what `kernel.project_step` does and in its order; where there are factors, rates
are formed for one period and one trajectory, in the cache. Imported only where Numba is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from projection.batch.compiled_chance import Luck, chance_step
from projection.batch.compiled_step import step
from projection.batch.compiling import (
    Period,
    Rule,
    Sieve,
    Space,
    Words,
    compiled,
    copy,
    exponential_of,
    sources,
    total,
)
from projection.batch.kept import Kept
from projection.batch.model import Integers
from projection.batch.portable import SMALLEST
from projection.batch.rows import Job, Rows
from projection.batch.stream import KINDS
from projection.kernel import SHARE_AT_START, Array

Block = tuple[int, int]
VECTOR = 8


class ByChance(NamedTuple):
    """Chance of all trajectories; no words where there is none."""

    key: Words
    words: Words
    gross: Array
    of: Integers


class Data(NamedTuple):
    """A batch in rows; `survival` is ln S where there is a factor on mortality."""

    population: Rows
    chance: ByChance
    survival: Rows
    fertility: Rows
    sex_ratio: Rows
    migration_count: Rows
    migration_rate: Rows
    mortality: Rows
    level: Rows
    scores: Rows
    modes: Rows
    mode_counts: Rows


def carrier(job: Job, kept: tuple[Kept, ...]) -> Callable[[int, int], None]:
    """Return a function that carries trajectories `first` to `last` - 1 and keeps them.

    Parameters
    ----------
    job
        The batch.
    kept
        What is kept of population, births, deaths and net migration; written to.
    """
    data = Data(job.population, _given(job), *job.rates, *job.factors)
    rule = _rule(job, kept)

    def carry(first: int, last: int) -> None:
        _carry(data, rule, kept, _space(data), (first, last))

    return carry


def _given(job: Job) -> ByChance:
    if job.chances is not None and job.chances.gross.given:
        return ByChance(job.chances.key, job.chances.words, *job.chances.gross)
    none = np.zeros((1, job.periods, *job.population.values.shape[1:]))
    of = np.zeros(job.trajectories, dtype=np.int64)
    if job.chances is None:
        return ByChance(np.empty(0, np.uint64), np.empty((0, 3), np.uint64), none, of)
    return ByChance(job.chances.key, job.chances.words, none, of)


def _rule(job: Job, kept: tuple[Kept, ...]) -> Rule:
    mothers = np.flatnonzero(job.rates[1].values.max(axis=(0, 1)))
    # Births are worked out for the vectors of ages in which women are.
    youngest = max((int(mothers[0]) - 1) // VECTOR * VECTOR + 1, 0) if len(mothers) else 0
    convention = job.convention
    return Rule(
        SHARE_AT_START[convention.timing],
        convention.births_count_arrivals,
        convention.open_group == "separate",
        convention.rate_base == "present",
        float(job.width),
        youngest,
        int(mothers[-1]) + 1 if len(mothers) else 0,
        any(one.out.size for one in kept[2:]),
    )


def _space(data: Data) -> Space:
    cells = data.population.values.shape[1:]
    survival, fertility = np.empty(data.survival.values.shape[2:]), np.empty(cells[1])
    uniforms, staying = np.zeros((KINDS, 2, *cells)), np.zeros((2, 1))
    size = int(np.prod(cells))
    lists = np.zeros((2, size), dtype=np.int64)
    sieve = Sieve(*lists, *np.zeros((13, size)))
    return Space(survival, fertility, uniforms, staying, sieve, *np.zeros((10, *cells)))


@compiled
def _raise(log_survival: Array, log_multiplier: float, out: Array) -> None:
    multiplier = exponential_of(log_multiplier)
    values, flat = log_survival.reshape(-1), out.reshape(-1)
    for cell in range(flat.size):
        flat[cell] = exponential_of(max(values[cell] * multiplier, SMALLEST))


@compiled
def _scale(values: Array, log_multiplier: float, out: Array) -> None:
    multiplier = exponential_of(log_multiplier)
    for age in range(out.size):
        out[age] = values[age] * multiplier


@compiled
def _shift(values: Array, scores: Array, modes: Array, out: Array) -> None:
    flat, level = out.reshape(-1), values.reshape(-1)
    score, added = scores[0], modes[0].reshape(-1)
    for cell in range(flat.size):
        flat[cell] = level[cell] + score * added[cell]
    for mode in range(1, scores.size):
        score, added = scores[mode], modes[mode].reshape(-1)
        for cell in range(flat.size):
            flat[cell] += score * added[cell]


@compiled
def _keep(kept: Kept, n: int, moment: int, persons: Array) -> None:
    flat, out = persons.reshape(-1), kept.out[n, moment]
    if kept.whole:
        copy(flat, out)
        return
    for measure in range(out.size):
        measured = 0.0
        for run in range(kept.of_measure[measure], kept.of_measure[measure + 1]):
            measured += kept.values[run] * total(flat[kept.first[run] : kept.last[run]])
        out[measure] = measured


def _carry_of(seen: int) -> Callable[[Data, Rule, tuple[Kept, ...], Space, Block], None]:
    # Numba looks for changes in the file of the function alone. What it encloses is part of the
    # key of its cache too, so a change in any file here compiles it again.
    def carry(
        data: Data,
        rule: Rule,
        kept: tuple[Kept, ...],
        space: Space,
        block: Block,
    ) -> None:
        _ = seen
        chance = data.chance
        for n in range(block[0], block[1]):
            copy(
                data.population.values[data.population.of[n]].reshape(-1),
                space.people.reshape(-1),
            )
            _keep(kept[0], n, 0, space.people)
            for t in range(data.fertility.values.shape[1]):
                survival = data.survival.values[data.survival.of[n], t]
                fertility = data.fertility.values[data.fertility.of[n], t]
                count = data.migration_count.values[data.migration_count.of[n], t]
                rate = data.migration_rate.values[data.migration_rate.of[n], t]
                if data.mortality.values.size > 0:
                    _raise(
                        survival, data.mortality.values[data.mortality.of[n], t], space.survival
                    )
                    survival = space.survival
                if data.level.values.size > 0:
                    _scale(fertility, data.level.values[data.level.of[n], t], space.fertility)
                    fertility = space.fertility
                if data.scores.values.size * data.modes.values.size > 0:
                    scores = data.scores.values[data.scores.of[n], t]
                    _shift(
                        rate, scores, data.modes.values[data.modes.of[n]], space.migration_rate
                    )
                    rate = space.migration_rate
                if data.scores.values.size * data.mode_counts.values.size > 0:
                    scores = data.scores.values[data.scores.of[n], t]
                    modes = data.mode_counts.values[data.mode_counts.of[n]]
                    _shift(count, scores, modes, space.migration_count)
                    count = space.migration_count
                males = data.sex_ratio.values[data.sex_ratio.of[n], t]
                now = Period(survival, fertility, males / (1 + males), count, rate)
                if chance.words.size > 0:
                    gross = chance.gross[chance.of[n], t]
                    luck = Luck(chance.key, chance.words[n], gross, t)
                    chance_step(space, rule, now, luck)
                else:
                    step(space, rule, now)
                _keep(kept[0], n, t + 1, space.people)
                _keep(kept[1], n, t, space.births)
                _keep(kept[2], n, t, space.deaths)
                _keep(kept[3], n, t, space.moved)

    return compiled(carry, inlined=False, kept=True)


_carry = _carry_of(sources())
