"""Every faulty file of tests/data/bad/vision says all that is wrong, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from projection.analysis.asked import asked
from projection.analysis.experiment import Experiment, prepare
from projection.analysis.vision import examine
from projection.errors import ProjectionError
from projection.language import LANGUAGES, Language
from projection.scenarios import Scenario, load_scenario, load_vision
from tests.estimation.test_kiyose import kiyose

FOLDER = Path(__file__).parents[1] / "data" / "bad" / "vision"
FILES = sorted(FOLDER.glob("*.toml"))


@cache
def pair() -> tuple[Experiment, Scenario, Scenario]:
    without, plan = (
        load_scenario(FOLDER / "scenarios" / name) for name in ("without.toml", "with.toml")
    )
    return prepare(kiyose(), [without, plan]), without, plan


def test_there_are_faulty_files() -> None:
    assert len(FILES) > 12


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_whole_message(file: Path, lang: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    experiment, without, plan = pair()
    with pytest.raises(ProjectionError) as caught:
        examine(
            load_vision(Path(file.name)), experiment, without, [plan], asked("population", 2030)
        )
    expected = file.with_suffix(f".{lang}.txt").read_text(encoding="utf-8")
    assert caught.value.text(lang) + "\n" == expected
