"""A made-up town with projections that others have published."""

from __future__ import annotations

from dataclasses import replace

from projection.inputs import Row
from projection.report.material import Material
from tests.report.figures.worlds_material import alone, results


def published(name: str, **persons: float) -> list[Row]:
    """Return the rows of a publication: totals of both sexes by year, others beside them."""
    rows: list[Row] = []
    for year, value in persons.items():
        for sex, age, people in (
            ("both", "total", value),
            ("male", "total", 1.0),
            ("both", "0-14", 2.0),
        ):
            rows.append(
                {
                    "publication_ja": f"{name}推計",
                    "publication_en": name,
                    "kind": "projection",
                    "year": int(year.removeprefix("y")),
                    "sex": sex,
                    "age": age,
                    "population": people,
                }
            )
    return rows


def beside(material: Material, *several: list[Row]) -> Material:
    """Return results beside published projections (of a town with inputs of its own)."""
    assert material.inputs is not None
    rows = tuple(row for one in several for row in one)
    return replace(material, inputs=replace(material.inputs, other_projections=rows))


def made_up(
    *names: str, periods: int = 12, width: int = 1, year: int | None = None
) -> Material:
    """Return random results without inputs."""
    return alone(results(names, periods=periods, width=width), year=year)
