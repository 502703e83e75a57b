"""Bytes of a file to text: UTF-8 with or without BOM, or CP932, gzipped or not; its SHA-256."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

from projection.errors import Fault, fault
from projection.files import reason_of
from projection.stages import stage

# Bytes: as they lie on the disk, and unpacked. A table of all municipalities and years has
# a few millions.
LARGEST = 200_000_000
LARGEST_UNPACKED = 50_000_000
# What Python's CP932 lets through though no Japanese file holds it: binary and UTF-16 do.
_NOT_TEXT = "\x00\x80\uf8f0\uf8f1\uf8f2\uf8f3"


@dataclass(frozen=True)
class SourceText:
    """The text of one file.

    Parameters
    ----------
    file
        Its path as shown in messages.
    text, sha256
        What it says, and the SHA-256 of its bytes.
    """

    file: str
    text: str
    sha256: str


def beside(path: Path) -> str:
    """Return the names that stand beside `path`, separated by commas ("-" where none)."""
    if not path.parent.is_dir():
        return "-"
    names = sorted(one.name for one in path.parent.iterdir() if not one.name.startswith("."))
    return ", ".join(names[:30]) or "-"


def read_text(path: Path, largest: int = LARGEST) -> SourceText | Fault:
    """Read a text file, unpacked where its name ends in .gz; a `Fault` says why it cannot be.

    UTF-8 is tried first, since text of another encoding is hardly ever valid UTF-8 by chance.

    Parameters
    ----------
    path
        The file, shown in messages as it is given.
    largest
        Bytes that it may have; more are not read.
    """
    stage("stage_reading", file=path)
    try:
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except FileNotFoundError:
        return fault("file_missing", file=str(path), beside=beside(path))
    except OSError as error:
        return fault("file_unreadable", file=str(path), reason=reason_of(error))
    if len(raw) > largest:
        return fault("file_too_large", file=str(path), limit=largest)
    plain = _unpacked(raw, str(path)) if path.suffix == ".gz" else raw
    text = plain if isinstance(plain, Fault) else _decode(plain, str(path))
    if isinstance(text, Fault):
        return text
    return SourceText(str(path), text, hashlib.sha256(raw).hexdigest())


def _unpacked(raw: bytes, file: str) -> bytes | Fault:
    try:
        with gzip.open(io.BytesIO(raw)) as packed:
            plain = packed.read(LARGEST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        return fault("inputs_gzip", file=file, reason=str(error))
    if len(plain) > LARGEST_UNPACKED:
        return fault("file_unpacks_too_large", file=file, limit=LARGEST_UNPACKED)
    return plain


def _decode(raw: bytes, file: str) -> str | Fault:
    # Every zip archive begins so; one offered as a table is a workbook under another name.
    if raw.startswith(b"PK\x03\x04"):
        return fault("inputs_workbook", file=file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = error.start
    try:
        text = raw.decode("cp932")
    except UnicodeDecodeError as error:
        # The encoding that got further is likelier the one meant.
        place = max(place, error.start)
    else:
        if not any(sign in text for sign in _NOT_TEXT):
            return text
    line = raw.count(b"\n", 0, place) + 1
    return fault("inputs_encoding", file=file, line=line, byte=place + 1)
