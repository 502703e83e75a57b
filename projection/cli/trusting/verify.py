"""The declaration of `projection verify`."""

from __future__ import annotations

from projection.cli.bilingual import Argument, Command, Option
from projection.cli.declaring import FOLDER, FORMATS, lazily, output_options
from projection.cli.trusting import TRUSTING
from projection.language import Text


def verify_command() -> Command:
    """Return the command."""
    return Command(
        "verify",
        words=Text(
            ja="結果をもう一度推計し、数値がビット単位まで一致するかを示します。\n"
            "シナリオは結果の中の記録、入力データは内容（SHA-256）の一致するファイルを使います。"
            "projection ensemble の結果は、同じ乱数の種で試算し直します。"
            "一致しなければ、入力・シナリオ・版・計算方法のどれが違うかを示し、"
            "終了コードは1です。",
            en="Run a result again, and say whether its numbers are the same bit for bit.\n"
            "The scenario is the one in the result; the inputs are files of the same content "
            "(SHA-256). Ensembles are drawn again with their seed. If not, it says what "
            "differs: inputs, scenario, version or convention, and the exit code is 1.",
        ),
        section=TRUSTING,
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
            Option(
                "--inputs",
                words=Text(
                    ja="入力データを探すフォルダ。その下のすべてのファイルから探します"
                    "（省略時は推計したときの場所と inputs）",
                    en="Folder to look for inputs in, with all below it (default: where they "
                    "were, and inputs)",
                ),
                value=FOLDER,
            ),
            *output_options(*FORMATS),
        ],
        callback=lazily("verify"),
    )
