"""The declaration of `projection inputs`."""

from __future__ import annotations

from projection.cli.bilingual import Argument, Command, Group, Option
from projection.cli.declaring import FILE, YEAR, inputs_option, lazily
from projection.language import Text


def inputs_group(section: Text) -> Group:
    """Return the group with its one command."""
    return Group(
        "inputs",
        words=Text(
            ja="入力データに新しい年を加えます（add-year）。",
            en="Add a year to a folder of inputs (add-year).",
        ),
        section=section,
        commands=[_add_year(section)],
    )


def _add_year(section: Text) -> Command:
    return Command(
        "add-year",
        words=Text(
            ja="住民基本台帳の新しい年を加え、基準日を進めます。\n"
            "1月1日の男女・年齢別人口と、その前年の人口動態のファイルを指定します。"
            "総務省の市区町村別の表（総計、.xlsx か CSV）、オープンデータ「地域・年齢別人口」、"
            "または population・components の形の CSV です。前年と合わない数値は、"
            "全国の市区町村の動きと比べて示し、何も書きません。",
            en="Add a year of the resident register and move the base date on.\n"
            "Give the population by sex and age on 1 January and the changes of the year "
            "before: the ministry's tables by municipality (all residents, .xlsx or CSV), open "
            "data, or CSV in the form of population and components. Figures that do not fit "
            "the year before are compared with all municipalities of Japan, and nothing is "
            "written.",
        ),
        section=section,
        params=[
            Argument(
                "files",
                name=FILE,
                words=Text(
                    ja="新しい年のファイル（何年分でも）",
                    en="files of the new year, or of several",
                ),
                nargs=-1,
                required=True,
            ),
            inputs_option(),
            Option(
                "--year",
                words=Text(
                    ja="総務省の表の表題に年月日がない場合の、1月1日の年",
                    en="Year of the 1 January, where the title of a ministry's table lacks it",
                ),
                value=YEAR,
                type=int,
            ),
            Option(
                "--force",
                words=Text(
                    ja="前年と合わない数値も加えます",
                    en="Take figures that do not fit the year before",
                ),
                is_flag=True,
            ),
        ],
        callback=lazily("add_year"),
    )
