"""The parts of a report as HTML. Every word of a user is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from projection.language import Language, Text
from projection.report import terms
from projection.report.captions import item_number, traced
from projection.report.content import Chapter, Item, LeftOut, NumberedTable, Paragraphs, Report
from projection.report.figure import Figure, Panel, Pyramid
from projection.report.figure_tables import figure_tables
from projection.report.office import plain
from projection.report.tables import Cell, Column, Table, shown


def safe(text: Text, lang: Language) -> str:
    """Return a text as it may stand between tags and in attributes.

    Examples
    --------
    >>> safe(Text(ja="<b>", en="<b>"), "en")
    '&lt;b&gt;'
    """
    return escape(plain(text, lang))


def contents_list(report: Report, lang: Language) -> str:
    """Return links to all chapters, figures and tables."""
    return "".join(
        f'<li><a href="#chapter-{number}">{safe(chapter.title, lang)}</a>'
        f"<ul>{''.join(_links(chapter, lang))}</ul></li>"
        for number, chapter in enumerate(report.chapters, start=1)
    )


def _links(chapter: Chapter, lang: Language) -> Iterable[str]:
    for item in chapter.items:
        if isinstance(item, Figure | NumberedTable):
            yield f'<li><a href="#{escape(item.id)}">{_name(item, lang)}</a></li>'


def _name(item: Figure | NumberedTable | LeftOut, lang: Language) -> str:
    return f"{safe(item_number(item.id), lang)} {safe(item.title, lang)}"


def summary_list(report: Report, lang: Language) -> str:
    """Return the main findings."""
    if not report.summary:
        return ""
    lines = "".join(f"<li>{safe(one, lang)}</li>" for one in report.summary)
    return (
        f'<section aria-labelledby="summary"><h2 id="summary">{safe(terms.SUMMARY, lang)}</h2>'
        f"<ul>{lines}</ul></section>"
    )


def scenario_boxes(report: Report, lang: Language) -> str:
    """Return a checkbox for every run."""
    return "".join(
        f'<label title="{safe(run.title, lang)}">'
        f'<input type="checkbox" checked value="{escape(run.name)}">'
        f"<span>{safe(run.label, lang)}</span></label>"
        for run in report.runs
    )


def runs_table(report: Report, lang: Language) -> str:
    """Return what every number of the report is traced by."""
    words = (terms.LABEL, terms.TITLE, terms.IDENTIFIER, terms.SOFTWARE)
    columns = tuple(Column(str(place), one) for place, one in enumerate(words))
    rows = tuple((run.label, run.title, run.identifier, run.software) for run in report.runs)
    return table_markup(Table(terms.RUNS, columns, rows), lang)


def chapter_markup(report: Report, number: int, lang: Language) -> str:
    """Return the chapter at position `number`, counted from one."""
    chapter = report.chapters[number - 1]
    runs = safe(traced(report), lang)
    items = "".join(_item(item, runs, lang) for item in chapter.items)
    return (
        f'<section class="chapter" aria-labelledby="chapter-{number}">'
        f'<h2 id="chapter-{number}">{safe(chapter.title, lang)}</h2>{items}</section>'
    )


def _item(item: Item, runs: str, lang: Language) -> str:
    match item:
        case Figure():
            return _article(item, _figure(item, lang), runs, lang)
        case NumberedTable():
            return _article(item, table_markup(item.table, lang), runs, lang)
        case Paragraphs():
            lines = "".join(f"<p>{safe(line, lang)}</p>" for line in item.lines)
            return f"<div><h3>{safe(item.heading, lang)}</h3>{lines}</div>"
        case LeftOut():
            name = f"{safe(terms.LEFT_OUT, lang)}{_name(item, lang)}"
            return f'<p class="left-out">{name} — {safe(item.remedy, lang)}</p>'


def _article(item: Figure | NumberedTable, body: str, runs: str, lang: Language) -> str:
    identifier = escape(item.id)
    below = "".join(
        f"<p>{safe(lead, lang)}{safe(one, lang)}</p>"
        for lead, several in ((terms.NOTE, item.notes), (terms.SOURCE, item.sources))
        for one in several
    )
    return (
        f'<article class="item" id="{identifier}" aria-labelledby="{identifier}-title">'
        f'<h3 id="{identifier}-title">{_name(item, lang)}</h3>'
        f'<p class="finding">{safe(item.finding, lang)}</p>{body}'
        f'<div class="below">{below}<p>{runs}</p></div></article>'
    )


def _figure(figure: Figure, lang: Language) -> str:
    panels = "".join(
        _panel(figure, position, panel, lang) for position, panel in enumerate(figure.panels)
    )
    tables = "".join(table_markup(table, lang) for table in figure_tables(figure))
    name = f"{safe(item_number(figure.id), lang)}{safe(terms.NUMBERS, lang)}"
    return (
        f'{_years(figure, lang)}<div class="{_layout(figure)}">{panels}</div>'
        f"{_others(figure, lang)}"
        f"<details><summary>{name}</summary>{tables}</details>"
    )


def _layout(figure: Figure) -> str:
    """Return whether panels stand side by side: pyramids always, many others in print."""
    if len(figure.panels) > 1 and all(isinstance(one.form, Pyramid) for one in figure.panels):
        return "panels abreast"
    return "panels many" if len(still_positions(figure)) > 2 else "panels"


def still_positions(figure: Figure) -> tuple[int, ...]:
    """Return which panels are always there: those that are printed, or else the first."""
    still = tuple(place for place, panel in enumerate(figure.panels) if panel.still)
    return still or (0,)


def _panel(figure: Figure, position: int, panel: Panel, lang: Language) -> str:
    heading = "" if panel.heading is None else f"<h4>{safe(panel.heading, lang)}</h4>"
    chosen = position in still_positions(figure)
    says = " ".join(
        safe(one, lang)
        for one in (figure.title, panel.heading, figure.finding)
        if one is not None
    )
    return (
        f'<div class="panel{"" if chosen else " chosen"}"{"" if chosen else " hidden"} '
        f'data-scenario="{escape(panel.scenario)}">{heading}'
        f'<div class="chart" role="img" aria-label="{says}" '
        f'data-chart="{escape(figure.id)}-{position}"></div></div>'
    )


def _years(figure: Figure, lang: Language) -> str:
    """Return the slider that plays the pyramids of a figure."""
    if not any(isinstance(panel.form, Pyramid) for panel in figure.panels):
        return ""
    name = f"{escape(figure.id)}-year"
    return (
        f'<div class="control years" data-figure="{escape(figure.id)}">'
        f'<button type="button" aria-pressed="false">{safe(terms.PLAY, lang)}</button>'
        f'<label for="{name}">{safe(terms.YEAR, lang)}</label>'
        f'<input type="range" id="{name}" min="0" max="0" value="0">'
        f'<output for="{name}" aria-live="off"></output></div>'
    )


def _others(figure: Figure, lang: Language) -> str:
    """Return the choice among the panels that are not always there."""
    still = still_positions(figure)
    options = "".join(
        f'<option value="{place}">{safe(panel.heading or figure.title, lang)}</option>'
        for place, panel in enumerate(figure.panels)
        if place not in still
    )
    if not options:
        return ""
    return (
        f'<p class="control others"><label>{safe(terms.OTHERS, lang)} <select>'
        f'<option value="">{safe(terms.NONE, lang)}</option>{options}</select></label></p>'
    )


def table_markup(table: Table, lang: Language) -> str:
    """Return a table as readers see it; it scrolls by itself where it is wide."""
    heading = safe(table.heading, lang)
    head = "".join(
        f'<th scope="col"{_kind(column)}>{safe(column.label, lang)}</th>'
        for column in table.columns
    )
    rows = "".join(f"<tr>{_cells(row, table.columns, lang)}</tr>" for row in table.rows)
    return (
        f'<div class="wide" role="region" aria-label="{heading}" tabindex="0"><table>'
        f"<caption>{heading}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cells(row: tuple[Cell, ...], columns: tuple[Column, ...], lang: Language) -> str:
    first, *others = (
        (escape(shown(cell, column, lang)), column)
        for cell, column in zip(row, columns, strict=True)
    )
    cells = "".join(f"<td{_kind(column)}>{words}</td>" for words, column in others)
    return f'<th scope="row">{first[0]}</th>{cells}'


def _kind(column: Column) -> str:
    return "" if column.decimals is None else ' class="number"'
