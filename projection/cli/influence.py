"""`projection influence`: the grades and stages of the government's population visions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from projection.analysis.age_groups import age_label
from projection.analysis.comparison import default_years
from projection.analysis.grades import STANDARD, read_grades
from projection.analysis.influence import SCENARIOS, STAGE_GROUPS, Influence, influence
from projection.cli.asking.influence import FORMATS
from projection.cli.documents import chosen_format, write_document
from projection.cli.questions import Asking, open_question
from projection.cli.typed import typed_years
from projection.inputs import Region
from projection.language import Language, Text
from projection.report.labels import inputs_note
from projection.report.tables import Cell, Column, Document, Table
from projection.report.words import number

_YEAR = Column("year", Text(ja="年", en="Year"))
_RATIOS = {
    "natural": Text(ja="自然増減（%）", en="Births (%)"),
    "social": Text(ja="社会増減（%）", en="Moves (%)"),
}
_GRADE = Text(ja="影響度", en="Grade")
_STAGE = Column("stage", Text(ja="人口減少段階", en="Stage"), 0)
_STAGES = (
    Text(ja="人口は基準年を下回っていません", en="the population has not declined"),
    Text(
        ja="人口減少の第1段階（老年人口は基準年より多い）です",
        en="stage 1 of decline (more of the aged than in the base year)",
    ),
    Text(
        ja="人口減少の第2段階（老年人口は維持・微減）です",
        en="stage 2 of decline (as many of the aged as in the base year, or few less)",
    ),
    Text(
        ja="人口減少の第3段階（老年人口も減少）です",
        en="stage 3 of decline (the aged decline as well)",
    ),
)
_MEANING = Text(
    ja="注：自然増減は「シミュレーション1÷基準」、社会増減は「シミュレーション2÷シミュレーション1」の"
    "総人口の比。影響度は1〜5で、大きいほど、出生率の上昇や転入・転出の均衡が人口を増やす効果が大きい。",
    en="Note: births, the total of Simulation 1 over that of the base; moves, that of "
    "Simulation 2 over that of Simulation 1. Grades run from 1 to 5: the higher, the more "
    "people a higher TFR, or balanced moves, would bring.",
)


@dataclass(frozen=True)
class Options(Asking):
    """What was asked for."""

    base: str
    simulation_1: str | None
    simulation_2: str | None
    year: int | None
    years: str | None
    grades: str | None


def command(options: Options, lang: Language) -> None:
    """Write grades and stages."""
    form = chosen_format(options.format, options.output, known=FORMATS)
    years = typed_years(options.years)
    grades = read_grades(STANDARD if options.grades is None else Path(options.grades))
    experiment, scenarios = open_question(_files(options), options, lang)
    runs = experiment.run(scenarios)
    # Nothing has changed yet in the base year.
    shown = default_years([runs["year"].values.tolist()])[1:] if years is None else years
    found = influence(runs, grades, year=options.year, years=shown)
    source = inputs_note(experiment.inputs, experiment.base.start)
    document = influence_document(found, experiment.inputs.region, source)
    write_document(document, lang, form, options.output)


def influence_document(found: Influence, region: Region, source: Text) -> Document:
    """Return grades and stages as two tables, a row a year.

    Parameters
    ----------
    found
        Grades and stages.
    region
        Whose.
    source
        The note that says where the figures come from.
    """
    name, grades = region.name, found.grades.source
    thresholds = Text(ja=f"注：しきい値は、{grades.ja}。", en=f"Note: thresholds {grades.en}.")
    return Document(
        Text(
            ja=f"{name.ja}：自然増減・社会増減の影響度と人口減少段階",
            en=f"{name.en}: influence of births and of moves, and stages of decline",
        ),
        (_grades(found), _stages(found)),
        notes=(source, _MEANING, thresholds),
        data=_long(found, region.code),
        sentences=(_influence_sentence(found), _stage_sentence(found)),
    )


def _files(options: Options) -> list[str]:
    folder = Path(options.base).parent
    return [
        options.base,
        options.simulation_1 or str(folder / "simulation-1.toml"),
        options.simulation_2 or str(folder / "simulation-2.toml"),
    ]


def _influence_sentence(found: Influence) -> Text:
    data, (base, first, second) = found.data.sel(year=found.year), found.labels
    natural, social = (number(data[f"{one}_ratio"].item(), 1) for one in _RATIOS)
    grades = [data[f"{one}_grade"].item() for one in _RATIOS]
    return Text(
        ja=f"{found.year}年の人口は、「{first.ja}」が「{base.ja}」の{natural.ja}%で、"
        f"自然増減の影響度は{grades[0]}です。「{second.ja}」は「{first.ja}」の{social.ja}%で、"
        f"社会増減の影響度は{grades[1]}です（いずれも1〜5）。",
        en=f"In {found.year} {first.en} has {natural.en} % of the residents of {base.en}: the "
        f"influence of births is grade {grades[0]} of 5. {second.en} has {social.en} % of "
        f"those of {first.en}: the influence of moves is grade {grades[1]} of 5.",
    )


def _stage_sentence(found: Influence) -> Text:
    of_year = found.stages.sel(year=found.year)
    total, *_, aged = (number(value, 1) for value in of_year["index"].values.tolist())
    stage, base = _STAGES[of_year["stage"].item()], found.labels[0]
    first = found.stages["year"].values[0]
    return Text(
        ja=f"「{base.ja}」では、{first}年を100とすると、{found.year}年の総人口は{total.ja}、"
        f"老年人口は{aged.ja}で、{stage.ja}。",
        en=f"Under {base.en}, with {first} = 100, the population of {found.year} is "
        f"{total.en} and that of the aged (65+) {aged.en}: {stage.en}.",
    )


def _grades(found: Influence) -> Table:
    persons = [
        Column(f"population_{name}", label, 0)
        for name, label in zip(SCENARIOS, found.labels, strict=True)
    ]
    graded = [
        column
        for name, label in _RATIOS.items()
        for column in (Column(f"{name}_ratio", label, 1), Column(f"{name}_grade", _GRADE, 0))
    ]
    years = found.data["year"].values.tolist()
    return Table(
        Text(ja="影響度（総人口は人）", en="Grades of influence (totals in persons)"),
        (_YEAR, *persons, *graded),
        tuple((year, *_graded(found, year)) for year in years),
    )


def _graded(found: Influence, year: int) -> list[Cell]:
    data = found.data.sel(year=year)
    ratios = [data[f"{name}_{what}"].item() for name in _RATIOS for what in ("ratio", "grade")]
    return [*data["population"].values.tolist(), *ratios]


def _stages(found: Influence) -> Table:
    base = found.labels[0]
    first = found.stages["year"].values[0]
    columns = [
        Column(f"index_{key}", age_label(group, of_population=True), 1)
        for key, group in STAGE_GROUPS.items()
    ]
    years = found.data["year"].values.tolist()
    return Table(
        Text(
            ja=f"「{base.ja}」の人口減少段階（{first}年＝100）",
            en=f"Stages of decline under '{base.en}' ({first} = 100)",
        ),
        (_YEAR, *columns, _STAGE),
        tuple((year, *_staged(found, year)) for year in years),
    )


def _staged(found: Influence, year: int) -> list[Cell]:
    of_year = found.stages.sel(year=year)
    return [*of_year["index"].values.tolist(), of_year["stage"].item() or None]


def _long(found: Influence, region: str) -> Table:
    graded, staged = _grades(found), _stages(found)
    code = Column("region", Text(ja="地域コード", en="Region code"))
    return Table(
        graded.heading,
        (code, *graded.columns, *staged.columns[1:]),
        tuple(
            (region, *one, *other[1:])
            for one, other in zip(graded.rows, staged.rows, strict=True)
        ),
    )
