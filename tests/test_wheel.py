"""The program as others install it: from a wheel, in an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
# What a wheel is built from; `build` beside them would be taken for part of it.
PARTS = ("projection", "inputs/japan", "setup.py", "setup.cfg", "pyproject.toml", "README.md")


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ended = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**kept, "LC_ALL": "C.UTF-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built as `pip install` builds it, from a copy of what the checkout holds."""
    source = tmp_path_factory.mktemp("source")
    for part in (*PARTS, "LICENSE"):
        origin, target = CHECKOUT / part, source / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(origin, target)
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", "out", ".", cwd=source)
    (built,) = (source / "out").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; what it depends on is lent by the tests' own."""
    place = tmp_path_factory.mktemp("fresh") / "env"
    venv.create(place, symlinks=True)
    python = place / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "-q", "--no-deps", "--no-index", wheel, cwd=place)
    (packages,) = place.glob("lib/python*/site-packages")
    # A path in a .pth file lends packages, not the links that editable installs make there.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place


def test_the_program_is_the_wheel_s(installed: Path, tmp_path: Path) -> None:
    words = (
        "import projection, projection.shipped as one; print(projection.__file__, one.japan())"
    )
    said = run(installed / "bin/python", "-c", words, cwd=tmp_path).stdout.split()
    assert all(Path(path).is_relative_to(installed) for path in said)
    carried = {path.name: path.read_bytes() for path in Path(said[1]).iterdir()}
    ours = {path.name: path.read_bytes() for path in (CHECKOUT / "inputs/japan").iterdir()}
    assert carried == ours


def test_a_city_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    program = installed / "bin" / "projection"
    run(program, "new", "13211", cwd=tmp_path)
    ran = run(program, "run", "scenarios/kodaira", cwd=tmp_path)
    assert "Projected population of Kodaira" in ran.stdout
    assert (tmp_path / "results/current.nc").is_file()
    checked = run(program, "check", "inputs/kodaira", cwd=tmp_path)
    assert "nothing is wrong" in checked.stdout
