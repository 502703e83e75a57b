"""How far a projected figure is from a published one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import xarray as xr

from projection.errors import Fault, InputsError, fault
from projection.inputs.rates import Expected, Provenance
from projection.inputs.rates_model import FIGURES
from projection.language import Text
from projection.recurrence.world import place_of


class Case(Protocol):
    """What every case has: a folder, and where its figures come from."""

    @property
    def folder(self) -> Path:
        """Where it stands."""

    @property
    def provenance(self) -> Provenance:
        """From whom."""


@dataclass(frozen=True)
class CaseResult:
    """One comparison of a case with what was published.

    Parameters
    ----------
    case
        Name of its folder.
    title, publication
        What is reproduced.
    compared, reason
        Which figures, and why the tolerance is what it is.
    figures
        How many.
    tolerance, deviation
        The largest deviation allowed, and the largest found: a share where `relative`, else in
        the unit of the table.
    relative, unit
        How deviations are measured, and the unit of the table: "persons", "thousands",
        "percent", "years" or "1".
    where
        The figure that deviates most.
    """

    case: str
    title: Text
    publication: Text
    compared: Text
    reason: Text
    figures: int
    tolerance: float
    deviation: float
    relative: bool
    unit: str
    where: str

    @property
    def passed(self) -> bool:
        """Whether every figure is within the tolerance."""
        return self.deviation <= self.tolerance


def compare(case: Case, expected: Expected, found: xr.DataArray) -> CaseResult:
    """Compare a projected figure with a published one.

    Both sides are added up over `sum_over`, the projected also over dims that the table lacks.

    Parameters
    ----------
    case, expected
        What was published, and where.
    found
        What was projected, in persons; it has the labels of the table.

    Raises
    ------
    InputsError
        The table has labels or dims that the projection lacks.
    """
    published = expected.published.array
    _refuse_labels(expected, found)
    lacking = [dim for dim in found.dims if dim not in published.dims]
    projected = found.sum(lacking).sel({dim: published[dim] for dim in published.dims})
    if expected.ages is not None:
        between = slice(*expected.ages)
        published, projected = published.sel(age=between), projected.sel(age=between)
    published = published.sum(expected.sum_over)
    off = abs(projected.sum(expected.sum_over) / expected.unit - published)
    if expected.relative:
        # Nothing is no part of nothing, anything is infinitely more.
        off = (off / abs(published)).where(off != 0, 0.0)
    off = off.transpose(*(dim for dim in found.dims if dim in off.dims))
    off = off.rename(expected.figure)
    cell = [int(index) for index in np.unravel_index(int(np.argmax(off.values)), off.shape)]
    return CaseResult(
        case.folder.name,
        case.provenance.title,
        case.provenance.publication,
        expected.title,
        expected.reason,
        off.size,
        expected.tolerance,
        float(off.values[tuple(cell)]),
        expected.relative,
        _unit(expected),
        place_of(off, cell),
    )


def _refuse_labels(expected: Expected, found: xr.DataArray) -> None:
    file, published = expected.published.file, expected.published.array
    faults = []
    for dim in (*expected.sum_over, *(["age"] if expected.ages else [])):
        if dim not in published.dims:
            known = _listed(one for one in found.dims if one in published.dims)
            faults.append(fault("validation_dim", file=file, found=dim, known=known))
    for dim in map(str, published.dims):
        known = found[dim].values.tolist()
        surplus = [one for one in published[dim].values.tolist() if one not in known]
        if surplus:
            words = {"found": _listed(surplus[:5]), "known": _listed(known)}
            faults.append(Fault("validation_label", words, file, place=dim))
    if not faults and expected.ages and not published.sel(age=slice(*expected.ages)).size:
        words = {"found": _listed(expected.ages), "known": _listed(published["age"].values)}
        faults.append(Fault("validation_ages", words, file, place="ages"))
    if faults:
        raise InputsError(*faults)


def _unit(expected: Expected) -> str:
    if expected.figure in FIGURES:
        return "persons" if expected.unit == 1 else "thousands"
    return "1" if expected.unit == 1 else "percent"


def _listed(labels: Iterable[object]) -> str:
    return ", ".join(map(str, labels))
