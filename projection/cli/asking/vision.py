"""The declaration of `projection vision`."""

from __future__ import annotations

from projection.cli.asking import ASKING
from projection.cli.bilingual import Argument, Command, Option
from projection.cli.declaring import (
    figure_options,
    lazily,
    output_options,
    place_options,
)
from projection.language import Text

_YEARS = Text(ja="年数", en="YEARS")


def vision_command() -> Command:
    """Return the command."""
    return Command(
        "vision",
        words=Text(
            ja="戦略の目標が達成されるか、遅れると何を失うかを示します。\n"
            "基本目標ごとの寄与も示します。目標はビジョンファイルに書きます"
            "（scenarios/README.ja.md）。",
            en="Show whether a strategy meets its goals, and what a delay costs.\n"
            "Also what each basic goal contributes. Goals are written in a vision file "
            "(scenarios/README.md).",
        ),
        section=ASKING,
        params=[
            Argument(
                "file",
                name=Text(ja="ビジョン", en="VISION"),
                words=Text(
                    ja="ビジョンファイル（例：scenarios/kiyose/vision-test.toml）",
                    en="a vision file (scenarios/kiyose/vision-test.toml)",
                ),
            ),
            Option(
                "--delay",
                words=Text(
                    ja="戦略の着手がこの年数だけ遅れた場合も示します（例：5）",
                    en="Show as well what happens if all of it begins so many years later (5)",
                ),
                value=_YEARS,
                type=int,
            ),
            *figure_options(
                Text(
                    ja="寄与と損失を求める年（省略時は推計の最後の年）",
                    en="Year of contributions and losses (default: the last year)",
                )
            ),
            *place_options(),
            *output_options("text", "csv", "xlsx", "json"),
        ],
        callback=lazily("vision"),
    )
