"""The inputs of a result, found again by the checksums of their tables."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xarray as xr

from projection.ensemble.vocabulary import is_ensemble
from projection.errors import InputsError, ResultError, fault
from projection.files import reason_of, replacing
from projection.inputs.manifest import FILE_NAME, read_manifest
from projection.inputs.model import Manifest
from projection.inputs.register import KIND as REGISTER
from projection.inputs.uncertainty import KINDS as OF_UNCERTAINTY
from projection.language import LANGUAGES
from projection.toml import quoted

USUAL = Path("inputs")
"""Where tables are looked for when nothing else is said."""

# Charts and proportions are made from these; no run reads them.
_SHOWN_ONLY = (
    "population_history",
    "published_tfr",
    "other_projections",
    "municipal_register",
    "municipal_history",
    "published_projection",
)
_DESCRIBED = ("unit", "publisher", "source", "terms")


@dataclass(frozen=True)
class RecordedTable:
    """A table as a result names it, and where the same bytes lie now.

    Parameters
    ----------
    kind, file, sha256
        Kind, path as it was, and SHA-256.
    described
        Unit, publisher, source and terms, as `inputs.toml` says them.
    found
        A file of these bytes; None where there is none.
    now
        SHA-256 of other bytes that have the recorded path now; empty where nothing has it.
    needed
        Whether a run reads it.
    """

    kind: str
    file: str
    sha256: str
    described: Mapping[str, Any]
    found: Path | None
    now: str
    needed: bool


def recorded_tables(result: xr.Dataset, places: Sequence[Path]) -> list[RecordedTable]:
    """Find the tables that a result was run from.

    Parameters
    ----------
    result
        As the readers of `projection.results` give it.
    places
        Folders to look in, with all below them; where there is none, each table's own path
        and the folder `inputs`.

    Returns
    -------
    list of RecordedTable
        In the order of the result.

    Raises
    ------
    ResultError
        The result was written before units were recorded.
    InputsError
        A folder is not there, or a file in it cannot be read.
    """
    records = json.loads(result.attrs["inputs"])
    _refuse_older(result, records)
    own = [] if places else [Path(one["file"]) for one in records]
    names = {Path(one["file"]).name for one in records}
    there = [*filter(Path.is_file, own), *files_below(_folders(places), names)]
    found = by_checksum({one["sha256"] for one in records}, there)
    return [_table(one, found, result) for one in records]


def by_checksum(wanted: Iterable[str], files: Iterable[Path]) -> dict[str, Path]:
    """Return the first file of each SHA-256; files are read until all are found.

    Raises
    ------
    InputsError
        A file cannot be read.
    """
    lacking: set[str] = {*wanted}
    found: dict[str, Path] = {}
    for file in files:
        if not lacking:
            break
        checksum = _checksum(file)
        if checksum in lacking:
            found[checksum] = file
            lacking.remove(checksum)
    return found


def files_below(folders: Sequence[Path], names: Collection[str]) -> list[Path]:
    """Return all files below folders, those of certain names first."""
    files = [one for each in folders for one in sorted(each.rglob("*")) if one.is_file()]
    return sorted(files, key=lambda one: one.name not in names)


@contextmanager
def recorded_folder(result: xr.Dataset, tables: Sequence[RecordedTable]) -> Iterator[Path]:
    """Give a folder of inputs made of the recorded tables, for as long as the block lasts.

    It holds an `inputs.toml` alone: base date, window and tables as the result has them, the
    rest as the `inputs.toml` nearest to the population's table says.

    Parameters
    ----------
    result
        Whose inputs.
    tables
        As `recorded_tables` found them; those not found are left out.

    Yields
    ------
    Path
        The folder.

    Raises
    ------
    ProjectionError
        It cannot be written.
    """
    settings = {**_settings(result, tables), **_recorded_settings(result)}
    settings["tables"] = {
        one.kind: {**one.described, "file": str(one.found.resolve())}
        for one in tables
        if one.needed and one.found is not None
    }
    text = "".join(f"{key} = {_toml(value)}\n" for key, value in settings.items())
    with TemporaryDirectory() as folder:
        with replacing(Path(folder, FILE_NAME)) as temporary:
            temporary.write_bytes(text.encode())
        yield Path(folder)


def _folders(places: Sequence[Path]) -> list[Path]:
    missing = [fault("verify_no_folder", file=str(one)) for one in places if not one.is_dir()]
    if missing:
        raise InputsError(*missing)
    # The usual folder need not be there: tables may lie where they were.
    return [*places] or [one for one in (USUAL,) if one.is_dir()]


def _checksum(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise InputsError(
            fault("file_unreadable", file=str(file), reason=reason_of(error))
        ) from error


def _refuse_older(result: xr.Dataset, records: Sequence[Mapping[str, Any]]) -> None:
    drawn = is_ensemble(result)
    whole = not drawn or any(one["kind"] in OF_UNCERTAINTY for one in records)
    if drawn and "region" not in result.dims:
        whole = whole and {"reference_text", "vision_text"} <= result.attrs.keys()
    if not whole or any("unit" not in one for one in records):
        command = "projection ensemble" if drawn else "projection run"
        told = {"found": result.attrs["software"], "command": command}
        file = str(result.encoding.get("source", ""))
        raise ResultError(fault("verify_too_old", file=file, **told))


def _table(
    record: Mapping[str, Any], found: Mapping[str, Path], result: xr.Dataset
) -> RecordedTable:
    # Runs of many regions call the register what it is to them, their population.
    register = "region" in result.dims and record["kind"] == "population"
    file, here = Path(record["file"]), found.get(record["sha256"])
    shown_only = _SHOWN_ONLY if is_ensemble(result) else (*_SHOWN_ONLY, *OF_UNCERTAINTY)
    return RecordedTable(
        kind=REGISTER if register else record["kind"],
        file=str(file),
        sha256=record["sha256"],
        described={key: record[key] for key in _DESCRIBED},
        found=here,
        now=_checksum(file) if here is None and file.is_file() else "",
        needed=register or record["kind"] not in shown_only,
    )


def _recorded_settings(result: xr.Dataset) -> dict[str, Any]:
    """Return what of `inputs.toml` a run by single regions' tables stands on, as it was."""
    periods = json.loads(result.attrs["fit"]).get("periods")
    settings = {} if periods is None else {"window": len(periods)}
    if "region" in result.dims:
        return settings
    return {**settings, "base_date": date.fromisoformat(result.attrs["base_date"])}


def _settings(result: xr.Dataset, tables: Sequence[RecordedTable]) -> dict[str, Any]:
    """Return what the `inputs.toml` nearest to the tables says, without its tables."""
    near = [parent for one in tables if one.found for parent in one.found.parents]
    for folder in dict.fromkeys(near):
        # A folder that cannot be read is not the one.
        with suppress(InputsError):
            manifest, source = read_manifest(folder)
            if _declares(manifest, result):
                said = tomllib.loads(source.text)
                return {key: said[key] for key in said if key not in ("tables", "standard")}
    return _smallest(result)


def _declares(manifest: Manifest, result: xr.Dataset) -> bool:
    if "region" in result.dims:
        return manifest.table(REGISTER) is not None
    return result.attrs["region"] in {one.code for one in manifest.regions}


def _smallest(result: xr.Dataset) -> dict[str, Any]:
    name = {lang: result.attrs[f"region_name_{lang}"] for lang in LANGUAGES}
    if "region" in result.dims:
        return {"title": name}
    return {"title": name, "regions": [{"code": result.attrs["region"], "name": name}]}


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {_toml(one)}' for key, one in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return quoted(value) if isinstance(value, str) else str(value).lower()
