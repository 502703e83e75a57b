from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.errors import InputsError
from projection.inputs import inputs_schema
from projection.inputs.manifest import read_manifest
from tests.inputs.worlds import TINY

COMMITTED = Path(__file__).parents[2] / "inputs" / "inputs.schema.json"


def test_the_committed_schema_is_that_of_the_models() -> None:
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == inputs_schema()


def test_a_plain_text_stands_for_both_languages(tmp_path: Path) -> None:
    (tmp_path / "inputs.toml").write_text('title = "国"\n[tables]\n', encoding="utf-8")
    manifest, _ = read_manifest(tmp_path)
    assert (manifest.title.ja, manifest.title.en) == ("国", "国")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("manifest")


@given(st.data())
def test_a_line_of_noise_is_refused_or_read_but_never_a_bug(
    folder: Path, data: st.DataObject
) -> None:
    lines = (TINY / "inputs.toml").read_text(encoding="utf-8").splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    value = data.draw(
        st.sampled_from(
            ["1", "-1", "nan", "true", '"x"', "[]", "{}", "2020-01-01", "[[1]]", "="]
        )
    )
    lines[place] = f"{lines[place].split('=')[0]} = {value}"
    (folder / "inputs.toml").write_text("\n".join(lines), encoding="utf-8")
    try:
        shown = str(read_manifest(folder))
    except InputsError as error:
        shown = error.text("ja")
    assert shown


def test_an_endless_number_is_refused(tmp_path: Path) -> None:
    (tmp_path / "inputs.toml").write_text(f"window = {'9' * 5000}\n", encoding="utf-8")
    with pytest.raises(InputsError, match="not valid TOML"):
        read_manifest(tmp_path)
