"""The child-woman ratio (CWR) and what it says of the total fertility rate, and back.

The main conversion is the national one, with which the official projections of municipalities
work: a municipality's TFR is to its CWR as the nation's TFR is to the nation's CWR. The direct
one, by survival, needs the women by age and a pattern; it is for where the national one is in
doubt (women of other ages, other mortality), and to check it.

Sources: Bogue and Palmore (1964), Some empirical and analytic relations among demographic
fertility measures, Demography 1-1 (the ratio as an index of the TFR); Rele (1967), Fertility
Analysis through Extension of Stable Population Concepts (the ratio by survival).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from projection.errors import fault
from projection.rates.checking import cell, check_shape, check_together, checked, first, refuse

Array = NDArray[np.float64]

_YEARS = 5


def child_woman_ratio(children: ArrayLike, women: ArrayLike) -> Array:
    """Children aged 0-4 per woman aged 15-49 at the same instant.

    Parameters
    ----------
    children
        Both sexes, aged 0-4. Shape (...).
    women
        Aged 15-49, above zero. Shape (...).

    Returns
    -------
    ndarray
        Shape (...).

    Raises
    ------
    RatesError
        A value is negative or no number; there are no women.

    Examples
    --------
    >>> float(child_woman_ratio(3000, 15000))
    0.2
    """
    counted = checked(women, "women", positive=True)
    young = checked(children, "children")
    check_together(children=young, women=counted)
    return young / counted


def tfr_from_cwr(cwr: ArrayLike, national_tfr: ArrayLike, national_cwr: ArrayLike) -> Array:
    """TFR that a CWR stands for, by the national conversion.

    Assumes that women of childbearing age are spread over ages, and children survive and move
    with their mothers, as in the nation.

    Parameters
    ----------
    cwr
        Children 0-4 per woman 15-49. Shape (...).
    national_tfr
        Of the five years in which the nation's children were born. Shape (...).
    national_cwr
        At the same instant as `cwr`, above zero. Shape (...).

    Returns
    -------
    ndarray
        cwr x national TFR / national CWR, births per woman. Shape (...).

    Raises
    ------
    RatesError
        A value is negative or no number; the national CWR is zero.

    Notes
    -----
    The reverse of how the official five-year projections set the CWR of a municipality under
    another national fertility: CWR x (national CWR of that case / national CWR).

    Examples
    --------
    >>> round(float(tfr_from_cwr(0.18, 1.4, 0.2)), 9)
    1.26
    """
    ratio, births = checked(cwr, "cwr"), checked(national_tfr, "national_tfr")
    nation = checked(national_cwr, "national_cwr", positive=True)
    check_together(cwr=ratio, national_tfr=births, national_cwr=nation)
    return ratio * births / nation


def cwr_from_tfr(tfr: ArrayLike, national_tfr: ArrayLike, national_cwr: ArrayLike) -> Array:
    """CWR that a TFR leads to, the inverse of `tfr_from_cwr`.

    Parameters
    ----------
    tfr
        Births per woman. Shape (...).
    national_tfr, national_cwr
        As in `tfr_from_cwr`; here the TFR is above zero.

    Returns
    -------
    ndarray
        tfr x national CWR / national TFR. Shape (...).

    Raises
    ------
    RatesError
        A value is negative or no number; the national TFR is zero.

    Examples
    --------
    >>> round(float(cwr_from_tfr(1.26, 1.4, 0.2)), 9)
    0.18
    """
    births, ratio = checked(tfr, "tfr"), checked(national_cwr, "national_cwr")
    nation = checked(national_tfr, "national_tfr", positive=True)
    check_together(tfr=births, national_tfr=nation, national_cwr=ratio)
    return births * ratio / nation


def tfr_from_children(
    children: ArrayLike,
    women: ArrayLike,
    asfr: ArrayLike,
    survival_of_women: ArrayLike,
    survival_of_births: ArrayLike,
) -> Array:
    """TFR of the last five years from the children 0-4 and the women of today, by survival.

    Nobody moves: the children were born to the women of today, of whom those five years ago
    were more by the ones who died.

    Parameters
    ----------
    children
        Both sexes, aged 0-4 at the end. Shape (...).
    women
        At the end, by five-year groups from 15-19 to 50-54. Shape (..., 8).
    asfr
        Age pattern of the seven groups from 15-19 to 45-49, at any level. Shape (..., 7).
    survival_of_women
        Survival ratios over five years from each of the seven groups to the next, above zero.
        Shape (..., 7).
    survival_of_births
        5L0 / (5 l0) of both sexes: of the births of five years, the share alive at 0-4, above
        zero. Shape (...).

    Returns
    -------
    ndarray
        Births per woman. Shape (...). In a closed population it is that of the recurrence over
        one step of five years, exactly.

    Raises
    ------
    RatesError
        A value is negative or no number, a ratio is above one, all rates are zero, or nobody
        could have borne the children; shapes do not fit.

    Notes
    -----
    children = S0 x 5 x sum of f(a) (W(a, t-5) + W(a, t)) / 2 with W(a, t-5) = W(a+5, t) / S(a):
    the births of Preston, Heuveline and Guillot (2001), ch. 6, turned round.

    Examples
    --------
    A thousand women in every group, nobody dies: a TFR of 1.4 is 0.2 births a woman and group.

    >>> float(tfr_from_children(1400, [1000] * 8, [1] * 7, [1] * 7, 1).round(9))
    1.4
    """
    born = _children_per_tfr(women, asfr, survival_of_women, survival_of_births)
    refuse(
        *(
            fault("schedules_no_mothers", place=cell("women", where), more=more)
            for where, more in first(born == 0)
        )
    )
    young = checked(children, "children")
    check_together(women=born, children=young)
    return young / born


def children_from_tfr(
    tfr: ArrayLike,
    women: ArrayLike,
    asfr: ArrayLike,
    survival_of_women: ArrayLike,
    survival_of_births: ArrayLike,
) -> Array:
    """Children 0-4 after five years at a TFR, the inverse of `tfr_from_children`.

    Parameters
    ----------
    tfr
        Births per woman. Shape (...).
    women, asfr, survival_of_women, survival_of_births
        As in `tfr_from_children`.

    Returns
    -------
    ndarray
        Persons of both sexes. Shape (...). Over the women 15-49 (`child_woman_ratio`) they are
        the CWR.

    Raises
    ------
    RatesError
        As `tfr_from_children`.

    Examples
    --------
    >>> float(children_from_tfr(1.4, [1000] * 8, [1] * 7, [1] * 7, 1).round(9))
    1400.0
    """
    born = _children_per_tfr(women, asfr, survival_of_women, survival_of_births)
    births = checked(tfr, "tfr")
    check_together(women=born, tfr=births)
    return births * born


def _children_per_tfr(
    women: ArrayLike, asfr: ArrayLike, of_women: ArrayLike, of_births: ArrayLike
) -> Array:
    """Children 0-4 that a TFR of one leaves."""
    groups = range(15, 50, _YEARS)
    rates = checked(asfr, "asfr", ages=groups)
    now = checked(women, "women", ages=range(15, 55, _YEARS))
    ratios = checked(of_women, "survival_of_women", ages=groups, positive=True, limit=1.0)
    surviving = checked(of_births, "survival_of_births", positive=True, limit=1.0)
    for values, name, count in (
        (rates, "asfr", len(groups)),
        (ratios, "survival_of_women", len(groups)),
        (now, "women", len(groups) + 1),
    ):
        check_shape(
            values, name, values.shape[-1:] == (count,), "rates_shape_ages", count=count
        )
    check_together(
        women=now[..., 0],
        asfr=rates[..., 0],
        survival_of_women=ratios[..., 0],
        survival_of_births=surviving,
    )
    total = _YEARS * rates.sum(axis=-1)
    refuse(
        *(fault("schedules_no_births", place=cell("asfr", at)) for at, _ in first(total == 0))
    )
    lived = (now[..., 1:] / ratios + now[..., :-1]) / 2
    return surviving * _YEARS * (rates * lived).sum(axis=-1) / total
