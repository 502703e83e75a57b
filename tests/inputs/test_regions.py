from __future__ import annotations

import pytest

from projection.errors import Fault
from projection.inputs.regions import Region, match_region, parse_code
from projection.language import Text

# As printed in the ministry's list of codes, 全国地方公共団体コード.
PUBLISHED = ["010006", "011002", "130001", "132217", "132110", "141003", "271004", "473821"]
REGIONS = (
    Region("132217", Text("清瀬市", "Kiyose")),
    Region("132110", Text("小平市", "Kodaira")),
)


@pytest.mark.parametrize("code", PUBLISHED)
def test_check_digit(code: str) -> None:
    assert parse_code(code) == code
    assert parse_code(code[:5]) == code


@pytest.mark.parametrize("code", PUBLISHED)
def test_every_other_check_digit_is_refused(code: str) -> None:
    for digit in range(10):
        other = f"{code[:5]}{digit}"
        found = parse_code(other)
        assert found == other if other == code else isinstance(found, Fault)


@pytest.mark.parametrize("cell", ["1322", "1322177", "13221a", "１３２２１", "清瀬市", ""])
def test_what_is_no_code(cell: str) -> None:
    found = parse_code(cell)
    assert isinstance(found, Fault)
    assert found.key == "inputs_code"


@pytest.mark.parametrize(
    "wanted", ["132110", "13211", " 132110 ", "小平市", "Kodaira", "kodaira"]
)
def test_a_region_is_found_by_code_or_name(wanted: str) -> None:
    assert match_region(REGIONS, wanted) is REGIONS[1]


@pytest.mark.parametrize("wanted", ["132111", "13212", "Kod", ""])
def test_no_region_is_guessed(wanted: str) -> None:
    assert match_region(REGIONS, wanted) is None
