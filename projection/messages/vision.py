"""Messages of the analysis `vision`."""

from projection.language import Text

MESSAGES: dict[str, Text] = {}
