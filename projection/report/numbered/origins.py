"""The appendix' sources with their terms of use, and the identifiers of runs."""

from __future__ import annotations

import json

from projection.language import Text
from projection.report.content import Paragraphs
from projection.report.material import Material


def sources_of_figures(material: Material) -> Paragraphs:
    """Return 出典: publisher, title and terms of every table that results were run from."""
    lines: dict[Text, None] = {}
    for result in material.results.values():
        for table in json.loads(result.attrs["inputs"]):
            lines[_source(table)] = None
    return Paragraphs(Text(ja="出典と利用条件", en="Sources and terms of use"), tuple(lines))


def _source(table: dict[str, dict[str, str]]) -> Text:
    publisher, source = table["publisher"], table["source"]
    ja, en = f"{publisher['ja']}「{source}」", f"{publisher['en']}, {source}"
    # Results of earlier versions do not say.
    terms = table.get("terms")
    if terms is None:
        return Text(ja=ja, en=en)
    return Text(ja=f"{ja}（利用条件：{terms['ja']}）", en=f"{en} (terms: {terms['en']})")
