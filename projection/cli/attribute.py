"""`projection attribute`: what makes two scenarios differ, or one change."""

from __future__ import annotations

from dataclasses import dataclass

from projection.analysis.accounting import account
from projection.analysis.asked import Asked, asked
from projection.analysis.attribution import attribute
from projection.analysis.bridge import Bridge, year_of
from projection.analysis.experiment import Experiment
from projection.analysis.mixtures import Side
from projection.cli.asking.attribute import FORMATS
from projection.cli.bridge import bridge_data, bridge_tables
from projection.cli.bridge_sentences import account_sentence, attribution_sentence
from projection.cli.documents import chosen_format, write_document
from projection.cli.questions import Asking, open_question
from projection.cli.typed import typed_years
from projection.language import Language, Text
from projection.report.labels import inputs_note
from projection.report.tables import Document
from projection.scenarios import Scenario

_SHARES = Text(
    ja="注：各要素の寄与は、Bの要素をどの順に取り入れるかのすべての場合の平均（シャープレイ値）。"
    "端数処理後も、合計は差に一致します。",
    en="Note: each part is the mean over all orders in which what B has can replace what A has "
    "(Shapley value); the parts add up to the difference, as printed too.",
)
_COHORTS = Text(
    ja="注：死亡と社会増減は、その1年の終わりの年齢の区分に数えます。端数処理後も、内訳の合計は"
    "増減に一致します。",
    en="Note: deaths and moves count in the age group at the end of their year; the parts add "
    "up to the change, as printed too.",
)
_GROUPS = Text(
    ja="注：年齢区分の合計は、端数処理のため総数と一致しない場合があります。",
    en="Note: age groups may not add up to the total because of rounding.",
)


@dataclass(frozen=True)
class Options(Asking):
    """What was asked for."""

    scenario: str
    other: str | None
    measure: str
    sex: str
    ages: str | None
    year: int | None
    by: str
    years: str | None


def command(options: Options, lang: Language) -> None:
    """Write the answer."""
    form = chosen_format(options.format, options.output, known=FORMATS)
    years = typed_years(options.years) or []
    files = [options.scenario] if options.other is None else [options.scenario, options.other]
    experiment, scenarios = open_question(files, options, lang)
    year = max(years) if options.year is None and years else options.year
    question = asked(
        options.measure,
        year_of(options.measure, year, experiment),
        sex=options.sex,
        ages=options.ages,
    )
    document = _document(experiment, scenarios, question, options.by, years)
    write_document(document, lang, form, options.output)


def _document(
    experiment: Experiment,
    scenarios: list[Scenario],
    question: Asked,
    by: str,
    years: list[int],
) -> Document:
    region = experiment.inputs.region
    source = inputs_note(experiment.inputs, experiment.base.start)
    if len(scenarios) == 1:
        run = experiment.run(scenarios).isel(scenario=0, drop=True)
        parts = account(run, question, by=by, years=years)
        title, how = _account_title(region.name, scenarios[0].label), _COHORTS
        sentence = account_sentence(parts, scenarios[0].label, experiment.base.start)
    else:
        a, b = (Side(experiment, one) for one in scenarios)
        parts = attribute(a, b, question, by=by, years=years)
        title, how = _attribution_title(region.name, parts), _SHARES
        sentence = attribution_sentence(parts)
    return Document(
        title,
        bridge_tables(parts),
        notes=(source, how, _GROUPS) if len(parts.groups) > 1 else (source, how),
        data=bridge_data(parts, region.code),
        sentences=(sentence,),
    )


def _account_title(region: Text, label: Text) -> Text:
    return Text(
        ja=f"{region.ja}：「{label.ja}」の基準年からの増減の内訳",
        en=f"{region.en}: what makes up the change since the base year under '{label.en}'",
    )


def _attribution_title(region: Text, parts: Bridge) -> Text:
    a, b = parts.ends
    return Text(
        ja=f"{region.ja}：「{a.ja}」（A）と「{b.ja}」（B）の差の内訳",
        en=f"{region.en}: what makes '{b.en}' (B) differ from '{a.en}' (A)",
    )
