"""The declaration of `projection leverage`."""

from __future__ import annotations

import click

from projection.cli.asking import ASKING
from projection.cli.bilingual import Command, Option
from projection.cli.declaring import (
    YEAR,
    figure_options,
    lazily,
    output_options,
    place_options,
    scenario_file,
)
from projection.language import Text


def leverage_command() -> Command:
    """Return the command."""
    return Command(
        "leverage",
        words=Text(
            ja="1人増えると将来の数値がどれだけ変わるかを、性・年齢・転入の年別に求めます。\n"
            "出生、死亡の回避、出生率0.1の上昇の効果も示します。",
            en="Show what one more person is worth, by sex, age and year of arrival.\n"
            "Also what one more birth, one death avoided and 0.1 of the TFR are worth.",
        ),
        section=ASKING,
        params=[
            scenario_file("scenario", Text(ja="シナリオ", en="SCENARIO")),
            *figure_options(
                Text(
                    ja="その数値の年（例：2060。省略時は最後の年）",
                    en="Year of the figure (2060; default: the last year)",
                )
            ),
            *_table_options(),
            *place_options(),
            *output_options("text", "csv", "xlsx", "json"),
        ],
        callback=lazily("leverage"),
    )


def _table_options() -> list[Option]:
    return [
        Option(
            "--arrival",
            words=Text(
                ja="文で説明する転入の年（省略時は最初の年の5年後）",
                en="Year of arrival that the sentences speak of (default: the sixth year)",
            ),
            value=YEAR,
            type=int,
        ),
        Option(
            "--by",
            words=Text(
                ja="表の年齢の区分（既定：age5。csv と json は常に各歳）",
                en="Ages of the table (default: age5; csv and json have single ages always)",
            ),
            value=Text(ja="age5|single", en="age5|single"),
            type=click.Choice(["age5", "single"]),
            default="age5",
        ),
    ]
