"""A report as a Word document, its chapters in the order of the official guide."""

from __future__ import annotations

import re

from projection.language import Language, Text
from projection.report import terms
from projection.report.captions import item_number, traced
from projection.report.content import Chapter, LeftOut, NumberedTable, Paragraphs, Report
from projection.report.document_parts import (
    LEAST_ROOM,
    NOTE,
    PAGE_HEIGHT,
    Paper,
    contents,
    entry,
    height,
    new_paper,
    notes,
    picture,
    saved,
    table,
    write,
)
from projection.report.figure import Figure
from projection.report.office import cut, plain
from projection.report.pictures import picture as drawn
from projection.report.tables import Column, Table

_BOOK = Text(
    ja="図表の数値と編集できるグラフは、この文書と同じ名前のExcelブック（.xlsx）にある"
    "（projection report … --format xlsx で作成）。",
    en="Numbers, and charts that can be edited, are in the Excel workbook of the same name "
    "(.xlsx), which projection report … --format xlsx writes.",
)
_HINT = Text(
    ja="（目次を右クリックして「フィールド更新」を選ぶと、ページ番号が入ります。）",
    en="(Right-click and choose Update Field to fill in page numbers.)",
)
_NOT_SHOWN = Text(ja="掲載していない図表", en="Figures and tables left out")
_APPENDIX = Text(ja="資料", en="A")
_ABOVE, _SPARE = 12.0, 24.0  # points: above a paragraph, and left over on a page
_LONGEST_ENTRY = 110  # cells of text, of a heading or caption


def document(report: Report, lang: Language) -> bytes:
    """Return a report as a Word document.

    Figures are pictures of 300 dots an inch with what they say in words; tables are tables.
    Captions count figures and tables together in each chapter (図表1-1), and say under which
    number the other formats have them.

    Parameters
    ----------
    report
        Any report.
    lang
        The language of its words and numbers.

    Returns
    -------
    bytes
        The same report gives the same bytes.

    Raises
    ------
    ProjectionError
        A library of the extra `report` is not installed.
    """
    paper = new_paper(report, lang)
    _front(paper)
    # The contents are known when all is written: a place is kept for them.
    place = write(paper, "")
    for chapter in report.chapters:
        _chapter(paper, chapter)
    _traces(paper)
    contents(paper, place, plain(_HINT, lang))
    return saved(paper)


def _front(paper: Paper) -> None:
    report, lang = paper.report, paper.lang
    write(paper, plain(report.title, lang), "Title")
    write(paper, plain(report.place, lang))
    write(paper, plain(report.standing, lang))
    if report.summary:
        write(paper, plain(terms.SUMMARY, lang), "Heading 2")
    for one in report.summary:
        write(paper, plain(one, lang), "List Bullet")
    notes(paper, [plain(_BOOK, lang)])
    write(paper, plain(terms.CONTENTS, lang), "Heading 2")


def _chapter(paper: Paper, chapter: Chapter) -> None:
    title, counted = plain(chapter.title, paper.lang), 0
    entry(paper, cut(title, _LONGEST_ENTRY), "Heading 1", 1)
    for item in chapter.items:
        match item:
            case Figure() | NumberedTable():
                counted += 1
                _item(paper, item, f"{_number(title, paper.lang)}-{counted}")
            case Paragraphs():
                _words(paper, item)
            case LeftOut():
                pass  # at the end


def _number(title: str, lang: Language) -> str:
    """Return the number that a chapter's title begins with; appendices have none."""
    found = re.match(r"\d+", title)
    return found.group() if found else _APPENDIX.of(lang)


def _words(paper: Paper, item: Paragraphs) -> None:
    heading = plain(item.heading, paper.lang)
    entry(paper, cut(heading, _LONGEST_ENTRY), "Heading 2", 2)
    for line in item.lines:
        write(paper, plain(line, paper.lang))


def _item(paper: Paper, item: Figure | NumberedTable, number: str) -> None:
    lang = paper.lang
    finding, caption = plain(item.finding, lang), _caption(item, number, lang)
    below = _below(paper, item)
    write(paper, finding, keep=True, above=_ABOVE)
    entry(paper, caption, "Caption", 2)
    room = PAGE_HEIGHT - 2 * _ABOVE - _SPARE
    for words, style in (
        (finding, "Normal"),
        (caption, "Caption"),
        *((one, NOTE) for one in below),
    ):
        room -= height(words, style)
    if isinstance(item, Figure):
        _picture(paper, item, room)
    else:
        write(paper, plain(item.table.heading, lang), NOTE, keep=True)
        table(paper, item.table)
    notes(paper, below, keep=room >= LEAST_ROOM)


def _below(paper: Paper, item: Figure | NumberedTable) -> list[str]:
    """Return 注, 出典 and by what the numbers are traced."""
    lang = paper.lang
    said = ((terms.NOTE, item.notes), (terms.SOURCE, item.sources))
    lines = [plain(lead, lang) + plain(one, lang) for lead, several in said for one in several]
    return [*lines, plain(traced(paper.report), lang)]


def _picture(paper: Paper, figure: Figure, room: float) -> None:
    """Draw a figure without its title, which stands in the caption."""
    lang = paper.lang
    image = drawn(figure, "png", lang, titled=False)
    picture(paper, image, f"{plain(figure.title, lang)} {plain(figure.finding, lang)}", room)


def _caption(item: Figure | NumberedTable, number: str, lang: Language) -> str:
    title = cut(plain(item.title, lang), _LONGEST_ENTRY)
    elsewhere = item_number(item.id).of(lang)
    return (
        f"図表{number}　{title}（{elsewhere}）"
        if lang == "ja"
        else f"{number}  {title} ({elsewhere})"
    )


def _traces(paper: Paper) -> None:
    """Write by what numbers are traced, and what is not there and why."""
    lang = paper.lang
    entry(paper, plain(terms.RUNS, lang), "Heading 2", 2)
    words = (terms.LABEL, terms.TITLE, terms.IDENTIFIER, terms.SOFTWARE)
    columns = tuple(Column(str(place), one) for place, one in enumerate(words))
    runs = tuple(
        (run.label, run.title, run.identifier, run.software) for run in paper.report.runs
    )
    table(paper, Table(terms.RUNS, columns, runs))
    if not paper.report.left_out:
        return
    entry(paper, plain(_NOT_SHOWN, lang), "Heading 2", 2)
    for one in paper.report.left_out:
        name = f"{item_number(one.id).of(lang)} {plain(one.title, lang)}"
        write(paper, f"{name} — {plain(one.remedy, lang)}", "List Bullet")
