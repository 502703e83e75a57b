"""The whole page: one file with everything inside, that asks for nothing outside itself."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from string import Template
from typing import Any

import xarray as xr

from projection.analysis.experiment import Experiment, prepare
from projection.analysis.indicators import natural_change, net_migration
from projection.analysis.labelled import sum_over
from projection.errors import ProjectionError
from projection.inputs import Inputs
from projection.language import Language, Text
from projection.report.explorer.engine import engine_data
from projection.report.explorer.goals import goals_data
from projection.report.explorer.scenario_file import file_parts
from projection.report.explorer.sliders import MOVERS, RAMP, sliders
from projection.report.explorer.words import SCRIPTLESS, WORDS
from projection.report.figure import Series
from projection.report.identity import run_identifier
from projection.report.labels import inputs_note
from projection.report.material import Material
from projection.report.style import BLACK, FEMALE, MALE, Look, looks
from projection.running import run, split_scenarios
from projection.scenarios import Scenario, Vision

# In the order in which they need each other.
_SCRIPTS = (
    "recurrence.js",
    "measures.js",
    "state.js",
    "words.js",
    "saving.js",
    "elements.js",
    "charts.js",
    "page.js",
)
_SHOWN = 2060
_DECIMALS = 3


def write_explorer(material: Material, lang: Language) -> bytes:
    """Write the page from results: it starts from their base scenario.

    Always by single years, whatever the step of the results: the inputs are fitted anew.

    Parameters
    ----------
    material
        Results of one region and what is known besides.
    lang
        The language that the page opens in.

    Raises
    ------
    ProjectionError
        The inputs of the results are not at hand; as `explorer_page`.
    """
    inputs = _inputs(material)
    names = [material.base, *(name for name in material.results if name != material.base)]
    scenarios = [material.scenario(name) for name in names]
    last = int(material.results[material.base]["year"].values[-1])
    experiment = prepare(inputs, scenarios, start=material.start, end=last)
    return explorer_page(experiment, scenarios, material.vision, lang).encode()


def explorer_page(
    experiment: Experiment,
    scenarios: Sequence[Scenario],
    vision: Vision | None,
    lang: Language,
) -> str:
    """Write a page in which a projection is tried by hand.

    What a slider adds begins in the year that the reader chooses and reaches its full value
    `sliders.RAMP` years later; until then the first scenario holds as it is.

    Parameters
    ----------
    experiment
        Base rates by single years, inputs and last year.
    scenarios
        The first is what the reader starts from; the others are there to compare with.
    vision
        Goals that are checked as the sliders move; None where there are none.
    lang
        The language that the page opens in; it has both.

    Returns
    -------
    str
        HTML. Its numbers are those of `run.run` with the scenario file that the page saves.

    Raises
    ------
    ProjectionError
        A scenario cannot be run, or a goal cannot be asked of these runs.
    """
    data = page_data(experiment, scenarios, vision, lang)
    script = "\n".join(map(_asset, _SCRIPTS))
    style = _asset("style.css")
    return Template(_asset("page.html")).substitute(
        lang=lang,
        title=html.escape(
            data["words"]["heading"].of(lang).format(place=data["place"].of(lang))
        ),
        scriptless=html.escape(f"{SCRIPTLESS.ja} / {SCRIPTLESS.en}"),
        style=style,
        style_hash=_hash(style),
        data=_json(data),
        script=script,
        script_hash=_hash(script),
    )


def page_data(
    experiment: Experiment,
    scenarios: Sequence[Scenario],
    vision: Vision | None,
    lang: Language,
) -> dict[str, Any]:
    """Return what the page's scripts read; a `Text` becomes {ja, en}.

    Parameters
    ----------
    experiment, scenarios, vision, lang
        As in `explorer_page`.
    """
    base, end, inputs = experiment.base, experiment.end, experiment.inputs
    first, *others = scenarios
    runs = run(inputs, scenarios, start=base.start, end=end)
    results = split_scenarios(runs)
    found = sliders(base, end)
    return {
        "lang": lang,
        "words": dict(WORDS),
        "place": inputs.region.name,
        "scenario": {"name": first.name, "title": first.title, "label": first.label},
        "ownTable": first.mortality.table is not None,
        "software": results[0].attrs["software"],
        "sliders": {key: asdict(one) for key, one in found.items()},
        "ramp": min(RAMP, end - base.start),
        "engine": engine_data(first, base, end, [key for key in MOVERS if key in found]),
        "file": file_parts(first, inputs.region.code, base.start, end),
        "others": _others(others, results[1:]),
        "compared": _compared(others, vision),
        "goals": [] if vision is None else goals_data(vision, runs, inputs),
        "colours": {
            "male": MALE,
            "female": FEMALE,
            "base": BLACK,
            "own": _looks([])[0].colour,
        },
        "year": min(max(_SHOWN, base.start), end),
        "notes": _notes(inputs, base.start, results[0]),
    }


def _inputs(material: Material) -> Inputs:
    if material.inputs is None:
        reason = material.why_no_inputs
        raise ProjectionError(*(reason.faults if reason else ()))
    return material.inputs


def _others(
    scenarios: Sequence[Scenario], results: Sequence[xr.Dataset]
) -> list[dict[str, Any]]:
    looks_of = _looks(scenarios)[1:]
    return [
        {
            "name": one.name,
            "label": one.label,
            "title": one.title,
            **asdict(look),
            **_lines(run),
        }
        for one, look, run in zip(scenarios, looks_of, results, strict=True)
    ]


def _looks(others: Sequence[Scenario]) -> tuple[Look, ...]:
    """Return the looks of the reader's own line and of the others; no two are alike."""
    names = ["", *(one.name for one in others)]
    return looks([Series(name, Text(ja=name, en=name), ()) for name in names])


