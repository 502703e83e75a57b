"""The declaration of `projection target`."""

from __future__ import annotations

from projection.cli.asking import ASKING
from projection.cli.bilingual import Command, Option
from projection.cli.declaring import (
    FILE,
    YEAR,
    figure_options,
    lazily,
    output_options,
    place_options,
    scenario_file,
)
from projection.language import Text


def target_command() -> Command:
    """Return the command."""
    return Command(
        "target",
        words=Text(
            ja="目標の数値に届くには、出生率や転入がどれだけ必要かを求めます。\n"
            "答えは、全国の市区町村のうちどれだけがそれを実現していたかとともに示します。",
            en="Find what it would take to reach a figure: a TFR, or movers a year.\n"
            "Also how many municipalities of Japan have had that.",
        ),
        section=ASKING,
        params=[
            scenario_file("scenario", Text(ja="シナリオ", en="SCENARIO")),
            *figure_options(
                Text(
                    ja="目標の年（例：2060。省略時は最後の年）",
                    en="Year of the target (2060; default: the last year)",
                )
            ),
            *_lever_options(),
            *place_options(),
            *output_options("text", "csv", "xlsx", "json"),
        ],
        callback=lazily("target"),
    )


def _lever_options() -> list[Option]:
    return [
        Option(
            "--value",
            words=Text(ja="目標の数値（例：70000）", en="What the figure should be (70000)"),
            value=Text(ja="数", en="NUMBER"),
            required=True,
        ),
        Option(
            "--solve",
            words=Text(
                ja="求めるもの：fertility.tfr、mortality.improvement、mortality.level、"
                '"migration: 25-39, female, add_per_year"（add_rate も可）、"households: '
                '1 male 30-34, 1 female 30-34, 1 both 0-4"。2回書くと、2つの組合せを表にします',
                en="What to find: fertility.tfr, mortality.improvement, mortality.level, "
                '"migration: 25-39, female, add_per_year" (or add_rate), "households: 1 male '
                '30-34, 1 female 30-34, 1 both 0-4"; given twice, all pairs of the two',
            ),
            value=Text(ja="レバー", en="LEVER"),
            multiple=True,
            required=True,
        ),
        Option(
            "--from",
            "first",
            words=Text(
                ja="変え始める年（省略時は最初の年）",
                en="Year up to which nothing changes (default: the first year)",
            ),
            value=YEAR,
            type=int,
        ),
        Option(
            "--by",
            words=Text(
                ja="求めた値になる年。そこまでは直線、その後は一定（省略時は最初の年の10年後）",
                en="Year of the full value, on a straight line, then held (default: ten years "
                "after the first)",
            ),
            value=YEAR,
            type=int,
        ),
        Option(
            "--save",
            words=Text(
                ja="答えを、元のシナリオを継承するシナリオファイルとして書き出します",
                en="Write the answer as a scenario file that extends the given one",
            ),
            value=FILE,
        ),
    ]
