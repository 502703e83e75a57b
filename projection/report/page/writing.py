"""The page as a whole."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from string import Template

from projection.language import Language
from projection.report import terms
from projection.report.content import Report
from projection.report.fonts import font_face
from projection.report.libraries import library
from projection.report.page.charts import chart_data
from projection.report.page.markup import (
    chapter_markup,
    contents_list,
    runs_table,
    safe,
    scenario_boxes,
    summary_list,
)

_RUNTIME = "window.vegaEmbed=vegaEmbed;"


def page(report: Report, lang: Language) -> bytes:
    """Return a report as one HTML file.

    Everything is inside: charts that answer to a pointer, the tables behind them, scripts,
    styles and glyphs. Its content policy forbids requests to any host, and any script but its
    own two, told by their SHA-256: a script smuggled in by a title would not run.

    Parameters
    ----------
    report
        Any report.
    lang
        The language of all words.

    Returns
    -------
    bytes
        UTF-8. The same report gives the same bytes.

    Raises
    ------
    ProjectionError
        A library of the extra `report` is not installed.
    """
    runtime, script = _runtime(), _part("page.js")
    words = _words(report, lang)
    body = Template(_part("template.html")).substitute(
        words,
        policy=_policy(runtime, script),
        style=_part("style.css"),
        font=font_face("".join(words.values())),
        licences=_part("licences.txt"),
        runtime=runtime,
        script=script,
    )
    # Names of files may be no text.
    return body.encode("utf-8", "replace")


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _runtime() -> str:
    converter = library("vl_convert", "vl-convert-python")
    # A closing tag in a string of the library would end the script.
    return converter.javascript_bundle(_RUNTIME).replace("</script", "<\\/script")


def _policy(*scripts: str) -> str:
    sums = (base64.b64encode(hashlib.sha256(one.encode()).digest()) for one in scripts)
    allowed = " ".join(f"'sha256-{one.decode()}'" for one in sums)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _words(report: Report, lang: Language) -> dict[str, str]:
    chapters = range(1, len(report.chapters) + 1)
    own = {
        "skip": terms.SKIP,
        "contents_name": terms.CONTENTS,
        "scenarios_name": terms.SCENARIOS,
        "runs_name": terms.RUNS,
        "no_script": terms.NO_SCRIPT,
        "explorer": terms.EXPLORER,
        "font_licence": terms.FONT,
        "title": report.title,
    }
    return {
        **{name: safe(text, lang) for name, text in own.items()},
        "lang": lang,
        "summary": summary_list(report, lang),
        "contents": contents_list(report, lang),
        "scenarios": scenario_boxes(report, lang),
        "runs": runs_table(report, lang),
        "chapters": "".join(chapter_markup(report, number, lang) for number in chapters),
        "data": chart_data(report, lang),
    }
