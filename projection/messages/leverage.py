"""Messages of the analysis `leverage`."""

from projection.language import Text

MESSAGES: dict[str, Text] = {}
