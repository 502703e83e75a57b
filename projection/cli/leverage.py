"""`projection leverage`: what one more person is worth to a figure of a later year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import xarray as xr

from projection.analysis.age_groups import GROUPINGS, age_label
from projection.analysis.asked import asked
from projection.analysis.leverage import (
    Leverage,
    Who,
    arrival_year,
    extremes,
    in_groups,
    last_year,
    leverage,
    tidy_leverage,
)
from projection.cli.documents import chosen_format, write_document
from projection.cli.frames import frame_rows
from projection.cli.questions import Asking, open_question
from projection.inputs import Inputs
from projection.inputs.ages import AgeGroup
from projection.language import Language, Text
from projection.report.labels import inputs_note
from projection.report.tables import Column, Document, Table
from projection.report.words import number

_FORMATS = ("text", "csv", "xlsx", "json")
_TABLE_EVERY = 5
_MORE_DECIMALS = 2  # than the figure itself has: one person does not move it far
_EXAMPLE_AGE = 27
_ADULT = 18
# One of them, and many: English tells them apart.
_PERSON = {
    ("female", True): (Text(ja="女性", en="woman"), Text(ja="女性", en="women")),
    ("female", False): (Text(ja="女の子", en="girl"), Text(ja="女の子", en="girls")),
    ("male", True): (Text(ja="男性", en="man"), Text(ja="男性", en="men")),
    ("male", False): (Text(ja="男の子", en="boy"), Text(ja="男の子", en="boys")),
}
_AGE = Column("age", Text(ja="転入時の年齢", en="Age at the move"))
_EVENT = Column("event", Text(ja="できごと", en="Event"))
_LONG = {
    "region": Text(ja="地域コード", en="Region code"),
    "measure": Text(ja="指標", en="Measure"),
    "of_year": Text(ja="指標の年", en="Year of the measure"),
    "unit": Text(ja="単位", en="Unit"),
    "event": _EVENT.label,
    "period": Text(ja="年", en="Year"),
    "sex": Text(ja="性別", en="Sex"),
    "age": Text(ja="年齢", en="Age"),
    "value": Text(ja="効果", en="Gain"),
}


@dataclass(frozen=True)
class Options(Asking):
    """What was asked for."""

    scenario: str
    measure: str
    sex: str
    ages: str | None
    year: int | None
    arrival: int | None
    by: str


def command(options: Options, lang: Language) -> None:
    """Write what one more person is worth."""
    form = chosen_format(options.format, options.output, known=_FORMATS)
    experiment, (scenario,) = open_question([options.scenario], options, lang)
    year = options.year or last_year(experiment, options.measure)
    question = asked(options.measure, year, sex=options.sex, ages=options.ages)
    found = leverage(experiment, scenario, question)
    arrival = arrival_year(found, options.arrival)
    document = leverage_document(found, scenario.label, experiment.inputs, arrival, options.by)
    write_document(document, lang, form, options.output)


def leverage_document(
    found: Leverage, scenario: Text, inputs: Inputs, arrival: int, by: str
) -> Document:
    """Return leverage as sentences, a table each for women, men and other events.

    Parameters
    ----------
    found
        What was worked out.
    scenario
        Label of the scenario.
    inputs
        Of the region.
    arrival
        The year of arrival that sentences speak of.
    by
        "age5" or "single".
    """
    name, label, year = inputs.region.name, found.question.label, found.question.year
    start = int(found.data["period"][0])
    return Document(
        Text(
            ja=f"{name.ja}：1人増えたときの、{year}年の「{label.ja}」への効果（「{scenario.ja}」）",
            en=f"{name.en}: what one more person is worth to '{label.en}' of {year} "
            f"('{scenario.en}')",
        ),
        (*_tables_of_migrants(found, arrival, by), _table_of_events(found, arrival)),
        notes=(inputs_note(inputs, start), *_notes(found, by)),
        data=_long(found, inputs.region.code),
        sentences=tuple(_sentences(found, arrival)),
    )


def _sentences(found: Leverage, arrival: int) -> Iterator[Text]:
    gains = found.for_readers().sel(period=arrival)
    woman, man = (
        Who(sex, _EXAMPLE_AGE, float(gains["migrant"].sel(sex=sex, age=_EXAMPLE_AGE)))
        for sex in ("female", "male")
    )
    yield _arrives(found, woman, arrival)
    yield _arrives(found, man, arrival)
    open_age = int(found.data["age"].attrs["open_age"])
    most, least = extremes(gains["migrant"])
    (best, highest), (worst, lowest) = (
        (_person(one, open_age), _gain(found, one.gain)) for one in (most, least)
    )
    yield Text(
        ja=f"{arrival}年に転入する人のうち、効果が最も大きいのは{best.ja}の{highest.ja}、"
        f"最も小さいのは{worst.ja}の{lowest.ja}です。",
        en=f"Of all who arrive in {arrival}, a {best.en} adds most ({highest.en}), "
        f"a {worst.en} least ({lowest.en}).",
    )
    higher = _gain(found, float(gains["fertility"]))
    yield Text(
        ja=f"{arrival}年だけ出生率（TFR）が0.1高いと、効果は{higher.ja}です。",
        en=f"A TFR that is 0.1 higher in {arrival} alone is worth {higher.en}.",
    )


def _arrives(found: Leverage, who: Who, arrival: int) -> Text:
    many = found.people > 1
    year, person = found.question.year, _person(who, many=many)
    gain, more = _gain(found, abs(who.gain)), who.gain >= 0
    verb = ("adds" if more else "takes") if not many else ("add" if more else "take")
    to, label = "to" if more else "from", found.question.label
    en = f"{_number_of(found)} {person.en} arriving in {arrival} {verb} {gain.en}"
    ja = f"{arrival}年に{person.ja}が{found.people}人多く転入すると、{year}年の"
    up, down = ("上がり", "下がり") if _is_rate(found) else ("増え", "減り")
    if found.question == asked("population", year):
        residents = en.replace("persons", "residents")
        return Text(
            ja=f"{ja}人口は{gain.ja}{up if more else down}ます。", en=f"{residents} in {year}."
        )
    return Text(
        ja=f"{ja}「{label.ja}」は{gain.ja}{up if more else down}ます。",
        en=f"{en} {to} '{label.en}' of {year}.",
    )


def _person(who: Who, open_age: int | None = None, *, many: bool = False) -> Text:
    one, several = _PERSON[who.sex, who.age >= _ADULT]
    words = several if many else one
    age = age_label(AgeGroup(who.age, None if who.age == open_age else who.age))
    return Text(ja=f"{age.ja}の{words.ja}", en=f"{words.en} of {age.en}")


def _is_rate(found: Leverage) -> bool:
    return found.question.measure.kind == "rate"


def _gain(found: Leverage, value: float) -> Text:
    """Return a gain with its unit."""
    words = number(value, found.question.measure.decimals + _MORE_DECIMALS)
    unit = _unit(found)
    joined = f"（{unit.ja}）" if unit.ja.endswith(("当たり", "対")) else unit.ja
    return Text(ja=f"{words.ja}{joined}", en=f"{words.en} {unit.en}")


def _unit(found: Leverage) -> Text:
    return found.question.measure.difference_unit


def _column(found: Leverage, key: str, label: Text) -> Column:
    return Column(key, label, found.question.measure.decimals + _MORE_DECIMALS)


def _year_columns(found: Leverage, arrival: int) -> list[Column]:
    periods = found.data["period"].values.tolist()
    years = sorted({*periods[::_TABLE_EVERY], arrival})
    return [_column(found, str(year), Text(ja=f"{year}年", en=str(year))) for year in years]


def _tables_of_migrants(found: Leverage, arrival: int, by: str) -> Iterator[Table]:
    columns = _year_columns(found, arrival)
    migrant = found.for_readers()["migrant"].sel(period=[int(one.key) for one in columns])
    groups = GROUPINGS[by](int(found.data["age"].attrs["open_age"]))
    grouped = in_groups(migrant, groups).transpose("sex", "age_group", "period")
    for sex in ("female", "male"):
        words, several = (_PERSON[sex, True][found.people > 1], _PERSON[sex, False])
        younger = several[found.people > 1]
        heading = Text(
            ja=f"{words.ja}{found.people}人の転入、転入の年別（{_unit(found).ja}）",
            en=f"{_number_of(found)} {words.en} or {younger.en}, by year of arrival "
            f"({_unit(found).en})",
        )
        values = grouped.sel(sex=sex).values.tolist()
        rows = zip((age_label(group) for group in groups), values, strict=True)
        yield Table(heading, (_AGE, *columns), tuple((label, *row) for label, row in rows))


def _table_of_events(found: Leverage, arrival: int) -> Table:
    columns = _year_columns(found, arrival)
    gains = found.for_readers().sel(period=[int(one.key) for one in columns])
    heading = Text(
        ja=f"出生・死亡・出生率の効果、その年別（{_unit(found).ja}）",
        en=f"Births, deaths and fertility, by their year ({_unit(found).en})",
    )
    rows = (
        *(_born(found, gains, sex) for sex in ("female", "male")),
        (_deaths_avoided(found), gains["average_death_avoided"]),
        (
            Text(ja="その年だけ出生率（TFR）＋0.1", en="TFR 0.1 higher, that year alone"),
            gains["fertility"],
        ),
    )
    return Table(
        heading,
        (_EVENT, *columns),
        tuple((label, *values.values.tolist()) for label, values in rows),
    )


def _born(found: Leverage, gains: xr.Dataset, sex: str) -> tuple[Text, xr.DataArray]:
    child = _PERSON[sex, False][found.people > 1]
    label = Text(
        ja=f"{child.ja}{found.people}人の出生", en=f"{_number_of(found)} {child.en} born"
    )
    return label, gains["birth"].sel(sex=sex)


def _deaths_avoided(found: Leverage) -> Text:
    many = found.people
    en = f"{many} deaths fewer" if many > 1 else "One death fewer"
    return Text(ja=f"{many}人の死亡の回避", en=en)


def _number_of(found: Leverage) -> str:
    return f"{found.people} more" if found.people > 1 else "One more"


def _notes(found: Leverage, by: str) -> Iterator[Text]:
    yield Text(
        ja="注：転入者は、その年の純移動の1人として、移動時の年齢で数える。その後は、シナリオの同じ性・"
        "年齢の人と同じ率で子を生み、死亡し、転出入する。子や孫も効果に含む。",
        en="Note: a migrant is one person more in the net migration of the year, by age at the "
        "move; from then on, births, deaths and moves at the scenario's rates for that age. "
        "Children and grandchildren are counted.",
    )
    if by == "age5":
        yield Text(
            ja="注：年齢階級の値は、階級内の各歳の単純平均。",
            en="Note: a group has the plain mean of its single ages.",
        )
    yield Text(
        ja="注：死亡の回避は、その年に死亡する人の性・年齢で平均したもの。",
        en="Note: deaths fewer: averaged over the sexes and ages of those who die that year.",
    )
    if _is_rate(found):
        yield Text(
            ja="注：率や割合への効果は1次の近似で、増える人数が少ないほど正確。",
            en="Note: rates and shares are to the first order, exact for a small number of "
            "persons.",
        )


def _long(found: Leverage, region: str) -> Table:
    frame = tidy_leverage(found)
    frame.insert(0, "unit", [_unit(found)] * len(frame))
    # Constant columns let tables of several figures be put under each other.
    frame.insert(0, "of_year", found.question.year)
    frame.insert(0, "measure", found.question.measure.name)
    frame.insert(0, "region", region)
    columns = tuple(
        _column(found, key, label) if key == "value" else Column(key, label)
        for key, label in _LONG.items()
    )
    heading = Text(ja="1人当たり（出生率は0.1当たり）", en="Per person (fertility: per 0.1)")
    return Table(heading, columns, frame_rows(frame[list(_LONG)]))
