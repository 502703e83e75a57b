"""A folder of rates small enough to be worked out by hand."""

from __future__ import annotations

from pathlib import Path

TOML = """title = { ja = "小さな町", en = "A small town" }
publication = "made up"
publisher = "nobody"
source = "none"
terms = "CC0"
dims = ["nationality"]

[convention]
timing = "end"
births_count_arrivals = false
open_group = "joint"

[tables]
population = { file = "population.csv", unit = "thousands" }
survival_ratio = { file = "rates.csv", unit = "ratio" }
fertility_rate = { file = "fertility.csv", unit = "per 1000" }
sex_ratio_at_birth = { file = "births.csv", unit = "males per female" }
net_migration_count = { file = "moves.csv", unit = "persons" }

[[expected]]
title = "persons"
figure = "population"
file = "expected.csv"
unit = "persons"
compared = "absolute"
tolerance = 0.5
reason = "whole persons"
"""

# Women of the middle group bear 0.1 a year: 0.1 (1000 + 0.9 x 2000) / 2 = 140, half of them
# girls; the local ones twice as many as the foreign ones.
TABLES = {
    "population.csv": """nationality,sex,age,population
local,male,0,2
local,male,1,1
local,male,2+,1
local,female,0,2
local,female,1,1
local,female,2+,1
foreign,male,0,1
foreign,male,1,0.5
foreign,male,2+,0.5
foreign,female,0,1
foreign,female,1,0.5
foreign,female,2+,0.5
""",
    "rates.csv": """period,age,survival_ratio
2020,0,1.0
2020,1,0.9
2020,2+,0.5
""",
    "fertility.csv": "period,age,fertility_rate\n2020,1,100\n",
    "births.csv": "period,sex_ratio_at_birth\n2020,1.0\n",
    "moves.csv": """sex,age,net_migration_count
male,0,0
male,1,0
male,2+,7
female,0,0
female,1,0
female,2+,7
""",
    "expected.csv": """year,nationality,sex,age,population
2021,local,female,0,70
2021,local,female,1,1800
2021,local,female,2+,1007
2021,foreign,female,0,35
2021,foreign,female,1,900
2021,foreign,female,2+,507
""",
}


def write_world(folder: Path) -> Path:
    """Write the folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rates.toml").write_text(TOML, encoding="utf-8")
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def edit(file: Path, old: str, new: str) -> None:
    """Replace a piece of a file that is there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
