"""The frame: help, version, languages, exit codes, and who sees which error how."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from projection._version import __version__
from projection.cli import main as main_module
from projection.cli.bilingual import Group
from projection.cli.commands import root
from projection.cli.main import main
from projection.errors import ProjectionError, fault
from tests.cli.conftest import Started

COMMANDS = ["check", "scenario", "schema", "run", "compare", "export"]
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_help_lists_every_command(projection: Started, lang: str) -> None:
    ended = projection("--lang", lang, "--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert all(f"\n  {name} " in ended.stdout for name in COMMANDS)
    assert bool(JAPANESE.search(ended.stdout)) is (lang == "ja")


@pytest.mark.parametrize("words", [[name] for name in COMMANDS] + [["scenario", "diff"]])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_command_explains_itself_in_one_language(
    capsys: pytest.CaptureFixture[str], words: list[str], lang: str
) -> None:
    assert main([*words, "--help", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    usage = {"ja": "使い方：projection ", "en": "Usage: projection "}[lang]
    assert shown.startswith(usage + " ".join(words))
    assert bool(JAPANESE.search(shown)) is (lang == "ja")


def test_the_locale_decides_the_language(projection: Started) -> None:
    assert projection("--help", LC_ALL="ja_JP.UTF-8").stdout.startswith("使い方：")
    assert projection("--help", LC_ALL="en_US.UTF-8").stdout.startswith("Usage:")
    assert projection("--help", "--lang", "en", LC_ALL="ja_JP.UTF-8").stdout.startswith("Usage")


def test_help_fits_a_narrow_terminal(projection: Started) -> None:
    shown = projection("compare", "--help", COLUMNS="70").stdout
    assert max(map(len, shown.splitlines())) <= 70


def test_version(projection: Started) -> None:
    ended = projection("--version")
    assert (ended.returncode, ended.stdout, ended.stderr) == (
        0,
        f"projection {__version__}\n",
        "",
    )


def test_without_a_command_the_help_goes_to_standard_error(projection: Started) -> None:
    ended = projection()
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("Usage: projection [OPTIONS] COMMAND")


MISTAKES = {
    "rnu": ("unknown command 'rnu'; did you mean 'run'?", "知らないコマンド「rnu」です"),
    "zzz": ("unknown command 'zzz'; known commands: new, check", "使えるコマンド：new"),
    "run --strat 1": ("unknown option '--strat'; did you mean", "「--start」ではありませんか"),
    "run --zzz": ("unknown option '--zzz'", "知らないオプション「--zzz」です"),
    "compare": ("RESULTS is missing", "「結果」が指定されていません"),
    "compare a --by zzz": ("--by: expected one of total, age3", "total, age3, age5"),
    "run --start soon": ("--start: expected a whole number", "整数を指定してください"),
    "run --start": ("option '--start': its value is missing", "値がない"),
    "check a b c": ("more arguments than expected: b c", "引数が多すぎます：b c"),
    "schema zzz": ("expected one of scenario, vision, inputs", "scenario, vision, inputs"),
}


@pytest.mark.parametrize("line", MISTAKES)
def test_a_mistaken_command_line(capsys: pytest.CaptureFixture[str], line: str) -> None:
    english, japanese = MISTAKES[line]
    for lang, prefix, words in (("en", "error: ", english), ("ja", "誤り：", japanese)):
        assert main(["--lang", lang, *line.split()]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert any(one.startswith(prefix) and words in one for one in captured.err.splitlines())


def test_a_mistaken_command_line_says_where_help_is(capsys: pytest.CaptureFixture[str]) -> None:
    main(["scenario", "shw"])
    usage, error, hint = capsys.readouterr().err.splitlines()
    assert usage == "Usage: projection scenario [OPTIONS] COMMAND ..."
    assert error == "error: unknown command 'shw'; did you mean 'show'? [E801]"
    assert hint == "'projection scenario --help' explains the command"


def raising(error: BaseException) -> object:
    def invoke(*_: object) -> int:
        raise error

    return invoke


def test_a_users_error_has_no_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = ProjectionError(fault("file_missing", file="a.csv", beside="b\x1b[2J.csv"))
    monkeypatch.setattr(main_module, "_invoke", raising(error))
    assert main(["--lang", "ja"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("誤り：a.csv: ファイルがありません")
    assert "\x1b" not in captured.err


def test_our_own_errors_keep_their_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main_module, "_invoke", raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        main([])


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (BrokenPipeError(), 141)]
)
def test_interrupts_and_closed_pipes_are_quiet(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
) -> None:
    monkeypatch.setattr(main_module, "_invoke", raising(error))
    monkeypatch.setattr(main_module, "silence", lambda _: None)
    assert main([]) == code
    assert capsys.readouterr() == ("", "")


def test_every_command_has_a_file_of_its_own() -> None:
    folder = Path(main_module.__file__).parent
    commands = root().commands.items()
    simple = {name for name, one in commands if not isinstance(one, Group)}
    assert all((folder / f"{name}.py").is_file() for name in simple)
    assert {path.name for path in folder.glob("scenario_*")} == {
        "scenario_show.py",
        "scenario_diff.py",
    }
