"""Any figure as a picture, as wide as the text of an A4 page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from projection.language import Language, Text
from projection.report.captions import item_number
from projection.report.figure import Figure, Lines, Panel, Pyramid, Role, Series
from projection.report.fonts import FAMILY, font_face, font_file
from projection.report.libraries import library
from projection.report.office import plain
from projection.report.style import Look, looks
from projection.report.vega import (
    chart,
    legend_columns,
    number_locale,
    settings,
    without_legend,
)
from projection.report.wrapping import cell_width, wrap

_WIDTH, _MILLIMETRES = 640, 160
_DOTS = 300  # an inch
_POINTS, _PIXELS = 72, 96  # an inch: the converter counts dots in points, lengths in pixels
_GAP = 16
_TITLE, _HEADING, _SMALL = 15, 12, 11  # pixels
_SYMBOL = 32
_LINE = 1.4

_HEIGHT = re.compile(r'<svg [^>]*height="([\d.]+)"')
_NAME = re.compile(r'(id="|url\(#)(?=\w)')


def picture(
    figure: Figure, form: Literal["svg", "png"], lang: Language, *, titled: bool = True
) -> bytes:
    """Return a figure as a picture, with all that is printed.

    Parameters
    ----------
    figure
        Any figure. Panels that are not `still` are left out, where others are.
    form
        "svg", with the glyphs that it shows inside it, or "png", with 300 dots an inch.
    lang
        The language of its words.
    titled
        Whether number and title stand above it: not where a caption says them.

    Returns
    -------
    bytes
        160 mm wide. The same figure gives the same bytes.

    Raises
    ------
    ProjectionError
        A library of the extra `report` is not installed.
    """
    converter = library("vl_convert", "vl-convert-python")
    converter.register_font_directory(str(font_file().parent))
    name = f"{item_number(figure.id).of(lang)}  {plain(figure.title, lang)}" if titled else ""
    drawn = _composed(figure, name, lang, converter)
    if form == "svg":
        return _with_glyphs(drawn).encode()
    return converter.svg_to_png(drawn, scale=_POINTS / _PIXELS, ppi=_DOTS)


@dataclass(frozen=True)
class _Piece:
    """A part of the picture: its content, and how high it is."""

    content: str
    height: float


def _composed(figure: Figure, name: str, lang: Language, converter: Any) -> str:
    panels = [panel for panel in figure.panels if panel.still] or list(figure.panels)
    abreast = _abreast(panels)
    width = (_WIDTH - _GAP * (abreast - 1)) / abreast
    common = _common_series(panels)
    pieces = [_drawn(panel, width, common, lang, converter) for panel in panels]
    rows = [pieces[first : first + abreast] for first in range(0, len(pieces), abreast)]
    head = _written(name, _TITLE, _WIDTH) if name else _Piece("", 0.0)
    top, parts = head.height, [head.content]
    for row in rows:
        parts += [
            _placed(piece, column * (width + _GAP), top) for column, piece in enumerate(row)
        ]
        top += max(piece.height for piece in row) + _GAP
    if common:
        legend = _legend(common, lang)
        parts.append(_placed(legend, 0, top))
        top += legend.height
    return _document(_own_names(parts), top)


def _abreast(panels: Sequence[Panel]) -> int:
    """Return how many panels stand side by side: more than two would be higher than a page."""
    pyramids = all(isinstance(panel.form, Pyramid) for panel in panels)
    return 2 if len(panels) > 2 or (pyramids and len(panels) == 2) else 1


def _common_series(panels: Sequence[Panel]) -> tuple[Series, ...]:
    """Return the series of most panels of lines, where two or more panels have the same."""
    several = [panel.form.series for panel in panels if isinstance(panel.form, Lines)]
    names = [_names(series) for series in several]
    most = max(names, key=names.count, default=())
    return several[names.index(most)] if names.count(most) > 1 else ()


def _names(series: Sequence[Series]) -> tuple[tuple[str, Text, Role], ...]:
    return tuple((one.key, one.label, one.role) for one in series)


def _drawn(
    panel: Panel, width: float, common: Sequence[Series], lang: Language, converter: Any
) -> _Piece:
    view = chart(panel.form, lang, page=False) | {"width": width}
    view["config"] = settings(legend_columns(view, width))
    if isinstance(panel.form, Lines) and _names(panel.form.series) == _names(common):
        view = without_legend(view)
    svg = converter.vegalite_to_svg(view, format_locale=number_locale(lang))
    height = float(_HEIGHT.findall(svg)[0])
    if panel.heading is None:
        return _Piece(svg, height)
    head = _written(plain(panel.heading, lang), _HEADING, width)
    below = _placed(_Piece(svg, height), 0, head.height)
    return _Piece(head.content + below, head.height + height)


def _legend(series: Sequence[Series], lang: Language) -> _Piece:
    """Return the names of series that several panels share, once for all of them."""
    labels = [plain(one.label, lang) for one in series]
    room = max(_SYMBOL + _SMALL * 0.55 * cell_width(label) + _GAP for label in labels)
    columns = max(1, int(_WIDTH // room))
    entries = (
        _placed(
            _entry(label, look),
            _WIDTH / columns * (number % columns),
            _LINE * _SMALL * (number // columns + 1),
        )
        for number, (label, look) in enumerate(zip(labels, looks(series), strict=True))
    )
    height = _LINE * _SMALL * (len(labels) // columns + 2)
    return _Piece("".join(entries), height)


def _entry(label: str, look: Look) -> _Piece:
    dash = f' stroke-dasharray="{",".join(map(str, look.dash))}"' if look.dash else ""
    shown = wrap(label, int((_WIDTH - _SYMBOL) / (0.55 * _SMALL)))[0]
    content = (
        f'<path d="M0,-4H26" stroke="{look.colour}" stroke-width="2"{dash}/>'
        f'<text x="{_SYMBOL}" font-size="{_SMALL}" font-family="{escape(FAMILY)}" '
        f'fill="#333333">{escape(shown)}</text>'
    )
    return _Piece(content, 0)


def _written(text: str, size: int, width: float) -> _Piece:
    lines = wrap(text, int(width / (0.5 * size)))
    written = "".join(
        f'<text x="0" y="{_LINE * size * number:g}" font-size="{size}">{escape(line)}</text>'
        for number, line in enumerate(lines, start=1)
    )
    content = f'<g font-family="{escape(FAMILY)}" fill="#111111">{written}</g>'
    return _Piece(content, _LINE * size * (len(lines) + 0.6))


def _placed(piece: _Piece, x: float, y: float) -> str:
    return f'<g transform="translate({x:g},{y:g})">{piece.content}</g>'


def _own_names(parts: Sequence[str]) -> Iterator[str]:
    """Charts name what they clip by the same names; here each gets its own."""
    for number, part in enumerate(parts):
        yield _NAME.sub(rf"\g<1>p{number}-", part)


def _document(parts: Iterator[str], height: float) -> str:
    millimetres = height * _MILLIMETRES / _WIDTH
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{_MILLIMETRES}mm" height="{millimetres:g}mm" '
        f'viewBox="0 0 {_WIDTH} {height:g}">'
        f'<rect width="100%" height="100%" fill="white"/>{"".join(parts)}</svg>'
    )


def _with_glyphs(svg: str) -> str:
    rule = f"<style>{font_face(svg)}</style>"
    return svg.replace("><rect", f">{rule}<rect", 1)
