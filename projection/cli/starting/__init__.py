"""The declarations of the commands that give files to start from; nothing heavy is imported."""
