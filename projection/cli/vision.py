"""`projection vision`: whether a strategy meets its goals, and what waiting costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from projection.analysis.asked import asked
from projection.analysis.experiment import Experiment
from projection.analysis.vision import Examination, examine, in_last_year
from projection.cli.documents import chosen_format, write_document
from projection.cli.questions import Asking, open_question
from projection.cli.vision_tables import long_table, reader_tables
from projection.cli.vision_words import sentences
from projection.language import Language, Text
from projection.report.labels import inputs_note
from projection.report.tables import Document
from projection.scenarios.vision_loading import load_vision
from projection.scenarios.vision_model import Vision

_FORMATS = ("text", "csv", "xlsx", "json")
_SHARED_OUT = Text(
    ja="注：寄与は、どの基本目標から順に加えるかのすべての順番にわたる平均（シャープレイ値）で、"
    "合計は差に一致する。",
    en="Note: contributions are means over all orders in which basic goals can be added "
    "(Shapley value); they sum to the difference.",
)
_BEGUN_LATER = Text(
    ja="注：着手が遅れるとは、戦略のない場合とちがう仮定がすべてその年数だけ後から始まること。"
    "それまでは戦略のない場合と同じ。",
    en="Note: to begin later means that all that differs from the scenario without the "
    "strategy comes so many years later; until then nothing differs.",
)


@dataclass(frozen=True)
class Options(Asking):
    """What was asked for."""

    file: str
    delay: int | None
    measure: str
    sex: str
    ages: str | None
    year: int | None


def command(options: Options, lang: Language) -> None:
    """Write which goals are met, what contributes to them, and what a delay costs."""
    form = chosen_format(options.format, options.output, known=_FORMATS)
    figure = asked(options.measure, options.year or 0, sex=options.sex, ages=options.ages)
    vision = load_vision(Path(options.file))
    files = [str(vision.base), *map(str, vision.scenarios)]
    experiment, (without, *scenarios) = open_question(files, options, lang)
    if options.year is None:
        figure = in_last_year(figure, experiment)
    found = examine(vision, experiment, without, scenarios, figure, options.delay)
    document = vision_document(vision, found, without.label, experiment)
    write_document(document, lang, form, options.output)


def vision_document(
    vision: Vision, found: Sequence[Examination], without: Text, experiment: Experiment
) -> Document:
    """Return what was found as sentences, tables for readers and one for machines.

    Parameters
    ----------
    vision
        The file.
    found
        How each of its scenarios fares.
    without
        Label of the scenario without the strategy.
    experiment
        What the runs start from.
    """
    region, said = experiment.inputs.region.name, vision.said
    goals = said.basic_goals
    start = experiment.base.start
    later = found[0].delayed is not None
    notes = [] if said.notes is None else [said.notes]
    notes += [_SHARED_OUT] * bool(goals) + [_BEGUN_LATER] * later
    return Document(
        Text(ja=f"{region.ja}：{said.title.ja}", en=f"{region.en}: {said.title.en}"),
        tuple(table for one in found for table in reader_tables(one, goals, start)),
        notes=(inputs_note(experiment.inputs, start), *notes),
        data=long_table(found, goals, start),
        sentences=tuple(
            one for each in found for one in sentences(each, goals, without, start)
        ),
    )
