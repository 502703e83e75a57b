"""A published projection of all municipalities, such as 社人研 2018.

The file is NetCDF-4; `projection.inputs.build_published` makes it from tidy tables.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np
import xarray as xr

from projection.errors import Fault, InputsError, fault
from projection.inputs.data import SourceFile
from projection.inputs.manifest import FILE_NAME, read_manifest
from projection.inputs.model import TableModel
from projection.inputs.netcdf import decoded, read_content
from projection.inputs.regions import parse_code
from projection.inputs.text import beside
from projection.variables import SEXES

KIND = "published_projection"
PREFECTURE, MUNICIPALITY, WARD = "prefecture", "municipality", "ward"
DIMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "region": ("region",),
        "name": ("region",),
        "level": ("region",),
        "year": ("year",),
        "sex": ("sex",),
        "age": ("age",),
        "population": ("region", "year", "sex", "age"),
    }
)

_STEP = 5
_MOST_LISTED = 8


@dataclass(frozen=True)
class PublishedProjection:
    """A projection of all areas, as published.

    Parameters
    ----------
    population
        Persons, dims (region, year, sex, age): years and ages in steps of five years, the last
        group open, the first year what was counted. The coordinates `name` (Japanese, with the
        prefecture) and `level` ("prefecture", "municipality", "ward" of a designated city) run
        along `region`, the six-digit code.
    folder
        Where the file lies; schedules of the same country lie there too.
    source
        Where the figures come from.
    """

    population: xr.DataArray
    folder: Path
    source: SourceFile


def find_published(root: Path) -> PublishedProjection:
    """Read the published projection of a folder of inputs, or of the folders right inside it.

    Parameters
    ----------
    root
        A folder with an `inputs.toml`, or the folder of such folders.

    Raises
    ------
    InputsError
        None of them names one, or it cannot be read.
    """
    alone = (root / FILE_NAME).is_file()
    folders = [root] if alone else sorted(one.parent for one in root.glob(f"*/{FILE_NAME}"))
    for folder in folders:
        model = read_manifest(folder)[0].table(KIND)
        if model is not None:
            return read_published(folder, model)
    found = ", ".join(map(str, folders)) or beside(root / "*")
    raise InputsError(fault("published_nowhere", file=str(root), kind=KIND, found=found))


def read_published(folder: Path, model: TableModel) -> PublishedProjection:
    """Read the table `published_projection` of a folder.

    Raises
    ------
    InputsError
        The file is not there, not NetCDF-4, or lacks what it must hold.
    """
    path = folder / model.file
    content = read_content(path)
    data = decoded(content, str(path), DIMS, "published_incomplete")
    if wrong := _wrong(data):
        raise InputsError(wrong.in_file(str(path)))
    source = SourceFile(
        kind=KIND,
        file=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        unit=model.unit,
        publisher=model.publisher.text,
        source=model.source,
        terms=model.terms.text,
        notes=model.notes.text if model.notes else None,
    )
    population = data.set_coords(["name", "level"])["population"]
    return PublishedProjection(population, folder, source)


def match_area(published: PublishedProjection, wanted: str) -> str:
    """Find an area by code or name.

    Parameters
    ----------
    published
        The projection.
    wanted
        Code of six or five digits; or a name in Japanese, with or without prefecture and
        district (郡).

    Returns
    -------
    str
        Code of six digits.

    Raises
    ------
    InputsError
        No area, or several, with that name; names those that are near, and prefectures that
        were published as a whole alone.
    """
    areas = published.population
    codes: list[str] = areas["region"].values.tolist()
    name = _folded(wanted.strip())
    if (code := parse_code(name)) in codes:
        return str(code)
    names = [_folded(one) for one in areas["name"].values.tolist()]
    found, near = _named(names, _prefectures(published), name)
    if len(found) == 1:
        return codes[found[0]]
    listed, file = _listed(published, found or near), published.source.file
    if found:
        raise InputsError(fault("published_ambiguous", file=file, found=wanted, near=listed))
    alone = _listed(published, _published_whole(published))
    raise InputsError(
        fault("published_unknown", file=file, found=wanted, near=listed, whole=alone)
    )


def areas_within(published: PublishedProjection, wanted: Sequence[str]) -> list[str]:
    """Return municipalities: those named, those of the prefectures named, or all.

    Parameters
    ----------
    published
        The projection.
    wanted
        Codes or names, as `match_area` takes them; all municipalities where empty. A prefecture
        whose municipalities were not published stands for itself.

    Raises
    ------
    InputsError
        As `match_area`.
    """
    areas = published.population
    codes, levels = areas["region"].values, areas["level"].values
    municipal = codes[levels == MUNICIPALITY].tolist()
    if not wanted:
        return municipal
    found: dict[str, None] = {}
    for code in (match_area(published, one) for one in wanted):
        prefecture = levels[codes == code][0] == PREFECTURE
        within = [one for one in municipal if prefecture and one[:2] == code[:2]]
        found |= dict.fromkeys(within or [code])
    return [*found]


def _folded(text: str) -> str:
    """Return a text with full-width figures and the two ways to write 茅ヶ崎 as one."""
    return unicodedata.normalize("NFKC", text).replace("ヶ", "ケ")


def _prefectures(published: PublishedProjection) -> list[str]:
    areas = published.population
    names: list[str] = areas["name"].values[areas["level"].values == PREFECTURE].tolist()
    return names


def _named(
    names: Sequence[str], prefectures: Sequence[str], wanted: str
) -> tuple[list[int], list[int]]:
    """Return where names stand that are the one wanted, and where those that are near."""
    prefecture = next((one for one in prefectures if wanted.startswith(one)), "")
    own = wanted.removeprefix(prefecture)
    within = [at for at, one in enumerate(names) if own and one.startswith(prefecture)]
    # Whole names before endings: 津市 is a city and ends the names of others, as does 東村.
    whole = {wanted, *(one + own for one in prefectures if one.startswith(prefecture))}
    found = [at for at, one in enumerate(names) if one in whole] if wanted else []
    if own.endswith(("町", "村")):
        found = found or [at for at in within if names[at].endswith(f"郡{own}")]
    found = found or [at for at in within if names[at].endswith(own)]
    return found, [at for at in within if own[:2] in names[at]]


def _published_whole(published: PublishedProjection) -> list[int]:
    """Return where prefectures stand whose municipalities were not published."""
    areas = published.population
    codes, levels = areas["region"].values.tolist(), areas["level"].values.tolist()
    parted = {
        code[:2] for code, level in zip(codes, levels, strict=True) if level == MUNICIPALITY
    }
    return [
        at
        for at, (code, level) in enumerate(zip(codes, levels, strict=True))
        if level == PREFECTURE and code[:2] not in parted
    ]


def _listed(published: PublishedProjection, positions: Sequence[int]) -> str:
    areas = published.population.isel(region=list(positions[:_MOST_LISTED]))
    codes, names = areas["region"].values, areas["name"].values
    return "、".join(f"{code} {name}" for code, name in zip(codes, names, strict=True)) or "-"


def _wrong(data: xr.Dataset) -> Fault | None:
    for name in ("year", "age"):
        labels = data[name].values
        if labels.size < 2 or (np.diff(labels) != _STEP).any():
            return fault("published_steps", name=name, found=", ".join(map(str, labels)))
    if data["sex"].values.tolist() != list(SEXES):
        return fault("published_sexes", found=", ".join(map(str, data["sex"].values)))
    if (data["population"].values < 0).any():
        return fault("register_negative", name="population")
    return None
