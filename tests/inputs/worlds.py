"""Small folders of inputs, written as people write them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
TINY = DATA / "inputs" / "tiny"
BAD = DATA / "bad" / "inputs"

WINDOW = 4
YEARS = range(2011, 2016)
AGES = ("0", "1-4", "5-9", "10-14", "15-49", "50-84", "85+")
SCHEDULE_YEARS = (2000, 2005, 2010)
TOP_AGES = {2000: 102, 2005: 104, 2010: 103}

Rows = Iterable[Iterable[object]]


def csv_text(header: str, rows: Rows) -> str:
    return "\n".join([header, *(",".join(map(str, row)) for row in rows), ""])


def probability(year: int, sex: str, age: int) -> float:
    return round(0.0001 * (age + 1) + (0.0005 if sex == "male" else 0) + (2010 - year) / 1e5, 6)


def write_standard(folder: Path) -> None:
    """The schedules that every small world uses."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(TINY.parent / "standard" / "inputs.toml", folder / "inputs.toml")
    deaths = [
        (year, sex, age, probability(year, sex, age))
        for year in SCHEDULE_YEARS
        for sex in ("female", "male")
        for age in range(TOP_AGES[year] + 1)
    ]
    births = [(year, age, age / 1000) for year in range(2009, 2015) for age in range(15, 51)]
    tables = {
        "death_probability": csv_text("year,sex,age,death_probability", deaths),
        "fertility_rate": csv_text("year,age,fertility_rate", births),
        "sex_ratio_at_birth": "from,to,sex_ratio_at_birth\n2005,2010,1.05\n2010,2015,1.06\n",
    }
    for kind, text in tables.items():
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")


def persons(year: int, sex: str, group: int) -> int:
    return 100 * (year - 2000) + 7 * group + (3 if sex == "female" else 0)


def population_rows() -> list[tuple[object, ...]]:
    return [
        (f"{year}-01-01", sex, age, persons(year, sex, group))
        for year in YEARS
        for sex in ("male", "female")
        for group, age in enumerate(AGES)
    ]


def component_rows() -> list[tuple[object, ...]]:
    """Every year the population grows by 100 in each of 14 cells."""
    return [
        (f"{year}-01-01", f"{year + 1}-01-01", "total", 30, 20 + more, 1450 + more, 60, 3, 3)
        for more, year in enumerate(YEARS[:-1])
    ]


COMPONENTS = "from,to,residents,births,deaths,in_migration,out_migration,other_in,other_out"
MANIFEST = f"""
title = {{ ja = "架空市", en = "Nowhere" }}
base_date = {YEARS[-1]}-01-01
window = {WINDOW}
standard = "../standard"

[[regions]]
code = "132217"
name = {{ ja = "架空市", en = "Nowhere" }}
"""


def table_text(kind: str, *, unit: str = "persons") -> str:
    return f"""
[tables.{kind}]
file = "{kind}.csv"
unit = "{unit}"
publisher = {{ ja = "市", en = "The city" }}
source = "台帳"
terms = "CC BY 4.0"
"""


def write_world(root: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Write a folder in which nothing is wrong, but for the files in `changed`."""
    write_standard(root / "standard")
    folder = root / "nowhere"
    folder.mkdir()
    texts = {
        "inputs.toml": MANIFEST + table_text("population") + table_text("components"),
        "population.csv": csv_text("date,sex,age,population", population_rows()),
        "components.csv": csv_text(COMPONENTS, component_rows()),
    }
    for name, text in {**texts, **(changed or {})}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
