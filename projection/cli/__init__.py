"""Words in, words out: one file a command, no arithmetic.

What the commands are called and what their options say stands in `commands`; a command's own
file is imported only when the command is invoked, so that help is instant.
"""
