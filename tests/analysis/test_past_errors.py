from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from projection.analysis.backtest import FIGURES, Backtest
from projection.analysis.backtest_errors import SizeClass, size_classes
from projection.analysis.past_errors import past_errors, past_errors_table


@pytest.mark.parametrize("size", size_classes(), ids=str)
def test_the_shipped_table_has_every_class_and_horizon(size: SizeClass) -> None:
    errors = [past_errors(size.low, years) for years in range(1, 16)]
    medians = [one.median_absolute for one in errors if one is not None]
    assert len(medians) == 15
    assert all(one.median_absolute < one.eight_in_ten for one in errors if one is not None)
    # Ten years ahead is harder than five, fifteen than ten.
    assert medians[4] < medians[9] < medians[14]


def test_beyond_the_register_nothing_is_said() -> None:
    assert past_errors(74_636, 16) is None
    assert past_errors(74_636, 0) is None


def test_a_table_says_what_it_was_made_from(tmp_path: Path) -> None:
    observed = np.full((3, 2, len(FIGURES)), 1000.0)
    off = np.array([1.01, 0.97, 1.05])[:, None, None]
    projected = {"shipped": observed * off, "plain": observed * 2}
    codes, residents = ("a", "b", "c"), np.array([1000.0, 4000.0, 30_000.0])
    tested = Backtest(2018, codes, residents, (2019, 2020), observed, projected, (0, 0))
    path = tmp_path / "past_errors.toml"
    path.write_text(past_errors_table([tested]), encoding="utf-8")
    found = past_errors(2500, 1.9, path=path)
    assert found is not None
    assert (found.projections, found.horizon, found.bases, found.last) == (2, 2, (2018,), 2020)
    assert (found.median_absolute, found.eight_in_ten, found.bias) == (2.0, 2.6, -1.0)
    assert found.sentence.en == (
        "For municipalities of fewer than 5,000 residents, half of this method's past "
        "projections were off by less than 2.0 % after 2 years, eight in ten by less than "
        "2.6 %."
    )
    assert found.sentence.ja == (
        "人口5,000人未満の市区町村では、この方法による過去の推計の半数は2年後の総人口の誤差が2.0％未満、"
        "10件中8件は2.6％未満でした。"
    )
    assert past_errors(7_000, 1, path=path) is None
