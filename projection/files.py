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


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
