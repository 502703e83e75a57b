"""The words of messages where no fault fills them: in the documentation and `explain`."""

from __future__ import annotations

from string import Formatter

from projection.language import Text
from projection.messages import MESSAGES
from projection.messages.explained.model import Explained


def said(one: Explained) -> tuple[Text, ...]:
    """Return the messages of a code, with dots for what a fault fills in.

    Examples
    --------
    >>> from projection.messages.explained import EXPLAINED
    >>> said(EXPLAINED["E101"])[0].en
    'the file is not there; files beside it: …'
    """
    return tuple(
        Text(ja=_without_values(MESSAGES[key].ja), en=_without_values(MESSAGES[key].en))
        for key in one.keys
    )


def _without_values(template: str) -> str:
    parts = Formatter().parse(template)
    return "".join(words + ("" if name is None else "…") for words, name, _, _ in parts)
