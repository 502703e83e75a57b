"""The declaration of `projection ipss`."""

from __future__ import annotations

from projection.cli.bilingual import Argument, Command, Option
from projection.cli.declaring import (
    FILE,
    FOLDER,
    YEAR,
    inputs_option,
    lazily,
    output_options,
)
from projection.language import Text

FORMATS = ("text", "csv", "xlsx", "md", "json")


def ipss_command(section: Text) -> Command:
    """Return the command."""
    return Command(
        "ipss",
        words=Text(
            ja="公表された社人研の推計（平成30年）から、入力データとシナリオを作ります。\n"
            "パターン1は公表値を再現し、シミュレーション1・2と独自推計はそこから条件を変えます。"
            "--assess では、影響度・人口減少段階・若年女性人口の分類を表にします。",
            en="Start from the official projection (2018): write inputs and scenarios.\n"
            "Pattern 1 reproduces what was published; simulations and an own path change it. "
            "--assess prints grades of influence, stages, and classes by young women.",
        ),
        section=section,
        params=[
            Argument(
                "areas",
                name=Text(ja="市区町村", en="AREA"),
                words=Text(
                    ja="コード（5桁か6桁）か名前（例：13221、清瀬市）。--assess では複数、"
                    "都道府県（その全市区町村）、省略（全国）も可",
                    en="code of five or six digits, or name in Japanese (13221, 清瀬市); with "
                    "--assess several, a prefecture (all within), or none (all of Japan)",
                ),
                nargs=-1,
            ),
            *_assumptions(),
            *_places(),
            *_assessing(),
            *output_options(*FORMATS),
        ],
        callback=lazily("ipss"),
    )


def _assumptions() -> list[Option]:
    return [
        Option(
            "--tfr",
            words=Text(
                ja="独自推計の合計特殊出生率（既定：1.8）",
                en="TFR of the own path (default: 1.8)",
            ),
            value=Text(ja="率", en="TFR"),
            type=float,
            default=1.8,
        ),
        Option(
            "--by",
            words=Text(
                ja="独自推計の出生率に達する年（既定：2030）",
                en="Year in which the own path is reached (default: 2030)",
            ),
            value=YEAR,
            type=int,
            default=2030,
        ),
        Option(
            "--replacement-by",
            words=Text(
                ja="シミュレーション1の出生率が2.1に達する年（既定：2030）",
                en="Year in which simulation 1 reaches a TFR of 2.1 (default: 2030)",
            ),
            value=YEAR,
            type=int,
            default=2030,
        ),
        Option(
            "--end",
            words=Text(
                ja="シナリオの最後の年（既定：2045。先は最後の期間の率を据え置き）",
                en="Last year of the scenarios (default: 2045; later, the last rates are held)",
            ),
            value=YEAR,
            type=int,
            default=2045,
        ),
    ]


def _places() -> list[Option]:
    return [
        inputs_option(),
        Option(
            "--scenarios",
            words=Text(
                ja="シナリオのフォルダ（既定：scenarios）。その中の ipss/コード に書きます",
                en="Folder of scenarios (default: scenarios); files go to ipss/CODE in it",
            ),
            value=FOLDER,
            default="scenarios",
        ),
        Option(
            "--force",
            words=Text(
                ja="内容の異なるファイルがあっても上書きします",
                en="Write over files of other content",
            ),
            is_flag=True,
        ),
    ]


def _assessing() -> list[Option]:
    return [
        Option(
            "--assess",
            words=Text(
                ja="ファイルを書かず、影響度・人口減少段階・若年女性人口の分類を示します",
                en="Write no files; show grades of influence, stages, classes by young women",
            ),
            is_flag=True,
        ),
        Option(
            "--grades",
            words=Text(
                ja="影響度・段階のしきい値のファイル（TOML。省略時は附属の influence.toml）",
                en="File of thresholds of grades and stages (TOML; default: the program's own)",
            ),
            value=FILE,
        ),
        Option(
            "--classes",
            words=Text(
                ja="若年女性人口の分類のファイル（TOML。省略時は附属の young_women.toml）",
                en="File of the classes by young women (TOML; default: the program's own)",
            ),
            value=FILE,
        ),
    ]
