"""The table of names made from postal data: what stands before and after a name is left out."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from projection.inputs.build_names import Postal, names_table
from projection.inputs.romaji import romaji

SHIPPED = Path(__file__).parents[2] / "inputs" / "japan"


@pytest.mark.parametrize(
    ("code", "name", "postal", "expected"),
    [
        (
            "132217",
            "東京都清瀬市",
            {"13221": Postal("清瀬市", "キヨセシ")},
            ("キヨセシ", "kiyose"),
        ),
        (
            "103446",
            "群馬県北群馬郡榛東村",
            {"10344": Postal("北群馬郡榛東村", "キタグンマグンシントウムラ")},
            ("シントウムラ", "shinto"),
        ),
        (
            "134015",
            "東京都八丈町",
            {"13401": Postal("八丈島八丈町", "ハチジョウジマハチジョウマチ")},
            ("ハチジョウマチ", "hachijo"),
        ),
        (
            "133612",
            "東京都大島町",
            {"13361": Postal("大島町", "オオシママチ")},
            ("オオシママチ", "oshima"),
        ),
        (
            "401005",
            "福岡県北九州市",
            {
                "40101": Postal("北九州市門司区", "キタキュウシュウシモジク"),
                "40103": Postal("北九州市若松区", "キタキュウシュウシワカマツク"),
                "40130": Postal("福岡市東区", "フクオカシヒガシク"),
            },
            ("キタキュウシュウシ", "kitakyushu"),
        ),
        (
            "422088",
            "長崎県松浦市",
            {"42208": Postal("松浦市", "マツウラシ")},
            ("マツウラシ", "matsuura"),
        ),
    ],
)
def test_readings(
    code: str, name: str, postal: dict[str, Postal], expected: tuple[str, str]
) -> None:
    assert names_table(postal, {code: name}) == [(code, name, *expected)]


def test_what_has_no_reading_is_told() -> None:
    with pytest.raises(ValueError, match="132217 東京都清瀬市: no reading"):
        names_table({}, {"132217": "東京都清瀬市"})
    with pytest.raises(ValueError, match="reading キヨセマチ"):
        names_table({"13221": Postal("清瀬市", "キヨセマチ")}, {"132217": "東京都清瀬市"})


def test_other_signs_than_kana_have_no_letters() -> None:
    assert romaji("ｼﾞｮｳｿｳ") == "joso"
    with pytest.raises(KeyError):
        romaji("清瀬")


def test_the_command_reads_postal_data_of_either_width(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = SHIPPED / "municipality_names.csv"
    rows = [line.split(",") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    postal = tmp_path / "ken_all.csv"
    lines = [f"{code[:5]},,,,{kana},,,{_last(name)}," for code, name, kana, _ in rows]
    postal.write_text("\n".join(lines), encoding="cp932")
    words = [
        "build_names",
        str(postal),
        str(SHIPPED / "register.nc"),
        str(tmp_path / "out.csv"),
    ]
    monkeypatch.setattr(sys, "argv", words)
    monkeypatch.delitem(sys.modules, "projection.inputs.build_names")
    runpy.run_module("projection.inputs.build_names", run_name="__main__")
    assert (tmp_path / "out.csv").read_bytes() == table.read_bytes()


def _last(name: str) -> str:
    """A name as it stands alone: nothing of these signs before it."""
    return name[-1]
