"""図表番号, and what a printed number is traced by."""

from __future__ import annotations

from projection.language import Text
from projection.report.content import Report

_KINDS = {"F": Text(ja="図", en="Figure "), "T": Text(ja="表", en="Table ")}


def item_number(identifier: str) -> Text:
    """Return the number of a figure or table, as reports and `--figure` have it.

    The same figure has the same number in every report, also where others are left out.

    Examples
    --------
    >>> item_number("F3").ja, item_number("T1").en
    ('図3', 'Table 1')
    """
    kind, rest = _KINDS[identifier[0]], identifier[1:]
    return Text(ja=f"{kind.ja}{rest}", en=f"{kind.en}{rest}")


def traced(report: Report) -> Text:
    """Return which runs the numbers of a report come from: labels, identifiers, software."""
    runs = report.runs
    software = ", ".join(dict.fromkeys(one.software for one in runs))
    ja = "、".join(f"{one.label.ja} [{one.identifier}]" for one in runs)
    en = ", ".join(f"{one.label.en} [{one.identifier}]" for one in runs)
    return Text(ja=f"推計番号：{ja}（{software}）", en=f"Runs: {en} ({software})")
