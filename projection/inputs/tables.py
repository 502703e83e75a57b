"""The table files of a folder: which there are, opened, with their sources."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from projection.errors import Fault, InputsError, fault
from projection.inputs.csv_table import Table, parse_table
from projection.inputs.data import SourceFile
from projection.inputs.manifest import FILE_NAME, read_manifest
from projection.inputs.model import OFFICIAL, UNITS, Manifest, TableModel
from projection.inputs.text import beside, read_text

SCHEDULES = ("death_probability", "fertility_rate", "sex_ratio_at_birth")
# All that the official five-year form asks for: how births spread over ages of mothers.
OFFICIAL_SCHEDULES = ("fertility_rate",)
# What a scenario may follow and what small municipalities lean on: taken along where there.
OPTIONAL_SCHEDULES = ("mortality_course", "migration_by_size")
# NetCDF: `register.py`, `history.py` and `published.py` read them.
_NO_TEXT = ("municipal_register", "municipal_history", "published_projection")
TEXT_KINDS = tuple(kind for kind in UNITS if kind not in _NO_TEXT)


@dataclass(frozen=True)
class OpenTable:
    """A table read as cells.

    Parameters
    ----------
    table
        Its cells.
    unit
        What a figure of 1 stands for in the unit that the program computes in.
    source
        Where its figures come from.
    """

    table: Table
    unit: float
    source: SourceFile


def open_tables(folder: Path, manifest: Manifest, faults: list[Fault]) -> dict[str, OpenTable]:
    """Open every table of a folder, and the schedules that its `standard` holds for it.

    Parameters
    ----------
    folder, manifest
        The folder and its `inputs.toml`.
    faults
        Whatever is wrong is appended; such tables are not among those returned.
    """
    opened = _open(folder, manifest, TEXT_KINDS, faults)
    official = manifest.method == OFFICIAL
    schedules = OFFICIAL_SCHEDULES if official else SCHEDULES
    optional = () if official else OPTIONAL_SCHEDULES
    lacking = [kind for kind in schedules if manifest.table(kind) is None]
    wanted = [kind for kind in optional if manifest.table(kind) is None]
    needed = manifest.table("population") is not None
    if needed and not official and manifest.table("components") is None:
        faults.append(_missing(folder, "components", "inputs_components_missing"))
    if (lacking or wanted) and manifest.standard is not None:
        opened |= _open_standard(folder, manifest.standard, (lacking, wanted), faults)
    elif needed:
        faults += [_missing(folder, kind, "inputs_schedule_missing") for kind in lacking]
    return opened


def _missing(folder: Path, kind: str, key: str) -> Fault:
    return fault(key, file=str(folder / FILE_NAME), place="tables", kind=kind)


def _open_standard(
    folder: Path,
    standard: str,
    kinds: tuple[Sequence[str], Sequence[str]],
    faults: list[Fault],
) -> dict[str, OpenTable]:
    """Open tables of the folder's `standard`: kinds that it must hold, and that it may."""
    # inputs/kiyose/../japan reads badly in messages.
    other = Path(os.path.normpath(folder / standard))
    if not other.is_dir():
        place = {"found": str(other), "beside": beside(other)}
        toml = str(folder / FILE_NAME)
        faults.append(Fault("inputs_standard_missing", place, toml, place="standard"))
        return {}
    try:
        manifest, _ = read_manifest(other)
    except InputsError as error:
        faults += error.faults
        return {}
    faults += [
        _missing(other, kind, "inputs_schedule_missing")
        for kind in kinds[0]
        if manifest.table(kind) is None
    ]
    return _open(other, manifest, [*kinds[0], *kinds[1]], faults)


def _open(
    folder: Path, manifest: Manifest, kinds: Sequence[str], faults: list[Fault]
) -> dict[str, OpenTable]:
    opened = {}
    for kind in kinds:
        model = manifest.table(kind)
        if model is None:
            continue
        source = read_text(folder / model.file)
        if isinstance(source, Fault):
            faults.append(source)
        elif table := parse_table(source, faults):
            opened[kind] = OpenTable(
                table, UNITS[kind][model.unit], _source(kind, table, model)
            )
    return opened


def _source(kind: str, table: Table, model: TableModel) -> SourceFile:
    return SourceFile(
        kind=kind,
        file=table.file,
        sha256=table.sha256,
        unit=model.unit,
        publisher=model.publisher.text,
        source=model.source,
        terms=model.terms.text,
        notes=model.notes.text if model.notes else None,
    )
