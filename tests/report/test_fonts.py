"""The font is there, and what is embedded holds the glyphs that are shown and no name."""

from __future__ import annotations

import base64
import importlib.util
import io
import re
from typing import Any

import pytest

from projection.errors import ProjectionError
from projection.language import LANGUAGES
from projection.report.fonts import EMBEDDED, font_face, font_file
from projection.report.libraries import library

TTFont = library("fontTools.ttLib", "fonttools").TTFont


def embedded(rule: str) -> Any:
    found = re.search(r"base64,([\w+/=]+)\)", rule)
    assert found is not None
    return TTFont(io.BytesIO(base64.b64decode(found[1])))


def test_the_font_is_the_whole_ipaex_gothic_beside_its_licence() -> None:
    with TTFont(font_file()) as whole:
        assert whole["name"].getDebugName(1) == "IPAexGothic"
    assert list(font_file().parent.glob("IPA_Font_License_Agreement*"))


def test_glyphs_of_the_text_and_of_ascii_are_embedded_and_no_others() -> None:
    glyphs = embedded(font_face("人口△〜")).getBestCmap()
    assert set(glyphs) == {*map(ord, "人口△〜"), *range(0x20, 0x7F)}


def test_what_is_embedded_does_not_bear_the_name_of_the_font() -> None:
    rule = font_face("人口")
    assert "IPA" not in EMBEDDED
    assert not [one for one in embedded(rule)["name"].names if "IPA" in str(one)]
    assert rule.startswith(f"@font-face{{font-family:'{EMBEDDED}';src:url(data:font/woff;")


def test_the_same_characters_in_any_order_give_the_same_rule() -> None:
    assert font_face("人口人") == font_face("口人")


def test_a_character_that_the_font_lacks_is_left_to_others() -> None:
    assert ord("😀") not in embedded(font_face("😀")).getBestCmap()


def test_a_missing_font_package_is_one_clear_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ProjectionError, match="needs matplotlib-fontja; run") as raised:
        font_file()
    # One line installs all that reports need, with the versions that they need.
    for lang in LANGUAGES:
        assert 'pip install "kiyose-projection[report]"' in raised.value.text(lang)
