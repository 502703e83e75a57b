"""How far past projections of municipalities of a size were off, from a table shipped with us.

`python docs/backtest.py` makes the table by the backtest of all municipalities.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from projection.analysis.backtest import OWN, Backtest
from projection.analysis.backtest_errors import SizeClass, measured, size_classes
from projection.language import Text

SHIPPED = Path(__file__).with_name("past_errors.toml")


@dataclass(frozen=True)
class PastErrors:
    """Errors of the total of past projections, all base years together.

    Parameters
    ----------
    size
        The class, by residents at the base date.
    horizon
        Years after the base date, to the nearest whole one.
    projections
        How many: one a municipality and base year.
    median_absolute, eight_in_ten
        Half, and eight in ten, were off by less, in % of the observed total.
    bias
        Mean error with its sign, in %.
    bases, last
        Base years, and the last register compared with.
    """

    size: SizeClass
    horizon: int
    projections: int
    median_absolute: float
    eight_in_ten: float
    bias: float
    bases: tuple[int, ...]
    last: int

    @property
    def sentence(self) -> Text:
        """Say it in plain words."""
        ja, en = size_words(self.size).ja, size_words(self.size).en
        half, most = f"{self.median_absolute:.1f}", f"{self.eight_in_ten:.1f}"
        years = "year" if self.horizon == 1 else "years"
        return Text(
            ja=f"人口{ja}の市区町村では、この方法による過去の推計の半数は{self.horizon}年後の総人口の"
            f"誤差が{half}％未満、10件中8件は{most}％未満でした。",
            en=f"For municipalities of {en}, half of this method's past projections were off "
            f"by less than {half} % after {self.horizon} {years}, eight in ten by less than "
            f"{most} %.",
        )


def size_words(size: SizeClass) -> Text:
    """Return a class as readers see it.

    Examples
    --------
    >>> size_words(SizeClass(5_000, 20_000)).en, size_words(SizeClass(5_000, 20_000)).ja
    ('5,000-19,999 residents', '5,000〜19,999人')
    """
    low = f"{size.low:,}"
    if size.high is None:
        if size.low == 0:
            return Text(ja="全規模", en="all sizes")
        return Text(ja=f"{low}人以上", en=f"{low} residents or more")
    if size.low == 0:
        return Text(ja=f"{size.high:,}人未満", en=f"fewer than {size.high:,} residents")
    return Text(ja=f"{low}〜{size.high - 1:,}人", en=f"{low}-{size.high - 1:,} residents")


def past_errors(population: float, horizon: float, path: Path = SHIPPED) -> PastErrors | None:
    """Tell how far past projections of municipalities of this size were off.

    Projections are those of this program where a scenario assumes nothing.

    The assumption that matters: the years to come are as hard to foresee as those from 2005 to
    2020 were.

    Parameters
    ----------
    population
        Residents at the base date.
    horizon
        Years after it; the nearest whole one counts.
    path
        The table; the shipped one by default.

    Returns
    -------
    PastErrors or None
        None where the register does not reach so far ahead.

    Examples
    --------
    >>> past_errors(74_636, 45) is None
    True
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for row in table["errors"]:
        size = SizeClass(row["from"], row.get("below"))
        if row["years"] == round(horizon) and size.low <= population < (size.high or np.inf):
            return PastErrors(
                size,
                row["years"],
                row["projections"],
                row["median"],
                row["eight_in_ten"],
                row["bias"],
                tuple(table["bases"]),
                table["last_register"],
            )
    return None


def past_errors_table(tested: Sequence[Backtest]) -> str:
    """Write the table of the errors of our own method, by class and horizon, as TOML.

    Parameters
    ----------
    tested
        One a base year.

    Returns
    -------
    str
        What `past_errors` reads.
    """
    lines = [
        "# Made by python docs/backtest.py (docs/backtest.md). Errors in % of the total.",
        f"bases = {[one.base for one in tested]}",
        f"last_register = {max(one.years[-1] for one in tested)}",
    ]
    rows = (_row(tested, *kind) for kind in product(size_classes(), _horizons(tested)))
    lines += ["errors = [", *(row for row in rows if row), "]"]
    return "\n".join(lines) + "\n"


def _row(tested: Sequence[Backtest], size: SizeClass, years: int) -> str:
    pairs = [
        (one.projected[OWN][members, at, 0], one.observed[members, at, 0])
        for one in tested
        for members in (size.holds(one.residents),)
        for at, year in enumerate(one.years)
        if round(one.horizon(year)) == years
    ]
    projected, observed = (np.concatenate(part) for part in zip(*pairs, strict=True))
    found = measured(projected, observed)
    if found.municipalities == 0:
        return ""
    values = {
        "from": f"{size.low}",
        **({} if size.high is None else {"below": f"{size.high}"}),
        "years": f"{years}",
        "projections": f"{found.municipalities}",
        "median": f"{found.median_absolute:.2f}",
        "eight_in_ten": f"{found.eight_in_ten:.2f}",
        "bias": f"{found.bias:.2f}",
    }
    return f"  {{ {', '.join(f'{key} = {value}' for key, value in values.items())} }},"


def _horizons(tested: Sequence[Backtest]) -> list[int]:
    return sorted({round(one.horizon(year)) for one in tested for year in one.years} - {0})
