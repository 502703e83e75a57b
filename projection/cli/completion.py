"""`projection completion`: the script that lets a shell complete what is typed."""

from __future__ import annotations

from dataclasses import dataclass

from projection.cli.commands import root
from projection.cli.completing import script
from projection.cli.output import print_data, print_text
from projection.language import Language
from projection.messages import MESSAGES


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    shell: str


def command(options: Options, lang: Language) -> None:
    """Print the script, and below it, as a comment, how to install it.

    A comment and no message, since shells run the script whenever they start.
    """
    lines = MESSAGES[f"completion_{options.shell}"].of(lang).splitlines()
    comment = "\n".join(f"# {line}" for line in lines)
    whole = f"{script(root(), options.shell, lang)}\n{comment}"
    if options.shell == "powershell":
        print_text(whole)
    else:
        print_data(f"{whole}\n".encode())
