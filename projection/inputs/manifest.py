"""`inputs.toml`: read, checked, its faults placed on their lines; folders found by region."""

from __future__ import annotations

import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from projection import shipped
from projection.errors import Fault, InputsError, fault
from projection.files import fault_of_outside
from projection.inputs.model import Manifest
from projection.inputs.regions import Region
from projection.inputs.text import SourceText, beside, read_text
from projection.language import Text
from projection.toml import LARGEST, MOST_VALUES, has_too_many, is_too_dotted

Model = TypeVar("Model", bound=BaseModel)

FILE_NAME = "inputs.toml"
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
# Good enough for the flat form of inputs.toml; a wrong guess costs a line number, no more.
_HEADER = re.compile(r"\s*\[+([^\]]+)\]")
_KEY = re.compile(r"\s*([\w\"'.-]+)\s*=")

_LONGEST = 60
# Keys whose value is the name of a file or folder.
_NAMING = ("file", "standard")
_BILINGUAL = ("title", "name", "publisher", "terms", "notes", "reason", "publication")

# What pydantic found, by the beginning of its type, and what we expected.
_EXPECTED = MappingProxyType(
    {
        "string_too_short": Text(ja="空でない文字列", en="a text that is not empty"),
        "string": Text(ja="文字列", en="a text"),
        "date": Text(ja="日付（例 2020-01-01）", en="a date such as 2020-01-01"),
        "int": Text(ja="整数", en="a whole number"),
        "float": Text(ja="数値", en="a number"),
        "bool": Text(ja="true か false", en="true or false"),
        "greater": Text(ja="1以上50以下の整数", en="a whole number from 1 to 50"),
        "less": Text(ja="1以上50以下の整数", en="a whole number from 1 to 50"),
        "tuple": Text(ja="[[regions]] の並び", en="a list of [[regions]]"),
        "bilingual": Text(
            ja='文字列か { ja = "…", en = "…" }', en='a text, or { ja = "…", en = "…" }'
        ),
        "": Text(ja="「キー = 値」の表", en="a table of keys and values"),
    }
)


def read_manifest(folder: Path) -> tuple[Manifest, SourceText]:
    """Read and check the `inputs.toml` of a folder.

    Raises
    ------
    InputsError
        With every fault of the file.
    """
    return read_toml(folder, FILE_NAME, Manifest)


def read_toml(folder: Path, name: str, model: type[Model]) -> tuple[Model, SourceText]:
    """Read and check a TOML file of a folder.

    Parameters
    ----------
    folder, name
        Where the file is.
    model
        Its form.

    Raises
    ------
    InputsError
        With every fault of the file, each on its line.
    """
    if not folder.is_dir():
        raise InputsError(
            fault("inputs_folder_missing", file=str(folder), beside=beside(folder))
        )
    source = read_text(folder / name, LARGEST)
    if isinstance(source, Fault):
        raise InputsError(source)
    content = _parse(source)
    lines = _lines(source.text)
    if outside := [*_outside(content, folder, lines)]:
        raise InputsError(*(one.in_file(source.file) for one in outside))
    try:
        return model.model_validate(content), source
    except ValidationError as error:
        faults = [_placed(one, source.file, lines, model) for one in error.errors()]
        raise InputsError(*sorted(faults, key=lambda one: one.line or 0)) from error


def _outside(
    content: Any, folder: Path, lines: Mapping[tuple[str, ...], int], at: tuple[str, ...] = ()
) -> Iterator[Fault]:
    """Find the files and folders that a manifest names outside its project."""
    inside = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in inside:
        here = (*at, str(key))
        if isinstance(value, dict | list):
            yield from _outside(value, folder, lines, here)
        elif key in _NAMING and isinstance(value, str):
            found = fault_of_outside(folder / value, folder)
            # The nation's figures that came with the program may be used from anywhere.
            if found is not None and not _is_shipped(folder / value):
                yield replace(found, line=_line_of(here, lines), place=_place(here))


def _is_shipped(path: Path) -> bool:
    return os.path.realpath(path) == os.path.realpath(shipped.japan())


