"""Inputs: cells, ages, dates and sums."""

from projection.language import Text
from projection.messages.explained.model import Explained

EXPLAINED = (
    Explained(
        "E141",
        ("inputs_empty",),
        cause=Text(
            ja="空のセルは「0」なのか「不明」なのか分かりません。"
            "勝手に0とみなすと人口が消えるため、止めています。",
            en="An empty cell may mean zero or unknown; to take it for zero could lose people.",
        ),
        remedy=Text(
            ja="本当に0なら 0 と書いてください。不明なら、公表元の値を調べて入れてください。",
            en="Write 0 where it is zero; where it is unknown, look the figure up.",
        ),
    ),
    Explained(
        "E142",
        ("inputs_number", "inputs_number_comma", "inputs_not_finite"),
        cause=Text(
            ja="数の欄に、全角の数字、コンマ、「－」「X」などの記号、"
            "単位などが混じっています。",
            en="A cell of numbers holds full-width digits, commas, signs such as '-' or 'X', "
            "or a unit.",
        ),
        remedy=Text(
            ja="半角の数字だけにしてください（例：1234）。該当なしを表す記号は 0 か、"
            "行の削除に置き換えます。",
            en="Write plain digits (1234). Put 0 for a sign that means none, or take the row "
            "out.",
        ),
    ),
    Explained(
        "E143",
        ("inputs_official_number",),
        cause=Text(
            ja="公表された表で、数値の代わりに秘匿の記号（X など）"
            "や空欄になっている小地域があります。",
            en="The published table withholds figures of a small area, with a sign or a "
            "blank in their place.",
        ),
        remedy=Text(
            ja="0と分かっている欄は 0 に、秘匿の区域は市区町村全体の行にまとめてください。",
            en="Write 0 where it is known to be zero; for areas withheld give a line of the "
            "whole municipality.",
        ),
    ),
    Explained(
        "E144",
        ("inputs_negative", "inputs_bounds"),
        cause=Text(
            ja="この表ではありえない大きさの値です。入力の誤り、列のずれ、"
            "または単位の取り違えが考えられます。",
            en="The value cannot occur in this table: a slip, a shifted column or a mistaken "
            "unit.",
        ),
        remedy=Text(
            ja="元の表と照らして直してください。割合は0から1の小数で書きます（5 % は 0.05）。",
            en="Compare with the source. Shares are written from 0 to 1 (5 % is 0.05).",
        ),
    ),
    Explained(
        "E145",
        ("inputs_date", "inputs_year"),
        cause=Text(
            ja="日付や年が読めません。和暦、「2020/1/1」、2桁の年などは受け付けません。",
            en="The date or year cannot be read; eras, 2020/1/1 or years of two digits are "
            "not taken.",
        ),
        remedy=Text(
            ja="日付は 2020-01-01、年は 2020 の形で書いてください。",
            en="Write dates as 2020-01-01 and years as 2020.",
        ),
    ),
    Explained(
        "E146",
        ("inputs_sex", "inputs_residents"),
        cause=Text(
            ja="性別は male と female、住民の区分は total と japanese だけを使います。"
            "「男女計」の行があると二重に数えてしまいます。",
            en="Sex is male or female, residents are total or japanese; rows of both sexes "
            "together would count people twice.",
        ),
        remedy=Text(
            ja="男は male、女は female に置き換え、計の行を消してください。",
            en="Put male and female, and delete rows of totals.",
        ),
    ),
    Explained(
        "E147",
        ("inputs_age", "inputs_single_age"),
        cause=Text(
            ja="年齢の書き方が決まりと違うか、「総数」「不詳」の行が残っています。",
            en="An age is written otherwise than expected, or rows of totals or unknown ages "
            "are left.",
        ),
        remedy=Text(
            ja="35、35-39、85+ の形で書き、計の行を消してください。各歳が要る表（生命表、"
            "出生率）では 35 のように1歳ずつ書きます。",
            en="Write 35, 35-39 or 85+ and delete totals. Life tables and fertility rates "
            "take single ages.",
        ),
    ),
    Explained(
        "E148",
        ("inputs_age_date",),
        cause=Text(
            ja="Excel が「5-9」を5月9日とみなして書き換えました。CSV を Excel "
            "で開いて保存すると起こります。",
            en="A spreadsheet took '5-9' for a date, as happens when it opens and saves a CSV.",
        ),
        remedy=Text(
            ja="age 列の書式を「文字列」にしてから入力し直してください。CSV "
            "をダブルクリックで開かず、「データの取り込み」を使うと防げます。",
            en="Format the column as text and type the ages again; importing the CSV instead "
            "of opening it avoids this.",
        ),
    ),
    Explained(
        "E149",
        ("inputs_age_reversed",),
        cause=Text(
            ja="年齢階級の下限と上限が逆です。",
            en="The upper age of a group comes before the lower.",
        ),
        remedy=Text(
            ja="低い方を先に書いてください（39-35 ではなく 35-39）。",
            en="Put the lower first (35-39, not 39-35).",
        ),
    ),
    Explained(
        "E150",
        ("inputs_duplicate",),
        cause=Text(
            ja="同じ日付・性・年齢の行が二つあります。"
            "同じ年の表を二度貼り付けたときによく起こります。",
            en="Two rows have the same date, sex and age; a year may have been pasted twice.",
        ),
        remedy=Text(
            ja="値が同じなら片方を消し、違うなら正しい方を残してください。",
            en="Delete one; where their values differ, keep the right one.",
        ),
    ),
    Explained(
        "E151",
        ("inputs_age_order",),
        cause=Text(
            ja="年齢の順番が前後しています。"
            "行が抜けたり入れ替わったりしていないかを見分けるため、若い順に並べます。",
            en="Ages are out of order, which may hide a lost or exchanged row.",
        ),
        remedy=Text(
            ja="年齢の若い順に並べ替えてください。",
            en="Sort by age, the youngest first.",
        ),
    ),
    Explained(
        "E152",
        ("inputs_age_overlap",),
        cause=Text(
            ja="各歳と5歳階級、または違う幅の階級が同じ表に混じり、"
            "同じ人を二度数えることになります。",
            en="Single ages and groups, or groups of two kinds, are mixed, which would count "
            "people twice.",
        ),
        remedy=Text(
            ja="どちらか一方の区分にそろえてください。",
            en="Keep one kind of groups throughout.",
        ),
    ),
    Explained(
        "E153",
        ("inputs_age_gap", "inputs_ages_missing", "inputs_ages_short", "inputs_rows_missing"),
        cause=Text(
            ja="ある年齢の行が抜けています。該当者が0人の年齢が省かれているか、"
            "貼り付けの途中で切れています。",
            en="Rows of some ages are missing: ages without people were left out, or the "
            "paste was cut.",
        ),
        remedy=Text(
            ja="抜けた年齢の行を加え、0人なら 0 と書いてください。",
            en="Add them, with 0 where nobody is.",
        ),
    ),
    Explained(
        "E154",
        ("inputs_open_none", "inputs_open_two", "inputs_after_open"),
        cause=Text(
            ja="最後の年齢階級は「85+」のような上限のない階級でなければなりません。"
            "それがないか、二種類あるか、その上にまだ階級があります。",
            en="The last group must be open, such as 85+. There is none, there are two, or "
            "groups lie above it.",
        ),
        remedy=Text(
            ja="一番上の階級だけを「以上」（例：100+）にし、全部の年でそろえてください。",
            en="Make the topmost group alone open (100+), the same in every year.",
        ),
    ),
    Explained(
        "E155",
        ("inputs_january",),
        cause=Text(
            ja="推計の基礎にする人口は1月1日のものです。年度末（3月31日）"
            "や10月1日の値は混ぜられません。",
            en="The population that runs begin with is that of 1 January; those of 31 March "
            "or 1 October do not mix with it.",
        ),
        remedy=Text(
            ja="1月1日の値に差し替えるか、その行を表 population_history に移してください。",
            en="Put in that of 1 January, or move the rows to population_history.",
        ),
    ),
    Explained(
        "E156",
        (
            "inputs_base_missing",
            "inputs_date_missing",
            "inputs_years_missing",
            "window_not_observed",
            "many_not_observed",
        ),
        cause=Text(
            ja="基準日や、基準率を求める期間（window）の人口か増減が、表にそろっていません。"
            "開始年を変えたときにも出ます。",
            en="Populations or changes of the base date, or of the years to which rates are "
            "fitted (window), are not all there; a changed start year may ask for others.",
        ),
        remedy=Text(
            ja="足りない年の行を加えるか、inputs.toml の window を短くしてください。"
            "開始年は、人口と前年の増減がある年から選びます。",
            en="Add those years, or make window in inputs.toml shorter; start in a year with "
            "population and the changes of the year before.",
        ),
    ),
    Explained(
        "E157",
        ("inputs_year_end",),
        cause=Text(
            ja="components（増減）の1行は1月1日からちょうど1年でなければなりません。"
            "年度（4月〜3月）の集計ではありませんか。",
            en="A row of components must be one year from 1 January; this may be a fiscal "
            "year from April.",
        ),
        remedy=Text(
            ja="暦年（1〜12月）の集計に直してください。"
            "2012年以前の台帳は年度集計なので使えません。",
            en="Use calendar years; registers of years up to 2012 ran from April.",
        ),
    ),
    Explained(
        "E158",
        ("inputs_balance",),
        cause=Text(
            ja="前年の人口に出生・死亡・転入・転出などを加えても翌年の人口になりません。"
            "増減の列の取り違えか、"
            "日本人だけの増減に総人口を組み合わせたときによく起こります。",
            en="Last year's people and the year's changes do not make this year's: columns "
            "were exchanged, or changes of Japanese residents were put beside all "
            "residents.",
        ),
        remedy=Text(
            ja="増減が総人口（外国人を含む）のものか、列がずれていないかを確かめてください。"
            "公表値そのものが合わないときは、inputs.toml の known_gaps "
            "にその年を書きます。",
            en="See that the changes are of all residents and stand in their columns. If the "
            "published figures themselves do not agree, name the year in known_gaps.",
        ),
    ),
)
