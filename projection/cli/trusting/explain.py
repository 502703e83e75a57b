"""The declaration of `projection explain`."""

from __future__ import annotations

from projection.cli.bilingual import Argument, Command
from projection.cli.declaring import lazily
from projection.cli.trusting import TRUSTING
from projection.language import Text


def explain_command() -> Command:
    """Return the command."""
    return Command(
        "explain",
        words=Text(
            ja="誤りや注意の番号（例：E102）について、原因と対処を表示します。\n"
            "番号は、表示された文の末尾の [ ] の中にあります。",
            en="Show the causes and remedies of an error or a warning by its code (E102).\n"
            "The code stands in brackets at the end of the message.",
        ),
        section=TRUSTING,
        params=[
            Argument(
                "codes",
                name=Text(ja="番号", en="CODES"),
                words=Text(
                    ja="番号。いくつでも指定できます", en="one code or more, as E102 and W901"
                ),
                nargs=-1,
                required=True,
            )
        ],
        callback=lazily("explain"),
    )
