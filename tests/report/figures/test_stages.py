from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
import xarray as xr

from projection.report.figure import Heat
from projection.report.figures.stages import stages_of_decline
from projection.report.material import Material
from tests.report.figures.worlds_material import alone, lines_of, results


def town(name: str, young: Sequence[float], aged: Sequence[float]) -> xr.Dataset:
    """Return a result with so many persons below 65, and so many of 65 and over, every year."""
    made = results([name], periods=len(young) - 1)[0]
    share = np.zeros((len(young), 2, 101))
    share[:, :, 30], share[:, :, 70] = (
        np.array(persons)[:, None] / 2.0 for persons in (young, aged)
    )
    made["population"][:] = share
    return made


# 2020 to 2027: grows; falls with more, as many, slightly fewer and many fewer of the aged.
YOUNG = (100, 110, 60, 70, 70, 70, 70, 60)
AGED = (50, 51, 60, 60, 50, 46, 45, 40)


def grid(material: Material) -> Heat:
    form = stages_of_decline(material).panels[1].form
    assert isinstance(form, Heat)
    return form


def test_spans_of_stages_are_told_by_hand() -> None:
    finding = stages_of_decline(alone([town("alpha", YOUNG, AGED)])).finding
    assert finding.en == (
        "In the projection (Alpha): stage 1 (the aged increase) from 2022 to 2023, stage 2 "
        "(the aged stay, or few fewer) from 2024 to 2025, stage 3 (the aged decline as well) "
        "from 2026 to 2027."
    )
    assert "2022年（令和4年）から2023年（令和5年）までは第1段階" in finding.ja


def test_many_spans_are_told_in_short() -> None:
    aged = (50, 51, 60, 50, 60, 50, 60, 50)  # stages 0, 0, 1, 2, 1, 2, 1, 2
    made = town("alpha", (100, 110, 60, 70, 60, 70, 60, 70), aged)
    finding = stages_of_decline(alone([made], year=2026)).finding
    assert finding.en == (
        "In the projection (Alpha): stage 1 (the aged increase) from 2022, stage 1 (the aged "
        "increase) in 2026 (5 changes up to 2026)."
    )
    assert "2022年（令和4年）から第1段階（老年人口は増加）となり" in finding.ja
    assert finding.ja.endswith("（2026年（令和8年）までに区分は5回変わる）。")


def test_a_single_year_is_no_span() -> None:
    finding = stages_of_decline(alone([town("alpha", YOUNG[:4], (50, 51, 60, 49))])).finding
    assert "in 2023" in finding.en
    assert "2023年（令和5年）は第2段階" in finding.ja


def test_indices_are_of_the_base_year() -> None:
    lines = lines_of(stages_of_decline(alone([town("alpha", YOUNG, AGED)])))
    assert [*lines] == ["total", "children", "working", "aged"]
    assert lines["aged"].points[2] == (2022.0, 120.0)
    assert lines["working"].points[1][1] == pytest.approx(110.0)
    assert lines["total"].points[7][1] == pytest.approx(100 * 100 / 150)


def test_of_nobody_no_index_is_drawn() -> None:
    lines = lines_of(stages_of_decline(alone([town("alpha", YOUNG, AGED)])))
    assert all(math.isnan(value) for _, value in lines["children"].points)


def test_every_scenario_has_its_row_of_stages() -> None:
    growing = town("beta", (100, 110, 110, 110, 110, 110), (50, 50, 50, 50, 50, 50))
    form = grid(alone([town("alpha", YOUNG, AGED), growing], year=2024))
    assert [one.en for one in form.x.categories] == ["2020", "2025"]
    assert [one.en for one in form.y.categories] == ["Alpha", "Beta"]
    assert form.cells == ((0.0, 2.0), (0.0, 0.0))


def test_years_beyond_a_result_have_no_stage() -> None:
    short = town("beta", YOUNG[:4], AGED[:4])
    form = grid(alone([town("alpha", YOUNG, AGED), short], year=2022))
    assert math.isnan(form.cells[1][1])


def test_growth_is_no_stage() -> None:
    finding = stages_of_decline(
        alone([town("alpha", (100, 110, 120, 130), (50, 51, 52, 53))])
    ).finding
    assert finding.ja.endswith("総人口は基準年を下回らない。")


def test_thresholds_and_their_source_are_noted() -> None:
    notes = stages_of_decline(alone([town("alpha", YOUNG, AGED)])).notes
    assert "10%以上" in notes[0].ja
    assert "手引き" in notes[1].ja
