from pathlib import Path

import pytest

from projection.errors import ScenarioError
from projection.language import Text
from projection.scenarios import Fertility, Mortality, YearPath, load_scenario
from projection.toml import LARGEST
from tests.scenarios.writing import TITLE, scenario_of, write


def faults_of(path: Path) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    return [fault.key for fault in caught.value.faults]


def test_what_is_left_out(tmp_path: Path) -> None:
    scenario = scenario_of(tmp_path, "")
    assert scenario.name == "trial"
    assert scenario.file == tmp_path / "trial.toml"
    assert scenario.title == scenario.label == Text(ja="試験", en="Trial")
    assert (scenario.notes, scenario.region, scenario.start, scenario.end) == (None,) * 4
    assert scenario.basis == "rate"
    assert scenario.fertility == Fertility(tfr="observed")
    assert scenario.mortality == Mortality()
    assert scenario.mortality.level == YearPath.constant(1)
    assert scenario.migration == ()


def test_every_key(tmp_path: Path) -> None:
    (tmp_path / "own.csv").touch()
    scenario = scenario_of(
        tmp_path,
        """
        label = "T"
        notes.en = " two words "
        region = "132217"
        start = 2020
        end = 2065
        basis = "count"
        [fertility]
        tfr = { 2030 = 1.8, 2019 = 1 }
        mean_age_shift = -0.5
        [mortality]
        improvement = 0.01
        level = 2
        table = "own.csv"
        [[migration]]
        title = "stay"
        sex = "female"
        ages = [25, 39]
        halve_by = 2030
        losses_only = true
        [[migration]]
        title = "come"
        add_rate = { 2020 = 0.0, 2025 = 0.01 }
        """,
    )
    assert scenario.label == Text(ja="T", en="T")
    assert scenario.notes == Text(ja="two words", en="two words")
    assert (scenario.region, scenario.start, scenario.end) == ("132217", 2020, 2065)
    assert scenario.basis == "count"
    assert scenario.fertility.tfr == YearPath((2019, 2030), (1.0, 1.8))
    assert scenario.fertility.mean_age_shift == YearPath.constant(-0.5)
    assert scenario.mortality.improvement == YearPath.constant(0.01)
    assert scenario.mortality.level == YearPath.constant(2)
    assert scenario.mortality.table == tmp_path / "own.csv"
    stay, come = scenario.migration
    assert (stay.sex, stay.ages, stay.halve_by, stay.losses_only) == (
        "female",
        (25, 39),
        2030,
        True,
    )
    assert (come.sex, come.ages, come.losses_only) == ("both", None, False)
    assert come.add_rate == YearPath((2020, 2025), (0.0, 0.01))


def test_frozen_and_hashable(tmp_path: Path) -> None:
    scenario = scenario_of(tmp_path, "[[migration]]\ntitle = 'a'\nclosed = true\n")
    assert hash(scenario) == hash(load_scenario(scenario.file))
    for key in ("fertility", "migration"):
        with pytest.raises(ValueError, match="frozen"):
            setattr(scenario, key, ())


def test_extends_takes_over_all_but_words(tmp_path: Path) -> None:
    write(
        tmp_path / "base.toml",
        'label = "base"\nnotes = "base"\nregion = "132217"\nstart = 2020\nend = 2065\n'
        "fertility = { tfr = 1.3, mean_age_shift = 1 }\nmortality.level = 2\n",
    )
    child = scenario_of(
        tmp_path / "below", 'extends = "../base.toml"\nend = 2045\n[fertility]\ntfr = 1.8\n'
    )
    assert (child.label, child.notes) == (child.title, None)
    assert (child.region, child.start, child.end) == ("132217", 2020, 2045)
    assert child.fertility.tfr == YearPath.constant(1.8)
    assert child.fertility.mean_age_shift == YearPath.constant(1)
    assert child.mortality.level == YearPath.constant(2)


def test_a_child_may_say_what_is_also_the_default(tmp_path: Path) -> None:
    write(tmp_path / "base.toml", 'basis = "count"\nfertility.tfr = 1.3\n')
    child = scenario_of(
        tmp_path, 'extends = "base.toml"\nbasis = "rate"\nfertility.tfr = "observed"\n'
    )
    assert (child.basis, child.fertility.tfr) == ("rate", "observed")


def test_levers_are_appended_or_replaced_by_title(tmp_path: Path) -> None:
    lever = "[[migration]]\ntitle = {title}\n{effect}\n"
    write(
        tmp_path / "base.toml",
        lever.format(title='{ ja = "甲", en = "A" }', effect="balance_by = 2030")
        + lever.format(title='{ ja = "乙", en = "B" }', effect="balance_by = 2040"),
    )
    child = scenario_of(
        tmp_path,
        'extends = "base.toml"\n'
        + lever.format(title='"C"', effect="closed = true")
        + lever.format(title='"甲"', effect="halve_by = 2050"),
    )
    assert [one.title.ja for one in child.migration] == ["甲", "乙", "C"]
    assert [one.balance_by for one in child.migration] == [None, 2040, None]
    assert child.migration[0].halve_by == 2050


def test_life_table_is_looked_for_beside_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "own.csv").touch()
    write(tmp_path / "base.toml", 'mortality.table = "own.csv"\n')
    child = scenario_of(tmp_path / "below", 'extends = "../base.toml"\n')
    assert child.mortality.table is not None
    assert child.mortality.table.samefile(tmp_path / "own.csv")


def test_eight_parents_are_not_too_many(tmp_path: Path) -> None:
    write(tmp_path / "0.toml", "end = 2065\n")
    for step in range(1, 9):
        write(tmp_path / f"{step}.toml", f'extends = "{step - 1}.toml"\n')
    assert load_scenario(tmp_path / "8.toml").end == 2065
    write(tmp_path / "9.toml", 'extends = "8.toml"\n')
    assert faults_of(tmp_path / "9.toml") == ["scenario_chain_too_long"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "trial.toml"
    path.write_bytes((TITLE + "end = 2065\n").replace("\n", newline).encode(encoding))
    assert load_scenario(path).title.ja == "試験"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "euc-jp"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "trial.toml"
    path.write_bytes('title = "表示"\n'.encode(encoding))
    assert all(key.startswith("scenario_") for key in faults_of(path))


def test_missing_file_names_those_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "there.toml", "")
    with pytest.raises(ScenarioError, match=r"is not there; files beside it: there\.toml"):
        load_scenario(tmp_path / "here.toml")


def test_folder_or_far_too_large_a_file(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == ["file_unreadable"]
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (LARGEST + 1))
    assert faults_of(large) == ["scenario_too_large"]


@pytest.mark.parametrize("name", ["a\\u0000b", "x" * 5000, "..", "trial.toml/x", ""])
def test_parents_that_no_system_can_have(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "trial.toml", f'extends = "{name}"\nmortality.table = "{name}"\n')
    keys = faults_of(path)
    assert len(keys) == 2
    assert {*keys} <= {
        "scenario_parent_missing",
        "scenario_table_missing",
        "scenario_wrong_kind",
        "file_unreadable",
    }


def test_a_link_to_itself_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    path = write(tmp_path / "trial.toml", 'extends = "loop.toml"\n')
    assert faults_of(path) == ["scenario_parent_missing_near"]
