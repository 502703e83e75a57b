"""What is kept of the members of a municipality, and of their sum over an area."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from projection.chunked import slices
from projection.ensemble.area_events import AREA_EVENTS, event_probabilities
from projection.ensemble.members import BLOCK
from projection.ensemble.order import QUANTILES, Values, mean_of, quantiles_of
from projection.ensemble.room import room
from projection.kernel import Array

Single = NDArray[np.float32]

KINDS: Mapping[str, str] = MappingProxyType({"stock": "year", "flow": "period"})
# Figures by year: sexes and ages, single years.
_CELLS: Mapping[str, tuple[slice, slice]] = MappingProxyType(
    {
        "population": (slice(None), slice(None)),
        "population:0-14": (slice(None), slice(0, 15)),
        "population:15-64": (slice(None), slice(15, 65)),
        "population:65+": (slice(None), slice(65, None)),
        "population:75+": (slice(None), slice(75, None)),
        "women_20_39": (slice(1, 2), slice(20, 40)),
    }
)
FIGURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"stock": (*_CELLS,), "flow": ("births", "deaths", "net_migration")}
)
NAMES = (
    *(f"{kind}_{what}" for kind in KINDS for what in ("quantile", "mean", "projected")),
    "event_probability",
)
# Sums are kept in multiples of this part of a person: up to 10**11 persons they are exact, so
# that it does not matter in which order municipalities are added.
_PART = 2.0**-16


class Sums(NamedTuple):
    """Figures of all members of one municipality (single precision), or of an area (double).

    Parameters
    ----------
    stock, flow
        Shape (figure, year or period, draw).
    """

    stock: Values
    flow: Values


def room_for(periods: int, draws: int, kind: type[np.floating]) -> Sums:
    """Return room for figures of so many members, in memory or in a file."""
    stocks, flows = (len(one) for one in FIGURES.values())
    return Sums(room((stocks, periods + 1, draws), kind), room((flows, periods, draws), kind))


def nobody(periods: int, draws: int) -> Sums:
    """Return the sum of no municipalities, in double precision."""
    total = room_for(periods, draws, np.float64)
    for figures in total:
        figures[...] = 0.0
    return total


def add_members(total: Sums, members: Sums) -> None:
    """Add the members of a municipality to those of an area, in place.

    Parameters
    ----------
    total
        Of the area, in double precision.
    members
        Of the municipality: each is rounded to 1/65,536 of a person.

    Examples
    --------
    >>> total, one = (Sums(np.zeros((1, 1, 2)), np.zeros((1, 1, 2))) for _ in range(2))
    >>> one.stock[:] = 0.1
    >>> add_members(total, one)
    >>> total.stock.ravel().tolist()
    [0.100006103515625, 0.100006103515625]
    """
    for whole, one in zip(total, members, strict=True):
        for some in slices(whole.shape[-1], BLOCK):
            whole[..., some] += np.rint(one[..., some].astype(np.float64) / _PART) * _PART


def figures_of(members: Sums, workers: int | None = 1) -> dict[str, Array]:
    """Return quantiles, means and probabilities of events.

    Parameters
    ----------
    members
        Of one municipality, or of an area.
    workers
        Threads; the numbers do not depend on them.

    Returns
    -------
    dict of ndarray
        By name: `stock_quantile` of shape (figure, quantile, year), `stock_mean` (figure,
        year), the same of flows, `event_probability` (event, year).
    """
    found = {"event_probability": event_probabilities(members.stock)}
    for kind, values in zip(KINDS, members, strict=True):
        quantiles = quantiles_of(values, QUANTILES, workers=workers)
        found[f"{kind}_quantile"] = np.moveaxis(quantiles, 0, 1)
        found[f"{kind}_mean"] = mean_of(values)
    return found


def no_figures(regions: int, periods: int) -> dict[str, Single]:
    """Return room for the figures of so many municipalities, filled with NaN."""
    sizes = {
        "stock": len(FIGURES["stock"]),
        "flow": len(FIGURES["flow"]),
        "event": len(AREA_EVENTS),
        "quantile": len(QUANTILES),
        "year": periods + 1,
        "period": periods,
    }
    return {
        name: np.full((regions, *(sizes[dim] for dim in dims_of(name))), np.nan, np.float32)
        for name in NAMES
    }


def dims_of(name: str) -> tuple[str, ...]:
    """Return the dims of a figure's array in a municipality.

    Examples
    --------
    >>> dims_of("flow_quantile"), dims_of("stock_mean"), dims_of("event_probability")
    (('flow', 'quantile', 'period'), ('stock', 'year'), ('event', 'year'))
    """
    kind, _, what = name.partition("_")
    dims = (kind, "quantile", KINDS.get(kind, "year"))
    return dims if what == "quantile" else dims[::2]


def projected_figures(arrays: Mapping[str, Single]) -> dict[str, Array]:
    """Return the figures of the projection itself.

    Parameters
    ----------
    arrays
        population (year, sex, age), births (period, sex), deaths and net_migration (period,
        sex, age) of one municipality.

    Returns
    -------
    dict of ndarray
        `stock_projected` of shape (figure, year) and `flow_projected` (figure, period).
    """
    exact = {name: one.astype(np.float64) for name, one in arrays.items()}
    people = exact["population"]
    flows = [exact[name].reshape(len(people) - 1, -1).sum(-1) for name in FIGURES["flow"]]
    return {
        "stock_projected": np.einsum("ysa,fsa->fy", people, weights(people.shape[1:])),
        "flow_projected": np.stack(flows),
    }


def weights(cells: tuple[int, ...]) -> Array:
    """Return what counts of the cells of a population. Shape (figure, 2, cell)."""
    found = np.zeros((len(_CELLS), *cells))
    for figure, some in zip(found, _CELLS.values(), strict=True):
        figure[some] = 1.0
    return found
