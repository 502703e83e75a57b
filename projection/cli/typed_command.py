"""The command under way as a result records it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
from click.core import ParameterSource


def typed_command() -> str:
    """Return the command that runs, with every argument and option that was typed.

    Options stand in the order of the help and by their long names, so that one question has
    one text; paths below the current folder are written as seen from it.

    Returns
    -------
    str
        As a shell reads it ("projection run scenarios/vision.toml --end 2065"); empty outside
        a command.
    """
    context = click.get_current_context(silent=True)
    if context is None:
        return ""
    given = [
        one
        for one in context.command.get_params(context)
        # The language and the like, which change nothing in a result, are not handed on.
        if one.expose_value
        and context.get_parameter_source(str(one.name)) == ParameterSource.COMMANDLINE
    ]
    # Arguments first: an option that may be repeated would take them for its values.
    given.sort(key=lambda one: isinstance(one, click.Option))
    words = [word for one in given for word in _words(one, context.params[str(one.name)])]
    return shlex.join([*context.command_path.split(), *map(_seen_from_here, words)])


def _words(parameter: click.Parameter, value: object) -> Iterator[str]:
    each = value if isinstance(value, tuple) else (value,)
    if isinstance(parameter, click.Argument):
        yield from map(str, each)
        return
    name = max(parameter.opts, key=len)
    for one in each:
        if isinstance(one, bool):
            off = max(parameter.secondary_opts, key=len, default="")
            yield name if one else off
        else:
            yield from (name, str(one))


def _seen_from_here(word: str) -> str:
    path = Path(word)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        return os.path.relpath(path)
    return word
