"""The declarations of the commands that answer questions; nothing heavy is imported here."""
