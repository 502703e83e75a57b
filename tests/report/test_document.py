"""The document, read back with python-docx, and opened with LibreOffice."""

from __future__ import annotations

import importlib.util
import io
import re
import struct
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from projection.errors import ProjectionError
from projection.language import LANGUAGES, Language, Text
from projection.report import document as module
from projection.report.captions import traced
from projection.report.content import Chapter, NumberedTable, Report
from projection.report.document import document
from projection.report.figure import Figure
from projection.report.pictures import picture
from projection.report.tables import Cell, Column, Table, shown
from tests.office import Office, text_of
from tests.report.worlds_figures import (
    CONTROL,
    FORMULA,
    HOSTILE,
    LONG,
    SCRIPT,
    every_form,
    small_report,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MILLIMETRE = 36000


@pytest.fixture(scope="module")
def report() -> Report:
    return small_report()


@pytest.fixture(scope="module")
def whole(report: Report) -> dict[Language, bytes]:
    """Write the report as it is, once in each language."""
    return {lang: document(report, lang) for lang in LANGUAGES}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw small squares instead of pictures."""
    monkeypatch.setattr(module, "drawn", lambda *_, **__: square(20, 20))


def square(width: int, height: int) -> bytes:
    """Return a picture without content, which needs no more than its head to be measured."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part) - 4) + part + bytes(4) for part in (head, b"IEND")
    )


def read(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def only(*items: Any, title: str = "1 章", **other: Any) -> Report:
    """Return a report of these items alone."""
    chapters = (Chapter(Text(ja=title, en=title), items),)
    return replace(small_report(), chapters=chapters, **other)


def styled(opened: Any, style: str) -> list[str]:
    return [one.text for one in opened.paragraphs if one.style.name == style]


def text_in(element: Any) -> str:
    return "".join(one.text for one in element.iter(f"{W}t"))


def words(opened: Any) -> str:
    return "\n".join(one.text for one in opened.paragraphs)


def test_chapters_stand_in_their_order(whole: dict[Language, bytes], report: Report) -> None:
    for lang in LANGUAGES:
        headings = styled(read(whole[lang]), "Heading 1")
        assert headings == [chapter.title.of(lang) for chapter in report.chapters]


def test_figures_and_tables_are_counted_together_in_each_chapter(
    whole: dict[Language, bytes],
) -> None:
    captions = styled(read(whole["ja"]), "Caption")
    assert [one.split("　")[0] for one in captions] == [
        *(f"図表1-{n}" for n in (1, 2, 3)),
        *(f"図表2-{n}" for n in range(1, 7)),
    ]
    # The other formats have them under these numbers.
    assert captions[0] == "図表1-1　総人口（図1）"
    assert captions[-1] == "図表2-6　増減率（表1）"
    assert styled(read(whole["en"]), "Caption")[0] == "1-1  Totals (Figure 1)"


@pytest.mark.usefixtures("quick")
def test_a_chapter_without_a_number_has_the_letter_of_the_appendix() -> None:
    begins: dict[Language, str] = {"ja": "図表資料-1　", "en": "A-1  "}
    for lang, begin in begins.items():
        opened = read(document(only(every_form()[0], title="資料編"), lang))
        assert styled(opened, "Caption")[0].startswith(begin)


def test_pictures_are_those_of_the_figures_at_print_quality(
    whole: dict[Language, bytes], report: Report
) -> None:
    opened = read(whole["ja"])
    assert len(opened.inline_shapes) == len(report.figures)
    for shape, figure in zip(opened.inline_shapes, report.figures, strict=True):
        place = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        image = opened.part.related_parts[place].image
        assert image.blob == picture(figure, "png", "ja", titled=False)
        # 160 mm are 6.3 inches.
        assert 299.5 < image.px_width / (shape.width / _MILLIMETRE / 25.4) < 600
        assert shape.width / _MILLIMETRE < 160.1
        assert shape.height / shape.width == pytest.approx(
            image.px_height / image.px_width, rel=1e-3
        )
        told = shape._inline.docPr.get("descr")
        assert figure.title.ja in told
        assert figure.finding.ja in told


def test_a_high_picture_leaves_room_for_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "drawn", lambda *_, **__: square(20, 60))

    def of(figure: Figure) -> Any:
        return read(document(only(figure), "ja"))

    few, many = every_form()[0], replace(every_form()[0], notes=every_form()[0].notes * 40)
    (short,), (long) = of(few).inline_shapes, of(many)
    assert 550 < short.height.pt < 700
    assert short.width / short.height == pytest.approx(1 / 3, rel=1e-3)
    # With more than a page of notes the picture has a decent size, and they go on.
    assert long.inline_shapes[0].height.pt == pytest.approx(360)
    followed = [one for one in long.paragraphs if "各年1月1日現在。" in one.text]
    assert not any(one.paragraph_format.keep_with_next for one in followed)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_hold_the_numbers(
    whole: dict[Language, bytes], report: Report, lang: Language
) -> None:
    (item,) = report.tables
    found, _ = read(whole[lang]).tables
    rows = [[cell.text for cell in row.cells] for row in found.rows]
    assert rows[0] == [column.label.of(lang) for column in item.table.columns]
    for row, cells in zip(rows[1:], item.table.rows, strict=True):
        assert row[1] == shown(cells[1], item.table.columns[1], lang)
    assert rows[1][1] == ("△7.2" if lang == "ja" else "-7.2")


