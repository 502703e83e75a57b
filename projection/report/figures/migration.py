"""F6: net migration by sex and age over five years, along cohorts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.analysis.age_groups import GROUPINGS, age_label
from projection.inputs.ages import AgeGroup
from projection.kernel import entered
from projection.language import Text
from projection.report.content import LeftOut
from projection.report.figure import Axis, Figure, Lines, Panel, Series
from projection.report.material import Material
from projection.report.sentences import joined, persons_words
from projection.report.series import observed_key, role_of, under
from projection.report.sources import register_source
from projection.variables import SEXES

Array = NDArray[np.float64]

_SPAN = 5
_HIGHEST = 90  # beyond it a city's movers are too few to draw
_NET = Axis(
    Text(ja="純移動数", en="Net migration"), Text(ja="人/5年", en="persons in 5 years"), 0
)
_SEX = {"male": Text(ja="男", en="Male"), "female": Text(ja="女", en="Female")}
_ALONG = Text(
    ja="純移動数は、期首の年齢階級から期末の年齢階級へ移るコーホートごとの5年間の合計で、"
    "転入超過が正、転出超過が負（△）。「出生」は期間中に生まれた子。推計は将来の純移動の仮定による。",
    en="Net migrants of each cohort, from its age group at the start to that at the end, added "
    "up over five years; net in-migration is positive. Births: born during the five years.",
)


_TOO_SHORT = Text(
    ja="推計期間が5年に満たない。projection run --end で5年以上先まで推計する。",
    en="the results are shorter than five years; `projection run --end` makes longer ones.",
)


def net_migration_by_age(material: Material) -> Figure | LeftOut:
    """Return F6: a chart a sex and span of five years.

    The spans are the first five years of the projection and the five that end with the target
    year; what was observed in the five years before the base year is drawn in all of them.
    """
    title = Text(
        ja=f"{material.place.ja}の年齢階級別純移動数（男女別）",
        en=f"{material.place.en}: net migration by sex and age",
    )
    spans = _spans(material)
    if not spans:
        return LeftOut("F6", title, _TOO_SHORT)
    groups = _groups(material)
    drawn = {start: list(_drawn(material, groups, start)) for start in spans}
    ages = Axis(
        Text(ja="年齢（期首→期末）", en="Age (start to end)"), categories=_names(groups)
    )
    return Figure(
        "F6",
        title,
        joined(_finding(material, groups, spans)),
        tuple(
            Panel(Lines(ages, _NET, tuple(_of_sex(several, sex))), _heading(start, sex))
            for start, several in drawn.items()
            for sex in SEXES
        ),
        notes=(_ALONG, *_fitted(material)),
        sources=register_source(material, "population"),
    )


def along_cohorts(net_migration: xr.DataArray, groups: Sequence[AgeGroup], start: int) -> Array:
    """Add up the net migrants of every cohort over five years.

    Parameters
    ----------
    net_migration
        By cohort: `age` is the age reached at the end of the period. Dims (period, sex, age),
        in periods of one year or of five.
    groups
        Age groups at the end of the five years.
    start
        1 January on which they begin.

    Returns
    -------
    ndarray
        Persons in the five years, shape (2, group). Groups that tile all ages sum to the net
        migration of the periods.

    Examples
    --------
    Two who are 0 at the end of the first year are 4 at the end of the fifth.

    >>> moved = xr.DataArray(np.zeros((5, 2, 11)), dims=("period", "sex", "age"),
    ...     coords={"period": range(2020, 2025), "sex": list(SEXES), "age": range(11)})
    >>> moved[0, 0, 0] = 2.0
    >>> moved[0, 0, 1] = 3.0
    >>> along_cohorts(moved, [AgeGroup(0, 4), AgeGroup(5, None)], 2020).tolist()
    [[2.0, 3.0], [0.0, 0.0]]
    """
    within = net_migration.sel(period=slice(start, start + _SPAN - 1), sex=list(SEXES))
    values = within.transpose("period", "sex", "age").values
    step, ages = _SPAN // within.sizes["period"], within["age"].values
    # The age at the end of the five years; who was in the open group may be older.
    left = start + _SPAN - step - within["period"].values
    at_end = ages + left[:, np.newaxis]
    return np.stack(
        [
            np.einsum("psa,pa->s", values, _among(at_end, group).astype(np.float64))
            for group in groups
        ],
        axis=-1,
    )


def _among(ages: NDArray[np.int64], group: AgeGroup) -> NDArray[np.bool_]:
    return (ages >= group.lower) & (ages <= (np.inf if group.upper is None else group.upper))


def _spans(material: Material) -> list[int]:
    """Return the first year of every span that all results drawn have."""
    starts = dict.fromkeys((material.start, material.year - _SPAN))
    ends = [int(material.results[name]["year"].values[-1]) for name in material.main]
    return [one for one in starts if material.start <= one <= min(ends) - _SPAN]


def _groups(material: Material) -> Sequence[AgeGroup]:
    oldest = int(material.results[material.base]["age"].values[-1])
    return GROUPINGS["age5"](min(oldest, _HIGHEST))


def _names(groups: Sequence[AgeGroup]) -> tuple[Text, ...]:
    """Return what groups are called: "15〜19歳→20〜24歳"."""
    before = [Text(ja="出生", en="Births"), *map(age_label, groups)]
    # Those who end in the open group began in it or in the group before.
    before[len(groups) - 1] = age_label(AgeGroup(groups[-1].lower - _SPAN, None))
    return tuple(
        Text(f"{first.ja}→{last.ja}", f"{first.en} → {last.en}")
        for first, last in zip(before, map(age_label, groups), strict=False)
    )


def _heading(start: int, sex: str) -> Text:
    span, name = f"{start}→{start + _SPAN}", _SEX[sex]
    return Text(ja=f"{name.ja}（{span}年）", en=f"{name.en} ({span})")


def _drawn(
    material: Material, groups: Sequence[AgeGroup], start: int
) -> Iterator[tuple[Series, Array]]:
    """Yield series without points, and the net migrants that they show."""
    first = material.start - _SPAN
    if (window := _window(material)) is not None:
        label = Text(
            ja=f"実績（{first}→{material.start}年）", en=f"Observed ({first}→{material.start})"
        )
        yield (
            Series(observed_key("total"), label, (), "history"),
            along_cohorts(window, groups, first),
        )
    for name in material.main:
        moved = along_cohorts(material.results[name]["net_migration"], groups, start)
        role = role_of(material, name)
        yield Series(name, material.labels[name], (), role, scenario=name), moved


def _window(material: Material) -> xr.DataArray | None:
    """Return net migration by cohort of the years that base rates were fitted to."""
    experiment = material.experiment
    if experiment is None or experiment.base.fit.years.size < _SPAN:
        return None
    fit = experiment.base.fit
    # The fit's model: half of a year's migrants come at its start and are a year older at the
    # end, the other half come at the end.
    half = fit.net_migrants / 2.0
    return xr.DataArray(
        entered(half) + half,
        dims=("period", "sex", "age"),
        coords={"period": fit.years, "sex": list(SEXES), "age": experiment.base.ages},
    )


def _of_sex(drawn: Sequence[tuple[Series, Array]], sex: str) -> Iterator[Series]:
    for series, moved in drawn:
        points = enumerate(moved[SEXES.index(sex)].tolist())
        yield replace(series, points=tuple((float(place), value) for place, value in points))


def _fitted(material: Material) -> Iterator[Text]:
    if _window(material) is not None:
        yield Text(
            ja="実績は、各年の人口・出生・死亡から残差として求めた各歳の純移動数（推計値）による。",
            en="Observed: by single ages, what the register's populations, births and deaths "
            "leave over.",
        )


def _finding(
    material: Material, groups: Sequence[AgeGroup], spans: Sequence[int]
) -> Iterator[Text]:
    """Say of the base and the outlook where most arrive and where most leave."""
    names, start = _names(groups), spans[-1]
    for name in material.main:
        moved = along_cohorts(material.results[name]["net_migration"], groups, start)
        yield _extremes(under(material, name), moved, names, start)


def _extremes(words: Text, moved: Array, names: Sequence[Text], start: int) -> Text:
    most, least = (_told(moved, int(place), names) for place in _ends(moved))
    span = f"{start}→{start + _SPAN}"
    return Text(
        ja=f"{words.ja}、{span}年の純移動は{most.ja}が最も大きく、{least.ja}が最も小さい。",
        en=f"{words.en}, net migration in {span} is highest for {most.en} and lowest for "
        f"{least.en}.",
    )


def _ends(values: Array) -> tuple[int, int]:
    return int(values.argmax()), int(values.argmin())


def _told(moved: Array, place: int, names: Sequence[Text]) -> Text:
    row, column = divmod(place, len(names))
    sex, name = _SEX[SEXES[row]], names[column]
    persons = persons_words(float(moved[row, column]), signed=True)
    return Text(
        ja=f"{sex.ja}{name.ja}（{persons.ja}）",
        en=f"{sex.en.lower()}s {name.en} ({persons.en})",
    )
