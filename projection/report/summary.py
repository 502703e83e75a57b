"""What a report begins with: its main findings."""

from __future__ import annotations

from collections.abc import Iterator

from projection.language import Text
from projection.report.figures.aged import aged_sentence
from projection.report.figures.natural_social import change_in_target_year
from projection.report.figures.population import course, outlook
from projection.report.material import Material


def main_findings(material: Material) -> Iterator[Text]:
    """Yield what F1, F5 and F11 find of population, natural and social change, and ageing.

    Parameters
    ----------
    material
        Of the report; without an outlook there is one finding less.
    """
    yield course(material)
    if material.outlook is not None:
        yield outlook(material, material.outlook)
    for name in material.main:
        yield change_in_target_year(material, name)
    yield aged_sentence(material, material.base, "aged_share")
