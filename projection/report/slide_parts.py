"""The parts of slides: a deck of wide slides, boxes of words that fit, notes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from projection.language import Language
from projection.report.content import Report
from projection.report.libraries import library
from projection.report.office import FONT, cells_in, cut, identify, lines_of, packed, plain
from projection.report.wrapping import wrap

WIDTH, HEIGHT, MARGIN = 960, 540, 36  # points: 16 to 9
INK, GREY, ACCENT = "333333", "595959", "1f4e79"
_POINT = 12700  # the formats' unit of length, in a point
_LEADING = 1.25
APART = 0.4  # of a font's size, between paragraphs
_TITLE_LAYOUT, _ITEM_LAYOUT = 0, 5
_TYPEFACES = re.compile(rb'(<a:(?:latin|ea|cs) typeface=")[^"]*(")')
_OF_SCRIPT = re.compile(rb'(<a:font script="Jpan" typeface=")[^"]*(")')


@dataclass(frozen=True)
class Box:
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """The same in the unit of the file."""
        left, top, width, height = (
            points(one) for one in (self.left, self.top, self.width, self.height)
        )
        return left, top, width, height


@dataclass(frozen=True)
class Place:
    """Where a chart goes, and its words.

    Parameters
    ----------
    slide, box
        Where.
    heading
        Above the chart; empty where the slide says it.
    says
        What those hear who do not see it.
    lang
        Of its words.
    """

    slide: Any
    box: Box
    heading: str
    says: str
    lang: Language

    @property
    def size(self) -> float:
        """Of the font: smaller where two charts stand abreast."""
        return 11 if self.box.width > 600 else 9


@dataclass(frozen=True)
class Deck:
    """Slides that are being made.

    Parameters
    ----------
    presentation
        The library's.
    report
        What they are about.
    lang
        Of their words.
    """

    presentation: Any
    report: Report
    lang: Language


def points(length: float) -> int:
    """Return a length of points in the unit of the file.

    Examples
    --------
    >>> points(0.5)
    6350
    """
    return round(length * _POINT)


def new_deck(report: Report, lang: Language) -> Deck:
    """Return a deck without slides: wide, with one font for Japanese and English.

    Raises
    ------
    ProjectionError
        python-pptx is not installed.
    """
    presentation = library("pptx", "python-pptx").Presentation()
    presentation.slide_width, presentation.slide_height = points(WIDTH), points(HEIGHT)
    kept = [presentation.slide_layouts[place] for place in (_TITLE_LAYOUT, _ITEM_LAYOUT)]
    for layout in list(presentation.slide_layouts):
        if layout not in kept:
            presentation.slide_layouts.remove(layout)
    for holder in (presentation.slide_master, *kept):
        _widen(holder)
    _set_font(presentation.slide_master.part)
    _set_font(presentation.notes_master.part)
    identify(presentation.core_properties, report, lang)
    return Deck(presentation, report, lang)


def _widen(holder: Any) -> None:
    """Stretch a master or layout of 4 to 3, where a place is its own."""
    stretched = WIDTH / 720
    for shape in holder.placeholders:
        if shape._element.spPr.xfrm is not None:
            shape.left, shape.width = (
                round(length * stretched) for length in (shape.left, shape.width)
            )


def _set_font(part: Any) -> None:
    types = library("pptx.opc.constants", "python-pptx").RELATIONSHIP_TYPE
    theme = part.part_related_by(types.THEME)
    name = rf"\g<1>{FONT}\g<2>".encode()
    changed = _OF_SCRIPT.sub(name, _TYPEFACES.sub(name, theme.blob))
    # The library reads the theme of slides as bytes, that of notes as XML.
    if hasattr(theme, "_element"):
        theme._element = library("pptx.oxml", "python-pptx").parse_xml(changed)
    else:
        theme._blob = changed


def saved(deck: Deck) -> bytes:
    """Return the deck as a file."""
    file = io.BytesIO()
    deck.presentation.save(file)
    return packed(file.getvalue())


def title_slide(deck: Deck, below: str) -> Any:
    """Add the first slide: the report's title, and what stands below it."""
    slide = deck.presentation.slides.add_slide(deck.presentation.slide_layouts[0])
    title, subtitle = slide.placeholders
    _place(title, Box(MARGIN, 60, _FULL, 96))
    _place(subtitle, Box(MARGIN, 160, _FULL, 34))
    words = plain(deck.report.title, deck.lang)
    write(title, [words], fitting(words, _FULL, 90, (36, 30, 24, 20)), bold=True, align="l")
    write(subtitle, [below], 16, colour=GREY, align="l")
    return slide


_FULL = WIDTH - 2 * MARGIN


def item_slide(deck: Deck, kicker: str, title: str, lead: str) -> tuple[Any, float]:
    """Add a slide with what it is, the sentence it says, and what more is to be said.

    Returns
    -------
    slide, top
        The slide, and where its free place begins, in points.
    """
    slide = deck.presentation.slides.add_slide(deck.presentation.slide_layouts[1])
    text_box(slide, Box(MARGIN, 16, _FULL, 20), [cut(kicker, 130)], 12, colour=ACCENT)
    size = fitting(title, _FULL, 84, (24, 22, 20, 18, 16, 14, 12))
    shown = _within(title, size, 6)
    height = _LEADING * size * lines_of(shown, size, _FULL) + 4
    (holder,) = slide.placeholders
    _place(holder, Box(MARGIN, 36, _FULL, height))
    write(holder, [shown], size, bold=True, align="l")
    top = 36 + height + 4
    if not lead:
        return slide, top + 4
    size = fitting(lead, _FULL, 36, (13, 12, 11, 10))
    shown = _within(lead, size, 5)
    height = _LEADING * size * lines_of(shown, size, _FULL) + 4
    text_box(slide, Box(MARGIN, top, _FULL, height), [shown], size)
    return slide, top + height + 4


