"""What a report is written from."""

from __future__ import annotations

from pathlib import Path

from projection.report.material import gather_material
from tests.report.figures.worlds_material import results


def test_a_life_table_out_of_sight_leaves_the_rest_to_report(tmp_path: Path) -> None:
    # Its path is as seen from the scenario's folder, where people may not stand.
    ran = results()
    text = 'title = "Own"\n[mortality]\ntable = "gone.csv"\n'
    base = ran[0].assign_attrs(scenario_text=text)
    material = gather_material([base, *ran[1:]], tmp_path)
    assert material.inputs is None
    assert "gone.csv" in str(material.why_no_inputs)
