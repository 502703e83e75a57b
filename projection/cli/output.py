"""Standard output for data alone, standard error for words, files whole or not at all."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from projection.cli.speaking import tell
from projection.errors import Fault, ProjectionError, fault
from projection.files import reason_of, replacing
from projection.language import Language
from projection.messages import MESSAGES


def prepare_streams() -> None:
    """Let a terminal that lacks a character show another one; a closed stream drops all."""
    # Python has no stream where the shell closed it (`>&-`).
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        # What stands in for a stream (a test, an embedding program) may not have it.
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def say(message: str) -> None:
    """Write a line to standard error."""
    tell(logging.INFO, "message", message)


def say_as(key: str, lang: Language, **values: object) -> None:
    """Write a message of the catalogue to standard error; programs get its key.

    Parameters
    ----------
    key
        Of the message.
    lang
        The reader's language.
    **values
        What fills its braces.
    """
    tell(logging.INFO, key, MESSAGES[key].of(lang).format(**values))


def say_error(error: ProjectionError, lang: Language) -> None:
    """Write what is wrong to standard error."""
    tell(logging.ERROR, "error", error.text(lang), error.faults)


def say_warnings(warnings: Iterable[Fault], lang: Language) -> None:
    """Write warnings, which stop nothing, to standard error, one a line."""
    for warning in warnings:
        tell(logging.WARNING, "warning", warning.message(lang), [warning])


def say_wrote(path: Path, lang: Language) -> None:
    """Say on standard error that a file has been written."""
    say_as("wrote", lang, file=path)


def print_text(text: str) -> None:
    """Write text for readers to standard output, in the encoding of the terminal.

    Raises
    ------
    ProjectionError
        Standard output cannot be written (a full disk).
    """
    with _told():
        print(text)
        sys.stdout.flush()


def print_data(data: bytes) -> None:
    """Write data to standard output, byte for byte whatever the terminal's encoding.

    Raises
    ------
    ProjectionError
        Standard output cannot be written (a full disk).
    """
    with _told():
        sys.stdout.buffer.write(data)
        sys.stdout.flush()


def write_file(data: bytes, path: Path, lang: Language) -> None:
    """Write a file whole or not at all, and say so.

    Raises
    ------
    ProjectionError
        The file cannot be written; an older one is left as it was.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(data)
    say_wrote(path, lang)


def silence(stream: IO[str]) -> None:
    """Drop what could not be written, which the interpreter would try again as it ends."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _nowhere() -> IO[str]:
    return Path(os.devnull).open("w", encoding="utf-8")


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        # Not a failure: the reader has seen enough.
        raise
    except OSError as error:
        silence(sys.stdout)
        raise ProjectionError(fault("output_unwritable", reason=reason_of(error))) from error
