"""Pages to try: Kiyose as shipped, and a made-up place with everything a scenario can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from projection.analysis.experiment import Experiment, prepare
from projection.inputs import read_inputs
from projection.language import Language
from projection.report.explorer.page import explorer_page
from projection.scenarios import Scenario, Vision, load_scenario, load_vision
from tests.estimation.test_kiyose import kiyose
from tests.inputs.worlds import write_world

FOLDER = Path(__file__).parents[3] / "scenarios" / "kiyose"

SCRIPT = "</script><script>alert(1)</script>"
LONG = "長い名前" * 60
WICKED = f'title = {{ ja = "題{SCRIPT}", en = "It\'s \\"{SCRIPT}\\" $data" }}'

# A parent of every kind of assumption that the page has to carry on.
HARD = """
region = "132217"
start = 2015
end = 2032

[fertility]
tfr = { 2014 = 1.4, 2019 = 1.5, 2028 = 1.3 }
mean_age_shift = { 2015 = 0, 2025 = 1.5 }

[mortality]
improvement = { 2015 = 0.01, 2025 = 0.02 }
level = { 2015 = 1.0, 2020 = 0.95 }

[[migration]]
title = "試算：20〜39歳男女の純移動"
sex = "female"
ages = [25, 29]
add_rate = { 2015 = 0, 2021 = 0.01 }

[[migration]]
title = "newborn and oldest leave"
add_rate = -0.02

[[migration]]
title = "to balance"
balance_by = 2024

[[migration]]
title = "closed"
ages = [36, 37]
closed = true
"""
OTHER = f'extends = "hard.toml"\n{WICKED}\nlabel = "{LONG}"\n[fertility]\ntfr = 1.9\n'
GOALS = """
title = "t"
base = "hard.toml"
scenario = "other.toml"

[[goals]]
title = "at"
measure = "natural_change"
at = 2020
above = { published = 2012 }

[[goals]]
title = "by"
measure = "population"
sex = "female"
ages = [70, 130]
by = 2030
at_least = { year = 2032 }

[[goals]]
title = "every"
measure = "median_age"
every = [2018, 2032]
below = 18
"""


@dataclass(frozen=True)
class World:
    """What a page is made of."""

    experiment: Experiment
    scenarios: Sequence[Scenario]
    vision: Vision | None

    def page(self, folder: Path, lang: Language = "ja") -> Path:
        path = folder / "explorer.html"
        path.write_text(
            explorer_page(self.experiment, self.scenarios, self.vision, lang), encoding="utf-8"
        )
        return path


@cache
def shipped(first: str = "current") -> World:
    names = (first, "vision", "vision-families")
    scenarios = [load_scenario(FOLDER / f"{name}.toml") for name in names]
    vision = load_vision(FOLDER / "vision-test.toml")
    return World(prepare(kiyose(), scenarios), scenarios, vision)


def nowhere(folder: Path, hard: str = HARD) -> World:
    texts = {"hard": f"{WICKED}\n{hard}", "other": OTHER, "goals": GOALS}
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    scenarios = [load_scenario(folder / f"{name}.toml") for name in ("hard", "other")]
    inputs = read_inputs(write_world(folder), "132217")
    return World(prepare(inputs, scenarios), scenarios, load_vision(folder / "goals.toml"))
