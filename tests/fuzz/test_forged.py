"""Results of a whole checksum that nobody's run wrote: taken whole, or refused in words."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import h5netcdf
import h5py
import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from projection.errors import ResultError
from projection.results import ATTRIBUTES, read_any, read_result
from projection.sealed import seal
from tests.fuzz.targets import in_words
from tests.worlds import world


def written(path: Path, dataset: xr.Dataset) -> Path:
    """Write any dataset as a result is written, with its checksum."""
    memory = io.BytesIO()
    with h5netcdf.File(memory, "w") as file:
        file.dimensions = {str(name): size for name, size in dataset.sizes.items()}
        for name, one in dataset.variables.items():
            kind = None if one.dtype.kind in "fiu" else h5py.string_dtype()
            values = one.values if kind is None else one.values.astype(object)
            made = file.create_variable(str(name), one.dims, kind or one.dtype, data=values)
            made.attrs.update(one.attrs)
        file.attrs.update(dataset.attrs)
    content = memory.getvalue()
    path.write_bytes(content + seal(content))
    return path


@pytest.fixture(scope="module")
def result() -> xr.Dataset:
    return world(periods=3, open_age=5)


def test_what_is_forged_was_right(tmp_path: Path, result: xr.Dataset) -> None:
    xr.testing.assert_identical(read_result(written(tmp_path / "r.nc", result)), result)


TABLE = {"kind": "population", "file": "f", "sha256": "0", "source": "s"}
BAD_ATTRIBUTES: Mapping[str, object] = MappingProxyType(
    {
        "step": "one",
        "base_date": "1 January",
        "region": 132217,
        "convention": "[]",
        "fit": "{",
        "inputs": json.dumps([TABLE]),
        "title_ja": 1.5,
        "environment": "[" * 5000,
    }
)


@pytest.mark.parametrize("name", BAD_ATTRIBUTES)
def test_attribute_of_another_form(tmp_path: Path, result: xr.Dataset, name: str) -> None:
    forged = result.assign_attrs({name: BAD_ATTRIBUTES[name]})
    with pytest.raises(ResultError) as caught:
        read_any(written(tmp_path / "r.nc", forged))
    (found,) = caught.value.faults
    assert found.key == "result_departs"
    assert found.values["departure"] == f"attribute {name}: not of its form"


BAD_LABELS: Mapping[str, Callable[[xr.Dataset], xr.Dataset]] = MappingProxyType(
    {
        "year: not labels": lambda one: one.assign_coords(year=one["year"].values[::-1]),
        "period: not labels": lambda one: one.assign_coords(period=[0.5, 1.5, 2.5]),
        "sex: not labels": lambda one: one.isel(sex=[1, 0]),
        "age: not labels": lambda one: one.assign_coords(age=[f"{n}" for n in range(6)]),
        "age: no whole": lambda one: one.assign_coords(age=np.arange(6)),
        "period: nothing in it": lambda one: one.isel(period=slice(0)),
    }
)


@pytest.mark.parametrize("said", BAD_LABELS)
def test_labels_of_another_form(tmp_path: Path, result: xr.Dataset, said: str) -> None:
    with pytest.raises(ResultError) as caught:
        read_any(written(tmp_path / "r.nc", BAD_LABELS[said](result)))
    departures = [str(one.values["departure"]) for one in caught.value.faults]
    assert any(one.startswith(said) for one in departures)


TEXTS = st.sampled_from(
    ["", "{}", "[]", "[{}]", "null", "1", '"a"', "[" * 3000, "清瀬", "\x1b"]
)
VALUES = TEXTS | st.integers(-(2**63), 2**63 - 1) | st.floats()


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*ATTRIBUTES, "environment"]), VALUES, max_size=3))
def test_attributes_of_any_kind(forged: dict[str, Any]) -> None:
    """Whatever is taken can be worked with by those above, which do not look again."""
    with TemporaryDirectory() as made, in_words():
        dataset = world(periods=3, open_age=5).assign_attrs(forged)
        taken = read_any(written(Path(made) / "r.nc", dataset)).attrs
        assert isinstance(json.loads(taken["fit"]), dict)
        assert all(table["publisher"]["ja"] for table in json.loads(taken["inputs"]))
        assert 1 <= int(taken["step"]) <= 50