def test_the_header_of_a_table_is_repeated_and_numbers_are_at_the_right(
    whole: dict[Language, bytes],
) -> None:
    found, _ = read(whole["ja"]).tables
    heads = [row._tr.find(f".//{W}tblHeader") is not None for row in found.rows]
    assert heads == [True, *[False] * (len(heads) - 1)]
    for row in found.rows:
        assert row._tr.find(f".//{W}cantSplit") is not None
        sides = [one.get(f"{W}val") for one in row._tr.iter(f"{W}jc")]
        assert sides == ["left", "right"]


def table_of(rows: int, columns: int = 2) -> NumberedTable:
    cells: list[tuple[Cell, ...]] = [
        (f"r{row}", *(1000.0 * row + n for n in range(1, columns))) for row in range(rows)
    ]
    head = (
        Column("label", Text(ja="番号", en="No")),
        *(
            Column(str(n), Text(ja=f"{2020 + n}年", en=str(2020 + n)), 0)
            for n in range(1, columns)
        ),
    )
    (item,) = small_report().tables
    return replace(item, table=Table(Text(ja="値", en="Values"), head, tuple(cells)))


@pytest.mark.usefixtures("quick")
def test_a_wide_table_fits_the_page() -> None:
    found = read(document(only(table_of(3, 13)), "ja")).tables[0]
    width = sum(int(one.get(f"{W}w")) for one in found._tbl.iter(f"{W}gridCol"))
    assert width / 20 <= 453.6
    assert [cell.text for cell in found.rows[3].cells][1:3] == ["2,001", "2,002"]


