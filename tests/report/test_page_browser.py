"""The page in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from projection.language import LANGUAGES, Language
from projection.report.page import page
from tests.browser import opened
from tests.report import worlds_figures as worlds

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

REPORT = worlds.small_report()
CHARTS = sum(len(figure.panels) for figure in REPORT.figures)
WIDTHS = (390, 820, 1280)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page in both languages."""
    folder = tmp_path_factory.mktemp("pages")
    paths: dict[str, Path] = {lang: folder / f"{lang}.html" for lang in LANGUAGES}
    for lang in LANGUAGES:
        paths[lang].write_bytes(page(REPORT, lang))
    return paths


@pytest.fixture
def shown(browser: Browser, files: dict[str, Path]) -> Iterator[Page]:
    """The Japanese page with all charts drawn; nothing may complain or be asked for."""
    with opened(browser, files["ja"]) as watched:
        draw_all(watched.page)
        yield watched.page


def draw_all(page: Page) -> None:
    """Bring every chart into view, and wait until those that are seen are drawn."""
    page.eval_on_selector_all(".chart", "charts => charts.forEach(one => one.scrollIntoView())")
    height = page.evaluate("document.documentElement.scrollHeight")
    width = (page.viewport_size or {"width": 1280})["width"]
    page.set_viewport_size({"width": width, "height": height})
    until(page.locator(".chart:visible:not(.drawn)")).to_have_count(0)


def until(found: Locator) -> Any:
    """What a part of the page comes to, within some seconds."""
    from playwright.sync_api import expect  # noqa: PLC0415  not everywhere

    return expect(found, "waited in vain")


def marks(page: Page, chart: str, kind: str) -> list[str]:
    """The shapes of one kind of mark in a chart."""
    paths = page.locator(f'[data-chart="{chart}"] .mark-{kind}.role-mark path')
    return sorted(str(one.get_attribute("d")) for one in paths.all())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_is_drawn_and_nothing_is_wider_than_the_window(
    browser: Browser, files: dict[str, Path], lang: Language, width: int
) -> None:
    with opened(browser, files[lang], width=width, locale=lang) as watched:
        draw_all(watched.page)
        # One pyramid is not shown until it is chosen.
        assert watched.page.locator(".chart svg").count() == CHARTS - 1
        assert watched.page.evaluate("document.documentElement.scrollWidth") == width
        boxes = watched.page.locator(".chart svg").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().right)"
        )
        assert max(boxes) <= width


def test_labels_have_triangles_in_japanese_and_hyphens_in_english(
    browser: Browser, files: dict[str, Path]
) -> None:
    for lang, sign in (("ja", "△200"), ("en", "-200")):
        with opened(browser, files[lang]) as watched:
            draw_all(watched.page)
            assert sign in watched.page.locator('[data-chart="F3-0"]').inner_text()


def test_a_switch_takes_the_scenario_out_of_every_chart(shown: Page) -> None:
    before = marks(shown, "F1-0", "line")
    shown.get_by_label("ビジョン", exact=True).uncheck()
    after = marks(shown, "F1-0", "line")
    assert len(before) == 4
    assert len(after) == 3
    assert {*after} < {*before}
    assert shown.locator(".panel", has=shown.locator('[data-chart="F5-1"]')).is_hidden()
    shown.get_by_label("ビジョン", exact=True).check()
    assert marks(shown, "F1-0", "line") == before


def test_the_slider_changes_the_pyramid_and_says_the_year(shown: Page) -> None:
    slider = shown.get_by_label("年", exact=True)
    assert slider.get_attribute("aria-valuetext") == "2030年（令和12年）"
    last = marks(shown, "F5-0", "rect")
    slider.focus()
    shown.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "2020年（令和2年）"
    first = marks(shown, "F5-0", "rect")
    assert len(first) == len(last) == 10
    assert first != last
    assert "2020年（令和2年）" in shown.locator('[data-chart="F5-0"]').inner_text()
    shown.keyboard.press("End")
    assert marks(shown, "F5-0", "rect") == last


def test_play_runs_through_the_years_and_stops(shown: Page) -> None:
    button = shown.get_by_role("button", name="再生")
    output = shown.locator("#F5 output")
    button.click()
    assert output.inner_text() == "2020年（令和2年）"
    assert shown.get_by_role("button", name="停止").get_attribute("aria-pressed") == "true"
    until(output).to_have_text("2030年（令和12年）")
    assert shown.get_by_role("button", name="再生").get_attribute("aria-pressed") == "false"


