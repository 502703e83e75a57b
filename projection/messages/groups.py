"""Messages of residents of institutions."""

from projection.language import Text

MESSAGES = {
    "groups_ages": Text(
        ja="施設等人口の年齢階級は、人口の表と同じか、それより細かくなければなりません。"
        "必要な階級：{expected}",
        en="the age groups must be those of the population, or finer ones; expected {expected}",
    ),
    "groups_too_many": Text(
        ja="{year}年1月1日の{sex}{age}歳の施設等人口 {found} 人が、住民全体の {all} "
        "人より多くなっています。施設等人口は住民の内数で書いてください",
        en="on 1 January {year} ({sex}, {age}) {found} persons live in institutions, but {all} "
        "in all; residents of institutions are part of the population",
    ),
    "groups_several": Text(
        ja="施設等人口の表（group_population）は、地域が1つのフォルダにだけ置けます。"
        "地域ごとにフォルダを分けてください",
        en="a table group_population needs a folder of one region; part the regions into "
        "folders",
    ),
    "groups_not_asked": Text(
        ja="この入力データには施設等人口（group_population）があり、不確実性の推計（ensemble）"
        "と --explorer のページではまだ扱えません。inputs.toml "
        "からこの表を除いた写しを使ってください",
        en="these inputs hold residents of institutions (group_population), which ensembles "
        "and the page of --explorer do not know yet; use a copy of the folder without this "
        "table",
    ),
}
