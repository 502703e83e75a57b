from __future__ import annotations

import pytest

from projection.analysis import MEASURES
from projection.language import Text
from projection.report.words import amount, inside, listed, number


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "japanese", "english"),
    [
        (10567.4, 0, False, "10,567", "10,567"),
        (10567.4, 0, True, "＋10,567", "+10,567"),
        (-10567.4, 0, True, "△10,567", "-10,567"),
        (0.4, 0, True, "0", "0"),
        (0.04, 2, True, "＋0.04", "+0.04"),
    ],
)
def test_numbers(
    value: float, decimals: int, signed: bool, japanese: str, english: str
) -> None:
    found = number(value, decimals, signed=signed)
    assert (found.ja, found.en) == (japanese, english)


def test_amounts_have_their_unit() -> None:
    persons = amount(12.0, MEASURES["population"])
    assert (persons.ja, persons.en) == ("12人", "12")
    share = amount(-1.26, MEASURES["aged_share"], signed=True)
    assert (share.ja, share.en) == ("△1.3ポイント", "-1.3 points")


def test_lists_and_labels_inside_a_sentence() -> None:
    both = listed([Text(ja="出生", en="births"), Text(ja="死亡", en="deaths")])
    assert (both.ja, both.en) == ("出生、死亡", "births, deaths")
    assert inside(Text(ja="人口", en="Population")).en == "population"
