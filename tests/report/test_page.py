"""The page as text: what it holds, and what it must not."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from projection.errors import ProjectionError
from projection.language import LANGUAGES, Language
from projection.report.figure_tables import figure_tables
from projection.report.page import page
from projection.report.tables import Table, shown
from tests.report import worlds_figures as worlds

REPORT = worlds.small_report()


class Outline(HTMLParser):
    """What tests ask of a page: elements, headings, tables and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[list[list[str]]] = []
        self.scripts: list[str] = []
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        elif tag == "script":
            self.scripts.append("")
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside in ("td", "th"):
            self.tables[-1][-1][-1] += data
        elif self._inside == "script":
            self.scripts[-1] += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


PAGES: dict[Language, bytes] = {lang: page(REPORT, lang) for lang in LANGUAGES}


def outline(lang: Language) -> Outline:
    parsed = Outline()
    parsed.feed(PAGES[lang].decode())
    return parsed


def as_shown(table: Table, lang: Language) -> list[list[str]]:
    head = [" ".join(one.label.of(lang).split()) for one in table.columns]
    rows = (
        [shown(cell, column, lang) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    )
    return [head, *rows]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_its_language_and_title(lang: Language) -> None:
    parsed = outline(lang)
    assert parsed.of("html") == [{"lang": lang}]
    assert f"<title>{REPORT.title.of(lang)}</title>" in PAGES[lang].decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_behind_charts_are_those_of_the_figures(lang: Language) -> None:
    found = outline(lang).tables
    for figure in REPORT.figures:
        for table in figure_tables(figure):
            assert as_shown(table, lang) in found
    for numbered in REPORT.tables:
        assert as_shown(numbered.table, lang) in found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_and_table_has_finding_notes_sources_and_runs(lang: Language) -> None:
    articles = PAGES[lang].decode().split('<article class="item" id="')[1:]
    assert len(articles) == len(REPORT.figures) + len(REPORT.tables)
    lead = {"ja": ("注：", "出典："), "en": ("Note: ", "Source: ")}[lang]
    for article, item in zip(articles[:-1], REPORT.figures, strict=True):
        assert article.startswith(f'{item.id}"')
        assert f'<p class="finding">{item.finding.of(lang)}</p>' in article
        for words in (*lead, "[00000002]", "projection 0.1.0"):
            assert words in article


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_of_the_explorer_is_named(lang: Language) -> None:
    footer = PAGES[lang].decode().partition("<footer>")[2]
    assert "projection report" in footer
    assert "--explorer" in footer


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_refers_outside(lang: Language) -> None:
    parsed = outline(lang)
    assert not parsed.of("link") + parsed.of("img") + parsed.of("iframe")
    assert all("src" not in attrs for _, attrs in parsed.elements)
    assert all((one["href"] or "").startswith("#") for one in parsed.of("a"))
    assert "@import" not in PAGES[lang].decode()


def test_the_policy_allows_the_pages_own_scripts_by_their_sums_and_no_other() -> None:
    parsed = outline("ja")
    policy = next(one["content"] or "" for one in parsed.of("meta") if "http-equiv" in one)
    data, *own = parsed.scripts
    assert json.loads(data)["charts"]
    sums = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in own]
    assert len(sums) == 2
    assert f"script-src 'sha256-{sums[0]}' 'sha256-{sums[1]}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize("lang", LANGUAGES)
def test_identifiers_are_given_once_and_links_lead_somewhere(lang: Language) -> None:
    parsed = outline(lang)
    given = [attrs["id"] for _, attrs in parsed.elements if "id" in attrs]
    assert len(given) == len({*given})
    assert {(one["href"] or "")[1:] for one in parsed.of("a")} <= {*given}
    named = [
        attrs["aria-labelledby"] for _, attrs in parsed.elements if "aria-labelledby" in attrs
    ]
    assert {*named} <= {*given}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_descend_one_by_one(lang: Language) -> None:
    levels = [int(tag[1]) for tag, _ in outline(lang).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_has_words_for_those_who_do_not_see_it(lang: Language) -> None:
    parsed = outline(lang)
    charts = [attrs for _, attrs in parsed.elements if "data-chart" in attrs]
    assert len(charts) == sum(len(figure.panels) for figure in REPORT.figures)
    assert all(one["role"] == "img" for one in charts)
    assert REPORT.figures[0].finding.of(lang) in (charts[0]["aria-label"] or "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_words_are_only_words(lang: Language) -> None:
    text = PAGES[lang].decode()
    assert worlds.SCRIPT not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert not {"\x1b", "\x00", "\u202e"} & {*text}
    assert text.count("</script>") == 3


def test_what_could_not_be_made_is_said() -> None:
    assert "掲載なし：図12 施策効果 — projection run で結果を作成。" in PAGES["ja"].decode()
    assert "Left out: Figure 12 Effect of measures" in PAGES["en"].decode()


def test_charts_have_no_more_decimals_than_two_beyond_the_readers() -> None:
    charts = json.loads(outline("ja").scripts[0])["charts"]
    values = [row["y"] for row in charts["F1-0"]["view"]["data"]["values"]]
    assert 73_747.75 in values
    years = charts["F5-0"]["years"]
    assert [one["year"] for one in years] == [2020, 2021, 2025, 2030]
    assert years[2]["sides"][0] == [-2100.0, -1980.0, -1860.0, -1740.0, -1620.0]


def test_the_same_report_gives_the_same_page() -> None:
    assert page(REPORT, "ja") == PAGES["ja"]


def test_licences_of_what_is_inside_are_named() -> None:
    text = PAGES["en"].decode()
    assert "University of Washington Interactive Data Lab" in text
    assert "IPA Font License Agreement v1.0" in text


def test_a_missing_library_is_one_clear_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ProjectionError, match="needs vl-convert-python; run"):
        page(REPORT, "en")


def test_parts_of_the_page_are_package_data() -> None:
    settings = (Path(__file__).parents[2] / "setup.cfg").read_text("utf-8")
    for ending in ("html", "css", "js", "txt"):
        assert f"report/page/*.{ending}" in settings
