"""Two commands at once into one folder: each result is whole, and one of the two's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from projection.results import read_any
from tests.robustness.harness import CASES, Case, started, undisturbed

# Both write as often as they can; the reader looks all the time.
_WRITING = """
import sys
from pathlib import Path
from projection.files import replacing
content = sys.argv[2].encode() * 100_000
for _ in range(150):
    with replacing(Path(sys.argv[1])) as temporary:
        temporary.write_bytes(content)
"""


def test_a_reader_never_sees_a_part(tmp_path: Path) -> None:
    target = tmp_path / "results" / "a.nc"
    whole = {letter.encode() * 100_000 for letter in "ab"}
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITING, str(target), letter])
        for letter in "ab"
    ]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        if target.exists():
            seen.add(target.read_bytes())
    assert [writer.returncode for writer in writers] == [0, 0]
    assert seen == whole
    assert [one.name for one in target.parent.iterdir()] == ["a.nc"]


@pytest.mark.parametrize("name", ["run", "ensemble"])
def test_two_at_once_into_one_folder(folder: Path, name: str) -> None:
    (folder / "other").mkdir()
    text = (folder / "scenarios/current.toml").read_text(encoding="utf-8")
    other = text.replace("tfr = 1.31", "tfr = 1.8")
    (folder / "other/current.toml").write_text(other, encoding="utf-8")
    case = CASES[name]
    words = ("other/current.toml" if one.endswith(".toml") else one for one in case.words)
    cases = case, Case((*words,), case.target)
    each = [undisturbed(one, folder) for one in cases]
    assert each[0] != each[1]
    target = folder / "results" / case.target
    for _ in range(2):
        target.unlink()
        processes = [started(one, folder) for one in cases]
        assert [one.wait(60) for one in processes] == [0, 0]
        assert target.read_bytes() in each
        assert read_any(target).attrs["scenario"] == "current"
        assert [one.name for one in target.parent.iterdir()] == ["current.nc"]
