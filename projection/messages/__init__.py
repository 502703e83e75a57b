"""Every message that a user can cause, in both languages.

One module a room; a message is a `Text` with named braces. Wording follows one grammar:
what is wrong; what was expected; what was found; what to do.
"""

from __future__ import annotations

from projection.language import Text
from projection.messages import (
    attribution,
    backtest,
    blocks,
    by_size,
    commands,
    common,
    ensemble,
    groups,
    inputs,
    leverage,
    many,
    new,
    official,
    rates,
    recurrence,
    regions,
    report,
    results,
    running,
    safety,
    scenarios,
    schedules,
    target,
    uncertainty,
    verify,
    vision,
)

MESSAGES: dict[str, Text] = {
    **common.MESSAGES,
    **ensemble.MESSAGES,
    **groups.MESSAGES,
    **inputs.MESSAGES,
    **scenarios.MESSAGES,
    **running.MESSAGES,
    **safety.MESSAGES,
    **results.MESSAGES,
    **report.MESSAGES,
    **attribution.MESSAGES,
    **backtest.MESSAGES,
    **blocks.MESSAGES,
    **by_size.MESSAGES,
    **target.MESSAGES,
    **uncertainty.MESSAGES,
    **verify.MESSAGES,
    **leverage.MESSAGES,
    **many.MESSAGES,
    **new.MESSAGES,
    **official.MESSAGES,
    **rates.MESSAGES,
    **recurrence.MESSAGES,
    **regions.MESSAGES,
    **schedules.MESSAGES,
    **vision.MESSAGES,
    **commands.MESSAGES,
}
