import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from projection.language import Text
from projection.scenarios import Difference, load_scenario, scenario_difference
from tests.scenarios.strategies import scenarios
from tests.scenarios.writing import write

NOTHING = Text(ja="なし", en="nothing")

LEFT = """
[fertility]
tfr = 1.31
[[migration]]
title = { ja = "定着", en = "Stay" }
balance_by = 2030
[[migration]]
title = { ja = "封鎖", en = "Close" }
closed = true
"""

RIGHT = """
label = { ja = "案", en = "Plan" }
[fertility]
tfr = { 2019 = 1.31, 2030 = 1.8 }
[mortality]
improvement = 0.01
[[migration]]
title = "Come"
add_per_year = 10
[[migration]]
title = { ja = "残る", en = "Stay" }
balance_by = 2040
"""


def same(words: str) -> Text:
    return Text(ja=words, en=words)


def test_key_by_key_with_levers_matched_by_title(tmp_path: Path) -> None:
    left = load_scenario(write(tmp_path / "left.toml", LEFT))
    right = load_scenario(write(tmp_path / "right.toml", RIGHT))
    stay = Text(ja="migration「定着」", en="migration 'Stay'")
    come = Text(ja="migration「Come」", en="migration 'Come'")
    close = Text(ja="migration「封鎖」", en="migration 'Close'")

    def below(lever: Text, key: str) -> Text:
        return Text(ja=f"{lever.ja}.{key}", en=f"{lever.en}.{key}")

    assert scenario_difference(left, right) == [
        Difference(same("label"), left.title, Text(ja="案", en="Plan")),
        Difference(same("fertility.tfr"), same("1.31"), same("{ 2019 = 1.31, 2030 = 1.8 }")),
        Difference(same("mortality.improvement"), NOTHING, same("0.01")),
        Difference(
            below(stay, "title"), Text(ja="定着", en="Stay"), Text(ja="残る", en="Stay")
        ),
        Difference(below(stay, "balance_by"), same("2030"), same("2040")),
        Difference(below(close, "sex"), same('"both"'), NOTHING),
        Difference(below(close, "closed"), same("true"), NOTHING),
        Difference(below(come, "sex"), NOTHING, same('"both"')),
        Difference(below(come, "add_per_year"), NOTHING, same("10")),
    ]


@given(st.data())
def test_nothing_between_equals_and_mirrored_the_other_way(data: st.DataObject) -> None:
    folder = Path(tempfile.gettempdir())
    left, right = (data.draw(scenarios(folder)) for _ in range(2))
    assert scenario_difference(left, left) == []
    one = {(d.left, d.right) for d in scenario_difference(left, right)}
    other = {(d.right, d.left) for d in scenario_difference(right, left)}
    assert one == other
    said = [scenario.model_copy(update={"notes": None}) for scenario in (left, right)]
    assert bool(one) == (said[0] != said[1])
