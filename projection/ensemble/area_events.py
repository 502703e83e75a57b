"""Events that every municipality of an area is asked about, and how likely each is by year."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import xarray as xr

from projection.ensemble.order import Values
from projection.kernel import Array
from projection.language import Text


class AreaEvent(NamedTuple):
    """A figure below half of the base year, or a share of the population above a limit.

    Parameters
    ----------
    key
        Its name for machines, as `analysis.calendar_events` has it.
    label
        What readers see; `{year}` is the base year.
    figure
        Position of the figure among those by year.
    share
        Limit in per cent of the population, the first figure; None: half of the base year.
    """

    key: str
    label: Text
    figure: int
    share: float | None = None


AREA_EVENTS = (
    AreaEvent(
        "women_20_39<half",
        Text(
            ja="20〜39歳女性人口が{year}年の半分を下回る",
            en="Women aged 20-39 below half of {year}",
        ),
        5,
    ),
    AreaEvent(
        "population<half",
        Text(ja="人口が{year}年の半分を下回る", en="Population below half of {year}"),
        0,
    ),
    AreaEvent(
        "aged_share>40",
        Text(ja="高齢化率（65歳以上）が40%を超える", en="Aged share (65+) above 40 %"),
        3,
        40.0,
    ),
    AreaEvent(
        "aged_share_75>25",
        Text(ja="75歳以上人口割合が25%を超える", en="Aged share (75+) above 25 %"),
        4,
        25.0,
    ),
)

_LIKELY = 0.5


def event_probabilities(stock: Values) -> Array:
    """Return the share of members in which each event is so.

    Parameters
    ----------
    stock
        Figures by year of all members, who share the base year. Shape (figure, year, draw).

    Returns
    -------
    ndarray
        Shape (event, year).

    Examples
    --------
    Two members of 100 people, of whom 30 and then 30 and 45 are 65 or over.

    >>> stock = np.zeros((6, 2, 2))
    >>> stock[0], stock[3] = 100.0, [[30.0, 30.0], [30.0, 45.0]]
    >>> event_probabilities(stock)[2].tolist()
    [0.0, 0.5]
    """
    return np.array(
        [[_share_of(one, stock, year) for year in range(stock.shape[1])] for one in AREA_EVENTS]
    )


def likely_in(ensemble: xr.Dataset) -> xr.DataArray:
    """Return in how many municipalities each event is likelier than not, by year.

    Parameters
    ----------
    ensemble
        As `results.read_ensembles` gives it.

    Returns
    -------
    xarray.DataArray
        Dims (event, year).
    """
    return (ensemble["event_probability"] > _LIKELY).sum("region")


def _share_of(event: AreaEvent, stock: Values, year: int) -> float:
    now = stock[event.figure, year].astype(np.float64)
    if event.share is None:
        return float((now < stock[event.figure, 0, 0] / 2.0).mean())
    return float((100.0 * now > event.share * stock[0, year].astype(np.float64)).mean())
