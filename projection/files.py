"""Files appear whole or not at all: written to a temporary name, then renamed."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from projection.errors import ProjectionError, fault
from projection.language import Text

# The system's own words are English where the program runs.
_REASONS: Mapping[int, str] = MappingProxyType(
    {
        errno.EACCES: "アクセス権がありません",
        errno.EDQUOT: "割り当てられた容量がいっぱいです",
        errno.EEXIST: "同じ名前のファイルがあります",
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


def reason_of(error: OSError) -> Text:
    """Return why the system could not do what was asked, in both languages.

    Examples
    --------
    >>> reason_of(OSError(errno.ENOSPC, "No space left on device")).ja
    '空き容量がありません'
    """
    said = error.strerror or str(error)
    return Text(ja=_REASONS.get(error.errno or 0, said), en=said)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path` that takes its name when the block succeeds.

    Parameters
    ----------
    path
        The final name; its folder is made if needed. An older file stays until the new one
        is complete.

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
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
        temporary.touch(exist_ok=False)
        yield temporary
        _flush(temporary)
        temporary.replace(path)
    except OSError as error:
        raise ProjectionError(
            fault("file_unwritable", file=str(path), reason=reason_of(error))
        ) from error
    finally:
        if temporary is not None:
            # A read-only disk refuses this as well; the reason has been given above.
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
