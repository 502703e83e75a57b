"""The nation's figures in a user's own folder of inputs."""

from __future__ import annotations

from pathlib import Path

from projection import shipped
from projection.errors import ProjectionError, fault
from projection.files import reason_of, replacing
from projection.inputs.manifest import FILE_NAME


def copy_standard(folder: Path) -> list[Path]:
    """Copy the figures that came with the program, where the folder is not there yet.

    They are copied, not read from the program: results name the files that they were made from,
    and a later version of the program must not change what those say.

    Parameters
    ----------
    folder
        Such as `inputs/japan`; one with an `inputs.toml` is left as it is.

    Returns
    -------
    list of Path
        Those written, the manifest last: a folder left half-copied is copied again.

    Raises
    ------
    ProjectionError
        A file cannot be read or written.
    """
    if (folder / FILE_NAME).exists():
        return []
    names = sorted(one.name for one in shipped.japan().iterdir() if one.name != FILE_NAME)
    written = []
    for name in (*names, FILE_NAME):
        origin = shipped.japan() / name
        try:
            content = origin.read_bytes()
        except OSError as error:
            reason = reason_of(error)
            raise ProjectionError(
                fault("file_unreadable", file=str(origin), reason=reason)
            ) from error
        with replacing(folder / name) as temporary:
            temporary.write_bytes(content)
        written.append(folder / name)
    return written
