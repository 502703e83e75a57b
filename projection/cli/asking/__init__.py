"""The declarations of the commands that answer questions; nothing heavy is imported here."""

from projection.language import Text

# The heading under which the help lists these commands.
ASKING = Text(ja="問いに答える", en="Asking")
