"""A small file full of faults: the first of each kind are told, the others counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from projection.cli.main import main
from projection.errors import MOST_ALIKE, Fault, ProjectionError
from projection.inputs.cells import parse_number
from projection.inputs.csv_table import parse_table, read_column
from projection.inputs.manifest import read_manifest
from projection.inputs.text import SourceText
from projection.scenarios import load_scenario, load_vision

MANY = 5_000
HEAD = 'title = "t"\nend = 2050\n'
BASE = 'title = "b"\nend = 2050\n'
VISION = 'title = "v"\nbase = "base.toml"\nscenario = "base.toml"\n'
GOAL = '[[goals]]\ntitle = "g"\nmeasure = "population"\nat = 2040\nat_least = 1\n'
FILES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "unknown keys": (
        load_scenario,
        "s.toml",
        HEAD + "".join(f"k{n} = 1\n" for n in range(MANY)),
    ),
    "empty levers": (load_scenario, "s.toml", HEAD + "[[migration]]\n" * MANY),
    "years": (
        load_scenario,
        "s.toml",
        f"{HEAD}fertility.tfr = {{ {', '.join(f'k{n} = 1' for n in range(MANY))} }}\n",
    ),
    "goals": (load_vision, "v.toml", VISION + "[[goals]]\n" * MANY),
    "scenarios": (
        load_vision,
        "v.toml",
        VISION.replace('"base.toml"\n[', "").replace(
            'scenario = "base.toml"', f"scenario = {[f'n{n}' for n in range(MANY)]}"
        )
        + GOAL,
    ),
    "sections": (
        lambda path: read_manifest(path.parent),
        "inputs.toml",
        'title = "t"\n' + "".join(f"[tables.t{n}]\n" for n in range(MANY)),
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_settings(name: str, tmp_path: Path) -> None:
    read, file, text = FILES[name]
    (tmp_path / "base.toml").write_text(BASE, encoding="utf-8")
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(ProjectionError) as caught:
        read(tmp_path / file)
    kinds = {one.key for one in caught.value.faults}
    assert MOST_ALIKE < len(caught.value.faults) <= (MOST_ALIKE + 1) * len(kinds)
    counted = [one.values["more"] for one in caught.value.faults if one.key == "more_alike"]
    assert any(isinstance(one, int) and one >= MANY - MOST_ALIKE for one in counted)


def test_cells_of_a_column() -> None:
    text = "x\n" + "".join(f"a{n}\n" for n in range(MANY)) + "1\n"
    faults: list[Fault] = []
    table = parse_table(SourceText("t.csv", text, ""), faults)
    assert table is not None
    values = read_column(table, "x", parse_number, faults)
    assert values == [None] * MANY + [1.0]
    assert len(faults) == MOST_ALIKE + 1
    last = faults[-1]
    assert (last.key, last.line, last.values["more"]) == ("more_alike", 22, MANY - MOST_ALIKE)


def test_kinds_of_faults_in_a_column_are_counted_apart() -> None:
    text = "x,y\n" + "a,1\n" * 30 + '"1,000",1\n' * 25 + ",1\n" * 3
    faults: list[Fault] = []
    table = parse_table(SourceText("t.csv", text, ""), faults)
    assert table is not None
    read_column(table, "x", parse_number, faults)
    more = [one.values for one in faults if one.key == "more_alike"]
    counted = {one["of"]: one["more"] for one in more}
    assert counted == {"inputs_number": 10, "inputs_number_comma": 5}
    assert len(faults) == 2 * MOST_ALIKE + 3 + 2


def test_a_long_cell_is_cut_where_it_is_shown() -> None:
    faults: list[Fault] = []
    table = parse_table(SourceText("t.csv", f"x\n{'9' * 1_000}\n", ""), faults)
    assert table is not None
    read_column(table, "x", parse_number, faults)
    assert len(faults[0].message()) < 200


def test_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = HEAD + "".join(f"k{n} = 1\n" for n in range(MANY))
    Path("s.toml").write_text(text, encoding="utf-8")
    assert main(["scenario", "show", "s.toml", "--lang", "ja"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == f"誤り：s.toml：{MANY}件の誤り"
    assert len(lines) == 1 + MOST_ALIKE + 1
    more = MANY - MOST_ALIKE
    assert lines[-1] == f"  23行目: ここから後にも、同じ種類の誤りが{more}件あります"
