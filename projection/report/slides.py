"""A report as PowerPoint slides: one message a slide, native charts and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from projection.language import Language, Text
from projection.report import terms
from projection.report.captions import item_number, traced
from projection.report.content import (
    Item,
    LeftOut,
    NumberedTable,
    Paragraphs,
    Report,
    Run,
)
from projection.report.figure import Figure, Form, Heat, Panel, Pyramid, Waterfall
from projection.report.figure_tables import figure_tables
from projection.report.office import cut, plain, sentences
from projection.report.slide_charts import apart, draw
from projection.report.slide_parts import (
    APART,
    GREY,
    HEIGHT,
    MARGIN,
    WIDTH,
    Box,
    Deck,
    Place,
    footer,
    item_slide,
    new_deck,
    notes,
    paged,
    saved,
    text_box,
    title_slide,
)
from projection.report.slide_tables import draw_heat, draw_table, grid_of, row_pages
from projection.report.vega.axes import measured

_FULL = WIDTH - 2 * MARGIN
_GAP = 16
_LONGEST_LABEL = 30  # cells of text, of a scenario in a footer
_TEXT_SIZES = (16, 14, 12)
_CROWDED = 6  # series, with more of which a chart has a slide to itself
_NOT_SHOWN = Text(ja="掲載していない図表", en="Figures and tables left out")


def slides(report: Report, lang: Language) -> bytes:
    """Return a report as a PowerPoint file.

    Every figure has its charts, which can be edited, two a slide; the sentence about what they
    show is the title. Charts hold the report's numbers, males of pyramids below zero.

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
    deck = new_deck(report, lang)
    _first(deck)
    for chapter in report.chapters:
        for item in chapter.items:
            _add(deck, plain(chapter.title, lang), item)
    _last(deck)
    return saved(deck)


def _first(deck: Deck) -> None:
    report, lang = deck.report, deck.lang
    slide = title_slide(deck, plain(_standing(report), lang))
    lines = [plain(one, lang) for one in report.summary]
    size, (page, *_) = paged([f"・{line}" for line in lines], (18, 16, 14, 12), _FULL, 270)
    text_box(slide, Box(MARGIN, 200, _FULL, 270), page, size, apart=APART * size)
    footer(deck, slide, [(plain(traced(_short(report)), lang), 3)])
    notes(slide, [*lines, plain(traced(report), lang)])


def _standing(report: Report) -> Text:
    """Return whose report it is, and the date that it starts from."""
    place, standing = report.place, report.standing
    return Text(ja=f"{place.ja}　{standing.ja}", en=f"{place.en}. {standing.en}")


def _short(report: Report, names: Sequence[str] = ()) -> Report:
    """Return the report with labels that have room, and only the runs of these names."""
    return replace(
        report,
        runs=tuple(
            replace(run, label=_short_label(run.label))
            for run in report.runs
            if not names or run.name in names
        ),
    )


def _short_label(label: Text) -> Text:
    return Text(ja=cut(label.ja, _LONGEST_LABEL), en=cut(label.en, _LONGEST_LABEL))


def _add(deck: Deck, chapter: str, item: Item) -> None:
    match item:
        case Figure():
            _figure(deck, chapter, item)
        case NumberedTable():
            _table(deck, chapter, item)
        case Paragraphs():
            _paragraphs(deck, chapter, item)
        case LeftOut():
            pass  # on the last slide


@dataclass(frozen=True)
class _Part:
    """One chart of a figure, and the panel it is of."""

    panel: Panel
    form: Form


def _figure(deck: Deck, chapter: str, figure: Figure) -> None:
    panels = [panel for panel in figure.panels if panel.still] or list(figure.panels)
    parts = [_Part(panel, form) for panel in panels for form in apart(panel.form)]
    groups = list(_grouped(parts))
    for position, group in enumerate(groups, start=1):
        of = (
            f"（{position}/{len(groups)}）"
            if deck.lang == "ja"
            else f" ({position}/{len(groups)})"
        )
        kicker = _kicker(deck, chapter, figure) + (of if len(groups) > 1 else "")
        names = {part.panel.scenario for part in group}
        own = _run_named(deck.report, names)
        title, lead = _message(deck, figure, own)
        slide, top = item_slide(deck, kicker, title, lead)
        end = footer(deck, slide, _below(deck, figure, names))
        _charts(deck, slide, (top, end - 6), figure, group)
        notes(slide, _whole(deck, figure))


