"""Messages of vision files and of the analysis `vision`."""

from projection.language import Text

MESSAGES: dict[str, Text] = {
    # The file.
    "vision_no_scenario": Text(
        ja="これは目標を確かめるビジョンファイル（[[goals]]）で、シナリオではありません。"
        "projection vision で使ってください",
        en="this is a vision file, with [[goals]] to check, and no scenario; "
        "use it with `projection vision`",
    ),
    "vision_is_scenario": Text(
        ja="これはシナリオファイルです。目標（[[goals]]）を書いたビジョンファイルを"
        "指定してください",
        en="this is a scenario file; expected a vision file, with [[goals]] to check",
    ),
    "vision_a_limit": Text(
        ja="数、{ year = 2020 }（この推計のその年の値）、"
        "または { published = 2019 }（公表されたその年の値）",
        en="a number, { year = 2020 } (this run's figure of that year) or "
        "{ published = 2019 } (the published one)",
    ),
    "vision_a_measure": Text(
        ja='" " で囲んだ指標の名前（例："population"）',
        en='the name of a measure inside " " (such as "population")',
    ),
    "vision_two_years": Text(
        ja="最初の年と最後の年（例：[2025, 2060]）",
        en="the first and the last year, such as [2025, 2060]",
    ),
    "vision_files": Text(
        ja='" " で囲んだファイル名、またはその並び',
        en='the name of a file inside " ", or a list of such names',
    ),
    "vision_names": Text(
        ja='" " で囲んだ名前の並び（例：["fertility"]）',
        en='a list of names inside " " (such as ["fertility"])',
    ),
    "vision_reference": Text(
        ja="{{ }} の中には {known} のどちらか1つを書いてください。書かれているもの：{found}",
        en="expected one of {known} inside {{ }}; found {found}",
    ),
    "vision_exactly_one": Text(
        ja="{known}のうち、ちょうど1つを書いてください。書かれているもの：{found}",
        en="expected exactly one of {known}; found {found}",
    ),
    "vision_owns_nothing": Text(
        ja="components か ages の少なくとも一方を書いてください",
        en="expected components or ages, or both",
    ),
    "vision_too_many": Text(
        ja="基本目標は{most}個までにしてください。書かれている数：{found}",
        en="expected at most {most} basic goals; found {found}",
    ),
    "vision_title_twice": Text(
        ja="「{title}」という題名が2つあります。別の題名にしてください",
        en="two of them have the title '{title}'; give each its own",
    ),
    # What only a run can tell.
    "vision_not_published": Text(
        ja="「{label}」の公表値はありません。公表値と比べられるのは、1月1日の人口とその割合、"
        "男女・年齢を分けない出生・死亡・自然増減・社会増減・人口増減です",
        en="there is no published figure for '{label}'; there is one for populations on "
        "1 January and their shares, and, without sex and age, for births, deaths, natural "
        "change, net migration and population change",
    ),
    "vision_too_old": Text(
        ja="年齢は{oldest}歳以上が最後の区分です。{oldest}以下の年齢から始めてください。"
        "書かれているもの：{found}",
        en="the last age group is {oldest}+; expected a first age of {oldest} or less; "
        "found {found}",
    ),
    "vision_limit_year": Text(
        ja="この推計に{year}年の値はありません（{first}〜{last}年）。"
        "公表された値なら {{ published = {year} }} と書いてください",
        en="this run has no figure for {year} (it has {first} to {last}); "
        "for the published one write {{ published = {year} }}",
    ),
    "vision_published_year": Text(
        ja="{year}年の公表値がありません。入力データにある年：{known}",
        en="there is no published figure for {year}; the inputs have {known}",
    ),
    "vision_component": Text(
        ja="「{found}」という仮定やレバーはありません。あるもの：{known}",
        en="there is no component or lever '{found}'; there are: {known}",
    ),
    "vision_component_near": Text(
        ja="「{found}」という仮定やレバーはありません。「{near}」ではありませんか",
        en="there is no component or lever '{found}'; did you mean '{near}'?",
    ),
    "vision_no_owner": Text(
        ja="{title}は、どの基本目標にも入っていません。いずれか1つの components か ages に"
        "入れてください",
        en="{title} belongs to no basic goal; name it in the components of one, "
        "or let its ages lie within those of one",
    ),
    "vision_two_owners": Text(
        ja="{title}が2つ以上の基本目標に入っています：{owners}。1つにしてください",
        en="{title} belongs to several basic goals: {owners}; leave it to one",
    ),
    "vision_delay_outside": Text(
        ja="--delay は0から{longest}までの年数にしてください。指定された値：{found}",
        en="--delay: expected 0 to {longest} years; found {found}",
    ),
}
