"""A small result of many regions as a folder of chunks, and files of it put anew."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from projection.chunked import declare_chunks, put_chunk, seal_chunks, slices
from projection.results import REGION_QUANTITIES
from tests.worlds import world

CHUNK = 2
SUMS, DECLARED = "SHA256SUMS", ".zmetadata"
CODES = ("132217", "132110", "132021")


def regions() -> xr.Dataset:
    """Three places, two of them in the first chunk: the third is left out."""
    one = world(periods=4, open_age=5)[[*REGION_QUANTITIES]].astype("float32")
    many = xr.concat([one, 2 * one, one], "region", join="exact").transpose("region", ...)
    named = {
        "region": [*CODES],
        "name": ("region", ["東京都清瀬市", "東京都小平市", "東京都立川市"]),
        "hazard_multiplier": ("region", [1.0, 1.1, np.nan]),
        "base_total_fertility_rate": ("region", [1.3, 1.2, np.nan]),
    }
    return many.assign_coords(named).assign_attrs(
        one.attrs, fit=json.dumps({"left_out": [CODES[2]]})
    )


def write_folder(folder: Path) -> None:
    """Write it as a run does."""
    dataset = regions()
    declare_chunks(folder, dataset, CHUNK)
    sums = [
        put_chunk(folder, str(name), at, one.values[part], CHUNK)
        for name, one in dataset.data_vars.items()
        for at, part in enumerate(slices(len(CODES), CHUNK))
    ]
    seal_chunks(folder, dict(sums))


def declared(folder: Path) -> dict[str, Any]:
    """Return what a folder declares."""
    whole = json.loads((folder / DECLARED).read_text(encoding="utf-8"))
    found: dict[str, Any] = whole["metadata"]
    return found


def declare(folder: Path, described: dict[str, Any]) -> None:
    """Declare other things, the checksum kept right."""
    put(folder, DECLARED, json.dumps({"metadata": described}).encode())


def put(folder: Path, file: str, content: bytes) -> None:
    """Write one file anew, its checksum kept right unless it is the list of them."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if file == SUMS:
        return
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    others = [line for line in lines if line[66:] != file]
    own = f"{hashlib.sha256(content).hexdigest()}  {file}"
    (folder / SUMS).write_text("\n".join([*others, own, ""]), encoding="utf-8")
