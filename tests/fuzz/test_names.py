"""Names of results: whatever a scenario is called, its file lies in the folder of results."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.blocks.area import chunked_path
from projection.files import safe_name
from projection.results import result_path

RESERVED = ("CON", "con", "PRN", "AUX", "NUL", "nul.x", "COM1", "LPT9", "Con.tar.gz")
CLIMBING = (
    "..",
    "../..",
    "../../etc/passwd",
    "/etc/passwd",
    "a/../../b",
    "//server/share",
    ".",
)
ODD = ("", " ", "a.", "a ", "a\0b", "a:b", "C:\\x", "a\nb", "\u202etxt", "x" * 5000, "あ" * 300)
NAMES = st.text(st.sampled_from("aA./\\ \0:*あ\u202e\ud800\n"), max_size=12) | st.text(
    max_size=300
)


@pytest.mark.parametrize("name", [*RESERVED, *CLIMBING, *ODD])
def test_unsafe_names_are_changed(name: str) -> None:
    assert safe_name(name) != name


@pytest.mark.parametrize(
    "name", ["current", "neighbours/kodaira", "現状（2015-2019）", ".x", "a..b"]
)
def test_safe_names_stay(name: str) -> None:
    assert safe_name(name) == name


@given(NAMES)
def test_a_result_lies_in_its_folder(name: str) -> None:
    folder = Path("/city/results")
    for path in (result_path(folder, name), chunked_path(folder, name)):
        assert Path(os.path.normpath(path)) == path
        assert folder in path.parents
        for part in path.relative_to(folder).parts:
            assert len(part.encode()) <= 255


@given(NAMES)
def test_every_part_can_be_a_file_everywhere(name: str) -> None:
    for part in safe_name(name).split("/"):
        assert part not in ("", ".", "..")
        assert part == part.rstrip(" .")
        assert part.split(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
        assert not set(part) & set('<>:"\\|?*\0\n\u202e')


@given(NAMES, NAMES)
def test_two_names_never_become_one(one: str, other: str) -> None:
    assert (safe_name(one) == safe_name(other)) == (one == other)


def test_a_safe_name_is_safe_already() -> None:
    for name in (*RESERVED, *CLIMBING, *ODD):
        assert safe_name(safe_name(name)) == safe_name(name)
