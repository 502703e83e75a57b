"""Small materials: made-up results alone, and a made-up town with a register and a run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xarray as xr

from projection.analysis.comparable import result_labels, result_names
from projection.errors import ResultError, fault
from projection.inputs import read_inputs
from projection.report.figure import Figure, Lines, Series
from projection.report.material import Material, gather_material
from projection.running import run_each
from projection.scenarios import load_scenario
from tests.inputs.worlds import (
    COMPONENTS,
    MANIFEST,
    component_rows,
    csv_text,
    table_text,
    write_world,
)
from tests.worlds import world

ROOT = Path(__file__).parents[3]
SOURCE = (
    '[{"kind": "population", "sha256": "00", "source": "台帳",'
    ' "publisher": {"ja": "市", "en": "The city"}}]'
)
HOSTILE = "<script>alert(1)</script>"
WHY_NOT = ResultError(fault("report_inputs_changed", files="population.csv"))


def results(
    names: Sequence[str] = ("alpha", "beta", HOSTILE),
    *,
    width: int = 1,
    periods: int = 12,
    start: int = 2020,
) -> list[xr.Dataset]:
    """Return results of random people, one a name, that obey the balancing equation."""
    return [
        world(name=name, start=start, periods=periods, width=width, seed=seed).assign_attrs(
            inputs=SOURCE
        )
        for seed, name in enumerate(names)
    ]


def alone(several: Sequence[xr.Dataset], *, year: int | None = None) -> Material:
    """Return results without inputs; the first is the base, the second the outlook."""
    names = result_names(several)
    return Material(
        results=dict(zip(names, several, strict=True)),
        labels=dict(zip(names, result_labels(several, names), strict=True)),
        base=names[0],
        outlook=names[1] if len(names) > 1 else None,
        year=year or int(several[0]["year"].values[-1]),
        inputs=None,
        why_no_inputs=WHY_NOT,
        vision=None,
    )


# In 2008 people were counted twice; of 2010 nobody knows who is 75.
PARTED = ("0-14", "15-64", "65-74", "75+")
HISTORY = [
    ("2005-03-31", "japanese", PARTED, 100),
    ("2008-01-01", "japanese", PARTED, 200),
    ("2008-03-31", "japanese", PARTED, 300),
    ("2010-03-31", "japanese", ("0-14", "15-64", "65+"), 400),
    ("2010-03-31", "total", ("0-14", "15-64", "65+"), 500),
]
FISCAL = [
    ("2008-04-01", "2009-03-31", "japanese", 9, 7, 60, 50, 2, 1),
    ("2009-04-01", "2010-03-31", "japanese", 8, 9, 40, 50, 0, 0),
    ("2010-04-01", "2011-03-31", "total", 99, 99, 99, 99, 99, 99),
]
PUBLISHED = """\
code,name_ja,name_en,period,total_fertility_rate,publisher_ja,publisher_en,series_ja,series_en
132110,小平市,Kodaira,2008-2012,1.29,省,The ministry,ベイズ,Bayes
132217,架空市,Nowhere,2008-2012,1.18,省,The ministry,ベイズ,Bayes
132217,架空市,Nowhere,2013-2017,1.15,省,The ministry,ベイズ,Bayes
130001,東京都,Tokyo,2010,1.12,局,The bureau,各年,By year
130001,東京都,Tokyo,2011,1.06,局,The bureau,各年,By year
130001,東京都,Tokyo,2012,1.09,局,The bureau,各年,By year
"""
SCENARIO = """
title = {{ ja = "{name}の推計", en = "Run {name}" }}
label = {{ ja = "{name}", en = "{name}" }}
end = 2030
[fertility]
tfr = {tfr}
"""


def town(root: Path, *, published: bool = True) -> Material:
    """Return a town with a register of four years, histories of other kinds, and two runs."""
    inputs = read_inputs(_folder(root, published=published))
    paths = []
    for name, tfr in (("current", 1.3), ("vision", 1.8)):
        paths.append(root / f"{name}.toml")
        paths[-1].write_text(SCENARIO.format(name=name, tfr=tfr), encoding="utf-8")
    ran = run_each(inputs, [load_scenario(path) for path in paths])
    return gather_material(ran, root, outlook="vision")


def _folder(root: Path, *, published: bool) -> Path:
    history = [
        (date, residents, sex, age, persons + group)
        for date, residents, ages, persons in HISTORY
        for sex in ("male", "female")
        for group, age in enumerate(ages)
    ]
    more = table_text("population_history")
    more += table_text("published_tfr", unit="births per woman") if published else ""
    kinds = table_text("population") + table_text("components")
    return write_world(
        root,
        {
            "inputs.toml": MANIFEST + kinds + more,
            "components.csv": csv_text(COMPONENTS, [*component_rows(), *FISCAL]),
            "population_history.csv": csv_text("date,residents,sex,age,population", history),
            "published_tfr.csv": PUBLISHED,
        },
    )


def kiyose(*names: str) -> Material:
    """Return runs of Kiyose's shipped scenarios; the second is the outlook."""
    inputs = read_inputs(ROOT / "inputs" / "kiyose")
    files = [load_scenario(ROOT / "scenarios" / "kiyose" / f"{name}.toml") for name in names]
    return gather_material(run_each(inputs, files), ROOT / "inputs", outlook=names[1])


def lines_of(figure: Figure, panel: int = 0) -> dict[str, Series]:
    """Return the lines of a chart by key."""
    form = figure.panels[panel].form
    assert isinstance(form, Lines)
    assert len({one.key for one in form.series}) == len(form.series)
    return {one.key: one for one in form.series}
