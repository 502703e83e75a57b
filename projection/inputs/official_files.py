"""Inputs of the official five-year form as files: what `official.py` reads, written."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from projection.inputs.ages import scale_of
from projection.inputs.data import SourceFile
from projection.inputs.manifest import FILE_NAME
from projection.inputs.regions import Region
from projection.inputs.writing import csv_text, table_block
from projection.language import Text
from projection.official import WIDTH, OfficialRates
from projection.toml import bilingual, quoted
from projection.variables import SEXES

Array = NDArray[np.float64]

_UNITS: Mapping[str, str] = MappingProxyType(
    {
        "population": "persons",
        "survival_ratio": "ratio",
        "net_migration": "per person",
        "child_woman_ratio": "children per woman",
        "child_sex_ratio": "males per female",
    }
)
_NOTES: Mapping[str, Text] = MappingProxyType(
    {
        "population": Text(
            ja="基準人口。国勢調査の年齢不詳を案分したもの。",
            en="The base population: the census with unknown ages apportioned.",
        ),
        "survival_ratio": Text(
            ja="期末の年齢階級への生残率（0-4は出生から）。公表された仮定値ではなく近似：65歳未満は全国の"
            "完全生命表、65歳以上は同じ推計の全国人口の比。",
            en="Into the group reached at the end of the period (0-4: from birth). Not as "
            "published but an approximation: complete life tables of Japan below 65, from 65 "
            "on the ratios of all Japan in the same projection.",
        ),
        "net_migration": Text(
            ja="期末の年齢階級への純移動率。公表された人口の比から生残率を引いた値で、生残率と同じく近似"
            "（和は正確）。期首に人がいない階級は人数（net_migration_count）。",
            en="Into the group reached at the end of the period: the ratio of published "
            "populations less the survival ratio, an approximation as that is (their sum is "
            "exact). Where nobody is there at the start, persons (net_migration_count).",
        ),
        "child_woman_ratio": Text(
            ja="15〜49歳の女性1人当たりの0〜4歳人口。tfr_conversionは、比1に当たる合計特殊出生率（全国の値に"
            "よる換算で、近似）。",
            en="Ages 0-4 per woman of ages 15-49. tfr_conversion: the TFR that a ratio of one "
            "stands for, by the figures of all Japan (an approximation).",
        ),
        "child_sex_ratio": Text(
            ja="0〜4歳の女1人に対する男。", en="Males per female at ages 0-4."
        ),
    }
)


@dataclass(frozen=True)
class Derived:
    """Inputs of one region, derived from a published projection.

    Parameters
    ----------
    region
        Whose.
    base_date
        Of the population.
    ages
        Lower bounds, the last open. Shape (age,).
    population
        Persons. Shape (2, age).
    rates
        With a period axis, for this region alone.
    fertility_conversion
        TFR that a child-woman ratio of one stands for. Shape (period,).
    source
        The published projection.
    """

    region: Region
    base_date: datetime.date
    ages: NDArray[np.int64]
    population: Array
    rates: OfficialRates
    fertility_conversion: Array
    source: SourceFile

    @property
    def ends(self) -> list[int]:
        """Years at the ends of the periods."""
        count = int(self.fertility_conversion.size)
        return [self.base_date.year + WIDTH * (at + 1) for at in range(count)]


def official_files(derived: Derived, standard: str) -> dict[str, str]:
    """Return the files of a folder of inputs by name, in the order to write them.

    The manifest comes last: a folder left half-written is no folder of inputs.

    Parameters
    ----------
    derived
        What they say; figures have ten significant digits, so that a run from the files gives
        what one from `derived` gives, to a hundredth of a person.
    standard
        The folder of national schedules, as seen from this one.
    """
    rates = derived.rates
    starts = [year - WIDTH for year in derived.ends]
    child = np.stack([rates.child_woman_ratio, derived.fertility_conversion], axis=-1)
    moves = np.stack([rates.migration_rate, rates.migration_count], axis=-1)
    day = [derived.base_date.isoformat()]
    return {
        "population.csv": _by_age("date,sex,age,population", day, derived.population, derived),
        "survival_ratio.csv": _by_age(
            "period,sex,age,survival_ratio", starts, rates.survival, derived
        ),
        "net_migration.csv": _by_age(
            "period,sex,age,net_migration_rate,net_migration_count", starts, moves, derived
        ),
        "child_woman_ratio.csv": csv_text(
            "year,child_woman_ratio,tfr_conversion",
            ([year, *row] for year, row in zip(derived.ends, child.tolist(), strict=True)),
        ),
        "child_sex_ratio.csv": csv_text(
            "year,child_sex_ratio",
            zip(derived.ends, rates.child_sex_ratio.tolist(), strict=True),
        ),
        FILE_NAME: _manifest(derived, standard),
    }


def _by_age(
    header: str, times: Sequence[int] | Sequence[str], values: Array, derived: Derived
) -> str:
    labels = scale_of(derived.ages.tolist()).labels
    keys = [[time, sex, age] for time in times for sex in SEXES for age in labels]
    rows = values.reshape(len(keys), -1).tolist()
    return csv_text(header, ([*key, *row] for key, row in zip(keys, rows, strict=True)))


def _manifest(derived: Derived, standard: str) -> str:
    name, code = derived.region.name, derived.region.code
    blocks = [
        f"# projection ipss {code} で作成 / made by it",
        f"title = {bilingual(_title(derived))}",
        f"base_date = {derived.base_date.isoformat()}",
        "step = 5",
        f"standard = {quoted(standard)}",
        f"\n[[regions]]\ncode = {quoted(code)}\nname = {bilingual(name)}",
        *(
            table_block(kind, unit, derived.source, _NOTES[kind])
            for kind, unit in _UNITS.items()
        ),
    ]
    return "\n".join(blocks) + "\n"


def _title(derived: Derived) -> Text:
    name, source = derived.region.name, derived.source.source
    return Text(ja=f"{name.ja}（{source}から）", en=f"{name.en} (from {source})")