@pytest.mark.usefixtures("quick")
def test_a_short_table_stays_on_its_page_and_a_long_one_begins_with_two_rows() -> None:
    def kept(rows: int) -> list[bool]:
        found = read(document(only(table_of(rows)), "ja")).tables[0]
        return [row._tr.find(f".//{W}keepNext") is not None for row in found.rows]

    assert kept(5) == [True] * 5 + [False]
    assert kept(60) == [True] * 2 + [False] * 59


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_and_table_says_where_it_comes_from(
    whole: dict[Language, bytes], report: Report, lang: Language
) -> None:
    opened = read(whole[lang])
    told = styled(opened, "Note")
    items: list[Figure | NumberedTable] = [*report.figures, *report.tables]
    assert told.count(traced(report).of(lang)) == len(items)
    lead, source = {"ja": ("注：", "出典："), "en": ("Note: ", "Source: ")}[lang]
    for item in items:
        assert item.finding.of(lang) in words(opened)
        assert all(lead + one.of(lang) in told for one in item.notes)
        assert all(source + one.of(lang) in told for one in item.sources)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_contents_lead_to_every_heading(
    whole: dict[Language, bytes], lang: Language
) -> None:
    body = read(whole[lang]).element.body
    links = {one.get(f"{W}anchor"): text_in(one) for one in body.iter(f"{W}hyperlink")}
    marked = {
        one.get(f"{W}name"): text_in(one.getparent()) for one in body.iter(f"{W}bookmarkStart")
    }
    assert links == marked
    opened = read(whole[lang])
    named = [
        one.text
        for one in opened.paragraphs
        if one.style.name in ("Heading 1", "Heading 2", "Caption")
    ]
    summary, contents = named[:2]
    assert (summary, contents) == (("要点", "目次") if lang == "ja" else (
        "Main findings", "Contents"))  # fmt: skip
    assert list(links.values()) == named[2:]
    kinds = [one.get(f"{W}fldCharType") for one in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    (field,) = body.iter(f"{W}instrText")
    assert field.text.split() == ["TOC", "\\o", '"1-2"', "\\h", "\\z", "\\u"]


@pytest.mark.usefixtures("quick")
def test_the_first_page_says_what_the_report_says(report: Report) -> None:
    opened = read(document(report, "ja"))
    assert styled(opened, "Title") == [report.title.ja]
    assert "基準日：2020年（令和2年）1月1日" in words(opened)
    assert "総人口は減る見込み。" in styled(opened, "List Bullet")
    assert "同じ名前のExcelブック（.xlsx）" in words(opened)
    english = read(document(report, "en"))
    assert "Base date: 1 January 2020" in words(english)


def test_the_appendix_says_what_is_left_out_and_how_numbers_are_traced(
    whole: dict[Language, bytes], report: Report
) -> None:
    opened = read(whole["ja"])
    assert "図12 施策効果 — projection run で結果を作成。" in styled(opened, "List Bullet")
    _, found = opened.tables
    rows = [[cell.text for cell in row.cells] for row in found.rows]
    assert rows[0] == ["シナリオ", "名称", "推計番号", "ソフトウェア"]
    assert rows[1:] == [
        [run.label.ja, run.title.ja, run.identifier, run.software] for run in report.runs
    ]


@pytest.mark.usefixtures("quick")
def test_nothing_is_said_of_what_is_left_out_where_nothing_is() -> None:
    assert "掲載していない図表" not in words(read(document(only(every_form()[0]), "ja")))


def test_pages_are_a4_with_title_and_number(whole: dict[Language, bytes]) -> None:
    (section,) = read(whole["ja"]).sections
    assert round(section.page_width / _MILLIMETRE) == 210
    assert round(section.page_height / _MILLIMETRE) == 297
    text = section.page_width - section.left_margin - section.right_margin
    assert round(text / _MILLIMETRE) == 160
    assert section.header.paragraphs[0].text == "試験市 将来人口推計報告書"
    (field,) = section.footer._element.iter(f"{W}fldSimple")
    assert field.get(f"{W}instr").strip() == "PAGE"


def test_all_words_are_in_one_font(whole: dict[Language, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(whole["ja"])) as package:
        styles = parse_xml(package.read("word/styles.xml"))
        assert b"rFonts" not in package.read("word/document.xml")
    found = [dict(one.attrib) for one in styles.iter(f"{W}rFonts")]
    names = ("ascii", "hAnsi", "eastAsia", "cs")
    assert found == [{f"{W}{name}": "Yu Gothic" for name in names}] * len(found)
    assert {one.get(f"{W}eastAsia") for one in styles.iter(f"{W}lang")} == {"ja-JP"}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("text", [*HOSTILE, "\uffff", "{0}", "&amp;", '"><x/>'])
def test_words_of_users_do_no_harm(text: str) -> None:
    both = Text(ja=text, en=text)
    figure = replace(every_form()[0], title=both, finding=both, notes=(both,), sources=(both,))
    (item,) = small_report().tables
    items = (figure, replace(item, title=both, finding=both), *small_report().chapters[2].items)
    runs = tuple(replace(run, label=both, title=both) for run in small_report().runs)
    content = document(only(*items, title=text, place=both, summary=(both,), runs=runs), "ja")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not any(".." in name for name in package.namelist())
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                root = parse_xml(package.read(name))
                assert not any(one.tag in ("script", "x") for one in root.iter("{*}*"))
                assert not any(one.get("TargetMode") for one in root.iter("{*}Relationship"))
                assert "\x1b" not in "".join(root.itertext())
    assert len(read(content).tables) == 2


@pytest.mark.usefixtures("quick")
def test_long_names_are_whole_in_the_text_and_cut_in_captions() -> None:
    both = Text(ja=LONG, en=LONG)
    opened = read(document(only(replace(every_form()[0], title=both, finding=both)), "ja"))
    assert LONG in words(opened)
    assert len(styled(opened, "Caption")[0]) < 80
    assert CONTROL not in words(opened)


@pytest.mark.usefixtures("quick")
def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    once = document(report, "ja")
    assert document(report, "ja") == once
    with zipfile.ZipFile(io.BytesIO(once)) as package:
        assert {one.date_time[0] for one in package.infolist()} == {1980}
        core = package.read("docProps/core.xml")
    assert {*re.findall(rb">(\d{4})-\d\d-\d\dT", core)} == {b"2000"}


def test_a_missing_library_is_one_clear_fault(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ProjectionError, match="needs python-docx; run: python -m pip"):
        document(report, "ja")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_opens_it(
    libreoffice: Office,
    whole: dict[Language, bytes],
    report: Report,
    tmp_path: Path,
    lang: Language,
) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(whole[lang])
    found = re.sub(r"\s", "", text_of(libreoffice.pdf(file)))
    for figure in report.figures:
        assert figure.finding.of(lang).replace(" ", "") in found
    for one in (SCRIPT, FORMULA.replace(" ", ""), "△7.2" if lang == "ja" else "-7.2"):
        assert one in found
    for chapter in report.chapters:
        # In the contents and where it stands.
        assert found.count(chapter.title.of(lang).replace(" ", "")) >= 2
