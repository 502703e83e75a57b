"""A small folder of inputs of the official five-year form, written as people write it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.inputs.worlds import csv_text, write_standard

AGES = (
    "0-4",
    "5-9",
    "10-14",
    "15-19",
    "20-24",
    "25-29",
    "30-34",
    "35-39",
    "40-44",
    "45-49",
    "50-54",
    "55-59",
    "60-64",
    "65+",
)
SEXES = ("male", "female")
PERIODS = (2015, 2020, 2025)
YEARS = (2020, 2025, 2030)
REGIONS = ("132217", "132110")
HEAD = """
title = { ja = "架空の市", en = "Nowhere cities" }
base_date = 2015-10-01
step = 5
standard = "../standard"
"""
UNITS = {
    "population": "persons",
    "survival_ratio": "ratio",
    "net_migration": "per person",
    "child_woman_ratio": "children per woman",
    "child_sex_ratio": "males per 100 females",
    "control_totals": "thousands",
}


def tables() -> dict[str, str]:
    """Return the tables of two regions by kind."""
    cells = [
        (region, period, sex, age, at)
        for region in REGIONS
        for period in PERIODS
        for sex in SEXES
        for at, age in enumerate(AGES)
    ]
    return {
        "population": csv_text(
            "region,date,sex,age,population",
            [
                (region, "2015-10-01", sex, age, 1000 + 10 * at)
                for region, period, sex, age, at in cells
                if period == PERIODS[0]
            ],
        ),
        "survival_ratio": csv_text(
            "region,period,sex,age,survival_ratio",
            [(*key, 0.99 - at / 100) for *key, at in cells],
        ),
        "net_migration": csv_text(
            "region,period,sex,age,net_migration_rate,net_migration_count",
            [(*key, 0.0 if at == 0 else 0.01, at % 2) for *key, at in cells],
        ),
        "child_woman_ratio": csv_text(
            "region,year,child_woman_ratio,tfr_conversion",
            [(region, year, 0.2, 7.0) for region in REGIONS for year in YEARS],
        ),
        "child_sex_ratio": csv_text(
            "region,year,child_sex_ratio",
            [(region, year, 105) for region in REGIONS for year in YEARS],
        ),
    }


def control_totals() -> str:
    """Return a table of control totals, thousands: two persons in each cell."""
    return csv_text(
        "year,sex,age,population",
        [(year, sex, age, 2.0) for year in YEARS for sex in SEXES for age in AGES],
    )


def write_official(root: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Write the folder with some tables changed ("" leaves one out), and return it."""
    write_standard(root / "standard")
    folder = root / "official"
    folder.mkdir(parents=True, exist_ok=True)
    texts = {kind: text for kind, text in {**tables(), **(changed or {})}.items() if text}
    lines = [HEAD]
    for code in REGIONS:
        lines.append(
            f'[[regions]]\ncode = "{code}"\nname = {{ ja = "市{code}", en = "C{code}" }}'
        )
    for kind, text in texts.items():
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
        words = f'publisher = "x"\nsource = "y"\nterms = "CC BY 4.0"\nunit = "{UNITS[kind]}"'
        lines.append(f'[tables.{kind}]\nfile = "{kind}.csv"\n{words}')
    (folder / "inputs.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder
