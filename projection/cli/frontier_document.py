"""The answer of `projection target` for two levers: all pairs that reach the figure."""

from __future__ import annotations

from collections.abc import Iterator

from projection.analysis.experiment import Experiment
from projection.analysis.proportion import Proportion, in_proportion
from projection.analysis.target import Frontier, Target
from projection.analysis.unknowns import Unknown
from projection.cli.target_document import path_note, proportion_notes
from projection.cli.target_words import goal, level
from projection.inputs import Register
from projection.language import Text
from projection.report.labels import inputs_note
from projection.report.tables import Cell, Column, Document, Table
from projection.report.words import inside
from projection.scenarios import Scenario


def frontier_document(
    frontier: Frontier,
    target: Target,
    experiment: Experiment,
    scenario: Scenario,
    register: Register | None,
) -> Document:
    """Return the pairs of two levers that reach a target.

    Parameters
    ----------
    frontier, target
        What was found, and for what.
    experiment, scenario
        What was run.
    register
        All municipalities; without it nothing is put in proportion to them.
    """
    region, what = experiment.inputs.region, goal(target)
    shares = _shares(frontier, experiment, register)
    counted = [one for pair in shares for one in pair]
    return Document(
        Text(
            ja=f"{region.name.ja}：{what.ja}にする組合せ（「{scenario.label.ja}」から）",
            en=f"{region.name.en}: pairs that put {what.en} (from '{scenario.label.en}')",
        ),
        (_table(frontier, target, shares),),
        notes=(
            inputs_note(experiment.inputs, experiment.base.start),
            path_note(target, (frontier.first, frontier.second)),
            *_bounds_notes(frontier),
            *((_BEYOND,) if any(counted) else ()),
            *proportion_notes(register, counted),
        ),
        data=_long(frontier, target, region.code, shares),
        sentences=tuple(_sentences(frontier, target)),
    )


_BEYOND = Text(
    ja="注：「全国」は、値がそれと同じか、地元の値から見てさらに離れている市区町村の割合。",
    en="Note: 'of all' is the share of municipalities at that level or further from the "
    "municipality's own.",
)
_Shares = list[tuple[Proportion | None, Proportion | None]]


def _shares(frontier: Frontier, experiment: Experiment, register: Register | None) -> _Shares:
    base, region = experiment.base, experiment.inputs.region.code
    firsts = [value for value, _ in frontier.pairs]
    seconds = [one.value for _, one in frontier.pairs]
    of_first = in_proportion(frontier.first, firsts, base, register, region)
    of_second = in_proportion(frontier.second, seconds, base, register, region)
    return [
        (first, second if one.reached else None)
        for first, second, (_, one) in zip(of_first, of_second, frontier.pairs, strict=True)
    ]


def _sentences(frontier: Frontier, target: Target) -> Iterator[Text]:
    first, second, what = frontier.first, frontier.second, goal(target)
    reached = [(value, one) for value, one in frontier.pairs if one.reached]
    if not reached:
        yield Text(
            ja=f"{first.label.ja}と{second.label.ja}をどう組み合わせても、探した範囲では"
            f"{what.ja}にはできません。",
            en=f"No pair within the bounds ({inside(first.label).en}; "
            f"{inside(second.label).en}) puts {what.en}.",
        )
        return
    ends = [
        (level(first, value), level(second, one.value))
        for value, one in (reached[0], reached[-1])
    ]
    (low, with_low), (high, with_high) = ends
    yield Text(
        ja=f"{what.ja}にする{first.label.ja}と{second.label.ja}の組合せは、"
        f"{low.ja}と{with_low.ja}から、{high.ja}と{with_high.ja}までです。",
        en=f"To have {what.en} takes {inside(first.label).en} and "
        f"{inside(second.label).en} together: from {low.en} with {with_low.en} "
        f"to {high.en} with {with_high.en}.",
    )
    missed = len(frontier.pairs) - len(reached)
    if missed:
        yield Text(
            ja=f"表の{len(frontier.pairs)}行のうち{missed}行では、{second.label.ja}が探した範囲の"
            "どの値でも届きません。",
            en=f"In {missed} of the {len(frontier.pairs)} rows no value of the second within "
            "its bounds is enough.",
        )


def _table(frontier: Frontier, target: Target, shares: _Shares) -> Table:
    first, second = frontier.first, frontier.second
    columns = (
        _of_lever("first", first),
        _of_lever("second", second),
        Column("figure", target.asked.label, target.asked.measure.decimals),
        _share_column("first_percent", first),
        _share_column("second_percent", second),
    )
    rows = tuple(
        (
            first.scale * value,
            second.scale * one.value if one.reached else None,
            one.figure,
            *(share.every.percent if share else None for share in of_pair),
        )
        for (value, one), of_pair in zip(frontier.pairs, shares, strict=True)
    )
    heading = Text(
        ja="組合せと、それを実現していた市区町村の割合",
        en="Pairs, and the share of municipalities that have had it",
    )
    return Table(heading, columns, rows)


def _of_lever(key: str, unknown: Unknown) -> Column:
    label, unit = unknown.label, unknown.unit
    words = Text(ja=f"{label.ja}（{unit.ja}）", en=f"{label.en} ({unit.en})")
    return Column(key, words, unknown.decimals)


def _share_column(key: str, unknown: Unknown) -> Column:
    label = unknown.label
    return Column(key, Text(ja=f"{label.ja}：全国（%）", en=f"{label.en}: of all (%)"), 1)


def _bounds_notes(frontier: Frontier) -> Iterator[Text]:
    solutions = [one for _, one in frontier.pairs]
    reason, second = solutions[0].bounds.reason, frontier.second.label
    yield Text(
        ja=f"注：{second.ja}を探した範囲は、{reason.ja}。",
        en=f"Note: {inside(second).en} sought within: {reason.en}.",
    )


def _long(frontier: Frontier, target: Target, region: str, shares: _Shares) -> Table:
    question = target.asked
    keys = (
        *("region", "measure", "sex", "ages", "year", "target"),
        *("first", "first_value", "second", "second_value", "reached", "figure"),
        *("first_percent", "second_percent"),
    )
    rows: list[tuple[Cell, ...]] = []
    for (value, one), of_pair in zip(frontier.pairs, shares, strict=True):
        fixed: tuple[Cell, ...] = (
            region,
            question.measure.name,
            question.sex,
            question.ages,
            question.year,
            target.value,
        )
        rows.append(
            (
                *fixed,
                frontier.first.typed,
                value,
                frontier.second.typed,
                one.value,
                "yes" if one.reached else "no",
                one.figure,
                *(share.every.percent if share else None for share in of_pair),
            )
        )
    columns = tuple(Column(key, Text(ja=key, en=key)) for key in keys)
    return Table(Text(ja="組合せ", en="Pairs"), columns, tuple(rows))
