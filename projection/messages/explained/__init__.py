"""Codes of messages, and what is behind each: causes and remedies.

One module a room, as with the messages themselves. A message without a code is no message of
its own but part of one, or tells how things go.
"""

from __future__ import annotations

from projection.messages.explained import (
    cells,
    command,
    folders,
    questions,
    rates,
    reading,
    reports,
    results,
    runs,
    safety,
    scenarios,
    warnings,
    years,
)
from projection.messages.explained.model import Explained

EXPLAINED: dict[str, Explained] = {
    one.code: one
    for room in (
        *(reading, folders, cells, years, safety),
        *(scenarios, runs, results, questions, rates, reports, command, warnings),
    )
    for one in room.EXPLAINED
}

CODES: dict[str, str] = {key: one.code for one in EXPLAINED.values() for key in one.keys}
