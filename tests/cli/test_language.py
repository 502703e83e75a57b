from __future__ import annotations

import pytest

from projection.cli.language import language_of


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ja_JP.UTF-8"}, "ja"),
        ([], {"LANG": "ja"}, "ja"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "en_GB", "LANG": "ja_JP"}, "en"),
        ([], {"LC_ALL": "C", "LC_MESSAGES": "ja_JP", "LANG": "ja_JP"}, "en"),
        ([], {"LC_ALL": "", "LANG": "ja_JP.eucJP"}, "ja"),
        (["--lang", "en", "run"], {"LANG": "ja_JP"}, "en"),
        (["run", "--lang=ja"], {}, "ja"),
        (["--lang", "en", "run", "--lang", "ja"], {}, "ja"),
        (["run", "--", "--lang", "ja"], {}, "en"),
        (["run", "--lang"], {"LANG": "ja_JP"}, "ja"),
        (["run", "--lang", "fr"], {"LANG": "ja_JP"}, "ja"),
    ],
)
def test_the_option_wins_over_the_locale(
    words: list[str], environment: dict[str, str], expected: str
) -> None:
    assert language_of(words, environment, platform="linux") == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("Japanese_Japan", "ja"), ("ja_JP", "ja"), ("English_US", "en")]
)
def test_windows_tells_its_locale_otherwise(
    monkeypatch: pytest.MonkeyPatch, name: str, expected: str
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (name, "932"))
    assert language_of([], {}, platform="win32") == expected
    assert language_of([], {}, platform="linux") == "en"


def test_windows_without_a_locale_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert language_of([], {}, platform="win32") == "en"
