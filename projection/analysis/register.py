"""What the register of all municipalities implies: net migration, fertility, mortality.

All by municipality, over the register's whole window (1 January of its first to that of its
last year), in its published five-year age groups, with national schedules.
"""

from __future__ import annotations

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from projection.estimation.course import Course, each_year
from projection.inputs import Register
from projection.rates.fertility import mean_over_groups
from projection.rates.life_table import death_probability, life_table, survival_from_hazard

Array = NDArray[np.float64]

WIDTH = 5
# The open group and the one below it enter the open group together: told apart no longer.
OPEN_AGE = 95


def net_migration(register: Register, course: Course) -> xr.Dataset:
    """Net migrants of the window by age at the move, as the residual of cohorts.

    Parameters
    ----------
    register
        With five-year groups up to 100+ and a window of five years.
    course
        National mortality, which stands in for that of every municipality: where it is a
        fifth higher or lower, rates below age 55 move by less than 0.1 % a year.

    Returns
    -------
    xarray.Dataset
        net_migrants (persons of the window) and person_years, dims (region, sex, age), age 0
        to 95+. Summed over age, net migrants are the change of the population less births
        plus expected deaths.

    Notes
    -----
    The residual of the cohort that enters group a, R(a) = P(T, a) - S(a) P(0, a-5), of which
    S(0) of the births enter the first group. Half of its years are lived in group a-5, half
    in group a: M(a) = (R(a) + R(a+5)) / 2; newborn spend all of theirs in the first group.
    Forward survival method, United Nations (1970), Manual VI, Methods of Measuring Internal
    Migration, ch. II.
    """
    data = register.data.transpose("region", "year", "sex", "age", "period")
    stocks = data["population"].values.astype(np.float64)
    residual = stocks[:, -1] - _survivors(data, stocks[:, 0], course)
    half = residual / 2
    migrants = np.zeros_like(residual)
    migrants[..., 1:] += half[..., 1:]
    migrants[..., :-1] += half[..., 1:]
    migrants[..., 0] += residual[..., 0]
    lived = _person_years(stocks).sum(axis=1)
    dims, ages = ("region", "sex", "age"), np.arange(0, OPEN_AGE + 1, WIDTH)
    return xr.Dataset(
        {
            "net_migrants": (dims, _closed_at(migrants, ages)),
            "person_years": (dims, _closed_at(lived, ages)),
        },
        coords={"region": data["region"], "sex": data["sex"], "age": ages},
    )


def implied_tfr(register: Register, course: Course) -> xr.DataArray:
    """Total fertility rate that the births of the window imply, dim (region).

    Notes
    -----
    TFR = births / sum of W(a, t) c(a, t), where W are woman-years by five-year age and c is the
    national fertility rate over the national TFR of the year: indirect standardisation with
    the national age pattern. All residents count, also foreign ones: Japan as a whole comes
    to 1.35 over 2015-2019, 4 % below its published rates. Preston, Heuveline and Guillot
    (2001), Demography, ch. 2 and 5.
    """
    data = register.data.transpose("region", "year", "sex", "age", "period")
    women = _person_years(data["population"].values.astype(np.float64))[:, :, 1]
    patterns = mean_over_groups(each_year(course.pattern, data["period"].values), WIDTH)
    return data["births"].sum("period") / (women * patterns).sum(axis=(1, 2))


def mortality_ratio(register: Register, course: Course) -> xr.DataArray:
    """Deaths of the window over those expected at national rates, dim (region).

    Notes
    -----
    Standardised mortality ratio, deaths / sum of N(s, a, t) m(s, a, t), with person-years N and
    national death rates m of five-year groups. Preston, Heuveline and Guillot (2001), ch. 2.
    """
    data = register.data.transpose("region", "year", "sex", "age", "period")
    lived = _person_years(data["population"].values.astype(np.float64))
    tables = life_table(death_probability(each_year(course.hazard, data["period"].values)))
    dying = -np.diff(tables.survivors, axis=-1, append=0.0)
    groups = data["age"].values
    rates = np.add.reduceat(dying, groups, axis=-1)
    rates /= np.add.reduceat(tables.person_years, groups, axis=-1)
    return data["deaths"].sum("period") / (lived * rates).sum(axis=(1, 2, 3))


def _survivors(data: xr.Dataset, first: Array, course: Course) -> Array:
    """Persons expected at the end, in the group that they have entered."""
    years = data["period"].values
    hazards = each_year(course.hazard, years).mean(axis=0)
    survival = survival_from_hazard(hazards, WIDTH, int(data["age"][-1]))
    entering = np.zeros_like(first)
    entering[..., 1:] = first[..., :-1]
    entering[..., -1] += first[..., -1]
    ratio = each_year(course.sex_ratio, years)
    male = ratio / (1 + ratio)
    births = data["births"].values
    entering[:, 0, 0] = births @ male
    entering[:, 1, 0] = births @ (1 - male)
    return entering * survival


def _person_years(stocks: Array) -> Array:
    """Lived in every year. Shape (region, period, sex, age)."""
    return (stocks[:, :-1] + stocks[:, 1:]) / 2


def _closed_at(values: Array, ages: NDArray[np.int64]) -> Array:
    return np.add.reduceat(values, np.arange(ages.size), axis=-1)
