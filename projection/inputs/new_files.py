"""A folder of inputs of one municipality as files: what `read.py` reads, written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import xarray as xr

from projection.inputs.components import COUNTS, is_large_gap, net_change
from projection.inputs.data import Inputs, SourceFile
from projection.inputs.manifest import FILE_NAME
from projection.inputs.writing import (
    COMPONENTS_HEADER,
    POPULATION_HEADER,
    components_rows,
    csv_text,
    population_rows,
    table_block,
)
from projection.language import Text
from projection.toml import bilingual, quoted

POPULATION_NOTES = Text(
    ja="各年1月1日の住民基本台帳人口、総計（日本人住民と外国人住民の合計）。"
    "年齢不詳は含まない。国勢調査（10月1日、常住人口）とは対象が異なるため、"
    "水準を直接比べないこと。",
    en="Resident register on 1 January, all residents (Japanese and foreign), without persons "
    "of unknown age. The census (1 October) counts other people: do not mix their levels.",
)
COMPONENTS_NOTES = Text(
    ja="1月1日から翌年1月1日までの増減、総計（日本人住民と外国人住民の合計）。",
    en="Changes from 1 January to 1 January, all residents (Japanese and foreign).",
)
TERMS_MISSING = Text(ja="要記入（利用条件）", en="to be filled in (terms of use)")
OWN_NOTES = Text(
    ja="{mine}年1月1日は手元のファイルから。公表者・資料名・利用条件を確かめて書き直すこと。",
    en="1 January of {mine}: from a file of one's own; check publisher, source and terms.",
)
REST_NOTES = Text(
    ja="{others}年は総務省「住民基本台帳に基づく人口、人口動態及び世帯数調査」（CC BY 4.0）"
    "から。",
    en="{others}: Ministry of Internal Affairs and Communications, "
    "住民基本台帳に基づく人口、人口動態及び世帯数調査 (CC BY 4.0).",
)
GAPS_NOTES = Text(
    ja="{years}年は、人口の差と増減の合計が公表値のままでは合わない（known_gaps）。",
    en="In {years} the differences of populations and the changes do not agree as published "
    "(known_gaps).",
)


Sources = tuple[tuple[str, SourceFile, Text], ...]


def register_sources(inputs: Inputs) -> Sources:
    """Return kind, source and notes of the tables of a municipality of the register."""
    source = next(one for one in inputs.sources if one.kind == "population")
    return (
        ("population", source, POPULATION_NOTES),
        ("components", source, COMPONENTS_NOTES),
    )


def own_sources(inputs: Inputs, own: xr.DataArray, file: str) -> Sources:
    """Return kind, source and notes of tables of which one is the user's own.

    Parameters
    ----------
    inputs
        As completed from the register.
    own
        What the user's file holds, dims (year, sex, age).
    file
        Its name.
    """
    (_, register, notes), components = register_sources(inputs)
    mine = own["year"].values.tolist()
    others = [year for year in inputs.population["year"].values.tolist() if year not in mine]
    source = replace(
        register, publisher=inputs.region.name, source=Path(file).name, terms=TERMS_MISSING
    )
    return (("population", source, _from(mine, others, notes)), components)


def _from(mine: Sequence[int], others: Sequence[int], register: Text) -> Text:
    listed = {"mine": ", ".join(map(str, mine)), "others": ", ".join(map(str, others))}
    own = Text(ja=OWN_NOTES.ja.format(**listed), en=OWN_NOTES.en.format(**listed))
    if not others:
        return own
    rest = Text(ja=REST_NOTES.ja.format(**listed), en=REST_NOTES.en.format(**listed))
    return Text(ja=own.ja + rest.ja + register.ja, en=f"{own.en} {rest.en} {register.en}")


def known_gaps(population: xr.DataArray, components: xr.Dataset) -> list[int]:
    """Return the calendar years whose published accounts are out by more than `check` allows.

    Parameters
    ----------
    population, components
        As in `Inputs`.
    """
    totals = population.sum(("sex", "age"))
    stocks = dict(zip(totals["year"].values.tolist(), totals.values.tolist(), strict=True))
    gaps = []
    for year in components["period"].values.tolist():
        counts = {name: float(components[name].sel(period=year)) for name in COUNTS}
        if {year, year + 1} <= stocks.keys():
            gap = stocks[year + 1] - stocks[year] - net_change(counts)
            gaps += [year] if is_large_gap(gap, stocks[year]) else []
    return gaps


def folder_files(
    inputs: Inputs, sources: Sources, gaps: Sequence[int], standard: str = "../japan"
) -> dict[str, str]:
    """Return the files of a folder by name, in the order to write them, the manifest last.

    Parameters
    ----------
    inputs
        What they say. A table without figures is left out: `check` then says so.
    sources
        Kind, source and notes of the tables population and components.
    gaps
        Calendar years whose accounts are out as published (`known_gaps`).
    standard
        The folder of national schedules, as seen from this one.

    Returns
    -------
    dict
        Read again, they give the same figures.
    """
    tables = {}
    if inputs.population.size:
        tables["population"] = csv_text(POPULATION_HEADER, population_rows(inputs.population))
    if inputs.components.sizes["period"]:
        tables["components"] = csv_text(COMPONENTS_HEADER, components_rows(inputs.components))
    blocks = [*_head(inputs, standard, gaps)]
    for kind, source, notes in sources:
        if kind in tables:
            told = _with_gaps(notes, gaps) if kind == "components" else notes
            blocks.append(table_block(kind, "persons", source, told))
    files = {f"{kind}.csv": text for kind, text in tables.items()}
    return files | {FILE_NAME: "\n".join(blocks) + "\n"}


def _head(inputs: Inputs, standard: str, gaps: Sequence[int]) -> list[str]:
    name, code = inputs.region.name, inputs.region.code
    return [
        "#:schema ../inputs.schema.json\n",
        f"title = {bilingual(inputs.title)}",
        f"base_date = {inputs.base_date.isoformat()}",
        f"window = {inputs.window}",
        f"step = {inputs.step}",
        f"standard = {quoted(standard)}",
        *([f"known_gaps = {list(gaps)}"] if gaps else []),
        f"\n[[regions]]\ncode = {quoted(code)}\nname = {bilingual(name)}",
    ]


def _with_gaps(notes: Text, gaps: Sequence[int]) -> Text:
    if not gaps:
        return notes
    years = ", ".join(map(str, gaps))
    return Text(
        ja=notes.ja + GAPS_NOTES.ja.format(years=years.replace(", ", "・")),
        en=f"{notes.en} {GAPS_NOTES.en.format(years=years)}",
    )