def test_who_wants_no_motion_has_no_play_button(
    browser: Browser, files: dict[str, Path]
) -> None:
    with opened(browser, files["ja"]) as watched:
        watched.page.emulate_media(reduced_motion="reduce")
        assert watched.page.locator(".years button").is_hidden()
        assert watched.page.get_by_label("年", exact=True).is_visible()


def test_another_scenario_is_chosen_and_shows_the_chosen_year(shown: Page) -> None:
    shown.get_by_label("年", exact=True).press("Home")
    choice = shown.get_by_label("ほかのシナリオ")
    assert choice.locator("option").all_inner_texts() == ["（選択なし）", worlds.SCRIPT]
    choice.select_option("2")
    until(shown.locator('[data-chart="F5-2"]')).to_contain_text("2020年（令和2年）")
    choice.select_option("")
    assert shown.locator('[data-chart="F5-2"]').is_hidden()


def test_a_pointer_shows_the_value(shown: Page) -> None:
    box: Any = shown.locator(
        '[data-chart="F4-0"] .mark-rect.role-mark path'
    ).first.bounding_box()
    shown.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = shown.locator("#vg-tooltip-element.visible")
    assert tip.inner_text().split() == [
        *("系列", "現状維持"),
        *("条件", "閉鎖"),
        *("増減率（%）", "△12.3"),
    ]


def test_a_pointer_on_a_line_shows_its_point(shown: Page) -> None:
    points = shown.locator('[data-chart="F1-0"] .mark-symbol.role-mark path[fill="#0072b2"]')
    box: Any = points.last.bounding_box()
    shown.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    words = shown.locator("#vg-tooltip-element.visible").inner_text().split()
    assert words == ["系列", "ビジョン", "年", "2030年", "総人口（人）", "73,245"]


def test_the_keyboard_reaches_the_content_and_every_control(
    browser: Browser, files: dict[str, Path]
) -> None:
    with opened(browser, files["ja"]) as watched:
        watched.page.keyboard.press("Tab")
        assert watched.page.evaluate("document.activeElement.className") == "skip"
        watched.page.keyboard.press("Enter")
        assert watched.page.evaluate("document.activeElement.id") == "main"
        controls = watched.page.locator("input, select, button, summary, .wide")
        assert controls.evaluate_all("all => all.every(one => one.tabIndex === 0)")


def test_charts_are_named_by_their_findings(shown: Page) -> None:
    assert shown.get_by_role("img", name="総人口 総人口の要点。").count() == 1
    for landmark in ("banner", "navigation", "main", "contentinfo"):
        assert shown.get_by_role(landmark).count() == 1


def test_hostile_titles_run_nothing(browser: Browser, files: dict[str, Path]) -> None:
    said: list[str] = []
    with opened(browser, files["en"]) as watched:
        watched.page.on("dialog", lambda one: said.append(one.message))
        draw_all(watched.page)
        assert worlds.SCRIPT in watched.page.locator('[data-chart="F1-0"]').inner_text()
    assert said == []


def test_a_script_put_into_the_page_does_not_run(
    browser: Browser, files: dict[str, Path], tmp_path: Path
) -> None:
    changed = tmp_path / "changed.html"
    text = files["en"].read_text("utf-8")
    changed.write_text(
        text.replace("<main", "<script>window.smuggled=1</script><main"), "utf-8"
    )
    with opened(browser, changed) as watched:
        assert watched.page.evaluate("window.smuggled") is None
        # The browser says what it refused.
        assert any("Content Security Policy" in one for one in watched.errors)
        watched.errors.clear()


def test_without_scripts_there_are_the_tables_and_no_dead_controls(
    browser: Browser, files: dict[str, Path]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(files["ja"].as_uri())
    assert still.get_by_text("スクリプトが動かないため").is_visible()
    still.get_by_text("図1の数値").click()
    assert still.locator("#F1 table").is_visible()
    assert still.locator(".scenarios, .control").evaluate_all(
        "all => all.every(one => getComputedStyle(one).display === 'none')"
    )
    context.close()


def test_paper_has_every_chart_and_no_controls(shown: Page) -> None:
    # No chart but the first has been seen before printing.
    shown.reload()
    shown.set_viewport_size({"width": 1280, "height": 400})
    pdf = shown.pdf(prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 5 <= pages <= 9
    size = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert size is not None
    assert (round(float(size[1])), round(float(size[2]))) == (595, 842)
    assert shown.locator(".panel:not(.chosen) .chart svg").count() == CHARTS - 1
    shown.emulate_media(media="print")
    for hidden in (".scenarios", ".control", "nav"):
        assert shown.locator(hidden).first.is_hidden()
