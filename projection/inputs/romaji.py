"""Readings in kana to Latin letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_ROWS = MappingProxyType(
    {
        "": "アイウエオ",
        "k": "カキクケコ",
        "s": "サシスセソ",
        "t": "タチツテト",
        "n": "ナニヌネノ",
        "h": "ハヒフヘホ",
        "m": "マミムメモ",
        "r": "ラリルレロ",
        "g": "ガギグゲゴ",
        "z": "ザジズゼゾ",
        "d": "ダヂヅデド",
        "b": "バビブベボ",
        "p": "パピプペポ",
    }
)
BOUNDARY = "|"
"""Stands in a reading between two vowels that are not one long one."""
_SYLLABLES: Mapping[str, str] = MappingProxyType(
    {
        kana: consonant + vowel
        for consonant, row in _ROWS.items()
        for kana, vowel in zip(row, "aiueo", strict=True)
    }
    | {"シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu"}
    | {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n"}
    | {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ッ": "っ", BOUNDARY: BOUNDARY}
)
_LONG = re.compile(r"(?<=o)[ou]|(?<=u)u")


def romaji(kana: str) -> str:
    """Return a reading in Latin letters, as passports have it: long vowels are written short.

    Parameters
    ----------
    kana
        Katakana of any width, `BOUNDARY` where two vowels meet that are no long one.

    Raises
    ------
    KeyError
        There is another character in it.

    Source: 外務省ヘボン式, with n before b, m and p.

    Examples
    --------
    >>> romaji("ヒガシクルメ"), romaji("チョウフ"), romaji("サッポロ"), romaji("ハッチョウ")
    ('higashikurume', 'chofu', 'sapporo', 'hatcho')
    >>> romaji("マツ|ウラ"), romaji("オオサカ"), romaji("キョウト"), romaji("ジョウヨウ")
    ('matsuura', 'osaka', 'kyoto', 'joyo')
    """
    signs = unicodedata.normalize("NFKC", kana)
    letters = ""
    for sign in signs:
        syllable = _SYLLABLES[sign]
        if sign in "ャュョ":
            letters = letters.removesuffix("i")
            syllable = syllable[letters.endswith(("sh", "ch", "j")) :]
        letters += syllable
    doubled = re.sub("っ(.)", lambda found: _doubled(found[1]), letters)
    return _LONG.sub("", doubled).replace(BOUNDARY, "")


def _doubled(consonant: str) -> str:
    return f"{'t' if consonant == 'c' else consonant}{consonant}"
