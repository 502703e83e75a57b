"""What the page's script draws: every chart once, as data."""

from __future__ import annotations

import json
from typing import Any

from projection.language import Language
from projection.report import terms
from projection.report.content import Report
from projection.report.figure import Figure, Pyramid
from projection.report.sentences import year_words
from projection.report.vega import chart, number_locale, pyramid_sides, settings


def chart_data(report: Report, lang: Language) -> str:
    """Return all charts as JSON that may stand in a script element.

    Parameters
    ----------
    report
        Any report.
    lang
        The language of its words.

    Returns
    -------
    str
        An object: `charts` by the name of their place, each a view and, for pyramids, both
        sides of every year; and what all charts share, once.
    """
    charts = {
        f"{figure.id}-{position}": _chart(figure, position, lang)
        for figure in report.figures
        for position in range(len(figure.panels))
    }
    data = {
        "charts": charts,
        "settings": settings(1),
        "locale": number_locale(lang),
        "play": terms.PLAY.of(lang),
        "pause": terms.PAUSE.of(lang),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Inside a script element nothing may look like a tag or a comment.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _chart(figure: Figure, position: int, lang: Language) -> dict[str, Any]:
    form = figure.panels[position].form
    made: dict[str, Any] = {"view": chart(form, lang, page=True)}
    if isinstance(form, Pyramid):
        made["years"] = [
            {
                "year": year,
                "name": year_words(year).of(lang),
                "sides": pyramid_sides(form, place),
            }
            for place, year in enumerate(form.years)
        ]
        made["year"] = form.year
    return made
