"""How much is said, and in which form: --quiet, --verbose, --json-log."""

from __future__ import annotations

import io
import json
import logging
import re
from datetime import datetime
from pathlib import Path

import pytest

from projection._version import __version__
from projection.cli import main as main_module
from projection.cli.main import main
from projection.cli.output import say, say_as, say_error, say_warnings
from projection.cli.progress import shown
from projection.cli.speaking import Manner, colourful, manner_of, speaking
from projection.errors import ProjectionError, fault
from projection.stages import LOG, stage
from tests.cli.conftest import Called

WARNING = fault("file_unreadable", file="a.toml", line=3, place="x", reason="\x1b[2J\nwhy")


def said(manner: Manner, capsys: pytest.CaptureFixture[str]) -> list[str]:
    with speaking(manner, "en"):
        stage("wrote", file="d.nc")
        with shown("Drawing") as progress:
            for done in range(1, 41):
                progress(done, 40)
        say("plain")
        say_as("wrote", "en", file="b.nc")
        say_warnings([WARNING], "en")
        say_error(ProjectionError(fault("region_nowhere"), WARNING), "en")
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


LINES = [
    "plain",
    "wrote b.nc",
    r"warning: a.toml, line 3, x: the file cannot be read (\x1b[2J\nwhy) [E102]",
    "error: no region: write 'region' into the scenario, or give its code with --region [E109]",
    r"a.toml, line 3, x: the file cannot be read (\x1b[2J\nwhy) [E102]",
]


def test_words_for_readers(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(Manner(), capsys) == LINES
    assert said(Manner(quiet=True), capsys) == LINES[3:]
    early = said(Manner(verbose=True), capsys)
    assert early[-5:] == LINES
    del early[-5:]
    assert early[0] == "[0.0 s] wrote d.nc"
    assert [line.split("] ")[1] for line in early[1:]] == [
        f"Drawing {done}/40" for done in range(4, 41, 4)
    ]


def test_objects_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(Manner(json_log=True), capsys)
    assert "\n".join(lines).isascii()
    objects = [json.loads(line) for line in lines]
    assert all(datetime.fromisoformat(one["time"]).tzinfo for one in objects)
    assert [(one["level"], one["event"]) for one in objects] == [
        *[("progress", "progress")] * 10,
        ("info", "message"),
        ("info", "wrote"),
        ("warning", "file_unreadable"),
        ("error", "region_nowhere"),
        ("error", "file_unreadable"),
    ]
    assert (objects[0]["done"], objects[0]["total"]) == (4, 40)
    assert objects[11]["message"] == "wrote b.nc"
    del objects[12]["time"]
    assert objects[12] == {
        "level": "warning",
        "event": "file_unreadable",
        "code": WARNING.code,
        "message": "the file cannot be read (\x1b[2J\nwhy)",
        "file": "a.toml",
        "line": 3,
        "place": "x",
    }


def test_quiet_and_verbose_objects(capsys: pytest.CaptureFixture[str]) -> None:
    quiet = said(Manner(json_log=True, quiet=True), capsys)
    assert [json.loads(line)["level"] for line in quiet] == ["error", "error"]
    verbose = said(Manner(json_log=True, verbose=True), capsys)
    first = json.loads(verbose[0])
    assert (first["level"], first["event"], first["message"]) == (
        "debug",
        "wrote",
        "wrote d.nc",
    )


def test_silence_returns_after_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger(LOG)
    before = (log.level, log.propagate, list(log.handlers))
    said(Manner(verbose=True), capsys)
    assert (log.level, log.propagate, log.handlers) == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--quiet", "run"], Manner(quiet=True)),
        (["run", "--verbose", "--json-log"], Manner(verbose=True, json_log=True)),
        (["run", "--", "--quiet"], Manner()),
    ],
)
def test_the_manner_is_found_anywhere(words: list[str], expected: Manner) -> None:
    assert manner_of(words) == expected


@pytest.mark.parametrize("words", [["--quiet", "schema"], ["schema", "--quiet"]])
def test_options_stand_before_and_after_the_command(call: Called, words: list[str]) -> None:
    ended = call(*words)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("{")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "contradict each other"), ("ja", "同時に指定できません")]
)
def test_quiet_and_verbose_contradict(call: Called, lang: str, words: str) -> None:
    ended = call("--quiet", "schema", "--verbose", "--lang", lang)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err
    assert ended.err.endswith("[E808]\n")


def test_verbose_names_the_versions_at_work(call: Called) -> None:
    first = call("schema", "--verbose").err.splitlines()[0]
    assert re.match(rf"\[\d+\.\d s\] projection {re.escape(__version__)}, Python 3\.", first)
    assert "numpy " in first
    assert first.endswith("; command: projection schema --verbose")


def test_quiet_says_what_is_wrong_and_no_more(call: Called) -> None:
    ended = call("run", "--zzz", "--quiet")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "error: unknown option '--zzz' [E802]\n"


def test_warnings_are_not_for_the_quiet(call: Called, place: Path) -> None:
    (place / "high.toml").write_text("title = 'x'\nend = 2030\n[fertility]\ntfr = 4.0\n")
    assert call("scenario", "show", "high.toml").err.startswith("warning: ")
    assert call("scenario", "show", "high.toml", "--quiet").err == ""


def test_a_mistake_as_objects(call: Called) -> None:
    ended = call("run", "--zzz", "--json-log")
    assert ended.code == 2
    usage, error, hint = map(json.loads, ended.err.splitlines())
    assert usage["message"].startswith("Usage: projection run")
    assert (error["level"], error["code"]) == ("error", "E802")
    assert hint["event"] == "see_help"


def test_our_own_errors_as_objects(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(main_module, "_invoke", broken)
    assert main(["--json-log"]) == 1
    crash = json.loads(capsys.readouterr().err)
    assert (crash["level"], crash["event"]) == ("error", "crash")
    assert crash["message"].endswith("ZeroDivisionError\n")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "expected"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": "", "TERM": "xterm"}, True),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours(stream: io.StringIO, environment: dict[str, str], expected: bool) -> None:
    assert colourful(stream, environment) is expected


@pytest.mark.parametrize("legacy", [True, False])
def test_an_old_windows_console_gets_no_colours(
    monkeypatch: pytest.MonkeyPatch, legacy: bool
) -> None:
    monkeypatch.setattr("rich.console.detect_legacy_windows", lambda: legacy)
    assert colourful(Terminal(), {}, "win32") is not legacy
