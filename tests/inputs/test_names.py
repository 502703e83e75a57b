"""Names of municipalities: whom a user means, and the table they are looked up in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from projection.errors import InputsError
from projection.inputs import find_register
from projection.inputs.names import match_municipality, municipalities

SHIPPED = Path(__file__).parents[2] / "inputs" / "japan"


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("13211", "東京都小平市"),
        ("132110", "東京都小平市"),
        (" １３２１１ ", "東京都小平市"),
        ("小平市", "東京都小平市"),
        ("東京都小平市", "東京都小平市"),
        ("こだいら", "東京都小平市"),
        ("コダイラシ", "東京都小平市"),
        ("Kodaira", "東京都小平市"),
        ("kodaira-shi", "東京都小平市"),
        ("KODAIRA CITY", "東京都小平市"),
        ("Ōsaka", "大阪府大阪市"),
        ("Ohsaka", "大阪府大阪市"),
        ("Sammu", "千葉県山武市"),
        ("Matsuura", "長崎県松浦市"),
        ("茅ケ崎市", "神奈川県茅ヶ崎市"),
        ("虻田郡倶知安町", "北海道虻田郡倶知安町"),
        ("倶知安町", "北海道虻田郡倶知安町"),
        ("大町町", "佐賀県杵島郡大町町"),
        ("東京都府中市", "東京都府中市"),
        ("Fuchu Town", "広島県安芸郡府中町"),
        ("東村", "沖縄県国頭郡東村"),
        ("津", "三重県津市"),
    ],
)
def test_whom_a_user_means(wanted: str, name: str) -> None:
    assert match_municipality(wanted).name == name


@pytest.mark.parametrize(
    ("wanted", "candidates"),
    [
        ("府中市", ["13206 東京都府中市", "34208 広島県府中市"]),
        ("伊達市", ["01233 北海道伊達市", "07213 福島県伊達市"]),
        ("小平", ["01482 北海道留萌郡小平町", "13211 東京都小平市"]),
        ("Fuchu-shi", ["13206 東京都府中市 (fuchu)", "34208 広島県府中市 (fuchu)"]),
    ],
)
def test_several_of_one_name_are_listed(wanted: str, candidates: list[str]) -> None:
    with pytest.raises(InputsError) as caught:
        match_municipality(wanted)
    said = caught.value.text("en")
    assert "may be several" in said
    assert all(one in said for one in candidates)
    assert said.count(" (") == len(candidates)


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("Kodara", "13211 東京都小平市"),
        ("小平氏", "東京都小平市"),
        ("清瀬", None),
        ("", "なし"),
    ],
)
def test_an_unknown_name_brings_near_ones(wanted: str, near: str | None) -> None:
    if near is None:
        assert match_municipality(wanted).code == "132217"
        return
    with pytest.raises(InputsError) as caught:
        match_municipality(wanted)
    assert near in caught.value.text("ja")


def test_every_municipality_of_the_register_has_a_name_and_a_folder() -> None:
    known = municipalities()
    register = find_register(SHIPPED)
    assert register is not None
    assert [one.code for one in known] == register.data["region"].values.tolist()
    assert [one.name for one in known] == register.data["name"].values.tolist()
    assert len({one.folder for one in known}) == len(known)
    assert all(re.fullmatch(r"[a-z]+(-\d{5})?", one.folder) for one in known)
    assert all(re.fullmatch("[ァ-ヶ]+", one.kana) for one in known)
    # Every fiftieth by its whole name; codes 33.. to 48.. meet the longest lists of near ones.
    assert all(match_municipality(one.name) == one for one in known[::50])


def test_folders_of_shared_readings_have_their_code() -> None:
    fuchu = [one.folder for one in municipalities() if one.romaji == "fuchu"]
    assert fuchu == ["fuchu-13206", "fuchu-34208", "fuchu-34302"]
    assert match_municipality("13221").folder == "kiyose"


def test_how_a_folder_declares_it() -> None:
    region = match_municipality("01400").region
    assert (region.code, region.name.ja, region.name.en) == ("014001", "倶知安町", "Kutchan")
