"""Every message that a user can cause, in both languages.

One module a room; a message is a `Text` with named braces. Wording follows one grammar:
what is wrong; what was expected; what was found; what to do.
"""

from __future__ import annotations

from projection.language import Text
from projection.messages import (
    attribution,
    backtest,
    commands,
    common,
    inputs,
    leverage,
    many,
    official,
    rates,
    recurrence,
    regions,
    report,
    results,
    running,
    scenarios,
    schedules,
    target,
    vision,
)

MESSAGES: dict[str, Text] = {
    **common.MESSAGES,
    **inputs.MESSAGES,
    **scenarios.MESSAGES,
    **running.MESSAGES,
    **results.MESSAGES,
    **report.MESSAGES,
    **attribution.MESSAGES,
    **backtest.MESSAGES,
    **target.MESSAGES,
    **leverage.MESSAGES,
    **many.MESSAGES,
    **official.MESSAGES,
    **rates.MESSAGES,
    **recurrence.MESSAGES,
    **regions.MESSAGES,
    **schedules.MESSAGES,
    **vision.MESSAGES,
    **commands.MESSAGES,
}
