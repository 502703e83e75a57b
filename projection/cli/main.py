"""The command `projection`: where the language is chosen and errors are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from projection.cli.commands import root
from projection.cli.language import language_of
from projection.cli.output import prepare_streams, say, say_error, silence
from projection.cli.usage import usage_faults
from projection.errors import ProjectionError
from projection.language import Language

_MISTAKE = 2
_INTERRUPTED = 130  # as shells report a process ended by Ctrl-C
_PIPE_CLOSED = 141  # and one that wrote where nobody reads


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
    # Matrices here are small: threads would slow them down. Set before NumPy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang = language_of(words, os.environ)
    prepare_streams()
    try:
        return _invoke(words, lang)
    except ProjectionError as error:
        say_error(error.text(lang), lang)
        return _MISTAKE
    except click.ClickException as error:
        _say_usage(error, lang)
        return _MISTAKE
    except BrokenPipeError:
        silence(sys.stdout)
        return _PIPE_CLOSED
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED


def _invoke(words: list[str], lang: Language) -> int:
    command = root()
    try:
        with command.make_context("projection", words, obj=lang) as context:
            command.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return 0


def _say_usage(error: click.ClickException, lang: Language) -> None:
    usage, (fault, *hints) = usage_faults(error, lang)
    if usage:
        say(usage)
    say_error(fault.message(lang), lang)
    for hint in hints:
        say(hint.message(lang))
