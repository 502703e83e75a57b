"""What the declarations of commands share: lazy calls, and options that several take."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import click

from projection.cli.bilingual import Argument, Option
from projection.language import Text

FORMATS = ("text", "csv", "xlsx", "md", "json")

FILE = Text(ja="ファイル", en="FILE")
FOLDER = Text(ja="フォルダ", en="FOLDER")
YEAR = Text(ja="年", en="YEAR")
CODE = Text(ja="コード", en="CODE")


def lazily(module: str) -> Callable[..., None]:
    """Return a callback that imports `projection.cli.<module>` when its command is invoked.

    Parameters
    ----------
    module
        It holds a frozen `Options` and a function `command(options, lang)`.
    """

    @click.pass_context
    def call(ctx: click.Context, /, **params: Any) -> None:
        # Not before now: xarray alone takes longer than all of the help.
        loaded = importlib.import_module(f"projection.cli.{module}")
        loaded.command(loaded.Options(**params), ctx.obj)

    return call


def scenario_file(key: str, name: Text) -> Argument:
    """Return an argument that names one scenario file."""
    words = Text(
        ja="シナリオファイル（例：scenarios/kiyose/vision.toml）",
        en="a scenario file (scenarios/kiyose/vision.toml)",
    )
    return Argument(key, name=name, words=words)


def inputs_option() -> Option:
    """Return `--inputs`."""
    return Option(
        "--inputs",
        words=Text(
            ja="入力データのフォルダ（既定：inputs）",
            en="Folder of inputs (default: inputs)",
        ),
        value=FOLDER,
        default="inputs",
    )


def start_option() -> Option:
    """Return `--start`."""
    return Option(
        "--start",
        words=Text(
            ja="最初の年（1月1日。省略時はシナリオの start、なければ基準日）",
            en="First year, 1 January (default: the scenario's, or the base date)",
        ),
        value=YEAR,
        type=int,
    )


def end_option() -> Option:
    """Return `--end`."""
    return Option(
        "--end",
        words=Text(
            ja="最後の年（1月1日か基準日の月日。省略時はシナリオの end）",
            en="Last year, 1 January or the day of the base date (default: the scenario's)",
        ),
        value=YEAR,
        type=int,
    )


def output_options(*formats: str) -> list[Option]:
    """Return `--format` and `-o`, as `output.write` understands them."""
    listed = "|".join(formats)
    return [
        Option(
            "--format",
            words=Text(
                ja=f"表の形式（省略時は -o の拡張子、なければ {formats[0]}）。"
                "xlsx には XlsxWriter が要ります",
                en=f"Format (default: by the ending of -o, else {formats[0]}); "
                "xlsx needs XlsxWriter",
            ),
            value=Text(ja=listed, en=listed),
            type=click.Choice(list(formats)),
        ),
        Option(
            "--output",
            "-o",
            words=Text(
                ja="書き出すファイル（省略時は標準出力）。ファイルの csv は Excel で開けるよう "
                "BOM 付き UTF-8 です",
                en="File to write (default: standard output); csv in a file is UTF-8 with BOM, "
                "which Excel opens",
            ),
            value=FILE,
        ),
    ]


def place_options() -> list[Option]:
    """Return the options that say where and when, as `questions.open_question` takes them."""
    return [
        inputs_option(),
        Option(
            "--region",
            words=Text(
                ja="シナリオの地域に代える市区町村のコード",
                en="Code of the municipality instead of the scenario's own",
            ),
            value=CODE,
        ),
        start_option(),
        end_option(),
    ]


def figure_options(year: Text) -> list[Option]:
    """Return the options that say which figure a question is about: an `Asked`.

    Parameters
    ----------
    year
        What `--year` says in the help, with its default.
    """
    return [
        Option(
            "--measure",
            words=Text(
                ja="知りたい数値：population, births, deaths, natural_change, "
                "net_migration, aged_share, women_20_39 など（既定：population）",
                en="The figure: population, births, deaths, natural_change, net_migration, "
                "aged_share, women_20_39 and others (default: population)",
            ),
            value=Text(ja="指標", en="MEASURE"),
            default="population",
        ),
        Option(
            "--sex",
            words=Text(ja="男女計、男、女（既定：both）", en="Of which sex (default: both)"),
            value=Text(ja="both|male|female", en="both|male|female"),
            type=click.Choice(["both", "male", "female"]),
            default="both",
        ),
        Option(
            "--ages",
            words=Text(
                ja="年齢の区分を1つ（例：20-39、75+。省略時は全年齢）",
                en="One age group (20-39, 75+; default: all ages)",
            ),
            value=Text(ja="年齢", en="AGES"),
        ),
        Option("--year", words=year, value=YEAR, type=int),
    ]
