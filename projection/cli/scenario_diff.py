"""`projection scenario diff`: what two scenarios say differently."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from projection.cli.documents import write_document
from projection.cli.gathering import gather
from projection.language import Language, Text
from projection.report.tables import Column, Document, Table
from projection.scenarios import Scenario, load_scenario, scenario_difference

_TITLE = Text(ja="シナリオの違い", en="What differs between two scenarios")
_NOTHING = Text(ja="違いはありません。", en="Nothing differs.")
_PLACE = Column("place", Text(ja="項目", en="Place"))


@dataclass(frozen=True)
class Options:
    """What was asked for."""

    left: str
    right: str


def command(options: Options, lang: Language) -> None:
    """Print a table of the places where two scenarios differ."""
    left, right = gather(load_scenario, (Path(options.left), Path(options.right)))
    write_document(_document(left, right), lang, "text")


def _document(left: Scenario, right: Scenario) -> Document:
    rows = tuple((one.place, one.left, one.right) for one in scenario_difference(left, right))
    heading = Text(
        ja=f"{left.label.ja}（{left.file}）と{right.label.ja}（{right.file}）",
        en=f"{left.label.en} ({left.file}) and {right.label.en} ({right.file})",
    )
    columns = (_PLACE, Column("left", left.label), Column("right", right.label))
    table = Table(heading, columns, rows)
    return Document(_TITLE, (table,)) if rows else Document(_TITLE, (), notes=(_NOTHING,))
