"""The chapters of a municipal population vision, in the order of the official guide.

Source: 内閣府「地方人口ビジョンの策定のための手引き」 (contents).
"""

from __future__ import annotations

from collections.abc import Callable

from projection.language import Text
from projection.report.content import Chapter, Item, Report, Run
from projection.report.figures.population import total_population
from projection.report.identity import run_identifier
from projection.report.material import Material

# What can be missing gives a `LeftOut` in its place.
_TRENDS: tuple[Callable[[Material], Item], ...] = ()
_PROJECTION: tuple[Callable[[Material], Item], ...] = (total_population,)
_OUTLOOK: tuple[Callable[[Material], Item], ...] = ()
_APPENDIX: tuple[Callable[[Material], Item], ...] = ()

_CHAPTERS: tuple[tuple[Text, tuple[Callable[[Material], Item], ...]], ...] = (
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
        summary=(),
        chapters=chapters,
        runs=tuple(_run(material, name) for name in material.results),
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
