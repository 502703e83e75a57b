"""The declaration of `projection influence`."""

from __future__ import annotations

from projection.cli.asking import ASKING
from projection.cli.bilingual import Argument, Command, Option
from projection.cli.declaring import (
    FILE,
    YEAR,
    lazily,
    output_options,
    place_options,
    scenario_file,
)
from projection.language import Text

FORMATS = ("text", "csv", "xlsx", "json")


def influence_command() -> Command:
    """Return the command."""
    return Command(
        "influence",
        words=Text(
            ja="自然増減・社会増減の影響度（1〜5）と人口減少段階を示します。\n"
            "国の手引きの定義により、基準のシナリオをシミュレーション1・2と比べます。",
            en="Grade the influence of births and of moves (1-5), and stages of decline.\n"
            "As the government's guide defines them, from Simulations 1 and 2.",
        ),
        section=ASKING,
        params=[
            scenario_file("base", Text(ja="基準", en="BASE")),
            _simulation(1),
            _simulation(2),
            Option(
                "--year",
                words=Text(
                    ja="影響度を比べる年（省略時はしきい値のファイルの年、2045）",
                    en="Year of the grades (default: that of the thresholds' file, 2045)",
                ),
                value=YEAR,
                type=int,
            ),
            Option(
                "--years",
                words=Text(
                    ja="表に加える年（例：2030,2040。省略時は10年ごと）",
                    en="More years for the tables (2030,2040; default: each tenth)",
                ),
                value=Text(ja="年,年", en="YEAR,YEAR"),
            ),
            Option(
                "--grades",
                words=Text(
                    ja="しきい値のファイル（TOML。省略時は附属の influence.toml）",
                    en="File of thresholds (TOML; default: the program's own)",
                ),
                value=FILE,
            ),
            *place_options(),
            *output_options(*FORMATS),
        ],
        callback=lazily("influence"),
    )


def _simulation(number: int) -> Argument:
    return Argument(
        f"simulation_{number}",
        name=Text(ja=f"シミュレーション{number}", en=f"SIMULATION_{number}"),
        words=Text(
            ja=f"シナリオファイル（省略時は基準と同じ場所の simulation-{number}.toml）",
            en=f"a scenario file (default: simulation-{number}.toml beside BASE)",
        ),
        required=False,
    )
