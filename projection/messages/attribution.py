"""Messages of the analysis `attribution`."""

from projection.language import Text

MESSAGES: dict[str, Text] = {}
