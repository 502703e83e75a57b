"""How long those who die in an age group have lived in it: nax, the separation factor.

Every life table made from mortality rates stands on this one assumption. In formulas n is the
width of a group, mx its mortality rate.

Sources: Coale and Demeny (1983), Regional Model Life Tables and Stable Populations, in terms
of the mortality rate as Preston, Heuveline and Guillot (2001), Demography, table 3.3. Andreev
and Kingkade (2015), Average age at death in infancy and infant mortality level, Demographic
Research 33-13, in terms of the rate as in the Methods Protocol (version 6) of the Human
Mortality Database. Keyfitz and Flieger (1968), World Population, as the R package demogR
states it.
Greville (1943), Short methods of constructing abridged life tables, Record of the American
Institute of Actuaries 32, as the United Nations use it (MORTPAK, 1988; World Population
Prospects).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import (
    cell,
    check_ages_of,
    check_choice,
    check_shape,
    checked,
    checked_ages,
    first,
    go_together,
    refuse,
    sexes_of,
)

Array = NDArray[np.float64]
Bounds = NDArray[np.int64]

Infancy = Literal["midpoint", "coale_demeny", "andreev_kingkade", "keyfitz_flieger"]
Older = Literal["midpoint", "greville"]

BOTH_SEXES = ("male", "female")

# Lines in m0, male and female: (from m0, constant, slope).
_ANDREEV_KINGKADE = {
    "male": ((0.0, 0.14929, -1.99545), (0.023, 0.02832, 3.26021), (0.08307, 0.29915, 0.0)),
    "female": ((0.0, 0.14903, -2.05527), (0.01724, 0.04667, 3.88089), (0.06891, 0.31411, 0.0)),
}
_COALE_DEMENY = {
    "male": ((0.0, 0.045, 2.684), (0.107, 0.330, 0.0)),
    "female": ((0.0, 0.053, 2.800), (0.107, 0.350, 0.0)),
}
_COALE_DEMENY_1_4 = {
    "male": ((0.0, 1.651, -2.816), (0.107, 1.352, 0.0)),
    "female": ((0.0, 1.522, -1.518), (0.107, 1.361, 0.0)),
}

# Greville's formula holds where mortality rises; below this age the mid-point is used, and from
# the second age on the United Nations let no one die before this part of the group is lived.
_GREVILLE_FROM, _FLOOR_FROM, _FLOOR = 15, 45, 0.97 / 5


@dataclass(frozen=True)
class AxRule:
    """Which rule gives nax where.

    Parameters
    ----------
    infancy
        At age 0, and at 1-4 where the table has that group. "coale_demeny": lines in m0 by sex,
        for both. "andreev_kingkade": lines in m0 by sex at age 0, made for today's low
        mortality; Coale and Demeny's at 1-4. "keyfitz_flieger": 0.07 + 1.7 m0, 1 at most, and
        1.5 for either sex. "midpoint": n / 2.
    older
        At all other closed groups. "greville": n / 2 below age 15; above, n / 2 - n² / 12
        (mx - k), where k is the slope of ln mx between the neighbouring groups, and from age 45
        no less than 0.194 n (the last closed group takes the k of the one before it; k is 0
        where a neighbour has no deaths). "midpoint": n / 2.
    """

    infancy: Infancy = "andreev_kingkade"
    older: Older = "greville"


UN_RULE = AxRule()
MIDPOINT = AxRule("midpoint", "midpoint")


def separation(
    mortality_rate: ArrayLike,
    age: ArrayLike,
    ax: AxRule | ArrayLike = UN_RULE,
    sexes: Sequence[str] = BOTH_SEXES,
) -> Array:
    """Years lived in each closed age group by those who die in it, nax.

    Parameters
    ----------
    mortality_rate
        nMx, deaths per person-year. Shape (..., age), or (..., sex, age) for a rule that
        differs by sex ("coale_demeny", "andreev_kingkade").
    age
        Lower bounds of the groups from 0, the last open. Shape (age,).
    ax
        A rule, or your own years: shape (age - 1,) or (..., age - 1), the closed groups.
    sexes
        Names on the sex axis, for rules that differ by sex.

    Returns
    -------
    ndarray
        Years, between 0 and the width of the group. Shape (..., age - 1): the closed groups.

    Raises
    ------
    RatesError
        Rates are negative or not finite, ages do not tile, the shape does not fit, own years
        lie outside the group, or the table has no group for age 0 alone, which every rule for
        infancy but "midpoint" needs.

    Notes
    -----
    Sources stand at the head of this module.

    Examples
    --------
    Coale and Demeny, women: 0.053 + 2.8 x 0.01 = 0.081 and 1.522 - 1.518 x 0.01 = 1.50682.

    >>> rates = np.array([[0.010, 0.001, 0.001, 0.002]])
    >>> rule = AxRule("coale_demeny", "midpoint")
    >>> separation(rates, [0, 1, 5, 10], rule, ("female",)).round(5).tolist()
    [[0.081, 1.50682, 2.5]]
    """
    bounds = checked_ages(age)
    named = sexes_of(mortality_rate, sexes)
    rates = checked(mortality_rate, "mortality_rate", ages=bounds, sexes=named)
    check_ages_of(rates, "mortality_rate", bounds)
    return years_of_dying(ax, rates, bounds, sexes)


def years_of_dying(
    ax: AxRule | ArrayLike, rates: Array, age: Bounds, sexes: Sequence[str]
) -> Array:
    """As `separation`, of rates and ages that have been checked."""
    if isinstance(ax, AxRule):
        _check_rule(ax, age, rates, sexes)
        return _by_rule(rates, age, ax, sexes)
    own = checked(ax, "ax", ages=age)
    fits = own.ndim > 0 and own.shape[-1] == age.size - 1 and go_together(own, rates[..., :-1])
    check_shape(own, "ax", fits, "rates_shape_closed", count=age.size - 1)
    width = np.diff(age)
    refuse(
        *(
            fault(
                "rates_above_limit",
                place=cell("ax", where, age),
                found=f"{own[where]:.10g}",
                limit=f"{width[where[-1]]}",
                more=more,
            )
            for where, more in first(own > width)
        )
    )
    return own


def _check_rule(rule: AxRule, age: Bounds, rates: Array, sexes: Sequence[str]) -> None:
    check_choice(rule.infancy, "infancy", Infancy)
    check_choice(rule.older, "older", Older)
    if rule.infancy in ("coale_demeny", "andreev_kingkade"):
        for sex in sexes:
            check_choice(sex, "sexes", Literal["male", "female"])
        by_sex = rates.ndim > 1 and rates.shape[-2] == len(sexes)
        names = ", ".join(sexes)
        check_shape(rates, "mortality_rate", by_sex, "rates_shape_sexes", sexes=names)
    if rule.infancy != "midpoint" and age[1] != 1:
        last = int(age[1]) - 1
        refuse(fault("rates_infancy_ages", place="age", rule=rule.infancy, last=last))


def _by_rule(rates: Array, age: Bounds, rule: AxRule, sexes: Sequence[str]) -> Array:
    width = np.diff(age).astype(np.float64)
    found = np.broadcast_to(width / 2, (*rates.shape[:-1], width.size)).copy()
    if rule.older == "greville":
        _greville(found, rates, age)
    if rule.infancy != "midpoint":
        _infancy(found, rates, age, rule.infancy, sexes)
    return found


def _greville(found: Array, rates: Array, age: Bounds) -> None:
    closed = age[:-1]
    width = np.diff(age).astype(np.float64)
    above = closed >= _GREVILLE_FROM
    pattern = width / 2 - width**2 / 12 * (rates[..., :-1] - _slopes(rates, age))
    floor = np.where(closed >= _FLOOR_FROM, _FLOOR * width, 0.0)
    found[..., above] = np.clip(pattern, floor, width)[..., above]


def _slopes(rates: Array, age: Bounds) -> Array:
    """Slope of ln mx over age at each closed group, from the mid-points of its neighbours."""
    closed = rates[..., :-1]
    slopes = np.zeros(closed.shape)
    below, above = closed[..., :-2], closed[..., 2:]
    if above.shape[-1] == 0:
        return slopes
    known = (below > 0) & (above > 0)
    middles = (age[:-1] + age[1:]) / 2
    rise = np.log(np.where(known, above, 1.0) / np.where(known, below, 1.0))
    slopes[..., 1:-1] = rise / (middles[2:] - middles[:-2])
    slopes[..., -1] = slopes[..., -2]
    return slopes


def _infancy(
    found: Array, rates: Array, age: Bounds, rule: Infancy, sexes: Sequence[str]
) -> None:
    toddlers = age.size > 2 and age[2] == 5
    m0 = rates[..., 0]
    if rule == "keyfitz_flieger":
        found[..., 0] = np.minimum(0.07 + 1.7 * m0, 1.0)
        if toddlers:
            found[..., 1] = 1.5
        return
    at_birth = _COALE_DEMENY if rule == "coale_demeny" else _ANDREEV_KINGKADE
    for position, sex in enumerate(sexes):
        found[..., position, 0] = _on_lines(m0[..., position], at_birth[sex])
        if toddlers:
            found[..., position, 1] = _on_lines(m0[..., position], _COALE_DEMENY_1_4[sex])


def _on_lines(at: Array, lines: Sequence[tuple[float, float, float]]) -> Array:
    """Evaluate the last line that begins at or below each value."""
    values = np.stack([constant + slope * at for _, constant, slope in lines])
    which = np.searchsorted([start for start, _, _ in lines], at, side="right") - 1
    return np.take_along_axis(values, which[None], axis=0)[0]
