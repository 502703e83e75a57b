"""Numbers in sentences, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from projection.analysis import Measure
from projection.language import Language, Text
from projection.report.tables import Column, shown


def number(value: float, decimals: int = 0, *, signed: bool = False) -> Text:
    """Return a number as a sentence has it.

    Parameters
    ----------
    value
        The number.
    decimals
        How many are shown.
    signed
        Whether a plus stands before what is above zero.

    Examples
    --------
    >>> number(-1234.4).ja, number(-1234.4).en, number(56.0, signed=True).en
    ('△1,234', '-1,234', '+56')
    """
    column = Column("value", Text(ja="値", en="Value"), decimals)
    plus = signed and round(value, decimals) > 0

    def words(lang: Language, sign: str) -> str:
        return f"{sign if plus else ''}{shown(value, column, lang)}"

    return Text(ja=words("ja", "＋"), en=words("en", "+"))


def amount(value: float, measure: Measure, *, signed: bool = False) -> Text:
    """Return a difference in a measure with its unit.

    Persons have no unit in English: "10,567 more residents".

    Examples
    --------
    >>> from projection.analysis import MEASURES
    >>> amount(1234.0, MEASURES["births"]).en, amount(1.25, MEASURES["aged_share"]).ja
    ('1,234 persons per year', '1.2ポイント')
    """
    words, unit = number(value, measure.decimals, signed=signed), measure.difference_unit
    en = words.en if unit.en == "persons" else f"{words.en} {unit.en}"
    return Text(ja=f"{words.ja}{unit.ja}", en=en)


def listed(parts: Iterable[Text]) -> Text:
    """Return parts of a sentence with commas between."""
    them = list(parts)
    return Text(ja="、".join(one.ja for one in them), en=", ".join(one.en for one in them))


def inside(text: Text) -> Text:
    """Return a label as it stands inside a sentence: English begins with a small letter.

    Examples
    --------
    >>> inside(Text(ja="出生率", en="Fertility")).en
    'fertility'
    """
    return Text(ja=text.ja, en=text.en[:1].lower() + text.en[1:])
