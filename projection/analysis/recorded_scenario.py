"""The scenarios and the vision of a result, read back from the texts in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import xarray as xr

from projection.analysis.recorded_inputs import USUAL, by_checksum, files_below
from projection.errors import ResultError, fault
from projection.recording import TABLE_MARK
from projection.scenarios import Scenario
from projection.scenarios.loading import resolved_scenario
from projection.scenarios.vision_loading import vision_of
from projection.scenarios.vision_model import Vision

_TABLE_LINE = re.compile(r"^table = .*\n", re.MULTILINE)
_USUAL = (Path("scenarios"), USUAL)


def recorded_scenarios(result: xr.Dataset, places: Sequence[Path]) -> list[Scenario]:
    """Return the scenario of a result, after the one from which differences are taken if any.

    A life table of a scenario's own is found by its SHA-256.

    Parameters
    ----------
    result
        As the readers of `projection.results` give it.
    places
        Folders to look for life tables in, with the folder `scenarios`; where there is
        none, `inputs` too.

    Raises
    ------
    ScenarioError
        This version cannot read a text.
    ResultError
        No file has the bytes of a life table.
    """
    attrs = result.attrs
    reference = attrs.get("reference_text", "")
    texts = [(reference, attrs["reference"])] if reference else []
    texts.append((attrs["scenario_text"], attrs["scenario"]))
    return [_scenario(str(text), str(name), places) for text, name in texts]


def recorded_vision(result: xr.Dataset) -> Vision | None:
    """Return the vision whose goals an ensemble was asked for; None where there was none.

    Raises
    ------
    ScenarioError
        This version cannot read its text.
    """
    text = str(result.attrs.get("vision_text", ""))
    return vision_of(text, Path("vision.toml")) if text else None


def _scenario(text: str, name: str, places: Sequence[Path]) -> Scenario:
    said, _, checksum = text.partition(TABLE_MARK)
    scenario = resolved_scenario(text_without_table(said), name)
    if not checksum:
        return scenario
    wanted = checksum.strip()
    folders = [one for one in (_USUAL[0], *(places or _USUAL[1:])) if one.is_dir()]
    found = by_checksum({wanted}, files_below(folders, set()))
    if wanted not in found:
        listed = ", ".join(map(str, folders)) or "-"
        raise ResultError(fault("verify_life_table", sha256=wanted, folders=listed))
    mortality = scenario.mortality.model_copy(update={"table": found[wanted]})
    return scenario.model_copy(update={"mortality": mortality})


def text_without_table(text: str) -> str:
    r"""Return a resolved text without the line that names a life table, and its checksum.

    Examples
    --------
    >>> text_without_table('[mortality]\ntable = "own.csv"\n# mortality.table: SHA-256 ab\n')
    '[mortality]\n'
    """
    return _TABLE_LINE.sub("", text.partition(TABLE_MARK)[0])
