"""The public names, as a user of the package meets them."""

from __future__ import annotations

from pathlib import Path

import projection


def test_no_module_has_the_name_of_a_public_function() -> None:
    """It would take the function's place as soon as something imports it."""
    modules = {path.stem for path in Path(projection.__file__).parent.iterdir()}
    assert modules.isdisjoint({*projection.__all__} - {"__version__"})


def test_every_public_name_is_there() -> None:
    for name in projection.__all__:
        assert getattr(projection, name) is getattr(projection, name)
