"""Sphinx's settings; `python docs/build.py` builds the documentation in both languages."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, cast

from docutils.nodes import SkipNode
from latex2mathml.converter import convert
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent))

from links import Language, relinked

from projection import __version__

language = cast("Language", os.environ["DOCS_LANGUAGE"])
project = {"ja": "projection：市区町村の将来人口推計", "en": "projection"}[language]
author = "projection"
release = __version__
extensions = ["myst_parser"]
# A page stands beside its translation: method.md and method.ja.md are both "method".
source_suffix = {{"ja": ".ja.md", "en": ".md"}[language]: "markdown"}
include_patterns = ["**.ja.md"] if language == "ja" else ["**.md"]
exclude_patterns = ["_build", *(["**.ja.md"] if language == "en" else [])]
myst_enable_extensions = ["dollarmath", "colon_fence"]
myst_heading_anchors = 3
# Quotes stand in examples of files.
smartquotes = False
html_theme = "furo"
html_title = project
html_math_renderer = "mathml"
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_search_language = language
templates_path = ["_templates"]
html_context = {"other": {"ja": ("en", "English"), "en": ("ja", "日本語")}[language]}
html_sidebars = {
    "**": [
        *("sidebar/brand.html", "other-language.html", "sidebar/search.html"),
        *("sidebar/scroll-start.html", "sidebar/navigation.html", "sidebar/scroll-end.html"),
    ]
}


def setup(app: Sphinx) -> None:
    """Mend links while pages are read, and write formulas as MathML: nothing is loaded."""
    app.connect("source-read", _relink)
    app.add_html_math_renderer("mathml", (_inline, None), (_display, None))


def _relink(_: Sphinx, page: str, content: list[str]) -> None:
    suffix = ".ja.md" if language == "ja" else ".md"
    content[0] = relinked(content[0], f"docs/{page}{suffix}", page, language)


def _inline(writer: Any, node: Any) -> None:
    writer.body.append(convert(node.astext()))
    raise SkipNode


def _display(writer: Any, node: Any) -> None:
    writer.body.append(f"<div class='math'>{convert(node.astext(), display='block')}</div>")
    raise SkipNode
