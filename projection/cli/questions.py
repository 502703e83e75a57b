"""What the asking commands share: scenarios of one region, fitted and ready to run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from projection.analysis.experiment import Experiment, prepare
from projection.cli.gathering import gather
from projection.cli.output import say_warnings
from projection.errors import RunError, ScenarioError, fault
from projection.inputs import find_inputs, read_inputs, residents_of
from projection.inputs.model import OFFICIAL
from projection.language import Language
from projection.scenarios import Scenario, load_scenario, warnings_of_all


@dataclass(frozen=True)
class Asking:
    """The options that every asking command has: where, when, and what is written."""

    inputs: str
    region: str | None
    start: int | None
    end: int | None
    format: str | None
    output: str | None


def open_question(
    files: Sequence[str], asking: Asking, lang: Language
) -> tuple[Experiment, list[Scenario]]:
    """Read scenario files of one region, and fit its base rates.

    Parameters
    ----------
    files
        Scenario files, as typed.
    asking
        Where inputs are, and what replaces the scenarios' own region, start and end.
    lang
        Of warnings.

    Raises
    ------
    ProjectionError
        Whatever is wrong with the files, or scenarios of different regions.
    """
    scenarios = gather(lambda file: load_scenario(Path(file)), files)
    if official := [one for one in scenarios if one.method == OFFICIAL]:
        raise RunError(*(fault("official_not_asked", file=str(one.file)) for one in official))
    region = _region(scenarios, asking)
    inputs = read_inputs(find_inputs(Path(asking.inputs), region), region)
    say_warnings(warnings_of_all(scenarios, residents_of(inputs)), lang)
    return prepare(inputs, scenarios, start=asking.start, end=asking.end), scenarios


def _region(scenarios: Sequence[Scenario], asking: Asking) -> str:
    regions = {asking.region or one.region for one in scenarios}
    if len(regions) > 1:
        found = ", ".join(sorted(str(one) for one in regions))
        raise RunError(fault("regions_differ", found=found))
    (region,) = regions
    if region is None:
        raise ScenarioError(fault("region_nowhere", file=str(scenarios[0].file)))
    return region
