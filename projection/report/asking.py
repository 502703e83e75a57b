"""Questions that results alone do not answer: asked anew, or left out with what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from projection.analysis.experiment import Experiment
from projection.errors import ProjectionError
from projection.language import LANGUAGES, Text
from projection.report.content import LeftOut
from projection.report.material import Material

Made = TypeVar("Made")

SECOND_RESULT = Text(
    ja="将来展望の結果がない。projection report に結果を2つ以上指定する（例：projection report "
    "results/current.nc results/vision.nc）。",
    en="there is no outlook; give two results or more (projection report results/current.nc "
    "results/vision.nc).",
)
SINGLE_YEARS = Text(
    ja="1年・1歳ごとの結果が必要。projection run --step 1 で推計する。",
    en="this takes results by single years; `projection run --step 1` makes them.",
)
_INPUTS = Text(
    ja="推計に使った入力データが必要。projection report … --inputs フォルダ で指定する。",
    en="this takes the inputs that the results were run from; projection report ... --inputs "
    "FOLDER names them.",
)


def or_left_out(
    identifier: str, title: Text, make: Callable[[], Made | LeftOut]
) -> Made | LeftOut:
    """Make an item, or leave it out and say what is wrong with what it is made from.

    Parameters
    ----------
    identifier, title
        Of the item.
    make
        Makes it; what a user can mend comes as a `ProjectionError`.
    """
    try:
        return make()
    except ProjectionError as error:
        return LeftOut(identifier, title, _one_line(error))


def asked_anew(
    material: Material,
    identifier: str,
    title: Text,
    make: Callable[[Experiment], Made | LeftOut],
) -> Made | LeftOut:
    """Make an item from base rates fitted anew, or leave it out and say what is missing.

    Parameters
    ----------
    material
        Of the report.
    identifier, title
        Of the item.
    make
        Makes it from an experiment.
    """

    def answer() -> Made | LeftOut:
        experiment = material.experiment
        if experiment is None:
            return LeftOut(identifier, title, missing_inputs(material))
        return make(experiment)

    return or_left_out(identifier, title, answer)


def missing_inputs(material: Material) -> Text:
    """Say what supplies base rates where `Material.experiment` has none."""
    # Inputs alone would not help.
    if int(material.results[material.base].attrs["step"]) != 1:
        return SINGLE_YEARS
    if material.why_no_inputs is None:
        return _INPUTS
    reason = _one_line(material.why_no_inputs)
    return Text(ja=f"{_INPUTS.ja}（{reason.ja}）", en=f"{_INPUTS.en} ({reason.en})")


def _one_line(error: ProjectionError) -> Text:
    ja, en = (" ".join(error.text(lang).split()) for lang in LANGUAGES)
    return Text(ja=ja, en=en)
