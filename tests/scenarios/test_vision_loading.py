from __future__ import annotations

from pathlib import Path

import pytest

from projection.errors import ScenarioError
from projection.scenarios import load_vision
from projection.scenarios.vision_loading import vision_of

SHIPPED = Path(__file__).parents[2] / "scenarios/kiyose/vision-test.toml"


def test_a_vision_comes_back_from_its_text() -> None:
    vision = load_vision(SHIPPED)
    assert vision.text == SHIPPED.read_text(encoding="utf-8")
    # The scenario files that it names are not beside it now.
    again = vision_of(vision.text, Path("nowhere/vision.toml"))
    assert again.said == vision.said
    assert (again.text, again.lines) == (vision.text, vision.lines)


def test_faults_of_a_text_name_its_file_and_line() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    line = text[: text.index("[[goals]]")].count("\n") + 2
    wrong = text.replace("[[goals]]\n", "[[goals]]\ncolour = 1\n", 1)
    with pytest.raises(ScenarioError) as raised:
        vision_of(wrong, Path("v.toml"))
    assert [(one.file, one.line) for one in raised.value.faults] == [("v.toml", line)]
