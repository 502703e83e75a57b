"""Files appear whole or not at all: written to a temporary name, then renamed."""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import re
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

from projection.errors import Fault, ProjectionError, fault
from projection.language import Text

# The system's own words are English where the program runs.
_REASONS: Mapping[int, str] = MappingProxyType(
    {
        errno.EACCES: "アクセス権がありません",
        errno.EDQUOT: "割り当てられた容量がいっぱいです",
        errno.EEXIST: "同じ名前のファイルがあります",
        errno.EFBIG: "ファイルの大きさの上限を超えます",
        errno.EIO: "装置の読み書きに失敗しました",
        errno.EISDIR: "フォルダです",
        errno.ELOOP: "リンクが一回りしています",
        errno.ENAMETOOLONG: "名前が長すぎます",
        errno.ENOENT: "フォルダかファイルがありません",
        errno.ENOSPC: "空き容量がありません",
        errno.ENOTDIR: "途中の名前がフォルダではありません",
        errno.EPERM: "許可されていません",
        errno.EROFS: "読み取り専用です",
    }
)
# How a temporary name ends: of which machine and process it is, and a number drawn.
_OWN = re.compile(r"(?P<machine>[0-9a-f]{6})-(?P<process>[0-9]{1,10})-[0-9a-f]{8}\.tmp")
# Names have 255 bytes at most on common systems, and a temporary one is longer than its own.
_LONGEST = 180
# No run writes one file for a day: what is older was left behind, whoever has its process
# number now.
_STALE_SECONDS = 86_400

# What Windows has no file names for: devices, signs, and ends that it drops.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_NO_SIGN = re.compile(
    r'[<>:"\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]'
)
_ENDS = " ."
# Where a project is: beside these.
_PROJECT = ("scenarios", "inputs")
_OUTSIDE: ContextVar[bool] = ContextVar("outside", default=False)


def reason_of(error: OSError) -> Text:
    """Return why the system could not do what was asked, in both languages.

    Examples
    --------
    >>> reason_of(OSError(errno.ENOSPC, "No space left on device")).ja
    '空き容量がありません'
    """
    said = error.strerror or str(error)
    return Text(ja=_REASONS.get(error.errno or 0, said), en=said)


def safe_name(name: str) -> str:
    """Return a name for a file on every system, the same one where it is safe already.

    Parameters
    ----------
    name
        With `/` between folders and file, without the file's ending.

    Returns
    -------
    str
        It leads neither up nor to a root. A part that was changed has a mark made from all
        of the name, so that two names never become one.

    Examples
    --------
    >>> safe_name("neighbours/kodaira"), safe_name("現状（案2）")
    ('neighbours/kodaira', '現状（案2）')
    >>> safe_name("../CON"), safe_name("a:b. ")
    ('_-d1d3a747/_CON-d1d3a747', 'a_b-be5d4a78')
    """
    mark = hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:8]
    return "/".join(_safe_part(part, mark) for part in name.split("/"))


def _safe_part(part: str, mark: str) -> str:
    safe = _NO_SIGN.sub("_", part).rstrip(_ENDS)
    if _DEVICES.fullmatch(safe) or not safe:
        safe = f"_{safe}"
    if len(safe.encode()) > _LONGEST:
        kept = safe.encode()[: _LONGEST - len(mark) - 1]
        safe = kept.decode(errors="ignore").rstrip(_ENDS)
    return part if safe == part else f"{safe}-{mark}"


@contextmanager
def allowing_outside(*, allowed: bool = True) -> Iterator[None]:
    """Let files name others outside their project while the block runs: `--allow-outside`."""
    token = _OUTSIDE.set(allowed)
    try:
        yield
    finally:
        _OUTSIDE.reset(token)


def project_folder(folder: Path) -> Path:
    """Return the folder of the project that a folder belongs to, links followed.

    Parameters
    ----------
    folder
        Where a scenario or a file of inputs stands.

    Returns
    -------
    Path
        The nearest folder around it (or itself) that holds `scenarios` or `inputs`; where
        there is none, the one in which the program was started, if that is around it; else the
        folder above it, so that neighbouring folders may share tables.
    """
    real = Path(os.path.realpath(folder))
    around = (one for one in (real, *real.parents) if any((one / p).is_dir() for p in _PROJECT))
    here = Path(os.path.realpath(os.curdir))
    return next(around, here if here in real.parents else real.parent)


