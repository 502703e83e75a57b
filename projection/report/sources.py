"""出典 and 注: where figures come from, and what keeps them from being misread."""

from __future__ import annotations

import json

from projection.language import Text
from projection.report.material import Material

ROUNDING = Text(
    ja="端数処理のため合計が一致しない場合がある。",
    en="Figures may not add up because of rounding.",
)


def table_source(material: Material, kind: str) -> Text:
    """Return publisher and title of an input table, as the base result recorded them.

    Parameters
    ----------
    material
        Of the report.
    kind
        A kind of table that every run has ("population", "components", ...).
    """
    tables = json.loads(material.results[material.base].attrs["inputs"])
    table = next(one for one in tables if one["kind"] == kind)
    publisher, source = table["publisher"], table["source"]
    return Text(
        ja=f"{publisher['ja']}「{source}」",
        en=f"{publisher['en']}, {source}",
    )


def projected(material: Material) -> Text:
    """Return the 出典 of what runs say: computed by the municipality from the inputs."""
    table, place, start = table_source(material, "population"), material.place, material.start
    return Text(
        ja=f"{table.ja}（{start}年1月1日）を基に{place.ja}推計",
        en=f"Projected for {place.en} from {table.en} (1 January {start})",
    )
