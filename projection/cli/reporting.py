"""The declarations of `projection report` and `projection report diff`."""

from __future__ import annotations

import click

from projection.cli.bilingual import Argument, Branching, Command, Option
from projection.cli.declaring import FILE, YEAR, inputs_option, lazily, output_options
from projection.language import Text

FORMATS = ("html", "xlsx", "pptx", "docx", "png", "svg", "csv")
DATA = ("tidy", "sdmx", "open-data")
_NAME = Text(ja="名前", en="NAME")
_MORE = Text(ja="関連するコマンド", en="Beside it")


def report_command(section: Text) -> Command:
    """Return the command."""
    return Branching(
        "report",
        words=Text(
            ja="結果から報告書・図表を作ります"
            "（HTML、Excel、PowerPoint、Word、画像、CSV）。\n"
            "最初の結果を基準（推計）、次の結果を将来展望として書きます。",
            en="Write a report from results: page, workbook, slides, document, pictures, "
            "data.\n"
            "The first result is the base, the second the outlook.",
        ),
        section=section,
        params=[
            Argument(
                "results",
                name=Text(ja="結果", en="RESULTS"),
                words=Text(
                    ja="ファイル、フォルダ、またはワイルドカード"
                    "（例：results/current.nc results）",
                    en="files, folders or wildcards (results/current.nc results)",
                ),
                nargs=-1,
            ),
            *_format_options(),
            *_content_options(),
            *_other_tasks(),
        ],
        callback=lazily("report"),
        branches=[_difference()],
    )


def _format_options() -> list[Option]:
    listed = "|".join(FORMATS)
    return [
        Option(
            "--format",
            words=Text(
                ja="形式（省略時は -o の拡張子、なければ html）",
                en="Format (default: by the ending of -o, else html)",
            ),
            value=Text(ja=listed, en=listed),
            type=click.Choice(list(FORMATS)),
        ),
        Option(
            "--output",
            "-o",
            words=Text(
                ja="書き出すファイル（省略時は results/report.拡張子。"
                "図をすべて書く png と svg ではフォルダ）",
                en="File to write (default: results/report with the format's ending); "
                "a folder for all pictures",
            ),
            value=FILE,
        ),
        Option(
            "--figure",
            words=Text(
                ja="画像にする図の番号（F1、F3など。省略時はすべて）",
                en="Which figure to draw (F1, F3; default: all)",
            ),
            value=Text(ja="番号", en="ID"),
        ),
        Option(
            "--data",
            words=Text(
                ja="csv の形：tidy（縦長）、sdmx（SDMX-CSV）、open-data"
                "（自治体標準オープンデータセット。基準の結果）。既定：tidy",
                en="What csv holds: tidy (one long table), sdmx (SDMX-CSV), open-data (Japan's "
                "municipal open data form, of the base); default: tidy",
            ),
            value=Text(ja="|".join(DATA), en="|".join(DATA)),
            type=click.Choice(list(DATA)),
            default="tidy",
        ),
    ]


def _content_options() -> list[Option]:
    return [
        Option(
            "--base",
            words=Text(
                ja="基準とする結果の名前（省略時は最初の結果）",
                en="Name of the base (default: the first result)",
            ),
            value=_NAME,
        ),
        Option(
            "--outlook",
            words=Text(
                ja="将来展望とする結果の名前（省略時は2番目の結果）",
                en="Name of the outlook (default: the second result)",
            ),
            value=_NAME,
        ),
        Option(
            "--year",
            words=Text(
                ja="目標年（1月1日。省略時は2060年、なければ最後の年）",
                en="Target year, 1 January (default: 2060, or the last year)",
            ),
            value=YEAR,
            type=int,
        ),
        Option(
            "--vision",
            words=Text(
                ja="目標を書いたビジョンファイル（例：scenarios/kiyose/vision-test.toml）",
                en="Vision file with goals (scenarios/kiyose/vision-test.toml)",
            ),
            value=FILE,
        ),
        inputs_option(),
    ]


def _other_tasks() -> list[Option]:
    return [
        Option(
            "--explorer",
            words=Text(
                ja="仮定を動かして試せるページ（HTML）を書きます",
                en="Write a page on which assumptions can be moved (HTML)",
            ),
            is_flag=True,
        ),
        Option(
            "--check-machine-readable",
            words=Text(
                ja="Excel ファイルを「機械判読可能なデータの表記方法の統一ルール」で検査します",
                en="Test an Excel file against Japan's rules for machine-readable data",
            ),
            value=FILE,
        ),
    ]


def _difference() -> Command:
    return Command(
        "diff",
        words=Text(
            ja="2つの結果のどの数値が、なぜ変わったかを示します（入力、シナリオ、版）。",
            en="Show which numbers of two results differ, and why (inputs, scenario, version).",
        ),
        section=_MORE,
        params=[
            _result("old", Text(ja="前の結果", en="OLD")),
            _result("new", Text(ja="後の結果", en="NEW")),
            *output_options("text", "csv", "xlsx", "md", "json"),
        ],
        callback=lazily("report_diff"),
    )


def _result(key: str, name: Text) -> Argument:
    words = Text(
        ja="結果ファイル（例：results/vision.nc）", en="a result file (results/vision.nc)"
    )
    return Argument(key, name=name, words=words)
