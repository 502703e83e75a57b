"""The declaration of `projection completion`."""

from __future__ import annotations

import click

from projection.cli.bilingual import Argument, Command
from projection.cli.completing import SHELLS
from projection.cli.declaring import lazily
from projection.language import Text


def completion_command(section: Text) -> Command:
    """Return the command."""
    listed = "|".join(SHELLS)
    return Command(
        "completion",
        words=Text(
            ja="シェルでの入力補完を設定するスクリプトを表示します。\n"
            "設定のしかたはスクリプトの末尾に書いてあります。",
            en="Print the script with which a shell completes commands, options and files.\n"
            "How to install it stands at its end.",
        ),
        section=section,
        params=[
            Argument(
                "shell",
                name=Text(ja=listed, en=listed),
                words=Text(ja="使っているシェル", en="the shell that you use"),
                type=click.Choice(SHELLS),
            )
        ],
        callback=lazily("completion"),
    )
