"""What shells are offered, asked as they ask: by environment variables."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from projection.analysis.measures import find_measure
from projection.cli import candidates, completing
from projection.cli.bilingual import Option
from projection.cli.commands import root
from projection.cli.completing import SHELLS
from tests.cli.conftest import Called, Started, plain_environment
from tests.test_layers import HEAVY

Offered = Callable[[str], list[str]]


def asked(shell: str, words: str) -> dict[str, str]:
    """The variables in which a shell says what has been typed."""
    last = "" if words.endswith(" ") else words.rsplit(maxsplit=1)[-1]
    position = len(words.split()) - bool(last)
    return {
        "_PROJECTION_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        # Fish gives the last word instead of its position.
        "COMP_CWORD": last if shell == "fish" else str(position),
    }


@pytest.fixture
def offered(place: Path, call: Called, monkeypatch: pytest.MonkeyPatch) -> Offered:
    """What bash is offered in a folder with scenarios, after `projection `."""

    def ask(words: str) -> list[str]:
        for name, value in asked("bash", f"projection {words}").items():
            monkeypatch.setenv(name, value)
        said = call()
        assert (said.code, said.err) == (0, "")
        return said.out.splitlines()

    return ask


@pytest.mark.parametrize(
    ("shell", "expected"),
    [
        ("bash", "plain,check"),
        ("zsh", "plain\ncheck\nCheck a folder of inputs and summarise it."),
        ("fish", "plain,check\tCheck a folder of inputs and summarise it."),
        ("powershell", "plain\ncheck\nCheck a folder of inputs and summarise it.\n"),
    ],
)
def test_each_shell_is_answered_in_its_form(
    projection: Started, shell: str, expected: str
) -> None:
    ended = projection(**asked(shell, "projection ch"))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, expected, "")


def test_explanations_are_in_the_readers_language(projection: Started) -> None:
    ended = projection(LC_ALL="ja_JP.UTF-8", **asked("fish", "projection run --st"))
    assert "plain,--step\t1年ごと・各歳、または5年ごと・5歳階級" in ended.stdout


def test_every_command_is_offered(offered: Offered) -> None:
    assert offered("") == [f"plain,{name}" for name in root().commands]
    assert offered("scenario ") == ["plain,show", "plain,diff"]
    assert offered("report d") == ["plain,diff"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("run --js", ["--json-log"]),
        ("compare x --format ", ["text", "csv", "xlsx", "md", "json"]),
        ("compare x --format=j", ["json"]),
        ("run --lang ", ["ja", "en"]),
        ("--lang j", ["ja"]),
        ("target --measure nat", ["natural_change"]),
        ("target --solve fert", ["fertility.tfr"]),
        ("run --region 13221", ["132217"]),
        ("run --region 1", []),
        ("explain E808", ["E808"]),
        ("new 1321", ["13210", "13211", "13212", "13213", "13214", "13215", "13218", "13219"]),
        ("scenario show scenarios/v", ["scenarios/vision.toml"]),
        (
            "run s",
            ["scenarios/current.toml", "scenarios/more/", "scenarios/vision.toml"],
        ),
        ("run scenarios/m", ["scenarios/more/closed.toml"]),
        ("run nowhere/", []),
        ("ipss --tfr ", []),
        ("completion ", ["bash", "zsh", "fish", "powershell"]),
    ],
)
def test_values(offered: Offered, words: str, expected: list[str]) -> None:
    assert offered(words) == [f"plain,{value}" for value in expected]


def test_the_shell_completes_other_files_itself(offered: Offered, place: Path) -> None:
    assert offered("check in") == ["dir,in"]
    assert offered("compare x -o ta") == ["file,ta"]
    (place / "scenarios" / "two words.toml").touch()
    assert offered("run scenarios/t") == ["file,scenarios/t"]


def test_results_are_offered_by_their_ending(offered: Offered, place: Path) -> None:
    for name in ("a.nc", "b.zarr", "c.csv", ".d.nc"):
        (place / name).touch()
    assert offered("compare a") == ["plain,a.nc"]
    assert offered("report ./")[:2] == ["plain,a.nc", "plain,b.zarr"]
    assert offered("compare .d") == ["plain,.d.nc"]


@pytest.mark.parametrize("words", ["nonsense x", "--version ", "--help ", "schema a b c "])
def test_mistakes_and_pages_say_nothing_while_one_types(offered: Offered, words: str) -> None:
    assert [line for line in offered(words) if not line.startswith("plain,")] == []


@pytest.mark.parametrize("variables", [{"COMP_WORDS": "projection "}, {"COMP_CWORD": "x"}])
def test_a_shell_that_asks_wrongly_gets_nothing(
    projection: Started, variables: dict[str, str]
) -> None:
    ended = projection(_PROJECTION_COMPLETE="bash_complete", **variables)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_a_click_that_lacks_a_shell_is_no_users_mistake(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(completing, "get_completion_class", lambda _: None)
    with pytest.raises(RuntimeError, match="powershell"):
        completing.script(root(), "powershell", "en")


def test_measures_and_levers_offered_exist() -> None:
    assert all(find_measure(name) for name in candidates.MEASURES)
    options = (one for one in root().commands["target"].params if isinstance(one, Option))
    words = next(one.words.en for one in options if one.name == "solve")
    assert all(lever in words for lever in candidates.LEVERS)


def test_completion_imports_nothing_heavy() -> None:
    program = (
        "import sys; from projection.cli.main import main; main([]); "
        f"print(); print('HEAVY', sorted({HEAVY} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=plain_environment(**asked("zsh", "projection run --region 1322")),
    )
    assert ended.stdout.splitlines()[-1] == "HEAVY []"


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_says_how_to_install_it(projection: Started, shell: str, lang: str) -> None:
    ended = projection("completion", shell, "--lang", lang)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"{shell}_complete" in ended.stdout
    *_, head, last = ended.stdout.splitlines()
    assert head.startswith({"ja": "# 設定：", "en": "# To install: "}[lang])
    assert last.startswith("#   ")
    assert f"projection completion {shell}" in last


BASH = """
eval "$(projection completion bash)"
complete -p projection
COMP_WORDS=(projection compare x --format c); COMP_CWORD=4
_projection_completion projection
printf '%s\\n' "${COMPREPLY[@]}"
"""


def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    assert bash
    program = tmp_path / "projection"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m projection "$@"\n')
    program.chmod(0o755)
    environment = plain_environment()
    environment["PATH"] = f"{tmp_path}:{environment['PATH']}"
    ended = subprocess.run(
        [bash, "--norc", "-c", BASH],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [
        "complete -o nosort -F _projection_completion projection",
        "csv",
    ]