def _grouped(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """Yield what stands on one slide: two charts abreast, or what needs the whole width."""
    waiting: list[_Part] = []
    for part in parts:
        if _is_wide(part.form):
            if waiting:
                yield waiting
            waiting = []
            yield [part]
            continue
        waiting.append(part)
        if len(waiting) == 2:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _is_wide(form: Form) -> bool:
    match form:
        case Heat() | Waterfall():
            return True
        case Pyramid():
            return False
        case _:
            return len(form.series) > _CROWDED


def _kicker(deck: Deck, chapter: str, item: Figure | NumberedTable) -> str:
    number, title = plain(item_number(item.id), deck.lang), plain(item.title, deck.lang)
    return (
        f"{chapter}　｜　{number}　{title}"
        if deck.lang == "ja"
        else (f"{chapter} | {number}  {title}")
    )


def _run_named(report: Report, names: set[str]) -> Run | None:
    """Return the run that all charts of a slide are about."""
    if len(names) != 1:
        return None
    return next((run for run in report.runs if run.name in names), None)


def _message(deck: Deck, item: Figure | NumberedTable, own: Run | None) -> tuple[str, str]:
    """Return the sentence that is a slide's title, and the others.

    It is the first, or the first about the scenario that the slide is about.
    """
    told = sentences(plain(item.finding, deck.lang))
    if not told:
        return plain(item.title, deck.lang), ""
    of_own = [place for place, one in enumerate(told) if own and _is_about(deck, one, own)]
    chosen = of_own[0] if of_own else 0
    others = told[:chosen] + told[chosen + 1 :]
    return told[chosen], ("" if deck.lang == "ja" else " ").join(others)


def _is_about(deck: Deck, sentence: str, own: Run) -> bool:
    """Tell whether a sentence names a run, and not one whose longer label holds its label."""
    label = plain(own.label, deck.lang)
    for other in (plain(run.label, deck.lang) for run in deck.report.runs):
        if label in other and label != other:
            sentence = sentence.replace(other, "")
    return label in sentence


def _below(deck: Deck, item: Figure | NumberedTable, names: set[str]) -> list[tuple[str, int]]:
    lang = deck.lang
    said = [(terms.NOTE, item.notes, 2), (terms.SOURCE, item.sources, 1)]
    lines = [
        (plain(lead, lang) + " ".join(plain(one, lang) for one in several), most)
        for lead, several, most in said
        if several
    ]
    runs = traced(_short(deck.report, [name for name in names if name]))
    return [*lines, (plain(runs, lang), 2)]


def _whole(deck: Deck, item: Figure | NumberedTable) -> list[str]:
    """Return what the notes page says: all of it."""
    lang = deck.lang
    said = ((terms.NOTE, item.notes), (terms.SOURCE, item.sources))
    return [
        plain(item.finding, lang),
        *(plain(lead, lang) + plain(one, lang) for lead, several in said for one in several),
        plain(traced(deck.report), lang),
    ]


def _charts(
    deck: Deck, slide: object, ends: tuple[float, float], figure: Figure, group: list[_Part]
) -> None:
    top, end = ends
    width = (_FULL - _GAP * (len(group) - 1)) / len(group)
    for position, part in enumerate(group):
        heading = "" if part.panel.heading is None else plain(part.panel.heading, deck.lang)
        says = f"{plain(figure.title, deck.lang)} {heading} {plain(figure.finding, deck.lang)}"
        box = Box(MARGIN + position * (width + _GAP), top, width, end - top)
        place = Place(slide, box, heading, says, deck.lang)
        if isinstance(part.form, Heat):
            _heat(place, figure, part.panel, part.form)
        else:
            draw(place, part.form)


def _heat(place: Place, figure: Figure, panel: Panel, form: Heat) -> None:
    x, value = measured(form.x, place.lang), measured(form.value, place.lang)
    said = [place.heading] if place.heading else []
    words = f"{' / '.join([*said, value])} → {x}"
    box = place.box
    text_box(place.slide, Box(box.left, box.top, box.width, 16), [cut(words, 120)], 12)
    (table,) = figure_tables(replace(figure, panels=(panel,)))
    below = Box(box.left, box.top + 20, box.width, box.height - 20)
    draw_heat(replace(place, box=below), form, table)


def _table(deck: Deck, chapter: str, item: NumberedTable) -> None:
    lang = deck.lang
    grid = grid_of(item.table, lang, _FULL)
    says = f"{plain(item.title, lang)} {plain(item.finding, lang)}"
    place = _table_slide(deck, chapter, item, says)
    for position, rows in enumerate(row_pages(grid, place.box.height)):
        if position:
            place = _table_slide(deck, chapter, item, says)
        draw_table(place, item.table, grid, rows)


def _table_slide(deck: Deck, chapter: str, item: NumberedTable, says: str) -> Place:
    """Add a slide for a table, or some of its rows."""
    title, lead = _message(deck, item, None)
    slide, top = item_slide(deck, _kicker(deck, chapter, item), title, lead)
    end = footer(deck, slide, _below(deck, item, set()))
    heading = cut(plain(item.table.heading, deck.lang), 130)
    text_box(slide, Box(MARGIN, top, _FULL, 16), [heading], 11, colour=GREY)
    notes(slide, _whole(deck, item))
    return Place(slide, Box(MARGIN, top + 18, _FULL, end - top - 22), heading, says, deck.lang)


def _paragraphs(deck: Deck, chapter: str, item: Paragraphs) -> None:
    lines = [plain(one, deck.lang) for one in item.lines]
    height = HEIGHT - 140
    size, found = paged(lines, _TEXT_SIZES, _FULL, height)
    for page in found:
        slide, top = item_slide(deck, chapter, plain(item.heading, deck.lang), "")
        text_box(slide, Box(MARGIN, top + 6, _FULL, height), page, size, apart=APART * size)
        footer(deck, slide, [])
        notes(slide, page)


def _last(deck: Deck) -> None:
    """Add what is not shown, and what would supply it."""
    missing = tuple(_missing(one) for one in deck.report.left_out)
    if missing:
        _paragraphs(deck, "", Paragraphs(_NOT_SHOWN, missing))


def _missing(one: LeftOut) -> Text:
    number = item_number(one.id)
    return Text(
        ja=f"{number.ja}　{one.title.ja}：{one.remedy.ja}",
        en=f"{number.en}, {one.title.en}: {one.remedy.en}",
    )
