"""How a value of a scenario file is refused, and how values are shown in messages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import NoReturn

from pydantic_core import PydanticCustomError

from projection.errors import Fault, fault
from projection.language import Text
from projection.messages import MESSAGES

Loc = tuple[str | int, ...]

REFUSED = "refused"
_SHOWN_LENGTH = 60
_SHOWN_ITEMS = 4
_SHOWN_NAMES = 12


def refuse(*found: tuple[Loc, Fault]) -> NoReturn:
    """Raise what a pydantic validator raises, carrying one fault or more.

    Parameters
    ----------
    found
        Each fault with its place below the value that the validator was given.

    Raises
    ------
    PydanticCustomError
        Always; `faults.faults_of` takes it apart again.
    """
    raise PydanticCustomError(REFUSED, REFUSED, {"found": found})


def wrong_kind(expected: str, value: object, **filling: object) -> Fault:
    """Return the fault of a value of the wrong kind; `expected` is a key of the catalogue."""
    words = MESSAGES[expected]
    if filling:
        words = Text(ja=words.ja.format(**filling), en=words.en.format(**filling))
    return fault("scenario_wrong_kind", expected=words, found=shown(value))


def shown(value: object) -> Text:
    """Return a value as it may stand in a message: short, whatever it is.

    Examples
    --------
    >>> shown([39, 25]).en, shown("high").ja, shown({"a": 1}).en
    ('[39, 25]', '「high」', 'a table { }')
    """
    if isinstance(value, dict):
        return MESSAGES["scenario_found_table"]
    if isinstance(value, list):
        return _shown_list(value)
    if isinstance(value, str):
        short = _shortened(value)
        return Text(ja=f"「{short}」", en=f"'{short}'")
    plain = _plain(value)
    return Text(ja=plain, en=plain)


def listed(names: Iterable[str]) -> Text:
    """Return names as a list in a sentence; long lists are cut."""
    names = [_shortened(name) for name in names]
    if not names:
        return MESSAGES["scenario_list_empty"]
    if len(names) > _SHOWN_NAMES:
        names = [*names[:_SHOWN_NAMES], "…"]
    return Text(ja="、".join(names), en=", ".join(names))


def place_of(loc: Iterable[str | int]) -> str:
    """Return a path of keys as one word.

    Examples
    --------
    >>> place_of(("migration", 0, "ages"))
    'migration[0].ages'
    """
    parts = (f"[{part}]" if isinstance(part, int) else f".{_shortened(part)}" for part in loc)
    return "".join(parts).removeprefix(".")


def nearest(found: str, known: Sequence[str]) -> str:
    """Return the known word that `found` was likely meant to be; empty where none is near."""
    near = difflib.get_close_matches(found, known, n=1)
    return near[0] if near else ""


def _shown_list(values: list[object]) -> Text:
    if len(values) > _SHOWN_ITEMS or any(isinstance(one, dict | list) for one in values):
        return MESSAGES["scenario_found_array"]
    items = [shown(one) for one in values]
    ja, en = (", ".join(one.of(lang) for one in items) for lang in ("ja", "en"))
    return Text(ja=f"[{ja}]", en=f"[{en}]")


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    # A hexadecimal number may be longer than Python is willing to write in digits.
    if isinstance(value, int) and abs(value) >= 10**_SHOWN_LENGTH:
        return "…"
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _shortened(text: str) -> str:
    short = text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}…"
    # A full-width space is no printable character to Python, but it is to a reader.
    return "".join(one if one.isprintable() or one == "\u3000" else "\ufffd" for one in short)
