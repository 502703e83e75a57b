"""The declaration of `projection backtest`."""

from __future__ import annotations

import click

from projection.cli.bilingual import Command, Option
from projection.cli.declaring import CODE, FORMATS, YEAR, inputs_option, lazily, output_options
from projection.cli.trusting import TRUSTING
from projection.language import Text

# Base years where none is asked for.
BASES = (2005, 2010, 2015)


def backtest_command() -> Command:
    """Return the command."""
    listed_ja, listed_en = "、".join(map(str, BASES)), ", ".join(map(str, BASES))
    return Command(
        "backtest",
        words=Text(
            ja="過去の基準年から推計し、その後の実績との差を規模別・年齢別に示します。\n"
            "単純な方法や社人研の推計とも比べます。全国では1分ほどかかります。",
            en="Project from past base years, and show how far off that was by size and age.\n"
            "Naive methods and the official projection stand beside it. All of Japan takes "
            "about a minute.",
        ),
        section=TRUSTING,
        params=[
            inputs_option(),
            Option(
                "--base",
                words=Text(
                    ja=f"基準年。何度でも指定できます（既定：{listed_ja}）",
                    en=f"Base year; may be repeated (default: {listed_en})",
                ),
                value=YEAR,
                type=int,
                multiple=True,
                default=BASES,
            ),
            Option(
                "--region",
                words=Text(
                    ja="都道府県の2桁のコード（例：13。省略時は全国）",
                    en="Two digits of a prefecture, such as 13 (default: all of Japan)",
                ),
                value=CODE,
            ),
            *_coverage_options(),
            *output_options(*FORMATS),
        ],
        callback=lazily("backtest"),
    )


def _coverage_options() -> list[Option]:
    return [
        Option(
            "--coverage",
            words=Text(
                ja="誤差の代わりに、推計の幅が実績を含んだ割合を示します（基準年1つに数分）",
                en="Show instead how often intervals held what came (minutes for a base year)",
            ),
            is_flag=True,
        ),
        Option(
            "--draws",
            words=Text(
                ja="--coverage の試行の数（既定：500）",
                en="Draws for --coverage (default: 500)",
            ),
            value=Text(ja="数", en="NUMBER"),
            type=int,
            default=500,
        ),
        Option(
            "--seed",
            words=Text(
                ja="--coverage の乱数の種（既定：1）",
                en="Seed of random numbers for --coverage (default: 1)",
            ),
            value=Text(ja="数", en="NUMBER"),
            type=click.IntRange(0, 2**64 - 1),
            default=1,
        ),
    ]
