"""出典 and 注: where figures come from, and what keeps them from being misread."""

from __future__ import annotations

import json
from collections.abc import Iterator

from projection.language import LANGUAGES, Text
from projection.report.material import Material

ROUNDING = Text(
    ja="端数処理のため合計が一致しない場合がある。",
    en="Figures may not add up because of rounding.",
)

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_RESIDENTS = Text(
    ja="「総計」は日本人住民と外国人住民の合計。推計は総計による。",
    en="All residents are Japanese and foreign residents; projections are of all residents.",
)
NET_ONLY = Text(
    ja="推計は転入・転出を分けず、純移動数（社会増減）で行う。純移動数の実績は、転入・転出のほか、"
    "職権による記載・消除などを含む。",
    en="Projections know net migration, not in- and out-migration. Observed net migration also "
    "holds the register's other entries and removals.",
)
_YEARLY = Text(
    ja="推計と総計の実績は、各年1月1日から12月31日までの数。",
    en="Projections and figures of all residents are by calendar year.",
)
_FISCAL = Text(
    ja="日本人住民の実績は年度（4月1日から翌年3月31日まで）の数で、総計とは対象も期間も異なる。",
    en="Observed figures of Japanese residents are by fiscal year (1 April to 31 March); they "
    "count other people and other months than those of all residents.",
)


def table_source(material: Material, kind: str) -> Text:
    """Return publisher and title of an input table, as the base result recorded them.

    Parameters
    ----------
    material
        Of the report.
    kind
        A kind of table that every run has ("population", "components", ...).
    """
    tables = json.loads(material.results[material.base].attrs["inputs"])
    table = next(one for one in tables if one["kind"] == kind)
    publisher, source = table["publisher"], table["source"]
    return Text(
        ja=f"{publisher['ja']}「{source}」",
        en=f"{publisher['en']}, {source}",
    )


def projected(material: Material) -> Text:
    """Return the 出典 of what runs say: computed by the municipality from the inputs."""
    table, place, start = table_source(material, "population"), material.place, material.start
    return Text(
        ja=f"{table.ja}（{start}年{material.day.ja}）を基に{place.ja}推計",
        en=f"Projected for {place.en} from {table.en} ({material.day.en} {start})",
    )


def _day_note(material: Material) -> Text:
    day = material.day
    return Text(ja=f"人口は各年{day.ja}現在。", en=f"Population on {day.en} of each year.")


def register_source(material: Material, kind: str) -> tuple[Text, ...]:
    """Return the 出典 of what was observed, and of what runs say.

    Parameters
    ----------
    material
        Of the report.
    kind
        The table of what was observed, as in `table_source`.
    """
    observed = () if material.inputs is None else (table_source(material, kind),)
    return (*observed, projected(material))


def people_notes(material: Material) -> tuple[Text, ...]:
    """Say as of which day people are counted, and why no history is there where none is."""
    if material.inputs is None:
        return (_day_note(material), *_no_history(material))
    kinds = material.people
    dates = [
        date for several in kinds.values() for one in several for date in one["date"].values
    ]
    spring = sorted(str(date) for date in dates if not date.endswith("-01-01"))
    notes = [_day_note(material)]
    if spring:
        until, month, day = (int(part) for part in spring[-1].split("-"))
        notes.append(
            Text(
                ja=f"実績は、{until}年までは{month}月{day}日現在、その後は1月1日現在。",
                en=f"Observed figures up to {until} are as of {day} {_MONTHS[month - 1]}, "
                "later ones as of 1 January.",
            )
        )
    if "japanese" in kinds:
        notes.append(_RESIDENTS)
    return tuple(notes)


def change_notes(material: Material) -> tuple[Text, ...]:
    """Say what years births, deaths and moves are of, and why no history is there."""
    step = int(material.results[material.base].attrs["step"])
    of_year = _YEARLY if step == 1 else _of_step(step)
    if material.inputs is None:
        return (of_year, *_no_history(material))
    changes = material.changes
    return (of_year, *((_FISCAL,) if "japanese" in changes else ()))


def spliced_notes(material: Material) -> Iterator[Text]:
    """Say which years of one bar chart are observed, and of whom."""
    if material.inputs is None:
        return
    until = material.start - 1
    yield Text(ja=f"{until}年までは実績。", en=f"Observed up to {until}.")
    changes = material.changes
    if "japanese" in changes and "total" in changes:
        first = int(changes["total"]["period"].values[0])
        yield Text(
            ja=f"実績のうち{first}年より前は日本人住民の年度、{first}年からは総計の暦年。",
            en=f"Before {first} observed figures are of Japanese residents by fiscal year, "
            f"from {first} of all residents by calendar year.",
        )


def _of_step(step: int) -> Text:
    return Text(
        ja=f"推計は{step}年間の年平均で、期間の最初の年に示す。",
        en=f"Projections are yearly means of {step} years, shown at the first of them.",
    )


def _no_history(material: Material) -> tuple[Text, ...]:
    reason = material.why_no_inputs
    if reason is None:
        return ()
    ja, en = (" ".join(reason.text(lang).split()) for lang in LANGUAGES)
    return (Text(ja=f"実績は示していない。{ja}", en=f"Observed figures are not shown: {en}"),)
