"""How much fertility, mortality and migration vary: tables estimated from the register.

`projection estimate uncertainty` writes them; `projection.estimation.uncertainty` says how they
are estimated.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from projection.deviations import LEAST_DEGREES, Deviations, Scope, fault_of
from projection.errors import Fault, InputsError, fault
from projection.inputs.arranging import arranged
from projection.inputs.cellgrid import duplicate_faults
from projection.inputs.cells import number_between, parse_date, parse_year
from projection.inputs.csv_table import Table, has_columns, read_column
from projection.inputs.data import SourceFile
from projection.inputs.manifest import FILE_NAME, read_manifest
from projection.inputs.migration_by_size import SIZES
from projection.inputs.tables import OpenTable, open_tables
from projection.variables import SEXES

Array = NDArray[np.float64]

KIND = "uncertainty"
CORRELATION, MODES = "uncertainty_correlation", "uncertainty_modes"
KINDS = (KIND, CORRELATION, MODES)
SCOPES = ("national", "local")
FIXED = ("fertility", "mortality")
KEYS = ("scope", "residents_from", "process")
TURNOVER = "turnover"
MADE = ("from", "to", "made")
CORRELATION_COLUMNS = ("scope", "process", "other", "correlation")
MODE_COLUMNS = ("mode", "sex", "age", "net_migration_rate")
LAST_AGE = 100
# A score of one moves no more than everybody a hundred times over: more is a typing error.
FIGURES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "initial_sd": (0.0, 10.0),
        "autocorrelation": (-0.999, 1.0),
        "innovation_sd": (0.0, 10.0),
        "passing_sd": (0.0, 10.0),
    }
)
# No municipality's turnover is further from that of its class.
MOST_RELATIVE = 4.0
# So many times everybody: more is a typing error.
_LARGEST_RATE = 100.0


@dataclass(frozen=True)
class Uncertainty:
    """What varies in the future of municipalities, and by how much.

    Parameters
    ----------
    sizes
        Residents from which each class of size begins, the first 0.
    classes
        Departures of the municipalities of each class.
    turnovers
        Of each class, arrivals and departures per resident and year at which local departures
        of migration are as in `classes`.
    modes
        What a score of one adds to the net migration rate, per person and year, at single ages
        0 to 100, the last open. Shape (mode, 2, age).
    window
        First and last register that it was estimated from.
    made
        The date on which.
    sources
        The tables.
    """

    sizes: tuple[int, ...]
    classes: tuple[Deviations, ...]
    turnovers: tuple[float, ...]
    modes: Array
    window: tuple[int, int]
    made: datetime.date
    sources: tuple[SourceFile, ...] = ()

    @property
    def processes(self) -> tuple[str, ...]:
        """Their names, in the order of every array."""
        return processes(len(self.modes))

    def of(self, population: float, turnover: float | None = None) -> Deviations:
        """Return the departures of a municipality.

        Parameters
        ----------
        population
            Its residents.
        turnover
            Its arrivals and departures together, per resident and year: where twice as many
            come and go as in its class, local departures of migration are twice as large.
            As in its class where left out.
        """
        at = int(np.searchsorted(self.sizes, population, side="right")) - 1
        relative = 1.0 if turnover is None else turnover / self.turnovers[at]
        return at_turnover(self.classes[at], relative)


def at_turnover(deviations: Deviations, relative: float) -> Deviations:
    """Scale the local departures of migration, at most `MOST_RELATIVE` times up or down.

    Examples
    --------
    >>> one = np.ones(3)
    >>> scope = Scope(one, one, one, np.eye(3), None, one)
    >>> at_turnover(Deviations(scope, scope), 2.0).local.initial_sd.tolist()
    [1.0, 1.0, 2.0]
    """
    local = deviations.local
    scale = np.ones_like(local.initial_sd)
    scale[len(FIXED) :] = min(max(relative, 1 / MOST_RELATIVE), MOST_RELATIVE)
    return deviations._replace(
        local=local._replace(
            initial_sd=local.initial_sd * scale,
            innovation_sd=local.innovation_sd * scale,
            passing_sd=local.passing_sd * scale,
        )
    )


def processes(modes: int) -> tuple[str, ...]:
    """Name the processes of so many modes of migration.

    Examples
    --------
    >>> processes(2)
    ('fertility', 'mortality', 'migration_1', 'migration_2')
    """
    return (*FIXED, *(f"migration_{mode + 1}" for mode in range(modes)))


def find_uncertainty(root: Path) -> Uncertainty:
    """Read the tables of a folder of inputs, or of the folders right inside it.

    Parameters
    ----------
    root
        A folder with an `inputs.toml`, whose `standard` stands in where it has none of the
        tables; or the folder of such folders.

    Raises
    ------
    InputsError
        None of them has the tables, or they cannot be read: everything that is wrong.
    """
    for folder in _folders(root):
        manifest, _ = read_manifest(folder)
        if any(manifest.table(kind) is not None for kind in KINDS):
            faults: list[Fault] = []
            opened = open_tables(folder, manifest, faults)
            found = read_uncertainty(opened, str(folder / FILE_NAME), faults)
            if found is None:
                raise InputsError(*arranged(faults))
            return found
    raise InputsError(fault("uncertainty_nowhere", file=str(root), kind=KIND))


def _folders(root: Path) -> list[Path]:
    """Return the folders that may have the tables, in the order in which they are asked."""
    if not (root / FILE_NAME).is_file():
        return sorted(one.parent for one in root.glob(f"*/{FILE_NAME}"))
    standard = read_manifest(root)[0].standard
    # inputs/kiyose/../japan reads badly in messages.
    return [root, *([] if standard is None else [Path(os.path.normpath(root / standard))])]


def read_uncertainty(
    tables: Mapping[str, OpenTable], manifest: str, faults: list[Fault]
) -> Uncertainty | None:
    """Put the three tables together.

    Parameters
    ----------
    tables
        Open tables by kind.
    manifest
        The `inputs.toml` as shown in messages.
    faults
        Whatever is wrong is appended; then there is no value.
    """
    before = len(faults)
    faults += [
        fault("uncertainty_kind", file=manifest, place="tables", kind=kind)
        for kind in KINDS
        if kind not in tables and not faults
    ]
    modes = _modes(tables[MODES].table, faults) if len(faults) == before else None
    if modes is None:
        return None
    names = processes(len(modes))
    correlations = _correlations(tables[CORRELATION].table, names, faults)
    scopes = _scopes(tables[KIND].table, names, faults)
    turnovers = _turnovers(tables[KIND].table, faults)
    window = _window(tables[KIND].table, faults)
    # Where anything is missing, a fault says so.
    if len(faults) > before or not (correlations and scopes and turnovers and window):
        return None
    national, local = (
        [one._replace(correlation=correlations[name]) for one in scopes[name]]
        for name in SCOPES
    )
    return Uncertainty(
        sizes=SIZES,
        classes=tuple(map(Deviations, national, local)),
        turnovers=turnovers,
        modes=modes,
        window=window[0],
        made=window[1],
        sources=tuple(tables[kind].source for kind in KINDS),
    )


def _scopes(
    table: Table, names: Sequence[str], faults: list[Fault]
) -> dict[str, list[Scope]] | None:
    """Scopes of every class by their name, correlations left open."""
    expected = [*product(SCOPES, map(str, SIZES), names)]
    rows = _rows(table, KEYS, expected, faults)
    columns = [_figures(table, name, bounds, faults) for name, bounds in FIGURES.items()]
    degrees = _degrees(table, faults)
    if rows is None or degrees is None or any(one is None for one in columns):
        return None
    shape = (len(SCOPES), len(SIZES), len(names))
    whole = np.array([*columns, degrees], dtype=np.float64)[:, rows].reshape(-1, *shape)
    free = np.eye(len(names))
    return {
        scope: [_scope(whole[:, at, size], free) for size in range(len(SIZES))]
        for at, scope in enumerate(SCOPES)
    }


def _scope(figures: Array, correlation: Array) -> Scope:
    initial, autocorrelation, innovation, passing, degrees = figures
    return Scope(initial, autocorrelation, innovation, correlation, degrees, passing)


def _correlations(
    table: Table, names: Sequence[str], faults: list[Fault]
) -> dict[str, Array] | None:
    """Read one matrix a scope; every pair of processes stands once."""
    pairs = [*combinations(names, 2)]
    expected = [(scope, *pair) for scope in SCOPES for pair in pairs]
    rows = _rows(table, CORRELATION_COLUMNS[:3], expected, faults)
    values = _figures(table, CORRELATION_COLUMNS[3], (-1.0, 1.0), faults)
    if rows is None or values is None:
        return None
    found = {scope: np.eye(len(names)) for scope in SCOPES}
    for (scope, *pair), row in zip(expected, rows, strict=True):
        one, other = map(names.index, pair)
        found[scope][[one, other], [other, one]] = values[row]
    none = np.zeros(len(names))
    harmless = Scope(none, none, none, found[SCOPES[0]], None)
    faults += [
        replace(wrong, file=table.file)
        for matrix in found.values()
        if (wrong := fault_of(harmless._replace(correlation=matrix)))
    ]
    return found


def _modes(table: Table, faults: list[Fault]) -> Array | None:
    """Read modes 1, 2 and so on, each by sex and single age. Shape (mode, 2, age)."""
    if not has_columns(table, MODE_COLUMNS, faults):
        return None
    count = max((int(cell) for cell in table.columns["mode"] if cell.isdecimal()), default=1)
    ages = [*map(str, range(LAST_AGE)), f"{LAST_AGE}+"]
    names = [str(mode + 1) for mode in range(min(count, len(table.lines)))]
    rows = _rows(table, MODE_COLUMNS[:3], [*product(names, SEXES, ages)], faults)
    bounds = (-_LARGEST_RATE, _LARGEST_RATE)
    values = _figures(table, MODE_COLUMNS[3], bounds, faults)
    if rows is None or values is None:
        return None
    return np.array([values[row] for row in rows]).reshape(len(names), len(SEXES), len(ages))


def _turnovers(table: Table, faults: list[Fault]) -> tuple[float, ...] | None:
    """Read what all rows of a class share; its last row tells."""
    values = _figures(table, TURNOVER, (0.001, 10.0), faults)
    if values is None or not has_columns(table, KEYS, faults):
        return None
    by_class = dict(zip(table.columns["residents_from"], values, strict=True))
    known = [by_class.get(str(size), np.nan) for size in SIZES]
    return tuple(known)


def _window(table: Table, faults: list[Fault]) -> tuple[tuple[int, int], datetime.date] | None:
    """Read what all rows share, as the first of them tells."""
    if not has_columns(table, MADE, faults):
        return None
    first, last = (read_column(table, name, parse_year, faults)[0] for name in ("from", "to"))
    made = read_column(table, "made", parse_date, faults)[0]
    if first is None or last is None or made is None:
        return None
    return (first, last), made


def _rows(
    table: Table,
    columns: Sequence[str],
    expected: Sequence[tuple[str, ...]],
    faults: list[Fault],
) -> list[int] | None:
    """Return where every expected row stands, or say which are missing, unknown or double."""
    before = len(faults)
    if not has_columns(table, columns, faults):
        return None
    keys = [*zip(*(table.columns[name] for name in columns), strict=True)]
    at = {key: row for row, key in enumerate(keys)}
    faults += duplicate_faults(table.file, keys, table.lines, lambda row: ", ".join(keys[row]))
    faults += _unknown(table, columns, keys, expected)
    if len(faults) == before and table.whole:
        lacking = [", ".join(key) for key in expected if key not in at]
        faults += [fault("inputs_rows_missing", file=table.file, rows=one) for one in lacking]
    return [at[key] for key in expected] if len(faults) == before and table.whole else None


def _unknown(
    table: Table,
    columns: Sequence[str],
    keys: Sequence[tuple[str, ...]],
    expected: Sequence[tuple[str, ...]],
) -> list[Fault]:
    faults = []
    known = [[*dict.fromkeys(part)] for part in zip(*expected, strict=True)]
    there = set(expected)
    for line, key in zip(table.lines, keys, strict=True):
        wrong = [at for at, cell in enumerate(key) if cell not in known[at]]
        place = ", ".join(columns[at] for at in wrong) or ", ".join(columns)
        if wrong:
            listed = _listed(known[wrong[0]])
            found = key[wrong[0]]
            faults.append(
                fault(
                    "uncertainty_unknown",
                    file=table.file,
                    line=line,
                    place=place,
                    found=found,
                    known=listed,
                )
            )
        elif key not in there:
            faults.append(
                fault(
                    "uncertainty_pair",
                    file=table.file,
                    line=line,
                    place=place,
                    found=", ".join(key),
                )
            )
    return faults


def _listed(known: Sequence[str]) -> str:
    most = 8
    return (
        ", ".join(known) if len(known) <= most else f"{known[0]}, {known[1]}, ... {known[-1]}"
    )


def _figures(
    table: Table, name: str, bounds: tuple[float, float], faults: list[Fault]
) -> list[float] | None:
    if not has_columns(table, [name], faults):
        return None
    read = read_column(table, name, number_between(*bounds), faults)
    known = [value for value in read if value is not None]
    return known if len(known) == len(read) else None


def _degrees(table: Table, faults: list[Fault]) -> list[float] | None:
    """Read whole numbers of 3 or more; an empty cell stands for a normal distribution."""
    name, before = "degrees_of_freedom", len(faults)
    if not has_columns(table, [name], faults):
        return None
    cells = [*zip(table.lines, table.columns[name], strict=True)]
    for line, cell in cells:
        if cell and not (cell.isdecimal() and int(cell) >= LEAST_DEGREES):
            wrong = fault("deviations_degrees", least=LEAST_DEGREES, found=cell)
            faults.append(replace(wrong, file=table.file, line=line, place=name))
    if len(faults) > before:
        return None
    return [float(cell) if cell else np.inf for _, cell in cells]
