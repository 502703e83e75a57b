"""Every faulty file of tests/data/bad/scenarios says all that is wrong, in both languages."""

from pathlib import Path

import pytest

from projection.errors import ScenarioError
from projection.language import LANGUAGES, Language
from projection.scenarios import load_scenario

FOLDER = Path(__file__).parents[1] / "data" / "bad" / "scenarios"
FILES = sorted(FOLDER.glob("*.toml"))


def test_there_are_faulty_files() -> None:
    assert len(FILES) > 40


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_whole_message(file: Path, lang: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(Path(file.name))
    expected = file.with_suffix(f".{lang}.txt").read_text(encoding="utf-8")
    assert caught.value.text(lang) + "\n" == expected
