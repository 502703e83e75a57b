"""A country of few municipalities: every ninth of the shipped register."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from projection.inputs import history, register
from projection.inputs.build_register import write_register
from projection.inputs.netcdf import decoded

JAPAN = Path(__file__).parents[1] / "inputs" / "japan"
EVERY = 9
_KINDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "register.nc": register.DIMS,
    "register_history.nc": history.DIMS,
}


def write_few(folder: Path) -> None:
    """Write inputs as those of Japan into a folder, with every ninth municipality.

    Parameters
    ----------
    folder
        Not there yet.
    """
    folder.mkdir(parents=True)
    for file in JAPAN.iterdir():
        if file.name not in _KINDS:
            shutil.copyfile(file, folder / file.name)
    for name, dims in _KINDS.items():
        data = decoded((JAPAN / name).read_bytes(), name, dims, "register_incomplete")
        write_register(data.isel(region=slice(None, None, EVERY)), folder / name, dims)
