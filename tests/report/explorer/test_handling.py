"""In a real browser: sliders, keyboard, address, languages, and titles that mean harm."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from projection.errors import RunError
from projection.report.explorer.sliders import levers_of
from projection.scenarios import YearPath, load_scenario
from tests.browser import opened
from tests.report.explorer.handling import save, table, text
from tests.report.explorer.worlds import LONG, SCRIPT, nowhere, shipped

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHARTS = ("population", "pyramid", "children", "working", "aged", "natural", "social")


def test_titles_do_nothing_but_be_read(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, nowhere(tmp_path).page(tmp_path, "en")) as watched:
        page = watched.page
        page.on("dialog", lambda _: pytest.fail("a title was run"))
        assert SCRIPT in text(page, "header p")
        saved = load_scenario(save(page, tmp_path))
        assert saved.title.ja == f"試算：「題{SCRIPT}」のまま"
        assert f'"{SCRIPT}" $data' in saved.title.en
        assert page.locator("script").count() == 2


def test_a_slider_changes_numbers_charts_and_goals(kiyose: Page) -> None:
    before = {name: text(kiyose, name) for name in (".figures", ".goals p")}
    paths = chart_paths(kiyose)
    kiyose.locator("#tfr-range").fill("2.4")
    assert kiyose.locator("#tfr-box").input_value() == "2.40"
    assert "2030年の出生率2.40" in text(kiyose, ".changed")
    assert text(kiyose, ".figures") != before[".figures"]
    assert text(kiyose, ".goals p") != before[".goals p"]
    same = [new == old for new, old in zip(chart_paths(kiyose), paths, strict=True)]
    # In 45 years nobody who is born later comes to 65.
    assert [name for name, kept in zip(CHARTS, same, strict=True) if kept] == ["aged"]


def chart_paths(page: Page) -> list[str]:
    """What is drawn in each chart, its lines or bars."""
    found: list[str] = page.evaluate(
        """() => Array.from(document.querySelectorAll("figure > div > svg"), (svg) =>
            Array.from(svg.querySelectorAll("path.own, rect"), (shape) =>
                (shape.getAttribute("d") ?? "") + shape.getAttribute("width")).join())"""
    )
    assert len(found) == len(CHARTS)
    assert all(len(one) > 100 for one in found)
    assert not any("NaN" in one for one in found)
    return found


def test_the_keyboard_is_enough(kiyose: Page) -> None:
    kiyose.locator("#young-range").focus()
    for _ in range(3):
        kiyose.keyboard.press("ArrowRight")
    assert kiyose.locator("#young-range").get_attribute("aria-valuetext") == "15人/年"
    assert kiyose.locator("#young-box").input_value() == "15"
    kiyose.locator("#families-box").focus()
    kiyose.keyboard.press("Control+A")
    kiyose.keyboard.type("-999")
    kiyose.keyboard.press("Enter")
    # What lies beyond the end of a slider is brought back to it.
    assert kiyose.evaluate("() => Page.state().families") == -100
    assert kiyose.locator("#families-range").get_attribute("aria-valuetext") == "△100世帯/年"
    kiyose.locator("#reset").press("Enter")
    assert "まだ何も変えていません" in text(kiyose, ".changed")
    kiyose.locator("#language").press("Enter")
    assert kiyose.evaluate("() => document.activeElement.id") == "language"


def test_every_control_has_a_name(kiyose: Page) -> None:
    nameless = kiyose.evaluate(
        """() => Array.from(document.querySelectorAll("input, button, svg[role]"))
            .filter((one) => !(one.getAttribute("aria-label") || one.textContent
                || one.labels?.[0]?.textContent)).length"""
    )
    assert nameless == 0


def test_the_address_says_what_was_changed_and_no_more(
    browser: Browser, tmp_path: Path
) -> None:
    path = shipped().page(tmp_path)
    with opened(browser, path) as watched:
        page = watched.page
        assert "#" not in page.url
        page.locator("#families-range").fill("25")
        page.locator("#year").fill("2045")
        page.wait_for_function("() => location.hash === '#families=25&year=2045'")
        page.locator("input[value=vision]").check()
        page.wait_for_function(
            "() => location.hash.endsWith('&with=vision&with=vision-families')"
        )
        fragment = page.url.partition("#")[2]
        state, shown = page.evaluate("() => Page.state()"), text(page, "main")
        page.locator("#reset").click()
        page.wait_for_function("() => !location.hash.includes('families=')")
    with opened(browser, path, fragment=fragment) as watched:
        assert watched.page.evaluate("() => Page.state()") == state
        assert text(watched.page, "main") == shown


@pytest.mark.parametrize(
    "fragment",
    [
        "tfr=abc&young=&families=1e999&start=-5&year=9999&with=nobody&lang=xx",
        "tfr=%3Cscript%3Ealert(1)%3C/script%3E&__proto__=1&%E0%A4%A",
        "=&&&#",
    ],
)
def test_an_address_that_says_nonsense_is_harmless(
    browser: Browser, tmp_path: Path, fragment: str
) -> None:
    with opened(browser, shipped().page(tmp_path), fragment=fragment) as watched:
        state = watched.page.evaluate("() => Page.state()")
        assert (state["tfr"], state["young"], state["families"]) == (None, 0, 0)
        assert 2020 <= state["year"] <= 2065
        assert chart_paths(watched.page)


def test_a_projection_below_nobody_is_refused(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("projection.report.explorer.sliders._SHARE", 1.0)
    world = nowhere(tmp_path)
    (lever,) = levers_of("young", world.scenarios[0])
    path = YearPath.of({2015: 0, 2025: -2000})
    leaving = lever.model_copy(update={"add_per_year": path})
    levers = (*world.scenarios[0].migration, leaving)
    with pytest.raises(RunError) as caught:
        world.experiment.run([world.scenarios[0].model_copy(update={"migration": levers})])
    with opened(browser, world.page(tmp_path, "en"), fragment="young=-2000") as watched:
        page = watched.page
        year = caught.value.faults[0].values["year"]
        assert text(page, ".alert").startswith(f"By {year} more people would have left")
        assert page.locator("#save").is_disabled()
        page.locator("#reset").click()
        assert text(page, ".alert") == ""
        assert page.locator("#save").is_enabled()


WORDS: Mapping[str, tuple[str, ...]] = {
    "ja": ("清瀬市の将来人口を試算する", "△", "2060年（令和42年）", "年少人口（0〜14歳）"),
    "en": ("Kiyose: try the projection", "-", "2060", "Children (0-14)"),
}


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_both_languages_whatever_the_first(browser: Browser, tmp_path: Path, lang: str) -> None:
    first, other = ("ja", "en") if lang == "ja" else ("en", "ja")
    with opened(browser, shipped().page(tmp_path, "ja" if lang == "ja" else "en")) as watched:
        page = watched.page
        for now in (first, other, first):
            assert page.evaluate("() => document.documentElement.lang") == now
            assert page.title() == WORDS[now][0]
            for details in page.locator("details").all():
                details.locator("summary").click()
            shown = text(page, "body")
            assert all(word in shown for word in WORDS[now][1:])
            assert "{" not in shown
            assert ("現状" in shown) == (now == "ja")
            page.locator("#language").click()


def test_the_table_behind_a_chart_has_its_numbers(kiyose: Page) -> None:
    kiyose.locator("#tfr-range").fill("1.9")
    kiyose.locator("#chart-population summary").click()
    rows = [
        row.split("\t") for row in text(kiyose, "#chart-population table").splitlines() if row
    ]
    assert rows[0] == ["表示する年", "試算", "現状", "ビジョン＋定着＋子育て世帯"]
    assert [row[0] for row in rows[1:]] == [str(year) for year in range(2020, 2066, 5)]
    total = table(kiyose, "population")[-1].sum()
    assert rows[-1][1] == f"{total:,.0f}"
    other = shipped().experiment.run(shipped().scenarios[2:])["population"].sel(year=2065).sum()
    assert rows[-1][3] == f"{other.item():,.0f}"


def test_a_click_into_a_chart_chooses_the_year(kiyose: Page) -> None:
    chart = kiyose.locator("#chart-population svg").first
    box = chart.bounding_box()
    assert box is not None
    chart.click(position={"x": box["width"] * 0.999, "y": 60})
    assert text(kiyose, ".year output") == "2065年（令和47年）"
    assert "2064年中" in text(kiyose, "#chart-natural")


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_nothing_is_wider_than_the_window(browser: Browser, tmp_path: Path, width: int) -> None:
    # One label has 240 characters.
    path = nowhere(tmp_path).page(tmp_path)
    for lang in ("ja", "en"):
        fragment = f"tfr=1.8&lang={lang}"
        with opened(browser, path, width=width, fragment=fragment) as watched:
            for summary in watched.page.locator("summary").all():
                summary.click()
            wide = watched.page.evaluate("() => document.documentElement.scrollWidth")
            assert wide <= width
            # It is cut short where it is read, and whole where one points at it.
            assert LONG[:39] + "…" in text(watched.page, ".compare")
            assert LONG[:41] not in text(watched.page, "main")
            assert watched.page.locator(f'label[title^="{LONG}"]').count() == 1