def _lines(result: xr.Dataset) -> dict[str, list[float]]:
    """Return what is drawn of a scenario."""
    persons = result["population"].sum("sex")
    lines = {
        "population": persons.sum("age"),
        "children": persons.sel(age=slice(None, 14)).sum("age"),
        "working": persons.sel(age=slice(15, 64)).sum("age"),
        "aged": persons.sel(age=slice(65, None)).sum("age"),
        "natural": sum_over(natural_change(result), "sex", "age"),
        "social": sum_over(net_migration(result), "sex", "age"),
    }
    return {name: line.round(_DECIMALS).values.tolist() for name, line in lines.items()}


def _compared(others: Sequence[Scenario], vision: Vision | None) -> list[str]:
    """Return names of the scenarios whose lines are there when the page opens."""
    tested = [] if vision is None else [path.stem for path in vision.scenarios]
    names = [one.name for one in others]
    return [name for name in names if name in tested] or names[:2]


def _notes(inputs: Inputs, start: int, result: xr.Dataset) -> list[Text]:
    sources = [
        Text(
            ja=WORDS["source"].ja.format(
                publisher=one.publisher.ja, source=one.source, terms=one.terms.ja
            ),
            en=WORDS["source"].en.format(
                publisher=one.publisher.en, source=one.source, terms=one.terms.en
            ),
        )
        for one in inputs.sources
    ]
    filling = {"identifier": run_identifier(result), "software": result.attrs["software"]}
    trace = Text(ja=WORDS["trace"].ja.format(**filling), en=WORDS["trace"].en.format(**filling))
    notes = [inputs_note(inputs, start), WORDS["notForecast"], WORDS["rounding"], trace]
    return [*dict.fromkeys(sources), *notes]


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """Return what the page's policy lets through: this text and no other."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _json(data: dict[str, Any]) -> str:
    """Return JSON that cannot end the element it stands in, whatever a title says."""
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return said.replace("<", "\\u003c")


def _plain(value: object) -> object:
    if isinstance(value, Text):
        return {"ja": value.ja, "en": value.en}
    raise TypeError(type(value).__name__)
