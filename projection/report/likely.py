"""What an ensemble says in words: intervals, differences, events and goals."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import xarray as xr

from projection.language import Text
from projection.report.sentences import about, year_words
from projection.report.words import number

# The interval that sentences tell: of ten futures eight lie in it.
LOW, HIGH = 0.1, 0.9
_POPULATION = "population"
_MOST_EVENTS = 3


def label_of(ensemble: xr.Dataset) -> Text:
    """Return the short label of an ensemble's scenario."""
    return Text(ja=ensemble.attrs["label_ja"], en=ensemble.attrs["label_en"])


def interval_words(ensemble: xr.Dataset, year: int) -> Text:
    """Return the sentence about the population of a year.

    Parameters
    ----------
    ensemble
        As `results.read_ensemble` gives it.
    year
        As of 1 January.
    """
    low, high = (about(one) for one in _ends(ensemble, "stock_quantile", year))
    at = {"stock": _POPULATION, "year": year}
    projected = about(float(ensemble["stock_projected"].sel(at)))
    mean = about(float(ensemble["stock_mean"].sel(at)))
    when, label = year_words(year), label_of(ensemble)
    return Text(
        ja=f"「{label.ja}」では、10通りの将来のうち8通りで、{when.ja}の人口は{low.ja}から"
        f"{high.ja}の間に入ります（推計は{projected.ja}、試算の平均は{mean.ja}）。",
        en=f"Under '{label.en}', in 8 of 10 simulated futures the population of {when.en} lies "
        f"between {low.en} and {high.en} (projection: {projected.en}; mean of the futures: "
        f"{mean.en}).",
    )


def area_words(ensemble: xr.Dataset, year: int) -> Text:
    """Return the sentence about the population of a whole area.

    Parameters
    ----------
    ensemble
        As `results.read_ensembles` gives it.
    year
        As of 1 January.
    """
    low, high = (about(one) for one in _ends(ensemble, "total_stock_quantile", year))
    at = {"stock": _POPULATION, "year": year}
    projected = about(float(ensemble["total_stock_projected"].sel(at)))
    when, label = year_words(year), label_of(ensemble)
    return Text(
        ja=f"「{label.ja}」では、10通りの将来のうち8通りで、{when.ja}の人口の合計は{low.ja}から"
        f"{high.ja}の間に入ります（推計は{projected.ja}）。",
        en=f"Under '{label.en}', in 8 of 10 simulated futures the total population of "
        f"{when.en} lies between {low.en} and {high.en} (projection: {projected.en}).",
    )


def reference_of(ensemble: xr.Dataset) -> Text:
    """Return the label of the scenario from which differences are taken; empty where none."""
    return Text(ja=ensemble.attrs["reference_ja"], en=ensemble.attrs["reference_en"])


def difference_words(ensemble: xr.Dataset, year: int) -> Text:
    """Return the sentence about the difference from the first scenario.

    Parameters
    ----------
    ensemble
        Of a scenario that has a reference.
    year
        As of 1 January.
    """
    low, high = (number(one, signed=True) for one in _ends(ensemble, "stock_difference", year))
    when, label, reference = year_words(year), label_of(ensemble), reference_of(ensemble)
    return Text(
        ja=f"{when.ja}の人口の「{reference.ja}」との差は、「{label.ja}」では8割の試算で"
        f"{low.ja}人から{high.ja}人の間です。",
        en=f"In 8 of 10 simulated futures the population of {when.en} under '{label.en}' "
        f"differs from that under '{reference.en}' by {low.en} to {high.en}.",
    )


def event_words(ensemble: xr.Dataset) -> Iterator[Text]:
    """Return one sentence about events that become likelier than not, the soonest first."""
    likely = ensemble["event_over_50"].values
    order = [at for at in np.argsort(likely, kind="stable") if likely[at]][:_MOST_EVENTS]
    if not order:
        return
    names = {lang: ensemble[f"event_{lang}"].values for lang in ("ja", "en")}
    told_ja = "、".join(f"{names['ja'][at]}（{likely[at]}年）" for at in order)
    told_en = "; ".join(f"{names['en'][at]} ({likely[at]})" for at in order)
    label = label_of(ensemble)
    yield Text(
        ja=f"「{label.ja}」で確率が50%を超えるのは：{told_ja}。",
        en=f"Under '{label.en}', likelier than not from the year in brackets: {told_en}.",
    )


def goal_words(ensemble: xr.Dataset) -> Iterator[Text]:
    """Return one sentence about the goals of a vision, where there are some."""
    if "goal_probability" not in ensemble:
        return
    chances = [chance_words(one) for one in ensemble["goal_probability"].values.tolist()]
    names = {lang: ensemble[f"goal_{lang}"].values for lang in ("ja", "en")}
    ja = "、".join(
        f"「{name}」{one.ja}" for name, one in zip(names["ja"], chances, strict=True)
    )
    en = "; ".join(f"'{name}' {one.en}" for name, one in zip(names["en"], chances, strict=True))
    label = label_of(ensemble)
    yield Text(
        ja=f"「{label.ja}」で目標を達成する確率：{ja}。",
        en=f"Probability that goals are met under '{label.en}': {en}.",
    )


def chance_words(share: float) -> Text:
    """Return a probability as readers see it: never 0 or 100 % where it is neither.

    Examples
    --------
    >>> [chance_words(one).en for one in (0.0, 0.002, 0.634, 0.998, 1.0)]
    ['0 %', 'under 1 %', '63 %', 'over 99 %', '100 %']
    """
    percent = 100.0 * share
    if 0.0 < percent < 1.0:
        return Text(ja="1%未満", en="under 1 %")
    if 99.0 < percent < 100.0:
        return Text(ja="99%超", en="over 99 %")
    return Text(ja=f"{percent:.0f}%", en=f"{percent:.0f} %")


def _ends(ensemble: xr.Dataset, name: str, year: int) -> tuple[float, float]:
    of_year = ensemble[name].sel(stock=_POPULATION, year=year)
    low, high = (of_year.sel(quantile=level, method="nearest") for level in (LOW, HIGH))
    return float(low), float(high)
