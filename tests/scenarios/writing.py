"""Small scenario files, written for one test."""

from pathlib import Path

from projection.scenarios import Scenario, load_scenario

TITLE = 'title = { ja = "試験", en = "Trial" }\n'


def write(path: Path, text: str) -> Path:
    """Write a scenario file with a title, and return where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TITLE + text, encoding="utf-8")
    return path


def scenario_of(folder: Path, text: str) -> Scenario:
    """Return the scenario of a text that a file with a title holds."""
    return load_scenario(write(folder / "trial.toml", text))
