"""The declaration of `projection new`."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from projection import shipped
from projection.cli.bilingual import Argument, Command, Option
from projection.cli.declaring import FILE, FOLDER, inputs_option, lazily
from projection.language import Text

_MOST = 60


def new_command(section: Text) -> Command:
    """Return the command."""
    return Command(
        "new",
        words=Text(
            ja="市区町村の入力データとシナリオを作り、すぐに推計できるようにします。\n"
            "全国1,741市区町村の住民基本台帳の数値は、プログラムに附属しています（基準日："
            "2020年1月1日）。シナリオの出生率は、その市区町村の出生数から求めます。",
            en="Make inputs and scenarios of a municipality, ready to run.\n"
            "The register's figures of all 1,741 municipalities come with the program (base "
            "date: 1 January 2020); the TFR of the scenarios follows from the municipality's "
            "own births.",
        ),
        section=section,
        params=[
            Argument(
                "municipality",
                name=Text(ja="市区町村", en="MUNICIPALITY"),
                words=Text(
                    ja="コード（5桁か6桁）、名前、読み、またはローマ字（例：13211、小平市、"
                    "Kodaira）",
                    en="code of five or six digits, or name in Japanese or Latin letters "
                    "(13211, 小平市, Kodaira)",
                ),
                required=False,
                shell_complete=_complete,
            ),
            *_own_table(),
            inputs_option(),
            Option(
                "--scenarios",
                words=Text(
                    ja="シナリオのフォルダ（既定：scenarios）",
                    en="Folder of scenarios (default: scenarios)",
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
        ],
        callback=lazily("new"),
    )


def _own_table() -> list[Option]:
    return [
        Option(
            "--from-csv",
            words=Text(
                ja="基準人口とするCSV：オープンデータ「地域・年齢別人口」か、"
                "性別・年齢・人口の表。足りないものは示します",
                en="CSV of the base population: an open-data file 地域・年齢別人口, or a table "
                "of sex, age and population; what is missing is said",
            ),
            value=FILE,
        ),
        Option(
            "--date",
            words=Text(
                ja="--from-csv の表に日付の列がない場合の年月日（例：2024-01-01）",
                en="Date of a table of --from-csv that has none (2024-01-01)",
            ),
            value=Text(ja="年月日", en="DATE"),
        ),
    ]


def _complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return codes, names or readings that begin so, whichever the user is typing."""
    column = "code" if incomplete[:1].isdigit() else "romaji"
    if incomplete and not incomplete.isascii():
        column = "name"
    found = []
    for row in shipped.municipality_rows():
        word = row[column][:5] if column == "code" else row[column]
        if word.startswith(incomplete.casefold()):
            found.append(CompletionItem(word, help=f"{row['code'][:5]} {row['name']}"))
        elif column == "name" and (at := row["name"].find(incomplete)) > 1:
            found.append(CompletionItem(row["name"][at:], help=row["code"][:5]))
    return found[:_MOST]
