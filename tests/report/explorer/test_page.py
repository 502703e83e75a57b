"""The file: everything inside, nothing of a title loose, words in both languages."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
import xarray as xr

from projection.errors import ProjectionError
from projection.language import Text
from projection.report.explorer.page import explorer_page, page_data, write_explorer
from projection.report.explorer.words import WORDS
from projection.report.material import gather_material
from projection.running import run_each
from tests.estimation.test_kiyose import ROOT, kiyose
from tests.report.explorer.worlds import nowhere, shipped


def kiyose_page() -> str:
    world = shipped()
    return explorer_page(world.experiment, world.scenarios, world.vision, "ja")


def data_of(page: str) -> str:
    found = re.search('<script type="application/json" id="data">(.*)</script>', page)
    assert found is not None
    return found[1]


def test_it_is_small_and_names_no_address() -> None:
    page = kiyose_page()
    assert len(page.encode()) < 600_000
    # The name space of SVG is a name, not an address.
    assert re.findall("https?://[^\"' ]+", page) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"@import|url\(|\bsrc=|\bfetch\(|XMLHttp", page)


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert kiyose_page() == kiyose_page()


def test_only_its_own_script_and_style_may_run() -> None:
    page = kiyose_page()
    policy = re.search('Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    for element in ("script", "style"):
        # The data is no script.
        (content,) = re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'; ")


def test_a_title_cannot_end_its_element(tmp_path: Path) -> None:
    world = nowhere(tmp_path)
    page = explorer_page(world.experiment, world.scenarios, world.vision, "en")
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert page.count("<script") == page.count("</script>") == 2
    data = json.loads(data_of(page))
    assert data["scenario"]["title"]["en"] == world.scenarios[0].title.en
    assert "</script>" in data["scenario"]["title"]["en"]


def test_no_two_lines_look_alike() -> None:
    world = shipped()
    data = page_data(world.experiment, world.scenarios, None, "ja")
    looks = [(one["colour"], one["dash"]) for one in data["others"]]
    assert len({colour for colour, _ in looks} | {data["colours"]["own"]}) == 3
    assert data["compared"] == ["vision", "vision-families"]
    assert data["goals"] == []


@pytest.mark.parametrize(("name", "text"), WORDS.items())
def test_words_are_in_their_language_and_no_forecast(name: str, text: Text) -> None:
    assert text.ja
    assert "予測" not in text.ja
    if name != "otherLanguage":
        assert not re.search("[ぁ-んァ-ヶ一-龠（）、。]", text.en)
        assert "forecast" not in text.en.lower()


def results_of(step: int) -> list[xr.Dataset]:
    return run_each(kiyose(), shipped().scenarios[:2], step=step)


def test_results_of_either_step_give_the_same_numbers() -> None:
    pages = [
        data_of(
            write_explorer(gather_material(results_of(step), ROOT / "inputs"), "ja").decode()
        )
        for step in (1, 5)
    ]
    once, five = (json.loads(page) for page in pages)
    assert once["engine"] == five["engine"]
    assert once["others"] == five["others"]
    assert [one["name"] for one in once["others"]] == ["vision"]


def test_without_the_inputs_it_is_told_why() -> None:
    with pytest.raises(ProjectionError, match="132217"):
        write_explorer(gather_material(results_of(5), ROOT / "inputs" / "japan"), "ja")


def test_the_base_may_be_any_result() -> None:
    material = gather_material(results_of(1), ROOT / "inputs", base="vision")
    data = json.loads(data_of(write_explorer(material, "en").decode()))
    assert data["scenario"]["name"] == "vision"
    assert data["engine"]["tfr"] == {"years": [2019, 2030], "values": [1.31, 1.8]}


def test_every_word_that_the_scripts_say_is_there() -> None:
    script = kiyose_page().rpartition("<script>")[2]
    said = set(re.findall(r'say\("(\w+)"', script))
    assert len(said) > 30
    assert said <= set(WORDS)
