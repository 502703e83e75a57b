"""Messages that no other test causes."""

from __future__ import annotations

from pathlib import Path

import pytest

from projection.errors import ProjectionError
from projection.messages.explained import CODES
from tests.messages.provoke import PROVOKE


@pytest.mark.parametrize("key", PROVOKE)
def test_a_message_is_provoked(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ProjectionError) as caught:
        PROVOKE[key](tmp_path, monkeypatch)
    monkeypatch.undo()
    assert key in {one.key for one in caught.value.faults}
    for lang in ("ja", "en"):
        assert f"[{CODES[key]}]" in caught.value.text(lang, codes=True)
