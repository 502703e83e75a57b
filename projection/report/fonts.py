"""The Japanese font of pictures and pages: IPAexGothic, under the IPA Font License v1.0.

The font comes with the package matplotlib-fontja, with its licence. What a page or a picture
embeds is the few glyphs that it shows, for showing it and nothing else: Article 2 (5) of the
licence lays no duty on who passes such a document on.
"""

from __future__ import annotations

import base64
import importlib.util
import io
from pathlib import Path
from typing import Any

from projection.errors import ProjectionError, fault
from projection.report.libraries import library

EMBEDDED = "Embedded Gothic"
FAMILY = f"'{EMBEDDED}', IPAexGothic, 'Yu Gothic', Meiryo, 'Noto Sans JP', sans-serif"
_PACKAGE = "matplotlib_fontja"
_ASCII = "".join(map(chr, range(0x20, 0x7F)))


def font_file() -> Path:
    """Return where the font is, without importing the package that it comes with.

    Raises
    ------
    ProjectionError
        The package is not installed.
    """
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ProjectionError(fault("report_library_missing", package="matplotlib-fontja"))
    return Path(found.submodule_search_locations[0]) / "fonts" / "ipaexg.ttf"


def font_face(text: str) -> str:
    """Return a CSS rule that holds the glyphs of a text.

    Parameters
    ----------
    text
        Everything that is shown; the letters and marks of ASCII are always there.

    Returns
    -------
    str
        An `@font-face` rule with the font as WOFF in a data address. The same characters give
        the same rule. What the font does not have is left to the reader's fonts.
    """
    glyphs = base64.b64encode(_subset("".join(sorted({*text, *_ASCII})))).decode()
    return (
        f"@font-face{{font-family:'{EMBEDDED}';"
        f"src:url(data:font/woff;base64,{glyphs}) format('woff')}}"
    )


def _subset(characters: str) -> bytes:
    subset = library("fontTools.subset", "fonttools")
    fonts = library("fontTools.ttLib", "fonttools")
    file = io.BytesIO()
    unchanged = {"recalcTimestamp": False, "recalcBBoxes": False}
    with fonts.TTFont(font_file(), lazy=True, **unchanged) as font:
        subsetter = subset.Subsetter(_options(subset))
        subsetter.populate(text=characters)
        subsetter.subset(font)
        font.flavor = "woff"
        font.save(file)
    return file.getvalue()


def _options(subset: Any) -> Any:
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS"]
    # The licence keeps the font's name for the whole font.
    options.name_IDs = []
    return options
