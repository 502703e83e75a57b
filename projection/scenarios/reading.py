"""A scenario file's bytes to TOML: encoding, size and syntax."""

from __future__ import annotations

import codecs
import re
import tomllib
from pathlib import Path
from typing import Any

from projection.errors import Fault, ScenarioError, fault
from projection.files import reason_of
from projection.scenarios.finding import beside
from projection.stages import stage
from projection.toml import LARGEST, MOST_VALUES, has_too_many, is_too_dotted

# What `tomllib` says, and which of our messages says it to a planner.
_SYNTAX = {
    r"Cannot (overwrite|declare|mutate|redefine)|Duplicate inline": "scenario_key_twice",
    r"Illegal character '\\n'": "scenario_not_closed",
    r"Unescaped|Invalid hex": "scenario_backslash",
    r"Invalid (value|initial char)|Illegal char": "scenario_value_unreadable",
    r"Expected newline": "scenario_after_value",
    r"Expected '='": "scenario_no_equals",
    r"Unclosed|Unterminated|Expected ": "scenario_not_closed",
    r"Invalid statement": "scenario_statement",
}
_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def read_text(path: Path) -> str:
    """Read the text of a scenario file.

    Raises
    ------
    ScenarioError
        The file is not there, cannot be read, is far too large, or is not UTF-8.
    """
    content = _read_bytes(path)
    if len(content) > LARGEST:
        raise ScenarioError(fault("scenario_too_large", file=str(path), limit=LARGEST))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ScenarioError(fault(_encoding(content), file=str(path), line=line)) from error


def parse_toml(text: str) -> tuple[dict[str, Any], list[Fault]]:
    """Parse TOML; return the table, or an empty one and what is wrong with the text."""
    if is_too_dotted(text):
        return {}, [fault("scenario_too_deep")]
    try:
        table = tomllib.loads(text)
    except RecursionError:
        return {}, [fault("scenario_too_deep")]
    except tomllib.TOMLDecodeError as error:
        return {}, [_syntax_fault(str(error), text)]
    except ValueError:
        # Python limits how many digits it turns into a number.
        return {}, [fault("scenario_number_too_long")]
    if has_too_many(table):
        return {}, [fault("file_too_many_items", limit=MOST_VALUES)]
    return table, []


def _read_bytes(path: Path) -> bytes:
    stage("stage_reading", file=path)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        near = beside(path.parent)
        raise ScenarioError(fault("file_missing", file=str(path), beside=near)) from error
    except OSError as error:
        raise ScenarioError(
            fault("file_unreadable", file=str(path), reason=reason_of(error))
        ) from error


def _encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "scenario_encoding"
    try:
        content.decode("cp932")
    except UnicodeDecodeError:
        return "scenario_encoding"
    return "scenario_encoding_cp932"


def _syntax_fault(reason: str, text: str) -> Fault:
    at = _LINE.search(reason)
    line = None if at is None else int(at[1] or text.rstrip().count("\n") + 1)
    key = next((key for sign, key in _SYNTAX.items() if re.match(sign, reason)), "")
    if key:
        return fault(key, line=line)
    return fault("scenario_syntax", line=line, reason=_LINE.sub("", reason))
