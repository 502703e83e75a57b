"""Which folder of inputs holds a region."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from projection.errors import Fault, InputsError, fault
from projection.inputs.manifest import FILE_NAME, read_manifest, regions_of
from projection.inputs.model import COHORT_COMPONENT, OFFICIAL
from projection.inputs.regions import Region, describe, match_region
from projection.inputs.text import beside


def find_inputs(root: Path, region: str, method: str = COHORT_COMPONENT) -> Path:
    """Find the folder that holds a region: `root` itself or one right inside it.

    Folders of the official five-year form may also lie one deeper, in `root/ipss`.

    Parameters
    ----------
    root
        A folder of inputs, or the folder of such folders.
    region
        Code of six or five digits, or a name in Japanese or English.
    method
        What the folder is to be projected by; others are passed over.

    Raises
    ------
    InputsError
        No folder declares the region, or two do.
    """
    places = ["."] if (root / FILE_NAME).is_file() else ["*"]
    if method == OFFICIAL:
        places.append(f"{OFFICIAL}/*")
    found = (root.glob(f"{place}/{FILE_NAME}") for place in places)
    folders = sorted(file.parent for files in found for file in files)
    if not folders:
        raise InputsError(fault("inputs_no_folders", file=str(root), beside=beside(root / "*")))
    known, faults = _declared(folders, method)
    holding = [folder for folder, regions in known.items() if match_region(regions, region)]
    # Two folders of one region give two answers; which is meant, only the user knows.
    if len(holding) == 1:
        return holding[0]
    if holding:
        names = ", ".join(map(str, holding))
        raise InputsError(fault("inputs_region_ambiguous", found=region, folders=names))
    if method == OFFICIAL:
        raise InputsError(
            fault("inputs_official_missing", file=str(root), found=region), *faults
        )
    listed = describe([one for regions in known.values() for one in regions])
    missing = fault("inputs_region_unknown", file=str(root), found=region, known=listed)
    raise InputsError(missing, *faults)


def folders_of_regions(root: Path) -> dict[Path, tuple[Region, ...]]:
    """Return the folders that hold regions: `root` itself, or those right inside it."""
    place = "." if (root / FILE_NAME).is_file() else "*"
    folders = sorted(file.parent for file in root.glob(f"{place}/{FILE_NAME}"))
    known, _ = _declared(folders, COHORT_COMPONENT)
    return {folder: regions for folder, regions in known.items() if regions}


def holding_folder(root: Path, code: str) -> Path | None:
    """Return the folder right inside `root` that holds the region of this code, if any."""
    known = folders_of_regions(root).items()
    return next((one for one, regions in known if match_region(regions, code)), None)


def known_region(root: Path, code: str) -> Region | None:
    """Return the region of this code that a folder right inside `root` declares, if any."""
    folders = sorted(file.parent for file in root.glob(f"*/{FILE_NAME}"))
    known, _ = _declared(folders, COHORT_COMPONENT)
    declared = (region for regions in known.values() for region in regions)
    return next((region for region in declared if region.code == code), None)


def _declared(
    folders: Sequence[Path], method: str
) -> tuple[dict[Path, tuple[Region, ...]], list[Fault]]:
    # A folder that cannot be read does not keep another from being found.
    known: dict[Path, tuple[Region, ...]] = {}
    faults: list[Fault] = []
    for folder in folders:
        try:
            manifest, _ = read_manifest(folder)
            if manifest.method == method:
                known[folder] = regions_of(manifest)
        except InputsError as error:
            faults += error.faults
    return known, faults
