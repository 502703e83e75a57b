"""The commands as data: their names, arguments, options and words.

Nothing heavy is imported here. A command's own file holds a frozen `Options` and a function
`command(options, lang)`; it is imported when the command is invoked.
"""

from __future__ import annotations

import click

from projection._version import __version__
from projection.cli.asking.attribute import attribute_command
from projection.cli.asking.influence import influence_command
from projection.cli.asking.leverage import leverage_command
from projection.cli.asking.monitor import monitor_command
from projection.cli.asking.target import target_command
from projection.cli.asking.vision import vision_command
from projection.cli.bilingual import Argument, Command, Group, Option
from projection.cli.block_options import block_options
from projection.cli.declaring import (
    CODE,
    FOLDER,
    FORMATS,
    end_option,
    inputs_option,
    lazily,
    output_options,
    scenario_file,
    start_option,
)
from projection.cli.output import print_text
from projection.cli.reporting import report_command
from projection.cli.starting.completion import completion_command
from projection.cli.starting.ensemble import ensemble_command
from projection.cli.starting.inputs import inputs_group
from projection.cli.starting.ipss import ipss_command
from projection.cli.starting.new import new_command
from projection.cli.trusting.backtest import backtest_command
from projection.cli.trusting.estimate import estimate_group
from projection.cli.trusting.explain import explain_command
from projection.cli.trusting.validate import validate_command
from projection.cli.trusting.verify import verify_command
from projection.language import Text

_INPUTS = Text(ja="入力データ", en="Inputs")
_SCENARIOS = Text(ja="シナリオ", en="Scenarios")
_RUNNING = Text(ja="推計", en="Running")
_LOOKING = Text(ja="結果を見る", en="Looking at results")


def root() -> Group:
    """Return the command `projection` with all its commands."""
    return Group(
        "projection",
        words=Text(
            ja="市区町村の将来人口をシナリオファイルから推計し、結果を比較します。\n"
            "方法はコーホート要因法です。",
            en="Project a municipality's population from scenario files, and compare results.\n"
            "The method is the cohort-component method.",
        ),
        section=_RUNNING,
        # In the order in which a user meets them.
        commands=[
            *(
                new_command(_INPUTS),
                _check(),
                inputs_group(_INPUTS),
                ipss_command(_INPUTS),
                _scenario(),
                _schema(),
            ),
            *(_run(), ensemble_command(_RUNNING)),
            *(_compare(), _export(), report_command(_LOOKING)),
            attribute_command(),
            influence_command(),
            target_command(),
            leverage_command(),
            vision_command(),
            monitor_command(),
            verify_command(),
            validate_command(),
            backtest_command(),
            estimate_group(),
            explain_command(),
            completion_command(_RUNNING),
        ],
        params=[_version_option()],
    )


