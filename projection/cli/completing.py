"""Completion as shells ask for it: by an environment variable, answered on standard output."""

from __future__ import annotations

from collections.abc import Mapping

import click
from click.shell_completion import ShellComplete, get_completion_class

from projection.cli.output import print_data, print_text
from projection.language import Language

PROGRAM = "projection"
VARIABLE = "_PROJECTION_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")
_ASKING = "_complete"


def asked_shell(environment: Mapping[str, str]) -> str | None:
    """Return the shell that asks what may come next; None where a user gives a command.

    Examples
    --------
    >>> asked_shell({"_PROJECTION_COMPLETE": "zsh_complete"}), asked_shell({})
    ('zsh', None)
    """
    asked = environment.get(VARIABLE, "")
    shell = asked.removesuffix(_ASKING)
    return shell if asked.endswith(_ASKING) and shell in SHELLS else None


def answer(root: click.Command, shell: str, lang: Language) -> None:
    """Print what may come next on the line that the shell describes in its variables.

    A mistaken line has no next word: then nothing is printed, and nothing else either.
    """
    try:
        found = completer(root, shell, lang).complete()
    except (click.ClickException, KeyError, ValueError):
        return
    if shell == "powershell":
        # It reads in the encoding of the console, which Python's own stream writes.
        print_text(found)
    else:
        # As bytes: a carriage return would become part of the word.
        print_data(found.encode(errors="replace"))


def completer(root: click.Command, shell: str, lang: Language) -> ShellComplete:
    """Return click's completion for a shell of `SHELLS`."""
    found = get_completion_class(shell)
    if found is None:
        message = f"this version of click does not know {shell}"
        raise RuntimeError(message)
    return found(root, {"obj": lang}, PROGRAM, VARIABLE)


def script(root: click.Command, shell: str, lang: Language) -> str:
    """Return the script that makes a shell ask."""
    made = completer(root, shell, lang)
    # Not `source()`, which starts bash to find its version and complains in English.
    return made.source_template % made.source_vars()
