"""What the register counted before the base year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from projection.inputs import Inputs


def observed_totals(inputs: Inputs) -> Mapping[str, Mapping[int, float]]:
    """Return the persons of every year that the register knows.

    Parameters
    ----------
    inputs
        Of one region.

    Returns
    -------
    mapping
        "japanese" and "total" (all residents) to year to persons, years ascending; without a
        kind of residents that no table has. Of a year counted twice (31 March and 1 January)
        1 January stands.
    """
    by_date: dict[tuple[str, str], float] = defaultdict(float)
    for row in inputs.history:
        by_date[str(row["residents"]), str(row["date"])] += float(row["population"])
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for (residents, date), persons in sorted(by_date.items(), reverse=True):
        found[residents].setdefault(int(date[:4]), persons)
    base = inputs.population.sum(["sex", "age"])
    found["total"] |= dict(zip(base["year"].values.tolist(), base.values.tolist(), strict=True))
    return {residents: dict(sorted(years.items())) for residents, years in found.items()}
