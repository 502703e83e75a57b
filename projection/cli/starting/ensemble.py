"""The declaration of `projection ensemble`."""

from __future__ import annotations

from projection.cli.bilingual import Argument, Command, Option
from projection.cli.block_options import resume_option, scheduler_option
from projection.cli.declaring import (
    CODE,
    FILE,
    FOLDER,
    YEAR,
    end_option,
    inputs_option,
    lazily,
    output_options,
    start_option,
)
from projection.language import Text

_NUMBER = Text(ja="数", en="N")


def ensemble_command(section: Text) -> Command:
    """Return the command."""
    return Command(
        "ensemble",
        words=Text(
            ja="シナリオのまわりの不確かさを、多数の将来を試算して示します。\n"
            "出生・死亡・移動が過去にどれだけ推計からずれたかをもとに、人口などの幅、"
            "目標を達成する確率、節目を迎える確率を年ごとに求めます。"
            "複数のシナリオは同じ偶然のもとで比べます。",
            en="Simulate many futures around scenarios, to tell how sure they are.\n"
            "From how far fertility, mortality and migration departed from past projections: "
            "intervals of population and other figures, probabilities of goals, and of "
            "thresholds by year. Several scenarios are compared under the same chance.",
        ),
        section=section,
        params=[
            Argument(
                "scenarios",
                name=Text(ja="シナリオ", en="SCENARIO"),
                words=Text(
                    ja="シナリオファイル（例：scenarios/kiyose/current.toml）。"
                    "2つ目からは最初のものとの差も示します",
                    en="scenario files (scenarios/kiyose/current.toml); of the second and "
                    "later ones the difference from the first is shown too",
                ),
                nargs=-1,
                required=True,
            ),
            *_drawing(),
            *_asking(),
            *_placing(),
            *output_options("text", "csv", "xlsx", "json"),
        ],
        callback=lazily("ensemble"),
    )


def _drawing() -> list[Option]:
    return [
        Option(
            "--draws",
            words=Text(
                ja="試算する将来の数（既定：10000。--region に all か2桁を指定したときは1000）",
                en="How many futures are simulated (default: 10000; of many municipalities "
                "1000 each)",
            ),
            value=_NUMBER,
            type=int,
        ),
        Option(
            "--seed",
            words=Text(
                ja="乱数の種。同じ種からは同じ数値が得られます（既定：1）",
                en="Seed of the random numbers; the same one gives the same figures "
                "(default: 1)",
            ),
            value=_NUMBER,
            type=int,
            default=1,
        ),
        Option(
            "--chance/--no-chance",
            words=Text(
                ja="1人ひとりの出生・死亡・移動の偶然を入れるか"
                "（既定：人口10万人未満では入れる）",
                en="Whether single births, deaths and moves happen by chance (default: with "
                "less than 100,000 residents)",
            ),
            default=None,
        ),
        Option(
            "--workers",
            words=Text(
                ja="同時に動かすスレッドの数（既定：使えるコアの数）。多数の市区町村では"
                "プロセスの数（Dask が必要）。数値は変わりません",
                en="Threads (default: as many as there are cores); of many municipalities, "
                "processes of this machine (needs Dask); figures do not change",
            ),
            value=_NUMBER,
            type=int,
        ),
        scheduler_option(),
        resume_option(),
    ]


def _asking() -> list[Option]:
    return [
        Option(
            "--vision",
            words=Text(
                ja="達成の確率を求める目標のビジョンファイル"
                "（例：scenarios/kiyose/vision-test.toml）",
                en="Vision file whose goals are judged (scenarios/kiyose/vision-test.toml)",
            ),
            value=FILE,
        ),
        Option(
            "--year",
            words=Text(
                ja="文章と表で取り上げる年（1月1日。省略時は2060年、なければ最後の年）",
                en="Year of sentences and tables, 1 January (default: 2060, or the last year)",
            ),
            value=YEAR,
            type=int,
        ),
    ]


def _placing() -> list[Option]:
    return [
        inputs_option(),
        Option(
            "--region",
            words=Text(
                ja="シナリオの地域に代える市区町村のコード。all は全市区町村、2桁は都道府県の"
                "全市区町村。結果はその名のフォルダに入ります",
                en="Code of the municipality instead of the scenario's own; all: every "
                "municipality, two digits: those of a prefecture; results go to a folder of "
                "that name",
            ),
            value=CODE,
        ),
        start_option(),
        end_option(),
        Option(
            "--out",
            words=Text(
                ja="結果のフォルダ（既定：results）。その中の ensemble に書きます",
                en="Folder of results (default: results); files go to ensemble in it",
            ),
            value=FOLDER,
            default="results",
        ),
    ]
