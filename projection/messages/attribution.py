"""Messages of attribution, of the account of change, and of the grades of influence."""

from projection.language import Text

MESSAGES: dict[str, Text] = {
    "attribution_too_many": Text(
        ja="違いのある要素が{found}個あります。分けられるのは{most}個までです。"
        "違いの少ないシナリオどうしを比べてください",
        en="{found} components differ; at most {most} can be told apart: "
        "compare scenarios that differ in less",
    ),
    "attribution_spans_differ": Text(
        ja="期間か年齢区分の違う推計です：{found}と{expected}。開始年と終了年をそろえてください",
        en="the runs do not cover the same years and ages: {found} and {expected}; "
        "give both the same start and end",
    ),
    "account_of_population": Text(
        ja="シナリオが1つのときは、人口の増減の内訳だけを示せます（指定された指標：{label}）。"
        "--measure population とするか、比べるシナリオをもう1つ指定してください",
        en="with one scenario only the change of the population is accounted for, not "
        "'{label}'; say --measure population, or give a second scenario",
    ),
    "grades_year": Text(
        ja="比較する年を整数で書いてください（例：2045）。書かれた値：{found}",
        en="expected the year compared, such as 2045; found {found}",
    ),
    "grades_bounds": Text(
        ja="影響度2、3、4、5の下限（%）を小さい順に4つ書いてください"
        "（例：[100, 105, 110, 115]）。書かれた値：{found}",
        en="expected the lower bounds of grades 2, 3, 4 and 5 in %, ascending "
        "([100, 105, 110, 115]); found {found}",
    ),
    "grades_steep": Text(
        ja="第3段階とする老年人口の減少率（%）を書いてください（例：10）。書かれた値：{found}",
        en="expected the fall of the aged in % from which stage 3 begins, such as 10; "
        "found {found}",
    ),
    "grades_source": Text(
        ja="出典を日本語と英語で書いてください（source.ja と source.en）。書かれた値：{found}",
        en="expected where the thresholds come from, in both languages (source.ja, source.en); "
        "found {found}",
    ),
}
