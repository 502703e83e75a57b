"""docs/dependencies.txt: every library that a user's installation draws in, with a version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LISTED = Path(__file__).parents[2] / "docs" / "dependencies.txt"
US = "kiyose-projection"
# What users install; tests, lint and the making of the docs are the developers' own affair.
EXTRAS = frozenset({"", "report", "fast", "distributed"})


def drawn_in(
    name: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]
) -> Iterator[str]:
    if (name, extras) in seen:
        return
    seen.add((name, extras))
    for one in map(Requirement, metadata.distribution(name).requires or []):
        wanted = one.marker is None or any(
            one.marker.evaluate({"extra": extra}) for extra in extras | {""}
        )
        if wanted:
            key = canonicalize_name(one.name)
            yield key
            yield from drawn_in(key, frozenset(one.extras), seen)


def test_every_library_is_listed_with_a_version() -> None:
    lines = LISTED.read_text(encoding="ascii").splitlines()
    assert [one for one in lines if not re.fullmatch(r"[a-z0-9-]+==[0-9][\w.]*", one)] == []
    listed = [one.partition("==")[0] for one in lines]
    assert listed == sorted(set(listed))
    assert sorted(set(drawn_in(US, EXTRAS, set())) - set(listed)) == []


def test_the_direct_ones_are_among_them() -> None:
    found = set(drawn_in(US, EXTRAS, set()))
    assert {"click", "numpy", "h5py", "pydantic-core", "openpyxl", "distributed"} <= found
