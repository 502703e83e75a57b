"""What stands beside a finished block: which it is, its checksums, and who was left out."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from projection.blocks.model import Block
from projection.errors import Fault
from projection.language import Text

_ENDING = ".json"
_LARGEST = 10_000_000
# A file of the growing folder, and a SHA-256.
_FILE = re.compile(r"[A-Za-z0-9_.-]*[A-Za-z0-9_-](/[0-9][0-9.]*)?")
_SUM = re.compile(r"[0-9a-f]{64}")


class Mark(NamedTuple):
    """Of one finished block.

    Parameters
    ----------
    sums
        SHA-256 by file, of the block's chunks.
    left_out
        Why regions of it were left out, by code.
    """

    sums: dict[str, str]
    left_out: dict[str, Fault]


def write_mark(folder: Path, block: Block, mark: Mark) -> None:
    """Mark a block as finished."""
    left_out = {code: _said(one) for code, one in mark.left_out.items()}
    content = json.dumps({"sums": mark.sums, "left_out": left_out}, ensure_ascii=False)
    path = _path(folder, block)
    # In one go, so that a mark is whole; not flushed, for its checksums are looked at again.
    written = path.with_suffix(f".{os.getpid()}")
    written.write_text(content, encoding="utf-8")
    written.replace(path)


def read_mark(folder: Path, block: Block) -> Mark | None:
    """Return the mark of a block; None where it has none, or one that no run has written.

    A block without a mark is worked out again: what was damaged costs that time, no more.
    """
    path = _path(folder, block)
    if not path.is_file() or path.is_symlink() or path.stat().st_size > _LARGEST:
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        left_out = {code: _heard(one) for code, one in found["left_out"].items()}
        sums = dict(found["sums"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Mark(sums, left_out) if all(map(_is_sum, sums.items())) else None


def _is_sum(pair: tuple[object, object]) -> bool:
    file, known = pair
    named = isinstance(file, str) and _FILE.fullmatch(file)
    return bool(named and isinstance(known, str) and _SUM.fullmatch(known))


def _path(folder: Path, block: Block) -> Path:
    return folder / f"{block.start}-{block.stop}{_ENDING}"


def _said(one: Fault) -> dict[str, Any]:
    values = {
        name: asdict(value) if isinstance(value, Text) else value
        for name, value in one.values.items()
    }
    return {"key": one.key, "values": values, "file": one.file}


def _heard(said: Mapping[str, Any]) -> Fault:
    values = {
        name: Text(ja=value["ja"], en=value["en"]) if isinstance(value, dict) else value
        for name, value in said["values"].items()
    }
    told = Fault(said["key"], values, said["file"])
    # What its message lacks would be found out where the run is told of.
    told.message()
    return told