def _line_of(path: tuple[str, ...], lines: Mapping[tuple[str, ...], int]) -> int | None:
    # A key that is not there has no line: its section's is the nearest.
    return next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), None)


def _parse(source: SourceText) -> dict[str, Any]:
    deep = fault("inputs_toml", file=source.file, reason="nested too deeply")
    if is_too_dotted(source.text):
        raise InputsError(deep)
    try:
        table = tomllib.loads(source.text)
    except RecursionError:
        wrong = deep
    except ValueError as error:  # a number of thousands of digits is no TOMLDecodeError
        match = _AT_LINE.search(str(error))
        reason = _AT_LINE.sub("", str(error))
        line = int(match[1]) if match and match[1] else None
        wrong = fault("inputs_toml", file=source.file, line=line, reason=reason)
    else:
        if not has_too_many(table):
            return table
        wrong = fault("file_too_many_items", file=source.file, limit=MOST_VALUES)
    raise InputsError(wrong)


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """Return the line of every key; headers count as keys, items of a list by their number."""
    lines: dict[tuple[str, ...], int] = {}
    items: Counter[str] = Counter()
    head: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _HEADER.match(line):
            head = _parts(match[1])
            if line.lstrip().startswith("[["):
                lines.setdefault(head, number)
                head = (*head, str(items[match[1]]))
                items[match[1]] += 1
            lines.setdefault(head, number)
        elif match := _KEY.match(line):
            lines.setdefault((*head, *_parts(match[1])), number)
    return lines


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def _placed(
    error: Mapping[str, Any],
    file: str,
    lines: Mapping[tuple[str, ...], int],
    model: type[BaseModel],
) -> Fault:
    path = tuple(str(part) for part in error["loc"])
    return replace(_fault(error, path, model), file=file, line=_line_of(path, lines))


def _fault(error: Mapping[str, Any], path: tuple[str, ...], model: type[BaseModel]) -> Fault:
    kind = str(error["type"])
    if kind.startswith("inputs_"):
        return fault(kind, place=_place(path), **error["ctx"])
    if kind == "missing":
        return fault("inputs_key_missing", place=_place(path[:-1]), name=path[-1])
    if kind == "extra_forbidden":
        return _unknown_key(path, model)
    if kind == "literal_error":
        return _no_choice(error, path)
    expected = next(text for start, text in _EXPECTED.items() if kind.startswith(start))
    if path[-1] in _BILINGUAL:
        expected = _EXPECTED["bilingual"]
    value = error["input"]
    return fault("inputs_key_value", place=_place(path), expected=expected, found=_shown(value))


def _shown(value: object) -> str:
    # A hexadecimal number may be longer than Python is willing to write in digits.
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**_LONGEST:
        return "…"
    return str(value).lower() if isinstance(value, bool) else str(value)[:_LONGEST]


def _place(path: Sequence[str]) -> str:
    steps = (f"[{part}]" if part.isdecimal() else f".{part}" for part in path)
    return "".join(steps).removeprefix(".")


def _no_choice(error: Mapping[str, Any], path: tuple[str, ...]) -> Fault:
    choices = re.findall(r"'[^']*'|[\w.-]+", error["ctx"]["expected"].replace(" or ", ", "))
    listed = ", ".join(choices).replace("'", '"')
    return fault(
        "inputs_choice", place=_place(path), known=listed, found=_shown(error["input"])
    )


def _unknown_key(path: tuple[str, ...], model: type[BaseModel]) -> Fault:
    known = list(_model_at(path[:-1], model).model_fields)
    near = get_close_matches(path[-1], known, 1)
    return fault(
        "unknown_key_near" if near else "unknown_key",
        place=_place(path[:-1]),
        found=path[-1],
        near="".join(near),
        known=", ".join(known),
    )


def _model_at(path: tuple[str, ...], model: type[BaseModel]) -> type[BaseModel]:
    for part in path:
        # The number of an item in a list leads no deeper.
        if part in model.model_fields:
            model = next(_models(model.model_fields[part].annotation), model)
    return model


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def regions_of(manifest: Manifest) -> tuple[Region, ...]:
    """Return the regions that a manifest declares."""
    return tuple(Region(one.code, one.name.text) for one in manifest.regions)
