"""Projections that others have published: census people, another count than the register's."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from projection.language import Text
from projection.report.levels import indexed
from projection.report.material import Material
from projection.report.points import Points
from projection.report.sources import table_source

OTHER_COUNT = Text(
    ja="公表された推計は国勢調査人口（10月1日）に基づき、住民基本台帳人口（1月1日）とは対象も時点も"
    "異なる。水準ではなく、変化を比べること。",
    en="Published projections count census people (1 October), not the register's residents on "
    "1 January: compare changes, not levels.",
)


@dataclass(frozen=True)
class Publication:
    """One published projection of the total population.

    Parameters
    ----------
    name
        Its publication.
    points
        (year, persons), ascending; the first is the census that it starts from.
    """

    name: Text
    points: Points

    def reference(self, start: int) -> int:
        """Return its last year up to a base year, or its first: what is compared with.

        Examples
        --------
        >>> nowhere = Publication(Text("推計", "Projection"), ((2015, 9.0), (2020, 8.0)))
        >>> nowhere.reference(2020), nowhere.reference(2019), nowhere.reference(2000)
        (2020, 2015, 2015)
        """
        years = [int(year) for year, _ in self.points]
        return max((year for year in years if year <= start), default=years[0])

    def index(self, start: int) -> Points:
        """Return its persons from the year of reference on, which has 100."""
        reference = self.reference(start)
        return tuple(one for one in indexed(self.points, reference) if one[0] >= reference)


def publications(material: Material) -> tuple[Publication, ...]:
    """Return what others have published for the municipality, in the order of the table.

    Parameters
    ----------
    material
        Of the report; without inputs nothing is known.
    """
    if material.inputs is None:
        return ()
    persons: dict[Text, dict[float, float]] = defaultdict(dict)
    for row in material.inputs.other_projections:
        if row["sex"] == "both" and row["age"] == "total":
            name = Text(ja=str(row["publication_ja"]), en=str(row["publication_en"]))
            persons[name][float(row["year"])] = float(row["population"])
    return tuple(
        Publication(name, tuple(sorted(of_year.items()))) for name, of_year in persons.items()
    )


def publication_sources(material: Material) -> tuple[Text, ...]:
    """Return the 出典 of published projections, where there are some."""
    return (table_source(material, "other_projections"),) if publications(material) else ()
