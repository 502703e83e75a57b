"""The introduction: what the report is, and which years it covers."""

from __future__ import annotations

from projection.language import Text
from projection.report.content import Paragraphs
from projection.report.material import Material
from projection.report.sentences import year_words
from projection.report.sources import table_source
from projection.report.words import listed


def standing(material: Material) -> Paragraphs:
    """Return 位置づけ: what is projection, what outlook, what goal."""
    place, source = material.place, table_source(material, "population")
    base = material.labels[material.base]
    lines = [
        Text(
            ja=f"この報告書は、{source.ja}による{year_words(material.start).ja}{material.day.ja}の人口を基準に、"
            f"{place.ja}の将来の人口を推計したものである。構成は、国の「地方人口ビジョンの策定のための"
            "手引き」の例にならう。",
            en=f"This report projects the population of {place.en} from that of "
            f"{material.day.en} {material.start} ({source.en}). Its order follows the "
            "government's guide to municipal population visions.",
        ),
        Text(
            ja=f"「推計」は、置いた仮定がそのまま続いた場合に人口がどうなるかを計算したもので、「{base.ja}」を"
            "基準とする。将来を言い当てるものではない。",
            en=f"A projection works out what follows from assumptions; {base.en} is the base. "
            "It does not tell what will happen.",
        ),
    ]
    if material.outlook is not None:
        label = material.labels[material.outlook]
        lines.append(
            Text(
                ja=f"「将来展望」は、施策が効果をあげた場合の仮定「{label.ja}」による人口である。",
                en=f"The outlook is the population if policy takes effect: {label.en}.",
            )
        )
    if material.vision is not None:
        title = material.vision.said.title
        lines.append(
            Text(
                ja=f"「目標」は、「{title.ja}」が掲げる水準で、推計や将来展望とは別のものである。",
                en=f"Goals are the levels set in '{title.en}', neither projection nor outlook.",
            )
        )
    return Paragraphs(Text(ja="位置づけ", en="What this report is"), tuple(lines))


def years_covered(material: Material) -> Paragraphs:
    """Return 対象期間: base year, target year and last year, and the scenarios."""
    last = max(int(one["year"].values[-1]) for one in material.results.values())
    start, year, end = (year_words(one) for one in (material.start, material.year, last))
    names = listed(Text(ja=f"「{one.ja}」", en=one.en) for one in material.labels.values())
    return Paragraphs(
        Text(ja="対象期間", en="Years covered"),
        (
            Text(
                ja=f"基準年は{start.ja}、目標年は{year.ja}で、{end.ja}までを示す。",
                en=f"The base year is {start.en}, the target year {year.en}; figures go on to "
                f"{end.en}.",
            ),
            Text(ja=f"示すもの：{names.ja}。", en=f"Shown: {names.en}."),
        ),
    )
