"""The chapters of a municipal population vision, in the order of the official guide.

Source: 内閣府「地方人口ビジョンの策定のための手引き」 (contents).
"""

from __future__ import annotations

from collections.abc import Callable

from projection.language import Text
from projection.report.content import Chapter, Item, Report, Run
from projection.report.figures.age_groups import three_age_groups
from projection.report.figures.aged import aged_shares, aged_table
from projection.report.figures.attribution import attributed_gap
from projection.report.figures.change import births_deaths_and_moves
from projection.report.figures.comparison import total_comparison, total_table
from projection.report.figures.fertility import fertility
from projection.report.figures.frontier import target_frontier
from projection.report.figures.intervals import simulated_futures
from projection.report.figures.leverage import leverage_by_age
from projection.report.figures.migration import net_migration_by_age
from projection.report.figures.natural_social import (
    natural_against_social_change,
    natural_and_social_change,
)
from projection.report.figures.outlook import outlook_against_base
from projection.report.figures.population import total_population
from projection.report.figures.pyramid import pyramids
from projection.report.figures.stages import stages_of_decline
from projection.report.identity import run_identifier
from projection.report.material import Material
from projection.report.numbered.assumptions import assumed_values, assumed_words
from projection.report.numbered.changes import changes_by_age
from projection.report.numbered.combinations import combinations
from projection.report.numbered.influence import influence_table
from projection.report.numbered.introduction import standing, years_covered
from projection.report.numbered.methods import methods
from projection.report.numbered.origins import sources_of_figures
from projection.report.numbered.outlook import outlook_assumptions
from projection.report.numbered.services import service_ages
from projection.report.numbered.target import goal_conditions
from projection.report.numbered.terms import terms
from projection.report.numbered.young_women import young_women
from projection.report.summary import main_findings

# What can be missing gives a `LeftOut` in its place.
_TRENDS: tuple[Callable[[Material], Item], ...] = (
    total_population,
    three_age_groups,
    pyramids,
    births_deaths_and_moves,
    natural_and_social_change,
    natural_against_social_change,
    net_migration_by_age,
    fertility,
)
_PROJECTION: tuple[Callable[[Material], Item], ...] = (
    methods,
    total_comparison,
    total_table,
    simulated_futures,
    changes_by_age,
    influence_table,
    stages_of_decline,
    aged_shares,
    aged_table,
    service_ages,
    young_women,
)
_OUTLOOK: tuple[Callable[[Material], Item], ...] = (
    outlook_assumptions,
    outlook_against_base,
    attributed_gap,
    combinations,
    goal_conditions,
    target_frontier,
    leverage_by_age,
)
_APPENDIX: tuple[Callable[[Material], Item], ...] = (
    assumed_values,
    assumed_words,
    terms,
    sources_of_figures,
)

_CHAPTERS: tuple[tuple[Text, tuple[Callable[[Material], Item], ...]], ...] = (
    (Text(ja="はじめに", en="Introduction"), (standing, years_covered)),
    (Text(ja="1 人口動向分析", en="1 Population trends"), _TRENDS),
    (Text(ja="2 将来人口推計", en="2 Projections"), _PROJECTION),
    (Text(ja="3 人口の将来展望", en="3 Outlook"), _OUTLOOK),
    (Text(ja="資料編", en="Appendix"), _APPENDIX),
)


def make_report(material: Material) -> Report:
    """Work out a whole report.

    Parameters
    ----------
    material
        What it is written from.
    """
    chapters = tuple(
        Chapter(title, tuple(make(material) for make in makers)) for title, makers in _CHAPTERS
    )
    return Report(
        title=Text(
            ja=f"{material.place.ja} 将来人口推計報告書",
            en=f"{material.place.en}: population projection report",
        ),
        place=material.place,
        region=str(material.results[material.base].attrs["region"]),
        summary=tuple(main_findings(material)),
        chapters=chapters,
        runs=tuple(_run(material, name) for name in material.results),
        base_date=str(material.results[material.base].attrs["base_date"]),
    )


def _run(material: Material, name: str) -> Run:
    result = material.results[name]
    return Run(
        name,
        material.labels[name],
        Text(ja=result.attrs["title_ja"], en=result.attrs["title_en"]),
        run_identifier(result),
        str(result.attrs["software"]),
    )
