"""What a batch is made of: shared rates, how draws depart from them, and what is kept."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.kernel import Array

Quantity = Literal["population", "births", "deaths", "net_migration"]
Body = Literal["auto", "numpy", "numba"]
Integers = NDArray[np.int64]


class Chance(NamedTuple):
    """Demographic chance: whole persons die, are born and move by chance.

    Deaths are binomial, births and moves Poisson, each cell and step for itself. Every number
    is a function of the seed, the three identifiers, period, kind of event, sex and age alone
    (Philox4x32-10: the identifiers and the place are its counter, the seed its key), so draws
    are the same in any block, order and process. Scenarios of the same identifier share their
    random numbers (common random numbers). Fractions of a person die by expectation, and no
    more people leave a cell than it holds, so that means are those without chance but where
    cells run empty.

    Parameters
    ----------
    seed
        0 to 2**64 - 1.
    region, scenario, draw
        0 to 2**32 - 1. Shape (...), broadcast against the leading axes of the batch.
    gross
        Moves in both directions within a step, persons by age at the event: of `gross` moves
        (gross + net) / 2 arrive and (gross - net) / 2 leave, of which the balance counts
        (Skellam). At least |net|, and |net| where left out: too little chance where people come
        and go in equal numbers.
        Shape (..., period, 2, age).
    """

    seed: int
    region: Integers
    scenario: Integers
    draw: Integers
    gross: Array | None = None


class Factors(NamedTuple):
    """How every draw departs from the shared rates; what is left out departs in nothing.

    Leading axes broadcast against those of the population and the rates. Zeros everywhere give
    the shared rates.

    Parameters
    ----------
    mortality
        Log of a multiplier on the hazard: the survival ratio S becomes S ** exp(m), as the
        hazard cumulated from group to group is -ln S (proportional hazards on the ratio; exact
        where the multiplier is the same at all ages of a cohort's step). Shape (..., period).
    fertility
        Log of a multiplier on ASFR. Shape (..., period).
    migration
        Scores of the modes. Shape (..., period, mode).
    modes
        What a score of one adds to the net migration rate. Shape (..., mode, 2, age).
    mode_counts
        What a score of one adds to the net migrants of a step. Shape (..., mode, 2, age).
    chance
        None: what happens is what the rates say.
    """

    mortality: Array | None = None
    fertility: Array | None = None
    migration: Array | None = None
    modes: Array | None = None
    mode_counts: Array | None = None
    chance: Chance | None = None


class Reducer(NamedTuple):
    """Sums that are kept instead of all cells: weighted sums over sex and age.

    Parameters
    ----------
    of
        What is summed. Births are by sex of the child and age of the mother, deaths and net
        migration by cohort, as in `kernel.Step`.
    weights
        1 where a cell belongs to the measure. Shape (measure, 2, age).
    """

    of: Quantity
    weights: Array


class Computing(NamedTuple):
    """How a batch is computed; the numbers do not depend on workers and block.

    Parameters
    ----------
    body
        "numpy"; "numba", which the extra `fast` installs; "auto": numba where it is installed
        and the batch is large enough to pay for its start. Both give the same numbers to 1e-12
        relative, so who cuts a batch in pieces chooses the body first (`chosen_body`).
    workers
        Threads; as many as this process may use cores where left out.
    block
        Trajectories that are carried together; as many as fit in a core's cache where left
        out.
    """

    body: Body = "auto"
    workers: int | None = None
    block: int | None = None


AUTOMATIC = Computing()
