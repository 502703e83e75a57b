"""The appendix' sources with their terms of use, and the identifiers of runs."""

from __future__ import annotations

import json

from projection.language import Text
from projection.report.content import Paragraphs
from projection.report.identity import run_identifier
from projection.report.material import Material


def sources_of_figures(material: Material) -> Paragraphs:
    """Return 出典: publisher, title and terms of every table that results were run from."""
    lines: dict[Text, None] = {}
    for result in material.results.values():
        for table in json.loads(result.attrs["inputs"]):
            lines[_source(table)] = None
    return Paragraphs(Text(ja="出典と利用条件", en="Sources and terms of use"), tuple(lines))


def runs(material: Material) -> Paragraphs:
    """Return 推計番号: label, name, identifier and software of every result."""
    return Paragraphs(
        Text(ja="推計番号", en="Run identifiers"),
        tuple(_run(material, name) for name in material.results),
    )


def _source(table: dict[str, dict[str, str]]) -> Text:
    publisher, source = table["publisher"], table["source"]
    ja, en = f"{publisher['ja']}「{source}」", f"{publisher['en']}, {source}"
    # Results of earlier versions do not say.
    terms = table.get("terms")
    if terms is None:
        return Text(ja=ja, en=en)
    return Text(ja=f"{ja}（利用条件：{terms['ja']}）", en=f"{en} (terms: {terms['en']})")


def _run(material: Material, name: str) -> Text:
    result, label = material.results[name], material.labels[name]
    traced = f"{run_identifier(result)} ({result.attrs['software']})"
    title = Text(ja=result.attrs["title_ja"], en=result.attrs["title_en"])
    return Text(
        ja=f"{label.ja}（{title.ja}）：{traced}", en=f"{label.en} ({title.en}): {traced}"
    )
