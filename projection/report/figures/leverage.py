"""F15: what one more person is worth, by age at the move and year of arrival."""

from __future__ import annotations

from projection.analysis.age_groups import GROUPINGS, age_label
from projection.analysis.asked import asked
from projection.analysis.experiment import Experiment
from projection.analysis.leverage import Leverage, arrival_year, extremes, in_groups, leverage
from projection.inputs.ages import AgeGroup
from projection.language import Text
from projection.report.asking import asked_anew
from projection.report.content import LeftOut
from projection.report.figure import Axis, Figure, Heat, Panel
from projection.report.material import Material
from projection.report.series import every_five, under
from projection.report.sources import people_notes, projected
from projection.report.words import number
from projection.variables import SEX_LABELS

_AGES = Text(ja="転入時の年齢", en="Age at the move")
_ARRIVAL = Text(ja="転入の年", en="Year of arrival")
_DECIMALS = 2
_SEXES = ("female", "male")
_ADULT = 18
_PERSON = {
    ("female", True): Text(ja="女性", en="woman"),
    ("female", False): Text(ja="女の子", en="girl"),
    ("male", True): Text(ja="男性", en="man"),
    ("male", False): Text(ja="男の子", en="boy"),
}
_COUNTED = Text(
    ja="転入者は、その年の純移動の1人として、移動時の年齢で数える。その後は、推計の同じ性・年齢の人と"
    "同じ率で子を生み、死亡し、転出入する。子や孫も効果に含む。年齢階級の値は各歳の単純平均。",
    en="A migrant is one person more in the net migration of the year, by age at the move; "
    "from then on, births, deaths and moves at the scenario's rates for that age. Children and "
    "grandchildren are counted. A group has the plain mean of its single ages.",
)


def leverage_by_age(material: Material) -> Figure | LeftOut:
    """Return F15: what one woman or man more adds to the population of the target year."""
    year = material.year
    title = Text(
        ja=f"{material.place.ja}に1人多く転入したときの{year}年の人口への効果",
        en=f"{material.place.en}: what one more migrant adds to the population of {year}",
    )

    def answered(experiment: Experiment) -> Figure:
        question = asked("population", year)
        found = leverage(experiment, material.scenario(material.base), question)
        return Figure(
            "F15",
            title,
            _finding(material, found),
            tuple(Panel(_grid(material, found, sex), SEX_LABELS[sex]) for sex in _SEXES),
            notes=(_COUNTED, *people_notes(material)[:1]),
            sources=(projected(material),),
        )

    return asked_anew(material, "F15", title, answered)


def _grid(material: Material, found: Leverage, sex: str) -> Heat:
    migrant = found.data["migrant"]
    groups = GROUPINGS["age5"](int(found.data["age"].attrs["open_age"]))
    years = every_five(material.start, migrant["period"].values.tolist())
    grouped = in_groups(migrant.sel(sex=sex, period=list(years)), groups)
    cells = grouped.transpose("age_group", "period").values.tolist()
    effect = Text(
        ja=f"{material.year}年の人口への効果", en=f"Gain in the population of {material.year}"
    )
    return Heat(
        Axis(_ARRIVAL, categories=tuple(Text(f"{year}年", str(year)) for year in years)),
        Axis(_AGES, categories=tuple(map(age_label, groups))),
        Axis(effect, Text(ja="人", en="persons"), decimals=_DECIMALS),
        tuple(map(tuple, cells)),
    )


def _finding(material: Material, found: Leverage) -> Text:
    """Say who, arriving a few years on, is worth most."""
    arrival = arrival_year(found, None)
    most, _ = extremes(found.data["migrant"].sel(period=arrival))
    other = "male" if most.sex == "female" else "female"
    less = float(found.data["migrant"].sel(period=arrival, sex=other, age=most.age))
    open_age = int(found.data["age"].attrs["open_age"])
    age = age_label(AgeGroup(most.age, None if most.age == open_age else most.age))
    gain, gain_of_other = number(most.gain, _DECIMALS), number(less, _DECIMALS)
    who, whose = (_PERSON[sex, most.age >= _ADULT] for sex in (most.sex, other))
    words, year = under(material, material.base), material.year
    return Text(
        ja=f"{words.ja}、{arrival}年に1人多く転入したときの{year}年の人口への効果は、{age.ja}の"
        f"{who.ja}が{gain.ja}人で最も大きい（同じ年齢の{whose.ja}は{gain_of_other.ja}人）。",
        en=f"{words.en}, of all who arrive in {arrival} a {who.en} of {age.en} adds most to "
        f"the population of {year}: {gain.en} persons (a {whose.en} of that age: "
        f"{gain_of_other.en}).",
    )