def fault_of_outside(path: Path, holder: Path) -> Fault | None:
    """Say what is wrong where a file names another one that lies outside their project.

    Parameters
    ----------
    path
        The other one, whether it is there or not.
    holder
        The folder of the file that names it.

    Returns
    -------
    Fault or None
        None where it lies inside, or where the user has allowed it.
    """
    root = project_folder(holder)
    # What no system can have as a path is told by whoever opens it.
    with suppress(OSError, ValueError):
        if not _OUTSIDE.get() and not Path(os.path.realpath(path)).is_relative_to(root):
            return fault("file_outside", found=_shown(path), root=_shown(root))
    return None


def _shown(path: Path) -> str:
    return "".join(one if one.isprintable() else "\ufffd" for one in os.path.normpath(path))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path` that takes its name when the block succeeds.

    What a killed run of the same name left behind is removed first; what a living one is
    writing is not. File and folder are flushed to the disk, so that a power cut leaves the
    older file or the new one.

    Parameters
    ----------
    path
        The final name; its folder is made if needed. An older file stays until the new one
        is complete. A device or a pipe is written as it is.

    Yields
    ------
    Path
        Where to write.

    Raises
    ------
    ProjectionError
        The folder or file cannot be written (read-only, disk full); nothing is left behind.
    """
    temporary = None
    try:
        if _is_special(path):
            yield path
            return
        made = _make_folder(path.parent)
        _remove_leftovers(path)
        own = f"{_machine()}-{os.getpid()}-{secrets.token_hex(4)}.tmp"
        temporary = path.with_name(_mark(path) + own)
        temporary.touch(exist_ok=False)
        yield temporary
        _flush(temporary)
        temporary.replace(path)
        for folder in (path.parent, *(one.parent for one in made)):
            _flush_folder(folder)
    except OSError as error:
        raise ProjectionError(
            fault("file_unwritable", file=str(path), reason=reason_of(error))
        ) from error
    finally:
        if temporary is not None:
            # A read-only disk refuses this as well; the reason has been given above.
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_texts(texts: Mapping[Path, str], *, overwrite: bool) -> list[Path]:
    """Write several files, none of them where one is there with other content.

    Parameters
    ----------
    texts
        Path to content, UTF-8.
    overwrite
        Whether files of other content are replaced.

    Returns
    -------
    list of Path
        Those written; files that have the content already are left alone.

    Raises
    ------
    ProjectionError
        Names every file that is there with other content; or one cannot be read or written.
    """
    new = {path: text for path, text in texts.items() if _content_of(path) != text.encode()}
    changed = [path for path in new if path.exists()]
    if changed and not overwrite:
        raise ProjectionError(*(fault("file_changed", file=str(path)) for path in changed))
    for path, text in new.items():
        with replacing(path) as temporary:
            temporary.write_bytes(text.encode())
    return [*new]


def _content_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise ProjectionError(
            fault("file_unreadable", file=str(path), reason=reason_of(error))
        ) from error


def _is_special(path: Path) -> bool:
    """Whether the name is that of a device or a pipe: renaming would take its place."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _make_folder(folder: Path) -> list[Path]:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _mark(path: Path) -> str:
    """Return what begins the temporary names of a file."""
    name = path.name
    if len(os.fsencode(name)) > _LONGEST:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return f".{name}."


def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def _remove_leftovers(path: Path) -> None:
    mark = _mark(path)
    with suppress(OSError):
        for one in path.parent.iterdir():
            rest = one.name.removeprefix(mark)
            # Another run may remove the same file at this moment.
            with suppress(OSError):
                if (
                    rest != one.name
                    and (found := _OWN.fullmatch(rest))
                    and _is_left(one, found)
                ):
                    one.unlink()


def _is_left(temporary: Path, found: re.Match[str]) -> bool:
    if time.time() - temporary.stat().st_mtime > _STALE_SECONDS:
        return True
    return found["machine"] == _machine() and not _is_alive(int(found["process"]))


def _is_alive(process: int) -> bool:
    # Elsewhere than on POSIX systems the signal 0 would end it: there, age alone tells.
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    # The file has its name by now: what cannot flush a folder is no failure to write it.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
