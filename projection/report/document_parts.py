"""The parts of documents: an A4 page with one font, captions, pictures, tables, contents."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from projection.language import Language
from projection.report.content import Report
from projection.report.libraries import library
from projection.report.office import FONT, cut, identify, laid_out, lines_of, packed, plain
from projection.report.tables import Table

TEXT = 453.5  # points: the 160 mm between the margins
_PAGE, _MARGIN = (595.3, 841.9), 70.9
PAGE_HEIGHT, LEAST_ROOM = 700.0, 360.0  # points, of the text, and for a picture
_POINT = 12700
_SIZES = (9, 8.5, 8, 7.5, 7, 6.5, 6)
_LEADING, _AFTER = 1.5, 6
_SHORT = 36  # lines of text
_STYLES = {"Normal": 10.5, "Title": 20, "Heading 1": 16, "Heading 2": 13, "Caption": 10.5}
NOTE, _CELL = "Note", "Cell"
_NOTE_SIZE, _NOTE_LEADING = 8.0, 1.35
_INK, _GREY, _ACCENT, _PALE = "333333", "595959", "1F4E79", "F2F2F2"
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True)
class Paper:
    """A document that is being written.

    Parameters
    ----------
    document
        The library's.
    report, lang
        What it is about, and in which language.
    entries
        What the contents name: level, words, bookmark.
    """

    document: Any
    report: Report
    lang: Language
    entries: list[tuple[int, str, str]] = field(default_factory=list)


def new_paper(report: Report, lang: Language) -> Paper:
    """Return an empty A4 document with header, page numbers and styles.

    Raises
    ------
    ProjectionError
        python-docx is not installed.
    """
    document: Any = library("docx", "python-docx").Document()
    section = document.sections[0]
    section.page_width, section.page_height = map(_emu, _PAGE)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", _emu(_MARGIN))
    _set_styles(document, lang)
    identify(document.core_properties, report, lang)
    section.header.paragraphs[0].text = cut(plain(report.title, lang), 76)
    section.header.paragraphs[0].style = document.styles[NOTE]
    _number_pages(section.footer.paragraphs[0])
    return Paper(document, report, lang)


def _emu(length: float) -> Any:
    return library("docx.shared", "python-docx").Emu(round(length * _POINT))


def _set_styles(document: Any, lang: Language) -> None:
    shared = library("docx.shared", "python-docx")
    kinds = library("docx.enum.style", "python-docx").WD_STYLE_TYPE
    for name in (NOTE, _CELL):
        added = document.styles.add_style(name, kinds.PARAGRAPH)
        added.base_style = document.styles["Normal"]
        added.paragraph_format.space_after = shared.Pt(0)
    for fonts in document.styles.element.iter("{*}rFonts"):
        fonts.attrib.clear()
        _set(fonts, ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    for words in document.styles.element.iter("{*}lang"):
        words.attrib.clear()
        _set(words, val={"ja": "ja-JP", "en": "en-GB"}[lang], eastAsia="ja-JP")
    for name, size in _STYLES.items():
        _set_style(document.styles[name], size, _LEADING)
    _set_style(document.styles[NOTE], _NOTE_SIZE, _NOTE_LEADING)
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    caption = document.styles["Caption"].paragraph_format
    caption.space_before, caption.keep_with_next = shared.Pt(2 * _AFTER), True
    _append(caption._element.get_or_add_pPr(), f'<w:outlineLvl {_NS} w:val="1"/>')


def _set_style(style: Any, size: float, leading: float) -> None:
    shared = library("docx.shared", "python-docx")
    colour = {NOTE: _GREY, "Heading 1": _ACCENT, "Heading 2": _ACCENT}.get(style.name, _INK)
    style.font.size, style.font.italic = shared.Pt(size), False
    style.font.color.rgb = shared.RGBColor.from_string(colour)
    # Exact: what Yu Gothic takes by itself is nearly twice its size.
    style.paragraph_format.line_spacing = shared.Pt(leading * size)
    style.paragraph_format.space_after = shared.Pt(0 if style.name == NOTE else _AFTER)


def _set(element: Any, **values: str) -> None:
    qualified = library("docx.oxml.ns", "python-docx").qn
    for name, value in values.items():
        element.set(qualified(f"w:{name}"), value)


def _append(parent: Any, xml: str) -> Any:
    element = library("docx.oxml", "python-docx").parse_xml(xml)
    parent.append(element)
    return element


def _number_pages(paragraph: Any) -> None:
    paragraph.alignment = library("docx.enum.text", "python-docx").WD_ALIGN_PARAGRAPH.CENTER
    _append(
        paragraph._p,
        f'<w:fldSimple {_NS} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    )


def saved(paper: Paper) -> bytes:
    """Return the document as a file."""
    file = io.BytesIO()
    paper.document.save(file)
    return packed(file.getvalue())


def write(
    paper: Paper, words: str, style: str = "Normal", *, keep: bool = False, above: float = 0.0
) -> Any:
    """Write a paragraph.

    Parameters
    ----------
    paper
        The document.
    words, style
        What is written, and the name of its style.
    keep
        Whether it stays on the page of what follows.
    above
        More room above it, in points.
    """
    paragraph = paper.document.add_paragraph(words, style)
    if keep:
        paragraph.paragraph_format.keep_with_next = True
    if above:
        paragraph.paragraph_format.space_before = _emu(above)
    return paragraph


def entry(paper: Paper, words: str, style: str, level: int) -> None:
    """Write a heading or caption that the contents name."""
    paragraph = write(paper, words, style)
    bookmark, number = f"_Toc{len(paper.entries) + 1:06}", len(paper.entries)
    start = f'<w:bookmarkStart {_NS} w:id="{number}" w:name="{bookmark}"/>'
    paragraph.runs[0]._r.addprevious(library("docx.oxml", "python-docx").parse_xml(start))
    _append(paragraph._p, f'<w:bookmarkEnd {_NS} w:id="{number}"/>')
    paper.entries.append((level, words, bookmark))


def notes(paper: Paper, lines: Sequence[str], *, keep: bool = True) -> None:
    """Write small lines; `keep` holds them on one page."""
    for place, words in enumerate(lines, start=1):
        write(paper, words, NOTE, keep=keep and place < len(lines))


def picture(paper: Paper, image: bytes, says: str, room: float) -> None:
    """Put in a picture as wide as the text, or as high as there is room.

    Parameters
    ----------
    paper
        The document.
    image
        A PNG.
    says
        What those hear who do not see it.
    room
        Points that a page has left for it. Where these are few it takes more, and what follows
        goes to the next page.
    """
    paragraph = write(paper, "", keep=room >= LEAST_ROOM)
    # As high as the picture, not as a line of text.
    paragraph.paragraph_format.line_spacing = 1.0
    shape = paragraph.add_run().add_picture(io.BytesIO(image), width=_emu(TEXT))
    highest = _emu(max(room, LEAST_ROOM))
    if shape.height > highest:
        shape.width = round(shape.width * highest / shape.height)
        shape.height = highest
    shape._inline.docPr.set("descr", says)


def height(words: str, style: str) -> float:
    """Return how high a paragraph is, in points.

    Parameters
    ----------
    words
        On one line.
    style
        The name of its style.
    """
    if style == NOTE:
        return lines_of(words, _NOTE_SIZE, TEXT) * _NOTE_LEADING * _NOTE_SIZE
    return lines_of(words, _STYLES[style], TEXT) * _LEADING * _STYLES[style] + _AFTER


def table(paper: Paper, content: Table) -> None:
    """Put in a table: its header on every page, rows unbroken, numbers at the right."""
    grid = laid_out(content, paper.lang, TEXT, _SIZES)
    columns = "".join(f'<w:gridCol w:w="{round(20 * width)}"/>' for width in grid.widths)
    # A short table stands on one page, a long one begins with two rows or more.
    kept = len(grid.cells) - 1 if sum(grid.heights) <= _SHORT else 2
    numeric = [column.decimals is not None for column in content.columns]
    rows = "".join(
        _row(words, grid.widths, numeric, grid.size, head=row == 0, keep=row < kept)
        for row, words in enumerate(grid.cells)
    )
    xml = (
        f'<w:tbl {_NS}><w:tblPr><w:tblW w:w="{round(20 * sum(grid.widths))}" w:type="dxa"/>'
        f"<w:tblBorders>{''.join(map(_border, ('top', 'bottom', 'insideH')))}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
        '<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
    # Before the section's own properties, which end a document.
    paper.document.element.body.sectPr.addprevious(
        library("docx.oxml", "python-docx").parse_xml(xml)
    )


def _border(side: str) -> str:
    return f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'


def _row(
    words: Sequence[str],
    widths: Sequence[float],
    numeric: Sequence[bool],
    size: float,
    *,
    head: bool,
    keep: bool,
) -> str:
    kept = "<w:keepNext/>" if keep else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{round(20 * width)}" w:type="dxa"/>'
        f"{_shade(head=head)}</w:tcPr>"
        f'<w:p><w:pPr><w:pStyle w:val="{_CELL}"/>{kept}'
        f'<w:spacing w:after="0" w:line="{round(26 * size)}" w:lineRule="exact"/>'
        f'<w:jc w:val="{"right" if of_numbers else "left"}"/></w:pPr>'
        f'<w:r><w:rPr>{"<w:b/>" if head else ""}<w:sz w:val="{round(2 * size)}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(one)}</w:t></w:r></w:p></w:tc>'
        for one, width, of_numbers in zip(words, widths, numeric, strict=True)
    )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _shade(*, head: bool) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{_PALE}"/>' if head else ""


def contents(paper: Paper, place: Any, hint: str) -> None:
    """Put in a field of contents that lists all entries, before a paragraph.

    Parameters
    ----------
    paper
        Whose `entries` are complete.
    place
        The paragraph; the contents stand before it.
    hint
        How to fill in page numbers; it goes when the field is brought up to date.
    """
    parse = library("docx.oxml", "python-docx").parse_xml
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        ' TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = [_linked(level, words, bookmark) for level, words, bookmark in paper.entries]
    lines.append(f"<w:r><w:t>{escape(hint)}</w:t></w:r>")
    lines[0], lines[-1] = begin + lines[0], lines[-1] + end
    for position, line in enumerate(lines):
        level = paper.entries[position][0] if position < len(paper.entries) else 1
        look = f'<w:spacing w:after="40"/><w:ind w:left="{300 * (level - 1)}"/>'
        place._p.addprevious(parse(f"<w:p {_NS}><w:pPr>{look}</w:pPr>{line}</w:p>"))


def _linked(level: int, words: str, bookmark: str) -> str:
    bold = "<w:rPr><w:b/></w:rPr>" if level == 1 else ""
    return (
        f"<w:hyperlink w:anchor={quoteattr(bookmark)}><w:r>{bold}"
        f'<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:hyperlink>'
    )