def _within(words: str, size: float, lines: int) -> str:
    return cut(words, lines * cells_in(size, _FULL))


def footer(deck: Deck, slide: Any, lines: Sequence[tuple[str, int]]) -> float:
    """Write small lines and the slide's number at the bottom.

    Parameters
    ----------
    lines
        Each with how many lines of print it may take at most.

    Returns
    -------
    float
        Where they begin, in points.
    """
    size, width = 8, _FULL - 40
    shown = [cut(words, most * cells_in(size, width)) for words, most in lines]
    height = sum(lines_of(words, size, width) for words in shown) * size * _LEADING + 2
    top = HEIGHT - 10 - height
    if shown:
        text_box(slide, Box(MARGIN, top, width, height), shown, size, colour=GREY)
    number = text_box(
        slide, Box(WIDTH - MARGIN - 36, HEIGHT - 24, 36, 14), [""], 9, colour=GREY, align="r"
    )
    _count(number.text_frame.paragraphs[0], len(deck.presentation.slides))
    return top


def _count(paragraph: Any, number: int) -> None:
    """Write the slide's number as a field, which follows when slides are moved."""
    run = paragraph.runs[0]._r
    field = run.makeelement(
        run.tag.replace("}r", "}fld"),
        {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"},
    )
    run.addprevious(field)
    run.text = str(number)
    for child in list(run):
        field.append(child)
    run.getparent().remove(run)


def notes(slide: Any, lines: Sequence[str]) -> None:
    """Write what a speaker sees below the slide, whole."""
    slide.notes_slide.notes_text_frame.text = "\n".join(lines)


def text_box(
    slide: Any,
    box: Box,
    lines: Sequence[str],
    size: float,
    *,
    colour: str = INK,
    align: str = "l",
    apart: float = 0.0,
) -> Any:
    """Write lines, a paragraph each, into a box of their own; `apart` in points."""
    shape = slide.shapes.add_textbox(*box.emu)
    write(shape, lines, size, colour=colour, align=align)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_after = points(apart)
    return shape


def write(
    shape: Any,
    lines: Sequence[str],
    size: float,
    *,
    bold: bool = False,
    colour: str = INK,
    align: str = "l",
) -> None:
    """Write lines, a paragraph each, into a shape; its margins are taken away."""
    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = library("pptx.enum.text", "python-pptx").MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = library("pptx.enum.text", "python-pptx").MSO_ANCHOR.TOP
    for place, words in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        write_line(paragraph, words, size, bold=bold, colour=colour, align=align)


def write_line(
    paragraph: Any, words: str, size: float, *, bold: bool, colour: str, align: str
) -> None:
    """Write one paragraph, its lines as far apart as its size asks, whatever the font."""
    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.bold = points(size), bold
    run.font.color.rgb = library("pptx.dml.color", "python-pptx").RGBColor.from_string(colour)
    # A length of the library's: a mere number would be a multiple.
    paragraph.line_spacing = library("pptx.util", "python-pptx").Pt(_LEADING * size)
    aligned = library("pptx.enum.text", "python-pptx").PP_ALIGN
    paragraph.alignment = aligned.RIGHT if align == "r" else aligned.LEFT


def fitting(words: str, width: float, height: float, sizes: Sequence[float]) -> float:
    """Return the first size of a font with which words fit; the last where none does.

    Parameters
    ----------
    words
        On one line.
    width, height
        The room, in points.
    sizes
        From the largest.

    Examples
    --------
    >>> fitting("人口は減る。", 400, 30, (24, 18)), fitting("人口" * 20, 400, 30, (24, 18))
    (24, 18)
    """
    for size in sizes:
        if lines_of(words, size, width) * _LEADING * size <= height:
            return size
    return sizes[-1]


def paged(
    lines: Sequence[str], sizes: Sequence[float], width: float, height: float
) -> tuple[float, list[list[str]]]:
    """Part paragraphs into pages, in the first size of a font with which one page is enough.

    Parameters
    ----------
    lines
        The paragraphs; one that is longer than a page is parted too.
    sizes
        From the largest, in points; the last where none is small enough.
    width, height
        Of a page, in points.

    Examples
    --------
    >>> paged(["a", "b", "c"], (12, 10), 100, 36)
    (10, [['a', 'b'], ['c']])
    """
    for size in sizes:
        found = _pages(lines, size, width, height)
        if len(found) == 1:
            break
    return size, found


def _pages(lines: Sequence[str], size: float, width: float, height: float) -> list[list[str]]:
    most = max(1, int(height / (_LEADING * size)))
    found: list[list[str]] = [[]]
    left = height
    for part in (part for line in lines for part in _parts(line, size, width, most)):
        need = (lines_of(part, size, width) * _LEADING + APART) * size
        if need > left and found[-1]:
            found.append([])
            left = height
        found[-1].append(part)
        left -= need
    return found


def _parts(paragraph: str, size: float, width: float, most: int) -> list[str]:
    printed = wrap(paragraph, cells_in(size, width))
    if len(printed) <= most:
        return [paragraph]
    # Lines of English were parted at spaces.
    between = " " if paragraph.isascii() else ""
    return [between.join(printed[at : at + most]) for at in range(0, len(printed), most)]


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.emu
