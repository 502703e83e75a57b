"""Files that are nearly right, or were: taken, or refused in words in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projection.inputs.manifest import read_manifest
from projection.scenarios import load_scenario
from projection.scenarios.vision_loading import load_vision
from tests.fuzz.structures import (
    MANIFEST,
    SCENARIO,
    VISION,
    changed,
    changed_csv,
    damaged,
    encoded,
    toml_of,
)
from tests.fuzz.targets import TARGETS
from tests.inputs import worlds_rates

FEW = settings(max_examples=60, deadline=None)
FEWER = settings(max_examples=25, deadline=None)


def entering(name: str) -> Iterator[Callable[[bytes], None]]:
    with TemporaryDirectory() as made:
        TARGETS[name].prepare(Path(made))
        yield lambda content: TARGETS[name].enter(content, Path(made))


@pytest.fixture(scope="module")
def scenario() -> Iterator[Callable[[bytes], None]]:
    yield from entering("scenario")


@pytest.fixture(scope="module")
def vision() -> Iterator[Callable[[bytes], None]]:
    yield from entering("vision")


@pytest.fixture(scope="module")
def inputs() -> Iterator[Callable[[bytes], None]]:
    yield from entering("inputs")


@pytest.fixture(scope="module")
def rates() -> Iterator[Callable[[bytes], None]]:
    yield from entering("rates")


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_go_in(name: str, tmp_path: Path) -> None:
    seeds = [*TARGETS[name].seeds(tmp_path)]
    TARGETS[name].prepare(tmp_path)
    assert seeds
    for seed in seeds:
        TARGETS[name].enter(seed, tmp_path)


@FEW
@given(data=st.data(), table=changed(SCENARIO))
def test_scenarios(
    data: st.DataObject, table: dict[str, object], scenario: Callable[[bytes], None]
) -> None:
    scenario(data.draw(encoded(toml_of(table))))


@FEW
@given(changed(VISION))
def test_visions(vision: Callable[[bytes], None], table: dict[str, object]) -> None:
    vision(toml_of(table).encode())


@FEW
@given(changed(MANIFEST))
def test_manifests(inputs: Callable[[bytes], None], table: dict[str, object]) -> None:
    inputs(toml_of(table).encode())


@FEWER
@given(data=st.data())
def test_rates(data: st.DataObject, rates: Callable[[bytes], None]) -> None:
    rates(data.draw(changed_csv(worlds_rates.TOML)))


@pytest.mark.parametrize(
    "name", ["table", "open-data", "packed", "workbook", "lines", "result", "chunks", "netcdf"]
)
def test_damaged_files(name: str) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made)
        seeds = [*TARGETS[name].seeds(folder)]
        TARGETS[name].prepare(folder)

        @FEW
        @given(st.sampled_from(seeds).flatmap(damaged))
        def enter(content: bytes) -> None:
            TARGETS[name].enter(content, folder)

        enter()


@pytest.mark.parametrize("at", range(9))
def test_tables(at: int, tmp_path: Path) -> None:
    seeds = [one for one in TARGETS["table"].seeds(tmp_path) if one[0] == at]

    @FEWER
    @given(st.sampled_from(seeds).flatmap(lambda one: changed_csv(one[1:].decode())))
    def enter(content: bytes) -> None:
        TARGETS["table"].enter(bytes([at]) + content, tmp_path)

    if seeds:
        enter()


def test_what_is_changed_was_right(tmp_path: Path) -> None:
    """Else every change would be hidden behind the same fault."""
    TARGETS["scenario"].prepare(tmp_path)
    (tmp_path / "base.toml").write_text('title = "b"\nend = 2050\n', encoding="utf-8")
    (tmp_path / "s.toml").write_text(toml_of(SCENARIO), encoding="utf-8")
    (tmp_path / "v.toml").write_text(toml_of(VISION), encoding="utf-8")
    (tmp_path / "inputs.toml").write_text(toml_of(MANIFEST), encoding="utf-8")
    assert load_scenario(tmp_path / "s.toml").end == 2050
    assert len(load_vision(tmp_path / "v.toml").said.goals) == 2
    assert read_manifest(tmp_path)[0].window == 1