def _version_option() -> Option:
    def show(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            print_text(f"projection {__version__}")
            ctx.exit()

    return Option(
        "--version",
        words=Text(ja="版を表示します", en="Show the version"),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
    )


def _check() -> Command:
    return Command(
        "check",
        words=Text(
            ja="入力データを検査し、内容を表示します。\n誤りがあれば、すべてを一度に示します。",
            en="Check a folder of inputs and summarise it.\n"
            "Where anything is wrong, everything that is wrong is shown at once.",
        ),
        section=_INPUTS,
        params=[
            Argument(
                "folder",
                name=FOLDER,
                words=Text(
                    ja="inputs.toml のあるフォルダ（例：inputs/kiyose）",
                    en="the folder of inputs.toml (inputs/kiyose)",
                ),
            ),
        ],
        callback=lazily("check"),
    )


def _scenario() -> Group:
    show = Command(
        "show",
        words=Text(
            ja="継承（extends）をたどった後のシナリオを TOML で表示します。",
            en="Print a scenario as TOML with everything it inherits.",
        ),
        section=_SCENARIOS,
        params=[scenario_file("file", Text(ja="シナリオ", en="SCENARIO"))],
        callback=lazily("scenario_show"),
    )
    difference = Command(
        "diff",
        words=Text(
            ja="2つのシナリオの違いを表示します。",
            en="Show what differs between two scenarios.",
        ),
        section=_SCENARIOS,
        params=[
            scenario_file("left", Text(ja="シナリオA", en="SCENARIO_A")),
            scenario_file("right", Text(ja="シナリオB", en="SCENARIO_B")),
        ],
        callback=lazily("scenario_diff"),
    )
    return Group(
        "scenario",
        words=Text(
            ja="シナリオの内容を見る（show）、2つの違いを見る（diff）。",
            en="Show a scenario (show), or what differs between two (diff).",
        ),
        section=_SCENARIOS,
        commands=[show, difference],
    )


def _schema() -> Command:
    return Command(
        "schema",
        words=Text(
            ja="エディタの入力補完と検査に使う JSON Schema を表示します。",
            en="Print the JSON Schema with which editors complete and check files.",
        ),
        section=_SCENARIOS,
        params=[
            Argument(
                "kind",
                name=Text(ja="scenario|vision|inputs|rates", en="scenario|vision|inputs|rates"),
                words=Text(
                    ja="シナリオファイル（省略時）、ビジョンファイル、inputs.toml、"
                    "または rates.toml",
                    en="of scenario files (where left out), of vision files, of inputs.toml "
                    "or of rates.toml",
                ),
                type=click.Choice(["scenario", "vision", "inputs", "rates"]),
                default="scenario",
            )
        ],
        callback=lazily("schema"),
    )


def _run() -> Command:
    return Command(
        "run",
        words=Text(
            ja="シナリオを推計し、結果を書き出します。\n"
            "シナリオごとに結果ファイル（NetCDF-4）を1つ書き、主な数値の表を表示します。",
            en="Run scenarios and write their results.\n"
            "Writes one result file (NetCDF-4) a scenario and prints the main figures.",
        ),
        section=_RUNNING,
        params=[
            Argument(
                "scenarios",
                name=Text(ja="シナリオ", en="SCENARIOS"),
                words=Text(
                    ja="ファイル、フォルダ、またはワイルドカード（既定：scenarios）",
                    en="files, folders or wildcards (default: scenarios)",
                ),
                nargs=-1,
            ),
            *_run_options(),
        ],
        callback=lazily("run"),
    )


def _run_options() -> list[Option]:
    return [
        inputs_option(),
        Option(
            "--region",
            words=Text(
                ja="シナリオの地域に代えて推計する市区町村のコード。all は全市区町村、"
                "2桁は都道府県の全市区町村。結果はその名のフォルダに入ります",
                en="Code of the municipality to run instead of the scenario's own; all: every "
                "municipality, two digits: those of a prefecture; results go to a folder of "
                "that name",
            ),
            value=CODE,
        ),
        start_option(),
        end_option(),
        Option(
            "--step",
            words=Text(
                ja="1年ごと・各歳、または5年ごと・5歳階級（省略時は inputs.toml の step）",
                en="Single years and ages, or five-year ones (default: step of inputs.toml)",
            ),
            value=Text(ja="1|5", en="1|5"),
            type=click.Choice(["1", "5"]),
        ),
        Option(
            "--out",
            words=Text(
                ja="結果のフォルダ（既定：results）", en="Folder of results (default: results)"
            ),
            value=FOLDER,
            default="results",
        ),
        *block_options(),
    ]


def _compare() -> Command:
    return Command(
        "compare",
        words=Text(
            ja="結果を比較します。\n水準、基準とする結果との差、その％を表にします。",
            en="Compare results.\n"
            "A table of levels, of differences from the reference, and of these in %.",
        ),
        section=_LOOKING,
        params=[
            Argument(
                "results",
                name=Text(ja="結果", en="RESULTS"),
                words=Text(
                    ja="ファイル、フォルダ、またはワイルドカード（例：results/*.nc）",
                    en="files, folders or wildcards (results/*.nc)",
                ),
                nargs=-1,
                required=True,
            ),
            *_compare_options(),
            *output_options(*FORMATS),
        ],
        callback=lazily("compare"),
    )


def _compare_options() -> list[Option]:
    return [
        Option(
            "--to",
            words=Text(
                ja="比較の基準とする結果の名前（省略時は最初の結果）",
                en="Name of the reference (default: the first result)",
            ),
            value=Text(ja="名前", en="NAME"),
        ),
        Option(
            "--measure",
            words=Text(
                ja="比べる数値：population, births, deaths, natural_change, "
                "net_migration, tfr, aged_share など（既定：population）",
                en="What to compare: population, births, deaths, natural_change, "
                "net_migration, tfr, aged_share and others (default: population)",
            ),
            value=Text(ja="指標", en="MEASURE"),
            default="population",
        ),
        Option(
            "--by",
            words=Text(
                ja="分け方：総数、年齢3区分、5歳階級、各歳、男女（既定：total）",
                en="Split by three age groups, five-year groups, single ages or sex "
                "(default: total)",
            ),
            value=Text(ja="total|age3|age5|single|sex", en="total|age3|age5|single|sex"),
            type=click.Choice(["total", "age3", "age5", "single", "sex"]),
            default="total",
        ),
        Option(
            "--ages",
            words=Text(
                ja="任意の年齢区分（例：6-11,12-14,20-39,75+）",
                en="Age groups of your own (6-11,12-14,20-39,75+)",
            ),
            value=Text(ja="年齢", en="AGES"),
        ),
        Option(
            "--years",
            words=Text(
                ja="表にする年（例：2030,2040。省略時は基準年と10年ごと）",
                en="Years of the table (2030,2040; default: the base year and each tenth)",
            ),
            value=Text(ja="年,年", en="YEAR,YEAR"),
        ),
    ]


def _export() -> Command:
    return Command(
        "export",
        words=Text(
            ja="結果ファイルのすべての数値を、縦長の表に書き出します。",
            en="Write everything in a result as one long table.",
        ),
        section=_LOOKING,
        params=[
            Argument(
                "result",
                name=Text(ja="結果", en="RESULT"),
                words=Text(
                    ja="結果ファイル（例：results/vision.nc、results/ensemble/vision.nc）",
                    en="a result file (results/vision.nc, results/ensemble/vision.nc)",
                ),
            ),
            *output_options("csv", "xlsx"),
        ],
        callback=lazily("export"),
    )
