"""How messages reach standard error: lines for readers, or JSON for programs.

Messages travel through Python's own logging, so that every room can tell what it is at without
knowing who listens (`projection.stages`).
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import IO

from projection.cli.language import before_dashes
from projection.errors import Fault, ProjectionError, fault
from projection.language import Language, Text
from projection.messages import MESSAGES
from projection.report.wrapping import printable
from projection.stages import LOG

MANNERS = {
    "--quiet": Text(ja="データと誤りだけを表示します", en="Data and errors alone"),
    "--verbose": Text(
        ja="読んだもの、かかった時間、版も表示します",
        en="Also what is read, how long it took, and versions",
    ),
    "--json-log": Text(
        ja="メッセージを1行1件のJSONで表示します（標準エラー出力）",
        en="Messages as JSON on standard error, one object a line",
    ),
}
"""The options that every command has for it, and what they do."""
OUTSIDE = "--allow-outside"
"""The option that lets files name others outside their project."""

PROGRESS = 15  # between what only --verbose shows and what everybody reads
_LEVELS = {
    logging.DEBUG: "debug",
    PROGRESS: "progress",
    logging.INFO: "info",
    logging.WARNING: "warning",
    logging.ERROR: "error",
}
_PREFIXES = {logging.WARNING: "said_warning", logging.ERROR: "said_error"}
_PLAIN_TERMINALS = {"dumb", "unknown"}


@dataclass(frozen=True)
class Manner:
    """How much is said, and in which form.

    Parameters
    ----------
    quiet
        Data and errors alone.
    verbose
        Also what is read, how long each stage took, and the versions at work.
    json_log
        One JSON object a line instead of words.
    """

    quiet: bool = False
    verbose: bool = False
    json_log: bool = False

    @property
    def threshold(self) -> int:
        """The lowest level that is said."""
        if self.quiet:
            return logging.ERROR
        if self.verbose:
            return logging.DEBUG
        return PROGRESS if self.json_log else logging.INFO


def manner_of(arguments: Sequence[str]) -> Manner:
    """Find `--quiet`, `--verbose` and `--json-log` before anything else is read.

    Examples
    --------
    >>> manner_of(["run", "--json-log", "--", "--quiet"])
    Manner(quiet=False, verbose=False, json_log=True)
    """
    words = before_dashes(arguments)
    return Manner(*(name in words for name in MANNERS))


def refuse_contrary(manner: Manner) -> None:
    """Refuse to be quiet and verbose at once.

    Raises
    ------
    ProjectionError
        Both were asked for.
    """
    if manner.quiet and manner.verbose:
        raise ProjectionError(fault("quiet_and_verbose"))


@contextmanager
def speaking(manner: Manner, lang: Language) -> Iterator[None]:
    """Send messages to standard error while a command runs, and be silent again afterwards."""
    log = logging.getLogger(LOG)
    before = log.level, log.propagate
    handler = _Lines(manner, lang)
    log.addHandler(handler)
    log.setLevel(manner.threshold)
    # Who embeds the command line would hear everything twice.
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(before[0])
        log.propagate = before[1]


def tell(
    level: int, event: str, message: str, faults: Sequence[Fault] = (), **numbers: int
) -> None:
    """Pass a message on.

    Parameters
    ----------
    level
        As in `logging`, or `PROGRESS`.
    event
        The key of the message.
    message
        Its words.
    faults
        What is wrong, where the message is about that: the words follow from them.
    **numbers
        Further figures for programs.
    """
    extra = {"event": event, "faults": tuple(faults), "numbers": numbers}
    logging.getLogger(LOG).log(level, message, extra=extra)


def bar_wanted() -> bool:
    """Whether a bar may move: words on a terminal that can move its cursor."""
    return any(isinstance(one, _Lines) and one.moves for one in logging.getLogger(LOG).handlers)


def colourful(
    stream: IO[str],
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> bool:
    """Whether `stream` takes colours: a terminal that knows them, unless told otherwise.

    Parameters
    ----------
    stream
        Standard output or error.
    environment
        `NO_COLOR` wins over `FORCE_COLOR`; both count where they are not empty.
    platform
        As `sys.platform`: old consoles of Windows would show the codes of colours.
    """
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    legacy = platform == "win32" and _is_legacy_console()
    return stream.isatty() and not _is_plain(environment) and not legacy


def _is_plain(environment: Mapping[str, str]) -> bool:
    return environment.get("TERM", "").lower() in _PLAIN_TERMINALS


def _is_legacy_console() -> bool:
    from rich.console import detect_legacy_windows  # noqa: PLC0415  Windows alone asks

    return detect_legacy_windows()


class _Lines(logging.Handler):
    """Writes to what is standard error at the moment: a bar above the line takes its place."""

    def __init__(self, manner: Manner, lang: Language) -> None:
        super().__init__(manner.threshold)
        self.write = _objects(lang) if manner.json_log else _words(lang)
        worded = not (manner.quiet or manner.json_log)
        self.moves = worded and sys.stderr.isatty() and not _is_plain(os.environ)

    def emit(self, record: logging.LogRecord) -> None:
        for line in self.write(record):
            print(line, file=sys.stderr, flush=True)


def _words(lang: Language) -> Callable[[logging.LogRecord], list[str]]:
    began = time.monotonic()

    def lines(record: logging.LogRecord) -> list[str]:
        faults = getattr(record, "faults", ())
        text = _message(record, lang)
        if faults:
            text = ProjectionError(*map(_on_one_line, faults)).text(lang, codes=True)
        if record.levelno < logging.INFO:
            text = f"[{time.monotonic() - began:.1f} s] {text}"
        if record.levelno in _PREFIXES:
            text = MESSAGES[_PREFIXES[record.levelno]].of(lang).format(message=text)
        return [printable(text)]

    return lines


def _objects(lang: Language) -> Callable[[logging.LogRecord], list[str]]:
    def lines(record: logging.LogRecord) -> list[str]:
        faults = getattr(record, "faults", ())
        whole = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": _LEVELS[record.levelno],
            "event": getattr(record, "event", record.msg),
        }
        if not faults:
            numbers = getattr(record, "numbers", {})
            return [_object(whole, message=_message(record, lang), **numbers)]
        return [_object(whole, **_parts(one, lang)) for one in faults]

    return lines


def _object(whole: Mapping[str, object], **more: object) -> str:
    # Escaped to ASCII: whole in every encoding, and nothing in it steers a terminal.
    return json.dumps({**whole, **more})


def _parts(one: Fault, lang: Language) -> dict[str, object]:
    parts = {"event": one.key, "code": one.code, "message": one.message(lang)}
    return {**parts, "file": one.file, "line": one.line, "place": one.place}


def _message(record: logging.LogRecord, lang: Language) -> str:
    if hasattr(record, "event"):
        return str(record.msg)
    return MESSAGES[str(record.msg)].of(lang).format(**getattr(record, "values", {}))


def _on_one_line(one: Fault) -> Fault:
    values = {
        name: _shown(value) if isinstance(value, str) else value
        for name, value in one.values.items()
    }
    return replace(one, values=values, file=_shown(one.file), place=_shown(one.place))


def _shown(text: str) -> str:
    return text.replace("\n", "\\n")
