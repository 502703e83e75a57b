"""Which municipality of Japan a user means: by code, name or reading."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from projection import shipped
from projection.errors import InputsError, fault
from projection.inputs.regions import Region, parse_code
from projection.language import Text

_PREFECTURE = re.compile(r"北海道|東京都|京都府|大阪府|.{2,3}県")
_DISTRICT = re.compile(r".+?郡(?=..)")
# What is written after a name in Latin letters, and the sign with which such names end.
_KINDS = MappingProxyType(
    {
        "市": ("city", "shi"),
        "区": ("ward", "ku"),
        "町": ("town", "machi", "cho"),
        "村": ("village", "mura", "son"),
    }
)
_LATIN = re.compile(r"([a-z'’-]+?)(?:[ -](city|ward|town|village|shi|ku|machi|cho|mura|son))?")
# Ways to spell a long vowel, and n before b, m and p.
_SPELLINGS = ((r"[o][ouh](?![aeiouy])|oo", "o"), (r"uu", "u"), (r"m(?=[bmp])", "n"))
_MOST_LISTED = 12


@dataclass(frozen=True)
class Municipality:
    """A municipality as the table of names has it.

    Parameters
    ----------
    code, name
        Six digits; the name with prefecture and district.
    kana, romaji
        The reading with its ending (キヨセシ), and in Latin letters without (kiyose).
    folder
        What its folders are called: `romaji`, followed by the code where several share it.
    """

    code: str
    name: str
    kana: str
    romaji: str
    folder: str

    @property
    def own(self) -> str:
        """The name without prefecture and district."""
        return _DISTRICT.sub("", self.within) if self.name[-1] in "町村" else self.within

    @property
    def within(self) -> str:
        """The name without the prefecture."""
        return _PREFECTURE.sub("", self.name, count=1)

    @property
    def region(self) -> Region:
        """As folders of inputs declare it."""
        return Region(self.code, Text(ja=self.own, en=self.romaji.capitalize()))


def municipalities() -> tuple[Municipality, ...]:
    """Return all municipalities, in the order of their codes."""
    rows = [*shipped.municipality_rows()]
    shared = Counter(row["romaji"] for row in rows)
    return tuple(
        Municipality(
            **row,
            folder=row["romaji"]
            if shared[row["romaji"]] == 1
            else f"{row['romaji']}-{row['code'][:5]}",
        )
        for row in rows
    )


def match_municipality(wanted: str) -> Municipality:
    """Find a municipality.

    Parameters
    ----------
    wanted
        Code of six or five digits; name in Japanese, with or without prefecture and district;
        reading in kana; or in Latin letters of any usual spelling, with or without the kind
        (Kodaira, kodaira-shi, Kodaira City).

    Raises
    ------
    InputsError
        None is called so (those that are near are named), or several are.

    Examples
    --------
    >>> match_municipality("13211").name, match_municipality("Kodaira").folder
    ('東京都小平市', 'kodaira')
    >>> match_municipality("東京都府中市").folder, match_municipality("こだいら").code
    ('fuchu-13206', '132110')
    """
    known = municipalities()
    text = unicodedata.normalize("NFKC", wanted).strip().replace("ヶ", "ケ")
    code = parse_code(text)
    meant = [one for one in known if one.code == code] or [
        one for one in known if _is_called(one, text)
    ]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise InputsError(fault("new_ambiguous", found=wanted, near=_listed(meant)))
    raise InputsError(fault("new_unknown", found=wanted, near=_listed(_near(known, text))))


def _is_called(one: Municipality, text: str) -> bool:
    if latin := _LATIN.fullmatch(_without_marks(text)):
        kind = latin[2]
        ends = kind is None or kind in _KINDS[one.name[-1]]
        return ends and _spelt(latin[1]) == _spelt(one.romaji)
    kana = _katakana(text)
    names = (one.name, one.within, one.own, one.own[:-1])
    return text in (name.replace("ヶ", "ケ") for name in names) or (
        kana == one.kana or (one.kana.startswith(kana) and one.kana[len(kana) :] in _ENDINGS)
    )


_ENDINGS = ("シ", "ク", "マチ", "チョウ", "ムラ", "ソン")


def _katakana(text: str) -> str:
    return "".join(chr(ord(sign) + 96) if "ぁ" <= sign <= "ゖ" else sign for sign in text)


def _without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def _spelt(latin: str) -> str:
    plain = re.sub(r"['’ -]", "", latin)
    for pattern, short in _SPELLINGS:
        plain = re.sub(pattern, short, plain)
    return plain


def _near(known: Sequence[Municipality], text: str) -> list[Municipality]:
    """Return municipalities whose name holds the text, or is written much like it."""
    holding = [one for one in known if text and text in one.name]
    names: dict[str, list[Municipality]] = {}
    for one in known:
        for name in (one.own, one.romaji):
            names.setdefault(name, []).append(one)
    alike = get_close_matches(text.casefold(), names, n=5, cutoff=0.6)
    return [*dict.fromkeys([*holding, *(one for name in alike for one in names[name])])]


def _listed(found: Sequence[Municipality]) -> Text:
    shown = [f"{one.code[:5]} {one.name}" for one in found[:_MOST_LISTED]]
    in_latin = [f"{one.code[:5]} {one.name} ({one.romaji})" for one in found[:_MOST_LISTED]]
    return Text(ja="、".join(shown) or "なし", en=", ".join(in_latin) or "none")
