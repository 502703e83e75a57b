"""`projection inputs add-year`: a newer base for a folder of inputs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from projection import shipped
from projection.cli.output import say_as, say_warnings, say_wrote
from projection.errors import InputsError, fault
from projection.files import write_texts
from projection.inputs import find_register, folders_of_regions, read_inputs
from projection.inputs.add_year import add_years
from projection.language import Language
from projection.scenarios.new_start import observed_fertility


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    files: tuple[str, ...]
    inputs: str
    year: int | None
    force: bool


def command(options: Options, lang: Language) -> None:
    """Check the new years against the years before, and replace the folder's tables."""
    folder, codes = _folder(Path(options.inputs))
    register = find_register(shipped.japan())
    if register is None:
        raise InputsError(fault("municipal_nowhere", file="", kind="municipal_register"))
    files = [Path(file) for file in options.files]
    added = add_years(folder, files, register.data, year=options.year, force=options.force)
    say_warnings(added.warnings, lang)
    for path in write_texts(added.texts, overwrite=True):
        say_wrote(path, lang)
    say_as("year_added", lang, folder=folder, year=added.years[-1])
    for code in codes:
        observed = observed_fertility(read_inputs(folder, code))
        values = {"first": observed.first, "last": observed.last, "tfr": f"{observed.tfr:.2f}"}
        say_as("new_fertility", lang, **values)
    again = f"projection new {codes[0][:5]} --force"
    say_as("year_again", lang, command=again)


def _folder(root: Path) -> tuple[Path, list[str]]:
    """Return the folder meant, and the codes of its regions: the only one, or as named."""
    found = folders_of_regions(root)
    if len(found) != 1:
        listed = ", ".join(map(str, found)) or "-"
        raise InputsError(fault("year_which", file=str(root), found=listed))
    ((folder, regions),) = found.items()
    return folder, [region.code for region in regions]
