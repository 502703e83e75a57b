from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from projection.analysis.grades import STANDARD
from tests.cli.conftest import SHIPPED, Called

FOLDER = SHIPPED / "scenarios" / "kiyose"
CURRENT = str(FOLDER / "current.toml")
NUMBER = r"[\d,.]+"


def rows(call: Called, *words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(call(*words, "--format", "csv").out)))


def test_grades_and_stage_of_kiyose(call: Called) -> None:
    said = call("influence", CURRENT)
    assert said.code == 0
    # The government's simulations take a TFR of 2.1, which hardly any municipality has.
    assert [line[-6:] for line in said.err.splitlines()] == ["[W901]"]
    grades, stage = said.out.splitlines()[2:4]
    # More births bring more people; people move to Kiyose, so that none moving takes some.
    found = re.fullmatch(
        rf"In 2045 Simulation 1 has ({NUMBER}) % of the residents of Current: the influence "
        rf"of births is grade 3 of 5\. Simulation 2 has ({NUMBER}) % of those of Simulation 1: "
        r"the influence of moves is grade 1 of 5\.",
        grades,
    )
    assert found is not None
    assert 105.0 <= float(found[1]) < 110.0
    assert float(found[2]) < 100.0
    assert "Under Current, with 2020 = 100, the population of 2045 is 9" in stage
    assert stage.endswith("stage 1 of decline (more of the aged than in the base year).")


def test_the_table_for_machines_has_a_row_a_year(call: Called) -> None:
    found = rows(call, "influence", CURRENT, "--year", "2050", "--years", "2020,2030")
    assert [row["year"] for row in found] == ["2020", "2030", "2050"]
    assert found[0]["stage"] == ""
    for row in found:
        base, first, second = (
            float(row[f"population_{name}"])
            for name in ("base", "simulation_1", "simulation_2")
        )
        assert float(row["natural_ratio"]) == pytest.approx(100 * first / base)
        assert float(row["social_ratio"]) == pytest.approx(100 * second / first)
    assert float(found[0]["index_aged"]) == pytest.approx(100)


def test_simulations_by_name_or_beside_the_base(call: Called, place: Path) -> None:
    for name in ("current", "simulation-1", "simulation-2", "vision", "closed"):
        shutil.copy(FOLDER / f"{name}.toml", place / f"{name}.toml")
    assert rows(call, "influence", "current.toml") == rows(call, "influence", CURRENT)
    other = call("influence", "current.toml", "vision.toml", "closed.toml", "--lang", "ja").out
    assert "「ビジョン」が「現状」の" in other
    assert "「封鎖」は「ビジョン」の" in other
    (place / "simulation-2.toml").unlink()
    said = call("influence", "current.toml")
    assert said.code == 2
    assert "simulation-2.toml: the file is not there" in said.err


def test_japanese(call: Called) -> None:
    lines = call("influence", CURRENT, "--lang", "ja").out.splitlines()
    assert lines[0] == "清瀬市：自然増減・社会増減の影響度と人口減少段階"
    assert "自然増減の影響度は3です" in lines[2]
    assert lines[3].endswith("人口減少の第1段階（老年人口は基準年より多い）です。")
    assert any("地方人口ビジョンの策定のための手引き" in line for line in lines)


def test_thresholds_of_one_s_own(call: Called, place: Path) -> None:
    text = STANDARD.read_text(encoding="utf-8")
    own = place / "own.toml"
    own.write_text(text.replace("2045", "2030").replace("[100, 105", "[10, 105"), "utf-8")
    said = call("influence", CURRENT, "--grades", "own.toml")
    assert said.out.splitlines()[2].startswith("In 2030 ")
    own.write_text(text.replace("year =", "years ="), encoding="utf-8")
    said = call("influence", CURRENT, "--grades", "own.toml", "--lang", "ja")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "誤り：own.toml：2件の誤り\n"
        "  知らないキー「years」です。使えるキー：year, natural, social, steep, source"
        " [E105]\n"
        "  year: 比較する年を整数で書いてください（例：2045）。書かれた値：なし [E503]\n"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--year 2070", "no figure for 2070; expected a year from 2020 to 2065"),
        ("--end 2040", "no figure for 2045; expected a year from 2020 to 2040"),
        ("--years x", "found 'x'"),
        ("--format md", "expected one of text, csv, xlsx, json"),
        ("--grades none.toml", "none.toml: the file is not there"),
    ],
)
def test_a_mistake_is_one_message(call: Called, options: str, message: str) -> None:
    said = call("influence", CURRENT, *options.split())
    assert (said.code, said.out) == (2, "")
    assert message in said.err
