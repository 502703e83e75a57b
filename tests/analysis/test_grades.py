from __future__ import annotations

from pathlib import Path

import pytest

from projection.analysis.grades import STANDARD, read_grades
from projection.errors import ProjectionError

GOOD = """\
year = 2040
natural = [101, 105, 110, 115.5]
social = [100, 110, 120, 130]
steep = 15
source = { ja = "県の手引き", en = "the prefecture's guide" }
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_thresholds_that_come_with_the_program() -> None:
    grades = read_grades()
    assert grades.year == 2045
    assert grades.natural == (100.0, 105.0, 110.0, 115.0)
    assert grades.social == (100.0, 110.0, 120.0, 130.0)
    assert grades.steep == 10.0
    assert "地方人口ビジョンの策定のための手引き" in grades.source.ja


def test_thresholds_of_one_s_own(tmp_path: Path) -> None:
    grades = read_grades(written(tmp_path, GOOD))
    assert (grades.year, grades.natural[3], grades.steep) == (2040, 115.5, 15.0)
    assert grades.source.en == "the prefecture's guide"


def test_the_file_that_comes_with_the_program_is_part_of_it() -> None:
    definition = Path(__file__).parents[2] / "setup.cfg"
    assert f"analysis/{STANDARD.name}" in definition.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2040", "2040.5", "year: expected the year compared, such as 2045; found 2040.5"),
        ("year = 2040", "", "year: expected the year compared, such as 2045; found nothing"),
        ("[101, 105", "[106, 105", "natural: expected the lower bounds of grades 2, 3, 4"),
        ("[100, 110, 120, 130]", "[1, 2]", "social: expected the lower bounds"),
        ("steep = 15", "steep = nan", "steep: expected the fall of the aged"),
        ("15\n", "true\n", "steep: expected the fall of the aged .* found True"),
        ('en = "the', 'fr = "the', "source: expected where the thresholds come from"),
        ("steep", "step", "unknown key 'step'; known keys: year, natural, social, steep"),
        ("year =", "year", "own.toml, line 1: "),
    ],
)
def test_each_fault_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(ProjectionError, match=message):
        read_grades(path)


def test_all_faults_at_once_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProjectionError, match=r"own.toml: 5 faults") as caught:
        read_grades(written(tmp_path, ""))
    assert [one.place for one in caught.value.faults] == [
        "year",
        "natural",
        "social",
        "steep",
        "source",
    ]
    with pytest.raises(ProjectionError, match="the file is not there"):
        read_grades(tmp_path / "none.toml")
