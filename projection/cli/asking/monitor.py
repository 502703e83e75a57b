"""The declaration of `projection monitor`."""

from __future__ import annotations

import click

from projection.cli.asking import ASKING
from projection.cli.bilingual import Argument, Command, Option
from projection.cli.declaring import (
    YEAR,
    lazily,
    output_options,
    place_options,
)
from projection.language import Text


def monitor_command() -> Command:
    """Return the command."""
    return Command(
        "monitor",
        words=Text(
            ja="2つのシナリオを、届け出られる出生数（または純移動数）で何年後に見分けられるかを求めます。\n"
            "年ごとの警戒線と、公表済みの数値の位置も示します。",
            en="Tell after how many years registered births tell two scenarios apart.\n"
            "Also of net moves; with alarm lines by year and where published figures stand.",
        ),
        section=ASKING,
        params=[
            Argument(
                "low",
                name=Text(ja="シナリオ低", en="LOW"),
                words=Text(
                    ja="少なく見込むシナリオファイル（例：scenarios/kiyose/current.toml）",
                    en="scenario file that expects less (scenarios/kiyose/current.toml)",
                ),
            ),
            Argument(
                "high",
                name=Text(ja="シナリオ高", en="HIGH"),
                words=Text(
                    ja="多く見込むシナリオファイル（例：scenarios/kiyose/vision.toml）",
                    en="scenario file that expects more (scenarios/kiyose/vision.toml)",
                ),
            ),
            *_count_options(),
            *_error_options(),
            *place_options(),
            *output_options("text", "csv", "xlsx", "json"),
        ],
        callback=lazily("monitor"),
    )


def _count_options() -> list[Option]:
    return [
        Option(
            "--measure",
            words=Text(
                ja="見る数：出生数（births、既定）または純移動数（net_migration）",
                en="What is counted: births (default) or net_migration",
            ),
            value=Text(ja="births|net_migration", en="births|net_migration"),
            type=click.Choice(["births", "net_migration"]),
            default="births",
        ),
        Option(
            "--sex",
            words=Text(
                ja="純移動数の男女（既定：both）", en="Sex of net moves (default: both)"
            ),
            value=Text(ja="both|male|female", en="both|male|female"),
            type=click.Choice(["both", "male", "female"]),
            default="both",
        ),
        Option(
            "--ages",
            words=Text(
                ja="純移動数の年齢（例：20-39。省略時は全年齢）",
                en="Ages of net moves (20-39; default: all)",
            ),
            value=Text(ja="年齢", en="AGES"),
        ),
    ]


def _error_options() -> list[Option]:
    return [
        Option(
            "--alpha",
            words=Text(
                ja="高い方が正しいのに警報が出る確率の上限（既定：0.05）",
                en="Accepted chance of an alarm though HIGH holds (default: 0.05)",
            ),
            value=Text(ja="確率", en="CHANCE"),
            default="0.05",
        ),
        Option(
            "--beta",
            words=Text(
                ja="低い方が正しいのに警報が出ない確率の上限（既定：0.20）",
                en="Accepted chance of no alarm though LOW holds (default: 0.20)",
            ),
            value=Text(ja="確率", en="CHANCE"),
            default="0.20",
        ),
        Option(
            "--since",
            words=Text(
                ja="公表済みの数値と比べる最初の年（省略時は直近2年）",
                en="First published year to compare with (default: the last two)",
            ),
            value=YEAR,
            type=int,
        ),
    ]
