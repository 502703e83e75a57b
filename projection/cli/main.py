"""The command `projection`: where the language is chosen and errors are told."""

from __future__ import annotations

import logging
import os
import platform
import shlex
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version

import click

from projection._version import __version__
from projection.cli.commands import root
from projection.cli.completing import answer, asked_shell
from projection.cli.language import before_dashes, language_of
from projection.cli.output import prepare_streams, say, say_as, say_error, silence
from projection.cli.speaking import OUTSIDE, Manner, manner_of, refuse_contrary, speaking, tell
from projection.cli.usage import usage_faults
from projection.errors import ProjectionError
from projection.files import allowing_outside
from projection.language import Language
from projection.messages import MESSAGES
from projection.stages import LOG, stage

_CRASHED = 1
_MISTAKE = 2
_INTERRUPTED = 130  # as shells report a process ended by Ctrl-C
_PIPE_CLOSED = 141  # and one that wrote where nobody reads
_LIBRARIES = ("numpy", "scipy", "pandas", "xarray", "h5netcdf")  # those that move numbers


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments
        The words after the program's name; those of the process where left out.

    Returns
    -------
    int
        The exit code: 0, or 2 for a user's mistake. Our own mistakes keep their trace.
    """
    # Matrices here are small: threads would slow them down, and round otherwise. Set before
    # NumPy is imported.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang = language_of(words, os.environ)
    manner = manner_of(words)
    prepare_streams()
    allowed = OUTSIDE in before_dashes(words)
    with speaking(manner, lang), allowing_outside(allowed=allowed):
        return _told(words, lang, manner)


def _told(words: list[str], lang: Language, manner: Manner) -> int:
    try:
        refuse_contrary(manner)
        code = _invoke(words, lang)
    except ProjectionError as error:
        say_error(error, lang)
        return _MISTAKE
    except click.ClickException as error:
        _say_usage(error, lang)
        return _MISTAKE
    except BrokenPipeError:
        silence(sys.stdout)
        return _PIPE_CLOSED
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED
    except Exception:
        if not manner.json_log:
            raise
        tell(logging.ERROR, "crash", traceback.format_exc())
        return _CRASHED
    stage("stage_finished")
    return code


def _invoke(words: list[str], lang: Language) -> int:
    command = root()
    if shell := asked_shell(os.environ):
        answer(command, shell, lang)
        return 0
    _tell_versions(words, lang)
    try:
        with command.make_context("projection", words, obj=lang) as context:
            command.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return 0


def _tell_versions(words: list[str], lang: Language) -> None:
    # Python is slow to look them up.
    if not logging.getLogger(LOG).isEnabledFor(logging.DEBUG):
        return
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    python = f"Python {platform.python_version()}, {platform.platform()}"
    software = f"projection {__version__}, {python}, {libraries}"
    said = MESSAGES["at_work"].of(lang).format(software=software, words=shlex.join(words))
    tell(logging.DEBUG, "at_work", said)


def _say_usage(error: click.ClickException, lang: Language) -> None:
    usage, (fault, *hints) = usage_faults(error, lang)
    if usage:
        say(usage)
    say_error(ProjectionError(fault), lang)
    for hint in hints:
        say_as(hint.key, lang, **hint.values)
