"""Messages of the analysis `target`."""

from projection.language import Text

MESSAGES: dict[str, Text] = {}
