"""Whether the suite provokes every message: a plugin for a run of the whole suite.

Usage: python -m pytest -n 2 -p tests.provoked

It notes every fault that the package itself makes while tests run (those that a test makes to
look at its words do not count), and fails the run, naming them, where some were never made.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import projection
from projection import errors
from projection.messages import MESSAGES
from projection.messages.explained import CODES

PACKAGE = str(Path(projection.__file__).parent)
PASSED_ON = (errors.__file__, "<string>", "dataclasses.py")
PROVOKED = pytest.StashKey[set[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Note the key of every fault from here on."""
    noted = config.stash[PROVOKED] = set[str]()
    make = errors.Fault.__init__

    def making(self: errors.Fault, key: str, *values: Any, **named: Any) -> None:
        if made_by_package():
            noted.add(key)
        make(self, key, *values, **named)

    errors.Fault.__init__ = making  # type: ignore[method-assign]


def made_by_package() -> bool:
    """Say whether the first place that is not part of making a fault is in the package."""
    frame = sys._getframe(2)
    while frame.f_back and frame.f_code.co_filename.endswith(PASSED_ON):
        frame = frame.f_back
    return frame.f_code.co_filename.startswith(PACKAGE)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand over what this process noted; where it is the last one, judge."""
    noted = session.config.stash[PROVOKED]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["provoked"] = sorted(noted)
    elif session.exitstatus == pytest.ExitCode.OK and unprovoked(noted):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker of pytest-xdist noted."""
    node.config.stash[PROVOKED].update(getattr(node, "workeroutput", {}).get("provoked", []))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name the messages that nothing provoked."""
    lacking = unprovoked(config.stash[PROVOKED])
    terminalreporter.write_line(
        f"messages provoked: {len(set(CODES)) - len(lacking)} of {len(set(CODES))}"
    )
    for key in lacking:
        terminalreporter.write_line(f"never provoked: {CODES[key]} {key}", red=True)


def unprovoked(noted: set[str]) -> list[str]:
    """Return the keys of messages with a code that are not among those noted."""
    return [key for key in MESSAGES if key in CODES and key not in noted]
