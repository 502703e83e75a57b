"""The declarations of the commands that show what to trust; nothing heavy is imported here."""

from projection.language import Text

# The heading under which the help lists these commands.
TRUSTING = Text(ja="信頼性を確かめる", en="Trusting")
