"""What the asking commands share: scenarios of one region, fitted and ready to run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from projection.analysis.experiment import Experiment, prepare
from projection.cli.gathering import gather
from projection.cli.output import say_warnings
from projection.errors import RunError, ScenarioError, fault
from projection.inputs import find_inputs, read_inputs
from projection.language import Language
from projection.scenarios import Scenario, load_scenario, scenario_warnings


class Place(Protocol):
    """The options that say where and when."""

    @property
    def inputs(self) -> str: ...
    @property
    def region(self) -> str | None: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


def open_question(
    files: Sequence[str], place: Place, lang: Language
) -> tuple[Experiment, list[Scenario]]:
    """Read scenario files of one region, and fit its base rates.

    Parameters
    ----------
    files
        Scenario files, as typed.
    place
        Where inputs are, and what replaces the scenarios' own region, start and end.
    lang
        Of warnings.

    Raises
    ------
    ProjectionError
        Whatever is wrong with the files, or scenarios of different regions.
    """
    scenarios = gather(lambda file: load_scenario(Path(file)), files)
    say_warnings((one for each in scenarios for one in scenario_warnings(each)), lang)
    region = _region(scenarios, place)
    inputs = read_inputs(find_inputs(Path(place.inputs), region), region)
    return prepare(inputs, scenarios, start=place.start, end=place.end), scenarios


def _region(scenarios: Sequence[Scenario], place: Place) -> str:
    regions = {place.region or one.region for one in scenarios}
    if len(regions) > 1:
        found = ", ".join(sorted(str(one) for one in regions))
        raise RunError(fault("regions_differ", found=found))
    (region,) = regions
    if region is None:
        raise ScenarioError(fault("region_nowhere", file=str(scenarios[0].file)))
    return region
