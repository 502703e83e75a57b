"""One tiny file a fault, with its whole message beside it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from projection.errors import InputsError
from projection.inputs import check_inputs
from tests.inputs.worlds import BAD, TINY, write_standard

CASES = sorted(folder.name for folder in BAD.iterdir())


@pytest.fixture
def error(request: pytest.FixtureRequest, tmp_path: Path) -> InputsError:
    """What is said of the tiny world when the files of one case replace its own."""
    folder = tmp_path / "city"
    write_standard(tmp_path / "standard")
    shutil.copytree(TINY, folder)
    for file in (BAD / request.param).iterdir():
        if file.name != "message.txt":
            shutil.copyfile(file, folder / file.name)
    with pytest.raises(InputsError) as caught:
        check_inputs(folder)
    return caught.value


@pytest.mark.parametrize(
    ("error", "case"), [(case, case) for case in CASES], indirect=["error"]
)
def test_whole_message(error: InputsError, case: str, tmp_path: Path) -> None:
    expected = (BAD / case / "message.txt").read_text(encoding="utf-8")
    assert f"{error.text('en')}\n".replace(f"{tmp_path}/", "") == expected


@pytest.mark.parametrize("error", CASES, indirect=True)
def test_message_in_japanese(error: InputsError) -> None:
    for fault in error.faults:
        message = fault.message("ja")
        assert re.search("[ぁ-んァ-ヶ一-龠]", message)
        assert not re.search(r"\{\w+\}", message)
