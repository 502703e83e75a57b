"""The declaration of `projection validate`."""

from __future__ import annotations

from projection.cli.bilingual import Argument, Command
from projection.cli.declaring import FOLDER, lazily, output_options
from projection.cli.trusting import TRUSTING
from projection.language import Text

FORMATS = ("text", "csv", "xlsx", "md", "json")


def validate_command() -> Command:
    """Return the command."""
    return Command(
        "validate",
        words=Text(
            ja="公表された推計や生命表を再現し、公表値との差を許容差とともに示します。\n"
            "自分の事例もフォルダ（rates.toml と CSV）で確かめられます。"
            "許容差を超える事例があれば終了コードは1です。",
            en="Reproduce published projections and life tables, and show how near it comes.\n"
            "Cases of your own are folders with a rates.toml and CSV files. The exit code is 1 "
            "where a case misses its tolerance.",
        ),
        section=TRUSTING,
        params=[
            Argument(
                "folders",
                name=FOLDER,
                words=Text(
                    ja="事例のフォルダ、またはそれらを入れたフォルダ（既定：inputs/validation）",
                    en="folders of cases, or folders of such folders "
                    "(default: inputs/validation)",
                ),
                nargs=-1,
            ),
            *output_options(*FORMATS),
        ],
        callback=lazily("validate"),
    )
