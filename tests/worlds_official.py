"""Small made-up worlds of the official five-year form; no two dims have the same size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from projection.official import OfficialRates

Array = NDArray[np.float64]

AREAS, PERIODS, AGES = 4, 3, 13


def world(seed: int = 0, *, areas: int = AREAS) -> tuple[Array, OfficialRates]:
    """Return persons of every area, and rates of every area and period."""
    random = np.random.default_rng(seed)
    cells = (areas, PERIODS, 2, AGES)
    survival = random.uniform(0.4, 0.99, cells)
    rates = OfficialRates(
        survival=survival,
        migration_rate=random.uniform(-0.3, 0.5, cells),
        migration_count=random.uniform(0.0, 4.0, cells),
        child_woman_ratio=random.uniform(0.1, 0.3, cells[:2]),
        child_sex_ratio=random.uniform(0.9, 1.2, cells[:2]),
        mothers=np.where(np.isin(np.arange(AGES), range(3, 10)), 0.03, 0.0)
        * random.uniform(0.5, 1.0, (PERIODS, AGES)),
        correction=np.ones(cells[1:]),
    )
    return random.uniform(50.0, 500.0, (areas, 2, AGES)), rates


def published(seed: int, *, areas: int = AREAS, empty: float = 0.1) -> Array:
    """Return whole persons by area, year, sex and age, with some cells empty."""
    random = np.random.default_rng(seed)
    shape = (areas, PERIODS + 1, 2, AGES)
    persons = random.integers(0, 400, shape)
    return np.where(random.uniform(size=shape) < empty, 0, persons).astype(np.float64)
