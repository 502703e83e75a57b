"""Which folder of inputs holds a region."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from projection.errors import Fault, InputsError, fault
from projection.inputs.manifest import FILE_NAME, read_manifest, regions_of
from projection.inputs.regions import Region, describe, match_region
from projection.inputs.text import beside


def find_inputs(root: Path, region: str) -> Path:
    """Find the folder that holds a region: `root` itself or one right inside it.

    Parameters
    ----------
    root
        A folder of inputs, or the folder of such folders.
    region
        Code of six or five digits, or a name in Japanese or English.

    Raises
    ------
    InputsError
        No folder declares the region, or two do.
    """
    if (root / FILE_NAME).is_file():
        folders = [root]
    else:
        folders = sorted(file.parent for file in root.glob(f"*/{FILE_NAME}"))
    if not folders:
        raise InputsError(fault("inputs_no_folders", file=str(root), beside=beside(root / "*")))
    known, faults = _declared(folders)
    holding = [folder for folder, regions in known.items() if match_region(regions, region)]
    # Two folders of one region give two answers; which is meant, only the user knows.
    if len(holding) == 1:
        return holding[0]
    if holding:
        names = ", ".join(map(str, holding))
        raise InputsError(fault("inputs_region_ambiguous", found=region, folders=names))
    listed = describe([one for regions in known.values() for one in regions])
    missing = fault("inputs_region_unknown", file=str(root), found=region, known=listed)
    raise InputsError(missing, *faults)


def _declared(folders: Sequence[Path]) -> tuple[dict[Path, tuple[Region, ...]], list[Fault]]:
    # A folder that cannot be read does not keep another from being found.
    known: dict[Path, tuple[Region, ...]] = {}
    faults: list[Fault] = []
    for folder in folders:
        try:
            known[folder] = regions_of(read_manifest(folder)[0])
        except InputsError as error:
            faults += error.faults
    return known, faults
