"""Made-up mortality, and the golden life tables; no two dimensions have the same size."""

from __future__ import annotations

import csv
import gzip
import tomllib
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from projection.errors import RatesError
from projection.rates.separation import AxRule, Infancy, Older

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

GOLDEN = Path(__file__).parents[2] / "inputs" / "validation" / "life_tables"
ABRIDGED_AGES = np.array([0, 1, *range(5, 90, 5)])
COLUMNS = (
    "separation",
    "death_probability",
    "survivors",
    "deaths",
    "person_years",
    "person_years_above",
    "life_expectancy",
)


class GoldenTable(NamedTuple):
    name: str
    sex: str
    rule: AxRule
    width: int
    columns: dict[str, Array]


def golden_tables() -> list[GoldenTable]:
    """Read the published tables; empty cells become NaN."""
    manifest = tomllib.loads((GOLDEN / "life_tables.toml").read_text(encoding="utf-8"))
    return [one for of_file in manifest["tables"] for one in _tables_of(of_file)]


def _tables_of(of_file: dict[str, Any]) -> list[GoldenTable]:
    with gzip.open(GOLDEN / of_file["file"], "rt", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    keys = ("country", "year", "sex", "infancy")
    found = []
    for key, of_table in groupby(rows, key=lambda row: tuple(row[one] for one in keys)):
        cells = list(of_table)
        columns = {
            name: np.array([float(row[name] or "nan") for row in cells])
            for name in cells[0]
            if name not in keys
        }
        rule = AxRule(cast(Infancy, key[3]), cast(Older, of_file["older"]))
        found.append(GoldenTable(" ".join(key), key[2], rule, of_file["width"], columns))
    return found


@st.composite
def mortality(draw: st.DrawFn, age: Bounds = ABRIDGED_AGES) -> Array:
    """Draw rates that look human: high at birth, low in childhood, a Gompertz rise."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    level, slope = rng.uniform(-11.0, -9.0, (3, 2, 1)), rng.uniform(0.08, 0.1, (3, 2, 1))
    rates = np.exp(level + slope * (age + 2.5) + rng.normal(0.0, 0.1, (3, 2, age.size)))
    rates[..., 0] += rng.uniform(0.001, 0.15, (3, 2))
    return rates


def said(error: RatesError, lang: str = "en") -> str:
    """Return the message of an error, and make sure that it exists in Japanese too."""
    assert any("\u3040" < one < "\u9fff" for one in error.text("ja"))
    return error.text("ja" if lang == "ja" else "en")
