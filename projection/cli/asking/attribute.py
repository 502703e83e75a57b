"""The declaration of `projection attribute`."""

from __future__ import annotations

import click

from projection.cli.asking import ASKING
from projection.cli.bilingual import Argument, Command, Option
from projection.cli.declaring import (
    figure_options,
    lazily,
    output_options,
    place_options,
    scenario_file,
)
from projection.language import Text

FORMATS = ("text", "csv", "xlsx", "json")


def attribute_command() -> Command:
    """Return the command."""
    return Command(
        "attribute",
        words=Text(
            ja="2つのシナリオの差を、出生率・死亡率・移動の施策ごとに分けます。\n"
            "シナリオが1つなら、基準年からの増減を出生・死亡・社会増減に分けます。",
            en="Tell what makes two scenarios differ: fertility, mortality, each lever.\n"
            "With one scenario: the change since the base year by births, deaths and moves.",
        ),
        section=ASKING,
        params=[
            scenario_file("scenario", Text(ja="シナリオA", en="SCENARIO_A")),
            Argument(
                "other",
                name=Text(ja="シナリオB", en="SCENARIO_B"),
                words=Text(
                    ja="Aとの差を調べるシナリオファイル",
                    en="a scenario file, to be compared with A",
                ),
                required=False,
            ),
            *figure_options(
                Text(
                    ja="年（省略時は --years の最後の年、なければ推計の最後の年）",
                    en="Year (default: the last of --years, or of the run)",
                )
            ),
            *_splits(),
            *place_options(),
            *output_options(*FORMATS),
        ],
        callback=lazily("attribute"),
    )


def _splits() -> list[Option]:
    return [
        Option(
            "--by",
            words=Text(
                ja="分け方：総数、年齢3区分、5歳階級（既定：total）",
                en="Split by three age groups or five-year groups (default: total)",
            ),
            value=Text(ja="total|age3|age5", en="total|age3|age5"),
            type=click.Choice(["total", "age3", "age5"]),
            default="total",
        ),
        Option(
            "--years",
            words=Text(
                ja="表に加える年（例：2030,2040）", en="More years for the table (2030,2040)"
            ),
            value=Text(ja="年,年", en="YEAR,YEAR"),
        ),
    ]
