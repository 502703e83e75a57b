"""Files that are nearly right: valid ones, changed in one place or several."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        *(
            "",
            " ",
            "observed",
            "../..",
            "/dev/zero",
            "a" * 500,
            "清瀬市",
            "\u202e\u2066x",
            "\x7f",
        ),
        *(
            "\x00",
            "\x1b[31m",
            "{0}",
            "%s",
            "=1+1",
            "１９８０",
            "-",
            "NaN",
            "2020-01-01",
            "132217",
        ),
    ]
) | st.text(max_size=6)
NUMBERS = st.sampled_from(
    [
        *(0, -1, 1, 5, 130, 131, 2020, 10**9, -(10**18), 2**63, 10**400, 0.0, -0.0, 5e-324),
        *(1e308, math.nan, math.inf, -math.inf),
    ]
) | st.floats(width=64)
LEAVES = WORDS | NUMBERS | st.booleans() | st.dates() | st.just(date(1, 1, 1))
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
KEYS = WORDS | st.sampled_from(
    ["title", "end", "tfr", "extends", "ages", "file", "unit", "2030"]
)

SCENARIO: Mapping[str, Any] = MappingProxyType(
    {
        "title": {"ja": "試験", "en": "Trial"},
        "extends": "current.toml",
        "end": 2050,
        "basis": "rate",
        "fertility": {"tfr": {"2020": 1.3, "2030": 1.8}, "mean_age_shift": 0.5},
        "mortality": {"improvement": 0.01, "level": 1.1},
        "migration": [
            {"title": "a", "ages": [25, 39], "sex": "female", "add_per_year": 100},
            {"title": "b", "balance_by": 2030, "losses_only": True},
            {"title": "c", "closed": True},
        ],
    }
)
VISION: Mapping[str, Any] = MappingProxyType(
    {
        "title": "Goals",
        "base": "base.toml",
        "scenario": ["base.toml"],
        "goals": [
            {"title": "g", "measure": "population", "at": 2040, "at_least": 1},
            {"title": "h", "measure": "births", "every": [2030, 2040], "below": 1e4},
        ],
    }
)
_TABLE = {"file": "t.csv", "unit": "persons", "publisher": "p", "source": "s", "terms": "t"}
MANIFEST: Mapping[str, Any] = MappingProxyType(
    {
        "title": {"ja": "架空市", "en": "Nowhere"},
        "base_date": date(2020, 1, 1),
        "window": 1,
        "standard": "../standard",
        "regions": [{"code": "132217", "name": "Nowhere"}],
        "tables": {"population": _TABLE, "components": {**_TABLE, "notes": "n"}},
    }
)
CELLS = st.sampled_from(
    [
        *("", "0", "-1", "1e999", "nan", "９", "0-4", "85+", "4-0", "0-999999999", "9" * 400),
        *(
            '"',
            '"a',
            "male",
            "2020-02-30",
            "9999-12-31",
            "0001-01-01",
            "\x00",
            "\u202e",
            "=1+1",
        ),
    ]
) | st.text(max_size=4)


def toml_of(table: Mapping[str, Any]) -> str:
    """Write a table as TOML, one key a line, all below inline."""
    return "".join(f"{_text(key)} = {_value(value)}\n" for key, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{_text(key)} = {_value(one)}" for key, one in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(text: str) -> str:
    # Escaped, so that control characters get in by the front door.
    signs = (one if one.isalnum() else f"\\U{ord(one):08x}" for one in text)
    whole = "".join(signs).encode("utf-8", "replace").decode()
    return f'"{whole}"'


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place of a nested table as its holder and key."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in list(inside):
        yield value, key
        if isinstance(one, dict | list):
            yield from _places(one)


@st.composite
def changed(draw: st.DrawFn, valid: Mapping[str, Any]) -> dict[str, Any]:
    """Change a valid table: replace, remove, add, or nest, up to three times."""
    table = copy.deepcopy(dict(valid))
    for _ in range(draw(st.integers(1, 3))):
        places = [*_places(table)]
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        change = draw(st.sampled_from(["replace", "remove", "add", "nest"]))
        if change == "replace":
            holder[key] = draw(VALUES)
        elif change == "remove":
            del holder[key]
        elif change == "nest":
            holder[key] = draw(st.sampled_from([[holder[key]], {"x": holder[key]}]))
        elif isinstance(holder, dict):
            holder[draw(KEYS)] = draw(VALUES)
        else:
            holder.append(draw(VALUES))
    return table


@st.composite
def changed_csv(draw: st.DrawFn, text: str) -> bytes:
    """Change a valid CSV text in cells, rows and header, then write it in some encoding."""
    rows = [line.split(",") for line in text.splitlines()]
    for _ in range(draw(st.integers(1, 3))):
        row = draw(st.sampled_from(rows))
        at = draw(st.integers(0, max(len(row) - 1, 0)))
        change = draw(st.sampled_from(["cell", "less", "more", "twice", "row"]))
        if change == "cell":
            row[at : at + 1] = [draw(CELLS)]
        elif change == "less":
            del row[at : at + 1]
        elif change == "more":
            row.insert(at, draw(CELLS))
        elif change == "twice":
            row.insert(at, row[at] if row else "")
        else:
            rows.remove(row) if len(rows) > 1 else rows.append(row)
    return draw(encoded("\n".join(map(",".join, rows))))


@st.composite
def encoded(draw: st.DrawFn, text: str) -> bytes:
    """Write a text as files come: UTF-8 with BOM, CP932, both mixed, UTF-16, cut short."""
    whole = text.encode("utf-8", "replace")
    half = len(text) // 2
    forms = {
        "utf-8": whole,
        "bom": b"\xef\xbb\xbf" + whole,
        "cp932": text.encode("cp932", "replace"),
        "mixed": text[:half].encode("utf-8", "replace")
        + text[half:].encode("cp932", "replace"),
        "utf-16": text.encode("utf-16", "surrogatepass"),
        "cut": whole[: draw(st.integers(0, len(whole)))],
        "dos": whole.replace(b"\n", b"\r\n"),
        "mac": whole.replace(b"\n", b"\r"),
    }
    return forms[draw(st.sampled_from(["utf-8", "utf-8", "utf-8", *forms]))]


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Damage bytes: flip some, cut, double or drop a stretch."""
    spoilt = bytearray(content)
    for _ in range(draw(st.integers(1, 8))):
        if not spoilt:
            break
        at = draw(st.integers(0, len(spoilt) - 1))
        change = draw(st.sampled_from(["flip", "flip", "ones", "cut", "drop", "double"]))
        if change == "flip":
            spoilt[at] ^= 1 << draw(st.integers(0, 7))
        elif change == "ones":
            spoilt[at : at + 8] = b"\xff" * min(8, len(spoilt) - at)
        elif change == "cut":
            del spoilt[max(at, len(spoilt) // 2) :]
        elif change == "drop":
            del spoilt[at : at + draw(st.integers(1, 64))]
        else:
            spoilt[at:at] = spoilt[at : at + draw(st.integers(1, 64))]
    return bytes(spoilt)
