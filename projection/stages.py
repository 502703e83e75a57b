"""What a command is at, told to whoever listens: `--verbose` and `--json-log` do."""

from __future__ import annotations

import logging

LOG = "projection"
"""The name under which everything is told."""


def stage(key: str, **values: object) -> None:
    """Tell that a stage begins; nothing happens where nobody listens.

    Parameters
    ----------
    key
        Of a message in `projection.messages`.
    **values
        What fills its braces.
    """
    logging.getLogger(LOG).debug(key, extra={"values": values})
