"""Pictures: their size, their words, their glyphs."""

from __future__ import annotations

import base64
import importlib.util
import io
import re
import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from projection.errors import ProjectionError
from projection.language import LANGUAGES, Language, Text
from projection.report.figure import Figure, Panel
from projection.report.libraries import library
from projection.report.pictures import picture
from tests.report import worlds_figures as worlds

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = {figure.id: figure for figure in worlds.every_form()}


def texts(svg: bytes) -> list[str]:
    root = ElementTree.fromstring(svg)  # noqa: S314  our own
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


def png_size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_png_is_160_mm_wide_at_300_dots_an_inch() -> None:
    png = picture(FIGURES["F1"], "png", "ja")
    assert abs(png_size(png)[0] - 160 / 25.4 * 300) <= 2
    # Dots a metre: 300 an inch.
    place = png.index(b"pHYs") + 4
    assert struct.unpack(">II", png[place : place + 8]) == (11811, 11811)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_an_svg_begins_with_number_and_title(name: str, lang: Language) -> None:
    figure = FIGURES[name]
    words = texts(picture(figure, "svg", lang))
    number = {"ja": f"図{name[1:]}", "en": f"Figure {name[1:]}"}[lang]
    assert words[0].split() == [*number.split(), *figure.title.of(lang).split()]


@pytest.mark.parametrize("name", FIGURES)
def test_every_japanese_letter_of_an_svg_has_its_glyph_inside(name: str) -> None:
    svg = picture(FIGURES[name], "svg", "ja")
    found = re.search(rb"base64,([\w+/=]+)\)", svg)
    assert found is not None
    fonts = library("fontTools.ttLib", "fonttools")
    glyphs = fonts.TTFont(io.BytesIO(base64.b64decode(found[1]))).getBestCmap()
    assert {ord(one) for text in texts(svg) for one in text} <= set(glyphs) | {0xA}


def test_the_same_figure_gives_the_same_bytes() -> None:
    assert picture(FIGURES["F5"], "svg", "ja") == picture(FIGURES["F5"], "svg", "ja")


def test_numbers_of_axes_are_written_as_the_language_does() -> None:
    assert "△200" in texts(picture(FIGURES["F3"], "svg", "ja"))
    assert "-200" in texts(picture(FIGURES["F3"], "svg", "en"))


def test_panels_for_which_there_is_no_room_in_print_are_left_out() -> None:
    words = texts(picture(FIGURES["F5"], "svg", "ja"))
    assert words.count("男") == 2
    assert worlds.SCRIPT not in words


def test_a_figure_without_any_still_panel_has_all() -> None:
    figure = FIGURES["F5"]
    moving = replace(figure, panels=tuple(replace(one, still=False) for one in figure.panels))
    assert texts(picture(moving, "svg", "ja")).count("男") == 3


def test_two_pyramids_stand_side_by_side() -> None:
    one = replace(FIGURES["F5"], panels=FIGURES["F5"].panels[:1])
    heights = [png_size(picture(each, "png", "ja"))[1] for each in (one, FIGURES["F5"])]
    assert heights[1] < 1.2 * heights[0]


def test_panels_with_the_same_lines_share_one_legend() -> None:
    panel = FIGURES["F1"].panels[0]
    heads = [Text(name, name) for name in ("A", "B")]
    figure = replace(FIGURES["F1"], panels=tuple(replace(panel, heading=one) for one in heads))
    words = texts(picture(figure, "svg", "ja"))
    assert [words.count(one) for one in ("A", "B", "実績（総計）", "ビジョン")] == [1] * 4


def test_names_inside_a_picture_are_given_once() -> None:
    svg = picture(FIGURES["F3"], "svg", "ja").decode()
    names = re.findall(r'\bid="([^"]+)"', svg)
    assert len(names) == len({*names})
    assert {*re.findall(r"url\(#([^)]+)\)", svg)} <= {*names}


@pytest.mark.parametrize("hostile", worlds.HOSTILE)
def test_hostile_titles_and_headings_are_only_words(hostile: str) -> None:
    figure = Figure(
        "F1",
        Text(hostile, hostile),
        Text("", ""),
        tuple(Panel(worlds.pyramid(9.0), Text(hostile, hostile)) for _ in range(2)),
        (),
        (),
    )
    svg = picture(figure, "svg", "ja")
    root = ElementTree.fromstring(svg)  # noqa: S314  our own
    assert not list(root.iter(f"{SVG}script"))
    assert png_size(picture(figure, "png", "ja"))[1] < 4000


def test_a_missing_converter_is_one_clear_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ProjectionError, match="needs vl-convert-python; run"):
        picture(FIGURES["F1"], "png", "en")
