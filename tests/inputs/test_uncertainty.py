from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import numpy as np
import pytest

from projection.deviations import Deviations, Scope, degrees_by_process, fault_of
from projection.errors import InputsError
from projection.inputs import check_inputs
from projection.inputs.migration_by_size import SIZES
from projection.inputs.uncertainty import (
    KINDS,
    MOST_RELATIVE,
    Uncertainty,
    find_uncertainty,
    processes,
)
from projection.inputs.uncertainty_tables import uncertainty_texts

INPUTS = Path(__file__).parents[2] / "inputs"
MODES, PROCESSES = 2, 4
UNITS = ("standard deviation", "correlation", "per person-year")


def scope(at: int) -> Scope:
    own = np.arange(1, PROCESSES + 1) / 100
    correlation = np.eye(PROCESSES)
    correlation[[0, 3], [3, 0]] = -0.25
    degrees = np.array([np.inf, np.inf, 4.0, 4.0])
    return Scope(own * at, own + 0.9, own / at, correlation, degrees, own / 2)


def uncertainty() -> Uncertainty:
    modes = np.arange(MODES * 2 * 101).reshape(MODES, 2, 101) / 1000
    return Uncertainty(
        sizes=SIZES,
        classes=tuple(Deviations(scope(at), scope(at + 1)) for at in range(1, len(SIZES) + 1)),
        turnovers=(0.05, 0.06, 0.07, 0.08, 0.09),
        modes=modes,
        window=(1995, 2020),
        made=datetime.date(2026, 11, 23),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of inputs with the three tables alone."""
    lines = ['title = { ja = "国", en = "Country" }']
    for kind, unit in zip(KINDS, UNITS, strict=True):
        lines += [f"[tables.{kind}]", f'file = "{kind}.csv"', f'unit = "{unit}"']
        lines += ['publisher = "x"', 'source = "x"', 'terms = "x"']
    (tmp_path / "inputs.toml").write_text("\n".join(lines), encoding="utf-8")
    for kind, text in uncertainty_texts(uncertainty()).items():
        (tmp_path / f"{kind}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_tables_come_back_as_they_were_written(folder: Path) -> None:
    found, written = find_uncertainty(folder), uncertainty()
    assert (found.window, found.made, found.turnovers) == (
        (1995, 2020),
        written.made,
        written.turnovers,
    )
    assert found.processes == processes(MODES)
    np.testing.assert_allclose(found.modes, written.modes, atol=5e-5)
    for one, other in zip(found.classes, written.classes, strict=True):
        for name in ("national", "local"):
            for part, same in zip(getattr(one, name), getattr(other, name), strict=True):
                np.testing.assert_allclose(part, same, atol=5e-3)
    assert uncertainty_texts(found) == uncertainty_texts(written)
    assert [one.kind for one in found.sources] == [*KINDS]


@pytest.mark.parametrize(
    ("residents", "at"), [(0, 0), (4_999.9, 0), (5_000, 1), (99_999, 3), (3e6, 4)]
)
def test_class_of_a_municipality(residents: float, at: int) -> None:
    found = uncertainty().of(residents).local.initial_sd
    np.testing.assert_array_equal(found, uncertainty().classes[at].local.initial_sd)


def test_local_migration_is_in_proportion_to_turnover() -> None:
    table = uncertainty()
    typical, twice = table.of(6_000), table.of(6_000, 0.12)
    for name in ("initial_sd", "innovation_sd", "passing_sd"):
        ratio = getattr(twice.local, name) / getattr(typical.local, name)
        np.testing.assert_allclose(ratio, [1, 1, 2, 2])
        assert (getattr(twice.national, name) == getattr(typical.national, name)).all()
    far = table.of(6_000, 60.0).local.initial_sd / typical.local.initial_sd
    np.testing.assert_allclose(far, [1, 1, MOST_RELATIVE, MOST_RELATIVE])


def test_the_shipped_tables() -> None:
    found = find_uncertainty(INPUTS)
    assert found.window == (1995, 2020)
    assert found.modes.shape == (3, 2, 101)
    for one in found.classes:
        assert [fault_of(scope) for scope in one] == [None, None]
        assert (degrees_by_process(one.local)[:2] == np.inf).all()
    # Fewer people, more departures: of the level of migration and of deaths in every class.
    for process in (1, 2):
        initial = [one.local.initial_sd[process] for one in found.classes]
        assert initial == sorted(initial, reverse=True)
    # A score of one is one more of everybody: 1.3 at the ages of most moves, 0.2 at old age.
    assert found.modes[0].mean(axis=0)[20:35].min() > 1
    assert found.modes[0].mean(axis=0)[75:].max() < 0.5


FAULTS = [
    (
        "uncertainty",
        "local,5000,fertility,0.03",
        "local,5000,fertility,-0.03",
        "found '-0.03",
    ),
    (
        "uncertainty",
        "local,5000,",
        "local,7000,",
        "residents_from: unknown value '7000'; expected one of 0, 5000, 20000, 50000, 100000",
    ),
    (
        "uncertainty",
        "national,0,fertility",
        "nation,0,fertility",
        "scope: unknown value 'nation'; expected one of national, local",
    ),
    (
        "uncertainty",
        ",4,0.0500",
        ",2,0.0500",
        "degrees_of_freedom: expected degrees of freedom of 3 or more",
    ),
    (
        "uncertainty",
        ",degrees_of_freedom,turnover",
        ",degrees_of_freedom,turn",
        "column 'turnover'",
    ),
    (
        "uncertainty_correlation",
        "local,fertility,mortality,0.000",
        "local,fertility,mortality,1.5",
        "correlation: expected a number from -1 to 1; found '1.5'",
    ),
    (
        "uncertainty_correlation",
        "local,mortality,migration_1,",
        "local,migration_1,mortality,",
        "no row of local, migration_1, mortality is expected",
    ),
    ("uncertainty_modes", "\n1,male,7,", "\n1,male,8,", "duplicate of line"),
]


@pytest.mark.parametrize(("kind", "was", "now", "words"), FAULTS)
def test_a_fault_has_its_line(folder: Path, kind: str, was: str, now: str, words: str) -> None:
    file = folder / f"{kind}.csv"
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(InputsError) as caught:
        find_uncertainty(folder)
    assert len(caught.value.faults) == 1
    assert f"{file.name}, line" in str(caught.value)
    assert words in str(caught.value)


def test_correlations_that_cannot_be(folder: Path) -> None:
    file = folder / "uncertainty_correlation.csv"
    text = file.read_text(encoding="utf-8").replace(
        "local,fertility,mortality,0.000", "local,fertility,mortality,0.990"
    )
    file.write_text(
        text.replace("local,mortality,migration_2,0.000", "local,mortality,migration_2,0.990"),
        encoding="utf-8",
    )
    with pytest.raises(InputsError, match="these are no correlations"):
        find_uncertainty(folder)


def test_a_mode_that_is_missing(folder: Path) -> None:
    file = folder / "uncertainty_modes.csv"
    rows = file.read_text(encoding="utf-8").splitlines()
    file.write_text(
        "\n".join(row for row in rows if not row.startswith("2,female,30,")), encoding="utf-8"
    )
    with pytest.raises(InputsError, match="there are no rows of 2, female, 30"):
        find_uncertainty(folder)


def test_a_table_of_the_three_that_is_missing(folder: Path) -> None:
    toml = folder / "inputs.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text[: text.index("[tables.uncertainty_modes]")], encoding="utf-8")
    with pytest.raises(InputsError, match="there is no table uncertainty_modes"):
        find_uncertainty(folder)
    with pytest.raises(InputsError, match="there is no table uncertainty_modes"):
        check_inputs(folder)


def test_nowhere(tmp_path: Path) -> None:
    shutil.copytree(INPUTS / "kiyose", tmp_path / "kiyose")
    with pytest.raises(InputsError, match="no folder here has the tables of uncertainty"):
        find_uncertainty(tmp_path)


def test_the_standard_of_a_folder_stands_in(folder: Path, tmp_path: Path) -> None:
    found = find_uncertainty(INPUTS / "kiyose")
    assert found.sources == find_uncertainty(INPUTS).sources
    assert found.sources[0].file == str(INPUTS / "japan" / "uncertainty.csv")
    # Tables of its own come first.
    toml = folder / "inputs.toml"
    text = toml.read_text(encoding="utf-8")
    shutil.copytree(INPUTS / "japan", tmp_path / "japan")
    toml.write_text(f'standard = "japan"\n{text}', encoding="utf-8")
    assert find_uncertainty(folder).sources[0].file == str(folder / "uncertainty.csv")


def test_neither_a_folder_nor_its_standard_has_them(tmp_path: Path) -> None:
    shutil.copytree(INPUTS / "kiyose", tmp_path / "kiyose")
    with pytest.raises(InputsError, match="there is no folder of this name"):
        find_uncertainty(tmp_path / "kiyose")
    text = (INPUTS / "japan/inputs.toml").read_text(encoding="utf-8")
    (tmp_path / "japan").mkdir()
    without = text[: text.index("[tables.uncertainty]")]
    (tmp_path / "japan/inputs.toml").write_text(without, encoding="utf-8")
    with pytest.raises(InputsError, match="no folder here has the tables of uncertainty"):
        find_uncertainty(tmp_path / "kiyose")
