from __future__ import annotations

import pytest

from projection.report.material import Material
from projection.report.publications import publication_sources, publications
from tests.report.figures import worlds_material
from tests.report.figures.worlds_towns import beside, made_up, published


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return worlds_material.town(tmp_path_factory.mktemp("town"))


def test_totals_of_both_sexes_are_read_in_the_order_of_the_table(town: Material) -> None:
    several = published("B", y2020=9.0, y2015=10.0), published("A", y2010=7.0)
    found = publications(beside(town, *several))
    assert [(one.name.en, one.points) for one in found] == [
        ("B", ((2015.0, 10.0), (2020.0, 9.0))),
        ("A", ((2010.0, 7.0),)),
    ]


def test_nothing_before_the_year_compared_is_shown(town: Material) -> None:
    (one,) = publications(beside(town, published("A", y2010=8.0, y2015=10.0, y2020=9.0)))
    assert one.index(2017) == ((2015.0, 100.0), (2020.0, 90.0))


def test_without_inputs_nothing_is_known() -> None:
    assert publications(made_up("alpha")) == ()
    assert publication_sources(made_up("alpha")) == ()
