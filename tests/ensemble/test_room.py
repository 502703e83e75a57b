from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import numpy as np
import pytest

from projection.ensemble import room
from projection.errors import RunError


def test_small_arrays_are_in_memory() -> None:
    assert not isinstance(room((3, 5)), np.memmap)


def test_large_ones_lie_in_a_file_that_nobody_sees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = room((3, 5), np.float64, largest=100)
    assert isinstance(found, np.memmap)
    found[:] = np.arange(15).reshape(3, 5)
    assert found.sum() == 105
    assert (found.dtype, found.shape) == (np.float64, (3, 5))
    assert [*tmp_path.iterdir()] == []


def test_a_full_disk_is_told_before_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    with pytest.raises(RunError, match=r"no room for a temporary file of 38 MB \(No space"):
        room((10_000, 1_000), largest=100)
