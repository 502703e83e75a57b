"""The reference pages of the documentation, from the program itself and pages elsewhere.

Written to docs/reference/ by docs/build.py; not kept in the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from links import ROOT, TAKEN, Language, relinked
from messages import messages_page

from projection.analysis.measures import ALIASES, MEASURES
from projection.cli.bilingual import Argument, Command, Group, Option
from projection.cli.commands import root
from projection.inputs import inputs_schema, rates_schema
from projection.language import Text
from projection.scenarios import scenario_schema, vision_schema
from projection.variables import VARIABLES

BAR = "\\|"
FOLDER = ROOT / "docs" / "reference"
COMMANDS = Text(ja="コマンド", en="Commands")
VOCABULARY = Text(ja="用語と変数", en="Vocabulary")
SCHEMAS = {
    "scenario": Text(ja="シナリオファイルの全項目", en="Every key of scenario files"),
    "vision": Text(ja="ビジョンファイルの全項目", en="Every key of vision files"),
    "inputs": Text(ja="inputs.toml の全項目", en="Every key of inputs.toml"),
    "rates": Text(ja="rates.toml の全項目", en="Every key of rates.toml"),
}


def write_reference() -> None:
    """Write all reference pages, in both languages."""
    FOLDER.mkdir(exist_ok=True)
    for lang in ("ja", "en"):
        pages = dict(_pages(lang))
        for name, text in pages.items():
            _path(name, lang).write_text(text, encoding="utf-8")
        title = Text(ja="リファレンス", en="Reference").of(lang)
        names = "\n".join(pages)
        listed = f"# {title}\n\n```{{toctree}}\n:maxdepth: 1\n\n{names}\n```\n"
        _path("index", lang).write_text(listed, encoding="utf-8")


def _path(name: str, lang: Language) -> Path:
    return FOLDER / f"{name}{'.ja' if lang == 'ja' else ''}.md"


def _pages(lang: Language) -> Iterator[tuple[str, str]]:
    yield "commands", commands_page(lang)
    yield "messages", messages_page(lang)
    yield "vocabulary", vocabulary_page(lang)
    for kind, schema in _schemas().items():
        yield f"{kind}-keys", schema_page(SCHEMAS[kind].of(lang), schema, lang)
    for source, page in TAKEN.items():
        if page.startswith("reference/") and (taken := _taken(source, page, lang)):
            yield page.removeprefix("reference/"), taken


def _taken(source: str, page: str, lang: Language) -> str | None:
    """Return a page that stands elsewhere; in English where there is no Japanese one."""
    for suffix in (".ja.md", ".md") if lang == "ja" else (".md",):
        file = ROOT / f"{source}{suffix}"
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            # Links of the repository's page, from where the page now stands.
            return relinked(text, f"{source}{suffix}", page, lang)
    return None


def _schemas() -> dict[str, dict[str, Any]]:
    return {
        "scenario": scenario_schema(),
        "vision": vision_schema([*MEASURES, *ALIASES]),
        "inputs": inputs_schema(),
        "rates": rates_schema(),
    }


def commands_page(lang: Language) -> str:
    """Return the page of every command, argument and option."""
    parts = [f"# {COMMANDS.of(lang)}", *_of_command(root(), ["projection"], lang)]
    return "\n\n".join(parts) + "\n"


def _of_command(command: click.Command, path: list[str], lang: Language) -> Iterator[str]:
    if not isinstance(command, Command | Group):
        return
    if len(path) > 1:
        yield f"## `{' '.join(path)}`"
        yield command.words.of(lang).replace("\n", " " if lang == "en" else "")
        shown = [one.shown(lang) for one in command.params if isinstance(one, Argument)]
        yield f"```text\n{' '.join([*path, *shown])}\n```"
        entries = [
            one.entry(lang) for one in command.params if isinstance(one, Argument | Option)
        ]
        yield _table(
            Text(ja="指定", en="Argument or option").of(lang),
            Text(ja="意味", en="What it does").of(lang),
            [(f"`{name}`", words.replace("\n", " ")) for name, words in entries],
        )
    for name, one in getattr(command, "commands", {}).items():
        yield from _of_command(one, [*path, name], lang)


def _table(first: str, second: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {first} | {second} |", "|---|---|"]
    return "\n".join([*lines, *(f"| {a.replace('|', BAR)} | {_cell(b)} |" for a, b in rows)])


def _cell(text: str) -> str:
    return text.replace("|", BAR).replace("<", "&lt;")


def vocabulary_page(lang: Language) -> str:
    """Return the page of the registry of variables."""
    heads = {
        "ja": ("名前", "記号", "次元", "単位", "表示名", "出典"),
        "en": ("Name", "Symbol", "Dims", "Unit", "Label", "Source"),
    }[lang]
    rows = [
        (
            f"`{one.name}`",
            one.symbol,
            ", ".join(one.dims),
            one.unit,
            one.label.of(lang),
            one.source,
        )
        for one in VARIABLES.values()
    ]
    lines = [heads, ("---",) * len(heads), *rows]
    table = "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)
    return f"# {VOCABULARY.of(lang)}\n\n{table}\n"


def schema_page(title: str, schema: Mapping[str, Any], lang: Language) -> str:
    """Return the page of a JSON Schema: every key with its form and meaning."""
    heads = ("項目", "説明") if lang == "ja" else ("Key", "Meaning")
    rows = [(f"`{path}`", words) for path, words in _keys(schema, schema, "")]
    whole = json.dumps(schema, ensure_ascii=False, indent=2)
    return f"# {title}\n\n{_table(*heads, rows)}\n\n```json\n{whole}\n```\n"


def _keys(
    whole: Mapping[str, Any], part: Mapping[str, Any], at: str
) -> Iterator[tuple[str, str]]:
    part = _resolved(whole, part)
    for name, one in part.get("properties", {}).items():
        path = f"{at}.{name}" if at else name
        yield path, str(one.get("description") or _resolved(whole, one).get("description", ""))
        inner = _resolved(whole, one)
        if "properties" in inner:
            yield from _keys(whole, inner, path)
        elif "items" in inner:
            yield from _keys(whole, inner["items"], f"{path}[]")


def _resolved(whole: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = part.get("$ref", "")
    if not reference.startswith("#/$defs/"):
        return part
    return whole["$defs"][reference.removeprefix("#/$defs/")]
