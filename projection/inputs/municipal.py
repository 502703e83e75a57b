"""All municipalities, now and in the past, with the schedules that they share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import xarray as xr

from projection.errors import InputsError, fault
from projection.inputs import history, register
from projection.inputs.ages import scale_of
from projection.inputs.data import Inputs, Schedules, SourceFile
from projection.inputs.history import History
from projection.inputs.manifest import FILE_NAME, read_manifest
from projection.inputs.read import read_folder
from projection.inputs.regions import Region
from projection.language import Text

EVERYWHERE = "all"
_SCHEDULES = (
    "death_probability",
    "fertility_rate",
    "sex_ratio_at_birth",
    "migration_by_size",
    "mortality_course",
)
_PREFECTURE = re.compile(r"\d\d", re.ASCII)
_PREFECTURE_NAME = re.compile(r"北海道|.{2,3}[都府県]")


@dataclass(frozen=True)
class PastRegister(History):
    """The history of all municipalities, with the schedules of their country.

    Parameters
    ----------
    data, total, source
        As in `History`.
    schedules
        Of the standard population.
    """

    schedules: Schedules


@dataclass(frozen=True)
class MunicipalInputs:
    """Many municipalities and the schedules of their country, checked.

    Parameters
    ----------
    area
        What they are together: code "all" or that of the prefecture, and its name.
    folder
        Where the register stands.
    base_year, window, step
        The last year of the register, as of 1 January; the years before it that base rates are
        fitted to; years in a step where a run does not say.
    register
        Of these municipalities, as `Register.data`.
    schedules
        Of the standard population.
    sources
        Every table used.
    """

    area: Region
    folder: Path
    base_year: int
    window: int
    step: int
    register: xr.Dataset
    schedules: Schedules
    sources: tuple[SourceFile, ...]

    @property
    def names(self) -> dict[str, str]:
        """Japanese names with the prefecture, by code."""
        data = self.register
        return dict(
            zip(data["region"].values.tolist(), data["name"].values.tolist(), strict=True)
        )


def stands_for_many(region: str) -> bool:
    """Whether a region is not one municipality: "all", or a prefecture by its two digits."""
    return region == EVERYWHERE or bool(_PREFECTURE.fullmatch(region))


def read_municipal(root: Path, area: str) -> MunicipalInputs:
    """Read the register of all municipalities and take those of an area.

    Parameters
    ----------
    root
        A folder with an `inputs.toml`, or the folder of such folders.
    area
        "all", or the two digits of a prefecture.

    Raises
    ------
    InputsError
        There is no register, or it cannot be read; no municipality of this prefecture.
    """
    folder = _folder(root, register.KIND)
    found, content = register.find_register(folder), read_folder(folder)
    if found is None or content.schedules is None:
        raise _nowhere(folder, register.KIND)
    codes: list[str] = found.data["region"].values.tolist()
    chosen = [code for code in codes if area == EVERYWHERE or code[:2] == area]
    if not chosen:
        known = f"{codes[0][:2]}-{codes[-1][:2]}"
        raise InputsError(fault("municipal_unknown", file=str(folder), found=area, known=known))
    data = found.data.sel(region=chosen)
    used = [one for one in content.sources if one.kind in _SCHEDULES]
    return MunicipalInputs(
        area=Region(area, _name(area, data["name"].values.tolist())),
        folder=folder,
        base_year=int(data["year"].values[-1]),
        window=content.window,
        step=content.step,
        register=data,
        schedules=content.schedules,
        # What results say of the people they start from stands under this kind.
        sources=(replace(found.source, kind="population"), *used),
    )


def inputs_of_one(many: MunicipalInputs, region: Region) -> Inputs:
    """Return one municipality of the register as a folder of its own would hold it.

    Parameters
    ----------
    many
        With this municipality among them.
    region
        Its code, and the name that readers see.
    """
    one = many.register.sel(region=region.code).drop_vars(("region", "name"))
    scale = scale_of(one["age"].values.tolist())
    attrs = {"width": scale.width, "open_age": scale.open_age}
    return Inputs(
        region=region,
        folder=many.folder,
        title=region.name,
        base_date=datetime.date(many.base_year, 1, 1),
        window=many.window,
        step=many.step,
        population=one["population"]
        .astype(float)
        .assign_coords(age=("age", scale.lower, attrs)),
        components=one[list(register.COMPONENTS)].astype(float),
        schedules=many.schedules,
        history=(),
        published_tfr=(),
        other_projections=(),
        sources=many.sources,
    )


def find_past_register(root: Path) -> PastRegister:
    """Read the history of all municipalities.

    Parameters
    ----------
    root
        A folder with an `inputs.toml`, or the folder of such folders.

    Raises
    ------
    InputsError
        There is none, or it cannot be read (`read_history`).
    """
    folder = _folder(root, history.KIND)
    manifest, content = read_manifest(folder)[0], read_folder(folder)
    found = history.read_history(folder, manifest, register.read_register(folder, manifest))
    if found is None or content.schedules is None:
        raise _nowhere(folder, history.KIND)
    return PastRegister(found.data, found.total, found.source, content.schedules)


def _folder(root: Path, kind: str) -> Path:
    alone = (root / FILE_NAME).is_file()
    folders = [root] if alone else sorted(one.parent for one in root.glob(f"*/{FILE_NAME}"))
    for folder in folders:
        if read_manifest(folder)[0].table(kind) is not None:
            return folder
    raise _nowhere(root, kind)


def _nowhere(root: Path, kind: str) -> InputsError:
    return InputsError(fault("municipal_nowhere", file=str(root), kind=kind))


def _name(area: str, names: Sequence[str]) -> Text:
    if area == EVERYWHERE:
        return Text(ja="全国の市区町村", en="all municipalities of Japan")
    found = _PREFECTURE_NAME.match(names[0])
    named = found[0] if found else area
    return Text(ja=f"{named}の市区町村", en=f"all municipalities of prefecture {area}")
